/* Retries by recursion: a function that calls itself because its network call failed. */
#include "facts/loop.h"
#include "facts/repeat.h"
#include "program/outcome.h"

/* Pairs of a network call and a recursive call that are looked at in one function. */
static const uint32_t probe_limit = 16;

/* How an argument of the recursive call differs from the parameter it becomes. */
static enum change argument_change(const struct frame *frame, const struct ir_instr *call,
                                   uint32_t param)
{
    const struct ir_module *module = frame->module;
    const struct ir_expr *expr =
        &module->exprs[ir_uncast(module, module->lists[call->first_arg + param])];
    bool step = expr->op == IR_EXPR_ADD || expr->op == IR_EXPR_SUB;
    bool scale = expr->op == IR_EXPR_MUL || expr->op == IR_EXPR_SHL;
    if (!step && !scale) {
        return CHANGE_NONE;
    }
    const struct ir_expr *base = &module->exprs[ir_uncast(module, expr->a)];
    const struct ir_place *place = &module->places[base->a];
    bool of_param = base->op == IR_EXPR_LOAD && place->base_kind == IR_BASE_VAR &&
                    place->base == frame->info->first_var + param && place->elem_count == 0;
    if (!of_param) {
        return CHANGE_NONE;
    }
    return scale ? CHANGE_SCALE : CHANGE_STEP;
}

static bool loads_var(const struct ir_module *module, ir_expr_id id, ir_var_id var)
{
    const struct ir_expr *expr = &module->exprs[id];
    switch ((enum ir_expr_op)expr->op) {
    case IR_EXPR_LOAD:
        return module->places[expr->a].base_kind == IR_BASE_VAR &&
               module->places[expr->a].base == var;
    case IR_EXPR_CAST:
    case IR_EXPR_NOT:
        return loads_var(module, expr->a, var);
    case IR_EXPR_EQ:
    case IR_EXPR_NE:
    case IR_EXPR_LT:
    case IR_EXPR_LE:
    case IR_EXPR_GT:
    case IR_EXPR_GE:
        return loads_var(module, expr->a, var) || loads_var(module, expr->b, var);
    default:
        return false;
    }
}

static bool is_tested(const struct frame *frame, uint32_t param, ir_loc_id *loc)
{
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (block->term == IR_TERM_BRANCH &&
            loads_var(frame->module, block->cond, frame->info->first_var + param)) {
            *loc = block->term_loc;
            return true;
        }
    }
    return false;
}

static bool reaches(struct frame *frame, ir_instr_id from, enum outcome outcome, ir_instr_id to,
                    struct map *called)
{
    struct solve solve;
    frame->others = outcome == OUTCOME_OK ? OUTCOME_OK : OUTCOME_ANY;
    frame->stop_at = to;
    frame->called = called;
    bool possible = frame_what_if(frame, &solve, &from, 1, outcome, NULL);
    bool reached = possible && frame->stop_reached;
    frame->others = OUTCOME_ANY;
    frame->stop_at = 0;
    frame->called = NULL;
    solve_finish(&solve);
    return reached;
}

/* The call it makes of itself cannot come to another one: `return open_from(address, NULL)`, which
 * only one with a source makes. That is another way to try it, not the same once more. */
static bool ends_with_it(struct frame *frame, ir_instr_id recursive)
{
    const struct ir_module *module = frame->module;
    const struct ir_instr *instr = &module->instrs[recursive];
    struct flow_state entry = {0};
    bool told = false;
    state_copy(&entry, &frame->entry);
    for (uint32_t i = 0; i < instr->arg_count && i < frame->info->param_count; i++) {
        const struct ir_expr *arg =
            &module->exprs[ir_uncast(module, module->lists[instr->first_arg + i])];
        if (arg->op == IR_EXPR_INT) {
            ir_var_id param = frame->info->first_var + i;
            cell_id cell = space_cell(&frame->space, CELL_VAR, param, 0, module->vars[param].type);
            state_write(&frame->space, &entry, cell, space_int(&frame->space, arg->value));
            told = true;
        }
    }
    struct solve solve = frame_solve(frame, NULL);
    struct solve_seed seed = {.block = frame->cfg.order[0], .state = &entry};
    frame->stop_at = recursive;
    frame->stop_reached = false;
    if (told) {
        solve_run(&solve, &seed, 1);
    }
    bool reached = frame->stop_reached;
    frame->stop_at = 0;
    solve_finish(&solve);
    state_finish(&entry);
    return told && !reached;
}

static void describe(struct loop_context *context, struct loop_entry *entry, struct frame *frame,
                     const struct definitions *definitions, ir_instr_id recursive,
                     const struct map *called)
{
    const struct ir_instr *instr = &frame->module->instrs[recursive];
    entry->pause.constant_ns = -1;
    for (uint32_t i = 0; i < called->entries.count; i++) {
        pause_add(&entry->pause, context->pauses, definitions, NULL,
                  (ir_instr_id)called->entries.items[i].key);
    }
    for (uint32_t i = 0; i < instr->arg_count && i < frame->info->param_count && i < 32; i++) {
        enum change change = argument_change(frame, instr, i);
        if (change == CHANGE_NONE) {
            continue;
        }
        if ((entry->pause.params >> i & 1) != 0) {
            entry->pause.growing = true;
            entry->pause.constant_ns = -1;
        }
        if (is_tested(frame, i, &entry->limit.loc)) {
            entry->limit.bounded = true;
        }
    }
    if (!entry->limit.bounded) {
        entry->limit = limit_before(definitions, recursive);
    }
    repeat_describe(entry, frame, entry->decisive, called);
}

static void analyse_recursive(struct loop_context *context, struct frame *frame,
                              const struct definitions *definitions, ir_instr_id recursive,
                              ir_instr_id call)
{
    struct map called = {0};
    if (frame_outcome_possible(frame, call, OUTCOME_FAIL) &&
        reaches(frame, call, OUTCOME_FAIL, recursive, &called) &&
        !reaches(frame, call, OUTCOME_OK, recursive, NULL) && !ends_with_it(frame, recursive)) {
        struct loop_entry *entry = vec_push_zero(&context->list->entries);
        const struct ir_loc *loc = &frame->module->locs[frame->module->instrs[recursive].loc];
        entry->func = frame->func;
        entry->loc = frame->module->instrs[recursive].loc;
        entry->line = loc->line;
        entry->end_line = loc->end_line;
        entry->class = LOOP_RETRY;
        entry->decisive = call;
        entry->outcome = OUTCOME_FAIL;
        vec_push(&entry->calls, call);
        describe(context, entry, frame, definitions, recursive, &called);
        frame->analysis->summaries[frame->func].retries = true;
    }
    map_finish(&called);
}

static bool calls_itself(const struct frame *frame, ir_instr_id call)
{
    ir_func_id callee = ir_direct_callee(frame->module, &frame->module->instrs[call]);
    return callee != 0 &&
           frame->analysis->program->func_of[frame->module_index][callee] == frame->func;
}

void recursion_of_frame(struct loop_context *context, struct frame *frame,
                        const struct definitions *definitions)
{
    const struct program *program = frame->analysis->program;
    const struct program_func *info = &program->funcs.items[frame->func];
    if (!info->recursive) {
        return;
    }
    uint32_t probed = 0;
    for (uint32_t r = 0; r < info->call_count; r++) {
        ir_instr_id recursive = program->calls.items[info->first_call + r].instr;
        if (!calls_itself(frame, recursive)) {
            continue;
        }
        uint32_t before = context->list->entries.count;
        for (uint32_t c = 0; c < info->call_count; c++) {
            ir_instr_id call = program->calls.items[info->first_call + c].instr;
            bool enough = context->list->entries.count != before || probed >= probe_limit;
            if (!enough && !calls_itself(frame, call) && loop_call_attempts(frame, call)) {
                analyse_recursive(context, frame, definitions, recursive, call);
                probed++;
            }
        }
    }
}
