/* Memory by lifetime: everything allocated from an arena is released at once.
 * The program keeps three lifetimes: run, unit and function. Out of memory ends the process. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk; /* newest chunk, linked to the older ones */
    size_t used;               /* bytes handed out of the newest chunk */
};

/* Zeroed memory aligned for any type; valid until arena_finish. Never NULL, also for size 0. */
void *arena_alloc(struct arena *arena, size_t size);

/* A NUL-terminated copy of `length` bytes of `text`. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* A NUL-terminated copy of a printf-style text. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes over all that `from` holds, which is empty from then on. */
void arena_adopt(struct arena *arena, struct arena *from);

/* Releases everything; the arena may be used again. A zeroed struct is an empty arena. */
void arena_finish(struct arena *arena);

/* Checked heap allocation for containers: never NULL, ends the process when memory is out. */
void *memory_resize(void *old, size_t count, size_t size);

#endif
