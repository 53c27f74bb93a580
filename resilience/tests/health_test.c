#include "resil/health.h"
#include "test.h"

static struct resil_manual_clock manual;

struct fake {
    enum resil_outcome outcome;
    int asked;
    int64_t takes_ns, left_ns;
};

static enum resil_outcome ask(void *ctx, struct resil_deadline deadline)
{
    struct fake *fake = ctx;
    struct resil_clock clock = resil_manual_clock(&manual);
    fake->asked++;
    fake->left_ns = resil_deadline_remaining(deadline, &clock);
    resil_manual_advance(&manual, fake->takes_ns);
    return fake->outcome;
}

struct fixture {
    struct fake database, mailer;
    struct resil_dependency dependencies[2];
    struct resil_health health;
};

static void prepare(struct fixture *f)
{
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    *f = (struct fixture){.dependencies = {{.name = "database", .critical = true, .check = ask},
                                           {.name = "mailer", .check = ask}}};
    f->dependencies[0].ctx = &f->database;
    f->dependencies[1].ctx = &f->mailer;
    assert_int_equal(
        resil_health_init(&f->health, f->dependencies, 2, resil_manual_clock(&manual), NULL),
        RESIL_OK);
}

static struct resil_health_view check_all(struct fixture *f)
{
    struct resil_clock clock = resil_manual_clock(&manual);
    return resil_health_check(&f->health, resil_deadline_after(&clock, 10 * RESIL_S));
}

static void nobody_is_ready_before_the_first_look(void **state)
{
    (void)state;
    struct fixture f;
    prepare(&f);
    assert_false(resil_health_view(&f.health).ready);
    assert_int_equal(f.database.asked, 0); /* shallow calls nobody */
    struct resil_health_view v = check_all(&f);
    assert_true(v.ready && v.status == RESIL_HEALTH_PASS && v.failing == 0);
    assert_ns(f.database.left_ns, RESIL_S);
    check_all(&f);
    assert_int_equal(f.database.asked, 1); /* not due yet */
    resil_health_finish(&f.health);
}

static void only_critical_dependencies_take_it_out(void **state)
{
    (void)state;
    struct fixture f;
    prepare(&f);
    check_all(&f);
    for (int i = 0; i < 3; i++)
        resil_health_report(&f.health, 1, RESIL_TIMEOUT);
    struct resil_health_view v = resil_health_view(&f.health);
    assert_true(v.ready && v.status == RESIL_HEALTH_WARN && v.failing == 1);
    resil_health_report(&f.health, 0, RESIL_TRANSIENT);
    resil_health_report(&f.health, 0, RESIL_TRANSIENT);
    resil_health_report(&f.health, 0, RESIL_ABANDONED);
    assert_true(resil_health_view(&f.health).ready); /* two are no trend */
    resil_health_report(&f.health, 0, RESIL_TRANSIENT);
    v = resil_health_view(&f.health);
    assert_true(!v.ready && v.status == RESIL_HEALTH_FAIL && v.first_critical == 0);
    resil_health_report(&f.health, 0, RESIL_PERMANENT); /* it answered: it is well */
    assert_true(resil_health_view(&f.health).ready);
    resil_health_finish(&f.health);
}

static void old_results_count_as_failures(void **state)
{
    (void)state;
    struct fixture f;
    prepare(&f);
    check_all(&f);
    resil_manual_advance(&manual, 61 * RESIL_S);
    assert_false(resil_health_view(&f.health).ready);
    assert_true(check_all(&f).ready);
    resil_health_finish(&f.health);
}

static void a_deep_look_keeps_its_deadline(void **state)
{
    (void)state;
    struct fixture f;
    prepare(&f);
    f.database.takes_ns = 2 * RESIL_S;
    struct resil_clock clock = resil_manual_clock(&manual);
    resil_health_check(&f.health, resil_deadline_after(&clock, RESIL_S / 2));
    assert_ns(f.database.left_ns, RESIL_S / 2);
    assert_int_equal(f.mailer.asked, 0);
    resil_health_finish(&f.health);
}

static void draining_is_not_ready_but_healthy(void **state)
{
    (void)state;
    struct fixture f;
    char text[512];
    prepare(&f);
    check_all(&f);
    resil_health_drain(&f.health, true);
    struct resil_health_view v = resil_health_view(&f.health);
    assert_true(!v.ready && v.draining && v.status == RESIL_HEALTH_PASS);
    resil_manual_advance(&manual, 5 * RESIL_MS);
    assert_int_equal(resil_health_json(&f.health, text, sizeof text), RESIL_OK);
    assert_string_equal(text,
                        "{\"status\":\"pass\",\"ready\":false,\"draining\":true,\"checks\":{"
                        "\"database\":[{\"status\":\"pass\",\"critical\":true,\"last\":\"success\","
                        "\"age_ms\":5}],"
                        "\"mailer\":[{\"status\":\"pass\",\"critical\":false,\"last\":\"success\","
                        "\"age_ms\":5}]}}");
    assert_int_equal(resil_health_json(&f.health, text, 100), RESIL_TRUNCATED);
    assert_string_equal(text, "");
    resil_health_finish(&f.health);
}

static void bad_arguments_are_named(void **state)
{
    (void)state;
    struct resil_health h;
    struct resil_dependency d = {.critical = true};
    const char *bad;
    assert_int_equal(resil_health_init(&h, NULL, 1, RESIL_CLOCK_COARSE, &bad), RESIL_INVALID);
    assert_string_equal(bad, "dependencies");
    assert_int_equal(resil_health_init(&h, &d, 1, RESIL_CLOCK_COARSE, &bad), RESIL_INVALID);
    assert_string_equal(bad, "name");
    d.name = "x";
    d.fail_after = -1;
    assert_int_equal(resil_health_init(&h, &d, 1, RESIL_CLOCK_COARSE, &bad), RESIL_INVALID);
    assert_string_equal(bad, "fail_after");
    resil_health_finish(&h);
    resil_health_finish(NULL);
}

static struct resil_health *reported; /* while somebody has looked at the clock; then NULL */

static int64_t interrupted(void *ctx)
{
    struct resil_health *health = reported;
    reported = NULL;
    (void)ctx;
    if (!health)
        return 101 * RESIL_S;
    resil_health_report(health, 0, RESIL_SUCCESS);
    return 100 * RESIL_S;
}

static void no_age_is_below_zero(void **state)
{
    (void)state;
    struct resil_dependency d = {.name = "database"};
    struct resil_health h;
    char json[256];
    assert_int_equal(resil_health_init(&h, &d, 1, (struct resil_clock){.now = interrupted}, NULL),
                     RESIL_OK);
    reported = &h;
    assert_int_equal(resil_health_json(&h, json, sizeof json), RESIL_OK);
    assert_non_null(strstr(json, "\"age_ms\":0}"));
    resil_health_finish(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_ready_before_the_first_look),
        cmocka_unit_test(only_critical_dependencies_take_it_out),
        cmocka_unit_test(old_results_count_as_failures),
        cmocka_unit_test(a_deep_look_keeps_its_deadline),
        cmocka_unit_test(no_age_is_below_zero),
        cmocka_unit_test(draining_is_not_ready_but_healthy),
        cmocka_unit_test(bad_arguments_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
