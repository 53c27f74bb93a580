/*
 * pool.h -- a fixed set of worker threads with a bounded queue: a bulkhead that isolates threads.
 *
 * For calls that cannot be given a deadline (a library that blocks as long as it likes): the caller
 * waits only as long as it wants, the worker is stuck instead, and there are only so many of them.
 * Give each server its own pool. The threads are those you ask for at init and end in _finish.
 *
 * A task is the caller's memory and must live until it is over. A caller that stops waiting
 * detaches the task; `release` is then called by the worker that ends it. Functions of a task run
 * without any lock of the pool. Any thread may submit, wait and detach; one thread per task.
 */
#ifndef RESIL_POOL_H
#define RESIL_POOL_H

#include <pthread.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/status.h"

struct resil_pool_options {
    int workers;              /* 4; threads; [1, 4096] */
    int queue;                /* 16; tasks that wait for a worker; >= 0, < 2^20 */
    struct resil_clock clock; /* all-zero: monotonic; deadlines are on this clock */
};

#define RESIL_POOL_OPTIONS_DEFAULT ((struct resil_pool_options){.workers = 4, .queue = 16})

struct resil_task {
    void (*run)(struct resil_task *task);     /* on a worker; must be set */
    void (*release)(struct resil_task *task); /* a detached task is over: free it; may be NULL */
    struct resil_deadline deadline;           /* not started after this; RESIL_NO_DEADLINE */
    void *ctx;                                /* yours */
    enum resil_status status; /* once it is over: RESIL_OK (it ran), _DEADLINE, _CANCELLED */
    pthread_cond_t *waiter;   /* private from here */
    struct resil_task *next;
    bool over, detached;
};

struct resil_pool {
    struct resil_pool_options options; /* private from here */
    pthread_mutex_t lock;
    pthread_cond_t work;
    pthread_t *threads;
    struct resil_task *first, *last;
    int started, queued, running;
    uint64_t refused, expired, completed;
    bool stopping, ready;
};

struct resil_pool_view {
    int queued, running;
    uint64_t completed, refused, expired; /* since init; expired: deadline passed in the queue */
};

/* options NULL: the defaults. Starts the threads. RESIL_NO_MEMORY, RESIL_SYSTEM. */
enum resil_status resil_pool_init(struct resil_pool *pool, const struct resil_pool_options *options,
                                  const char **bad);

/* Takes no more tasks, ends those in the queue with RESIL_CANCELLED, waits for those that run (so
 * for a call that never returns it waits for ever: that is what it costs to join a thread). */
void resil_pool_finish(struct resil_pool *pool);

/* RESIL_OK: the task belongs to the pool until it is over. RESIL_FULL: `workers` run and `queue`
 * wait. RESIL_DEADLINE: it has passed. RESIL_CANCELLED: the pool is finishing. */
enum resil_status resil_pool_submit(struct resil_pool *pool, struct resil_task *task);

/* Waits until the task is over (its status) or `deadline` has passed (RESIL_IN_PROGRESS: it still
 * belongs to the pool). RESIL_SYSTEM if a condition variable cannot be made. */
enum resil_status resil_pool_wait(struct resil_pool *pool, struct resil_task *task,
                                  struct resil_deadline deadline);

/* Stops caring. True: it was over, and is the caller's again (`release` is not called). False: it
 * belongs to the pool, which will call `release`; the caller must not touch it any more. */
bool resil_pool_detach(struct resil_pool *pool, struct resil_task *task);

struct resil_pool_view resil_pool_view(struct resil_pool *pool);

#endif
