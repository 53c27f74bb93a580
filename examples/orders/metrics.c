/* Graphite's plain text protocol: "NAME VALUE TIME\n" over one kept connection. */
#include "metrics.h"

#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int connection = -1;

static int metrics_connect(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(config.metrics_port)};
    if (inet_pton(AF_INET, config.metrics_address, &address.sin_addr) != 1) {
        return -1;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        return -1;
    }
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

void metrics_count(const char *name, unsigned value)
{
    char line[128];
    int length = snprintf(line, sizeof line, "orders.%s %u %ld\n", name, value, (long)time(NULL));
    if (connection < 0) {
        connection = metrics_connect();
    }
    if (connection < 0) {
        return;
    }
    send(connection, line, (size_t)length, MSG_NOSIGNAL);
}

void metrics_close(void)
{
    if (connection >= 0) {
        close(connection);
        connection = -1;
    }
}
