/*
 * metrics.h -- counters in Prometheus' text format 0.0.4.
 *
 * A resil_metrics counts the events of one server or operation; one atomic add or a few for each,
 * any thread. resil_metrics_write gives for each name:
 *   resil_attempts_total{name,outcome}        attempts by how they ended
 *   resil_operations_total{name,status}       operations by how they ended
 *   resil_events_total{name,kind}             all events
 *   resil_attempt_seconds{name}               histogram of the attempts' durations
 * Own values (a breaker's state, a budget's tokens) go into the same page with the functions below.
 */
#ifndef RESIL_METRICS_H
#define RESIL_METRICS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include "resil/events.h"

#define RESIL_METRICS_BUCKETS 12 /* 5 ms to 10 s, and beyond */

struct resil_metrics {
    const char *name; /* private from here */
    _Atomic uint64_t attempts[RESIL_OUTCOME_COUNT];
    _Atomic uint64_t operations[RESIL_STATUS_COUNT];
    _Atomic uint64_t events[RESIL_EVENT_COUNT];
    _Atomic uint64_t durations[RESIL_METRICS_BUCKETS];
    _Atomic uint64_t duration_sum_ns;
};

/* `name` is not copied and outlives the metrics. */
void resil_metrics_init(struct resil_metrics *metrics, const char *name);
/* Counts every event, whatever its name. */
struct resil_observer resil_metrics_observer(struct resil_metrics *metrics);

/* A page that is being written into the caller's memory. */
struct resil_page {
    char *text; /* NUL-terminated; ends at the last whole line that fitted */
    size_t size, used;
    bool full; /* something did not fit */
};

struct resil_page resil_page_in(char *text, size_t size);

/* All of `count` metrics. Counters of one page are not of one instant. RESIL_TRUNCATED if the page
 * is full; 16 KiB hold about five metrics. Values of 0 are left out, except in histograms. */
enum resil_status resil_metrics_write(const struct resil_metrics *const *metrics, int count,
                                      struct resil_page *page);

/* "# HELP" and "# TYPE" lines: once before the samples of `name`. `type` is "counter" or "gauge".
 */
enum resil_status resil_page_family(struct resil_page *page, const char *name, const char *type,
                                    const char *help);
/* One sample; `label` may be NULL, else it gets `value_of_label`, escaped. */
enum resil_status resil_page_sample(struct resil_page *page, const char *name, const char *label,
                                    const char *value_of_label, double value);

#endif
