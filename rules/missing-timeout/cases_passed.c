/* Limits that a helper sets for its caller, or that only some callers have. */
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int open_stream(const struct sockaddr *address)
{
    return socket(address->sa_family, SOCK_STREAM, 0);
}

/* The caller chooses the option, the helper reports what went wrong. */
static void set_number(CURL *handle, CURLoption option, long value)
{
    if (curl_easy_setopt(handle, option, value) != CURLE_OK)
        fprintf(stderr, "option %d\n", (int)option);
}

int option_given_ok(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    set_number(h, CURLOPT_TIMEOUT, 10L);
    return (int)curl_easy_perform(h);
}

int other_option_given_bad(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    set_number(h, CURLOPT_MAXREDIRS, 10L);
    return (int)curl_easy_perform(h); // want: missing-timeout
}

/* … with any value behind it. */
static CURLcode set_any(CURL *handle, const char *name, CURLoption option, ...)
{
    CURLcode code;
    va_list values;

    va_start(values, option);
    if (option < CURLOPTTYPE_OBJECTPOINT) {
        long number = va_arg(values, long);
        code = curl_easy_setopt(handle, option, number);
        printf("%s = %ld\n", name, number);
    } else {
        code = curl_easy_setopt(handle, option, va_arg(values, void *));
    }
    va_end(values);
    return code;
}

int any_option_given_ok(const char *url)
{
    CURL *h = curl_easy_init();

    set_any(h, "url", CURLOPT_URL, url);
    set_any(h, "timeout", CURLOPT_TIMEOUT_MS, 10000L);
    return (int)curl_easy_perform(h);
}

/* A helper of a helper; the time is made in it. */
static int set_socket(int fd, int option, const void *value, socklen_t length)
{
    return setsockopt(fd, SOL_SOCKET, option, value, length);
}

static int set_time(int fd, int option, int seconds)
{
    struct timeval time = {.tv_sec = seconds};
    return set_socket(fd, option, &time, sizeof time);
}

int time_given_ok(const struct sockaddr *address, socklen_t length, char *answer, size_t size)
{
    int fd = open_stream(address);

    set_time(fd, SO_SNDTIMEO, 5);
    set_time(fd, SO_RCVTIMEO, 5);
    if (connect(fd, address, length) < 0)
        return -1;
    return (int)recv(fd, answer, size, 0);
}

/* What was switched on is switched off again, both by helpers. */
static int control(int fd, int command, int value)
{
    int result = fcntl(fd, command, value);

    if (result < 0)
        perror("fcntl");
    return result;
}

int blocking_again_bad(const struct sockaddr *address, socklen_t length, char *answer, size_t size)
{
    int fd = open_stream(address);

    control(fd, F_SETFL, control(fd, F_GETFL, 0) | O_NONBLOCK);
    if (connect(fd, address, length) < 0 && errno != EINPROGRESS)
        return -1;
    control(fd, F_SETFL, control(fd, F_GETFL, 0) & ~O_NONBLOCK);
    return (int)recv(fd, answer, size, 0); // want: missing-timeout
}

/* An alarm that one caller may have is no limit for the others. */
static void give_up(int number)
{
    _exit(number);
}

static int ask(int fd, char *answer, size_t size)
{
    return (int)recv(fd, answer, size, 0); // want: missing-timeout
}

int ask_in_time(const struct sockaddr *address, socklen_t length, unsigned seconds)
{
    char answer[64];
    int fd = open_stream(address), count;

    signal(SIGALRM, give_up);
    alarm(seconds > 0 ? 5 : 0);
    if (connect(fd, address, length) < 0)
        return -1;
    count = ask(fd, answer, sizeof answer);
    alarm(0);
    return count;
}

int ask_without(const struct sockaddr *address, socklen_t length)
{
    char answer[64];
    int fd = open_stream(address);

    set_time(fd, SO_SNDTIMEO, 5);
    if (connect(fd, address, length) < 0)
        return -1;
    return ask(fd, answer, sizeof answer);
}

/* Connecting a datagram socket only notes whom it sends to. */
int datagrams_ok(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    if (connect(fd, address, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int stream_bad(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (connect(fd, address, length) < 0) { // want: missing-timeout
        close(fd);
        return -1;
    }
    return fd;
}

/* A helper that connects, and leaves the descriptor as its last argument says. */
static int switch_blocking(int fd, int on)
{
    int flags = fcntl(fd, F_GETFL);

    return fcntl(fd, F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

static int connect_within(int fd, const struct sockaddr *to, socklen_t length, int async)
{
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    int result;

    switch_blocking(fd, 0);
    result = connect(fd, to, length);
    if (async)
        return result;
    switch_blocking(fd, 1);
    return result == 0 || poll(&wait, 1, 3000) > 0 ? 0 : -1;
}

static int open_local(const struct sockaddr *to, socklen_t length, int async)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    if (fd >= 0 && connect_within(fd, to, length, async) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static int open_remote(const struct sockaddr *to, socklen_t length, int async)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd >= 0 && connect_within(fd, to, length, async) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static int open_either(const struct sockaddr *to, socklen_t length, int async)
{
    if (to->sa_family == AF_UNIX)
        return open_local(to, length, async);
    return open_remote(to, length, async);
}

ssize_t opened_to_block_bad(const struct sockaddr *to, socklen_t length, char *out, size_t size)
{
    int fd = open_either(to, length, 0);
    ssize_t got = fd < 0 ? -1 : recv(fd, out, size, 0); // want: missing-timeout

    close(fd);
    return got;
}

ssize_t opened_not_to_block_ok(const struct sockaddr *to, socklen_t length, char *out, size_t size)
{
    int fd = open_either(to, length, 1);
    ssize_t got = fd < 0 ? -1 : recv(fd, out, size, 0);

    close(fd);
    return got;
}

/* Blocking again once it is connected: what poll() said of writing does not bound reading. */
ssize_t restored_bad(int fd, const struct sockaddr *to, socklen_t length, char *out, size_t size)
{
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    int flags;

    fd = wait.fd = socket(to->sa_family, SOCK_STREAM, 0);
    flags = fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    if (connect(fd, to, length) < 0 && poll(&wait, 1, 3000) <= 0) {
        close(fd);
        return -1;
    }
    fcntl(fd, F_SETFL, flags);
    return recv(fd, out, size, 0); // want: missing-timeout
}

ssize_t awaited_ok(int fd, char *out, size_t size)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN | POLLPRI};

    if (poll(&wait, 1, 3000) <= 0)
        return -1;
    return recv(fd, out, size, 0);
}

/* With a limit it does not block while it connects, and blocks again after that. */
static int connect_in(const struct sockaddr *to, socklen_t length, const struct timeval *limit)
{
    int fd = socket(to->sa_family, SOCK_STREAM, 0);
    int flags = 0;
    int result;

    if (limit != NULL) {
        flags = fcntl(fd, F_GETFL);
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    }
    result = connect(fd, to, length);
    if (limit != NULL)
        fcntl(fd, F_SETFL, flags);
    if (result < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

ssize_t connected_in_time_bad(const struct sockaddr *to, socklen_t length,
                              const struct timeval *limit, char *out, size_t size)
{
    int fd = connect_in(to, length, limit);
    ssize_t got = fd < 0 ? -1 : recv(fd, out, size, 0); // want: missing-timeout

    close(fd);
    return got;
}

/* The descriptor is left in the caller's record, if there is a proxy; else there is none. */
struct session {
    int fd;
    const struct sockaddr *proxy;
};

static int limited_stream(const struct sockaddr *to, socklen_t length)
{
    struct timeval limit = {.tv_sec = 10};
    int fd = socket(to->sa_family, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, to, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static int connect_to_proxy(struct session *session, socklen_t length)
{
    if (session->proxy == NULL)
        return -1;
    session->fd = limited_stream(session->proxy, length);
    return session->fd < 0 ? -1 : 0;
}

ssize_t through_proxy_or_not_bad(struct session *session, const struct sockaddr *to,
                                 socklen_t length, char *out, size_t size)
{
    if (session->proxy != NULL) {
        if (connect_to_proxy(session, length) < 0)
            return -1;
    } else {
        session->fd = limited_stream(to, length);
        if (session->fd < 0)
            return -1;
    }
    return recv(session->fd, out, size, 0); // want: missing-timeout
}

/* No seconds: the alarm stays as the caller armed it. */
static int connect_within(const struct sockaddr *to, socklen_t length, unsigned seconds)
{
    int fd = socket(to->sa_family, SOCK_STREAM, 0);

    if (seconds != 0)
        alarm(seconds);
    if (connect(fd, to, length) < 0) {
        if (seconds != 0)
            alarm(0);
        close(fd);
        return -1;
    }
    return fd;
}

ssize_t under_own_alarm_ok(const struct sockaddr *to, socklen_t length, char *out, size_t size)
{
    signal(SIGALRM, SIG_DFL);
    alarm(20);
    int fd = connect_within(to, length, 0);
    ssize_t got = fd < 0 ? -1 : recv(fd, out, size, 0);

    alarm(0);
    close(fd);
    return got;
}

/* A table of functions may hold the library's own. */
struct transport {
    ssize_t (*put)(int fd, const void *data, size_t size, int flags);
};

static const struct transport plain = {.put = send};

int put_through_table_bad(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (connect(fd, address, length) < 0) // want: missing-timeout
        return -1;
    return plain.put(fd, "hello", 5, 0) == 5 ? fd : -1; // want: missing-timeout
}
