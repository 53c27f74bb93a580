#include <math.h>
#include <stdlib.h>
#include "test.h"

#define SAMPLES 5000

static struct resil_manual_clock manual;
static struct resil_xoshiro source;
static int64_t values[SAMPLES];

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Log-uniform over the whole range, so that every doubling is hit. */
static int64_t some_duration(void)
{
    double u = resil_unit(resil_xoshiro_next(&source));
    return (int64_t)exp2(10 + 29.9 * u);
}

static void quantiles_are_within_a_32nd_above_the_truth(void **state)
{
    (void)state;
    struct resil_histogram h;
    resil_xoshiro_seed(&source, 1);
    assert_int_equal(resil_histogram_init(&h, 60 * RESIL_S, NULL), RESIL_OK);
    for (int i = 0; i < SAMPLES; i++) {
        values[i] = some_duration();
        resil_histogram_record(&h, 1000 * RESIL_S, values[i]);
    }
    qsort(values, SAMPLES, sizeof *values, by_value);
    for (int permille = 0; permille <= 1000; permille++) {
        uint64_t count;
        int rank = (int)ceil(permille / 1000.0 * SAMPLES);
        int64_t truth = values[rank ? rank - 1 : 0];
        int64_t said = resil_histogram_quantile(&h, 1000 * RESIL_S, permille / 1000.0, &count);
        assert_int_equal(count, SAMPLES);
        assert_true(said >= truth && said <= truth + truth / 32);
    }
    resil_histogram_finish(&h);
}

static void the_histogram_forgets_and_takes_extremes(void **state)
{
    (void)state;
    struct resil_histogram h;
    const char *bad;
    assert_int_equal(resil_histogram_init(&h, 0, &bad), RESIL_INVALID);
    assert_string_equal(bad, "window_ns");
    assert_int_equal(resil_histogram_init(&h, 8 * RESIL_S, NULL), RESIL_OK);
    assert_ns(resil_histogram_quantile(&h, 0, 0.5, NULL), 0);
    resil_histogram_record(&h, 5 * RESIL_S, 0);
    resil_histogram_record(&h, 5 * RESIL_S, INT64_MAX);
    assert_in_range(resil_histogram_quantile(&h, 5 * RESIL_S, 0, NULL), 1024, 1056);
    assert_ns(resil_histogram_quantile(&h, 5 * RESIL_S, 1, NULL), (INT64_C(1) << 40) - 1);
    assert_ns(resil_histogram_quantile(&h, 5 * RESIL_S, NAN, NULL), 0);
    assert_int_equal(resil_histogram_count(&h, 12 * RESIL_S), 2);
    assert_int_equal(resil_histogram_count(&h, 13 * RESIL_S), 0);
    resil_histogram_finish(&h);
    resil_histogram_finish(NULL);
}

static struct resil_timeout_options defaults(void)
{
    struct resil_timeout_options o = RESIL_TIMEOUT_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    o.clock = resil_manual_clock(&manual);
    o.refresh_ns = 0;
    return o;
}

static void it_follows_the_p99_between_its_bounds(void **state)
{
    (void)state;
    struct resil_timeout t;
    struct resil_timeout_options o = defaults();
    assert_int_equal(resil_timeout_init(&t, &o, NULL), RESIL_OK);
    for (int i = 0; i < 49; i++)
        resil_timeout_record(&t, 100 * RESIL_MS);
    assert_ns(resil_timeout_get(&t), RESIL_S); /* too few samples */
    resil_timeout_record(&t, 100 * RESIL_MS);
    assert_in_range(resil_timeout_get(&t), 200 * RESIL_MS, 207 * RESIL_MS);
    resil_manual_advance(&manual, 70 * RESIL_S);
    for (int i = 0; i < 100; i++)
        resil_timeout_record(&t, 10 * RESIL_US);
    assert_ns(resil_timeout_get(&t), o.floor_ns);
    for (int i = 0; i < 100; i++)
        resil_timeout_record(&t, 60 * RESIL_S);
    assert_ns(resil_timeout_get(&t), o.ceiling_ns);
    struct resil_deadline parent = resil_deadline_after(&o.clock, RESIL_S);
    assert_ns(resil_timeout_deadline(&t, parent).at_ns, parent.at_ns);
    resil_timeout_finish(&t);
}

/* The server slows down beyond the timeout: every call is cut, and still it must find its way up.
 */
static void it_climbs_when_every_call_is_cut(void **state)
{
    (void)state;
    struct resil_timeout t;
    struct resil_timeout_options o = defaults();
    assert_int_equal(resil_timeout_init(&t, &o, NULL), RESIL_OK);
    for (int i = 0; i < 1000; i++)
        resil_timeout_record(&t, 50 * RESIL_MS);
    for (int i = 0; i < 1000; i++) {
        int64_t limit = resil_timeout_get(&t), needs = 3 * RESIL_S;
        resil_manual_advance(&manual, needs < limit ? needs : limit);
        if (needs <= limit)
            resil_timeout_record(&t, needs);
        else
            resil_timeout_record_cut(&t, limit);
    }
    assert_in_range(resil_timeout_get(&t), 3 * RESIL_S, o.ceiling_ns);
    resil_timeout_finish(&t);
}

static void it_is_computed_once_per_refresh(void **state)
{
    (void)state;
    struct resil_timeout t;
    struct resil_timeout_options o = defaults();
    o.refresh_ns = RESIL_S;
    assert_int_equal(resil_timeout_init(&t, &o, NULL), RESIL_OK);
    assert_ns(resil_timeout_get(&t), RESIL_S);
    for (int i = 0; i < 100; i++)
        resil_timeout_record(&t, 10 * RESIL_MS);
    resil_manual_advance(&manual, RESIL_S - 1);
    assert_ns(resil_timeout_get(&t), RESIL_S);
    resil_manual_advance(&manual, 1);
    assert_in_range(resil_timeout_get(&t), 20 * RESIL_MS, 21 * RESIL_MS);
    resil_timeout_finish(&t);
}

#define BAD(field, value) REFUSES(timeout, RESIL_TIMEOUT_OPTIONS_DEFAULT, field, value)

static void bad_options_are_named(void **state)
{
    (void)state;
    BAD(quantile, 0);
    BAD(quantile, NAN);
    BAD(factor, NAN);
    BAD(growth, NAN);
    BAD(factor, 0.5);
    BAD(growth, INFINITY);
    BAD(floor_ns, 0);
    BAD(ceiling_ns, RESIL_MS);
    BAD(ceiling_ns, RESIL_NEVER);
    BAD(initial_ns, 11 * RESIL_S);
    BAD(min_samples, 0);
    BAD(window_ns, 0);
    BAD(refresh_ns, -1);
    resil_timeout_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_within_a_32nd_above_the_truth),
        cmocka_unit_test(the_histogram_forgets_and_takes_extremes),
        cmocka_unit_test(it_follows_the_p99_between_its_bounds),
        cmocka_unit_test(it_climbs_when_every_call_is_cut),
        cmocka_unit_test(it_is_computed_once_per_refresh),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
