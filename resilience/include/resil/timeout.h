/*
 * timeout.h -- a timeout that follows what the server really needs: quantile * factor of the
 * latencies observed over a sliding window, between a floor and a ceiling.
 *
 * A fixed timeout is either so long that it protects nothing or so short that it fires on a slow
 * day. The quantile comes from a histogram with bounded error (histogram.h), never from an average
 * or an estimate that drifts. Calls that were cut off are recorded too: as `growth` times the
 * timeout that cut them, since all we know is that they needed longer. So the timeout climbs back
 * when the server gets slower, instead of learning only from the calls it let live.
 *
 * The value is cached and recomputed by one caller every refresh_ns. Any thread; no lock.
 */
#ifndef RESIL_TIMEOUT_H
#define RESIL_TIMEOUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/histogram.h"

struct resil_timeout_options {
    double quantile;    /* 0.99; (0, 1] */
    double factor;      /* 2.0; [1, 100] */
    double growth;      /* 1.5; [1, 100]; what a call that was cut off counts as */
    int64_t floor_ns;   /* 10 ms; > 0 */
    int64_t ceiling_ns; /* 10 s; >= floor_ns, < RESIL_NEVER */
    int64_t initial_ns; /* 1 s; at least this with fewer than min_samples; within floor, ceiling */
    int min_samples;    /* 50 in the window; >= 1 */
    int64_t window_ns;  /* 60 s; [8 ms, 24 h] */
    int64_t refresh_ns; /* 250 ms; [0, window_ns] */
    struct resil_clock clock; /* all-zero: coarse monotonic */
};

#define RESIL_TIMEOUT_OPTIONS_DEFAULT                                                              \
    ((struct resil_timeout_options){.quantile = 0.99,                                              \
                                    .factor = 2.0,                                                 \
                                    .growth = 1.5,                                                 \
                                    .floor_ns = 10 * RESIL_MS,                                     \
                                    .ceiling_ns = 10 * RESIL_S,                                    \
                                    .initial_ns = RESIL_S,                                         \
                                    .min_samples = 50,                                             \
                                    .window_ns = 60 * RESIL_S,                                     \
                                    .refresh_ns = 250 * RESIL_MS})

struct resil_timeout {
    struct resil_timeout_options options; /* private from here */
    struct resil_histogram histogram;
    _Atomic int64_t current_ns, refresh_at_ns;
    bool ready;
};

/* options NULL: the defaults. RESIL_NO_MEMORY. */
enum resil_status resil_timeout_init(struct resil_timeout *timeout,
                                     const struct resil_timeout_options *options, const char **bad);
void resil_timeout_finish(struct resil_timeout *timeout);

/* The timeout to use now, in [floor_ns, ceiling_ns]. */
int64_t resil_timeout_get(struct resil_timeout *timeout);

/* The same as a deadline that does not pass the parent; on the clock of the options. */
struct resil_deadline resil_timeout_deadline(struct resil_timeout *timeout,
                                             struct resil_deadline parent);

/* A call that was answered took `latency_ns` >= 0. */
void resil_timeout_record(struct resil_timeout *timeout, int64_t latency_ns);

/* A call was cut off after `waited_ns`. */
void resil_timeout_record_cut(struct resil_timeout *timeout, int64_t waited_ns);

#endif
