#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "resil/resil.h"

static void every_status_and_outcome_has_a_text(void **state)
{
    (void)state;
    for (int i = 0; i < RESIL_STATUS_COUNT; i++)
        assert_non_null(resil_status_text((enum resil_status)i));
    for (int i = 0; i < RESIL_OUTCOME_COUNT; i++)
        assert_non_null(resil_outcome_text((enum resil_outcome)i));
    assert_string_equal(resil_status_text((enum resil_status)999), "unknown status");
}

static void time_saturates(void **state)
{
    (void)state;
    assert_true(resil_time_add(INT64_MAX - 1, 5) == RESIL_NEVER);
    assert_true(resil_time_add(RESIL_NEVER, -5) == RESIL_NEVER);
    assert_true(resil_time_add(INT64_MIN + 1, -5) == INT64_MIN);
    assert_true(resil_time_add(3, 4) == 7);
}

static void manual_clock_moves_only_when_told(void **state)
{
    (void)state;
    struct resil_manual_clock manual = {.now_ns = 100};
    struct resil_clock clock = resil_manual_clock(&manual);
    assert_true(resil_now(&clock) == 100);
    resil_sleep_until(&clock, 150);
    resil_sleep_until(&clock, 120); /* never backwards */
    assert_true(resil_now(&clock) == 150);
    resil_manual_advance(&manual, 1);
    assert_true(resil_now(&clock) == 151);
}

static void between_stays_in_bounds_and_fills_them(void **state)
{
    (void)state;
    assert_true(resil_between(0, 5, 10) == 5);
    assert_true(resil_between(UINT64_MAX, 5, 10) == 10);
    assert_true(resil_between(123, 7, 7) == 7);
    assert_true(resil_between(UINT64_MAX, INT64_MIN, INT64_MAX) == -1);
    assert_true(resil_between(UINT64_MAX, 0, INT64_MAX) == INT64_MAX);
    int seen[6] = {0};
    struct resil_xoshiro x;
    resil_xoshiro_seed(&x, 1);
    for (int i = 0; i < 6000; i++)
        seen[resil_between(resil_xoshiro_next(&x), -2, 3) + 2]++;
    for (int i = 0; i < 6; i++)
        assert_in_range(seen[i], 850, 1150);
}

static void unit_is_half_open_and_centred(void **state)
{
    (void)state;
    struct resil_splitmix s;
    resil_splitmix_seed(&s, 42);
    double sum = 0;
    for (int i = 0; i < 100000; i++) {
        double u = resil_unit(resil_splitmix_next(&s));
        assert_true(u >= 0 && u < 1);
        sum += u;
    }
    assert_true(fabs(sum / 100000 - 0.5) < 0.005);
    assert_true(resil_unit(UINT64_MAX) < 1);
}

static void seeded_sources_repeat(void **state)
{
    (void)state;
    struct resil_xoshiro a, b;
    resil_xoshiro_seed(&a, 7);
    resil_xoshiro_seed(&b, 7);
    for (int i = 0; i < 100; i++)
        assert_true(resil_xoshiro_next(&a) == resil_xoshiro_next(&b));
    assert_true(resil_random_seed() != resil_random_seed());
}

static void outcomes_are_classified(void **state)
{
    (void)state;
    assert_int_equal(resil_outcome_of_http(204), RESIL_SUCCESS);
    assert_int_equal(resil_outcome_of_http(429), RESIL_THROTTLED);
    assert_int_equal(resil_outcome_of_http(503), RESIL_TRANSIENT);
    assert_int_equal(resil_outcome_of_http(504), RESIL_TIMEOUT);
    assert_int_equal(resil_outcome_of_http(404), RESIL_PERMANENT);
    assert_int_equal(resil_outcome_of_http(501), RESIL_PERMANENT);
    assert_int_equal(resil_outcome_of_errno(0), RESIL_SUCCESS);
    assert_int_equal(resil_outcome_of_errno(ECONNRESET), RESIL_TRANSIENT);
    assert_int_equal(resil_outcome_of_errno(ETIMEDOUT), RESIL_TIMEOUT);
    assert_int_equal(resil_outcome_of_errno(EINVAL), RESIL_PERMANENT);
}

static void retry_after_reads_seconds_and_dates(void **state)
{
    (void)state;
    int64_t wait;
    const char *date = "Sun, 06 Nov 1994 08:49:37 GMT";
    assert_int_equal(resil_retry_after("120", NULL, &wait), RESIL_OK);
    assert_true(wait == 120 * RESIL_S);
    assert_int_equal(resil_retry_after("Sun, 06 Nov 1994 08:50:07 GMT", date, &wait), RESIL_OK);
    assert_true(wait == 30 * RESIL_S);
    assert_int_equal(
        resil_retry_after("Tue, 29 Feb 2000 00:00:00 GMT", "Mon, 28 Feb 2000 00:00:00 GMT", &wait),
        RESIL_OK);
    assert_true(wait == 86400 * RESIL_S);
    assert_int_equal(resil_retry_after(date, "Sun, 06 Nov 1994 09:00:00 GMT", &wait), RESIL_OK);
    assert_true(wait == 0);
    assert_int_equal(resil_retry_after("99999999999999999999999", NULL, &wait), RESIL_OK);
    assert_true(wait == 315360000 * RESIL_S);
    const char *bad[] = {"", "-1", "12x", "1.5", "soon", date, "Sun, 06 Foo 1994 08:49:37 GMT"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(resil_retry_after(bad[i], NULL, &wait), RESIL_FORMAT);
}

static void pushback_is_exact_or_final(void **state)
{
    (void)state;
    int64_t wait;
    assert_int_equal(resil_pushback("250", &wait), RESIL_OK);
    assert_true(wait == 250 * RESIL_MS);
    assert_int_equal(resil_pushback("-1", &wait), RESIL_PUSHBACK);
    assert_int_equal(resil_pushback("x", &wait), RESIL_PUSHBACK);
    assert_int_equal(resil_pushback(NULL, &wait), RESIL_PUSHBACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_and_outcome_has_a_text),
        cmocka_unit_test(time_saturates),
        cmocka_unit_test(manual_clock_moves_only_when_told),
        cmocka_unit_test(between_stays_in_bounds_and_fills_them),
        cmocka_unit_test(unit_is_half_open_and_centred),
        cmocka_unit_test(seeded_sources_repeat),
        cmocka_unit_test(outcomes_are_classified),
        cmocka_unit_test(retry_after_reads_seconds_and_dates),
        cmocka_unit_test(pushback_is_exact_or_final),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
