/* "the attempts multiply": three times three requests for one. */
#include "run.h"

static int requests_of(struct fault_server *server, const char *kind, const char *target)
{
    struct ending ending = run_client(server, kind, target, 60000);
    assert_false(ending.hung || ending.fine);
    return fault_requests(server, target);
}

static void attempts_of_two_layers_multiply(void **state)
{
    assert_int_equal(requests_of(*state, "bad", "/status?code=503&test=bad"), 9);
    assert_int_equal(requests_of(*state, "good", "/status?code=503&test=good"), 4);
    assert_int_equal(requests_of(*state, "resil", "/status?code=503&test=resil"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(attempts_of_two_layers_multiply)};
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
