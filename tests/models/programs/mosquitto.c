#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void on_connect(struct mosquitto *client, void *context, int result)
{
    (void)context;
    if (result != 0) {
        fprintf(stderr, "%s\n", mosquitto_connack_string(result));
        return;
    }
    mosquitto_subscribe(client, NULL, "orders/#", 1); // call: command bounded yes nonblocking
}

static void on_connect_flags(struct mosquitto *client, void *context, int result, int flags)
{
    (void)client, (void)context, (void)flags;
    puts(mosquitto_connack_string(result));
}

static void on_connect5(struct mosquitto *client, void *context, int result, int flags,
                        const mosquitto_property *properties)
{
    (void)client, (void)context, (void)flags, (void)properties;
    puts(mosquitto_reason_string(result));
}

static void on_disconnect5(struct mosquitto *client, void *context, int result,
                           const mosquitto_property *properties)
{
    (void)client, (void)context, (void)properties;
    puts(mosquitto_reason_string(result));
}

static void on_message(struct mosquitto *client, void *context,
                       const struct mosquitto_message *message)
{
    (void)client;
    (void)context;
    printf("%s: %.*s\n", message->topic, message->payloadlen, (char *)message->payload);
}

static void on_message5(struct mosquitto *client, void *context,
                        const struct mosquitto_message *message,
                        const mosquitto_property *properties)
{
    (void)properties;
    on_message(client, context, message);
}

static int on_simple(struct mosquitto *client, void *context,
                     const struct mosquitto_message *message)
{
    on_message(client, context, message);
    return 0;
}

static void on_subscription(struct mosquitto *client, void *context, int id, int count,
                            const int *granted)
{
    (void)client, (void)context;
    printf("%d: %d\n", id, count > 0 ? granted[0] : -1);
}

static void on_subscription5(struct mosquitto *client, void *context, int id, int count,
                             const int *granted, const mosquitto_property *properties)
{
    (void)properties;
    on_subscription(client, context, id, count, granted);
}

static void on_log(struct mosquitto *client, void *context, int level, const char *text)
{
    (void)client, (void)context;
    printf("%d %s\n", level, text);
}

static int ask_password(char *buffer, int size, int write, void *context)
{
    (void)write, (void)context;
    return snprintf(buffer, (size_t)size, "secret");
}

static struct mosquitto *make(void)
{
    struct mosquitto *client = mosquitto_new(NULL, true, NULL);
    mosquitto_username_pw_set(client, "shop", "secret");
    mosquitto_will_set(client, "gone", 4, "shop", 1, false);
    mosquitto_will_set_v5(client, "gone", 4, "shop", 1, false, NULL);
    mosquitto_will_clear(client);
    mosquitto_tls_set(client, "ca.pem", NULL, NULL, NULL, ask_password);
    mosquitto_tls_insecure_set(client, false);
    mosquitto_tls_opts_set(client, 1, "tlsv1.3", NULL);
    mosquitto_tls_psk_set(client, "00", "shop", NULL);
    mosquitto_socks5_set(client, "proxy", 1080, NULL, NULL);
    mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, 5);
    mosquitto_string_option(client, MOSQ_OPT_BIND_ADDRESS, "192.0.2.7");
    mosquitto_void_option(client, MOSQ_OPT_SSL_CTX, NULL);
    mosquitto_opts_set(client, MOSQ_OPT_PROTOCOL_VERSION, NULL);
    mosquitto_reconnect_delay_set(client, 1, 60, true);
    mosquitto_max_inflight_messages_set(client, 20);
    mosquitto_message_retry_set(client, 20);
    mosquitto_threaded_set(client, true);
    mosquitto_user_data_set(client, client);
    return client;
}

static void watch(struct mosquitto *client)
{
    mosquitto_connect_callback_set(client, on_connect);
    mosquitto_connect_with_flags_callback_set(client, on_connect_flags);
    mosquitto_connect_v5_callback_set(client, on_connect5);
    mosquitto_disconnect_callback_set(client, on_connect);
    mosquitto_disconnect_v5_callback_set(client, on_disconnect5);
    mosquitto_publish_callback_set(client, on_connect);
    mosquitto_publish_v5_callback_set(client, on_connect5);
    mosquitto_message_callback_set(client, on_message);
    mosquitto_message_v5_callback_set(client, on_message5);
    mosquitto_subscribe_callback_set(client, on_subscription);
    mosquitto_subscribe_v5_callback_set(client, on_subscription5);
    mosquitto_unsubscribe_callback_set(client, on_connect);
    mosquitto_unsubscribe_v5_callback_set(client, on_disconnect5);
    mosquitto_log_callback_set(client, on_log);
}

/* The library has no limit for connecting. */
static int connect_unbounded(struct mosquitto *client)
{
    int result = mosquitto_connect(client, "broker", 1883, 60); // call: connect none yes
    if (result == MOSQ_ERR_EAI) {
        result = mosquitto_connect_bind(client, "broker", 1883, 60, // call: connect none yes
                                        "192.0.2.7");
    }
    if (result == MOSQ_ERR_EAI) {
        result =
            mosquitto_connect_bind_v5(client, "broker", 1883, 60, NULL, // call: connect none yes
                                      NULL);
    }
    if (result == MOSQ_ERR_EAI) {
        result = mosquitto_connect_srv(client, "example.org", 60, NULL); // call: connect none yes
    }
    if (result == MOSQ_ERR_CONN_LOST) {
        result = mosquitto_reconnect(client); // call: connect none yes
    }
    return result;
}

static int connect_without_waiting(struct mosquitto *client)
{
    int result =
        mosquitto_connect_async(client, "broker", 1883, // call: connect bounded yes nonblocking
                                60);
    if (result != MOSQ_ERR_SUCCESS) {
        result = mosquitto_connect_bind_async( // call: connect bounded yes nonblocking
            client, "broker", 1883, 60, NULL);
    }
    if (result != MOSQ_ERR_SUCCESS) {
        result = mosquitto_reconnect_async(client); // call: connect bounded yes nonblocking
    }
    return result;
}

static void talk(struct mosquitto *client)
{
    char *const topics[] = {"orders/#", "stock/#"};
    int id = 0;
    mosquitto_publish(client, &id, "orders/1", 5, "hello", // call: publish bounded no nonblocking
                      1, false);
    if (id > 0) {
        mosquitto_publish_v5(client, NULL, "orders/1", 5, // call: publish bounded no nonblocking
                             "hello", 1, false, NULL);
    }
    mosquitto_subscribe_v5(client, &id, "news/#", 1, 0, // call: command bounded yes nonblocking
                           NULL);
    mosquitto_subscribe_multiple(client, &id, 2, topics, 1, // call: command bounded yes nonblocking
                                 0, NULL);
    mosquitto_unsubscribe(client, &id, "news/#");          // call: command bounded yes nonblocking
    mosquitto_unsubscribe_v5(client, &id, "news/#", NULL); // call: command bounded yes nonblocking
    mosquitto_unsubscribe_multiple(client, &id, 2, topics, // call: command bounded yes nonblocking
                                   NULL);
}

/* A negative time means one second. */
static void loops(struct mosquitto *client)
{
    int result;
    while ((result = mosquitto_loop(client, 1000, 1)) == // call: wait bounded yes
           MOSQ_ERR_SUCCESS) {
        puts("turn");
    }
    if (mosquitto_loop(client, -1, 1) != MOSQ_ERR_SUCCESS) { // call: wait bounded yes
        fprintf(stderr, "%s\n", mosquitto_strerror(result));
    }
    if (mosquitto_socket(client) >= 0) {
        mosquitto_loop_read(client, 1); // call: drive bounded unknown nonblocking
        if (mosquitto_want_write(client)) {
            mosquitto_loop_write(client, 1); // call: drive bounded unknown nonblocking
        }
        mosquitto_loop_misc(client); // call: drive bounded unknown nonblocking
    }
    mosquitto_loop_forever(client, -1, 1); // call: drive bounded unknown nonblocking
}

/* They wait for messages, and nothing ends it. */
static void simple_unbounded(void)
{
    struct mosquitto_message *messages = NULL;
    if (mosquitto_subscribe_simple(&messages, 1, true, // call: receive none yes
                                   "orders/#", 1, "broker", 1883, NULL, 60, true, NULL, NULL, NULL,
                                   NULL) == MOSQ_ERR_SUCCESS) {
        mosquitto_message_free_contents(messages);
        mosquitto_message_free(&messages);
    }
    mosquitto_subscribe_callback(on_simple, NULL, // call: receive none yes
                                 "orders/#", 1, "broker", 1883, NULL, 60, true, NULL, NULL, NULL,
                                 NULL);
}

int main(void)
{
    mosquitto_lib_init();
    struct mosquitto *client = make();
    watch(client);
    if (mosquitto_userdata(client) != client || mosquitto_ssl_get(client) != NULL) {
        mosquitto_reinitialise(client, NULL, true, NULL);
    }
    connect_unbounded(client);
    talk(client);
    loops(client);
    mosquitto_disconnect(client); // call: command bounded yes nonblocking
    connect_without_waiting(client);
    mosquitto_loop_start(client);
    mosquitto_disconnect_v5(client, 0, NULL); // call: command bounded yes nonblocking
    mosquitto_loop_stop(client, false);
    mosquitto_destroy(client);
    simple_unbounded();
    mosquitto_lib_cleanup();
    return EXIT_SUCCESS;
}
