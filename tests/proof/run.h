/* run.h -- runs a client against the fault server for a limited time. */
#ifndef PROOF_RUN_H
#define PROOF_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "server.h"

struct ending {
    bool hung;       /* still running at the limit, and killed */
    bool fine;       /* ended by itself with success */
    int64_t took_ns; /* until the end or the limit */
};

/* Runs the client of this proof ("bad", "good" or "resil") with the server's URL for `target`; a
 * target after '!' is on the port whose connects nobody answers. */
struct ending run_client(struct fault_server *server, const char *kind, const char *target,
                         int limit_ms);

/* What the fault server saw of `target`: the most requests within any `window_ms`, leaving out the
 * first `skip` requests. */
int largest_wave(struct fault_server *server, const char *target, int skip, int window_ms);

int server_setup(void **state);
int server_teardown(void **state);

#endif
