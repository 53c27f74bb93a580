/* The breaker's door: options, and the two calls of the closed path. */
#include "resil/breaker.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include "breaker_parts.h"
#include "check.h"
#include "now.h"

#define MOST_CALLS 65536

static const char *find_window_fault(const struct resil_breaker_options *o)
{
    if (o->window_calls < 0 || o->window_calls > MOST_CALLS)
        return "window_calls";
    if (o->window_calls ? o->window_ns != 0
                        : o->window_ns < 16 * RESIL_MS || o->window_ns > 3600 * RESIL_S)
        return "window_ns";
    if (o->min_calls < 1 || (o->window_calls && o->min_calls > o->window_calls))
        return "min_calls";
    if (!resil_in_range(o->failure_rate, 1e-9, 1))
        return "failure_rate";
    if (!resil_in_range(o->slow_rate, 1e-9, 1))
        return "slow_rate";
    if (o->slow_call_ns < 0)
        return "slow_call_ns";
    if (o->consecutive < 0)
        return "consecutive";
    return NULL;
}

static const char *find_open_fault(const struct resil_breaker_options *o)
{
    if (o->open_ns <= 0)
        return "open_ns";
    if (o->open_max_ns < o->open_ns || o->open_max_ns >= RESIL_NEVER / 4)
        return "open_max_ns";
    if (!resil_in_range(o->open_jitter, 0, 1) || o->open_jitter >= 1)
        return "open_jitter";
    if (o->probes < 1 || o->probes > RESIL_BREAKER_PROBES)
        return "probes";
    if (o->probe_calls < 1)
        return "probe_calls";
    if (o->probe_lease_ns <= 0)
        return "probe_lease_ns";
    if (!o->failures || o->failures & ~(RESIL_FAILURES | RESIL_BIT(RESIL_PERMANENT)))
        return "failures";
    return NULL;
}

/* How many of min_calls reach a rate; of more calls it takes no fewer. */
static uint32_t least_of(double rate, int min_calls)
{
    double least = ceil(rate * min_calls);
    return least < 1 ? 1 : (uint32_t)least;
}

static enum resil_status make_ring(struct resil_breaker *breaker)
{
    size_t size = (size_t)breaker->options.window_calls;
    if (size == 0) {
        breaker->rate = resil_window_rate(breaker->options.window_ns);
        return RESIL_OK;
    }
    breaker->ring = malloc(size * sizeof *breaker->ring);
    if (!breaker->ring)
        return RESIL_NO_MEMORY;
    for (size_t i = 0; i < size; i++)
        atomic_init(&breaker->ring[i], 0); /* generation 0 never runs */
    breaker->reciprocal = UINT64_MAX / size + 1;
    return RESIL_OK;
}

enum resil_status resil_breaker_init(struct resil_breaker *breaker,
                                     const struct resil_breaker_options *options, const char **bad)
{
    resil_check_begin(bad);
    breaker->ready = false;
    struct resil_breaker_options o = options ? *options : RESIL_BREAKER_OPTIONS_DEFAULT;
    const char *fault = find_window_fault(&o);
    fault = fault ? fault : find_open_fault(&o);
    if (fault)
        return resil_refuse(bad, fault);
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_COARSE);
    *breaker = (struct resil_breaker){
        .options = o,
        .least_failed = least_of(o.failure_rate, o.min_calls),
        .least_slow = least_of(o.slow_rate, o.min_calls),
    };
    atomic_init(&breaker->state, breaker_word(1, RESIL_BREAKER_CLOSED));
    resil_breaker_window_begin(breaker, 1);
    resil_splitmix_seed(&breaker->own, o.random.next ? 0 : resil_random_seed());
    enum resil_status status = make_ring(breaker);
    if (status)
        return status;
    int error = pthread_mutex_init(&breaker->lock, NULL);
    if (error) {
        free(breaker->ring);
        errno = error;
        return RESIL_SYSTEM;
    }
    breaker->ready = true;
    return RESIL_OK;
}

void resil_breaker_finish(struct resil_breaker *breaker)
{
    if (!breaker || !breaker->ready)
        return;
    pthread_mutex_destroy(&breaker->lock);
    free(breaker->ring);
    breaker->ready = false;
}

/* Apart, so that the usual case has no clock to save its registers for. */
static NOINLINE enum resil_status start_timed(const struct resil_breaker *breaker,
                                              struct resil_breaker_token *token)
{
    token->start_ns = quick_now(&breaker->options.clock);
    return RESIL_OK;
}

/* Few stores: the atomic add that follows waits for each of them. An ordinary call has no lease,
 * and a start only if somebody asks for it. */
enum resil_status resil_breaker_acquire(struct resil_breaker *breaker,
                                        struct resil_breaker_token *token)
{
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_acquire);
    enum resil_breaker_state state = breaker_state(word);
    token->change = RESIL_BREAKER_UNCHANGED;
    token->retry_ns = 0;
    token->generation = breaker_generation(word);
    token->probe = -1;
    token->held = true;
    if (state != RESIL_BREAKER_CLOSED && state != RESIL_BREAKER_METRICS_ONLY)
        return resil_breaker_acquire_guarded(breaker, token);
    return breaker->options.slow_call_ns ? start_timed(breaker, token) : RESIL_OK;
}

/* A good call can only open the breaker by completing min_calls among which enough others were bad;
 * where fewer are in the window there is nothing to judge. Asked after the call was counted: of a
 * good and a bad call that are recorded at the same moment, at least one sees the other and judges.
 * That needs one order of all counts, hence memory_order_seq_cst for them. A total that is below
 * zero for a moment looks like many. */
static inline bool is_ring_well(const struct resil_breaker *breaker)
{
    uint64_t failed = atomic_load_explicit(&breaker->failed, memory_order_seq_cst);
    uint64_t slow = atomic_load_explicit(&breaker->slow, memory_order_seq_cst);
    uint64_t in_row = atomic_load_explicit(&breaker->in_row, memory_order_seq_cst);
    return (uint32_t)failed < breaker->least_failed && (uint32_t)slow < breaker->least_slow &&
           (uint32_t)in_row == 0;
}

static inline bool is_time_well(const struct resil_breaker *breaker, int64_t now_ns)
{
    return atomic_load_explicit(&breaker->bad_until_ns, memory_order_seq_cst) <= now_ns &&
           (uint32_t)atomic_load_explicit(&breaker->in_row, memory_order_seq_cst) == 0;
}

static inline bool counts_as_failed(const struct resil_breaker *breaker, enum resil_outcome outcome)
{
    return (breaker->options.failures & RESIL_BIT(outcome)) != 0;
}

static inline bool is_over(const struct resil_breaker *breaker, uint32_t generation)
{
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_acquire);
    return breaker_generation(word) != generation;
}

/* The paths of a server that works; whatever else there is ends in calls of other functions, so
 * that these are short. `now_ns`: 0 if it does not matter when. */
static inline enum resil_status settle_in_ring(struct resil_breaker *breaker,
                                               struct resil_breaker_token *token, int64_t now_ns,
                                               bool failed, bool slow)
{
    uint32_t generation = token->generation;
    if (failed || slow || is_over(breaker, generation))
        return resil_breaker_record_bad(breaker, token, now_ns, failed, slow);
    uint64_t taken = atomic_fetch_add_explicit(&breaker->cursor, 1, memory_order_seq_cst);
    uint32_t place = breaker_place(breaker, (uint32_t)taken);
    uint32_t there = atomic_load_explicit(&breaker->ring[place], memory_order_relaxed);
    /* Else it is not a good call in the place of a good call. */
    if (breaker_generation(taken) != generation || (uint32_t)taken >= BREAKER_HALF_FULL ||
        there != generation << 2)
        return resil_breaker_record_taken(breaker, token, taken);
    if (is_ring_well(breaker))
        return RESIL_OK;
    return resil_breaker_review(breaker, token, false);
}

static inline enum resil_status settle_in_time(struct resil_breaker *breaker,
                                               struct resil_breaker_token *token, int64_t now_ns,
                                               bool failed, bool slow)
{
    uint32_t generation = token->generation;
    if (failed || slow || is_over(breaker, generation))
        return resil_breaker_record_bad(breaker, token, now_ns, failed, slow);
    if (!resil_window_add(&breaker->calls_in_time, breaker_slice(breaker, generation, now_ns)))
        return resil_breaker_record_late(breaker, token);
    if (is_time_well(breaker, now_ns))
        return RESIL_OK;
    return resil_breaker_review(breaker, token, false);
}

static NOINLINE enum resil_status settle_timed(struct resil_breaker *breaker,
                                               struct resil_breaker_token *token,
                                               enum resil_outcome outcome)
{
    bool failed = counts_as_failed(breaker, outcome);
    int64_t now_ns = quick_now(&breaker->options.clock), most_ns = breaker->options.slow_call_ns;
    bool slow = most_ns && now_ns - token->start_ns > most_ns;
    return breaker->ring ? settle_in_ring(breaker, token, now_ns, failed, slow)
                         : settle_in_time(breaker, token, now_ns, failed, slow);
}

enum resil_status resil_breaker_record(struct resil_breaker *breaker,
                                       struct resil_breaker_token *token,
                                       enum resil_outcome outcome)
{
    if (token->change) /* mostly it is not, and a store costs more than a look */
        token->change = RESIL_BREAKER_UNCHANGED;
    if (!token->held)
        return RESIL_OK;
    token->held = false;
    if (token->probe >= 0)
        return resil_breaker_record_probe(breaker, token, outcome);
    if (outcome == RESIL_ABANDONED)
        return RESIL_OK;
    /* A count window without slow calls needs no time here at all. */
    if (breaker->options.slow_call_ns || !breaker->ring)
        return settle_timed(breaker, token, outcome);
    return settle_in_ring(breaker, token, 0, counts_as_failed(breaker, outcome), false);
}

const char *resil_breaker_state_text(enum resil_breaker_state state)
{
    static const char *const texts[] = {"closed",      "open",     "half-open",
                                        "forced open", "disabled", "metrics only"};
    return (unsigned)state < sizeof texts / sizeof *texts ? texts[state] : "unknown state";
}

const char *resil_breaker_reason_text(enum resil_breaker_reason reason)
{
    static const char *const texts[] = {
        "none",          "failure rate",  "slow call rate", "consecutive failures",
        "probes failed", "probes passed", "time to probe",  "set by hand"};
    return (unsigned)reason < sizeof texts / sizeof *texts ? texts[reason] : "unknown reason";
}
