#include "flow/solve.h"

/* A block seen this often has its ranges widened, so that counters do not keep a run going. */
static const uint32_t widen_after = 4;

struct run {
    struct solve *solve;
    struct arena arena;
    struct bitset queued;
    uint32_t *visits;
    uint32_t next; /* place in the order before which no block is queued */
    const struct solve_seed *seeds;
    uint32_t seed_count;
    struct flow_state work;   /* the state that travels through a block */
    struct flow_state branch; /* and along one of its edges */
};

static const struct ir_block *block_at(const struct solve *solve, uint32_t block)
{
    const struct ir_module *module = solve->cfg->module;
    return &module->blocks[module->funcs[solve->cfg->func].first_block + block];
}

static uint32_t edge_number(const struct solve *solve, uint32_t block, uint32_t edge)
{
    return solve->cfg->edge_start[block] + edge;
}

bool solve_edge_taken(const struct solve *solve, uint32_t block, uint32_t edge)
{
    return bitset_has(&solve->edges, edge_number(solve, block, edge));
}

static bool in_region(const struct solve *solve, uint32_t block)
{
    return solve->region == NULL || bitset_has(solve->region, block);
}

static bool apply_instr(struct solve *solve, struct flow_state *state, ir_instr_id id)
{
    struct space *space = solve->space;
    const struct ir_instr *instr = &space->module->instrs[id];
    if (instr->op == IR_INSTR_SET) {
        eval_set(space, state, instr->dest, instr->value);
        return true;
    }
    if (instr->op == IR_INSTR_CALL) {
        return solve->call(solve->context, solve, state, id);
    }
    if (instr->dest != 0) {
        symbol_id value = space_symbol(space, SYMBOL_RESULT, id, 0);
        state_retire(space, state, id);
        state_write(space, state, eval_place(space, state, instr->dest), value);
    }
    return true;
}

bool solve_block(struct solve *solve, struct flow_state *state, uint32_t block, uint32_t skip,
                 uint32_t stop)
{
    const struct ir_block *info = block_at(solve, block);
    uint32_t end = stop < info->instr_count ? stop : info->instr_count;
    for (uint32_t i = skip; i < end; i++) {
        if (!apply_instr(solve, state, info->first_instr + i)) {
            return false;
        }
    }
    return true;
}

/* Narrows the state to what holds on an edge; false when the edge cannot be taken. */
static bool assume_edge(struct solve *solve, struct flow_state *state, const struct ir_block *info,
                        uint32_t edge)
{
    struct space *space = solve->space;
    if (info->term == IR_TERM_BRANCH) {
        return state_assume(space, state, eval_expr(space, state, info->cond), edge == 0);
    }
    if (info->term != IR_TERM_SWITCH) {
        return true;
    }
    symbol_id value = eval_expr(space, state, info->cond);
    const struct ir_edge *edges = &space->module->edges[info->first_edge];
    if (!edges[edge].is_default) {
        struct range wanted = range_of(edges[edge].low, edges[edge].high);
        return state_narrow(space, state, value, &wanted);
    }
    struct range rest = state_range(space, state, value);
    for (uint32_t i = 0; i < info->edge_count; i++) {
        if (!edges[i].is_default && edges[i].low == edges[i].high) {
            rest = range_without(&rest, edges[i].low);
        }
    }
    return rest.count != 0 && state_narrow(space, state, value, &rest);
}

static uint32_t target_of(const struct solve *solve, const struct ir_block *info, uint32_t edge)
{
    const struct ir_module *module = solve->cfg->module;
    return module->edges[info->first_edge + edge].to - module->funcs[solve->cfg->func].first_block;
}

static void enter_block(struct run *run, uint32_t block, const struct flow_state *state)
{
    struct solve *solve = run->solve;
    bool widen = run->visits[block] > widen_after;
    if (state_join(solve->space, &solve->in[block], state, block, widen)) {
        bitset_add(&run->queued, block);
        if (solve->cfg->position[block] < run->next) {
            run->next = solve->cfg->position[block];
        }
    }
}

static void leave_block(struct run *run, uint32_t block)
{
    struct solve *solve = run->solve;
    const struct ir_block *info = block_at(solve, block);
    for (uint32_t edge = 0; edge < info->edge_count; edge++) {
        state_copy(&run->branch, &run->work);
        if (!assume_edge(solve, &run->branch, info, edge)) {
            continue;
        }
        bitset_add(&solve->edges, edge_number(solve, block, edge));
        uint32_t target = target_of(solve, info, edge);
        if (in_region(solve, target)) {
            enter_block(run, target, &run->branch);
        }
    }
}

/* A run that begins at the start of a block of its region knows that block like any other. */
static bool starts_block(const struct solve *solve, const struct solve_seed *seed)
{
    return seed->skip == 0 && in_region(solve, seed->block);
}

static void run_seeds(struct run *run)
{
    for (uint32_t i = 0; i < run->seed_count; i++) {
        const struct solve_seed *seed = &run->seeds[i];
        if (starts_block(run->solve, seed)) {
            enter_block(run, seed->block, seed->state);
            continue;
        }
        state_copy(&run->work, seed->state);
        if (solve_block(run->solve, &run->work, seed->block, seed->skip, UINT32_MAX)) {
            leave_block(run, seed->block);
        }
    }
}

/* Takes queued blocks in reverse postorder, so that a loop's body settles before what follows. */
static void run_queue(struct run *run)
{
    struct solve *solve = run->solve;
    uint32_t steps = 0;
    while (run->next < solve->cfg->order_count) {
        uint32_t block = solve->cfg->order[run->next++];
        if (!bitset_has(&run->queued, block)) {
            continue;
        }
        bitset_remove(&run->queued, block);
        run->visits[block]++;
        if (solve->step_limit != 0 && ++steps > solve->step_limit) {
            solve->over_budget = true;
            return;
        }
        state_copy(&run->work, &solve->in[block]);
        if (solve_block(solve, &run->work, block, 0, UINT32_MAX)) {
            leave_block(run, block);
        }
    }
}

void solve_run(struct solve *solve, const struct solve_seed *seeds, uint32_t seed_count)
{
    struct run run = {.solve = solve, .seeds = seeds, .seed_count = seed_count};
    uint32_t blocks = solve->cfg->block_count;
    uint32_t edge_count = solve->cfg->edge_start[blocks];
    solve->in = memory_resize(NULL, blocks, sizeof *solve->in);
    memset(solve->in, 0, blocks * sizeof *solve->in);
    solve->edges.word_count = edge_count / 64 + 1;
    solve->edges.words = memory_resize(NULL, solve->edges.word_count, sizeof *solve->edges.words);
    memset(solve->edges.words, 0, solve->edges.word_count * sizeof *solve->edges.words);
    bitset_init(&run.queued, &run.arena, blocks);
    run.next = solve->cfg->order_count;
    run.visits = arena_alloc(&run.arena, blocks * sizeof *run.visits);
    run.work.reachable = true;

    run_seeds(&run);
    run_queue(&run);

    state_finish(&run.work);
    state_finish(&run.branch);
    arena_finish(&run.arena);
}

static void add_exit(struct solve *solve, uint32_t block, uint32_t edge,
                     const struct flow_state *state, symbol_id value)
{
    struct solve_exit *leaving = vec_push_zero(&solve->exits);
    leaving->block = block;
    leaving->edge = edge;
    leaving->target =
        edge == UINT32_MAX ? UINT32_MAX : target_of(solve, block_at(solve, block), edge);
    leaving->value = value;
    state_copy(&leaving->state, state);
}

/* `work` is the state at the block's end. */
static void collect_exits(struct solve *solve, uint32_t block, struct flow_state *work)
{
    const struct ir_block *info = block_at(solve, block);
    if (info->term == IR_TERM_RETURN) {
        symbol_id value = info->cond == 0 ? 0 : eval_expr(solve->space, work, info->cond);
        add_exit(solve, block, UINT32_MAX, work, value);
    }
    struct flow_state branch = {0};
    for (uint32_t edge = 0; edge < info->edge_count; edge++) {
        if (in_region(solve, target_of(solve, info, edge))) {
            continue;
        }
        state_copy(&branch, work);
        if (assume_edge(solve, &branch, info, edge)) {
            add_exit(solve, block, edge, &branch, 0);
        }
    }
    state_finish(&branch);
}

void solve_exits(struct solve *solve, const struct solve_seed *seeds, uint32_t seed_count)
{
    struct flow_state work = {0};
    for (uint32_t i = 0; i < seed_count; i++) {
        if (seeds[i].skip == 0 && in_region(solve, seeds[i].block)) {
            continue;
        }
        state_copy(&work, seeds[i].state);
        if (solve_block(solve, &work, seeds[i].block, seeds[i].skip, UINT32_MAX)) {
            collect_exits(solve, seeds[i].block, &work);
        }
    }
    for (uint32_t i = 0; i < solve->cfg->order_count; i++) {
        uint32_t block = solve->cfg->order[i];
        if (!solve->in[block].reachable) {
            continue;
        }
        state_copy(&work, &solve->in[block]);
        if (solve_block(solve, &work, block, 0, UINT32_MAX)) {
            collect_exits(solve, block, &work);
        }
    }
    state_finish(&work);
}

void solve_finish(struct solve *solve)
{
    for (uint32_t i = 0; solve->in != NULL && i < solve->cfg->block_count; i++) {
        state_finish(&solve->in[i]);
    }
    free(solve->in);
    free(solve->edges.words);
    for (uint32_t i = 0; i < solve->exits.count; i++) {
        state_finish(&solve->exits.items[i].state);
    }
    vec_finish(&solve->exits);
    solve->in = NULL;
    solve->edges = (struct bitset){0};
}
