#include "program/alarm.h"

/* Functions that a handler calls are looked into as deep as this. */
static const uint32_t depth_limit = 3;

static bool may_end(const struct analysis *analysis, func_ref func, uint32_t depth);

static bool call_may_end(const struct analysis *analysis, uint32_t module, ir_instr_id id,
                         uint32_t depth)
{
    const struct ir_module *code = &analysis->program->modules[module];
    const struct model_function *model = analysis_model(analysis, module, id);
    ir_func_id callee = ir_direct_callee(code, &code->instrs[id]);
    if (model != NULL) {
        return model->no_return;
    }
    return callee != 0 && depth != 0 &&
           may_end(analysis, analysis->program->func_of[module][callee], depth - 1);
}

/* Whether the function, or what it calls, may end the process or jump away. */
static bool may_end(const struct analysis *analysis, func_ref func, uint32_t depth)
{
    const struct program_func *info = &analysis->program->funcs.items[func];
    const struct ir_func *ir = program_ir_func(analysis->program, func);
    const struct ir_module *code = &analysis->program->modules[info->module];
    for (uint32_t b = 0; info->defined && b < ir->block_count; b++) {
        const struct ir_block *block = &code->blocks[ir->first_block + b];
        if (block->term == IR_TERM_UNREACHABLE) {
            return true;
        }
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            if (code->instrs[id].op == IR_INSTR_CALL &&
                call_may_end(analysis, info->module, id, depth)) {
                return true;
            }
        }
    }
    return false;
}

/* The function that was stored last, before the call, in a member of the variable; or 0. */
static func_ref stored_in(const struct program *program, uint32_t module, ir_var_id var,
                          func_ref caller, ir_instr_id before)
{
    const struct ir_module *code = &program->modules[module];
    const struct ir_func *ir = program_ir_func(program, caller);
    func_ref last = 0;
    for (uint32_t b = 0; b < ir->block_count; b++) {
        const struct ir_block *block = &code->blocks[ir->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *set = &code->instrs[id];
            const struct ir_place *dest = &code->places[set->dest];
            if (id < before && set->op == IR_INSTR_SET && dest->base_kind == IR_BASE_VAR &&
                dest->base == var && dest->elem_count != 0) {
                func_ref stored = program_named(program, module, set->value);
                last = stored != 0 ? stored : last;
            }
        }
    }
    return last;
}

/* The function that an argument is, or that its record holds; or 0. */
static func_ref handler_of(const struct program *program, const struct program_call *call,
                           uint32_t arg)
{
    uint32_t module = program->funcs.items[call->caller].module;
    const struct ir_module *code = &program->modules[module];
    const struct ir_instr *instr = &code->instrs[call->instr];
    if (arg >= instr->arg_count) {
        return 0;
    }
    const struct ir_expr *given =
        &code->exprs[ir_uncast(code, code->lists[instr->first_arg + arg])];
    if (given->op == IR_EXPR_FUNCTION) {
        return program->func_of[module][given->a];
    }
    const struct ir_place *place = &code->places[given->a];
    bool record = given->op == IR_EXPR_ADDRESS && place->base_kind == IR_BASE_VAR;
    return record ? stored_in(program, module, place->base, call->caller, call->instr) : 0;
}

/* The model by which a call installs handlers, itself or in the function that it calls. */
static const struct model_function *installer(const struct analysis *analysis, uint32_t module,
                                              ir_instr_id id, bool *inside)
{
    const struct program *program = analysis->program;
    const struct model_function *model = analysis_model(analysis, module, id);
    *inside = false;
    if (model != NULL) {
        return model->signal != MODEL_NO_ARG ? model : NULL;
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(analysis, module, id, &count);
    for (uint32_t i = 0; count == 1 && i < program->funcs.items[targets[0]].call_count; i++) {
        const struct program_func *callee = &program->funcs.items[targets[0]];
        ir_instr_id inner = program->calls.items[callee->first_call + i].instr;
        model = analysis_model(analysis, callee->module, inner);
        if (model != NULL && model->signal != MODEL_NO_ARG) {
            *inside = true;
            return model;
        }
    }
    return NULL;
}

static bool names_signal(const struct ir_module *code, const struct ir_instr *instr, uint32_t arg,
                         int64_t signal)
{
    if (arg >= instr->arg_count) {
        return false;
    }
    const struct ir_expr *given =
        &code->exprs[ir_uncast(code, code->lists[instr->first_arg + arg])];
    return given->op == IR_EXPR_INT && given->value == signal;
}

/* The handler that a call installs for the signal, or 0. A wrapper may have its arguments in
 * another order. */
static func_ref installed(const struct analysis *analysis, const struct program_call *call,
                          int64_t signal)
{
    const struct program *program = analysis->program;
    uint32_t module = program->funcs.items[call->caller].module;
    const struct ir_module *code = &program->modules[module];
    const struct ir_instr *instr = &code->instrs[call->instr];
    bool inside;
    const struct model_function *model = installer(analysis, module, call->instr, &inside);
    if (model == NULL) {
        return 0;
    }
    if (!inside) {
        return names_signal(code, instr, model->signal, signal)
                   ? handler_of(program, call, model->handler)
                   : 0;
    }
    func_ref handler = 0;
    bool named = false;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        named = named || names_signal(code, instr, i, signal);
        handler = handler != 0 ? handler : handler_of(program, call, i);
    }
    return named ? handler : 0;
}

static int64_t alarm_signal(const struct analysis *analysis)
{
    const struct program *program = analysis->program;
    for (uint32_t i = 0; i < program->calls.count; i++) {
        const struct program_call *call = &program->calls.items[i];
        const struct model_function *model =
            analysis_model(analysis, program->funcs.items[call->caller].module, call->instr);
        if (model != NULL && model->raises != 0) {
            return model->raises;
        }
    }
    return 0;
}

static uint32_t written_global(const struct program *program, uint32_t module,
                               const struct ir_instr *instr)
{
    const struct ir_place *dest = &program->modules[module].places[instr->dest];
    bool whole = instr->dest != 0 && dest->base_kind == IR_BASE_VAR;
    return whole ? program->global_of[module][dest->base] : 0;
}

/* What the handler sets, itself or in what it calls. */
static void collect_flags(struct analysis *analysis, func_ref func, uint32_t depth)
{
    const struct program *program = analysis->program;
    uint32_t module = program->funcs.items[func].module;
    const struct ir_func *ir = program_ir_func(program, func);
    const struct ir_module *code = &program->modules[module];
    for (uint32_t b = 0; program->funcs.items[func].defined && b < ir->block_count; b++) {
        const struct ir_block *block = &code->blocks[ir->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_instr *instr = &code->instrs[block->first_instr + i];
            uint32_t global = written_global(program, module, instr);
            ir_func_id callee = ir_direct_callee(code, instr);
            if (global != 0) {
                bitset_add(&analysis->alarm_flags, global);
            }
            if (callee != 0 && depth != 0) {
                collect_flags(analysis, program->func_of[module][callee], depth - 1);
            }
        }
    }
}

void alarm_find_handlers(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    int64_t signal = alarm_signal(analysis);
    bool ends = false;
    bool found = false;
    bitset_init(&analysis->alarm_flags, &analysis->arena, program->global_count + 1);
    for (uint32_t i = 0; signal != 0 && i < program->calls.count; i++) {
        func_ref handler = installed(analysis, &program->calls.items[i], signal);
        if (handler != 0) {
            ends = ends || may_end(analysis, handler, depth_limit);
            found = true;
            collect_flags(analysis, handler, depth_limit);
        }
    }
    analysis->alarm_returns = found && !ends;
}

static bool reads_flag(const struct analysis *analysis, uint32_t module, ir_expr_id id)
{
    const struct ir_module *code = &analysis->program->modules[module];
    const struct ir_expr *expr = &code->exprs[id];
    if (expr->op == IR_EXPR_LOAD) {
        const struct ir_place *place = &code->places[expr->a];
        uint32_t global =
            place->base_kind == IR_BASE_VAR ? analysis->program->global_of[module][place->base] : 0;
        return global != 0 && bitset_has(&analysis->alarm_flags, global);
    }
    if (expr->op >= IR_EXPR_NEGATE && expr->op <= IR_EXPR_CAST) {
        return reads_flag(analysis, module, expr->a);
    }
    return expr->op >= IR_EXPR_ADD && expr->op <= IR_EXPR_GE &&
           (reads_flag(analysis, module, expr->a) || reads_flag(analysis, module, expr->b));
}

static bool block_asks(const struct analysis *analysis, uint32_t module, uint32_t id,
                       uint32_t depth)
{
    const struct program *program = analysis->program;
    const struct ir_module *code = &program->modules[module];
    const struct ir_block *block = &code->blocks[id];
    bool asks = block->cond != 0 && reads_flag(analysis, module, block->cond);
    for (uint32_t i = 0; i < block->instr_count && !asks; i++) {
        const struct ir_instr *instr = &code->instrs[block->first_instr + i];
        ir_func_id callee = ir_direct_callee(code, instr);
        func_ref func = callee == 0 ? 0 : program->func_of[module][callee];
        asks = instr->op == IR_INSTR_SET && reads_flag(analysis, module, instr->value);
        if (func == 0 || depth == 0 || !program->funcs.items[func].defined) {
            continue;
        }
        const struct ir_func *ir = program_ir_func(program, func);
        for (uint32_t b = 0; b < ir->block_count && !asks; b++) {
            asks = block_asks(analysis, program->funcs.items[func].module, ir->first_block + b,
                              depth - 1);
        }
    }
    return asks;
}

bool alarm_is_asked_for(const struct frame *frame, const struct solve *run, ir_instr_id call)
{
    uint32_t start;
    uint32_t place;
    bool asked = false;
    frame_find(frame, call, &start, &place);
    for (uint32_t b = 0; b < frame->cfg.block_count && !asked; b++) {
        asked = (b == start || run->in[b].reachable) &&
                block_asks(frame->analysis, frame->module_index, frame->info->first_block + b, 1);
    }
    return asked;
}

bool alarm_ends(const struct analysis *analysis, const struct site *site)
{
    return !analysis->alarm_returns ||
           (site->model->interrupted.range_count != 0 && !site->restarted);
}
