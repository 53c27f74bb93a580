/* Retries around calls that retry by themselves. */
#include <curl/curl.h>
#include <errno.h>
#include <netdb.h>
#include <resil/curl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

static int get_with_retries(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 3; i++) {
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1);
    }
    curl_easy_cleanup(h);
    return rc == CURLE_OK ? 0 : -1;
}

static int get_once(const char *url)
{
    CURL *h = limited_handle(url);
    int rc = curl_easy_perform(h) == CURLE_OK ? 0 : -1;

    curl_easy_cleanup(h);
    return rc;
}

static int connect_with_retries(const struct sockaddr *address, socklen_t length)
{
    int tries = 0;
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    while (connect(fd, address, length) < 0) {
        if (++tries > 4) {
            close(fd);
            return -1;
        }
        usleep(100000);
    }
    return fd;
}

/* ---- bad ---- */

int callers_retry_too_bad(const char *url)
{
    for (int i = 0; i < 4; i++) { // want: nested-retry
        if (get_with_retries(url) == 0)
            return 0;
        sleep(5);
    }
    return -1;
}

static int load_profile(const char *url)
{
    return get_with_retries(url);
}

int two_levels_below_bad(const char *url)
{
    int left = 3, rc;

    do { // want: nested-retry
        rc = load_profile(url);
    } while (rc != 0 && left-- > 0);
    return rc;
}

int goto_around_it_bad(const struct sockaddr *address, socklen_t length)
{
    int fd, n = 0;

again: // want: nested-retry
    fd = connect_with_retries(address, length);
    if (fd < 0 && n++ < 2) {
        sleep(10);
        goto again;
    }
    return fd;
}

int in_one_function_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int round = 0; round < 2; round++) { // todo-want: nested-retry
        for (int i = 0; i < 3; i++) { // ok: nested-retry
            rc = curl_easy_perform(h);
            if (rc == CURLE_OK)
                goto done;
            usleep(50000);
        }
        sleep(2);
    }
done:
    curl_easy_cleanup(h);
    return (int)rc;
}

/* ---- ok ---- */

int one_level_ok(const char *url)
{
    for (int i = 0; i < 4; i++) { // ok: nested-retry
        if (get_once(url) == 0)
            return 0;
        sleep(1u << i);
    }
    return -1;
}

int items_each_with_retries_ok(const char *const *urls, int count)
{
    int failed = 0;

    for (int i = 0; i < count; i++) // ok: nested-retry
        if (get_with_retries(urls[i]) != 0)
            failed++;
    return failed;
}

static ssize_t recv_whole(int fd, char *out, size_t size)
{
    ssize_t n;

    do
        n = recv(fd, out, size, 0);
    while (n < 0 && errno == EINTR);
    return n;
}

/* The inner loop restarts after signals, which is no retry. */
int restart_inside_ok(const struct sockaddr *address, socklen_t length, char *out, size_t size)
{
    for (int i = 0; i < 3; i++) {
        int fd = socket(address->sa_family, SOCK_STREAM, 0);
        if (connect(fd, address, length) == 0 && recv_whole(fd, out, size) > 0)
            return fd;
        close(fd);
        sleep(1);
    }
    return -1;
}

static int connect_any(const char *host)
{
    struct addrinfo *list, *at;
    int fd = -1;

    if (getaddrinfo(host, "80", NULL, &list))
        return -1;
    for (at = list; at && fd < 0; at = at->ai_next) {
        fd = socket(at->ai_family, at->ai_socktype, 0);
        if (fd >= 0 && connect(fd, at->ai_addr, at->ai_addrlen) < 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(list);
    return fd;
}

/* The inner loop goes on to another address each time. */
int failover_inside_ok(const char *host)
{
    int fd = -1;

    for (int i = 0; fd < 0 && i < 3; i++) {
        fd = connect_any(host);
        if (fd < 0)
            sleep(1);
    }
    return fd;
}

void serve(int client, const char *upstream);

/* Around it is a loop over clients, not over failures. */
void accept_around_it_ok(int listener, const char *upstream)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            return;
        if (get_with_retries(upstream) == 0)
            serve(client, upstream);
        close(client);
    }
}

static int fetch_politely(CURL *curl, struct resil_retry_policy *policy,
                          struct resil_deadline deadline)
{
    return resil_curl_perform(curl, policy, deadline, NULL, NULL) == RESIL_OK ? 0 : -1;
}

/* A library's call that retries by itself, here and a function below. */
int around_a_library_bad(CURL *curl, struct resil_retry_policy *policy,
                         struct resil_deadline deadline)
{
    for (int i = 0; i < 3; i++) { // want: nested-retry
        if (resil_curl_perform(curl, policy, deadline, NULL, NULL) == RESIL_OK)
            return 0;
        sleep(1);
    }
    return -1;
}

int around_a_function_around_it_bad(CURL *curl, struct resil_retry_policy *policy,
                                    struct resil_deadline deadline)
{
    for (int i = 0; i < 3; i++) { // want: nested-retry
        if (fetch_politely(curl, policy, deadline) == 0)
            return 0;
        sleep(1);
    }
    return -1;
}

int one_attempt_in_the_iterator_ok(CURL *curl, struct resil_retry_policy *policy,
                                   struct resil_deadline deadline)
{
    struct resil_retry retry;

    for (resil_retry_start(&retry, policy, deadline); resil_retry_attempt(&retry);)
        resil_retry_wait(&retry, resil_curl_outcome(curl, curl_easy_perform(curl)), RESIL_NO_HINT);
    return retry.status == RESIL_OK ? 0 : -1;
}
