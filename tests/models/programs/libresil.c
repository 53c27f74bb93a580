#include <resil/resil.h>
#include <resil/curl.h>
#include <resil/dedup_sqlite.h>
#include <resil/pg.h>
#include <resil/redis.h>
#include <resil/socket.h>

static enum resil_status ask(const char *host, struct resil_deadline deadline)
{
    int fd;
    char answer[3];
    enum resil_status status = resil_socket_open(host, "7", NULL, deadline, &fd);
    if (status == RESIL_OK)
        status = resil_socket_send(fd, "hi\n", 3, deadline, NULL);
    if (status == RESIL_OK)
        status = resil_socket_receive(fd, answer, sizeof answer, deadline, NULL);
    return status;
}

static enum resil_status fetch(CURL *easy, struct resil_retry_policy *policy,
                               struct resil_breaker *breaker)
{
    struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_curl_result result;
    struct resil_breaker_token token;
    if (resil_breaker_acquire(breaker, &token) != RESIL_OK)
        return RESIL_OPEN;
    options.key = "order-1";
    enum resil_status status = resil_curl_perform(
        easy, policy, resil_deadline_after(NULL, RESIL_S), &options, &result);
    resil_breaker_record(breaker, &token, result.outcome);
    return status;
}

static enum resil_status store(struct resil_pg *pg, struct resil_redis *redis,
                               struct resil_deadline deadline)
{
    const char *words[] = {"GET", "order"};
    redisReply *reply;
    PGresult *result;
    enum resil_status status = resil_redis_command(redis, deadline, 2, words, NULL, &reply);
    if (status == RESIL_OK)
        freeReplyObject(reply);
    status = resil_pg_query(pg, deadline, "SELECT 1", 0, NULL, &result);
    if (status == RESIL_OK)
        PQclear(result);
    return status;
}

int main(void)
{
    struct resil_retry_policy policy;
    struct resil_retry retry;
    struct resil_breaker breaker;
    struct resil_pg pg;
    struct resil_redis redis;
    struct resil_dedup_sqlite seen;
    struct resil_deadline deadline = resil_deadline_after(NULL, 5 * RESIL_S);
    const char *bad;
    if (resil_retry_policy_init(&policy, NULL, &bad) != RESIL_OK ||
        resil_breaker_init(&breaker, NULL, &bad) != RESIL_OK ||
        resil_pg_init(&pg, NULL, &bad) != RESIL_OK ||
        resil_redis_init(&redis, NULL, &bad) != RESIL_OK ||
        resil_dedup_sqlite_init(&seen, NULL, &bad) != RESIL_OK)
        return 1;
    for (resil_retry_start(&retry, &policy, deadline); resil_retry_attempt(&retry);)
        resil_retry_wait(&retry, resil_socket_outcome(ask("::1", deadline)), RESIL_NO_HINT);
    return fetch(curl_easy_init(), &policy, &breaker) == RESIL_OK &&
                   store(&pg, &redis, deadline) == RESIL_OK
               ? 0
               : 1;
}
