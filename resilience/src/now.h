/* now.h -- reads a clock, the coarse one without a call through a pointer: that call would cost
 * more than the clock. For hot paths. Private. */
#ifndef RESIL_QUICK_NOW_H
#define RESIL_QUICK_NOW_H

#include <time.h>
#include "resil/clock.h"

#ifdef __GNUC__
#define NOINLINE __attribute__((noinline))
#else
#define NOINLINE
#endif

static inline int64_t quick_now(const struct resil_clock *clock)
{
#ifdef CLOCK_MONOTONIC_COARSE
    if (clock->now == resil_clock_coarse) {
        struct timespec t; /* an error is what it is in clock.c */
        return clock_gettime(CLOCK_MONOTONIC_COARSE, &t) ? 0
                                                         : (int64_t)t.tv_sec * RESIL_S + t.tv_nsec;
    }
#endif
    return resil_now(clock);
}

#endif
