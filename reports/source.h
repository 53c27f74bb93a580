/* Lines of the analysed sources, for quoting; read once, at first use. */
#ifndef REPORTS_SOURCE_H
#define REPORTS_SOURCE_H

#include "base/strtab.h"

struct source_file {
    const char *text;   /* NULL: not readable */
    VEC(size_t) starts; /* offset of each line, and one past the last */
};

struct sources {
    struct arena arena;
    const char *root;
    struct strtab names;
    VEC(struct source_file) files; /* by id of the name */
};

/* Bytes of one line without its end; `text` is NULL when there is no such line. */
struct source_line {
    const char *text;
    size_t length;
};

/* Bytes of a line that a report underlines: start <= offset < end. Empty when start == end. */
struct source_mark {
    size_t start;
    size_t end;
};

void sources_init(struct sources *sources, const char *root);
struct source_line sources_line(struct sources *sources, const char *file, uint32_t line);
void sources_finish(struct sources *sources);

/* The call or statement head that begins at a 1-based byte column: a name with its arguments as
 * far as they stand on the line. Column 0 marks nothing. */
struct source_mark source_mark(struct source_line line, uint32_t column);

/* 1-based column in UTF-16 units of a byte offset; ill-formed bytes count as one. */
uint32_t source_utf16_column(struct source_line line, size_t offset);

#endif
