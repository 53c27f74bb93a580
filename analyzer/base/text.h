/* The one text buffer: grows, always NUL-terminated once anything was put. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>

struct text {
    char *bytes; /* NULL while empty; use text_string */
    size_t length;
    size_t capacity;
};

void text_put(struct text *text, const char *bytes, size_t length);
void text_puts(struct text *text, const char *string);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Never NULL; valid until the next change. */
const char *text_string(const struct text *text);

/* Empties it and keeps the memory. */
void text_clear(struct text *text);
void text_finish(struct text *text);

#endif
