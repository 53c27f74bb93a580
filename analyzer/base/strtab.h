/* Interned strings: equal texts have equal ids, 0 is the empty text. Texts live as long as the
 * table. Not thread-safe. */
#ifndef BASE_STRTAB_H
#define BASE_STRTAB_H

#include "base/map.h"

typedef uint32_t str_id;

struct strtab_entry {
    const char *text; /* NUL-terminated */
    uint32_t length;
    uint32_t next; /* the next entry with the same hash, 0 = none */
};

struct strtab {
    struct arena arena;
    VEC(struct strtab_entry) entries; /* [0] is the empty text once anything was interned */
    struct map by_hash;
};

str_id strtab_add(struct strtab *table, const char *text, size_t length);
str_id strtab_add_text(struct strtab *table, const char *text);

/* The id of a text already there, or 0. */
str_id strtab_find(const struct strtab *table, const char *text);

/* Never NULL: "" for 0 and for ids out of range. */
const char *strtab_text(const struct strtab *table, str_id id);

void strtab_finish(struct strtab *table);

#endif
