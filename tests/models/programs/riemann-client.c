#include <riemann/riemann-client.h>
#include <riemann/simple.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
// pkg-config: riemann-client

/* Connecting cannot be limited; what is sent and received afterwards can. */

static int event(int count)
{
    riemann_client_t *client;
    client = riemann_client_create(RIEMANN_CLIENT_TCP, "a.example.org", // call: connect none yes
                                   5555);
    if (client == NULL) {
        return -1;
    }
    int failed =
        riemann_send(client, RIEMANN_EVENT_FIELD_SERVICE, "orders", // call: send none unknown
                     RIEMANN_EVENT_FIELD_METRIC_S64, (int64_t)count, RIEMANN_EVENT_FIELD_NONE);
    struct timeval limit = {.tv_sec = 5};
    riemann_client_set_timeout(client, &limit);
    failed |=
        riemann_send(client, RIEMANN_EVENT_FIELD_SERVICE, "orders", // call: send bounded unknown
                     RIEMANN_EVENT_FIELD_NONE);
    riemann_message_t *answer = riemann_client_recv_message(client); // call: receive bounded yes
    if (answer != NULL && !answer->ok) {
        fprintf(stderr, "%s\n", answer->error);
    }
    riemann_message_free(answer);
    failed |= riemann_client_connect(client, RIEMANN_CLIENT_TCP, // call: connect none yes
                                     "b.example.org", 5555);
    answer = riemann_query(client, "true"); // call: query none yes
    riemann_message_free(answer);
    riemann_client_disconnect(client);
    riemann_client_free(client);
    return failed;
}

static size_t ask(void)
{
    struct timeval limit = {.tv_sec = 5};
    riemann_client_t *client = riemann_client_new();
    int failed = riemann_client_connect(client, RIEMANN_CLIENT_TLS, // call: connect none yes
                                        "a.example.org", 5554, RIEMANN_CLIENT_OPTION_NONE);
    if (failed != 0) {
        return 0;
    }
    int fd = riemann_client_get_fd(client);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    riemann_message_t *answer;
    answer = riemann_communicate_query(client, "service = \"orders\""); // call: query bounded yes
    size_t found = answer == NULL ? 0 : answer->n_events;
    riemann_message_free(answer);
    riemann_client_free(client);
    return found;
}

static void each(riemann_client_t *client, void *any, ...)
{
    va_list list;
    va_start(list, any);
    riemann_client_send_message(client, any);         // call: send unknown unknown
    riemann_client_send_message_oneshot(client, any); // call: send unknown unknown
    riemann_send_va(client, 1, list);                 // call: send unknown unknown
    riemann_communicate(client, any);                 // call: request unknown unknown
    riemann_communicate_event(client, 1, NULL);       // call: request unknown unknown
    riemann_message_set_events(any, NULL);
    riemann_message_set_events_va(any, list);
    riemann_message_set_events_n(any, 1, any);
    riemann_message_append_events(any, NULL);
    riemann_message_append_events_va(any, list);
    riemann_message_append_events_n(any, 1, any);
    riemann_message_set_query(any, any);
    riemann_event_set(any, NULL);
    riemann_event_set_va(any, 1, list);
    riemann_event_tag_add(any, "a");
    riemann_event_attribute_add(any, any);
    riemann_event_string_attribute_add(any, "a", "a");
    riemann_attribute_set_key(any, "a");
    riemann_attribute_set_value(any, "a");
    riemann_attribute_set(any, "a", "a");
    riemann_query_set_string(any, "a");
    riemann_client_version();
    riemann_client_version_string();
    riemann_message_new();
    riemann_message_create_with_events(any, NULL);
    riemann_message_create_with_events_va(any, list);
    riemann_message_create_with_query(any);
    riemann_message_clone(any);
    riemann_message_to_buffer(any, any);
    riemann_message_from_buffer(any, 1);
    riemann_message_get_packed_size(any);
    riemann_event_new();
    riemann_event_create(1, NULL);
    riemann_event_create_va(1, list);
    riemann_event_clone(any);
    riemann_event_free(any);
    riemann_query_new("a");
    riemann_query_clone(any);
    riemann_query_free(any);
    riemann_attribute_new();
    riemann_attribute_create("a", "a");
    riemann_attribute_clone(any);
    riemann_attribute_free(any);
    va_end(list);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, NULL);
    return (size_t)event(count) + ask() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
