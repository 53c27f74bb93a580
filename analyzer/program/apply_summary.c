/* What a call of the program's own function does to the state. */
#include "program/cases.h"
#include "program/handle.h"
#include "program/lock_flow.h"
#include "program/outcome.h"
#include "program/unseen.h"
#include "program/targets.h"

#include <errno.h>

enum {
    MADE_WRITE = 100,
    MADE_ERRNO = 997,
    MADE_OUTCOME = 4000, /* and from there on for each outcome as many as a summary may write */
    MADE_PART = 1000000,
    MADE_SETTING = 2000000,    /* and from there on one for each cell */
    MADE_UNKNOWN = 0x20000000, /* and from there on one for each of the others */
    MADE_OBJECT = 0x40000000,  /* and from there on for each callee that is meant … */
    OBJECT_SLOTS = 0x1000,     /* … as many as a summary may have objects */
};
static const uint32_t outcome_slots = 100;

struct application {
    struct frame *frame;
    struct flow_state *state;
    ir_instr_id call;
    const struct summary *summary;
    const struct summary_outcome *ended; /* how it ended, or NULL */
    enum outcome outcome;
    struct path_view view;
};

static symbol_id object_symbol(const struct application *app, uint32_t object)
{
    uint32_t slot = MADE_OBJECT + app->frame->target * OBJECT_SLOTS + object;
    return space_symbol(&app->frame->space, SYMBOL_OUTPUT, app->call, slot);
}

/* `slot` tells the unknown values of one call apart. */
static symbol_id import_value(const struct application *app, const struct known_value *value,
                              uint32_t slot)
{
    struct frame *frame = app->frame;
    int64_t only;
    switch (value->kind) {
    case KNOWN_PATH:
        return path_value(&frame->analysis->paths, &app->view, value->path);
    case KNOWN_OBJECT:
        return object_symbol(app, value->object);
    case KNOWN_TEXT:
        return space_symbol(&frame->space, SYMBOL_STRING, 0,
                            strtab_add_text(&frame->analysis->texts, value->text));
    case KNOWN_FUNC:
    case KNOWN_NOTHING:
        break;
    }
    if (range_single(&value->range, &only)) {
        return space_int(&frame->space, only);
    }
    symbol_id symbol = space_symbol(&frame->space, SYMBOL_OUTPUT, app->call, slot);
    state_set_range(app->state, symbol, value->range);
    return symbol;
}

/* What the value's path holds here; 0 where it cannot be what the function left. */
static symbol_id held_by_path(const struct application *app, const struct setting_value *value)
{
    if (value->path == 0) {
        return 0;
    }
    symbol_id held = path_value(&app->frame->analysis->paths, &app->view, value->path);
    struct range range = state_range(&app->frame->space, app->state, held);
    int64_t only;
    bool zero = range_single(&range, &only) && only == 0;
    bool other = value->constants.count != 0 || value->object != 0 || value->inherits;
    return value->not_zero && zero && other ? 0 : held;
}

/* A value of which the range is known: a constant, or a symbol with that range. */
static symbol_id import_part(const struct application *app, const struct range *constants,
                             uint32_t part, uint32_t slot)
{
    struct space *space = &app->frame->space;
    if (constants->low[part] == constants->high[part]) {
        return space_int(space, constants->low[part]);
    }
    symbol_id symbol =
        space_symbol(space, SYMBOL_OUTPUT, app->call, MADE_PART + slot * RANGE_PARTS + part);
    state_set_range(app->state, symbol, range_of(constants->low[part], constants->high[part]));
    return symbol;
}

static symbol_id import_setting(const struct application *app, const struct setting_value *value,
                                symbol_id before, uint32_t slot)
{
    struct space *space = &app->frame->space;
    struct range range = value->constants;
    if (value->text != NULL) {
        return space_symbol(space, SYMBOL_STRING, 0,
                            strtab_add_text(&app->frame->analysis->texts, value->text));
    }
    symbol_id parts[RANGE_PARTS + 3];
    uint32_t count = 0;
    for (uint32_t i = 0; i < value->constants.count; i++) {
        parts[count++] = import_part(app, &value->constants, i, slot);
    }
    symbol_id held = held_by_path(app, value);
    if (held != 0) {
        parts[count++] = held;
    } else if (value->path == 0 && value->unknown) {
        parts[count++] = space_symbol(space, SYMBOL_OUTPUT, app->call, MADE_UNKNOWN + slot);
    }
    if (value->object != 0) {
        parts[count++] = object_symbol(app, value->object - 1);
    }
    if (value->inherits) {
        parts[count++] = before;
    }
    if (count == 1) {
        return parts[0];
    }
    symbol_id merged = space_symbol(space, SYMBOL_OUTPUT, app->call, slot);
    for (uint32_t i = 0; i < count; i++) {
        struct range part = state_range(space, app->state, parts[i]);
        space_phi_add(space, merged, parts[i]);
        range = range_union(&range, &part);
    }
    state_set_range(app->state, merged, count == 0 ? range_all() : range);
    return merged;
}

struct planned_write {
    cell_id cell;
    symbol_id value;
};

/* Handles made in the callee start as new ones: what is not said of them is initial. */
static void clear_objects(const struct application *app)
{
    for (uint32_t i = 0; i < app->summary->objects.count; i++) {
        symbol_id object = object_symbol(app, i);
        uint32_t kind = app->summary->objects.items[i].handle_kind;
        *map_put(&app->frame->created, object, kind) = kind;
        const struct model_set *models = app->frame->analysis->models;
        for (setting_id id = 1; id < models->settings.count; id++) {
            if (models->settings.items[id].handle_kind == kind) {
                state_write(&app->frame->space, app->state,
                            frame_setting_cell(app->frame, object, id),
                            space_int(&app->frame->space, models->settings.items[id].initial));
            }
        }
    }
}

static void apply_setting(const struct application *app, const struct summary_setting *setting)
{
    struct frame *frame = app->frame;
    struct setting_target targets[SETTING_TARGETS] = {
        {.cell = frame_setting_cell(frame, 0, setting->setting)}};
    uint32_t count = 1;
    if (setting->on_object || setting->target != 0) {
        symbol_id handle = setting->on_object
                               ? object_symbol(app, setting->target)
                               : path_value(&frame->analysis->paths, &app->view, setting->target);
        count = frame_setting_targets(frame, app->state, handle, setting->setting, targets);
    }
    for (uint32_t i = 0; i < count; i++) {
        symbol_id before = state_read(&frame->space, app->state, targets[i].cell);
        uint32_t made = MADE_SETTING + targets[i].cell;
        frame_write_target(frame, app->state, app->call, &targets[i],
                           import_setting(app, &setting->value, before, made));
    }
}

static void apply_settings(const struct application *app)
{
    const setting_list *settings = &app->summary->settings;
    const struct summary_case *chosen = cases_choose(app->summary, &app->frame->space, app->state,
                                                     app->view.args, app->view.arg_count);
    for (uint32_t i = 0; i < settings->count; i++) {
        if (chosen == NULL || settings->items[i].on_object) {
            apply_setting(app, &settings->items[i]);
        }
    }
    for (uint32_t i = 0; chosen != NULL && i < chosen->settings.count; i++) {
        apply_setting(app, &chosen->settings.items[i]);
    }
}

/* A handle that is there after all went well is no failure's value: not NULL, not negative. */
static void assume_made(const struct application *app, const struct setting_value *value,
                        cell_id cell)
{
    struct space *space = &app->frame->space;
    if (app->outcome != OUTCOME_OK || value->object == 0) {
        return;
    }
    uint32_t type = space->cells.items[cell].type;
    bool pointer = app->frame->module->types[type].kind == IR_TYPE_POINTER;
    struct range made = range_of(pointer ? 1 : 0, INT64_MAX);
    (void)state_narrow(space, app->state, object_symbol(app, value->object - 1), &made);
}

/* A number that is one of several is one symbol. */
static symbol_id import_written(const struct application *app, const struct setting_value *value,
                                symbol_id before, uint32_t slot)
{
    bool number = value->path == 0 && !value->unknown && value->object == 0 && !value->inherits;
    if (!number || value->constants.count < 2) {
        return import_setting(app, value, before, slot);
    }
    symbol_id symbol = space_symbol(&app->frame->space, SYMBOL_OUTPUT, app->call, slot);
    state_set_range(app->state, symbol, value->constants);
    return symbol;
}

struct write_plan {
    VEC(struct planned_write) writes;
};

static void plan_write(const struct application *app, const struct summary_write *write,
                       uint32_t slot, struct write_plan *plan)
{
    cell_id cell = path_cell(&app->frame->analysis->paths, &app->view, write->path);
    symbol_id before = state_read(&app->frame->space, app->state, cell);
    vec_push(&plan->writes,
             ((struct planned_write){.cell = cell,
                                     .value = import_written(app, &write->value, before, slot)}));
    assume_made(app, &write->value, cell);
}

/* All values are read before the first is written: the paths mean the state at the call. */
static void apply_writes(const struct application *app)
{
    const struct summary *summary = app->summary;
    struct write_plan plan = {0};
    for (uint32_t i = 0; i < summary->writes.count; i++) {
        plan_write(app, &summary->writes.items[i], MADE_WRITE + i, &plan);
    }
    /* What is known to be written goes with the other results. */
    bool told = app->ended != NULL && !app->frame->shared;
    for (uint32_t i = 0; told && i < app->ended->writes.count; i++) {
        uint32_t slot = MADE_OUTCOME + (uint32_t)app->outcome * outcome_slots + i;
        plan_write(app, &app->ended->writes.items[i], slot, &plan);
    }
    for (uint32_t i = 0; i < plan.writes.count; i++) {
        state_write(&app->frame->space, app->state, plan.writes.items[i].cell,
                    plan.writes.items[i].value);
    }
    vec_finish(&plan.writes);
}

/* The result as it is when the function's operations ended so; false when it cannot be. */
static bool assume_result(const struct application *app)
{
    struct range error = app->ended->error;
    /* A failure of which errno says nothing is at least not one that asks to go on. */
    if (app->outcome == OUTCOME_FAIL && range_is_all(&error)) {
        error = errno_of_failure();
        error = range_without(&error, EINTR);
        error = range_without(&error, EAGAIN);
    }
    frame_assume_errno(app->frame, app->state, app->call, error);
    const struct range *result = app->frame->shared ? &app->ended->shared : &app->ended->result;
    return state_narrow(&app->frame->space, app->state, app->frame->result, result);
}

static void apply_result(const struct application *app)
{
    const struct known_value *result = &app->summary->result;
    struct frame *frame = app->frame;
    if (result->kind == KNOWN_NOTHING) {
        struct range range = result->range;
        cases_narrow(app->summary, frame, app->state, app->view.args, app->view.arg_count, &range);
        state_set_range(app->state, frame->result, range);
        return;
    }
    frame->result = import_value(app, result, MADE_WRITE - 1);
    /* A handle or the failure value: both may come back, and conditions tell them apart. */
    if (result->kind == KNOWN_OBJECT) {
        state_set_range(app->state, frame->result, result->range);
    }
}

static void apply_process(const struct application *app)
{
    struct frame *frame = app->frame;
    if (app->summary->sets_alarm) {
        cell_id cell = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ALARM, 0, 0);
        symbol_id before = state_read(&frame->space, app->state, cell);
        state_write(&frame->space, app->state, cell,
                    import_setting(app, &app->summary->alarm, before, MADE_ERRNO - 1));
    }
    /* Whoever does not look at the result does not look at errno either: it is taken to be kept. */
    if (app->summary->network && frame->module->instrs[app->call].dest != 0) {
        state_write(&frame->space, app->state,
                    space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0),
                    space_symbol(&frame->space, SYMBOL_OUTPUT, app->call, MADE_ERRNO));
    }
}

/* Of several functions that a call may reach, the one that takes a lock need not be meant: as a
 * rule one that goes with it is reached where the lock is held. */
static void apply_locks(const struct application *app)
{
    uint32_t target_count;
    (void)frame_targets(app->frame, app->call, &target_count);
    for (uint32_t i = 0; i < app->summary->locks.count; i++) {
        const struct summary_lock *lock = &app->summary->locks.items[i];
        symbol_id handle = path_value(&app->frame->analysis->paths, &app->view, lock->path);
        struct lock_change change = {.call = app->call,
                                     .handle = handle,
                                     .setting = lock->setting,
                                     .takes = lock->use == LOCK_LEAVES,
                                     .when = lock->when,
                                     .unless = lock->unless,
                                     .path = lock->path};
        bool meant = lock->use == LOCK_RELEASES || (change.takes && target_count == 1);
        if (meant && handle != 0) {
            lock_change(app->frame, app->state, &change);
        }
    }
}

bool frame_apply_summary(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct summary *summary, enum outcome outcome, const symbol_id *args,
                         uint32_t count)
{
    struct application app = {
        .frame = frame,
        .state = state,
        .call = call,
        .summary = summary,
        .ended = outcome == OUTCOME_ANY ? NULL : &summary->outcomes[outcome],
        .outcome = outcome,
        .view = {.space = &frame->space, .state = state, .args = args, .arg_count = count}};
    frame->result = space_symbol(&frame->space, SYMBOL_RESULT, call, 0);
    if (app.ended != NULL && (!app.ended->possible || app.ended->result.count == 0)) {
        return false;
    }
    if (frame->shared && app.ended->shared.count == 0) {
        return false;
    }
    if (!summary->solved) {
        frame_fill_arguments(frame, state, call, args, count);
        unseen_apply(frame, state, call, args, count);
        return true;
    }
    apply_result(&app);
    clear_objects(&app);
    apply_locks(&app);
    apply_settings(&app);
    apply_writes(&app);
    apply_process(&app);
    return app.ended == NULL || assume_result(&app);
}
