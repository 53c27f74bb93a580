/* Pauses between retries with and without a random part. */
#include <curl/curl.h>
#include <event2/event.h>
#include <poll.h>
#include <resil/backoff.h>
#include <resil/breaker.h>
#include <resil/retry.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BASE_MS 100
#define CAP_MS  20000
#define MIN(a, b) ((a) < (b) ? (a) : (b))

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

static void sleep_ms(unsigned ms)
{
    struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};

    nanosleep(&pause, NULL);
}

/* ---- bad ---- */

int fixed_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    int left = 5;

    while (connect(fd, address, length) != 0) { // want: retry-without-jitter
        if (--left == 0)
            return -1;
        sleep(1);
    }
    return 0;
}

int doubling_bad(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned delay = BASE_MS;
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 6; i++) { // want: retry-without-jitter
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep_ms(delay);
        delay = MIN(delay * 2, CAP_MS);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int shifted_goto_bad(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned attempt = 0;
    CURLcode rc;

again: // want: retry-without-jitter
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && attempt < 5) {
        usleep(100000u << attempt++);
        goto again;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Random, but of no influence on the pause. */
int random_for_something_else_bad(const char *url)
{
    CURL *h = limited_handle(url);
    int request_id = 0, n = 0;
    CURLcode rc;

    do { // want: retry-without-jitter
        request_id = rand();
        rc = curl_easy_perform(h);
        if (rc != CURLE_OK)
            sleep(2);
    } while (rc != CURLE_OK && ++n < 3);
    curl_easy_cleanup(h);
    return rc == CURLE_OK ? request_id : -1;
}

/* ---- ok ---- */

/* The part that is chance is added where the caller keeps the time. */
static unsigned lengthened(unsigned *wait)
{
    *wait = *wait * 2 + (unsigned)rand() % 3;
    return *wait < 60 ? *wait : 60;
}

int chance_behind_a_pointer_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned wait = 1;

    for (int tries = 0; tries < 9 && connect(fd, address, length) < 0; tries++)
        sleep(lengthened(&wait));
    return 0;
}

int full_jitter_ok(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned ceiling = BASE_MS;
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 6; i++) { // ok: retry-without-jitter
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep_ms((unsigned)rand() % ceiling);
        ceiling = MIN(ceiling * 2, CAP_MS);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int a_little_is_added_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    useconds_t delay = 100000;
    int n = 0;

    while (connect(fd, address, length) < 0) {
        if (++n > 5)
            return -1;
        delay += (useconds_t)(random() % 50000);
        usleep(delay);
        delay *= 2;
    }
    return 0;
}

static uint32_t random_below(uint32_t limit)
{
    uint32_t value = 0;

    if (getrandom(&value, sizeof value, 0) != (ssize_t)sizeof value)
        value = (uint32_t)time(NULL);
    return limit ? value % limit : 0;
}

static unsigned backoff_ms(int attempt)
{
    unsigned ceiling = attempt < 8 ? BASE_MS << attempt : CAP_MS;

    return ceiling / 2 + random_below(ceiling / 2);
}

int computed_in_helpers_ok(const char *url)
{
    CURL *h = limited_handle(url);
    int attempt = 0;
    CURLcode rc;

    while ((rc = curl_easy_perform(h)) != CURLE_OK && attempt < 5)
        sleep_ms(backoff_ms(attempt++));
    curl_easy_cleanup(h);
    return (int)rc;
}

struct backoff {
    unsigned delay_ms;
    unsigned seed;
};

static void backoff_wait(struct backoff *backoff)
{
    unsigned spread = (unsigned)rand_r(&backoff->seed) % (backoff->delay_ms + 1);

    sleep_ms(spread);
    backoff->delay_ms = MIN(backoff->delay_ms * 2, CAP_MS);
}

int state_in_a_struct_ok(const char *url)
{
    struct backoff backoff = {.delay_ms = BASE_MS, .seed = (unsigned)getpid()};
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 5; i++) {
        if ((rc = curl_easy_perform(h)) == CURLE_OK)
            break;
        backoff_wait(&backoff);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int decorrelated_ok(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned delay = BASE_MS;
    int n = 0;
    CURLcode rc;

retry:
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && n++ < 6) {
        delay = BASE_MS + (unsigned)(drand48() * (delay * 3 - BASE_MS));
        if (delay > CAP_MS)
            delay = CAP_MS;
        sleep_ms(delay);
        goto retry;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Without any pause there is nothing to spread: retry-without-backoff reports it. */
int no_pause_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 3 && (rc = curl_easy_perform(h)) != CURLE_OK; i++)
        ;
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Not a retry: the next poll comes after a success as well. */
int heartbeat_ok(int fd, volatile int *stop)
{
    while (!*stop) {
        if (send(fd, "beat", 4, MSG_NOSIGNAL) < 0)
            return -1;
        sleep(5);
    }
    return 0;
}

int backoff_with_jitter_ok(CURL *curl, struct resil_backoff *backoff)
{
    for (int i = 0; i < 5; i++) {
        if (curl_easy_perform(curl) == CURLE_OK)
            return 0;
        poll(NULL, 0, (int)(resil_backoff_next(backoff) / RESIL_MS));
    }
    return -1;
}

/* A breaker ends the attempts; it does not spread them. */
int breaker_alone_bad(CURL *curl, struct resil_breaker *breaker)
{
    struct resil_breaker_token token;

    while (resil_breaker_acquire(breaker, &token) == RESIL_OK) { // want: retry-without-jitter
        CURLcode code = curl_easy_perform(curl);
        resil_breaker_record(breaker, &token, code == CURLE_OK ? RESIL_SUCCESS : RESIL_TRANSIENT);
        if (code == CURLE_OK)
            return 0;
        usleep(100000);
    }
    return -1;
}

/* The wait is kept in a record between the function that asks and the one that starts the timer. */
struct connection {
    struct resil_backoff backoff;
    struct resil_retry retry;
    int64_t wait_ns, wait_ms;
    struct event *timer;
    CURL *curl;
    int tries;
};

static void arm(struct connection *connection)
{
    struct timeval time = {connection->wait_ns / RESIL_S, connection->wait_ns % RESIL_S / 1000};

    evtimer_add(connection->timer, &time);
}

static void attempt_ok(evutil_socket_t fd, short what, void *data)
{
    struct connection *connection = data;

    if (curl_easy_perform(connection->curl) == CURLE_OK || ++connection->tries > 5)
        return;
    connection->wait_ns = resil_backoff_next(&connection->backoff);
    arm(connection);
    (void)fd, (void)what;
}

void start_ok(struct connection *connection, struct event_base *base)
{
    connection->timer = evtimer_new(base, attempt_ok, connection);
    attempt_ok(-1, 0, connection);
}

static void failed(struct connection *connection)
{
    connection->wait_ms = resil_backoff_next(&connection->backoff) / RESIL_MS;
}

int wait_in_a_field_ok(struct connection *connection)
{
    for (int i = 0; i < 4; i++) {
        if (curl_easy_perform(connection->curl) == CURLE_OK)
            return 0;
        failed(connection);
        usleep((useconds_t)connection->wait_ms * 1000);
    }
    return -1;
}

/* A function of the program hands the wait on. */
static int go_on(struct connection *connection, CURLcode code, int64_t *wait)
{
    enum resil_outcome outcome = code == CURLE_OK ? RESIL_SUCCESS : RESIL_TRANSIENT;

    return resil_retry_next(&connection->retry, outcome, RESIL_NO_HINT, wait);
}

int wait_handed_on_ok(struct connection *connection)
{
    CURLcode code;
    int64_t wait;

    while ((code = curl_easy_perform(connection->curl)) != CURLE_OK &&
           go_on(connection, code, &wait))
        usleep((useconds_t)(wait / 1000));
    return code == CURLE_OK ? 0 : -1;
}
