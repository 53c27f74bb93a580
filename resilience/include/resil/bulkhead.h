/*
 * bulkhead.h -- at most so many calls at once to one server, so that its slowness cannot take every
 * thread there is. A semaphore with a bounded queue and deadlines. (Thread isolation: pool.h.)
 *
 * Fair: permits go to waiters in the order they came; a released permit is handed to the first of
 * them and cannot be snatched. Without waiters, acquire and release are one compare-and-swap each.
 * Waiting blocks the thread in real time; event loops use a queue of 0. Any thread.
 */
#ifndef RESIL_BULKHEAD_H
#define RESIL_BULKHEAD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/status.h"

struct resil_bulkhead_options {
    int permits;              /* 10; calls at once; >= 1 */
    int queue;                /* 0; callers that may wait; >= 0 */
    struct resil_clock clock; /* all-zero: monotonic; deadlines are on this clock */
};

#define RESIL_BULKHEAD_OPTIONS_DEFAULT ((struct resil_bulkhead_options){.permits = 10})

struct resil_bulkhead_waiter; /* on the stack of a waiting acquire */

struct resil_bulkhead {
    struct resil_bulkhead_options options; /* private from here */
    _Alignas(64) _Atomic uint64_t state;   /* waiters << 32 | free permits */
    _Atomic uint64_t refused, expired;
    _Alignas(64) pthread_mutex_t lock; /* guards the queue and every change of waiters */
    struct resil_bulkhead_waiter *first, *last;
    bool ready;
};

struct resil_permit {
    bool held;
};

struct resil_bulkhead_view {
    int in_use, waiting;
    uint64_t refused; /* since init: no permit, and no place in the queue */
    uint64_t expired; /* since init: waited until the deadline in vain */
};

/* options NULL: the defaults. RESIL_SYSTEM. */
enum resil_status resil_bulkhead_init(struct resil_bulkhead *bulkhead,
                                      const struct resil_bulkhead_options *options,
                                      const char **bad);
void resil_bulkhead_finish(struct resil_bulkhead *bulkhead); /* nobody may hold or wait */

/* RESIL_OK and a permit; RESIL_FULL at once when the queue is full; RESIL_DEADLINE when it passed
 * before a permit came free (an expired deadline still takes a permit that is free); RESIL_SYSTEM
 * if a condition variable cannot be made. */
enum resil_status resil_bulkhead_acquire(struct resil_bulkhead *bulkhead,
                                         struct resil_deadline deadline,
                                         struct resil_permit *permit);

/* RESIL_OK or RESIL_FULL, without waiting. */
enum resil_status resil_bulkhead_try(struct resil_bulkhead *bulkhead, struct resil_permit *permit);

/* Empties the permit; an empty one is ignored. */
void resil_bulkhead_release(struct resil_bulkhead *bulkhead, struct resil_permit *permit);

struct resil_bulkhead_view resil_bulkhead_view(const struct resil_bulkhead *bulkhead);

#endif
