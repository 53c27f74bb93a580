#include <math.h>
#include "test.h"

static struct resil_manual_clock manual;
static struct resil_xoshiro source;
static struct resil_breaker breaker;

static struct resil_breaker_options small(void)
{
    struct resil_breaker_options o = RESIL_BREAKER_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    resil_xoshiro_seed(&source, 11);
    o.clock = resil_manual_clock(&manual);
    o.random = resil_xoshiro_random(&source);
    o.window_calls = 10;
    o.min_calls = 4;
    o.open_jitter = 0;
    return o;
}

static void make(const struct resil_breaker_options *o)
{
    assert_int_equal(resil_breaker_init(&breaker, o, NULL), RESIL_OK);
}

static int finish(void **state)
{
    (void)state;
    resil_breaker_finish(&breaker);
    return 0;
}

static enum resil_breaker_change call(enum resil_outcome outcome, int64_t duration)
{
    struct resil_breaker_token t;
    assert_int_equal(resil_breaker_acquire(&breaker, &t), RESIL_OK);
    resil_manual_advance(&manual, duration);
    assert_int_equal(resil_breaker_record(&breaker, &t, outcome), RESIL_OK);
    return t.change;
}

static void calls(int n, enum resil_outcome outcome)
{
    while (n--)
        assert_int_equal(call(outcome, 0), RESIL_BREAKER_UNCHANGED);
}

static enum resil_breaker_state now_in(void)
{
    return resil_breaker_view(&breaker).state;
}

static bool refused(int64_t retry_ns)
{
    struct resil_breaker_token t;
    bool is = resil_breaker_acquire(&breaker, &t) == RESIL_OPEN;
    assert_false(is && t.held);
    return is && t.retry_ns == retry_ns;
}

static void it_opens_at_the_failure_rate(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    calls(2, RESIL_SUCCESS);
    calls(1, RESIL_TIMEOUT);
    assert_int_equal(call(RESIL_TRANSIENT, 0), RESIL_BREAKER_OPENED);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.state, RESIL_BREAKER_OPEN);
    assert_int_equal(v.reason, RESIL_BREAKER_FAILURE_RATE);
    assert_ns(v.open_left_ns, 5 * RESIL_S);
    assert_true(refused(5 * RESIL_S));
    assert_int_equal(resil_breaker_view(&breaker).refused, 1);
}

static void too_few_calls_are_not_judged_and_the_last_may_be_a_success(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    calls(3, RESIL_TRANSIENT);
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_OPENED);
}

static void the_count_window_forgets_what_leaves_it(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    for (int round = 0; round < 50; round++) {
        calls(4, RESIL_SUCCESS);
        calls(1, RESIL_TRANSIENT);
    }
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.calls, 10);
    assert_int_equal(v.failures, 2);
    calls(10, RESIL_SUCCESS);
    assert_int_equal(resil_breaker_view(&breaker).failures, 0);
}

static void the_servers_health_is_judged_not_the_request(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    calls(50, RESIL_PERMANENT);
    calls(50, RESIL_ABANDONED);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.failures, 0);
    assert_int_equal(v.calls, 10);
    assert_int_equal(v.state, RESIL_BREAKER_CLOSED);
}

static void slow_calls_open_it(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    o.slow_call_ns = RESIL_S;
    o.slow_rate = 0.75;
    make(&o);
    assert_int_equal(call(RESIL_SUCCESS, RESIL_S), RESIL_BREAKER_UNCHANGED); /* not longer */
    for (int i = 0; i < 2; i++)
        assert_int_equal(call(RESIL_SUCCESS, RESIL_S + 1), RESIL_BREAKER_UNCHANGED);
    assert_int_equal(call(RESIL_SUCCESS, RESIL_S + 1), RESIL_BREAKER_OPENED);
    assert_int_equal(resil_breaker_view(&breaker).reason, RESIL_BREAKER_SLOW_RATE);
}

static void failures_in_a_row_open_it(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    o.consecutive = 3;
    o.min_calls = 10;
    make(&o);
    calls(2, RESIL_TRANSIENT);
    calls(1, RESIL_SUCCESS);
    calls(2, RESIL_TRANSIENT);
    assert_int_equal(resil_breaker_view(&breaker).consecutive, 2);
    assert_int_equal(call(RESIL_TRANSIENT, 0), RESIL_BREAKER_OPENED);
    assert_int_equal(resil_breaker_view(&breaker).reason, RESIL_BREAKER_CONSECUTIVE);
}

static void a_time_window_slides(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    o.window_calls = 0;
    o.window_ns = 16 * RESIL_S;
    make(&o);
    struct resil_breaker_token old;
    assert_int_equal(resil_breaker_acquire(&breaker, &old), RESIL_OK);
    calls(3, RESIL_TRANSIENT);
    resil_manual_advance(&manual, 16 * RESIL_S);
    calls(3, RESIL_TRANSIENT); /* alone in the window */
    resil_manual_advance(&manual, 10 * RESIL_S);
    assert_int_equal(resil_breaker_view(&breaker).failures, 3);
    assert_int_equal(call(RESIL_TRANSIENT, 0), RESIL_BREAKER_OPENED);
    resil_manual_advance(&manual, 5 * RESIL_S);
    calls(3, RESIL_SUCCESS);
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_RECLOSED);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.calls + v.failures, 0); /* nothing of the time before */
    assert_int_equal(resil_breaker_record(&breaker, &old, RESIL_SUCCESS), RESIL_STALE);
    calls(3, RESIL_TRANSIENT);
}

static void open_it(void)
{
    while (now_in() != RESIL_BREAKER_OPEN)
        call(RESIL_TRANSIENT, 0);
}

static void probes_close_it(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    open_it();
    resil_manual_advance(&manual, 5 * RESIL_S - 1);
    assert_true(refused(1));
    resil_manual_advance(&manual, 1);
    struct resil_breaker_token a, b, c;
    assert_int_equal(resil_breaker_acquire(&breaker, &a), RESIL_OK);
    assert_int_equal(a.change, RESIL_BREAKER_HALF_OPENED);
    assert_int_equal(resil_breaker_acquire(&breaker, &b), RESIL_OK);
    assert_int_equal(resil_breaker_acquire(&breaker, &c), RESIL_OPEN); /* two at a time */
    assert_ns(c.retry_ns, o.probe_lease_ns);
    assert_int_equal(resil_breaker_record(&breaker, &a, RESIL_SUCCESS), RESIL_OK);
    assert_int_equal(resil_breaker_record(&breaker, &a, RESIL_SUCCESS), RESIL_OK); /* no effect */
    assert_int_equal(resil_breaker_record(&breaker, &b, RESIL_TRANSIENT), RESIL_OK);
    assert_int_equal(resil_breaker_view(&breaker).calls, 2);
    calls(1, RESIL_SUCCESS); /* one failure of four is below one half */
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_RECLOSED);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.state, RESIL_BREAKER_CLOSED);
    assert_int_equal(v.reason, RESIL_BREAKER_PROBES_PASSED);
    assert_int_equal(v.calls, 0);
}

static void no_more_probes_than_wanted(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    o.probes = 32;
    o.probe_calls = 3;
    make(&o);
    open_it();
    resil_manual_advance(&manual, 5 * RESIL_S);
    struct resil_breaker_token t[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(resil_breaker_acquire(&breaker, &t[i]), i < 3 ? RESIL_OK : RESIL_OPEN);
}

static void open_time_doubles_until_it_rests(void **state)
{
    (void)state;
    static const int seconds[] = {5, 10, 20, 40, 60, 60};
    struct resil_breaker_options o = small();
    make(&o);
    open_it();
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        struct resil_breaker_view v = resil_breaker_view(&breaker);
        assert_ns(v.open_left_ns, seconds[i] * RESIL_S);
        resil_manual_advance(&manual, v.open_left_ns);
        call(RESIL_TRANSIENT, 0);
        assert_int_equal(call(RESIL_TRANSIENT, 0), RESIL_BREAKER_OPENED);
    }
    /* Closed for a moment only: still 60. */
    resil_manual_advance(&manual, 60 * RESIL_S);
    calls(3, RESIL_SUCCESS);
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_RECLOSED);
    open_it();
    assert_ns(resil_breaker_view(&breaker).open_left_ns, 60 * RESIL_S);
    /* Closed for as long as it was open: 5 again. */
    resil_manual_advance(&manual, 60 * RESIL_S);
    calls(3, RESIL_SUCCESS);
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_RECLOSED);
    resil_manual_advance(&manual, 60 * RESIL_S);
    open_it();
    assert_ns(resil_breaker_view(&breaker).open_left_ns, 5 * RESIL_S);
}

static void open_time_is_spread(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    o.open_jitter = 0.2;
    make(&o);
    int64_t low = INT64_MAX, high = 0;
    for (int i = 0; i < 300; i++) {
        assert_int_equal(resil_breaker_set(&breaker, RESIL_BREAKER_CLOSED), RESIL_OK);
        open_it();
        int64_t left = resil_breaker_view(&breaker).open_left_ns;
        low = left < low ? left : low;
        high = left > high ? left : high;
    }
    assert_in_range(low, 4 * RESIL_S, 4.1 * RESIL_S);
    assert_in_range(high, 5.9 * RESIL_S, 6 * RESIL_S);
}

static void a_lost_probe_does_not_leave_it_half_open_for_ever(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    open_it();
    resil_manual_advance(&manual, 5 * RESIL_S);
    struct resil_breaker_token lost[2], late;
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 2; i++)
            assert_int_equal(resil_breaker_acquire(&breaker, &lost[i]), RESIL_OK);
        late = lost[0];
        assert_true(refused(o.probe_lease_ns));
        resil_manual_advance(&manual, o.probe_lease_ns);
    }
    calls(3, RESIL_SUCCESS);
    assert_int_equal(resil_breaker_record(&breaker, &late, RESIL_TRANSIENT), RESIL_STALE);
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_RECLOSED);
    assert_int_equal(resil_breaker_view(&breaker).lost_probes, 40);
}

static void an_abandoned_probe_returns_its_permit(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    open_it();
    resil_manual_advance(&manual, 5 * RESIL_S);
    calls(100, RESIL_ABANDONED);
    assert_int_equal(now_in(), RESIL_BREAKER_HALF_OPEN);
    assert_int_equal(resil_breaker_view(&breaker).probes_out, 0);
}

static void results_of_an_older_generation_change_nothing(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    struct resil_breaker_token old[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(resil_breaker_acquire(&breaker, &old[i]), RESIL_OK);
    open_it();
    assert_int_equal(resil_breaker_record(&breaker, &old[0], RESIL_SUCCESS), RESIL_STALE);
    resil_manual_advance(&manual, 5 * RESIL_S);
    calls(3, RESIL_SUCCESS);
    assert_int_equal(resil_breaker_record(&breaker, &old[1], RESIL_SUCCESS), RESIL_STALE);
    assert_int_equal(now_in(), RESIL_BREAKER_HALF_OPEN);
    assert_int_equal(call(RESIL_SUCCESS, 0), RESIL_BREAKER_RECLOSED);
    assert_int_equal(resil_breaker_record(&breaker, &old[2], RESIL_TIMEOUT), RESIL_STALE);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.failures, 0);
    assert_int_equal(v.stale, 3);
}

static void it_obeys_by_hand(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    assert_int_equal(resil_breaker_set(&breaker, RESIL_BREAKER_OPEN), RESIL_INVALID);
    assert_int_equal(resil_breaker_set(&breaker, RESIL_BREAKER_FORCED_OPEN), RESIL_OK);
    resil_manual_advance(&manual, 1000 * RESIL_S);
    assert_true(refused(RESIL_NEVER));
    assert_int_equal(resil_breaker_set(&breaker, RESIL_BREAKER_DISABLED), RESIL_OK);
    calls(100, RESIL_TRANSIENT);
    assert_int_equal(resil_breaker_view(&breaker).calls, 0);
    assert_int_equal(resil_breaker_set(&breaker, RESIL_BREAKER_METRICS_ONLY), RESIL_OK);
    calls(41, RESIL_TRANSIENT);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_int_equal(v.state, RESIL_BREAKER_METRICS_ONLY);
    assert_int_equal(v.would_open, 10);
    assert_int_equal(v.opened, 0);
    assert_int_equal(v.calls, 1);
}

static void the_cursor_is_set_back_before_it_overflows(void **state)
{
    (void)state;
    struct resil_breaker_options o = small();
    make(&o);
    calls(9, RESIL_SUCCESS);
    uint32_t far = (UINT32_C(1) << 31) + 9 - (UINT32_C(1) << 31) % 10; /* same place in the ring */
    atomic_store(&breaker.cursor, UINT64_C(1) << 32 | far);
    calls(2, RESIL_TRANSIENT);
    calls(6, RESIL_SUCCESS);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    assert_true((uint32_t)atomic_load(&breaker.cursor) < 40);
    assert_int_equal(v.calls, 10);
    assert_int_equal(v.failures, 2);
    calls(10, RESIL_SUCCESS);
    assert_int_equal(resil_breaker_view(&breaker).failures, 0);
}

#define BAD(field, value) REFUSES(breaker, RESIL_BREAKER_OPTIONS_DEFAULT, field, value)

static void bad_options_are_named(void **state)
{
    (void)state;
    BAD(window_calls, -1);
    BAD(window_calls, 65537);
    BAD(window_ns, RESIL_S); /* both windows */
    BAD(min_calls, 0);
    BAD(min_calls, 101);
    BAD(failure_rate, 0);
    BAD(failure_rate, NAN);
    BAD(slow_rate, NAN);
    BAD(slow_rate, 1.5);
    BAD(slow_call_ns, -1);
    BAD(consecutive, -1);
    BAD(open_ns, 0);
    BAD(open_max_ns, RESIL_S);
    BAD(open_jitter, 1);
    BAD(open_jitter, NAN);
    BAD(probes, 0);
    BAD(probes, RESIL_BREAKER_PROBES + 1);
    BAD(probe_calls, 0);
    BAD(probe_lease_ns, 0);
    BAD(failures, 0);
    BAD(failures, RESIL_BIT(RESIL_SUCCESS));
    resil_breaker_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(it_opens_at_the_failure_rate, finish),
        cmocka_unit_test_teardown(too_few_calls_are_not_judged_and_the_last_may_be_a_success,
                                  finish),
        cmocka_unit_test_teardown(the_count_window_forgets_what_leaves_it, finish),
        cmocka_unit_test_teardown(the_servers_health_is_judged_not_the_request, finish),
        cmocka_unit_test_teardown(slow_calls_open_it, finish),
        cmocka_unit_test_teardown(failures_in_a_row_open_it, finish),
        cmocka_unit_test_teardown(a_time_window_slides, finish),
        cmocka_unit_test_teardown(probes_close_it, finish),
        cmocka_unit_test_teardown(no_more_probes_than_wanted, finish),
        cmocka_unit_test_teardown(open_time_doubles_until_it_rests, finish),
        cmocka_unit_test_teardown(open_time_is_spread, finish),
        cmocka_unit_test_teardown(a_lost_probe_does_not_leave_it_half_open_for_ever, finish),
        cmocka_unit_test_teardown(an_abandoned_probe_returns_its_permit, finish),
        cmocka_unit_test_teardown(results_of_an_older_generation_change_nothing, finish),
        cmocka_unit_test_teardown(it_obeys_by_hand, finish),
        cmocka_unit_test_teardown(the_cursor_is_set_back_before_it_overflows, finish),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
