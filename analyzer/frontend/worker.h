/* A process that lowers units one after the other. Private to the frontend.
 * The parent writes unit numbers into the worker's socket; the worker answers each with a
 * worker_reply, the bytes of the detail and the bytes of the module. */
#ifndef FRONTEND_WORKER_H
#define FRONTEND_WORKER_H

#include "frontend/frontend.h"

#include <sys/types.h>

/* Exit status of a worker that ran out of memory; that of memory_resize, too. */
#define WORKER_OUT_OF_MEMORY 3

struct worker_reply {
    uint32_t status; /* enum frontend_status: not how a worker dies */
    uint32_t detail_size;
    uint64_t module_size;
};

struct worker {
    pid_t pid;
    int socket; /* the parent's end */
};

/* Starts one; false with errno set when the system refuses. `siblings` are the sockets of the
 * other workers, which the new one must not hold open. */
bool worker_start(struct worker *worker, const struct unit *units,
                  const struct frontend_options *options, const int *siblings, uint32_t count);

/* Hands out a unit; false when the worker is gone. */
bool worker_give(const struct worker *worker, uint32_t unit);

/* Ends it at once and says how it ended: the status of waitpid. */
int worker_stop(struct worker *worker);

#endif
