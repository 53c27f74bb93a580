#include "resil/redis.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "resil/socket.h"

static enum resil_status refuse(const char **bad, const char *field)
{
    if (bad)
        *bad = field;
    return RESIL_INVALID;
}

enum resil_status resil_redis_init(struct resil_redis *r, const struct resil_redis_options *options,
                                   const char **bad)
{
    *r = (struct resil_redis){.options = options ? *options : RESIL_REDIS_OPTIONS_DEFAULT};
    if (bad)
        *bad = NULL;
    if (!r->options.host)
        return refuse(bad, "host");
    if (!r->options.service)
        return refuse(bad, "service");
    if (r->options.database < 0)
        return refuse(bad, "database");
    if (r->options.connect_ns < RESIL_MS)
        return refuse(bad, "connect_ns");
    return RESIL_OK;
}

static void disconnect(struct resil_redis *r)
{
    int error = errno;
    if (r->context)
        redisFree(r->context);
    r->context = NULL;
    errno = error;
}

void resil_redis_finish(struct resil_redis *r)
{
    if (r)
        disconnect(r);
}

/* What hiredis found wrong, in our words. */
static enum resil_status failure(struct resil_redis *r)
{
    snprintf(r->error, sizeof r->error, "%s", r->context->errstr);
    switch (r->context->err) {
    case REDIS_ERR_IO:
        return RESIL_SYSTEM;
    case REDIS_ERR_EOF:
        return RESIL_CLOSED;
    case REDIS_ERR_OOM:
        return RESIL_NO_MEMORY;
    default:
        return RESIL_FAILED;
    }
}

static enum resil_status write_all(struct resil_redis *r, struct resil_deadline deadline)
{
    int done = 0;
    for (;;) {
        enum resil_status status = resil_socket_wait(r->context->fd, POLLOUT, deadline);
        if (status)
            return status;
        if (redisBufferWrite(r->context, &done) != REDIS_OK)
            return failure(r);
        if (done)
            return RESIL_OK;
    }
}

static enum resil_status read_reply(struct resil_redis *r, struct resil_deadline deadline,
                                    redisReply **reply)
{
    for (;;) {
        void *parsed = NULL;
        if (redisReaderGetReply(r->context->reader, &parsed) != REDIS_OK) {
            snprintf(r->error, sizeof r->error, "%s", r->context->reader->errstr);
            return RESIL_FAILED;
        }
        *reply = parsed;
        if (parsed)
            return RESIL_OK;
        enum resil_status status = resil_socket_wait(r->context->fd, POLLIN, deadline);
        if (status)
            return status;
        if (redisBufferRead(r->context) != REDIS_OK)
            return failure(r);
    }
}

/* A command on the connection as it is; closes it if anything went wrong. */
static enum resil_status exchange(struct resil_redis *r, struct resil_deadline deadline, int count,
                                  const char **words, const size_t *sizes, redisReply **reply)
{
    enum resil_status status = RESIL_NO_MEMORY;
    *reply = NULL;
    if (redisAppendCommandArgv(r->context, count, words, sizes) == REDIS_OK)
        status = write_all(r, deadline);
    if (!status)
        status = read_reply(r, deadline, reply);
    if (status)
        disconnect(r);
    return status;
}

/* One command of the set-up, which must not be answered with an error. */
static enum resil_status set_up(struct resil_redis *r, struct resil_deadline deadline, int count,
                                const char **words)
{
    redisReply *reply;
    enum resil_status status = exchange(r, deadline, count, words, NULL, &reply);
    if (status)
        return status;
    if (reply->type == REDIS_REPLY_ERROR) {
        snprintf(r->error, sizeof r->error, "%s", reply->str);
        status = RESIL_FAILED;
        disconnect(r);
    }
    freeReplyObject(reply);
    return status;
}

static enum resil_status set_up_all(struct resil_redis *r, struct resil_deadline deadline)
{
    const struct resil_redis_options *o = &r->options;
    enum resil_status status = RESIL_OK;
    char database[16];
    snprintf(database, sizeof database, "%d", o->database);
    if (o->password && o->user)
        status = set_up(r, deadline, 3, (const char *[]){"AUTH", o->user, o->password});
    else if (o->password)
        status = set_up(r, deadline, 2, (const char *[]){"AUTH", o->password});
    if (!status && o->database > 0)
        status = set_up(r, deadline, 2, (const char *[]){"SELECT", database});
    if (!status && o->name)
        status = set_up(r, deadline, 3, (const char *[]){"CLIENT", "SETNAME", o->name});
    return status;
}

enum resil_status resil_redis_connect(struct resil_redis *r, struct resil_deadline deadline)
{
    struct resil_socket_options socket_options = RESIL_SOCKET_OPTIONS_DEFAULT;
    int fd;
    if (r->context)
        return RESIL_OK;
    r->error[0] = '\0';
    deadline = resil_deadline_child(deadline, NULL, r->options.connect_ns);
    socket_options.keepalive = !r->options.no_keepalive;
    enum resil_status status =
        resil_socket_open(r->options.host, r->options.service, &socket_options, deadline, &fd);
    if (status)
        return status;
    r->context = redisConnectFd(fd);
    if (!r->context) {
        close(fd);
        return RESIL_NO_MEMORY;
    }
    /* hiredis takes every descriptor for a blocking one; then EAGAIN would be an error to it. */
    r->context->flags &= ~REDIS_BLOCK;
    return set_up_all(r, deadline);
}

enum resil_status resil_redis_command(struct resil_redis *r, struct resil_deadline deadline,
                                      int count, const char **words, const size_t *sizes,
                                      redisReply **reply)
{
    *reply = NULL;
    r->in_doubt = false;
    enum resil_status status = resil_redis_connect(r, deadline);
    if (status)
        return status;
    r->error[0] = '\0';
    status = exchange(r, deadline, count, words, sizes, reply);
    r->in_doubt = status != RESIL_OK && status != RESIL_NO_MEMORY;
    return status;
}

enum resil_outcome resil_redis_outcome(enum resil_status status, const redisReply *reply)
{
    static const char *const passing[] = {"LOADING ",     "BUSY ",       "TRYAGAIN ",
                                          "CLUSTERDOWN ", "MASTERDOWN ", "READONLY "};
    if (status)
        return resil_socket_outcome(status);
    if (!reply || reply->type != REDIS_REPLY_ERROR)
        return RESIL_SUCCESS;
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (strncmp(reply->str, passing[i], strlen(passing[i])) == 0)
            return RESIL_TRANSIENT;
    return strncmp(reply->str, "OOM ", 4) == 0 ? RESIL_THROTTLED : RESIL_PERMANENT;
}
