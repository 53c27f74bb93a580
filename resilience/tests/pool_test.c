#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include "test.h"

static struct resil_pool pool;
static _Atomic int ran, released;
static _Atomic bool gate;

static void make(int workers, int queue)
{
    struct resil_pool_options o = {.workers = workers, .queue = queue};
    atomic_store(&ran, 0);
    atomic_store(&released, 0);
    atomic_store(&gate, false);
    assert_int_equal(resil_pool_init(&pool, &o, NULL), RESIL_OK);
}

static void count(struct resil_task *task)
{
    (void)task;
    atomic_fetch_add(&ran, 1);
}

/* Stands for a call that blocks as long as it likes. */
static void stay_until_the_gate_opens(struct resil_task *task)
{
    while (!atomic_load(&gate))
        sched_yield();
    count(task);
}

static void free_task(struct resil_task *task)
{
    atomic_fetch_add(&released, 1);
    free(task);
}

static struct resil_task task_of(void (*run)(struct resil_task *))
{
    return (struct resil_task){.run = run, .deadline = RESIL_NO_DEADLINE};
}

static void tasks_run_and_are_waited_for(void **state)
{
    (void)state;
    struct resil_task t[10];
    make(3, 10);
    for (int i = 0; i < 10; i++) {
        t[i] = task_of(count);
        assert_int_equal(resil_pool_submit(&pool, &t[i]), RESIL_OK);
    }
    for (int i = 0; i < 10; i++)
        assert_int_equal(resil_pool_wait(&pool, &t[i], RESIL_NO_DEADLINE), RESIL_OK);
    assert_int_equal(atomic_load(&ran), 10);
    assert_int_equal(resil_pool_view(&pool).completed, 10);
    resil_pool_finish(&pool);
}

static void a_full_pool_refuses(void **state)
{
    (void)state;
    struct resil_task t[4];
    make(1, 2);
    for (int i = 0; i < 4; i++) {
        t[i] = task_of(stay_until_the_gate_opens);
        assert_int_equal(resil_pool_submit(&pool, &t[i]), i < 3 ? RESIL_OK : RESIL_FULL);
    }
    assert_int_equal(resil_pool_view(&pool).refused, 1);
    atomic_store(&gate, true);
    assert_int_equal(resil_pool_wait(&pool, &t[2], RESIL_NO_DEADLINE), RESIL_OK);
    resil_pool_finish(&pool);
    assert_int_equal(atomic_load(&ran), 3);
}

static void a_caller_can_leave_a_stuck_task(void **state)
{
    (void)state;
    make(1, 0);
    struct resil_task *t = malloc(sizeof *t);
    *t = task_of(stay_until_the_gate_opens);
    t->release = free_task;
    assert_int_equal(resil_pool_submit(&pool, t), RESIL_OK);
    struct resil_deadline soon = resil_deadline_after(NULL, 2 * RESIL_MS);
    assert_int_equal(resil_pool_wait(&pool, t, soon), RESIL_IN_PROGRESS);
    assert_false(resil_pool_detach(&pool, t));
    atomic_store(&gate, true);
    resil_pool_finish(&pool);
    assert_int_equal(atomic_load(&released), 1);
}

static void a_finished_task_is_the_callers_again(void **state)
{
    (void)state;
    make(1, 0);
    struct resil_task t = task_of(count);
    t.release = free_task; /* must not be called on this one */
    assert_int_equal(resil_pool_submit(&pool, &t), RESIL_OK);
    assert_int_equal(resil_pool_wait(&pool, &t, RESIL_NO_DEADLINE), RESIL_OK);
    assert_true(resil_pool_detach(&pool, &t));
    resil_pool_finish(&pool);
    assert_int_equal(atomic_load(&released), 0);
}

static void too_late_is_not_run(void **state)
{
    (void)state;
    make(1, 2);
    struct resil_task blocker = task_of(stay_until_the_gate_opens), late = task_of(count);
    late.deadline = resil_deadline_after(NULL, -1);
    assert_int_equal(resil_pool_submit(&pool, &late), RESIL_DEADLINE);
    assert_int_equal(resil_pool_submit(&pool, &blocker), RESIL_OK);
    late.deadline = resil_deadline_after(NULL, RESIL_MS);
    assert_int_equal(resil_pool_submit(&pool, &late), RESIL_OK);
    while (!resil_deadline_expired(late.deadline, NULL))
        sched_yield();
    atomic_store(&gate, true);
    assert_int_equal(resil_pool_wait(&pool, &late, RESIL_NO_DEADLINE), RESIL_DEADLINE);
    assert_int_equal(resil_pool_view(&pool).expired, 1);
    resil_pool_finish(&pool);
    assert_int_equal(atomic_load(&ran), 1);
}

static void *open_gate_when_stopping(void *ctx)
{
    (void)ctx;
    struct resil_task t = task_of(count);
    while (resil_pool_submit(&pool, &t) != RESIL_CANCELLED)
        sched_yield();
    atomic_store(&gate, true);
    return NULL;
}

static void finishing_cancels_the_queue(void **state)
{
    (void)state;
    pthread_t opener;
    make(1, 1);
    struct resil_task blocker = task_of(stay_until_the_gate_opens);
    struct resil_task *queued = malloc(sizeof *queued);
    *queued = task_of(count);
    queued->release = free_task;
    assert_int_equal(resil_pool_submit(&pool, &blocker), RESIL_OK);
    while (resil_pool_view(&pool).running == 0)
        sched_yield();
    assert_int_equal(resil_pool_submit(&pool, queued), RESIL_OK);
    assert_false(resil_pool_detach(&pool, queued));
    assert_int_equal(pthread_create(&opener, NULL, open_gate_when_stopping, NULL), 0);
    /* Only the blocker may run: the opener submits until it is told that the pool stops. */
    resil_pool_finish(&pool);
    pthread_join(opener, NULL);
    assert_int_equal(atomic_load(&released), 1);
    assert_int_equal(atomic_load(&ran), 1);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(pool, RESIL_POOL_OPTIONS_DEFAULT, workers, 0);
    REFUSES(pool, RESIL_POOL_OPTIONS_DEFAULT, workers, 5000);
    REFUSES(pool, RESIL_POOL_OPTIONS_DEFAULT, queue, -1);
    resil_pool_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_run_and_are_waited_for),
        cmocka_unit_test(a_full_pool_refuses),
        cmocka_unit_test(a_caller_can_leave_a_stuck_task),
        cmocka_unit_test(a_finished_task_is_the_callers_again),
        cmocka_unit_test(too_late_is_not_run),
        cmocka_unit_test(finishing_cancels_the_queue),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
