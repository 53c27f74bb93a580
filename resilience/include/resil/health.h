/*
 * health.h -- is this process alive, is it ready, and which dependency says no.
 *
 * Three questions that must not be confused:
 *   live     the process works. Answer it without looking at anything: a restart mends no database.
 *   ready    send it traffic? (shallow) Reads the last known results and their age; calls nobody.
 *   deep     asks the dependencies that are due, within a deadline; for a timer, not for a load
 *            balancer: a probe that calls everything spreads an outage.
 *
 * A dependency fails after `fail_after` bad results in a row and recovers after `pass_after` good
 * ones; a result older than `max_age_ns` counts as a failure (a check that hangs is no good sign).
 * A failed `critical` one makes the process not ready; another one only degraded. Results also come
 * from normal traffic (resil_health_report), which makes most checks unnecessary.
 *
 * Checks run without a lock, one at a time each: who finds one running uses its last result.
 * Memory is the caller's, nothing is allocated. Any thread.
 */
#ifndef RESIL_HEALTH_H
#define RESIL_HEALTH_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/outcome.h"

enum resil_health_status { RESIL_HEALTH_PASS, RESIL_HEALTH_WARN, RESIL_HEALTH_FAIL };

struct resil_dependency {
    const char *name; /* not NULL; without control characters; lives as long as the health */
    bool critical;
    /* Must keep its deadline. NULL: results come from resil_health_report only. */
    enum resil_outcome (*check)(void *ctx, struct resil_deadline deadline);
    void *ctx;
    int64_t every_ns;   /* 0: 10 s; a deep check does not ask more often */
    int64_t most_ns;    /* 0: 1 s; for one check */
    int64_t max_age_ns; /* 0: 60 s; RESIL_NEVER: results do not age */
    int fail_after;     /* 0: 3 */
    int pass_after;     /* 0: 1 */
    /* Filled in; read them through resil_health_view. */
    enum resil_health_status status; /* private from here */
    enum resil_outcome last;
    int64_t at_ns, asked_ns;
    int good, bad;
    bool known, running;
};

struct resil_health {
    pthread_mutex_t lock; /* private from here */
    struct resil_dependency *dependencies;
    int count;
    struct resil_clock clock;
    bool draining;
};

struct resil_health_view {
    enum resil_health_status status; /* PASS, WARN (not critical failed), FAIL */
    bool ready;                      /* no critical dependency fails, and not draining */
    bool draining;
    int failing;        /* dependencies */
    int first_critical; /* index of the first critical one that fails, -1: none */
};

/* Before the first result a critical dependency counts as failed, unless it has no check.
 * RESIL_INVALID ("dependencies", "count", "name", "every_ns", "most_ns", "max_age_ns",
 * "fail_after", "pass_after"); RESIL_SYSTEM. clock all-zero: coarse monotonic; deadlines are on it.
 */
enum resil_status resil_health_init(struct resil_health *health,
                                    struct resil_dependency *dependencies, int count,
                                    struct resil_clock clock, const char **bad);
void resil_health_finish(struct resil_health *health);

/* A call to dependency `index` ended so. PERMANENT counts as good (the server is well), ABANDONED
 * not at all. */
void resil_health_report(struct resil_health *health, int index, enum resil_outcome outcome);

/* Shallow. */
struct resil_health_view resil_health_view(struct resil_health *health);

/* Deep: runs the checks that are due, one after another, each at most most_ns and within the
 * deadline; then the same as shallow. */
struct resil_health_view resil_health_check(struct resil_health *health,
                                            struct resil_deadline deadline);

/* Not ready from now on, but healthy: before a shutdown, so that traffic goes elsewhere first. */
void resil_health_drain(struct resil_health *health, bool on);

/* The view as JSON in the form of "Health Check Response Format for HTTP APIs" (draft 06): send it
 * with 200, or 503 if not ready. RESIL_TRUNCATED: `size` is too small; text is "" then. */
enum resil_status resil_health_json(struct resil_health *health, char *text, size_t size);

#endif
