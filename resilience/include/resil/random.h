/*
 * random.h -- random numbers, injectable and owned by the caller.
 *
 * Jitter needs speed and spread, not secrecy: none of this is fit for keys or tokens. There is no
 * global state and no rand(). A source is a function and its state:
 *   resil_xoshiro   xoshiro256** (Blackman and Vigna 2018); one thread per state
 *   resil_splitmix  SplitMix64 (Steele et al. 2014) on an atomic counter; any number of threads
 *
 * Options structs have `struct resil_random random`. All-zero means: the object keeps a
 * resil_splitmix of its own, seeded by the operating system at init. Give a seeded source to make
 * a test or a simulation repeatable. The struct is copied, its ctx must outlive the object, and
 * must be a source for many threads if the object is used by many.
 */
#ifndef RESIL_RANDOM_H
#define RESIL_RANDOM_H

#include <stdatomic.h>
#include <stdint.h>

struct resil_random {
    uint64_t (*next)(void *ctx); /* 64 uniform bits */
    void *ctx;
};

struct resil_xoshiro {
    uint64_t s[4];
};

struct resil_splitmix {
    _Atomic uint64_t state;
};

void resil_xoshiro_seed(struct resil_xoshiro *state, uint64_t seed);
uint64_t resil_xoshiro_next(void *state);
struct resil_random resil_xoshiro_random(struct resil_xoshiro *state);

void resil_splitmix_seed(struct resil_splitmix *state, uint64_t seed);
uint64_t resil_splitmix_next(void *state);
struct resil_random resil_splitmix_random(struct resil_splitmix *state);

/* A seed from the operating system; mixes clock and addresses if it has none to give. */
uint64_t resil_random_seed(void);

/* 64 bits from `random` if it is set, else from `own`. Objects call this with both. */
static inline uint64_t resil_random_draw(const struct resil_random *random,
                                         struct resil_splitmix *own)
{
    return random->next ? random->next(random->ctx) : resil_splitmix_next(own);
}

/* [0, 1) with 53 bits, from 64 random bits. */
static inline double resil_unit(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1.0p-53;
}

/* Uniform in [low, high] from 64 random bits, by multiplication (Lemire 2019; bias < 2^-64 *
 * range, which for durations is below one part in 10^6). high < low gives low. */
int64_t resil_between(uint64_t bits, int64_t low, int64_t high);

#endif
