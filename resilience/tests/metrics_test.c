#include "resil/clock.h"
#include "resil/metrics.h"
#include "test.h"

static void events_become_counters(void **state)
{
    (void)state;
    static char text[16384];
    struct resil_metrics m;
    const struct resil_metrics *all[] = {&m};
    resil_metrics_init(&m, "pay \"eu\"");
    struct resil_observer o = resil_metrics_observer(&m);
    resil_observe(&o, &(struct resil_event){.kind = RESIL_EVENT_ATTEMPT,
                                            .outcome = RESIL_TIMEOUT,
                                            .took_ns = RESIL_S});
    resil_observe(&o, &(struct resil_event){.kind = RESIL_EVENT_ATTEMPT, .took_ns = 6 * RESIL_MS});
    resil_observe(&o, &(struct resil_event){.kind = RESIL_EVENT_END, .status = RESIL_OK});
    resil_observe(&o, &(struct resil_event){.kind = RESIL_EVENT_COUNT}); /* ignored */
    struct resil_page page = resil_page_in(text, sizeof text);
    assert_int_equal(resil_metrics_write(all, 1, &page), RESIL_OK);
    assert_non_null(strstr(text, "# TYPE resil_attempts_total counter\n"));
    assert_non_null(strstr(text, "\nresil_attempts_total{name=\"pay \\\"eu\\\"\","
                                 "outcome=\"timeout\"} 1\n"));
    assert_non_null(strstr(text, ",status=\"ok\"} 1\n"));
    assert_non_null(strstr(text, ",kind=\"attempt\"} 2\n"));
    assert_non_null(strstr(text, ",le=\"0.005\"} 0\n"));
    assert_non_null(strstr(text, ",le=\"0.01\"} 1\n"));
    assert_non_null(strstr(text, ",le=\"+Inf\"} 2\n"));
    assert_non_null(strstr(text, "resil_attempt_seconds_sum{name=\"pay \\\"eu\\\"\"} 1.006"));
    assert_null(strstr(text, "outcome=\"throttled\""));
}

static void own_values_join_the_page(void **state)
{
    (void)state;
    char text[160];
    struct resil_page page = resil_page_in(text, sizeof text);
    assert_int_equal(resil_page_family(&page, "budget_left", "gauge", "Tokens\nleft"), RESIL_OK);
    assert_int_equal(resil_page_sample(&page, "budget_left", "server", "a\\b", 0.5), RESIL_OK);
    assert_int_equal(resil_page_sample(&page, "budget_left", NULL, NULL, 3), RESIL_OK);
    assert_string_equal(text, "# HELP budget_left Tokens\\nleft\n# TYPE budget_left gauge\n"
                              "budget_left{server=\"a\\\\b\"} 0.5\nbudget_left 3\n");
}

static void a_full_page_ends_with_a_whole_line(void **state)
{
    (void)state;
    char text[16];
    struct resil_page page = resil_page_in(text, sizeof text);
    assert_int_equal(resil_page_sample(&page, "first", NULL, NULL, 1), RESIL_OK);
    assert_int_equal(resil_page_sample(&page, "the_second", NULL, NULL, 2), RESIL_TRUNCATED);
    assert_int_equal(resil_page_sample(&page, "x", NULL, NULL, 2), RESIL_TRUNCATED);
    assert_string_equal(text, "first 1\n");
    page = resil_page_in(text, 0);
    assert_int_equal(resil_page_sample(&page, "x", NULL, NULL, 2), RESIL_TRUNCATED);
}

static void nobody_may_look(void **state)
{
    (void)state;
    struct resil_observer nobody = {0};
    resil_observe(&nobody, &(struct resil_event){.kind = RESIL_EVENT_END});
    assert_string_equal(resil_event_text(RESIL_EVENT_HEDGE), "hedge");
    assert_string_equal(resil_event_text(RESIL_EVENT_COUNT), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_become_counters),
        cmocka_unit_test(own_values_join_the_page),
        cmocka_unit_test(a_full_page_ends_with_a_whole_line),
        cmocka_unit_test(nobody_may_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
