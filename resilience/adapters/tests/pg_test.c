/* Against the fault server, and against a real one if RESIL_TEST_PG is its conninfo (see
 * with_postgres.sh). */
#include <stdlib.h>
#include "resil/pg.h"
#include "peer.h"

static struct resil_deadline in_ms(int ms)
{
    return resil_deadline_after(NULL, ms * RESIL_MS);
}

static void open_pg(struct resil_pg *pg, const char *conninfo)
{
    static const char *const settings[] = {"SET statement_timeout = '2s'",
                                           "SET application_name = 'orders'"};
    struct resil_pg_options o = RESIL_PG_OPTIONS_DEFAULT;
    o.conninfo = conninfo;
    o.settings = settings;
    o.setting_count = 2;
    assert_int_equal(resil_pg_init(pg, &o, NULL), RESIL_OK);
}

static void a_server_that_does_not_answer_does_not_outlast_the_deadline(void **state)
{
    int ports[] = {fault_port(*state), fault_unreachable_port(*state)};
    for (int i = 0; i < 2; i++) {
        struct resil_pg pg;
        PGresult *result;
        char conninfo[128];
        int64_t start = resil_clock_monotonic(NULL);
        snprintf(conninfo, sizeof conninfo, "hostaddr=127.0.0.1 port=%d user=x dbname=x", ports[i]);
        open_pg(&pg, conninfo);
        assert_int_equal(resil_pg_query(&pg, in_ms(150), "SELECT 1", 0, NULL, &result),
                         RESIL_DEADLINE);
        assert_null(result);
        assert_false(pg.in_doubt); /* no statement was sent */
        assert_int_equal(resil_pg_outcome(&pg, RESIL_DEADLINE), RESIL_TIMEOUT);
        assert_in_time(start);
        resil_pg_finish(&pg);
    }
}

static void a_refused_connection_is_told(void **state)
{
    (void)state;
    struct resil_pg pg;
    PGresult *result;
    open_pg(&pg, "hostaddr=127.0.0.1 port=1 user=x dbname=x");
    assert_int_equal(resil_pg_query(&pg, in_ms(5000), "SELECT 1", 0, NULL, &result), RESIL_CLOSED);
    assert_non_null(strstr(pg.error, "refused"));
    assert_int_equal(resil_pg_outcome(&pg, RESIL_CLOSED), RESIL_TRANSIENT);
    resil_pg_finish(&pg);
}

static const char *real_server(void)
{
    const char *conninfo = getenv("RESIL_TEST_PG");
    if (!conninfo)
        skip();
    return conninfo;
}

/* The one value of a query. */
static void assert_query(struct resil_pg *pg, const char *statement, const char *const *values,
                         const char *expected)
{
    PGresult *result;
    assert_int_equal(resil_pg_query(pg, in_ms(20000), statement, values ? 1 : 0, values, &result),
                     RESIL_OK);
    if (expected)
        assert_string_equal(PQgetvalue(result, 0, 0), expected);
    PQclear(result);
}

static void statements_and_settings_work(void **state)
{
    (void)state;
    struct resil_pg pg;
    const char *values[] = {"apples"};
    open_pg(&pg, real_server());
    assert_query(&pg, "SELECT $1 || '!'", values, "apples!");
    assert_query(&pg, "SHOW application_name", NULL, "orders");
    assert_query(&pg, "SHOW statement_timeout", NULL, "2s");
    assert_query(&pg, "BEGIN", NULL, NULL);
    assert_true(resil_pg_in_transaction(&pg));
    assert_query(&pg, "ROLLBACK", NULL, NULL);
    assert_false(resil_pg_in_transaction(&pg));
    resil_pg_finish(&pg);
}

static void refusals_are_classified(void **state)
{
    (void)state;
    struct resil_pg pg;
    PGresult *result;
    open_pg(&pg, real_server());
    assert_int_equal(resil_pg_query(&pg, in_ms(20000), "SELEC", 0, NULL, &result), RESIL_FAILED);
    assert_string_equal(pg.sqlstate, "42601");
    assert_int_equal(resil_pg_outcome(&pg, RESIL_FAILED), RESIL_PERMANENT);
    assert_false(pg.in_doubt);
    assert_query(&pg, "SET statement_timeout = '50ms'", NULL, NULL);
    assert_int_equal(resil_pg_query(&pg, in_ms(20000), "SELECT pg_sleep(60)", 0, NULL, &result),
                     RESIL_FAILED);
    assert_int_equal(resil_pg_outcome(&pg, RESIL_FAILED), RESIL_TIMEOUT);
    assert_int_equal(
        resil_pg_query(&pg, in_ms(20000), "COPY (SELECT 1) TO STDOUT", 0, NULL, &result),
        RESIL_INVALID);
    assert_query(&pg, "SELECT 1", NULL, "1");
    resil_pg_finish(&pg);
}

static void a_slow_statement_is_left_and_settings_come_back(void **state)
{
    (void)state;
    struct resil_pg pg;
    PGresult *result;
    open_pg(&pg, real_server());
    assert_query(&pg, "SELECT 1", NULL, "1");
    int64_t start = resil_clock_monotonic(NULL);
    assert_int_equal(resil_pg_query(&pg, in_ms(100), "SELECT pg_sleep(60)", 0, NULL, &result),
                     RESIL_DEADLINE);
    assert_true(pg.in_doubt);
    assert_in_time(start);
    assert_query(&pg, "SHOW application_name", NULL, "orders"); /* a new connection, set up */
    resil_pg_finish(&pg);
}

static void a_killed_connection_is_made_again(void **state)
{
    (void)state;
    struct resil_pg pg;
    PGresult *result;
    open_pg(&pg, real_server());
    assert_int_equal(resil_pg_query(&pg, in_ms(20000),
                                    "SELECT pg_terminate_backend(pg_backend_pid())", 0, NULL,
                                    &result),
                     RESIL_CLOSED);
    assert_string_equal(pg.sqlstate, "57P01");
    assert_int_equal(resil_pg_outcome(&pg, RESIL_CLOSED), RESIL_TRANSIENT);
    assert_query(&pg, "SHOW application_name", NULL, "orders");
    resil_pg_finish(&pg);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    struct resil_pg pg;
    const char *bad;
    struct resil_pg_options o = RESIL_PG_OPTIONS_DEFAULT;
    o.conninfo = "";
    o.setting_count = 1;
    assert_int_equal(resil_pg_init(&pg, &o, &bad), RESIL_INVALID);
    assert_string_equal(bad, "settings");
    o.setting_count = -1;
    assert_int_equal(resil_pg_init(&pg, &o, &bad), RESIL_INVALID);
    assert_string_equal(bad, "setting_count");
    o = RESIL_PG_OPTIONS_DEFAULT;
    o.conninfo = NULL;
    assert_int_equal(resil_pg_init(&pg, &o, &bad), RESIL_INVALID);
    assert_string_equal(bad, "conninfo");
    o.conninfo = "";
    o.connect_ns = -1;
    assert_int_equal(resil_pg_init(&pg, &o, &bad), RESIL_INVALID);
    assert_string_equal(bad, "connect_ns");
    resil_pg_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_server_that_does_not_answer_does_not_outlast_the_deadline),
        cmocka_unit_test(a_refused_connection_is_told),
        cmocka_unit_test(statements_and_settings_work),
        cmocka_unit_test(refusals_are_classified),
        cmocka_unit_test(a_slow_statement_is_left_and_settings_come_back),
        cmocka_unit_test(a_killed_connection_is_made_again),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, peer_start, peer_stop);
}
