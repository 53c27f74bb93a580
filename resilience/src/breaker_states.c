/* Changes of the breaker's state and the probes of half-open: rare, so one lock guards them all. */
#include "breaker_parts.h"
#include "resil/backoff.h"

static int64_t now_of(const struct resil_breaker *breaker)
{
    return resil_now(&breaker->options.clock);
}

/* Under the lock. The windows are made ready first, then the new state is published. */
static void enter(struct resil_breaker *breaker, enum resil_breaker_state state,
                  enum resil_breaker_reason reason)
{
    uint64_t old = atomic_load_explicit(&breaker->state, memory_order_relaxed);
    uint32_t generation = breaker_generation(old) + 1;
    resil_breaker_window_begin(breaker, generation);
    breaker->probe_results = breaker->probe_failures = breaker->probe_slow = 0;
    for (int i = 0; i < RESIL_BREAKER_PROBES; i++)
        breaker->leases[i].held = false;
    breaker->reason = reason;
    atomic_store_explicit(&breaker->state, breaker_word(generation, state), memory_order_release);
}

static int64_t next_open_time(struct resil_breaker *breaker)
{
    const struct resil_breaker_options *o = &breaker->options;
    int64_t time = resil_backoff_exponential(o->open_ns, o->open_max_ns, breaker->row);
    double u = resil_unit(resil_random_draw(&o->random, &breaker->own));
    double spread = (double)time * (1 - o->open_jitter + 2 * o->open_jitter * u);
    if (spread > (double)o->open_max_ns)
        return o->open_max_ns;
    return spread < 1 ? 1 : (int64_t)spread;
}

static void open_it(struct resil_breaker *breaker, enum resil_breaker_reason reason, int64_t now_ns)
{
    breaker->opened_for_ns = next_open_time(breaker);
    if (breaker->row < UINT32_MAX)
        breaker->row++;
    breaker->opened++;
    atomic_store_explicit(&breaker->open_until_ns, now_ns + breaker->opened_for_ns,
                          memory_order_relaxed);
    enter(breaker, RESIL_BREAKER_OPEN, reason);
}

enum resil_breaker_change resil_breaker_trip(struct resil_breaker *breaker, uint32_t generation,
                                             enum resil_breaker_reason reason, int64_t now_ns)
{
    enum resil_breaker_change change = RESIL_BREAKER_UNCHANGED;
    pthread_mutex_lock(&breaker->lock);
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_relaxed);
    if (breaker_generation(word) != generation) {
        /* Somebody else was first. */
    } else if (breaker_state(word) == RESIL_BREAKER_METRICS_ONLY) {
        breaker->would_open++;
        enter(breaker, RESIL_BREAKER_METRICS_ONLY, reason);
    } else if (breaker_state(word) == RESIL_BREAKER_CLOSED) {
        /* It rested for as long as it had been open: the doubling starts anew. */
        if (now_ns - breaker->closed_at_ns >= breaker->opened_for_ns)
            breaker->row = 0;
        open_it(breaker, reason, now_ns);
        change = RESIL_BREAKER_OPENED;
    }
    pthread_mutex_unlock(&breaker->lock);
    return change;
}

/* A free place for a probe, or -1. Leases that ran out are taken back on the way; *wait_ns is when
 * the next one will. */
static int find_place(struct resil_breaker *breaker, int64_t now_ns, int64_t *wait_ns)
{
    const struct resil_breaker_options *o = &breaker->options;
    int place = -1, out = 0;
    *wait_ns = o->probe_lease_ns;
    for (int i = 0; i < o->probes; i++) {
        struct resil_breaker_lease *lease = &breaker->leases[i];
        if (lease->held && lease->until_ns <= now_ns) {
            lease->held = false;
            breaker->lost_probes++;
        }
        if (!lease->held) {
            place = place < 0 ? i : place;
            continue;
        }
        out++;
        if (lease->until_ns - now_ns < *wait_ns)
            *wait_ns = lease->until_ns - now_ns;
    }
    /* No more probes than results are still wanted. */
    return (uint32_t)out + breaker->probe_results < (uint32_t)o->probe_calls ? place : -1;
}

static enum resil_status lend(struct resil_breaker *breaker, struct resil_breaker_token *token,
                              int64_t now_ns)
{
    int place = find_place(breaker, now_ns, &token->retry_ns);
    if (place < 0)
        return RESIL_OPEN;
    struct resil_breaker_lease *lease = &breaker->leases[place];
    lease->held = true;
    lease->number++;
    lease->until_ns = resil_time_add(now_ns, breaker->options.probe_lease_ns);
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_relaxed);
    token->generation = breaker_generation(word);
    token->lease = lease->number;
    token->probe = place;
    token->start_ns = now_ns;
    token->retry_ns = 0;
    token->held = true;
    return RESIL_OK;
}

/* Under the lock, whatever the state is by now. */
static enum resil_status admit(struct resil_breaker *breaker, struct resil_breaker_token *token,
                               int64_t now_ns)
{
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_relaxed);
    int64_t until = atomic_load_explicit(&breaker->open_until_ns, memory_order_relaxed);
    switch (breaker_state(word)) {
    case RESIL_BREAKER_OPEN:
        if (now_ns < until) {
            token->retry_ns = until - now_ns;
            return RESIL_OPEN;
        }
        enter(breaker, RESIL_BREAKER_HALF_OPEN, RESIL_BREAKER_TIME_TO_PROBE);
        token->change = RESIL_BREAKER_HALF_OPENED;
        return lend(breaker, token, now_ns);
    case RESIL_BREAKER_HALF_OPEN:
        return lend(breaker, token, now_ns);
    case RESIL_BREAKER_FORCED_OPEN:
        token->retry_ns = RESIL_NEVER;
        return RESIL_OPEN;
    case RESIL_BREAKER_CLOSED:
    case RESIL_BREAKER_METRICS_ONLY:
        token->generation = breaker_generation(word);
        token->start_ns = now_ns;
        token->held = true;
        return RESIL_OK;
    case RESIL_BREAKER_DISABLED:
        break;
    }
    return RESIL_OK; /* disabled: admitted with an empty token */
}

enum resil_status resil_breaker_acquire_guarded(struct resil_breaker *breaker,
                                                struct resil_breaker_token *token)
{
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_acquire);
    token->held = false;
    if (breaker_state(word) == RESIL_BREAKER_DISABLED)
        return RESIL_OK;
    int64_t now = now_of(breaker);
    int64_t left = atomic_load_explicit(&breaker->open_until_ns, memory_order_relaxed) - now;
    enum resil_status status = RESIL_OPEN;
    if (breaker_state(word) == RESIL_BREAKER_OPEN && left > 0) {
        token->retry_ns = left; /* the usual refusal needs no lock */
    } else {
        pthread_mutex_lock(&breaker->lock);
        status = admit(breaker, token, now);
        pthread_mutex_unlock(&breaker->lock);
    }
    if (status == RESIL_OPEN)
        atomic_fetch_add_explicit(&breaker->refused, 1, memory_order_relaxed);
    return status;
}

/* Enough is known when all results are in, or when those still to come cannot save it. */
static enum resil_breaker_change judge_probes(struct resil_breaker *breaker, int64_t now_ns)
{
    const struct resil_breaker_options *o = &breaker->options;
    if (breaker->probe_failures >= o->failure_rate * o->probe_calls ||
        (breaker->probe_slow && breaker->probe_slow >= o->slow_rate * o->probe_calls)) {
        open_it(breaker, RESIL_BREAKER_PROBES_FAILED, now_ns);
        return RESIL_BREAKER_OPENED;
    }
    if (breaker->probe_results < (uint32_t)o->probe_calls)
        return RESIL_BREAKER_UNCHANGED;
    breaker->closed_at_ns = now_ns;
    enter(breaker, RESIL_BREAKER_CLOSED, RESIL_BREAKER_PROBES_PASSED);
    return RESIL_BREAKER_RECLOSED;
}

enum resil_status resil_breaker_record_probe(struct resil_breaker *breaker,
                                             struct resil_breaker_token *token,
                                             enum resil_outcome outcome)
{
    enum resil_status status = RESIL_STALE;
    int64_t now_ns = now_of(breaker), most_ns = breaker->options.slow_call_ns;
    bool slow = most_ns && now_ns - token->start_ns > most_ns;
    pthread_mutex_lock(&breaker->lock);
    struct resil_breaker_lease *lease = &breaker->leases[token->probe];
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_relaxed);
    if (breaker_generation(word) == token->generation && lease->held &&
        lease->number == token->lease) {
        status = RESIL_OK;
        lease->held = false;
        if (outcome != RESIL_ABANDONED) {
            breaker->probe_results++;
            breaker->probe_failures += (breaker->options.failures & RESIL_BIT(outcome)) != 0;
            breaker->probe_slow += slow;
            token->change = judge_probes(breaker, now_ns);
        }
    }
    pthread_mutex_unlock(&breaker->lock);
    if (status == RESIL_STALE)
        atomic_fetch_add_explicit(&breaker->stale, 1, memory_order_relaxed);
    return status;
}

enum resil_status resil_breaker_set(struct resil_breaker *breaker, enum resil_breaker_state state)
{
    if ((unsigned)state > RESIL_BREAKER_METRICS_ONLY || state == RESIL_BREAKER_OPEN ||
        state == RESIL_BREAKER_HALF_OPEN)
        return RESIL_INVALID;
    pthread_mutex_lock(&breaker->lock);
    breaker->row = 0;
    enter(breaker, state, RESIL_BREAKER_BY_HAND);
    pthread_mutex_unlock(&breaker->lock);
    return RESIL_OK;
}

static void view_window(struct resil_breaker *breaker, struct resil_breaker_view *view,
                        int64_t now_ns)
{
    if (view->state == RESIL_BREAKER_HALF_OPEN) {
        view->calls = breaker->probe_results;
        view->failures = breaker->probe_failures;
        view->slow = breaker->probe_slow;
        return;
    }
    struct breaker_counts c = resil_breaker_window_counts(breaker, view->generation, now_ns);
    view->calls = c.calls;
    view->failures = c.failures;
    view->slow = c.slow;
    view->consecutive = (uint32_t)atomic_load_explicit(&breaker->in_row, memory_order_relaxed);
}

struct resil_breaker_view resil_breaker_view(struct resil_breaker *breaker)
{
    int64_t now = now_of(breaker);
    pthread_mutex_lock(&breaker->lock);
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_relaxed);
    struct resil_breaker_view view = {
        .state = breaker_state(word),
        .reason = breaker->reason,
        .generation = breaker_generation(word),
        .opened = breaker->opened,
        .would_open = breaker->would_open,
        .refused = atomic_load_explicit(&breaker->refused, memory_order_relaxed),
        .stale = atomic_load_explicit(&breaker->stale, memory_order_relaxed),
        .lost_probes = breaker->lost_probes,
    };
    view_window(breaker, &view, now);
    int64_t until = atomic_load_explicit(&breaker->open_until_ns, memory_order_relaxed);
    if (view.state == RESIL_BREAKER_OPEN && until > now)
        view.open_left_ns = until - now;
    for (int i = 0; i < RESIL_BREAKER_PROBES; i++)
        view.probes_out += breaker->leases[i].held;
    pthread_mutex_unlock(&breaker->lock);
    return view;
}
