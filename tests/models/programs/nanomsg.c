#include <nanomsg/nn.h>
#include <nanomsg/bus.h>
#include <nanomsg/pair.h>
#include <nanomsg/pipeline.h>
#include <nanomsg/pubsub.h>
#include <nanomsg/reqrep.h>
#include <nanomsg/survey.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: nanomsg

/* A request is kept until it can be sent; its answer is waited for as long as it takes. */
static int ask_unbounded(void)
{
    char answer[64];
    int socket = nn_socket(AF_SP, NN_REQ);
    nn_connect(socket, "tcp://orders:5555"); // call: connect bounded yes nonblocking
    if (nn_send(socket, "ping", 4, 0) < 0) { // call: send bounded unknown
        fprintf(stderr, "%s\n", nn_strerror(nn_errno()));
    }
    int length = nn_recv(socket, answer, sizeof answer, 0); // call: receive none yes
    nn_close(socket);
    return length;
}

static int ask_bounded(void)
{
    char answer[64];
    int limit = 2000;
    int socket = nn_socket(AF_SP, NN_PAIR);
    nn_setsockopt(socket, NN_SOL_SOCKET, NN_SNDTIMEO, &limit, sizeof limit);
    nn_setsockopt(socket, NN_SOL_SOCKET, NN_RCVTIMEO, &limit, sizeof limit);
    nn_connect(socket, "tcp://orders:5555");                // call: connect bounded yes nonblocking
    nn_send(socket, "ping", 4, 0);                          // call: send bounded unknown
    int length = nn_recv(socket, answer, sizeof answer, 0); // call: receive bounded yes
    nn_close(socket);
    return length;
}

/* What is set on another level is another option. */
static int ask_with_infinite(void)
{
    char answer[64];
    int limit = -1;
    int other = 5;
    int socket = nn_socket(AF_SP, NN_PAIR);
    nn_setsockopt(socket, NN_SOL_SOCKET, NN_RCVTIMEO, &limit, sizeof limit);
    nn_setsockopt(socket, NN_REQ, NN_SNDTIMEO, &other, sizeof other);
    nn_connect(socket, "tcp://orders:5555");                // call: connect bounded yes nonblocking
    nn_send(socket, "ping", 4, 0);                          // call: send none unknown
    int length = nn_recv(socket, answer, sizeof answer, 0); // call: receive none yes
    nn_close(socket);
    return length;
}

static int look(void)
{
    char text[64];
    int socket = nn_socket(AF_SP, NN_PULL);
    struct nn_pollfd set = {.fd = socket, .events = NN_POLLIN};
    nn_bind(socket, "tcp://*:5556");
    int length = nn_recv(socket, text, sizeof text, NN_DONTWAIT); // call: receive bounded yes
    if (length < 0 && nn_errno() == EAGAIN &&
        nn_poll(&set, 1, 1000) > 0) {                   // call: wait bounded yes
        length = nn_recv(socket, text, sizeof text, 0); // call: receive bounded yes
    }
    if (nn_poll(&set, 1, -1) > 0) {                     // call: wait none yes
        length = nn_recv(socket, text, sizeof text, 0); // call: receive none yes
    }
    nn_close(socket);
    return length;
}

/* What goes to all is dropped by those who take nothing more; one worker of many is waited for. */
static void publish(void)
{
    int socket = nn_socket(AF_SP, NN_PUB);
    nn_send(socket, "news", 4, 0); // call: send bounded unknown
    nn_close(socket);
    socket = nn_socket(AF_SP, NN_PUSH);
    nn_send(socket, "work", 4, 0);           // call: send none unknown
    nn_send(socket, "work", 4, NN_DONTWAIT); // call: send bounded unknown
    nn_close(socket);
    socket = nn_socket(AF_SP_RAW, NN_REQ);
    nn_send(socket, "raw", 3, 0); // call: send none unknown
    nn_close(socket);
}

static int survey(void)
{
    char text[64];
    int socket = nn_socket(AF_SP, NN_SURVEYOR);
    nn_send(socket, "who", 3, 0);                       // call: send bounded unknown
    int length = nn_recv(socket, text, sizeof text, 0); // call: receive bounded yes
    nn_close(socket);
    return length;
}

static void pieces(int socket)
{
    void *data = NULL;
    struct nn_iovec piece = {.iov_base = &data, .iov_len = NN_MSG};
    struct nn_msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (nn_recvmsg(socket, &message, 0) >= 0) { // call: receive unknown yes
        data = nn_reallocmsg(data, 100);
        if (nn_sendmsg(socket, &message, 0) < 0) { // call: send unknown unknown
            nn_freemsg(data);
        }
    }
}

static void each(int socket, void *any)
{
    nn_symbol(1, any);
    nn_symbol_info(1, any, 1);
    nn_term();
    nn_allocmsg(1, 1);
    nn_getsockopt(socket, NN_SOL_SOCKET, NN_RCVFD, any, any);
    nn_shutdown(socket, 1);
    nn_get_statistic(socket, NN_STAT_MESSAGES_SENT);
}

int main(int count, char **words)
{
    int front = nn_socket(AF_SP_RAW, NN_BUS);
    pieces(count);
    publish();
    nn_device(front, -1); // call: drive bounded unknown nonblocking
    each(front, words);
    return ask_unbounded() + ask_bounded() + ask_with_infinite() + look() + survey();
}
