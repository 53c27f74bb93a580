#include <limits.h>
#include "test.h"

static struct resil_manual_clock manual;
static struct resil_clock timer;

static int at_1000_s(void **state)
{
    (void)state;
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    timer = resil_manual_clock(&manual);
    return 0;
}

static void remaining_runs_down_to_zero(void **state)
{
    (void)state;
    struct resil_deadline d = resil_deadline_after(&timer, 2 * RESIL_S);
    assert_ns(resil_deadline_remaining(d, &timer), 2 * RESIL_S);
    assert_false(resil_deadline_expired(d, &timer));
    resil_manual_advance(&manual, 2 * RESIL_S);
    assert_true(resil_deadline_expired(d, &timer));
    resil_manual_advance(&manual, 1);
    assert_ns(resil_deadline_remaining(d, &timer), 0);
    assert_true(resil_deadline_expired(resil_deadline_after(&timer, -5), &timer));
}

static void none_never_ends(void **state)
{
    (void)state;
    assert_ns(resil_deadline_after(&timer, RESIL_NEVER).at_ns, RESIL_NEVER);
    assert_ns(resil_deadline_remaining(RESIL_NO_DEADLINE, &timer), RESIL_NEVER);
    assert_false(resil_deadline_expired(RESIL_NO_DEADLINE, &timer));
    assert_int_equal(resil_deadline_poll_ms(RESIL_NO_DEADLINE, &timer), -1);
    assert_ns(resil_deadline_reserve(RESIL_NO_DEADLINE, RESIL_S).at_ns, RESIL_NEVER);
}

static void a_child_never_outlives_its_parent(void **state)
{
    (void)state;
    struct resil_deadline parent = resil_deadline_after(&timer, RESIL_S);
    assert_ns(resil_deadline_child(parent, &timer, 5 * RESIL_S).at_ns, parent.at_ns);
    assert_ns(resil_deadline_remaining(resil_deadline_child(parent, &timer, 10), &timer), 10);
    assert_ns(resil_deadline_remaining(resil_deadline_share(parent, &timer, 4), &timer),
              RESIL_S / 4);
    assert_ns(resil_deadline_share(parent, &timer, 1).at_ns, parent.at_ns);
    assert_ns(resil_deadline_reserve(parent, 100 * RESIL_MS).at_ns, parent.at_ns - 100 * RESIL_MS);
}

static void milliseconds_round_up_and_are_never_no_limit(void **state)
{
    (void)state;
    struct resil_deadline d = resil_deadline_after(&timer, 1);
    assert_int_equal(resil_deadline_poll_ms(d, &timer), 1);
    assert_int_equal(resil_deadline_limit_ms(d, &timer, 500), 1);
    resil_manual_advance(&manual, 1);
    assert_int_equal(resil_deadline_poll_ms(d, &timer), 0);
    assert_int_equal(resil_deadline_limit_ms(d, &timer, 500), 1);
    assert_int_equal(resil_deadline_limit_ms(RESIL_NO_DEADLINE, &timer, 500), 500);
    struct resil_deadline far = resil_deadline_after(&timer, INT64_MAX / 2);
    assert_int_equal(resil_deadline_poll_ms(far, &timer), INT_MAX);
    assert_int_equal(resil_deadline_limit_ms(far, &timer, 500), 500);
}

static void a_header_keeps_what_remains(void **state)
{
    (void)state;
    static const struct {
        int64_t ns;
        const char *text;
    } cases[] = {
        {1, "1n"},
        {99999999, "99999999n"},
        {100 * RESIL_MS, "100000u"},
        {1500 * RESIL_MS, "1500000u"},
        {100 * RESIL_S, "100000m"},
        {INT64_C(100000) * RESIL_S, "100000S"},
        {RESIL_NEVER / 2, "76861433M"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[RESIL_DEADLINE_TEXT];
        struct resil_deadline back, d = resil_deadline_after(&timer, cases[i].ns);
        assert_int_equal(resil_deadline_format(d, &timer, text, sizeof text), RESIL_OK);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(resil_deadline_parse(text, &timer, &back), RESIL_OK);
        assert_true(back.at_ns <= d.at_ns); /* a header never prolongs */
        assert_true(d.at_ns - back.at_ns <= cases[i].ns / 100000);
    }
}

static void a_header_says_why_it_is_not_sent(void **state)
{
    (void)state;
    char text[4];
    struct resil_deadline d = resil_deadline_after(&timer, RESIL_S);
    assert_int_equal(resil_deadline_format(d, &timer, text, sizeof text), RESIL_TRUNCATED);
    assert_int_equal(resil_deadline_format(RESIL_NO_DEADLINE, &timer, text, sizeof text),
                     RESIL_NOT_FOUND);
    resil_manual_advance(&manual, RESIL_S);
    assert_int_equal(resil_deadline_format(d, &timer, text, sizeof text), RESIL_DEADLINE);
}

static void a_malformed_header_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",    "5",          "m",  "-5m", " 5m",
                                      "5 m", "123456789m", "5x", "5ms", "0x1m"};
    struct resil_deadline d = {77};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(resil_deadline_parse(bad[i], &timer, &d), RESIL_FORMAT);
    assert_int_equal(resil_deadline_parse(NULL, &timer, &d), RESIL_FORMAT);
    assert_ns(d.at_ns, 77);
    assert_int_equal(resil_deadline_parse("99999999H", &timer, &d), RESIL_OK);
    assert_ns(d.at_ns, RESIL_NEVER);
    assert_int_equal(resil_deadline_parse("0S", &timer, &d), RESIL_OK);
    assert_true(resil_deadline_expired(d, &timer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(remaining_runs_down_to_zero, at_1000_s),
        cmocka_unit_test_setup(none_never_ends, at_1000_s),
        cmocka_unit_test_setup(a_child_never_outlives_its_parent, at_1000_s),
        cmocka_unit_test_setup(milliseconds_round_up_and_are_never_no_limit, at_1000_s),
        cmocka_unit_test_setup(a_header_keeps_what_remains, at_1000_s),
        cmocka_unit_test_setup(a_header_says_why_it_is_not_sent, at_1000_s),
        cmocka_unit_test_setup(a_malformed_header_is_refused, at_1000_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
