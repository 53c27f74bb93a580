#include "flow/state.h"

void state_copy(struct flow_state *to, const struct flow_state *from)
{
    to->reachable = from->reachable;
    to->values.count = 0;
    to->ranges.count = 0;
    for (uint32_t i = 0; i < from->values.count; i++) {
        vec_push(&to->values, from->values.items[i]);
    }
    for (uint32_t i = 0; i < from->ranges.count; i++) {
        vec_push(&to->ranges, from->ranges.items[i]);
    }
}

void state_finish(struct flow_state *state)
{
    vec_finish(&state->values);
    vec_finish(&state->ranges);
}

static symbol_id written(const struct flow_state *state, cell_id cell)
{
    return cell < state->values.count ? state->values.items[cell] : 0;
}

symbol_id state_read(struct space *space, const struct flow_state *state, cell_id cell)
{
    symbol_id value = written(state, cell);
    if (value != 0) {
        return value;
    }
    return space_symbol(space, cell == 0 ? SYMBOL_UNKNOWN : SYMBOL_INITIAL, cell, 0);
}

static void put(struct flow_state *state, cell_id cell, symbol_id value)
{
    while (state->values.count <= cell) {
        vec_push(&state->values, 0);
    }
    state->values.items[cell] = value;
}

void state_havoc(struct space *space, struct flow_state *state, cell_id cell, uint32_t cause)
{
    for (cell_id sub = space->cells.items[cell].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        put(state, sub, space_symbol(space, SYMBOL_UNKNOWN, sub, cause));
        state_havoc(space, state, sub, cause);
    }
}

void state_write(struct space *space, struct flow_state *state, cell_id cell, symbol_id value)
{
    if (cell == 0) {
        return;
    }
    put(state, cell, value);
    if (space->cells.items[cell].first_sub != 0) {
        state_havoc(space, state, cell, value);
    }
}

void state_copy_cell(struct space *space, struct flow_state *state, cell_id to, cell_id from)
{
    if (to == 0 || from == 0 || to == from) {
        return;
    }
    put(state, to, state_read(space, state, from));
    state_havoc(space, state, to, from);
    for (cell_id sub = space->cells.items[from].first_sub; sub != 0;
         sub = space->cells.items[sub].next_sub) {
        const struct cell inner = space->cells.items[sub];
        cell_id target = space_cell(space, (enum cell_kind)inner.kind, to, inner.b, inner.type);
        state_copy_cell(space, state, target, sub);
    }
}

static uint32_t range_position(const struct flow_state *state, symbol_id symbol)
{
    uint32_t low = 0;
    uint32_t high = state->ranges.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (state->ranges.items[middle].symbol < symbol) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const struct range *range_known(const struct flow_state *state, symbol_id symbol)
{
    uint32_t i = range_position(state, symbol);
    bool found = i < state->ranges.count && state->ranges.items[i].symbol == symbol;
    return found ? &state->ranges.items[i].range : NULL;
}

static void range_drop(struct flow_state *state, uint32_t i)
{
    memmove(&state->ranges.items[i], &state->ranges.items[i + 1],
            (state->ranges.count - i - 1) * sizeof *state->ranges.items);
    state->ranges.count--;
}

void state_set_range(struct flow_state *state, symbol_id symbol, struct range range)
{
    uint32_t i = range_position(state, symbol);
    bool found = i < state->ranges.count && state->ranges.items[i].symbol == symbol;
    if (range_is_all(&range)) {
        if (found) {
            range_drop(state, i);
        }
        return;
    }
    if (!found) {
        vec_push(&state->ranges, ((struct known_range){0}));
        memmove(&state->ranges.items[i + 1], &state->ranges.items[i],
                (state->ranges.count - i - 1) * sizeof *state->ranges.items);
        state->ranges.items[i].symbol = symbol;
    }
    state->ranges.items[i].range = range;
}

static bool order_of(enum ir_expr_op op, enum range_order *order)
{
    switch (op) {
    case IR_EXPR_EQ:
        *order = RANGE_EQ;
        return true;
    case IR_EXPR_NE:
        *order = RANGE_NE;
        return true;
    case IR_EXPR_LT:
        *order = RANGE_LT;
        return true;
    case IR_EXPR_LE:
        *order = RANGE_LE;
        return true;
    case IR_EXPR_GT:
        *order = RANGE_GT;
        return true;
    case IR_EXPR_GE:
        *order = RANGE_GE;
        return true;
    default:
        return false;
    }
}

static struct range truth_range(int answer)
{
    return answer < 0 ? range_of(0, 1) : range_of(answer, answer);
}

static struct range computed_range(const struct space *space, const struct flow_state *state,
                                   const struct symbol *symbol)
{
    struct range a = state_range(space, state, symbol->a);
    if (symbol->kind == SYMBOL_UNARY) {
        struct range zero = range_of(0, 0);
        return symbol->op == IR_EXPR_NOT ? truth_range(range_compare(&a, RANGE_EQ, &zero))
                                         : range_all();
    }
    struct range b = state_range(space, state, symbol->b);
    enum range_order order;
    int64_t only;
    if (order_of((enum ir_expr_op)symbol->op, &order)) {
        return truth_range(range_compare(&a, order, &b));
    }
    if (symbol->op == IR_EXPR_ADD && range_single(&b, &only)) {
        return range_shift(&a, only);
    }
    if (symbol->op == IR_EXPR_SUB && range_single(&b, &only) && only != INT64_MIN) {
        return range_shift(&a, -only);
    }
    if (symbol->op == IR_EXPR_AND && range_single(&b, &only) && only >= 0) {
        return range_of(0, only);
    }
    return range_all();
}

struct range state_range(const struct space *space, const struct flow_state *state,
                         symbol_id symbol)
{
    const struct range *known = range_known(state, symbol);
    if (known != NULL) {
        return *known;
    }
    const struct symbol *info = &space->symbols.items[symbol];
    switch (info->kind) {
    case SYMBOL_INT:
        return range_of(info->value, info->value);
    case SYMBOL_STRING:
    case SYMBOL_FUNC:
    case SYMBOL_ADDRESS:
        return range_of(1, INT64_MAX);
    case SYMBOL_UNARY:
    case SYMBOL_BINARY:
        return computed_range(space, state, info);
    default:
        return range_all();
    }
}

static bool narrow_comparison(struct space *space, struct flow_state *state,
                              const struct symbol *comparison, enum range_order order)
{
    struct range a = state_range(space, state, comparison->a);
    struct range b = state_range(space, state, comparison->b);
    struct range left = range_constrain(&a, order, &b);
    struct range right = range_constrain(&b, range_order_swap(order), &a);
    return state_narrow(space, state, comparison->a, &left) &&
           state_narrow(space, state, comparison->b, &right);
}

bool state_narrow(struct space *space, struct flow_state *state, symbol_id symbol,
                  const struct range *range)
{
    struct range now = state_range(space, state, symbol);
    struct range narrowed = range_intersection(&now, range);
    if (narrowed.count == 0) {
        return false;
    }
    if (range_equal(&now, &narrowed)) {
        return true;
    }
    state_set_range(state, symbol, narrowed);
    const struct symbol info = space->symbols.items[symbol];
    int64_t moved;
    if (info.kind == SYMBOL_BINARY && (info.op == IR_EXPR_ADD || info.op == IR_EXPR_SUB)) {
        struct range by = state_range(space, state, info.b);
        if (range_single(&by, &moved) && moved != INT64_MIN) {
            struct range operand = range_shift(&narrowed, info.op == IR_EXPR_ADD ? -moved : moved);
            return state_narrow(space, state, info.a, &operand);
        }
    }
    if (!range_has(&narrowed, 0)) {
        return state_assume(space, state, symbol, true);
    }
    return !range_single(&narrowed, &moved) || state_assume(space, state, symbol, false);
}

bool state_assume(struct space *space, struct flow_state *state, symbol_id condition, bool truth)
{
    const struct symbol info = space->symbols.items[condition];
    struct range now = state_range(space, state, condition);
    struct range zero = range_of(0, 0);
    struct range wanted = range_constrain(&now, truth ? RANGE_NE : RANGE_EQ, &zero);
    if (wanted.count == 0) {
        return false;
    }
    enum range_order order;
    if (info.kind == SYMBOL_UNARY && info.op == IR_EXPR_NOT) {
        return state_assume(space, state, info.a, !truth);
    }
    if (info.kind == SYMBOL_BINARY && order_of((enum ir_expr_op)info.op, &order)) {
        return narrow_comparison(space, state, &info, truth ? order : range_order_negate(order));
    }
    if (info.kind != SYMBOL_INT) {
        state_set_range(state, condition, wanted);
    }
    return true;
}

void state_retire(struct space *space, struct flow_state *state, ir_instr_id call)
{
    for (uint32_t i = 0; i < state->ranges.count;) {
        if (space_made_by(space, state->ranges.items[i].symbol, call)) {
            range_drop(state, i);
        } else {
            i++;
        }
    }
    for (cell_id cell = 1; cell < state->values.count; cell++) {
        symbol_id value = state->values.items[cell];
        if (value != 0 && space_made_by(space, value, call)) {
            state->values.items[cell] = space_symbol(space, SYMBOL_UNKNOWN, cell, call);
        }
    }
}

static struct range widened(const struct range *old, const struct range *fresh)
{
    if (old->count == 0 || fresh->count == 0) {
        return range_all();
    }
    return range_of(range_low(fresh) < range_low(old) ? INT64_MIN : range_low(old),
                    range_high(fresh) > range_high(old) ? INT64_MAX : range_high(old));
}

struct join {
    struct space *space;
    struct flow_state *into;
    const struct flow_state *from;
    uint32_t block;
    bool widen;
    bool changed;
    VEC(struct known_range) phis; /* ranges of the phis of this block, set at the end */
};

static void join_cell(struct join *join, cell_id cell)
{
    symbol_id a = written(join->into, cell);
    symbol_id b = written(join->from, cell);
    if (a == 0 && b == 0) {
        return;
    }
    a = state_read(join->space, join->into, cell);
    b = state_read(join->space, join->from, cell);
    symbol_id phi = space_symbol(join->space, SYMBOL_PHI, join->block, cell);
    if (a == b && a != phi) {
        return;
    }
    struct range before = state_range(join->space, join->into, a);
    struct range other = state_range(join->space, join->from, b);
    struct range both = range_union(&before, &other);
    if (a != phi) {
        space_phi_add(join->space, phi, a);
        put(join->into, cell, phi);
        join->changed = true;
    } else if (!range_equal(&before, &both)) {
        both = join->widen ? widened(&before, &both) : both;
        join->changed = true;
    }
    space_phi_add(join->space, phi, b);
    vec_push(&join->phis, ((struct known_range){.symbol = phi, .range = both}));
}

static bool is_phi_of(const struct space *space, symbol_id symbol, uint32_t block)
{
    const struct symbol *info = &space->symbols.items[symbol];
    return info->kind == SYMBOL_PHI && info->a == block;
}

static void join_ranges(struct join *join)
{
    struct flow_state *into = join->into;
    for (uint32_t i = 0; i < into->ranges.count;) {
        struct known_range *known = &into->ranges.items[i];
        if (is_phi_of(join->space, known->symbol, join->block)) {
            i++;
            continue;
        }
        struct range other = state_range(join->space, join->from, known->symbol);
        struct range both = range_union(&known->range, &other);
        if (range_equal(&both, &known->range)) {
            i++;
            continue;
        }
        join->changed = true;
        if (range_is_all(&both) || join->widen) {
            range_drop(into, i);
        } else {
            known->range = both;
            i++;
        }
    }
}

bool state_join(struct space *space, struct flow_state *into, const struct flow_state *from,
                uint32_t block, bool widen)
{
    if (!from->reachable) {
        return false;
    }
    if (!into->reachable) {
        state_copy(into, from);
        return true;
    }
    struct join join = {.space = space, .into = into, .from = from, .block = block, .widen = widen};
    uint32_t cells =
        into->values.count > from->values.count ? into->values.count : from->values.count;
    for (cell_id cell = 1; cell < cells; cell++) {
        join_cell(&join, cell);
    }
    join_ranges(&join);
    for (uint32_t i = 0; i < join.phis.count; i++) {
        state_set_range(into, join.phis.items[i].symbol, join.phis.items[i].range);
    }
    vec_finish(&join.phis);
    return join.changed;
}
