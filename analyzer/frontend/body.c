#include "frontend/body.h"

void body_init(struct body *body, ir_func_id func)
{
    *body = (struct body){.func = func};
    (void)vec_push_zero(&body->blocks);
    body_start(body, body_block_new(body));
}

void body_finish(struct body *body)
{
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        vec_finish(&body->blocks.items[i].instrs);
        vec_finish(&body->blocks.items[i].edges);
    }
    vec_finish(&body->blocks);
    vec_finish(&body->order);
    vec_finish(&body->vars);
    vec_finish(&body->loops);
    vec_finish(&body->labels);
    vec_finish(&body->indirect);
    vec_finish(&body->targets);
}

uint32_t body_block_new(struct body *body)
{
    (void)vec_push_zero(&body->blocks);
    return body->blocks.count - 1;
}

static void place(struct body *body, uint32_t block)
{
    body->blocks.items[block].placed = true;
    vec_push(&body->order, block);
    body->current = block;
}

void body_start(struct body *body, uint32_t block)
{
    body_jump(body, block, 0);
    place(body, block);
}

void body_emit(struct body *body, struct ir_instr instr)
{
    if (body->current == 0) {
        place(body, body_block_new(body));
    }
    vec_push(&body->blocks.items[body->current].instrs, instr);
}

void body_edge(struct body *body, uint32_t from, struct ir_edge edge)
{
    vec_push(&body->blocks.items[from].edges, edge);
}

static uint32_t end_block(struct body *body, enum ir_term_op term, ir_expr_id cond, ir_loc_id loc)
{
    uint32_t ended = body->current;
    if (ended != 0) {
        struct body_block *block = &body->blocks.items[ended];
        block->term = term;
        block->cond = cond;
        block->term_loc = loc;
        body->current = 0;
    }
    return ended;
}

void body_jump(struct body *body, uint32_t to, ir_loc_id loc)
{
    uint32_t from = end_block(body, IR_TERM_JUMP, 0, loc);
    if (from != 0) {
        body_edge(body, from, (struct ir_edge){.to = to});
    }
}

void body_branch(struct body *body, ir_expr_id cond, uint32_t yes, uint32_t no, ir_loc_id loc)
{
    if (yes == no) {
        body_jump(body, yes, loc);
        return;
    }
    uint32_t from = end_block(body, IR_TERM_BRANCH, cond, loc);
    if (from != 0) {
        body_edge(body, from, (struct ir_edge){.to = yes});
        body_edge(body, from, (struct ir_edge){.to = no});
    }
}

void body_return(struct body *body, ir_expr_id value, ir_loc_id loc)
{
    end_block(body, IR_TERM_RETURN, value, loc);
}

void body_unreachable(struct body *body, ir_loc_id loc)
{
    end_block(body, IR_TERM_UNREACHABLE, 0, loc);
}

void body_indirect(struct body *body, ir_expr_id target, ir_loc_id loc)
{
    uint32_t from = end_block(body, IR_TERM_INDIRECT, target, loc);
    if (from != 0) {
        vec_push(&body->indirect, from);
    }
}

uint32_t body_switch(struct body *body, ir_expr_id value, ir_loc_id loc)
{
    return end_block(body, IR_TERM_SWITCH, value, loc);
}

struct body_label *body_label(struct body *body, uint64_t key, ir_str name)
{
    for (uint32_t i = body->labels.count; i > 0; i--) {
        struct body_label *label = &body->labels.items[i - 1];
        if (label->name == name && (label->key == key || label->key == 0 || key == 0)) {
            label->key = key != 0 ? key : label->key;
            return label;
        }
    }
    uint32_t block = body_block_new(body);
    vec_push(&body->labels, ((struct body_label){key, name, block, false}));
    return &body->labels.items[body->labels.count - 1];
}

/* A computed goto may lead to every label whose address was taken. */
static void connect_indirect(struct body *body)
{
    for (uint32_t i = 0; i < body->indirect.count; i++) {
        uint32_t from = body->indirect.items[i];
        for (uint32_t j = 0; j < body->labels.count; j++) {
            if (body->labels.items[j].address_taken) {
                body_edge(body, from, (struct ir_edge){.to = body->labels.items[j].block});
            }
        }
        if (body->blocks.items[from].edges.count == 0) {
            body->blocks.items[from].term = IR_TERM_UNREACHABLE;
            body->blocks.items[from].cond = 0;
        }
    }
}

/* Blocks that loops name but nothing leads to still need a place and an end. */
static void place_rest(struct body *body)
{
    for (uint32_t i = 1; i < body->blocks.count; i++) {
        struct body_block *block = &body->blocks.items[i];
        if (!block->placed) {
            vec_push(&body->order, i);
        }
        if (block->term == IR_TERM_NONE) {
            block->term = IR_TERM_UNREACHABLE;
        }
    }
}

static void lay_block(const struct body_block *block, struct ir_builder *builder, ir_func_id func,
                      const ir_block_id *numbers)
{
    struct ir_block laid = {.func = func,
                            .term = block->term,
                            .first_instr = builder->instrs.count,
                            .instr_count = block->instrs.count,
                            .cond = block->cond,
                            .first_edge = builder->edges.count,
                            .edge_count = block->edges.count,
                            .term_loc = block->term_loc,
                            .label = block->label,
                            .label_loc = block->label_loc};
    for (uint32_t i = 0; i < block->instrs.count; i++) {
        vec_push(&builder->instrs, block->instrs.items[i]);
    }
    for (uint32_t i = 0; i < block->edges.count; i++) {
        struct ir_edge edge = block->edges.items[i];
        edge.to = numbers[edge.to];
        vec_push(&builder->edges, edge);
    }
    vec_push(&builder->blocks, laid);
}

static void lay_loops(const struct body *body, struct ir_builder *builder,
                      const ir_block_id *numbers)
{
    for (uint32_t i = 0; i < body->loops.count; i++) {
        struct ir_loop loop = body->loops.items[i];
        loop.func = body->func;
        loop.head = numbers[loop.head];
        loop.body = numbers[loop.body];
        loop.latch = numbers[loop.latch];
        loop.exit = numbers[loop.exit];
        vec_push(&builder->loops, loop);
    }
}

void body_lay(struct body *body, struct ir_builder *builder)
{
    connect_indirect(body);
    place_rest(body);
    ir_block_id *numbers = memory_resize(NULL, body->blocks.count, sizeof *numbers);
    ir_block_id first = builder->blocks.count;
    numbers[0] = 0;
    for (uint32_t i = 0; i < body->order.count; i++) {
        numbers[body->order.items[i]] = first + i;
    }
    struct ir_func *func = &builder->funcs.items[body->func];
    func->first_block = first;
    func->block_count = body->order.count;
    func->const_params = 0; /* what it writes is seen in it */
    func->first_loop = body->loops.count == 0 ? 0 : builder->loops.count;
    func->loop_count = body->loops.count;
    for (uint32_t i = 0; i < body->order.count; i++) {
        lay_block(&body->blocks.items[body->order.items[i]], builder, body->func, numbers);
    }
    lay_loops(body, builder, numbers);
    free(numbers);
}
