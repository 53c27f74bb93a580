/* Growing pauses with and without an upper limit. */
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <resil/backoff.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_DELAY 60u

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

/* ---- bad ---- */

int doubles_for_ever_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned delay = 1;

    while (connect(fd, address, length) < 0) { // want: retry-without-cap
        sleep(delay);
        delay *= 2;
    }
    return 0;
}

int shifted_thirty_times_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (unsigned i = 0; i < 30; i++) { // want: retry-without-cap
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1u << i);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int random_but_growing_bad(const char *url)
{
    CURL *h = limited_handle(url);
    unsigned ceiling = 1;
    CURLcode rc;

    do { // want: retry-without-cap
        rc = curl_easy_perform(h);
        if (rc != CURLE_OK) {
            sleep((unsigned)rand() % ceiling + 1);
            ceiling += ceiling;
        }
    } while (rc != CURLE_OK);
    curl_easy_cleanup(h);
    return 0;
}

int linear_for_ever_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned n = 0;

retry: // want: retry-without-cap
    if (connect(fd, address, length) != 0) {
        sleep(++n * 2);
        goto retry;
    }
    return 0;
}

static long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The wait doubles, though the time that has passed is taken off it; whether any is left of it is
 * no limit. */
int less_what_has_passed_bad(int fd, const void *request, size_t length, void *answer, size_t size)
{
    int attempts = 0;
    int resend = 1;
    long sent = 0;

    while (attempts < 30) { // want: retry-without-cap
        if (resend) {
            if (send(fd, request, length, 0) < 0)
                return -1;
            sent = now_ms();
            attempts++;
            resend = 0;
        }
        long left = 100 * (1L << attempts) - (now_ms() - sent);
        if (left <= 0) {
            resend = 1;
            continue;
        }
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, (int)left) > 0)
            return (int)recv(fd, answer, size, 0);
        resend = 1;
    }
    return -1;
}

/* How long to wait is counted by a function that is asked for it. */
static unsigned next_wait(unsigned *wait)
{
    *wait += *wait;
    return *wait;
}

int grows_where_it_points_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned wait = 1;

    while (connect(fd, address, length) < 0) // want: retry-without-cap
        sleep(next_wait(&wait));
    return 0;
}

static unsigned wait_of_all(void)
{
    static unsigned wait = 1;

    return wait <<= 1;
}

int grows_in_a_static_variable_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    while (connect(fd, address, length) < 0) // want: retry-without-cap
        sleep(wait_of_all());
    return 0;
}

static int answered(int fd, int wait)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    int rc;

    do {
        rc = poll(&ready, 1, wait);
    } while (rc < 0 && errno == EINTR);
    return rc > 0;
}

/* A function of the program waits, for twice as long each time. */
int waits_twice_as_long_bad(int fd, const void *request, size_t length)
{
    int wait = 100;

    do { // want: retry-without-cap
        if (send(fd, request, length, 0) < 0)
            return -1;
        wait *= 2;
    } while (!answered(fd, wait));
    return 0;
}

/* ---- ok ---- */

static unsigned limited_wait(void)
{
    static unsigned wait = 1;

    wait = wait < MAX_DELAY ? wait * 2 : MAX_DELAY;
    return wait;
}

int limited_in_a_static_variable_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    while (connect(fd, address, length) < 0) // ok: retry-without-cap
        sleep(limited_wait());
    return 0;
}

/* A number that is drawn from a table does not grow with its place in it. */
static unsigned drawn(void)
{
    static const unsigned waits[] = {3, 1, 2};
    static unsigned place;

    return waits[place++ % 3];
}

int drawn_from_a_table_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    while (connect(fd, address, length) < 0) // ok: retry-without-cap
        sleep(drawn());
    return 0;
}

int the_same_each_time_ok(int fd, const void *request, size_t length, void *answer, size_t size)
{
    int attempts = 0;
    int resend = 1;
    long sent = 0;

    while (attempts < 30) { // ok: retry-without-cap
        if (resend) {
            if (send(fd, request, length, 0) < 0)
                return -1;
            sent = now_ms();
            attempts++;
            resend = 0;
        }
        long left = 2 * (500 - (now_ms() - sent)) / 2;
        if (left <= 0) {
            resend = 1;
            continue;
        }
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, (int)left) > 0)
            return (int)recv(fd, answer, size, 0);
        resend = 1;
    }
    return -1;
}

int clamped_by_if_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned delay = 1;

    while (connect(fd, address, length) < 0) { // ok: retry-without-cap
        sleep(delay);
        delay *= 2;
        if (delay > MAX_DELAY)
            delay = MAX_DELAY;
    }
    return 0;
}

int clamped_by_conditional_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned delay = 1;

    for (;;) {
        if (connect(fd, address, length) == 0)
            return 0;
        sleep(delay);
        delay = delay < MAX_DELAY / 2 ? delay * 2 : MAX_DELAY;
    }
}

int grows_only_below_the_limit_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned delay = 1;

    do {
        if (connect(fd, address, length) == 0)
            return 0;
        sleep(delay);
        if (delay < MAX_DELAY)
            delay <<= 1;
    } while (1);
}

static unsigned min_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

int clamped_where_it_sleeps_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    unsigned exponent = 0;

    while (connect(fd, address, length) < 0) {
        sleep(min_of(1u << exponent, MAX_DELAY));
        if (exponent < 20)
            exponent++;
    }
    return 0;
}

/* Five attempts: 1 + 2 + 4 + 8 s are limit enough. */
int few_attempts_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;
    unsigned delay = 1;

    for (int i = 0; i < 5; i++) {
        if ((rc = curl_easy_perform(h)) == CURLE_OK)
            break;
        sleep(delay);
        delay *= 2;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int table_ends_by_itself_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    static const unsigned pauses[] = {1, 2, 4, 8, 16, 30};
    size_t i = 0;

    while (connect(fd, address, length) < 0) {
        sleep(pauses[i]);
        if (i + 1 < sizeof pauses / sizeof pauses[0])
            i++;
    }
    return 0;
}

int fixed_pause_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    while (connect(fd, address, length) < 0)
        sleep(5);
    return 0;
}

int backoff_has_a_cap_ok(int fd, const struct sockaddr *address, socklen_t length,
                         struct resil_backoff *backoff)
{
    while (connect(fd, address, length) < 0)
        usleep((useconds_t)(resil_backoff_next(backoff) / 1000));
    return 0;
}
