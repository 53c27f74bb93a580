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
#include <stdbool.h>
#include <stdint.h>

#define RESIL_WINDOW_SLICES 16

struct resil_window {
    _Atomic uint64_t slice[RESIL_WINDOW_SLICES]; /* private: number << 32 | count */
};

/* Slices a nanosecond, in units of 2^-64, for a window of `window_ns` in [1, 2^59]: keep it beside
 * the window. */
static inline uint64_t resil_window_rate(int64_t window_ns)
{
    uint64_t length = (uint64_t)window_ns;
    return UINT64_MAX / length * RESIL_WINDOW_SLICES +
           UINT64_MAX % length * RESIL_WINDOW_SLICES / length;
}

/* The number of the slice that holds an instant: the high word of a product, which is monotonic and
 * several times faster than a division, or than anything with a double. */
static inline uint32_t resil_window_slice(int64_t now_ns, uint64_t rate)
{
    uint64_t instant = (uint64_t)now_ns ^ UINT64_C(1) << 63; /* in order below zero as well */
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    return (uint32_t)(((wide)instant * rate) >> 64);
#else
    uint64_t lower = (instant & UINT32_MAX) * (rate & UINT32_MAX);
    uint64_t middle1 = (instant >> 32) * (rate & UINT32_MAX) + (lower >> 32);
    uint64_t middle2 = (instant & UINT32_MAX) * (rate >> 32) + (middle1 & UINT32_MAX);
    return (uint32_t)((instant >> 32) * (rate >> 32) + (middle1 >> 32) + (middle2 >> 32));
#endif
}

void resil_window_init(struct resil_window *window);

/* The slow part of resil_window_add, when it found `old`: another slice, or a full one. */
bool resil_window_add_slow(struct resil_window *window, uint32_t slice, uint64_t old);

/* Counts one event in `slice`, the one of now. Adds first and looks afterwards: a load before it
 * would have to wait for the add of the call before. False: it was taken back, because the slice is
 * full or a newer one has its place, in which it was seen for a moment. */
static inline bool resil_window_add(struct resil_window *window, uint32_t slice)
{
    _Atomic uint64_t *word = &window->slice[slice % RESIL_WINDOW_SLICES];
    uint64_t old = atomic_fetch_add_explicit(word, 1, memory_order_seq_cst);
    /* The headroom of 2^31 keeps the count out of the number. */
    if ((uint32_t)(old >> 32) == slice && (uint32_t)old < UINT32_C(1) << 31)
        return true;
    return resil_window_add_slow(window, slice, old);
}

/* The same, never seen where it does not belong, for what is not counted in every call. */
bool resil_window_add_rare(struct resil_window *window, uint32_t slice);

/* The count of the window that ends with `slice`. */
uint64_t resil_window_sum(const struct resil_window *window, uint32_t slice);

/* Forgets everything. Counts added at the same time may survive. */
void resil_window_clear(struct resil_window *window);

#endif
