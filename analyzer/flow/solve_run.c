/* The fixpoint. A block's state at its start is made anew from what its predecessors leave, so
 * that it holds nothing of earlier rounds; only the heads of loops add up what comes round. */
#include "flow/solve_parts.h"

/* The head of a loop seen this often has its ranges widened: counters do not keep a run going. */
static const uint32_t widen_after = 4;

struct run {
    struct solve *solve;
    struct arena arena;
    const struct solve_seed *seeds;
    uint32_t seed_count;
    struct flow_state *seed_out; /* what seeds inside a block leave at its end */
    struct flow_state *out;      /* by block: the state at its end */
    struct bitset queued;
    uint32_t *visits;
    uint32_t *loop_end; /* by head: the last place in the order of a block of its loop, + 1 */
    uint32_t *back;     /* by place in the order: where to go on when it was taken, + 1 */
    uint32_t taken;     /* how many places of the order lie behind */
    uint32_t steps;
    struct flow_state fresh;  /* a block's start being made */
    struct flow_state branch; /* a state on its way along an edge */
};

/* A loop is gone round again when all of it was taken, not as soon as one way leads back. */
static void go_back(struct run *run, uint32_t position, uint32_t block)
{
    uint32_t end = run->loop_end[block] > run->taken ? run->loop_end[block] : run->taken;
    uint32_t *back = &run->back[end - 1];
    if (*back == 0 || position < *back - 1) {
        *back = position + 1;
    }
}

static void queue_block(struct run *run, uint32_t block)
{
    uint32_t position = run->solve->cfg->position[block];
    bitset_add(&run->queued, block);
    if (position < run->taken) {
        go_back(run, position, block);
    }
}

static void queue_successors(struct run *run, uint32_t block)
{
    const struct ir_block *info = solve_block_at(run->solve, block);
    for (uint32_t edge = 0; edge < info->edge_count; edge++) {
        uint32_t target = solve_target(run->solve, info, edge);
        if (solve_in_region(run->solve, target)) {
            queue_block(run, target);
        }
    }
}

static bool pull_edge(struct run *run, struct flow_state *into, uint32_t block,
                      const struct ir_block *from, uint32_t edge, const struct flow_state *end,
                      bool widen)
{
    struct solve *solve = run->solve;
    if (!solve_asks(from)) {
        return state_join(solve->space, into, end, block, widen);
    }
    /* The first to come is narrowed where it is to stay. */
    struct flow_state *branch = into->reachable ? &run->branch : into;
    state_copy(branch, end);
    if (!solve_assume_edge(solve, branch, from, edge)) {
        state_clear(branch);
        return false;
    }
    if (branch != into) {
        return state_join(solve->space, into, branch, block, widen);
    }
    state_enter(solve->space, into, block);
    return true;
}

/* Adds what a state at the end of `from` brings along the edges to `block`. */
static bool pull(struct run *run, struct flow_state *into, uint32_t block, uint32_t from,
                 const struct flow_state *end, bool widen)
{
    struct solve *solve = run->solve;
    const struct ir_block *info = solve_block_at(solve, from);
    bool changed = false;
    for (uint32_t edge = 0; edge < info->edge_count && end->reachable; edge++) {
        if (solve_target(solve, info, edge) == block) {
            changed = pull_edge(run, into, block, info, edge, end, widen) || changed;
        }
    }
    return changed;
}

static bool pull_all(struct run *run, struct flow_state *into, uint32_t block, bool widen)
{
    const struct solve *solve = run->solve;
    const struct cfg *cfg = solve->cfg;
    bool changed = false;
    for (uint32_t i = 0; i < run->seed_count; i++) {
        const struct solve_seed *seed = &run->seeds[i];
        if (!solve_starts_block(solve, seed)) {
            changed = pull(run, into, block, seed->block, &run->seed_out[i], widen) || changed;
        } else if (seed->block == block) {
            changed = state_join(solve->space, into, seed->state, block, widen) || changed;
        }
    }
    for (uint32_t i = cfg->pred_start[block]; i < cfg->pred_start[block + 1]; i++) {
        uint32_t pred = cfg->preds[i];
        changed = pull(run, into, block, pred, &run->out[pred], widen) || changed;
    }
    return changed;
}

/* Brings the state at the start of a block up to date; whether it changed. */
static bool update_start(struct run *run, uint32_t block)
{
    struct flow_state *in = &run->solve->in[block];
    if (run->loop_end[block] != 0) {
        return pull_all(run, in, block, run->visits[block] > widen_after);
    }
    state_clear(&run->fresh);
    (void)pull_all(run, &run->fresh, block, false);
    if (state_equal(&run->fresh, in)) {
        return false;
    }
    struct flow_state before = *in;
    *in = run->fresh;
    run->fresh = before;
    return true;
}

static bool take_block(struct run *run, uint32_t block)
{
    struct solve *solve = run->solve;
    if (!bitset_has(&run->queued, block)) {
        return true;
    }
    bitset_remove(&run->queued, block);
    if (solve->step_limit != 0 && run->steps >= solve->step_limit) {
        solve->over_budget = true;
        return false;
    }
    run->steps++;
    solve->work += solve->space->cells.count;
    run->visits[block]++;
    if (update_start(run, block)) {
        struct flow_state *out = &run->out[block];
        state_copy(out, &solve->in[block]);
        out->reachable = out->reachable && solve_block(solve, out, block, 0, UINT32_MAX);
        queue_successors(run, block);
    }
    return true;
}

/* Takes queued blocks in reverse postorder. */
static void run_queue(struct run *run)
{
    const struct cfg *cfg = run->solve->cfg;
    uint32_t position = 0;
    while (position < cfg->order_count) {
        run->taken = position + 1;
        if (!take_block(run, cfg->order[position])) {
            return;
        }
        uint32_t back = run->back[position];
        run->back[position] = 0;
        position = back != 0 ? back - 1 : position + 1;
    }
}

static void run_seeds(struct run *run)
{
    for (uint32_t i = 0; i < run->seed_count; i++) {
        const struct solve_seed *seed = &run->seeds[i];
        struct flow_state *out = &run->seed_out[i];
        if (solve_starts_block(run->solve, seed)) {
            queue_block(run, seed->block);
            continue;
        }
        state_copy(out, seed->state);
        out->reachable =
            out->reachable && solve_block(run->solve, out, seed->block, seed->skip, UINT32_MAX);
        queue_successors(run, seed->block);
    }
}

static void mark_edges(struct run *run, uint32_t block, const struct flow_state *end)
{
    struct solve *solve = run->solve;
    const struct ir_block *info = solve_block_at(solve, block);
    for (uint32_t edge = 0; edge < info->edge_count && end->reachable; edge++) {
        bool taken = true;
        if (solve_asks(info)) {
            state_copy(&run->branch, end);
            taken = solve_assume_edge(solve, &run->branch, info, edge);
        }
        if (taken) {
            bitset_add(&solve->edges, solve->cfg->edge_start[block] + edge);
        }
    }
}

static void mark_all_edges(struct run *run)
{
    struct bitset *edges = &run->solve->edges;
    edges->word_count = run->solve->cfg->edge_start[run->solve->cfg->block_count] / 64 + 1;
    edges->words = memory_resize(NULL, edges->word_count, sizeof *edges->words);
    memset(edges->words, 0, edges->word_count * sizeof *edges->words);
    for (uint32_t i = 0; i < run->seed_count; i++) {
        mark_edges(run, run->seeds[i].block, &run->seed_out[i]);
    }
    for (uint32_t i = 0; i < run->solve->cfg->block_count; i++) {
        mark_edges(run, i, &run->out[i]);
    }
}

static void find_loop_ends(struct run *run)
{
    const struct cfg *cfg = run->solve->cfg;
    for (uint32_t i = 0; i < cfg->order_count; i++) {
        for (uint32_t loop = cfg->loop_of[cfg->order[i]]; loop != CFG_NONE;
             loop = cfg->loops[loop].parent) {
            run->loop_end[cfg->loops[loop].head] = i + 1;
        }
    }
}

static void run_begin(struct run *run)
{
    struct solve *solve = run->solve;
    uint32_t blocks = solve->cfg->block_count;
    solve->in = memory_resize(NULL, blocks, sizeof *solve->in);
    memset(solve->in, 0, blocks * sizeof *solve->in);
    bitset_init(&run->queued, &run->arena, blocks);
    run->visits = arena_alloc(&run->arena, blocks * sizeof *run->visits);
    run->loop_end = arena_alloc(&run->arena, blocks * sizeof *run->loop_end);
    run->back = arena_alloc(&run->arena, blocks * sizeof *run->back);
    run->out = arena_alloc(&run->arena, blocks * sizeof *run->out);
    run->seed_out = arena_alloc(&run->arena, run->seed_count * sizeof *run->seed_out);
    find_loop_ends(run);
}

void solve_run(struct solve *solve, const struct solve_seed *seeds, uint32_t seed_count)
{
    struct run run = {.solve = solve, .seeds = seeds, .seed_count = seed_count};
    run_begin(&run);
    run_seeds(&run);
    run_queue(&run);
    if (solve->wants_edges) {
        mark_all_edges(&run);
    }
    for (uint32_t i = 0; i < seed_count; i++) {
        state_finish(&run.seed_out[i]);
    }
    for (uint32_t i = 0; i < solve->cfg->block_count; i++) {
        state_finish(&run.out[i]);
    }
    state_finish(&run.fresh);
    state_finish(&run.branch);
    arena_finish(&run.arena);
}
