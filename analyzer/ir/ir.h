/* The intermediate representation of one translation unit, shaped as CIL did (Necula et al.,
 * CC 2002): expressions without side effects over places, instructions that are only `set` and
 * `call`, and an explicit control-flow graph. `&&`, `||`, `?:` and statement expressions are
 * control flow; calls inside expressions went to temporaries in evaluation order.
 *
 * Everything is an array indexed by a dense 32-bit id; id 0 means none and entry 0 is zero.
 * A module is one block of memory without pointers into itself (see ir_module_bytes): it is
 * cached, sent through a pipe or written to a file as it is; same input, same bytes.
 * Modules are immutable; ir/build.h makes them. */
#ifndef IR_IR_H
#define IR_IR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t ir_str; /* a text of this module */
typedef uint32_t ir_file_id;
typedef uint32_t ir_loc_id;
typedef uint32_t ir_type_id;
typedef uint32_t ir_field_id;
typedef uint32_t ir_var_id;
typedef uint32_t ir_func_id;
typedef uint32_t ir_block_id;
typedef uint32_t ir_edge_id;
typedef uint32_t ir_instr_id;
typedef uint32_t ir_expr_id;
typedef uint32_t ir_place_id;
typedef uint32_t ir_elem_id;

enum ir_expr_op {
    IR_EXPR_NONE,
#define IR_EXPR(name, text, operands, meaning) IR_EXPR_##name,
#include "ir/ops.def"
    IR_EXPR_COUNT
};

enum ir_instr_op {
    IR_INSTR_NONE,
#define IR_INSTR(name, text, meaning) IR_INSTR_##name,
#include "ir/ops.def"
    IR_INSTR_COUNT
};

enum ir_term_op {
    IR_TERM_NONE,
#define IR_TERM(name, text, meaning) IR_TERM_##name,
#include "ir/ops.def"
    IR_TERM_COUNT
};

struct ir_text {
    uint32_t offset; /* into the module's text bytes; NUL-terminated there */
    uint32_t length;
};

struct ir_file {
    ir_str path;    /* as the user would name it: relative to the analysis root when below it */
    uint32_t flags; /* IR_FILE_… */
};
#define IR_FILE_MAIN   1u /* the unit's own source file */
#define IR_FILE_SYSTEM 2u /* a system header */

/* A source range. For code that a macro made: where the outermost macro is used. */
struct ir_loc {
    ir_file_id file;
    uint32_t line; /* 1-based, as are columns */
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column;
    ir_str macro; /* the outermost macro's name when the code comes from one */
};

enum ir_type_kind {
    IR_TYPE_NONE, /* unknown */
    IR_TYPE_VOID,
    IR_TYPE_BOOL,
    IR_TYPE_INT, /* char and enumerations' values included */
    IR_TYPE_FLOAT,
    IR_TYPE_POINTER,
    IR_TYPE_ARRAY,
    IR_TYPE_RECORD,
    IR_TYPE_ENUM,
    IR_TYPE_FUNCTION,
};

struct ir_type {
    uint32_t kind;  /* enum ir_type_kind */
    uint32_t flags; /* IR_TYPE_… */
    ir_str name;    /* record, enum: its tag ("struct conn"), the typedef of an unnamed one
                       ("conn_t"), else "FILE:LINE:COLUMN"; other kinds: the typedef it was
                       spelled by, if any ("CURL" for the void behind CURL *, "size_t") */
    uint32_t size;  /* in bytes; 0 unknown */
    ir_type_id of;  /* pointee, element, returned type, an enumeration's integer */
    uint32_t first; /* record: first field; function: first parameter type (in lists) */
    uint32_t count; /* fields, parameters; array: elements (0 unknown) */
};
#define IR_TYPE_UNSIGNED   1u
#define IR_TYPE_UNION      2u
#define IR_TYPE_INCOMPLETE 4u
#define IR_TYPE_VARIADIC   8u

struct ir_field {
    ir_str name; /* 0: unnamed */
    ir_type_id record;
    ir_type_id type;
    uint32_t index;
};

enum ir_var_kind {
    IR_VAR_NONE,
    IR_VAR_GLOBAL,
    IR_VAR_STATIC_LOCAL,
    IR_VAR_LOCAL,
    IR_VAR_PARAM,
    IR_VAR_TEMP
};

struct ir_var {
    ir_str name; /* 0 for temporaries */
    ir_type_id type;
    uint32_t kind; /* enum ir_var_kind */
    uint32_t flags;
    ir_func_id func; /* owner; 0 for globals */
    ir_loc_id loc;
};
#define IR_VAR_INTERNAL 1u /* global with internal linkage (static) */
#define IR_VAR_DEFINED  2u /* global defined in this unit */

/* Parameters, then locals and temporaries, are consecutive variables from first_var. Blocks,
 * loops are consecutive too; the first block is the entry. Function 1 of every module is the
 * initialiser "$init": it sets each global's initial value, field by field. */
struct ir_func {
    ir_str name;
    ir_type_id type;
    uint32_t flags;
    ir_loc_id loc;      /* the declarator's name */
    ir_loc_id body_loc; /* the whole definition */
    ir_var_id first_var;
    uint32_t param_count;
    uint32_t var_count; /* parameters included */
    ir_block_id first_block;
    uint32_t block_count; /* 0: declared only */
    uint32_t first_loop;
    uint32_t loop_count;
    uint32_t const_params; /* declared only: bit per parameter (the first 32) that points to const:
                              nothing is written through it */
};
#define IR_FUNC_INTERNAL 1u /* static */
#define IR_FUNC_INLINE   2u
#define IR_FUNC_NORETURN 4u
#define IR_FUNC_VARIADIC 8u
#define IR_FUNC_IMPLICIT 16u /* called without a declaration */
#define IR_FUNC_SKIPPED                                                                            \
    32u /* a unit that need not be read defines it: nothing here matters to it */

struct ir_block {
    ir_func_id func;
    uint32_t term; /* enum ir_term_op */
    ir_instr_id first_instr;
    uint32_t instr_count;
    ir_expr_id cond; /* branch, switch, indirect: the value; return: the result or 0 */
    ir_edge_id first_edge;
    uint32_t edge_count;
    ir_loc_id term_loc;  /* the statement that ends the block (goto, break, return, condition) */
    ir_str label;        /* a source label at this block */
    ir_loc_id label_loc; /* where the label stands */
};

struct ir_edge {
    ir_block_id to;
    uint32_t is_default; /* switch: taken when no range holds the value */
    int64_t low, high;   /* switch: inclusive range of case values */
};

struct ir_instr {
    uint32_t op; /* enum ir_instr_op */
    ir_loc_id loc;
    ir_place_id dest;   /* may be 0 for call and opaque */
    ir_expr_id value;   /* set: the value; call: the callee (IR_EXPR_FUNCTION when direct) */
    uint32_t first_arg; /* into lists: expressions */
    uint32_t arg_count;
    ir_str text; /* opaque: what it was; call: a source spelling that differs (a macro's name) */
};

struct ir_expr {
    uint32_t op; /* enum ir_expr_op */
    ir_type_id type;
    uint32_t a, b; /* by op, see ops.def */
    int64_t value;
};

enum ir_base_kind { IR_BASE_NONE, IR_BASE_VAR, IR_BASE_DEREF };

/* An lvalue: a variable or what a pointer points to, then fields and indices from left to right. */
struct ir_place {
    uint32_t base_kind; /* enum ir_base_kind */
    uint32_t base;      /* ir_var_id or ir_expr_id (the pointer) */
    ir_elem_id first_elem;
    uint32_t elem_count;
    ir_type_id type;
};

enum ir_elem_kind { IR_ELEM_NONE, IR_ELEM_FIELD, IR_ELEM_INDEX };

struct ir_elem {
    uint32_t kind; /* enum ir_elem_kind */
    uint32_t id;   /* ir_field_id or ir_expr_id (the index) */
};

enum ir_loop_kind { IR_LOOP_NONE, IR_LOOP_WHILE, IR_LOOP_DO, IR_LOOP_FOR };

/* A loop statement of the source. `goto` loops have none: they are found as back edges. */
struct ir_loop {
    ir_func_id func;
    uint32_t kind;     /* enum ir_loop_kind */
    ir_loc_id loc;     /* the whole statement */
    ir_block_id head;  /* where every turn begins (back edges lead here) */
    ir_block_id body;  /* first block of the body */
    ir_block_id latch; /* where `continue` leads */
    ir_block_id exit;  /* where `break` leads */
};

enum ir_note_kind {
    IR_NOTE_NONE,
    IR_NOTE_MISSING_HEADER, /* text: the header's name */
    IR_NOTE_PARSE_ERROR,    /* text: libclang's message */
    IR_NOTE_OPAQUE,         /* text: a construct that was not understood; count: how often */
    IR_NOTE_STAND_IN,       /* text: a header replaced by declarations from a model */
};

struct ir_note {
    uint32_t kind; /* enum ir_note_kind */
    ir_loc_id loc;
    ir_str text;
    uint32_t count;
};

/* Read-only views into one block of memory. */
struct ir_module {
    const void *bytes; /* the block itself */
    size_t size;
    ir_str unit_path; /* the source file, spelled as its ir_file */
    bool owns_bytes;  /* ir_module_finish frees the block */
#define IR_SECTION(type, name)                                                                     \
    const struct type *name;                                                                       \
    uint32_t name##_count;
#define IR_SECTION_U32(name)                                                                       \
    const uint32_t *name;                                                                          \
    uint32_t name##_count;
#include "ir/sections.def"
    const char *text_bytes;
};

/* Never NULL. */
const char *ir_text(const struct ir_module *module, ir_str id);

/* The expression under conversions. */
ir_expr_id ir_uncast(const struct ir_module *module, ir_expr_id id);

/* The variable as a whole that the place is, that the expression reads under conversions, or whose
 * address it is; or 0. */
ir_var_id ir_whole_var(const struct ir_module *module, ir_place_id place);
ir_var_id ir_loaded_var(const struct ir_module *module, ir_expr_id id);
ir_var_id ir_lent_var(const struct ir_module *module, ir_expr_id id);

/* The direct callee of a call instruction, or 0. */
ir_func_id ir_direct_callee(const struct ir_module *module, const struct ir_instr *call);

/* Whether a function that is declared only writes nothing through that parameter. */
bool ir_points_to_const(const struct ir_func *func, uint32_t param);

/* A view of a stored module. False with a message in `error` (size >= 128) when the bytes are
 * damaged or of another version. `bytes` is aligned to 8 and outlives the view. Ids inside are not
 * checked: that is ir_verify. */
bool ir_module_open(struct ir_module *module, const void *bytes, size_t size, char *error);

/* How many of the `size` bytes the stored module at their start takes, by its header; all of them
 * where that cannot be so. */
size_t ir_stored_size(const void *bytes, size_t size);

/* Marks declared functions as IR_FUNC_SKIPPED, in memory that can be written to. */
void ir_module_mark_skipped(struct ir_module *module, const ir_func_id *funcs, uint32_t count);

/* Frees the block when the module owns it; the views end. */
void ir_module_finish(struct ir_module *module);

#endif
