/* What is seen of calls: results by address beside much that is written, sizes, loops inside. */
#include <errno.h>
#include <netdb.h>
#include <openssl/ssl.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- a result by address of a function that writes much else ---- */

struct statistics {
    struct {
        long a, b, c, d, e, f, g, h;
    } parts[10];
};

extern struct statistics statistics[4];

static void count_all(void)
{
#define COUNT(i, k)                                                                                \
    statistics[i].parts[k].a++, statistics[i].parts[k].b++, statistics[i].parts[k].c++,            \
        statistics[i].parts[k].d++, statistics[i].parts[k].e++, statistics[i].parts[k].f++,        \
        statistics[i].parts[k].g++, statistics[i].parts[k].h++
    COUNT(0, 0), COUNT(0, 1), COUNT(0, 2), COUNT(0, 3), COUNT(0, 4), COUNT(0, 5), COUNT(0, 6);
    COUNT(1, 0), COUNT(1, 1), COUNT(1, 2), COUNT(1, 3), COUNT(1, 4), COUNT(1, 5), COUNT(1, 6);
    COUNT(2, 0), COUNT(2, 1), COUNT(2, 2), COUNT(2, 3), COUNT(2, 4), COUNT(2, 5), COUNT(2, 6);
}

static int ask(const struct sockaddr *address, socklen_t size, int *answer)
{
    count_all();
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    char reply[4];
    if (connect(fd, address, size) < 0 || send(fd, "?", 1, 0) != 1 || recv(fd, reply, 4, 0) != 4) {
        close(fd);
        return -1;
    }
    *answer = reply[0];
    close(fd);
    return 0;
}

int answer_by_address_bad(const struct sockaddr *address, socklen_t size)
{
    int answer = -1;
    int tries = 0;
    while (1) { // want: retry-without-backoff
        int failed = ask(address, size, &answer);
        if (!failed && !answer)
            break;
        if (tries++ > 5)
            break;
    }
    return answer;
}

/* ---- a result that is compared with a size ---- */

static int send_to(const struct sockaddr *address, socklen_t size, const char *text,
                   uint32_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, address, size) < 0) {
        close(fd);
        return -1;
    }
    int sent = (int)send(fd, "!", 1, 0);
    if (sent >= 0)
        sent = (int)send(fd, text, length, 0);
    close(fd);
    return sent;
}

static int deliver(const struct sockaddr *address, socklen_t size, const char *text,
                   uint32_t length)
{
    int rc = send_to(address, size, text, length);
    return rc == length ? 0 : -1;
}

int size_of_what_was_sent_bad(const struct sockaddr *address, socklen_t size, const char *text)
{
    for (int i = 0; i < 5; i++) { // want: retry-without-backoff
        if (deliver(address, size, text, (uint32_t)strlen(text)) == 0)
            return 0;
    }
    return -1;
}

/* ---- a log after a try is no sending before the next ---- */

extern int log_socket;

static void report(const char *text)
{
    if (send(log_socket, text, strlen(text), 0) < 0)
        perror("log");
}

int reads_until_there_ok(int fd, char *buffer, int length, int limit)
{
    int count = 0;
    while (count < length) { // ok: retry-without-backoff
        struct timeval time = {limit, 0};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, limit ? &time : NULL, sizeof time);
        ssize_t got = recv(fd, buffer + count, (size_t)(length - count), 0);
        if (got < 0) {
            if (errno == EINTR || errno == EAGAIN) {
                report("again");
                continue;
            }
            report("failed");
            return -1;
        }
        if (got == 0)
            return 0;
        count += (int)got;
    }
    return count;
}

/* ---- would block, by a function that asks for more ---- */

static int would_block(void)
{
    return errno == EWOULDBLOCK || errno == EAGAIN || errno == EINPROGRESS;
}

int sends_all_ok(int fd, const char *text, size_t length)
{
    while (length > 0) { // ok: retry-without-backoff
        ssize_t sent = send(fd, text, length, 0);
        if (sent == -1) {
            if (!would_block())
                return 1;
            usleep(1000);
        } else if (sent == 0) {
            return 1;
        } else {
            text += sent;
            length -= (size_t)sent;
        }
    }
    return 0;
}

/* ---- the addresses of one server after the other ---- */

static int resolve(const char *host, const char *port, struct addrinfo **found)
{
    return getaddrinfo(host, port, NULL, found);
}

int servers_and_addresses_ok(const char *const *hosts, int count, const char *port)
{
    int fd = -1;
    for (int i = 0; i < count && fd < 0; i++) { // ok: retry-without-backoff
        struct addrinfo *found;
        if (resolve(hosts[i], port, &found) != 0)
            continue;
        for (struct addrinfo *one = found; one != NULL && fd < 0; one = one->ai_next) {
            fd = socket(one->ai_family, SOCK_STREAM, 0);
            if (connect(fd, one->ai_addr, one->ai_addrlen) < 0) {
                close(fd);
                fd = -1;
            }
        }
        freeaddrinfo(found);
    }
    return fd;
}

/* ---- a result that is good with or without its lowest bit, as ODBC's ---- */

static int call(int fd)
{
    return send(fd, "?", 1, 0) == 1 ? fd & 1 : -1;
}

int good_but_for_the_lowest_bit_bad(int fd)
{
    for (int i = 0; i < 5; i++) { // want: retry-without-backoff
        if ((call(fd) & ~1) == 0)
            return 0;
    }
    return -1;
}

/* ---- errno compared with one value after another ---- */

int flush_ok(int fd, const char *text, size_t length)
{
    while (length != 0) {
        ssize_t sent = send(fd, text, length, 0);
        if (sent <= 0) {
            if (!errno || errno == EPIPE)
                printf("the peer is gone\n");
            else if (errno == EINTR)
                continue;
            else if (errno == EAGAIN)
                return 1;
            return -1;
        }
        text += sent;
        length -= (size_t)sent;
    }
    return 0;
}

/* ---- a failure that nobody looks at says nothing of how the function ends ---- */

static int greet(int fd)
{
    char answer[4];

    if (send(fd, "helo", 4, 0) != 4 || recv(fd, answer, 4, 0) != 4)
        return -1;
    if (memcmp(answer, "good", 4) != 0)
        return -1;
    if (send(fd, "seen", 4, 0) < 0)
        printf("the peer does not know\n");
    return 0;
}

int greet_until_understood_bad(int fd)
{
    for (int i = 0; i < 4; i++) { // want: retry-without-backoff
        if (greet(fd) == 0)
            return 0;
    }
    return -1;
}

/* An error that may not be is thrown; what is left is that the stream was not ready. */
_Noreturn void throw_error(const char *text);
void wait_until_ready(SSL *session);

static int thrown_or_again(SSL *session, int result, int end_is_well)
{
    if (result > 0)
        return result;
    switch (SSL_get_error(session, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        wait_until_ready(session);
        return 0;
    default:
        if (!end_is_well)
            throw_error("broken");
        return -1;
    }
}

int thrown_ok(SSL *session, const void *text, int size)
{
    int result = 0;

    while (result == 0)
        result = thrown_or_again(session, SSL_write(session, text, size), 0);
    return result;
}

/* A loop that catches what is thrown tries again, too. */
jmp_buf *catcher(void);

static void connect_or_throw(int fd, const struct sockaddr *address, socklen_t length)
{
    if (connect(fd, address, length) < 0)
        throw_error("no connection");
}

void caught_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    bool again;

    do { // want: retry-without-backoff
        again = false;
        if (setjmp(*catcher()) == 0)
            connect_or_throw(fd, address, length);
        else
            again = true;
    } while (again);
}

struct target {
    struct sockaddr *address;
    socklen_t length;
};

void caught_for_each_ok(int fd, const struct target *targets, int count)
{
    bool done = false;

    for (int i = 0; i < count && !done; i++) {
        const struct target *target = &targets[i];
        if (setjmp(*catcher()) == 0) {
            connect_or_throw(fd, target->address, target->length);
            done = true;
        }
    }
}
