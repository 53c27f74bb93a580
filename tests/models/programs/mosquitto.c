#include <mosquitto.h>
#include <stdio.h>

static void on_message(struct mosquitto *client, void *context,
                       const struct mosquitto_message *message)
{
    (void)client;
    (void)context;
    printf("%s: %.*s\n", message->topic, message->payloadlen, (char *)message->payload);
}

int main(void)
{
    mosquitto_lib_init();
    struct mosquitto *client = mosquitto_new(NULL, true, NULL);
    mosquitto_message_callback_set(client, on_message);
    int result = mosquitto_connect(client, "broker", 1883, 60);
    if (result != MOSQ_ERR_SUCCESS) {
        fprintf(stderr, "%s\n", mosquitto_strerror(result));
    }
    mosquitto_subscribe(client, NULL, "orders/#", 1);
    mosquitto_publish(client, NULL, "orders/1", 5, "hello", 1, false);
    while ((result = mosquitto_loop(client, 1000, 1)) == MOSQ_ERR_SUCCESS) {
        puts("turn");
    }
    mosquitto_disconnect(client);
    mosquitto_destroy(client);
    mosquitto_lib_cleanup();
    return 0;
}
