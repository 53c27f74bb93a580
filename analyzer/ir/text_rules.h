/* What printing and parsing agree on, so that the text can leave out what follows from the rest.
 * Private to the text form. */
#ifndef IR_TEXT_RULES_H
#define IR_TEXT_RULES_H

#include "ir/ir.h"

/* The bytes of a pointer where the text does not say. */
#define IR_TEXT_POINTER_SIZE 8u

/* A type that has a word of its own, such as `int`. */
struct ir_text_type {
    const char *word;
    struct ir_type type;
};

/* Ends with a NULL word. */
extern const struct ir_text_type ir_text_types[];

/* By enum ir_expr_op, ir_loop_kind, ir_note_kind. */
extern const char *const ir_text_exprs[];
extern const char *const ir_text_loops[];
extern const char *const ir_text_notes[];
#define IR_TEXT_LOOP_COUNT 4u
#define IR_TEXT_NOTE_COUNT 5u

/* The blocks that a loop statement names, in the order of the text. */
#define IR_TEXT_LOOP_PARTS(PART) PART(head) PART(body) PART(latch) PART(exit)

/* The size of a type where the text does not say. */
uint32_t ir_text_type_size(const struct ir_module *module, const struct ir_type *type);

/* The type that a place has after its first `elem_count` elements, as far as it follows from
 * them; 0 if not. */
ir_type_id ir_text_place_type(const struct ir_module *module, const struct ir_place *place,
                              uint32_t elem_count);

/* The type of an expression where the text does not say: the id of one that is there, or one to be
 * made, in `made` (then the id is 0 and made->kind is not IR_TYPE_NONE). */
ir_type_id ir_text_expr_type(const struct ir_module *module, const struct ir_expr *expr,
                             struct ir_type *made);

/* Whether a type is the usual one of a string: char *. */
bool ir_text_is_string(const struct ir_module *module, ir_type_id type);

/* The field that `name` means in a record type, or 0. */
ir_field_id ir_text_field(const struct ir_module *module, ir_type_id record, ir_str name);

#endif
