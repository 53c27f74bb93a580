#include "text.h"
#include <stdarg.h>
#include <stdio.h>

struct resil_text resil_text_in(char *data, size_t size)
{
    if (size)
        *data = '\0';
    return (struct resil_text){.data = data, .size = size, .full = size == 0};
}

void resil_text_add(struct resil_text *text, const char *format, ...)
{
    if (text->full)
        return;
    va_list list;
    va_start(list, format);
    int length = vsnprintf(text->data + text->used, text->size - text->used, format, list);
    va_end(list);
    text->full = length < 0 || (size_t)length >= text->size - text->used;
    if (!text->full)
        text->used += (size_t)length;
}

void resil_text_add_escaped(struct resil_text *text, const char *value)
{
    for (const char *c = value; *c && !text->full; c++) {
        if (*c == '\n')
            resil_text_add(text, "\\n");
        else if (*c == '"' || *c == '\\')
            resil_text_add(text, "\\%c", *c);
        else
            resil_text_add(text, "%c", (unsigned char)*c < ' ' ? ' ' : *c);
    }
}
