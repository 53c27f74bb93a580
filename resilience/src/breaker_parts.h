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

/* breaker_window.c: makes the windows empty for `generation`, before it is published. */
void breaker_window_begin(struct resil_breaker *breaker, uint32_t generation);

/* Records a call of `generation`. False if that generation is over. */
bool breaker_window_record(struct resil_breaker *breaker, uint32_t generation, int64_t now_ns,
                           bool failed, bool slow);

struct breaker_counts breaker_window_counts(const struct resil_breaker *breaker,
                                            uint32_t generation, int64_t now_ns);

/* Why the breaker should open after a call that was `bad` (failed or slow), or NO_REASON. */
enum resil_breaker_reason breaker_window_judge(const struct resil_breaker *breaker,
                                               uint32_t generation, int64_t now_ns, bool bad);

/* The precomputed reciprocal of the count window's size. */
uint64_t breaker_window_reciprocal(uint32_t size);

/* breaker_states.c: opens if `generation` is still the current one. */
enum resil_breaker_change breaker_trip(struct resil_breaker *breaker, uint32_t generation,
                                       enum resil_breaker_reason reason, int64_t now_ns);

/* The part of acquire for every state but closed and metrics-only. */
enum resil_status breaker_acquire_guarded(struct resil_breaker *breaker,
                                          struct resil_breaker_token *token);

/* A probe reports, or gives its permit back (RESIL_ABANDONED). */
enum resil_status breaker_record_probe(struct resil_breaker *breaker,
                                       struct resil_breaker_token *token, int64_t now_ns,
                                       enum resil_outcome outcome, bool slow);

#endif
