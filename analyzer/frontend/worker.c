#include "frontend/worker.h"

#include "frontend/parse.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool send_all(int socket, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t sent = send(socket, at, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

static bool receive_unit(int socket, uint32_t *unit)
{
    ssize_t got;
    do {
        got = recv(socket, unit, sizeof *unit, MSG_WAITALL);
    } while (got < 0 && errno == EINTR);
    return got == sizeof *unit;
}

static bool answer(int socket, struct parser *parser, const struct unit *unit)
{
    char detail[512] = "";
    struct ir_module module = {0};
    enum frontend_status status = parser_lower(parser, unit, &module, detail, sizeof detail);
    struct worker_reply reply = {
        .status = status, .detail_size = (uint32_t)strlen(detail), .module_size = module.size};
    bool sent = send_all(socket, &reply, sizeof reply) &&
                send_all(socket, detail, reply.detail_size) &&
                send_all(socket, module.bytes, module.size);
    ir_module_finish(&module);
    return sent;
}

/* libclang aborts when it gets no memory, and for hardly anything else. */
static void end_without_memory(int signal_number)
{
    (void)signal_number;
    _exit(WORKER_OUT_OF_MEMORY);
}

static void limit_memory(uint64_t bytes)
{
    if (bytes != 0) {
        struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
        setrlimit(RLIMIT_AS, &limit);
        signal(SIGABRT, end_without_memory);
    }
    struct rlimit no_core = {0};
    setrlimit(RLIMIT_CORE, &no_core);
}

/* Generated code nests deeply, and so does the lowering. A stack may grow to 128 MiB before it can
 * meet mapped memory. */
static void grow_stack(void)
{
    const rlim_t wanted = (rlim_t)120 << 20;
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
        setrlimit(RLIMIT_STACK, &limit);
    }
}

/* A dying libclang writes to standard error; the parent says in one sentence what happened. */
static void silence(void)
{
#ifdef NDEBUG
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
#endif
}

static void run(int socket, const struct unit *units, const struct frontend_options *options)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    silence();
    limit_memory(options->memory_limit);
    grow_stack();
    struct parser *parser = parser_create(options);
    uint32_t unit;
    while (receive_unit(socket, &unit) && answer(socket, parser, &units[unit])) {
    }
    _exit(0);
}

bool worker_start(struct worker *worker, const struct unit *units,
                  const struct frontend_options *options, const int *siblings, uint32_t count)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return false;
    }
    fflush(NULL); /* or the child would hold a copy of what is not written yet */
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        for (uint32_t i = 0; i < count; i++) {
            if (siblings[i] >= 0) {
                close(siblings[i]);
            }
        }
        run(ends[1], units, options);
    }
    close(ends[1]);
    if (pid < 0) {
        int error = errno;
        close(ends[0]);
        errno = error;
        return false;
    }
    *worker = (struct worker){.pid = pid, .socket = ends[0]};
    return true;
}

bool worker_give(const struct worker *worker, uint32_t unit)
{
    return send_all(worker->socket, &unit, sizeof unit);
}

int worker_stop(struct worker *worker)
{
    int status = 0;
    kill(worker->pid, SIGKILL); /* harmless when it has ended by itself: it is not reaped yet */
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR) {
    }
    close(worker->socket);
    *worker = (struct worker){.socket = -1};
    return status;
}
