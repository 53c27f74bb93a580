/*
 * rollout.h -- a new behaviour for a growing share of subjects, taken back when it fails.
 *
 * A subject (user, order, host) belongs to a bucket of 10,000 for each flag, by a stable hash of
 * flag and subject (SipHash, see fingerprint.h): the same subject gets the same answer on every
 * machine and after a restart, widening only adds subjects, and two flags choose different ones.
 *
 *     on = resil_rollout_enabled(&rollout, user, strlen(user));
 *     outcome = on ? new_way(user) : old_way(user);
 *     resil_rollout_record(&rollout, on, outcome);
 *     ... and from a timer, or after each record:
 *     if (resil_rollout_step(&rollout) == RESIL_ROLLOUT_ROLLED_BACK) tell_somebody();
 *
 * A step widens the share by `increment` when it has stood for `interval_ns` and the new way has
 * seen min_requests and is well; it rolls back to nothing, at once and for good, when the new way's
 * error rate is above max_error_rate and above the old way's by more than `margin` (an outage that
 * hits both is not the new way's fault). Rolled back or paused, only a person goes on.
 *
 * enabled and record are lock-free; step serialises itself. Any thread.
 */
#ifndef RESIL_ROLLOUT_H
#define RESIL_ROLLOUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/status.h"
#include "resil/window.h"

#define RESIL_ROLLOUT_BUCKETS 10000

struct resil_rollout_options {
    const char *flag;         /* required; at most 100 bytes; copied as a hash */
    double initial;           /* 0.01; share of subjects at first; [0, 1] */
    double increment;         /* 0.10; [0.0001, 1] */
    double most;              /* 1; widened no further; [initial, 1] */
    int64_t interval_ns;      /* 5 min; between two steps; > 0 */
    double max_error_rate;    /* 0.01; [0, 1) */
    double margin;            /* 0.01; above the old way's error rate; [0, 1) */
    int min_requests;         /* 100 of the new way in the window; >= 1 */
    int64_t window_ns;        /* 5 min; in which errors are counted; [1 s, 24 h] */
    unsigned failures;        /* RESIL_FAILURES; what counts as an error; PERMANENT may be added */
    struct resil_clock clock; /* all-zero: coarse monotonic */
};

#define RESIL_ROLLOUT_OPTIONS_DEFAULT                                                              \
    ((struct resil_rollout_options){.initial = 0.01,                                               \
                                    .increment = 0.10,                                             \
                                    .most = 1,                                                     \
                                    .interval_ns = 300 * RESIL_S,                                  \
                                    .max_error_rate = 0.01,                                        \
                                    .margin = 0.01,                                                \
                                    .min_requests = 100,                                           \
                                    .window_ns = 300 * RESIL_S,                                    \
                                    .failures = RESIL_FAILURES})

enum resil_rollout_change {
    RESIL_ROLLOUT_NONE, /* nothing changed: too early, too few requests, paused, or at the end */
    RESIL_ROLLOUT_WIDENED,
    RESIL_ROLLOUT_COMPLETE, /* widened to `most` */
    RESIL_ROLLOUT_ROLLED_BACK
};

struct resil_rollout_arm {
    struct resil_window requests, failures;
};

struct resil_rollout {
    struct resil_rollout_options options; /* private from here */
    uint64_t rate;
    uint64_t salt;
    struct resil_rollout_arm arms[2]; /* old, new */
    _Atomic uint64_t word;            /* sets by hand << 32 | share; see src/rollout.c */
    _Atomic int64_t step_at_ns;
    _Atomic bool paused;
    atomic_flag stepping;
};

struct resil_rollout_state {
    double share;
    bool paused, rolled_back;
    uint64_t new_requests, old_requests; /* in the window */
    double new_error_rate, old_error_rate;
};

/* Refuses each field out of the range given beside it, and options NULL ("flag"). Holds nothing
 * that must be finished. */
enum resil_status resil_rollout_init(struct resil_rollout *rollout,
                                     const struct resil_rollout_options *options, const char **bad);

bool resil_rollout_enabled(const struct resil_rollout *rollout, const void *subject, size_t size);

/* A request ended; `on` is what _enabled had answered. ABANDONED is not counted. */
void resil_rollout_record(struct resil_rollout *rollout, bool on, enum resil_outcome outcome);

enum resil_rollout_change resil_rollout_step(struct resil_rollout *rollout);

/* Keeps the share as it is; errors still roll it back. */
void resil_rollout_pause(struct resil_rollout *rollout, bool on);
/* Sets the share ([0, 1], else RESIL_INVALID) and ends a roll-back: a person's decision. */
enum resil_status resil_rollout_set(struct resil_rollout *rollout, double share);

struct resil_rollout_state resil_rollout_state(const struct resil_rollout *rollout);

#endif
