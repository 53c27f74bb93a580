/* One function being lowered: its blocks grow here and are laid into the module when it is done,
 * since a module wants variables, blocks, edges and instructions of a function to be consecutive.
 * Private to the frontend. */
#ifndef FRONTEND_BODY_H
#define FRONTEND_BODY_H

#include "ir/build.h"

struct body_block {
    VEC(struct ir_instr) instrs;
    VEC(struct ir_edge) edges;
    uint32_t term; /* enum ir_term_op; IR_TERM_NONE while open */
    ir_expr_id cond;
    ir_loc_id term_loc;
    ir_str label;
    ir_loc_id label_loc;
    bool placed; /* has its position in the function */
};

struct body_label {
    uint64_t key; /* tells labels of one name apart; 0: only named so far */
    ir_str name;
    uint32_t block;
    bool address_taken;
};

struct body_target {
    uint32_t break_to;
    uint32_t continue_to;  /* 0 inside a switch that is in no loop */
    uint32_t switch_block; /* the block that a `case` adds edges to; 0 in a loop in no switch */
    bool has_default;
};

/* Blocks are numbered from 1 by creation; `current` = 0 means that control cannot get here. */
struct body {
    ir_func_id func;
    bool gaps; /* statements that could not be parsed are missing from it */
    uint32_t current;
    VEC(struct body_block) blocks; /* [0] unused */
    VEC(uint32_t) order;           /* blocks in the order they were started */
    VEC(uint32_t) vars;            /* numbers of local variables, parameters first */
    VEC(struct ir_loop) loops;     /* with block numbers of this body */
    VEC(struct body_label) labels;
    VEC(uint32_t) indirect; /* blocks that end in a computed goto */
    VEC(struct body_target) targets;
};

void body_init(struct body *body, ir_func_id func); /* starts the entry block */
void body_finish(struct body *body);

uint32_t body_block_new(struct body *body);

/* Makes the block the current one; control falls into it from the block that was. */
void body_start(struct body *body, uint32_t block);

/* Adds an instruction. Code that control cannot reach gets a block of its own. */
void body_emit(struct body *body, struct ir_instr instr);

/* End the current block; none of them does anything where control cannot get. */
void body_jump(struct body *body, uint32_t to, ir_loc_id loc);
void body_branch(struct body *body, ir_expr_id cond, uint32_t yes, uint32_t no, ir_loc_id loc);
void body_return(struct body *body, ir_expr_id value, ir_loc_id loc);
void body_unreachable(struct body *body, ir_loc_id loc);
void body_indirect(struct body *body, ir_expr_id target, ir_loc_id loc);

/* Ends the current block in a switch; its number, or 0 where control cannot get. */
uint32_t body_switch(struct body *body, ir_expr_id value, ir_loc_id loc);
void body_edge(struct body *body, uint32_t from, struct ir_edge edge);

/* The label of the source, whether it was met yet or not; valid until the next one. With key 0 the
 * last one of that name. */
struct body_label *body_label(struct body *body, uint64_t key, ir_str name);

/* Lays blocks, edges, instructions and loops into the module and fills the function's entry. The
 * variables are the caller's affair. */
void body_lay(struct body *body, struct ir_builder *builder);

#endif
