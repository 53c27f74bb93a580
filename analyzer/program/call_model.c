#include "program/call_model.h"

const struct model_function *call_model(const struct model_set *models,
                                        const struct ir_module *module, const struct ir_instr *call)
{
    ir_func_id callee = ir_direct_callee(module, call);
    if (callee == 0 || (module->funcs[callee].flags & IR_FUNC_INTERNAL) != 0) {
        return NULL;
    }
    return models_find(models, ir_text(module, module->funcs[callee].name));
}
