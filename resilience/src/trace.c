#include "resil/trace.h"
#include <inttypes.h>
#include <stdio.h>

static uint64_t draw_not_zero(const struct resil_random *random)
{
    uint64_t bits;
    do
        bits = random->next(random->ctx);
    while (bits == 0);
    return bits;
}

struct resil_trace resil_trace_start(const struct resil_random *random, bool sampled)
{
    return (struct resil_trace){.id_high = draw_not_zero(random),
                                .id_low = draw_not_zero(random),
                                .parent = draw_not_zero(random),
                                .flags = sampled};
}

struct resil_trace resil_trace_child(const struct resil_trace *trace,
                                     const struct resil_random *random)
{
    struct resil_trace child = *trace;
    child.parent = draw_not_zero(random);
    return child;
}

void resil_trace_format(const struct resil_trace *t, char text[RESIL_TRACE_TEXT])
{
    snprintf(text, RESIL_TRACE_TEXT, "00-%016" PRIx64 "%016" PRIx64 "-%016" PRIx64 "-%02x",
             t->id_high, t->id_low, t->parent, (unsigned)t->flags);
}

/* Reads `digits` lower-case hex digits; false at any other character. */
static bool read_hex(const char **at, int digits, uint64_t *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++, ++*at) {
        char c = **at;
        if (c >= '0' && c <= '9')
            *value = *value << 4 | (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *value = *value << 4 | (uint64_t)(c - 'a' + 10);
        else
            return false;
    }
    return true;
}

static bool read_dash(const char **at)
{
    return *(*at)++ == '-';
}

enum resil_status resil_trace_parse(const char *text, struct resil_trace *trace)
{
    uint64_t version, flags;
    struct resil_trace t;
    if (!text || !read_hex(&text, 2, &version) || version == 0xff || !read_dash(&text) ||
        !read_hex(&text, 16, &t.id_high) || !read_hex(&text, 16, &t.id_low) || !read_dash(&text) ||
        !read_hex(&text, 16, &t.parent) || !read_dash(&text) || !read_hex(&text, 2, &flags))
        return RESIL_FORMAT;
    /* Later versions may go on, but only behind a dash. */
    if (*text && (version == 0 || *text != '-'))
        return RESIL_FORMAT;
    if ((t.id_high == 0 && t.id_low == 0) || t.parent == 0)
        return RESIL_FORMAT;
    t.flags = (uint8_t)flags;
    *trace = t;
    return RESIL_OK;
}
