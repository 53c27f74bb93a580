/* Calls through pointers: one function of many that uses the network does not make all of them. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int log_fd = 2;

static void note(const char *text)
{
    if (write(log_fd, text, strlen(text)) < 0)
        log_fd = -1;
}

struct codec {
    int (*decode)(int fd, char *data, int size);
};

static int copy(int fd, char *data, int size)
{
    return fd >= 0 && size > 0 ? data[0] : -1;
}

static int invert(int fd, char *data, int size)
{
    data[0] = (char)~data[0];
    return copy(fd, data, size);
}

static int trim(int fd, char *data, int size)
{
    note("trim\n");
    return copy(fd, data, size - 1);
}

static int swap(int fd, char *data, int size)
{
    data[0] = data[size - 1];
    return copy(fd, data, size);
}

static int negate(int fd, char *data, int size)
{
    data[0] = (char)-data[0];
    return copy(fd, data, size);
}

static int remote(int fd, char *data, int size)
{
    return send(fd, data, (size_t)size, 0) < 0 ? -1 : (int)recv(fd, data, (size_t)size, 0);
}

static const struct codec codecs[] = {{copy}, {invert}, {trim}, {swap},  {negate},
                                      {copy}, {invert}, {trim}, {remote}};

int decode_all_ok(const struct codec *codec, int fd, char *data, int size)
{
    int result;

    do {
        result = codec->decode(fd, data, size);
    } while (result < 0 && size-- > 0);
    return result;
}

/* What one backend out of two does, the pointer does. */
struct transport {
    int (*deliver)(int fd, const char *data, int size);
};

static int deliver_remote(int fd, const char *data, int size)
{
    return send(fd, data, (size_t)size, 0) < 0 ? -1 : 0;
}

static int deliver_nowhere(int fd, const char *data, int size)
{
    (void)fd;
    (void)data;
    (void)size;
    return 0;
}

static const struct transport transports[] = {{deliver_remote}, {deliver_nowhere}};

int deliver_bad(const struct transport *transport, int fd, const char *data, int size)
{
    for (int tries = 0; tries < 3; tries++) // want: retry-without-backoff
        if (transport->deliver(fd, data, size) == 0)
            return 0;
    return -1;
}

int open_and_use(const struct sockaddr *address, socklen_t length, char *data, int size)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (connect(fd, address, length) < 0)
        return -1;
    decode_all_ok(&codecs[size % 9], fd, data, size);
    return deliver_bad(&transports[size % 2], fd, data, size);
}

/* A log line that cannot be written is no failed request. */
static int parse(const char *text, int *number)
{
    if (sscanf(text, "%d", number) == 1)
        return 0;
    note("no number\n");
    return -1;
}

int parse_next_ok(int fd, const char *text)
{
    int number = 0;

    while (parse(text, &number) < 0) {
        if (send(fd, text, 1, 0) < 0)
            return -1;
        text++;
    }
    return number;
}

/* Each driver tells of a failure in its own way: one of them, of which it is not known what its
 * results mean, does not hide that another one says when to try again. */
enum answer { ANSWER_DONE, ANSWER_REFUSED, ANSWER_GONE };

enum answer classify(long code);

static enum answer text_query(int fd, const char *query)
{
    return write(fd, query, strlen(query)) < 0 ? ANSWER_GONE : ANSWER_DONE;
}

static enum answer coded_query(int fd, const char *query)
{
    return classify(send(fd, query, strlen(query), 0));
}

static int open_backend(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    return fd < 0 || connect(fd, address, length) < 0 ? -1 : fd;
}

struct driver {
    const char *name;
    enum answer (*query)(int fd, const char *query);
};

static const struct driver drivers[] = {{"text", text_query}, {"coded", coded_query}};

int one_driver_of_two_bad(unsigned chosen, const struct sockaddr *address, socklen_t length)
{
    int fd = open_backend(address, length);
    for (int i = 0; i < 3; i++) { // want: retry-without-backoff
        switch (drivers[chosen].query(fd, "SELECT 1")) {
        case ANSWER_DONE:
            return 0;
        case ANSWER_GONE:
            close(fd);
            fd = open_backend(address, length);
            continue;
        default:
            return -1;
        }
    }
    return -1;
}
