/* Texts that are put together piece by piece: a variable whose address (or which, as a pointer to a
 * buffer's record) goes to one function after the other beside string literals. */
#ifndef PROGRAM_PIECES_H
#define PROGRAM_PIECES_H

#include "program/frame.h"

/* The variable that an expression reads from or leads to, or 0. */
ir_var_id pieces_variable(const struct ir_module *module, ir_expr_id id);

/* Whether what the call asks for by the variable's text may be sent twice. The pieces are taken in
 * the order of the source, also from functions that the variable is given to; one that begins like
 * a request begins a request. */
enum model_answer pieces_idempotent(const struct frame *frame, ir_instr_id call, ir_var_id var,
                                    enum model_language language);

#endif
