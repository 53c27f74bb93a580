/* One pass over the bytes of a C file: which identifiers it names, and inside which definition.
 * No preprocessing: both sides of every #if count. Comments, strings and the names of members
 * after a dot or an arrow do not. */
#ifndef PREFILTER_SCAN_H
#define PREFILTER_SCAN_H

#include "base/map.h"

#include <stdbool.h>

typedef uint32_t name_id;

/* Identifiers of all files as dense ids from 0, so that sets of them are bit sets. Two spellings
 * with one 64-bit hash would be taken for the same; that costs at most a needless analysis. */
struct names {
    struct map by_hash;
    VEC(uint32_t) seen; /* by name: the stamp under which it was last met */
    uint32_t stamp;     /* one for each stretch of text in which a name is listed once */
};

/* False when no scanned file has that identifier. */
bool names_find(const struct names *names, const char *text, name_id *name);
void names_finish(struct names *names);

/* A macro, function or initialised variable and the identifiers in it. */
struct scan_definition {
    name_id name;
    uint32_t first; /* into scan.mentions */
    uint32_t count;
    bool is_macro;
};

struct scan_include {
    const char *text; /* in the scanned bytes, not terminated */
    size_t length;
    bool quoted;
};

struct scan {
    VEC(name_id) mentions;
    VEC(struct scan_definition) definitions;
    VEC(struct scan_include) includes;
};

/* Scans `length` bytes that are followed by a NUL. */
void scan_bytes(struct scan *scan, struct names *names, const char *bytes, size_t length);

void scan_finish(struct scan *scan);

#endif
