/*
 * outcome.h -- how a call went, in the few words that retry, budget, breaker, throttle and shedder
 * need. Classify once, where the error is understood, and hand the same word to all of them.
 * Pure functions; any thread.
 */
#ifndef RESIL_OUTCOME_H
#define RESIL_OUTCOME_H

#include <stdint.h>
#include "resil/status.h"

enum resil_outcome {
    RESIL_SUCCESS = 0,
    RESIL_TRANSIENT, /* may well work the next time: connection reset, 502, 503 */
    RESIL_TIMEOUT,   /* no answer in time; whether the request was carried out is unknown */
    RESIL_THROTTLED, /* the server said "not so fast": 429, 503 with Retry-After */
    RESIL_PERMANENT, /* the request itself is wrong: 400, 404, EINVAL; the server is well */
    RESIL_ABANDONED, /* the caller gave up; says nothing about the server */
    RESIL_OUTCOME_COUNT
};

#define RESIL_BIT(outcome) (1u << (unsigned)(outcome))
/* The outcomes that say "the server is not well". */
#define RESIL_FAILURES                                                                             \
    (RESIL_BIT(RESIL_TRANSIENT) | RESIL_BIT(RESIL_TIMEOUT) | RESIL_BIT(RESIL_THROTTLED))

const char *resil_outcome_text(enum resil_outcome outcome);

/* 2xx and 3xx success; 408 and 504 timeout; 429 throttled; 425, 500, 502, 503, 522 and 524
 * transient; everything else permanent (501 and 505 included: repeating does not help). */
enum resil_outcome resil_outcome_of_http(int status);

/* 0 success; ETIMEDOUT timeout; ECANCELED abandoned; EAGAIN, EINTR, ECONN*, EPIPE, ENET*, EHOST*,
 * EADDRNOTAVAIL, ENOBUFS, EMFILE, ENFILE, ENOMEM transient; else permanent. */
enum resil_outcome resil_outcome_of_errno(int error);

/*
 * Reads an HTTP Retry-After value into *wait_ns: seconds ("120") or a date. A date needs `date`,
 * the Date header of the same response, so that the server's clock is compared with itself and
 * never with ours; without it a date is RESIL_FORMAT. A date in the past is 0. Seconds above ten
 * years count as ten years. RFC 9110 10.2.3 and 5.6.7 (IMF-fixdate only).
 */
enum resil_status resil_retry_after(const char *value, const char *date, int64_t *wait_ns);

/* gRPC's grpc-retry-pushback-ms: milliseconds to wait exactly; negative or unparsable means "do
 * not retry" and answers RESIL_PUSHBACK (gRFC A6). */
enum resil_status resil_pushback(const char *value, int64_t *wait_ns);

#endif
