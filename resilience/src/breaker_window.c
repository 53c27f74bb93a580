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

#define FAILED     1u
#define SLOW       2u
#define GENERATION 0x3fffffffu /* as much of it as a place in the ring can hold */
#define HALF_FULL  (UINT32_C(1) << 31)
/* Time slices of different generations must not meet in one window. */
#define STEP       (2 * RESIL_WINDOW_SLICES)

/* n % size by two multiplications (Lemire, Kaser and Kurz 2019: exact for all 32-bit values). A
 * division is the most expensive instruction this path would have. */
uint64_t breaker_window_reciprocal(uint32_t size)
{
    return UINT64_MAX / size + 1;
}

static uint32_t place_of(const struct resil_breaker *breaker, uint32_t n)
{
    uint32_t size = (uint32_t)breaker->options.window_calls;
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    return (uint32_t)(((wide)(breaker->reciprocal * n) * size) >> 64);
#else
    return n % size;
#endif
}

static uint32_t slice_of(const struct resil_breaker *breaker, uint32_t generation, int64_t now_ns)
{
    return resil_window_slice(now_ns, breaker->rate) + generation * STEP;
}

void breaker_window_begin(struct resil_breaker *breaker, uint32_t generation)
{
    uint64_t empty = breaker_word(generation, 0);
    atomic_store_explicit(&breaker->cursor, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->failed, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->slow, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->in_row, empty, memory_order_relaxed);
    atomic_store_explicit(&breaker->last_bad, 0, memory_order_relaxed);
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
    } while (!atomic_compare_exchange_weak_explicit(total, &old, new, memory_order_relaxed,
                                                    memory_order_relaxed));
}

/* Half of the counter's range is left over: set it back by whole laps long before it is used up. */
static void wind_back(struct resil_breaker *breaker, uint32_t generation)
{
    uint64_t old = atomic_load_explicit(&breaker->cursor, memory_order_relaxed), new;
    do {
        uint32_t n = (uint32_t)old;
        if (breaker_generation(old) != generation || n < HALF_FULL)
            return;
        new = breaker_word(generation,
                           (uint32_t)breaker->options.window_calls + place_of(breaker, n));
    } while (!atomic_compare_exchange_weak_explicit(&breaker->cursor, &old, new,
                                                    memory_order_relaxed, memory_order_relaxed));
}

static bool record_in_ring(struct resil_breaker *breaker, uint32_t generation, uint32_t flags)
{
    uint64_t taken = atomic_fetch_add_explicit(&breaker->cursor, 1, memory_order_relaxed);
    if (breaker_generation(taken) != generation) {
        atomic_fetch_sub_explicit(&breaker->cursor, 1, memory_order_relaxed);
        return false;
    }
    if ((uint32_t)taken >= HALF_FULL)
        wind_back(breaker, generation);
    _Atomic uint32_t *place = &breaker->ring[place_of(breaker, (uint32_t)taken)];
    uint32_t mine = generation << 2 | flags;
    uint32_t old = atomic_load_explicit(place, memory_order_relaxed), before;
    do {
        if (old == mine)
            return true;
        bool same = old >> 2 == (generation & GENERATION);
        if (!same && (old >> 2) - (generation & GENERATION) - 1 < GENERATION / 2)
            return false; /* a newer generation has this place */
        before = same ? old & (FAILED | SLOW) : 0;
    } while (!atomic_compare_exchange_weak_explicit(place, &old, mine, memory_order_relaxed,
                                                    memory_order_relaxed));
    adjust(&breaker->failed, generation, (int)(flags & FAILED) - (int)(before & FAILED));
    adjust(&breaker->slow, generation, (int)(flags >> 1) - (int)(before >> 1));
    return true;
}

static void record_in_time(struct resil_breaker *breaker, uint32_t slice, uint32_t flags)
{
    resil_window_add(&breaker->calls_in_time, slice);
    if (flags & FAILED)
        resil_window_add(&breaker->failed_in_time, slice);
    if (flags & SLOW)
        resil_window_add(&breaker->slow_in_time, slice);
    if (flags)
        atomic_store_explicit(&breaker->last_bad, breaker_word(1, slice), memory_order_relaxed);
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
                                                    memory_order_relaxed, memory_order_relaxed));
}

bool breaker_window_record(struct resil_breaker *breaker, uint32_t generation, int64_t now_ns,
                           bool failed, bool slow)
{
    uint32_t flags = (failed ? FAILED : 0) | (slow ? SLOW : 0);
    if (!breaker->ring)
        record_in_time(breaker, slice_of(breaker, generation, now_ns), flags);
    else if (!record_in_ring(breaker, generation, flags))
        return false;
    if (breaker->options.consecutive)
        record_row(breaker, generation, failed);
    return true;
}

/* A total of this generation; 0 while it is below zero for a moment or belongs to another. */
static uint32_t total(const _Atomic uint64_t *word, uint32_t generation)
{
    uint64_t value = atomic_load_explicit(word, memory_order_relaxed);
    return breaker_generation(value) != generation || (uint32_t)value > HALF_FULL ? 0
                                                                                  : (uint32_t)value;
}

static uint32_t least(uint64_t a, uint64_t b)
{
    uint64_t less = a < b ? a : b;
    return less > UINT32_MAX ? UINT32_MAX : (uint32_t)less;
}

struct breaker_counts breaker_window_counts(const struct resil_breaker *breaker,
                                            uint32_t generation, int64_t now_ns)
{
    struct breaker_counts c = {0};
    if (breaker->ring) {
        uint64_t cursor = atomic_load_explicit(&breaker->cursor, memory_order_relaxed);
        if (breaker_generation(cursor) == generation)
            c.calls = least((uint32_t)cursor, (uint64_t)breaker->options.window_calls);
        c.failures = least(total(&breaker->failed, generation), c.calls);
        c.slow = least(total(&breaker->slow, generation), c.calls);
        return c;
    }
    uint32_t slice = slice_of(breaker, generation, now_ns);
    c.calls = least(resil_window_sum(&breaker->calls_in_time, slice), UINT32_MAX);
    c.failures = least(resil_window_sum(&breaker->failed_in_time, slice), c.calls);
    c.slow = least(resil_window_sum(&breaker->slow_in_time, slice), c.calls);
    return c;
}

/* Is there anything to judge? Keeps the sums away from servers that work. */
static bool any_bad(const struct resil_breaker *breaker, uint32_t generation, int64_t now_ns)
{
    if (breaker->ring)
        return ((atomic_load_explicit(&breaker->failed, memory_order_relaxed) |
                 atomic_load_explicit(&breaker->slow, memory_order_relaxed)) &
                UINT32_MAX) != 0;
    uint64_t bad = atomic_load_explicit(&breaker->last_bad, memory_order_relaxed);
    return bad && slice_of(breaker, generation, now_ns) - (uint32_t)bad < RESIL_WINDOW_SLICES;
}

enum resil_breaker_reason breaker_window_judge(const struct resil_breaker *breaker,
                                               uint32_t generation, int64_t now_ns, bool bad)
{
    const struct resil_breaker_options *o = &breaker->options;
    if (o->consecutive && total(&breaker->in_row, generation) >= (uint32_t)o->consecutive)
        return RESIL_BREAKER_CONSECUTIVE;
    if (!bad && !any_bad(breaker, generation, now_ns))
        return RESIL_BREAKER_NO_REASON;
    struct breaker_counts c = breaker_window_counts(breaker, generation, now_ns);
    if (c.calls < (uint32_t)o->min_calls)
        return RESIL_BREAKER_NO_REASON;
    if (c.failures && c.failures >= o->failure_rate * c.calls)
        return RESIL_BREAKER_FAILURE_RATE;
    if (c.slow && c.slow >= o->slow_rate * c.calls)
        return RESIL_BREAKER_SLOW_RATE;
    return RESIL_BREAKER_NO_REASON;
}
