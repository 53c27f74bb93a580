/* How a module's things are called in its text. Names need not be unique in a module: the second
 * thing of a name is written `name#2`. Private to print*.c. */
#ifndef IR_PRINT_NAMES_H
#define IR_PRINT_NAMES_H

#include "base/text.h"
#include "ir/ir.h"

struct printer {
    const struct ir_module *module;
    struct text *out;
    ir_func_id func;     /* the function being printed, or 0 */
    uint32_t *type_rank; /* which of those of the same name; nameless variables: their number */
    uint32_t *var_rank;
    uint32_t *func_rank;
    ir_var_id *strays; /* statics that do not lie in the run of their function's variables */
    uint32_t stray_count;
};

void printer_init(struct printer *printer, const struct ir_module *module, struct text *out);
void printer_finish(struct printer *printer);

/* A text of the module as a C word, or else in quotes. */
void print_word(struct printer *printer, ir_str text);
void print_quoted(struct printer *printer, ir_str text);

void print_var_name(struct printer *printer, ir_var_id var);
void print_func_name(struct printer *printer, ir_func_id func);
void print_record_name(struct printer *printer, ir_type_id type);
void print_type(struct printer *printer, ir_type_id type);
void print_expr(struct printer *printer, ir_expr_id expr);
void print_place(struct printer *printer, ir_place_id place);

/* "WORD TYPE NAME @LINE" and the end of the line. */
void print_var(struct printer *printer, const char *word, ir_var_id var);
void print_func(struct printer *printer, ir_func_id func);

/* " @LINE…", or nothing for location 0. */
void print_loc(struct printer *printer, ir_loc_id loc);

#endif
