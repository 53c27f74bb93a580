/* Limits that hold only for a part of the call or on some paths. */
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <resil/socket.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* ---- bad ---- */

int only_the_connect_bad(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 5L);
    rc = curl_easy_perform(h); // todo-want: partial-timeout
    curl_easy_cleanup(h);
    return (int)rc;
}

int only_in_one_branch_bad(const char *url, bool interactive)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    if (interactive)
        curl_easy_setopt(h, CURLOPT_TIMEOUT, 10L);
    rc = curl_easy_perform(h); // want: partial-timeout
    curl_easy_cleanup(h);
    return (int)rc;
}

static void maybe_limit(CURL *h, long seconds)
{
    if (seconds <= 0)
        return;
    curl_easy_setopt(h, CURLOPT_TIMEOUT, seconds);
}

int only_if_configured_bad(const char *url)
{
    const char *setting = getenv("ORDERS_TIMEOUT");
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    maybe_limit(h, setting ? atol(setting) : 0);
    rc = curl_easy_perform(h); // want: partial-timeout
    curl_easy_cleanup(h);
    return (int)rc;
}

static CURLcode run(CURL *h)
{
    return curl_easy_perform(h); // want: partial-timeout
}

int careful_caller(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 10L);
    rc = run(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

int careless_caller(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = run(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

ssize_t option_on_one_path_bad(const struct sockaddr *address, socklen_t length, char *out,
                               size_t size, int seconds)
{
    struct timeval limit = {.tv_sec = 5};
    int fd = socket(address->sa_family, SOCK_DGRAM, 0);

    if (seconds != 0) {
        limit.tv_sec = seconds;
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    }
    if (bind(fd, address, length) < 0)
        return -1;
    return recv(fd, out, size, 0); // want: partial-timeout
}

struct worker {
    CURL *post, *check, *login;
    long post_ms, check_ms, login_ms;
};

/* No limit unless somebody configures one. */
void worker_defaults(struct worker *worker)
{
    worker->post_ms = 0;
    worker->login_ms = 1000;
}

static void limit_post(struct worker *worker)
{
    curl_easy_setopt(worker->post, CURLOPT_TIMEOUT_MS, worker->post_ms);
}

static void limit_check(struct worker *worker)
{
    if (worker->check_ms)
        curl_easy_setopt(worker->check, CURLOPT_TIMEOUT_MS, worker->check_ms);
}

void worker_setup(struct worker *worker)
{
    worker->post = curl_easy_init();
    limit_post(worker);
    worker->check = curl_easy_init();
    limit_check(worker);
    worker->login = curl_easy_init();
    curl_easy_setopt(worker->login, CURLOPT_TIMEOUT_MS, worker->login_ms);
}

int limit_from_a_field_that_is_zero_bad(struct worker *worker)
{
    return (int)curl_easy_perform(worker->post); // want: partial-timeout
}

int set_by_a_helper_if_configured_bad(struct worker *worker)
{
    return (int)curl_easy_perform(worker->check); // want: partial-timeout
}

struct pool {
    CURL *all[8];
};

static void make_one(CURL **made, int shared)
{
    *made = shared ? curl_easy_duphandle(*made) : curl_easy_init();
}

static void limit_one(CURL *h, const struct worker *worker)
{
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, worker->post_ms);
}

void fill_pool(struct pool *pool, const struct worker *worker, int n)
{
    CURL *h = pool->all[0];

    make_one(&h, n);
    limit_one(h, worker);
    pool->all[n] = h;
}

int limit_of_pooled_handles_is_zero_bad(struct pool *pool, int n)
{
    return (int)curl_easy_perform(pool->all[n]); // want: partial-timeout
}

/* ---- ok ---- */

int limit_from_a_field_ok(struct worker *worker)
{
    return (int)curl_easy_perform(worker->login);
}

struct connection {
    int socket;
};

static int made_with_care(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);

    return fd < 0 ? -1 : fd;
}

int whichever_socket_it_is_ok(const struct sockaddr *servers, int count, bool careful)
{
    struct timeval limit = {.tv_sec = 5};
    char byte;

    for (int i = 0; i < count; i++) {
        int fd;

        if (careful)
            fd = made_with_care(AF_INET);
        else
            fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        if (connect(fd, &servers[i], sizeof servers[i]) == 0) { // ok: partial-timeout
            setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
            return (int)recv(fd, &byte, 1, 0); // ok: partial-timeout
        }
        close(fd);
    }
    return -1;
}

static void set_nonblocking(int fd, bool on)
{
    if (fd < 0)
        return;
    int flags = fcntl(fd, F_GETFL);

    fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

int nonblocking_by_argument_ok(const struct sockaddr *server, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    set_nonblocking(fd, true);
    return connect(fd, server, length); // ok: partial-timeout
}

/* The descriptor that is waited for is the one that is read, though there is a new one at times. */
ssize_t wait_for_what_is_read_ok(struct connection *connection, char *out, size_t size)
{
    struct pollfd ready = {.events = POLLIN};

    for (;;) {
        ready.fd = connection->socket;
        int rc = poll(&ready, 1, 1000);

        if (rc < 0)
            return -1;
        if (rc == 0)
            connection->socket = socket(AF_INET, SOCK_DGRAM, 0);
        else
            return recv(ready.fd, out, size, 0); // ok: partial-timeout
    }
}

static int feed = -1, report = -1;
static long feed_seconds = -1;

static void open_feed(bool hurry)
{
    if (feed_seconds < 0)
        feed_seconds = hurry ? 1 : 2;
    feed = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval limit = {.tv_sec = feed_seconds};
    setsockopt(feed, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

static void limit_report(bool hurry)
{
    struct timeval limit = {.tv_sec = 5};

    if (hurry) {
        setsockopt(report, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        setsockopt(report, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    }
}

void open_report(void)
{
    report = socket(AF_INET, SOCK_STREAM, 0);
}

static void (*const preparations[])(bool) = {limit_report, open_feed};

/* What one of the functions sets on its socket is not what the other sets on another. */
ssize_t prepared_through_pointers_ok(int which, bool hurry)
{
    char byte;

    preparations[which](hurry);
    return recv(feed, &byte, 1, 0); // ok: partial-timeout
}

int connect_and_transfer_ok(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 30L);
    rc = curl_easy_perform(h); // ok: partial-timeout
    curl_easy_cleanup(h);
    return (int)rc;
}

int in_both_branches_ok(const char *url, bool interactive)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    if (interactive)
        curl_easy_setopt(h, CURLOPT_TIMEOUT, 10L);
    else
        curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 100L),
            curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, 60L);
    rc = curl_easy_perform(h); // todo-ok: partial-timeout
    curl_easy_cleanup(h);
    return (int)rc;
}

int early_return_without_limit_ok(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    if (!h)
        return -1;
    if (curl_easy_setopt(h, CURLOPT_TIMEOUT, 10L) != CURLE_OK) {
        curl_easy_cleanup(h);
        return -1;
    }
    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

int overwritten_later_ok(const char *url, long seconds)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_TIMEOUT, 20L);
    if (seconds > 0)
        curl_easy_setopt(h, CURLOPT_TIMEOUT, seconds);
    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Nothing is set at all: missing-timeout reports it. */
int nothing_at_all_ok(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

ssize_t default_replaced_by_a_setting_ok(const struct sockaddr *address, socklen_t length,
                                         char *out, size_t size, int seconds)
{
    struct timeval limit = {.tv_sec = 5};
    int fd = socket(address->sa_family, SOCK_DGRAM, 0);

    if (seconds > 0)
        limit.tv_sec = seconds;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (bind(fd, address, length) < 0)
        return -1;
    return recv(fd, out, size, 0);
}

/* An event loop whose time depends on its timers is by design. */
int event_loop_ok(struct pollfd *fds, nfds_t count, int timers, int next_ms)
{
    return poll(fds, count, timers ? next_ms : -1); // ok: partial-timeout
}

int deadline_on_one_path_bad(const struct addrinfo *addresses, int limited, int *fd)
{
    struct resil_deadline deadline = RESIL_NO_DEADLINE;

    if (limited)
        deadline = resil_deadline_after(NULL, RESIL_S);
    return resil_socket_connect(addresses, NULL, deadline, fd); // want: partial-timeout
}

int deadline_on_both_paths_ok(const struct addrinfo *addresses, int quick, int *fd)
{
    struct resil_deadline deadline = resil_deadline_after(NULL, 10 * RESIL_S);

    if (quick)
        deadline = resil_deadline_child(deadline, NULL, RESIL_S);
    return resil_socket_connect(addresses, NULL, deadline, fd);
}
