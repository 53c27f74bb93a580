/* breaker_state.h -- the inside of struct resil_breaker, so that callers can allocate it. All of
 * it is private; include breaker.h. What closed calls write stands alone on a pair of cache lines:
 * processors fetch them in pairs, so a neighbour that is only read would be dragged along. */
#ifndef RESIL_BREAKER_STATE_H
#define RESIL_BREAKER_STATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include "resil/breaker_options.h"
#include "resil/breaker_view.h"
#include "resil/window.h"

struct resil_breaker_lease {
    int64_t until_ns;
    uint32_t number; /* tells a late probe that its place was given to another */
    bool held;
};

struct resil_breaker {
    /* Read by every call, written at init and at changes. */
    struct resil_breaker_options options;
    uint64_t rate;         /* slices a nanosecond, of the time window */
    uint64_t reciprocal;   /* of window_calls, see src/breaker_parts.h */
    uint32_t least_failed; /* with fewer than these no rate can be reached */
    uint32_t least_slow;
    _Atomic uint32_t *ring; /* count window: generation << 2 | slow << 1 | failed */
    bool ready;
    _Alignas(64) _Atomic uint64_t state; /* generation << 32 | enum resil_breaker_state */
    _Atomic int64_t open_until_ns;

    /* Count window and row of failures; each word is generation << 32 | count, so that a late
     * writer of an older generation cannot touch a newer one. Written when a call fails. */
    _Alignas(64) _Atomic uint64_t failed;
    _Atomic uint64_t slow;
    _Atomic uint64_t in_row;
    _Atomic int64_t bad_until_ns; /* time window: when the last failed or slow call leaves it */

    _Alignas(128) _Atomic uint64_t cursor; /* written by every call: generation << 32 | calls */

    /* Time window. */
    _Alignas(128) struct resil_window calls_in_time;
    _Alignas(128) struct resil_window failed_in_time, slow_in_time;

    _Alignas(64) _Atomic uint64_t refused;
    _Atomic uint64_t stale;

    /* Everything below is guarded by the lock, which closed calls never take. */
    _Alignas(64) pthread_mutex_t lock;
    struct resil_splitmix own;
    enum resil_breaker_reason reason;
    int64_t opened_for_ns, closed_at_ns;
    uint32_t row; /* times opened without a rest in between */
    uint32_t probe_results, probe_failures, probe_slow;
    struct resil_breaker_lease leases[RESIL_BREAKER_PROBES];
    uint64_t opened, would_open, lost_probes;
};

#endif
