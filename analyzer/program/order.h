/* Which of two calls can come first. */
#ifndef PROGRAM_ORDER_H
#define PROGRAM_ORDER_H

#include "program/program.h"

struct call_place {
    func_ref func;
    ir_instr_id instr;
};

/* Whether the call `late` is made only when `early` was made already, as far as one run of the
 * function of `early` goes: it stands behind it there, or in a function that is only called there.
 */
bool program_comes_after(const struct program *program, struct call_place late,
                         struct call_place early);

#endif
