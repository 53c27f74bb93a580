#include "run.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct ending run_client(struct fault_server *server, const char *kind, const char *target,
                         int limit_ms)
{
    char path[512], url[256];
    snprintf(path, sizeof path, PROOF_CLIENT "-%s", kind);
    bool unreachable = *target == '!';
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s",
             unreachable ? fault_unreachable_port(server) : fault_port(server),
             target + unreachable);
    struct ending ending = {0};
    int64_t start = now_ns();
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        setenv("no_proxy", "*", 1);
        execl(path, path, url, (char *)NULL);
        _exit(127);
    }
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (now_ns() - start > limit_ms * INT64_C(1000000)) {
            ending.hung = true;
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            break;
        }
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    }
    ending.took_ns = now_ns() - start;
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 127); /* could not be started */
    ending.fine = !ending.hung && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return ending;
}

int largest_wave(struct fault_server *server, const char *target, int skip, int window_ms)
{
    enum { most = 8192 };
    struct fault_request *list = calloc(most, sizeof *list);
    assert_non_null(list);
    size_t count = fault_list(server, target, list, most), first = (size_t)skip;
    int largest = 0;
    for (size_t last = first; last < count; last++) {
        while (list[last].at_ns - list[first].at_ns > window_ms * INT64_C(1000000))
            first++;
        if ((int)(last - first) + 1 > largest)
            largest = (int)(last - first) + 1;
    }
    free(list);
    return largest;
}

int server_setup(void **state)
{
    *state = fault_start();
    return 0;
}

int server_teardown(void **state)
{
    fault_stop(*state);
    return 0;
}
