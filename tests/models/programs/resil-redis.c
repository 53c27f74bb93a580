#include <resil/redis.h>
#include <stdio.h>

static enum resil_status look_up(struct resil_redis *redis, struct resil_deadline deadline)
{
    const char *words[] = {"GET", "order"};
    redisReply *reply = NULL;
    enum resil_status status = resil_redis_connect(redis, deadline); // call: connect bounded yes
    if (status != RESIL_OK)
        return status;
    /* Words in an array are not read. */
    status =
        resil_redis_command(redis, deadline, 2, words, 0, &reply); // call: command bounded unknown
    if (resil_redis_outcome(status, reply) == RESIL_SUCCESS)
        puts(reply->str);
    if (reply != NULL)
        freeReplyObject(reply);
    return status;
}

int main(void)
{
    struct resil_redis redis;
    struct resil_redis_options options = RESIL_REDIS_OPTIONS_DEFAULT;
    options.host = "192.0.2.1";
    if (resil_redis_init(&redis, &options, NULL) != RESIL_OK)
        return 1;
    enum resil_status status = look_up(&redis, resil_deadline_after(NULL, RESIL_S));
    resil_redis_finish(&redis);
    return status == RESIL_OK ? 0 : 1;
}
