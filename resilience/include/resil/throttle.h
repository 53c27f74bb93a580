/*
 * throttle.h -- a client that refuses itself what the server would refuse anyway.
 *
 * Over a window, requests count when they start and accepts when the server took them on. A
 * request is dropped at once with probability
 *     p = max(0, (requests - K * accepts) / (requests + 1)), at most max_drop
 * (Google, Site Reliability Engineering, "Handling Overload"). With K = 2 the server sees about
 * twice what it accepts, so the client learns quickly when it recovers. Dropped requests count as
 * requests, as in the book: that is what makes p rise with demand.
 * Below min_requests in the window nothing is dropped, and one request each probe_ns always passes,
 * so that a total outage is noticed to be over.
 *
 * Two atomic adds a call, no lock. Any thread.
 */
#ifndef RESIL_THROTTLE_H
#define RESIL_THROTTLE_H

#include <stdatomic.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/random.h"
#include "resil/window.h"

struct resil_throttle_options {
    double k;                 /* 2.0; [1, 100]; lower drops sooner */
    double max_drop;          /* 0.9; [0, 1] */
    int64_t window_ns;        /* 2 min; [16 ms, 1 h] */
    int min_requests;         /* 20 in the window; >= 0 */
    int64_t probe_ns;         /* 1 s; > 0; RESIL_NEVER: none */
    bool observe_only;        /* false; true: count would-be drops, drop nothing */
    struct resil_clock clock; /* all-zero: coarse monotonic */
    struct resil_random random;
};

#define RESIL_THROTTLE_OPTIONS_DEFAULT                                                             \
    ((struct resil_throttle_options){.k = 2.0,                                                     \
                                     .max_drop = 0.9,                                              \
                                     .window_ns = 120 * RESIL_S,                                   \
                                     .min_requests = 20,                                           \
                                     .probe_ns = RESIL_S})

struct resil_throttle {
    struct resil_throttle_options options; /* private from here */
    uint64_t rate;
    struct resil_splitmix own;
    _Alignas(64) struct resil_window requests;
    _Alignas(64) struct resil_window accepts;
    _Alignas(64) _Atomic int64_t probe_at_ns;
    _Atomic uint64_t dropped;
};

struct resil_throttle_view {
    uint64_t requests, accepts; /* in the window */
    double drop;                /* the probability now */
    uint64_t dropped;           /* since init; with observe_only: would have been */
};

/* options NULL: the defaults. Holds nothing, needs no finish. */
enum resil_status resil_throttle_init(struct resil_throttle *throttle,
                                      const struct resil_throttle_options *options,
                                      const char **bad);

/* RESIL_OK: send it and report. RESIL_SHED: do not send, do not report. */
enum resil_status resil_throttle_admit(struct resil_throttle *throttle);

/* How an admitted request went: success and RESIL_PERMANENT were accepted by the server. */
void resil_throttle_report(struct resil_throttle *throttle, enum resil_outcome outcome);

struct resil_throttle_view resil_throttle_view(struct resil_throttle *throttle);

/* The formula by itself, without max_drop. */
double resil_throttle_probability(double k, double requests, double accepts);

#endif
