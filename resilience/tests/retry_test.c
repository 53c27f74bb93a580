#include "test.h"
#include "ticking.h"

static struct resil_manual_clock manual;
static struct resil_xoshiro source;

static struct resil_retry_options defaults(void)
{
    struct resil_retry_options o = RESIL_RETRY_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    resil_xoshiro_seed(&source, 3);
    o.clock = resil_manual_clock(&manual);
    o.random = resil_xoshiro_random(&source);
    return o;
}

static struct resil_retry_policy make(const struct resil_retry_options *o)
{
    struct resil_retry_policy p;
    assert_int_equal(resil_retry_policy_init(&p, o, NULL), RESIL_OK);
    return p;
}

/* A server that fails `failures` times with `outcome`, then works. */
struct server {
    int failures, calls;
    enum resil_outcome outcome;
    int64_t hint_ns;
};

static enum resil_outcome call(void *ctx, struct resil_retry *retry, int64_t *hint_ns)
{
    struct server *s = ctx;
    assert_int_equal(retry->attempts, s->calls + 1);
    *hint_ns = s->hint_ns;
    return s->calls++ < s->failures ? s->outcome : RESIL_SUCCESS;
}

static void it_stops_when_it_works_or_when_it_must(void **state)
{
    (void)state;
    static const struct {
        int failures;
        enum resil_outcome outcome;
        int64_t hint_ns;
        int calls;
        enum resil_status status;
    } cases[] = {
        {0, RESIL_TRANSIENT, RESIL_NO_HINT, 1, RESIL_OK},
        {2, RESIL_TRANSIENT, RESIL_NO_HINT, 3, RESIL_OK},
        {9, RESIL_TRANSIENT, RESIL_NO_HINT, 3, RESIL_EXHAUSTED},
        {9, RESIL_TIMEOUT, RESIL_NO_HINT, 3, RESIL_EXHAUSTED},
        {9, RESIL_PERMANENT, RESIL_NO_HINT, 1, RESIL_NOT_RETRYABLE},
        {9, RESIL_ABANDONED, RESIL_NO_HINT, 1, RESIL_CANCELLED},
        {9, RESIL_THROTTLED, 3600 * RESIL_S, 1, RESIL_PUSHBACK},
        {1, RESIL_THROTTLED, 60 * RESIL_S, 2, RESIL_OK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct resil_retry_options o = defaults();
        struct resil_retry_policy p = make(&o);
        struct server s = {cases[i].failures, 0, cases[i].outcome, cases[i].hint_ns};
        assert_int_equal(resil_retry_run(&p, RESIL_NO_DEADLINE, call, &s), cases[i].status);
        assert_int_equal(s.calls, cases[i].calls);
    }
}

static void an_unsafe_request_is_not_sent_twice(void **state)
{
    (void)state;
    struct resil_retry_options o = defaults();
    o.retry_on = RESIL_RETRY_UNSAFE;
    struct resil_retry_policy p = make(&o);
    struct server s = {9, 0, RESIL_TIMEOUT, RESIL_NO_HINT};
    assert_int_equal(resil_retry_run(&p, RESIL_NO_DEADLINE, call, &s), RESIL_NOT_RETRYABLE);
    assert_int_equal(s.calls, 1);
}

static void the_iterator_says_how_long_and_does_not_sleep(void **state)
{
    (void)state;
    struct resil_retry_options o = defaults();
    struct resil_retry_policy p = make(&o);
    struct resil_retry r;
    int64_t wait, before = resil_now(&o.clock);
    resil_retry_start(&r, &p, RESIL_NO_DEADLINE);
    assert_true(resil_retry_attempt(&r));
    assert_true(resil_retry_next(&r, RESIL_TRANSIENT, RESIL_NO_HINT, &wait));
    assert_in_range(wait, 0, 50 * RESIL_MS);
    assert_true(resil_retry_attempt(&r));
    assert_true(resil_retry_next(&r, RESIL_THROTTLED, RESIL_NO_HINT, &wait));
    assert_in_range(wait, 0, 2 * RESIL_S); /* second retry: twice the throttled base */
    assert_true(resil_retry_attempt(&r));
    assert_false(resil_retry_next(&r, RESIL_SUCCESS, RESIL_NO_HINT, &wait));
    assert_ns(wait, 0);
    assert_int_equal(r.status, RESIL_OK);
    assert_false(resil_retry_attempt(&r));
    assert_ns(resil_now(&o.clock), before);
}

static void a_hint_is_a_lower_bound_with_jitter_on_top(void **state)
{
    (void)state;
    struct resil_retry_options o = defaults();
    struct resil_retry_policy p = make(&o);
    int64_t first = 0;
    bool different = false;
    for (int i = 0; i < 20; i++) {
        struct resil_retry r;
        int64_t wait;
        resil_retry_start(&r, &p, RESIL_NO_DEADLINE);
        assert_true(resil_retry_attempt(&r));
        assert_true(resil_retry_next(&r, RESIL_THROTTLED, 10 * RESIL_S, &wait));
        assert_in_range(wait, 10 * RESIL_S, 11 * RESIL_S);
        different = different || (i > 0 && wait != first);
        first = wait;
    }
    assert_true(different);
}

/* Whatever the waits are, no wait that would pass the deadline is begun. */
static void the_deadline_is_never_overrun(void **state)
{
    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct resil_retry_options o = defaults();
        o.max_attempts = 100;
        o.jitter = (enum resil_jitter)(i % 5);
        o.min_attempt_ns = i % 3 * 10 * RESIL_MS;
        resil_xoshiro_seed(&source, (uint64_t)i);
        struct resil_retry_policy p = make(&o);
        struct resil_retry r;
        struct resil_deadline d = resil_deadline_after(&o.clock, (i % 40) * 100 * RESIL_MS);
        resil_retry_start(&r, &p, d);
        while (resil_retry_attempt(&r)) {
            assert_true(d.at_ns - resil_now(&o.clock) > (r.attempts > 1 ? o.min_attempt_ns : 0));
            resil_manual_advance(&manual, 7 * RESIL_MS);
            assert_true(resil_retry_time(&r, RESIL_S).at_ns <= d.at_ns);
            resil_retry_wait(&r, RESIL_TIMEOUT, RESIL_NO_HINT);
        }
        assert_int_equal(r.status, RESIL_DEADLINE);
        assert_true(resil_now(&o.clock) <= d.at_ns + 7 * RESIL_MS);
    }
}

static void the_budget_pays_and_is_paid_back(void **state)
{
    (void)state;
    struct resil_budget b;
    struct resil_budget_options bo = RESIL_BUDGET_OPTIONS_DEFAULT;
    struct resil_retry_options o = defaults();
    bo.clock = o.clock;
    assert_int_equal(resil_budget_init(&b, &bo, NULL), RESIL_OK);
    o.budget = &b;
    struct resil_retry_policy p = make(&o);
    struct server s = {1, 0, RESIL_TRANSIENT, RESIL_NO_HINT};
    assert_int_equal(resil_retry_run(&p, RESIL_NO_DEADLINE, call, &s), RESIL_OK);
    assert_true(resil_budget_state(&b).tokens == 500);
    enum resil_status last = RESIL_OK;
    int calls = 0;
    for (int i = 0; i < 100; i++) {
        struct server down = {99, 0, RESIL_TRANSIENT, RESIL_NO_HINT};
        last = resil_retry_run(&p, RESIL_NO_DEADLINE, call, &down);
        calls += down.calls;
    }
    assert_int_equal(last, RESIL_NO_BUDGET);
    assert_in_range(calls, 100, 100 + 500 / 14);
    assert_int_equal(resil_budget_state(&b).under_way, 0);
    resil_budget_finish(&b);
}

static void leaving_the_loop_returns_the_ticket(void **state)
{
    (void)state;
    struct resil_budget b;
    assert_int_equal(resil_budget_init(&b, NULL, NULL), RESIL_OK);
    struct resil_retry_options o = defaults();
    o.budget = &b;
    struct resil_retry_policy p = make(&o);
    struct resil_retry r;
    int64_t wait;
    resil_retry_start(&r, &p, RESIL_NO_DEADLINE);
    assert_true(resil_retry_attempt(&r));
    assert_true(resil_retry_next(&r, RESIL_TIMEOUT, RESIL_NO_HINT, &wait));
    assert_int_equal(resil_budget_state(&b).under_way, 1);
    resil_retry_finish(&r);
    resil_retry_finish(&r);
    assert_int_equal(resil_budget_state(&b).under_way, 0);
    assert_true(resil_budget_state(&b).tokens == 500);
    assert_int_equal(r.status, RESIL_CANCELLED);
    resil_budget_finish(&b);
}

static void an_expired_deadline_makes_no_call(void **state)
{
    (void)state;
    struct resil_retry_options o = defaults();
    struct resil_retry_policy p = make(&o);
    struct server s = {0, 0, RESIL_TRANSIENT, RESIL_NO_HINT};
    struct resil_deadline d = resil_deadline_after(&o.clock, 0);
    assert_int_equal(resil_retry_run(&p, d, call, &s), RESIL_DEADLINE);
    assert_int_equal(s.calls, 0);
}

static void a_wait_that_fitted_ends_at_the_deadline(void **state)
{
    (void)state;
    struct ticking t = {RESIL_S, 0};
    struct resil_retry_options o = defaults();
    struct resil_retry_policy policy;
    struct resil_retry r;
    o.jitter = RESIL_JITTER_NONE;
    o.base_ns = 10 * RESIL_MS;
    o.clock = (struct resil_clock){tick, sleep_ticking, &t};
    assert_int_equal(resil_retry_policy_init(&policy, &o, NULL), RESIL_OK);
    /* It is looked at before the attempt and when the wait is judged, and goes on after that. */
    struct resil_deadline deadline = {t.now_ns + 2 * RESIL_MS + 10 * RESIL_MS + RESIL_MS / 2};
    resil_retry_start(&r, &policy, deadline);
    assert_true(resil_retry_attempt(&r));
    assert_true(resil_retry_wait(&r, RESIL_TRANSIENT, RESIL_NO_HINT));
    assert_ns(t.slept_until_ns, deadline.at_ns);
}

#define resil_retry_policy_options resil_retry_options

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, max_attempts, 0);
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, base_ns, -1);
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, cap_ns, 1);
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, throttled_base_ns, 21 * RESIL_S);
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, jitter, (enum resil_jitter) - 1);
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, retry_on, RESIL_BIT(RESIL_SUCCESS));
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, hint_max_ns, -1);
    REFUSES(retry_policy, RESIL_RETRY_OPTIONS_DEFAULT, min_attempt_ns, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stops_when_it_works_or_when_it_must),
        cmocka_unit_test(an_unsafe_request_is_not_sent_twice),
        cmocka_unit_test(the_iterator_says_how_long_and_does_not_sleep),
        cmocka_unit_test(a_hint_is_a_lower_bound_with_jitter_on_top),
        cmocka_unit_test(the_deadline_is_never_overrun),
        cmocka_unit_test(a_wait_that_fitted_ends_at_the_deadline),
        cmocka_unit_test(the_budget_pays_and_is_paid_back),
        cmocka_unit_test(leaving_the_loop_returns_the_ticket),
        cmocka_unit_test(an_expired_deadline_makes_no_call),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
