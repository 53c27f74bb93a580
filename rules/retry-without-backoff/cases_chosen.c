/* What failed with one is tried with another: a server that is chosen, the next port. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct server {
    char address[64];
    int port;
    int failed;
};

static int connect_to(const char *address, int port)
{
    struct sockaddr_in to;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    memset(&to, 0, sizeof to);
    to.sin_family = AF_INET;
    to.sin_port = htons((unsigned short)port);
    to.sin_addr.s_addr = inet_addr(address);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static int choose(const struct server *servers, int count)
{
    for (int i = 0; i < count; i++)
        if (!servers[i].failed)
            return i;
    return -1;
}

int one_that_works_ok(struct server *servers, int count)
{
    for (;;) {
        int i = choose(servers, count);

        if (i < 0)
            return -1;
        int fd = connect_to(servers[i].address, servers[i].port);
        if (fd >= 0)
            return fd;
        servers[i].failed = 1;
    }
}

int some_port_ok(const char *address, int low, int high)
{
    for (int port = low; port <= high; port++) {
        int fd = connect_to(address, port);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int same_port_bad(const char *address, int port, int times)
{
    for (int i = 0; i < times; i++) { // want: retry-without-backoff
        int fd = connect_to(address, port);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

/* ---- the next line of a file ---- */

int next_line_ok(FILE *list)
{
    char line[64];

    while (fgets(line, sizeof line, list) != NULL) {
        int fd = connect_to(line, 80);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int made_of_next_line_ok(FILE *list, const char *network)
{
    char line[64];
    char address[128];

    while (fgets(line, sizeof line, list) != NULL) {
        snprintf(address, sizeof address, "%s.%s", network, line);
        int fd = connect_to(address, 80);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

int same_after_each_line_bad(FILE *list, const char *address)
{
    char line[64];

    while (fgets(line, sizeof line, list) != NULL) { // want: retry-without-backoff
        int fd = connect_to(address, 80);

        if (fd >= 0)
            return fd;
    }
    return -1;
}

/* The library says whether it is worth waiting for. */
int written_when_ready_ok(SSL *session, BIO *bio, const void *bytes, int length, int seconds)
{
    time_t end = time(NULL) + seconds;

    for (;;) {
        struct timeval tick = {0, 100000};
        fd_set set;

        if (SSL_write(session, bytes, length) > 0)
            return 0;
        if (!BIO_should_retry(bio) || time(NULL) > end)
            return -1;
        FD_ZERO(&set);
        FD_SET((int)BIO_get_fd(bio, NULL), &set);
        select(FD_SETSIZE, NULL, &set, NULL, &tick);
    }
}
