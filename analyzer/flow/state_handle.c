/* A variable that holds one of two handles is configured as the one that it holds: its settings are
 * joined from those of the handle on each way, whatever the other handle was like there. */
#include "flow/state_handle.h"

enum { MAX_LEAVES = PHI_HANDLES };
/* Where more values than this may be one of several handles, further ones are not followed. */
static const uint32_t phi_handle_limit = 128;

static cell_id setting_cell(struct space *space, symbol_id handle, uint32_t setting)
{
    return space_cell(space, CELL_SETTING, handle, setting, 0);
}

/* The handles that a value may be; none if they are too many. NULL and -1 are none. */
static uint32_t handles_of(const struct space *space, symbol_id value, symbol_id *handles)
{
    uint32_t found = space_leaves(space, value, handles, MAX_LEAVES);
    uint32_t count = 0;
    for (uint32_t i = 0; i < found && found <= MAX_LEAVES; i++) {
        if (space->symbols.items[handles[i]].kind != SYMBOL_INT) {
            handles[count++] = handles[i];
        }
    }
    return count;
}

symbol_id state_read_setting(struct space *space, const struct flow_state *state, symbol_id handle,
                             uint32_t setting)
{
    cell_id cell = setting_cell(space, handle, setting);
    symbol_id handles[MAX_LEAVES];
    if (values_get(&state->values, cell) == 0 && handles_of(space, handle, handles) == 1) {
        cell = setting_cell(space, handles[0], setting);
    }
    return state_read(space, state, cell);
}

/* The same of several handles: what any of them has. */
static symbol_id read_any(struct space *space, const struct flow_state *state, symbol_id handle,
                          uint32_t setting, uint32_t meeting)
{
    symbol_id handles[MAX_LEAVES];
    cell_id cell = setting_cell(space, handle, setting);
    uint32_t count = handles_of(space, handle, handles);
    if (values_get(&state->values, cell) != 0 || count < 2) {
        return state_read_setting(space, state, handle, setting);
    }
    symbol_id any = space_phi(space, meeting, cell);
    for (uint32_t i = 0; i < count; i++) {
        space_phi_add(space, any,
                      state_read(space, state, setting_cell(space, handles[i], setting)));
    }
    return any;
}

static bool is_none(const struct space *space, const struct flow_state *state, symbol_id handle)
{
    struct range range = state_range(space, state, handle);
    return range.count != 0 && range_high(&range) <= 0;
}

/* One variable, and what it holds on either way. */
struct two_handles {
    struct handle_join *plan;
    struct space *space;
    const struct flow_state *into, *from;
    uint32_t meeting;
    symbol_id phi, a, b;
    uint32_t first; /* of the plan's settings: where the phi's begin */
};

static void plan_setting(const struct two_handles *two, uint32_t setting)
{
    struct space *space = two->space;
    struct setting_join join = {.cell = setting_cell(space, two->phi, setting)};
    for (uint32_t i = two->plan->settings.count; i > two->first; i--) {
        if (two->plan->settings.items[i - 1].cell == join.cell) {
            return;
        }
    }
    if (!is_none(space, two->into, two->a)) {
        join.a = read_any(space, two->into, two->a, setting, two->meeting);
    }
    if (!is_none(space, two->from, two->b)) {
        join.b = read_any(space, two->from, two->b, setting, two->meeting);
    }
    if (join.a != 0 || join.b != 0) {
        vec_push(&two->plan->settings, join);
    }
}

static void plan_settings_of(const struct two_handles *two, symbol_id handle)
{
    const uint32_t *first = map_get(&two->space->handles.settings_of, handle);
    for (cell_id cell = first == NULL ? 0 : *first; cell != 0;) {
        const struct cell info = two->space->cells.items[cell];
        plan_setting(two, info.b);
        cell = info.next_sub;
    }
}

static void plan_value(const struct two_handles *two, symbol_id value)
{
    symbol_id handles[MAX_LEAVES];
    uint32_t count = handles_of(two->space, value, handles);
    plan_settings_of(two, value);
    for (uint32_t i = 0; i < count; i++) {
        plan_settings_of(two, handles[i]);
        handle_phi_add(handle_phi(&two->space->handles, two->phi), handles[i]);
    }
}

static void plan_cell(struct two_handles *two, cell_id cell)
{
    struct space *space = two->space;
    if (values_get(&two->into->values, cell) == values_get(&two->from->values, cell)) {
        return;
    }
    uint32_t kind = space->cells.items[cell].kind;
    if (kind == CELL_SETTING || kind == CELL_SPECIAL) {
        return;
    }
    two->a = state_read(space, two->into, cell);
    two->b = state_read(space, two->from, cell);
    if (two->a == two->b || (!handle_is_configured(&space->handles, two->a) &&
                             !handle_is_configured(&space->handles, two->b))) {
        return;
    }
    two->phi = space_phi(space, two->meeting, cell);
    if (space->handles.phis.count >= phi_handle_limit &&
        map_get(&space->handles.phi_ids, two->phi) == NULL) {
        return;
    }
    two->first = two->plan->settings.count;
    *map_put(&two->plan->phis, two->phi, 0) = 1;
    plan_settings_of(two, two->phi);
    plan_value(two, two->a);
    plan_value(two, two->b);
}

void handle_join_plan(struct handle_join *plan, struct space *space, const struct flow_state *into,
                      const struct flow_state *from, uint32_t meeting)
{
    const struct cell_values *a = &into->values;
    const struct cell_values *b = &from->values;
    uint32_t cells = a->count > b->count ? a->count : b->count;
    if (space->phis.meetings.items[meeting].block >= STATE_MEET ||
        space->handles.settings_of.entries.count == 0) {
        return;
    }
    struct two_handles two = {
        .plan = plan, .space = space, .into = into, .from = from, .meeting = meeting};
    for (uint32_t page = 0; page * VALUES_PER_PAGE < cells; page++) {
        cell_id end = (page + 1) * VALUES_PER_PAGE;
        for (cell_id cell = page * VALUES_PER_PAGE; !values_share(a, b, page) && cell < end;
             cell++) {
            plan_cell(&two, cell);
        }
    }
}

bool handle_join_has(const struct handle_join *plan, const struct space *space, cell_id cell)
{
    const struct cell *info = &space->cells.items[cell];
    return info->kind == CELL_SETTING && map_get(&plan->phis, info->a) != NULL;
}

void handle_join_finish(struct handle_join *plan)
{
    map_finish(&plan->phis);
    vec_finish(&plan->settings);
}
