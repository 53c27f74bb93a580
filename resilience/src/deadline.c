#include "resil/deadline.h"
#include <ctype.h>
#include <limits.h>
#include <stdio.h>

static int64_t now_of(const struct resil_clock *clock)
{
    return clock && clock->now ? resil_now(clock) : resil_clock_monotonic(NULL);
}

struct resil_deadline resil_deadline_after(const struct resil_clock *clock, int64_t timeout_ns)
{
    return (struct resil_deadline){resil_time_add(now_of(clock), timeout_ns)};
}

int64_t resil_deadline_remaining(struct resil_deadline deadline, const struct resil_clock *clock)
{
    if (deadline.at_ns == RESIL_NEVER)
        return RESIL_NEVER;
    int64_t now = now_of(clock);
    if (deadline.at_ns <= now)
        return 0;
    return now < 0 && deadline.at_ns > INT64_MAX + now ? INT64_MAX - 1 : deadline.at_ns - now;
}

bool resil_deadline_expired(struct resil_deadline deadline, const struct resil_clock *clock)
{
    return deadline.at_ns != RESIL_NEVER && deadline.at_ns <= now_of(clock);
}

struct resil_deadline resil_deadline_min(struct resil_deadline a, struct resil_deadline b)
{
    return a.at_ns < b.at_ns ? a : b;
}

struct resil_deadline resil_deadline_child(struct resil_deadline parent,
                                           const struct resil_clock *clock, int64_t budget_ns)
{
    return resil_deadline_min(parent, resil_deadline_after(clock, budget_ns));
}

struct resil_deadline resil_deadline_reserve(struct resil_deadline parent, int64_t margin_ns)
{
    if (margin_ns <= 0)
        return parent;
    return (struct resil_deadline){resil_time_add(parent.at_ns, -margin_ns)};
}

struct resil_deadline resil_deadline_share(struct resil_deadline parent,
                                           const struct resil_clock *clock, int parts)
{
    if (parent.at_ns == RESIL_NEVER || parts <= 1)
        return parent;
    return resil_deadline_after(clock, resil_deadline_remaining(parent, clock) / parts);
}

static int64_t ceil_ms(int64_t ns)
{
    return ns / RESIL_MS + (ns % RESIL_MS != 0);
}

int resil_deadline_poll_ms(struct resil_deadline deadline, const struct resil_clock *clock)
{
    if (deadline.at_ns == RESIL_NEVER)
        return -1;
    int64_t ms = ceil_ms(resil_deadline_remaining(deadline, clock));
    return ms > INT_MAX ? INT_MAX : (int)ms;
}

long resil_deadline_limit_ms(struct resil_deadline deadline, const struct resil_clock *clock,
                             long most_ms)
{
    if (most_ms < 1)
        most_ms = 1;
    int64_t ms = ceil_ms(resil_deadline_remaining(deadline, clock));
    if (ms > most_ms)
        return most_ms;
    return ms < 1 ? 1 : (long)ms;
}

static const struct unit {
    char letter;
    int64_t ns;
} units[] = {
    {'n', 1},       {'u', RESIL_US},     {'m', RESIL_MS},
    {'S', RESIL_S}, {'M', 60 * RESIL_S}, {'H', 3600 * RESIL_S},
};
#define UNIT_COUNT (sizeof units / sizeof *units)
#define MOST_VALUE 99999999 /* eight digits */

enum resil_status resil_deadline_format(struct resil_deadline deadline,
                                        const struct resil_clock *clock, char *text, size_t size)
{
    int64_t left = resil_deadline_remaining(deadline, clock);
    if (left == RESIL_NEVER)
        return RESIL_NOT_FOUND;
    if (left == 0)
        return RESIL_DEADLINE;
    size_t i = 0; /* the finest unit whose value has at most eight digits */
    while (i + 1 < UNIT_COUNT && left / units[i].ns > MOST_VALUE)
        i++;
    int written = snprintf(text, size, "%d%c", (int)(left / units[i].ns), units[i].letter);
    return written < 0 || (size_t)written >= size ? RESIL_TRUNCATED : RESIL_OK;
}

enum resil_status resil_deadline_parse(const char *text, const struct resil_clock *clock,
                                       struct resil_deadline *deadline)
{
    int64_t value = 0;
    int digits = 0;
    if (!text)
        return RESIL_FORMAT;
    for (; digits < 8 && isdigit((unsigned char)*text); digits++)
        value = value * 10 + (*text++ - '0');
    if (digits == 0)
        return RESIL_FORMAT;
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (*text != units[i].letter || text[1])
            continue;
        int64_t ns = value > INT64_MAX / units[i].ns ? RESIL_NEVER : value * units[i].ns;
        *deadline = resil_deadline_after(clock, ns);
        return RESIL_OK;
    }
    return RESIL_FORMAT;
}
