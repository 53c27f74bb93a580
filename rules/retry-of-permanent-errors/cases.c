/* Retries that do not ask what failed, and such that do. */
#include <curl/curl.h>
#include <errno.h>
#include <resil/curl.h>
#include <resil/retry.h>
#include <resil/socket.h>
#include <stdio.h>
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

/* ---- bad ---- */

int whatever_it_was_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 3; i++) { // want: retry-of-permanent-errors
        if ((rc = curl_easy_perform(h)) == CURLE_OK)
            break;
        sleep(1);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* 404 and 403 come back to be asked again. */
int everything_but_200_bad(const char *url)
{
    CURL *h = limited_handle(url);
    long status = 0;
    int n = 0;

    do { // want: retry-of-permanent-errors
        status = 0;
        if (curl_easy_perform(h) == CURLE_OK)
            curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
        if (status != 200)
            sleep(1);
    } while (status != 200 && ++n < 5);
    curl_easy_cleanup(h);
    return status == 200 ? 0 : -1;
}

/* A malformed URL does not get better. */
int goto_on_any_error_bad(const char *url)
{
    CURL *h = limited_handle(url);
    int n = 0;

retry: // want: retry-of-permanent-errors
    if (curl_easy_perform(h) != CURLE_OK && n++ < 10) {
        usleep(200000);
        goto retry;
    }
    curl_easy_cleanup(h);
    return n;
}

int any_errno_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    int tries = 0;

    while (connect(fd, address, length) < 0) { // want: retry-of-permanent-errors
        if (++tries > 5)
            return -1;
        sleep(1);
    }
    return 0;
}

/* ---- ok ---- */

int only_what_may_get_better_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 3; i++) { // ok: retry-of-permanent-errors
        rc = curl_easy_perform(h);
        if (rc != CURLE_OPERATION_TIMEDOUT && rc != CURLE_COULDNT_CONNECT &&
            rc != CURLE_RECV_ERROR)
            break;
        sleep(1);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

static int worth_another_try(CURLcode rc)
{
    switch (rc) {
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return 1;
    default:
        return 0;
    }
}

int classified_in_a_helper_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int n = 0;

    do {
        rc = curl_easy_perform(h);
        if (worth_another_try(rc))
            sleep(1);
    } while (worth_another_try(rc) && ++n < 4);
    curl_easy_cleanup(h);
    return (int)rc;
}

int server_errors_only_ok(const char *url)
{
    CURL *h = limited_handle(url);
    long status = 0;
    int n = 0;

    do {
        if (curl_easy_perform(h) != CURLE_OK)
            break;
        curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
        if (status >= 500)
            sleep(1);
    } while (status >= 500 && ++n < 3);
    curl_easy_cleanup(h);
    return status == 200 ? 0 : -1;
}

int refused_connections_only_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    int tries = 0;

    while (connect(fd, address, length) < 0) {
        if (errno != ECONNREFUSED && errno != ETIMEDOUT)
            return -1;
        if (++tries == 5)
            return -1;
        sleep(1);
    }
    return 0;
}

/* Not a retry at all. */
ssize_t restart_ok(int fd, void *buffer, size_t size)
{
    ssize_t n;

    while ((n = recv(fd, buffer, size, 0)) == -1 && errno == EINTR)
        ;
    return n;
}

/* Told what failed, the iterator goes on only after what may pass. */
int told_what_failed_ok(const struct addrinfo *addresses, struct resil_retry_policy *policy,
                        struct resil_deadline deadline, int *fd)
{
    struct resil_retry retry;

    for (resil_retry_start(&retry, policy, deadline); resil_retry_attempt(&retry);) {
        enum resil_status status = resil_socket_connect(addresses, NULL, deadline, fd);
        resil_retry_wait(&retry, resil_socket_outcome(status), RESIL_NO_HINT);
    }
    return retry.status == RESIL_OK ? 0 : -1;
}

int told_that_all_passes_bad(CURL *curl, struct resil_retry_policy *policy,
                             struct resil_deadline deadline)
{
    struct resil_retry retry;

    resil_retry_start(&retry, policy, deadline);
    while (resil_retry_attempt(&retry)) { // want: retry-of-permanent-errors
        if (curl_easy_perform(curl) == CURLE_OK)
            return 0;
        resil_retry_wait(&retry, RESIL_TRANSIENT, RESIL_NO_HINT);
    }
    return -1;
}

int status_classified_ok(CURL *curl)
{
    for (int i = 0; i < 4; i++) {
        long status = 0;
        if (curl_easy_perform(curl) == CURLE_OK)
            curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        enum resil_outcome outcome = resil_outcome_of_http((int)status);
        if (outcome == RESIL_SUCCESS || outcome == RESIL_PERMANENT)
            return outcome == RESIL_SUCCESS ? 0 : -1;
        sleep(1u << i);
    }
    return -1;
}
