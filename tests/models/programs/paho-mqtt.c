#include <MQTTClient.h>
#include <MQTTAsync.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int on_message(void *context, char *topic, int length, MQTTClient_message *message)
{
    (void)context;
    printf("%.*s: %.*s\n", length, topic, message->payloadlen, (char *)message->payload);
    MQTTClient_freeMessage(&message);
    MQTTClient_free(topic);
    return 1;
}

static void on_delivery(void *context, MQTTClient_deliveryToken token)
{
    (void)context;
    printf("%d\n", token);
}

static void on_loss(void *context, char *cause)
{
    (void)context;
    puts(cause != NULL ? cause : "lost");
}

static void on_disconnect(void *context, MQTTProperties *properties, enum MQTTReasonCodes reason)
{
    (void)context;
    (void)properties;
    puts(MQTTReasonCode_toString(reason));
}

static void on_publication(void *context, int token, int type, MQTTProperties *properties,
                           enum MQTTReasonCodes reason)
{
    (void)context, (void)token, (void)type, (void)properties;
    puts(MQTTReasonCode_toString(reason));
}

static void on_trace(enum MQTTCLIENT_TRACE_LEVELS level, char *message)
{
    printf("%d %s\n", (int)level, message);
}

static void on_async_trace(enum MQTTASYNC_TRACE_LEVELS level, char *message)
{
    printf("%d %s\n", (int)level, message);
}

static int deliver(MQTTClient client, const char *topic)
{
    MQTTClient_message message = MQTTClient_message_initializer;
    MQTTClient_deliveryToken token = 0;
    MQTTClient_deliveryToken *pending = NULL;
    message.payload = "hello";
    message.payloadlen = 5;
    message.qos = 1;
    MQTTClient_publish(client, topic, 5, "hello", 1, 0, // call: publish bounded no nonblocking
                       &token);
    if (token != 0) {
        MQTTClient_waitForCompletion(client, token, 2000); // call: wait bounded yes
    }
    if (MQTTClient_publishMessage(client, topic, &message, // call: publish bounded no nonblocking
                                  &token) == MQTTCLIENT_SUCCESS) {
        MQTTClient_waitForCompletion(client, token, ULONG_MAX); // call: wait none yes
    }
    if (MQTTClient_getPendingDeliveryTokens(client, &pending) == 0 && pending != NULL) {
        MQTTClient_free(pending);
    }
    return MQTTClient_isConnected(client);
}

static void take(MQTTClient client)
{
    char *topic = NULL;
    int length = 0;
    MQTTClient_message *message = NULL;
    if (MQTTClient_receive(client, &topic, &length, &message, 1000) == // call: receive bounded yes
            MQTTCLIENT_SUCCESS &&
        message != NULL) {
        on_message(NULL, topic, length, message);
        MQTTClient_receive(client, &topic, &length, &message, ULONG_MAX); // call: receive none yes
    }
    MQTTClient_yield(); // call: drive bounded unknown nonblocking
}

static void subscribe(MQTTClient client)
{
    char *topics[] = {"orders/#", "stock/#"};
    int qualities[] = {1, 1};
    MQTTClient_setCommandTimeout(client, 5000);
    MQTTClient_subscribe(client, "news/#", 1);              // call: command bounded yes
    MQTTClient_subscribeMany(client, 2, topics, qualities); // call: command bounded yes
    if (qualities[0] == MQTT_BAD_SUBSCRIBE) {
        MQTTClient_unsubscribe(client, "news/#"); // call: command bounded yes
    }
    MQTTClient_unsubscribeMany(client, 2, topics); // call: command bounded yes
}

static int synchronous(void)
{
    MQTTClient client;
    MQTTClient_init_options init = MQTTClient_init_options_initializer;
    MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
    MQTTClient_SSLOptions tls = MQTTClient_SSLOptions_initializer;
    MQTTClient_willOptions will = MQTTClient_willOptions_initializer;
    MQTTClient_global_init(&init);
    MQTTClient_setTraceLevel(MQTTCLIENT_TRACE_ERROR);
    MQTTClient_setTraceCallback(on_trace);
    printf("%s\n", MQTTClient_getVersionInfo()->value);
    MQTTClient_create(&client, "ssl://broker:8883", "shop", MQTTCLIENT_PERSISTENCE_NONE, NULL);
    MQTTClient_setCallbacks(client, NULL, on_loss, on_message, on_delivery);
    will.topicName = "gone";
    will.message = "shop";
    options.will = &will;
    options.ssl = &tls;
    options.connectTimeout = 5;
    int result = MQTTClient_connect(client, &options); // call: connect bounded yes
    if (result != MQTTCLIENT_SUCCESS) {
        fprintf(stderr, "%s\n", MQTTClient_strerror(result));
        MQTTClient_destroy(&client);
        return result;
    }
    if (options.returned.sessionPresent == 0) {
        subscribe(client);
    }
    deliver(client, "orders/1");
    take(client);
    MQTTClient_disconnect(client, 1000); // call: command bounded yes
    MQTTClient_destroy(&client);
    return 0;
}

static void synchronous5(void)
{
    MQTTClient client;
    char *topics[] = {"orders/#", "stock/#"};
    int qualities[] = {1, 1};
    MQTTClient_createOptions create = MQTTClient_createOptions_initializer;
    MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer5;
    MQTTProperties properties = MQTTProperties_initializer;
    MQTTClient_message message = MQTTClient_message_initializer;
    MQTTClient_deliveryToken token = 0;
    create.MQTTVersion = MQTTVERSION_5;
    MQTTClient_createWithOptions(&client, "tcp://broker:1883", "shop", MQTTCLIENT_PERSISTENCE_NONE,
                                 NULL, &create);
    MQTTClient_setDisconnected(client, NULL, on_disconnect);
    MQTTClient_setPublished(client, NULL, on_publication);
    MQTTResponse response =
        MQTTClient_connect5(client, &options, &properties, NULL); // call: connect bounded yes
    if (response.reasonCode != MQTTREASONCODE_SUCCESS) {
        MQTTResponse_free(response);
        return;
    }
    response = MQTTClient_subscribe5(client, "news/#", 1, NULL, NULL); // call: command bounded yes
    response =
        MQTTClient_subscribeMany5(client, 2, topics, qualities, NULL, // call: command bounded yes
                                  NULL);
    response = MQTTClient_unsubscribe5(client, "news/#", NULL);      // call: command bounded yes
    response = MQTTClient_unsubscribeMany5(client, 2, topics, NULL); // call: command bounded yes
    response = MQTTClient_publish5(client, // call: publish bounded no nonblocking
                                   "news/1", 5, "hello", 1, 0, NULL, &token);
    response = MQTTClient_publishMessage5(client, "news/1", // call: publish bounded no nonblocking
                                          &message, &token);
    MQTTResponse_free(response);
    MQTTProperties_free(&properties);
    MQTTClient_disconnect5(client, 1000, MQTTREASONCODE_SUCCESS, NULL); // call: command bounded yes
    MQTTClient_destroy(&client);
}

static int on_async_message(void *context, char *topic, int length, MQTTAsync_message *message)
{
    (void)context;
    (void)length;
    MQTTAsync_freeMessage(&message);
    MQTTAsync_free(topic);
    return 1;
}

static void on_success(void *context, MQTTAsync_successData *response)
{
    (void)context;
    printf("%d\n", response->token);
}

static void on_failure(void *context, MQTTAsync_failureData *response)
{
    MQTTAsync client = context;
    printf("%s\n", response->message != NULL ? response->message : "failed");
    MQTTAsync_reconnect(client); // call: connect bounded yes nonblocking
}

static int on_update(void *context, MQTTAsync_connectData *data)
{
    (void)context;
    data->username = "shop";
    return 1;
}

static int before_write(void *context, int count, char *buffers[], int lengths[])
{
    (void)context, (void)count, (void)buffers, (void)lengths;
    return 0;
}

static int after_read(void *context, char **buffer, int *length)
{
    (void)context;
    char *copy = MQTTAsync_malloc((size_t)*length);
    memcpy(copy, *buffer, (size_t)*length);
    MQTTAsync_free(*buffer);
    *buffer = copy;
    return 0;
}

static void watch(MQTTAsync client)
{
    MQTTAsync_setCallbacks(client, client, on_loss, on_async_message, on_delivery);
    MQTTAsync_setConnectionLostCallback(client, client, on_loss);
    MQTTAsync_setMessageArrivedCallback(client, client, on_async_message);
    MQTTAsync_setDeliveryCompleteCallback(client, client, on_delivery);
    MQTTAsync_setConnected(client, client, on_loss);
    MQTTAsync_setDisconnected(client, client, on_disconnect);
    MQTTAsync_setUpdateConnectOptions(client, client, on_update);
    MQTTAsync_setBeforePersistenceWrite(client, client, before_write);
    MQTTAsync_setAfterPersistenceRead(client, client, after_read);
}

static void send(MQTTAsync client)
{
    MQTTAsync_message message = MQTTAsync_message_initializer;
    MQTTAsync_responseOptions response = MQTTAsync_responseOptions_initializer;
    MQTTAsync_token *pending = NULL;
    int result =
        MQTTAsync_send(client, "orders/1", 5, "hello", 1, 0, // call: publish bounded no nonblocking
                       &response);
    if (result == MQTTASYNC_SUCCESS && response.token > 0) {
        MQTTAsync_waitForCompletion(client, response.token, 2000); // call: wait bounded yes
    }
    result =
        MQTTAsync_sendMessage(client, "orders/1", &message, // call: publish bounded no nonblocking
                              &response);
    if (result == MQTTASYNC_SUCCESS && !MQTTAsync_isComplete(client, response.token)) {
        MQTTAsync_waitForCompletion(client, response.token, ULONG_MAX); // call: wait none yes
    }
    if (MQTTAsync_getPendingTokens(client, &pending) == 0 && pending != NULL) {
        MQTTAsync_free(pending);
    }
}

static void asynchronous(void)
{
    MQTTAsync client;
    char *topics[] = {"orders/#", "stock/#"};
    int qualities[] = {1, 1};
    MQTTAsync_init_options init = MQTTAsync_init_options_initializer;
    MQTTAsync_createOptions create = MQTTAsync_createOptions_initializer;
    MQTTAsync_connectOptions options = MQTTAsync_connectOptions_initializer;
    MQTTAsync_disconnectOptions end = MQTTAsync_disconnectOptions_initializer;
    MQTTAsync_responseOptions response = MQTTAsync_responseOptions_initializer;
    MQTTAsync_global_init(&init);
    MQTTAsync_setTraceLevel(MQTTASYNC_TRACE_ERROR);
    MQTTAsync_setTraceCallback(on_async_trace);
    printf("%s\n", MQTTAsync_getVersionInfo()->value);
    MQTTAsync_create(&client, "tcp://broker:1883", "shop", MQTTCLIENT_PERSISTENCE_NONE, NULL);
    MQTTAsync_destroy(&client);
    MQTTAsync_createWithOptions(&client, "tcp://broker:1883", "shop", MQTTCLIENT_PERSISTENCE_NONE,
                                NULL, &create);
    watch(client);
    options.onSuccess = on_success;
    options.onFailure = on_failure;
    options.context = client;
    options.automaticReconnect = 1;
    int result = MQTTAsync_connect(client, &options); // call: connect bounded yes nonblocking
    if (result != MQTTASYNC_SUCCESS || !MQTTAsync_isConnected(client)) {
        fprintf(stderr, "%s\n", MQTTAsync_strerror(result));
    }
    MQTTAsync_subscribe(client, "news/#", 1, &response);  // call: command bounded yes nonblocking
    MQTTAsync_subscribeMany(client, 2, topics, qualities, // call: command bounded yes nonblocking
                            &response);
    send(client);
    MQTTAsync_unsubscribe(client, "news/#", &response); // call: command bounded yes nonblocking
    MQTTAsync_unsubscribeMany(client, 2, topics,        // call: command bounded yes nonblocking
                              &response);
    MQTTAsync_disconnect(client, &end); // call: command bounded yes nonblocking
    MQTTAsync_destroy(&client);
}

int main(void)
{
    synchronous();
    synchronous5();
    asynchronous();
    return EXIT_SUCCESS;
}
