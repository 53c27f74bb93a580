#include <pthread.h>
#include <stdatomic.h>
#include "resil/fanout.h"
#include "test.h"

struct job {
    enum resil_outcome outcome;
    _Atomic int runs;
    _Atomic bool *gate; /* waits until it is true */
};

static enum resil_outcome run_job(void *ctx, struct resil_deadline deadline)
{
    struct job *job = ctx;
    atomic_fetch_add(&job->runs, 1);
    while (job->gate && !atomic_load(job->gate) && !resil_deadline_expired(deadline, NULL))
        resil_sleep_until(&RESIL_CLOCK_MONOTONIC, resil_clock_monotonic(NULL) + RESIL_MS / 4);
    return job->outcome;
}

enum { jobs = 8 };

struct set {
    struct job job[jobs];
    struct resil_part part[jobs];
    struct resil_fanout fanout;
};

static void prepare(struct set *s, enum resil_fanout_policy policy, int64_t within_ns)
{
    *s = (struct set){.fanout = {.count = 0}};
    for (int i = 0; i < jobs; i++)
        s->part[i] = (struct resil_part){.run = run_job, .ctx = &s->job[i]};
    assert_int_equal(resil_fanout_init(&s->fanout, s->part, jobs, policy, NULL,
                                       resil_deadline_after(NULL, within_ns), NULL),
                     RESIL_OK);
}

static int runs(struct set *s)
{
    int sum = 0;
    for (int i = 0; i < jobs; i++) {
        assert_true(s->job[i].runs <= 1);
        assert_int_equal(s->job[i].runs, s->part[i].done);
        sum += s->job[i].runs;
    }
    return sum;
}

static void the_caller_alone_runs_everything(void **state)
{
    (void)state;
    struct set s;
    prepare(&s, RESIL_ALL, 60 * RESIL_S);
    s.job[3].outcome = RESIL_TRANSIENT;
    resil_fanout_work(&s.fanout);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_FAILED);
    resil_fanout_finish(&s.fanout);
    assert_int_equal(runs(&s), jobs);
    assert_int_equal(s.part[3].outcome, RESIL_TRANSIENT);
    assert_int_equal(s.part[4].outcome, RESIL_SUCCESS);
}

static void the_first_error_or_success_stops_the_rest(void **state)
{
    (void)state;
    struct set s;
    prepare(&s, RESIL_FIRST_ERROR, 60 * RESIL_S);
    s.job[2].outcome = RESIL_PERMANENT;
    resil_fanout_work(&s.fanout);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_FAILED);
    resil_fanout_finish(&s.fanout);
    assert_int_equal(runs(&s), 3);
    assert_int_equal(s.part[3].outcome, RESIL_ABANDONED);
    prepare(&s, RESIL_FIRST_SUCCESS, 60 * RESIL_S);
    s.job[0].outcome = s.job[1].outcome = RESIL_TIMEOUT;
    resil_fanout_work(&s.fanout);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_OK);
    resil_fanout_finish(&s.fanout);
    assert_int_equal(runs(&s), 3);
}

static void workers_of_a_pool_run_parts_at_the_same_time(void **state)
{
    (void)state;
    struct set s;
    struct resil_pool pool;
    struct resil_task tasks[jobs];
    struct resil_pool_options o = RESIL_POOL_OPTIONS_DEFAULT;
    _Atomic bool gate = false;
    o.workers = 3;
    assert_int_equal(resil_pool_init(&pool, &o, NULL), RESIL_OK);
    prepare(&s, RESIL_ALL, 60 * RESIL_S);
    for (int i = 0; i < 3; i++)
        s.job[i].gate = &gate; /* holds the workers, so the caller must run the others */
    assert_int_equal(resil_fanout_submit(&s.fanout, &pool, tasks, 3), 3);
    while (s.job[0].runs + s.job[1].runs + s.job[2].runs < 3)
        resil_sleep_until(&RESIL_CLOCK_MONOTONIC, resil_clock_monotonic(NULL) + RESIL_MS / 4);
    resil_fanout_work(&s.fanout);
    assert_int_equal(s.job[7].runs, 1);
    atomic_store(&gate, true);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_OK);
    resil_fanout_finish(&s.fanout);
    assert_int_equal(runs(&s), jobs);
    resil_pool_finish(&pool);
}

static void the_deadline_ends_the_wait_not_the_results(void **state)
{
    (void)state;
    struct set s;
    struct resil_pool pool;
    struct resil_task tasks[2];
    _Atomic bool never = false;
    assert_int_equal(resil_pool_init(&pool, NULL, NULL), RESIL_OK);
    prepare(&s, RESIL_ALL, 50 * RESIL_MS);
    s.job[1].gate = s.job[2].gate = s.job[3].gate = &never;
    assert_int_equal(resil_fanout_submit(&s.fanout, &pool, tasks, 2), 2);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_DEADLINE);
    assert_true(resil_fanout_stopped(&s.fanout));
    resil_fanout_finish(&s.fanout);
    assert_true(runs(&s) <= 3);
    resil_pool_finish(&pool);
    prepare(&s, RESIL_ALL, -1);
    resil_fanout_work(&s.fanout);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_DEADLINE);
    resil_fanout_finish(&s.fanout);
    assert_int_equal(runs(&s), 0);
}

static void *stop_it(void *ctx)
{
    resil_fanout_stop(ctx);
    return NULL;
}

/* Without deadline nothing else would ever end the wait. */
static void stopping_ends_a_wait_without_deadline(void **state)
{
    (void)state;
    struct set s;
    pthread_t thread;
    prepare(&s, RESIL_ALL, RESIL_NEVER);
    assert_int_equal(pthread_create(&thread, NULL, stop_it, &s.fanout), 0);
    assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_CANCELLED);
    pthread_join(thread, NULL);
    resil_fanout_work(&s.fanout);
    assert_int_equal(runs(&s), 0);
    resil_fanout_finish(&s.fanout);
}

static void helpers_in_a_full_queue_do_not_outlive_it(void **state)
{
    (void)state;
    struct resil_pool pool;
    struct resil_pool_options o = {.workers = 1, .queue = 4};
    assert_int_equal(resil_pool_init(&pool, &o, NULL), RESIL_OK);
    for (int i = 0; i < 200; i++) {
        struct set s;
        struct resil_task tasks[jobs];
        prepare(&s, i % 2 ? RESIL_ALL : RESIL_FIRST_SUCCESS, 60 * RESIL_S);
        resil_fanout_submit(&s.fanout, &pool, tasks, jobs);
        resil_fanout_work(&s.fanout);
        assert_int_equal(resil_fanout_wait(&s.fanout), RESIL_OK);
        resil_fanout_finish(&s.fanout);
    }
    resil_pool_finish(&pool);
}

static void bad_arguments_are_named(void **state)
{
    (void)state;
    struct resil_fanout f;
    struct resil_part part = {0};
    const char *bad;
    assert_int_equal(resil_fanout_init(&f, NULL, 1, RESIL_ALL, NULL, RESIL_NO_DEADLINE, &bad),
                     RESIL_INVALID);
    assert_string_equal(bad, "parts");
    assert_int_equal(resil_fanout_init(&f, &part, 0, RESIL_ALL, NULL, RESIL_NO_DEADLINE, &bad),
                     RESIL_INVALID);
    assert_string_equal(bad, "count");
    assert_int_equal(resil_fanout_init(&f, &part, 1, RESIL_ALL, NULL, RESIL_NO_DEADLINE, &bad),
                     RESIL_INVALID);
    assert_string_equal(bad, "run");
    resil_fanout_finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caller_alone_runs_everything),
        cmocka_unit_test(the_first_error_or_success_stops_the_rest),
        cmocka_unit_test(workers_of_a_pool_run_parts_at_the_same_time),
        cmocka_unit_test(the_deadline_ends_the_wait_not_the_results),
        cmocka_unit_test(stopping_ends_a_wait_without_deadline),
        cmocka_unit_test(helpers_in_a_full_queue_do_not_outlive_it),
        cmocka_unit_test(bad_arguments_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
