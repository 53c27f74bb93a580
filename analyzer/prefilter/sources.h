/* The scanned files of a program and which of them make up a unit's text. */
#ifndef PREFILTER_SOURCES_H
#define PREFILTER_SOURCES_H

#include "base/vec.h"
#include "compdb/unit.h"
#include "prefilter/scan.h"

struct source {
    const char *path;
    struct scan scan;
    bool is_header; /* its definitions count for every file, its other names for none */
    bool readable;
    VEC(uint32_t) parts; /* included sources that are no headers: they belong to its text */
};

struct source_set {
    struct arena arena;
    struct names names;
    VEC(struct source) sources;
    VEC(uint32_t) of_unit; /* unit -> source */
    uint64_t bytes;
};

/* Scans every unit's file and, transitively, what it includes of the project. */
void source_set_read(struct source_set *set, const struct unit *units, uint32_t count,
                     const char *root);

void source_set_finish(struct source_set *set);

#endif
