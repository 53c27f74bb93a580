/*
 * window.h -- a counter over a sliding window of time, lock-free.
 *
 * The window is RESIL_WINDOW_SLICES slices; each is one atomic word with the slice's number and its
 * count, so a slice that has grown old resets itself at the next add: no sweeper, no lock, O(1).
 * The sum covers between 15/16 of the window and the whole. A count that is delayed over a whole
 * window is dropped. Up to 2^31 per slice are counted; more are not.
 * Adds and sums of all windows have one order (memory_order_seq_cst): of two who add and then look
 * at each other's sum, at least one sees the other. Any thread.
 */
#ifndef RESIL_WINDOW_H
#define RESIL_WINDOW_H

#include <stdatomic.h>
#include <stdint.h>

#define RESIL_WINDOW_SLICES 16

struct resil_window {
    _Atomic uint64_t slice[RESIL_WINDOW_SLICES]; /* private: number << 32 | count */
};

/* Slices a nanosecond, for a window of `window_ns` > 0: keep it beside the window. */
static inline double resil_window_rate(int64_t window_ns)
{
    return RESIL_WINDOW_SLICES / (double)window_ns;
}

/* The number of the slice that holds an instant. Multiplying by the rate is monotonic and three
 * times faster than dividing by the slice. */
static inline uint32_t resil_window_slice(int64_t now_ns, double rate)
{
    return (uint32_t)(int64_t)((double)now_ns * rate);
}

void resil_window_init(struct resil_window *window);

/* The slow part of resil_window_add: another slice, or a full one. */
void resil_window_add_slow(struct resil_window *window, uint32_t slice);

/* Takes an event back that was counted in a newer slice, unless that one is gone as well. */
void resil_window_take_back(struct resil_window *window, uint32_t place, uint32_t number);

/* Counts one event in `slice`, the one of now. */
static inline void resil_window_add(struct resil_window *window, uint32_t slice)
{
    _Atomic uint64_t *word = &window->slice[slice % RESIL_WINDOW_SLICES];
    uint64_t old = atomic_load_explicit(word, memory_order_relaxed);
    /* The headroom of 2^31 keeps the count out of the number. */
    if ((uint32_t)(old >> 32) != slice || (uint32_t)old >= UINT32_C(1) << 31) {
        resil_window_add_slow(window, slice);
        return;
    }
    old = atomic_fetch_add_explicit(word, 1, memory_order_seq_cst);
    /* Overtaken by a lap between the look and the add. */
    if ((uint32_t)(old >> 32) != slice)
        resil_window_take_back(window, slice % RESIL_WINDOW_SLICES, (uint32_t)(old >> 32));
}

/* The count of the window that ends with `slice`. */
uint64_t resil_window_sum(const struct resil_window *window, uint32_t slice);

/* Forgets everything. Counts added at the same time may survive. */
void resil_window_clear(struct resil_window *window);

#endif
