/* Where paths with different values meet a phi stands for what comes from either. Part of the space
 * (see space.h), which owns everything. */
#ifndef FLOW_PHI_H
#define FLOW_PHI_H

#include "base/map.h"
#include "base/vec.h"
#include "flow/symbol.h"

struct space;

/* One of the values that met in a symbol, for those who ask where a value can come from. */
struct phi_operand {
    symbol_id value;
    uint32_t next; /* 0: there are no more */
};

/* The phis of one block. */
struct meeting {
    uint32_t block;
    symbol_id first, last;  /* none has a lower or higher number */
    VEC(symbol_id) of_cell; /* as far as they go; 0: none */
};

struct phis {
    VEC(struct meeting) meetings;     /* [0] unused */
    VEC(struct phi_operand) operands; /* [0] unused */
    struct map meeting_of;            /* by block */
    struct leaf_marks *leaf_marks;    /* of space_leaves */
};

void phis_init(struct phis *phis);
void phis_finish(struct phis *phis);

/* The phi of a cell where paths meet at the start of a block, by the meeting's number. */
uint32_t space_meeting(struct space *space, uint32_t block);
symbol_id space_phi(struct space *space, uint32_t meeting, cell_id cell);
bool space_is_phi_of(const struct space *space, symbol_id symbol, uint32_t meeting);

/* From now on the symbol, a phi or another one, stands for that value too. */
void space_phi_add(struct space *space, symbol_id phi, symbol_id operand);

/* The values a symbol stands for: phis are opened, each leaf is given once, at most `limit`.
 * Returns how many there are; more than `limit` means not all were given. */
uint32_t space_leaves(const struct space *space, symbol_id symbol, symbol_id *leaves,
                      uint32_t limit);

#endif
