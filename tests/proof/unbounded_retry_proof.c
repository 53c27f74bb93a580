/* "the caller never gets an answer": still asking when we end it. */
#include "run.h"

static void without_a_limit_it_asks_for_ever(void **state)
{
    const char *target = "/status?code=503&test=bad";
    assert_true(run_client(*state, "bad", target, 2500).hung);
    assert_true(fault_requests(*state, target) > 4);
}

static void with_a_limit_it_gives_up(void **state)
{
    const char *target = "/status?code=503&test=good";
    struct ending ending = run_client(*state, "good", target, 60000);
    assert_false(ending.hung || ending.fine);
    assert_int_equal(fault_requests(*state, target), 4);
}

static void with_a_deadline_too(void **state)
{
    const char *target = "/status?code=503&test=resil";
    struct ending ending = run_client(*state, "resil", target, 60000);
    assert_false(ending.hung || ending.fine);
    assert_true(fault_requests(*state, target) <= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_limit_it_asks_for_ever),
        cmocka_unit_test(with_a_limit_it_gives_up),
        cmocka_unit_test(with_a_deadline_too),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
