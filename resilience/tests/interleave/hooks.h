/* hooks.h -- makes each atomic operation and each lock of the sources included after it a step of
 * explore.h. Nothing runs beside it, so the operations themselves need not be atomic; they are
 * functions, because the operands of | and + may be mixed with each other and calls may not. Weak
 * exchanges do not fail without a reason here. */
#ifndef RESIL_HOOKS_H
#define RESIL_HOOKS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include "explore.h"

static inline int64_t hook_read(const volatile void *at, size_t size)
{
    int32_t narrow;
    int64_t wide;
    CHECK(size == sizeof narrow || size == sizeof wide);
    memcpy(size == sizeof wide ? (void *)&wide : &narrow, (const void *)at, size);
    return size == sizeof wide ? wide : narrow;
}

static inline void hook_write(volatile void *at, size_t size, int64_t value)
{
    int32_t narrow = (int32_t)value;
    memcpy((void *)at, size == sizeof value ? (void *)&value : &narrow, size);
}

static inline int64_t hook_load(const volatile void *at, size_t size)
{
    explore_step();
    return hook_read(at, size);
}

static inline void hook_store(volatile void *at, size_t size, int64_t value)
{
    explore_step();
    hook_write(at, size, value);
}

static inline int64_t hook_add(volatile void *at, size_t size, int64_t by)
{
    explore_step();
    int64_t old = hook_read(at, size);
    hook_write(at, size, (int64_t)((uint64_t)old + (uint64_t)by));
    return old;
}

static inline bool hook_swap(volatile void *at, size_t size, void *expected, int64_t value)
{
    explore_step();
    bool same = memcmp((const void *)at, expected, size) == 0;
    if (same)
        hook_write(at, size, value);
    else
        memcpy(expected, (const void *)at, size);
    return same;
}

#undef atomic_load_explicit
#undef atomic_store_explicit
#undef atomic_fetch_add_explicit
#undef atomic_fetch_sub_explicit
#undef atomic_compare_exchange_weak_explicit

/* Without the qualifier _Atomic. */
#define HOOK_TYPE(p) __typeof__(*(p) + 0)

#define atomic_load_explicit(p, m)         ((HOOK_TYPE(p))hook_load(p, sizeof *(p)))
#define atomic_store_explicit(p, v, m)     hook_store(p, sizeof *(p), (int64_t)(v))
#define atomic_fetch_add_explicit(p, v, m) ((HOOK_TYPE(p))hook_add(p, sizeof *(p), (int64_t)(v)))
#define atomic_fetch_sub_explicit(p, v, m) ((HOOK_TYPE(p))hook_add(p, sizeof *(p), -(int64_t)(v)))
#define atomic_compare_exchange_weak_explicit(p, old, new, m, n)                                   \
    hook_swap(p, sizeof *(p), old, (int64_t)(new))

/* For tests: reads without being a step. */
#define HOOK_PEEK(p) ((HOOK_TYPE(p))hook_read(p, sizeof *(p)))

#define pthread_mutex_lock(lock)   explore_lock(lock)
#define pthread_mutex_unlock(lock) explore_unlock(lock)

#endif
