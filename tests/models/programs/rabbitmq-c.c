#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <stdio.h>
#include <sys/time.h>

int main(void)
{
    struct timeval limit = {3, 0};
    amqp_envelope_t envelope;
    amqp_basic_properties_t properties = {0};
    amqp_connection_state_t connection = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(connection);
    if (amqp_socket_open_noblock(socket, "broker", 5672, &limit) != AMQP_STATUS_OK) {
        return 1;
    }
    amqp_set_rpc_timeout(connection, &limit);
    amqp_rpc_reply_t reply =
        amqp_login(connection, "/", 0, 131072, 30, AMQP_SASL_METHOD_PLAIN, "guest", "guest");
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) {
        if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) {
            fprintf(stderr, "%s\n", amqp_error_string2(reply.library_error));
        }
        return 1;
    }
    amqp_channel_open(connection, 1);
    properties._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG;
    properties.content_type = amqp_cstring_bytes("text/plain");
    properties.delivery_mode = 2;
    amqp_queue_declare_ok_t *queue =
        amqp_queue_declare(connection, 1, amqp_empty_bytes, 0, 0, 0, 1, amqp_empty_table);
    amqp_basic_publish(connection, 1, amqp_empty_bytes, queue->queue, 0, 0, &properties,
                       amqp_cstring_bytes("hello"));
    reply = amqp_consume_message(connection, &envelope, &limit, 0);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) {
        printf("%.*s\n", (int)envelope.message.body.len, (char *)envelope.message.body.bytes);
        amqp_basic_ack(connection, 1, envelope.delivery_tag, 0);
        amqp_destroy_envelope(&envelope);
    }
    amqp_channel_close(connection, 1, AMQP_REPLY_SUCCESS);
    amqp_connection_close(connection, AMQP_REPLY_SUCCESS);
    return amqp_destroy_connection(connection) == AMQP_STATUS_OK ? 0 : 1;
}
