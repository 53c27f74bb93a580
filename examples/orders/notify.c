/* The screens speak a line protocol over TCP: one line there, "OK" back. */
#include "notify.h"

#include "config.h"

#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const unsigned reconnect_pause_s = 2;

/* A connected socket, or -1. */
static int connect_to(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *addresses;
    int error = getaddrinfo(host, port, &hints, &addresses);
    if (error != 0) {
        fprintf(stderr, "orders: %s: %s\n", host, gai_strerror(error));
        return -1;
    }
    int fd = -1;
    for (struct addrinfo *a = addresses; a != NULL; a = a->ai_next) {
        fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
        if (fd < 0) {
            continue;
        }
        if (connect(fd, a->ai_addr, a->ai_addrlen) == 0) {
            break;
        }
        close(fd);
        fd = -1;
    }
    freeaddrinfo(addresses);
    return fd;
}

static bool send_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(fd, text, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        text += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool confirmed(int fd)
{
    char answer[16];
    size_t length = 0;
    while (length < sizeof answer - 1) {
        ssize_t got = recv(fd, answer + length, sizeof answer - 1 - length, 0);
        if (got <= 0) {
            return false;
        }
        length += (size_t)got;
        if (memchr(answer, '\n', length) != NULL) {
            break;
        }
    }
    answer[length] = '\0';
    return strncmp(answer, "OK", 2) == 0;
}

bool notify_order(const struct order *order)
{
    char line[160];
    int length =
        snprintf(line, sizeof line, "ORDER %s %s %u\n", order->id, order->sku, order->quantity);
    int fd = connect_to(config.notify_host, config.notify_port);
    while (fd < 0) {
        sleep(reconnect_pause_s);
        fd = connect_to(config.notify_host, config.notify_port);
    }
    bool good = send_all(fd, line, (size_t)length) && confirmed(fd);
    close(fd);
    return good;
}
