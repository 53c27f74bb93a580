#include <math.h>
#include "test.h"

static struct resil_manual_clock manual;
static struct resil_xoshiro source;

static struct resil_throttle make(double k, bool observe_only)
{
    struct resil_throttle t;
    struct resil_throttle_options o = RESIL_THROTTLE_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    resil_xoshiro_seed(&source, 4);
    o.clock = resil_manual_clock(&manual);
    o.random = resil_xoshiro_random(&source);
    o.k = k;
    o.observe_only = observe_only;
    assert_int_equal(resil_throttle_init(&t, &o, NULL), RESIL_OK);
    return t;
}

static void the_formula_is_the_books(void **state)
{
    (void)state;
    assert_true(resil_throttle_probability(2, 0, 0) == 0);
    assert_true(resil_throttle_probability(2, 100, 50) == 0);
    assert_true(resil_throttle_probability(2, 100, 100) == 0);
    assert_true(fabs(resil_throttle_probability(2, 99, 0) - 0.99) < 1e-12);
    assert_true(fabs(resil_throttle_probability(2, 99, 25) - 0.49) < 1e-12);
    for (int requests = 0; requests < 200; requests++)
        for (int accepts = 0; accepts <= requests; accepts++) {
            double p = resil_throttle_probability(1.1, requests, accepts);
            assert_true(p >= 0 && p < 1);
        }
}

/* `asked` requests over 200 s; every `nth` sent one is accepted (0: none). Returns how many were
 * sent in the last 100 s. */
static int drive(struct resil_throttle *t, int asked, int nth)
{
    int sent = 0, late = 0;
    for (int i = 0; i < asked; i++) {
        resil_manual_advance(&manual, 200 * RESIL_S / asked);
        if (resil_throttle_admit(t) != RESIL_OK)
            continue;
        sent++;
        late += i >= asked / 2;
        resil_throttle_report(t, nth && sent % nth == 0 ? RESIL_SUCCESS : RESIL_THROTTLED);
    }
    return late;
}

static void a_healthy_server_gets_everything(void **state)
{
    (void)state;
    struct resil_throttle t = make(2, false);
    assert_int_equal(drive(&t, 20000, 1), 10000);
    assert_int_equal(drive(&t, 20000, 2), 10000); /* half accepted is not below 1 / K */
    assert_true(resil_throttle_view(&t).drop < 0.01);
}

static void a_dead_server_gets_little_but_never_nothing(void **state)
{
    (void)state;
    struct resil_throttle t = make(2, false);
    int sent = drive(&t, 20000, 0);
    assert_in_range(sent, 900, 1300); /* max_drop leaves a tenth, and one probe a second */
    assert_true(resil_throttle_view(&t).dropped > 0);
}

static void one_probe_each_second_even_at_full_drop(void **state)
{
    (void)state;
    struct resil_throttle t = make(1, false);
    t.options.max_drop = 1;
    int sent = drive(&t, 20000, 0);
    /* p = n / (n + 1) with 12,000 requests in the window: next to nothing but the probes. */
    assert_in_range(sent, 95, 120);
}

static void it_recovers(void **state)
{
    (void)state;
    struct resil_throttle t = make(2, false);
    drive(&t, 20000, 0);
    drive(&t, 20000, 1);
    assert_int_equal(drive(&t, 20000, 1), 10000);
}

static void it_can_only_watch(void **state)
{
    (void)state;
    struct resil_throttle t = make(2, true);
    assert_int_equal(drive(&t, 20000, 0), 10000);
    assert_true(resil_throttle_view(&t).dropped > 10000);
}

static void few_requests_are_never_dropped(void **state)
{
    (void)state;
    struct resil_throttle t = make(2, false);
    for (int i = 0; i < 20; i++)
        assert_int_equal(resil_throttle_admit(&t), RESIL_OK);
}

#define BAD(field, value) REFUSES(throttle, RESIL_THROTTLE_OPTIONS_DEFAULT, field, value)

static void bad_options_are_named(void **state)
{
    (void)state;
    BAD(k, 0.9);
    BAD(k, NAN);
    BAD(max_drop, NAN);
    BAD(max_drop, -0.1);
    BAD(max_drop, 1.1);
    BAD(window_ns, 0);
    BAD(min_requests, -1);
    BAD(probe_ns, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula_is_the_books),
        cmocka_unit_test(a_healthy_server_gets_everything),
        cmocka_unit_test(a_dead_server_gets_little_but_never_nothing),
        cmocka_unit_test(one_probe_each_second_even_at_full_drop),
        cmocka_unit_test(it_recovers),
        cmocka_unit_test(it_can_only_watch),
        cmocka_unit_test(few_requests_are_never_dropped),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
