#include <hiredis/hiredis_ssl.h>
#include <hiredis/hiredis.h>
#include <hiredis/async.h>
#include <hiredis/adapters/libevent.h>
#include <stdio.h>

static void on_push(void *data, void *reply)
{
    (void)data;
    if (redisIsPushReply(reply)) {
        puts("push");
    }
    freeReplyObject(reply);
}

static void on_async_push(redisAsyncContext *context, void *reply)
{
    (void)context;
    (void)reply;
}

static void on_connect(redisAsyncContext *context, int status)
{
    printf("%s\n", status == REDIS_OK ? "connected" : context->errstr);
}

static redisOptions with_limits(const struct timeval *limit)
{
    redisOptions options = {0};
    REDIS_OPTIONS_SET_TCP(&options, "cache", 6379);
    REDIS_OPTIONS_SET_PRIVDATA(&options, NULL, NULL);
    options.connect_timeout = limit;
    options.command_timeout = limit;
    options.options = REDIS_OPT_PREFER_IPV6;
    return options;
}

/* Which limits a context has whose options stand in a structure is not known. */
static void synchronous(void)
{
    struct timeval limit = {2, 0};
    redisOptions options = with_limits(&limit);
    redisContext *context = redisConnectWithOptions(&options); // call: connect unknown yes
    if (context == NULL || context->err == REDIS_ERR_TIMEOUT) {
        return;
    }
    redisEnableKeepAliveWithInterval(context, 30);
    redisSetTcpUserTimeout(context, 5000);
    redisSetPushCallback(context, on_push);
    freeReplyObject(redisCommand(context, "PING")); // call: command unknown yes
    redisFree(context);
}

static redisSSLContext *tls(void)
{
    redisSSLContextError error = REDIS_SSL_CTX_NONE;
    redisSSLOptions options = {.cacert_filename = "ca.pem", .verify_mode = REDIS_SSL_VERIFY_PEER};
    redisInitOpenSSL();
    redisSSLContext *made = redisCreateSSLContextWithOptions(&options, &error);
    if (made == NULL) {
        fprintf(stderr, "%s\n", redisSSLContextGetError(error));
        made = redisCreateSSLContext("ca.pem", NULL, NULL, NULL, "cache", &error);
    }
    return made;
}

static void handshake_unbounded(redisSSLContext *made)
{
    redisContext *context = redisConnect("cache", 6379);          // call: connect none yes
    if (redisInitiateSSLWithContext(context, made) != REDIS_OK) { // call: handshake none yes
        puts(context->errstr);
    }
    redisFree(context);
}

static void handshake_bounded(struct ssl_st *session)
{
    struct timeval limit = {2, 0};
    redisContext *context =
        redisConnectWithTimeout("cache", 6379, limit); // call: connect bounded yes
    redisSetTimeout(context, limit);
    if (redisInitiateSSL(context, session) != REDIS_OK) { // call: handshake bounded yes
        puts(context->errstr);
    }
    redisFree(context);
}

static void events(struct aeEventLoop *ae, struct ev_loop *ev, struct event_base *base,
                   struct uv_loop_s *uv)
{
    struct timeval limit = {2, 0};
    redisOptions options = with_limits(&limit);
    redisAsyncContext *async =
        redisAsyncConnectWithOptions(&options); // call: connect bounded yes nonblocking
    if (async == NULL || async->err != 0) {
        return;
    }
    redisAeAttach(ae, async);
    redisIvykisAttach(async);
    redisLibevAttach(ev, async);
    redisLibeventAttach(async, base);
    redisLibuvAttach(async, uv);
    redisAsyncSetTimeout(async, limit);
    redisAsyncSetConnectCallbackNC(async, on_connect);
    redisAsyncSetPushCallback(async, on_async_push);
    redisAsyncRead(async);          // call: drive bounded unknown nonblocking
    redisAsyncWrite(async);         // call: drive bounded unknown nonblocking
    redisAsyncHandleTimeout(async); // call: drive bounded unknown nonblocking
    redisAsyncFree(async);
}

int main(void)
{
    synchronous();
    redisSSLContext *made = tls();
    handshake_unbounded(made);
    redisFreeSSLContext(made);
    handshake_bounded(NULL);
    events(NULL, NULL, NULL, NULL);
    return 0;
}
