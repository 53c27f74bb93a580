/* Where two handles meet in one variable: the settings of what it holds from there on. Private to
 * state_*.c. */
#ifndef FLOW_STATE_HANDLE_H
#define FLOW_STATE_HANDLE_H

#include "flow/state.h"

/* A setting of the phi, and what the handles that meet there have; 0: there is no handle. */
struct setting_join {
    cell_id cell;
    symbol_id a, b;
};

struct handle_join {
    struct map phis; /* those that are given anew */
    VEC(struct setting_join) settings;
};

/* Finds the handles that meet there, before the states are joined. */
void handle_join_plan(struct handle_join *plan, struct space *space, const struct flow_state *into,
                      const struct flow_state *from, uint32_t meeting);
/* Whether the cell is a setting of one of the phis. */
bool handle_join_has(const struct handle_join *plan, const struct space *space, cell_id cell);
void handle_join_finish(struct handle_join *plan);

#endif
