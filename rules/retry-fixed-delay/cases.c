/* Retries whose pause is always the same, and such that grow. */
#include <curl/curl.h>
#include <errno.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <glib.h>
#include <hiredis/async.h>
#include <netdb.h>
#include <poll.h>
#include <resil/backoff.h>
#include <resil/retry.h>
#include <resil/socket.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define RETRY_SECONDS 5
#define MAX_TRIES     4

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

/* ---- bad ---- */

int seconds_from_a_macro_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < MAX_TRIES; ++i) { // want: retry-fixed-delay
        if ((rc = curl_easy_perform(h)) == CURLE_OK)
            break;
        sleep(RETRY_SECONDS);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int while_not_connected_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    int tries = 0;

    while (connect(fd, address, length) == -1) { // want: retry-fixed-delay
        if (++tries >= MAX_TRIES)
            return -1;
        usleep(200 * 1000);
    }
    return 0;
}

int goto_with_nanosleep_bad(const char *url)
{
    const struct timespec pause = {.tv_sec = 1};
    CURL *h = limited_handle(url);
    int n = 0;
    CURLcode rc;

retry: // want: retry-fixed-delay
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && ++n < MAX_TRIES) {
        nanosleep(&pause, NULL);
        goto retry;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

static void wait_a_little(void)
{
    poll(NULL, 0, 300);
}

int pause_in_a_helper_bad(const char *url)
{
    CURL *h = limited_handle(url);
    int left = MAX_TRIES;
    CURLcode rc;

    do { // want: retry-fixed-delay
        rc = curl_easy_perform(h);
        if (rc != CURLE_OK)
            wait_a_little();
    } while (rc != CURLE_OK && left-- > 0);
    curl_easy_cleanup(h);
    return (int)rc;
}

struct settings {
    unsigned retry_interval;
    int retries;
};

int interval_from_the_settings_bad(const struct settings *settings, const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_COULDNT_CONNECT;

    for (int i = 0; i <= settings->retries && rc != CURLE_OK; i++) { // want: retry-fixed-delay
        if (i > 0)
            sleep(settings->retry_interval);
        rc = curl_easy_perform(h);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* The doubled value is never the one that is slept. */
int doubles_the_wrong_variable_bad(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned delay = 1, next = 1;
    CURLcode rc;
    int n = 0;

    while ((rc = curl_easy_perform(h)) != CURLE_OK && n++ < 5) { // want: retry-fixed-delay
        sleep(delay);
        next *= 2;
    }
    curl_easy_cleanup(h);
    return rc == CURLE_OK ? (int)next : -1;
}

/* Set back in each turn: it doubles from the same value again and again. */
int reset_in_each_turn_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int n = 0;

    for (;;) { // todo-want: retry-fixed-delay
        unsigned delay = 1;
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK || n++ == 5)
            break;
        delay *= 2;
        sleep(delay);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* ---- ok ---- */

int doubles_ok(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned delay = 1;
    CURLcode rc;
    int n = 0;

    while ((rc = curl_easy_perform(h)) != CURLE_OK && n++ < 5) { // ok: retry-fixed-delay
        sleep(delay);
        delay *= 2;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int shifted_by_the_attempt_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    for (unsigned i = 0; i < 6; i++) {
        if (connect(fd, address, length) == 0)
            return 0;
        usleep(50000u << i);
    }
    return -1;
}

int linear_growth_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int n = 0;

retry:
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && ++n < 4) {
        sleep((unsigned)n * 3);
        goto retry;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int table_of_pauses_ok(const char *url)
{
    static const unsigned pauses[] = {1, 2, 5, 10, 30};
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++) {
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(pauses[i]);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

static unsigned next_delay(unsigned delay)
{
    return delay >= 32 ? 64 : delay * 2;
}

int grows_in_a_helper_ok(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned delay = 1;
    int n = 0;
    CURLcode rc;

    while ((rc = curl_easy_perform(h)) != CURLE_OK && n++ < 8) { // todo-ok: retry-fixed-delay
        sleep(delay);
        delay = next_delay(delay);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* The report on it is retry-without-backoff's. */
int no_pause_at_all_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int n = 0;

    do
        rc = curl_easy_perform(h);
    while (rc != CURLE_OK && ++n < 3);
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Periodic by design: it asks again after a success too. */
int polls_every_ten_seconds_ok(const char *url, volatile int *stop)
{
    int failures = 0;

    while (!*stop) { // ok: retry-fixed-delay
        CURL *h = limited_handle(url);
        if (curl_easy_perform(h) != CURLE_OK)
            failures++;
        curl_easy_cleanup(h);
        sleep(10);
    }
    return failures;
}

/* Paces its items, failed or not. */
int paced_items_ok(const char *const *urls, int count)
{
    int failed = 0;

    for (int i = 0; i < count; i++) {
        CURL *h = limited_handle(urls[i]);
        failed += curl_easy_perform(h) != CURLE_OK;
        curl_easy_cleanup(h);
        usleep(100000);
    }
    return failed;
}

/* The same result comes from a failure before anything was sent; it is one all the same. */
#define OPEN_LATER -2
#define OPEN_NOW   -1

static int open_transfer(const char *url)
{
    CURL *h = curl_easy_init();
    int result = 0;

    if (h == NULL)
        return OPEN_LATER;
    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    if (curl_easy_perform(h) != CURLE_OK)
        result = OPEN_LATER;
    curl_easy_cleanup(h);
    return result;
}

int waits_for_one_of_two_results(const char *url, int attempts)
{
    while (attempts-- > 0) { // want: retry-fixed-delay
        int result = open_transfer(url);

        if (result != OPEN_LATER && result != OPEN_NOW)
            return result;
        if (result == OPEN_LATER)
            sleep(1);
    }
    return -1;
}

/* Timers of event loops: what failed is started again by the loop. */
struct connection {
    struct event *timer;
    struct event embedded;
    struct sockaddr address;
    redisAsyncContext *redis;
    int fd, failures;
    long delay;
};

static int open_connection(struct connection *c)
{
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    return connect(c->fd, &c->address, sizeof c->address);
}

static void connect_again(evutil_socket_t fd, short what, void *data)
{
    struct connection *c = data;
    struct timeval pause = {5, 0};

    if (open_connection(c) != 0)
        event_add(c->timer, &pause); // want: retry-fixed-delay
}

void begin_with_event(struct event_base *base, struct connection *c)
{
    c->timer = event_new(base, -1, 0, connect_again, c);
    connect_again(-1, 0, c);
}

/* The pause doubles, and part of it is chance. */
static void start_stream(struct connection *c);

static void start_again(evutil_socket_t fd, short what, void *data)
{
    start_stream(data);
}

static void on_stream_event(struct bufferevent *stream, short what, void *data)
{
    struct connection *c = data;

    if (what & BEV_EVENT_CONNECTED) {
        c->delay = 1;
    } else if (what & (BEV_EVENT_ERROR | BEV_EVENT_EOF)) {
        struct timeval pause = {c->delay, rand() % 1000000};
        bufferevent_free(stream);
        c->delay = c->delay > 30 ? 60 : 2 * c->delay;
        event_add(&c->embedded, &pause); // ok: retry-fixed-delay
    }
}

static void start_stream(struct connection *c)
{
    struct bufferevent *stream = bufferevent_socket_new(NULL, -1, 0);

    bufferevent_setcb(stream, NULL, NULL, on_stream_event, c);
    bufferevent_socket_connect(stream, &c->address, sizeof c->address);
}

void begin_with_stream(struct event_base *base, struct connection *c)
{
    event_assign(&c->embedded, base, -1, 0, start_again, c);
    start_stream(c);
}

/* The failure is told to a callback, and the timer is started in a helper. */
static gboolean redis_again(gpointer data);

static void redis_later(struct connection *c)
{
    g_timeout_add_seconds(3, redis_again, c);
}

static void on_redis_connect(const redisAsyncContext *redis, int status)
{
    if (status != REDIS_OK)
        redis_later(redis->data); // want: retry-fixed-delay
}

static void begin_redis(struct connection *c)
{
    c->redis = redisAsyncConnect("redis.example", 6379);
    redisAsyncSetConnectCallback(c->redis, on_redis_connect);
}

static gboolean redis_again(gpointer data)
{
    begin_redis(data);
    return FALSE;
}

void begin_with_redis(struct connection *c)
{
    begin_redis(c);
}

/* GLib calls it again as long as it says so. */
static gboolean until_connected(gpointer data)
{
    return open_connection(data) != 0;
}

void begin_until_connected(struct connection *c)
{
    g_timeout_add(2000, until_connected, c); // want: retry-fixed-delay
}

/* Periodic by design: the timer is started after a success too. */
static gboolean connect_each_minute(gpointer data)
{
    struct connection *c = data;

    if (open_connection(c) != 0)
        c->failures++;
    return TRUE;
}

static gboolean ask_each_second(gpointer data)
{
    struct connection *c = data;

    if (open_connection(c) != 0)
        c->failures++;
    g_timeout_add(1000, ask_each_second, c);
    return FALSE;
}

void begin_periodic_ok(struct connection *c)
{
    g_timeout_add_seconds(60, connect_each_minute, c);
    ask_each_second(c);
}

/* After a failure something else is called. */
static gboolean tell_user(gpointer data)
{
    struct connection *c = data;

    return c->failures > 100;
}

void fails_for_good_ok(struct connection *c)
{
    if (open_connection(c) != 0)
        g_timeout_add(100, tell_user, c);
}

/* A reader of lines that says 0 at the end, and when it fails: what it writes tells the one from
 * the other. */
struct exchange {
    int fd, error, status, started;
    char line[100];
};

static int read_line(struct exchange *x, int *status)
{
    ssize_t size = recv(x->fd, x->line, sizeof x->line, 0);

    if (size <= 0) {
        x->error = size < 0 ? errno : EPIPE;
        *status = -1;
        return 0;
    }
    if (x->line[0] == '\0') {
        *status = x->status;
        return 0;
    }
    x->status = x->line[1];
    return 1;
}

static int read_answer(struct exchange *x)
{
    int status;

    x->error = 0;
    if (!x->started)
        return 100;
    while (read_line(x, &status))
        ;
    return x->error ? -1 : status;
}

static const char *ask_server(struct exchange *x, const char *request, size_t size)
{
    int status;

    if (send(x->fd, request, size, 0) < 0)
        return NULL;
    do
        status = read_answer(x);
    while (status == 100);
    return status == 50 ? x->line : NULL;
}

const char *ask_until_answered(struct exchange *x, const char *request, size_t size)
{
    const char *answer;

    do { // want: retry-fixed-delay
        answer = ask_server(x, request, size);
        if (answer == NULL)
            sleep(10);
    } while (answer == NULL);
    return answer;
}

/* Each attempt tries all addresses: the inner loop goes on to the next, the outer starts again. */
int all_addresses_again(const struct addrinfo *list, int attempts)
{
    for (int attempt = 0; attempt < attempts; attempt++) { // want: retry-fixed-delay
        sleep(1);
        for (const struct addrinfo *a = list; a != NULL; a = a->ai_next) {
            int fd = socket(a->ai_family, SOCK_STREAM, 0);
            if (connect(fd, a->ai_addr, a->ai_addrlen) == 0)
                return fd;
            close(fd);
        }
    }
    return -1;
}

int all_peers_again(const int *peers, int count, int attempts)
{
    for (int attempt = 0; attempt < attempts; attempt++) { // want: retry-fixed-delay
        sleep(1);
        for (int i = 0; i < count; i++)
            if (send(peers[i], "x", 1, 0) == 1)
                return i;
    }
    return -1;
}

/* What was connected is no failure's value: only a failure leads to another connection. */
struct subscriber {
    int fd;
    struct sockaddr address;
    struct event_base *base;
};

static int subscribe(struct subscriber *s)
{
    s->fd = socket(s->address.sa_family, SOCK_STREAM, 0);
    if (connect(s->fd, &s->address, sizeof s->address) < 0) {
        close(s->fd);
        s->fd = -1;
        return -1;
    }
    return 0;
}

void run_subscriber(struct subscriber *s, volatile int *stop)
{
    while (!*stop) { // want: retry-fixed-delay
        if (s->fd < 0) {
            sleep(10);
            if (subscribe(s) != 0)
                continue;
        }
        event_base_dispatch(s->base);
    }
}

/* The pause is a wait for somebody who may wake it up. */
struct reconnecting {
    int fd, wake_up;
    struct sockaddr address;
};

static int pause_or_wake_up(struct reconnecting *r, int seconds)
{
    struct pollfd ready = {.fd = r->wake_up, .events = POLLIN};

    return poll(&ready, 1, seconds * 1000) < 0 ? -1 : 0;
}

int reconnect_until_it_works(struct reconnecting *r)
{
    int failed;

    do { // want: retry-fixed-delay
        if (pause_or_wake_up(r, 5) != 0)
            return -1;
        r->fd = socket(r->address.sa_family, SOCK_STREAM, 0);
        failed = connect(r->fd, &r->address, sizeof r->address);
        if (failed)
            close(r->fd);
    } while (failed);
    return 0;
}

/* A library says how long to wait; the program waits by itself. */
int backoff_slept_ok(CURL *curl)
{
    struct resil_backoff backoff;

    resil_backoff_init(&backoff, NULL, NULL);
    for (int i = 0; i < 5; i++) {
        if (curl_easy_perform(curl) == CURLE_OK)
            return 0;
        int64_t wait = resil_backoff_next(&backoff);
        struct timespec pause = {wait / RESIL_S, wait % RESIL_S};
        nanosleep(&pause, NULL);
    }
    return -1;
}

static int next_ms(struct resil_backoff *backoff)
{
    return (int)(resil_backoff_next(backoff) / RESIL_MS);
}

int backoff_of_a_helper_ok(CURL *curl, struct resil_backoff *backoff)
{
    for (int i = 0; i < 5; i++) {
        if (curl_easy_perform(curl) == CURLE_OK)
            return 0;
        poll(NULL, 0, next_ms(backoff));
    }
    return -1;
}

/* Asked once, it is the same each time. */
int backoff_once_bad(CURL *curl, struct resil_backoff *backoff)
{
    int wait = next_ms(backoff);

    for (int i = 0; i < 5; i++) { // want: retry-fixed-delay
        if (curl_easy_perform(curl) == CURLE_OK)
            return 0;
        poll(NULL, 0, wait);
    }
    return -1;
}

struct session {
    struct resil_retry retry;
    int64_t wait;
    int fd;
};

int wait_told_in_a_field_ok(struct session *session, const struct addrinfo *addresses)
{
    while (resil_retry_attempt(&session->retry)) {
        enum resil_status status = resil_socket_connect(
            addresses, NULL, resil_retry_time(&session->retry, RESIL_S), &session->fd);
        if (!resil_retry_next(&session->retry, resil_socket_outcome(status), RESIL_NO_HINT,
                              &session->wait))
            break;
        poll(NULL, 0, (int)(session->wait / RESIL_MS));
    }
    return session->retry.status == RESIL_OK ? 0 : -1;
}

static struct event *backoff_timer;
static struct resil_backoff timer_backoff;
static CURL *timer_curl;

static void try_after_backoff_ok(evutil_socket_t fd, short what, void *data)
{
    if (curl_easy_perform(timer_curl) == CURLE_OK)
        return;
    int64_t wait = resil_backoff_next(&timer_backoff);
    struct timeval time = {wait / RESIL_S, wait % RESIL_S / 1000};
    evtimer_add(backoff_timer, &time);
    (void)fd, (void)what, (void)data;
}

void start_backoff_timer_ok(struct event_base *base)
{
    backoff_timer = evtimer_new(base, try_after_backoff_ok, NULL);
    try_after_backoff_ok(-1, 0, NULL);
}

/* The pause is a wait that ends early when the program is asked to stop. */
int stoppable_pause_bad(const struct sockaddr *server, socklen_t length, int stop)
{
    for (;;) { // want: retry-fixed-delay
        struct pollfd wait = {.fd = stop, .events = POLLIN};
        int fd = socket(server->sa_family, SOCK_STREAM, 0);

        if (connect(fd, server, length) == 0)
            return fd;
        close(fd);
        if (poll(&wait, 1, 2000) > 0)
            return -1;
    }
}
