/* Functions that are not seen may set what is missing: nothing is said of what they are given. */
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int socket_prepare(int fd);
void handle_prepare(CURL *handle);
void count_request(const char *name);

int prepared_elsewhere_ok(const struct sockaddr *address, socklen_t length, char *answer)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (socket_prepare(fd) < 0 || connect(fd, address, length) < 0) {
        close(fd);
        return -1;
    }
    return (int)recv(fd, answer, 1, 0);
}

int handle_prepared_elsewhere_ok(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    handle_prepare(h);
    return (int)curl_easy_perform(h);
}

/* A wrapper hands the doubt on. */
static CURL *make_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    handle_prepare(h);
    return h;
}

int made_by_wrapper_ok(const char *url)
{
    return (int)curl_easy_perform(make_handle(url));
}

/* What is not given the handle does nothing to it; nor do a library's functions. */
int given_something_else_bad(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    count_request(url);
    return (int)curl_easy_perform(h); // want: missing-timeout
}

int looked_at_by_library_bad(const struct sockaddr *address, socklen_t length, char *answer)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (isatty(fd) || connect(fd, address, length) < 0) // want: missing-timeout
        return -1;
    return (int)recv(fd, answer, 1, 0); // want: missing-timeout
}
