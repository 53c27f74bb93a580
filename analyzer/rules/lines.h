/* A source file by lines, as the text reports and suppressions see it. */
#ifndef RULES_LINES_H
#define RULES_LINES_H

#include "base/vec.h"

#include <stdbool.h>

struct source_lines {
    const char *file;  /* as facts name it */
    const char *bytes; /* in the arena given to source_lines_read */
    size_t length;
    VEC(size_t) starts; /* of the lines */
};

/* False when the file cannot be read; the source is then empty. `file` is below `root`. */
bool source_lines_read(struct source_lines *source, struct arena *arena, const char *root,
                       const char *file);

/* The 1-based line without its end; "" and 0 beyond the last. Not NUL-terminated. */
const char *source_lines_get(const struct source_lines *source, uint32_t line, size_t *length);

/* The 1-based line and column of an offset. */
void source_lines_place(const struct source_lines *source, size_t offset, uint32_t *line,
                        uint32_t *column);

void source_lines_finish(struct source_lines *source);

#endif
