#include "program/forward.h"

struct candidate {
    const struct analysis *analysis;
    const struct ir_module *module;
    const struct ir_func *info;
    uint32_t m;
    ir_instr_id call; /* the one network call */
    const struct model_function *model;
};

/* The arguments are the parameters, each in its place. */
static bool passes_parameters(const struct candidate *candidate)
{
    const struct ir_instr *call = &candidate->module->instrs[candidate->call];
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_expr_id arg = candidate->module->lists[call->first_arg + i];
        if (ir_loaded_var(candidate->module, arg) != candidate->info->first_var + i) {
            return false;
        }
    }
    return call->arg_count != 0 && call->arg_count <= candidate->info->param_count;
}

static bool sets_var(const struct ir_module *module, const struct ir_instr *instr, ir_var_id first,
                     uint32_t count)
{
    const struct ir_place *dest = &module->places[instr->dest];
    return instr->dest != 0 && dest->base_kind == IR_BASE_VAR && dest->base >= first &&
           dest->base - first < count;
}

/* Nothing but the call gives the variable a value, and no parameter gets another. */
static bool keeps_values(const struct ir_module *module, const struct ir_func *info,
                         ir_instr_id call, ir_var_id result)
{
    for (uint32_t b = 0; b < info->block_count; b++) {
        const struct ir_block *block = &module->blocks[info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *instr = &module->instrs[id];
            if (sets_var(module, instr, info->first_var, info->param_count) ||
                (id != call && sets_var(module, instr, result, 1))) {
                return false;
            }
        }
    }
    return true;
}

bool forward_returns(const struct ir_module *module, const struct ir_func *info, ir_instr_id call)
{
    const struct ir_place *dest = &module->places[module->instrs[call].dest];
    bool plain =
        module->instrs[call].dest != 0 && dest->base_kind == IR_BASE_VAR && dest->elem_count == 0;
    bool returns = false;
    for (uint32_t b = 0; plain && b < info->block_count; b++) {
        const struct ir_block *block = &module->blocks[info->first_block + b];
        if (block->term != IR_TERM_RETURN) {
            continue;
        }
        if (block->cond == 0 || ir_loaded_var(module, block->cond) != dest->base) {
            return false;
        }
        returns = true;
    }
    return returns && keeps_values(module, info, call, dest->base);
}

/* The only network call of the function; false when there is none or another. */
static bool find_call(struct candidate *candidate, const struct program_func *func)
{
    for (uint32_t i = 0; i < func->call_count; i++) {
        ir_instr_id call = candidate->analysis->program->calls.items[func->first_call + i].instr;
        const struct model_function *model =
            analysis_model(candidate->analysis, candidate->m, call);
        if (model == NULL || model->operation == OPERATION_NONE) {
            continue;
        }
        if (candidate->model != NULL && !model->only_on_socket) {
            return false;
        }
        /* Writing a line of a log is not what the function is for. */
        if (candidate->model == NULL || candidate->model->only_on_socket) {
            candidate->model = model;
            candidate->call = call;
        }
    }
    return candidate->model != NULL;
}

const struct model_function **forwards_find(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    const struct model_function **found =
        arena_alloc(&analysis->arena, program->funcs.count * sizeof *found);
    for (func_ref func = 1; func < program->funcs.count; func++) {
        const struct program_func *info = &program->funcs.items[func];
        if (!info->defined) {
            continue;
        }
        struct candidate candidate = {.analysis = analysis,
                                      .module = &program->modules[info->module],
                                      .info = program_ir_func(program, func),
                                      .m = info->module};
        if (find_call(&candidate, info) && passes_parameters(&candidate) &&
            forward_returns(candidate.module, candidate.info, candidate.call)) {
            found[func] = candidate.model;
        }
    }
    return found;
}
