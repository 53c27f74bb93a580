/* What becomes of a loop when one of its network calls ends in a certain way. */
#ifndef FACTS_PROBE_H
#define FACTS_PROBE_H

#include "program/frame.h"

struct probe {
    bool possible;       /* the call can end so */
    bool leaves;         /* control can leave the loop before the call is made again */
    bool round;          /* a turn of the loop can end */
    bool again;          /* the same call can be made again, in a later turn */
    bool same;           /* … with the arguments it had */
    uint64_t work;       /* what it cost */
    struct map called;   /* calls made from there until the call is made again */
    struct map exits;    /* the ways out of the loop: block and edge */
    struct bitset edges; /* taken on these paths, numbered as in cfg.edge_start */
};

/* The loop's first turn, before any failure left its mark (a flag, a list of what to do again):
 * what holds at each block then. The caller finishes it. `loop` is an index into cfg.loops. */
void probe_first_turn(struct solve *first, struct frame *frame, uint32_t loop);

/* The call ends so in the first turn, or, where it is not reached in that, in any. */
void probe_run(struct probe *probe, struct frame *frame, uint32_t loop, const struct solve *first,
               ir_instr_id call, enum outcome outcome, enum outcome others);
void probe_finish(struct probe *probe);

/* How many attempts there are when each ends so; 0: more than a few, or no end is seen. */
uint32_t probe_attempts(struct frame *frame, uint32_t loop, const struct solve *first,
                        ir_instr_id call, enum outcome outcome, enum outcome others);

/* Whether every way round after the call ended so leads through the block. */
bool probe_passes(struct frame *frame, uint32_t loop, const struct solve *first, ir_instr_id call,
                  enum outcome outcome, enum outcome others, uint32_t block);

#endif
