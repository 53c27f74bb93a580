/* What stands in records whose declarations could not be read: their header is not there yet. */
#include "generated.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

static int connect_to(const char *address)
{
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(80)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || inet_pton(AF_INET, address, &server.sin_addr) != 1)
        return -1;
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int next_element_ok(struct hosts *hosts)
{
    for (int i = 0; i < hosts->count; i++) {
        int fd = connect_to(hosts->names[i]);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int next_record_ok(struct hosts *hosts)
{
    for (int i = 0; i < hosts->count; i++) {
        int fd = connect_to(hosts->items[i].name);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int next_of_filled_ok(void)
{
    struct hosts hosts;

    load_hosts(&hosts);
    for (int i = 0; i < hosts.count; i++) {
        char *name = hosts.names[i];
        int fd = connect_to(name);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int next_of_list_ok(struct host *first)
{
    for (struct host *host = first; host != NULL; host = host->next) {
        int fd = connect_to(host->name);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int same_host_bad(struct settings *settings)
{
    for (int i = 0; i < settings->attempts; i++) { // want: retry-without-backoff
        int fd = connect_to(settings->name);

        if (fd >= 0)
            return fd;
    }
    return -1;
}
