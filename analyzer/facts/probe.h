/* What becomes of a loop when one of its network calls ends in a certain way. */
#ifndef FACTS_PROBE_H
#define FACTS_PROBE_H

#include "program/frame.h"

struct probe {
    bool possible;       /* the call can end so */
    bool leaves;         /* control can leave the loop before the call is made again */
    bool round;          /* a turn of the loop can end */
    bool again;          /* the same call can be made again, in a later turn */
    uint64_t work;       /* what it cost */
    struct map called;   /* calls made from there until the call is made again */
    struct map exits;    /* the ways out of the loop: block and edge */
    struct bitset edges; /* taken on these paths, numbered as in cfg.edge_start */
};

/* `loop` is an index into frame->cfg.loops. */
void probe_run(struct probe *probe, struct frame *frame, uint32_t loop, ir_instr_id call,
               enum outcome outcome, enum outcome others);
void probe_finish(struct probe *probe);

#endif
