#define ZMQ_BUILD_DRAFT_API
#include <zmq.h>
#include <stdio.h>

static void poller_bounded(void *socket)
{
    char text[64];
    zmq_poller_event_t event;
    void *poller = zmq_poller_new();
    zmq_poller_add(poller, socket, NULL, ZMQ_POLLIN);
    zmq_poller_modify(poller, socket, ZMQ_POLLIN);
    if (zmq_poller_wait(poller, &event, 500) == 0) { // call: wait bounded yes
        zmq_recv(socket, text, sizeof text, 0);      // call: receive bounded yes
    }
    zmq_poller_remove(poller, socket);
    zmq_poller_destroy(&poller);
}

static void poller_unbounded(void *socket, zmq_fd_t descriptor)
{
    char text[64];
    zmq_poller_event_t events[4];
    void *poller = zmq_poller_new();
    zmq_poller_add(poller, socket, NULL, ZMQ_POLLIN);
    zmq_poller_add_fd(poller, descriptor, NULL, ZMQ_POLLIN);
    zmq_poller_modify_fd(poller, descriptor, ZMQ_POLLOUT);
    if (zmq_poller_fd(poller, &descriptor) != 0 || zmq_poller_size(poller) != 2) {
        puts("no descriptor");
    }
    if (zmq_poller_wait_all(poller, events, 4, -1) > 0) { // call: wait none yes
        zmq_recv(socket, text, sizeof text, 0);           // call: receive none yes
    }
    zmq_poller_remove_fd(poller, descriptor);
    zmq_poller_destroy(&poller);
}

static void set_bounded(void *socket)
{
    char text[64];
    zmq_pollitem_t items[] = {{.socket = socket, .events = ZMQ_POLLIN}};
    if (zmq_ppoll(items, 1, 500, NULL) > 0) {   // call: wait bounded yes
        zmq_recv(socket, text, sizeof text, 0); // call: receive bounded yes
    }
}

static void groups(void *context)
{
    zmq_msg_t message;
    void *radio = zmq_socket(context, ZMQ_RADIO);
    void *dish = zmq_socket(context, ZMQ_DISH);
    zmq_join(dish, "news");
    zmq_leave(dish, "news");
    zmq_msg_init_buffer(&message, "hello", 5);
    zmq_msg_set_group(&message, "news");
    puts(zmq_msg_group(&message));
    zmq_msg_send(&message, radio, 0); // call: send bounded unknown
    zmq_close(radio);
    poller_bounded(dish);
    zmq_close(dish);
}

static void peers(void *context)
{
    size_t size = 4;
    int value = 0;
    zmq_msg_t message;
    void *socket = zmq_socket(context, ZMQ_PEER);
    uint32_t peer =
        zmq_connect_peer(socket, "tcp://peer:5570"); // call: connect bounded yes nonblocking
    zmq_socket_monitor_versioned(socket, "inproc://events", ZMQ_EVENT_ALL, 2, ZMQ_PAIR);
    zmq_socket_monitor_pipes_stats(socket);
    zmq_socket_get_peer_state(socket, &peer, sizeof peer);
    zmq_msg_init_buffer(&message, "hello", 5);
    zmq_msg_set_routing_id(&message, peer);
    printf("%u\n", zmq_msg_routing_id(&message));
    zmq_msg_send(&message, socket, 0); // call: send none unknown
    zmq_ctx_set_ext(context, ZMQ_IO_THREADS, &value, sizeof value);
    zmq_ctx_get_ext(context, ZMQ_IO_THREADS, &value, &size);
    zmq_close(socket);
}

static void others(void *context)
{
    void *socket = zmq_socket(context, ZMQ_GATHER);
    poller_unbounded(socket, 0);
    zmq_close(socket);
    socket = zmq_socket(context, ZMQ_CLIENT);
    set_bounded(socket);
    zmq_close(socket);
}

int main(void)
{
    void *context = zmq_ctx_new();
    groups(context);
    peers(context);
    others(context);
    zmq_ctx_term(context); // call: wait bounded yes
    return 0;
}
