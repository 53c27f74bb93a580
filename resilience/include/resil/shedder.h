/*
 * shedder.h -- a server (or a client) that refuses early what it could only do late.
 *
 * A limit on requests under way; above it they are refused at once. FIXED keeps the limit you give.
 * The adaptive ones move it between min_limit and max_limit by what they measure, once per sample
 * (window_samples successes and window_ns, whichever takes longer):
 *   VEGAS     q = ceil(L * (1 - rtt0/rtt)) requests are queued; with l = log10 L (at least 1):
 *             q <= l: L + 6l; q < 3l: L + l; q > 6l: L - l     (Netflix concurrency-limits)
 *   GRADIENT  g = clamp(1.5 * rtt0/rtt, 0.5, 1); L' = 0.8 L + 0.2 (g L + 4)       (same, Gradient2)
 * and in both L' = 0.9 L after a window in which something timed out or was refused downstream.
 *
 * Three corrections against limits that creep up under lasting overload: rtt0 is a measured
 * minimum, never an average of loaded requests, and is taken anew every probe_ns at a limit
 * lowered to one half for two windows; the limit rises only while it is in use (at least half of
 * it) and never above 5 times the most requests seen under way; a timeout counts as overload, not
 * as a stable latency.
 *
 * Lower priorities see a smaller limit, so they are shed first. One compare-and-swap to come in,
 * a few atomic adds to go out; a lock only for who closes a window, and only if it is free.
 * Any thread.
 */
#ifndef RESIL_SHEDDER_H
#define RESIL_SHEDDER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/random.h"
#include "resil/status.h"

enum resil_shedder_kind { RESIL_SHEDDER_FIXED, RESIL_SHEDDER_VEGAS, RESIL_SHEDDER_GRADIENT };

enum resil_priority { RESIL_PRIORITY_HIGH, RESIL_PRIORITY_NORMAL, RESIL_PRIORITY_LOW };

struct resil_shedder_options {
    enum resil_shedder_kind kind; /* GRADIENT */
    int limit;                    /* 20; the fixed or first limit; [min_limit, max_limit] */
    int min_limit, max_limit;     /* 1, 1000; 1 <= min <= max <= 2^24 */
    double normal_share;          /* 1.0; of the limit, for NORMAL; (0, 1] */
    double low_share;             /* 0.75; the same for LOW; (0, normal_share] */
    int window_samples;           /* 20; >= 1 */
    int64_t window_ns;            /* 100 ms; > 0 */
    int64_t probe_ns;             /* 30 s, spread by +-25 %; >= window_ns */
    bool observe_only;            /* false; true: count what would be shed, shed nothing */
    struct resil_clock clock;     /* all-zero: monotonic */
    struct resil_random random;
};

#define RESIL_SHEDDER_OPTIONS_DEFAULT                                                              \
    ((struct resil_shedder_options){.kind = RESIL_SHEDDER_GRADIENT,                                \
                                    .limit = 20,                                                   \
                                    .min_limit = 1,                                                \
                                    .max_limit = 1000,                                             \
                                    .normal_share = 1.0,                                           \
                                    .low_share = 0.75,                                             \
                                    .window_samples = 20,                                          \
                                    .window_ns = 100 * RESIL_MS,                                   \
                                    .probe_ns = 30 * RESIL_S})

struct resil_shedder {
    struct resil_shedder_options options; /* private from here */
    struct resil_splitmix own;
    _Alignas(64) _Atomic int under_way;
    _Atomic int most_under_way;     /* in this window */
    _Alignas(64) _Atomic int limit; /* in force; halved while probing */
    _Atomic uint64_t shed;
    _Alignas(64) _Atomic int64_t sum_ns;
    _Atomic int64_t samples, drops;
    _Atomic int64_t window_ends_ns;
    _Alignas(64) pthread_mutex_t lock; /* guards what follows */
    double estimate;                   /* the limit, with its fraction */
    int64_t rtt0_ns, probe_at_ns;
    bool probing, settling, ready;
};

struct resil_shedder_token {
    int64_t start_ns; /* private */
    bool held;
};

struct resil_shedder_view {
    int limit, under_way;
    int64_t rtt0_ns; /* latency without load, as far as known; 0: not yet */
    uint64_t shed;   /* since init; with observe_only: would have been */
    bool probing;
};

/* options NULL: the defaults. RESIL_SYSTEM. */
enum resil_status resil_shedder_init(struct resil_shedder *shedder,
                                     const struct resil_shedder_options *options, const char **bad);
void resil_shedder_finish(struct resil_shedder *shedder);

/* RESIL_OK: do it and release. RESIL_SHED: answer "overloaded" at once. */
enum resil_status resil_shedder_acquire(struct resil_shedder *shedder, enum resil_priority priority,
                                        struct resil_shedder_token *token);

/* The request is over. Successes are measured; TIMEOUT and THROTTLED are signs of overload; other
 * outcomes say nothing about it. Empties the token. */
void resil_shedder_release(struct resil_shedder *shedder, struct resil_shedder_token *token,
                           enum resil_outcome outcome);

struct resil_shedder_view resil_shedder_view(struct resil_shedder *shedder);

#endif
