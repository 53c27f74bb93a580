/* The one bit set: fixed size, given at init. */
#ifndef BASE_BITSET_H
#define BASE_BITSET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct bitset {
    uint64_t *words;
    uint32_t word_count;
};

static inline void bitset_init(struct bitset *set, struct arena *arena, uint32_t bits)
{
    set->word_count = bits / 64 + 1;
    set->words = arena_alloc(arena, set->word_count * sizeof *set->words);
}

static inline bool bitset_has(const struct bitset *set, uint32_t bit)
{
    return (set->words[bit / 64] >> (bit % 64) & 1) != 0;
}

static inline void bitset_add(struct bitset *set, uint32_t bit)
{
    set->words[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static inline void bitset_remove(struct bitset *set, uint32_t bit)
{
    set->words[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
}

/* Adds every bit there is room for. */
static inline void bitset_fill(struct bitset *set)
{
    memset(set->words, 0xff, set->word_count * sizeof *set->words);
}

#endif
