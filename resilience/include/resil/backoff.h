/*
 * backoff.h -- how long to wait before the next try; it computes and never sleeps.
 *
 * n counts the retries from 0; E(n) = min(cap, base * 2^n), exact, no overflow for any n; u is
 * uniform in [0, 1):
 *   NONE          E(n); clients that fail together come back together: for tests only
 *   FULL          u * E(n)                                  (AWS Architecture Blog, 2015)
 *   EQUAL         E(n)/2 + u * E(n)/2                        (same)
 *   DECORRELATED  base + u * (min(cap, 3 * previous) - base) (same; the cap is applied to the
 *                 range, not to the draw, or most clients at the cap would wait exactly the cap)
 *   SMOOTH        (f(n + u) - f(n - 1 + u')) / 1.4 * base with f(t) = 2^t * tanh(sqrt(4t)) and u'
 *                 the draw before (G. Polevoy, Polly issue 530, "decorrelated V2"): medians
 *                 double, few waits near zero. What exceeds the cap is spread over [3/4 cap, cap].
 * Results lie in [0, cap]; EQUAL >= base/2, DECORRELATED >= base.
 *
 * One backoff per operation, one thread at a time.
 */
#ifndef RESIL_BACKOFF_H
#define RESIL_BACKOFF_H

#include <stdint.h>
#include "resil/clock.h"
#include "resil/random.h"
#include "resil/status.h"

enum resil_jitter {
    RESIL_JITTER_NONE,
    RESIL_JITTER_FULL,
    RESIL_JITTER_EQUAL,
    RESIL_JITTER_DECORRELATED,
    RESIL_JITTER_SMOOTH
};

struct resil_backoff_options {
    int64_t base_ns;            /* 50 ms; > 0 */
    int64_t cap_ns;             /* 20 s; >= base_ns, < RESIL_NEVER */
    enum resil_jitter jitter;   /* FULL */
    struct resil_random random; /* all-zero: own, seeded by the operating system */
};

#define RESIL_BACKOFF_OPTIONS_DEFAULT                                                              \
    ((struct resil_backoff_options){                                                               \
        .base_ns = 50 * RESIL_MS, .cap_ns = 20 * RESIL_S, .jitter = RESIL_JITTER_FULL})

struct resil_backoff {
    struct resil_backoff_options options; /* private from here */
    struct resil_splitmix own;
    int64_t previous_ns;
    double smooth;
    uint32_t retries;
};

/* options NULL: the defaults. Refuses base_ns, cap_ns, jitter. */
enum resil_status resil_backoff_init(struct resil_backoff *backoff,
                                     const struct resil_backoff_options *options, const char **bad);

/* The next wait in [0, cap_ns]. After 2^32 - 1 calls n stays there. */
int64_t resil_backoff_next(struct resil_backoff *backoff);

/* As if newly made, same options and random state: after a success on a long-lived connection. */
void resil_backoff_reset(struct resil_backoff *backoff);

/* E(n): base * 2^n, at most the cap. */
int64_t resil_backoff_exponential(int64_t base_ns, int64_t cap_ns, uint32_t n);

#endif
