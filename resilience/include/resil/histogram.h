/*
 * histogram.h -- quantiles of durations over a sliding window, with a bounded relative error.
 *
 * Log-linear buckets: 32 to each doubling, so a quantile is at most 1/32 (3.2 %) above the true
 * sample at that rank and never below it. Values from 1 us (2^10 ns) to 18 min (2^40 ns); what lies
 * outside counts as the nearest of the two. The window is RESIL_HISTOGRAM_SLICES slices that age
 * like those of window.h: each bucket carries the number of its slice, so nothing is ever swept.
 * Recording is one atomic add, O(1); reading a quantile walks the buckets (some microseconds), so
 * cache it. Memory (about 60 KiB) is taken at init. Any thread.
 */
#ifndef RESIL_HISTOGRAM_H
#define RESIL_HISTOGRAM_H

#include <stdatomic.h>
#include <stdint.h>
#include "resil/status.h"

#define RESIL_HISTOGRAM_SLICES  8
#define RESIL_HISTOGRAM_BUCKETS (30 * 32) /* 30 doublings from 2^10 ns */

struct resil_histogram {
    _Atomic uint64_t *buckets; /* private: slice-major, number << 32 | count */
    uint64_t rate;
};

/* window_ns in [8 ms, 24 h], else RESIL_INVALID ("window_ns"). RESIL_NO_MEMORY. */
enum resil_status resil_histogram_init(struct resil_histogram *histogram, int64_t window_ns,
                                       const char **bad);
void resil_histogram_finish(struct resil_histogram *histogram);

/* One duration (>= 0), observed now. */
void resil_histogram_record(struct resil_histogram *histogram, int64_t now_ns, int64_t value_ns);

/* Samples in the window that ends now. */
uint64_t resil_histogram_count(const struct resil_histogram *histogram, int64_t now_ns);

/* The value that a share `q` in [0, 1] of the samples does not exceed (rounded up to the edge of
 * its bucket), and their number in *count (may be NULL). 0 without samples or if q is not in
 * range. */
int64_t resil_histogram_quantile(const struct resil_histogram *histogram, int64_t now_ns, double q,
                                 uint64_t *count);

#endif
