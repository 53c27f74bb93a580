#include "flow/companion.h"

#include "flow/state.h"

/* So many cells at most go with one subject: each time it is asked for they are looked at. */
static const uint32_t companion_limit = 64;

/* Whether the symbol means the same all over the function. */
static bool is_of_entry(const struct space *space, symbol_id symbol, uint32_t depth)
{
    const struct symbol *info = &space->symbols.items[symbol];
    switch ((enum symbol_kind)info->kind) {
    case SYMBOL_INT:
        return true;
    case SYMBOL_INITIAL:
        return !space_is_any_element(space, info->a);
    case SYMBOL_UNARY:
        return depth != 0 && is_of_entry(space, info->a, depth - 1);
    case SYMBOL_BINARY:
        return depth != 0 && is_of_entry(space, info->a, depth - 1) &&
               is_of_entry(space, info->b, depth - 1);
    default:
        return false;
    }
}

uint32_t companion_subjects(const struct space *space, const struct flow_state *a,
                            const struct flow_state *b, symbol_id *subjects)
{
    uint32_t count = 0;
    uint32_t k = 0;
    for (uint32_t i = 0; i < a->ranges.count && count < COMPANION_SUBJECTS; i++) {
        const struct known_range *left = &a->ranges.items[i];
        while (k < b->ranges.count && b->ranges.items[k].symbol < left->symbol) {
            k++;
        }
        if (k == b->ranges.count || b->ranges.items[k].symbol != left->symbol ||
            !is_of_entry(space, left->symbol, 3)) {
            continue;
        }
        struct range both = range_intersection(&left->range, &b->ranges.items[k].range);
        if (both.count == 0) {
            subjects[count++] = left->symbol;
        }
    }
    return count;
}

void companions_add(struct space *space, symbol_id phi, const symbol_id *subjects, uint32_t count)
{
    bool is_new = space->symbols.items[phi].operands == 0;
    if (space->companions.count == 0) {
        (void)vec_push_zero(&space->companions);
    }
    for (uint32_t i = 0; i < count && is_new; i++) {
        uint32_t *first = &space->symbols.items[subjects[i]].companion;
        uint32_t rest = *first == 0 ? 0 : space->companions.items[*first].rest;
        if (rest == companion_limit) {
            continue;
        }
        struct companion made = {.subject = subjects[i],
                                 .phi = phi,
                                 .next_of_subject = *first,
                                 .rest = rest + 1,
                                 .next_of_phi = space->symbols.items[phi].companion};
        *first = space->symbols.items[phi].companion = space->companions.count;
        vec_push(&space->companions, made);
    }
}

static void note_side(struct companion *companion, symbol_id value, const struct range *range)
{
    for (uint32_t i = 0; i < companion->side_count && i < COMPANION_SIDES; i++) {
        if (companion->sides[i].value == value) {
            companion->sides[i].range = range_union(&companion->sides[i].range, range);
            return;
        }
    }
    if (companion->side_count < COMPANION_SIDES) {
        companion->sides[companion->side_count].value = value;
        companion->sides[companion->side_count].range = *range;
    }
    companion->side_count += companion->side_count <= COMPANION_SIDES;
}

void companions_note(struct space *space, symbol_id phi, symbol_id value,
                     const struct flow_state *state)
{
    struct companion *companions = space->companions.items;
    for (uint32_t i = space->symbols.items[phi].companion; i != 0; i = companions[i].next_of_phi) {
        struct range range = state_range(space, state, companions[i].subject);
        note_side(&companions[i], value, &range);
    }
}

/* The only value that goes with the range, or 0. */
static symbol_id value_with(const struct companion *companion, const struct range *range)
{
    symbol_id only = 0;
    if (companion->side_count > COMPANION_SIDES) {
        return 0;
    }
    for (uint32_t i = 0; i < companion->side_count; i++) {
        struct range both = range_intersection(&companion->sides[i].range, range);
        if (both.count != 0) {
            if (only != 0) {
                return 0;
            }
            only = companion->sides[i].value;
        }
    }
    return only;
}

void companions_tell(const struct space *space, struct flow_state *state, symbol_id subject)
{
    uint32_t first = space->symbols.items[subject].companion;
    if (first == 0 || space->symbols.items[subject].kind == SYMBOL_PHI) {
        return;
    }
    struct range range = state_range(space, state, subject);
    const struct companion *companions = space->companions.items;
    for (uint32_t i = first; i != 0; i = companions[i].next_of_subject) {
        cell_id cell = space->symbols.items[companions[i].phi].b;
        if (values_get(&state->values, cell) == companions[i].phi) {
            symbol_id value = value_with(&companions[i], &range);
            if (value != 0) {
                values_set(&state->values, cell, value);
            }
        }
    }
}
