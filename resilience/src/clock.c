#include "resil/clock.h"
#include <errno.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec t;
    if (clock_gettime(id, &t))
        return 0; /* only for an id the system does not know, and both ids are checked below */
    return (int64_t)t.tv_sec * RESIL_S + t.tv_nsec;
}

int64_t resil_clock_monotonic(void *unused)
{
    (void)unused;
    return read_clock(CLOCK_MONOTONIC);
}

int64_t resil_clock_coarse(void *unused)
{
    (void)unused;
#ifdef CLOCK_MONOTONIC_COARSE
    return read_clock(CLOCK_MONOTONIC_COARSE);
#else
    return read_clock(CLOCK_MONOTONIC);
#endif
}

struct resil_clock resil_clock_or(struct resil_clock clock, struct resil_clock fallback)
{
    return clock.now ? clock : fallback;
}

void resil_sleep_until(const struct resil_clock *clock, int64_t at_ns)
{
    if (clock->sleep_until) {
        clock->sleep_until(clock->ctx, at_ns);
        return;
    }
    if (at_ns <= 0)
        return;
    struct timespec t = {.tv_sec = (time_t)(at_ns / RESIL_S), .tv_nsec = (long)(at_ns % RESIL_S)};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR)
        continue;
}

int64_t resil_time_add(int64_t a_ns, int64_t b_ns)
{
    if (a_ns == RESIL_NEVER || b_ns == RESIL_NEVER)
        return RESIL_NEVER;
    if (b_ns > 0 && a_ns > INT64_MAX - b_ns)
        return RESIL_NEVER;
    if (b_ns < 0 && a_ns < INT64_MIN - b_ns)
        return INT64_MIN;
    return a_ns + b_ns;
}

static int64_t manual_now(void *ctx)
{
    struct resil_manual_clock *manual = ctx;
    return atomic_load_explicit(&manual->now_ns, memory_order_acquire);
}

/* Time never runs backwards, even when several threads sleep until different instants. */
static void manual_sleep(void *ctx, int64_t at_ns)
{
    struct resil_manual_clock *manual = ctx;
    int64_t now = atomic_load(&manual->now_ns);
    while (now < at_ns && !atomic_compare_exchange_weak(&manual->now_ns, &now, at_ns))
        continue;
}

struct resil_clock resil_manual_clock(struct resil_manual_clock *manual)
{
    return (struct resil_clock){.now = manual_now, .sleep_until = manual_sleep, .ctx = manual};
}

void resil_manual_advance(struct resil_manual_clock *manual, int64_t by_ns)
{
    atomic_fetch_add(&manual->now_ns, by_ns);
}
