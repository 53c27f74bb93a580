/* Runs a function, or a part of it, over states: the one data-flow solver. Blocks are named by
 * their index in the function. */
#ifndef FLOW_SOLVE_H
#define FLOW_SOLVE_H

#include "flow/eval.h"
#include "ir/cfg.h"

struct solve;

/* What a call does to the state. False: control does not come back on this path. */
typedef bool (*solve_call)(void *context, struct solve *solve, struct flow_state *state,
                           ir_instr_id call);

/* Where a run begins: before instruction `skip` of a block. */
struct solve_seed {
    uint32_t block;
    uint32_t skip; /* how many of the block's instructions lie before */
    const struct flow_state *state;
};

/* An edge that leaves the region, or a return (edge = UINT32_MAX), and the state there. */
struct solve_exit {
    uint32_t block;
    uint32_t edge;
    uint32_t target; /* block the edge leads to */
    struct flow_state state;
    symbol_id value; /* of a return; 0 for none */
};

struct solve {
    struct space *space;
    const struct cfg *cfg;
    const struct bitset *region; /* blocks to stay in; NULL: all */
    solve_call call;
    void *context;
    bool wants_edges;    /* fill `edges` */
    uint32_t step_limit; /* how often blocks are taken up; 0: no limit */

    /* results */
    struct flow_state *in;        /* at the start of each block; valid until solve_finish */
    struct bitset edges;          /* that can be taken, if wanted; numbered as in cfg.edge_start */
    VEC(struct solve_exit) exits; /* filled by solve_exits */
    uint64_t work; /* blocks taken up, each times the cells there were: what the run cost */
    bool over_budget;
};

/* Solves from the seeds to a fixpoint. */
void solve_run(struct solve *solve, const struct solve_seed *seeds, uint32_t seed_count);

/* Applies the instructions of a block to the state, from `skip` up to (not including) `stop`;
 * UINT32_MAX: to the end. False when control does not get there. */
bool solve_block(struct solve *solve, struct flow_state *state, uint32_t block, uint32_t skip,
                 uint32_t stop);

/* Narrows the state at a block's end to what holds on an edge; false when it cannot be taken. */
bool solve_assume(struct solve *solve, struct flow_state *state, uint32_t block, uint32_t edge);

/* After solve_run with the same seeds: collects exits with their states by one more pass. */
void solve_exits(struct solve *solve, const struct solve_seed *seeds, uint32_t seed_count);

/* Whether the edge was taken in some state; of a run that wants edges. */
bool solve_edge_taken(const struct solve *solve, uint32_t block, uint32_t edge);

void solve_finish(struct solve *solve);

#endif
