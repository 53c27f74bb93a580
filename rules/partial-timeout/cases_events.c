/* Descriptors that come back from an event loop. */
#include <event2/event.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

struct peer {
    struct event *event;
    char line[512];
};

/* The event says that something can be read, not that all of it can. */
static void on_answer_bad(evutil_socket_t fd, short what, void *data)
{
    struct peer *peer = data;

    if (write(fd, "QUIT\r\n", 6) < 0) // want: partial-timeout
        event_del(peer->event);
    (void)what;
}

int open_peer(struct event_base *base, struct peer *peer, const struct sockaddr *to,
              socklen_t length)
{
    int fd = socket(to->sa_family, SOCK_STREAM, 0);

    fcntl(fd, F_SETFL, O_NONBLOCK);
    if (connect(fd, to, length) == 0)
        fcntl(fd, F_SETFL, 0);
    peer->event = event_new(base, fd, EV_READ | EV_PERSIST, on_answer_bad, peer);
    return peer->event == NULL ? -1 : event_add(peer->event, NULL);
}

static void on_chunk_ok(evutil_socket_t fd, short what, void *data)
{
    struct peer *peer = data;

    if (recv(fd, peer->line, sizeof peer->line, 0) <= 0)
        event_del(peer->event);
    (void)what;
}

int open_quick_peer(struct event_base *base, struct peer *peer, const struct sockaddr *to,
                    socklen_t length)
{
    int fd = socket(to->sa_family, SOCK_STREAM | SOCK_NONBLOCK, 0);

    connect(fd, to, length); // may be under way
    peer->event = event_new(base, fd, EV_READ | EV_PERSIST, on_chunk_ok, peer);
    return peer->event == NULL ? -1 : event_add(peer->event, NULL);
}
