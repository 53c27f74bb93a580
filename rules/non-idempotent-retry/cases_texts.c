/* Statements that callers give, that are put together, and that belong to a transaction. */
#include <curl/curl.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static PGconn *db;

/* The program's own printf. */
static char *text_of(const char *format, va_list arguments)
{
    int size = 256;
    for (;;) {
        char *text = malloc((size_t)size);
        va_list copy;
        va_copy(copy, arguments);
        int length = vsnprintf(text, (size_t)size, format, copy);
        va_end(copy);
        if (length < size)
            return text;
        free(text);
        size = length + 1;
    }
}

static int execute(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = text_of(format, arguments);
    va_end(arguments);
    PGresult *result = PQexec(db, text);
    int failed = PQresultStatus(result) != PGRES_COMMAND_OK;
    PQclear(result);
    free(text);
    return failed ? -1 : 0;
}

struct builder {
    char *text;
    size_t length;
};

void builder_add(struct builder *builder, const char *format, ...);
void append(char **text, size_t *length, const char *format, ...);

/* ---- put together ---- */

int inserts_piece_by_piece_bad(int id, int amount)
{
    char *sql = NULL;
    size_t length = 0;
    append(&sql, &length, "insert into charges");
    append(&sql, &length, " values (%d", id);
    append(&sql, &length, ",%d)", amount);
    for (int i = 0; i < 3; i++) { // want: non-idempotent-retry
        if (execute("%s", sql) == 0)
            break;
        sleep(1u << i);
    }
    free(sql);
    return 0;
}

int updates_piece_by_piece_ok(int id, const char *name, int age)
{
    char *sql = NULL;
    size_t length = 0;
    char between = ' ';
    append(&sql, &length, "update people set");
    if (name != NULL) {
        append(&sql, &length, "%cname=%s", between, name);
        between = ',';
    } else {
        append(&sql, &length, "%cname=null", between);
    }
    append(&sql, &length, "%cage=%d where id=%d", between, age, id);
    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        if (execute("%s", sql) == 0)
            break;
        sleep(1u << i);
    }
    free(sql);
    return 0;
}

int adds_in_a_record_bad(int amount)
{
    struct builder builder = {0};
    builder_add(&builder, "update accounts set total =");
    builder_add(&builder, " total + %d", amount);
    for (int i = 0; i < 3; i++) { // want: non-idempotent-retry
        if (execute("%s", builder.text) == 0)
            break;
        sleep(1u << i);
    }
    return 0;
}

/* What is put together after the call is another statement's. */
int reads_then_adds_ok(int amount)
{
    char *sql = NULL;
    size_t length = 0;
    append(&sql, &length, "delete from old where amount = %d", amount);
    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        if (execute("%s", sql) == 0)
            break;
        sleep(1u << i);
    }
    length = 0;
    append(&sql, &length, "insert into charges values (%d)", amount);
    return execute("%s", sql);
}

/* ---- given by the callers ---- */

static int insisting_bad(const char *statement)
{
    for (int i = 0; i < 3; i++) { // want: non-idempotent-retry
        if (execute(statement) == 0)
            return 0;
        sleep(1u << i);
    }
    return -1;
}

int first_charge(void)
{
    return insisting_bad("insert into charges values (1)");
}

int second_charge(void)
{
    return insisting_bad("insert into charges values (2)");
}

static int insisting_mixed_ok(const char *statement)
{
    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        if (execute(statement) == 0)
            return 0;
        sleep(1u << i);
    }
    return -1;
}

int one_of_each_ok(void)
{
    int failed = insisting_mixed_ok("delete from charges");
    return failed + insisting_mixed_ok("insert into charges values (2)");
}

/* ---- beside what is looked at ---- */

int command_nobody_looks_at_bad(void)
{
    int failed = -1;
    for (int i = 0; i < 3 && failed; i++) { // want: non-idempotent-retry
        execute("insert into charges values (1)");
        failed = execute("update people set age = 3");
        sleep(1u << i);
    }
    return failed;
}

/* A transaction that fails is rolled back: only a commit that was done and not told of is lost. */
int transaction_ok(int count)
{
    int failed = -1;
    for (int i = 0; i < 3 && failed; i++) { // ok: non-idempotent-retry
        execute("begin");
        for (int k = 0; k < count; k++)
            execute("insert into charges values (%d)", k);
        failed = execute("commit");
        sleep(1u << i);
    }
    return failed;
}

int rows_without_transaction_bad(int count)
{
    int failed = -1;
    for (int i = 0; i < 3 && failed; i++) { // want: non-idempotent-retry
        for (int k = 0; k < count; k++)
            execute("insert into charges values (%d)", k);
        failed = execute("update people set age = 3");
        sleep(1u << i);
    }
    return failed;
}

/* ---- a method that may be another ---- */

int perhaps_head_ok(const char *url, const char *body, int head)
{
    CURL *h = curl_easy_init();
    CURLcode rc = CURLE_OK;
    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(h, CURLOPT_NOBODY, head ? 1L : 0L);
    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1u << i);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* ---- given by nobody that is seen ---- */

static int insert_first(const char *statement)
{
    return execute(statement);
}

int statement_of_strangers_ok(const char *statement)
{
    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        if (insert_first(statement) == 0)
            return 0;
        sleep(1u << i);
    }
    return -1;
}
