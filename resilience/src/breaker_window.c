/*
 * The breaker's windows, lock-free.
 *
 * Count window: a ring of the last N outcomes. A call takes its place by one atomic add on the
 * cursor; the totals change only where an outcome differs from the one it replaces, so a server
 * that works costs that one add. Totals are always the sum over the ring, because each change of a
 * place (one compare-and-swap) is followed by exactly its difference.
 * Time window: three sliding counters; see window.h.
 */
#include "breaker_parts.h"
#include "now.h"

#define GENERATION 0x3fffffffu /* as much of it as a place in the ring can hold */
void resil_breaker_window_begin(struct resil_breaker *breaker, uint32_t generation)
{
    uint64_t empty = breaker_word(generation, 0);
    atomic_store_explicit(&breaker->cursor, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->failed, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->slow, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->in_row, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->bad_until_ns, INT64_MIN, memory_order_relaxed);
}

/* Changes a total, unless it belongs to another generation by now. */
static void adjust(_Atomic uint64_t *total, uint32_t generation, int change)
{
    uint64_t old = atomic_load_explicit(total, memory_order_relaxed), new;
    do {
        if (change == 0 || breaker_generation(old) != generation)
            return;
        /* A place may be replaced before its own difference has arrived: the count is then below
         * zero for a moment, which must not reach the generation. */
        new = breaker_word(generation, (uint32_t)old + (uint32_t)change);
    } while (!atomic_compare_exchange_weak_explicit(total, &old, new, memory_order_seq_cst,
                                                    memory_order_relaxed));
}

/* Half of the counter's range is left over: set it back by whole laps long before it is used up. */
static void wind_back(struct resil_breaker *breaker, uint32_t generation)
{
    uint64_t old = atomic_load_explicit(&breaker->cursor, memory_order_relaxed), new;
    do {
        uint32_t n = (uint32_t)old;
        if (breaker_generation(old) != generation || n < BREAKER_HALF_FULL)
            return;
        new = breaker_word(generation,
                           (uint32_t)breaker->options.window_calls + breaker_place(breaker, n));
    } while (!atomic_compare_exchange_weak_explicit(&breaker->cursor, &old, new,
                                                    memory_order_relaxed, memory_order_relaxed));
}

/* Gives back a place that was taken from a generation other than one's own. That one may be over as
 * well by now, and a plain subtraction would then borrow from the next one's number: its calls
 * would never be counted. */
static void give_back(struct resil_breaker *breaker, uint32_t generation)
{
    uint64_t old = atomic_load_explicit(&breaker->cursor, memory_order_relaxed);
    while (breaker_generation(old) == generation && (uint32_t)old > 0 &&
           !atomic_compare_exchange_weak_explicit(&breaker->cursor, &old, old - 1,
                                                  memory_order_seq_cst, memory_order_relaxed))
        continue;
}

static bool ring_write(struct resil_breaker *breaker, uint32_t generation, uint64_t taken,
                       uint32_t flags)
{
    if (breaker_generation(taken) != generation) {
        give_back(breaker, breaker_generation(taken));
        return false;
    }
    if ((uint32_t)taken >= BREAKER_HALF_FULL)
        wind_back(breaker, generation);
    _Atomic uint32_t *place = &breaker->ring[breaker_place(breaker, (uint32_t)taken)];
    uint32_t mine = generation << 2 | flags;
    uint32_t old = atomic_load_explicit(place, memory_order_relaxed), before;
    do {
        if (old == mine)
            return true;
        bool same = old >> 2 == (generation & GENERATION);
        if (!same && (old >> 2) - (generation & GENERATION) - 1 < GENERATION / 2)
            return false; /* a newer generation has this place */
        before = same ? old & (BREAKER_FAILED | BREAKER_SLOW) : 0;
    } while (!atomic_compare_exchange_weak_explicit(place, &old, mine, memory_order_relaxed,
                                                    memory_order_relaxed));
    adjust(&breaker->failed, generation,
           (int)(flags & BREAKER_FAILED) - (int)(before & BREAKER_FAILED));
    adjust(&breaker->slow, generation, (int)(flags >> 1) - (int)(before >> 1));
    return true;
}

/* Good calls have to be judged until this one has left the window. Never earlier than another said:
 * who comes late with a failure of before must not hide a newer one. */
static void judge_until(struct resil_breaker *breaker, int64_t until_ns)
{
    int64_t old = atomic_load_explicit(&breaker->bad_until_ns, memory_order_relaxed);
    while (old < until_ns &&
           !atomic_compare_exchange_weak_explicit(&breaker->bad_until_ns, &old, until_ns,
                                                  memory_order_seq_cst, memory_order_relaxed))
        continue;
}

/* Nothing of a call whose generation is over may be seen by those who judge the next one. */
static void record_in_time(struct resil_breaker *breaker, uint32_t generation, int64_t now_ns,
                           uint32_t flags)
{
    uint32_t slice = breaker_slice(breaker, generation, now_ns);
    resil_window_add_rare(&breaker->calls_in_time, slice);
    if (flags & BREAKER_FAILED)
        resil_window_add_rare(&breaker->failed_in_time, slice);
    if (flags & BREAKER_SLOW)
        resil_window_add_rare(&breaker->slow_in_time, slice);
    judge_until(breaker, resil_time_add(now_ns, breaker->options.window_ns));
}

static void record_row(struct resil_breaker *breaker, uint32_t generation, bool failed)
{
    uint64_t old = atomic_load_explicit(&breaker->in_row, memory_order_relaxed), new;
    do {
        if (breaker_generation(old) != generation || (!failed && (uint32_t)old == 0) ||
            (uint32_t)old == UINT32_MAX)
            return;
        new = breaker_word(generation, failed ? (uint32_t)old + 1 : 0);
    } while (!atomic_compare_exchange_weak_explicit(&breaker->in_row, &old, new,
                                                    memory_order_seq_cst, memory_order_relaxed));
}

/* A total of this generation; 0 while it is below zero for a moment or belongs to another. */
static uint32_t total(const _Atomic uint64_t *word, uint32_t generation)
{
    uint64_t value = atomic_load_explicit(word, memory_order_seq_cst);
    return breaker_generation(value) != generation || (uint32_t)value > BREAKER_HALF_FULL
               ? 0
               : (uint32_t)value;
}

static uint32_t least(uint64_t a, uint64_t b)
{
    uint64_t less = a < b ? a : b;
    return less > UINT32_MAX ? UINT32_MAX : (uint32_t)less;
}

static uint32_t count_calls(const struct resil_breaker *breaker, uint32_t generation,
                            int64_t now_ns)
{
    if (!breaker->ring) {
        uint32_t slice = breaker_slice(breaker, generation, now_ns);
        return least(resil_window_sum(&breaker->calls_in_time, slice), UINT32_MAX);
    }
    uint64_t cursor = atomic_load_explicit(&breaker->cursor, memory_order_seq_cst);
    return breaker_generation(cursor) == generation
               ? least((uint32_t)cursor, (uint64_t)breaker->options.window_calls)
               : 0;
}

/* Those that failed or were slow: the one total or the other, as the window is. */
static uint32_t count_bad(const struct resil_breaker *breaker, const _Atomic uint64_t *in_ring,
                          const struct resil_window *in_time, uint32_t generation, int64_t now_ns)
{
    if (breaker->ring)
        return total(in_ring, generation);
    uint32_t slice = breaker_slice(breaker, generation, now_ns);
    return least(resil_window_sum(in_time, slice), UINT32_MAX);
}

struct breaker_counts resil_breaker_window_counts(const struct resil_breaker *b,
                                                  uint32_t generation, int64_t now_ns)
{
    uint32_t calls = count_calls(b, generation, now_ns);
    return (struct breaker_counts){
        .calls = calls,
        .failures = least(count_bad(b, &b->failed, &b->failed_in_time, generation, now_ns), calls),
        .slow = least(count_bad(b, &b->slow, &b->slow_in_time, generation, now_ns), calls),
    };
}

enum resil_breaker_reason resil_breaker_window_judge(const struct resil_breaker *b,
                                                     uint32_t generation, int64_t now_ns)
{
    const struct resil_breaker_options *o = &b->options;
    if (o->consecutive && total(&b->in_row, generation) >= (uint32_t)o->consecutive)
        return RESIL_BREAKER_CONSECUTIVE;
    /* Few have failed, mostly: then nobody needs to know among how many. */
    uint32_t failed = count_bad(b, &b->failed, &b->failed_in_time, generation, now_ns), slow = 0;
    if (o->slow_call_ns)
        slow = count_bad(b, &b->slow, &b->slow_in_time, generation, now_ns);
    if (failed < b->least_failed && slow < b->least_slow)
        return RESIL_BREAKER_NO_REASON;
    uint32_t calls = count_calls(b, generation, now_ns);
    if (calls < (uint32_t)o->min_calls)
        return RESIL_BREAKER_NO_REASON;
    if (failed >= b->least_failed && least(failed, calls) >= o->failure_rate * calls)
        return RESIL_BREAKER_FAILURE_RATE;
    if (slow >= b->least_slow && least(slow, calls) >= o->slow_rate * calls)
        return RESIL_BREAKER_SLOW_RATE;
    return RESIL_BREAKER_NO_REASON;
}

static enum resil_status stale(struct resil_breaker *breaker)
{
    atomic_fetch_add_explicit(&breaker->stale, 1, memory_order_relaxed);
    return RESIL_STALE;
}

/* A window of time is judged as it is now, after the call was counted: at the time when the call
 * was over it would lack what others have counted since, who did not see this call yet. */
static void judge(struct resil_breaker *breaker, struct resil_breaker_token *token,
                  uint32_t generation)
{
    int64_t now_ns = breaker->ring ? 0 : quick_now(&breaker->options.clock);
    enum resil_breaker_reason reason = resil_breaker_window_judge(breaker, generation, now_ns);
    if (reason == RESIL_BREAKER_NO_REASON)
        return;
    if (breaker->ring)
        now_ns = resil_now(&breaker->options.clock);
    token->change = resil_breaker_trip(breaker, generation, reason, now_ns);
}

enum resil_status resil_breaker_review(struct resil_breaker *breaker,
                                       struct resil_breaker_token *token, bool failed)
{
    if (breaker->options.consecutive)
        record_row(breaker, token->generation, failed);
    judge(breaker, token, token->generation);
    return RESIL_OK;
}

/* A call of an older generation has been among the newer ones for a moment, and may have been
 * judged with them. */
enum resil_status resil_breaker_record_late(struct resil_breaker *breaker,
                                            struct resil_breaker_token *token)
{
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_acquire);
    judge(breaker, token, breaker_generation(word));
    /* In a window of time it may also be a call that came too late or one too many. */
    bool current = !breaker->ring && breaker_generation(word) == token->generation;
    return current ? RESIL_OK : stale(breaker);
}

/* With a place of the ring taken. */
static enum resil_status record_in_ring(struct resil_breaker *breaker,
                                        struct resil_breaker_token *token, uint64_t taken,
                                        uint32_t flags)
{
    if (ring_write(breaker, token->generation, taken, flags))
        return resil_breaker_review(breaker, token, (flags & BREAKER_FAILED) != 0);
    return resil_breaker_record_late(breaker, token);
}

enum resil_status resil_breaker_record_taken(struct resil_breaker *breaker,
                                             struct resil_breaker_token *token, uint64_t taken)
{
    return record_in_ring(breaker, token, taken, 0);
}

enum resil_status resil_breaker_record_bad(struct resil_breaker *breaker,
                                           struct resil_breaker_token *token, int64_t now_ns,
                                           bool failed, bool slow)
{
    uint32_t flags = (failed ? BREAKER_FAILED : 0) | (slow ? BREAKER_SLOW : 0);
    uint64_t word = atomic_load_explicit(&breaker->state, memory_order_acquire);
    if (breaker_generation(word) != token->generation)
        return stale(breaker);
    if (breaker->ring)
        return record_in_ring(breaker, token,
                              atomic_fetch_add_explicit(&breaker->cursor, 1, memory_order_seq_cst),
                              flags);
    record_in_time(breaker, token->generation, now_ns, flags);
    return resil_breaker_review(breaker, token, failed);
}
