/* Values that come the same way. Where ways meet on which something that was so at the function's
 * entry lies in different ranges (`if (limit != NULL)`), what a cell holds there goes with that:
 * when it is asked for again later, the cell is known, too. Part of the space, which owns
 * everything. */
#ifndef FLOW_COMPANION_H
#define FLOW_COMPANION_H

#include "flow/range.h"
#include "flow/symbol.h"

struct space;
struct flow_state;

enum { COMPANION_SIDES = 3, COMPANION_SUBJECTS = 2 };

/* A phi, and which of its values goes with which range of the subject. */
struct companion {
    symbol_id subject; /* a value of the entry, or computed from such */
    symbol_id phi;
    uint32_t next_of_subject; /* 0: there are no more */
    uint32_t rest;            /* how many there are from here on, this one included */
    uint32_t next_of_phi;
    uint32_t side_count; /* above COMPANION_SIDES: it says nothing any more */
    struct {
        symbol_id value;
        struct range range;
    } sides[COMPANION_SIDES];
};

/* Subjects that tell the two states apart; returns how many, COMPANION_SUBJECTS at most. */
uint32_t companion_subjects(const struct space *space, const struct flow_state *a,
                            const struct flow_state *b, symbol_id *subjects);

/* A phi of which nothing has met yet goes with each of the subjects from now on. */
void companions_add(struct space *space, symbol_id phi, const symbol_id *subjects, uint32_t count);

/* The phi has that value where the state comes from, if it has companions. */
void companions_note(struct space *space, symbol_id phi, symbol_id value,
                     const struct flow_state *state);

/* The range of the subject is known better: cells that hold a phi of which only one value goes with
 * it hold that value. */
void companions_tell(const struct space *space, struct flow_state *state, symbol_id subject);

#endif
