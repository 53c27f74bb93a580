/* What running and collecting exits share. Private to solve*.c. */
#ifndef FLOW_SOLVE_PARTS_H
#define FLOW_SOLVE_PARTS_H

#include "flow/solve.h"

const struct ir_block *solve_block_at(const struct solve *solve, uint32_t block);
uint32_t solve_target(const struct solve *solve, const struct ir_block *info, uint32_t edge);
bool solve_in_region(const struct solve *solve, uint32_t block);

/* A run that begins at the start of a block of its region knows that block like any other. */
bool solve_starts_block(const struct solve *solve, const struct solve_seed *seed);

/* Whether the block's edges hang on a value: only then does an edge narrow the state. */
bool solve_asks(const struct ir_block *info);

/* Narrows the state to what holds on an edge; false when the edge cannot be taken. */
bool solve_assume_edge(struct solve *solve, struct flow_state *state, const struct ir_block *info,
                       uint32_t edge);

#endif
