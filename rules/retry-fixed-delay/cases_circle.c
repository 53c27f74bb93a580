/* A log that is sent over a stream, and streams that write to the log: a cycle of calls. */
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

struct stream {
    int fd;
    int failed;
    size_t used;
    char bytes[512];
    ssize_t (*send)(int fd, const void *bytes, size_t length);
};

static struct stream log_stream;
static void write_log(const char *text);
static int flush_stream(struct stream *stream);
static int send_some(struct stream *stream, size_t length);

static void put_text(struct stream *stream, const char *text)
{
    while (*text != '\0') {
        if (stream->used == sizeof stream->bytes && send_some(stream, stream->used) < 0)
            return;
        stream->bytes[stream->used++] = *text++;
    }
}

static void write_log(const char *text)
{
    put_text(&log_stream, text);
    flush_stream(&log_stream);
}

static ssize_t send_bytes(int fd, const void *bytes, size_t length)
{
    ssize_t sent = send(fd, bytes, length, 0);

    if (sent < 0)
        write_log("cannot send\n");
    return sent;
}

static int send_some(struct stream *stream, size_t length)
{
    if (stream->failed)
        return -1;
    if (stream->send(stream->fd, stream->bytes, length) <= 0) {
        stream->failed = 1;
        return -1;
    }
    stream->used -= length;
    return 0;
}

static int flush_stream(struct stream *stream)
{
    if (stream->used == 0)
        return 0;
    return send_some(stream, stream->used);
}

void open_stream(struct stream *stream, int fd)
{
    stream->fd = fd;
    stream->used = 0;
    stream->failed = 0;
    stream->send = send_bytes;
}

static int connect_to(const struct sockaddr *server, socklen_t length)
{
    int fd = socket(server->sa_family, SOCK_STREAM, 0);

    if (fd >= 0 && connect(fd, server, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

void ask_until_sent_bad(struct stream *stream, const struct sockaddr *server, socklen_t length,
                        const char *question)
{
    for (;;) { // want: retry-fixed-delay
        put_text(stream, question);
        if (flush_stream(stream) == 0)
            return;
        write_log("problem talking to the server\n");
        sleep(1);
        close(stream->fd);
        open_stream(stream, connect_to(server, length));
    }
}
