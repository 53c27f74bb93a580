#include "resil/histogram.h"
#include <math.h>
#include <stdlib.h>
#include "check.h"
#include "resil/clock.h"
#include "resil/window.h"

#define SUB_BITS  5 /* 2^5 buckets a doubling */
#define LOW_BITS  10
#define HIGH_BITS 40
#define LATE      (64 * RESIL_HISTOGRAM_SLICES)
#define TOTAL     ((size_t)RESIL_HISTOGRAM_SLICES * RESIL_HISTOGRAM_BUCKETS)

_Static_assert((HIGH_BITS - LOW_BITS) << SUB_BITS == RESIL_HISTOGRAM_BUCKETS, "bucket count");

enum resil_status resil_histogram_init(struct resil_histogram *histogram, int64_t window_ns,
                                       const char **bad)
{
    resil_check_begin(bad);
    *histogram = (struct resil_histogram){0};
    if (window_ns < 8 * RESIL_MS || window_ns > 86400 * RESIL_S)
        return resil_refuse(bad, "window_ns");
    histogram->rate = resil_window_rate(window_ns) * RESIL_HISTOGRAM_SLICES / RESIL_WINDOW_SLICES;
    histogram->buckets = malloc(TOTAL * sizeof *histogram->buckets);
    if (!histogram->buckets)
        return RESIL_NO_MEMORY;
    for (size_t i = 0; i < TOTAL; i++)
        atomic_init(&histogram->buckets[i], 0);
    return RESIL_OK;
}

void resil_histogram_finish(struct resil_histogram *histogram)
{
    if (!histogram)
        return;
    free(histogram->buckets);
    histogram->buckets = NULL;
}

static int highest_bit(uint64_t value)
{
    int bit = 0;
    for (int step = 32; step; step /= 2)
        if (value >> (bit + step))
            bit += step;
    return bit;
}

/* The doubling gives the high part of the index, the next five bits the low part. */
static size_t bucket_of(int64_t value_ns)
{
    if (value_ns < INT64_C(1) << LOW_BITS)
        return 0;
    if (value_ns >= INT64_C(1) << HIGH_BITS)
        return RESIL_HISTOGRAM_BUCKETS - 1;
    int bit = highest_bit((uint64_t)value_ns);
    uint64_t sub = ((uint64_t)value_ns >> (bit - SUB_BITS)) & ((1u << SUB_BITS) - 1);
    return (size_t)((uint64_t)(bit - LOW_BITS) << SUB_BITS | sub);
}

/* The largest value of a bucket. */
static int64_t upper_edge(size_t bucket)
{
    int bit = (int)(bucket >> SUB_BITS) + LOW_BITS;
    int64_t sub = (int64_t)(bucket & ((1u << SUB_BITS) - 1));
    return (((INT64_C(1) << SUB_BITS) + sub + 1) << (bit - SUB_BITS)) - 1;
}

static uint32_t slice_of(const struct resil_histogram *histogram, int64_t now_ns)
{
    return resil_window_slice(now_ns, histogram->rate);
}

void resil_histogram_record(struct resil_histogram *histogram, int64_t now_ns, int64_t value_ns)
{
    uint32_t slice = slice_of(histogram, now_ns);
    size_t row = slice % RESIL_HISTOGRAM_SLICES;
    _Atomic uint64_t *word =
        &histogram->buckets[row * RESIL_HISTOGRAM_BUCKETS + bucket_of(value_ns)];
    uint64_t old = atomic_load_explicit(word, memory_order_relaxed), new;
    do {
        uint32_t number = (uint32_t)(old >> 32), held = (uint32_t)old;
        if (number == slice ? held == UINT32_MAX : held && number - slice - 1 < LATE)
            return; /* full, or a whole window late */
        new = number == slice ? old + 1 : ((uint64_t)slice << 32) + 1;
    } while (!atomic_compare_exchange_weak_explicit(word, &old, new, memory_order_relaxed,
                                                    memory_order_relaxed));
}

static uint64_t count_bucket(const struct resil_histogram *histogram, uint32_t slice, size_t bucket)
{
    uint64_t sum = 0;
    for (size_t row = 0; row < RESIL_HISTOGRAM_SLICES; row++) {
        uint64_t word = atomic_load_explicit(
            &histogram->buckets[row * RESIL_HISTOGRAM_BUCKETS + bucket], memory_order_relaxed);
        if (slice - (uint32_t)(word >> 32) < RESIL_HISTOGRAM_SLICES)
            sum += (uint32_t)word;
    }
    return sum;
}

uint64_t resil_histogram_count(const struct resil_histogram *histogram, int64_t now_ns)
{
    uint32_t slice = slice_of(histogram, now_ns);
    uint64_t sum = 0;
    for (size_t bucket = 0; bucket < RESIL_HISTOGRAM_BUCKETS; bucket++)
        sum += count_bucket(histogram, slice, bucket);
    return sum;
}

int64_t resil_histogram_quantile(const struct resil_histogram *histogram, int64_t now_ns, double q,
                                 uint64_t *count)
{
    uint64_t total = resil_histogram_count(histogram, now_ns), seen = 0;
    if (count)
        *count = total;
    if (total == 0 || !resil_in_range(q, 0, 1))
        return 0;
    uint64_t rank = (uint64_t)ceil(q * (double)total);
    rank = rank < 1 ? 1 : rank;
    uint32_t slice = slice_of(histogram, now_ns);
    size_t last = 0;
    for (size_t bucket = 0; bucket < RESIL_HISTOGRAM_BUCKETS; bucket++) {
        uint64_t here = count_bucket(histogram, slice, bucket);
        seen += here;
        if (here)
            last = bucket;
        if (seen >= rank)
            break;
    }
    return upper_edge(last);
}
