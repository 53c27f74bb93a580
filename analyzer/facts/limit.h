/* What limits a loop: counters and clocks on its way round. */
#ifndef FACTS_LIMIT_H
#define FACTS_LIMIT_H

#include "facts/slice.h"

struct limit {
    bool bounded;         /* no way round escapes a check that ends it */
    bool by_clock;        /* … and that check asks the time */
    int64_t max_attempts; /* 0: not a number */
    ir_loc_id loc;        /* of a check */
};

/* `edges`: the edges of the CFG on the way from the call round to it again. */
struct limit limit_of_loop(const struct definitions *definitions, const struct cfg_loop *loop,
                           ir_instr_id call, const struct bitset *edges);

/* The same for a turn that is no loop of the function itself: what stands between two blocks.
 * `turn` has the blocks that belong to it; leaving them ends the attempts. */
struct limit limit_of_way(const struct definitions *definitions, const struct cfg_loop *turn,
                          uint32_t from, uint32_t to, const struct bitset *edges);

/* What stands on the function's own way to the call, which a later call of the function makes
 * again.
 */
struct limit limit_before(const struct definitions *definitions, ir_instr_id call);

/* Whether the function decides by the time, or by what it counts from call to call and never sets
 * back: whoever asks it before each attempt has no more than it allows. */
bool limit_counts_calls(const struct definitions *definitions);

/* Blocks that are entered only after a comparison with a counter or the time that does not leave
 * the loop itself: a flag may, that is set there. */
struct limit_guard {
    uint32_t block;
    ir_loc_id loc; /* of the comparison */
};
uint32_t limit_guards(const struct definitions *definitions, const struct cfg_loop *loop,
                      struct limit_guard *guards, uint32_t room);

#endif
