/* Events that wait for a descriptor are no timers, though they have a time limit. */
#include <event2/event.h>
#include <event2/event_compat.h>
#include <event2/event_struct.h>
#include <sys/socket.h>

struct request {
    struct event event;
    int fd;
    const void *data;
    size_t length;
};

static int request_send(struct request *request)
{
    ssize_t count = send(request->fd, request->data, request->length, MSG_DONTWAIT);

    return count == (ssize_t)request->length ? 0 : -1;
}

static void when_writable(evutil_socket_t fd, short what, void *data)
{
    struct request *request = data;
    struct timeval limit = {30, 0};

    if (request_send(request) == 0)
        return;
    event_set(&request->event, fd, EV_WRITE, when_writable, request);
    event_add(&request->event, &limit); // ok: retry-fixed-delay
}

void start_when_writable(struct request *request)
{
    when_writable(request->fd, EV_WRITE, request);
}

static void after_a_while(evutil_socket_t fd, short what, void *data)
{
    struct request *request = data;
    struct timeval pause = {30, 0};

    if (request_send(request) == 0)
        return;
    evtimer_set(&request->event, after_a_while, request);
    evtimer_add(&request->event, &pause); // want: retry-fixed-delay
}

void start_after_a_while(struct request *request)
{
    after_a_while(-1, 0, request);
}
