/* What becomes of a call when an alarm comes: a handler that ends the process or jumps away ends
 * any call; one that returns ends only what a signal interrupts, not what a library does around it,
 * nor what is taken up again. */
#ifndef PROGRAM_ALARM_H
#define PROGRAM_ALARM_H

#include "program/frame.h"

/* Finds the handlers that the program installs for the signal of its alarms. Fills alarm_returns:
 * there are some, and no way through any that is known ends the process or jumps away; and
 * alarm_flags, what they set. Looks at the code as it is written; needs no summaries. */
void alarm_find_handlers(struct analysis *analysis);

/* Whether the function asks, in a block that the run after the call comes to, for a flag that a
 * handler sets. */
bool alarm_is_asked_for(const struct frame *frame, const struct solve *run, ir_instr_id call);

/* Whether an alarm that is armed ends the call. */
bool alarm_ends(const struct analysis *analysis, const struct site *site);

#endif
