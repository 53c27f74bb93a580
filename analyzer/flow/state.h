/* What is known at one point of a function: which symbol each cell holds and in which range some
 * symbols lie. A cell that was never written holds its initial value. */
#ifndef FLOW_STATE_H
#define FLOW_STATE_H

#include "flow/space.h"
#include "flow/values.h"

struct known_range {
    symbol_id symbol;
    struct range range;
};

typedef VEC(struct known_range) known_ranges;

struct flow_state {
    bool reachable;
    struct cell_values values; /* by cell; 0: never written, or follows from the whole */
    known_ranges ranges;       /* by symbol, ascending; absent: follows from the symbol */
};

void state_copy(struct flow_state *to, const struct flow_state *from);
void state_clear(struct flow_state *state); /* makes it unreachable; the memory is kept */
void state_finish(struct flow_state *state);

bool state_equal(const struct flow_state *a, const struct flow_state *b);

symbol_id state_read(struct space *space, const struct flow_state *state, cell_id cell);

/* What a setting of a handle is. A value that is one of several handles has settings of its own,
 * from where those handles met. */
symbol_id state_read_setting(struct space *space, const struct flow_state *state, symbol_id handle,
                             uint32_t setting);

/* Puts a value there whole: what the parts hold follows from it. A zero cell is ignored. */
void state_write(struct space *space, struct flow_state *state, cell_id cell, symbol_id value);

/* Copies a record or array: the cells known inside `from` go to the same places inside `to`. */
void state_copy_cell(struct space *space, struct flow_state *state, cell_id to, cell_id from);

struct range state_range(const struct space *space, const struct flow_state *state,
                         symbol_id symbol);

/* What is known of a symbol that does not follow from it, or NULL. */
const struct range *state_known_range(const struct flow_state *state, symbol_id symbol);

/* Sets what is known of a symbol from now on. */
void state_set_range(struct flow_state *state, symbol_id symbol, struct range range);

/* Takes the condition's outcome into account; false when it cannot be so. */
bool state_assume(struct space *space, struct flow_state *state, symbol_id condition, bool truth);

/* Narrows a symbol to a range, and what it was computed from; false when nothing is left. */
bool state_narrow(struct space *space, struct flow_state *state, symbol_id symbol,
                  const struct range *range);

/* Something may have written inside the cell, keeping what is no number: constants there become
 * unknown. `call` tells the unknown values apart. */
void state_loosen(struct space *space, struct flow_state *state, cell_id cell, ir_instr_id call);

/* A call runs again: cells that still hold what it gave the last time, or something made of that,
 * become unknown, and so do its ranges. */
void state_retire(struct space *space, struct flow_state *state, ir_instr_id call);

/* Joins `from` into the state at the start of a block: where values differ a phi stands. Returns
 * whether `into` changed. `widen`: ranges that still grow become open. Other places where ways meet
 * (the callees that one call may mean, the returns of a function) have numbers from STATE_MEET on;
 * handles that meet there have no settings of their own. */
#define STATE_MEET 0x70000000u
bool state_join(struct space *space, struct flow_state *into, const struct flow_state *from,
                uint32_t block, bool widen);

/* The state comes to the start of a block: what was known of numbers that were made of the block's
 * phis was meant of an earlier turn. */
void state_enter(const struct space *space, struct flow_state *state, uint32_t block);

#endif
