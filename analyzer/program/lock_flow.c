/* The value of a lock's setting is 0 where it was released, what the taking call made of it where
 * it was taken, and what it was at the entry where neither happened. */
#include "program/lock_flow.h"

#include "program/lock_name.h"
#include "program/outcome.h"

enum { MADE_TAKEN = 3000000 };

/* 1 if the result says that the lock was taken, as far as one comparison can tell. */
static symbol_id value_of_result(struct frame *frame, const struct lock_change *change)
{
    struct space *space = &frame->space;
    const struct range *when = &change->when;
    const struct range *unless = &change->unless;
    int64_t only;
    symbol_id value = 0;
    if (when->count == 0 || unless->count == 0 || frame->module->instrs[change->call].dest == 0) {
        value = 0; /* nobody looks: it is taken to have gone well */
    } else if (range_single(when, &only)) {
        value = space_binary(space, IR_EXPR_EQ, frame->result, space_int(space, only));
    } else if (range_single(unless, &only)) {
        value = space_binary(space, IR_EXPR_NE, frame->result, space_int(space, only));
    } else if (range_low(when) > range_high(unless)) {
        value = space_binary(space, IR_EXPR_GE, frame->result, space_int(space, range_low(when)));
    } else if (range_high(when) < range_low(unless)) {
        value = space_binary(space, IR_EXPR_LE, frame->result, space_int(space, range_high(when)));
    }
    bool plain = value == 0 || space->symbols.items[value].kind == SYMBOL_INT;
    return plain ? space_symbol(space, SYMBOL_OUTPUT, change->call, MADE_TAKEN) : value;
}

static ir_instr_id taker_of(const struct frame *frame, cell_id cell, symbol_id leaf)
{
    for (uint32_t i = 0; i < frame->locks.acts.count; i++) {
        const struct lock_act *act = &frame->locks.acts.items[i];
        if (act->cell == cell && act->takes && space_made_by(&frame->space, leaf, act->call)) {
            return act->call;
        }
    }
    return 0;
}

struct lock_view lock_view_at(struct frame *frame, const struct flow_state *state, cell_id cell)
{
    struct lock_view view = {0};
    symbol_id leaves[8];
    uint32_t count = space_leaves(&frame->space, state_read(&frame->space, state, cell), leaves, 8);
    for (uint32_t i = 0; i < count && i < 8; i++) {
        const struct symbol leaf = frame->space.symbols.items[leaves[i]];
        struct range range = state_range(&frame->space, state, leaves[i]);
        int64_t only;
        bool zero = range_single(&range, &only) && only == 0;
        if (leaf.kind == SYMBOL_INT) {
            view.released = view.released || zero;
        } else if (zero || (leaf.kind == SYMBOL_INITIAL && leaf.a == cell)) {
            view.before = true;
        } else if (view.taken == 0) {
            view.taken = taker_of(frame, cell, leaves[i]);
        }
    }
    return view;
}

static void note_act(struct frame *frame, const struct flow_state *state,
                     const struct lock_change *change, symbol_id handle, cell_id cell)
{
    struct analysis *analysis = frame->analysis;
    struct lock_list *list = &frame->locks;
    uint32_t *id = map_put(&list->ids, map_pair(cell, change->call), 0);
    if (*id == 0) {
        struct lock_act act = {
            .cell = cell,
            .call = change->call,
            .takes = change->takes,
            .name = lock_name(frame, change->call, change->arg, change->path),
            .key = lock_key_of(&frame->space, handle),
            .path = path_of_pointer(&analysis->paths, &frame->space, frame->cfg.func, handle),
            .setting = change->setting};
        vec_push(&list->acts, act);
        *id = list->acts.count;
    }
    struct lock_act *act = &list->acts.items[*id - 1];
    struct lock_view view = lock_view_at(frame, state, cell);
    act->foreign = act->foreign || (!change->takes && view.before && view.taken == 0);
}

static bool may_be_same(const struct lock_act *a, const struct lock_act *b)
{
    return a->name == b->name ||
           (a->key.count != 0 && b->key.count != 0 && lock_key_matches(&a->key, &b->key));
}

/* What was taken by another way to the same lock, or to one like it, is released as well: better to
 * miss a lock than to believe in one that was released long ago. */
static void release_like(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         cell_id cell)
{
    const struct lock_list *list = &frame->locks;
    uint32_t released = *map_get(&list->ids, map_pair(cell, call)) - 1;
    for (uint32_t i = 0; i < list->acts.count; i++) {
        const struct lock_act *act = &list->acts.items[i];
        if (act->takes && act->cell != cell && may_be_same(act, &list->acts.items[released]) &&
            lock_view_at(frame, state, act->cell).taken != 0) {
            state_write(&frame->space, state, act->cell, space_int(&frame->space, 0));
        }
    }
}

void lock_change(struct frame *frame, struct flow_state *state, const struct lock_change *change)
{
    struct space *space = &frame->space;
    symbol_id leaves[4];
    uint32_t count = space_leaves(space, change->handle, leaves, 4);
    symbol_id value = change->takes ? value_of_result(frame, change) : space_int(space, 0);
    for (uint32_t i = 0; i < count && i < 4; i++) {
        if (space->symbols.items[leaves[i]].kind == SYMBOL_INT) {
            continue;
        }
        cell_id cell = frame_setting_cell(frame, leaves[i], change->setting);
        note_act(frame, state, change, leaves[i], cell);
        state_write(space, state, cell, value);
        if (!change->takes) {
            release_like(frame, state, change->call, cell);
        }
    }
}

/* What the function's parameters must be to get here. */
static void note_conditions(struct frame *frame, const struct flow_state *state, ir_instr_id call)
{
    for (uint32_t i = 0; i < frame->info->param_count; i++) {
        cell_id cell = space_var(&frame->space, frame->info->first_var + i);
        symbol_id given = space_initial(&frame->space, cell);
        struct call_condition condition = {.func = frame->func,
                                           .call = call,
                                           .param = i,
                                           .range = state_range(&frame->space, state, given)};
        if (!range_is_all(&condition.range)) {
            vec_push(&frame->analysis->locks.conditions, condition);
        }
    }
}

/* A lock that was released on one path and not on another counts as released: as a rule what
 * decided about taking it decided about releasing it. */
void locks_note_call(struct frame *frame, const struct flow_state *state, ir_instr_id call)
{
    if (frame_is_network(frame, call)) {
        note_conditions(frame, state, call);
    }
    for (uint32_t i = 0; i < frame->locks.acts.count; i++) {
        const struct lock_act *act = &frame->locks.acts.items[i];
        if (!lock_is_first(&frame->locks, i)) {
            continue;
        }
        struct lock_view view = lock_view_at(frame, state, act->cell);
        if (!view.released && view.taken == 0) {
            continue;
        }
        const uint32_t *taken = map_get(&frame->locks.ids, map_pair(act->cell, view.taken));
        act = taken == NULL ? act : &frame->locks.acts.items[*taken - 1];
        struct lock_at_call noted = {.func = frame->func,
                                     .call = call,
                                     .held = !view.released,
                                     .taken = view.taken,
                                     .name = act->name,
                                     .key = act->key};
        vec_push(&frame->analysis->locks.calls, noted);
    }
}
