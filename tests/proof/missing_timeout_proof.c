/* "nothing limits how long the call may take": so the client is still there when we end it. */
#include "run.h"

static void without_timeout_the_client_is_held(void **state)
{
    assert_true(run_client(*state, "bad", "/silent", 1500).hung);
    assert_true(run_client(*state, "bad", "/drip?ms=50", 1500).hung);
    assert_true(run_client(*state, "bad", "!/", 1500).hung);
}

static void with_a_timeout_the_client_gets_away(void **state)
{
    struct ending ending = run_client(*state, "good", "/silent", 60000);
    assert_false(ending.hung || ending.fine);
    ending = run_client(*state, "good", "/drip?ms=50", 60000);
    assert_false(ending.hung || ending.fine);
    ending = run_client(*state, "good", "!/", 60000);
    assert_false(ending.hung || ending.fine);
    assert_true(run_client(*state, "good", "/delay?ms=100", 60000).fine);
}

static void with_a_deadline_it_may_even_try_again(void **state)
{
    struct ending ending = run_client(*state, "resil", "/drip?ms=50", 60000);
    assert_false(ending.hung || ending.fine);
    assert_true(run_client(*state, "resil", "/busy?n=1", 60000).fine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_timeout_the_client_is_held),
        cmocka_unit_test(with_a_timeout_the_client_gets_away),
        cmocka_unit_test(with_a_deadline_it_may_even_try_again),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
