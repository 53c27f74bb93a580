#include "resil/window.h"

/* How far ahead a slice may be to count as newer than the caller's. Numbers wrap, so "newer" must
 * have an end: a word left from long ago would otherwise look as if it were from the future. */
#define LATE (64 * RESIL_WINDOW_SLICES)
#define FULL (UINT32_C(1) << 31)

void resil_window_init(struct resil_window *window)
{
    for (int i = 0; i < RESIL_WINDOW_SLICES; i++)
        atomic_init(&window->slice[i], 0);
}

void resil_window_clear(struct resil_window *window)
{
    for (int i = 0; i < RESIL_WINDOW_SLICES; i++)
        atomic_store_explicit(&window->slice[i], 0, memory_order_relaxed);
}

/* Takes an event back from a slice that it does not belong to, unless that slice has gone. */
static void take_back(_Atomic uint64_t *word, uint32_t number)
{
    uint64_t old = atomic_load_explicit(word, memory_order_relaxed);
    while ((uint32_t)(old >> 32) == number && (uint32_t)old > 0 &&
           !atomic_compare_exchange_weak_explicit(word, &old, old - 1, memory_order_seq_cst,
                                                  memory_order_relaxed))
        continue;
}

static bool is_newer(uint64_t word, uint32_t slice)
{
    return (uint32_t)(word >> 32) - slice - 1 < LATE;
}

/* What was added to a slice of an earlier lap goes with it; whoever comes first begins a new one.
 */
bool resil_window_add_slow(struct resil_window *window, uint32_t slice, uint64_t old)
{
    _Atomic uint64_t *word = &window->slice[slice % RESIL_WINDOW_SLICES];
    uint32_t number = (uint32_t)(old >> 32);
    if (number == slice || ((uint32_t)old && is_newer(old, slice))) {
        take_back(word, number); /* full, or this count is a window late */
        return false;
    }
    uint64_t mine = old + 1, seen = mine,
             new; /* an empty one is not made newer by one's own count */
    do {
        if (seen != mine && (uint32_t)seen && is_newer(seen, slice))
            return false;
        new = (uint32_t)(seen >> 32) == slice ? seen + 1 : ((uint64_t)slice << 32) + 1;
    } while (!atomic_compare_exchange_weak_explicit(word, &seen, new, memory_order_seq_cst,
                                                    memory_order_relaxed));
    return true;
}

bool resil_window_add_rare(struct resil_window *window, uint32_t slice)
{
    _Atomic uint64_t *word = &window->slice[slice % RESIL_WINDOW_SLICES];
    uint64_t old = atomic_load_explicit(word, memory_order_relaxed), new;
    do {
        bool same = (uint32_t)(old >> 32) == slice;
        if (same ? (uint32_t)old >= FULL : (uint32_t)old && is_newer(old, slice))
            return false;
        new = same ? old + 1 : ((uint64_t)slice << 32) + 1;
    } while (!atomic_compare_exchange_weak_explicit(word, &old, new, memory_order_seq_cst,
                                                    memory_order_relaxed));
    return true;
}

uint64_t resil_window_sum(const struct resil_window *window, uint32_t slice)
{
    uint64_t sum = 0;
    for (int i = 0; i < RESIL_WINDOW_SLICES; i++) {
        uint64_t word = atomic_load_explicit(&window->slice[i], memory_order_seq_cst);
        if (slice - (uint32_t)(word >> 32) < RESIL_WINDOW_SLICES)
            sum += (uint32_t)word;
    }
    return sum;
}
