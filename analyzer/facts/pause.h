/* Pauses between attempts: how long, growing, random, limited. */
#ifndef FACTS_PAUSE_H
#define FACTS_PAUSE_H

#include "facts/slice.h"

/* Pauses that functions take when called, outside loops of their own; by func_ref. */
struct pause_table {
    bool waits; /* waiting for somebody else for some time counts, too */
    struct pause *of;
};

/* Adds what a call contributes: a sleeping function's amount, or a callee's own pause. `loop` is
 * the loop in which attempts are made (NULL: none). */
void pause_add(struct pause *pause, const struct pause_table *table,
               const struct definitions *definitions, const struct cfg_loop *loop,
               ir_instr_id call);

/* Adds the time a waiting call may take (its own time-out is the pause). */
void pause_add_wait(struct pause *pause, const struct definitions *definitions,
                    const struct cfg_loop *loop, ir_instr_id call);

/* Adds a time that a call is given. */
void pause_add_amount(struct pause *pause, const struct definitions *definitions,
                      const struct cfg_loop *loop, ir_instr_id call,
                      const struct model_amount *amount);

/* Adds a pause that the library decides by itself. */
void pause_add_delay(struct pause *pause, const struct model_delay *delay);

/* The function's own pause, for its callers. */
void pause_of_function(struct pause_table *table, const struct definitions *definitions);

#endif
