/* Where values meet. */
#include "flow/phi.h"

#include "flow/space.h"

/* A phi that is made of more symbols than this has too many values to look at. */
static const uint32_t leaf_walk_limit = 4096;

/* Which symbols a walk has met: a symbol's entry equals the walk's number. */
struct leaf_marks {
    uint32_t walk;
    VEC(uint32_t) met;
};

void phis_init(struct phis *phis)
{
    *phis = (struct phis){.leaf_marks = memory_resize(NULL, 1, sizeof *phis->leaf_marks)};
    *phis->leaf_marks = (struct leaf_marks){0};
    (void)vec_push_zero(&phis->meetings);
    (void)vec_push_zero(&phis->operands);
}

void phis_finish(struct phis *phis)
{
    for (uint32_t i = 0; i < phis->meetings.count; i++) {
        vec_finish(&phis->meetings.items[i].of_cell);
    }
    vec_finish(&phis->meetings);
    vec_finish(&phis->operands);
    map_finish(&phis->meeting_of);
    vec_finish(&phis->leaf_marks->met);
    free(phis->leaf_marks);
}

uint32_t space_meeting(struct space *space, uint32_t block)
{
    uint32_t *id = map_put(&space->phis.meeting_of, block, space->phis.meetings.count);
    if (*id == space->phis.meetings.count) {
        vec_push_zero(&space->phis.meetings)->block = block;
    }
    return *id;
}

symbol_id space_phi(struct space *space, uint32_t meeting_id, cell_id cell)
{
    struct meeting *meeting = &space->phis.meetings.items[meeting_id];
    while (meeting->of_cell.count <= cell) {
        vec_push(&meeting->of_cell, 0);
    }
    symbol_id *phi = &meeting->of_cell.items[cell];
    if (*phi == 0) {
        *phi = space->symbols.count;
        vec_push(&space->symbols,
                 ((struct symbol){.kind = SYMBOL_PHI,
                                  .depth = (uint16_t)space->cells.items[cell].depth,
                                  .a = meeting->block,
                                  .b = cell}));
        meeting->first = meeting->first == 0 ? *phi : meeting->first;
        meeting->last = *phi;
    }
    return *phi;
}

bool space_is_phi_of(const struct space *space, symbol_id symbol, uint32_t meeting_id)
{
    const struct meeting *meeting = &space->phis.meetings.items[meeting_id];
    const struct symbol *info = &space->symbols.items[symbol];
    return symbol >= meeting->first && symbol <= meeting->last && info->kind == SYMBOL_PHI &&
           info->a == meeting->block;
}

void space_phi_add(struct space *space, symbol_id phi, symbol_id operand)
{
    if (phi == operand) {
        return;
    }
    if (handle_is_configured(&space->handles, operand)) {
        handle_mark_configured(&space->handles, phi);
    }
    uint32_t *link = &space->symbols.items[phi].operands;
    while (*link != 0) {
        struct phi_operand *known = &space->phis.operands.items[*link];
        if (known->value == operand) {
            return;
        }
        link = &known->next;
    }
    *link = space->phis.operands.count;
    vec_push(&space->phis.operands, ((struct phi_operand){.value = operand}));
}

struct leaf_walk {
    const struct space *space;
    struct leaf_marks *marks;
    symbol_id *leaves;
    uint32_t limit;
    uint32_t count;
    uint32_t opened;
    bool cut; /* more phis were met than are opened */
};

static bool first_met(struct leaf_walk *walk, symbol_id symbol)
{
    while (walk->marks->met.count <= symbol) {
        vec_push(&walk->marks->met, 0);
    }
    bool first = walk->marks->met.items[symbol] != walk->marks->walk;
    walk->marks->met.items[symbol] = walk->marks->walk;
    return first;
}

static void walk_leaves(struct leaf_walk *walk, symbol_id symbol)
{
    if (walk->cut || !first_met(walk, symbol)) {
        return;
    }
    uint32_t first = walk->space->symbols.items[symbol].operands;
    if (first == 0) {
        if (walk->count < walk->limit) {
            walk->leaves[walk->count] = symbol;
        }
        walk->count++;
        return;
    }
    if (++walk->opened > leaf_walk_limit) {
        walk->cut = true;
        return;
    }
    const struct phi_operand *operands = walk->space->phis.operands.items;
    for (uint32_t i = first; i != 0 && walk->count <= walk->limit; i = operands[i].next) {
        walk_leaves(walk, operands[i].value);
    }
}

uint32_t space_leaves(const struct space *space, symbol_id symbol, symbol_id *leaves,
                      uint32_t limit)
{
    if (space->symbols.items[symbol].operands == 0 && limit > 0) {
        leaves[0] = symbol;
        return 1;
    }
    struct leaf_walk walk = {
        .space = space, .marks = space->phis.leaf_marks, .leaves = leaves, .limit = limit};
    walk.marks->walk++;
    walk_leaves(&walk, symbol);
    /* What was not opened stands for itself: a value of which nothing is known. */
    for (uint32_t i = walk.count; walk.cut && i < limit; i++) {
        leaves[i] = symbol;
    }
    return walk.cut ? limit + 1 : walk.count;
}
