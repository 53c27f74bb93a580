/* Limits that options give: off until somebody asks for one. */
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static struct {
    const char *url;
    long seconds;
    long milliseconds;
} options;

static int read_number(const char *text, long *value)
{
    *value = strtol(text, NULL, 10);
    return *value >= 0;
}

/* Set through the option's address. */
int read_by_helper(int count, char **words)
{
    for (int i = 1; i + 1 < count; i++)
        if (strcmp(words[i], "--seconds") == 0 && !read_number(words[i + 1], &options.seconds))
            return -1;
    return 0;
}

int by_helper_bad(void)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, options.url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, options.seconds);
    return (int)curl_easy_perform(h); // want: partial-timeout
}

/* The address stands in a table. */
static const struct {
    const char *name;
    long *value;
} table[] = {{"milliseconds", &options.milliseconds}};

int read_by_table(int count, char **words)
{
    for (int i = 1; i + 1 < count; i++)
        for (size_t k = 0; k < sizeof table / sizeof *table; k++)
            if (strcmp(words[i], table[k].name) == 0)
                *table[k].value = atol(words[i + 1]);
    return 0;
}

int by_table_bad(void)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, options.url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, options.milliseconds);
    return (int)curl_easy_perform(h); // want: partial-timeout
}

int fixed_limit_ok(void)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, options.url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 30L);
    return (int)curl_easy_perform(h);
}

/* A connect that only begins takes as long as the wait that follows it. */
static int wait_for(int fd, int limit_ms)
{
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    return poll(&ready, 1, limit_ms < 0 ? -1 : limit_ms);
}

int caller_may_wait_bad(const struct sockaddr *address, socklen_t length, int limit_ms)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (connect(fd, address, length) == 0) // want: partial-timeout
        return fd;
    if (errno != EINPROGRESS || wait_for(fd, limit_ms) <= 0)
        return -1;
    return fd;
}

int wait_for_ever(const struct sockaddr *address, socklen_t length)
{
    return caller_may_wait_bad(address, length, -1);
}

int waits_a_while_ok(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct pollfd ready = {.fd = fd, .events = POLLOUT};

    if (connect(fd, address, length) == 0)
        return fd;
    if (errno != EINPROGRESS || poll(&ready, 1, 5000) <= 0)
        return -1;
    return fd;
}

/* A limit in a record of the system's says nothing of the other limits of that type. */
struct peer {
    int fd;
    struct timeval patience;
    struct timeval next_report;
};

void reports_now_ok(struct peer *peer)
{
    peer->next_report.tv_sec = 0;
    peer->next_report.tv_usec = 0;
}

static void load_patience(struct peer *peer, const char *text)
{
    long milliseconds = 2000;

    if (text != NULL)
        milliseconds = strtol(text, NULL, 10);
    peer->patience.tv_sec = milliseconds / 1000;
    peer->patience.tv_usec = milliseconds % 1000 * 1000;
}

ssize_t limit_in_a_record_ok(struct peer *peer, const struct sockaddr *address, socklen_t length,
                             char *out, size_t size)
{
    peer->fd = socket(address->sa_family, SOCK_DGRAM, 0);
    setsockopt(peer->fd, SOL_SOCKET, SO_RCVTIMEO, &peer->patience, sizeof peer->patience);
    if (bind(peer->fd, address, length) < 0)
        return -1;
    return recv(peer->fd, out, size, 0);
}

struct peer *load_peer_ok(const char *text)
{
    struct peer *peer = calloc(1, sizeof *peer);

    if (peer != NULL)
        load_patience(peer, text);
    return peer;
}
