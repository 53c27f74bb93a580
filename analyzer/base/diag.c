#include "base/diag.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

static uint32_t counts[DIAG_BROKEN + 1];
static int quiet;

static void put_escaped(struct text *out, const char *bytes)
{
    for (const unsigned char *p = (const unsigned char *)bytes; *p != '\0'; p++) {
        if (*p < 0x20 || *p == 0x7f) {
            text_printf(out, "\\x%02x", *p);
        } else {
            text_put(out, (const char *)p, 1);
        }
    }
}

static const char *level_name(enum diag_level level)
{
    switch (level) {
    case DIAG_NOTE:
        return "note";
    case DIAG_WARNING:
        return "warning";
    case DIAG_ERROR:
    case DIAG_BROKEN:
        break;
    }
    return "error";
}

static void put_place(struct text *out, struct diag_place place)
{
    if (place.file == NULL) {
        return;
    }
    put_escaped(out, place.file);
    if (place.line != 0) {
        text_printf(out, ":%u", place.line);
    }
    if (place.line != 0 && place.column != 0) {
        text_printf(out, ":%u", place.column);
    }
    text_puts(out, ": ");
}

void diag(enum diag_level level, struct diag_place place, const char *format, ...)
{
    counts[level]++;
    if (quiet && level <= DIAG_WARNING) {
        return;
    }
    char message[4096];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);

    struct text out = {0};
    text_printf(&out, "resilint: %s: ", level_name(level));
    put_place(&out, place);
    put_escaped(&out, message);
    text_puts(&out, "\n");
    fputs(text_string(&out), stderr);
    text_finish(&out);
}

uint32_t diag_count(enum diag_level level)
{
    return counts[level];
}

void diag_set_quiet(int on)
{
    quiet = on;
}
