/* Units to linked modules: which units matter, the frontend over them, the program; in rounds,
 * because each round shows which other units it depends on. */
#ifndef EXTRACT_H
#define EXTRACT_H

#include "compdb/unit.h"
#include "knowledge.h"
#include "options.h"
#include "prefilter/prefilter.h"
#include "program/program.h"

struct extraction {
    struct arena arena;
    VEC(struct ir_module) modules; /* in the order of rounds, then of units */
    struct program program;        /* links the modules; they must not move any more */
    struct unit_choice chosen;     /* units read, in that order */
    uint32_t rounds;
    uint32_t failed;
    struct bitset failed_units;
    struct prefilter_statistics scanned;
    double slowest_seconds;
    const char *slowest_path; /* shown path, or NULL */
};

/* Reads the units that matter and says of each that failed why. */
void extraction_run(struct extraction *extraction, const struct unit_list *units,
                    const struct knowledge *knowledge, const struct options *options);

/* Reads all units and links nothing. */
void extraction_run_all(struct extraction *extraction, const struct unit_list *units,
                        const struct knowledge *knowledge, const struct options *options);

void extraction_finish(struct extraction *extraction);

#endif
