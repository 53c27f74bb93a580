/*
 * Free permits and the number of waiters share one atomic word. While anybody waits no permit is
 * free: a release with waiters hands its permit over under the lock and never frees it. So the fast
 * paths need only look at the word, and waiters cannot be overtaken.
 */
#include "resil/bulkhead.h"
#include <errno.h>
#include "check.h"
#include "wait.h"

#define WAITER (UINT64_C(1) << 32)

struct resil_bulkhead_waiter {
    struct resil_bulkhead_waiter *next;
    pthread_cond_t wake;
    bool granted;
};

static uint32_t free_in(uint64_t state)
{
    return (uint32_t)state;
}

static uint32_t waiters_in(uint64_t state)
{
    return (uint32_t)(state >> 32);
}

enum resil_status resil_bulkhead_init(struct resil_bulkhead *bulkhead,
                                      const struct resil_bulkhead_options *options,
                                      const char **bad)
{
    resil_check_begin(bad);
    bulkhead->ready = false;
    struct resil_bulkhead_options o = options ? *options : RESIL_BULKHEAD_OPTIONS_DEFAULT;
    if (o.permits < 1)
        return resil_refuse(bad, "permits");
    if (o.queue < 0)
        return resil_refuse(bad, "queue");
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_MONOTONIC);
    *bulkhead = (struct resil_bulkhead){.options = o};
    atomic_init(&bulkhead->state, (uint64_t)o.permits);
    int error = pthread_mutex_init(&bulkhead->lock, NULL);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    bulkhead->ready = true;
    return RESIL_OK;
}

void resil_bulkhead_finish(struct resil_bulkhead *bulkhead)
{
    if (!bulkhead || !bulkhead->ready)
        return;
    pthread_mutex_destroy(&bulkhead->lock);
    bulkhead->ready = false;
}

static bool swap(struct resil_bulkhead *bulkhead, uint64_t *old, uint64_t new)
{
    return atomic_compare_exchange_weak_explicit(&bulkhead->state, old, new, memory_order_acq_rel,
                                                 memory_order_acquire);
}

static bool take_free(struct resil_bulkhead *bulkhead)
{
    uint64_t state = atomic_load_explicit(&bulkhead->state, memory_order_acquire);
    while (free_in(state) > 0)
        if (swap(bulkhead, &state, state - 1))
            return true;
    return false;
}

static enum resil_status refuse(struct resil_bulkhead *bulkhead)
{
    atomic_fetch_add_explicit(&bulkhead->refused, 1, memory_order_relaxed);
    return RESIL_FULL;
}

enum resil_status resil_bulkhead_try(struct resil_bulkhead *bulkhead, struct resil_permit *permit)
{
    permit->held = take_free(bulkhead);
    return permit->held ? RESIL_OK : refuse(bulkhead);
}

/* Under the lock: takes a permit that came free meanwhile (RESIL_OK), or becomes one of the
 * waiters (RESIL_IN_PROGRESS), or finds the queue full. */
static enum resil_status take_or_queue(struct resil_bulkhead *bulkhead)
{
    uint64_t state = atomic_load_explicit(&bulkhead->state, memory_order_acquire);
    for (;;) {
        bool is_free = free_in(state) > 0;
        if (!is_free && waiters_in(state) >= (uint32_t)bulkhead->options.queue)
            return RESIL_FULL;
        if (swap(bulkhead, &state, is_free ? state - 1 : state + WAITER))
            return is_free ? RESIL_OK : RESIL_IN_PROGRESS;
    }
}

static void append(struct resil_bulkhead *bulkhead, struct resil_bulkhead_waiter *waiter)
{
    if (bulkhead->last)
        bulkhead->last->next = waiter;
    else
        bulkhead->first = waiter;
    bulkhead->last = waiter;
}

/* Under the lock; `waiter` is in the queue. */
static void take_out(struct resil_bulkhead *bulkhead, struct resil_bulkhead_waiter *waiter)
{
    struct resil_bulkhead_waiter **link = &bulkhead->first, *before = NULL;
    while (*link != waiter) {
        before = *link;
        link = &before->next;
    }
    *link = waiter->next;
    if (bulkhead->last == waiter)
        bulkhead->last = before;
    atomic_fetch_sub_explicit(&bulkhead->state, WAITER, memory_order_acq_rel);
}

static enum resil_status wait_in_queue(struct resil_bulkhead *bulkhead,
                                       struct resil_bulkhead_waiter *waiter,
                                       struct resil_deadline deadline)
{
    append(bulkhead, waiter);
    while (!waiter->granted) {
        if (resil_deadline_expired(deadline, &bulkhead->options.clock)) {
            take_out(bulkhead, waiter);
            atomic_fetch_add_explicit(&bulkhead->expired, 1, memory_order_relaxed);
            return RESIL_DEADLINE;
        }
        resil_cond_wait(&waiter->wake, &bulkhead->lock, deadline, &bulkhead->options.clock);
    }
    return RESIL_OK;
}

enum resil_status resil_bulkhead_acquire(struct resil_bulkhead *bulkhead,
                                         struct resil_deadline deadline,
                                         struct resil_permit *permit)
{
    permit->held = take_free(bulkhead);
    if (permit->held)
        return RESIL_OK;
    if (bulkhead->options.queue == 0)
        return refuse(bulkhead);
    struct resil_bulkhead_waiter waiter = {0};
    int error = resil_cond_init(&waiter.wake);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    pthread_mutex_lock(&bulkhead->lock);
    enum resil_status status = take_or_queue(bulkhead);
    if (status == RESIL_IN_PROGRESS)
        status = wait_in_queue(bulkhead, &waiter, deadline);
    pthread_mutex_unlock(&bulkhead->lock);
    pthread_cond_destroy(&waiter.wake);
    permit->held = status == RESIL_OK;
    return status == RESIL_FULL ? refuse(bulkhead) : status;
}

/* Hands the permit to the first waiter. False if there is none any more. */
static bool hand_over(struct resil_bulkhead *bulkhead)
{
    pthread_mutex_lock(&bulkhead->lock);
    struct resil_bulkhead_waiter *waiter = bulkhead->first;
    if (waiter) {
        take_out(bulkhead, waiter);
        waiter->granted = true;
        /* Signalled under the lock: the waiter's stack frame may be gone right after it. */
        pthread_cond_signal(&waiter->wake);
    }
    pthread_mutex_unlock(&bulkhead->lock);
    return waiter != NULL;
}

void resil_bulkhead_release(struct resil_bulkhead *bulkhead, struct resil_permit *permit)
{
    if (!permit->held)
        return;
    permit->held = false;
    uint64_t state = atomic_load_explicit(&bulkhead->state, memory_order_acquire);
    for (;;) {
        if (waiters_in(state) == 0) {
            if (swap(bulkhead, &state, state + 1))
                return;
        } else if (hand_over(bulkhead)) {
            return;
        } else {
            state = atomic_load_explicit(&bulkhead->state, memory_order_acquire);
        }
    }
}

struct resil_bulkhead_view resil_bulkhead_view(const struct resil_bulkhead *bulkhead)
{
    uint64_t state = atomic_load_explicit(&bulkhead->state, memory_order_relaxed);
    return (struct resil_bulkhead_view){
        .in_use = bulkhead->options.permits - (int)free_in(state),
        .waiting = (int)waiters_in(state),
        .refused = atomic_load_explicit(&bulkhead->refused, memory_order_relaxed),
        .expired = atomic_load_explicit(&bulkhead->expired, memory_order_relaxed),
    };
}
