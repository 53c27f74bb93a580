/* What a reader calls a lock. */
#ifndef PROGRAM_LOCK_NAME_H
#define PROGRAM_LOCK_NAME_H

#include "program/frame.h"

/* The lock that argument `arg` of a call points to; with a path, that of the callee, seen from the
 * call. Among the analysis' texts. */
str_id lock_name(struct frame *frame, ir_instr_id call, uint32_t arg, path_id path);

#endif
