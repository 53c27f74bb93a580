/* From libclang's cursors to the IR of one unit. Each lower_*.c holds one kind of construct; all
 * share this state. Private to the frontend. */
#ifndef FRONTEND_LOWER_H
#define FRONTEND_LOWER_H

#include "frontend/body.h"
#include "frontend/source.h"

/* A local variable has a number of its own until its function is laid; in places it stands as
 * LOWER_LOCAL | number, which lower_unit replaces at the end. */
#define LOWER_LOCAL UINT32_C(0x80000000)

struct lower_local {
    struct ir_var var;
    ir_var_id id; /* its final id, once known */
};

struct lower_record {
    CXType type;
    ir_type_id id;
    bool complete; /* its fields are in the module */
};

struct lowering {
    struct ir_builder *builder;
    struct source source;
    struct body init;    /* of $init */
    struct body *body;   /* the function being lowered */
    struct body *labels; /* whose labels code may name: of a static's value, not $init */
    uint32_t pointer_size;
    uint32_t literals; /* compound literals of file scope so far */

    VEC(struct lower_local) locals;   /* of the whole unit */
    VEC(struct lower_record) records; /* [0] unused */
    VEC(CXCursor) children;           /* a stack: see lower_children */
    VEC(CXCursor) pending;            /* definitions that lowered code refers to */

    /* Declarations and types are told apart by the pointers libclang compares them by. */
    struct map types;      /* CXType -> ir_type_id */
    struct map record_of;  /* ir_type_id -> index in records */
    struct map fields;     /* field declaration -> ir_field_id */
    struct map vars;       /* variable declaration -> ir_var_id or LOWER_LOCAL | number */
    struct map funcs;      /* function declaration -> ir_func_id */
    struct map globals;    /* ir_str -> ir_var_id */
    struct map func_names; /* ir_str -> ir_func_id */
    struct map defined;    /* ir_var_id, ir_func_id << 32: definition was queued or lowered */
    struct map unknown;    /* ir_str -> index in notes: constructs not understood */
    VEC(CXSourceLocation) errors; /* what could not be parsed */
};

/* A run on the stack of children; give it back with lower_children_done. */
struct lower_span {
    uint32_t first, count;
};

/* lower.c */
void lower_unit(CXTranslationUnit tu, struct ir_builder *builder, const char *root,
                const char *directory);
void lower_note(struct lowering *lowering, enum ir_note_kind kind, ir_loc_id loc, ir_str text);
/* Counts a construct that is not understood. */
void lower_unknown(struct lowering *lowering, CXCursor cursor, ir_str what);
ir_str lower_kind_name(struct lowering *lowering, CXCursor cursor);
struct lower_span lower_children(struct lowering *lowering, CXCursor cursor);
void lower_children_done(struct lowering *lowering, struct lower_span span);
CXCursor lower_child(const struct lowering *lowering, struct lower_span span, uint32_t index);
/* The last child, where an operand stands behind the types that are written; may be null. */
CXCursor lower_operand(struct lowering *lowering, CXCursor cursor);
CXCursor lower_strip(struct lowering *lowering, CXCursor cursor); /* parentheses */

/* Lays a finished function into the module. */
void lower_lay(struct lowering *lowering, struct body *body);

/* notes.c: missing headers, parse errors, stand-in headers. */
void lower_notes(struct lowering *lowering);
/* Whether a parse error lies in the cursor's code: libclang leaves such statements out. */
bool lower_has_errors(const struct lowering *lowering, CXCursor cursor);

/* lower_type.c */
ir_type_id lower_type(struct lowering *lowering, CXType type);
ir_type_id lower_type_value(struct lowering *lowering, CXType type); /* arrays are pointers */
ir_type_id lower_type_int(struct lowering *lowering);
ir_type_id lower_type_pointer(struct lowering *lowering, ir_type_id of);
struct ir_type lower_type_of(const struct lowering *lowering, ir_type_id id);
bool lower_type_is_array(const struct lowering *lowering, ir_type_id id);

/* lower_record.c */
void lower_record_complete(struct lowering *lowering, ir_type_id record);
ir_field_id lower_field(struct lowering *lowering, CXCursor field);
/* The place of a field, through the unnamed members it may lie in. */
ir_place_id lower_member(struct lowering *lowering, ir_place_id place, CXCursor field);
ir_place_id lower_field_place(struct lowering *lowering, ir_place_id place, ir_field_id field);

/* lower_decl.c */
ir_func_id lower_func(struct lowering *lowering, CXCursor decl, CXCursor reference);
ir_var_id lower_var(struct lowering *lowering, CXCursor decl);
ir_place_id lower_var_place(struct lowering *lowering, ir_var_id var);
ir_place_id lower_temp(struct lowering *lowering, ir_type_id type);
void lower_declaration(struct lowering *lowering, CXCursor decl); /* inside a function */
void lower_definition(struct lowering *lowering, CXCursor decl);  /* a global or function */

#endif
