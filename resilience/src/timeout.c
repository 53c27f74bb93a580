#include "resil/timeout.h"
#include "check.h"
#include "now.h"

#define MOST_FACTOR 100.0

static const char *find_fault(const struct resil_timeout_options *o)
{
    if (!resil_in_range(o->quantile, 1e-9, 1))
        return "quantile";
    if (!resil_in_range(o->factor, 1, MOST_FACTOR))
        return "factor";
    if (!resil_in_range(o->growth, 1, MOST_FACTOR))
        return "growth";
    if (o->floor_ns <= 0)
        return "floor_ns";
    if (o->ceiling_ns < o->floor_ns || o->ceiling_ns == RESIL_NEVER)
        return "ceiling_ns";
    if (o->initial_ns < o->floor_ns || o->initial_ns > o->ceiling_ns)
        return "initial_ns";
    if (o->min_samples < 1)
        return "min_samples";
    if (o->window_ns <= 0)
        return "window_ns";
    if (o->refresh_ns < 0 || o->refresh_ns > o->window_ns)
        return "refresh_ns";
    return NULL;
}

enum resil_status resil_timeout_init(struct resil_timeout *timeout,
                                     const struct resil_timeout_options *options, const char **bad)
{
    resil_check_begin(bad);
    timeout->ready = false;
    struct resil_timeout_options o = options ? *options : RESIL_TIMEOUT_OPTIONS_DEFAULT;
    const char *fault = find_fault(&o);
    if (fault)
        return resil_refuse(bad, fault);
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_COARSE);
    *timeout = (struct resil_timeout){.options = o};
    atomic_init(&timeout->current_ns, o.initial_ns);
    atomic_init(&timeout->refresh_at_ns, INT64_MIN);
    enum resil_status status = resil_histogram_init(&timeout->histogram, o.window_ns, bad);
    timeout->ready = status == RESIL_OK;
    return status;
}

void resil_timeout_finish(struct resil_timeout *timeout)
{
    if (!timeout || !timeout->ready)
        return;
    resil_histogram_finish(&timeout->histogram);
    timeout->ready = false;
}

static int64_t compute(const struct resil_timeout *timeout, int64_t now_ns)
{
    const struct resil_timeout_options *o = &timeout->options;
    uint64_t count;
    int64_t latency = resil_histogram_quantile(&timeout->histogram, now_ns, o->quantile, &count);
    double wanted = (double)latency * o->factor;
    /* Few samples may also mean that every call takes long: they may prolong, not shorten. */
    if (count < (uint64_t)o->min_samples && wanted < (double)o->initial_ns)
        return o->initial_ns;
    if (wanted <= (double)o->floor_ns)
        return o->floor_ns;
    return wanted >= (double)o->ceiling_ns ? o->ceiling_ns : (int64_t)wanted;
}

int64_t resil_timeout_get(struct resil_timeout *timeout)
{
    int64_t now = quick_now(&timeout->options.clock);
    int64_t due = atomic_load_explicit(&timeout->refresh_at_ns, memory_order_relaxed);
    /* Whoever wins the exchange computes; the others take the value of a moment ago. */
    if (now >= due &&
        atomic_compare_exchange_strong_explicit(&timeout->refresh_at_ns, &due,
                                                resil_time_add(now, timeout->options.refresh_ns),
                                                memory_order_relaxed, memory_order_relaxed))
        atomic_store_explicit(&timeout->current_ns, compute(timeout, now), memory_order_relaxed);
    return atomic_load_explicit(&timeout->current_ns, memory_order_relaxed);
}

struct resil_deadline resil_timeout_deadline(struct resil_timeout *timeout,
                                             struct resil_deadline parent)
{
    return resil_deadline_child(parent, &timeout->options.clock, resil_timeout_get(timeout));
}

void resil_timeout_record(struct resil_timeout *timeout, int64_t latency_ns)
{
    resil_histogram_record(&timeout->histogram, quick_now(&timeout->options.clock), latency_ns);
}

void resil_timeout_record_cut(struct resil_timeout *timeout, int64_t waited_ns)
{
    double grown = (double)waited_ns * timeout->options.growth;
    double most = (double)timeout->options.ceiling_ns;
    resil_timeout_record(timeout, grown < most ? (int64_t)grown : timeout->options.ceiling_ns);
}
