/* The module as text, for people and tests: `--dump ir` prints it, and what it prints can be read
 * again (docs/ir.md gives the grammar). Printing what was parsed gives the same text. */
#ifndef IR_TEXT_H
#define IR_TEXT_H

#include "base/text.h"
#include "ir/ir.h"

void ir_print(const struct ir_module *module, struct text *out);
void ir_print_func(const struct ir_module *module, ir_func_id func, struct text *out);
void ir_print_expr(const struct ir_module *module, ir_expr_id expr, struct text *out);
void ir_print_place(const struct ir_module *module, ir_place_id place, struct text *out);

/* Parses IR text; false after a DIAG_ERROR with line and column. `name` stands for the file. */
bool ir_parse(const char *name, const char *text, struct ir_module *module);

#endif
