/* A handle that a function gives back and that is one of several it made: to its callers it is one
 * object, with the settings that any of them has. */
#include "program/summarize.h"

enum { MAX_LEAVES = 4, MAX_DEPTH = 8 };

/* Where a return only adds NULL or -1, the value that it adds them to. */
static symbol_id without_failures(const struct space *space, symbol_id value)
{
    const struct phi_operand *operands = space->phis.operands.items;
    for (uint32_t depth = 0; depth < MAX_DEPTH; depth++) {
        symbol_id only = 0;
        uint32_t others = 0;
        for (uint32_t i = space->symbols.items[value].operands; i != 0; i = operands[i].next) {
            bool constant = space->symbols.items[operands[i].value].kind == SYMBOL_INT;
            only = constant ? only : operands[i].value;
            others += !constant;
        }
        if (others != 1) {
            return value;
        }
        value = only;
    }
    return value;
}

symbol_id summarize_group(struct frame *frame, symbol_id value)
{
    symbol_id leaves[MAX_LEAVES];
    uint32_t count = space_leaves(&frame->space, value, leaves, MAX_LEAVES);
    uint32_t kind = 0;
    uint32_t handles = 0;
    for (uint32_t i = 0; i < count && count <= MAX_LEAVES; i++) {
        if (frame->space.symbols.items[leaves[i]].kind == SYMBOL_INT) {
            continue;
        }
        uint32_t own = frame_kind_of(frame, leaves[i]);
        if (own == 0 || (handles != 0 && own != kind)) {
            return 0;
        }
        kind = own;
        handles++;
    }
    if (handles < 2) {
        return 0;
    }
    symbol_id group = without_failures(&frame->space, value);
    *map_put(&frame->created, group, kind) = kind;
    return group;
}

symbol_id summarize_handle(struct frame *frame, symbol_id value)
{
    symbol_id leaves[MAX_LEAVES];
    symbol_id only = 0;
    uint32_t handles = 0;
    uint32_t count = space_leaves(&frame->space, value, leaves, MAX_LEAVES);
    for (uint32_t i = 0; i < count && count <= MAX_LEAVES; i++) {
        if (frame_kind_of(frame, leaves[i]) != 0) {
            only = leaves[i];
            handles++;
        }
    }
    return handles == 1 ? only : summarize_group(frame, value);
}

bool summarize_has_handle(const struct frame *frame, symbol_id value)
{
    symbol_id leaves[MAX_DEPTH];
    uint32_t count = space_leaves(&frame->space, value, leaves, MAX_DEPTH);
    for (uint32_t i = 0; i < count && i < MAX_DEPTH; i++) {
        if (frame_kind_of(frame, leaves[i]) != 0) {
            return true;
        }
    }
    return false;
}

/* Adds to `any` what the handles that the value may be have. */
static void add_values(struct frame *frame, const struct flow_state *state, symbol_id any,
                       symbol_id value, setting_id setting, uint32_t depth)
{
    struct space *space = &frame->space;
    cell_id cell = frame_setting_cell(frame, value, setting);
    uint32_t operand = space->symbols.items[value].operands;
    if (operand == 0 || values_get(&state->values, cell) != 0) {
        space_phi_add(space, any, state_read(space, state, cell));
        return;
    }
    while (depth > 0 && operand != 0) {
        symbol_id one = space->phis.operands.items[operand].value;
        if (space->symbols.items[one].kind != SYMBOL_INT) {
            add_values(frame, state, any, one, setting, depth - 1);
        }
        operand = space->phis.operands.items[operand].next;
    }
}

void summarize_group_settings(struct frame *frame, struct flow_state *state, symbol_id group)
{
    const struct model_set *models = frame->analysis->models;
    uint32_t kind = frame_kind_of(frame, group);
    for (setting_id id = 1; id < models->settings.count; id++) {
        cell_id cell = frame_setting_cell(frame, group, id);
        if (models->settings.items[id].handle_kind == kind &&
            values_get(&state->values, cell) == 0) {
            symbol_id any =
                space_phi(&frame->space, space_meeting(&frame->space, MEET_GROUP), cell);
            add_values(frame, state, any, group, id, MAX_DEPTH);
            state_write(&frame->space, state, cell, any);
        }
    }
}
