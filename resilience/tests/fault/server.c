#include "server.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "answer.h"

enum { connections_most = 512, request_most = 16384 };

enum phase { FREE, READING, WAITING, DRIPPING, STALLED };

struct connection {
    enum phase phase;
    int fd;
    struct fault_answer answer;
    size_t size;
    char data[request_most];
};

struct fault_server {
    pthread_mutex_t lock;
    pthread_t thread;
    struct fault_record record;
    int listener, port, deaf, deaf_port, filler[4];
    int wake[2]; /* closed at the writing end: the loop ends */
    struct connection connections[connections_most];
};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void must(int condition, const char *what)
{
    if (!condition) {
        perror(what);
        exit(2);
    }
}

static struct sockaddr_in loopback(int port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

static int listen_on_loopback(int backlog, int *port)
{
    struct sockaddr_in a = loopback(0);
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    must(fd >= 0, "socket");
    must(bind(fd, (struct sockaddr *)&a, sizeof a) == 0, "bind");
    must(listen(fd, backlog) == 0, "listen");
    must(getsockname(fd, (struct sockaddr *)&a, &size) == 0, "getsockname");
    *port = ntohs(a.sin_port);
    return fd;
}

/* A full backlog drops every further SYN: connecting hangs as behind a firewall that drops. */
static void fill_backlog(struct fault_server *s)
{
    struct sockaddr_in a = loopback(s->deaf_port);
    for (int i = 0; i < 4; i++) {
        s->filler[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        must(s->filler[i] >= 0, "socket");
        (void)connect(s->filler[i], (struct sockaddr *)&a, sizeof a);
    }
}

static void hang_up(struct connection *c, bool reset)
{
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    if (reset)
        (void)setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(c->fd);
    c->phase = FREE;
}

static void send_text(struct connection *c, const char *text, size_t size)
{
    /* Answers are small: what does not fit into the socket's buffer nobody reads. */
    if (send(c->fd, text, size, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        hang_up(c, false);
}

static void copy_word(char *to, size_t size, const char *from, const char *stops)
{
    size_t length = strcspn(from, stops);
    snprintf(to, size, "%.*s", (int)(length < size ? length : size - 1), from);
}

static const char *header(const char *data, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = strstr(data, "\r\n"); line; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, length) == 0 && line[2 + length] == ':')
            return line + 3 + length + strspn(line + 3 + length, " ");
    return NULL;
}

/* Length of the first whole HTTP request in c->data, 0 if it is not all there. */
static size_t parse_http(struct connection *c, struct fault_request *r)
{
    const char *end = strstr(c->data, "\r\n\r\n");
    if (!end)
        return 0;
    size_t head = (size_t)(end - c->data) + 4;
    const char *length = header(c->data, "Content-Length");
    const char *key = header(c->data, "Idempotency-Key");
    const char *timeout = header(c->data, "grpc-timeout");
    size_t body = length && length < end ? strtoul(length, NULL, 10) : 0;
    if (head + body > c->size)
        return 0;
    copy_word(r->method, sizeof r->method, c->data, " ");
    copy_word(r->target, sizeof r->target, c->data + strcspn(c->data, " ") + 1, " \r");
    if (key && key < end)
        copy_word(r->key, sizeof r->key, key, "\r");
    if (timeout && timeout < end)
        copy_word(r->timeout, sizeof r->timeout, timeout, "\r");
    return head + body;
}

/* The same for a RESP array of bulk strings. */
static size_t parse_resp(struct connection *c, struct fault_request *r)
{
    const char *at = c->data, *end = c->data + c->size;
    int parts = atoi(at + 1);
    at = strstr(at, "\r\n");
    snprintf(r->method, sizeof r->method, "RESP");
    snprintf(r->target, sizeof r->target, "/ok");
    for (int i = 0; i < parts && at; i++) {
        long length = atol(at + 3);
        at = strstr(at + 2, "\r\n");
        if (!at || at + 4 + length > end)
            return 0;
        if (at[2] == '/')
            copy_word(r->target, sizeof r->target, at + 2, "\r");
        at += 2 + length;
    }
    return at && at + 2 <= end ? (size_t)(at + 2 - c->data) : 0;
}

static void begin_answer(struct fault_server *s, struct connection *c, bool resp,
                         const struct fault_request *request)
{
    pthread_mutex_lock(&s->lock);
    if (s->record.request_count < fault_memory)
        s->record.requests[s->record.request_count++] = *request;
    c->answer = fault_answer(&s->record, request, resp);
    pthread_mutex_unlock(&s->lock);
    switch (c->answer.action) {
    case FAULT_REPLY:
        c->phase = WAITING;
        break;
    case FAULT_STALL:
        c->phase = STALLED;
        break;
    case FAULT_DRIP:
        c->phase = DRIPPING;
        c->answer.at_ns += c->answer.drip_ns;
        send_text(c, c->answer.reply, strlen(c->answer.reply));
        break;
    case FAULT_RESET:
        hang_up(c, true);
        break;
    case FAULT_CLOSE:
        send_text(c, c->answer.reply, strlen(c->answer.reply));
        if (c->phase != FREE)
            hang_up(c, false);
        break;
    }
}

static void take_request(struct fault_server *s, struct connection *c)
{
    struct fault_request request = {.at_ns = now_ns()};
    bool resp = c->data[0] == '*';
    bool http = c->data[0] >= 'A' && c->data[0] <= 'Z';
    if (!resp && !http) {
        c->phase = STALLED;
        return;
    }
    size_t length = resp ? parse_resp(c, &request) : parse_http(c, &request);
    if (length == 0)
        return;
    c->size -= length;
    memmove(c->data, c->data + length, c->size);
    c->data[c->size] = '\0';
    begin_answer(s, c, resp, &request);
}

static void read_more(struct fault_server *s, struct connection *c)
{
    ssize_t n = recv(c->fd, c->data + c->size, sizeof c->data - 1 - c->size, MSG_DONTWAIT);
    if (n > 0) {
        c->size += (size_t)n;
        c->data[c->size] = '\0';
        take_request(s, c);
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        hang_up(c, false);
    }
}

static void accept_all(struct fault_server *s)
{
    int fd;
    while ((fd = accept4(s->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        int i = 0;
        while (i < connections_most && s->connections[i].phase != FREE)
            i++;
        if (i == connections_most) {
            close(fd);
            continue;
        }
        struct connection *c = &s->connections[i];
        c->phase = READING;
        c->fd = fd;
        c->size = 0;
        pthread_mutex_lock(&s->lock);
        s->record.connections++;
        pthread_mutex_unlock(&s->lock);
    }
}

/* Does what is due and lowers *next_ns to the next time something is. */
static void run_timer(struct fault_server *s, struct connection *c, int64_t now, int64_t *next_ns)
{
    if (c->phase == WAITING && c->answer.at_ns <= now) {
        c->phase = READING;
        send_text(c, c->answer.reply, strlen(c->answer.reply));
        if (c->phase == READING && c->size)
            take_request(s, c);
    } else if (c->phase == DRIPPING && c->answer.at_ns <= now) {
        c->answer.at_ns = now + c->answer.drip_ns;
        send_text(c, ".", 1);
    }
    if ((c->phase == WAITING || c->phase == DRIPPING) && c->answer.at_ns < *next_ns)
        *next_ns = c->answer.at_ns;
}

static void *serve(void *ctx)
{
    struct fault_server *s = ctx;
    static const int64_t idle = INT64_C(3600) * 1000000000;
    struct pollfd polled[connections_most + 2];
    int owner[connections_most + 2];
    for (;;) {
        int64_t now = now_ns(), next = now + idle;
        nfds_t count = 2;
        polled[0] = (struct pollfd){.fd = s->wake[0], .events = POLLIN};
        polled[1] = (struct pollfd){.fd = s->listener, .events = POLLIN};
        for (int i = 0; i < connections_most; i++) {
            run_timer(s, &s->connections[i], now, &next);
            struct connection *c = &s->connections[i];
            if (c->phase == FREE)
                continue;
            /* Who is not read from is still watched for leaving, or places would run out. */
            owner[count] = i;
            polled[count++] =
                (struct pollfd){.fd = c->fd, .events = c->phase == READING ? POLLIN : POLLRDHUP};
        }
        int ms = (int)((next - now + 999999) / 1000000);
        if (poll(polled, count, ms) < 0 && errno != EINTR)
            return NULL;
        if (polled[0].revents)
            return NULL;
        if (polled[1].revents)
            accept_all(s);
        for (nfds_t i = 2; i < count; i++) {
            struct connection *c = &s->connections[owner[i]];
            if (polled[i].revents && c->phase == READING)
                read_more(s, c);
            else if (polled[i].revents && c->phase != FREE)
                hang_up(c, false);
        }
    }
}

struct fault_server *fault_start(void)
{
    struct fault_server *s = calloc(1, sizeof *s);
    must(s != NULL, "calloc");
    s->record.requests = calloc(fault_memory, sizeof *s->record.requests);
    must(s->record.requests != NULL, "calloc");
    s->listener = listen_on_loopback(connections_most, &s->port);
    s->deaf = listen_on_loopback(0, &s->deaf_port);
    fill_backlog(s);
    must(pipe2(s->wake, O_CLOEXEC) == 0, "pipe2");
    must(pthread_mutex_init(&s->lock, NULL) == 0, "pthread_mutex_init");
    must(pthread_create(&s->thread, NULL, serve, s) == 0, "pthread_create");
    return s;
}

void fault_stop(struct fault_server *s)
{
    close(s->wake[1]);
    pthread_join(s->thread, NULL);
    close(s->wake[0]);
    for (int i = 0; i < connections_most; i++)
        if (s->connections[i].phase != FREE)
            close(s->connections[i].fd);
    for (int i = 0; i < 4; i++)
        close(s->filler[i]);
    close(s->listener);
    close(s->deaf);
    pthread_mutex_destroy(&s->lock);
    free(s->record.requests);
    free(s);
}

int fault_port(const struct fault_server *s)
{
    return s->port;
}

int fault_unreachable_port(const struct fault_server *s)
{
    return s->deaf_port;
}

size_t fault_list(struct fault_server *s, const char *prefix, struct fault_request *list,
                  size_t most)
{
    size_t count = 0, length = strlen(prefix);
    pthread_mutex_lock(&s->lock);
    for (int i = 0; i < s->record.request_count && count < most; i++) {
        if (strncmp(s->record.requests[i].target, prefix, length) != 0)
            continue;
        if (list)
            list[count] = s->record.requests[i];
        count++;
    }
    pthread_mutex_unlock(&s->lock);
    return count;
}

int fault_requests(struct fault_server *s, const char *prefix)
{
    return (int)fault_list(s, prefix, NULL, SIZE_MAX);
}

int fault_connections(struct fault_server *s)
{
    pthread_mutex_lock(&s->lock);
    int count = s->record.connections;
    pthread_mutex_unlock(&s->lock);
    return count;
}

int fault_orders(struct fault_server *s)
{
    pthread_mutex_lock(&s->lock);
    int count = s->record.orders;
    pthread_mutex_unlock(&s->lock);
    return count;
}
