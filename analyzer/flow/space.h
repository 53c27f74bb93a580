/* The vocabulary in which one function is analysed: symbols name values, cells name places in
 * memory. Both are interned, so equal things have equal ids; 0 is none. A symbol never changes its
 * meaning along a path; what is known about it at a point (its range) lies in the state. */
#ifndef FLOW_SPACE_H
#define FLOW_SPACE_H

#include "base/vec.h"
#include "base/map.h"
#include "flow/range.h"
#include "ir/ir.h"

typedef uint32_t symbol_id;
typedef uint32_t cell_id;

enum symbol_kind {
    SYMBOL_NONE,
    SYMBOL_INT,     /* value */
    SYMBOL_STRING,  /* a: ir_str of the module; or b: 1 + index of a text of another module */
    SYMBOL_FUNC,    /* a: ir_func_id */
    SYMBOL_ADDRESS, /* a: the cell */
    SYMBOL_INITIAL, /* a: the cell; what it held when the function was entered */
    SYMBOL_RESULT,  /* a: call instruction; what it returned the last time it ran */
    SYMBOL_OUTPUT,  /* a: call instruction, b: which of the things it wrote (see program/apply) */
    SYMBOL_PHI,     /* a: block, b: cell; where paths with different values meet */
    SYMBOL_UNARY,   /* op, a */
    SYMBOL_BINARY,  /* op, a, b */
    SYMBOL_UNKNOWN, /* a, b: anything that tells unknown values apart */
};

struct symbol {
    uint16_t kind;   /* enum symbol_kind */
    uint16_t op;     /* enum ir_expr_op of unary and binary; unknown: enum unknown_cause */
    uint16_t height; /* of unary and binary: operations on the way to the deepest operand */
    uint16_t depth;  /* of the longest access path that it was read from */
    uint32_t a, b;
    int64_t value;
};

enum unknown_cause {
    UNKNOWN_TOLD_APART, /* by a and b alone */
    UNKNOWN_PART,       /* a: the cell, b: symbol of the record or array that was put there whole */
    UNKNOWN_STALE,      /* a: the cell, b: the call whose earlier result it held */
    UNKNOWN_TOO_HIGH,   /* from here on: what operands make of a and b, past the height limit */
};

enum cell_kind {
    CELL_NONE,
    CELL_VAR,     /* a: ir_var_id of a local or parameter */
    CELL_GLOBAL,  /* a: global, program-wide */
    CELL_DEREF,   /* a: symbol of the pointer */
    CELL_FIELD,   /* a: cell, b: field, program-wide */
    CELL_INDEX,   /* a: cell, b: constant index + 1, or 0: any element */
    CELL_SETTING, /* a: symbol of the handle, b: setting; the setting's value */
    CELL_SPECIAL, /* a: enum special_cell */
};

enum special_cell { SPECIAL_ERRNO, SPECIAL_ALARM };

struct cell {
    uint32_t kind; /* enum cell_kind */
    uint32_t a, b;
    uint32_t depth;    /* steps from the root */
    ir_type_id type;   /* as first met; 0 unknown */
    symbol_id initial; /* SYMBOL_INITIAL of it, once asked for; else 0 */
    cell_id first_sub; /* chains of the cells below it, so that a write can end them */
    cell_id next_sub;
};

/* The values that met in a phi, for those who ask where a value can come from. */
struct phi {
    VEC(symbol_id) operands;
};

struct space {
    const struct ir_module *module;
    const uint32_t *global_of; /* ir_var_id -> program-wide global, or NULL: the id itself */
    const uint32_t *field_of;  /* ir_field_id -> program-wide field, or NULL: the id itself */
    VEC(struct symbol) symbols;
    VEC(struct cell) cells;
    VEC(struct phi) phis;
    struct map symbol_ids;
    struct map cell_ids;
    struct leaf_marks *leaf_marks; /* of space_leaves */
    VEC(uint32_t) phi_of;          /* by symbol, as far as it goes: index into phis */
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
void space_phi_add(struct space *space, symbol_id phi, symbol_id operand);

/* Whether the symbol is what a call gave, or is computed from that. */
bool space_made_by(const struct space *space, symbol_id symbol, ir_instr_id call);

/* The values a symbol stands for: phis are opened, each leaf is given once, at most `limit`.
 * Returns how many there are; more than `limit` means not all were given. */
uint32_t space_leaves(const struct space *space, symbol_id symbol, symbol_id *leaves,
                      uint32_t limit);

#endif
