/* Times that calls are given: constants, fields of struct timeval, what callers pass. */
#ifndef PROGRAM_AMOUNT_H
#define PROGRAM_AMOUNT_H

#include "program/frame.h"

/* Nanoseconds of an amount: its symbol's value where constant. `finite`: yes, no or unknown. */
struct amount_view {
    symbol_id value; /* in units; 0: fixed or absent */
    enum model_answer finite;
    int64_t nanoseconds; /* -1: not a constant */
    path_id open;        /* unknown because this path decides */
};
struct amount_view frame_amount(struct frame *frame, const struct flow_state *state,
                                ir_instr_id call, const struct model_amount *amount,
                                const symbol_id *args, uint32_t count);

#endif
