/* Against the fault server, and against a real one if RESIL_TEST_REDIS is its port (see
 * with_redis.sh). */
#include <errno.h>
#include <stdlib.h>
#include "resil/redis.h"
#include "peer.h"

static struct resil_deadline in_ms(int ms)
{
    return resil_deadline_after(NULL, ms * RESIL_MS);
}

static char service[16];

static void open_redis(struct resil_redis *r, int port, const char *name)
{
    struct resil_redis_options o = RESIL_REDIS_OPTIONS_DEFAULT;
    snprintf(service, sizeof service, "%d", port);
    o.service = service;
    o.database = name ? 3 : 0;
    o.password = name ? "secret" : NULL;
    o.name = name;
    assert_int_equal(resil_redis_init(r, &o, NULL), RESIL_OK);
}

/* The fault server does with GET /silent what it does over HTTP. */
static enum resil_status get(struct resil_redis *r, const char *key, int ms, redisReply **reply)
{
    const char *words[] = {"GET", key};
    return resil_redis_command(r, in_ms(ms), 2, words, NULL, reply);
}

static void commands_are_answered(void **state)
{
    struct resil_redis r;
    redisReply *reply;
    open_redis(&r, fault_port(*state), NULL);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(get(&r, "/ok", 5000, &reply), RESIL_OK);
        assert_int_equal(reply->type, REDIS_REPLY_STATUS);
        assert_int_equal(resil_redis_outcome(RESIL_OK, reply), RESIL_SUCCESS);
        freeReplyObject(reply);
    }
    assert_int_equal(get(&r, "/status?code=503", 5000, &reply), RESIL_OK);
    assert_int_equal(reply->type, REDIS_REPLY_ERROR);
    assert_int_equal(resil_redis_outcome(RESIL_OK, reply), RESIL_PERMANENT);
    freeReplyObject(reply);
    resil_redis_finish(&r);
}

static void no_fault_outlasts_the_deadline(void **state)
{
    static const char *const keys[] = {"/silent", "/drip?ms=20", "/delay?ms=60000"};
    for (size_t i = 0; i < 3; i++) {
        struct resil_redis r;
        redisReply *reply;
        int64_t start = resil_clock_monotonic(NULL);
        open_redis(&r, fault_port(*state), NULL);
        assert_int_equal(get(&r, keys[i], 150, &reply), RESIL_DEADLINE);
        assert_null(reply);
        assert_true(r.in_doubt);
        assert_int_equal(resil_redis_outcome(RESIL_DEADLINE, NULL), RESIL_TIMEOUT);
        assert_in_time(start);
        resil_redis_finish(&r);
    }
    struct resil_redis r;
    redisReply *reply;
    int64_t start = resil_clock_monotonic(NULL);
    open_redis(&r, fault_unreachable_port(*state), NULL);
    assert_int_equal(get(&r, "/ok", 100, &reply), RESIL_DEADLINE);
    assert_false(r.in_doubt); /* it was never sent */
    assert_in_time(start);
    resil_redis_finish(&r);
}

static void a_lost_connection_is_made_again_with_its_settings(void **state)
{
    struct resil_redis r;
    redisReply *reply;
    int before = fault_requests(*state, "/ok");
    open_redis(&r, fault_port(*state), "orders");
    assert_int_equal(get(&r, "/ok", 5000, &reply), RESIL_OK);
    freeReplyObject(reply);
    assert_int_equal(fault_requests(*state, "/ok") - before, 4); /* AUTH, SELECT, CLIENT, GET */
    assert_int_equal(get(&r, "/close", 5000, &reply), RESIL_CLOSED);
    assert_int_equal(resil_redis_outcome(RESIL_CLOSED, NULL), RESIL_TRANSIENT);
    assert_int_equal(get(&r, "/ok", 5000, &reply), RESIL_OK);
    freeReplyObject(reply);
    assert_int_equal(fault_requests(*state, "/ok") - before, 8);
    assert_int_equal(get(&r, "/reset", 5000, &reply), RESIL_SYSTEM);
    assert_int_equal(errno, ECONNRESET);
    assert_int_equal(get(&r, "/half", 5000, &reply), RESIL_CLOSED);
    resil_redis_finish(&r);
}

static void open_real(struct resil_redis *r)
{
    const char *port = getenv("RESIL_TEST_REDIS");
    if (!port)
        skip();
    open_redis(r, atoi(port), "orders");
}

/* Runs a command that must be answered with the text `expected`; NULL: whatever. */
static void assert_command(struct resil_redis *r, int count, const char **words,
                           const char *expected)
{
    redisReply *reply;
    assert_int_equal(resil_redis_command(r, in_ms(20000), count, words, NULL, &reply), RESIL_OK);
    assert_int_equal(resil_redis_outcome(RESIL_OK, reply), RESIL_SUCCESS);
    if (expected)
        assert_string_equal(reply->str, expected);
    freeReplyObject(reply);
}

static void a_real_server_keeps_settings_and_deadlines(void **state)
{
    (void)state;
    struct resil_redis r, other;
    redisReply *reply;
    const char *get_name[] = {"CLIENT", "GETNAME"}, *get[] = {"GET", "resil"};
    open_real(&r);
    open_real(&other);
    assert_command(&r, 3, (const char *[]){"SET", "resil", "two apples"}, "OK");
    assert_command(&r, 2, get, "two apples");
    assert_command(&r, 2, get_name, "orders");
    /* Somebody throws our connection out: the command is lost, the settings are not. */
    assert_command(&other, 4, (const char *[]){"CLIENT", "KILL", "TYPE", "normal"}, NULL);
    assert_int_not_equal(resil_redis_command(&r, in_ms(20000), 2, get, NULL, &reply), RESIL_OK);
    assert_command(&r, 2, get_name, "orders");
    assert_command(&r, 2, get, "two apples"); /* of database 3 */
    int64_t start = resil_clock_monotonic(NULL);
    const char *wait[] = {"BLPOP", "nothing", "60"};
    assert_int_equal(resil_redis_command(&r, in_ms(100), 3, wait, NULL, &reply), RESIL_DEADLINE);
    assert_in_time(start);
    assert_command(&r, 2, get, "two apples");
    resil_redis_finish(&r);
    resil_redis_finish(&other);
}

static void a_refused_set_up_is_told(void **state)
{
    (void)state;
    struct resil_redis r;
    redisReply *reply;
    open_real(&r);
    r.options.password = "wrong";
    assert_int_equal(get(&r, "x", 20000, &reply), RESIL_FAILED);
    assert_non_null(strstr(r.error, "WRONGPASS"));
    assert_false(r.in_doubt);
    resil_redis_finish(&r);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    struct resil_redis r;
    const char *bad;
    struct resil_redis_options o = RESIL_REDIS_OPTIONS_DEFAULT;
    o.connect_ns = 0;
    assert_int_equal(resil_redis_init(&r, &o, &bad), RESIL_INVALID);
    assert_string_equal(bad, "connect_ns");
    o.database = -1;
    assert_int_equal(resil_redis_init(&r, &o, &bad), RESIL_INVALID);
    assert_string_equal(bad, "database");
    resil_redis_finish(&r);
    resil_redis_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_are_answered),
        cmocka_unit_test(no_fault_outlasts_the_deadline),
        cmocka_unit_test(a_lost_connection_is_made_again_with_its_settings),
        cmocka_unit_test(a_real_server_keeps_settings_and_deadlines),
        cmocka_unit_test(a_refused_set_up_is_told),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, peer_start, peer_stop);
}
