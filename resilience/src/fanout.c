#include "resil/fanout.h"
#include <errno.h>
#include <stdatomic.h>
#include "check.h"
#include "wait.h"

static enum resil_status check(const struct resil_part *parts, int count,
                               enum resil_fanout_policy policy, const char **bad)
{
    if (!parts)
        return resil_refuse(bad, "parts");
    if (count < 1)
        return resil_refuse(bad, "count");
    if ((unsigned)policy > RESIL_FIRST_SUCCESS)
        return resil_refuse(bad, "policy");
    for (int i = 0; i < count; i++)
        if (!parts[i].run)
            return resil_refuse(bad, "run");
    return RESIL_OK;
}

enum resil_status resil_fanout_init(struct resil_fanout *f, struct resil_part *parts, int count,
                                    enum resil_fanout_policy policy,
                                    const struct resil_clock *clock, struct resil_deadline deadline,
                                    const char **bad)
{
    *f = (struct resil_fanout){.count = count, .policy = policy, .deadline = deadline};
    resil_check_begin(bad);
    enum resil_status status = check(parts, count, policy, bad);
    if (status)
        return status;
    f->clock = resil_clock_or(clock ? *clock : (struct resil_clock){0}, RESIL_CLOCK_MONOTONIC);
    int error = pthread_mutex_init(&f->lock, NULL);
    if (!error) {
        error = resil_cond_init(&f->changed);
        if (error)
            pthread_mutex_destroy(&f->lock);
    }
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    f->parts = parts;
    for (int i = 0; i < count; i++) {
        parts[i].outcome = RESIL_ABANDONED;
        parts[i].done = false;
    }
    return RESIL_OK;
}

static void help(struct resil_task *task)
{
    resil_fanout_work(task->ctx);
}

int resil_fanout_submit(struct resil_fanout *f, struct resil_pool *pool, struct resil_task *tasks,
                        int count)
{
    f->pool = pool;
    f->tasks = tasks;
    while (f->task_count < count && f->task_count < f->count) {
        struct resil_task *task = &tasks[f->task_count];
        *task = (struct resil_task){.run = help, .deadline = f->deadline, .ctx = f};
        if (resil_pool_submit(pool, task) != RESIL_OK)
            break;
        f->task_count++;
    }
    return f->task_count;
}

/* With the lock: has the policy got what it wants to know? */
static bool decided(const struct resil_fanout *f)
{
    if (f->succeeded + f->failed == f->count)
        return true;
    return (f->policy == RESIL_FIRST_ERROR && f->failed > 0) ||
           (f->policy == RESIL_FIRST_SUCCESS && f->succeeded > 0);
}

/* With the lock: the next part to run, NULL if none is to be started any more. */
static struct resil_part *take(struct resil_fanout *f)
{
    if (resil_deadline_expired(f->deadline, &f->clock))
        atomic_store(&f->stopped, true);
    if (atomic_load(&f->stopped) || f->next == f->count)
        return NULL;
    f->running++;
    return &f->parts[f->next++];
}

static void put_back(struct resil_fanout *f, struct resil_part *part, enum resil_outcome outcome)
{
    part->outcome = outcome;
    part->done = true;
    f->running--;
    if (outcome == RESIL_SUCCESS)
        f->succeeded++;
    else
        f->failed++;
    if (decided(f))
        atomic_store(&f->stopped, true);
    pthread_cond_broadcast(&f->changed);
}

void resil_fanout_work(struct resil_fanout *f)
{
    struct resil_part *part;
    pthread_mutex_lock(&f->lock);
    while ((part = take(f))) {
        pthread_mutex_unlock(&f->lock);
        enum resil_outcome outcome = part->run(part->ctx, f->deadline);
        pthread_mutex_lock(&f->lock);
        put_back(f, part, outcome);
    }
    pthread_mutex_unlock(&f->lock);
}

/* With the lock: stopped by hand, and nothing runs that could still decide it. */
static bool given_up(const struct resil_fanout *f)
{
    return f->running == 0 && atomic_load(&f->stopped);
}

static enum resil_status verdict(const struct resil_fanout *f)
{
    if (!decided(f))
        return resil_deadline_expired(f->deadline, &f->clock) ? RESIL_DEADLINE : RESIL_CANCELLED;
    bool good = f->policy == RESIL_FIRST_SUCCESS ? f->succeeded > 0 : f->failed == 0;
    return good ? RESIL_OK : RESIL_FAILED;
}

enum resil_status resil_fanout_wait(struct resil_fanout *f)
{
    pthread_mutex_lock(&f->lock);
    while (!decided(f) && !given_up(f) && !resil_deadline_expired(f->deadline, &f->clock))
        resil_cond_wait(&f->changed, &f->lock, f->deadline, &f->clock);
    atomic_store(&f->stopped, true);
    enum resil_status status = verdict(f);
    pthread_mutex_unlock(&f->lock);
    return status;
}

void resil_fanout_stop(struct resil_fanout *f)
{
    pthread_mutex_lock(&f->lock);
    atomic_store(&f->stopped, true);
    pthread_cond_broadcast(&f->changed);
    pthread_mutex_unlock(&f->lock);
}

bool resil_fanout_stopped(const struct resil_fanout *f)
{
    return atomic_load(&f->stopped);
}

void resil_fanout_finish(struct resil_fanout *f)
{
    if (!f || !f->parts)
        return;
    pthread_mutex_lock(&f->lock);
    atomic_store(&f->stopped, true);
    while (f->running > 0)
        resil_cond_wait(&f->changed, &f->lock, RESIL_NO_DEADLINE, &f->clock);
    pthread_mutex_unlock(&f->lock);
    /* A helper still in the pool's queue would touch us later. */
    for (int i = 0; i < f->task_count; i++)
        (void)resil_pool_wait(f->pool, &f->tasks[i], RESIL_NO_DEADLINE);
    pthread_cond_destroy(&f->changed);
    pthread_mutex_destroy(&f->lock);
    f->parts = NULL;
}
