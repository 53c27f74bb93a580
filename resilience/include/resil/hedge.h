/*
 * hedge.h -- ask a second server when the first is slower than usual, and take the first answer.
 *
 * "Slower than usual" is a quantile of the latencies seen (0.95: 5 % of the calls are hedged at
 * most, as in Finagle's backup requests), and a budget shared with the retries bounds the extra
 * load when everything becomes slow at once. Only for what may be done twice (reads, or with an
 * idempotency key).
 *
 * Like retry.h it never sleeps, waits or starts a thread: it tells an event loop what to do.
 *
 *     resil_hedge_start(&hedge, &policy, deadline);
 *     do {
 *         int64_t wait;
 *         while (resil_hedge_next(&hedge, &wait))
 *             send_copy(hedge.copies - 1);                       // 0 is the original
 *         int copy = poll_for_an_answer(wait, &outcome);         // -1: none within `wait`
 *         if (copy >= 0)
 *             resil_hedge_report(&hedge, copy, outcome);
 *     } while (!hedge.over);
 *     resil_hedge_finish(&hedge);                                // then cancel the other copies
 *
 * A copy that fails lets the next one start at once (gRPC A6, non-fatal); success, RESIL_PERMANENT
 * and RESIL_THROTTLED end it: a server that is throttling must not be asked twice.
 *
 * A hedged call that is an attempt of resil_retry: give the budget to the retry's policy or to this
 * one, or each request counts twice.
 *
 * The policy is for many threads, a resil_hedge for one.
 */
#ifndef RESIL_HEDGE_H
#define RESIL_HEDGE_H

#include <stdbool.h>
#include "resil/budget.h"
#include "resil/deadline.h"
#include "resil/outcome.h"
#include "resil/timeout.h"

#define RESIL_HEDGE_COPIES 8

struct resil_hedge_options {
    int copies;                  /* 2, the original included; [2, RESIL_HEDGE_COPIES] */
    double quantile;             /* 0.95; (0, 1] */
    int64_t floor_ns;            /* 1 ms; > 0: never hedged earlier */
    int64_t ceiling_ns;          /* 10 s; >= floor_ns: never later */
    int64_t initial_ns;          /* 500 ms; at least this until there are min_samples */
    int min_samples;             /* 50 in the window; >= 1 */
    int64_t window_ns;           /* 60 s; [8 ms, 24 h] */
    struct resil_budget *budget; /* NULL: none; shared, must outlive the policy */
    struct resil_clock clock;    /* all-zero: monotonic */
};

#define RESIL_HEDGE_OPTIONS_DEFAULT                                                                \
    ((struct resil_hedge_options){.copies = 2,                                                     \
                                  .quantile = 0.95,                                                \
                                  .floor_ns = RESIL_MS,                                            \
                                  .ceiling_ns = 10 * RESIL_S,                                      \
                                  .initial_ns = 500 * RESIL_MS,                                    \
                                  .min_samples = 50,                                               \
                                  .window_ns = 60 * RESIL_S})

struct resil_hedge_policy {
    struct resil_hedge_options options; /* private from here */
    struct resil_timeout delay;
};

struct resil_hedge {
    enum resil_status status; /* once it is over: see _report */
    bool over;
    int copies; /* started so far */
    int winner; /* -1: none */
    struct resil_deadline deadline;
    struct resil_hedge_policy *policy; /* private from here */
    int64_t next_ns, delay_ns;
    int64_t started_ns[RESIL_HEDGE_COPIES];
    struct resil_budget_ticket ticket[RESIL_HEDGE_COPIES];
    bool ended[RESIL_HEDGE_COPIES];
    bool refused; /* the budget was asked and said no: not asked again */
};

/* options NULL: the defaults. RESIL_NO_MEMORY. */
enum resil_status resil_hedge_policy_init(struct resil_hedge_policy *policy,
                                          const struct resil_hedge_options *options,
                                          const char **bad);
void resil_hedge_policy_finish(struct resil_hedge_policy *policy);

/* After how long a second copy would be sent now. */
int64_t resil_hedge_delay(struct resil_hedge_policy *policy);

void resil_hedge_start(struct resil_hedge *hedge, struct resil_hedge_policy *policy,
                       struct resil_deadline deadline);

/* True: send a copy now, it is counted. False: wait for answers, at most *wait_ns (0 when it is
 * over), then ask again. Once the deadline has passed it is over with RESIL_DEADLINE. */
bool resil_hedge_next(struct resil_hedge *hedge, int64_t *wait_ns);

/* Copy `copy` ended. Over with RESIL_OK on success, RESIL_NOT_RETRYABLE (permanent), RESIL_PUSHBACK
 * (throttled), RESIL_CANCELLED (abandoned) or RESIL_FAILED (all copies failed). Reports after the
 * end, or of one copy twice, are ignored. */
void resil_hedge_report(struct resil_hedge *hedge, int copy, enum resil_outcome outcome);

/* Settles what is under way; always call it. */
void resil_hedge_finish(struct resil_hedge *hedge);

#endif
