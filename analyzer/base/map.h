/* The one hash map: 64-bit keys to 32-bit values, open addressing. Wider keys are interned or
 * hashed by the caller (see strtab). Iteration goes over `entries` in insertion order. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/vec.h"

#include <stdbool.h>

struct map_entry {
    uint64_t key;
    uint32_t value;
};

struct map {
    VEC(struct map_entry) entries; /* in insertion order */
    uint32_t *slots;               /* entry number + 1, 0 = empty; length is a power of two */
    uint32_t slot_count;
};

/* The value's address, or NULL when the key is absent; valid until the next map_put. */
uint32_t *map_get(const struct map *map, uint64_t key);

/* The value's address; a new key gets `initial`. Valid until the next map_put. */
uint32_t *map_put(struct map *map, uint64_t key, uint32_t initial);

void map_clear(struct map *map);
void map_finish(struct map *map);

/* Puts two 32-bit ids into a key. */
static inline uint64_t map_pair(uint32_t high, uint32_t low)
{
    return (uint64_t)high << 32 | low;
}

/* Makes a key of two 64-bit numbers: hashed, so that equal keys do not prove equal numbers. */
uint64_t map_hash(uint64_t a, uint64_t b);

#endif
