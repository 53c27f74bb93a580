/* The vocabulary in which one function is analysed: symbols name values, cells name places in
 * memory. Both are interned, so equal things have equal ids; 0 is none. A symbol never changes its
 * meaning along a path; what is known about it at a point (its range) lies in the state. */
#ifndef FLOW_SPACE_H
#define FLOW_SPACE_H

#include "base/map.h"
#include "base/vec.h"
#include "flow/companion.h"
#include "flow/handle_index.h"
#include "flow/phi.h"
#include "flow/range.h"

struct space {
    const struct ir_module *module;
    const uint32_t *global_of; /* ir_var_id -> program-wide global, or NULL: the id itself */
    const uint32_t *field_of;  /* ir_field_id -> program-wide field, or NULL: the id itself */
    VEC(struct symbol) symbols;
    VEC(struct cell) cells;
    struct phis phis;
    VEC(struct companion) companions; /* [0] unused */
    struct map symbol_ids;            /* all but phis */
    struct map cell_ids;
    struct map first_of_call; /* call -> the first symbol for what it gave */
    struct handle_index handles;
};

void space_init(struct space *space, const struct ir_module *module, const uint32_t *global_of,
                const uint32_t *field_of);
void space_finish(struct space *space);

symbol_id space_int(struct space *space, int64_t value);
symbol_id space_symbol(struct space *space, enum symbol_kind kind, uint32_t a, uint32_t b);
symbol_id space_unknown(struct space *space, enum unknown_cause cause, cell_id cell, uint32_t b);
symbol_id space_unary(struct space *space, enum ir_expr_op op, symbol_id a);
symbol_id space_binary(struct space *space, enum ir_expr_op op, symbol_id a, symbol_id b);

symbol_id space_initial(struct space *space, cell_id cell); /* what it held at the entry */

/* Cells; 0 when the path gets too deep to be told apart. */
cell_id space_cell(struct space *space, enum cell_kind kind, uint32_t a, uint32_t b,
                   ir_type_id type);
cell_id space_var(struct space *space, ir_var_id var);
/* `type`: of what is looked at there; 0 or void: all that the pointer points to. */
cell_id space_pointee(struct space *space, symbol_id pointer, ir_type_id type);
/* The same steps below another cell: for `inner` = a.b.c, `from` = a and `to` = x it is x.b.c. */
cell_id space_rebase(struct space *space, cell_id inner, cell_id from, cell_id to);

/* The cell a path starts from. */
cell_id space_root(const struct space *space, cell_id cell);

/* Lies in an element that is not told from the others: the next time it is another one. */
bool space_is_any_element(const struct space *space, cell_id cell);

/* Whether the symbol is what a call gave, or is computed from that. */
bool space_made_by(const struct space *space, symbol_id symbol, ir_instr_id call);

/* Symbols with lower numbers were not made by the call; 0: none was. */
symbol_id space_first_of_call(const struct space *space, ir_instr_id call);

#endif
