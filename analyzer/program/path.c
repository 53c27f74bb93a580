#include "program/path.h"

#include <xxhash.h>

path_id path_make(struct path_table *table, enum path_kind kind, path_id parent, uint32_t value)
{
    if (table->paths.count == 0) {
        (void)vec_push_zero(&table->paths);
    }
    uint32_t key[3] = {kind, parent, value};
    uint32_t *id = map_put(&table->ids, XXH3_64bits(key, sizeof key), 0);
    if (*id == 0) {
        *id = table->paths.count;
        vec_push(&table->paths, ((struct path){.kind = kind, .parent = parent, .value = value}));
    }
    return *id;
}

static path_id path_of_param(struct path_table *table, const struct space *space, ir_func_id func,
                             ir_var_id var)
{
    const struct ir_func *info = &space->module->funcs[func];
    bool is_param = var >= info->first_var && var < info->first_var + info->param_count;
    return is_param ? path_make(table, PATH_PARAM, 0, var - info->first_var) : 0;
}

path_id path_of_cell(struct path_table *table, const struct space *space, ir_func_id func,
                     cell_id id)
{
    const struct cell cell = space->cells.items[id];
    path_id parent;
    switch ((enum cell_kind)cell.kind) {
    case CELL_VAR:
        return path_of_param(table, space, func, cell.a);
    case CELL_GLOBAL:
        return path_make(table, PATH_GLOBAL, 0, cell.a);
    case CELL_DEREF:
        if (space->symbols.items[cell.a].kind != SYMBOL_INITIAL) {
            return 0;
        }
        parent = path_of_cell(table, space, func, space->symbols.items[cell.a].a);
        return parent == 0 ? 0 : path_make(table, PATH_DEREF, parent, 0);
    case CELL_FIELD:
    case CELL_INDEX:
        parent = path_of_cell(table, space, func, cell.a);
        return parent == 0 ? 0
                           : path_make(table, cell.kind == CELL_FIELD ? PATH_FIELD : PATH_INDEX,
                                       parent, cell.b);
    case CELL_SPECIAL:
        return cell.a == SPECIAL_ERRNO ? path_make(table, PATH_ERRNO, 0, 0) : 0;
    case CELL_NONE:
    case CELL_SETTING:
        break;
    }
    return 0;
}

path_id path_of_pointer(struct path_table *table, const struct space *space, ir_func_id func,
                        symbol_id pointer)
{
    const struct symbol symbol = space->symbols.items[pointer];
    if (symbol.kind == SYMBOL_INITIAL) {
        return path_of_cell(table, space, func, symbol.a);
    }
    if (symbol.kind != SYMBOL_ADDRESS ||
        space->cells.items[space_root(space, symbol.a)].kind == CELL_VAR) {
        return 0;
    }
    path_id place = path_of_cell(table, space, func, symbol.a);
    return place == 0 ? 0 : path_make(table, PATH_ADDRESS, place, 0);
}

uint32_t path_param(const struct path_table *table, path_id path)
{
    while (path != 0 && table->paths.items[path].kind != PATH_PARAM) {
        path = table->paths.items[path].parent;
    }
    return path == 0 ? UINT32_MAX : table->paths.items[path].value;
}

path_id path_stored(const struct path_table *table, path_id id)
{
    for (; id != 0; id = table->paths.items[id].parent) {
        enum path_kind kind = (enum path_kind)table->paths.items[id].kind;
        if (kind == PATH_FIELD || kind == PATH_GLOBAL) {
            return id;
        }
        if (kind == PATH_PARAM) {
            return 0;
        }
    }
    return 0;
}

cell_id path_cell(const struct path_table *table, const struct path_view *view, path_id id)
{
    const struct path *path = &table->paths.items[id];
    switch ((enum path_kind)path->kind) {
    case PATH_GLOBAL:
        return space_cell(view->space, CELL_GLOBAL, path->value, 0, 0);
    case PATH_ERRNO:
        return space_cell(view->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
    case PATH_DEREF:
        return eval_pointee(view->space, path_value(table, view, path->parent), 0);
    case PATH_FIELD:
        return space_cell(view->space, CELL_FIELD, path_cell(table, view, path->parent),
                          path->value, 0);
    case PATH_INDEX:
        return space_cell(view->space, CELL_INDEX, path_cell(table, view, path->parent),
                          path->value, 0);
    case PATH_NONE:
    case PATH_PARAM:
    case PATH_ADDRESS:
        break;
    }
    return 0;
}

symbol_id path_value(const struct path_table *table, const struct path_view *view, path_id id)
{
    const struct path *path = &table->paths.items[id];
    if (path->kind == PATH_PARAM) {
        return path->value < view->arg_count
                   ? view->args[path->value]
                   : space_symbol(view->space, SYMBOL_UNKNOWN, path->value, 4);
    }
    if (path->kind == PATH_ADDRESS) {
        cell_id cell = path_cell(table, view, path->parent);
        return cell == 0 ? 0 : space_symbol(view->space, SYMBOL_ADDRESS, cell, 0);
    }
    return state_read(view->space, view->state, path_cell(table, view, id));
}

void path_table_finish(struct path_table *table)
{
    vec_finish(&table->paths);
    map_finish(&table->ids);
}
