/* What network calls send, and whether it may be sent twice: decided by settings of the handle,
 * by the call itself or by the text it is given; handed on to callers where they decide. */
#ifndef PROGRAM_SENDS_H
#define PROGRAM_SENDS_H

#include "program/frame.h"

/* Decides for a call of the function itself; `index` is its site. */
void sends_decide(struct frame *frame, const struct flow_state *state, uint32_t index,
                  const symbol_id *args, uint32_t count);

/* Decides for what a callee sends with a handle that is configured, or a text that is known, here.
 */
void sends_of_callee(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                     func_ref callee, const symbol_id *args, uint32_t count);

/* Callers of whom nothing is known gave their callees something. */
void sends_unknown(struct analysis *analysis, func_ref caller);

/* Whether what the call sends may be sent twice; false: nothing of it is decided in this function.
 * `given`: a part that is what the function's callers give, and no part of the answer. */
bool sends_answer(const struct frame *frame, ir_instr_id call, enum model_answer *answer,
                  bool *given);

/* Takes over what all callers agree on. */
void sends_settle(struct analysis *analysis);

#endif
