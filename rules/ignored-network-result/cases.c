/* Results that nobody looks at. */
#include <curl/curl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

static int tcp_socket(void)
{
    struct timeval limit = {.tv_sec = 5};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return fd;
}

/* ---- bad ---- */

void fire_and_forget_bad(const char *url)
{
    CURL *h = limited_handle(url);

    curl_easy_perform(h); // want: ignored-network-result
    curl_easy_cleanup(h);
}

int stored_but_never_read_bad(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;

    rc = curl_easy_perform(h); // todo-want: ignored-network-result
    curl_easy_cleanup(h);
    rc = CURLE_OK;
    return (int)rc;
}

int connects_blindly_bad(const struct sockaddr *address, socklen_t length)
{
    int fd = tcp_socket();

    connect(fd, address, length); // want: ignored-network-result
    return fd;
}

int sends_blindly_bad(int fd, const char *text)
{
    char answer[16];

    send(fd, text, strlen(text), MSG_NOSIGNAL); // want: ignored-network-result
    return recv(fd, answer, sizeof answer, 0) > 0;
}

void write_on_a_socket_bad(const struct sockaddr *address, socklen_t length)
{
    int fd = tcp_socket();

    if (connect(fd, address, length) == 0)
        write(fd, "hello\n", 6); // want: ignored-network-result
    close(fd);
}

/* -1 is below 0, but never below -1. */
int compares_wrongly_bad(const struct sockaddr *address, socklen_t length)
{
    int fd = tcp_socket();

    if (connect(fd, address, length) < -1) // todo-want: ignored-network-result
        return -1;
    return fd;
}

/* ---- ok ---- */

int returned_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = curl_easy_perform(h); // ok: ignored-network-result

    curl_easy_cleanup(h);
    return (int)rc;
}

void reported_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc;

    rc = curl_easy_perform(h);
    if (rc != CURLE_OK)
        fprintf(stderr, "curl_easy_perform() failed: %s\n", curl_easy_strerror(rc));
    curl_easy_cleanup(h);
}

#define CHECK(call)                                                                                \
    if ((call) != CURLE_OK)                                                                        \
    abort()

void in_a_macro_ok(const char *url)
{
    CURL *h = limited_handle(url);

    CHECK(curl_easy_perform(h));
    curl_easy_cleanup(h);
}

struct job {
    CURLcode result;
};

void kept_in_a_field_ok(struct job *job, const char *url)
{
    CURL *h = limited_handle(url);

    job->result = curl_easy_perform(h);
    curl_easy_cleanup(h);
}

void given_back_by_pointer_ok(CURLcode *result, const char *url)
{
    CURL *h = limited_handle(url);

    *result = curl_easy_perform(h);
    curl_easy_cleanup(h);
}

static void count(long *failures, CURLcode rc)
{
    *failures += rc != CURLE_OK;
}

void handed_on_ok(long *failures, const char *url)
{
    CURL *h = limited_handle(url);

    count(failures, curl_easy_perform(h));
    curl_easy_cleanup(h);
}

int conditional_ok(int fd, const char *text)
{
    return send(fd, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text) ? 0 : -1;
}

int loop_condition_ok(int fd, const char *text, size_t left)
{
    ssize_t n;

    while (left > 0 && (n = send(fd, text, left, MSG_NOSIGNAL)) > 0) {
        text += n;
        left -= (size_t)n;
    }
    return left == 0 ? 0 : -1;
}

/* Bytes that only wake a thread of the same process. */
void wakes_itself_ok(int ends[2])
{
    if (pipe(ends) == 0)
        (void)!write(ends[1], "", 1); // ok: ignored-network-result
}

/* Closing says nothing that matters any more. */
void closes_ok(int fd)
{
    shutdown(fd, SHUT_RDWR);
    close(fd);
}
