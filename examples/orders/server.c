#define _GNU_SOURCE /* strcasestr */
#include "server.h"

#include "metrics.h"
#include "orders.h"
#include "stock.h"

#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REQUEST_SIZE = 8192, BACKLOG = 16 };

static volatile sig_atomic_t stopping;
static int listener = -1;

void server_stop(void)
{
    stopping = 1;
}

static int listen_on(unsigned short port)
{
    int yes = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, BACKLOG) != 0) {
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

/* Reads head and body; false when the client went away or sent too much. */
static bool read_request(int client, char *request)
{
    size_t length = 0;
    size_t wanted = REQUEST_SIZE;
    while (length < wanted) {
        ssize_t got = recv(client, request + length, REQUEST_SIZE - 1 - length, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        length += (size_t)got;
        request[length] = '\0';
        const char *body = strstr(request, "\r\n\r\n");
        if (body != NULL) {
            wanted = (size_t)(body - request) + 4 + content_length(request);
        }
        if (wanted >= REQUEST_SIZE && length == REQUEST_SIZE - 1) {
            return false;
        }
    }
    return true;
}

static void reply(int client, int status, const char *text)
{
    char response[512];
    int length = snprintf(response, sizeof response,
                          "HTTP/1.1 %d %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n"
                          "Connection: close\r\n\r\n%s",
                          status, status < 400 ? "OK" : "Error", strlen(text), text);
    send(client, response, (size_t)length, MSG_NOSIGNAL);
}

static void take_order(int client, const char *request)
{
    struct order order;
    if (!order_parse(&order, strstr(request, "\r\n\r\n") + 4)) {
        reply(client, 400, "expected id, sku, card, quantity and cents\n");
        return;
    }
    enum order_state state;
    if (store_last_state(order.id, &state)) {
        reply(client, 409, order_state_name(state));
        return;
    }
    bool done = order_process(&order);
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
    if (!read_request(client, request)) {
        metrics_count("bad_requests", 1);
    } else if (strncmp(request, "POST /orders ", 13) == 0) {
        take_order(client, request);
    } else if (strncmp(request, "GET /orders/", 12) == 0) {
        show_order(client, request + 4);
    } else if (strncmp(request, "GET /health ", 12) == 0) {
        reply(client, stock_alive() ? 200 : 503, "");
    } else {
        reply(client, 404, "nothing here\n");
    }
}

int server_run(unsigned short port)
{
    listener = listen_on(port);
    if (listener < 0) {
        fprintf(stderr, "orders: port %u: %s\n", port, strerror(errno));
        return 1;
    }
    while (!stopping) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            continue;
        }
        serve(client);
        close(client);
    }
    close(listener);
    return 0;
}
