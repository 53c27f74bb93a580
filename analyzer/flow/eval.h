/* Expressions and places of the IR to symbols and cells, at a state. */
#ifndef FLOW_EVAL_H
#define FLOW_EVAL_H

#include "flow/state.h"

symbol_id eval_expr(struct space *space, const struct flow_state *state, ir_expr_id expr);

/* 0 when the place cannot be told. */
cell_id eval_place(struct space *space, const struct flow_state *state, ir_place_id place);

/* The cell a pointer value points to; of a phi with one pointer among its leaves, that one's. */
cell_id eval_pointee(struct space *space, symbol_id pointer, ir_type_id type);

/* `dest = value`, also for records. */
void eval_set(struct space *space, struct flow_state *state, ir_place_id dest, ir_expr_id value);

#endif
