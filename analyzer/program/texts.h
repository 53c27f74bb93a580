/* Texts that pointers lead to. */
#ifndef PROGRAM_TEXTS_H
#define PROGRAM_TEXTS_H

#include "program/frame.h"

/* The text that the pointer is, or leads to; of one that was printed there, its format. NULL: it is
 * not known. */
const char *text_at(struct frame *frame, const struct flow_state *state, symbol_id pointer);

/* The text or format that was printed where the pointer leads to, or 0. */
symbol_id text_printed(struct frame *frame, const struct flow_state *state, symbol_id pointer);

/* What a caller would have to know for the text to be known: the pointer, or the format that is
 * printed where it leads to. */
symbol_id text_origin(struct frame *frame, const struct flow_state *state, symbol_id pointer);

/* What a text begins with that is printed by the format in an argument: the format, or, where that
 * is one "%s" and more, the argument after it. */
uint32_t text_begins(const struct frame *frame, const symbol_id *args, uint32_t count,
                     uint32_t format);

/* Leaves the format of a call that prints where its text goes. */
void text_print(struct frame *frame, struct flow_state *state, const struct model_function *model,
                const symbol_id *args, uint32_t count);

#endif
