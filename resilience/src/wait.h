/* wait.h -- condition variables on the monotonic clock. Private. */
#ifndef RESIL_WAIT_H
#define RESIL_WAIT_H

#include <pthread.h>
#include "resil/clock.h"
#include "resil/deadline.h"

/* 0 or an error number. */
int resil_cond_init(pthread_cond_t *cond);

/* One wait, until signalled, woken for no reason, or what remains of the deadline on `clock` has
 * passed in real time. The caller loops and looks at its condition and the deadline. */
void resil_cond_wait(pthread_cond_t *cond, pthread_mutex_t *lock, struct resil_deadline deadline,
                     const struct resil_clock *clock);

#endif
