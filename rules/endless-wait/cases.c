/* Waits for readiness with and without an end. */
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define FOR_EVER (-1)

/* ---- bad ---- */

ssize_t poll_minus_one_bad(int fd, char *out, size_t size)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};

    if (poll(&ready, 1, -1) < 0) // want: endless-wait
        return -1;
    return recv(fd, out, size, 0);
}

ssize_t select_without_time_bad(int fd, char *out, size_t size)
{
    fd_set set;

    FD_ZERO(&set);
    FD_SET(fd, &set);
    if (select(fd + 1, &set, NULL, NULL, NULL) == -1) // want: endless-wait
        return -1;
    return read(fd, out, size);
}

int by_a_macro_bad(int queue)
{
    struct epoll_event event;

    return epoll_wait(queue, &event, 1, FOR_EVER); // want: endless-wait
}

static int wait_for(int fd, short events, int ms)
{
    struct pollfd ready = {.fd = fd, .events = events};
    int rc;

    do
        rc = poll(&ready, 1, ms); // want: endless-wait
    while (rc == -1 && errno == EINTR);
    return rc;
}

int in_a_helper(int fd)
{
    return wait_for(fd, POLLOUT, -1);
}

int for_a_connection_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    if (connect(fd, address, length) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return -1;
    while (poll(&ready, 1, -1) < 0) // want: endless-wait
        if (errno != EINTR)
            return -1;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0 ? 0 : -1;
}

/* ---- ok ---- */

ssize_t finite_poll_ok(int fd, char *out, size_t size)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};

    if (poll(&ready, 1, 2000) != 1) // ok: endless-wait
        return -1;
    return recv(fd, out, size, 0);
}

int finite_select_ok(int fd)
{
    struct timeval limit = {.tv_sec = 3};
    fd_set set;

    FD_ZERO(&set);
    FD_SET(fd, &set);
    return select(fd + 1, &set, NULL, NULL, &limit);
}

int asks_without_waiting_ok(int queue, struct epoll_event *events, int size)
{
    return epoll_wait(queue, events, size, 0);
}

int multi_with_limit_ok(CURLM *multi)
{
    int running = 1;

    while (running) {
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            return -1;
        if (running && curl_multi_poll(multi, NULL, 0, 500, NULL) != CURLM_OK)
            return -1;
    }
    return 0;
}

void run_timers(void);
int next_timer_ms(void);
void dispatch(struct epoll_event *event);

/* The heart of an event loop with timers. */
void event_loop_ok(int queue)
{
    struct epoll_event events[64];

    for (;;) {
        int ms = next_timer_ms();
        int n = epoll_wait(queue, events, 64, ms < 1000 ? ms : 1000);
        for (int i = 0; i < n; i++)
            dispatch(&events[i]);
        run_timers();
    }
}

/* By design: a server without timers has nothing to do until a client comes. */
void server_loop_ok(int queue)
{
    struct epoll_event events[64];

    for (;;) {
        int n = epoll_wait(queue, events, 64, -1); // todo-ok: endless-wait
        for (int i = 0; i < n; i++)
            dispatch(&events[i]);
    }
}

int accept_ok(int listener)
{
    return accept(listener, NULL, NULL); // ok: endless-wait
}
