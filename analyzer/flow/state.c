#include "flow/state.h"

void state_copy(struct flow_state *to, const struct flow_state *from)
{
    to->reachable = from->reachable;
    values_copy(&to->values, &from->values);
    if (to->ranges.capacity < from->ranges.count) {
        to->ranges.items =
            memory_resize(to->ranges.items, from->ranges.count, sizeof *to->ranges.items);
        to->ranges.capacity = from->ranges.count;
    }
    to->ranges.count = from->ranges.count;
    if (from->ranges.count != 0) {
        memcpy(to->ranges.items, from->ranges.items,
               from->ranges.count * sizeof *from->ranges.items);
    }
}

void state_clear(struct flow_state *state)
{
    state->reachable = false;
    values_clear(&state->values);
    state->ranges.count = 0;
}

void state_finish(struct flow_state *state)
{
    values_finish(&state->values);
    vec_finish(&state->ranges);
}

bool state_equal(const struct flow_state *a, const struct flow_state *b)
{
    if (a->reachable != b->reachable || !values_equal(&a->values, &b->values) ||
        a->ranges.count != b->ranges.count) {
        return false;
    }
    for (uint32_t i = 0; i < a->ranges.count; i++) {
        if (a->ranges.items[i].symbol != b->ranges.items[i].symbol ||
            !range_equal(&a->ranges.items[i].range, &b->ranges.items[i].range)) {
            return false;
        }
    }
    return true;
}

/* A number or pointer behind a pointer: what lies beside it is no part of it. */
static bool is_plain(const struct space *space, cell_id whole)
{
    const struct cell *info = &space->cells.items[whole];
    uint32_t kind = space->module->types[info->type].kind;
    return info->kind == CELL_DEREF && kind != IR_TYPE_RECORD && kind != IR_TYPE_ARRAY &&
           kind != IR_TYPE_VOID && kind != IR_TYPE_NONE;
}

/* What a part of a record or array holds that was put there whole as `value`. */
static symbol_id part_of(struct space *space, cell_id part, cell_id whole, symbol_id value)
{
    const struct symbol symbol = space->symbols.items[value];
    if (symbol.kind == SYMBOL_INT && symbol.value == 0 && !is_plain(space, whole)) {
        return value;
    }
    if (symbol.kind == SYMBOL_INITIAL) {
        /* A copy of something that was not written before: of its part neither. */
        cell_id same = space_rebase(space, part, whole, symbol.a);
        if (same != 0) {
            return space_initial(space, same);
        }
    }
    return space_unknown(space, UNKNOWN_PART, part, value);
}

symbol_id state_read(struct space *space, const struct flow_state *state, cell_id cell)
{
    symbol_id value = values_get(&state->values, cell);
    if (cell == 0 || value != 0) {
        return cell == 0 ? space_symbol(space, SYMBOL_UNKNOWN, 0, 0) : value;
    }
    cell_id whole = cell;
    while (space->cells.items[whole].kind == CELL_FIELD ||
           space->cells.items[whole].kind == CELL_INDEX) {
        whole = space->cells.items[whole].a;
        value = values_get(&state->values, whole);
        if (value != 0) {
            return part_of(space, cell, whole, value);
        }
    }
    return space_initial(space, cell);
}

/* The parts of a cell follow from the whole again. */
static void forget_parts(const struct space *space, struct flow_state *state, cell_id cell)
{
    for (cell_id sub = space->cells.items[cell].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        values_set(&state->values, sub, 0);
        forget_parts(space, state, sub);
    }
}

void state_write(struct space *space, struct flow_state *state, cell_id cell, symbol_id value)
{
    if (cell != 0) {
        values_set(&state->values, cell, value);
        forget_parts(space, state, cell);
    }
}

static void copy_parts(struct space *space, struct flow_state *state, cell_id to, cell_id from)
{
    for (cell_id sub = space->cells.items[from].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        symbol_id value = values_get(&state->values, sub);
        const struct cell inner = space->cells.items[sub];
        cell_id target = space_cell(space, (enum cell_kind)inner.kind, to, inner.b, inner.type);
        if (target == 0 || target == from) {
            continue;
        }
        if (value != 0) {
            values_set(&state->values, target, value);
        }
        copy_parts(space, state, target, sub);
    }
}

void state_copy_cell(struct space *space, struct flow_state *state, cell_id to, cell_id from)
{
    if (to == 0 || to == from) {
        return;
    }
    state_write(space, state, to, state_read(space, state, from));
    if (from != 0) {
        copy_parts(space, state, to, from);
    }
}

void state_loosen(struct space *space, struct flow_state *state, cell_id cell, ir_instr_id call)
{
    symbol_id value = values_get(&state->values, cell);
    if (value != 0 && space->symbols.items[value].kind == SYMBOL_INT) {
        values_set(&state->values, cell, space_unknown(space, UNKNOWN_STALE, cell, call));
    }
    for (cell_id sub = space->cells.items[cell].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        state_loosen(space, state, sub, call);
    }
}

/* The ranges that stay are moved together in one pass. */
static void retire_ranges(const struct space *space, struct flow_state *state, ir_instr_id call,
                          symbol_id first)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->ranges.count; i++) {
        if (state->ranges.items[i].symbol < first ||
            !space_made_by(space, state->ranges.items[i].symbol, call)) {
            if (kept != i) {
                state->ranges.items[kept] = state->ranges.items[i];
            }
            kept++;
        }
    }
    state->ranges.count = kept;
}

/* A setting that is one of several values stays that: the call adds to them when it runs again. */
static bool gathers(const struct space *space, cell_id cell, symbol_id value)
{
    return space->cells.items[cell].kind == CELL_SETTING &&
           space->symbols.items[value].operands != 0;
}

static void retire_page(struct space *space, struct flow_state *state, ir_instr_id call,
                        symbol_id first, uint32_t page)
{
    for (cell_id cell = page * VALUES_PER_PAGE; cell < (page + 1) * VALUES_PER_PAGE; cell++) {
        symbol_id value = values_get(&state->values, cell);
        if (value >= first && space_made_by(space, value, call) && !gathers(space, cell, value)) {
            symbol_id stale = space_unknown(space, UNKNOWN_STALE, cell, call);
            values_set(&state->values, cell, stale);
            state_set_range(state, stale, range_all());
        }
    }
}

void state_retire(struct space *space, struct flow_state *state, ir_instr_id call)
{
    symbol_id first = space_first_of_call(space, call);
    if (first == 0) {
        return;
    }
    retire_ranges(space, state, call, first);
    for (uint32_t page = 0; page * VALUES_PER_PAGE < state->values.count; page++) {
        if (values_hold(&state->values, page, first, UINT32_MAX)) {
            retire_page(space, state, call, first, page);
        }
    }
}
