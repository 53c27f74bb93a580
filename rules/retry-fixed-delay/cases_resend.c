/* Requests that are sent again when the answer does not come in time. */
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int receive_in_time(int fd, void *answer, size_t size)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};

    if (poll(&ready, 1, 1000) <= 0)
        return 0;
    return recv(fd, answer, size, 0) > 0;
}

/* Only when its time has come does it go out again. */
int when_it_is_time_bad(int fd, const void *request, size_t length, void *answer, size_t size)
{
    time_t sent = 0;

    for (int tries = 0; tries < 5; tries++) { // want: retry-fixed-delay
        time_t now = time(NULL);
        if (now - sent >= 2) {
            if (send(fd, request, length, 0) < 0)
                return -1;
            sent = now;
        }
        if (receive_in_time(fd, answer, size))
            return 0;
    }
    return -1;
}

/* The wait goes on after a signal, in a loop of its own; without a request it only receives. */
int interrupted_wait_bad(int fd, const void *request, size_t length, void *answer, size_t size)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    int count;

    for (int tries = 0; tries < 3; tries++) { // want: retry-fixed-delay
        if (request != NULL && send(fd, request, length, 0) < 0)
            return -1;
        do {
            count = poll(&ready, 1, 2000);
        } while (count < 0 && errno == EINTR);
        if (count < 0)
            return -1;
        if (count > 0)
            return recv(fd, answer, size, 0) < 0 ? -1 : 0;
    }
    return -1;
}

/* What is sent when something else asks for it is no second attempt. */
int on_demand_ok(int fd, volatile int *asked, const void *note, size_t length, void *answer,
                 size_t size)
{
    for (int turns = 0; turns < 100; turns++) {
        if (*asked && send(fd, note, length, 0) < 0)
            return -1;
        *asked = 0;
        if (receive_in_time(fd, answer, size))
            return 0;
    }
    return -1;
}

/* One command after another, whether or not the last was answered. */
int each_command_ok(int fd, const char *const *commands, int count, void *answer, size_t size)
{
    int next = 0;

    while (next < count) {
        const char *command = commands[next++];
        if (send(fd, command, 16, 0) < 0)
            return -1;
        if (receive_in_time(fd, answer, size))
            return 0;
    }
    return -1;
}
