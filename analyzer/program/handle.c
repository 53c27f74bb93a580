#include "program/handle.h"

/* MADE_SETTING: told apart from all else that models and summaries make of a call. */
enum { MAX_LEAVES = PHI_HANDLES, MADE_SETTING = 0x20000000 };

struct target_list {
    struct setting_target *targets;
    uint32_t count;
};

static void add_target(struct target_list *list, cell_id cell, bool maybe)
{
    if (list->count < SETTING_TARGETS) {
        list->targets[list->count++] = (struct setting_target){.cell = cell, .maybe = maybe};
    }
}

static uint32_t handles_of(const struct frame *frame, symbol_id value, symbol_id *handles)
{
    uint32_t found = space_leaves(&frame->space, value, handles, MAX_LEAVES);
    uint32_t count = 0;
    for (uint32_t i = 0; i < found && i < MAX_LEAVES; i++) {
        if (frame->space.symbols.items[handles[i]].kind != SYMBOL_INT) {
            handles[count++] = handles[i];
        }
    }
    return count;
}

static bool has(const symbol_id *handles, uint32_t count, symbol_id wanted)
{
    bool found = false;
    for (uint32_t i = 0; i < count; i++) {
        found = found || handles[i] == wanted;
    }
    return found;
}

/* The setting of the handle if the state says something of it, or 0. */
static cell_id written_setting(const struct frame *frame, const struct flow_state *state,
                               cell_id first, setting_id setting)
{
    cell_id cell = first;
    while (cell != 0 && frame->space.cells.items[cell].b != setting) {
        cell = frame->space.cells.items[cell].next_sub;
    }
    return values_get(&state->values, cell) != 0 ? cell : 0;
}

/* Other values that may be one of the handles, too. */
static void add_aliases(const struct frame *frame, const struct flow_state *state,
                        struct target_list *list, symbol_id value, setting_id setting,
                        const symbol_id *handles, uint32_t count)
{
    const struct handle_index *index = &frame->space.handles;
    for (uint32_t i = 0; i < index->phis.count; i++) {
        const struct phi_handle *other = &index->phis.items[i];
        bool met = false;
        for (uint32_t k = 0; k < other->count && other->phi != value; k++) {
            met = met || has(handles, count, other->handles[k]);
        }
        const uint32_t *first = met ? map_get(&index->settings_of, other->phi) : NULL;
        cell_id cell = first == NULL ? 0 : written_setting(frame, state, *first, setting);
        if (cell != 0) {
            add_target(list, cell, count > 1 || other->count > 1);
        }
    }
}

uint32_t frame_setting_targets(struct frame *frame, const struct flow_state *state,
                               symbol_id handle, setting_id setting, struct setting_target *targets)
{
    struct target_list list = {.targets = targets};
    symbol_id handles[MAX_LEAVES];
    uint32_t count = handles_of(frame, handle, handles);
    if (count > 1) {
        add_target(&list, frame_setting_cell(frame, handle, setting), false);
    }
    for (uint32_t i = 0; i < count; i++) {
        add_target(&list, frame_setting_cell(frame, handles[i], setting), count > 1);
    }
    add_aliases(frame, state, &list, count > 1 ? handle : 0, setting, handles, count);
    return list.count;
}

void frame_write_target(struct frame *frame, struct flow_state *state, ir_instr_id call,
                        const struct setting_target *target, symbol_id value)
{
    symbol_id fresh = value;
    if (target->maybe) {
        fresh = space_symbol(&frame->space, SYMBOL_OUTPUT, call, MADE_SETTING + target->cell);
        space_phi_add(&frame->space, fresh, state_read(&frame->space, state, target->cell));
        space_phi_add(&frame->space, fresh, value);
    }
    state_write(&frame->space, state, target->cell, fresh);
    *map_put(&frame->setting_writers, target->cell, call) = call;
}

void frame_write_setting(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         symbol_id handle, setting_id setting, symbol_id value)
{
    struct setting_target targets[SETTING_TARGETS];
    uint32_t count = frame_setting_targets(frame, state, handle, setting, targets);
    for (uint32_t i = 0; i < count; i++) {
        frame_write_target(frame, state, call, &targets[i], value);
    }
}
