/* What is so of values all over the program: of results, of what is written for callers, of fields.
 */
#ifndef FACTS_TRAITS_H
#define FACTS_TRAITS_H

#include "facts/definitions.h"

/* Room for all functions and fields, and what the code says of fields wherever it stands. */
void traits_init(struct program_traits *traits, const struct program *program,
                 const struct model_set *models, struct arena *arena);

/* Adds what a solved function returns and writes. */
void traits_of_frame(struct program_traits *traits, struct frame *frame,
                     const struct definitions *definitions);

#endif
