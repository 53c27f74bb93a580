#include "program/passing.h"
#include "program/forward.h"

struct candidate {
    const struct analysis *analysis;
    const struct ir_module *module;
    const struct ir_func *info;
    uint32_t m;
};

/* The only instruction that gives the variable a value; `*count` of them there are. */
static const struct ir_instr *setter(const struct candidate *candidate, ir_var_id var,
                                     uint32_t *count)
{
    const struct ir_instr *found = NULL;
    *count = 0;
    for (uint32_t b = 0; b < candidate->info->block_count; b++) {
        const struct ir_block *block = &candidate->module->blocks[candidate->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_instr *instr = &candidate->module->instrs[block->first_instr + i];
            if (ir_whole_var(candidate->module, instr->dest) == var) {
                found = instr;
                ++*count;
            }
        }
    }
    return found;
}

static bool takes_next(const struct candidate *candidate, const struct ir_instr *instr)
{
    return instr->op == IR_INSTR_OPAQUE &&
           strcmp(ir_text(candidate->module, instr->text), "__builtin_va_arg") == 0;
}

/* Where the variable's value comes from: a parameter that keeps its own, or `…`. */
static struct passed trace(const struct candidate *candidate, ir_var_id var, uint32_t depth)
{
    const struct ir_func *info = candidate->info;
    struct passed passed = {.kind = PASSED_UNKNOWN};
    uint32_t count;
    const struct ir_instr *instr = setter(candidate, var, &count);
    if (count == 0 && var >= info->first_var && var - info->first_var < info->param_count) {
        passed.kind = PASSED_ARGUMENT;
        passed.arg = var - info->first_var;
    } else if (count == 1 && takes_next(candidate, instr)) {
        passed.kind = PASSED_ARGUMENT;
        passed.arg = info->param_count;
    } else if (count == 1 && instr->op == IR_INSTR_SET && depth != 0) {
        ir_var_id from = ir_loaded_var(candidate->module, instr->value);
        passed = from != 0 ? trace(candidate, from, depth - 1) : passed;
    }
    return passed;
}

static struct passed trace_value(const struct candidate *candidate, ir_expr_id id)
{
    const struct ir_module *module = candidate->module;
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    ir_var_id loaded = ir_loaded_var(module, id);
    struct passed passed = {.kind = PASSED_UNKNOWN};
    if (expr->op == IR_EXPR_INT) {
        passed = (struct passed){.kind = PASSED_CONSTANT, .value = expr->value};
    } else if (loaded != 0) {
        passed = trace(candidate, loaded, 2);
    } else if (ir_lent_var(module, id) != 0) {
        passed = trace(candidate, ir_lent_var(module, id), 2);
        passed.kind = passed.kind == PASSED_ARGUMENT ? PASSED_POINTEE : PASSED_UNKNOWN;
    }
    return passed;
}

static bool is_given(const struct passing *passing, uint32_t arg)
{
    return arg < passing->count && passing->args[arg].kind == PASSED_ARGUMENT;
}

/* A call in which the caller chooses what is set or asked for, and on which handle. */
static bool chooses(const struct passing *passing)
{
    const struct model_report *report = &passing->model->reports;
    if (is_given(passing, report->on) && is_given(passing, report->key_arg)) {
        return true;
    }
    for (uint32_t i = 0; i < passing->model->effect_count; i++) {
        const struct model_effect *effect = &passing->model->effects[i];
        if (is_given(passing, effect->on) && is_given(passing, effect->key_arg)) {
            return true;
        }
    }
    return false;
}

/* A call of the library, or of another function that passes on what it is given. */
static bool read_call(const struct candidate *candidate, const struct passing *const *known,
                      ir_instr_id id, struct passing *passing)
{
    const struct ir_instr *call = &candidate->module->instrs[id];
    const struct model_function *model = analysis_model(candidate->analysis, candidate->m, id);
    uint32_t target_count;
    const func_ref *targets =
        analysis_targets(candidate->analysis, candidate->m, id, &target_count);
    const struct passing *inner = target_count == 1 && model == NULL ? known[targets[0]] : NULL;
    *passing = (struct passing){.model = inner != NULL ? inner->model : model};
    passing->returned = (inner == NULL || inner->returned) &&
                        forward_returns(candidate->module, candidate->info, id);
    if (passing->model == NULL) {
        return false;
    }
    passing->count = inner != NULL ? inner->count : call->arg_count;
    passing->count = passing->count < PASSED_LIMIT ? passing->count : PASSED_LIMIT;
    for (uint32_t i = 0; i < passing->count; i++) {
        struct passed from = {.kind = PASSED_ARGUMENT, .arg = i};
        from = inner != NULL ? inner->args[i] : from;
        if (from.kind != PASSED_ARGUMENT) {
            passing->args[i] = from.kind == PASSED_CONSTANT ? from : (struct passed){0};
        } else if (from.arg < call->arg_count) {
            passing->args[i] =
                trace_value(candidate, candidate->module->lists[call->first_arg + from.arg]);
        }
    }
    return chooses(passing);
}

/* What both calls agree on; false when they set other things. */
static bool agree(struct passing *passing, const struct passing *other)
{
    if (passing->model != other->model || passing->count != other->count) {
        return false;
    }
    passing->returned = passing->returned && other->returned;
    for (uint32_t i = 0; i < passing->count; i++) {
        const struct passed *a = &passing->args[i];
        const struct passed *b = &other->args[i];
        if (a->kind != b->kind || a->arg != b->arg || a->value != b->value) {
            passing->args[i] = (struct passed){.kind = PASSED_UNKNOWN};
        }
    }
    return chooses(passing);
}

/* False when the function passes nothing on, or not always the same. */
static bool read_function(const struct candidate *candidate, const struct passing *const *known,
                          const struct program_func *func, struct passing *passing)
{
    bool any = false;
    for (uint32_t i = 0; i < func->call_count; i++) {
        struct passing one;
        ir_instr_id call = candidate->analysis->program->calls.items[func->first_call + i].instr;
        if (!read_call(candidate, known, call, &one)) {
            continue;
        }
        if (any && !agree(passing, &one)) {
            return false;
        }
        *passing = any ? *passing : one;
        any = true;
    }
    return any;
}

const struct passing **passings_find(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    const struct passing **found =
        arena_alloc(&analysis->arena, program->funcs.count * sizeof *found);
    for (uint32_t i = 0; i < program->bottom_up.count; i++) {
        func_ref func = program->bottom_up.items[i];
        const struct program_func *info = &program->funcs.items[func];
        struct candidate candidate = {.analysis = analysis,
                                      .module = &program->modules[info->module],
                                      .info = program_ir_func(program, func),
                                      .m = info->module};
        struct passing passing;
        if (info->defined &&
            read_function(&candidate, (const struct passing *const *)found, info, &passing)) {
            struct passing *kept = arena_alloc(&analysis->arena, sizeof *kept);
            *kept = passing;
            found[func] = kept;
        }
    }
    return found;
}

void passing_apply(struct frame *frame, struct flow_state *state, ir_instr_id call,
                   const struct passing *passing, const symbol_id *args, uint32_t count)
{
    symbol_id given[PASSED_LIMIT];
    for (uint32_t i = 0; i < passing->count; i++) {
        const struct passed *passed = &passing->args[i];
        bool there = passed->arg < count;
        given[i] = space_symbol(&frame->space, SYMBOL_OUTPUT, call, 900 + i);
        if (passed->kind == PASSED_CONSTANT) {
            given[i] = space_int(&frame->space, passed->value);
        } else if (passed->kind == PASSED_ARGUMENT && there) {
            given[i] = args[passed->arg];
        } else if (passed->kind == PASSED_POINTEE && there) {
            state_write(&frame->space, state, eval_pointee(&frame->space, given[i], 0),
                        args[passed->arg]);
        }
    }
    frame_apply_effects(frame, state, call, passing->model, given, passing->count);
    if (passing->returned) {
        frame_apply_report(frame, state, passing->model, given, passing->count);
    }
}
