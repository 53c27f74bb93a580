/* peer.h -- what the tests of the adapters share: one fault server for all tests of a program. */
#ifndef RESIL_PEER_H
#define RESIL_PEER_H

#include <stdio.h>
#include "test.h"
#include "server.h"

/* Group setup and teardown for cmocka; *state is the server. */
static inline int peer_start(void **state)
{
    *state = fault_start();
    return 0;
}

static inline int peer_stop(void **state)
{
    fault_stop(*state);
    return 0;
}

/* "Within its deadline" is asserted with room for a loaded machine: late means hanging. */
#define assert_in_time(start_ns) assert_true(resil_clock_monotonic(NULL) - (start_ns) < 5 * RESIL_S)

#endif
