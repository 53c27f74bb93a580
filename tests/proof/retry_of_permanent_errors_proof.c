/* "another attempt cannot mend it": the same 404, again and again. */
#include "run.h"

static int requests_of(struct fault_server *server, const char *kind, const char *target)
{
    struct ending ending = run_client(server, kind, target, 60000);
    assert_false(ending.hung || ending.fine);
    return fault_requests(server, target);
}

static void what_is_not_there_is_asked_for_once(void **state)
{
    assert_int_equal(requests_of(*state, "bad", "/status?code=404&test=bad"), 3);
    assert_int_equal(requests_of(*state, "good", "/status?code=404&test=good"), 1);
    assert_int_equal(requests_of(*state, "resil", "/status?code=404&test=resil"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_not_there_is_asked_for_once)};
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
