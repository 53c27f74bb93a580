#include "resil/shedder.h"
#include <errno.h>
#include <math.h>
#include "check.h"

#define MOST_LIMIT     (1 << 24)
#define DROP_FACTOR    0.9
#define TOLERANCE      1.5 /* gradient: latency may be this much above rtt0 */
#define SMOOTHING      0.2
#define HEADROOM       4.0 /* gradient: queue that is always allowed, so that the limit can grow */
#define MOST_OVER_USED 5.0

static const char *find_fault(const struct resil_shedder_options *o)
{
    if ((unsigned)o->kind > RESIL_SHEDDER_GRADIENT)
        return "kind";
    if (o->min_limit < 1)
        return "min_limit";
    if (o->max_limit < o->min_limit || o->max_limit > MOST_LIMIT)
        return "max_limit";
    if (o->limit < o->min_limit || o->limit > o->max_limit)
        return "limit";
    if (!resil_in_range(o->normal_share, 1e-6, 1))
        return "normal_share";
    if (!resil_in_range(o->low_share, 1e-6, o->normal_share))
        return "low_share";
    if (o->window_samples < 1)
        return "window_samples";
    if (o->window_ns <= 0)
        return "window_ns";
    if (o->probe_ns < o->window_ns)
        return "probe_ns";
    return NULL;
}

/* Spread, or the shedders of a fleet would all lower their limits at the same moment. */
static int64_t next_probe(struct resil_shedder *shedder, int64_t now_ns)
{
    const struct resil_shedder_options *o = &shedder->options;
    int64_t quarter = o->probe_ns / 4;
    uint64_t bits = resil_random_draw(&o->random, &shedder->own);
    return resil_time_add(
        now_ns, resil_time_add(o->probe_ns - quarter, resil_between(bits, 0, 2 * quarter)));
}

enum resil_status resil_shedder_init(struct resil_shedder *shedder,
                                     const struct resil_shedder_options *options, const char **bad)
{
    resil_check_begin(bad);
    shedder->ready = false;
    struct resil_shedder_options o = options ? *options : RESIL_SHEDDER_OPTIONS_DEFAULT;
    const char *fault = find_fault(&o);
    if (fault)
        return resil_refuse(bad, fault);
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_MONOTONIC);
    *shedder = (struct resil_shedder){.options = o, .estimate = o.limit};
    atomic_init(&shedder->limit, o.limit);
    resil_splitmix_seed(&shedder->own, o.random.next ? 0 : resil_random_seed());
    int64_t now = resil_now(&o.clock);
    atomic_init(&shedder->window_ends_ns, resil_time_add(now, o.window_ns));
    shedder->probe_at_ns = next_probe(shedder, now);
    int error = pthread_mutex_init(&shedder->lock, NULL);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    shedder->ready = true;
    return RESIL_OK;
}

void resil_shedder_finish(struct resil_shedder *shedder)
{
    if (!shedder || !shedder->ready)
        return;
    pthread_mutex_destroy(&shedder->lock);
    shedder->ready = false;
}

static int limit_for(const struct resil_shedder *shedder, enum resil_priority priority)
{
    int limit = atomic_load_explicit(&shedder->limit, memory_order_relaxed);
    double share = priority == RESIL_PRIORITY_HIGH     ? 1
                   : priority == RESIL_PRIORITY_NORMAL ? shedder->options.normal_share
                                                       : shedder->options.low_share;
    int part = (int)(limit * share);
    return part < 1 ? 1 : part;
}

static void raise_to(_Atomic int *most, int value)
{
    int old = atomic_load_explicit(most, memory_order_relaxed);
    while (old < value && !atomic_compare_exchange_weak_explicit(
                              most, &old, value, memory_order_relaxed, memory_order_relaxed))
        continue;
}

enum resil_status resil_shedder_acquire(struct resil_shedder *shedder, enum resil_priority priority,
                                        struct resil_shedder_token *token)
{
    *token = (struct resil_shedder_token){0};
    int limit = limit_for(shedder, priority);
    int now = atomic_load_explicit(&shedder->under_way, memory_order_relaxed);
    bool counted = false;
    do {
        if (now < limit)
            continue;
        if (!counted)
            atomic_fetch_add_explicit(&shedder->shed, 1, memory_order_relaxed);
        counted = true;
        if (!shedder->options.observe_only)
            return RESIL_SHED;
    } while (!atomic_compare_exchange_weak_explicit(&shedder->under_way, &now, now + 1,
                                                    memory_order_acq_rel, memory_order_relaxed));
    if (shedder->options.kind != RESIL_SHEDDER_FIXED) {
        raise_to(&shedder->most_under_way, now + 1);
        token->start_ns = resil_now(&shedder->options.clock);
    }
    token->held = true;
    return RESIL_OK;
}

static double vegas(const struct resil_shedder *shedder, double limit, double rtt)
{
    double queued = ceil(limit * (1 - (double)shedder->rtt0_ns / rtt));
    double step = log10(limit) < 1 ? 1 : log10(limit);
    if (queued <= step)
        return limit + 6 * step;
    if (queued < 3 * step)
        return limit + step;
    return queued > 6 * step ? limit - step : limit;
}

static double gradient(const struct resil_shedder *shedder, double limit, double rtt)
{
    double g = TOLERANCE * (double)shedder->rtt0_ns / rtt;
    g = g > 1 ? 1 : g < 0.5 ? 0.5 : g;
    return (1 - SMOOTHING) * limit + SMOOTHING * (g * limit + HEADROOM);
}

struct window {
    double rtt; /* mean of the successes; 0: none */
    int64_t drops;
    int most_under_way;
};

/* Under the lock: the new limit from a finished window. */
static double move(const struct resil_shedder *shedder, const struct window *w)
{
    const struct resil_shedder_options *o = &shedder->options;
    double old = shedder->estimate, new = old;
    if (w->drops > 0)
        return old * DROP_FACTOR;
    if (w->rtt > 0)
        new = o->kind == RESIL_SHEDDER_VEGAS ? vegas(shedder, old, w->rtt)
                                             : gradient(shedder, old, w->rtt);
    if (new <= old)
        return new;
    if (2 * w->most_under_way < old)
        return old; /* not in use, so nothing was learnt about a higher one */
    double most = MOST_OVER_USED * w->most_under_way;
    return new > most ? (most > old ? most : old) : new;
}

/* Under the lock. While probing the limit is one half. The first window is not counted, since it
 * still measures requests that queued before; what the second measures is rtt0. */
static void advance(struct resil_shedder *shedder, const struct window *w, int64_t now_ns)
{
    if (shedder->probing && shedder->settling) {
        shedder->settling = false;
    } else if (shedder->probing) {
        if (w->rtt > 0)
            shedder->rtt0_ns = (int64_t)w->rtt;
        shedder->probing = false;
        shedder->probe_at_ns = next_probe(shedder, now_ns);
    } else {
        if (w->rtt > 0 && (shedder->rtt0_ns == 0 || w->rtt < (double)shedder->rtt0_ns))
            shedder->rtt0_ns = (int64_t)w->rtt;
        shedder->estimate = move(shedder, w);
        shedder->probing = shedder->settling = now_ns >= shedder->probe_at_ns;
    }
    double low = shedder->options.min_limit, high = shedder->options.max_limit;
    if (shedder->estimate < low)
        shedder->estimate = low;
    if (shedder->estimate > high)
        shedder->estimate = high;
    double half = shedder->estimate / 2 < low ? low : shedder->estimate / 2;
    atomic_store_explicit(&shedder->limit, (int)(shedder->probing ? half : shedder->estimate),
                          memory_order_relaxed);
}

/* Samples that arrive while the window is closed belong to the next one; none is counted twice. */
static void close_window(struct resil_shedder *shedder, int64_t now_ns)
{
    if (pthread_mutex_trylock(&shedder->lock))
        return; /* somebody else does it */
    int64_t ends = atomic_load_explicit(&shedder->window_ends_ns, memory_order_relaxed);
    if (now_ns >= ends) {
        int64_t samples = atomic_exchange_explicit(&shedder->samples, 0, memory_order_relaxed);
        int64_t sum = atomic_exchange_explicit(&shedder->sum_ns, 0, memory_order_relaxed);
        struct window w = {
            .rtt = samples > 0 && sum > 0 ? (double)sum / (double)samples : 0,
            .drops = atomic_exchange_explicit(&shedder->drops, 0, memory_order_relaxed),
            .most_under_way = atomic_exchange_explicit(
                &shedder->most_under_way,
                atomic_load_explicit(&shedder->under_way, memory_order_relaxed),
                memory_order_relaxed),
        };
        atomic_store_explicit(&shedder->window_ends_ns,
                              resil_time_add(now_ns, shedder->options.window_ns),
                              memory_order_relaxed);
        advance(shedder, &w, now_ns);
    }
    pthread_mutex_unlock(&shedder->lock);
}

void resil_shedder_release(struct resil_shedder *shedder, struct resil_shedder_token *token,
                           enum resil_outcome outcome)
{
    if (!token->held)
        return;
    token->held = false;
    atomic_fetch_sub_explicit(&shedder->under_way, 1, memory_order_acq_rel);
    if (shedder->options.kind == RESIL_SHEDDER_FIXED)
        return;
    int64_t now = resil_now(&shedder->options.clock), seen = 0;
    if (outcome == RESIL_SUCCESS) {
        atomic_fetch_add_explicit(&shedder->sum_ns, now - token->start_ns, memory_order_relaxed);
        seen = atomic_fetch_add_explicit(&shedder->samples, 1, memory_order_relaxed) + 1;
    } else if (outcome == RESIL_TIMEOUT || outcome == RESIL_THROTTLED) {
        atomic_fetch_add_explicit(&shedder->drops, 1, memory_order_relaxed);
        seen = shedder->options.window_samples; /* overload need not be proved twenty times */
    }
    if (seen >= shedder->options.window_samples &&
        now >= atomic_load_explicit(&shedder->window_ends_ns, memory_order_relaxed))
        close_window(shedder, now);
}

struct resil_shedder_view resil_shedder_view(struct resil_shedder *shedder)
{
    pthread_mutex_lock(&shedder->lock);
    struct resil_shedder_view view = {
        .limit = atomic_load_explicit(&shedder->limit, memory_order_relaxed),
        .under_way = atomic_load_explicit(&shedder->under_way, memory_order_relaxed),
        .rtt0_ns = shedder->rtt0_ns,
        .shed = atomic_load_explicit(&shedder->shed, memory_order_relaxed),
        .probing = shedder->probing,
    };
    pthread_mutex_unlock(&shedder->lock);
    return view;
}
