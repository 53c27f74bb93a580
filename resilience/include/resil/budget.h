/*
 * budget.h -- how many retries a process may send to one server, whatever its callers want.
 *
 * Attempt limits multiply; a budget does not. One budget per server, shared by retries and hedges.
 * A retry is admitted only if both hold:
 *   tokens  the bucket holds the cost of its error class. A retry that succeeds gives its cost
 *           back, a first try that succeeds gives `refill` (AWS SDKs, retry quota of 2026:
 *           500 tokens, 14 a retry, 5 when throttled).
 *   window  retries in the window + 1 <= ratio * requests in the window + window_floor (Finagle's
 *           20 %), or fewer than `concurrency_floor` retries are under way (Envoy's 3), so that a
 *           client with little traffic may retry at all.
 * The bucket is also what a cold start may spend: 35 retries by default, a third of a second at 100
 * requests a second. A process with little traffic wants fewer tokens, or its outage is a storm.
 * A retry counts from the moment it is admitted, that is, also while it waits in its backoff.
 *
 * Exact under contention: admissions are serialised by a mutex that only failing calls take;
 * first tries that succeed cost one atomic add. No callback is made. Any thread.
 */
#ifndef RESIL_BUDGET_H
#define RESIL_BUDGET_H

#include <pthread.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/status.h"
#include "resil/window.h"

struct resil_budget_options {
    double tokens;            /* 500; size of the bucket and its first content; (0, 1e9] */
    double cost_transient;    /* 14; [0, tokens] */
    double cost_timeout;      /* 14 */
    double cost_throttled;    /* 5 */
    double refill;            /* 1; per first try that succeeds; [0, tokens] */
    double ratio;             /* 0.2; retries per request in the window; [0, 100]; 0: floors only */
    int64_t window_ns;        /* 10 s; [1 ms, 1 h] */
    int window_floor;         /* 10 a window; >= 0 */
    int concurrency_floor;    /* 3; >= 0 */
    struct resil_clock clock; /* all-zero: coarse monotonic */
};

#define RESIL_BUDGET_OPTIONS_DEFAULT                                                               \
    ((struct resil_budget_options){.tokens = 500,                                                  \
                                   .cost_transient = 14,                                           \
                                   .cost_timeout = 14,                                             \
                                   .cost_throttled = 5,                                            \
                                   .refill = 1,                                                    \
                                   .ratio = 0.2,                                                   \
                                   .window_ns = 10 * RESIL_S,                                      \
                                   .window_floor = 10,                                             \
                                   .concurrency_floor = 3})

struct resil_budget {
    struct resil_budget_options options; /* private from here */
    uint64_t rate;
    int64_t capacity, refill, cost[RESIL_OUTCOME_COUNT]; /* thousandths of a token */
    _Alignas(64) _Atomic int64_t tokens;
    struct resil_window requests;
    _Alignas(64) pthread_mutex_t lock;
    struct resil_window retries;
    int64_t under_way, admitted, refused;
    uint32_t newest; /* slice of the latest admission asked for */
    bool ready;
};

/* What an admitted retry holds. All-zero: nothing. */
struct resil_budget_ticket {
    int64_t cost;
    bool held;
};

struct resil_budget_state {
    double tokens;
    uint64_t requests, retries; /* in the window */
    int64_t under_way;          /* retries admitted and not yet over */
    int64_t admitted, refused;  /* since init */
};

/* options NULL: the defaults. RESIL_SYSTEM if the mutex cannot be made. */
enum resil_status resil_budget_init(struct resil_budget *budget,
                                    const struct resil_budget_options *options, const char **bad);
void resil_budget_finish(struct resil_budget *budget); /* nobody may be using it; NULL is fine */

/* A first try starts. */
void resil_budget_request(struct resil_budget *budget);
/* A first try succeeded. The bucket of a server that works is full: nothing is written then. */
void resil_budget_refill(struct resil_budget *budget); /* private */
static inline void resil_budget_success(struct resil_budget *budget)
{
    if (atomic_load_explicit(&budget->tokens, memory_order_relaxed) < budget->capacity)
        resil_budget_refill(budget);
}

/* May a call that ended with `outcome` be repeated? RESIL_OK fills *ticket; RESIL_NO_BUDGET. */
enum resil_status resil_budget_acquire(struct resil_budget *budget, enum resil_outcome outcome,
                                       struct resil_budget_ticket *ticket);

/* The admitted retry is over: success gives the cost back; RESIL_ABANDONED means it was never
 * sent, and gives it back as well. Empties the ticket; an empty one is ignored. */
void resil_budget_release(struct resil_budget *budget, struct resil_budget_ticket *ticket,
                          enum resil_outcome outcome);

struct resil_budget_state resil_budget_state(struct resil_budget *budget);

#endif
