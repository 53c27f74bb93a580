/* Access paths that make sense outside the function they were found in: from a parameter, a global
 * or the returned value, through pointers, fields and elements. Interned over the program. */
#ifndef PROGRAM_PATH_H
#define PROGRAM_PATH_H

#include "flow/eval.h"
#include "program/program.h"

typedef uint32_t path_id; /* 0 = none */

enum path_kind {
    PATH_NONE,
    PATH_PARAM,
    PATH_GLOBAL,
    PATH_ERRNO,
    PATH_DEREF,
    PATH_FIELD,
    PATH_INDEX,
    PATH_ADDRESS,
};

struct path {
    uint32_t kind;  /* enum path_kind */
    path_id parent; /* what is dereferenced, has the field or element, or lies at the address */
    uint32_t value; /* parameter, global, field, or constant index + 1 */
};

struct path_table {
    VEC(struct path) paths; /* [0] unused */
    struct map ids;
};

path_id path_make(struct path_table *table, enum path_kind kind, path_id parent, uint32_t value);

/* The path of a cell as it was when the function was entered; 0 for what only lives in it. */
path_id path_of_cell(struct path_table *table, const struct space *space, ir_func_id func,
                     cell_id cell);

/* The path of a pointer: what one held when the function was entered, or the address of what lives
 * outside of it; else 0. */
path_id path_of_pointer(struct path_table *table, const struct space *space, ir_func_id func,
                        symbol_id pointer);

/* The parameter that a path begins with; UINT32_MAX: it begins with something else. */
uint32_t path_param(const struct path_table *table, path_id path);

/* The path up to its last field or global, which decides what stores may have put a value there; 0
 * for a plain parameter. */
path_id path_stored(const struct path_table *table, path_id path);

/* A path of a callee seen from a call: the cell it names there, or 0, and what that holds. */
struct path_view {
    struct space *space;
    const struct flow_state *state;
    const symbol_id *args;
    uint32_t arg_count;
};
cell_id path_cell(const struct path_table *table, const struct path_view *view, path_id path);
symbol_id path_value(const struct path_table *table, const struct path_view *view, path_id path);

void path_table_finish(struct path_table *table);

#endif
