#include <stdlib.h>
#include "resil/curl.h"
#include "peer.h"

struct fixture {
    CURL *easy;
    struct resil_retry_policy policy;
    struct resil_curl_options options;
    struct resil_curl_result result;
    struct resil_curl_body body;
    char text[64];
};

static void prepare(struct fixture *f, struct fault_server *server, const char *target)
{
    char url[160];
    struct resil_retry_options retry = RESIL_RETRY_OPTIONS_DEFAULT;
    *f = (struct fixture){.easy = curl_easy_init(), .options = RESIL_CURL_OPTIONS_DEFAULT};
    assert_non_null(f->easy);
    retry.base_ns = RESIL_MS;
    retry.throttled_base_ns = RESIL_MS;
    assert_int_equal(resil_retry_policy_init(&f->policy, &retry, NULL), RESIL_OK);
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", fault_port(server), target);
    curl_easy_setopt(f->easy, CURLOPT_URL, url);
    f->body = (struct resil_curl_body){.data = f->text, .capacity = sizeof f->text};
    f->options.body = &f->body;
}

static enum resil_status perform(struct fixture *f, int ms)
{
    return resil_curl_perform(f->easy, &f->policy, resil_deadline_after(NULL, ms * RESIL_MS),
                              &f->options, &f->result);
}

static void a_server_that_recovers_is_asked_until_it_answers(void **state)
{
    struct fixture f;
    prepare(&f, *state, "/busy?n=2&test=recovers");
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(f.result.attempts, 3);
    assert_int_equal(f.result.http, 200);
    assert_string_equal(f.text, "fine\n"); /* nothing of the 503s is left in it */
    curl_easy_cleanup(f.easy);
}

static void a_silent_server_costs_no_more_than_the_deadline(void **state)
{
    static const char *const targets[] = {"/silent", "/drip?ms=20", "/delay?ms=60000"};
    for (size_t i = 0; i < 3; i++) {
        struct fixture f;
        int64_t start = resil_clock_monotonic(NULL);
        prepare(&f, *state, targets[i]);
        f.options.attempt_ns = 100 * RESIL_MS;
        enum resil_status status = perform(&f, 250);
        assert_true(status == RESIL_DEADLINE || status == RESIL_EXHAUSTED);
        assert_int_equal(f.result.outcome, RESIL_TIMEOUT);
        assert_in_time(start);
        curl_easy_cleanup(f.easy);
    }
}

static void a_connect_that_nobody_answers_ends_too(void **state)
{
    struct fixture f;
    char url[64];
    int64_t start = resil_clock_monotonic(NULL);
    prepare(&f, *state, "");
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", fault_unreachable_port(*state));
    curl_easy_setopt(f.easy, CURLOPT_URL, url);
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "an order");
    f.options.connect_ns = 50 * RESIL_MS;
    assert_int_equal(perform(&f, 20000), RESIL_EXHAUSTED);
    assert_int_equal(f.result.attempts, 3); /* never sent, so a POST may be repeated */
    assert_in_time(start);
    curl_easy_cleanup(f.easy);
}

static void a_post_without_key_is_sent_once(void **state)
{
    struct fixture f;
    prepare(&f, *state, "/orders?lost=1&test=once");
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "two apples");
    assert_int_equal(perform(&f, 20000), RESIL_NOT_RETRYABLE);
    assert_int_equal(f.result.outcome, RESIL_TRANSIENT); /* what a breaker should know */
    assert_int_equal(f.result.attempts, 1);
    assert_int_equal(fault_requests(*state, "/orders?lost=1&test=once"), 1);
    curl_easy_cleanup(f.easy);
}

static void a_post_with_key_is_repeated_and_acts_once(void **state)
{
    struct fixture f;
    struct fault_request sent[4];
    int before = fault_orders(*state);
    prepare(&f, *state, "/orders?lost=2&test=key");
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "two apples");
    f.options.key = "0190aaaa-0000-7000-8000-000000000001";
    f.options.deadline_header = "grpc-timeout";
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(f.result.http, 201);
    assert_int_equal(fault_orders(*state) - before, 1);
    assert_int_equal(fault_list(*state, "/orders?lost=2&test=key", sent, 4), 3);
    assert_string_equal(sent[0].key, "\"0190aaaa-0000-7000-8000-000000000001\"");
    assert_string_equal(sent[2].key, sent[0].key);
    assert_string_equal(sent[0].method, "POST");
    struct resil_deadline left; /* the server can read how long we wait */
    assert_int_equal(resil_deadline_parse(sent[2].timeout, NULL, &left), RESIL_OK);
    int64_t left_ns = resil_deadline_remaining(left, NULL);
    assert_true(left_ns > 0 && left_ns <= 20 * RESIL_S);
    curl_easy_cleanup(f.easy);
}

static void the_server_says_how_long_to_wait(void **state)
{
    struct fixture f;
    prepare(&f, *state, "/throttle?n=1&s=1");
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "x"); /* 429: nothing was done */
    int64_t start = resil_clock_monotonic(NULL);
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(f.result.attempts, 2);
    assert_true(resil_clock_monotonic(NULL) - start >= RESIL_S);
    curl_easy_cleanup(f.easy);
    prepare(&f, *state, "/throttle?n=1&s=30");
    start = resil_clock_monotonic(NULL);
    assert_int_equal(perform(&f, 2000), RESIL_DEADLINE); /* not waited for in vain */
    assert_int_equal(resil_curl_hint(f.easy), 30 * RESIL_S);
    assert_true(resil_clock_monotonic(NULL) - start < 2 * RESIL_S);
    curl_easy_cleanup(f.easy);
}

static void a_refusal_with_a_time_is_no_failure(void **state)
{
    struct fixture f;
    prepare(&f, *state, "/throttle?n=1&s=0&code=503");
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "x");
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(f.result.attempts, 2);
    curl_easy_cleanup(f.easy);
    prepare(&f, *state, "/busy?n=1&test=post");
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "x");
    assert_int_equal(perform(&f, 20000), RESIL_NOT_RETRYABLE); /* 503 alone may have acted */
    curl_easy_cleanup(f.easy);
}

static void wrong_requests_are_not_repeated(void **state)
{
    struct fixture f;
    prepare(&f, *state, "/status?code=404");
    assert_int_equal(perform(&f, 20000), RESIL_NOT_RETRYABLE);
    assert_int_equal(f.result.http, 404);
    assert_int_equal(f.result.attempts, 1);
    curl_easy_setopt(f.easy, CURLOPT_URL, "no-such-scheme://x/");
    assert_int_equal(perform(&f, 20000), RESIL_NOT_RETRYABLE);
    assert_int_equal(f.result.code, CURLE_UNSUPPORTED_PROTOCOL);
    assert_int_equal(perform(&f, -1), RESIL_DEADLINE);
    assert_int_equal(f.result.attempts, 0);
    curl_easy_cleanup(f.easy);
}

static void torn_connections_are_repeated(void **state)
{
    static const char *const targets[] = {"/reset?test=torn", "/close?test=torn",
                                          "/half?test=torn"};
    for (size_t i = 0; i < 3; i++) {
        struct fixture f;
        prepare(&f, *state, targets[i]);
        assert_int_equal(perform(&f, 20000), RESIL_EXHAUSTED);
        assert_int_equal(f.result.attempts, 3);
        curl_easy_cleanup(f.easy);
    }
}

static void count_restart(void *ctx)
{
    ++*(int *)ctx;
}

static void the_caller_is_told_to_start_again(void **state)
{
    struct fixture f;
    int restarts = 0;
    prepare(&f, *state, "/busy?n=2&test=restart");
    f.options.restart = count_restart;
    f.options.ctx = &restarts;
    f.body.capacity = 4;
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(restarts, 2);
    assert_true(f.body.truncated);
    assert_string_equal(f.text, "fin");
    curl_easy_cleanup(f.easy);
}

static void count_kind(void *ctx, const struct resil_event *event)
{
    ((int *)ctx)[event->kind]++;
    assert_string_equal(event->name, "orders");
}

static void an_observer_sees_attempts_and_the_end(void **state)
{
    struct fixture f;
    int kinds[RESIL_EVENT_COUNT] = {0};
    prepare(&f, *state, "/busy?n=1&test=observer");
    f.options.observer = (struct resil_observer){.see = count_kind, .ctx = kinds};
    f.options.name = "orders";
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(kinds[RESIL_EVENT_ATTEMPT], 2);
    assert_int_equal(kinds[RESIL_EVENT_RETRY], 1);
    assert_int_equal(kinds[RESIL_EVENT_END], 1);
    curl_easy_cleanup(f.easy);
}

static void assert_refused(struct fixture *f, const char *field)
{
    assert_int_equal(perform(f, 1000), RESIL_INVALID);
    assert_string_equal(f->result.bad, field);
    assert_int_equal(f->result.attempts, 0);
}

static void bad_options_are_named(void **state)
{
    struct fixture f;
    char long_name[128] = {0};
    memset(long_name, 'x', sizeof long_name - 1);
    prepare(&f, *state, "/ok");
    f.options.key = "a\"b";
    assert_refused(&f, "key");
    f.options.key = "";
    assert_refused(&f, "key");
    f.options.key = NULL;
    f.options.deadline_header = long_name;
    assert_refused(&f, "deadline_header");
    f.options.deadline_header = NULL;
    f.options.connect_ns = 0;
    assert_refused(&f, "connect_ns");
    f.options.connect_ns = RESIL_S;
    f.options.attempt_ns = -1;
    assert_refused(&f, "attempt_ns");
    f.options.attempt_ns = RESIL_S;
    f.body.capacity = 0;
    assert_refused(&f, "body");
    curl_easy_cleanup(f.easy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_server_that_recovers_is_asked_until_it_answers),
        cmocka_unit_test(a_silent_server_costs_no_more_than_the_deadline),
        cmocka_unit_test(a_connect_that_nobody_answers_ends_too),
        cmocka_unit_test(a_post_without_key_is_sent_once),
        cmocka_unit_test(a_post_with_key_is_repeated_and_acts_once),
        cmocka_unit_test(the_server_says_how_long_to_wait),
        cmocka_unit_test(a_refusal_with_a_time_is_no_failure),
        cmocka_unit_test(wrong_requests_are_not_repeated),
        cmocka_unit_test(torn_connections_are_repeated),
        cmocka_unit_test(the_caller_is_told_to_start_again),
        cmocka_unit_test(an_observer_sees_attempts_and_the_end),
        cmocka_unit_test(bad_options_are_named),
    };
    setenv("no_proxy", "*", 1);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    int failed = cmocka_run_group_tests(tests, peer_start, peer_stop);
    curl_global_cleanup();
    return failed;
}
