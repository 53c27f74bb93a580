/* Whether a value that was put together of flags has some of them. */
#include "program/frame.h"

/* The values that are being looked at: flags that a loop adds to are made of themselves. */
struct bit_search {
    symbol_id value;
    uint32_t depth;
    const struct bit_search *above;
};

static symbol_id search_bits(struct frame *frame, symbol_id value, int64_t bits,
                             const struct bit_search *above);

/* Of a phi: what its leaves have. */
static symbol_id merge_bits(struct frame *frame, symbol_id value, int64_t bits,
                            const struct bit_search *above)
{
    struct space *space = &frame->space;
    struct bit_search here = {
        .value = value, .depth = above == NULL ? 0 : above->depth + 1, .above = above};
    symbol_id merged = space_binary(space, IR_EXPR_OPAQUE, value, space_int(space, bits));
    for (const struct bit_search *known = above; known != NULL; known = known->above) {
        if (known->value == value) {
            return merged;
        }
    }
    symbol_id leaves[4];
    uint32_t count = space_leaves(space, value, leaves, 4);
    if (count < 2 || count > 4 || here.depth > 4) {
        return space_symbol(space, SYMBOL_UNKNOWN, value, 5);
    }
    for (uint32_t i = 0; i < count; i++) {
        space_phi_add(space, merged, search_bits(frame, leaves[i], bits, &here));
    }
    return merged;
}

/* Of `a | b` where one is known not to have the bits: what the other has. */
static symbol_id either_bits(struct frame *frame, symbol_id value, int64_t bits,
                             const struct bit_search *above)
{
    struct space *space = &frame->space;
    const struct symbol symbol = space->symbols.items[value];
    symbol_id left = search_bits(frame, symbol.a, bits, above);
    symbol_id right = search_bits(frame, symbol.b, bits, above);
    symbol_id none = space_int(space, 0);
    symbol_id all = space_int(space, 1);
    if (left == none || right == all) {
        return right;
    }
    return right == none || left == all ? left : merge_bits(frame, value, bits, above);
}

/* `x != 0` says of a flag what x says. */
static symbol_id without_truth(const struct space *space, symbol_id value)
{
    const struct symbol *symbol = &space->symbols.items[value];
    bool truth = symbol->kind == SYMBOL_BINARY && symbol->op == IR_EXPR_NE &&
                 space->symbols.items[symbol->b].kind == SYMBOL_INT &&
                 space->symbols.items[symbol->b].value == 0;
    return truth ? symbol->a : value;
}

static symbol_id search_bits(struct frame *frame, symbol_id value, int64_t bits,
                             const struct bit_search *above)
{
    struct space *space = &frame->space;
    const struct symbol *symbol = &space->symbols.items[value];
    if (symbol->kind == SYMBOL_INT) {
        return space_int(space, (symbol->value & bits) == bits);
    }
    if (symbol->kind == SYMBOL_BINARY) {
        const struct symbol *right = &space->symbols.items[symbol->b];
        const struct symbol *left = &space->symbols.items[symbol->a];
        const struct symbol *mask = right->kind == SYMBOL_INT ? right : left;
        symbol_id rest = right->kind == SYMBOL_INT ? symbol->a : symbol->b;
        if (mask->kind == SYMBOL_INT && symbol->op == IR_EXPR_OR) {
            return (mask->value & bits) == bits ? space_int(space, 1)
                                                : search_bits(frame, rest, bits, above);
        }
        if (right->kind == SYMBOL_INT && symbol->op == IR_EXPR_MUL) {
            return (right->value & bits) == bits ? without_truth(space, symbol->a)
                                                 : space_int(space, 0);
        }
        if (symbol->op == IR_EXPR_OR) {
            return either_bits(frame, value, bits, above);
        }
        if (mask->kind == SYMBOL_INT && symbol->op == IR_EXPR_AND) {
            return (mask->value & bits) == 0 ? space_int(space, 0)
                                             : search_bits(frame, rest, bits, above);
        }
    }
    return merge_bits(frame, value, bits, above);
}

/* `x | O_NONBLOCK` has the bits, `x & ~O_NONBLOCK` has not, whatever x is. */
symbol_id frame_has_bits(struct frame *frame, symbol_id value, int64_t bits)
{
    return search_bits(frame, value, bits, NULL);
}
