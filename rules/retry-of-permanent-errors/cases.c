/* Retries that do not ask what failed, and such that do. */
#include <curl/curl.h>
#include <errno.h>
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
