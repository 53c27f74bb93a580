#include "wait.h"
#include <time.h>

int resil_cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t attributes;
    int error = pthread_condattr_init(&attributes);
    if (error)
        return error;
    error = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    if (!error)
        error = pthread_cond_init(cond, &attributes);
    pthread_condattr_destroy(&attributes);
    return error;
}

void resil_cond_wait(pthread_cond_t *cond, pthread_mutex_t *lock, struct resil_deadline deadline,
                     const struct resil_clock *clock)
{
    int64_t left = resil_deadline_remaining(deadline, clock);
    if (left == RESIL_NEVER) {
        pthread_cond_wait(cond, lock);
        return;
    }
    /* The deadline may be on a clock of the caller's; the wait is in real time. */
    int64_t until = resil_time_add(resil_clock_monotonic(NULL), left);
    struct timespec t = {.tv_sec = (time_t)(until / RESIL_S), .tv_nsec = (long)(until % RESIL_S)};
    pthread_cond_timedwait(cond, lock, &t);
}
