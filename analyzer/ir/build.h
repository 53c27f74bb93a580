/* Makes a module: the lowering and the text parser add entries, ir_build_finish lays them out.
 * Locations, types, places and expressions that are equal get one id where that is cheap. */
#ifndef IR_BUILD_H
#define IR_BUILD_H

#include "base/strtab.h"
#include "ir/ir.h"

struct ir_builder {
    struct strtab strings; /* its ids become ir_str as they are */
    ir_str unit_path;
#define IR_SECTION(type, name) VEC(struct type) name;
#define IR_SECTION_U32(name)   VEC(uint32_t) name;
#include "ir/sections.def"
    struct map interned; /* hash of an entry to its id, for types, locs, exprs and places */
};

void ir_build_init(struct ir_builder *builder);

ir_str ir_build_text(struct ir_builder *builder, const char *text, size_t length);
/* An empty location is 0. */
ir_loc_id ir_build_loc(struct ir_builder *builder, struct ir_loc loc);
/* The unknown type is 0. A record or enumeration is always a new type, to be completed in place;
 * whoever adds it remembers which it was. */
ir_type_id ir_build_type(struct ir_builder *builder, struct ir_type type);

/* Expressions; equal ones share an id, except opaque ones. */
ir_expr_id ir_build_expr(struct ir_builder *builder, struct ir_expr expr);
ir_expr_id ir_build_int(struct ir_builder *builder, ir_type_id type, int64_t value, ir_str name);
ir_expr_id ir_build_load(struct ir_builder *builder, ir_place_id place);
ir_expr_id ir_build_unary(struct ir_builder *builder, enum ir_expr_op op, ir_type_id type,
                          ir_expr_id a);
ir_expr_id ir_build_binary(struct ir_builder *builder, enum ir_expr_op op, ir_type_id type,
                           ir_expr_id a, ir_expr_id b);
ir_expr_id ir_build_opaque(struct ir_builder *builder, ir_type_id type, const ir_expr_id *operands,
                           uint32_t count);

/* Places; `elems` are copied. */
ir_place_id ir_build_place(struct ir_builder *builder, enum ir_base_kind kind, uint32_t base,
                           const struct ir_elem *elems, uint32_t count, ir_type_id type);
/* The place with one more element. */
ir_place_id ir_build_place_elem(struct ir_builder *builder, ir_place_id place, struct ir_elem elem,
                                ir_type_id type);

/* A run of expression ids in the lists section; returns its start. */
uint32_t ir_build_list(struct ir_builder *builder, const uint32_t *items, uint32_t count);

/* Lays the module out in one block that the module owns, and empties the builder. The contiguity
 * rules of ir_func and ir_block are the caller's duty; ir_verify checks them. */
void ir_build_finish(struct ir_builder *builder, struct ir_module *module);

/* Drops what was added. */
void ir_build_abandon(struct ir_builder *builder);

#endif
