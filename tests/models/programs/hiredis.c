#include <hiredis/hiredis.h>
#include <hiredis/async.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct timeval limit = {1, 500000};

static redisContext *open_unbounded(void)
{
    redisContext *context = redisConnect("cache", 6379); // call: connect none yes
    if (context == NULL || context->err != 0) {
        fprintf(stderr, "%s\n", context != NULL ? context->errstr : "no memory");
        redisFree(context);
        return NULL;
    }
    redisEnableKeepAlive(context);
    return context;
}

static int count(redisReply *reply)
{
    int found = reply->type == REDIS_REPLY_STRING && reply->len > 0 && reply->str != NULL;
    for (size_t i = 0; reply->type == REDIS_REPLY_ARRAY && i < reply->elements; i++) {
        found += reply->element[i]->integer > 0;
    }
    freeReplyObject(reply);
    return found;
}

static int ask_unbounded(redisContext *context, const char *key)
{
    redisReply *reply = redisCommand(context, "GET %s", key); // call: command none yes
    if (reply == NULL) {
        fprintf(stderr, "%d %s\n", context->err, context->errstr);
        return -1;
    }
    return count(reply);
}

static int ask_bounded(redisContext *context, const char *key)
{
    redisReply *reply = redisCommand(context, "EXISTS %s", key); // call: command bounded yes
    return reply == NULL ? -1 : count(reply);
}

static int add_bounded(redisContext *context, const char *key)
{
    redisReply *reply = redisCommand(context, "INCR %s", key); // call: command bounded no
    return reply == NULL ? -1 : count(reply);
}

static redisReply *ask_formatted(redisContext *context, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    redisReply *reply = redisvCommand(context, format, arguments); // call: command bounded unknown
    va_end(arguments);
    return reply;
}

static void append(redisContext *context, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (redisvAppendCommand(context, format, arguments) != REDIS_OK) {
        fprintf(stderr, "%s\n", context->errstr);
    }
    va_end(arguments);
}

static int pipeline_bounded(redisContext *context)
{
    const char *words[] = {"SET", "orders", "7"};
    void *reply = NULL;
    char *command = NULL;
    redisAppendCommand(context, "PING");
    redisAppendCommandArgv(context, 3, words, NULL);
    append(context, "EXPIRE %s %d", "orders", 60);
    int length = redisFormatCommand(&command, "DEL %s", "orders:old");
    if (length > 0) {
        redisAppendFormattedCommand(context, command, (size_t)length);
        redisFreeCommand(command);
    }
    for (int i = 0; i < 4; i++) {
        if (redisGetReply(context, &reply) != REDIS_OK) { // call: receive bounded unknown
            return -1;
        }
        freeReplyObject(reply);
    }
    while (redisGetReplyFromReader(context, &reply) == REDIS_OK && reply != NULL) {
        freeReplyObject(reply);
    }
    return 0;
}

static void subscribe_unbounded(redisContext *context)
{
    void *reply = redisCommand(context, "SUBSCRIBE news"); // call: command none yes
    freeReplyObject(reply);
    while (redisGetReply(context, &reply) == REDIS_OK) { // call: receive none unknown
        count(reply);
    }
}

static void argv_unbounded(redisContext *context)
{
    const char *words[] = {"SET", "orders", "7"};
    void *reply = redisCommandArgv(context, 3, words, NULL); // call: command none unknown
    freeReplyObject(reply);
}

static void argv_bounded(redisContext *context)
{
    const char *words[] = {"SET", "orders", "7"};
    void *reply = redisCommandArgv(context, 3, words, NULL); // call: command bounded unknown
    freeReplyObject(reply);
}

static void bounded(const char *format)
{
    redisContext *context =
        redisConnectWithTimeout("cache", 6379, limit); // call: connect bounded yes
    if (context == NULL || context->err != 0 || redisSetTimeout(context, limit) != REDIS_OK) {
        redisFree(context);
        return;
    }
    ask_bounded(context, "orders");
    add_bounded(context, "orders");
    freeReplyObject(ask_formatted(context, format));
    argv_bounded(context);
    pipeline_bounded(context);
    redisFree(context);
}

/* A limit for connecting does not bound what is sent afterwards. */
static int local_without_command_limit(void)
{
    int done = 0;
    redisContext *context =
        redisConnectUnixWithTimeout("/run/redis.sock", limit); // call: connect bounded yes
    if (context == NULL || context->err != 0) {
        redisFree(context);
        return -1;
    }
    redisAppendCommand(context, "PING");
    while (!done) {
        if (redisBufferWrite(context, &done) != REDIS_OK) { // call: send none unknown
            break;
        }
    }
    int result = redisBufferRead(context); // call: receive none yes
    if (result != REDIS_OK) {
        result = redisReconnect(context); // call: connect bounded yes
    }
    redisFree(context);
    return result;
}

static int local_unbounded(void)
{
    redisContext *context = redisConnectUnix("/run/redis.sock"); // call: connect none yes
    if (context == NULL || context->err != 0) {
        redisFree(context);
        return -1;
    }
    int result = redisReconnect(context); // call: connect none yes
    redisFree(context);
    return result;
}

/* Each command may set err. */
static void once_more(void)
{
    redisContext *context = redisConnect("cache", 6379); // call: connect none yes
    if (context == NULL || context->err != 0) {
        return;
    }
    freeReplyObject(redisCommand(context, "PING")); // call: command none yes
    if (context->err != 0) {
        redisReconnect(context); // call: connect none yes
    }
    redisFree(context);
}

static void poll_context(redisContext *context)
{
    int done = 0;
    if (context == NULL || context->err != 0) {
        return;
    }
    redisAppendCommand(context, "PING");
    redisBufferWrite(context, &done); // call: send bounded unknown
    redisBufferRead(context);         // call: receive bounded yes
}

static void without_waiting(void)
{
    redisContext *context =
        redisConnectNonBlock("cache", 6379); // call: connect bounded yes nonblocking
    poll_context(context);
    redisFree(context);
    context = redisConnectBindNonBlock("cache", 6379, // call: connect bounded yes nonblocking
                                       "192.0.2.7");
    poll_context(context);
    redisFree(context);
    context = redisConnectBindNonBlockWithReuse( // call: connect bounded yes nonblocking
        "cache", 6379, "192.0.2.7");
    poll_context(context);
    redisFree(context);
    context = redisConnectUnixNonBlock("/run/r.sock"); // call: connect bounded yes nonblocking
    poll_context(context);
    redisFree(context);
}

static int over_descriptor(int descriptor)
{
    redisContext *context = redisConnectFd(descriptor);
    if (context == NULL) {
        return -1;
    }
    freeReplyObject(redisCommand(context, "PING")); // call: command unknown yes
    return redisFreeKeepFd(context);
}

static void on_reply(redisAsyncContext *context, void *reply, void *data)
{
    (void)data;
    if (reply == NULL) {
        fprintf(stderr, "%d %s\n", context->err, context->errstr);
    }
}

static void on_connect(const redisAsyncContext *context, int status)
{
    printf("%s\n", status == REDIS_OK ? "connected" : context->errstr);
}

static int later(redisAsyncContext *context, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result =
        redisvAsyncCommand(context, on_reply, NULL, // call: command bounded no nonblocking
                           format, arguments);
    va_end(arguments);
    return result;
}

static void events(redisAsyncContext *context)
{
    const char *words[] = {"INCR", "orders"};
    const char *ping = "*1\r\n$4\r\nPING\r\n";
    if (context == NULL || context->err != 0) {
        return;
    }
    redisAsyncSetConnectCallback(context, on_connect);
    redisAsyncSetDisconnectCallback(context, on_connect);
    redisAsyncCommand(context, on_reply, NULL, // call: command bounded yes nonblocking
                      "GET %s", "orders");
    redisAsyncCommandArgv(context, on_reply, NULL, // call: command bounded unknown nonblocking
                          2, words, NULL);
    redisAsyncFormattedCommand(context, on_reply, NULL, // call: command bounded unknown nonblocking
                               ping, strlen(ping));
    later(context, "DECR %s", "orders");
    redisAsyncHandleWrite(context); // call: drive bounded unknown nonblocking
    redisAsyncHandleRead(context);  // call: drive bounded unknown nonblocking
    redisAsyncDisconnect(context);
}

static void all_events(void)
{
    redisAsyncContext *async =
        redisAsyncConnect("cache", 6379); // call: connect bounded yes nonblocking
    events(async);
    async = redisAsyncConnectBind("cache", 6379, // call: connect bounded yes nonblocking
                                  "192.0.2.7");
    events(async);
    async = redisAsyncConnectBindWithReuse("cache", 6379, // call: connect bounded yes nonblocking
                                           "192.0.2.7");
    events(async);
    async = redisAsyncConnectUnix("/run/r.sock"); // call: connect bounded yes nonblocking
    redisAsyncFree(async);
}

static int format(char **command, const char *text, ...)
{
    va_list arguments;
    va_start(arguments, text);
    int length = redisvFormatCommand(command, text, arguments);
    va_end(arguments);
    return length;
}

static void protocol(void)
{
    const char *words[] = {"GET", "orders"};
    char *command = NULL;
    sds text = NULL;
    void *reply = NULL;
    redisReplyObjectFunctions functions = {0};
    if (format(&command, "GET %s", "orders") > 0) {
        redisFreeCommand(command);
    }
    if (redisFormatCommandArgv(&command, 2, words, NULL) > 0) {
        redisFreeCommand(command);
    }
    if (redisFormatSdsCommandArgv(&text, 2, words, NULL) > 0) {
        redisFreeSdsCommand(text);
    }
    redisReader *reader = redisReaderCreate();
    if (redisReaderFeed(reader, "+OK\r\n", 5) == REDIS_OK &&
        redisReaderGetReply(reader, &reply) == REDIS_OK) {
        freeReplyObject(reply);
    }
    redisReaderFree(reader);
    redisReaderFree(redisReaderCreateWithFunctions(&functions));
}

int main(int count_of_words, char **words)
{
    redisContext *context = open_unbounded();
    if (context != NULL) {
        ask_unbounded(context, "orders");
        argv_unbounded(context);
        subscribe_unbounded(context);
        redisFree(context);
    }
    bounded(words[count_of_words - 1]);
    local_without_command_limit();
    local_unbounded();
    once_more();
    without_waiting();
    over_descriptor(count_of_words);
    all_events();
    protocol();
    return EXIT_SUCCESS;
}
