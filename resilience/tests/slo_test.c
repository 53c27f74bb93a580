#include <math.h>
#include "resil/slo.h"
#include "test.h"

static struct resil_manual_clock manual;

static void make(struct resil_slo *slo)
{
    struct resil_slo_options o = RESIL_SLO_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 365 * 24 * 3600 * RESIL_S);
    o.clock = resil_manual_clock(&manual);
    o.target = 0.99;
    assert_int_equal(resil_slo_init(slo, &o, NULL), RESIL_OK);
}

/* `minutes` of 60 requests each, of which `bad` fail. */
static void traffic(struct resil_slo *slo, int minutes, int bad)
{
    for (int m = 0; m < minutes; m++)
        for (int i = 0; i < 60; i++) {
            resil_slo_record(slo, i < bad ? RESIL_TIMEOUT : RESIL_SUCCESS);
            resil_manual_advance(&manual, RESIL_S);
        }
}

static void a_burst_pages_only_when_it_lasts(void **state)
{
    (void)state;
    struct resil_slo slo;
    make(&slo);
    traffic(&slo, 120, 0);
    assert_int_equal(resil_slo_state(&slo).alert, RESIL_SLO_QUIET);
    traffic(&slo, 2, 15); /* 25 %: burns at 25, but the hour hardly feels it */
    assert_int_equal(resil_slo_state(&slo).alert, RESIL_SLO_QUIET);
    assert_true(resil_slo_state(&slo).burn_fast > 5);
    traffic(&slo, 45, 15);
    assert_int_equal(resil_slo_state(&slo).alert, RESIL_SLO_PAGE);
    traffic(&slo, 6, 0); /* mended: the short window ends the fast page at once */
    assert_true(resil_slo_state(&slo).burn_fast < 1);
    traffic(&slo, 40, 0);
    assert_true(resil_slo_state(&slo).alert < RESIL_SLO_PAGE);
}

static void a_slow_leak_is_a_ticket(void **state)
{
    (void)state;
    struct resil_slo slo;
    make(&slo);
    traffic(&slo, 10 * 60, 1); /* 1.7 %: 1.7 times too fast */
    struct resil_slo_state s = resil_slo_state(&slo);
    assert_int_equal(s.alert, RESIL_SLO_TICKET);
    assert_true(fabs(s.burn_slow - 1.67) < 0.05);
    assert_int_equal(s.level, RESIL_SLO_SPENT);
    assert_true(s.left < 0);
}

static void what_is_left_has_levels(void **state)
{
    (void)state;
    static const struct {
        int bad;
        enum resil_slo_level level;
    } cases[] = {{0, RESIL_SLO_OK},
                 {4, RESIL_SLO_OK},
                 {6, RESIL_SLO_LOW},
                 {8, RESIL_SLO_CRITICAL},
                 {10, RESIL_SLO_SPENT}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct resil_slo slo;
        make(&slo);
        for (int i = 0; i < 1000; i++)
            resil_slo_record(&slo, i < cases[c].bad ? RESIL_TRANSIENT : RESIL_SUCCESS);
        resil_slo_record(&slo, RESIL_ABANDONED);
        struct resil_slo_state s = resil_slo_state(&slo);
        assert_int_equal(s.level, cases[c].level);
        assert_int_equal(s.requests, 1000);
        assert_int_equal(s.failures, cases[c].bad);
    }
}

static void few_requests_do_not_alert(void **state)
{
    (void)state;
    struct resil_slo slo;
    make(&slo);
    assert_true(resil_slo_state(&slo).left == 1);
    for (int i = 0; i < 99; i++)
        resil_slo_record(&slo, RESIL_TIMEOUT);
    assert_int_equal(resil_slo_state(&slo).alert, RESIL_SLO_QUIET);
    resil_slo_record(&slo, RESIL_TIMEOUT);
    assert_int_equal(resil_slo_state(&slo).alert, RESIL_SLO_PAGE);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, target, 1);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, target, (double)NAN);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, low, (double)NAN);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, critical, (double)NAN);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, period_ns, 0);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, low, 2);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, critical, 0.6);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, min_requests, 0);
    REFUSES(slo, RESIL_SLO_OPTIONS_DEFAULT, failures, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_burst_pages_only_when_it_lasts),
        cmocka_unit_test(a_slow_leak_is_a_ticket),
        cmocka_unit_test(what_is_left_has_levels),
        cmocka_unit_test(few_requests_do_not_alert),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
