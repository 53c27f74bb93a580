/*
 * clock.h -- monotonic time, injectable.
 *
 * All times are int64_t nanoseconds (fields and parameters end in _ns): instants on a monotonic
 * clock with unknown origin, and durations. No decision of the library ever reads the wall clock.
 *
 * Every options struct has a `struct resil_clock clock`; all-zero means the default of that
 * module: RESIL_CLOCK_COARSE where a tick of a few milliseconds is good enough and the call path
 * hot (breaker, budget, throttle, most buckets), RESIL_CLOCK_MONOTONIC elsewhere. The struct is copied; ctx
 * must live as long as the object that uses it. Both functions must be callable from any thread.
 *
 * Instants of the two system clocks may be compared: they have the same origin, the coarse one
 * lags by at most one tick.
 */
#ifndef RESIL_CLOCK_H
#define RESIL_CLOCK_H

#include <stdatomic.h>
#include <stdint.h>

#define RESIL_US    INT64_C(1000)
#define RESIL_MS    INT64_C(1000000)
#define RESIL_S     INT64_C(1000000000)
#define RESIL_NEVER INT64_MAX /* an instant that is never reached, a duration without end */

struct resil_clock {
    int64_t (*now)(void *ctx);                     /* NULL: the module's default clock */
    void (*sleep_until)(void *ctx, int64_t at_ns); /* NULL: clock_nanosleep, CLOCK_MONOTONIC */
    void *ctx;
};

int64_t resil_clock_monotonic(void *unused); /* CLOCK_MONOTONIC */
int64_t resil_clock_coarse(void *unused);    /* CLOCK_MONOTONIC_COARSE where the system has it */

#define RESIL_CLOCK_MONOTONIC ((struct resil_clock){.now = resil_clock_monotonic})
#define RESIL_CLOCK_COARSE    ((struct resil_clock){.now = resil_clock_coarse})

/* The clock itself, or `fallback` if it is all-zero: used by init functions. */
struct resil_clock resil_clock_or(struct resil_clock clock, struct resil_clock fallback);

/* `clock->now` must be set. */
static inline int64_t resil_now(const struct resil_clock *clock)
{
    return clock->now(clock->ctx);
}

/* Sleeps until `at_ns` on this clock; returns at once if that has passed. Signals do not end it. */
void resil_sleep_until(const struct resil_clock *clock, int64_t at_ns);

/* a + b that stops at RESIL_NEVER and INT64_MIN instead of overflowing. RESIL_NEVER stays so. */
int64_t resil_time_add(int64_t a_ns, int64_t b_ns);

/* A clock that stands still until told: for tests and simulations. Any thread may use it. */
struct resil_manual_clock {
    _Atomic int64_t now_ns;
};

/* A clock that reads `manual`; sleeping advances it. `manual` must outlive every user. */
struct resil_clock resil_manual_clock(struct resil_manual_clock *manual);
void resil_manual_advance(struct resil_manual_clock *manual, int64_t by_ns);

#endif
