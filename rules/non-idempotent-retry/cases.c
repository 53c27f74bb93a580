/* What is sent again although it must happen once. */
#include <curl/curl.h>
#include <libpq-fe.h>
#include <resil/curl.h>
#include <resil/retry.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

/* ---- bad ---- */

int pays_twice_bad(const char *body)
{
    CURL *h = limited_handle("https://pay.example/charges");
    CURLcode rc = CURLE_OK;

    curl_easy_setopt(h, CURLOPT_POSTFIELDS, body);
    for (int i = 0; i < 3; i++) { // want: non-idempotent-retry
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1u << i);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int post_switched_on_bad(const char *url, FILE *body)
{
    CURL *h = limited_handle(url);
    int left = 3;
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_POST, 1L);
    curl_easy_setopt(h, CURLOPT_READDATA, body);
    do { // want: non-idempotent-retry
        rewind(body);
        rc = curl_easy_perform(h);
    } while (rc != CURLE_OK && --left);
    curl_easy_cleanup(h);
    return (int)rc;
}

int patch_by_goto_bad(const char *url, const char *change)
{
    CURL *h = limited_handle(url);
    int n = 0;
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, "PATCH");
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, change);
again: // want: non-idempotent-retry
    rc = curl_easy_perform(h);
    if (rc == CURLE_OPERATION_TIMEDOUT && n++ < 2) {
        sleep(1);
        goto again;
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

static CURLcode post_order(const char *json)
{
    CURL *h = limited_handle("https://orders.example/orders");
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, json);
    rc = curl_easy_perform(h);
    curl_slist_free_all(headers);
    curl_easy_cleanup(h);
    return rc;
}

int retried_around_a_helper_bad(const char *json)
{
    for (int i = 0; i < 4; i++) { // want: non-idempotent-retry
        if (post_order(json) == CURLE_OK)
            return 0;
        sleep(2);
    }
    return -1;
}

int mail_sent_twice_bad(struct curl_slist *recipients, FILE *mail)
{
    CURL *h = limited_handle("smtp://mail.example");
    CURLcode rc;
    int tries = 0;

    curl_easy_setopt(h, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(h, CURLOPT_READDATA, mail);
    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    while ((rc = curl_easy_perform(h)) != CURLE_OK && tries++ < 3) { // want: non-idempotent-retry
        rewind(mail);
        sleep(5);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

/* ---- ok ---- */

int get_ok(const char *url)
{
    CURL *h = limited_handle(url);
    CURLcode rc = CURLE_OK;

    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1);
    }
    curl_easy_cleanup(h);
    return (int)rc;
}

int put_ok(const char *url, FILE *body)
{
    CURL *h = limited_handle(url);
    int n = 0;
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(h, CURLOPT_READDATA, body);
    do {
        rewind(body);
        rc = curl_easy_perform(h);
    } while (rc != CURLE_OK && ++n < 3);
    curl_easy_cleanup(h);
    return (int)rc;
}

int delete_ok(const char *url)
{
    CURL *h = limited_handle(url);
    int n = 0;
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, "DELETE");
retry:
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && ++n < 3)
        goto retry;
    curl_easy_cleanup(h);
    return (int)rc;
}

int post_with_key_ok(const char *body)
{
    CURL *h = limited_handle("https://pay.example/charges");
    struct curl_slist *headers;
    CURLcode rc = CURLE_OK;

    headers = curl_slist_append(NULL, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Idempotency-Key: 7b1c2a54-4fd2-4f6e-9d8a-0e5a2f8b9c11");
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, body);
    for (int i = 0; i < 3; i++) { // ok: non-idempotent-retry
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        sleep(1);
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(h);
    return (int)rc;
}

int key_made_at_run_time_ok(const char *body, const char *order_id)
{
    char key[128];
    CURL *h = limited_handle("https://pay.example/charges");
    struct curl_slist *headers;
    CURLcode rc;
    int n = 0;

    snprintf(key, sizeof key, "Idempotency-Key: %s", order_id);
    headers = curl_slist_append(NULL, key);
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, body);
    while ((rc = curl_easy_perform(h)) != CURLE_OK && n++ < 3) // ok: non-idempotent-retry
        sleep(1);
    curl_slist_free_all(headers);
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Whether it may be repeated is up to the caller: not known. */
int method_of_the_caller_ok(const char *url, const char *method)
{
    CURL *h = limited_handle(url);
    CURLcode rc;
    int n = 0;

    curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, method);
    do
        rc = curl_easy_perform(h);
    while (rc != CURLE_OK && ++n < 3);
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Sent once; the next turn sends another order. */
int each_order_once_ok(const char *const *orders, int count)
{
    int failed = 0;

    for (int i = 0; i < count; i++)
        failed += post_order(orders[i]) != CURLE_OK;
    return failed;
}

/* A refused connection proves that nothing was sent. */
int only_unsent_ones_ok(const char *url, const char *body)
{
    CURL *h = limited_handle(url);
    int n = 0;
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_POSTFIELDS, body);
    do { // todo-ok: non-idempotent-retry
        rc = curl_easy_perform(h);
    } while ((rc == CURLE_COULDNT_CONNECT || rc == CURLE_COULDNT_RESOLVE_HOST) && ++n < 3);
    curl_easy_cleanup(h);
    return (int)rc;
}

/* A statement that is printed first, here or in a wrapper: its format says what it does. */
static int run_statement(PGconn *connection, const char *format, ...)
{
    char statement[500];
    va_list values;
    PGresult *result;
    int failed;

    va_start(values, format);
    vsnprintf(statement, sizeof statement, format, values);
    va_end(values);
    result = PQexec(connection, statement);
    failed = PQresultStatus(result) != PGRES_COMMAND_OK;
    PQclear(result);
    return failed;
}

int insert_by_wrapper(PGconn *connection, int id)
{
    for (int i = 0; i < 3; i++) { // want: non-idempotent-retry
        if (run_statement(connection, "INSERT INTO orders VALUES (%d)", id) == 0)
            return 0;
        sleep(1u << i);
    }
    return -1;
}

int delete_by_wrapper_ok(PGconn *connection, int id)
{
    for (int i = 0; i < 3; i++) {
        if (run_statement(connection, "DELETE FROM orders WHERE id = %d", id) == 0)
            return 0;
        sleep(1u << i);
    }
    return -1;
}

int insert_printed(PGconn *connection, int id)
{
    char statement[100];

    snprintf(statement, sizeof statement, "INSERT INTO orders VALUES (%d)", id);
    for (int i = 0; i < 3; i++) { // want: non-idempotent-retry
        PGresult *result = PQexec(connection, statement);
        int failed = PQresultStatus(result) != PGRES_COMMAND_OK;
        PQclear(result);
        if (!failed)
            return 0;
        sleep(1u << i);
    }
    return -1;
}

/* The key is a member of the options. */
int key_in_the_options_ok(CURL *curl, const char *order, struct resil_retry_policy *policy,
                          struct resil_deadline deadline)
{
    struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_curl_result result;

    options.key = order;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "cents=100");
    for (int i = 0; i < 3; i++)
        if (resil_curl_perform(curl, policy, deadline, &options, &result) == RESIL_OK)
            return 0;
    return -1;
}

int no_key_in_the_options_bad(CURL *curl, struct resil_retry_policy *policy,
                              struct resil_deadline deadline)
{
    struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_curl_result result;

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "cents=100");
    for (int i = 0; i < 3; i++) // want: non-idempotent-retry
        if (resil_curl_perform(curl, policy, deadline, &options, &result) == RESIL_OK)
            return 0;
    return -1;
}

int no_options_bad(CURL *curl, struct resil_retry_policy *policy, struct resil_deadline deadline)
{
    struct resil_curl_result result;

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "cents=100");
    for (int i = 0; i < 3; i++) // want: non-idempotent-retry
        if (resil_curl_perform(curl, policy, deadline, NULL, &result) == RESIL_OK)
            return 0;
    return -1;
}

static int post_again(CURL *curl, const struct resil_curl_options *options,
                      struct resil_retry_policy *policy, struct resil_deadline deadline)
{
    struct resil_curl_result result;

    for (int i = 0; i < 3; i++)
        if (resil_curl_perform(curl, policy, deadline, options, &result) == RESIL_OK)
            return 0;
    return -1;
}

/* The request is made below, the key is given here. */
int key_of_the_caller_ok(CURL *curl, const char *order, struct resil_retry_policy *policy,
                         struct resil_deadline deadline)
{
    struct resil_curl_options options = {.connect_ns = RESIL_S, .key = order};

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "cents=100");
    return post_again(curl, &options, policy, deadline);
}

/* The iterator repeats what it is told to have failed. */
int iterator_bad(CURL *curl, struct resil_retry_policy *policy, struct resil_deadline deadline)
{
    struct resil_retry retry;

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "cents=100");
    resil_retry_start(&retry, policy, deadline);
    while (resil_retry_attempt(&retry)) { // want: non-idempotent-retry
        CURLcode code = curl_easy_perform(curl);
        resil_retry_wait(&retry, resil_curl_outcome(curl, code), RESIL_NO_HINT);
    }
    return retry.status == RESIL_OK ? 0 : -1;
}

/* A helper of the library calls the function again. */
static enum resil_outcome send_once(void *curl, struct resil_retry *retry, int64_t *hint)
{
    resil_curl_limit(curl, resil_retry_time(retry, RESIL_S), RESIL_S);
    *hint = RESIL_NO_HINT;
    return resil_curl_outcome(curl, curl_easy_perform(curl));
}

int helper_bad(struct resil_retry_policy *policy, struct resil_deadline deadline)
{
    CURL *curl = curl_easy_init();

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "cents=100");
    int rc = (int)resil_retry_run(policy, deadline, send_once, curl); // want: non-idempotent-retry
    curl_easy_cleanup(curl);
    return rc;
}

int helper_ok(struct resil_retry_policy *policy, struct resil_deadline deadline)
{
    CURL *curl = curl_easy_init();

    curl_easy_setopt(curl, CURLOPT_URL, "https://a.example/");
    int rc = (int)resil_retry_run(policy, deadline, send_once, curl);
    curl_easy_cleanup(curl);
    return rc;
}
