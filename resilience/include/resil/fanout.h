/*
 * fanout.h -- several calls at once, within one deadline.
 *
 * The parts are run by whoever calls resil_fanout_work: workers of a pool (resil_fanout_submit),
 * threads of the caller, the caller itself, or all of them; there are no threads in here. Each
 * part is run once at most.
 *
 *     struct resil_part parts[4] = {{.run = fetch_user, .ctx = &user}, ...};
 *     struct resil_task tasks[3];
 *     resil_fanout_init(&fanout, parts, 4, RESIL_ALL, NULL, deadline);
 *     resil_fanout_submit(&fanout, &pool, tasks, 3);      // helpers; a full pool is no error
 *     resil_fanout_work(&fanout);                         // the caller takes part
 *     status = resil_fanout_wait(&fanout);
 *     ... parts[i].outcome and what the parts have filled in ...
 *     resil_fanout_finish(&fanout);
 *
 * The deadline keeps parts from starting and ends the wait; it cannot end a part that runs. So a
 * part must use the deadline it is given, and look at resil_fanout_stopped between long steps.
 * _finish waits for parts that still run: the memory is theirs until then. If a part may hang,
 * let the caller not take part, put the fanout, parts and tasks on the heap, and finish elsewhere.
 */
#ifndef RESIL_FANOUT_H
#define RESIL_FANOUT_H

#include <pthread.h>
#include <stdbool.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/outcome.h"
#include "resil/pool.h"

enum resil_fanout_policy {
    RESIL_ALL,          /* run every part, whatever becomes of the others */
    RESIL_FIRST_ERROR,  /* all must succeed: after the first failure start no more */
    RESIL_FIRST_SUCCESS /* one must succeed: after it start no more */
};

struct resil_part {
    /* Runs without any lock held. */
    enum resil_outcome (*run)(void *ctx, struct resil_deadline deadline);
    void *ctx;
    enum resil_outcome outcome; /* once done; RESIL_ABANDONED if it was never run */
    bool done;                  /* it was run and has ended; read it after _wait or _finish */
};

struct resil_fanout {
    pthread_mutex_t lock; /* private from here */
    pthread_cond_t changed;
    struct resil_part *parts;
    struct resil_pool *pool;
    struct resil_task *tasks;
    struct resil_clock clock;
    struct resil_deadline deadline;
    enum resil_fanout_policy policy;
    int count, next, running, succeeded, failed, task_count;
    _Atomic bool stopped;
};

/* `clock` NULL: monotonic, and the deadline is on it. RESIL_INVALID ("parts", "count", "policy",
 * "run"); RESIL_SYSTEM. The parts are the caller's and outlive the fanout. */
enum resil_status resil_fanout_init(struct resil_fanout *fanout, struct resil_part *parts,
                                    int count, enum resil_fanout_policy policy,
                                    const struct resil_clock *clock, struct resil_deadline deadline,
                                    const char **bad);

/* Asks the pool for up to `count` helpers; returns how many it took. Once per fanout. The tasks
 * are the caller's and outlive the fanout. */
int resil_fanout_submit(struct resil_fanout *fanout, struct resil_pool *pool,
                        struct resil_task *tasks, int count);

/* Runs parts until there is none left to start. Any thread, any number of them. */
void resil_fanout_work(struct resil_fanout *fanout);

/*
 * Waits for the end that the policy asks for, or the deadline:
 *   RESIL_OK         ALL, FIRST_ERROR: every part succeeded; FIRST_SUCCESS: one did
 *   RESIL_FAILED     otherwise
 *   RESIL_DEADLINE   it passed first; what is done is done, nothing more is started
 *   RESIL_CANCELLED  resil_fanout_stop came first, and the parts that ran have ended
 * Somebody must be working, or it waits for the deadline.
 */
enum resil_status resil_fanout_wait(struct resil_fanout *fanout);

/* No more parts are started, and who waits need not wait for those. From any thread or part. */
void resil_fanout_stop(struct resil_fanout *fanout);
/* True once no more parts are started: a part that runs may end early, nobody waits for it. */
bool resil_fanout_stopped(const struct resil_fanout *fanout);

/* Stops, and waits for the parts that run and the helpers that were submitted. Threads of your own
 * must have returned from _work. */
void resil_fanout_finish(struct resil_fanout *fanout);

#endif
