#include <pthread.h>
#include <sched.h>
#include "test.h"

static struct resil_bulkhead bulkhead;

static void make(int permits, int queue)
{
    struct resil_bulkhead_options o = {.permits = permits, .queue = queue};
    assert_int_equal(resil_bulkhead_init(&bulkhead, &o, NULL), RESIL_OK);
}

static void permits_are_counted(void **state)
{
    (void)state;
    struct resil_permit p[3];
    make(2, 0);
    assert_int_equal(resil_bulkhead_try(&bulkhead, &p[0]), RESIL_OK);
    assert_int_equal(resil_bulkhead_acquire(&bulkhead, RESIL_NO_DEADLINE, &p[1]), RESIL_OK);
    assert_int_equal(resil_bulkhead_try(&bulkhead, &p[2]), RESIL_FULL);
    assert_int_equal(resil_bulkhead_acquire(&bulkhead, RESIL_NO_DEADLINE, &p[2]), RESIL_FULL);
    resil_bulkhead_release(&bulkhead, &p[2]); /* not held: no effect */
    struct resil_bulkhead_view v = resil_bulkhead_view(&bulkhead);
    assert_int_equal(v.in_use, 2);
    assert_int_equal(v.refused, 2);
    resil_bulkhead_release(&bulkhead, &p[0]);
    resil_bulkhead_release(&bulkhead, &p[0]); /* twice: no effect */
    assert_int_equal(resil_bulkhead_view(&bulkhead).in_use, 1);
    assert_int_equal(resil_bulkhead_try(&bulkhead, &p[2]), RESIL_OK);
    resil_bulkhead_finish(&bulkhead);
}

static void waiting_ends_at_the_deadline(void **state)
{
    (void)state;
    struct resil_permit p, q;
    make(1, 1);
    assert_int_equal(resil_bulkhead_try(&bulkhead, &p), RESIL_OK);
    struct resil_deadline d = resil_deadline_after(NULL, 3 * RESIL_MS);
    assert_int_equal(resil_bulkhead_acquire(&bulkhead, d, &q), RESIL_DEADLINE);
    assert_false(q.held);
    assert_true(resil_deadline_expired(d, NULL));
    assert_int_equal(resil_bulkhead_view(&bulkhead).waiting, 0);
    assert_int_equal(resil_bulkhead_view(&bulkhead).expired, 1);
    resil_bulkhead_release(&bulkhead, &p);
    assert_int_equal(resil_bulkhead_acquire(&bulkhead, d, &q), RESIL_OK); /* free: no wait */
    resil_bulkhead_finish(&bulkhead);
}

static _Atomic int order;

static void *wait_for_one(void *ctx)
{
    struct resil_permit p;
    if (resil_bulkhead_acquire(&bulkhead, RESIL_NO_DEADLINE, &p) == RESIL_OK) {
        *(int *)ctx = atomic_fetch_add(&order, 1) + 1;
        resil_bulkhead_release(&bulkhead, &p);
    }
    return NULL;
}

static void permits_go_to_the_first_who_came(void **state)
{
    (void)state;
    struct resil_permit p, q;
    pthread_t threads[5];
    int came[5] = {0};
    make(1, 5);
    atomic_store(&order, 0);
    assert_int_equal(resil_bulkhead_try(&bulkhead, &p), RESIL_OK);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, wait_for_one, &came[i]), 0);
        while (resil_bulkhead_view(&bulkhead).waiting != i + 1)
            sched_yield();
    }
    assert_int_equal(resil_bulkhead_acquire(&bulkhead, RESIL_NO_DEADLINE, &q), RESIL_FULL);
    resil_bulkhead_release(&bulkhead, &p);
    for (int i = 0; i < 5; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 5; i++)
        assert_int_equal(came[i], i + 1);
    assert_int_equal(resil_bulkhead_view(&bulkhead).in_use, 0);
    resil_bulkhead_finish(&bulkhead);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(bulkhead, RESIL_BULKHEAD_OPTIONS_DEFAULT, permits, 0);
    REFUSES(bulkhead, RESIL_BULKHEAD_OPTIONS_DEFAULT, queue, -1);
    resil_bulkhead_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permits_are_counted),
        cmocka_unit_test(waiting_ends_at_the_deadline),
        cmocka_unit_test(permits_go_to_the_first_who_came),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
