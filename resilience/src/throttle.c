#include "resil/throttle.h"
#include "check.h"
#include "now.h"

static const char *find_fault(const struct resil_throttle_options *o)
{
    if (!resil_in_range(o->k, 1, 100))
        return "k";
    if (!resil_in_range(o->max_drop, 0, 1))
        return "max_drop";
    if (o->window_ns < 16 * RESIL_MS || o->window_ns > 3600 * RESIL_S)
        return "window_ns";
    if (o->min_requests < 0)
        return "min_requests";
    if (o->probe_ns <= 0)
        return "probe_ns";
    return NULL;
}

enum resil_status resil_throttle_init(struct resil_throttle *throttle,
                                      const struct resil_throttle_options *options,
                                      const char **bad)
{
    resil_check_begin(bad);
    struct resil_throttle_options o = options ? *options : RESIL_THROTTLE_OPTIONS_DEFAULT;
    const char *fault = find_fault(&o);
    if (fault)
        return resil_refuse(bad, fault);
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_COARSE);
    *throttle = (struct resil_throttle){.options = o, .rate = resil_window_rate(o.window_ns)};
    resil_splitmix_seed(&throttle->own, o.random.next ? 0 : resil_random_seed());
    resil_window_init(&throttle->requests);
    resil_window_init(&throttle->accepts);
    atomic_init(&throttle->probe_at_ns, INT64_MIN);
    return RESIL_OK;
}

double resil_throttle_probability(double k, double requests, double accepts)
{
    double p = (requests - k * accepts) / (requests + 1);
    return p > 0 ? p : 0;
}

static double drop_now(const struct resil_throttle *throttle, uint32_t slice)
{
    const struct resil_throttle_options *o = &throttle->options;
    double requests = (double)resil_window_sum(&throttle->requests, slice);
    if (requests < o->min_requests)
        return 0;
    double accepts = (double)resil_window_sum(&throttle->accepts, slice);
    double p = resil_throttle_probability(o->k, requests, accepts);
    return p < o->max_drop ? p : o->max_drop;
}

/* One caller each probe_ns may pass whatever the odds. */
static bool is_probe(struct resil_throttle *throttle, int64_t now_ns)
{
    int64_t due = atomic_load_explicit(&throttle->probe_at_ns, memory_order_relaxed);
    return now_ns >= due &&
           atomic_compare_exchange_strong_explicit(
               &throttle->probe_at_ns, &due, resil_time_add(now_ns, throttle->options.probe_ns),
               memory_order_relaxed, memory_order_relaxed);
}

enum resil_status resil_throttle_admit(struct resil_throttle *throttle)
{
    const struct resil_throttle_options *o = &throttle->options;
    int64_t now = quick_now(&o->clock);
    uint32_t slice = resil_window_slice(now, throttle->rate);
    double p = drop_now(throttle, slice);
    resil_window_add(&throttle->requests, slice);
    if (p <= 0 || resil_unit(resil_random_draw(&o->random, &throttle->own)) >= p ||
        is_probe(throttle, now))
        return RESIL_OK;
    atomic_fetch_add_explicit(&throttle->dropped, 1, memory_order_relaxed);
    return o->observe_only ? RESIL_OK : RESIL_SHED;
}

void resil_throttle_report(struct resil_throttle *throttle, enum resil_outcome outcome)
{
    /* An abandoned request says nothing, and counts as accepted so as not to drop others. */
    if (outcome == RESIL_SUCCESS || outcome == RESIL_PERMANENT || outcome == RESIL_ABANDONED)
        resil_window_add(&throttle->accepts,
                         resil_window_slice(quick_now(&throttle->options.clock), throttle->rate));
}

struct resil_throttle_view resil_throttle_view(struct resil_throttle *throttle)
{
    uint32_t slice = resil_window_slice(quick_now(&throttle->options.clock), throttle->rate);
    return (struct resil_throttle_view){
        .requests = resil_window_sum(&throttle->requests, slice),
        .accepts = resil_window_sum(&throttle->accepts, slice),
        .drop = drop_now(throttle, slice),
        .dropped = atomic_load_explicit(&throttle->dropped, memory_order_relaxed),
    };
}
