#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/* Some of these functions are deprecated. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static struct timeval limit = {3, 0};

static int failed(amqp_rpc_reply_t reply)
{
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) {
        return 0;
    }
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) {
        fprintf(stderr, "%s\n", amqp_error_string2(reply.library_error));
    }
    return -1;
}

static void declare_unbounded(amqp_connection_state_t c)
{
    amqp_bytes_t name = amqp_cstring_bytes("orders");
    amqp_table_t none = amqp_empty_table;
    amqp_channel_open(c, 1);                                   // call: command none yes
    amqp_exchange_declare(c, 1, name, name, 0, 0, 0, 0, none); // call: command none yes
    amqp_exchange_bind(c, 1, name, name, name, none);          // call: command none yes
    amqp_queue_declare(c, 1, name, 0, 0, 0, 1, none);          // call: command none yes
    amqp_queue_bind(c, 1, name, name, name, none);             // call: command none yes
    amqp_basic_qos(c, 1, 0, 10, 0);                            // call: command none yes
    amqp_basic_consume(c, 1, name, name, 0, 0, 0, none);       // call: command none yes
    failed(amqp_get_rpc_reply(c));
}

static void undeclare_unbounded(amqp_connection_state_t c)
{
    amqp_bytes_t name = amqp_cstring_bytes("orders");
    amqp_table_t none = amqp_empty_table;
    amqp_basic_cancel(c, 1, name);                      // call: command none yes
    amqp_basic_recover(c, 1, 1);                        // call: command none yes
    amqp_channel_flow(c, 1, 1);                         // call: command none yes
    amqp_queue_purge(c, 1, name);                       // call: command none yes
    amqp_queue_unbind(c, 1, name, name, name, none);    // call: command none yes
    amqp_queue_delete(c, 1, name, 1, 1);                // call: command none yes
    amqp_exchange_unbind(c, 1, name, name, name, none); // call: command none yes
    amqp_exchange_delete(c, 1, name, 1);                // call: command none yes
    amqp_tx_select(c, 1);                               // call: command none yes
    amqp_tx_commit(c, 1);                               // call: command none unknown
    amqp_tx_rollback(c, 1);                             // call: command none yes
    amqp_confirm_select(c, 1);                          // call: command none yes
}

static void basic_unbounded(amqp_connection_state_t c)
{
    amqp_bytes_t name = amqp_cstring_bytes("orders");
    amqp_method_number_t replies[] = {AMQP_BASIC_QOS_OK_METHOD, 0};
    amqp_message_t message;
    amqp_envelope_t envelope;
    amqp_frame_t frame = {0};
    amqp_method_t method;
    amqp_basic_publish(c, 1, name, name, 0, 0, NULL, name);  // call: publish none no
    failed(amqp_basic_get(c, 1, name, 0));                   // call: command none no
    if (failed(amqp_read_message(c, 1, &message, 0)) == 0) { // call: receive none yes
        amqp_destroy_message(&message);
    }
    if (failed(amqp_consume_message(c, &envelope, NULL, 0)) == 0) { // call: receive none yes
        amqp_destroy_envelope(&envelope);
    }
    amqp_basic_ack(c, 1, 7, 0);                                       // call: send none yes
    amqp_basic_nack(c, 1, 7, 0, 1);                                   // call: send none yes
    amqp_basic_reject(c, 1, 7, 1);                                    // call: send none yes
    amqp_send_header(c);                                              // call: send none unknown
    amqp_send_frame(c, &frame);                                       // call: send none unknown
    amqp_send_method(c, 1, AMQP_BASIC_RECOVER_ASYNC_METHOD, NULL);    // call: send none unknown
    amqp_simple_wait_frame(c, &frame);                                // call: receive none yes
    amqp_simple_wait_frame_noblock(c, &frame, NULL);                  // call: receive none yes
    amqp_simple_wait_method(c, 1, AMQP_BASIC_QOS_OK_METHOD, &method); // call: receive none yes
    failed(
        amqp_simple_rpc(c, 1, AMQP_BASIC_QOS_METHOD, replies, NULL)); // call: command none unknown
    amqp_simple_rpc_decoded(c, 1, AMQP_BASIC_QOS_METHOD, replies[0],  // call: command none unknown
                            NULL);
}

static int talk_unbounded(void)
{
    amqp_connection_state_t c = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(c);
    int status = amqp_socket_open(socket, "broker", 5672); // call: connect none yes
    if (status != AMQP_STATUS_OK) {
        amqp_destroy_connection(c);
        return status;
    }
    amqp_rpc_reply_t reply = amqp_login(c, "/", 0, 131072, 0, // call: handshake bounded yes
                                        AMQP_SASL_METHOD_PLAIN, "guest", "guest");
    if (failed(reply)) {
        amqp_destroy_connection(c);
        return -1;
    }
    declare_unbounded(c);
    basic_unbounded(c);
    undeclare_unbounded(c);
    failed(amqp_channel_close(c, 1, AMQP_REPLY_SUCCESS)); // call: command none yes
    failed(amqp_connection_close(c, AMQP_REPLY_SUCCESS)); // call: command none yes
    return amqp_destroy_connection(c);
}

/* A limit for round trips does not hold for messages. */
static void rpc_bounded(void)
{
    amqp_bytes_t name = amqp_cstring_bytes("orders");
    amqp_envelope_t envelope;
    amqp_frame_t frame = {0};
    amqp_connection_state_t c = amqp_new_connection();
    amqp_socket_t *socket = amqp_ssl_socket_new(c);
    if (amqp_socket_open_noblock(socket, "broker", 5671, &limit) != // call: connect bounded yes
        0) {
        return;
    }
    amqp_set_rpc_timeout(c, &limit);
    amqp_set_handshake_timeout(c, &limit);
    failed(amqp_login_with_properties(c, "/", 0, 131072, 0, // call: handshake bounded yes
                                      &amqp_empty_table, AMQP_SASL_METHOD_EXTERNAL, "shop"));
    amqp_channel_open(c, 1);                                // call: command bounded yes
    amqp_queue_purge(c, 1, name);                           // call: command bounded yes
    failed(amqp_basic_get(c, 1, name, 0));                  // call: command bounded no
    amqp_basic_publish(c, 1, name, name, 0, 0, NULL, name); // call: publish none no
    amqp_simple_wait_frame(c, &frame);                      // call: receive none yes
    failed(amqp_consume_message(c, &envelope, &limit, 0));  // call: receive bounded yes
    amqp_simple_wait_frame_noblock(c, &frame, &limit);      // call: receive bounded yes
    failed(amqp_connection_close(c, AMQP_REPLY_SUCCESS));   // call: command bounded yes
    amqp_destroy_connection(c);
}

/* A broker that misses heartbeats ends every wait. */
static void heartbeat_bounded(void)
{
    amqp_bytes_t name = amqp_cstring_bytes("orders");
    amqp_basic_properties_t properties = {0};
    amqp_envelope_t envelope;
    amqp_frame_t frame = {0};
    amqp_connection_state_t c = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(c);
    if (amqp_socket_open_noblock(socket, "broker", 5672, NULL) != 0) { // call: connect none yes
        return;
    }
    failed(amqp_login(c, "/", 0, 131072, 30, // call: handshake bounded yes
                      AMQP_SASL_METHOD_PLAIN, "guest", "guest"));
    amqp_channel_open(c, 1); // call: command bounded yes
    properties._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG;
    properties.content_type = amqp_cstring_bytes("text/plain");
    properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
    amqp_basic_publish(c, 1, name, name, 0, 0, &properties, name); // call: publish bounded no
    failed(amqp_consume_message(c, &envelope, NULL, 0));           // call: receive bounded yes
    amqp_simple_wait_frame(c, &frame);                             // call: receive bounded yes
    amqp_basic_ack(c, 1, envelope.delivery_tag, 0);                // call: send bounded yes
    amqp_tune_connection(c, 0, 131072, 0);
    amqp_basic_ack(c, 1, envelope.delivery_tag, 1); // call: send none yes
    amqp_destroy_connection(c);
}

static void over_descriptor(void)
{
    char buffer[512] = "";
    amqp_bytes_t input = {sizeof buffer, buffer};
    amqp_frame_t frame = {0};
    amqp_connection_state_t c = amqp_new_connection();
    int descriptor = amqp_open_socket("broker", 5672); // call: connect none yes
    amqp_set_sockfd(c, descriptor);
    if (amqp_handle_input(c, input, &frame) > 0 && frame.frame_type != 0) {
        printf("%d %d\n", frame.channel, amqp_get_sockfd(c));
    }
    if (!amqp_frames_enqueued(c) && !amqp_data_in_buffer(c) && amqp_release_buffers_ok(c)) {
        amqp_release_buffers(c);
    }
    amqp_maybe_release_buffers(c);
    amqp_maybe_release_buffers_on_channel(c, 1);
    amqp_tcp_socket_set_sockfd(amqp_tcp_socket_new(c), descriptor);
    printf("%d %d\n", amqp_socket_get_sockfd(amqp_get_socket(c)), amqp_get_heartbeat(c));
    printf("%d %d\n", amqp_get_channel_max(c), amqp_get_frame_max(c));
    printf("%d %d\n", amqp_get_server_properties(c)->num_entries,
           amqp_get_client_properties(c)->num_entries);
    if (amqp_get_rpc_timeout(c) == NULL && amqp_get_handshake_timeout(c) != NULL) {
        puts("as at first");
    }
    amqp_destroy_connection(c);
}

static void tls(amqp_socket_t *socket)
{
    amqp_set_initialize_ssl_library(1);
    amqp_initialize_ssl_library();
    amqp_set_ssl_engine("engine");
    amqp_ssl_socket_set_cacert(socket, "ca.pem");
    amqp_ssl_socket_set_key_passwd(socket, "secret");
    amqp_ssl_socket_set_key(socket, "cert.pem", "key.pem");
    amqp_ssl_socket_set_key_engine(socket, "cert.pem", "key");
    amqp_ssl_socket_set_key_buffer(socket, "cert.pem", "", 0);
    amqp_ssl_socket_set_verify(socket, 1);
    amqp_ssl_socket_set_verify_peer(socket, 1);
    amqp_ssl_socket_set_verify_hostname(socket, 1);
    amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST);
    printf("%p\n", amqp_ssl_socket_get_context(socket));
    amqp_uninitialize_ssl_library();
}

static void texts(void)
{
    amqp_bytes_t made = amqp_bytes_malloc(5);
    amqp_bytes_t copy = amqp_bytes_malloc_dup(made);
    char *text = amqp_error_string(AMQP_STATUS_TIMEOUT);
    printf("%x %s %s\n", amqp_version_number(), amqp_version(), text);
    free(text);
    amqp_bytes_free(made);
    amqp_bytes_free(copy);
}

int main(void)
{
    talk_unbounded();
    rpc_bounded();
    heartbeat_bounded();
    over_descriptor();
    tls(NULL);
    texts();
    return EXIT_SUCCESS;
}
