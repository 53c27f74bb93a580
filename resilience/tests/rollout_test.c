#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "resil/rollout.h"
#include "test.h"

static struct resil_manual_clock manual;

static struct resil_rollout_options options(const char *flag, double initial)
{
    struct resil_rollout_options o = RESIL_ROLLOUT_OPTIONS_DEFAULT;
    o.flag = flag;
    o.initial = initial;
    o.clock = resil_manual_clock(&manual);
    return o;
}

static void make(struct resil_rollout *r, const char *flag, double initial)
{
    struct resil_rollout_options o = options(flag, initial);
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    assert_int_equal(resil_rollout_init(r, &o, NULL), RESIL_OK);
}

static bool enabled(const struct resil_rollout *r, int subject)
{
    char text[16];
    int length = snprintf(text, sizeof text, "user-%d", subject);
    return resil_rollout_enabled(r, text, (size_t)length);
}

enum { subjects = 20000 };

static void widening_only_adds_subjects(void **state)
{
    (void)state;
    struct resil_rollout r, same;
    static bool before[subjects];
    make(&r, "new-checkout", 0);
    make(&same, "new-checkout", 0.3);
    memset(before, 0, sizeof before);
    for (int percent = 0; percent <= 100; percent += 10) {
        int count = 0;
        assert_int_equal(resil_rollout_set(&r, percent / 100.0), RESIL_OK);
        for (int i = 0; i < subjects; i++) {
            bool on = enabled(&r, i);
            assert_false(before[i] && !on);
            if (percent == 30)
                assert_int_equal(on, enabled(&same, i)); /* another process says the same */
            before[i] = on;
            count += on;
        }
        assert_true(abs(count - percent * subjects / 100) < subjects / 50);
    }
}

static void flags_choose_independently(void **state)
{
    (void)state;
    struct resil_rollout a, b;
    int both = 0;
    make(&a, "a", 0.5);
    make(&b, "b", 0.5);
    for (int i = 0; i < subjects; i++)
        both += enabled(&a, i) && enabled(&b, i);
    assert_true(abs(both - subjects / 4) < subjects / 50);
}

/* `count` requests of each way, of which `bad` of the new and `old_bad` of the old fail. */
static void traffic(struct resil_rollout *r, int count, int bad, int old_bad)
{
    for (int i = 0; i < count; i++) {
        resil_rollout_record(r, true, i < bad ? RESIL_TIMEOUT : RESIL_SUCCESS);
        resil_rollout_record(r, false, i < old_bad ? RESIL_TIMEOUT : RESIL_SUCCESS);
    }
}

static void a_healthy_rollout_reaches_everybody(void **state)
{
    (void)state;
    struct resil_rollout r;
    int widened = 0;
    make(&r, "f", 0.01);
    traffic(&r, 200, 0, 0);
    assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_NONE); /* too early */
    for (;;) {
        resil_manual_advance(&manual, 300 * RESIL_S);
        assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_NONE); /* too few requests */
        traffic(&r, 200, 1, 0);
        enum resil_rollout_change change = resil_rollout_step(&r);
        if (change == RESIL_ROLLOUT_COMPLETE)
            break;
        assert_int_equal(change, RESIL_ROLLOUT_WIDENED);
        widened++;
    }
    assert_int_equal(widened, 9);
    assert_true(resil_rollout_state(&r).share == 1);
    assert_true(enabled(&r, 1));
}

static void errors_take_it_back_at_once_and_for_good(void **state)
{
    (void)state;
    struct resil_rollout r;
    make(&r, "f", 0.5);
    traffic(&r, 200, 10, 0);
    assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_ROLLED_BACK);
    assert_false(enabled(&r, 1));
    resil_manual_advance(&manual, 3600 * RESIL_S);
    traffic(&r, 200, 0, 0);
    assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_NONE);
    assert_true(resil_rollout_state(&r).rolled_back);
    assert_int_equal(resil_rollout_set(&r, 0.2), RESIL_OK);
    assert_false(resil_rollout_state(&r).rolled_back);
    assert_int_equal(resil_rollout_state(&r).new_requests, 0);
    assert_int_equal(resil_rollout_set(&r, (double)NAN), RESIL_INVALID);
}

static void an_outage_of_both_ways_is_not_blamed(void **state)
{
    (void)state;
    struct resil_rollout r;
    make(&r, "f", 0.5);
    resil_manual_advance(&manual, 300 * RESIL_S);
    traffic(&r, 200, 60, 60);
    assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_NONE);
    assert_true(resil_rollout_state(&r).share == 0.5);
}

static void a_pause_keeps_the_share_but_not_errors(void **state)
{
    (void)state;
    struct resil_rollout r;
    make(&r, "f", 0.5);
    resil_rollout_pause(&r, true);
    resil_manual_advance(&manual, 300 * RESIL_S);
    traffic(&r, 200, 0, 0);
    assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_NONE);
    traffic(&r, 200, 50, 0);
    assert_int_equal(resil_rollout_step(&r), RESIL_ROLLOUT_ROLLED_BACK);
}

#define BAD(field, value)                                                                          \
    do {                                                                                           \
        struct resil_rollout r;                                                                    \
        struct resil_rollout_options o = options("f", 0.1);                                        \
        const char *bad = NULL;                                                                    \
        o.field = value;                                                                           \
        assert_int_equal(resil_rollout_init(&r, &o, &bad), RESIL_INVALID);                         \
        assert_string_equal(bad, #field);                                                          \
    } while (0)

static void bad_options_are_named(void **state)
{
    (void)state;
    BAD(flag, NULL);
    BAD(flag, "");
    BAD(initial, -0.1);
    BAD(initial, NAN);
    BAD(increment, NAN);
    BAD(most, NAN);
    BAD(max_error_rate, NAN);
    BAD(increment, 0);
    BAD(most, 0.05);
    BAD(interval_ns, 0);
    BAD(max_error_rate, 1);
    BAD(margin, (double)NAN);
    BAD(min_requests, 0);
    BAD(window_ns, 0);
    BAD(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widening_only_adds_subjects),
        cmocka_unit_test(flags_choose_independently),
        cmocka_unit_test(a_healthy_rollout_reaches_everybody),
        cmocka_unit_test(errors_take_it_back_at_once_and_for_good),
        cmocka_unit_test(an_outage_of_both_ways_is_not_blamed),
        cmocka_unit_test(a_pause_keeps_the_share_but_not_errors),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
