/* Places in memory. */
#include "flow/space.h"

/* Deeper access paths (a->b->c->d …) are not told apart: linked structures end here. */
static const uint32_t depth_limit = 8;

static uint32_t depth_below(const struct space *space, enum cell_kind kind, uint32_t a)
{
    if (kind == CELL_FIELD || kind == CELL_INDEX) {
        return space->cells.items[a].depth + 1;
    }
    return kind == CELL_DEREF ? space->symbols.items[a].depth + 1u : 0;
}

static void chain_below(struct space *space, cell_id cell)
{
    struct cell *added = &space->cells.items[cell];
    if (added->kind == CELL_FIELD || added->kind == CELL_INDEX) {
        struct cell *above = &space->cells.items[added->a];
        added->next_sub = above->first_sub;
        above->first_sub = cell;
    } else if (added->kind == CELL_SETTING) {
        uint32_t *first = map_put(&space->handles.settings_of, added->a, 0);
        added->next_sub = *first;
        *first = cell;
        handle_mark_configured(&space->handles, added->a);
    }
}

/* A cell first met through a `void *` learns its type from who knows it. */
static void learn_type(struct space *space, cell_id cell, ir_type_id type)
{
    ir_type_id *known = &space->cells.items[cell].type;
    uint32_t kind = space->module->types[*known].kind;
    if (type != 0 && (kind == IR_TYPE_NONE || kind == IR_TYPE_VOID)) {
        *known = type;
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
    uint32_t *id = map_put(&space->cell_ids, map_hash(kind, map_pair(a, b)), 0);
    if (*id == 0) {
        cell_id fresh = space->cells.count;
        *id = fresh;
        vec_push(&space->cells,
                 ((struct cell){.kind = kind, .a = a, .b = b, .depth = depth, .type = type}));
        chain_below(space, fresh);
        return fresh;
    }
    learn_type(space, *id, type);
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

static uint32_t type_kind(const struct space *space, ir_type_id type)
{
    return space->module->types[type].kind;
}

/* What lies `index` elements behind a cell. */
static cell_id element_behind(struct space *space, cell_id base, symbol_id index, ir_type_id type)
{
    const struct symbol *number = &space->symbols.items[index];
    bool constant = number->kind == SYMBOL_INT && number->value >= 0 && number->value < 64;
    uint32_t place = constant ? (uint32_t)number->value + 1 : 0;
    if (space->cells.items[base].kind == CELL_INDEX) {
        base = space->cells.items[base].a;
        place = 0;
    }
    return space_cell(space, CELL_INDEX, base, place, type);
}

cell_id space_pointee(struct space *space, symbol_id pointer, ir_type_id type)
{
    const struct symbol symbol = space->symbols.items[pointer];
    if (symbol.kind == SYMBOL_ADDRESS) {
        ir_type_id whole = space->cells.items[symbol.a].type;
        uint32_t wanted = type_kind(space, type);
        /* A pointer to an array's first element is kept as one to the array. */
        bool element = type_kind(space, whole) == IR_TYPE_ARRAY && wanted != IR_TYPE_ARRAY &&
                       wanted != IR_TYPE_VOID && wanted != IR_TYPE_NONE;
        return element ? space_cell(space, CELL_INDEX, symbol.a, 1, type) : symbol.a;
    }
    if (symbol.kind == SYMBOL_BINARY && symbol.op == IR_EXPR_ADD) {
        return element_behind(space, space_pointee(space, symbol.a, 0), symbol.b, type);
    }
    if (symbol.kind == SYMBOL_INT || symbol.kind == SYMBOL_NONE) {
        return 0;
    }
    return space_cell(space, CELL_DEREF, pointer, 0, type);
}

cell_id space_rebase(struct space *space, cell_id inner, cell_id from, cell_id to)
{
    if (inner == from) {
        return to;
    }
    const struct cell cell = space->cells.items[inner];
    cell_id above = space_rebase(space, cell.a, from, to);
    return space_cell(space, (enum cell_kind)cell.kind, above, cell.b, cell.type);
}

cell_id space_root(const struct space *space, cell_id cell)
{
    while (space->cells.items[cell].kind == CELL_FIELD ||
           space->cells.items[cell].kind == CELL_INDEX) {
        cell = space->cells.items[cell].a;
    }
    return cell;
}

bool space_is_any_element(const struct space *space, cell_id cell)
{
    const struct cell *info = &space->cells.items[cell];
    switch (info->kind) {
    case CELL_INDEX:
        return info->b == 0 || space_is_any_element(space, info->a);
    case CELL_FIELD:
        return space_is_any_element(space, info->a);
    case CELL_DEREF:
        return space->symbols.items[info->a].kind == SYMBOL_INITIAL &&
               space_is_any_element(space, space->symbols.items[info->a].a);
    default:
        return false;
    }
}
