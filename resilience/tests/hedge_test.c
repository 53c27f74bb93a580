#include <math.h>
#include "resil/hedge.h"
#include "test.h"

#define resil_hedge_policy_options resil_hedge_options /* for REFUSES */

static struct resil_manual_clock manual;

static struct resil_hedge_policy policy;

static void make(int copies, struct resil_budget *budget)
{
    struct resil_hedge_options o = RESIL_HEDGE_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    o.clock = resil_manual_clock(&manual);
    o.copies = copies;
    o.budget = budget;
    o.min_samples = 10;
    assert_int_equal(resil_hedge_policy_init(&policy, &o, NULL), RESIL_OK);
}

static struct resil_deadline within(int64_t ns)
{
    struct resil_clock clock = resil_manual_clock(&manual);
    return resil_deadline_after(&clock, ns);
}

static void a_quick_answer_needs_no_second_copy(void **state)
{
    (void)state;
    struct resil_hedge h;
    int64_t wait;
    make(2, NULL);
    resil_hedge_start(&h, &policy, within(5 * RESIL_S));
    assert_true(resil_hedge_next(&h, &wait));
    assert_false(resil_hedge_next(&h, &wait));
    assert_ns(wait, 500 * RESIL_MS);
    resil_manual_advance(&manual, 10 * RESIL_MS);
    resil_hedge_report(&h, 0, RESIL_SUCCESS);
    assert_true(h.over && h.status == RESIL_OK && h.winner == 0 && h.copies == 1);
    assert_false(resil_hedge_next(&h, &wait));
    assert_ns(wait, 0);
    resil_hedge_finish(&h);
    resil_hedge_policy_finish(&policy);
}

static void a_slow_one_gets_company_and_the_first_wins(void **state)
{
    (void)state;
    struct resil_hedge h;
    int64_t wait;
    make(3, NULL);
    resil_hedge_start(&h, &policy, within(5 * RESIL_S));
    assert_true(resil_hedge_next(&h, &wait));
    resil_manual_advance(&manual, 500 * RESIL_MS);
    assert_true(resil_hedge_next(&h, &wait));
    assert_false(resil_hedge_next(&h, &wait));
    resil_hedge_report(&h, 1, RESIL_SUCCESS);
    assert_int_equal(h.winner, 1);
    resil_hedge_report(&h, 0, RESIL_PERMANENT); /* too late to matter */
    assert_int_equal(h.status, RESIL_OK);
    resil_hedge_finish(&h);
    resil_hedge_policy_finish(&policy);
}

static void a_failure_starts_the_next_at_once(void **state)
{
    (void)state;
    struct resil_hedge h;
    int64_t wait;
    make(2, NULL);
    resil_hedge_start(&h, &policy, within(5 * RESIL_S));
    assert_true(resil_hedge_next(&h, &wait));
    resil_hedge_report(&h, 0, RESIL_TRANSIENT);
    assert_false(h.over);
    assert_true(resil_hedge_next(&h, &wait));
    resil_hedge_report(&h, 1, RESIL_TIMEOUT);
    assert_true(h.over && h.status == RESIL_FAILED && h.winner == -1);
    resil_hedge_start(&h, &policy, within(5 * RESIL_S));
    assert_true(resil_hedge_next(&h, &wait));
    resil_hedge_report(&h, 0, RESIL_THROTTLED);
    assert_true(h.over && h.status == RESIL_PUSHBACK);
    resil_hedge_finish(&h);
    resil_hedge_policy_finish(&policy);
}

static void the_deadline_ends_it(void **state)
{
    (void)state;
    struct resil_hedge h;
    int64_t wait;
    make(2, NULL);
    resil_hedge_start(&h, &policy, within(300 * RESIL_MS));
    assert_true(resil_hedge_next(&h, &wait));
    assert_false(resil_hedge_next(&h, &wait));
    assert_ns(wait, 300 * RESIL_MS);
    resil_manual_advance(&manual, wait);
    assert_false(resil_hedge_next(&h, &wait));
    assert_true(h.over && h.status == RESIL_DEADLINE);
    resil_hedge_finish(&h);
    resil_hedge_policy_finish(&policy);
}

/* One call with the given latency of the original; answers of hedges take no time. */
static int call(int64_t latency_ns)
{
    struct resil_hedge h;
    int64_t wait, spent = 0;
    resil_hedge_start(&h, &policy, within(60 * RESIL_S));
    while (!h.over) {
        while (resil_hedge_next(&h, &wait))
            if (h.copies == 2)
                resil_hedge_report(&h, 1, RESIL_SUCCESS);
        int64_t step = wait < latency_ns - spent ? wait : latency_ns - spent;
        resil_manual_advance(&manual, step);
        spent += step;
        if (spent >= latency_ns)
            resil_hedge_report(&h, 0, RESIL_SUCCESS);
    }
    resil_hedge_finish(&h);
    return h.copies;
}

static void the_delay_follows_the_quantile(void **state)
{
    (void)state;
    make(2, NULL);
    for (int i = 1; i <= 2000; i++)
        call((i % 100 + 1) * RESIL_MS);
    int64_t delay = resil_hedge_delay(&policy);
    assert_in_range(delay, 80 * RESIL_MS, 150 * RESIL_MS);
    int hedged = 0;
    for (int i = 0; i < 1000; i++)
        hedged += call((i % 100 + 1) * RESIL_MS) - 1;
    assert_true(hedged <= 100); /* about 5 %, and it does not breed */
    resil_hedge_policy_finish(&policy);
}

/* Slower than the deadline is slow as well: else only the quick calls would teach the delay. */
static void calls_that_miss_the_deadline_prolong_the_delay(void **state)
{
    (void)state;
    struct resil_hedge h;
    int64_t wait;
    make(2, NULL);
    for (int i = 0; i < 1000; i++) {
        resil_hedge_start(&h, &policy, within(200 * RESIL_MS));
        while (resil_hedge_next(&h, &wait))
            continue;
        if (i % 5)
            resil_hedge_report(&h, 0, RESIL_SUCCESS);
        else
            resil_manual_advance(&manual, 200 * RESIL_MS);
        assert_false(resil_hedge_next(&h, &wait));
        resil_hedge_finish(&h);
    }
    assert_true(resil_hedge_delay(&policy) >= 200 * RESIL_MS);
    resil_hedge_policy_finish(&policy);
}

static void the_budget_bounds_hedges_when_all_is_slow(void **state)
{
    (void)state;
    struct resil_budget budget;
    struct resil_budget_options o = RESIL_BUDGET_OPTIONS_DEFAULT;
    o.clock = resil_manual_clock(&manual);
    o.window_floor = 0;
    o.concurrency_floor = 0;
    o.ratio = 0.1;
    o.window_ns = 3600 * RESIL_S;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    assert_int_equal(resil_budget_init(&budget, &o, NULL), RESIL_OK);
    make(2, &budget);
    policy.delay.options.ceiling_ns = 20 * RESIL_MS; /* else the quantile would follow */
    int hedged = 0;
    for (int i = 0; i < 200; i++)
        hedged += call(RESIL_S + i) - 1;
    assert_in_range(hedged, 1, 20);
    assert_int_equal(resil_budget_state(&budget).under_way, 0);
    resil_hedge_policy_finish(&policy);
    resil_budget_finish(&budget);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, copies, 1);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, copies, 9);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, quantile, (double)NAN);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, floor_ns, 0);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, ceiling_ns, 1);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, initial_ns, 1);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, initial_ns, 11 * RESIL_S);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, min_samples, 0);
    REFUSES(hedge_policy, RESIL_HEDGE_OPTIONS_DEFAULT, window_ns, 0);
    resil_hedge_policy_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quick_answer_needs_no_second_copy),
        cmocka_unit_test(a_slow_one_gets_company_and_the_first_wins),
        cmocka_unit_test(a_failure_starts_the_next_at_once),
        cmocka_unit_test(the_deadline_ends_it),
        cmocka_unit_test(the_delay_follows_the_quantile),
        cmocka_unit_test(calls_that_miss_the_deadline_prolong_the_delay),
        cmocka_unit_test(the_budget_bounds_hedges_when_all_is_slow),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
