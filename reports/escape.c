#include "reports/escape.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

/* Characters that act on a terminal or hide what is written, instead of showing something. */
static bool is_invisible(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0xad ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
           (point >= 0xfff9 && point <= 0xfffb) || (point >= 0xe0000 && point <= 0xe007f);
}

static bool is_combining(uint32_t point)
{
    return (point >= 0x300 && point <= 0x36f) || (point >= 0x1ab0 && point <= 0x1aff) ||
           (point >= 0x20d0 && point <= 0x20ff) || (point >= 0xfe00 && point <= 0xfe0f) ||
           (point >= 0xfe20 && point <= 0xfe2f);
}

static bool is_wide(uint32_t point)
{
    return (point >= 0x1100 && point <= 0x115f) || (point >= 0x2e80 && point <= 0xa4cf) ||
           (point >= 0xac00 && point <= 0xd7a3) || (point >= 0xf900 && point <= 0xfaff) ||
           (point >= 0xfe30 && point <= 0xfe6f) || (point >= 0xff00 && point <= 0xff60) ||
           (point >= 0xffe0 && point <= 0xffe6) || (point >= 0x1f300 && point <= 0x1faff) ||
           (point >= 0x20000 && point <= 0x3fffd);
}

size_t escape_terminal(struct text *out, const char *bytes, size_t length)
{
    size_t width = 0;
    for (size_t i = 0; i < length;) {
        size_t size = utf8_character(bytes + i, length - i);
        size_t before = out->length;
        uint32_t point = size == 0 ? 0 : utf8_code_point(bytes + i, size);
        if (size == 0 || (size == 1 && is_invisible(point))) {
            text_printf(out, "\\x%02x", (unsigned char)bytes[i]);
            width += out->length - before;
        } else if (is_invisible(point)) {
            text_printf(out, "\\u{%x}", point);
            width += out->length - before;
        } else {
            text_put(out, bytes + i, size);
            width += is_combining(point) ? 0 : is_wide(point) ? 2 : 1;
        }
        i += size == 0 ? 1 : size;
    }
    return width;
}

size_t terminal_width(const char *text)
{
    struct text scratch = {0};
    size_t width = escape_terminal(&scratch, text, strlen(text));
    text_finish(&scratch);
    return width;
}

/* Underscores inside a word are plain text, and most names have some. */
static bool is_emphasis(const char *text, const char *at)
{
    return at == text || !isalnum((unsigned char)at[-1]) || !isalnum((unsigned char)at[1]);
}

void escape_markdown(struct text *out, const char *text)
{
    struct text plain = {0};
    escape_terminal(&plain, text, strlen(text));
    const char *start = text_string(&plain);
    for (const char *p = start; *p != '\0'; p++) {
        if (*p == '<') {
            text_puts(out, "&lt;");
        } else if (*p == '&') {
            text_puts(out, "&amp;");
        } else {
            bool acts = strchr("\\`*[]|~$", *p) != NULL || (*p == '_' && is_emphasis(start, p));
            text_puts(out, acts ? "\\" : "");
            text_put(out, p, 1);
        }
    }
    text_finish(&plain);
}

size_t markdown_fence(const char *text, size_t least)
{
    size_t fence = least;
    for (const char *p = text; *p != '\0';) {
        size_t run = strspn(p, "`");
        fence = run >= fence ? run + 1 : fence;
        p += run == 0 ? strcspn(p, "`") : run;
    }
    return fence;
}

static void put_backticks(struct text *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_puts(out, "`");
    }
}

void escape_markdown_code(struct text *out, const char *text, bool in_table)
{
    struct text plain = {0};
    escape_terminal(&plain, text, strlen(text));
    size_t fence = markdown_fence(text_string(&plain), 1);
    const char *pad = fence > 1 || plain.length == 0 ? " " : "";
    put_backticks(out, fence);
    text_puts(out, pad);
    for (const char *p = text_string(&plain); *p != '\0'; p++) {
        text_puts(out, *p == '|' && in_table ? "\\" : ""); /* cells end before code does */
        text_put(out, p, 1);
    }
    text_puts(out, pad);
    put_backticks(out, fence);
    text_finish(&plain);
}

void escape_uri(struct text *out, const char *path)
{
    if (path[0] == '/') {
        text_puts(out, "file://");
    }
    for (const unsigned char *p = (const unsigned char *)path; *p != '\0'; p++) {
        bool plain = *p < 0x80 && (isalnum(*p) || strchr("-._~/+,@", *p) != NULL);
        text_printf(out, plain ? "%c" : "%%%02X", *p);
    }
}
