/* What a modelled call says of attempts (models/attempt.h): the result that its arguments, or how
 * the last attempt went, decide. */
#ifndef PROGRAM_APPLY_ATTEMPT_H
#define PROGRAM_APPLY_ATTEMPT_H

#include "program/frame.h"

/* Narrows frame->result, which is new, and notes on the handle that an attempt went well. */
void attempt_apply(struct frame *frame, struct flow_state *state, ir_instr_id call,
                   const struct model_function *model, const symbol_id *args, uint32_t count);

#endif
