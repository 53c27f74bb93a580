/* Which units can matter at all, told from identifiers alone, before anything is parsed. A unit
 * matters when it names a function that reaches the network, or a macro or inline function of a
 * project header that does. More names come to light as units are analysed, so the caller asks in
 * rounds; a unit is given out once. */
#ifndef PREFILTER_PREFILTER_H
#define PREFILTER_PREFILTER_H

#include "base/bitset.h"
#include "compdb/unit.h"

struct prefilter;

/* Reads every unit's file and the project's headers it includes, directly or not: those below
 * `root` or below a folder that holds all units. The units must outlive the prefilter. */
struct prefilter *prefilter_create(const struct unit *units, uint32_t count, const char *root);

/* Adds to `chosen` (indices of units, ascending) the units not given out before that mention one
 * of the names; units that cannot be read are always among the first ones, so that somebody says
 * so. */
struct unit_choice {
    VEC(uint32_t) units;
};

void prefilter_mentioning(struct prefilter *prefilter, const char *const *names, uint32_t count,
                          struct unit_choice *chosen);

/* What makes a definition worth reading. */
struct prefilter_concern {
    const char *const *reached; /* names to which it leads, through calls by name */
    uint32_t reached_count;
    const char *const *mentioned; /* names that it mentions itself */
    uint32_t mentioned_count;
};

/* The same for units that define one of `names` (functions that analysed code calls) in a way that
 * is of concern. */
void prefilter_defining(struct prefilter *prefilter, const char *const *names, uint32_t count,
                        const struct prefilter_concern *concern, struct unit_choice *chosen);

/* Whether a unit that was not given out defines a function of that name. Once this is asked no more
 * units are given out. */
bool prefilter_skips(struct prefilter *prefilter, const char *name);

struct prefilter_statistics {
    uint32_t files; /* scanned: sources and project headers */
    uint64_t bytes;
};

struct prefilter_statistics prefilter_statistics(const struct prefilter *prefilter);

void prefilter_destroy(struct prefilter *prefilter); /* accepts NULL */

#endif
