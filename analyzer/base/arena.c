#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    struct arena_chunk *older;
    size_t capacity;
    alignas(max_align_t) unsigned char bytes[];
};

static const size_t chunk_size = 64 * 1024;

static void out_of_memory(void)
{
    fputs("resilint: out of memory\n", stderr);
    exit(3);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        out_of_memory();
    }
    void *fresh = realloc(old, count * size + (count * size == 0));
    if (fresh == NULL) {
        out_of_memory();
    }
    return fresh;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - sizeof(struct arena_chunk) - align) {
        out_of_memory();
    }
    size_t need = (size + align - 1) / align * align;
    if (arena->chunk == NULL || arena->chunk->capacity - arena->used < need) {
        size_t capacity = need > chunk_size ? need : chunk_size;
        struct arena_chunk *chunk = calloc(1, sizeof *chunk + capacity);
        if (chunk == NULL) {
            out_of_memory();
        }
        chunk->older = arena->chunk;
        chunk->capacity = capacity;
        arena->chunk = chunk;
        arena->used = 0;
    }
    void *result = arena->chunk->bytes + arena->used;
    arena->used += need;
    return result;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_alloc(arena, size);
    vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void arena_adopt(struct arena *arena, struct arena *from)
{
    struct arena_chunk **oldest = &arena->chunk;
    while (*oldest != NULL) {
        oldest = &(*oldest)->older;
    }
    *oldest = from->chunk;
    if (oldest == &arena->chunk) {
        arena->used = from->used;
    }
    *from = (struct arena){0};
}

void arena_finish(struct arena *arena)
{
    while (arena->chunk != NULL) {
        struct arena_chunk *older = arena->chunk->older;
        free(arena->chunk);
        arena->chunk = older;
    }
    arena->used = 0;
}
