#include "resil/bucket.h"
#include <math.h>
#include <stdbool.h>
#include "check.h"
#include "now.h"

/* Sixteenths of a nanosecond hold 18 years in an int64_t and make a token of the fastest rate 160
 * of them, which bounds the rounding of a rate. */
#define UNITS     16
#define MOST_RATE 1e8
#define YEAR      (INT64_C(31536000) * RESIL_S) /* keeps all sums within an int64_t */

/* The coarse clock stands still for up to 10 ms (HZ=100), in which only what is in the bucket can
 * be taken: where that is the rate of ten such ticks, nobody notices. */
#define COARSE_FROM_S 0.1

static struct resil_clock default_clock(const struct resil_bucket_options *o)
{
    bool coarse = o->burst / o->rate >= COARSE_FROM_S;
    return coarse ? RESIL_CLOCK_COARSE : RESIL_CLOCK_MONOTONIC;
}

enum resil_status resil_bucket_init(struct resil_bucket *bucket,
                                    const struct resil_bucket_options *options, const char **bad)
{
    resil_check_begin(bad);
    struct resil_bucket_options o = options ? *options : RESIL_BUCKET_OPTIONS_DEFAULT;
    if (!resil_in_range(o.rate, 1e-3, MOST_RATE))
        return resil_refuse(bad, "rate");
    if (!resil_in_range(o.burst, 1, 1e18) || o.burst / o.rate > (double)YEAR / 1e9)
        return resil_refuse(bad, "burst");
    o.clock = resil_clock_or(o.clock, default_clock(&o));
    double token = UNITS * 1e9 / o.rate;
    *bucket = (struct resil_bucket){
        .clock = o.clock,
        .origin_ns = resil_now(&o.clock),
        .token = token,
        .one = (int64_t)ceil(token), /* rounding up never lets more through */
        .depth = (int64_t)(token * o.burst),
    };
    if (bucket->depth < bucket->one)
        bucket->depth = bucket->one;
    atomic_init(&bucket->empty_at, -bucket->depth);
    return RESIL_OK;
}

static int64_t units_at(const struct resil_bucket *bucket, int64_t now_ns)
{
    return (now_ns - bucket->origin_ns) * UNITS;
}

static int64_t cost_of(const struct resil_bucket *bucket, int tokens)
{
    if (tokens == 1)
        return bucket->one;
    double cost = ceil(bucket->token * tokens);
    return cost > (double)bucket->depth ? INT64_MAX : (int64_t)cost;
}

static int64_t round_up_ns(int64_t units)
{
    return (units + UNITS - 1) / UNITS;
}

static inline enum resil_status take_at(struct resil_bucket *bucket, int tokens, int64_t now_ns,
                                        int64_t patience_ns, int64_t *wait_ns)
{
    *wait_ns = 0;
    int64_t cost = cost_of(bucket, tokens);
    if (tokens < 1 || patience_ns < 0 || cost > bucket->depth)
        return RESIL_INVALID;
    if (patience_ns > YEAR)
        patience_ns = YEAR;
    int64_t now = units_at(bucket, now_ns), after, left;
    int64_t empty = atomic_load_explicit(&bucket->empty_at, memory_order_relaxed);
    do {
        /* A bucket that was empty longer ago than it takes to fill is full, not fuller. */
        int64_t from = empty < now - bucket->depth ? now - bucket->depth : empty;
        after = from + cost;
        left = after > now ? round_up_ns(after - now) : 0;
        *wait_ns = left;
        if (left > patience_ns)
            return RESIL_LIMITED;
    } while (!atomic_compare_exchange_weak_explicit(&bucket->empty_at, &empty, after,
                                                    memory_order_relaxed, memory_order_relaxed));
    return RESIL_OK;
}

enum resil_status resil_bucket_take(struct resil_bucket *bucket, int tokens, int64_t patience_ns,
                                    int64_t *wait_ns)
{
    return take_at(bucket, tokens, quick_now(&bucket->clock), patience_ns, wait_ns);
}

/* What is left of the deadline, the wait and its end are all counted from one look at the clock:
 * with a second one the sleep would end later than was promised. */
enum resil_status resil_bucket_wait(struct resil_bucket *bucket, int tokens,
                                    struct resil_deadline deadline)
{
    int64_t now = quick_now(&bucket->clock), wait, patience = RESIL_NEVER;
    if (deadline.at_ns != RESIL_NEVER)
        patience = deadline.at_ns > now ? resil_time_add(deadline.at_ns, -now) : 0;
    enum resil_status status = take_at(bucket, tokens, now, patience, &wait);
    if (status == RESIL_OK && wait > 0)
        resil_sleep_until(&bucket->clock, resil_time_add(now, wait));
    return status;
}

void resil_bucket_return(struct resil_bucket *bucket, int tokens)
{
    if (tokens > 0)
        atomic_fetch_sub_explicit(&bucket->empty_at, cost_of(bucket, tokens), memory_order_relaxed);
}

double resil_bucket_level(struct resil_bucket *bucket)
{
    int64_t now = units_at(bucket, quick_now(&bucket->clock));
    int64_t units = now - atomic_load_explicit(&bucket->empty_at, memory_order_relaxed);
    return (double)(units > bucket->depth ? bucket->depth : units) / bucket->token;
}
