/* What models say of the function that a call names. */
#ifndef PROGRAM_CALL_MODEL_H
#define PROGRAM_CALL_MODEL_H

#include "ir/ir.h"
#include "models/model.h"

/* NULL: no model knows it, it is called through a pointer, or it is a function of one unit,
 * whatever its name. */
const struct model_function *call_model(const struct model_set *models,
                                        const struct ir_module *module,
                                        const struct ir_instr *call);

#endif
