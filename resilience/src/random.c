#include "resil/random.h"
#include <errno.h>
#include <sys/random.h>
#include "resil/clock.h"

#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)

/* The finaliser of SplitMix64: turns a counter into 64 well-mixed bits. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void resil_splitmix_seed(struct resil_splitmix *state, uint64_t seed)
{
    atomic_init(&state->state, seed);
}

uint64_t resil_splitmix_next(void *ctx)
{
    struct resil_splitmix *state = ctx;
    /* Each caller gets a counter value of its own, so the sequence has no repeats under threads. */
    return mix(atomic_fetch_add_explicit(&state->state, GOLDEN, memory_order_relaxed) + GOLDEN);
}

struct resil_random resil_splitmix_random(struct resil_splitmix *state)
{
    return (struct resil_random){.next = resil_splitmix_next, .ctx = state};
}

void resil_xoshiro_seed(struct resil_xoshiro *state, uint64_t seed)
{
    /* Four outputs of SplitMix64 are never all zero, the one state xoshiro cannot leave. */
    for (int i = 0; i < 4; i++)
        state->s[i] = mix(seed += GOLDEN);
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t resil_xoshiro_next(void *ctx)
{
    uint64_t *s = ((struct resil_xoshiro *)ctx)->s;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return result;
}

struct resil_random resil_xoshiro_random(struct resil_xoshiro *state)
{
    return (struct resil_random){.next = resil_xoshiro_next, .ctx = state};
}

uint64_t resil_random_seed(void)
{
    uint64_t seed;
    ssize_t got;
    do
        got = getrandom(&seed, sizeof seed, GRND_NONBLOCK);
    while (got < 0 && errno == EINTR);
    if (got == (ssize_t)sizeof seed)
        return seed;
    /* Early boot or an old kernel: the place of the stack and the time still tell clients apart. */
    return mix((uint64_t)(uintptr_t)&seed ^ mix((uint64_t)resil_clock_monotonic(0)));
}

int64_t resil_between(uint64_t bits, int64_t low, int64_t high)
{
    if (high <= low)
        return low;
    uint64_t range = (uint64_t)high - (uint64_t)low + 1;
    if (range == 0) /* the whole of int64_t */
        return (int64_t)bits;
    /* The high word of bits * range, in two halves: standard C has no 128-bit integer. */
    uint64_t lower = (bits & UINT32_MAX) * (range & UINT32_MAX);
    uint64_t middle1 = (bits >> 32) * (range & UINT32_MAX) + (lower >> 32);
    uint64_t middle2 = (bits & UINT32_MAX) * (range >> 32) + (middle1 & UINT32_MAX);
    uint64_t upper = (bits >> 32) * (range >> 32) + (middle1 >> 32) + (middle2 >> 32);
    return (int64_t)((uint64_t)low + upper);
}
