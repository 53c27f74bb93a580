/* Where paths meet. */
#include "flow/state_handle.h"

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
    uint32_t meeting;
    bool widen;
    bool changed;
    struct handle_join handles;
    known_ranges phis; /* ranges of the phis of this block, set at the end */
    symbol_id subjects[COMPANION_SUBJECTS];
    uint32_t subject_count;
};

static bool is_phi_here(const struct join *join, symbol_id symbol)
{
    return space_is_phi_of(join->space, symbol, join->meeting);
}

/* A handle that is NULL or negative on a path was never made there: its settings say nothing. */
static bool has_no_handle(const struct join *join, const struct flow_state *state, cell_id cell)
{
    const struct cell *info = &join->space->cells.items[cell];
    if (info->kind != CELL_SETTING || info->a == 0) {
        return false;
    }
    struct range handle = state_range(join->space, state, info->a);
    return handle.count != 0 && range_high(&handle) <= 0;
}

/* What the cell holds becomes either of two values. */
static void merge_values(struct join *join, cell_id cell, symbol_id a, symbol_id b)
{
    symbol_id phi = space_phi(join->space, join->meeting, cell);
    if (a == b && a != phi) {
        return;
    }
    struct range before = state_range(join->space, join->into, a);
    struct range both = before;
    if (!range_is_all(&before)) {
        struct range other = state_range(join->space, join->from, b);
        both = range_union(&before, &other);
    }
    companions_add(join->space, phi, join->subjects, join->subject_count);
    if (a != phi) {
        companions_note(join->space, phi, a, join->into);
        space_phi_add(join->space, phi, a);
        values_set(&join->into->values, cell, phi);
        join->changed = true;
    } else if (!range_equal(&before, &both)) {
        both = join->widen ? widened(&before, &both) : both;
        join->changed = true;
    }
    companions_note(join->space, phi, b, join->from);
    space_phi_add(join->space, phi, b);
    if (!range_is_all(&both) || state_known_range(join->into, phi) != NULL) {
        vec_push(&join->phis, ((struct known_range){.symbol = phi, .range = both}));
    }
}

static void join_cell(struct join *join, cell_id cell)
{
    symbol_id a = values_get(&join->into->values, cell);
    symbol_id b = values_get(&join->from->values, cell);
    if ((a == b && (a == 0 || !is_phi_here(join, a))) ||
        handle_join_has(&join->handles, join->space, cell)) {
        return;
    }
    a = state_read(join->space, join->into, cell);
    b = state_read(join->space, join->from, cell);
    if ((a == b && !is_phi_here(join, a)) || has_no_handle(join, join->from, cell)) {
        return;
    }
    bool merged = is_phi_here(join, a) && join->space->symbols.items[a].b == cell;
    if (a != b && !merged && has_no_handle(join, join->into, cell)) {
        values_set(&join->into->values, cell, b);
        join->changed = true;
        return;
    }
    merge_values(join, cell, a, b);
}

/* Parts lie behind their wholes, and what they hold may follow from them: they come first. */
static void join_cells(struct join *join)
{
    const struct cell_values *a = &join->into->values;
    const struct cell_values *b = &join->from->values;
    const struct meeting *meeting = &join->space->phis.meetings.items[join->meeting];
    uint32_t pages = (a->count > b->count ? a->count : b->count) / VALUES_PER_PAGE + 1;
    for (uint32_t page = pages; page-- > 0;) {
        if (values_share(a, b, page) &&
            (meeting->first == 0 || !values_hold(a, page, meeting->first, meeting->last))) {
            continue; /* what is the same on both, and no phi of here, stays */
        }
        for (cell_id cell = (page + 1) * VALUES_PER_PAGE; cell-- > page * VALUES_PER_PAGE;) {
            join_cell(join, cell);
        }
    }
}

/* A setting of a value that is another handle from here on. */
static void join_setting(struct join *join, const struct setting_join *setting)
{
    symbol_id first = setting->a != 0 ? setting->a : setting->b;
    if (values_get(&join->into->values, setting->cell) != first) {
        values_set(&join->into->values, setting->cell, first);
        join->changed = true;
    }
    if (setting->a != 0 && setting->b != 0) {
        merge_values(join, setting->cell, setting->a, setting->b);
    }
}

/* A comparison that can come out either way says nothing. */
static bool tells_nothing(const struct space *space, symbol_id symbol, const struct range *range)
{
    const struct symbol *info = &space->symbols.items[symbol];
    bool truth = (info->kind == SYMBOL_UNARY && info->op == IR_EXPR_NOT) ||
                 (info->kind == SYMBOL_BINARY && info->op >= IR_EXPR_EQ && info->op <= IR_EXPR_GE);
    return range_is_all(range) || (truth && range_has(range, 0) && range_has(range, 1));
}

/* What the other state knows of a symbol. Both lists of ranges ascend: `place` goes along. */
static struct range range_there(const struct join *join, symbol_id symbol, uint32_t *place)
{
    const known_ranges *ranges = &join->from->ranges;
    while (*place < ranges->count && ranges->items[*place].symbol < symbol) {
        (*place)++;
    }
    bool known = *place < ranges->count && ranges->items[*place].symbol == symbol;
    return known ? ranges->items[*place].range : state_range(join->space, join->from, symbol);
}

/* The range of a symbol that is known before, or false when nothing is known any more. */
static bool join_range(struct join *join, struct known_range *known, uint32_t *place)
{
    if (is_phi_here(join, known->symbol)) {
        return true;
    }
    struct range other = range_there(join, known->symbol, place);
    struct range both = range_union(&known->range, &other);
    if (range_equal(&both, &known->range)) {
        return true;
    }
    join->changed = true;
    known->range = both;
    return !join->widen && !tells_nothing(join->space, known->symbol, &both);
}

/* Whether the symbol is computed from a phi of the block. */
static bool computed_from(const struct space *space, symbol_id symbol, uint32_t block,
                          uint32_t depth)
{
    const struct symbol *info = &space->symbols.items[symbol];
    if (info->kind == SYMBOL_PHI) {
        return info->a == block;
    }
    bool computed = info->kind == SYMBOL_UNARY || info->kind == SYMBOL_BINARY;
    return computed && depth > 0 &&
           (computed_from(space, info->a, block, depth - 1) ||
            (info->kind == SYMBOL_BINARY && computed_from(space, info->b, block, depth - 1)));
}

void state_enter(const struct space *space, struct flow_state *state, uint32_t block)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < state->ranges.count; i++) {
        symbol_id symbol = state->ranges.items[i].symbol;
        bool phi = space->symbols.items[symbol].kind == SYMBOL_PHI;
        if (phi || !computed_from(space, symbol, block, 6)) {
            state->ranges.items[kept++] = state->ranges.items[i];
        }
    }
    state->ranges.count = kept;
}

static void join_ranges(struct join *join)
{
    struct flow_state *into = join->into;
    uint32_t kept = 0;
    uint32_t place = 0;
    for (uint32_t i = 0; i < into->ranges.count; i++) {
        struct known_range known = into->ranges.items[i];
        if (join_range(join, &known, &place)) {
            into->ranges.items[kept++] = known;
        }
    }
    into->ranges.count = kept;
}

static int by_symbol(const void *a, const void *b)
{
    symbol_id left = ((const struct known_range *)a)->symbol;
    symbol_id right = ((const struct known_range *)b)->symbol;
    return left < right ? -1 : left > right;
}

/* The phis' ranges take the place of what was known of the phis, all in one pass. */
static void set_phi_ranges(struct join *join)
{
    known_ranges old = join->into->ranges;
    known_ranges *phis = &join->phis;
    known_ranges merged = {0};
    if (phis->count == 0) {
        return;
    }
    qsort(phis->items, phis->count, sizeof *phis->items, by_symbol);
    uint32_t i = 0;
    for (uint32_t k = 0; k < phis->count; k++) {
        while (i < old.count && old.items[i].symbol < phis->items[k].symbol) {
            vec_push(&merged, old.items[i++]);
        }
        i += i < old.count && old.items[i].symbol == phis->items[k].symbol;
        if (!range_is_all(&phis->items[k].range)) {
            vec_push(&merged, phis->items[k]);
        }
    }
    while (i < old.count) {
        vec_push(&merged, old.items[i++]);
    }
    vec_finish(&old);
    join->into->ranges = merged;
}

bool state_join(struct space *space, struct flow_state *into, const struct flow_state *from,
                uint32_t block, bool widen)
{
    if (!from->reachable) {
        return false;
    }
    if (!into->reachable) {
        state_copy(into, from);
        state_enter(space, into, block);
        return true;
    }
    struct join join = {.space = space,
                        .into = into,
                        .from = from,
                        .meeting = space_meeting(space, block),
                        .widen = widen};
    join.subject_count = companion_subjects(space, into, from, join.subjects);
    handle_join_plan(&join.handles, space, into, from, join.meeting);
    join_cells(&join);
    for (uint32_t i = 0; i < join.handles.settings.count; i++) {
        join_setting(&join, &join.handles.settings.items[i]);
    }
    handle_join_finish(&join.handles);
    state_enter(space, into, block);
    join_ranges(&join);
    set_phi_ranges(&join);
    vec_finish(&join.phis);
    return join.changed;
}
