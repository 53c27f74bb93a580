/* Connections that a loop makes again when what it does with them fails. */
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t stopping;

struct feed {
    int fd;
    struct sockaddr_in from;
};

static int feed_connect(struct feed *feed)
{
    struct timeval limit = {.tv_sec = 5};

    feed->fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(feed->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(feed->fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(feed->fd, (struct sockaddr *)&feed->from, sizeof feed->from) < 0) {
        close(feed->fd);
        feed->fd = -1;
        return -1;
    }
    return 0;
}

void take(const char *text, ssize_t length);

/* While there is no connection nothing can be received, so that the next turn connects again. */
void feed_forever_bad(struct feed *feed)
{
    char text[256];

    while (!stopping) { // want: unbounded-retry
        ssize_t length = recv(feed->fd, text, sizeof text, 0);
        if (length > 0) {
            take(text, length);
            continue;
        }
        if (length < 0)
            close(feed->fd);
        if (feed_connect(feed) < 0)
            sleep(5);
    }
}

/* The failure to connect ends it. */
void feed_until_gone_ok(struct feed *feed)
{
    char text[256];

    while (!stopping) {
        ssize_t length = recv(feed->fd, text, sizeof text, 0);
        if (length > 0) {
            take(text, length);
            continue;
        }
        if (feed_connect(feed) < 0)
            return;
    }
}

/* Somebody is told of each failure: a report that does not get through is not sent again. */
static int report(const struct sockaddr_in *to)
{
    struct timeval limit = {.tv_sec = 5};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int sent = -1;

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, (const struct sockaddr *)to, sizeof *to) == 0)
        sent = send(fd, "lost\n", 5, 0) == 5 ? 0 : -1;
    close(fd);
    return sent;
}

void feed_and_report_ok(struct feed *feed, const struct sockaddr_in *monitor)
{
    char text[256];
    unsigned unreported = 0;

    while (!stopping) {
        ssize_t length = recv(feed->fd, text, sizeof text, 0);
        if (length > 0)
            take(text, length);
        else if (report(monitor) < 0)
            unreported++;
    }
    exit(unreported != 0);
}
