/*
 * retry.h -- try again, politely.
 *
 * A policy is made once and shared by all threads; a resil_retry lives on the stack of one
 * operation. The iterator never sleeps: it says how long to wait, for poll, libuv or curl_multi.
 *
 *     struct resil_retry retry;
 *     for (resil_retry_start(&retry, &policy, deadline); resil_retry_attempt(&retry);) {
 *         rc = send_request(resil_retry_time(&retry, 2 * RESIL_S));
 *         resil_retry_wait(&retry, classify(rc), RESIL_NO_HINT);      // sleeps if it goes on
 *     }
 *     // retry.status: RESIL_OK, or why it gave up
 *
 * Only what is safe to do twice may be retried after RESIL_TIMEOUT or RESIL_TRANSIENT: give
 * others an idempotency key, or set retry_on = RESIL_RETRY_UNSAFE.
 */
#ifndef RESIL_RETRY_H
#define RESIL_RETRY_H

#include "resil/backoff.h"
#include "resil/budget.h"
#include "resil/deadline.h"
#include "resil/outcome.h"

/* For requests that must not be carried out twice: only where the server said it did nothing. */
#define RESIL_RETRY_UNSAFE RESIL_BIT(RESIL_THROTTLED)
#define RESIL_NO_HINT      INT64_C(-1)

struct resil_retry_options {
    int max_attempts;            /* 3, the first try included; >= 1 */
    int64_t base_ns, cap_ns;     /* 50 ms, 20 s; see backoff.h */
    int64_t throttled_base_ns;   /* 1 s: the base after RESIL_THROTTLED; (0, cap_ns] */
    enum resil_jitter jitter;    /* FULL */
    unsigned retry_on;           /* RESIL_FAILURES; bits of outcomes; never SUCCESS or ABANDONED */
    int64_t hint_max_ns;         /* 60 s: a server that asks for more is not retried; >= 0 */
    int64_t min_attempt_ns;      /* 0: what an attempt needs at least to be worth it; >= 0 */
    struct resil_budget *budget; /* NULL: none; shared, must outlive the policy */
    struct resil_clock clock;    /* all-zero: monotonic */
    struct resil_random random;  /* all-zero: own, seeded by the operating system */
};

#define RESIL_RETRY_OPTIONS_DEFAULT                                                                \
    ((struct resil_retry_options){.max_attempts = 3,                                               \
                                  .base_ns = 50 * RESIL_MS,                                        \
                                  .cap_ns = 20 * RESIL_S,                                          \
                                  .throttled_base_ns = RESIL_S,                                    \
                                  .jitter = RESIL_JITTER_FULL,                                     \
                                  .retry_on = RESIL_FAILURES,                                      \
                                  .hint_max_ns = 60 * RESIL_S})

struct resil_retry_policy {
    struct resil_retry_options options; /* private from here; not changed after init */
    struct resil_splitmix own;          /* except this, which is atomic */
};

struct resil_retry {
    enum resil_status status; /* once it is over: RESIL_OK, or the reason (see _next) */
    int attempts;             /* started so far, the first included */
    struct resil_deadline deadline;
    struct resil_retry_policy *policy; /* private from here */
    struct resil_backoff backoff;
    struct resil_budget_ticket ticket;
    bool over;
};

/* options NULL: the defaults. Refuses each field out of the range given beside it. The policy
 * holds nothing and needs no finish; it must not move or end while a retry uses it. */
enum resil_status resil_retry_policy_init(struct resil_retry_policy *policy,
                                          const struct resil_retry_options *options,
                                          const char **bad);

void resil_retry_start(struct resil_retry *retry, struct resil_retry_policy *policy,
                       struct resil_deadline deadline);

/* True if an attempt is to be made now; counts it. The first is refused only when the deadline
 * has passed already (RESIL_DEADLINE). */
bool resil_retry_attempt(struct resil_retry *retry);

/*
 * Reports how the attempt went. True: wait *wait_ns, then attempt again. False: it is over, and
 * status is RESIL_OK (success), RESIL_NOT_RETRYABLE, RESIL_EXHAUSTED, RESIL_DEADLINE (wait plus
 * min_attempt_ns would pass it; nothing is waited for), RESIL_NO_BUDGET, RESIL_PUSHBACK (hint
 * above hint_max_ns) or RESIL_CANCELLED (outcome RESIL_ABANDONED).
 * `hint_ns` is what the server asked for (resil_retry_after, resil_pushback), or RESIL_NO_HINT.
 * The wait is then never shorter than the hint; the jittered backoff is added on top, because
 * everybody was given the same number.
 */
bool resil_retry_next(struct resil_retry *retry, enum resil_outcome outcome, int64_t hint_ns,
                      int64_t *wait_ns);

/* The same, and sleeps the wait on the policy's clock. */
bool resil_retry_wait(struct resil_retry *retry, enum resil_outcome outcome, int64_t hint_ns);

/* The deadline of this attempt: at most `most_ns` from now, never after the whole deadline. */
struct resil_deadline resil_retry_time(const struct resil_retry *retry, int64_t most_ns);

/* Gives up between attempts: returns what a waiting retry holds of the budget. Harmless after
 * the end; needed only when leaving the loop early. */
void resil_retry_finish(struct resil_retry *retry);

/* The loop above around `operation`, which may set *hint_ns. Returns the final status. */
typedef enum resil_outcome resil_operation(void *ctx, struct resil_retry *retry, int64_t *hint_ns);
enum resil_status resil_retry_run(struct resil_retry_policy *policy, struct resil_deadline deadline,
                                  resil_operation *operation, void *ctx);

#endif
