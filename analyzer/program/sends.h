/* What network calls send, and whether it may be sent twice: decided by settings of the handle,
 * by the call itself or by the text it is given; handed on to callers where they decide. */
#ifndef PROGRAM_SENDS_H
#define PROGRAM_SENDS_H

#include "program/frame.h"

/* Decides for a call of the function itself; `index` is its site. */
void sends_decide(struct frame *frame, const struct flow_state *state, uint32_t index,
                  const symbol_id *args, uint32_t count);

/* Decides for what a callee sends with a handle that is configured here; the answer for the call
 * is in frame->sent. */
void sends_of_callee(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                     const struct summary *summary, const symbol_id *args, uint32_t count);

#endif
