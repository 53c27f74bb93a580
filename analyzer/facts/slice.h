/* Backward slices inside one function: what a value is made of. Flow-insensitive: all definitions
 * of a location count. */
#ifndef FACTS_SLICE_H
#define FACTS_SLICE_H

#include "facts/definitions.h"

struct slice {
    const struct definitions *definitions;
    const struct bitset *loop; /* NULL: no loop */
    struct value_traits traits;
    bool attempt;    /* part of it says how a network call ended */
    bool clock;      /* … from a clock */
    bool varies;     /* … changes from turn to turn by computing */
    bool scales;     /* … is multiplied or shifted by what does so, without a clock */
    bool advances;   /* … walks on from turn to turn */
    bool indexed;    /* an element chosen by something that varies */
    bool outputs;    /* what a call writes, or a handle it is given, is made of all its arguments */
    bool values;     /* what only chooses an element is left out */
    uint32_t branch; /* the block, counted from 1, at whose end the value is asked for: what it sets
                        there is not what other blocks set; 0: anywhere */
    uint32_t reach;  /* how many definitions deep to look; 0: as far as it goes */
    uint32_t depth;  /* … and how deep the slice is now */
    uint32_t params; /* bit per parameter it depends on (the first 32) */
    VEC(location_id) seen;
    VEC(location_id) varying;    /* those that vary */
    VEC(location_id) containers; /* records of whose arrays it takes elements */
};

/* Adds what an expression is made of. */
void slice_add(struct slice *slice, ir_expr_id expr);
/* Adds what the arguments of a call are made of. */
void slice_call_arguments(struct slice *slice, const struct ir_instr *call);
/* Adds what the conditions that end the loop are made of. */
void slice_exits(struct slice *slice, const struct frame *frame, const struct cfg_loop *loop);
/* Whether the value grows from call to call of the function: it is made of something that outlives
 * it and that it makes larger. */
bool slice_outgrows(const struct slice *slice);
bool slice_has(const struct slice *slice, location_id location);
bool slice_takes_element(const struct slice *slice, location_id record);
void slice_finish(struct slice *slice);

#endif
