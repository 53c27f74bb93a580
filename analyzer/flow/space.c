#include "flow/space.h"

/* Higher computations are not told apart: recursion over symbols ends here. */
static const uint32_t height_limit = 64;
/* A phi that is made of more symbols than this has too many values to look at. */
static const uint32_t leaf_walk_limit = 4096;

/* Which symbols a walk has met: a symbol's entry equals the walk's number. */
struct leaf_marks {
    uint32_t walk;
    VEC(uint32_t) met;
};

void space_init(struct space *space, const struct ir_module *module, const uint32_t *global_of,
                const uint32_t *field_of)
{
    *space = (struct space){.module = module, .global_of = global_of, .field_of = field_of};
    space->leaf_marks = memory_resize(NULL, 1, sizeof *space->leaf_marks);
    *space->leaf_marks = (struct leaf_marks){0};
    (void)vec_push_zero(&space->symbols);
    (void)vec_push_zero(&space->cells);
    (void)vec_push_zero(&space->phis);
}

void space_finish(struct space *space)
{
    for (uint32_t i = 0; i < space->phis.count; i++) {
        vec_finish(&space->phis.items[i].operands);
    }
    vec_finish(&space->leaf_marks->met);
    free(space->leaf_marks);
    vec_finish(&space->symbols);
    vec_finish(&space->cells);
    vec_finish(&space->phis);
    map_finish(&space->symbol_ids);
    map_finish(&space->cell_ids);
    vec_finish(&space->phi_of);
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
    }
    return *id;
}

symbol_id space_int(struct space *space, int64_t value)
{
    return intern_symbol(space, (struct symbol){.kind = SYMBOL_INT, .value = value});
}

static uint16_t depth_of_symbol(const struct space *space, enum symbol_kind kind, uint32_t a,
                                uint32_t b)
{
    bool from_cell = kind == SYMBOL_INITIAL || kind == SYMBOL_PHI;
    return from_cell ? (uint16_t)space->cells.items[kind == SYMBOL_PHI ? b : a].depth : 0;
}

symbol_id space_symbol(struct space *space, enum symbol_kind kind, uint32_t a, uint32_t b)
{
    return intern_symbol(space, (struct symbol){
                                    .kind = (uint16_t)kind,
                                    .depth = depth_of_symbol(space, kind, a, b),
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
    return make_operation(space, SYMBOL_BINARY, op, a, b);
}

void space_phi_add(struct space *space, symbol_id phi, symbol_id operand)
{
    if (phi == operand) {
        return;
    }
    while (space->phi_of.count <= phi) {
        vec_push(&space->phi_of, 0);
    }
    uint32_t *index = &space->phi_of.items[phi];
    if (*index == 0) {
        *index = space->phis.count;
        (void)vec_push_zero(&space->phis);
    }
    struct phi *entry = &space->phis.items[*index];
    for (uint32_t i = 0; i < entry->operands.count; i++) {
        if (entry->operands.items[i] == operand) {
            return;
        }
    }
    vec_push(&entry->operands, operand);
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

struct leaf_walk {
    const struct space *space;
    struct leaf_marks *marks;
    symbol_id *leaves;
    uint32_t limit;
    uint32_t count;
    uint32_t opened;
    bool cut; /* more phis were met than are opened */
};

/* 0: no phi. */
static uint32_t phi_index(const struct space *space, symbol_id symbol)
{
    return symbol < space->phi_of.count ? space->phi_of.items[symbol] : 0;
}

static bool first_met(struct leaf_walk *walk, symbol_id symbol)
{
    while (walk->marks->met.count <= symbol) {
        vec_push(&walk->marks->met, 0);
    }
    bool first = walk->marks->met.items[symbol] != walk->marks->walk;
    walk->marks->met.items[symbol] = walk->marks->walk;
    return first;
}

static void walk_leaves(struct leaf_walk *walk, symbol_id symbol)
{
    if (walk->cut || !first_met(walk, symbol)) {
        return;
    }
    uint32_t index = phi_index(walk->space, symbol);
    if (index == 0) {
        if (walk->count < walk->limit) {
            walk->leaves[walk->count] = symbol;
        }
        walk->count++;
        return;
    }
    if (++walk->opened > leaf_walk_limit) {
        walk->cut = true;
        return;
    }
    const struct phi *phi = &walk->space->phis.items[index];
    for (uint32_t i = 0; i < phi->operands.count && walk->count <= walk->limit; i++) {
        walk_leaves(walk, phi->operands.items[i]);
    }
}

uint32_t space_leaves(const struct space *space, symbol_id symbol, symbol_id *leaves,
                      uint32_t limit)
{
    if (phi_index(space, symbol) == 0 && limit > 0) {
        leaves[0] = symbol;
        return 1;
    }
    struct leaf_walk walk = {
        .space = space, .marks = space->leaf_marks, .leaves = leaves, .limit = limit};
    walk.marks->walk++;
    walk_leaves(&walk, symbol);
    /* What was not opened stands for itself: a value of which nothing is known. */
    for (uint32_t i = walk.count; walk.cut && i < limit; i++) {
        leaves[i] = symbol;
    }
    return walk.cut ? limit + 1 : walk.count;
}
