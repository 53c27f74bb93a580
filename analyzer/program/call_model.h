/* What models say of the function that a call names. */
#ifndef PROGRAM_CALL_MODEL_H
#define PROGRAM_CALL_MODEL_H

#include "models/model.h"
#include "program/program.h"

/* NULL: no model knows it, a pointer may lead to several functions, or it is a function of one
 * unit, whatever its name. */
const struct model_function *call_model(const struct model_set *models,
                                        const struct program *program, uint32_t module,
                                        ir_instr_id call);

#endif
