/* A source file by lines, as the text reports and suppressions see it. */
#ifndef RULES_SOURCE_H
#define RULES_SOURCE_H

#include "base/vec.h"

#include <stdbool.h>

struct source {
    const char *file;  /* as facts name it */
    const char *bytes; /* in the arena given to source_read */
    size_t length;
    VEC(size_t) starts; /* of the lines */
};

/* False when the file cannot be read; the source is then empty. `file` is below `root`. */
bool source_read(struct source *source, struct arena *arena, const char *root, const char *file);

/* The 1-based line without its end; "" and 0 beyond the last. Not NUL-terminated. */
const char *source_line(const struct source *source, uint32_t line, size_t *length);

/* The 1-based line and column of an offset. */
void source_place(const struct source *source, size_t offset, uint32_t *line, uint32_t *column);

void source_finish(struct source *source);

#endif
