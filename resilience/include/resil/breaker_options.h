/* breaker_options.h -- when a breaker opens, for how long, and how it tries again; breaker.h says
 * what each of these is for. Included by breaker.h. */
#ifndef RESIL_BREAKER_OPTIONS_H
#define RESIL_BREAKER_OPTIONS_H

#include <stdint.h>
#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/random.h"

#define RESIL_BREAKER_PROBES 32 /* at most, at a time */

struct resil_breaker_options {
    int window_calls;         /* 100; calls in the window, [1, 65536]; 0: window_ns counts */
    int64_t window_ns;        /* 0; [16 ms, 1 h] when window_calls is 0, else 0 */
    int min_calls;            /* 20; >= 1, <= window_calls */
    double failure_rate;      /* 0.5; (0, 1] */
    double slow_rate;         /* 1.0; (0, 1] */
    int64_t slow_call_ns;     /* 0: no call is slow; >= 0 */
    int consecutive;          /* 0: off; >= 0 */
    int64_t open_ns;          /* 5 s; > 0 */
    int64_t open_max_ns;      /* 60 s; >= open_ns, < RESIL_NEVER / 4 */
    double open_jitter;       /* 0.2; [0, 1) */
    int probes;               /* 2; [1, RESIL_BREAKER_PROBES] */
    int probe_calls;          /* 4; >= 1 */
    int64_t probe_lease_ns;   /* 30 s; > 0 */
    unsigned failures;        /* RESIL_FAILURES: bits of the outcomes that count as failed */
    struct resil_clock clock; /* all-zero: coarse monotonic */
    struct resil_random random;
};

#define RESIL_BREAKER_OPTIONS_DEFAULT                                                              \
    ((struct resil_breaker_options){.window_calls = 100,                                           \
                                    .min_calls = 20,                                               \
                                    .failure_rate = 0.5,                                           \
                                    .slow_rate = 1.0,                                              \
                                    .open_ns = 5 * RESIL_S,                                        \
                                    .open_max_ns = 60 * RESIL_S,                                   \
                                    .open_jitter = 0.2,                                            \
                                    .probes = 2,                                                   \
                                    .probe_calls = 4,                                              \
                                    .probe_lease_ns = 30 * RESIL_S,                                \
                                    .failures = RESIL_FAILURES})

#endif
