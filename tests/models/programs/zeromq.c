#include <zmq.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

/* A request that waits for its answer as long as it takes. */
static int ask_unbounded(void *context)
{
    char answer[64];
    void *socket = zmq_socket(context, ZMQ_REQ);
    zmq_connect(socket, "tcp://orders:5555"); // call: connect bounded yes nonblocking
    if (zmq_send(socket, "ping", 4, 0) < 0) { // call: send none unknown
        fprintf(stderr, "%s\n", zmq_strerror(zmq_errno()));
    }
    int length = zmq_recv(socket, answer, sizeof answer, 0); // call: receive none yes
    zmq_close(socket);
    return length;
}

static int ask_bounded(void *context)
{
    char answer[64];
    int limit = 2000;
    void *socket = zmq_socket(context, ZMQ_REQ);
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &limit, sizeof limit);
    zmq_setsockopt(socket, ZMQ_SNDTIMEO, &limit, sizeof limit);
    zmq_connect(socket, "tcp://orders:5555"); // call: connect bounded yes nonblocking
    if (zmq_send(socket, "ping", 4, 0) < 0) { // call: send bounded unknown
        fprintf(stderr, "%s\n", zmq_strerror(errno));
    }
    int length = zmq_recv(socket, answer, sizeof answer, 0); // call: receive bounded yes
    zmq_close(socket);
    return length;
}

/* -1, the initial value, is no limit. */
static int ask_with_infinite(void *context)
{
    char answer[64];
    int limit = -1;
    void *socket = zmq_socket(context, ZMQ_DEALER);
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &limit, sizeof limit);
    zmq_connect(socket, "tcp://orders:5555"); // call: connect bounded yes nonblocking
    zmq_send_const(socket, "ping", 4, 0);     // call: send none unknown
    int length = zmq_recv(socket, answer, sizeof answer, 0); // call: receive none yes
    zmq_close(socket);
    return length;
}

/* With a limit of 0, or with ZMQ_DONTWAIT, it comes back at once. */
static int look(void *context)
{
    char answer[64];
    int limit = 0;
    void *socket = zmq_socket(context, ZMQ_PULL);
    zmq_bind(socket, "tcp://*:5556");
    int length = zmq_recv(socket, answer, 64, ZMQ_DONTWAIT); // call: receive bounded yes
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &limit, sizeof limit);
    if (length < 0 && errno == EAGAIN) {
        length = zmq_recv(socket, answer, sizeof answer, 0); // call: receive bounded yes
    }
    zmq_unbind(socket, "tcp://*:5556");
    zmq_close(socket);
    return length;
}

static void offer(void *context)
{
    void *socket = zmq_socket(context, ZMQ_PUSH);
    zmq_connect(socket, "tcp://workers:5557"); // call: connect bounded yes nonblocking
    zmq_send(socket, "work", 4, ZMQ_DONTWAIT | ZMQ_SNDMORE); // call: send bounded unknown
    zmq_send(socket, "7", 1, 0);                             // call: send none unknown
    zmq_disconnect(socket, "tcp://workers:5557");
    zmq_close(socket);
}

/* A publisher drops what its subscribers do not take; it never waits. */
static void publish(void *context)
{
    int yes = 1;
    void *socket = zmq_socket(context, ZMQ_PUB);
    zmq_bind(socket, "tcp://*:5558");
    zmq_send(socket, "news", 4, 0); // call: send bounded unknown
    zmq_close(socket);
    socket = zmq_socket(context, ZMQ_XPUB);
    zmq_setsockopt(socket, ZMQ_XPUB_NODROP, &yes, sizeof yes);
    zmq_bind(socket, "tcp://*:5559");
    zmq_send(socket, "news", 4, 0); // call: send none unknown
    zmq_close(socket);
}

static void route(void *context)
{
    int yes = 1;
    void *socket = zmq_socket(context, ZMQ_ROUTER);
    zmq_bind(socket, "tcp://*:5560");
    zmq_send(socket, "peer", 4, ZMQ_SNDMORE); // call: send bounded unknown
    zmq_setsockopt(socket, ZMQ_ROUTER_MANDATORY, &yes, sizeof yes);
    zmq_send(socket, "peer", 4, ZMQ_SNDMORE); // call: send none unknown
    zmq_close(socket);
}

/* The parts of a message arrive together. */
static void parts_unbounded(void *socket)
{
    zmq_msg_t part;
    zmq_msg_init(&part);
    int length = zmq_msg_recv(&part, socket, 0); // call: receive none yes
    int more = zmq_msg_more(&part);
    zmq_msg_close(&part);
    while (length >= 0 && more) {
        zmq_msg_init(&part);
        length = zmq_msg_recv(&part, socket, 0); // call: receive bounded yes
        more = zmq_msg_get(&part, ZMQ_MORE);
        zmq_msg_close(&part);
    }
}

static void parts_bounded(void *socket)
{
    char text[64];
    int more = 0;
    size_t size = sizeof more;
    zmq_pollitem_t items[] = {{.socket = socket, .events = ZMQ_POLLIN}};
    if (zmq_poll(items, 1, 1000) <= 0) { // call: wait bounded yes
        return;
    }
    zmq_recv(socket, text, sizeof text, 0); // call: receive bounded yes
    zmq_getsockopt(socket, ZMQ_RCVMORE, &more, &size);
    while (more) {
        zmq_recv(socket, text, sizeof text, 0); // call: receive bounded yes
        zmq_getsockopt(socket, ZMQ_RCVMORE, &more, &size);
    }
}

static void subscribe(void *context)
{
    void *socket = zmq_socket(context, ZMQ_SUB);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
    zmq_connect(socket, "tcp://news:5558"); // call: connect bounded yes nonblocking
    parts_unbounded(socket);
    parts_bounded(socket);
    zmq_close(socket);
}

static void poll_unbounded(void *context)
{
    char text[64];
    void *socket = zmq_socket(context, ZMQ_REP);
    zmq_bind(socket, "tcp://*:5561");
    zmq_pollitem_t items[] = {{.socket = socket, .events = ZMQ_POLLIN}};
    if (zmq_poll(items, 1, -1) > 0) {           // call: wait none yes
        zmq_recv(socket, text, sizeof text, 0); // call: receive none yes
        zmq_send(socket, "done", 4, 0);         // call: send bounded unknown
    }
    zmq_close(socket);
}

static void free_text(void *data, void *hint)
{
    (void)hint;
    free(data);
}

static void messages_unbounded(void *socket)
{
    zmq_msg_t message;
    zmq_msg_t second;
    zmq_msg_init_size(&message, 4);
    memcpy(zmq_msg_data(&message), "ping", zmq_msg_size(&message));
    zmq_msg_init_data(&second, strdup("pong"), 5, free_text, NULL);
    zmq_msg_copy(&second, &message);
    zmq_msg_move(&second, &message);
    zmq_msg_set(&message, ZMQ_SHARED, 0);
    if (zmq_msg_send(&message, socket, ZMQ_SNDMORE) < 0) { // call: send none unknown
        zmq_msg_close(&message);
    }
    if (zmq_sendmsg(socket, &second, 0) < 0) { // call: send none unknown
        zmq_msg_close(&second);
    }
    zmq_msg_init(&message);
    if (zmq_recvmsg(socket, &message, 0) > 0) { // call: receive none yes
        puts(zmq_msg_gets(&message, "Peer-Address"));
    }
    zmq_msg_close(&message);
}

static void vectors_unbounded(void *socket)
{
    struct iovec pieces[2] = {{0}};
    size_t count = 2;
    zmq_sendiov(socket, pieces, count, 0);  // call: send none unknown
    zmq_recviov(socket, pieces, &count, 0); // call: receive none yes
}

static void pair(void *context)
{
    void *socket = zmq_socket(context, ZMQ_PAIR);
    zmq_connect(socket, "tcp://peer:5562"); // call: connect bounded yes nonblocking
    messages_unbounded(socket);
    vectors_unbounded(socket);
    zmq_close(socket);
}

static void broker(void *context)
{
    void *front = zmq_socket(context, ZMQ_ROUTER);
    void *back = zmq_socket(context, ZMQ_DEALER);
    zmq_bind(front, "tcp://*:5563");
    zmq_bind(back, "tcp://*:5564");
    zmq_socket_monitor(front, "inproc://monitor", ZMQ_EVENT_ALL);
    zmq_proxy(front, back, NULL);                 // call: drive bounded unknown nonblocking
    zmq_proxy_steerable(front, back, NULL, NULL); // call: drive bounded unknown nonblocking
    zmq_device(ZMQ_QUEUE, front, back);           // call: drive bounded unknown nonblocking
    zmq_close(front);
    zmq_close(back);
}

static void *worker_end;

static void work(void *data)
{
    void *watch = zmq_stopwatch_start();
    zmq_sleep(1);
    printf("%lu us\n", zmq_stopwatch_intermediate(watch));
    printf("%lu us\n", zmq_stopwatch_stop(watch));
    worker_end = data;
}

static void on_timer(int timer, void *data)
{
    printf("%d %p\n", timer, data);
}

static void timers(void)
{
    void *timers = zmq_timers_new();
    int timer = zmq_timers_add(timers, 500, on_timer, NULL);
    zmq_timers_set_interval(timers, timer, 250);
    zmq_timers_reset(timers, timer);
    if (zmq_timers_timeout(timers) >= 0) {
        zmq_timers_execute(timers);
    }
    zmq_timers_cancel(timers, timer);
    zmq_timers_destroy(&timers);
    zmq_threadclose(zmq_threadstart(work, NULL));
}

static void keys(void)
{
    char public[41];
    char secret[41];
    char text[11];
    uint8_t data[8] = {0};
    void *counter = zmq_atomic_counter_new();
    zmq_atomic_counter_set(counter, 1);
    zmq_atomic_counter_inc(counter);
    zmq_atomic_counter_dec(counter);
    if (zmq_atomic_counter_value(counter) == 1 && zmq_has("curve") &&
        zmq_curve_keypair(public, secret) == 0 && zmq_curve_public(public, secret) == 0) {
        zmq_z85_encode(text, data, sizeof data);
        zmq_z85_decode(data, text);
    }
    zmq_atomic_counter_destroy(&counter);
}

/* A context waits at its end for what its sockets have still to send. */
static void end_unbounded(void)
{
    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PUSH);
    zmq_connect(socket, "tcp://workers:5557"); // call: connect bounded yes nonblocking
    zmq_close(socket);
    zmq_ctx_term(context); // call: wait none yes
}

static void end_bounded(void)
{
    int linger = 100;
    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PUSH);
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    zmq_connect(socket, "tcp://workers:5557"); // call: connect bounded yes nonblocking
    zmq_close(socket);
    zmq_ctx_term(context); // call: wait bounded yes
}

static void end_of_receiver(void)
{
    void *context = zmq_init(1);
    void *socket = zmq_socket(context, ZMQ_SUB);
    zmq_close(socket);
    zmq_term(context); // call: wait bounded yes
}

static void end_without_lingering(void)
{
    void *context = zmq_ctx_new();
    zmq_ctx_set(context, ZMQ_BLOCKY, 0);
    void *socket = zmq_socket(context, ZMQ_PUSH);
    zmq_close(socket);
    zmq_ctx_shutdown(context);
    zmq_ctx_destroy(context); // call: wait bounded yes
}

int main(void)
{
    int major, minor, patch;
    void *context = zmq_ctx_new();
    zmq_version(&major, &minor, &patch);
    printf("%d.%d.%d, %d threads\n", major, minor, patch, zmq_ctx_get(context, ZMQ_IO_THREADS));
    ask_unbounded(context);
    ask_bounded(context);
    ask_with_infinite(context);
    look(context);
    offer(context);
    publish(context);
    route(context);
    subscribe(context);
    poll_unbounded(context);
    pair(context);
    broker(context);
    timers();
    keys();
    end_unbounded();
    end_bounded();
    end_of_receiver();
    end_without_lingering();
    return worker_end != NULL;
}
