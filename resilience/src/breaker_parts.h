/* breaker_parts.h -- what the files of the breaker share. Private. */
#ifndef RESIL_BREAKER_PARTS_H
#define RESIL_BREAKER_PARTS_H

#include "resil/breaker.h"

struct breaker_counts {
    uint32_t calls, failures, slow;
};

static inline uint64_t breaker_word(uint32_t generation, uint32_t low)
{
    return (uint64_t)generation << 32 | low;
}

static inline uint32_t breaker_generation(uint64_t word)
{
    return (uint32_t)(word >> 32);
}

static inline enum resil_breaker_state breaker_state(uint64_t word)
{
    return (enum resil_breaker_state)(word & 7);
}

#define BREAKER_FAILED    1u
#define BREAKER_SLOW      2u
#define BREAKER_HALF_FULL (UINT32_C(1) << 31)

/* n % window_calls by two multiplications (Lemire, Kaser and Kurz 2019: exact for all 32-bit
 * values). A division would be the most expensive instruction of the closed path. */
static inline uint32_t breaker_place(const struct resil_breaker *breaker, uint32_t n)
{
    uint32_t size = (uint32_t)breaker->options.window_calls;
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    return (uint32_t)(((wide)(breaker->reciprocal * n) * size) >> 64);
#else
    return n % size;
#endif
}

/* The time slice of a call. Those of different generations never meet in one window. */
static inline uint32_t breaker_slice(const struct resil_breaker *breaker, uint32_t generation,
                                     int64_t now_ns)
{
    return resil_window_slice(now_ns, breaker->rate) + generation * (2 * RESIL_WINDOW_SLICES);
}

/* breaker_window.c: makes the windows empty for `generation`, before it is published. */
void resil_breaker_window_begin(struct resil_breaker *breaker, uint32_t generation);

/* The rest of recording, for calls that failed, were slow, or belong to a generation that is over.
 */
enum resil_status resil_breaker_record_bad(struct resil_breaker *breaker,
                                           struct resil_breaker_token *token, int64_t now_ns,
                                           bool failed, bool slow);

/* For a good call where the cursor was `taken`, in whose place there was something else. */
enum resil_status resil_breaker_record_taken(struct resil_breaker *breaker,
                                             struct resil_breaker_token *token, uint64_t taken);

/* For a call that was counted where it does not belong, and is no more. */
enum resil_status resil_breaker_record_late(struct resil_breaker *breaker,
                                            struct resil_breaker_token *token);

/* For a call that is counted already: is it time to open? */
enum resil_status resil_breaker_review(struct resil_breaker *breaker,
                                       struct resil_breaker_token *token, bool failed);

struct breaker_counts resil_breaker_window_counts(const struct resil_breaker *breaker,
                                                  uint32_t generation, int64_t now_ns);

/* Why the breaker should open, or NO_REASON. */
enum resil_breaker_reason resil_breaker_window_judge(const struct resil_breaker *breaker,
                                                     uint32_t generation, int64_t now_ns);

/* breaker_states.c: opens if `generation` is still the current one. */
enum resil_breaker_change resil_breaker_trip(struct resil_breaker *breaker, uint32_t generation,
                                             enum resil_breaker_reason reason, int64_t now_ns);

/* The part of acquire for every state but closed and metrics-only. */
enum resil_status resil_breaker_acquire_guarded(struct resil_breaker *breaker,
                                                struct resil_breaker_token *token);

/* A probe reports, or gives its permit back (RESIL_ABANDONED). */
enum resil_status resil_breaker_record_probe(struct resil_breaker *breaker,
                                             struct resil_breaker_token *token,
                                             enum resil_outcome outcome);

#endif
