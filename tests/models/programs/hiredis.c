#include <hiredis/hiredis.h>
#include <hiredis/async.h>
#include <stdio.h>
#include <string.h>

static void on_reply(redisAsyncContext *context, void *reply, void *data)
{
    (void)context;
    (void)reply;
    (void)data;
}

static int ask(redisContext *context, const char *key)
{
    redisReply *reply = redisCommand(context, "GET %s", key);
    if (reply == NULL) {
        fprintf(stderr, "%d %s\n", context->err, context->errstr);
        return -1;
    }
    int found = reply->type == REDIS_REPLY_STRING && reply->len > 0 && reply->str != NULL;
    for (size_t i = 0; reply->type == REDIS_REPLY_ARRAY && i < reply->elements; i++) {
        found += reply->element[i]->integer > 0;
    }
    freeReplyObject(reply);
    return found;
}

int main(void)
{
    struct timeval limit = {1, 0};
    redisContext *context = redisConnectWithTimeout("127.0.0.1", 6379, limit);
    if (context == NULL || context->err != 0 || redisSetTimeout(context, limit) != REDIS_OK) {
        return 1;
    }
    const char *words[] = {"SET", "a", "b"};
    void *reply = redisCommandArgv(context, 3, words, NULL);
    freeReplyObject(reply);
    redisAppendCommand(context, "PING");
    redisGetReply(context, &reply);
    ask(context, "a");
    redisAsyncContext *async = redisAsyncConnect("127.0.0.1", 6379);
    redisAsyncCommand(async, on_reply, NULL, "GET %s", "a");
    redisAsyncFree(async);
    redisFree(context);
    return 0;
}
