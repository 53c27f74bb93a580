/*
 * deadline.h -- an instant by which the whole of something must be over.
 *
 * A timeout starts anew at every hop and every retry; a deadline does not. Make one where the
 * request enters, hand it down by value, and let every wait take what remains. Values are plain
 * and immutable: copy freely, any thread. `clock` NULL means CLOCK_MONOTONIC; compare deadlines
 * only on the clock they were made with.
 */
#ifndef RESIL_DEADLINE_H
#define RESIL_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "resil/clock.h"
#include "resil/status.h"

struct resil_deadline {
    int64_t at_ns; /* RESIL_NEVER: none */
};

#define RESIL_NO_DEADLINE ((struct resil_deadline){RESIL_NEVER})

/* `timeout_ns` from now; zero or less is a deadline that has passed, RESIL_NEVER is none. */
struct resil_deadline resil_deadline_after(const struct resil_clock *clock, int64_t timeout_ns);

/* What is left: 0 once it has passed, RESIL_NEVER without deadline. */
int64_t resil_deadline_remaining(struct resil_deadline deadline, const struct resil_clock *clock);
bool resil_deadline_expired(struct resil_deadline deadline, const struct resil_clock *clock);

/* For a step of the work: at most `budget_ns` from now, but never later than the parent. */
struct resil_deadline resil_deadline_child(struct resil_deadline parent,
                                           const struct resil_clock *clock, int64_t budget_ns);

/* Earlier by `margin_ns` >= 0: keeps time back to answer, log or roll back. */
struct resil_deadline resil_deadline_reserve(struct resil_deadline parent, int64_t margin_ns);

/* An equal share of what remains, for the first of `parts` >= 1 steps still to come. */
struct resil_deadline resil_deadline_share(struct resil_deadline parent,
                                           const struct resil_clock *clock, int parts);

/* The earlier of two. */
struct resil_deadline resil_deadline_min(struct resil_deadline a, struct resil_deadline b);

/* For poll(2) and epoll_wait(2): milliseconds rounded up, so that a loop does not spin in the last
 * one; 0 once passed, -1 without deadline, INT_MAX if it is further off than that. */
int resil_deadline_poll_ms(struct resil_deadline deadline, const struct resil_clock *clock);

/*
 * For options where 0 means "no limit" (CURLOPT_TIMEOUT_MS, SO_RCVTIMEO, ...): milliseconds rounded
 * up, never 0. Without deadline or beyond `most_ms`: `most_ms` (>= 1). Once passed it answers 1:
 * ask resil_deadline_expired first if the call should not be made at all.
 */
long resil_deadline_limit_ms(struct resil_deadline deadline, const struct resil_clock *clock,
                             long most_ms);

/*
 * Crossing a process: what remains, as text, in gRPC's form (1 to 8 digits and one of H M S m u n;
 * "1500m" is 1.5 s; gRPC over HTTP/2, "Timeout"). Send it as grpc-timeout or a header of your own.
 * The time on the wire is not counted; reserve some. format rounds down and writes at most
 * RESIL_DEADLINE_TEXT bytes with the NUL; RESIL_NOT_FOUND without deadline (send no header),
 * RESIL_DEADLINE if it has passed (do not send at all), RESIL_TRUNCATED if `size` is too small.
 */
#define RESIL_DEADLINE_TEXT 10
enum resil_status resil_deadline_format(struct resil_deadline deadline,
                                        const struct resil_clock *clock, char *text, size_t size);

/* The same back: RESIL_FORMAT (and *deadline untouched) unless `text` follows the grammar. A
 * server should take the child of its own limit: clients may ask for hours. */
enum resil_status resil_deadline_parse(const char *text, const struct resil_clock *clock,
                                       struct resil_deadline *deadline);

#endif
