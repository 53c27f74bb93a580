/*
 * The story the simulation tells, as assertions: three attempts make three times the load, and the
 * system stays down after the outage is over, with backoff and jitter as well; a budget or a
 * breaker lets it recover; only jitter takes a herd apart. At 1,000 clients and at 1,000,000.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "sim.h"

static const struct sim_policy *named(const struct sim_policy *policies, const char *name)
{
    while (strcmp(policies->name, name) != 0)
        policies++;
    return policies;
}

static struct sim_result storm(const char *name, int clients, int seconds)
{
    struct sim_config c = sim_storm(named(sim_storm_policies, name), clients);
    c.seconds = seconds;
    return sim_run(&c);
}

static struct sim_result herd(const char *name, int clients)
{
    struct sim_config c = sim_herd(named(sim_herd_policies, name), clients);
    return sim_run(&c);
}

/* The last ten seconds of a run: is it up again? */
static double finally(const struct sim_result *r, int seconds)
{
    return sim_success(r, seconds - 10, seconds);
}

static void healthy_systems_are_all_alike(void **state)
{
    (void)state;
    for (const struct sim_policy *p = sim_storm_policies; p->name; p++) {
        struct sim_result r = storm(p->name, 1000, 60);
        assert_true(sim_success(&r, 0, 10) == 1);
        assert_true(sim_load(&r, 0, 10) > 0.99 && sim_load(&r, 0, 10) < 1.01);
    }
}

static void naive_retries_triple_the_load_and_never_let_go(void **state)
{
    (void)state;
    struct sim_result r = storm("naive", 1000, 60);
    assert_true(sim_load(&r, 14, 20) > 2.9); /* 1,000 requests a second become 3,000 */
    assert_true(sim_load(&r, 50, 60) > 2.9); /* and stay so when the cause is long gone */
    assert_true(finally(&r, 60) < 0.01);
}

static void backoff_and_jitter_alone_do_not_end_it(void **state)
{
    (void)state;
    static const char *const names[] = {"backoff", "jitter"};
    for (int i = 0; i < 2; i++) {
        struct sim_result r = storm(names[i], 1000, 60);
        assert_true(sim_load(&r, 50, 60) > 2.9);
        assert_true(finally(&r, 60) < 0.01);
    }
}

static void a_budget_keeps_the_load_and_lets_it_recover(void **state)
{
    (void)state;
    struct sim_result r = storm("budget", 1000, 60);
    assert_true(sim_peak(&r) < 1.35);
    assert_true(sim_success(&r, 26, 60) > 0.99);
}

static void a_breaker_takes_the_load_away(void **state)
{
    (void)state;
    static const char *const names[] = {"breaker", "libresil"};
    for (int i = 0; i < 2; i++) {
        struct sim_result r = storm(names[i], 1000, 60);
        assert_true(sim_load(&r, 10, 20) < 0.8);
        assert_true(sim_success(&r, 10, 20) > 0.15); /* more than the others serve in the outage */
        assert_true(finally(&r, 60) > 0.999);
    }
}

static void a_million_clients_behave_like_a_thousand(void **state)
{
    (void)state;
    for (const struct sim_policy *p = sim_storm_policies; p->name; p++) {
        struct sim_result r = storm(p->name, 1000000, 40);
        if (p->budget || p->breaker) {
            assert_true(sim_load(&r, 14, 20) < 1.1);
            assert_true(sim_peak(&r) < 1.5);
            assert_true(finally(&r, 40) > 0.9);
        } else {
            assert_true(sim_load(&r, 14, 20) > 2.9);
            assert_true(finally(&r, 40) < 0.01);
        }
        if (p->breaker)
            assert_true(sim_load(&r, 10, 20) < 0.8);
    }
}

static void only_jitter_takes_a_herd_apart(void **state)
{
    (void)state;
    static const char *const jitters[] = {"full", "equal", "decorrelated", "smooth"};
    struct sim_result none = herd("none", 10000);
    assert_int_equal(none.peak_in_10_ms, 10000); /* everybody in the same 10 ms, again and again */
    assert_true(none.succeeded < 7000);
    for (size_t i = 0; i < sizeof jitters / sizeof *jitters; i++) {
        struct sim_result r = herd(jitters[i], 10000);
        assert_true(r.peak_in_10_ms < none.peak_in_10_ms / 2);
        assert_int_equal(r.succeeded, 10000);
        assert_true(r.attempts < none.attempts * 2 / 3);
        assert_true(r.all_done_s < 20);
    }
}

static void one_seed_one_result(void **state)
{
    (void)state;
    struct sim_result a = storm("libresil", 1000, 60), b = storm("libresil", 1000, 60);
    assert_memory_equal(&a, &b, sizeof a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(healthy_systems_are_all_alike),
        cmocka_unit_test(naive_retries_triple_the_load_and_never_let_go),
        cmocka_unit_test(backoff_and_jitter_alone_do_not_end_it),
        cmocka_unit_test(a_budget_keeps_the_load_and_lets_it_recover),
        cmocka_unit_test(a_breaker_takes_the_load_away),
        cmocka_unit_test(a_million_clients_behave_like_a_thousand),
        cmocka_unit_test(only_jitter_takes_a_herd_apart),
        cmocka_unit_test(one_seed_one_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
