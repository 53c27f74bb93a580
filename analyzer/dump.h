/* Artefacts of the pipeline as text, for --dump and dump-ir. */
#ifndef DUMP_H
#define DUMP_H

#include "base/text.h"
#include "extract.h"
#include "facts/fact.h"

void dump_units(const struct unit_list *units, const char *root, struct text *out);
void dump_chosen(const struct extraction *extraction, const struct unit_list *units,
                 const char *root, struct text *out);
void dump_modules(const struct extraction *extraction, struct text *out);
void dump_program(const struct program *program, struct text *out);

#endif
