/* Calls that are made only if what stands before them did not refuse: a circuit breaker, say. */
#ifndef FACTS_GUARD_H
#define FACTS_GUARD_H

#include "facts/definitions.h"

/* One call, and what it stands behind. */
struct guarded_call {
    func_ref func;
    ir_instr_id call;
    const char *guard; /* as the model names it: "breaker" */
};

struct guard_table {
    VEC(struct guarded_call) calls;
    struct map first;    /* func_ref -> index into calls + 1; those of a function are together */
    const char **around; /* by func_ref: what all calls of the function stand behind, or NULL */
};

/* Whether the function calls what may refuse attempts. */
bool guard_is_asked(const struct definitions *definitions);

/* Adds the guarded calls of a solved function. */
void guards_of_frame(struct guard_table *table, const struct definitions *definitions);

/* Finds the functions that are called behind a guard alone, once the whole program is known. */
void guards_hand_down(struct guard_table *table, const struct analysis *analysis);

/* What a call stands behind, in its function or above it; NULL: nothing. */
const char *guard_of_call(const struct guard_table *table, func_ref func, ir_instr_id call);

void guards_finish(struct guard_table *table);

#endif
