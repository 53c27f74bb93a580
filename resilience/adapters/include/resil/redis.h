/*
 * redis.h -- a Redis connection whose commands keep a deadline, on hiredis.
 *
 * hiredis' blocking calls know one timeout for each read, so a server that drips bytes holds them
 * for ever, and a reconnect forgets what was set. Here hiredis only writes and parses; connecting
 * and waiting are poll(2) within the deadline, and every new connection is set up alike: AUTH,
 * SELECT, CLIENT SETNAME.
 *
 *     struct resil_redis_options options = RESIL_REDIS_OPTIONS_DEFAULT;
 *     options.host = "cache.internal";
 *     resil_redis_init(&redis, &options, NULL);
 *     const char *words[] = {"GET", key};
 *     status = resil_redis_command(&redis, deadline, 2, words, NULL, &reply);
 *
 * Connects at the first command and again after a connection was lost. It never repeats a command:
 * only the caller knows whether INCR may happen twice (`in_doubt`); resil_retry is made for that.
 * Not for SUBSCRIBE and MONITOR, which answer more than once. One thread per resil_redis. hiredis
 * allocates per command. A host name is resolved by the system (socket.h says what that means for
 * deadlines).
 */
#ifndef RESIL_REDIS_H
#define RESIL_REDIS_H

#include <hiredis/hiredis.h>
#include <stdbool.h>
#include "resil/deadline.h"
#include "resil/outcome.h"
#include "resil/status.h"

struct resil_redis_options {
    const char *host;     /* "127.0.0.1" */
    const char *service;  /* "6379"; port or service name */
    const char *user;     /* NULL: only the password (Redis before 6) */
    const char *password; /* NULL: no AUTH */
    const char *name;     /* NULL: no CLIENT SETNAME; without spaces */
    int database;         /* 0; >= 0 */
    int64_t connect_ns;   /* 1 s; for connecting and setting up; >= 1 ms */
    bool no_keepalive;    /* false: TCP keep-alive is on */
};

#define RESIL_REDIS_OPTIONS_DEFAULT                                                                \
    ((struct resil_redis_options){.host = "127.0.0.1", .service = "6379", .connect_ns = RESIL_S})

/* Strings of the options are not copied and must outlive the connection. */
struct resil_redis {
    bool in_doubt;   /* the last command failed after it may have reached the server */
    char error[128]; /* what hiredis or the server said last, "" if nothing */
    struct resil_redis_options options; /* private from here */
    redisContext *context;              /* NULL: not connected */
};

/* options NULL: the defaults. Does not connect. Refuses host, service, database, connect_ns. */
enum resil_status resil_redis_init(struct resil_redis *redis,
                                   const struct resil_redis_options *options, const char **bad);
void resil_redis_finish(struct resil_redis *redis);

/* Connects and sets up if that is not done. RESIL_FAILED: the server refused to be set up. */
enum resil_status resil_redis_connect(struct resil_redis *redis, struct resil_deadline deadline);

/*
 * One command and its reply. `sizes` NULL: the words are strings. RESIL_OK: *reply is set, free it
 * with freeReplyObject; it may be an error reply. Else *reply is NULL and the connection is closed,
 * because the stream is at an unknown place: RESIL_DEADLINE, RESIL_CLOSED, RESIL_SYSTEM (errno),
 * RESIL_NOT_FOUND (no such host), RESIL_FAILED (set-up refused, or not Redis' protocol),
 * RESIL_NO_MEMORY.
 */
enum resil_status resil_redis_command(struct resil_redis *redis, struct resil_deadline deadline,
                                      int count, const char **words, const size_t *sizes,
                                      redisReply **reply);

/* For retry and breaker. Error replies: LOADING, BUSY, TRYAGAIN, CLUSTERDOWN, MASTERDOWN and
 * READONLY pass (transient), OOM is throttling, others are permanent. */
enum resil_outcome resil_redis_outcome(enum resil_status status, const redisReply *reply);

#endif
