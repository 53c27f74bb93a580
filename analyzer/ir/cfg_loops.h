/* The loops of a function, found after order, predecessors and dominators. Private to cfg.c. */
#ifndef IR_CFG_LOOPS_H
#define IR_CFG_LOOPS_H

#include "ir/cfg.h"
#include "ir/graph.h"

void cfg_find_loops(struct cfg *cfg, struct arena *arena, const struct graph *graph,
                    const struct graph_walk *walk);

#endif
