#include "flow/eval.h"

cell_id eval_pointee(struct space *space, symbol_id pointer, ir_type_id type)
{
    if (space->symbols.items[pointer].kind != SYMBOL_PHI) {
        return space_pointee(space, pointer, type);
    }
    symbol_id leaves[4];
    uint32_t count = space_leaves(space, pointer, leaves, 4);
    symbol_id only = 0;
    for (uint32_t i = 0; i < count && count <= 4; i++) {
        if (space->symbols.items[leaves[i]].kind == SYMBOL_INT) {
            continue; /* NULL is no place to look at */
        }
        if (only != 0) {
            return space_pointee(space, pointer, type);
        }
        only = leaves[i];
    }
    return space_pointee(space, only != 0 ? only : pointer, type);
}

static cell_id index_cell(struct space *space, const struct flow_state *state, cell_id base,
                          ir_expr_id index, ir_type_id type)
{
    struct range range = state_range(space, state, eval_expr(space, state, index));
    int64_t number;
    bool constant = range_single(&range, &number) && number >= 0 && number < 64;
    return space_cell(space, CELL_INDEX, base, constant ? (uint32_t)number + 1 : 0, type);
}

/* `p[0]` of a pointer to one thing is that thing. */
static bool is_first_of_pointee(const struct space *space, cell_id base, ir_expr_id index)
{
    const struct ir_module *module = space->module;
    const struct ir_expr *expr = &module->exprs[index];
    uint32_t kind = module->types[space->cells.items[base].type].kind;
    return kind != IR_TYPE_ARRAY && expr->op == IR_EXPR_INT && expr->value == 0;
}

static cell_id base_cell(struct space *space, const struct flow_state *state,
                         const struct ir_place *place)
{
    const struct ir_module *module = space->module;
    if (place->base_kind == IR_BASE_VAR) {
        return space_var(space, place->base);
    }
    ir_type_id type = module->types[module->exprs[place->base].type].of;
    bool indexed = place->elem_count != 0 && module->elems[place->first_elem].kind == IR_ELEM_INDEX;
    /* `p[i]` counts from all that p points to. */
    return eval_pointee(space, eval_expr(space, state, place->base), indexed ? 0 : type);
}

cell_id eval_place(struct space *space, const struct flow_state *state, ir_place_id id)
{
    const struct ir_module *module = space->module;
    const struct ir_place *place = &module->places[id];
    cell_id cell = base_cell(space, state, place);
    for (uint32_t i = 0; i < place->elem_count && cell != 0; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        ir_type_id type = i + 1 == place->elem_count ? place->type : 0;
        if (elem->kind == IR_ELEM_FIELD) {
            uint32_t field = space->field_of == NULL ? elem->id : space->field_of[elem->id];
            cell = space_cell(space, CELL_FIELD, cell, field, module->fields[elem->id].type);
        } else if (!is_first_of_pointee(space, cell, elem->id)) {
            cell = index_cell(space, state, cell, elem->id, type);
        }
    }
    return cell;
}

static symbol_id address_of(struct space *space, cell_id cell, ir_expr_id expr)
{
    if (cell == 0) {
        return space_symbol(space, SYMBOL_UNKNOWN, expr, 1);
    }
    const struct cell *info = &space->cells.items[cell];
    if (info->kind == CELL_DEREF) {
        return info->a; /* &*p is p */
    }
    /* The address of an array's first element is the array's. */
    if (info->kind == CELL_INDEX && info->b == 1) {
        return space_symbol(space, SYMBOL_ADDRESS, info->a, 0);
    }
    return space_symbol(space, SYMBOL_ADDRESS, cell, 0);
}

static symbol_id eval_opaque(struct space *space, const struct flow_state *state,
                             const struct ir_expr *expr, ir_expr_id id)
{
    /* A value made of one other value still depends on it alone: keep the link for slices. */
    symbol_id made = space_symbol(space, SYMBOL_UNKNOWN, id, 2);
    for (uint32_t i = 0; i < expr->b; i++) {
        symbol_id part = eval_expr(space, state, space->module->lists[expr->a + i]);
        made = space_binary(space, IR_EXPR_OPAQUE, made, part);
    }
    return made;
}

static bool is_truth(const struct symbol *symbol)
{
    return (symbol->kind == SYMBOL_INT && (symbol->value == 0 || symbol->value == 1)) ||
           (symbol->kind == SYMBOL_UNARY && symbol->op == IR_EXPR_NOT) ||
           (symbol->kind == SYMBOL_BINARY && symbol->op >= IR_EXPR_EQ && symbol->op <= IR_EXPR_GE);
}

/* Only the conversion to a truth value changes what a number says; the others keep it. */
static symbol_id eval_cast(struct space *space, const struct flow_state *state,
                           const struct ir_expr *expr)
{
    symbol_id value = eval_expr(space, state, expr->a);
    bool keeps = space->module->types[expr->type].kind != IR_TYPE_BOOL ||
                 is_truth(&space->symbols.items[value]);
    return keeps ? value : space_binary(space, IR_EXPR_NE, value, space_int(space, 0));
}

/* The number that the value is known to be here, or the value. */
static symbol_id number_of(struct space *space, const struct flow_state *state, symbol_id value)
{
    struct range range = state_range(space, state, value);
    int64_t only;
    return range_single(&range, &only) ? space_int(space, only) : value;
}

/* Whether it is a negative result that was converted to be compared with a size: no size is that
 * large. A constant is a mark, (size_t)-1. */
static bool is_failed_size(const struct space *space, const struct flow_state *state, ir_expr_id id,
                           symbol_id value)
{
    const struct ir_module *module = space->module;
    const struct ir_expr *expr = &module->exprs[id];
    if (expr->op != IR_EXPR_CAST || module->types[expr->type].kind != IR_TYPE_INT ||
        (module->types[expr->type].flags & IR_TYPE_UNSIGNED) == 0 ||
        module->exprs[ir_uncast(module, id)].op == IR_EXPR_INT) {
        return false;
    }
    struct range range = state_range(space, state, value);
    return range.count != 0 && range_high(&range) < 0;
}

static bool is_size(const struct space *space, const struct flow_state *state, symbol_id value)
{
    struct range range = state_range(space, state, value);
    return space->symbols.items[value].kind == SYMBOL_INITIAL && range_is_all(&range);
}

/* Whether a comparison is one of a failed size with a size: they are never equal. */
static bool compares_failed_size(const struct space *space, const struct flow_state *state,
                                 const struct ir_expr *expr, symbol_id a, symbol_id b)
{
    return (is_failed_size(space, state, expr->a, a) && is_size(space, state, b)) ||
           (is_failed_size(space, state, expr->b, b) && is_size(space, state, a));
}

symbol_id eval_expr(struct space *space, const struct flow_state *state, ir_expr_id id)
{
    if (id == 0) {
        return space_symbol(space, SYMBOL_UNKNOWN, 0, 0);
    }
    const struct ir_expr *expr = &space->module->exprs[id];
    switch ((enum ir_expr_op)expr->op) {
    case IR_EXPR_INT:
        return space_int(space, expr->value);
    case IR_EXPR_STRING:
        return space_symbol(space, SYMBOL_STRING, expr->a, 0);
    case IR_EXPR_FUNCTION:
        return space_symbol(space, SYMBOL_FUNC, expr->a, 0);
    case IR_EXPR_LOAD:
        return state_read(space, state, eval_place(space, state, expr->a));
    case IR_EXPR_ADDRESS:
        return address_of(space, eval_place(space, state, expr->a), id);
    case IR_EXPR_CAST:
        return eval_cast(space, state, expr);
    case IR_EXPR_NEGATE:
    case IR_EXPR_COMPLEMENT:
    case IR_EXPR_NOT:
        return space_unary(space, (enum ir_expr_op)expr->op, eval_expr(space, state, expr->a));
    case IR_EXPR_OPAQUE:
        return eval_opaque(space, state, expr, id);
    case IR_EXPR_FLOAT:
    case IR_EXPR_NONE:
    case IR_EXPR_COUNT:
        return space_symbol(space, SYMBOL_UNKNOWN, id, 3);
    default:
        break;
    }
    symbol_id a = eval_expr(space, state, expr->a);
    symbol_id b = eval_expr(space, state, expr->b);
    if (expr->op == IR_EXPR_ADD || expr->op == IR_EXPR_SUB) {
        b = number_of(space, state, b); /* `left - written`, of which nothing was written */
    }
    bool equality = expr->op == IR_EXPR_EQ || expr->op == IR_EXPR_NE;
    if (equality && compares_failed_size(space, state, expr, a, b)) {
        return space_int(space, expr->op == IR_EXPR_NE);
    }
    return space_binary(space, (enum ir_expr_op)expr->op, a, b);
}

/* Some byte of a text: what is written there says nothing of the others, which are not told apart
 * from it. */
static bool is_some_byte(const struct space *space, cell_id cell, ir_type_id type)
{
    return space->cells.items[cell].kind == CELL_INDEX && space->cells.items[cell].b == 0 &&
           space->module->types[type].kind == IR_TYPE_INT && space->module->types[type].size == 1;
}

void eval_set(struct space *space, struct flow_state *state, ir_place_id dest, ir_expr_id value)
{
    const struct ir_module *module = space->module;
    const struct ir_expr *expr = &module->exprs[value];
    cell_id cell = eval_place(space, state, dest);
    uint32_t kind = module->types[module->places[dest].type].kind;
    if (expr->op == IR_EXPR_LOAD && (kind == IR_TYPE_RECORD || kind == IR_TYPE_ARRAY)) {
        state_copy_cell(space, state, cell, eval_place(space, state, expr->a));
        return;
    }
    symbol_id written = is_some_byte(space, cell, module->places[dest].type)
                            ? space_unknown(space, UNKNOWN_TOLD_APART, cell, value)
                            : eval_expr(space, state, value);
    state_write(space, state, cell, written);
}
