#include "flow/solve_parts.h"

const struct ir_block *solve_block_at(const struct solve *solve, uint32_t block)
{
    const struct ir_module *module = solve->cfg->module;
    return &module->blocks[module->funcs[solve->cfg->func].first_block + block];
}

bool solve_edge_taken(const struct solve *solve, uint32_t block, uint32_t edge)
{
    return bitset_has(&solve->edges, solve->cfg->edge_start[block] + edge);
}

bool solve_in_region(const struct solve *solve, uint32_t block)
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
    const struct ir_block *info = solve_block_at(solve, block);
    uint32_t end = stop < info->instr_count ? stop : info->instr_count;
    for (uint32_t i = skip; i < end; i++) {
        if (!apply_instr(solve, state, info->first_instr + i)) {
            return false;
        }
    }
    return true;
}

bool solve_asks(const struct ir_block *info)
{
    return info->term == IR_TERM_BRANCH || info->term == IR_TERM_SWITCH;
}

bool solve_assume_edge(struct solve *solve, struct flow_state *state, const struct ir_block *info,
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

bool solve_assume(struct solve *solve, struct flow_state *state, uint32_t block, uint32_t edge)
{
    return solve_assume_edge(solve, state, solve_block_at(solve, block), edge);
}

uint32_t solve_target(const struct solve *solve, const struct ir_block *info, uint32_t edge)
{
    const struct ir_module *module = solve->cfg->module;
    return module->edges[info->first_edge + edge].to - module->funcs[solve->cfg->func].first_block;
}

bool solve_starts_block(const struct solve *solve, const struct solve_seed *seed)
{
    return seed->skip == 0 && solve_in_region(solve, seed->block);
}

static void add_exit(struct solve *solve, uint32_t block, uint32_t edge,
                     const struct flow_state *state, symbol_id value)
{
    struct solve_exit *leaving = vec_push_zero(&solve->exits);
    leaving->block = block;
    leaving->edge = edge;
    leaving->target =
        edge == UINT32_MAX ? UINT32_MAX : solve_target(solve, solve_block_at(solve, block), edge);
    leaving->value = value;
    state_copy(&leaving->state, state);
}

static bool can_leave(const struct solve *solve, uint32_t block)
{
    const struct ir_block *info = solve_block_at(solve, block);
    bool leaves = info->term == IR_TERM_RETURN;
    for (uint32_t edge = 0; edge < info->edge_count && !leaves; edge++) {
        leaves = !solve_in_region(solve, solve_target(solve, info, edge));
    }
    return leaves;
}

/* `work` is the state at the block's end. */
static void collect_exits(struct solve *solve, uint32_t block, struct flow_state *work)
{
    const struct ir_block *info = solve_block_at(solve, block);
    if (info->term == IR_TERM_RETURN) {
        symbol_id value = info->cond == 0 ? 0 : eval_expr(solve->space, work, info->cond);
        add_exit(solve, block, UINT32_MAX, work, value);
    }
    struct flow_state branch = {0};
    for (uint32_t edge = 0; edge < info->edge_count; edge++) {
        if (solve_in_region(solve, solve_target(solve, info, edge))) {
            continue;
        }
        state_copy(&branch, work);
        if (solve_assume_edge(solve, &branch, info, edge)) {
            add_exit(solve, block, edge, &branch, 0);
        }
    }
    state_finish(&branch);
}

void solve_exits(struct solve *solve, const struct solve_seed *seeds, uint32_t seed_count)
{
    struct flow_state work = {0};
    for (uint32_t i = 0; i < seed_count; i++) {
        if (solve_starts_block(solve, &seeds[i]) || !can_leave(solve, seeds[i].block)) {
            continue;
        }
        state_copy(&work, seeds[i].state);
        if (solve_block(solve, &work, seeds[i].block, seeds[i].skip, UINT32_MAX)) {
            collect_exits(solve, seeds[i].block, &work);
        }
    }
    for (uint32_t i = 0; i < solve->cfg->order_count; i++) {
        uint32_t block = solve->cfg->order[i];
        if (!solve->in[block].reachable || !can_leave(solve, block)) {
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
