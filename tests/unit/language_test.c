/* Which request texts may be sent twice. */
#include "models/model.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct text_case {
    const char *text;
    enum model_answer idempotent;
    const char *verb; /* NULL: none is known */
};

static void check(enum model_language language, const struct text_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *verb = "unset";
        enum model_answer answer = model_text_idempotent(language, cases[i].text, &verb);
        bool same = verb == cases[i].verb ||
                    (verb != NULL && cases[i].verb != NULL && strcmp(verb, cases[i].verb) == 0);
        if (answer != cases[i].idempotent || !same) {
            fail_msg("'%s' gave %d and %s", cases[i].text, (int)answer, verb ? verb : "no verb");
        }
    }
}

static void http_requests(void **state)
{
    (void)state;
    const struct text_case cases[] = {
        {"GET", ANSWER_YES, "GET"},
        {"post", ANSWER_NO, "POST"},
        {"PUT /orders/7 HTTP/1.1\r\n", ANSWER_YES, "PUT"},
        {"POST /orders HTTP/1.1\r\nHost: x\r\n\r\n", ANSWER_NO, "POST"},
        {"POST /orders HTTP/1.1\r\nidempotency-KEY: 4\r\n\r\n", ANSWER_YES, "POST"},
        {"PATCH", ANSWER_NO, "PATCH"},
        {"POSTPONE", ANSWER_UNKNOWN, NULL},
        {"%s %s HTTP/1.1\r\n", ANSWER_UNKNOWN, NULL},
        {"", ANSWER_UNKNOWN, NULL},
    };
    check(LANGUAGE_HTTP, cases, sizeof cases / sizeof *cases);
}

static void sql_statements(void **state)
{
    (void)state;
    const struct text_case cases[] = {
        {"SELECT * FROM t WHERE a = 'x; INSERT'", ANSWER_YES, "SELECT"},
        {"select nextval('ids')", ANSWER_NO, "SELECT"},
        {"SELECT a INTO b FROM c", ANSWER_UNKNOWN, "SELECT"},
        {"-- note\n/* more */ insert into t values (%d)", ANSWER_NO, "INSERT"},
        {"INSERT IGNORE INTO t VALUES (1)", ANSWER_YES, "INSERT"},
        {"INSERT OR REPLACE INTO t VALUES (1)", ANSWER_YES, "INSERT"},
        {"INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING", ANSWER_YES, "INSERT"},
        {"INSERT INTO t (n) VALUES (1) ON CONFLICT (id) DO UPDATE SET n = EXCLUDED.n", ANSWER_YES,
         "INSERT"},
        {"INSERT INTO t (n) VALUES (1) ON CONFLICT (id) DO UPDATE SET n = t.n + 1", ANSWER_NO,
         "INSERT"},
        {"INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE n = VALUES(n)", ANSWER_YES, "INSERT"},
        {"INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE n = n + 1", ANSWER_NO, "INSERT"},
        {"INSERT INTO t SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM t)", ANSWER_YES, "INSERT"},
        {"UPDATE t SET a = 1, b = 'a' WHERE a = 2", ANSWER_YES, "UPDATE"},
        {"UPDATE t SET a = b, n = n - 1 WHERE id = 1", ANSWER_NO, "UPDATE"},
        {"UPDATE t SET t.n = t.n + %d", ANSWER_NO, "UPDATE"},
        {"UPDATE t SET a = 1 WHERE a = a", ANSWER_YES, "UPDATE"},
        {"UPDATE t SET%ca=%d%ca=null%cb=%d WHERE id = 1", ANSWER_YES, "UPDATE"},
        {"DELETE FROM t WHERE id = 1", ANSWER_YES, "DELETE"},
        {"DELETE FROM t ORDER BY d LIMIT 1", ANSWER_NO, "DELETE"},
        {"BEGIN", ANSWER_YES, "BEGIN"},
        {"COMMIT", ANSWER_YES, "COMMIT"},
        {"BEGIN; INSERT INTO t VALUES (1); COMMIT", ANSWER_NO, "INSERT"},
        {"SELECT 1; SELECT 2;", ANSWER_YES, "SELECT"},
        {"CREATE TABLE IF NOT EXISTS t (a int)", ANSWER_YES, "CREATE"},
        {"CREATE TABLE t (a int)", ANSWER_UNKNOWN, "CREATE"},
        {"CALL pay(1)", ANSWER_UNKNOWN, "CALL"},
        {"NOTIFY chan", ANSWER_NO, "NOTIFY"},
        {"%s", ANSWER_UNKNOWN, NULL},
        {"'unclosed", ANSWER_UNKNOWN, NULL},
        {"/* unclosed", ANSWER_UNKNOWN, NULL},
        {"", ANSWER_UNKNOWN, NULL},
    };
    check(LANGUAGE_SQL, cases, sizeof cases / sizeof *cases);
}

static void redis_commands(void **state)
{
    (void)state;
    const struct text_case cases[] = {
        {"GET %s", ANSWER_YES, "GET"},          {"set key %b", ANSWER_YES, "SET"},
        {"INCR hits", ANSWER_NO, "INCR"},       {"LPUSH queue %s", ANSWER_NO, "LPUSH"},
        {"ZADD board 1 a", ANSWER_YES, "ZADD"}, {"ZADD board INCR 1 a", ANSWER_NO, "ZADD"},
        {"EVAL %s 0", ANSWER_UNKNOWN, "EVAL"},  {"%s", ANSWER_UNKNOWN, NULL},
        {"FROBNICATE", ANSWER_UNKNOWN, NULL},
    };
    check(LANGUAGE_REDIS, cases, sizeof cases / sizeof *cases);
}

static void no_language_tells_nothing(void **state)
{
    (void)state;
    const struct text_case cases[] = {{"GET", ANSWER_UNKNOWN, NULL}};
    check(LANGUAGE_NONE, cases, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(http_requests),
        cmocka_unit_test(sql_statements),
        cmocka_unit_test(redis_commands),
        cmocka_unit_test(no_language_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
