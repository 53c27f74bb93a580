/* Redis: the command word decides; a second one leaves the same data behind, or not. */
#include "models/language.h"

#include <ctype.h>
#include <string.h>

static const struct verb_entry commands[] = {
    {"APPEND", ANSWER_NO},         {"AUTH", ANSWER_YES},        {"BITCOUNT", ANSWER_YES},
    {"BITPOS", ANSWER_YES},        {"BLMOVE", ANSWER_NO},       {"BLPOP", ANSWER_NO},
    {"BRPOP", ANSWER_NO},          {"BRPOPLPUSH", ANSWER_NO},   {"BZPOPMAX", ANSWER_NO},
    {"BZPOPMIN", ANSWER_NO},       {"CLIENT", ANSWER_YES},      {"CLUSTER", ANSWER_UNKNOWN},
    {"COMMAND", ANSWER_YES},       {"CONFIG", ANSWER_YES},      {"COPY", ANSWER_YES},
    {"DBSIZE", ANSWER_YES},        {"DECR", ANSWER_NO},         {"DECRBY", ANSWER_NO},
    {"DEL", ANSWER_YES},           {"DISCARD", ANSWER_YES},     {"DUMP", ANSWER_YES},
    {"ECHO", ANSWER_YES},          {"EVAL", ANSWER_UNKNOWN},    {"EVALSHA", ANSWER_UNKNOWN},
    {"EXEC", ANSWER_UNKNOWN},      {"EXISTS", ANSWER_YES},      {"EXPIRE", ANSWER_YES},
    {"EXPIREAT", ANSWER_YES},      {"FCALL", ANSWER_UNKNOWN},   {"FLUSHALL", ANSWER_YES},
    {"FLUSHDB", ANSWER_YES},       {"GEOADD", ANSWER_YES},      {"GET", ANSWER_YES},
    {"GETBIT", ANSWER_YES},        {"GETDEL", ANSWER_NO},       {"GETEX", ANSWER_YES},
    {"GETRANGE", ANSWER_YES},      {"GETSET", ANSWER_NO},       {"HDEL", ANSWER_YES},
    {"HELLO", ANSWER_YES},         {"HEXISTS", ANSWER_YES},     {"HGET", ANSWER_YES},
    {"HGETALL", ANSWER_YES},       {"HINCRBY", ANSWER_NO},      {"HINCRBYFLOAT", ANSWER_NO},
    {"HKEYS", ANSWER_YES},         {"HLEN", ANSWER_YES},        {"HMGET", ANSWER_YES},
    {"HMSET", ANSWER_YES},         {"HSCAN", ANSWER_YES},       {"HSET", ANSWER_YES},
    {"HSETNX", ANSWER_YES},        {"HVALS", ANSWER_YES},       {"INCR", ANSWER_NO},
    {"INCRBY", ANSWER_NO},         {"INCRBYFLOAT", ANSWER_NO},  {"INFO", ANSWER_YES},
    {"KEYS", ANSWER_YES},          {"LINDEX", ANSWER_YES},      {"LINSERT", ANSWER_NO},
    {"LLEN", ANSWER_YES},          {"LMOVE", ANSWER_NO},        {"LPOP", ANSWER_NO},
    {"LPUSH", ANSWER_NO},          {"LPUSHX", ANSWER_NO},       {"LRANGE", ANSWER_YES},
    {"LREM", ANSWER_NO},           {"LSET", ANSWER_YES},        {"LTRIM", ANSWER_NO},
    {"MGET", ANSWER_YES},          {"MSET", ANSWER_YES},        {"MSETNX", ANSWER_YES},
    {"MULTI", ANSWER_YES},         {"PERSIST", ANSWER_YES},     {"PEXPIRE", ANSWER_YES},
    {"PFADD", ANSWER_YES},         {"PFCOUNT", ANSWER_YES},     {"PING", ANSWER_YES},
    {"PSETEX", ANSWER_YES},        {"PSUBSCRIBE", ANSWER_YES},  {"PTTL", ANSWER_YES},
    {"PUBLISH", ANSWER_NO},        {"RENAME", ANSWER_NO},       {"RPOP", ANSWER_NO},
    {"RPOPLPUSH", ANSWER_NO},      {"RPUSH", ANSWER_NO},        {"RPUSHX", ANSWER_NO},
    {"SADD", ANSWER_YES},          {"SCAN", ANSWER_YES},        {"SCARD", ANSWER_YES},
    {"SELECT", ANSWER_YES},        {"SET", ANSWER_YES},         {"SETBIT", ANSWER_YES},
    {"SETEX", ANSWER_YES},         {"SETNX", ANSWER_YES},       {"SETRANGE", ANSWER_YES},
    {"SISMEMBER", ANSWER_YES},     {"SMEMBERS", ANSWER_YES},    {"SMOVE", ANSWER_YES},
    {"SPOP", ANSWER_NO},           {"SREM", ANSWER_YES},        {"STRLEN", ANSWER_YES},
    {"SUBSCRIBE", ANSWER_YES},     {"TTL", ANSWER_YES},         {"TYPE", ANSWER_YES},
    {"UNLINK", ANSWER_YES},        {"UNSUBSCRIBE", ANSWER_YES}, {"UNWATCH", ANSWER_YES},
    {"WATCH", ANSWER_YES},         {"XACK", ANSWER_YES},        {"XADD", ANSWER_NO},
    {"XLEN", ANSWER_YES},          {"XRANGE", ANSWER_YES},      {"XREAD", ANSWER_YES},
    {"XREADGROUP", ANSWER_NO},     {"XTRIM", ANSWER_YES},       {"ZADD", ANSWER_YES},
    {"ZCARD", ANSWER_YES},         {"ZCOUNT", ANSWER_YES},      {"ZINCRBY", ANSWER_NO},
    {"ZPOPMAX", ANSWER_NO},        {"ZPOPMIN", ANSWER_NO},      {"ZRANGE", ANSWER_YES},
    {"ZRANGEBYSCORE", ANSWER_YES}, {"ZRANK", ANSWER_YES},       {"ZREM", ANSWER_YES},
    {"ZSCORE", ANSWER_YES},
};

/* ZADD … INCR adds each time. */
static bool has_word(const char *text, const char *word)
{
    while (*text != '\0') {
        size_t length = strcspn(text, " \t\r\n");
        if (word_is(text, length, word)) {
            return true;
        }
        text += length;
        text += strspn(text, " \t\r\n");
    }
    return false;
}

enum model_answer redis_idempotent(const char *text, const char **verb)
{
    while (isspace((unsigned char)*text)) {
        text++;
    }
    const struct verb_entry *command =
        verb_find(commands, sizeof commands / sizeof *commands, text);
    if (command == NULL) {
        return ANSWER_UNKNOWN;
    }
    *verb = command->name;
    if (strcmp(command->name, "ZADD") == 0 && has_word(text, "INCR")) {
        return ANSWER_NO;
    }
    return command->idempotent;
}
