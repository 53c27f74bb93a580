/* What names values and places in memory while one function is analysed (see space.h). */
#ifndef FLOW_SYMBOL_H
#define FLOW_SYMBOL_H

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
    SYMBOL_PHI,     /* a: block, b: cell; where paths with different values meet (space_phi) */
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
    uint32_t operands;  /* the first of those that met in it, see phi_operand; 0: it is no phi */
    uint32_t companion; /* the first one of the phi, or with the subject, see companion; 0: none */
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
    cell_id first_sub; /* chains of the cells below it, so that a write can end them … */
    cell_id next_sub;  /* … and of the settings of one handle */
};

#endif
