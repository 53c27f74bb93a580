#include "resil/pool.h"
#include <errno.h>
#include <stdlib.h>
#include "check.h"
#include "wait.h"

#define MOST_WORKERS 4096
#define MOST_QUEUE   (1 << 20)

static struct resil_task *pop(struct resil_pool *pool)
{
    struct resil_task *task = pool->first;
    pool->first = task->next;
    if (!pool->first)
        pool->last = NULL;
    pool->queued--;
    return task;
}

/* Under the lock. From here on the task is the waiter's; if nobody waits any more it is returned,
 * to be released without the lock. */
static struct resil_task *end(struct resil_task *task, enum resil_status status)
{
    task->status = status;
    task->over = true;
    if (task->waiter)
        pthread_cond_signal(task->waiter);
    return task->detached ? task : NULL;
}

static void release(struct resil_task *task)
{
    if (task && task->release)
        task->release(task);
}

/* Under the lock, which is given up while the task runs. */
static void perform(struct resil_pool *pool, struct resil_task *task)
{
    enum resil_status status = RESIL_DEADLINE;
    if (resil_deadline_expired(task->deadline, &pool->options.clock)) {
        pool->expired++;
    } else {
        status = RESIL_OK;
        pool->running++;
        pthread_mutex_unlock(&pool->lock);
        task->run(task);
        pthread_mutex_lock(&pool->lock);
        pool->running--;
        pool->completed++;
    }
    struct resil_task *left = end(task, status);
    if (left) {
        pthread_mutex_unlock(&pool->lock);
        release(left);
        pthread_mutex_lock(&pool->lock);
    }
}

static void *work(void *ctx)
{
    struct resil_pool *pool = ctx;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->first && !pool->stopping)
            pthread_cond_wait(&pool->work, &pool->lock);
        if (!pool->first)
            break;
        perform(pool, pop(pool));
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static void stop(struct resil_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    while (pool->first) {
        struct resil_task *left = end(pop(pool), RESIL_CANCELLED);
        pthread_mutex_unlock(&pool->lock);
        release(left);
        pthread_mutex_lock(&pool->lock);
    }
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->started; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
}

static enum resil_status fail(int error)
{
    errno = error;
    return RESIL_SYSTEM;
}

static enum resil_status make_locks(struct resil_pool *pool)
{
    int error = pthread_mutex_init(&pool->lock, NULL);
    if (error)
        return fail(error);
    error = resil_cond_init(&pool->work);
    if (error) {
        pthread_mutex_destroy(&pool->lock);
        return fail(error);
    }
    return RESIL_OK;
}

static enum resil_status start(struct resil_pool *pool)
{
    for (; pool->started < pool->options.workers; pool->started++) {
        int error = pthread_create(&pool->threads[pool->started], NULL, work, pool);
        if (error) {
            stop(pool);
            return fail(error);
        }
    }
    pool->ready = true;
    return RESIL_OK;
}

enum resil_status resil_pool_init(struct resil_pool *pool, const struct resil_pool_options *options,
                                  const char **bad)
{
    resil_check_begin(bad);
    struct resil_pool_options o = options ? *options : RESIL_POOL_OPTIONS_DEFAULT;
    *pool = (struct resil_pool){0};
    if (o.workers < 1 || o.workers > MOST_WORKERS)
        return resil_refuse(bad, "workers");
    if (o.queue < 0 || o.queue >= MOST_QUEUE)
        return resil_refuse(bad, "queue");
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_MONOTONIC);
    pool->options = o;
    pool->threads = calloc((size_t)o.workers, sizeof *pool->threads);
    if (!pool->threads)
        return RESIL_NO_MEMORY;
    enum resil_status status = make_locks(pool);
    if (status) {
        free(pool->threads);
        return status;
    }
    return start(pool);
}

void resil_pool_finish(struct resil_pool *pool)
{
    if (!pool || !pool->ready)
        return;
    stop(pool);
    pool->ready = false;
}

/* Under the lock. Tasks beyond the busy workers' count wait: there is a place for each idle worker
 * (started or still starting) and for each slot of the queue. */
static enum resil_status enqueue(struct resil_pool *pool, struct resil_task *task)
{
    if (pool->stopping)
        return RESIL_CANCELLED;
    if (pool->queued + pool->running >= pool->options.workers + pool->options.queue) {
        pool->refused++;
        return RESIL_FULL;
    }
    if (pool->last)
        pool->last->next = task;
    else
        pool->first = task;
    pool->last = task;
    pool->queued++;
    pthread_cond_signal(&pool->work);
    return RESIL_OK;
}

enum resil_status resil_pool_submit(struct resil_pool *pool, struct resil_task *task)
{
    task->waiter = NULL;
    task->next = NULL;
    task->over = task->detached = false;
    task->status = RESIL_IN_PROGRESS;
    if (resil_deadline_expired(task->deadline, &pool->options.clock))
        return RESIL_DEADLINE;
    pthread_mutex_lock(&pool->lock);
    enum resil_status status = enqueue(pool, task);
    pthread_mutex_unlock(&pool->lock);
    return status;
}

enum resil_status resil_pool_wait(struct resil_pool *pool, struct resil_task *task,
                                  struct resil_deadline deadline)
{
    pthread_cond_t wake;
    int error = resil_cond_init(&wake);
    if (error)
        return fail(error);
    pthread_mutex_lock(&pool->lock);
    task->waiter = &wake;
    while (!task->over && !resil_deadline_expired(deadline, &pool->options.clock))
        resil_cond_wait(&wake, &pool->lock, deadline, &pool->options.clock);
    task->waiter = NULL;
    enum resil_status status = task->over ? task->status : RESIL_IN_PROGRESS;
    pthread_mutex_unlock(&pool->lock);
    pthread_cond_destroy(&wake);
    return status;
}

bool resil_pool_detach(struct resil_pool *pool, struct resil_task *task)
{
    pthread_mutex_lock(&pool->lock);
    bool over = task->over;
    task->detached = !over;
    pthread_mutex_unlock(&pool->lock);
    return over;
}

struct resil_pool_view resil_pool_view(struct resil_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    struct resil_pool_view view = {
        .queued = pool->queued,
        .running = pool->running,
        .completed = pool->completed,
        .refused = pool->refused,
        .expired = pool->expired,
    };
    pthread_mutex_unlock(&pool->lock);
    return view;
}
