/*
 * slo.h -- the error budget of a service level objective, and how fast it burns.
 *
 * An objective of 99.9 % allows 0.1 % of the requests of a period to fail: that is the budget. The
 * burn rate is the share of failures divided by the allowed one: at 1 the budget lasts exactly the
 * period, at 14.4 it is gone in two days of thirty. One short window alone cries wolf, one long one
 * alone hears it late and does not stop; so each alert needs both of a pair (Site Reliability
 * Workbook, chapter 5, table 5-8):
 *   RESIL_SLO_PAGE    14.4 over 1 h and 5 min, or 6 over 6 h and 30 min
 *   RESIL_SLO_TICKET  1 over 3 d and 6 h
 * scaled to the period if that is not 30 days.
 *
 * What is left of the budget decides what may be risked: `level` falls from OK over LOW (half
 * left) and CRITICAL (a quarter) to SPENT.
 *
 * Recording is lock-free: 7 atomic adds, 14 for a failure. Reading walks the windows. Any thread.
 * Windows are exact to a sixteenth (window.h). Nothing survives the process: for a fleet, export
 * the counters (metrics.h) and compute the same there.
 */
#ifndef RESIL_SLO_H
#define RESIL_SLO_H

#include <stdbool.h>
#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/window.h"

enum { RESIL_SLO_WINDOWS = 7 };

enum resil_slo_alert { RESIL_SLO_QUIET, RESIL_SLO_TICKET, RESIL_SLO_PAGE };
enum resil_slo_level { RESIL_SLO_OK, RESIL_SLO_LOW, RESIL_SLO_CRITICAL, RESIL_SLO_SPENT };

struct resil_slo_options {
    double target;            /* 0.999; share of good requests; (0, 1) */
    int64_t period_ns;        /* 30 days; [1 h, 366 days] */
    double low, critical;     /* 0.5, 0.25 of the budget left; 1 >= low >= critical >= 0 */
    int min_requests;         /* 100 in the short window before it alerts; >= 1 */
    unsigned failures;        /* RESIL_FAILURES: outcomes that use up budget */
    struct resil_clock clock; /* all-zero: coarse monotonic */
};

#define RESIL_SLO_OPTIONS_DEFAULT                                                                  \
    ((struct resil_slo_options){.target = 0.999,                                                   \
                                .period_ns = 30 * 24 * 3600 * RESIL_S,                             \
                                .low = 0.5,                                                        \
                                .critical = 0.25,                                                  \
                                .min_requests = 100,                                               \
                                .failures = RESIL_FAILURES})

struct resil_slo_window {
    uint64_t rate;
    struct resil_window requests, failures;
};

struct resil_slo {
    struct resil_slo_options options;                   /* private from here */
    struct resil_slo_window windows[RESIL_SLO_WINDOWS]; /* the last is the period */
};

struct resil_slo_state {
    enum resil_slo_alert alert;
    enum resil_slo_level level;
    double left;                 /* of the budget: 1 all, 0 none, negative: overspent */
    double burn_fast;            /* over the shortest window; 0 without requests */
    double burn_slow;            /* over the longest window that alerts */
    uint64_t requests, failures; /* in the period */
};

/* options NULL: the defaults. Holds nothing that must be finished. */
enum resil_status resil_slo_init(struct resil_slo *slo, const struct resil_slo_options *options,
                                 const char **bad);

/* A request ended. RESIL_ABANDONED is not counted. */
void resil_slo_record(struct resil_slo *slo, enum resil_outcome outcome);

struct resil_slo_state resil_slo_state(const struct resil_slo *slo);

#endif
