/* The one growable array. `VEC(T)` declares the type; a zeroed one is empty. Items move when it
 * grows, so keep indices, not pointers. Iteration order is insertion order. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *items;                                                                                  \
        uint32_t count;                                                                            \
        uint32_t capacity;                                                                         \
    }

/* Makes room for one more item and counts it: the new item's address, uninitialised. */
#define vec_grow(v)                                                                                \
    ((v)->count == (v)->capacity                                                                   \
         ? (void)((v)->items = memory_resize((v)->items, vec_next_capacity(&(v)->capacity),        \
                                             sizeof *(v)->items))                                  \
         : (void)0,                                                                                \
     &(v)->items[(v)->count++])

#define vec_push(v, item) ((void)(*vec_grow(v) = (item)))

/* Appends a zeroed item and gives its address, valid until the next growth. */
#define vec_push_zero(v)                                                                           \
    (vec_grow(v), vec_zero(&(v)->items[(v)->count - 1], sizeof *(v)->items),                       \
     &(v)->items[(v)->count - 1])

#define vec_finish(v) (free((v)->items), (v)->items = NULL, (v)->count = (v)->capacity = 0)

static inline uint32_t vec_next_capacity(uint32_t *capacity)
{
    *capacity = *capacity == 0 ? 8 : *capacity * 2;
    return *capacity;
}

static inline void vec_zero(void *item, size_t size)
{
    memset(item, 0, size);
}

#endif
