/* breaker_view.h -- what can be read of a breaker: for metrics, logs and dashboards. Included by
 * breaker.h. A view is consistent in itself; it takes the breaker's lock for a moment. Any thread.
 */
#ifndef RESIL_BREAKER_VIEW_H
#define RESIL_BREAKER_VIEW_H

#include <stdint.h>

struct resil_breaker;

enum resil_breaker_state {
    RESIL_BREAKER_CLOSED,
    RESIL_BREAKER_OPEN,
    RESIL_BREAKER_HALF_OPEN,
    RESIL_BREAKER_FORCED_OPEN,
    RESIL_BREAKER_DISABLED,
    RESIL_BREAKER_METRICS_ONLY
};

enum resil_breaker_reason { /* of the last change */
                            RESIL_BREAKER_NO_REASON,
                            RESIL_BREAKER_FAILURE_RATE,
                            RESIL_BREAKER_SLOW_RATE,
                            RESIL_BREAKER_CONSECUTIVE,
                            RESIL_BREAKER_PROBES_FAILED,
                            RESIL_BREAKER_PROBES_PASSED,
                            RESIL_BREAKER_TIME_TO_PROBE,
                            RESIL_BREAKER_BY_HAND
};

struct resil_breaker_view {
    enum resil_breaker_state state;
    enum resil_breaker_reason reason;
    uint32_t generation;
    uint32_t calls, failures, slow; /* in the window, or among the probes while half-open */
    uint32_t consecutive;           /* failures in a row */
    int64_t open_left_ns;           /* until the next probe, while open */
    int probes_out;                 /* leases held */
    uint64_t opened, would_open;    /* since init */
    uint64_t refused, stale, lost_probes;
};

struct resil_breaker_view resil_breaker_view(struct resil_breaker *breaker);
const char *resil_breaker_state_text(enum resil_breaker_state state);
const char *resil_breaker_reason_text(enum resil_breaker_reason reason);

#endif
