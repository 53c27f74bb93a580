/*
 * fallback.h -- degrade in steps: the best answer that can be had now, and how old it is.
 *
 *     struct resil_level levels[] = {
 *         {.name = "personal", .call = ask_model, .most_ns = 200 * RESIL_MS},
 *         {.name = "last good", .call = resil_keep_level, .ctx = &keep, .max_age_ns = hour,
 *          .local = true},
 *         {.name = "popular", .call = built_in_list, .local = true}};
 *     status = resil_fallback_run(levels, 3, NULL, deadline, result, &taken);
 *
 * Levels are asked in order until one succeeds with an answer that is not too old. A level that
 * goes over the network gets at most most_ns and never more than remains; `local` levels are asked
 * also when the deadline has passed, so that there is something to show. What a wrong request or a
 * caller that gave up got (RESIL_PERMANENT, RESIL_ABANDONED) is final: no level mends that.
 *
 * Say in the answer which level gave it (`taken`), and watch how often it is not the first.
 */
#ifndef RESIL_FALLBACK_H
#define RESIL_FALLBACK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/outcome.h"

struct resil_level {
    const char *name; /* for logs and metrics */
    /* Fills *result (the caller's type) and *age_ns, which is 0 before. */
    enum resil_outcome (*call)(void *ctx, struct resil_deadline deadline, void *result,
                               int64_t *age_ns);
    void *ctx;
    int64_t most_ns;    /* 0: all that remains */
    int64_t max_age_ns; /* 0: any age will do */
    bool local;
};

struct resil_taken {
    int level; /* whose answer it is; -1: none */
    int64_t age_ns;
    enum resil_outcome first; /* how the first level went: for its breaker */
};

/* RESIL_OK; RESIL_NOT_RETRYABLE or RESIL_CANCELLED as above; else why the last level gave nothing:
 * RESIL_STALE (too old), RESIL_DEADLINE (no time to ask it) or RESIL_FAILED. `clock` NULL:
 * monotonic; `taken` may be NULL. Holds nothing; any thread. */
enum resil_status resil_fallback_run(const struct resil_level *levels, int count,
                                     const struct resil_clock *clock,
                                     struct resil_deadline deadline, void *result,
                                     struct resil_taken *taken);

/*
 * The last good answer, of fixed size, for the second level. Memory is the caller's. Any thread;
 * one mutex, held for a copy.
 */
struct resil_keep {
    pthread_mutex_t lock; /* private from here */
    struct resil_clock clock;
    void *memory;
    size_t size;
    int64_t at_ns;
    bool filled;
};

/* `memory` holds `size` bytes (>= 1) and outlives the keep. clock all-zero: coarse monotonic.
 * RESIL_INVALID ("memory", "size"); RESIL_SYSTEM. */
enum resil_status resil_keep_init(struct resil_keep *keep, void *memory, size_t size,
                                  struct resil_clock clock, const char **bad);
void resil_keep_finish(struct resil_keep *keep);

void resil_keep_put(struct resil_keep *keep, const void *value);
/* RESIL_NOT_FOUND before the first put. age_ns may be NULL. */
enum resil_status resil_keep_get(struct resil_keep *keep, void *value, int64_t *age_ns);
/* The same as a level: `ctx` is the keep, `result` the value. */
enum resil_outcome resil_keep_level(void *ctx, struct resil_deadline deadline, void *result,
                                    int64_t *age_ns);

#endif
