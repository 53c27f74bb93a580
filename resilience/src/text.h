/* text.h -- appends to a buffer of fixed size. Private. */
#ifndef RESIL_TEXT_H
#define RESIL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct resil_text {
    char *data;
    size_t size, used;
    bool full;
};

struct resil_text resil_text_in(char *data, size_t size);
void resil_text_add(struct resil_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* With " and \ and newline escaped by a backslash; other control characters become spaces. */
void resil_text_add_escaped(struct resil_text *text, const char *value);

#endif
