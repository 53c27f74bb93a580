#include "program/call_model.h"

/* A call through a field of a record. */
static const struct model_function *
tabled(const struct model_set *models, const struct ir_module *module, const struct ir_instr *call)
{
    const struct ir_expr *callee = &module->exprs[ir_uncast(module, call->value)];
    if (models->tabled.count == 0 || callee->op != IR_EXPR_LOAD) {
        return NULL;
    }
    const struct ir_place *place = &module->places[callee->a];
    const struct ir_elem *last = &module->elems[place->first_elem + place->elem_count - 1];
    if (place->elem_count == 0 || last->kind != IR_ELEM_FIELD) {
        return NULL;
    }
    const struct ir_field *field = &module->fields[last->id];
    return models_find_tabled(models, ir_text(module, module->types[field->record].name),
                              ir_text(module, field->name));
}

/* A pointer that can only be one function, and that is a library's: `ops->write(fd, …)`. */
static const struct model_function *pointed(const struct model_set *models,
                                            const struct program *program, uint32_t module,
                                            ir_instr_id call)
{
    uint32_t index = program->call_of[module][call];
    const struct program_call *info = index == 0 ? NULL : &program->calls.items[index - 1];
    if (info == NULL || info->target_count != 1 || info->guessed) {
        return NULL;
    }
    func_ref target = program->targets.items[info->first_target];
    return program->funcs.items[target].defined
               ? NULL
               : models_find(models, program_func_name(program, target));
}

const struct model_function *call_model(const struct model_set *models,
                                        const struct program *program, uint32_t module,
                                        ir_instr_id call)
{
    const struct ir_module *code = &program->modules[module];
    const struct ir_instr *instr = &code->instrs[call];
    ir_func_id callee = ir_direct_callee(code, instr);
    if (instr->op != IR_INSTR_CALL) {
        return NULL;
    }
    if (callee == 0) {
        const struct model_function *model = tabled(models, code, instr);
        return model != NULL ? model : pointed(models, program, module, call);
    }
    if ((code->funcs[callee].flags & IR_FUNC_INTERNAL) != 0) {
        return NULL;
    }
    return models_find(models, ir_text(code, code->funcs[callee].name));
}
