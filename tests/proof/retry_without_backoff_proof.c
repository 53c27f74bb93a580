/* "the attempts hit the same failure": an outage of a moment uses up all of them, at three times
 * the load, while clients that wait in between find the server back. */
#include <stdio.h>
#include "run.h"

enum { clients = 20 };

/* A machine that stands still for the whole outage would let the bad ones through, so the proof
 * may be repeated; it must succeed once. */
static bool all_in_vain(struct fault_server *server, int round)
{
    char target[64];
    snprintf(target, sizeof target, "/down?ms=150&test=bad%d", round);
    struct ending ending = run_client(server, "bad", target, 60000);
    return !ending.hung && !ending.fine && fault_requests(server, target) == 3 * clients;
}

static void attempts_without_a_pause_are_load_in_vain(void **state)
{
    bool shown = false;
    for (int round = 0; round < 5 && !shown; round++)
        shown = all_in_vain(*state, round);
    assert_true(shown);
}

static void attempts_with_a_pause_find_the_server_back(void **state)
{
    assert_true(run_client(*state, "good", "/down?ms=150&test=good", 60000).fine);
    assert_true(fault_requests(*state, "/down?ms=150&test=good") <= 3 * clients);
    assert_true(run_client(*state, "resil", "/down?ms=150&test=resil", 60000).fine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attempts_without_a_pause_are_load_in_vain),
        cmocka_unit_test(attempts_with_a_pause_find_the_server_back),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
