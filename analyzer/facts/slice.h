/* Backward slices inside one function: what a value is made of, and what changes from turn to turn
 * of a loop. Flow-insensitive: all definitions of a location count. */
#ifndef FACTS_SLICE_H
#define FACTS_SLICE_H

#include "program/frame.h"

/* A variable, a field of any record, or a global. 0: none. */
typedef uint64_t location_id;

/* The definitions in a function, found by location. */
struct definitions {
    struct frame *frame;
    const bool *returns_random; /* by func_ref: what it returns has a random part */
    const bool *growing_field;  /* by field_ref: somewhere set to something computed from itself */
    struct map first;           /* location -> index into chain + 1 */
    VEC(struct definition) chain;
};

struct definition {
    ir_instr_id instr;
    uint32_t block;
    uint32_t next; /* index into chain + 1 */
};

void definitions_init(struct definitions *definitions, struct frame *frame,
                      const bool *returns_random, const bool *growing_field);
bool definitions_is_local(location_id location);
void definitions_finish(struct definitions *definitions);

location_id definitions_location(const struct definitions *definitions, ir_place_id place);

/* How a location changes from one turn of a loop to the next. */
enum change {
    CHANGE_NONE,
    CHANGE_STEP,    /* by adding or subtracting */
    CHANGE_SCALE,   /* by multiplying or shifting */
    CHANGE_ADVANCE, /* to what it points to, or to what a function makes of it */
};
enum change definitions_change(const struct definitions *definitions, location_id location,
                               const struct bitset *loop);

/* Whether a call other than `except`, and not one that makes a connection, gives the location a
 * value in the loop. */
bool definitions_fetched(const struct definitions *definitions, location_id location,
                         const struct bitset *loop, ir_instr_id except);

struct slice {
    const struct definitions *definitions;
    const struct bitset *loop; /* NULL: no loop */
    bool random;               /* part of it comes from a random source */
    bool clock;                /* … from a clock */
    bool varies;               /* … changes from turn to turn by computing */
    bool advances;             /* … walks on from turn to turn */
    bool indexed;              /* an element chosen by something that varies */
    uint32_t reach;            /* how many definitions deep to look; 0: as far as it goes */
    uint32_t depth;            /* … and how deep the slice is now */
    uint32_t params;           /* bit per parameter it depends on (the first 32) */
    VEC(location_id) seen;
    VEC(location_id) varying; /* those that vary */
};

/* Adds what an expression is made of. */
void slice_add(struct slice *slice, ir_expr_id expr);
/* Adds what the conditions that end the loop are made of. */
void slice_exits(struct slice *slice, const struct frame *frame, const struct cfg_loop *loop);
bool slice_has(const struct slice *slice, location_id location);
void slice_finish(struct slice *slice);

/* Marks fields that some function of the program sets to something computed from themselves. */
void find_growing_fields(const struct program *program, bool *growing);

#endif
