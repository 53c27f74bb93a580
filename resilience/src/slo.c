#include "resil/slo.h"
#include "check.h"
#include "now.h"

/* Pairs of table 5-8, as shares of 30 days: the long window and a twelfth of it. */
static const struct pair {
    double hours, burn;
    enum resil_slo_alert alert;
} pairs[] = {{1, 14.4, RESIL_SLO_PAGE}, {6, 6, RESIL_SLO_PAGE}, {72, 1, RESIL_SLO_TICKET}};

enum { pair_count = sizeof pairs / sizeof *pairs, period = RESIL_SLO_WINDOWS - 1 };

static enum resil_status check(const struct resil_slo_options *o, const char **bad)
{
    if (!(o->target > 0 && o->target < 1))
        return resil_refuse(bad, "target");
    if (o->period_ns < 3600 * RESIL_S || o->period_ns > 366 * 24 * 3600 * RESIL_S)
        return resil_refuse(bad, "period_ns");
    if (!resil_in_range(o->low, 0, 1))
        return resil_refuse(bad, "low");
    if (!resil_in_range(o->critical, 0, o->low))
        return resil_refuse(bad, "critical");
    if (o->min_requests < 1)
        return resil_refuse(bad, "min_requests");
    if (!o->failures || o->failures >> RESIL_OUTCOME_COUNT ||
        o->failures & (RESIL_BIT(RESIL_SUCCESS) | RESIL_BIT(RESIL_ABANDONED)))
        return resil_refuse(bad, "failures");
    return RESIL_OK;
}

static void open_window(struct resil_slo_window *w, double length_ns)
{
    w->rate = resil_window_rate((int64_t)length_ns);
    resil_window_init(&w->requests);
    resil_window_init(&w->failures);
}

enum resil_status resil_slo_init(struct resil_slo *slo, const struct resil_slo_options *options,
                                 const char **bad)
{
    slo->options = options ? *options : RESIL_SLO_OPTIONS_DEFAULT;
    resil_check_begin(bad);
    enum resil_status status = check(&slo->options, bad);
    if (status)
        return status;
    slo->options.clock = resil_clock_or(slo->options.clock, RESIL_CLOCK_COARSE);
    double whole = (double)slo->options.period_ns;
    for (int i = 0; i < pair_count; i++) {
        double length = whole * pairs[i].hours / (30 * 24);
        open_window(&slo->windows[2 * i], length);
        open_window(&slo->windows[2 * i + 1], length / 12);
    }
    open_window(&slo->windows[period], whole);
    return RESIL_OK;
}

void resil_slo_record(struct resil_slo *slo, enum resil_outcome outcome)
{
    if (outcome == RESIL_ABANDONED)
        return;
    int64_t now = quick_now(&slo->options.clock);
    bool failed = (slo->options.failures & RESIL_BIT(outcome)) != 0;
    for (int i = 0; i < RESIL_SLO_WINDOWS; i++) {
        struct resil_slo_window *w = &slo->windows[i];
        uint32_t slice = resil_window_slice(now, w->rate);
        resil_window_add(&w->requests, slice);
        if (failed)
            resil_window_add(&w->failures, slice);
    }
}

struct sums {
    uint64_t requests, failures;
    double burn;
};

static struct sums look(const struct resil_slo *slo, int window, int64_t now)
{
    const struct resil_slo_window *w = &slo->windows[window];
    uint32_t slice = resil_window_slice(now, w->rate);
    struct sums s = {.requests = resil_window_sum(&w->requests, slice),
                     .failures = resil_window_sum(&w->failures, slice)};
    if (s.requests)
        s.burn = (double)s.failures / (double)s.requests / (1 - slo->options.target);
    return s;
}

static enum resil_slo_alert alert_of(const struct resil_slo *slo, const struct pair *pair,
                                     int first, int64_t now)
{
    struct sums lasting = look(slo, first, now), recent = look(slo, first + 1, now);
    bool enough = recent.requests >= (uint64_t)slo->options.min_requests;
    bool burns = lasting.burn >= pair->burn && recent.burn >= pair->burn;
    return enough && burns ? pair->alert : RESIL_SLO_QUIET;
}

struct resil_slo_state resil_slo_state(const struct resil_slo *slo)
{
    int64_t now = quick_now(&slo->options.clock);
    struct sums all = look(slo, period, now);
    struct resil_slo_state s = {.requests = all.requests,
                                .failures = all.failures,
                                .left = 1 - all.burn,
                                .burn_fast = look(slo, 1, now).burn,
                                .burn_slow = look(slo, 2 * pair_count - 2, now).burn};
    for (int i = 0; i < pair_count; i++) {
        enum resil_slo_alert alert = alert_of(slo, &pairs[i], 2 * i, now);
        if (alert > s.alert)
            s.alert = alert;
    }
    if (s.left < 1e-9) /* 1 - target is not exact: spent to the last request is spent */
        s.level = RESIL_SLO_SPENT;
    else if (s.left < slo->options.critical)
        s.level = RESIL_SLO_CRITICAL;
    else if (s.left < slo->options.low)
        s.level = RESIL_SLO_LOW;
    return s;
}
