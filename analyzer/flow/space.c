#include "flow/space.h"

/* Higher computations are not told apart: recursion over symbols ends here. */
static const uint32_t height_limit = 64;
void space_init(struct space *space, const struct ir_module *module, const uint32_t *global_of,
                const uint32_t *field_of)
{
    *space = (struct space){.module = module, .global_of = global_of, .field_of = field_of};
    phis_init(&space->phis);
    (void)vec_push_zero(&space->symbols);
    (void)vec_push_zero(&space->cells);
}

void space_finish(struct space *space)
{
    phis_finish(&space->phis);
    vec_finish(&space->companions);
    vec_finish(&space->symbols);
    vec_finish(&space->cells);
    map_finish(&space->symbol_ids);
    map_finish(&space->cell_ids);
    map_finish(&space->first_of_call);
    handle_index_finish(&space->handles);
}

/* Symbols are numbered as they are made, so what a call gave comes before what is made of it. */
static void note_first(struct space *space, const struct symbol *symbol, symbol_id id)
{
    if (symbol->kind == SYMBOL_RESULT || symbol->kind == SYMBOL_OUTPUT) {
        (void)map_put(&space->first_of_call, symbol->a, id);
    }
}

static symbol_id intern_symbol(struct space *space, struct symbol symbol)
{
    uint64_t head = (uint64_t)symbol.kind << 48 | (uint64_t)symbol.op << 32 |
                    (uint64_t)symbol.height << 16 | symbol.depth;
    uint64_t key = map_hash(head, map_pair(symbol.a, symbol.b));
    key = symbol.kind == SYMBOL_INT ? map_hash(key, (uint64_t)symbol.value) : key;
    uint32_t *id = map_put(&space->symbol_ids, key, 0);
    if (*id == 0) {
        *id = space->symbols.count;
        vec_push(&space->symbols, symbol);
        note_first(space, &symbol, *id);
    }
    return *id;
}

symbol_id space_int(struct space *space, int64_t value)
{
    return intern_symbol(space, (struct symbol){.kind = SYMBOL_INT, .value = value});
}

symbol_id space_symbol(struct space *space, enum symbol_kind kind, uint32_t a, uint32_t b)
{
    uint32_t depth = kind == SYMBOL_INITIAL ? space->cells.items[a].depth : 0;
    return intern_symbol(space, (struct symbol){
                                    .kind = (uint16_t)kind,
                                    .depth = (uint16_t)depth,
                                    .a = a,
                                    .b = b,
                                });
}

symbol_id space_initial(struct space *space, cell_id cell)
{
    if (space->cells.items[cell].initial == 0) {
        symbol_id initial = space_symbol(space, SYMBOL_INITIAL, cell, 0);
        space->cells.items[cell].initial = initial;
    }
    return space->cells.items[cell].initial;
}

symbol_id space_unknown(struct space *space, enum unknown_cause cause, cell_id cell, uint32_t b)
{
    return intern_symbol(space, (struct symbol){.kind = SYMBOL_UNKNOWN,
                                                .op = (uint16_t)cause,
                                                .depth = (uint16_t)space->cells.items[cell].depth,
                                                .a = cell,
                                                .b = b});
}

static symbol_id make_operation(struct space *space, enum symbol_kind kind, enum ir_expr_op op,
                                symbol_id a, symbol_id b)
{
    const struct symbol *left = &space->symbols.items[a];
    const struct symbol *right = &space->symbols.items[b];
    uint32_t height = left->height > right->height ? left->height : right->height;
    struct symbol made = {.kind = (uint16_t)kind,
                          .op = (uint16_t)op,
                          .height = (uint16_t)(height + 1),
                          .depth = left->depth > right->depth ? left->depth : right->depth,
                          .a = a,
                          .b = b};
    if (height >= height_limit) {
        made.kind = SYMBOL_UNKNOWN;
        made.op = (uint16_t)((uint32_t)UNKNOWN_TOO_HIGH + (uint32_t)op);
        made.height = 0;
    }
    return intern_symbol(space, made);
}

static symbol_id fold_unary(struct space *space, enum ir_expr_op op, int64_t a)
{
    switch (op) {
    case IR_EXPR_NEGATE:
        return space_int(space, (int64_t)(0 - (uint64_t)a));
    case IR_EXPR_COMPLEMENT:
        return space_int(space, ~a);
    default:
        return space_int(space, a == 0);
    }
}

symbol_id space_unary(struct space *space, enum ir_expr_op op, symbol_id a)
{
    const struct symbol *operand = &space->symbols.items[a];
    if (operand->kind == SYMBOL_INT) {
        return fold_unary(space, op, operand->value);
    }
    if (op == IR_EXPR_NOT && operand->kind == SYMBOL_ADDRESS) {
        return space_int(space, 0);
    }
    return make_operation(space, SYMBOL_UNARY, op, a, 0);
}

/* False where C gives no value (division by zero, shifts out of range). */
static bool fold_binary(enum ir_expr_op op, int64_t a, int64_t b, int64_t *result)
{
    uint64_t ua = (uint64_t)a;
    uint64_t ub = (uint64_t)b;
    switch (op) {
    case IR_EXPR_ADD:
        *result = (int64_t)(ua + ub);
        return true;
    case IR_EXPR_SUB:
        *result = (int64_t)(ua - ub);
        return true;
    case IR_EXPR_MUL:
        *result = (int64_t)(ua * ub);
        return true;
    case IR_EXPR_DIV:
    case IR_EXPR_REM:
        if (b == 0 || (a == INT64_MIN && b == -1)) {
            return false;
        }
        *result = op == IR_EXPR_DIV ? a / b : a % b;
        return true;
    case IR_EXPR_SHL:
    case IR_EXPR_SHR:
        if (b < 0 || b > 63) {
            return false;
        }
        *result = op == IR_EXPR_SHL ? (int64_t)(ua << b) : (int64_t)(ua >> b);
        return true;
    case IR_EXPR_AND:
        *result = a & b;
        return true;
    case IR_EXPR_OR:
        *result = a | b;
        return true;
    case IR_EXPR_XOR:
        *result = a ^ b;
        return true;
    case IR_EXPR_EQ:
        *result = a == b;
        return true;
    case IR_EXPR_NE:
        *result = a != b;
        return true;
    case IR_EXPR_LT:
        *result = a < b;
        return true;
    case IR_EXPR_LE:
        *result = a <= b;
        return true;
    case IR_EXPR_GT:
        *result = a > b;
        return true;
    case IR_EXPR_GE:
        *result = a >= b;
        return true;
    default:
        return false;
    }
}

/* `(x + 1) + 1` is `x + 2`, and `x - 1` is `x + -1`, so that counters stay low. */
static symbol_id add_constant(struct space *space, symbol_id a, int64_t by)
{
    const struct symbol *left = &space->symbols.items[a];
    if (left->kind == SYMBOL_BINARY && left->op == IR_EXPR_ADD &&
        space->symbols.items[left->b].kind == SYMBOL_INT) {
        by = (int64_t)((uint64_t)by + (uint64_t)space->symbols.items[left->b].value);
        a = left->a;
    }
    return by == 0 ? a : make_operation(space, SYMBOL_BINARY, IR_EXPR_ADD, a, space_int(space, by));
}

static bool is_truth(const struct symbol *symbol)
{
    return (symbol->kind == SYMBOL_UNARY && symbol->op == IR_EXPR_NOT) ||
           (symbol->kind == SYMBOL_BINARY && symbol->op >= IR_EXPR_EQ && symbol->op <= IR_EXPR_GE);
}

/* What some bits of a value are, where it was put together of flags; 0: it is not known to be. */
static symbol_id masked(struct space *space, symbol_id a, int64_t mask, uint32_t depth)
{
    const struct symbol value = space->symbols.items[a];
    if (value.kind == SYMBOL_INT) {
        return space_int(space, value.value & mask);
    }
    if (value.kind != SYMBOL_BINARY || depth == 0) {
        return 0;
    }
    const struct symbol right = space->symbols.items[value.b];
    if (value.op == IR_EXPR_OR) {
        symbol_id zero = space_int(space, 0);
        symbol_id left = masked(space, value.a, mask, depth - 1);
        symbol_id rest = masked(space, value.b, mask, depth - 1);
        return left == zero ? rest : rest == zero ? left : 0;
    }
    if (value.op == IR_EXPR_AND && right.kind == SYMBOL_INT && (right.value & mask) == 0) {
        return space_int(space, 0);
    }
    bool flag = value.op == IR_EXPR_MUL && right.kind == SYMBOL_INT &&
                is_truth(&space->symbols.items[value.a]);
    return flag && (right.value & mask) == right.value ? a : 0;
}

static bool is_zero(const struct symbol *symbol)
{
    return symbol->kind == SYMBOL_INT && symbol->value == 0;
}

/* What an operation with a zero makes, whatever the other side is; 0: it depends. */
static symbol_id with_zero(const struct space *space, enum ir_expr_op op, symbol_id a, symbol_id b)
{
    bool left = is_zero(&space->symbols.items[a]);
    bool right = is_zero(&space->symbols.items[b]);
    switch (op) {
    case IR_EXPR_OR:
        return right ? a : left ? b : 0;
    case IR_EXPR_AND:
    case IR_EXPR_MUL:
        return left ? a : right ? b : 0;
    case IR_EXPR_SHL:
    case IR_EXPR_SHR:
        return left ? a : 0;
    default:
        return 0;
    }
}

symbol_id space_binary(struct space *space, enum ir_expr_op op, symbol_id a, symbol_id b)
{
    const struct symbol *left = &space->symbols.items[a];
    const struct symbol *right = &space->symbols.items[b];
    int64_t folded;
    if (left->kind == SYMBOL_INT && right->kind == SYMBOL_INT &&
        fold_binary(op, left->value, right->value, &folded)) {
        return space_int(space, folded);
    }
    if (right->kind == SYMBOL_INT && op == IR_EXPR_ADD) {
        return add_constant(space, a, right->value);
    }
    if (right->kind == SYMBOL_INT && op == IR_EXPR_SUB) {
        return add_constant(space, a, (int64_t)(0 - (uint64_t)right->value));
    }
    symbol_id zero = with_zero(space, op, a, b);
    if (zero != 0) {
        return zero;
    }
    symbol_id known =
        right->kind == SYMBOL_INT && op == IR_EXPR_AND ? masked(space, a, right->value, 4) : 0;
    return known != 0 ? known : make_operation(space, SYMBOL_BINARY, op, a, b);
}

static bool made_by(const struct space *space, symbol_id id, ir_instr_id call, uint32_t depth)
{
    const struct symbol *symbol = &space->symbols.items[id];
    switch ((enum symbol_kind)symbol->kind) {
    case SYMBOL_RESULT:
    case SYMBOL_OUTPUT:
        return symbol->a == call;
    case SYMBOL_UNARY:
        return depth > 0 && made_by(space, symbol->a, call, depth - 1);
    case SYMBOL_BINARY:
        return depth > 0 && (made_by(space, symbol->a, call, depth - 1) ||
                             made_by(space, symbol->b, call, depth - 1));
    default:
        return false;
    }
}

bool space_made_by(const struct space *space, symbol_id symbol, ir_instr_id call)
{
    return made_by(space, symbol, call, 8);
}

symbol_id space_first_of_call(const struct space *space, ir_instr_id call)
{
    const uint32_t *first = map_get(&space->first_of_call, call);
    return first == NULL ? 0 : *first;
}
