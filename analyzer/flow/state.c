#include "flow/state.h"

static void reserve_values(struct flow_state *state, uint32_t count)
{
    if (state->values.capacity < count) {
        state->values.items =
            memory_resize(state->values.items, count, sizeof *state->values.items);
        state->values.capacity = count;
    }
}

void state_copy(struct flow_state *to, const struct flow_state *from)
{
    to->reachable = from->reachable;
    reserve_values(to, from->values.count);
    to->values.count = from->values.count;
    if (from->values.count != 0) {
        memcpy(to->values.items, from->values.items,
               from->values.count * sizeof *from->values.items);
    }
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
    state->values.count = 0;
    state->ranges.count = 0;
}

void state_finish(struct flow_state *state)
{
    vec_finish(&state->values);
    vec_finish(&state->ranges);
}

static bool values_equal(const struct flow_state *a, const struct flow_state *b)
{
    const struct flow_state *more = a->values.count > b->values.count ? a : b;
    uint32_t common = a->values.count + b->values.count - more->values.count;
    if (common != 0 &&
        memcmp(a->values.items, b->values.items, common * sizeof *a->values.items) != 0) {
        return false;
    }
    for (uint32_t i = common; i < more->values.count; i++) {
        if (more->values.items[i] != 0) {
            return false;
        }
    }
    return true;
}

bool state_equal(const struct flow_state *a, const struct flow_state *b)
{
    if (a->reachable != b->reachable || !values_equal(a, b) || a->ranges.count != b->ranges.count) {
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

static symbol_id written(const struct flow_state *state, cell_id cell)
{
    return cell < state->values.count ? state->values.items[cell] : 0;
}

/* What a part of a record or array holds that was put there whole as `value`. */
static symbol_id part_of(struct space *space, cell_id part, cell_id whole, symbol_id value)
{
    const struct symbol symbol = space->symbols.items[value];
    if (symbol.kind == SYMBOL_INT && symbol.value == 0) {
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
    symbol_id value = written(state, cell);
    if (cell == 0 || value != 0) {
        return cell == 0 ? space_symbol(space, SYMBOL_UNKNOWN, 0, 0) : value;
    }
    cell_id whole = cell;
    while (space->cells.items[whole].kind == CELL_FIELD ||
           space->cells.items[whole].kind == CELL_INDEX) {
        whole = space->cells.items[whole].a;
        value = written(state, whole);
        if (value != 0) {
            return part_of(space, cell, whole, value);
        }
    }
    return space_initial(space, cell);
}

static void put(struct flow_state *state, cell_id cell, symbol_id value)
{
    if (cell >= state->values.count) {
        if (cell >= state->values.capacity) {
            reserve_values(state, cell + 1 + cell / 2);
        }
        memset(&state->values.items[state->values.count], 0,
               (cell + 1 - state->values.count) * sizeof *state->values.items);
        state->values.count = cell + 1;
    }
    state->values.items[cell] = value;
}

/* The parts of a cell follow from the whole again. */
static void forget_parts(const struct space *space, struct flow_state *state, cell_id cell)
{
    for (cell_id sub = space->cells.items[cell].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        if (written(state, sub) != 0) {
            state->values.items[sub] = 0;
        }
        forget_parts(space, state, sub);
    }
}

void state_write(struct space *space, struct flow_state *state, cell_id cell, symbol_id value)
{
    if (cell != 0) {
        put(state, cell, value);
        forget_parts(space, state, cell);
    }
}

static void copy_parts(struct space *space, struct flow_state *state, cell_id to, cell_id from)
{
    for (cell_id sub = space->cells.items[from].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        symbol_id value = written(state, sub);
        const struct cell inner = space->cells.items[sub];
        cell_id target = space_cell(space, (enum cell_kind)inner.kind, to, inner.b, inner.type);
        if (target == 0 || target == from) {
            continue;
        }
        if (value != 0) {
            put(state, target, value);
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
    symbol_id value = written(state, cell);
    if (value != 0 && space->symbols.items[value].kind == SYMBOL_INT) {
        put(state, cell, space_unknown(space, UNKNOWN_STALE, cell, call));
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

void state_retire(struct space *space, struct flow_state *state, ir_instr_id call)
{
    symbol_id first = space_first_of_call(space, call);
    if (first == 0) {
        return;
    }
    retire_ranges(space, state, call, first);
    for (cell_id cell = 1; cell < state->values.count; cell++) {
        symbol_id value = state->values.items[cell];
        if (value >= first && space_made_by(space, value, call)) {
            symbol_id stale = space_unknown(space, UNKNOWN_STALE, cell, call);
            state->values.items[cell] = stale;
            state_set_range(state, stale, range_all());
        }
    }
}
