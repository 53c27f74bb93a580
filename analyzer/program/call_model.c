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

const struct model_function *call_model(const struct model_set *models,
                                        const struct ir_module *module, const struct ir_instr *call)
{
    ir_func_id callee = ir_direct_callee(module, call);
    if (callee == 0) {
        return tabled(models, module, call);
    }
    if ((module->funcs[callee].flags & IR_FUNC_INTERNAL) != 0) {
        return NULL;
    }
    return models_find(models, ir_text(module, module->funcs[callee].name));
}
