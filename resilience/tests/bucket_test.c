#include <limits.h>
#include <math.h>
#include "test.h"
#include "ticking.h"

static struct resil_manual_clock manual;
static struct resil_xoshiro source;

static struct resil_bucket make(double rate, double burst)
{
    struct resil_bucket b;
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    struct resil_bucket_options o = {rate, burst, resil_manual_clock(&manual)};
    assert_int_equal(resil_bucket_init(&b, &o, NULL), RESIL_OK);
    return b;
}

static void a_burst_then_the_rate(void **state)
{
    (void)state;
    struct resil_bucket b = make(100, 10);
    int64_t wait;
    for (int i = 0; i < 10; i++)
        assert_int_equal(resil_bucket_take(&b, 1, 0, &wait), RESIL_OK);
    assert_int_equal(resil_bucket_take(&b, 1, 0, &wait), RESIL_LIMITED);
    assert_ns(wait, 10 * RESIL_MS);
    resil_manual_advance(&manual, 10 * RESIL_MS - 1);
    assert_int_equal(resil_bucket_take(&b, 1, 0, &wait), RESIL_LIMITED);
    assert_ns(wait, 1);
    resil_manual_advance(&manual, 1);
    assert_int_equal(resil_bucket_take(&b, 1, 0, &wait), RESIL_OK);
    resil_manual_advance(&manual, 3600 * RESIL_S); /* never fuller than full */
    assert_true(fabs(resil_bucket_level(&b) - 10) < 1e-6);
    assert_int_equal(resil_bucket_take(&b, 10, 0, &wait), RESIL_OK);
    assert_int_equal(resil_bucket_take(&b, 1, 0, &wait), RESIL_LIMITED);
}

static void tokens_can_be_taken_in_advance(void **state)
{
    (void)state;
    struct resil_bucket b = make(10, 1);
    int64_t wait;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(resil_bucket_take(&b, 1, 400 * RESIL_MS, &wait), RESIL_OK);
        assert_ns(wait, i * 100 * RESIL_MS);
    }
    assert_int_equal(resil_bucket_take(&b, 1, 400 * RESIL_MS, &wait), RESIL_LIMITED);
    assert_true(fabs(resil_bucket_level(&b) + 4) < 1e-6);
    resil_bucket_return(&b, 1);
    assert_int_equal(resil_bucket_take(&b, 1, 400 * RESIL_MS, &wait), RESIL_OK);
}

static void waiting_keeps_the_deadline(void **state)
{
    (void)state;
    struct resil_bucket b = make(10, 1);
    struct resil_deadline d = resil_deadline_after(&b.clock, 250 * RESIL_MS);
    int64_t start = resil_now(&b.clock);
    for (int i = 0; i < 3; i++)
        assert_int_equal(resil_bucket_wait(&b, 1, d), RESIL_OK);
    assert_ns(resil_now(&b.clock), start + 200 * RESIL_MS);
    assert_int_equal(resil_bucket_wait(&b, 1, d), RESIL_LIMITED);
    assert_ns(resil_now(&b.clock), start + 200 * RESIL_MS); /* and did not wait for it */
}

static void what_never_fits_is_invalid(void **state)
{
    (void)state;
    struct resil_bucket b = make(1e-3, 5);
    int64_t wait;
    assert_int_equal(resil_bucket_take(&b, 6, RESIL_NEVER, &wait), RESIL_INVALID);
    assert_int_equal(resil_bucket_take(&b, INT_MAX, RESIL_NEVER, &wait), RESIL_INVALID);
    assert_int_equal(resil_bucket_take(&b, 0, 0, &wait), RESIL_INVALID);
    assert_int_equal(resil_bucket_take(&b, 1, -1, &wait), RESIL_INVALID);
    int taken = 0;
    while (taken < 100000 && resil_bucket_take(&b, 5, RESIL_NEVER, &wait) == RESIL_OK)
        taken++;
    assert_in_range(taken, 1000, 10000); /* a year in advance, and no overflow */
}

/* Whatever is asked and when: no more than burst + rate * time ever passes. */
static void it_never_lets_more_through(void **state)
{
    (void)state;
    static const double rates[] = {0.5, 3, 99.9, 1e4, 7.7e6, 1e8};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        double burst = 1 + 20 * (double)i, passed = 0;
        struct resil_bucket b = make(rates[i], burst);
        resil_xoshiro_seed(&source, i);
        int64_t start = resil_now(&b.clock), wait;
        int64_t step = (int64_t)(2e9 / rates[i]) + 1;
        for (int n = 0; n < 20000; n++) {
            resil_manual_advance(&manual, resil_between(resil_xoshiro_next(&source), 0, step));
            int tokens = 1 + (int)(resil_xoshiro_next(&source) % (uint64_t)burst);
            if (resil_bucket_take(&b, tokens, 0, &wait) == RESIL_OK)
                passed += tokens;
            double seconds = (double)(resil_now(&b.clock) - start) / 1e9;
            assert_true(passed <= burst + rates[i] * seconds + 1e-6);
        }
        double seconds = (double)(resil_now(&b.clock) - start) / 1e9;
        assert_true(passed >= 0.4 * rates[i] * seconds); /* nor far less than asked for */
    }
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(bucket, RESIL_BUCKET_OPTIONS_DEFAULT, rate, 0);
    REFUSES(bucket, RESIL_BUCKET_OPTIONS_DEFAULT, rate, NAN);
    REFUSES(bucket, RESIL_BUCKET_OPTIONS_DEFAULT, rate, 1e9);
    REFUSES(bucket, RESIL_BUCKET_OPTIONS_DEFAULT, burst, 0.5);
    REFUSES(bucket, RESIL_BUCKET_OPTIONS_DEFAULT, burst, NAN);
    REFUSES(bucket, RESIL_BUCKET_OPTIONS_DEFAULT, burst, INFINITY);
}

/* A fine bucket on a coarse clock would stand still from tick to tick, and lose what it cannot hold
 * meanwhile. */
static void the_default_clock_is_fine_enough_for_the_burst(void **state)
{
    (void)state;
    static const struct resil_bucket_options cases[] = {
        {.rate = 100, .burst = 10}, {.rate = 1e6, .burst = 1e5}, {.rate = 1e6, .burst = 10}};
    for (int i = 0; i < 3; i++) {
        struct resil_bucket b;
        assert_int_equal(resil_bucket_init(&b, &cases[i], NULL), RESIL_OK);
        assert_true(b.clock.now == (i < 2 ? resil_clock_coarse : resil_clock_monotonic));
    }
}

static void time_that_passes_meanwhile_is_not_slept_again(void **state)
{
    (void)state;
    struct ticking t = {RESIL_S, 0};
    struct resil_bucket_options o = {100, 1, {tick, sleep_ticking, &t}};
    struct resil_bucket b;
    int64_t wait;
    assert_int_equal(resil_bucket_init(&b, &o, NULL), RESIL_OK);
    assert_int_equal(resil_bucket_take(&b, 1, 0, &wait), RESIL_OK);
    int64_t due = t.now_ns + 10 * RESIL_MS;
    struct resil_deadline deadline = {due + RESIL_MS / 2};
    assert_int_equal(resil_bucket_wait(&b, 1, deadline), RESIL_OK);
    assert_ns(t.slept_until_ns, due);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_clock_is_fine_enough_for_the_burst),
        cmocka_unit_test(a_burst_then_the_rate),
        cmocka_unit_test(tokens_can_be_taken_in_advance),
        cmocka_unit_test(waiting_keeps_the_deadline),
        cmocka_unit_test(time_that_passes_meanwhile_is_not_slept_again),
        cmocka_unit_test(what_never_fits_is_invalid),
        cmocka_unit_test(it_never_lets_more_through),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
