/* What could not be seen: said to the user while it happens to be known, and collected as
 * sentences for the report, so that nobody takes silence for absence. */
#ifndef GAPS_H
#define GAPS_H

#include "base/vec.h"
#include "facts/facts.h"
#include "ir/ir.h"

struct gaps {
    struct arena arena;
    VEC(const char *) sentences; /* phrases, without a full stop */
};

/* From the notes of all modules. A missing header is said once for the whole run. */
void gaps_of_modules(struct gaps *gaps, const struct ir_module *modules, uint32_t count);

void gaps_of_facts(struct gaps *gaps, const struct facts_statistics *statistics);

void gaps_finish(struct gaps *gaps);

#endif
