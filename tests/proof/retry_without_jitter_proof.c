/* "they all come back in the same moment": what arrives within 50 ms, after the first wave. */
#include "run.h"

#include <stdlib.h>

enum { clients = 60 };

static int wave(struct fault_server *server, const char *kind, const char *target)
{
    run_client(server, kind, target, 2500); /* the first retries are over by then */
    assert_true(fault_requests(server, target) > clients);
    return largest_wave(server, target, clients, 50);
}

/* Counts what arrives within milliseconds, so it is run on demand only (RESILINT_TIMED_PROOFS set):
 * a busy machine proves nothing. resil_sim shows the same waves in virtual time, always.
 * Repeated, because a machine under load may tear the bad wave apart or pile up the good one. */
static void clients_with_equal_pauses_come_back_together(void **state)
{
    if (getenv("RESILINT_TIMED_PROOFS") == NULL) {
        skip();
    }
    int bad = 0, good = clients, resil = clients;
    for (int round = 0; round < 3 && (bad < clients / 2 || 2 * good > bad || 2 * resil > bad);
         round++) {
        static const char *const targets[3][3] = {
            {"/status?code=503&test=bad1", "/status?code=503&test=good1",
             "/status?code=503&test=resil1"},
            {"/status?code=503&test=bad2", "/status?code=503&test=good2",
             "/status?code=503&test=resil2"},
            {"/status?code=503&test=bad3", "/status?code=503&test=good3",
             "/status?code=503&test=resil3"},
        };
        bad = wave(*state, "bad", targets[round][0]);
        good = wave(*state, "good", targets[round][1]);
        resil = wave(*state, "resil", targets[round][2]);
    }
    print_message("largest wave of %d clients: bad %d, good %d, libresil %d\n", clients, bad, good,
                  resil);
    assert_true(bad >= clients / 2);
    assert_true(2 * good <= bad);
    assert_true(2 * resil <= bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clients_with_equal_pauses_come_back_together),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
