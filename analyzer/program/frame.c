#include "program/passing.h"
#include "program/outcome.h"
#include "program/targets.h"

uint32_t frame_args(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                    symbol_id *args, uint32_t limit)
{
    const struct ir_instr *instr = &frame->module->instrs[call];
    uint32_t count = instr->arg_count < limit ? instr->arg_count : limit;
    for (uint32_t i = 0; i < count; i++) {
        args[i] = eval_expr(&frame->space, state, frame->module->lists[instr->first_arg + i]);
    }
    return count;
}

uint32_t frame_kind_of(const struct frame *frame, symbol_id symbol)
{
    const uint32_t *kind = map_get(&frame->created, symbol);
    return kind == NULL ? 0 : *kind;
}

const char *frame_text(const struct frame *frame, symbol_id symbol)
{
    const struct symbol info = frame->space.symbols.items[symbol];
    if (info.kind != SYMBOL_STRING) {
        return NULL;
    }
    return info.b == 0 ? ir_text(frame->module, info.a)
                       : strtab_text(&frame->analysis->texts, info.b);
}

func_ref frame_function(const struct frame *frame, symbol_id symbol)
{
    const struct symbol info = frame->space.symbols.items[symbol];
    return info.kind == SYMBOL_FUNC ? frame->analysis->program->func_of[frame->module_index][info.a]
                                    : 0;
}

cell_id frame_setting_cell(struct frame *frame, symbol_id handle, setting_id setting)
{
    return space_cell(&frame->space, CELL_SETTING, handle, setting, 0);
}

cell_id frame_field(struct frame *frame, cell_id record, ir_type_id type, const char *name)
{
    const struct ir_module *module = frame->module;
    if (record == 0) {
        return 0;
    }
    if (frame->space.cells.items[record].type != 0) {
        type = frame->space.cells.items[record].type;
    }
    const struct ir_type *info = &module->types[type];
    if (info->kind == IR_TYPE_ARRAY) {
        info = &module->types[info->of];
    }
    for (uint32_t i = 0; info->kind == IR_TYPE_RECORD && i < info->count; i++) {
        ir_field_id id = info->first + i;
        if (strcmp(ir_text(module, module->fields[id].name), name) == 0) {
            uint32_t field = frame->space.field_of == NULL ? id : frame->space.field_of[id];
            return space_cell(&frame->space, CELL_FIELD, record, field, module->fields[id].type);
        }
    }
    return 0;
}

/* What the argument points to where that is a number, a text or a pointer; 0 for records, of which
 * callers keep what they know. */
static cell_id plain_pointee(struct frame *frame, ir_instr_id call, uint32_t arg, symbol_id pointer)
{
    const struct ir_module *module = frame->module;
    ir_expr_id id = module->lists[module->instrs[call].first_arg + arg];
    id = ir_uncast(module, id);
    const struct ir_type *type = &module->types[module->exprs[id].type];
    uint32_t kind = module->types[type->of].kind;
    bool plain = type->kind == IR_TYPE_POINTER && kind != IR_TYPE_RECORD && kind != IR_TYPE_ARRAY &&
                 kind != IR_TYPE_FUNCTION && kind != IR_TYPE_NONE;
    return plain ? eval_pointee(&frame->space, pointer, 0) : 0;
}

void frame_fill_argument(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         uint32_t arg, symbol_id pointer)
{
    struct space *space = &frame->space;
    ir_func_id callee = ir_direct_callee(frame->module, &frame->module->instrs[call]);
    if (ir_points_to_const(&frame->module->funcs[callee], arg)) {
        return;
    }
    const struct symbol symbol = space->symbols.items[pointer];
    cell_id cell =
        symbol.kind == SYMBOL_ADDRESS ? symbol.a : plain_pointee(frame, call, arg, pointer);
    if (cell != 0) {
        state_write(space, state, cell, space_symbol(space, SYMBOL_OUTPUT, call, 1000 + arg));
    }
}

void frame_fill_arguments(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const symbol_id *args, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        frame_fill_argument(frame, state, call, i, args[i]);
    }
}

/* Of several functions those count of which it is asked how they end: one that does not talk to the
 * network ends any way it likes, whatever becomes of the operation. */
static bool is_asked(const struct frame *frame, func_ref target, enum outcome outcome, bool any)
{
    return outcome == OUTCOME_ANY || !any || frame->analysis->summaries[target].network;
}

/* Several functions may be meant: the state after is what any of them leaves. False when none of
 * them can end so. */
static bool apply_targets(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const func_ref *targets, uint32_t target_count, enum outcome outcome,
                          const symbol_id *args, uint32_t count)
{
    const struct summary *summaries = frame->analysis->summaries;
    if (target_count == 1) {
        const struct passing *passing = frame->analysis->passings[targets[0]];
        bool ended =
            frame_apply_summary(frame, state, call, &summaries[targets[0]], outcome, args, count);
        if (ended && passing != NULL) {
            passing_apply(frame, state, call, passing, args, count);
        }
        return ended;
    }
    struct flow_state before = {0};
    struct flow_state work = {0};
    bool possible = false;
    state_copy(&before, state);
    symbol_id merged = space_symbol(&frame->space, SYMBOL_RESULT, call, 0);
    struct target_choice choice = targets_choose(frame, targets, target_count);
    bool any = choice.count != 0 && summaries[choice.items[0]].network;
    for (uint32_t i = 0; i < choice.count; i++) {
        func_ref target = choice.items[i];
        if (!is_asked(frame, target, outcome, any)) {
            continue;
        }
        state_copy(&work, &before);
        frame->target = i;
        if (!frame_apply_summary(frame, &work, call, &summaries[target], outcome, args, count)) {
            continue;
        }
        space_phi_add(&frame->space, merged, frame->result);
        if (!possible) {
            state_copy(state, &work);
        } else {
            state_join(&frame->space, state, &work, UINT32_MAX - call, false);
        }
        possible = true;
    }
    frame->target = 0;
    frame->result = merged;
    state_finish(&before);
    state_finish(&work);
    return possible;
}

/* How the call ends in this run, where that is asked. */
static enum outcome outcome_of_run(const struct frame *frame, ir_instr_id call,
                                   const struct model_function *model)
{
    if (call == frame->asked) {
        return frame->asked_outcome;
    }
    enum outcome outcome = frame->others;
    if (frame->waits_open && frame_waits(frame, call)) {
        return OUTCOME_ANY;
    }
    if (frame->told != OUTCOME_ANY && !frame_is_network(frame, call)) {
        outcome = frame->told;
    }
    bool plain = outcome == OUTCOME_OK && model != NULL && model->fails.range_count != 0;
    return plain || (outcome != OUTCOME_ANY && frame_decides(frame, call)) ? outcome : OUTCOME_ANY;
}

static void write_result(struct frame *frame, struct flow_state *state, ir_instr_id call)
{
    const struct ir_instr *instr = &frame->module->instrs[call];
    if (instr->dest != 0) {
        state_write(&frame->space, state, eval_place(&frame->space, state, instr->dest),
                    frame->result);
    }
}

/* A call as this run sees it. */
struct call_view {
    ir_instr_id id;
    const struct model_function *model;
    const func_ref *targets;
    uint32_t target_count;
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t count;
};

static bool call_model(struct frame *frame, struct flow_state *state, const struct call_view *call,
                       enum outcome outcome)
{
    frame_apply_model(frame, state, call->id, call->model, call->args, call->count);
    write_result(frame, state, call->id);
    return outcome == OUTCOME_ANY || frame_assume(frame, state, call->id, call->model, outcome);
}

static bool call_program(struct frame *frame, struct flow_state *state,
                         const struct call_view *call, enum outcome outcome)
{
    bool possible = apply_targets(frame, state, call->id, call->targets, call->target_count,
                                  outcome, call->args, call->count);
    if (possible) {
        write_result(frame, state, call->id);
    }
    return possible;
}

static bool call_ends_so(struct frame *frame, struct flow_state *state,
                         const struct call_view *call, enum outcome outcome)
{
    return call->model != NULL ? call_model(frame, state, call, outcome)
                               : call_program(frame, state, call, outcome);
}

/* Adds to `ended` what a success leaves that looks like a failure. */
static bool add_shared(struct frame *frame, const struct flow_state *state,
                       const struct call_view *call, struct flow_state *ended, bool any)
{
    struct flow_state work = {0};
    state_copy(&work, state);
    frame->shared = true;
    bool possible = call_ends_so(frame, &work, call, OUTCOME_OK);
    frame->shared = false;
    if (possible && !any) {
        state_copy(ended, &work);
    } else if (possible) {
        state_join(&frame->space, ended, &work, UINT32_MAX - call->id, false);
    }
    state_finish(&work);
    return any || possible;
}

/* All goes well, also when the peer is done at last. */
static bool call_goes_well(struct frame *frame, struct flow_state *state,
                           const struct call_view *call)
{
    struct flow_state ended = {0};
    bool may_end = frame->may_end && frame_outcome_possible(frame, call->id, OUTCOME_END);
    if (may_end) {
        state_copy(&ended, state);
        may_end = call_ends_so(frame, &ended, call, OUTCOME_END);
    }
    if (frame->may_end && call->model == NULL) {
        may_end = add_shared(frame, state, call, &ended, may_end);
    }
    bool well = call_ends_so(frame, state, call, OUTCOME_OK);
    if (well && may_end) {
        state_join(&frame->space, state, &ended, UINT32_MAX - call->id, false);
    }
    state_finish(&ended);
    return well;
}

static bool returns(const struct frame *frame, const struct call_view *call)
{
    if (call->model != NULL) {
        return !call->model->no_return;
    }
    return call->target_count != 1 || !frame->analysis->summaries[call->targets[0]].no_return;
}

/* The function can come back after a failure, only not as it is called here: it ends the program or
 * jumps away, `check(rc, FATAL)`. */
static bool gives_up(const struct frame *frame, const struct call_view *call, enum outcome outcome)
{
    bool fails = outcome == OUTCOME_FAIL && call->target_count == 1;
    return fails && frame->analysis->summaries[call->targets[0]].outcomes[outcome].possible;
}

static bool apply_call(struct frame *frame, struct flow_state *state, const struct call_view *call)
{
    enum outcome outcome = outcome_of_run(frame, call->id, call->model);
    bool asked = call->id == frame->asked;
    bool possible = outcome == OUTCOME_OK && !asked ? call_goes_well(frame, state, call)
                                                    : call_ends_so(frame, state, call, outcome);
    if (!possible && asked) {
        return false;
    }
    if (!possible && call->model == NULL) {
        if (gives_up(frame, call, outcome)) {
            return false;
        }
        (void)call_program(frame, state, call, OUTCOME_ANY);
    }
    return returns(frame, call);
}

/* Whether a block is the head of a loop beside the call, inside of one around both: what meets
 * there is another value whenever the way leads through it. */
static bool is_beside(const struct frame *frame, uint32_t head, ir_instr_id call)
{
    uint32_t block, index;
    uint32_t loop = head < frame->cfg.block_count ? frame->cfg.loop_of[head] : CFG_NONE;
    frame_find(frame, call, &block, &index);
    return loop != CFG_NONE && frame->cfg.loops[loop].head == head &&
           !bitset_has(&frame->cfg.loops[loop].blocks, block) &&
           frame->cfg.loops[loop].parent != CFG_NONE &&
           bitset_has(&frame->cfg.loops[frame->cfg.loops[loop].parent].blocks, block);
}

/* Made anew on the way: the name of the value is the same, the value need not be. */
static bool is_remade(const struct frame *frame, symbol_id value)
{
    const struct symbol *symbol = &frame->space.symbols.items[value];
    if (symbol->kind == SYMBOL_PHI) {
        return is_beside(frame, symbol->a, frame->stop_at);
    }
    if (symbol->kind == SYMBOL_INITIAL || symbol->kind == SYMBOL_ADDRESS) {
        return space_is_any_element(&frame->space, symbol->a);
    }
    if (symbol->kind == SYMBOL_BINARY && symbol->op == IR_EXPR_OPAQUE) {
        return is_remade(frame, symbol->a) || is_remade(frame, symbol->b);
    }
    return (symbol->kind == SYMBOL_RESULT || symbol->kind == SYMBOL_OUTPUT) &&
           frame->called != NULL && map_get(frame->called, symbol->a) != NULL;
}

/* The call is made again with the arguments it was asked about with. */
static bool is_same_call(const struct frame *frame, const struct call_view *call)
{
    bool same = call->count == frame->asked_count;
    for (uint32_t i = 0; i < call->count && same; i++) {
        same = call->args[i] == frame->asked_args[i] && !is_remade(frame, call->args[i]);
    }
    return same;
}

bool frame_call(void *context, struct solve *solve, struct flow_state *state, ir_instr_id id)
{
    struct frame *frame = context;
    struct call_view call = {.id = id};
    (void)solve;
    if (id == frame->stop_at) {
        call.count = frame_args(frame, state, id, call.args, FRAME_MAX_ARGS);
        /* Where the way there goes round another loop, its values take the old names again. */
        frame->stop_same = (frame->stop_same || !frame->stop_reached) && is_same_call(frame, &call);
        frame->stop_reached = true;
        return false;
    }
    if (frame->called != NULL) {
        *map_put(frame->called, id, 0) = 1;
    }
    call.count = frame_args(frame, state, id, call.args, FRAME_MAX_ARGS);
    if (frame->cfg.loop_count != 0) {
        state_retire(&frame->space, state, id);
    }
    call.targets = frame_targets(frame, id, &call.target_count);
    call.model = analysis_model(frame->analysis, frame->module_index, id);
    if (call.model != NULL || call.target_count != 0) {
        return apply_call(frame, state, &call);
    }
    frame->result = space_symbol(&frame->space, SYMBOL_RESULT, id, 0);
    frame_fill_arguments(frame, state, id, call.args, call.count);
    write_result(frame, state, id);
    return true;
}

void frame_find(const struct frame *frame, ir_instr_id instr, uint32_t *block, uint32_t *index)
{
    const struct ir_block *blocks = &frame->module->blocks[frame->info->first_block];
    *block = 0;
    *index = 0;
    for (uint32_t i = 0; i < frame->cfg.block_count; i++) {
        if (instr >= blocks[i].first_instr &&
            instr - blocks[i].first_instr < blocks[i].instr_count) {
            *block = i;
            *index = instr - blocks[i].first_instr;
            return;
        }
    }
}

bool frame_state_before(struct frame *frame, uint32_t block, uint32_t index,
                        struct flow_state *state)
{
    if (!frame->before->in[block].reachable) {
        return false;
    }
    state_copy(state, &frame->before->in[block]);
    return solve_block(&frame->solve, state, block, 0, index);
}

static bool seed_after(struct frame *frame, ir_instr_id call, enum outcome outcome,
                       struct flow_state *state, struct solve_seed *seed)
{
    uint32_t block;
    uint32_t index;
    frame_find(frame, call, &block, &index);
    enum outcome others = frame->others;
    struct map *called = frame->called;
    frame->called = NULL;
    ir_instr_id stop = frame->stop_at;
    frame->stop_at = 0;
    frame->others = frame->before_others;
    bool possible = frame_state_before(frame, block, index, state);
    frame->others = OUTCOME_ANY;
    frame->asked = call;
    frame->asked_outcome = outcome;
    if (possible) {
        frame->asked_count = frame_args(frame, state, call, frame->asked_args, FRAME_MAX_ARGS);
    }
    possible = possible && solve_block(&frame->solve, state, block, index, index + 1);
    frame->asked = 0;
    frame->others = others;
    frame->called = called;
    frame->stop_at = stop;
    *seed = (struct solve_seed){.block = block, .skip = index + 1, .state = state};
    return possible;
}

struct solve frame_solve(struct frame *frame, const struct bitset *region)
{
    return (struct solve){.space = &frame->space,
                          .cfg = &frame->cfg,
                          .region = region,
                          .wants_edges = region != NULL,
                          .call = frame_call,
                          .context = frame,
                          .step_limit = frame->solve.step_limit};
}

bool frame_what_if(struct frame *frame, struct solve *solve, const ir_instr_id *calls,
                   uint32_t call_count, enum outcome outcome, const struct bitset *region)
{
    struct flow_state *states = memory_resize(NULL, call_count, sizeof *states);
    struct solve_seed *seeds = memory_resize(NULL, call_count, sizeof *seeds);
    uint32_t seed_count = 0;
    for (uint32_t i = 0; i < call_count; i++) {
        states[i] = (struct flow_state){0};
        if (seed_after(frame, calls[i], outcome, &states[i], &seeds[seed_count])) {
            seed_count++;
        }
    }
    *solve = frame_solve(frame, region);
    frame->stop_reached = false;
    frame->told = outcome;
    if (seed_count != 0) {
        solve_run(solve, seeds, seed_count);
        solve_exits(solve, seeds, seed_count);
    }
    frame->told = OUTCOME_ANY;
    for (uint32_t i = 0; i < call_count; i++) {
        state_finish(&states[i]);
    }
    free(states);
    free(seeds);
    return seed_count != 0;
}
