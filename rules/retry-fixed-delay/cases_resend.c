/* Requests that are sent again when the answer does not come in time. */
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/select.h>
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

/* Whether an answer came is asked of the set, not of the result; whether the request went out is
 * not asked. */
int asked_of_the_set_bad(int fd, const void *request, size_t length, void *answer, size_t size)
{
    fd_set ready;

    for (int tries = 0;;) { // want: retry-fixed-delay
        struct timeval wait = {.tv_sec = 3};
        send(fd, request, length, 0);
        FD_ZERO(&ready);
        FD_SET(fd, &ready);
        if (select(fd + 1, &ready, NULL, NULL, &wait) < 0)
            return -1;
        if (FD_ISSET(fd, &ready))
            break;
        if (++tries >= 5)
            return -1;
    }
    return (int)recv(fd, answer, size, 0);
}

int asked_of_the_record_bad(int fd, const void *request, size_t length, void *answer, size_t size)
{
    struct pollfd ready[1] = {{.fd = fd, .events = POLLIN}};

    for (int tries = 0; tries < 5; tries++) { // want: retry-fixed-delay
        send(fd, request, length, 0);
        poll(ready, 1, 3000);
        if (ready[0].revents & POLLIN)
            return (int)recv(fd, answer, size, 0);
    }
    return -1;
}

/* Whether an answer came is told by the state of the connection. */
struct connection {
    int fd;
    enum { ASKING, ANSWERED } state;
};

static void ask(struct connection *connection)
{
    send(connection->fd, "hello", 5, 0);
}

static void await(struct connection *connection, int wait)
{
    struct pollfd ready = {.fd = connection->fd, .events = POLLIN};
    char answer[16];

    do {
        if (poll(&ready, 1, wait) <= 0)
            return;
        recv(connection->fd, answer, sizeof answer, 0);
    } while (answer[0] != 'h');
    connection->state = ANSWERED;
}

bool told_by_the_state_bad(struct connection *connection)
{
    int tries = 0;

    do { // want: retry-fixed-delay
        if (tries++ == 5)
            return false;
        connection->state = ASKING;
        ask(connection);
        await(connection, 3000);
    } while (connection->state == ASKING);
    return true;
}

/* A line for the log goes to somebody else. */
static void say(int log)
{
    send(log, "still waiting", 13, 0);
}

bool waits_and_says_so_ok(struct connection *connection, int log)
{
    connection->state = ASKING;
    for (int turns = 0; connection->state == ASKING && turns < 5; turns++) {
        say(log);
        await(connection, 3000);
    }
    return connection->state == ANSWERED;
}

/* A function that asks says with a number of its own that no answer came. */
static int asked(int fd, const void *request, size_t length, void *answer, size_t size)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    int count;

    if (send(fd, request, length, 0) < 0)
        return -2;
    count = poll(&ready, 1, 3000);
    if (count < 0)
        return -1;
    if (count == 0)
        return 0;
    return recv(fd, answer, size, 0) > 0 ? 1 : -1;
}

int asks_until_answered_bad(int fd, const void *request, size_t length, void *answer, size_t size)
{
    int rc;

    do // want: retry-fixed-delay
        rc = asked(fd, request, length, answer, size);
    while (rc == 0);
    return rc;
}

/* What could not be sent yet is sent when it can be: no answer was waited for. */
static int put_some(int fd, const char **data, size_t *length)
{
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    ssize_t count;

    if (poll(&ready, 1, 3000) <= 0)
        return -1;
    count = send(fd, *data, *length, MSG_DONTWAIT);
    if (count < 0)
        return errno == EAGAIN ? 0 : -1;
    *data += count;
    *length -= (size_t)count;
    return *length == 0;
}

int puts_all_ok(int fd, const char *data, size_t length)
{
    int rc;

    while ((rc = put_some(fd, &data, &length)) == 0)
        continue;
    return rc;
}

/* How many descriptors there are to wait for says nothing of the time. */
struct watched {
    struct pollfd ready[8];
    nfds_t count;
};

static void pause_a_second(struct watched *watched, int fd)
{
    watched->ready[watched->count++] = (struct pollfd){.fd = fd};
    poll(watched->ready, watched->count, 1000);
}

int same_pause_bad(struct watched *watched, int fd, const struct sockaddr *address,
                   socklen_t length)
{
    for (int tries = 0; tries < 5; tries++) { // want: retry-fixed-delay
        if (connect(fd, address, length) == 0)
            return 0;
        pause_a_second(watched, fd);
    }
    return -1;
}
