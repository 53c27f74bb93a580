#include "resil/window.h"

/* How far ahead a slice may be to count as newer than the caller's. Numbers wrap, so "newer" must
 * have an end: a word left from long ago would otherwise look as if it were from the future. */
#define LATE (64 * RESIL_WINDOW_SLICES)

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

void resil_window_add_slow(struct resil_window *window, uint32_t slice)
{
    _Atomic uint64_t *word = &window->slice[slice % RESIL_WINDOW_SLICES];
    uint64_t old = atomic_load_explicit(word, memory_order_relaxed), new;
    do {
        uint32_t number = (uint32_t)(old >> 32), held = (uint32_t)old;
        if (number == slice && held >= UINT32_C(1) << 31)
            return;
        if (held && number - slice - 1 < LATE)
            return; /* the word belongs to a later lap: this count is a window late */
        new = number == slice ? old + 1 : ((uint64_t)slice << 32) + 1;
    } while (!atomic_compare_exchange_weak_explicit(word, &old, new, memory_order_seq_cst,
                                                    memory_order_relaxed));
}

void resil_window_take_back(struct resil_window *window, uint32_t place, uint32_t number)
{
    _Atomic uint64_t *word = &window->slice[place];
    uint64_t old = atomic_load_explicit(word, memory_order_relaxed);
    while ((uint32_t)(old >> 32) == number && (uint32_t)old > 0 &&
           !atomic_compare_exchange_weak_explicit(word, &old, old - 1, memory_order_seq_cst,
                                                  memory_order_relaxed))
        continue;
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
