/* Retries that never give up, and such that do. */
#include <curl/curl.h>
#include <errno.h>
#include <netdb.h>
#include <resil/backoff.h>
#include <resil/breaker.h>
#include <resil/budget.h>
#include <resil/curl.h>
#include <resil/retry.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

/* ---- bad ---- */

int hot_bad(const char *url)
{
    CURL *h = limited_handle(url);

    while (curl_easy_perform(h) != CURLE_OK) // want: unbounded-retry
        ;
    curl_easy_cleanup(h);
    return 0;
}

int with_backoff_but_for_ever_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned delay = 1;

    for (;;) { // want: unbounded-retry
        if (connect(fd, address, length) == 0)
            return fd;
        perror("connect");
        sleep(delay + (unsigned)rand() % delay);
        if (delay < 32)
            delay *= 2;
    }
}

int goto_for_ever_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;

again: // want: unbounded-retry
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK) {
        fprintf(stderr, "%s, trying again\n", curl_easy_strerror(rc));
        sleep(3);
        goto again;
    }
    curl_easy_cleanup(h);
    return 0;
}

/* It counts, but nothing looks at the count. */
int counts_in_vain_bad(const char *url)
{
    CURL *h = limited_handle(url);
    bool done = false;
    int attempts = 0;

    while (!done) { // want: unbounded-retry
        attempts++;
        done = curl_easy_perform(h) == CURLE_OK;
        if (!done)
            sleep(1);
    }
    curl_easy_cleanup(h);
    return attempts;
}

static int reconnect_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    if (connect(fd, address, length) == 0)
        return 0;
    sleep(1);
    return reconnect_bad(fd, address, length); // want: unbounded-retry
}

int reconnect(int fd, const struct sockaddr *address, socklen_t length)
{
    return reconnect_bad(fd, address, length);
}

struct options {
    int retries; /* -1: for ever */
};

/* One setting makes it endless. */
int endless_by_option_bad(const struct options *options, const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int n = 0;

    do { // want: unbounded-retry
        rc = curl_easy_perform(h);
        if (rc != CURLE_OK)
            sleep(1);
        n++;
    } while (rc != CURLE_OK && (options->retries == -1 || n < options->retries));
    curl_easy_cleanup(h);
    return (int)rc;
}

/* ---- ok ---- */

int counted_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int tries = 0;

    while ((rc = curl_easy_perform(h)) != CURLE_OK) { // ok: unbounded-retry
        if (++tries == 5)
            break;
        sleep(1);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int counted_down_by_goto_ok(const char *url)
{
    CURL *h = limited_handle(url);
    int left = 3;
    CURLcode rc;

again:
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && left-- > 0) {
        sleep(1);
        goto again;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int until_a_deadline_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    time_t end = time(NULL) + 30;

    do {
        if (connect(fd, address, length) == 0)
            return 0;
        sleep(1);
    } while (time(NULL) < end);
    return -1;
}

int until_a_monotonic_deadline_ok(const char *url, long budget_s)
{
    struct timespec now, end;
    CURL *h = limited_handle(url);
    CURLcode rc;

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += budget_s;
    for (;;) {
        rc = curl_easy_perform(h);
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (rc == CURLE_OK || now.tv_sec >= end.tv_sec)
            break;
        usleep(100000);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

static int recursive_ok(CURL *h, int left)
{
    if (curl_easy_perform(h) == CURLE_OK)
        return 0;
    if (left <= 0)
        return -1;
    sleep(1);
    return recursive_ok(h, left - 1);
}

int recursive(const char *url)
{
    CURL *h = limited_handle(url);
    int rc = recursive_ok(h, 4);

    curl_easy_cleanup(h);
    return rc;
}

int limit_from_the_caller_ok(const char *url, unsigned max_attempts)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_FAILED_INIT;

    for (unsigned i = 0; i < max_attempts; i++) {
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* The pause ends the loop once it has grown beyond a limit. */
int until_the_pause_is_long_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    for (unsigned delay = 1; delay <= 64; delay <<= 1) {
        if (connect(fd, address, length) == 0)
            return 0;
        if (delay <= 32)
            sleep(delay);
    }
    return -1;
}

/* Look-alikes without a number of attempts. */

ssize_t restart_after_signal_ok(int fd, void *buffer, size_t size)
{
    for (;;) {
        ssize_t n = recv(fd, buffer, size, 0);
        if (n >= 0 || errno != EINTR)
            return n;
    }
}

int addresses_ok(const struct addrinfo *list)
{
    for (; list; list = list->ai_next) {
        int fd = socket(list->ai_family, list->ai_socktype, 0);
        if (fd >= 0 && connect(fd, list->ai_addr, list->ai_addrlen) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

int serve(int client);

void accept_for_ever_ok(int listener)
{
    while (1) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            continue;
        serve(client);
        close(client);
    }
}

static volatile sig_atomic_t stopping;

/* Sends its measurements until it is stopped, whatever becomes of them. */
void reporter_ok(const char *url)
{
    while (!stopping) { // ok: unbounded-retry
        CURL *h = limited_handle(url);
        if (curl_easy_perform(h) != CURLE_OK)
            fputs("lost one report\n", stderr);
        curl_easy_cleanup(h);
        sleep(60);
    }
}

int drain_ok(int fd)
{
    char buffer[512];
    ssize_t n;

    while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0)
        fwrite(buffer, 1, (size_t)n, stdout);
    return n < 0 ? -1 : 0;
}

/* Timers of an event loop */
struct connection {
    uv_tcp_t tcp;
    uv_connect_t request;
    uv_timer_t timer;
    struct sockaddr address;
    int failures;
};

static void connect_five_times(uv_timer_t *timer);

static void on_one_of_five(uv_connect_t *request, int status)
{
    struct connection *c = request->data;

    if (status < 0 && c->failures++ < 5)
        uv_timer_start(&c->timer, connect_five_times, 1000, 0); // ok: unbounded-retry
}

static void connect_five_times(uv_timer_t *timer)
{
    struct connection *c = timer->data;

    uv_tcp_connect(&c->request, &c->tcp, &c->address, on_one_of_five);
}

void begin_five_times_ok(struct connection *c)
{
    connect_five_times(&c->timer);
}

static void connect_for_ever(uv_timer_t *timer)
{
    struct connection *c = timer->data;

    if (connect(c->failures, &c->address, sizeof c->address) != 0)
        uv_timer_start(timer, connect_for_ever, 1000, 0); // want: unbounded-retry
}

void begin_for_ever(struct connection *c)
{
    connect_for_ever(&c->timer);
}

/* Limits behind a flag */
int once_more_ok(int fd, const struct sockaddr *address)
{
    bool may_retry = true;

    for (;;) {
        if (connect(fd, address, sizeof *address) == 0)
            return 0;
        if (!may_retry)
            return -1;
        may_retry = false;
    }
}

int flag_set_below_limit_ok(int fd, const struct sockaddr *address, int limit)
{
    int again, failed, tries = 0;

    do {
        failed = connect(fd, address, sizeof *address);
        if (failed && ++tries < limit) {
            usleep(100000);
            again = 1;
        } else {
            again = 0;
        }
    } while (again);
    return failed;
}

int flag_always_set(int fd, const struct sockaddr *address)
{
    int again, failed;

    do { // want: unbounded-retry
        failed = connect(fd, address, sizeof *address);
        again = 0;
        if (failed) {
            usleep(100000);
            again = 1;
        }
    } while (again);
    return failed;
}

static struct resil_breaker breaker;

static void rest(struct resil_backoff *backoff)
{
    usleep((useconds_t)(resil_backoff_next(backoff) / 1000));
}

/* Failures open the breaker, and then it refuses. */
int until_the_breaker_opens_ok(CURL *curl, struct resil_backoff *backoff)
{
    struct resil_breaker_token token;

    while (resil_breaker_acquire(&breaker, &token) == RESIL_OK) {
        CURLcode code = curl_easy_perform(curl);
        resil_breaker_record(&breaker, &token, resil_curl_outcome(curl, code));
        if (code == CURLE_OK)
            return 0;
        rest(backoff);
    }
    return -1;
}

/* One variable for the permit and for the result */
int one_status_ok(CURL *curl, struct resil_retry_policy *policy, struct resil_deadline deadline,
                  struct resil_backoff *backoff)
{
    struct resil_breaker_token token;

    for (;;) {
        enum resil_status status = resil_breaker_acquire(&breaker, &token);
        if (status != RESIL_OK)
            return -1;
        status = resil_curl_perform(curl, policy, deadline, NULL, NULL);
        if (status == RESIL_OK)
            return 0;
        rest(backoff);
    }
}

static bool may_call(struct resil_breaker_token *token)
{
    if (resil_breaker_acquire(&breaker, token) != RESIL_OK) {
        fprintf(stderr, "the breaker is open\n");
        return false;
    }
    return true;
}

int until_a_helper_refuses_ok(CURL *curl, struct resil_backoff *backoff)
{
    struct resil_breaker_token token;

    while (may_call(&token)) {
        if (curl_easy_perform(curl) == CURLE_OK)
            return 0;
        rest(backoff);
    }
    return -1;
}

/* Who is refused waits and asks again, for ever. */
int refused_and_asks_again_bad(CURL *curl, struct resil_backoff *backoff)
{
    struct resil_breaker_token token;

    for (;;) { // want: unbounded-retry
        if (resil_breaker_acquire(&breaker, &token) == RESIL_OK &&
            curl_easy_perform(curl) == CURLE_OK)
            return 0;
        rest(backoff);
    }
}

/* What ends the loop is a success, though the breaker had a say in it. */
int success_of_both_bad(CURL *curl, struct resil_backoff *backoff)
{
    struct resil_breaker_token token;

    for (;;) { // want: unbounded-retry
        bool well = resil_breaker_acquire(&breaker, &token) == RESIL_OK &&
                    curl_easy_perform(curl) == CURLE_OK;
        if (well)
            return 0;
        rest(backoff);
    }
}

int until_the_budget_is_spent_ok(CURL *curl, struct resil_budget *budget,
                                 struct resil_backoff *backoff)
{
    struct resil_budget_ticket ticket = {0};

    for (;;) {
        CURLcode code = curl_easy_perform(curl);
        if (code == CURLE_OK)
            return 0;
        if (resil_budget_acquire(budget, resil_curl_outcome(curl, code), &ticket) != RESIL_OK)
            return -1;
        rest(backoff);
    }
}

int backoff_alone_bad(CURL *curl, struct resil_backoff *backoff)
{
    while (curl_easy_perform(curl) != CURLE_OK) // want: unbounded-retry
        rest(backoff);
    return 0;
}

int iterator_ok(CURL *curl, struct resil_retry_policy *policy, struct resil_deadline deadline)
{
    struct resil_retry retry;

    for (resil_retry_start(&retry, policy, deadline); resil_retry_attempt(&retry);) {
        resil_curl_limit(curl, deadline, RESIL_S);
        CURLcode code = curl_easy_perform(curl);
        resil_retry_wait(&retry, resil_curl_outcome(curl, code), RESIL_NO_HINT);
    }
    return retry.status == RESIL_OK ? 0 : -1;
}

static bool go_on(struct resil_retry *retry, CURLcode code, int64_t *wait)
{
    enum resil_outcome outcome = code == CURLE_OK ? RESIL_SUCCESS : RESIL_TRANSIENT;

    return resil_retry_next(retry, outcome, RESIL_NO_HINT, wait);
}

int helper_that_is_told_ok(CURL *curl, struct resil_retry *retry)
{
    CURLcode code;
    int64_t wait;

    while ((code = curl_easy_perform(curl)) != CURLE_OK && go_on(retry, code, &wait))
        usleep((useconds_t)(wait / 1000));
    return code == CURLE_OK ? 0 : -1;
}
