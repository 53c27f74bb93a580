/* What is known of values: ranges, and what conditions tell about them. */
#include "flow/state.h"

/* What a value was computed from is looked at no deeper: symbols share their parts, so that going
 * all the way down could take exponential time. */
static const uint32_t look_limit = 6;

static struct range range_within(const struct space *space, const struct flow_state *state,
                                 symbol_id symbol, uint32_t depth);

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

const struct range *state_known_range(const struct flow_state *state, symbol_id symbol)
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

static struct range negated(const struct range *range)
{
    struct range result = range_empty();
    for (uint32_t i = 0; i < range->count; i++) {
        int64_t low = range->high[i] == INT64_MAX ? INT64_MIN : -range->high[i];
        int64_t high = range->low[i] == INT64_MIN ? INT64_MAX : -range->low[i];
        struct range part = range_of(low, high);
        result = range_union(&result, &part);
    }
    return result;
}

/* The remainder keeps the sign of what is divided. */
static struct range remainder_range(const struct range *a, const struct range *b)
{
    int64_t by;
    if (!range_single(b, &by) || by == 0 || by == INT64_MIN || a->count == 0) {
        return range_all();
    }
    int64_t most = (by < 0 ? -by : by) - 1;
    return range_of(range_low(a) < 0 ? -most : 0, range_high(a) > 0 ? most : 0);
}

/* Whether the mask clears the lowest bits and no others: `rest` of them. */
static bool clears_low_bits(const struct range *mask, int64_t *rest)
{
    int64_t only;
    if (!range_single(mask, &only) || only >= 0) {
        return false;
    }
    *rest = ~only;
    return (*rest & (*rest + 1)) == 0 && *rest != INT64_MAX;
}

/* Rounded down, as `value & ~rest` does. */
static struct range rounded(const struct range *range, int64_t rest)
{
    struct range result = range_empty();
    for (uint32_t i = 0; i < range->count; i++) {
        struct range part = range_of(range->low[i] & ~rest, range->high[i] & ~rest);
        result = range_union(&result, &part);
    }
    return result;
}

/* What is rounded down to something in the range. */
static struct range rounded_from(const struct range *range, int64_t rest)
{
    struct range result = range_empty();
    for (uint32_t i = 0; i < range->count; i++) {
        if (range->low[i] <= INT64_MAX - rest) {
            int64_t low = (range->low[i] + rest) & ~rest;
            struct range part = range_of(low, (range->high[i] & ~rest) + rest);
            result = range_union(&result, &part);
        }
    }
    return result;
}

static struct range unary_range(enum ir_expr_op op, const struct range *a)
{
    struct range zero = range_of(0, 0);
    switch (op) {
    case IR_EXPR_NOT:
        return truth_range(range_compare(a, RANGE_EQ, &zero));
    case IR_EXPR_NEGATE:
        return negated(a);
    default:
        return range_all();
    }
}

static struct range binary_range(enum ir_expr_op op, const struct range *a, const struct range *b)
{
    enum range_order order;
    int64_t only;
    if (order_of(op, &order)) {
        return truth_range(range_compare(a, order, b));
    }
    if (op == IR_EXPR_ADD && range_single(b, &only)) {
        return range_shift(a, only);
    }
    if (op == IR_EXPR_AND && range_single(b, &only) && only >= 0) {
        return range_of(0, only);
    }
    if (op == IR_EXPR_AND && clears_low_bits(b, &only)) {
        return rounded(a, only);
    }
    if (op == IR_EXPR_MUL && range_single(b, &only) && a->count != 0 && range_low(a) >= 0 &&
        range_high(a) <= 1) {
        struct range none = range_of(0, 0);
        struct range one = range_has(a, 1) ? range_of(only, only) : none;
        return range_has(a, 0) ? range_union(&none, &one) : one;
    }
    return op == IR_EXPR_REM ? remainder_range(a, b) : range_all();
}

static struct range computed_range(const struct space *space, const struct flow_state *state,
                                   const struct symbol *symbol, uint32_t depth)
{
    if (depth == 0) {
        return range_all();
    }
    struct range a = range_within(space, state, symbol->a, depth - 1);
    if (symbol->kind == SYMBOL_UNARY) {
        return unary_range((enum ir_expr_op)symbol->op, &a);
    }
    struct range b = range_within(space, state, symbol->b, depth - 1);
    return binary_range((enum ir_expr_op)symbol->op, &a, &b);
}

static struct range range_within(const struct space *space, const struct flow_state *state,
                                 symbol_id symbol, uint32_t depth)
{
    const struct range *known = state_known_range(state, symbol);
    if (known != NULL) {
        return *known;
    }
    const struct symbol *info = &space->symbols.items[symbol];
    switch ((enum symbol_kind)info->kind) {
    case SYMBOL_INT:
        return range_of(info->value, info->value);
    case SYMBOL_STRING:
    case SYMBOL_FUNC:
    case SYMBOL_ADDRESS:
        return range_of(1, INT64_MAX);
    case SYMBOL_UNARY:
    case SYMBOL_BINARY:
        return computed_range(space, state, info, depth);
    default:
        return range_all();
    }
}

struct range state_range(const struct space *space, const struct flow_state *state,
                         symbol_id symbol)
{
    return range_within(space, state, symbol, look_limit);
}

static void learn(const struct space *space, struct flow_state *state, symbol_id symbol,
                  struct range range)
{
    state_set_range(state, symbol, range);
    companions_tell(space, state, symbol);
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

/* What some element of an array holds, or is computed from it: another one may hold something else,
 * so nothing that is found out about it lasts. */
static bool is_of_any_element(const struct space *space, symbol_id symbol, uint32_t depth)
{
    const struct symbol *info = &space->symbols.items[symbol];
    switch ((enum symbol_kind)info->kind) {
    case SYMBOL_INITIAL:
        return space_is_any_element(space, info->a);
    case SYMBOL_UNARY:
        return depth != 0 && is_of_any_element(space, info->a, depth - 1);
    case SYMBOL_BINARY:
        return depth != 0 && (is_of_any_element(space, info->a, depth - 1) ||
                              is_of_any_element(space, info->b, depth - 1));
    default:
        return false;
    }
}

/* The outcome of a comparison that does not follow from its sides: `failed = a != b` is asked for
 * again later. */
static bool remember_truth(const struct space *space, struct flow_state *state, symbol_id condition,
                           const struct range *wanted)
{
    struct range now = state_range(space, state, condition);
    if (!range_equal(&now, wanted) && !is_of_any_element(space, condition, 3)) {
        learn(space, state, condition, *wanted);
    }
    return true;
}

bool state_narrow(struct space *space, struct flow_state *state, symbol_id symbol,
                  const struct range *range)
{
    struct range now = state_range(space, state, symbol);
    struct range narrowed = range_intersection(&now, range);
    if (narrowed.count == 0) {
        return false;
    }
    if (range_equal(&now, &narrowed) || is_of_any_element(space, symbol, 3)) {
        return true;
    }
    learn(space, state, symbol, narrowed);
    const struct symbol info = space->symbols.items[symbol];
    int64_t moved;
    if (info.kind == SYMBOL_BINARY && info.op == IR_EXPR_ADD) {
        struct range by = state_range(space, state, info.b);
        if (range_single(&by, &moved) && moved != INT64_MIN) {
            struct range operand = range_shift(&narrowed, -moved);
            return state_narrow(space, state, info.a, &operand);
        }
    }
    if (info.kind == SYMBOL_BINARY && info.op == IR_EXPR_AND) {
        struct range mask = state_range(space, state, info.b);
        if (clears_low_bits(&mask, &moved)) {
            struct range operand = rounded_from(&narrowed, moved);
            return state_narrow(space, state, info.a, &operand);
        }
    }
    if (info.kind == SYMBOL_UNARY && info.op == IR_EXPR_NEGATE) {
        struct range operand = negated(&narrowed);
        return state_narrow(space, state, info.a, &operand);
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
    int64_t factor;
    if (info.kind == SYMBOL_BINARY && info.op == IR_EXPR_MUL) {
        struct range by = state_range(space, state, info.b);
        bool known = range_single(&by, &factor) && factor != 0;
        return (!known || state_assume(space, state, info.a, truth)) &&
               remember_truth(space, state, condition, &wanted);
    }
    if (info.kind == SYMBOL_UNARY && info.op == IR_EXPR_NOT) {
        return state_assume(space, state, info.a, !truth);
    }
    if (info.kind == SYMBOL_BINARY && order_of((enum ir_expr_op)info.op, &order)) {
        return narrow_comparison(space, state, &info, truth ? order : range_order_negate(order)) &&
               remember_truth(space, state, condition, &wanted);
    }
    if (info.kind != SYMBOL_INT && !is_of_any_element(space, condition, 3)) {
        learn(space, state, condition, wanted);
    }
    return true;
}
