/*
 * breaker.h -- stop calling a server that does not answer, and find out gently when it does again.
 *
 *     struct resil_breaker_token token;
 *     if (resil_breaker_acquire(&breaker, &token) != RESIL_OK)
 *         return fallback();                         // token.retry_ns: when to ask again
 *     rc = call();
 *     resil_breaker_record(&breaker, &token, classify(rc));
 *
 * CLOSED lets calls through and records them. Over a window of the last window_calls calls or the
 * last window_ns, with at least min_calls, it opens when failures reach failure_rate or calls
 * longer than slow_call_ns reach slow_rate; or after `consecutive` failures in a row.
 * OPEN refuses for open_ns, doubled for each time it opens again before it has stayed closed for
 * as long as it was last open, up to open_max_ns, spread by +-open_jitter.
 * HALF_OPEN admits probes, at most `probes` at a time. It closes after probe_calls results with
 * fewer failures and slow calls than the rates allow, and opens as soon as that cannot be reached.
 * A probe holds a lease; one that never reports loses it after probe_lease_ns and another may go.
 * FORCED_OPEN refuses, DISABLED admits, METRICS_ONLY records and counts how often it would have
 * opened (would_open): to try thresholds in production.
 *
 * Every change starts a new generation; what began in an older one is RESIL_STALE and changes
 * nothing. No callback: token.change tells whoever caused a change, and only them.
 * Any thread. Closed calls take no lock: one atomic add, and clock reads only for slow calls and
 * time windows. Semantics after resilience4j (windows, rates, modes), gobreaker (generations) and
 * brpc (doubling).
 */
#ifndef RESIL_BREAKER_H
#define RESIL_BREAKER_H

#include <stdint.h>
#include "resil/breaker_options.h"
#include "resil/breaker_state.h"
#include "resil/breaker_view.h"
#include "resil/outcome.h"
#include "resil/status.h"

enum resil_breaker_change {
    RESIL_BREAKER_UNCHANGED,
    RESIL_BREAKER_OPENED,
    RESIL_BREAKER_HALF_OPENED,
    RESIL_BREAKER_RECLOSED
};

struct resil_breaker_token {
    enum resil_breaker_change change; /* what acquire or record brought about */
    int64_t retry_ns; /* refused: how long until a probe may be admitted; RESIL_NEVER: forced */
    int64_t start_ns; /* private from here */
    uint32_t generation, lease;
    int32_t probe; /* place of the lease; -1: an ordinary call */
    int32_t held;  /* beside probe, and as wide, so that one store writes both */
};

/* options NULL: the defaults. RESIL_NO_MEMORY, RESIL_SYSTEM. Starts closed. */
enum resil_status resil_breaker_init(struct resil_breaker *breaker,
                                     const struct resil_breaker_options *options, const char **bad);
void resil_breaker_finish(struct resil_breaker *breaker);

/* RESIL_OK: make the call and record it. RESIL_OPEN: do not. Fills the token either way. */
enum resil_status resil_breaker_acquire(struct resil_breaker *breaker,
                                        struct resil_breaker_token *token);

/* Hands in how it went, and empties the token (a second time does nothing). RESIL_ABANDONED gives
 * the permit back unjudged. RESIL_OK, or RESIL_STALE when it belongs to an older generation. */
enum resil_status resil_breaker_record(struct resil_breaker *breaker,
                                       struct resil_breaker_token *token,
                                       enum resil_outcome outcome);

/* By hand: CLOSED (a fresh start), FORCED_OPEN, DISABLED or METRICS_ONLY; others RESIL_INVALID. */
enum resil_status resil_breaker_set(struct resil_breaker *breaker, enum resil_breaker_state state);

#endif
