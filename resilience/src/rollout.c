#include "resil/rollout.h"
#include <math.h>
#include <string.h>
#include "check.h"
#include "resil/fingerprint.h"

/* The share, whether it was taken back, and how often it was set by hand are one word, and a step
 * changes it only from what it looked at: whoever switches off while it widens is not overruled. */
enum { rolled_back = -1 };

static int share_in(uint64_t word)
{
    return (int)(int32_t)(uint32_t)word;
}

static uint64_t with_share(uint64_t word, int buckets)
{
    return (word & ~(uint64_t)UINT32_MAX) | (uint32_t)buckets;
}

static int buckets_of(double share)
{
    return (int)lround(share * RESIL_ROLLOUT_BUCKETS);
}

static const char *bad_field(const struct resil_rollout_options *o)
{
    if (!o->flag || !*o->flag || strlen(o->flag) > 100)
        return "flag";
    if (!resil_in_range(o->initial, 0, 1))
        return "initial";
    if (!resil_in_range(o->increment, 0.0001, 1))
        return "increment";
    if (!resil_in_range(o->most, o->initial, 1))
        return "most";
    if (o->interval_ns <= 0)
        return "interval_ns";
    if (!(o->max_error_rate >= 0 && o->max_error_rate < 1))
        return "max_error_rate";
    if (!(o->margin >= 0 && o->margin < 1))
        return "margin";
    if (o->min_requests < 1)
        return "min_requests";
    if (o->window_ns < RESIL_S || o->window_ns > 24 * 3600 * RESIL_S)
        return "window_ns";
    if (!o->failures || o->failures >> RESIL_OUTCOME_COUNT ||
        o->failures & (RESIL_BIT(RESIL_SUCCESS) | RESIL_BIT(RESIL_ABANDONED)))
        return "failures";
    return NULL;
}

enum resil_status resil_rollout_init(struct resil_rollout *r,
                                     const struct resil_rollout_options *options, const char **bad)
{
    r->options = options ? *options : RESIL_ROLLOUT_OPTIONS_DEFAULT;
    resil_check_begin(bad);
    const char *field = bad_field(&r->options);
    if (field)
        return resil_refuse(bad, field);
    r->options.clock = resil_clock_or(r->options.clock, RESIL_CLOCK_COARSE);
    r->rate = resil_window_rate(r->options.window_ns);
    r->salt = resil_fingerprint_hash(r->options.flag, strlen(r->options.flag));
    r->options.flag = NULL; /* the caller's string need not live on */
    for (int i = 0; i < 2; i++) {
        resil_window_init(&r->arms[i].requests);
        resil_window_init(&r->arms[i].failures);
    }
    atomic_init(&r->word, with_share(0, buckets_of(r->options.initial)));
    atomic_init(&r->step_at_ns,
                resil_time_add(resil_now(&r->options.clock), r->options.interval_ns));
    atomic_init(&r->paused, false);
    atomic_flag_clear(&r->stepping);
    return RESIL_OK;
}

bool resil_rollout_enabled(const struct resil_rollout *r, const void *subject, size_t size)
{
    int buckets = share_in(atomic_load_explicit(&r->word, memory_order_relaxed));
    if (buckets <= 0 || buckets >= RESIL_ROLLOUT_BUCKETS)
        return buckets > 0;
    struct resil_fingerprinter f;
    uint8_t key[16] = {0};
    for (int i = 0; i < 8; i++) /* little-endian, so that all machines agree */
        key[i] = (uint8_t)(r->salt >> (8 * i));
    resil_fingerprint_start(&f, key);
    resil_fingerprint_append(&f, subject, size);
    struct resil_fingerprint print = resil_fingerprint_end(&f);
    uint64_t bits = 0;
    for (int i = 7; i >= 0; i--)
        bits = bits << 8 | print.bytes[i];
    return (int)(bits % RESIL_ROLLOUT_BUCKETS) < buckets;
}

void resil_rollout_record(struct resil_rollout *r, bool on, enum resil_outcome outcome)
{
    if (outcome == RESIL_ABANDONED)
        return;
    uint32_t slice = resil_window_slice(resil_now(&r->options.clock), r->rate);
    resil_window_add(&r->arms[on].requests, slice);
    if (r->options.failures & RESIL_BIT(outcome))
        resil_window_add(&r->arms[on].failures, slice);
}

static uint64_t requests_of(const struct resil_rollout *r, bool on, int64_t now, double *error_rate)
{
    uint32_t slice = resil_window_slice(now, r->rate);
    uint64_t requests = resil_window_sum(&r->arms[on].requests, slice);
    uint64_t failures = resil_window_sum(&r->arms[on].failures, slice);
    *error_rate = requests ? (double)failures / (double)requests : 0;
    return requests;
}

static enum resil_rollout_change move_to(struct resil_rollout *r, uint64_t from, int share,
                                         enum resil_rollout_change change)
{
    bool moved = atomic_compare_exchange_strong(&r->word, &from, with_share(from, share));
    return moved ? change : RESIL_ROLLOUT_NONE;
}

static enum resil_rollout_change judge(struct resil_rollout *r, int64_t now)
{
    const struct resil_rollout_options *o = &r->options;
    double new_rate, old_rate;
    uint64_t word = atomic_load(&r->word);
    int buckets = share_in(word), most = buckets_of(o->most);
    uint64_t seen = requests_of(r, true, now, &new_rate);
    requests_of(r, false, now, &old_rate);
    if (buckets == rolled_back || seen < (uint64_t)o->min_requests)
        return RESIL_ROLLOUT_NONE;
    if (new_rate > o->max_error_rate) {
        /* Bad, but no worse than the old way: neither widen nor take back. */
        if (new_rate <= old_rate + o->margin)
            return RESIL_ROLLOUT_NONE;
        return move_to(r, word, rolled_back, RESIL_ROLLOUT_ROLLED_BACK);
    }
    if (atomic_load(&r->paused) || buckets >= most || now < atomic_load(&r->step_at_ns))
        return RESIL_ROLLOUT_NONE;
    int wider = buckets + buckets_of(o->increment);
    enum resil_rollout_change change = RESIL_ROLLOUT_WIDENED;
    if (wider >= most) {
        wider = most;
        change = RESIL_ROLLOUT_COMPLETE;
    }
    atomic_store(&r->step_at_ns, resil_time_add(now, o->interval_ns));
    return move_to(r, word, wider, change);
}

enum resil_rollout_change resil_rollout_step(struct resil_rollout *r)
{
    enum resil_rollout_change change = RESIL_ROLLOUT_NONE;
    /* Who finds somebody stepping has nothing to do: a change is reported to one caller. */
    if (atomic_flag_test_and_set(&r->stepping))
        return change;
    change = judge(r, resil_now(&r->options.clock));
    atomic_flag_clear(&r->stepping);
    return change;
}

void resil_rollout_pause(struct resil_rollout *r, bool on)
{
    atomic_store(&r->paused, on);
}

enum resil_status resil_rollout_set(struct resil_rollout *r, double share)
{
    if (!resil_in_range(share, 0, 1))
        return RESIL_INVALID;
    /* What was counted belongs to the share before: judge the new one by itself. */
    for (int i = 0; i < 2; i++) {
        resil_window_clear(&r->arms[i].requests);
        resil_window_clear(&r->arms[i].failures);
    }
    atomic_store(&r->step_at_ns,
                 resil_time_add(resil_now(&r->options.clock), r->options.interval_ns));
    uint64_t old = atomic_load(&r->word), new;
    do
        new = with_share(old + (UINT64_C(1) << 32), buckets_of(share));
    while (!atomic_compare_exchange_weak(&r->word, &old, new));
    return RESIL_OK;
}

struct resil_rollout_state resil_rollout_state(const struct resil_rollout *r)
{
    int64_t now = resil_now(&r->options.clock);
    int buckets = share_in(atomic_load(&r->word));
    struct resil_rollout_state s = {.share =
                                        buckets > 0 ? buckets / (double)RESIL_ROLLOUT_BUCKETS : 0,
                                    .paused = atomic_load(&r->paused),
                                    .rolled_back = buckets == rolled_back};
    s.new_requests = requests_of(r, true, now, &s.new_error_rate);
    s.old_requests = requests_of(r, false, now, &s.old_error_rate);
    return s;
}
