/* answer.h -- what the fault server does with one request; between server.c and answer.c. */
#ifndef FAULT_ANSWER_H
#define FAULT_ANSWER_H

#include <stdbool.h>
#include "server.h"

enum { fault_targets = 128, fault_keys = 512, fault_memory = 8192 };

enum fault_action {
    FAULT_REPLY, /* send `reply` at `at_ns`, then the next request */
    FAULT_STALL, /* never read or write again */
    FAULT_DRIP,  /* send `reply`, then a byte each drip_ns */
    FAULT_RESET,
    FAULT_CLOSE, /* send `reply` if any, then close */
};

struct fault_answer {
    enum fault_action action;
    int64_t at_ns, drip_ns;
    char reply[512];
};

struct fault_target {
    char text[96];
    int count;
    int64_t first_ns;
};

/* What the server remembers; guarded by the server's lock. */
struct fault_record {
    struct fault_target targets[fault_targets];
    char keys[fault_keys][80]; /* of the orders carried out */
    struct fault_request *requests;
    int target_count, key_count, request_count, connections, orders;
};

struct fault_answer fault_answer(struct fault_record *record, const struct fault_request *request,
                                 bool resp);

#endif
