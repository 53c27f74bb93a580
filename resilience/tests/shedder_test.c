/* The adaptive limits against a server of known capacity, in virtual time. */
#include <math.h>
#include <stdlib.h>
#include "test.h"

static struct resil_manual_clock manual;
static struct resil_xoshiro source;

static struct resil_shedder_options defaults(enum resil_shedder_kind kind)
{
    struct resil_shedder_options o = RESIL_SHEDDER_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 1000 * RESIL_S);
    resil_xoshiro_seed(&source, 8);
    o.kind = kind;
    o.clock = resil_manual_clock(&manual);
    o.random = resil_xoshiro_random(&source);
    return o;
}

#define MOST 4096

/* `workers` serve in the order of arrival, `service_ns` each; a request that waited longer than
 * `patience_ns` has timed out. Calls arrive every `gap_ns`. */
struct server {
    int workers;
    int64_t service_ns, patience_ns, gap_ns;
    int64_t free_at[64];
    struct resil_shedder_token token[MOST];
    int64_t ends[MOST];
    int first, count;
    int64_t served;
};

static void end_until(struct resil_shedder *s, struct server *v, int64_t at)
{
    while (v->count && v->ends[v->first] <= at) {
        int64_t end = v->ends[v->first];
        atomic_store(&manual.now_ns, end);
        int64_t took = end - v->token[v->first].start_ns;
        resil_shedder_release(s, &v->token[v->first],
                              took > v->patience_ns ? RESIL_TIMEOUT : RESIL_SUCCESS);
        v->served += took <= v->patience_ns;
        v->first = (v->first + 1) % MOST;
        v->count--;
    }
    atomic_store(&manual.now_ns, at);
}

static void arrive(struct resil_shedder *s, struct server *v)
{
    struct resil_shedder_token token;
    if (resil_shedder_acquire(s, RESIL_PRIORITY_NORMAL, &token) != RESIL_OK)
        return;
    int least = 0;
    for (int i = 1; i < v->workers; i++)
        if (v->free_at[i] < v->free_at[least])
            least = i;
    int64_t now = resil_now(&s->options.clock);
    int64_t start = v->free_at[least] > now ? v->free_at[least] : now;
    v->free_at[least] = start + v->service_ns;
    int place = (v->first + v->count++) % MOST;
    assert_true(v->count < MOST);
    v->token[place] = token;
    v->ends[place] = v->free_at[least];
}

static void drive(struct resil_shedder *s, struct server *v, int64_t duration_ns)
{
    int64_t until = resil_now(&s->options.clock) + duration_ns;
    for (int64_t at = resil_now(&s->options.clock); at < until; at += v->gap_ns) {
        end_until(s, v, at);
        arrive(s, v);
    }
}

static void drain(struct resil_shedder *s, struct server *v)
{
    end_until(s, v, resil_now(&s->options.clock) + 3600 * RESIL_S);
    assert_int_equal(resil_shedder_view(s).under_way, 0);
}

/* 10 workers of 10 ms carry 1000/s; offered are 2000/s, for ten minutes. */
static void lasting_overload_does_not_lift_the_limit(void **state)
{
    (void)state;
    for (int kind = RESIL_SHEDDER_VEGAS; kind <= RESIL_SHEDDER_GRADIENT; kind++) {
        struct resil_shedder s;
        struct resil_shedder_options o = defaults((enum resil_shedder_kind)kind);
        struct server v = {.workers = 10,
                           .service_ns = 10 * RESIL_MS,
                           .patience_ns = RESIL_S,
                           .gap_ns = 500 * RESIL_US};
        assert_int_equal(resil_shedder_init(&s, &o, NULL), RESIL_OK);
        drive(&s, &v, 60 * RESIL_S);
        int most = 0;
        for (int i = 0; i < 540; i++) {
            drive(&s, &v, RESIL_S);
            int limit = resil_shedder_view(&s).limit;
            most = limit > most ? limit : most;
        }
        assert_in_range(most, 10, 45);
        assert_true((double)v.served > 600 * 1000 * 0.9); /* and the capacity is used */
        drain(&s, &v);
        resil_shedder_finish(&s);
    }
}

static void it_finds_more_capacity_and_less(void **state)
{
    (void)state;
    for (int kind = RESIL_SHEDDER_VEGAS; kind <= RESIL_SHEDDER_GRADIENT; kind++) {
        struct resil_shedder s;
        struct resil_shedder_options o = defaults((enum resil_shedder_kind)kind);
        struct server v = {.workers = 60,
                           .service_ns = 10 * RESIL_MS,
                           .patience_ns = RESIL_S,
                           .gap_ns = 100 * RESIL_US};
        assert_int_equal(resil_shedder_init(&s, &o, NULL), RESIL_OK);
        drive(&s, &v, 60 * RESIL_S);
        assert_in_range(resil_shedder_view(&s).limit, 40, 200);
        v.workers = 5; /* the rest of the machine is gone */
        drive(&s, &v, 60 * RESIL_S);
        assert_in_range(resil_shedder_view(&s).limit, 3, 30);
        drain(&s, &v);
        resil_shedder_finish(&s);
    }
}

/* Every request takes the same time because every request times out. */
static void a_stable_timeout_is_overload(void **state)
{
    (void)state;
    for (int kind = RESIL_SHEDDER_VEGAS; kind <= RESIL_SHEDDER_GRADIENT; kind++) {
        struct resil_shedder s;
        struct resil_shedder_token t;
        struct resil_shedder_options o = defaults((enum resil_shedder_kind)kind);
        assert_int_equal(resil_shedder_init(&s, &o, NULL), RESIL_OK);
        for (int i = 0; i < 500; i++) {
            assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_HIGH, &t), RESIL_OK);
            resil_manual_advance(&manual, RESIL_S);
            resil_shedder_release(&s, &t, RESIL_TIMEOUT);
        }
        assert_int_equal(resil_shedder_view(&s).limit, o.min_limit);
        resil_shedder_finish(&s);
    }
}

/* Six under way never touch a limit of 20. */
static void an_idle_limit_does_not_grow(void **state)
{
    (void)state;
    for (int kind = RESIL_SHEDDER_VEGAS; kind <= RESIL_SHEDDER_GRADIENT; kind++) {
        struct resil_shedder s;
        struct resil_shedder_options o = defaults((enum resil_shedder_kind)kind);
        struct server v = {.workers = 10,
                           .service_ns = 10 * RESIL_MS,
                           .patience_ns = RESIL_S,
                           .gap_ns = 1600 * RESIL_US};
        assert_int_equal(resil_shedder_init(&s, &o, NULL), RESIL_OK);
        drive(&s, &v, 25 * RESIL_S);
        assert_int_equal(resil_shedder_view(&s).limit, 20);
        drain(&s, &v);
        resil_shedder_finish(&s);
    }
}

static void low_priority_is_shed_first(void **state)
{
    (void)state;
    struct resil_shedder s;
    struct resil_shedder_token t[10], extra;
    struct resil_shedder_options o = defaults(RESIL_SHEDDER_FIXED);
    o.limit = 8;
    o.normal_share = 0.75;
    o.low_share = 0.5;
    assert_int_equal(resil_shedder_init(&s, &o, NULL), RESIL_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_LOW, &t[i]), RESIL_OK);
    assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_LOW, &extra), RESIL_SHED);
    for (int i = 4; i < 6; i++)
        assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_NORMAL, &t[i]), RESIL_OK);
    assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_NORMAL, &extra), RESIL_SHED);
    for (int i = 6; i < 8; i++)
        assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_HIGH, &t[i]), RESIL_OK);
    assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_HIGH, &extra), RESIL_SHED);
    resil_shedder_release(&s, &extra, RESIL_SUCCESS); /* not held */
    assert_int_equal(resil_shedder_view(&s).under_way, 8);
    assert_int_equal(resil_shedder_view(&s).shed, 3);
    for (int i = 0; i < 8; i++)
        resil_shedder_release(&s, &t[i], RESIL_TRANSIENT);
    resil_shedder_release(&s, &t[0], RESIL_SUCCESS); /* twice */
    assert_int_equal(resil_shedder_view(&s).under_way, 0);
    resil_shedder_finish(&s);
}

static void it_can_only_watch(void **state)
{
    (void)state;
    struct resil_shedder s;
    struct resil_shedder_token t[5];
    struct resil_shedder_options o = defaults(RESIL_SHEDDER_FIXED);
    o.limit = 2;
    o.observe_only = true;
    assert_int_equal(resil_shedder_init(&s, &o, NULL), RESIL_OK);
    for (int i = 0; i < 5; i++)
        assert_int_equal(resil_shedder_acquire(&s, RESIL_PRIORITY_HIGH, &t[i]), RESIL_OK);
    assert_int_equal(resil_shedder_view(&s).shed, 3);
    resil_shedder_finish(&s);
}

#define BAD(field, value) REFUSES(shedder, RESIL_SHEDDER_OPTIONS_DEFAULT, field, value)

static void bad_options_are_named(void **state)
{
    (void)state;
    BAD(kind, (enum resil_shedder_kind)7);
    BAD(limit, 0);
    BAD(limit, 1001);
    BAD(min_limit, 0);
    BAD(max_limit, 0);
    BAD(normal_share, NAN);
    BAD(low_share, NAN);
    BAD(low_share, 0);
    BAD(window_samples, 0);
    BAD(window_ns, 0);
    BAD(probe_ns, RESIL_MS);
    resil_shedder_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lasting_overload_does_not_lift_the_limit),
        cmocka_unit_test(it_finds_more_capacity_and_less),
        cmocka_unit_test(a_stable_timeout_is_overload),
        cmocka_unit_test(an_idle_limit_does_not_grow),
        cmocka_unit_test(low_priority_is_shed_first),
        cmocka_unit_test(it_can_only_watch),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
