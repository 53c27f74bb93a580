/* Functions and calls that connect: a new connection is there when all goes well, so that what was
 * sent on the way established it, and what failed on the one before can go well again. */
#ifndef PROGRAM_CONNECTING_H
#define PROGRAM_CONNECTING_H

#include "program/frame.h"

/* Whether network calls are made on handles of that kind: an answer's record is no connection. */
bool connecting_kind(const struct model_set *models, uint32_t handle_kind);

bool connecting_call(const struct frame *frame, ir_instr_id call);

/* Whether the function always leaves a new connection when all goes well: one that it gives back
 * or stores for its caller, or one that the record leads to that it gives back. */
bool connecting_function(const struct frame *frame);

#endif
