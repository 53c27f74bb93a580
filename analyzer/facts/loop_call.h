/* One call in a loop: what it does there and how the loop goes on after it. */
#ifndef FACTS_LOOP_CALL_H
#define FACTS_LOOP_CALL_H

#include "facts/probe.h"

struct loop_call {
    ir_instr_id call;
    const struct model_function *model; /* NULL: the program's own function */
    uint32_t weight;                    /* how telling the call is */
    bool inner;                         /* lies in a loop inside this one */
    enum outcome others;                /* how the other calls end while it is asked about: well,
                                           as what they do to the loop is asked about them, or not,
                                           as they need what it makes */
    struct bitset turn;                 /* the loop's blocks without those of that loop inside */
    struct probe probes[OUTCOME_COUNT];
};

bool loop_call_is(const struct loop_call *call, enum model_operation operation);

/* It waits for clients, itself or in what it calls. */
bool loop_call_accepts(const struct frame *frame, const struct loop_call *call);

/* Whether the call sends something or opens a connection: doing it again is a new attempt. */
bool loop_call_attempts(const struct frame *frame, ir_instr_id call);

/* Of the only function of the program that the call may reach; else one that says nothing. */
const struct summary *loop_call_summary(const struct frame *frame, ir_instr_id call);

#endif
