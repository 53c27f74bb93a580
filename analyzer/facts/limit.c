#include "facts/limit.h"

struct check {
    bool present;
    bool by_clock;
    int64_t attempts;
    location_id counter; /* that is compared */
};

static const struct ir_block *block_at(const struct frame *frame, uint32_t block)
{
    return &frame->module->blocks[frame->info->first_block + block];
}

static uint32_t edge_target(const struct frame *frame, const struct ir_block *block, uint32_t edge)
{
    return frame->module->edges[block->first_edge + edge].to - frame->info->first_block;
}

static bool can_leave(const struct frame *frame, uint32_t block, const struct cfg_loop *loop)
{
    const struct ir_block *info = block_at(frame, block);
    for (uint32_t i = 0; i < info->edge_count; i++) {
        if (!bitset_has(&loop->blocks, edge_target(frame, info, i))) {
            return true;
        }
    }
    return false;
}

/* The constants a location is set to outside the loop: its value at the first turn. */
static bool initial_constant(const struct definitions *definitions, location_id location,
                             const struct cfg_loop *loop, int64_t *value)
{
    const struct ir_module *module = definitions->frame->module;
    const uint32_t *first = map_get(&definitions->first, location);
    uint32_t found = 0;
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        if (bitset_has(&loop->blocks, definition->block)) {
            continue;
        }
        const struct ir_instr *instr = &module->instrs[definition->instr];
        const struct ir_expr *expr = &module->exprs[ir_uncast(module, instr->value)];
        if (instr->op != IR_INSTR_SET || expr->op != IR_EXPR_INT) {
            return false;
        }
        *value = expr->value;
        found++;
    }
    return found == 1;
}

static bool load_location(const struct definitions *definitions, ir_expr_id id,
                          location_id *location)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    if (expr->op != IR_EXPR_LOAD) {
        return false;
    }
    *location = definitions_location(definitions, expr->a);
    return *location != 0;
}

static bool is_counter(const struct definitions *definitions, location_id location,
                       const struct cfg_loop *loop)
{
    return definitions_change(definitions, location, &loop->blocks) != CHANGE_NONE;
}

/* `t = i; i = i + 1; … t …`: the counter behind a helper variable. */
static location_id counter_behind(const struct definitions *definitions, location_id location,
                                  const struct cfg_loop *loop)
{
    const struct ir_module *module = definitions->frame->module;
    for (int depth = 0; depth < 3; depth++) {
        if (is_counter(definitions, location, loop)) {
            return location;
        }
        const uint32_t *first = map_get(&definitions->first, location);
        if (first == NULL || *first == 0) {
            return 0;
        }
        const struct definition *definition = &definitions->chain.items[*first - 1];
        const struct ir_instr *instr = &module->instrs[definition->instr];
        if (definition->next != 0 || instr->op != IR_INSTR_SET ||
            !load_location(definitions, instr->value, &location)) {
            return 0;
        }
    }
    return 0;
}

static int64_t count_attempts(const struct definitions *definitions, const struct ir_expr *compare,
                              location_id counter, ir_expr_id other, const struct cfg_loop *loop)
{
    const struct ir_module *module = definitions->frame->module;
    int64_t start = 0;
    int64_t end = 0;
    if (other != 0) {
        const struct ir_expr *limit = &module->exprs[ir_uncast(module, other)];
        if (limit->op != IR_EXPR_INT) {
            return 0;
        }
        end = limit->value;
    }
    if (!initial_constant(definitions, counter, loop, &start) || start < -1000000 ||
        start > 1000000 || end < -1000000 || end > 1000000) {
        return 0;
    }
    bool inclusive = compare != NULL &&
                     ((end > start && (compare->op == IR_EXPR_LE || compare->op == IR_EXPR_GT)) ||
                      (end < start && (compare->op == IR_EXPR_GE || compare->op == IR_EXPR_LT)));
    int64_t turns = (end > start ? end - start : start - end) + inclusive;
    return turns;
}

/* Whether a clock is asked in the condition, directly or through variables, or what refuses further
 * attempts some time. A value that says as well how an attempt went may end the loop for that. */
static void check_sources(struct check *check, const struct definitions *definitions,
                          uint32_t block, ir_expr_id cond, const struct cfg_loop *loop)
{
    struct slice slice = {.definitions = definitions, .loop = &loop->blocks, .branch = block + 1};
    slice_add(&slice, cond);
    check->by_clock = slice.clock;
    check->present = slice.clock || (slice.traits.refusal && !slice.attempt);
    slice_finish(&slice);
}

static void check_side(struct check *check, const struct definitions *definitions,
                       const struct ir_expr *compare, ir_expr_id side, ir_expr_id other,
                       const struct cfg_loop *loop)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, side)];
    location_id location;
    if (expr->op == IR_EXPR_ADD || expr->op == IR_EXPR_SUB) {
        check_side(check, definitions, compare, expr->a, other, loop);
        check_side(check, definitions, compare, expr->b, other, loop);
        return;
    }
    if (!load_location(definitions, side, &location)) {
        return;
    }
    location_id counter = counter_behind(definitions, location, loop);
    if (counter != 0) {
        check->present = true;
        check->counter = counter;
        int64_t attempts = count_attempts(definitions, compare, counter, other, loop);
        check->attempts = attempts > check->attempts ? attempts : check->attempts;
    }
}

static bool compares(const struct ir_expr *expr)
{
    return expr->op >= IR_EXPR_EQ && expr->op <= IR_EXPR_GE;
}

static ir_expr_id without_negation(const struct ir_module *module, ir_expr_id cond)
{
    cond = ir_uncast(module, cond);
    while (module->exprs[cond].op == IR_EXPR_NOT) {
        cond = ir_uncast(module, module->exprs[cond].a);
    }
    return cond;
}

/* Whether a counter is compared, or is the condition. */
static struct check check_of_counter(const struct definitions *definitions, ir_expr_id cond,
                                     const struct cfg_loop *loop)
{
    const struct ir_expr *expr = &definitions->frame->module->exprs[cond];
    struct check check = {0};
    if (compares(expr)) {
        check_side(&check, definitions, expr, expr->a, expr->b, loop);
        check_side(&check, definitions, expr, expr->b, expr->a, loop);
    } else {
        check_side(&check, definitions, NULL, cond, 0, loop);
    }
    return check;
}

/* Whether the block decides by a counter or the time. */
static struct check check_of_block(const struct definitions *definitions, uint32_t block,
                                   const struct cfg_loop *loop)
{
    const struct frame *frame = definitions->frame;
    const struct ir_block *info = block_at(frame, block);
    if (info->term != IR_TERM_BRANCH && info->term != IR_TERM_SWITCH) {
        return (struct check){0};
    }
    ir_expr_id cond = without_negation(frame->module, info->cond);
    struct check check = check_of_counter(definitions, cond, loop);
    if (!check.present) {
        check_sources(&check, definitions, block, cond, loop);
    }
    return check;
}

struct walk {
    const struct definitions *definitions;
    const struct cfg_loop *loop;
    const struct bitset *edges;
    const struct check *checks;
    uint32_t goal;
    struct bitset seen;
    bool reached;
};

/* Follows the way round over the given edges, stopping at checks. */
static void walk_round(struct walk *walk, uint32_t block)
{
    const struct frame *frame = walk->definitions->frame;
    uint32_t *stack = memory_resize(NULL, frame->cfg.block_count, sizeof *stack);
    uint32_t depth = 0;
    stack[depth++] = block;
    while (depth > 0) {
        uint32_t at = stack[--depth];
        const struct ir_block *info = block_at(frame, at);
        if (walk->checks[at].present) {
            continue;
        }
        for (uint32_t i = 0; i < info->edge_count; i++) {
            uint32_t number = frame->cfg.edge_start[at] + i;
            uint32_t target = edge_target(frame, info, i);
            if (!bitset_has(walk->edges, number) || !bitset_has(&walk->loop->blocks, target)) {
                continue;
            }
            if (target == walk->goal) {
                walk->reached = true;
            }
            if (!bitset_has(&walk->seen, target)) {
                bitset_add(&walk->seen, target);
                stack[depth++] = target;
            }
        }
    }
    free(stack);
}

struct limit limit_of_way(const struct definitions *definitions, const struct cfg_loop *loop,
                          uint32_t from, uint32_t to, const struct bitset *edges)
{
    struct frame *frame = definitions->frame;
    struct arena arena = {0};
    struct limit limit = {0};
    struct check *checks = arena_alloc(&arena, frame->cfg.block_count * sizeof *checks);
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        if (bitset_has(&loop->blocks, b) && can_leave(frame, b, loop)) {
            checks[b] = check_of_block(definitions, b, loop);
        }
        if (checks[b].present) {
            limit.loc = block_at(frame, b)->term_loc;
            limit.by_clock = limit.by_clock || checks[b].by_clock;
            bool fewer = limit.max_attempts == 0 || checks[b].attempts < limit.max_attempts;
            if (checks[b].attempts != 0 && fewer) {
                limit.max_attempts = checks[b].attempts;
            }
        }
    }
    struct walk walk = {
        .definitions = definitions, .loop = loop, .edges = edges, .checks = checks, .goal = to};
    bitset_init(&walk.seen, &arena, frame->cfg.block_count);
    walk_round(&walk, from);
    limit.bounded = !walk.reached;
    if (!limit.bounded) {
        limit.max_attempts = 0;
    }
    arena_finish(&arena);
    return limit;
}

struct limit limit_of_loop(const struct definitions *definitions, const struct cfg_loop *loop,
                           ir_instr_id call, const struct bitset *edges)
{
    const struct cfg *cfg = &definitions->frame->cfg;
    uint32_t block;
    uint32_t index;
    frame_find(definitions->frame, call, &block, &index);
    if (&cfg->loops[cfg->loop_of[block]] == loop) {
        return limit_of_way(definitions, loop, block, block, edges);
    }
    /* A call in a loop inside: going round in that is no turn of this one. */
    struct limit back = limit_of_way(definitions, loop, block, loop->head, edges);
    struct limit on = limit_of_way(definitions, loop, loop->head, block, edges);
    return back.bounded ? back : on;
}

/* The blocks from which the call can be reached. */
static void mark_turn(const struct frame *frame, uint32_t to, struct bitset *turn)
{
    uint32_t *stack = memory_resize(NULL, frame->cfg.block_count, sizeof *stack);
    uint32_t depth = 0;
    bitset_add(turn, to);
    stack[depth++] = to;
    while (depth > 0) {
        uint32_t block = stack[--depth];
        for (uint32_t i = frame->cfg.pred_start[block]; i < frame->cfg.pred_start[block + 1]; i++) {
            if (!bitset_has(turn, frame->cfg.preds[i])) {
                bitset_add(turn, frame->cfg.preds[i]);
                stack[depth++] = frame->cfg.preds[i];
            }
        }
    }
    free(stack);
}

struct limit limit_before(const struct definitions *definitions, ir_instr_id call)
{
    struct frame *frame = definitions->frame;
    struct arena arena = {0};
    struct cfg_loop turn = {0};
    struct bitset edges;
    uint32_t block;
    uint32_t index;
    frame_find(frame, call, &block, &index);
    bitset_init(&turn.blocks, &arena, frame->cfg.block_count);
    bitset_init(&edges, &arena, frame->cfg.edge_start[frame->cfg.block_count]);
    bitset_fill(&edges);
    mark_turn(frame, block, &turn.blocks);
    struct limit limit = {0};
    if (block != frame->cfg.order[0]) {
        limit = limit_of_way(definitions, &turn, frame->cfg.order[0], block, &edges);
    }
    arena_finish(&arena);
    return limit;
}

uint32_t limit_guards(const struct definitions *definitions, const struct cfg_loop *loop,
                      struct limit_guard *guards, uint32_t room)
{
    struct frame *frame = definitions->frame;
    uint32_t count = 0;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        bool own = bitset_has(&loop->blocks, b) && &frame->cfg.loops[frame->cfg.loop_of[b]] == loop;
        if (!own || can_leave(frame, b, loop) || !check_of_block(definitions, b, loop).present) {
            continue;
        }
        const struct ir_block *info = block_at(frame, b);
        for (uint32_t i = 0; i < info->edge_count && count < room; i++) {
            uint32_t target = edge_target(frame, info, i);
            bool only = frame->cfg.pred_start[target + 1] - frame->cfg.pred_start[target] == 1;
            if (only && target != loop->head) {
                guards[count++] = (struct limit_guard){.block = target, .loc = info->term_loc};
            }
        }
    }
    return count;
}

static bool loads(const struct definitions *definitions, ir_expr_id expr, location_id location)
{
    return definitions_loaded(definitions, expr) == location;
}

/* Whether all that the function sets the location to is made of what it was. */
static bool only_counts(const struct definitions *definitions, location_id location)
{
    const struct ir_module *module = definitions->frame->module;
    const uint32_t *first = map_get(&definitions->first, location);
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct ir_instr *instr = &module->instrs[definitions->chain.items[i - 1].instr];
        const struct ir_expr *value = &module->exprs[ir_uncast(module, instr->value)];
        bool steps =
            instr->op == IR_INSTR_SET && (value->op == IR_EXPR_ADD || value->op == IR_EXPR_SUB) &&
            (loads(definitions, value->a, location) || loads(definitions, value->b, location));
        if (!steps) {
            return false;
        }
    }
    return true;
}

/* Of what the block compares, to branch or to return how that went. */
static struct check check_of_answer(const struct definitions *definitions, uint32_t block,
                                    const struct cfg_loop *whole)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_block *info = block_at(definitions->frame, block);
    if (info->term != IR_TERM_RETURN || info->cond == 0) {
        return check_of_block(definitions, block, whole);
    }
    ir_expr_id value = without_negation(module, info->cond);
    return compares(&module->exprs[value]) ? check_of_counter(definitions, value, whole)
                                           : (struct check){0};
}

bool limit_counts_calls(const struct definitions *definitions)
{
    struct frame *frame = definitions->frame;
    struct arena arena = {0};
    struct cfg_loop whole = {0};
    bool counts = false;
    bitset_init(&whole.blocks, &arena, frame->cfg.block_count);
    bitset_fill(&whole.blocks);
    for (uint32_t b = 0; b < frame->cfg.block_count && !counts; b++) {
        struct check check = check_of_answer(definitions, b, &whole);
        counts = check.by_clock || (check.counter != 0 && !definitions_is_local(check.counter) &&
                                    only_counts(definitions, check.counter));
    }
    arena_finish(&arena);
    return counts;
}
