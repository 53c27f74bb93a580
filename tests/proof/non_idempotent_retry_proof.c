/* "it may already have happened": the answer is lost, not the order. */
#include "run.h"

static void a_lost_answer_places_the_order_twice(void **state)
{
    assert_true(run_client(*state, "bad", "/orders?lost=1&test=bad", 60000).fine);
    assert_int_equal(fault_orders(*state), 2);
}

static void a_key_makes_it_one_order(void **state)
{
    assert_true(run_client(*state, "good", "/orders?lost=1&test=good", 60000).fine);
    assert_int_equal(fault_requests(*state, "/orders?lost=1&test=good"), 2);
    assert_int_equal(fault_orders(*state), 1);
}

static void so_does_the_key_of_libresil(void **state)
{
    assert_true(run_client(*state, "resil", "/orders?lost=2&test=resil", 60000).fine);
    assert_int_equal(fault_requests(*state, "/orders?lost=2&test=resil"), 3);
    assert_int_equal(fault_orders(*state), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lost_answer_places_the_order_twice, server_setup,
                                        server_teardown),
        cmocka_unit_test_setup_teardown(a_key_makes_it_one_order, server_setup, server_teardown),
        cmocka_unit_test_setup_teardown(so_does_the_key_of_libresil, server_setup, server_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
