/* Functions that the program declares and no unit that was read defines: a change that is checked
 * alone, a part that the build leaves out. What they do to a handle that they are given is not
 * known, so nothing is said of it. A library's functions leave handles alone unless its model says
 * otherwise. */
#ifndef PROGRAM_UNSEEN_H
#define PROGRAM_UNSEEN_H

#include "program/frame.h"

/* The setting that marks them, of every kind of handle. */
#define SETTING_UNSEEN 0

/* Marks the handles among the arguments of a call of such a function. */
void unseen_apply(struct frame *frame, struct flow_state *state, ir_instr_id call,
                  const symbol_id *args, uint32_t count);

/* Whether a handle was marked, in a state or in what was noted of a stored handle. */
bool unseen_handle(struct frame *frame, const struct flow_state *state, symbol_id handle);
bool unseen_noted(const struct summary_setting *settings, uint32_t count);

#endif
