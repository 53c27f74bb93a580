#include <pthread.h>
#include <stdlib.h>
#include "resil/expiry.h"
#include "resil/flight.h"
#include "test.h"

static struct resil_manual_clock manual;

static struct resil_flight_options on_manual_clock(void)
{
    struct resil_flight_options o = RESIL_FLIGHT_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    o.clock = resil_manual_clock(&manual);
    o.capacity = 2;
    o.key_bytes = 8;
    o.value_bytes = 4;
    return o;
}

static const struct resil_deadline passed = {0};

static void one_leads_and_a_new_flight_follows(void **state)
{
    (void)state;
    struct resil_flight f;
    struct resil_flight_ticket t, other;
    struct resil_flight_value v = {.data = (char[]){"abcdef"}, .size = 6};
    struct resil_flight_options o = on_manual_clock();
    assert_int_equal(resil_flight_init(&f, &o, NULL), RESIL_OK);
    assert_int_equal(resil_flight_join(&f, "k", passed, &t, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_join(&f, "k", passed, &other, &v), RESIL_FLIGHT_LATE);
    assert_int_equal(resil_flight_land(&f, &other, &v), RESIL_STALE);
    assert_int_equal(resil_flight_land(&f, &t, &v), RESIL_TRUNCATED);
    assert_int_equal(resil_flight_land(&f, &t, &v), RESIL_STALE);
    assert_int_equal(resil_flight_join(&f, "k", passed, &t, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_drop(&f, &t), RESIL_OK);
    assert_int_equal(resil_flight_state(&f).flying, 0);
    resil_flight_finish(&f);
}

static void leaders_that_never_report_do_not_use_up_the_places(void **state)
{
    (void)state;
    struct resil_flight f;
    struct resil_flight_ticket lost, t;
    struct resil_flight_value v = {0};
    struct resil_flight_options o = on_manual_clock();
    assert_int_equal(resil_flight_init(&f, &o, NULL), RESIL_OK);
    assert_int_equal(resil_flight_join(&f, "a", passed, &lost, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_join(&f, "b", passed, &t, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_join(&f, "c", passed, &t, &v), RESIL_FLIGHT_ALONE);
    resil_manual_advance(&manual, o.lease_ns);
    assert_int_equal(resil_flight_join(&f, "c", passed, &t, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_state(&f).flying, 2);
    assert_int_equal(resil_flight_land(&f, &lost, &v), RESIL_STALE);
    assert_int_equal(resil_flight_land(&f, &t, &v), RESIL_OK);
    resil_flight_finish(&f);
}

static void without_place_everybody_flies_alone(void **state)
{
    (void)state;
    struct resil_flight f;
    struct resil_flight_ticket t;
    struct resil_flight_value v = {0};
    struct resil_flight_options o = on_manual_clock();
    assert_int_equal(resil_flight_init(&f, &o, NULL), RESIL_OK);
    assert_int_equal(resil_flight_join(&f, "a key too long", passed, &t, &v), RESIL_FLIGHT_ALONE);
    assert_int_equal(resil_flight_join(&f, "a", passed, &t, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_join(&f, "b", passed, &t, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_join(&f, "c", passed, &t, &v), RESIL_FLIGHT_ALONE);
    assert_int_equal(resil_flight_state(&f).alone, 2);
    resil_flight_finish(&f);
}

static void a_leader_that_never_lands_loses_the_lead(void **state)
{
    (void)state;
    struct resil_flight f;
    struct resil_flight_ticket first, second;
    struct resil_flight_value v = {0};
    struct resil_flight_options o = on_manual_clock();
    assert_int_equal(resil_flight_init(&f, &o, NULL), RESIL_OK);
    assert_int_equal(resil_flight_join(&f, "k", passed, &first, &v), RESIL_FLIGHT_LEAD);
    resil_manual_advance(&manual, 30 * RESIL_S);
    assert_int_equal(resil_flight_join(&f, "k", passed, &second, &v), RESIL_FLIGHT_LEAD);
    assert_int_equal(resil_flight_land(&f, &first, &v), RESIL_STALE);
    assert_int_equal(resil_flight_land(&f, &second, &v), RESIL_OK);
    assert_int_equal(resil_flight_state(&f).taken_over, 1);
    resil_flight_finish(&f);
}

struct crowd {
    struct resil_flight flight;
    _Atomic int fetched, right, drops;
};

/* Fetches "42" for everybody; the first leaders give up. */
static void *want_the_answer(void *ctx)
{
    struct crowd *c = ctx;
    for (;;) {
        char buffer[4] = "";
        struct resil_flight_ticket t;
        struct resil_flight_value v = {.data = buffer, .capacity = sizeof buffer};
        struct resil_deadline deadline = resil_deadline_after(NULL, 60 * RESIL_S);
        enum resil_flight_role role = resil_flight_join(&c->flight, "answer", deadline, &t, &v);
        if (role == RESIL_FLIGHT_LEAD) {
            atomic_fetch_add(&c->fetched, 1);
            while (resil_flight_state(&c->flight).waiting < 3 && atomic_load(&c->drops) > 0)
                resil_sleep_until(&RESIL_CLOCK_MONOTONIC, resil_clock_monotonic(NULL) + RESIL_MS);
            if (atomic_fetch_sub(&c->drops, 1) > 0) {
                assert_int_equal(resil_flight_drop(&c->flight, &t), RESIL_OK);
                continue;
            }
            v = (struct resil_flight_value){.data = buffer, .size = 2};
            memcpy(buffer, "42", 2);
            assert_int_equal(resil_flight_land(&c->flight, &t, &v), RESIL_OK);
        }
        atomic_fetch_add(&c->right, role <= RESIL_FLIGHT_SHARED && memcmp(buffer, "42", 2) == 0);
        return NULL;
    }
}

static void all_who_wait_get_what_one_fetched(void **state)
{
    (void)state;
    struct crowd *c = calloc(1, sizeof *c);
    pthread_t threads[4];
    atomic_store(&c->drops, 1);
    assert_int_equal(resil_flight_init(&c->flight, NULL, NULL), RESIL_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, want_the_answer, c), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(c->right, 4);
    assert_int_equal(resil_flight_state(&c->flight).flying, 0);
    assert_int_equal(resil_flight_state(&c->flight).waiting, 0);
    assert_true(resil_flight_state(&c->flight).led >= 2);
    resil_flight_finish(&c->flight);
    free(c);
}

static void *storm(void *ctx)
{
    struct crowd *c = ctx;
    const char *ops = getenv("RESIL_STRESS_OPS");
    int rounds = ops ? atoi(ops) / 4 + 1 : 5000;
    for (int i = 0; i < rounds; i++) {
        char buffer[4], key[2] = {(char)('a' + i % 3), '\0'};
        struct resil_flight_ticket t;
        struct resil_flight_value v = {.data = buffer, .capacity = sizeof buffer};
        struct resil_deadline soon = resil_deadline_after(NULL, i % 7 ? RESIL_MS : 0);
        enum resil_flight_role role = resil_flight_join(&c->flight, key, soon, &t, &v);
        if (role == RESIL_FLIGHT_SHARED) {
            assert_true(v.size == 1 && buffer[0] == key[0]); /* never somebody else's value */
        } else if (role == RESIL_FLIGHT_LEAD && i % 5 == 0) {
            resil_flight_drop(&c->flight, &t);
        } else if (role == RESIL_FLIGHT_LEAD) {
            v = (struct resil_flight_value){.data = key, .size = 1};
            resil_flight_land(&c->flight, &t, &v);
        }
    }
    return NULL;
}

static void no_slot_leaks_in_a_storm(void **state)
{
    (void)state;
    struct crowd *c = calloc(1, sizeof *c);
    pthread_t threads[4];
    assert_int_equal(resil_flight_init(&c->flight, NULL, NULL), RESIL_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, storm, c), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    struct resil_flight_ticket t;
    struct resil_flight_value v = {0};
    for (int i = 0; i < 64; i++) { /* every slot can be had again */
        char key[3] = {(char)('a' + i % 26), (char)('A' + i / 26), '\0'};
        assert_int_equal(resil_flight_join(&c->flight, key, passed, &t, &v), RESIL_FLIGHT_LEAD);
    }
    assert_int_equal(resil_flight_state(&c->flight).waiting, 0);
    assert_int_equal(resil_flight_state(&c->flight).flying, 64);
    resil_flight_finish(&c->flight);
    free(c);
}

static void lifetimes_spread_within_their_bounds(void **state)
{
    (void)state;
    struct resil_xoshiro x;
    resil_xoshiro_seed(&x, 1);
    for (int i = 0; i < 10000; i++) {
        int64_t at = resil_expiry_jittered(RESIL_S, 100 * RESIL_S, 0.1, resil_xoshiro_next(&x));
        assert_true(at > 91 * RESIL_S - 1 && at <= 101 * RESIL_S);
    }
    assert_ns(resil_expiry_jittered(5, 10, -1, UINT64_MAX), 15);
    assert_ns(resil_expiry_jittered(5, RESIL_NEVER, 0.5, 7), RESIL_NEVER);
    assert_true(resil_expiry_jittered(5, 1000, 9, UINT64_MAX) >= 5);
}

static int renewals(int64_t left_ns, int64_t cost_ns, double beta)
{
    struct resil_xoshiro x;
    int count = 0;
    resil_xoshiro_seed(&x, 2);
    for (int i = 0; i < 100000; i++)
        count += resil_expiry_due(0, left_ns, cost_ns, beta, resil_xoshiro_next(&x));
    return count;
}

/* P(-ln u * beta * cost >= left) = exp(-left / (beta * cost)). */
static void renewal_grows_likely_towards_the_expiry(void **state)
{
    (void)state;
    assert_in_range(renewals(RESIL_S, RESIL_S, 1), 36288, 37288); /* e^-1 */
    assert_in_range(renewals(RESIL_S, RESIL_S, 2), 60153, 61153); /* e^-1/2 */
    assert_in_range(renewals(5 * RESIL_S, RESIL_S, 1), 574, 774); /* e^-5 */
    assert_int_equal(renewals(40 * RESIL_S, RESIL_S, 1), 0);      /* never that early */
    assert_int_equal(renewals(0, RESIL_S, 1), 100000);            /* expired */
    assert_int_equal(renewals(RESIL_S, RESIL_S, -1), 0);
    assert_int_equal(renewals(RESIL_NEVER, RESIL_S, 1), 0);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(flight, RESIL_FLIGHT_OPTIONS_DEFAULT, capacity, 0);
    REFUSES(flight, RESIL_FLIGHT_OPTIONS_DEFAULT, key_bytes, 0);
    REFUSES(flight, RESIL_FLIGHT_OPTIONS_DEFAULT, value_bytes, -1);
    REFUSES(flight, RESIL_FLIGHT_OPTIONS_DEFAULT, lease_ns, 0);
    resil_flight_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_leads_and_a_new_flight_follows),
        cmocka_unit_test(leaders_that_never_report_do_not_use_up_the_places),
        cmocka_unit_test(without_place_everybody_flies_alone),
        cmocka_unit_test(a_leader_that_never_lands_loses_the_lead),
        cmocka_unit_test(all_who_wait_get_what_one_fetched),
        cmocka_unit_test(no_slot_leaks_in_a_storm),
        cmocka_unit_test(lifetimes_spread_within_their_bounds),
        cmocka_unit_test(renewal_grows_likely_towards_the_expiry),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
