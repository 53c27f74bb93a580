#define _GNU_SOURCE /* strcasestr */
#include "server.h"

#include "metrics.h"
#include "orders.h"
#include "stock.h"

#include <errno.h>
#include <netinet/in.h>
#include <resil/socket.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REQUEST_SIZE = 8192, BACKLOG = 16 };

/* A request is over within the first, whatever its sender and the other services do. */
static const int64_t whole_ns = 8 * RESIL_S;
static const int64_t read_ns = 2 * RESIL_S;
static const int64_t answer_ns = 500 * RESIL_MS;

static volatile sig_atomic_t stopping;

void server_stop(void)
{
    stopping = 1;
}

/* IPv6 and, through it, IPv4. */
static int listen_on(const char *port)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = in6addr_any};
    int yes = 1;
    int no = 0;
    address.sin6_port = htons((uint16_t)strtoul(port, NULL, 10));
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return -1;
    }
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, BACKLOG) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static size_t content_length(const char *head)
{
    const char *line = strcasestr(head, "\r\nContent-Length:");
    return line == NULL ? 0 : strtoul(line + strlen("\r\nContent-Length:"), NULL, 10);
}

/* Reads head and body; false when the client went away, took too long or sent too much. */
static bool read_request(int client, char *request, struct resil_deadline deadline)
{
    size_t length = 0;
    size_t wanted = REQUEST_SIZE - 1;
    while (length < wanted) {
        size_t got;
        if (resil_socket_receive_some(client, request + length, REQUEST_SIZE - 1 - length, deadline,
                                      &got) != RESIL_OK ||
            got == 0) {
            return false;
        }
        length += got;
        request[length] = '\0';
        const char *body = strstr(request, "\r\n\r\n");
        if (body != NULL) {
            wanted = (size_t)(body - request) + 4 + content_length(request);
        }
        if (wanted >= REQUEST_SIZE) {
            return false;
        }
    }
    return strstr(request, "\r\n\r\n") != NULL;
}

static void reply(int client, int status, const char *text)
{
    char response[512];
    int length = snprintf(response, sizeof response,
                          "HTTP/1.1 %d %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n"
                          "Connection: close\r\n\r\n%s",
                          status, status < 400 ? "OK" : "Error", strlen(text), text);
    if (resil_socket_send(client, response, (size_t)length, resil_deadline_after(NULL, answer_ns),
                          NULL) != RESIL_OK) {
        metrics_count("lost_answers", 1);
    }
}

/* An order that comes again gets the answer of the first time: its id is its idempotency key. */
static void take_order(int client, const char *request, struct resil_deadline deadline)
{
    struct order order;
    if (!order_parse(&order, strstr(request, "\r\n\r\n") + 4)) {
        reply(client, 400, "expected id, sku, card, quantity and cents\n");
        return;
    }
    enum order_state state;
    if (store_last_state(order.id, &state)) {
        reply(client, state == ORDER_DONE ? 200 : 409, order_state_name(state));
        return;
    }
    bool done = order_process(&order, resil_deadline_reserve(deadline, answer_ns));
    reply(client, done ? 201 : 502, order_state_name(order.state));
}

static void show_order(int client, const char *path)
{
    char id[ID_SIZE];
    enum order_state state;
    if (sscanf(path, "/orders/%39[^ \r\n?]", id) == 1 && store_last_state(id, &state)) {
        reply(client, 200, order_state_name(state));
    } else {
        reply(client, 404, "no such order\n");
    }
}

static void serve(int client)
{
    char request[REQUEST_SIZE];
    struct resil_deadline deadline = resil_deadline_after(NULL, whole_ns);
    if (!read_request(client, request, resil_deadline_child(deadline, NULL, read_ns))) {
        metrics_count("bad_requests", 1);
    } else if (strncmp(request, "POST /orders ", 13) == 0) {
        take_order(client, request, deadline);
    } else if (strncmp(request, "GET /orders/", 12) == 0) {
        show_order(client, request + 4);
    } else if (strncmp(request, "GET /health ", 12) == 0) {
        reply(client, stock_alive() ? 200 : 503, "");
    } else {
        reply(client, 404, "nothing here\n");
    }
}

int server_run(const char *port)
{
    int listener = listen_on(port);
    if (listener < 0) {
        fprintf(stderr, "orders: port %s: %s\n", port, strerror(errno));
        return 1;
    }
    while (!stopping) {
        int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (client >= 0) {
            serve(client);
            close(client);
        } else if (errno != EINTR) { /* no descriptors left, say: give it time to get better */
            resil_sleep_until(&RESIL_CLOCK_MONOTONIC, resil_clock_monotonic(NULL) + 100 * RESIL_MS);
        }
    }
    close(listener);
    return 0;
}
