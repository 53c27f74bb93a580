/* Functions of the program that only pass a library call on: `int Connect(int fd, …) { …; r =
 * connect(fd, …); …; return r; }`. A call of one is a call of the library in all but its name, so
 * it is decided like one where it stands. */
#ifndef PROGRAM_FORWARD_H
#define PROGRAM_FORWARD_H

#include "program/analysis.h"

/* For each function of the program the model of what it passes on, or NULL. */
const struct model_function **forwards_find(struct analysis *analysis);

/* Whether the function returns what the call in it returned, whatever else it does. */
bool forward_returns(const struct ir_module *module, const struct ir_func *info, ir_instr_id call);

#endif
