/* What the control-flow graph of one function looks like: reachable blocks in reverse postorder,
 * predecessors, dominators, postdominators and natural loops with their nesting. Blocks are named
 * by their index in the function (block id - first_block). */
#ifndef IR_CFG_H
#define IR_CFG_H

#include "base/arena.h"
#include "base/bitset.h"
#include "ir/ir.h"

#define CFG_NONE UINT32_MAX

/* A natural loop: all blocks from which a back edge to `head` is reached without passing it. Loops
 * with one head are one loop. Irreducible cycles are loops too: their head is the first block of
 * the cycle in reverse postorder. */
struct cfg_loop {
    uint32_t head;
    uint32_t parent;      /* index of the enclosing loop, or CFG_NONE */
    uint32_t depth;       /* 1 = outermost */
    struct bitset blocks; /* members, inner loops included */
    uint32_t *back_edges; /* sources of the back edges */
    uint32_t back_edge_count;
    uint32_t statement;      /* the ir_loop with that head, or 0: made by goto */
    uint32_t line, end_line; /* as DESIGN wants them: the statement's lines; of a goto loop the
                                label's (or head's) line and that of the last goto */
    ir_file_id file;
    ir_loc_id loc; /* the statement, or where the label stands */
};

struct cfg {
    const struct ir_module *module;
    ir_func_id func;
    uint32_t block_count;
    uint32_t *order; /* reachable blocks in reverse postorder, entry first */
    uint32_t order_count;
    uint32_t *position;     /* block -> place in order, CFG_NONE if unreachable */
    uint32_t *idom;         /* immediate dominator; entry: itself; unreachable: CFG_NONE */
    uint32_t *ipdom;        /* immediate postdominator; CFG_NONE when it is the virtual exit */
    uint32_t *pred_start;   /* block_count + 1 offsets into preds */
    uint32_t *preds;        /* reachable ones only, each once */
    uint32_t *edge_start;   /* block_count + 1: the function's edges are numbered from 0 by block */
    struct cfg_loop *loops; /* outer before inner */
    uint32_t loop_count;
    uint32_t *loop_of;               /* innermost loop of a block, or CFG_NONE */
    uint32_t *dom_enter, *dom_leave; /* intervals in the dominator tree, for cfg_dominates */
};

/* Everything lives in the arena. A function without blocks gives an empty graph. */
void cfg_build(struct cfg *cfg, struct arena *arena, const struct ir_module *module,
               ir_func_id func);

/* Whether every path to `below` passes `above` (or is it); false if either is unreachable. */
bool cfg_dominates(const struct cfg *cfg, uint32_t above, uint32_t below);

#endif
