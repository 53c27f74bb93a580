/* One function, built block by block, for tests of the data flow. Blocks are named by their index;
 * an edge may lead to a block that is added later. */
#ifndef FLOW_SMALL_IR_H
#define FLOW_SMALL_IR_H

#include "flow/solve.h"
#include "ir/build.h"
#include "ir/verify.h"

struct small_ir {
    struct ir_builder builder;
    struct ir_module module;
    ir_type_id int_type, pair_type, pointer_type, pair_pointer_type, array_type;
    ir_field_id left, right;
    ir_func_id func;
    ir_func_id callee;
};

void small_begin(struct small_ir *small);
ir_place_id small_var(struct small_ir *small, ir_type_id type, enum ir_var_kind kind);
ir_place_id small_local(struct small_ir *small);
ir_place_id small_field(struct small_ir *small, ir_place_id place, ir_field_id field);
ir_place_id small_element(struct small_ir *small, ir_place_id place, ir_expr_id index);
ir_place_id small_deref(struct small_ir *small, ir_expr_id pointer, ir_type_id type);
ir_expr_id small_int(struct small_ir *small, int64_t value);
ir_expr_id small_load(struct small_ir *small, ir_place_id place);
ir_expr_id small_address(struct small_ir *small, ir_place_id place, ir_type_id type);
ir_expr_id small_not(struct small_ir *small, ir_expr_id a);
ir_expr_id small_op(struct small_ir *small, ir_expr_id a, enum ir_expr_op op, ir_expr_id b);
uint32_t small_block(struct small_ir *small);
void small_set(struct small_ir *small, ir_place_id dest, ir_expr_id value);
/* `dest = callee(argument)`; both may be 0. It writes what its argument points to. */
ir_instr_id small_call(struct small_ir *small, ir_place_id dest, ir_expr_id argument);
void small_edge(struct small_ir *small, struct ir_edge edge);
/* Ends the block; its edges are added by small_edge. */
void small_switch(struct small_ir *small, ir_expr_id cond);
void small_jump(struct small_ir *small, uint32_t to);
void small_branch(struct small_ir *small, ir_expr_id cond, uint32_t yes, uint32_t no);
void small_return(struct small_ir *small, ir_expr_id value);
void small_end(struct small_ir *small);

/* The function solved from its entry. */
struct small_run {
    struct small_ir *small;
    struct arena arena;
    struct cfg cfg;
    struct space space;
    struct solve solve;
    struct flow_state entry;
    uint32_t calls;
};

void small_solve(struct small_run *run, struct small_ir *small, uint32_t step_limit);
/* What a place holds where a block begins. */
symbol_id small_value(struct small_run *run, uint32_t block, ir_place_id place);
struct range small_range(struct small_run *run, uint32_t block, ir_place_id place);
void small_finish(struct small_run *run);

#endif
