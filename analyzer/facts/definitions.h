/* The definitions of one function by what they define, and what changes from turn to turn of a
 * loop. */
#ifndef FACTS_DEFINITIONS_H
#define FACTS_DEFINITIONS_H

#include "program/frame.h"

/* A variable, a field of any record, a global, or the number that a variable points to. 0: none. */
typedef uint64_t location_id;

/* What is so of a value, whatever it is a part of. */
struct value_traits {
    bool random;       /* part of it comes from a random source */
    bool growing;      /* … is how long to wait before the next attempt, longer each time … */
    bool capped;       /* … up to a limit */
    bool refusal;      /* … forbids another attempt, some time … */
    const char *guard; /* … which protects the calls behind it so ("breaker"); or NULL */
};

/* What is so all over the program. */
struct program_traits {
    struct value_traits *returned; /* by func_ref: of what it returns */
    struct value_traits *written;  /* by func_ref: of what it writes through its parameters */
    struct value_traits *stored;   /* by field_ref: of what a library told and was put there */
    uint32_t *addresses; /* by func_ref: bit per parameter that tells it where to connect */
    bool *growing;       /* by field_ref: somewhere set to something made of itself */
};

/* The definitions in a function, found by location. */
struct definitions {
    struct frame *frame;
    const struct program_traits *traits;
    struct map first; /* location -> index into chain + 1 */
    VEC(struct definition) chain;
};

struct definition {
    ir_instr_id instr;
    uint32_t block;
    uint32_t next; /* index into chain + 1 */
};

void definitions_init(struct definitions *definitions, struct frame *frame,
                      const struct program_traits *traits);
void definitions_finish(struct definitions *definitions);

location_id definitions_location(const struct definitions *definitions, ir_place_id place);
/* The variable that the place lies in; of what a pointer points to, the pointer. */
location_id definitions_base(const struct definitions *definitions, const struct ir_place *place);
location_id definitions_field(const struct definitions *definitions, const struct ir_elem *elem);
bool definitions_is_local(location_id location);
bool definitions_is_field(location_id location);
bool definitions_is_pointee(location_id location);
/* A field or a global, which every function knows by the same location. */
bool definitions_is_shared(location_id location);
/* A local variable that is a pointer. */
bool definitions_is_pointer(const struct definitions *definitions, location_id location);
/* Of an expression that is a variable or a field as it is: the place, its location; else 0. */
ir_place_id definitions_loaded_place(const struct definitions *definitions, ir_expr_id expr);
location_id definitions_loaded(const struct definitions *definitions, ir_expr_id expr);
/* Of an argument that is an address: the variable it points into; else 0. */
location_id definitions_lent(const struct definitions *definitions, ir_expr_id arg);
/* Whether the variable or field, or the variable's address, is among the arguments. */
bool definitions_call_takes(const struct definitions *definitions, const struct ir_instr *call,
                            location_id location);
/* Whether both calls are given the same variable: the connection, its descriptor. */
bool definitions_calls_share(const struct definitions *definitions, ir_instr_id one,
                             ir_instr_id other);
/* Whether the taker is given a variable, or what is in it, of which the lender has the address. */
bool definitions_call_lends(const struct definitions *definitions, const struct ir_instr *lender,
                            const struct ir_instr *taker);
/* The variable that holds the record, or points to it, of which the place is a field; else 0. */
location_id definitions_record(const struct definitions *definitions, ir_place_id place);

/* How a location changes from one turn of a loop to the next. */
enum change {
    CHANGE_NONE,
    CHANGE_STEP,    /* by adding or subtracting */
    CHANGE_SCALE,   /* by multiplying or shifting */
    CHANGE_ADVANCE, /* to what it points to, or to what a function makes of it */
};
enum change definitions_change(const struct definitions *definitions, location_id location,
                               const struct bitset *loop);

/* Whether the loop gives the location a value. */
bool definitions_set_in(const struct definitions *definitions, location_id location,
                        const struct bitset *loop);

/* Whether the call makes a connection, or what one is made on: tried again it is made again. */
bool definitions_makes_handle(const struct definitions *definitions, ir_instr_id call);

/* Whether a call other than `except`, and not one that makes a connection, gives the location a
 * value in the loop. */
bool definitions_fetched(const struct definitions *definitions, location_id location,
                         const struct bitset *loop, ir_instr_id except);

#endif
