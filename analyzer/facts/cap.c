#include "facts/cap.h"

static bool loads_one_of(const struct slice *slice, ir_expr_id id)
{
    const struct ir_module *module = slice->definitions->frame->module;
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    if (expr->op == IR_EXPR_LOAD) {
        return slice_has(slice, definitions_location(slice->definitions, expr->a));
    }
    bool binary = expr->op >= IR_EXPR_ADD && expr->op <= IR_EXPR_GE;
    return binary && (loads_one_of(slice, expr->a) || loads_one_of(slice, expr->b));
}

static bool leaves_loop(const struct frame *frame, const struct ir_block *block,
                        const struct cfg_loop *loop)
{
    for (uint32_t i = 0; i < block->edge_count; i++) {
        uint32_t target = frame->module->edges[block->first_edge + i].to - frame->info->first_block;
        if (!bitset_has(&loop->blocks, target)) {
            return true;
        }
    }
    return false;
}

/* Whether one side is a constant that no length lies below: `left <= 0` caps nothing. */
static bool asks_for_none(const struct ir_module *module, const struct ir_expr *cond)
{
    const ir_expr_id sides[] = {cond->a, cond->b};
    for (int i = 0; i < 2; i++) {
        const struct ir_expr *side = &module->exprs[ir_uncast(module, sides[i])];
        bool number = side->op == IR_EXPR_INT || side->op == IR_EXPR_FLOAT;
        if (number && side->value <= 0) { /* a double's sign is the highest bit, too */
            return true;
        }
    }
    return false;
}

/* The block's condition orders what the slice is made of. */
static bool orders_length(const struct slice *slice, const struct ir_block *block)
{
    const struct ir_module *module = slice->definitions->frame->module;
    const struct ir_expr *cond = &module->exprs[ir_uncast(module, block->cond)];
    return block->term == IR_TERM_BRANCH && cond->op >= IR_EXPR_LT && cond->op <= IR_EXPR_GE &&
           !asks_for_none(module, cond) &&
           (loads_one_of(slice, cond->a) || loads_one_of(slice, cond->b));
}

bool cap_of_length(const struct slice *slice, const struct cfg_loop *loop)
{
    const struct frame *frame = slice->definitions->frame;
    bool orders = false;
    for (uint32_t b = 0; b < frame->info->block_count && !orders; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        bool inside =
            loop == NULL || (bitset_has(&loop->blocks, b) && !leaves_loop(frame, block, loop));
        orders = inside && orders_length(slice, block);
    }
    return orders;
}
