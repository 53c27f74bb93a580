/* Properties of every jitter: bounds, medians against the formula, overflow far out. */
#include <math.h>
#include <stdlib.h>
#include "test.h"

#define DRAWS 20001

static struct resil_xoshiro source;

static struct resil_backoff make(enum resil_jitter jitter, int64_t base, int64_t cap)
{
    struct resil_backoff b;
    struct resil_backoff_options o = {base, cap, jitter, resil_xoshiro_random(&source)};
    assert_int_equal(resil_backoff_init(&b, &o, NULL), RESIL_OK);
    return b;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* waits[n] = sorted draws of the n-th wait. */
static void sample(enum resil_jitter jitter, int64_t cap, int64_t waits[4][DRAWS])
{
    resil_xoshiro_seed(&source, 2026);
    struct resil_backoff b = make(jitter, RESIL_S, cap);
    for (int i = 0; i < DRAWS; i++) {
        resil_backoff_reset(&b);
        for (int n = 0; n < 4; n++)
            waits[n][i] = resil_backoff_next(&b);
    }
    for (int n = 0; n < 4; n++)
        qsort(waits[n], DRAWS, sizeof **waits, by_value);
}

static int64_t waits[4][DRAWS];

static void median_is(int n, double seconds)
{
    double median = (double)waits[n][DRAWS / 2] / 1e9;
    assert_true(fabs(median - seconds) < 0.03 * seconds + 0.02);
}

static void full_covers_zero_to_the_exponential(void **state)
{
    (void)state;
    sample(RESIL_JITTER_FULL, 100 * RESIL_S, waits);
    for (int n = 0; n < 4; n++) {
        median_is(n, 0.5 * (1 << n));
        assert_true(waits[n][0] >= 0 && waits[n][DRAWS - 1] <= RESIL_S << n);
        assert_true(waits[n][0] < RESIL_MS * 10 && waits[n][DRAWS - 1] > (RESIL_S << n) / 100 * 99);
    }
}

static void equal_keeps_half(void **state)
{
    (void)state;
    sample(RESIL_JITTER_EQUAL, 100 * RESIL_S, waits);
    for (int n = 0; n < 4; n++) {
        median_is(n, 0.75 * (1 << n));
        assert_true(waits[n][0] >= (RESIL_S << n) / 2 && waits[n][DRAWS - 1] <= RESIL_S << n);
    }
}

static void decorrelated_grows_from_the_last_draw(void **state)
{
    (void)state;
    /* Medians measured with 200,000 draws of the published formula: 2.0, 3.2, 4.6, 6.3. */
    static const double medians[] = {2.0, 3.2, 4.6, 6.3};
    sample(RESIL_JITTER_DECORRELATED, 1000 * RESIL_S, waits);
    for (int n = 0; n < 4; n++) {
        median_is(n, medians[n]);
        assert_true(waits[n][0] >= RESIL_S);
        assert_true((double)waits[n][DRAWS - 1] <= pow(3, n + 1) * 1e9);
    }
}

static void smooth_doubles_its_median_and_avoids_zero(void **state)
{
    (void)state;
    static const double medians[] = {0.90, 1.14, 2.02, 4.02}, low[] = {0.31, 0.25, 0.55, 1.25};
    sample(RESIL_JITTER_SMOOTH, 1000 * RESIL_S, waits);
    for (int n = 0; n < 4; n++) {
        median_is(n, medians[n]);
        assert_true((double)waits[n][DRAWS / 20] / 1e9 > low[n] * 0.8);
    }
}

static void nothing_leaves_the_cap_however_far_out(void **state)
{
    (void)state;
    static const int64_t caps[] = {1, 1000, 20 * RESIL_S, RESIL_NEVER - 1};
    resil_xoshiro_seed(&source, 5);
    for (int j = RESIL_JITTER_NONE; j <= RESIL_JITTER_SMOOTH; j++) {
        for (size_t c = 0; c < sizeof caps / sizeof *caps; c++) {
            struct resil_backoff b = make((enum resil_jitter)j, 1, caps[c]);
            for (int i = 0; i < 3000; i++) {
                if (i == 1500)
                    b.retries = INT32_MAX; /* attempt 2^31 and beyond */
                if (i == 2500)
                    b.retries = UINT32_MAX - 1;
                int64_t wait = resil_backoff_next(&b);
                assert_true(wait >= 0 && wait <= caps[c]);
            }
            assert_true(b.retries == UINT32_MAX);
        }
    }
}

static void clients_at_the_cap_do_not_meet(void **state)
{
    (void)state;
    resil_xoshiro_seed(&source, 6);
    for (int j = RESIL_JITTER_FULL; j <= RESIL_JITTER_SMOOTH; j++) {
        struct resil_backoff b = make((enum resil_jitter)j, RESIL_S, 20 * RESIL_S);
        int exactly = 0;
        for (int i = 0; i < 1000; i++)
            exactly += resil_backoff_next(&b) == 20 * RESIL_S;
        assert_true(exactly <= 1);
    }
}

static void the_exponential_is_exact(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 40; n++)
        assert_ns(resil_backoff_exponential(3, RESIL_NEVER - 1, n), INT64_C(3) << n);
    assert_ns(resil_backoff_exponential(3, RESIL_NEVER - 1, 62), RESIL_NEVER - 1);
    assert_ns(resil_backoff_exponential(1, RESIL_NEVER - 1, 62), INT64_C(1) << 62);
    assert_ns(resil_backoff_exponential(1, 100, UINT32_MAX), 100);
    assert_ns(resil_backoff_exponential(5, 5, 0), 5);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(backoff, RESIL_BACKOFF_OPTIONS_DEFAULT, base_ns, 0);
    REFUSES(backoff, RESIL_BACKOFF_OPTIONS_DEFAULT, base_ns, -1);
    REFUSES(backoff, RESIL_BACKOFF_OPTIONS_DEFAULT, cap_ns, RESIL_MS);
    REFUSES(backoff, RESIL_BACKOFF_OPTIONS_DEFAULT, cap_ns, RESIL_NEVER);
    REFUSES(backoff, RESIL_BACKOFF_OPTIONS_DEFAULT, jitter, (enum resil_jitter)9);
    struct resil_backoff b;
    const char *bad = "x";
    assert_int_equal(resil_backoff_init(&b, NULL, &bad), RESIL_OK);
    assert_null(bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_covers_zero_to_the_exponential),
        cmocka_unit_test(equal_keeps_half),
        cmocka_unit_test(decorrelated_grows_from_the_last_draw),
        cmocka_unit_test(smooth_doubles_its_median_and_avoids_zero),
        cmocka_unit_test(nothing_leaves_the_cap_however_far_out),
        cmocka_unit_test(clients_at_the_cap_do_not_meet),
        cmocka_unit_test(the_exponential_is_exact),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
