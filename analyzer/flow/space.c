#include "flow/space.h"

#include <xxhash.h>

/* Deeper access paths (a->b->c->d …) are not told apart: linked structures end here. */
static const uint32_t depth_limit = 8;

void space_init(struct space *space, const struct ir_module *module, const uint32_t *global_of,
                const uint32_t *field_of)
{
    *space = (struct space){.module = module, .global_of = global_of, .field_of = field_of};
    (void)vec_push_zero(&space->symbols);
    (void)vec_push_zero(&space->cells);
    (void)vec_push_zero(&space->phis);
}

void space_finish(struct space *space)
{
    for (uint32_t i = 0; i < space->phis.count; i++) {
        vec_finish(&space->phis.items[i].operands);
    }
    vec_finish(&space->symbols);
    vec_finish(&space->cells);
    vec_finish(&space->phis);
    map_finish(&space->symbol_ids);
    map_finish(&space->cell_ids);
    map_finish(&space->phi_of);
}

static symbol_id intern_symbol(struct space *space, struct symbol symbol)
{
    uint64_t key = XXH3_64bits(&symbol, sizeof symbol);
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

symbol_id space_symbol(struct space *space, enum symbol_kind kind, uint32_t a, uint32_t b)
{
    return intern_symbol(space, (struct symbol){.kind = kind, .a = a, .b = b});
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
    return intern_symbol(space, (struct symbol){.kind = SYMBOL_UNARY, .op = op, .a = a});
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

symbol_id space_binary(struct space *space, enum ir_expr_op op, symbol_id a, symbol_id b)
{
    const struct symbol *left = &space->symbols.items[a];
    const struct symbol *right = &space->symbols.items[b];
    int64_t folded;
    if (left->kind == SYMBOL_INT && right->kind == SYMBOL_INT &&
        fold_binary(op, left->value, right->value, &folded)) {
        return space_int(space, folded);
    }
    if ((op == IR_EXPR_ADD || op == IR_EXPR_SUB) && right->kind == SYMBOL_INT &&
        right->value == 0) {
        return a;
    }
    return intern_symbol(space, (struct symbol){.kind = SYMBOL_BINARY, .op = op, .a = a, .b = b});
}

static uint32_t depth_below(const struct space *space, enum cell_kind kind, uint32_t a)
{
    if (kind == CELL_FIELD || kind == CELL_INDEX) {
        return space->cells.items[a].depth + 1;
    }
    if (kind != CELL_DEREF) {
        return 0;
    }
    const struct symbol *pointer = &space->symbols.items[a];
    bool from_cell = pointer->kind == SYMBOL_INITIAL || pointer->kind == SYMBOL_PHI;
    uint32_t cell = pointer->kind == SYMBOL_PHI ? pointer->b : pointer->a;
    return from_cell ? space->cells.items[cell].depth + 1 : 1;
}

static void chain_below(struct space *space, cell_id cell)
{
    struct cell *added = &space->cells.items[cell];
    if (added->kind == CELL_FIELD || added->kind == CELL_INDEX) {
        struct cell *above = &space->cells.items[added->a];
        added->next_sub = above->first_sub;
        above->first_sub = cell;
    }
}

cell_id space_cell(struct space *space, enum cell_kind kind, uint32_t a, uint32_t b,
                   ir_type_id type)
{
    if ((kind == CELL_FIELD || kind == CELL_INDEX || kind == CELL_DEREF) && a == 0) {
        return 0;
    }
    uint32_t depth = depth_below(space, kind, a);
    if (depth > depth_limit) {
        return 0;
    }
    uint32_t key[3] = {kind, a, b};
    uint32_t *id = map_put(&space->cell_ids, XXH3_64bits(key, sizeof key), 0);
    if (*id == 0) {
        cell_id fresh = space->cells.count;
        *id = fresh;
        vec_push(&space->cells,
                 ((struct cell){.kind = kind, .a = a, .b = b, .depth = depth, .type = type}));
        chain_below(space, fresh);
        return fresh;
    }
    return *id;
}

cell_id space_var(struct space *space, ir_var_id var)
{
    const struct ir_var *info = &space->module->vars[var];
    if (info->kind == IR_VAR_GLOBAL || info->kind == IR_VAR_STATIC_LOCAL) {
        uint32_t global = space->global_of == NULL ? var : space->global_of[var];
        return space_cell(space, CELL_GLOBAL, global, 0, info->type);
    }
    return space_cell(space, CELL_VAR, var, 0, info->type);
}

cell_id space_pointee(struct space *space, symbol_id pointer, ir_type_id type)
{
    const struct symbol *symbol = &space->symbols.items[pointer];
    if (symbol->kind == SYMBOL_ADDRESS) {
        return symbol->a;
    }
    if (symbol->kind == SYMBOL_BINARY && symbol->op == IR_EXPR_ADD) {
        cell_id base = space_pointee(space, symbol->a, type);
        return space_cell(space, CELL_INDEX, base, 0, type);
    }
    if (symbol->kind == SYMBOL_INT || symbol->kind == SYMBOL_NONE) {
        return 0;
    }
    return space_cell(space, CELL_DEREF, pointer, 0, type);
}

cell_id space_root(const struct space *space, cell_id cell)
{
    while (space->cells.items[cell].kind == CELL_FIELD ||
           space->cells.items[cell].kind == CELL_INDEX) {
        cell = space->cells.items[cell].a;
    }
    return cell;
}

void space_phi_add(struct space *space, symbol_id phi, symbol_id operand)
{
    if (phi == operand) {
        return;
    }
    uint32_t *index = map_put(&space->phi_of, phi, 0);
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
    VEC(symbol_id) seen;
    symbol_id *leaves;
    uint32_t limit;
    uint32_t count;
};

static void walk_leaves(struct leaf_walk *walk, symbol_id symbol)
{
    for (uint32_t i = 0; i < walk->seen.count; i++) {
        if (walk->seen.items[i] == symbol) {
            return;
        }
    }
    vec_push(&walk->seen, symbol);
    const uint32_t *index = map_get(&walk->space->phi_of, symbol);
    if (index == NULL) {
        if (walk->count < walk->limit) {
            walk->leaves[walk->count] = symbol;
        }
        walk->count++;
        return;
    }
    const struct phi *phi = &walk->space->phis.items[*index];
    for (uint32_t i = 0; i < phi->operands.count && walk->count <= walk->limit; i++) {
        walk_leaves(walk, phi->operands.items[i]);
    }
}

uint32_t space_leaves(const struct space *space, symbol_id symbol, symbol_id *leaves,
                      uint32_t limit)
{
    struct leaf_walk walk = {.space = space, .leaves = leaves, .limit = limit};
    walk_leaves(&walk, symbol);
    vec_finish(&walk.seen);
    return walk.count;
}
