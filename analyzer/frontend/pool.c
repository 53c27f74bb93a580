/* Hands the units to workers and gives the results on in the order of the units. */
#include "frontend/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct seat {
    struct worker worker; /* pid 0: none */
    bool busy;
    uint32_t unit;
    double started;
    struct worker_reply reply;
    char *bytes; /* detail and module, once the reply is whole */
    size_t have; /* bytes of the reply and what follows it */
};

struct outcome {
    struct frontend_result result;
    char detail[512];
    bool ready;
};

struct pool {
    const struct unit *units;
    const struct frontend_options *options;
    uint32_t count, next, delivered, failed;
    struct outcome *outcomes;
    struct seat *seats;
    uint32_t seat_count;
    void (*receive)(void *context, struct frontend_result *result);
    void *context;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void deliver(struct pool *pool)
{
    while (pool->delivered < pool->count && pool->outcomes[pool->delivered].ready) {
        struct outcome *outcome = &pool->outcomes[pool->delivered++];
        outcome->result.detail = outcome->detail;
        pool->failed += outcome->result.status != FRONTEND_OK;
        pool->receive(pool->context, &outcome->result);
    }
}

static struct outcome *settle(struct pool *pool, struct seat *seat, enum frontend_status status)
{
    struct outcome *outcome = &pool->outcomes[seat->unit];
    outcome->ready = true;
    outcome->result.unit = seat->unit;
    outcome->result.status = status;
    outcome->result.seconds = now() - seat->started;
    seat->busy = false;
    seat->have = 0;
    free(seat->bytes);
    seat->bytes = NULL;
    return outcome;
}

/* The reply is whole. The module keeps the block that it was received in. */
static void accept_reply(struct pool *pool, struct seat *seat)
{
    struct worker_reply reply = seat->reply;
    char *block = seat->bytes;
    seat->bytes = NULL;
    struct outcome *outcome = settle(pool, seat, (enum frontend_status)reply.status);
    size_t detail =
        reply.detail_size < sizeof outcome->detail ? reply.detail_size : sizeof outcome->detail - 1;
    memcpy(outcome->detail, block + reply.module_size, detail);
    outcome->detail[detail] = '\0';
    if (reply.status != FRONTEND_OK) {
        free(block);
        return;
    }
    if (ir_module_open(&outcome->result.module, block, reply.module_size, outcome->detail)) {
        outcome->result.module.owns_bytes = true;
    } else {
        outcome->result.status = FRONTEND_CRASHED;
        free(block);
    }
}

static void explain_end(const struct pool *pool, struct outcome *outcome, int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == WORKER_OUT_OF_MEMORY) {
        outcome->result.status = FRONTEND_OUT_OF_MEMORY;
        snprintf(outcome->detail, sizeof outcome->detail, "it needs more memory than there is%s",
                 pool->options->memory_limit != 0 ? " below the memory limit" : "");
    } else if (WIFSIGNALED(status)) {
        snprintf(outcome->detail, sizeof outcome->detail, "its worker process was ended by: %s",
                 strsignal(WTERMSIG(status)));
    } else {
        snprintf(outcome->detail, sizeof outcome->detail, "its worker process ended with status %d",
                 WEXITSTATUS(status));
    }
}

/* The worker is gone or has left its protocol. */
static void bury(struct pool *pool, struct seat *seat)
{
    bool busy = seat->busy;
    struct outcome *outcome = busy ? settle(pool, seat, FRONTEND_CRASHED) : NULL;
    int status = worker_stop(&seat->worker);
    if (busy) {
        explain_end(pool, outcome, status);
    }
}

static void time_out(struct pool *pool, struct seat *seat)
{
    struct outcome *outcome = settle(pool, seat, FRONTEND_TIMED_OUT);
    snprintf(outcome->detail, sizeof outcome->detail, "it took longer than the limit of %u s",
             pool->options->time_limit_s);
    worker_stop(&seat->worker);
}

static size_t reply_size(const struct worker_reply *reply)
{
    return sizeof *reply + reply->module_size + reply->detail_size;
}

/* Where the next bytes belong: the module is received where it will stay, the detail, which comes
 * first, behind it. */
static char *next_bytes(struct seat *seat, size_t *room)
{
    if (seat->have < sizeof seat->reply) {
        *room = sizeof seat->reply - seat->have;
        return (char *)&seat->reply + seat->have;
    }
    size_t at = seat->have - sizeof seat->reply;
    if (at < seat->reply.detail_size) {
        *room = seat->reply.detail_size - at;
        return seat->bytes + seat->reply.module_size + at;
    }
    at -= seat->reply.detail_size;
    *room = seat->reply.module_size - at;
    return seat->bytes + at;
}

/* Takes what has arrived; false when the worker is gone. */
static bool take_bytes(struct pool *pool, struct seat *seat)
{
    size_t room;
    char *at = next_bytes(seat, &room);
    ssize_t got = recv(seat->worker.socket, at, room, MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
        return true;
    }
    if (got <= 0 || !seat->busy) {
        return false;
    }
    seat->have += (size_t)got;
    if (seat->have == sizeof seat->reply && seat->bytes == NULL) {
        if (seat->reply.status > FRONTEND_UNPARSABLE) {
            return false;
        }
        seat->bytes = memory_resize(NULL, reply_size(&seat->reply), 1);
    }
    if (seat->have >= sizeof seat->reply && seat->have == reply_size(&seat->reply)) {
        accept_reply(pool, seat);
    }
    return true;
}

/* The sentence for a unit that no process could be had for. */
static void refuse(struct pool *pool, struct seat *seat, int error)
{
    seat->unit = pool->next++;
    seat->started = now();
    struct outcome *outcome = settle(pool, seat, FRONTEND_CRASHED);
    snprintf(outcome->detail, sizeof outcome->detail, "no worker process could be started: %s",
             strerror(error));
}

static bool start_worker(struct pool *pool, struct seat *seat)
{
    int *sockets = memory_resize(NULL, pool->seat_count, sizeof *sockets);
    for (uint32_t i = 0; i < pool->seat_count; i++) {
        sockets[i] = pool->seats[i].worker.pid != 0 ? pool->seats[i].worker.socket : -1;
    }
    bool started =
        worker_start(&seat->worker, pool->units, pool->options, sockets, pool->seat_count);
    int error = errno;
    free(sockets);
    errno = error;
    return started;
}

/* Gives the seat work, and a worker when it has none. */
static void employ(struct pool *pool, struct seat *seat)
{
    while (!seat->busy && pool->next < pool->count) {
        if (seat->worker.pid == 0 && !start_worker(pool, seat)) {
            refuse(pool, seat, errno);
            continue;
        }
        seat->busy = true;
        seat->unit = pool->next;
        seat->started = now();
        if (worker_give(&seat->worker, pool->next)) {
            pool->next++;
        } else {
            seat->busy = false; /* it ended after its last unit: take another one */
            bury(pool, seat);
        }
    }
}

/* Milliseconds until the first unit runs out of time, -1 when none can. */
static int patience(const struct pool *pool)
{
    double left = -1;
    for (uint32_t i = 0; i < pool->seat_count; i++) {
        const struct seat *seat = &pool->seats[i];
        if (seat->busy && pool->options->time_limit_s != 0) {
            double rest = seat->started + pool->options->time_limit_s - now();
            left = left < 0 || rest < left ? (rest < 0 ? 0 : rest) : left;
        }
    }
    return left < 0 ? -1 : (int)(left * 1000) + 1;
}

static void watch(struct pool *pool, struct pollfd *polled)
{
    for (uint32_t i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        polled[i] = (struct pollfd){.fd = seat->busy ? seat->worker.socket : -1, .events = POLLIN};
    }
    if (poll(polled, pool->seat_count, patience(pool)) < 0) {
        return; /* a signal; nothing is marked as ready */
    }
    for (uint32_t i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        if (polled[i].revents != 0 && !take_bytes(pool, seat)) {
            bury(pool, seat);
        }
        if (seat->busy && pool->options->time_limit_s != 0 &&
            now() - seat->started > pool->options->time_limit_s) {
            time_out(pool, seat);
        }
    }
}

static void run(struct pool *pool)
{
    struct pollfd *polled = memory_resize(NULL, pool->seat_count, sizeof *polled);
    while (pool->delivered < pool->count) {
        for (uint32_t i = 0; i < pool->seat_count; i++) {
            employ(pool, &pool->seats[i]);
        }
        deliver(pool);
        if (pool->delivered < pool->count) {
            watch(pool, polled);
            deliver(pool);
        }
    }
    free(polled);
}

uint32_t frontend_run(const struct unit *units, uint32_t count,
                      const struct frontend_options *options,
                      void (*receive)(void *context, struct frontend_result *result), void *context)
{
    struct pool pool = {
        .units = units, .count = count, .options = options, .receive = receive, .context = context};
    pool.seat_count = options->workers < count ? options->workers : count;
    pool.seat_count += pool.seat_count == 0;
    pool.outcomes = calloc(count + 1, sizeof *pool.outcomes);
    pool.seats = calloc(pool.seat_count, sizeof *pool.seats);
    if (pool.outcomes == NULL || pool.seats == NULL) {
        memory_resize(NULL, SIZE_MAX, 2); /* ends the process */
    }
    run(&pool);
    for (uint32_t i = 0; i < pool.seat_count; i++) {
        if (pool.seats[i].worker.pid != 0) {
            worker_stop(&pool.seats[i].worker);
        }
    }
    free(pool.outcomes);
    free(pool.seats);
    return pool.failed;
}
