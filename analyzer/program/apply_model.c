/* What a call of a modelled function does to the state. */
#include "program/amount.h"
#include "program/apply_attempt.h"
#include "program/handle.h"
#include "program/lock_flow.h"
#include "program/outcome.h"
#include "program/passing.h"
#include "program/texts.h"

enum { MADE_BY_OUT = 1 };

static symbol_id argument(struct frame *frame, const symbol_id *args, uint32_t count, uint32_t arg)
{
    if (arg == MODEL_RETURNED) {
        return frame->result;
    }
    return arg < count ? args[arg] : 0;
}

static void set_initial(struct frame *frame, struct flow_state *state, symbol_id handle,
                        uint32_t kind)
{
    const struct model_set *models = frame->analysis->models;
    for (setting_id id = 1; id < models->settings.count; id++) {
        if (models->settings.items[id].handle_kind == kind) {
            state_write(&frame->space, state, frame_setting_cell(frame, handle, id),
                        space_int(&frame->space, models->settings.items[id].initial));
        }
    }
    state_write(&frame->space, state, frame_setting_cell(frame, handle, SETTING_ATTACHED),
                space_int(&frame->space, 0));
}

static void copy_settings(struct frame *frame, struct flow_state *state, symbol_id to,
                          symbol_id from, uint32_t kind)
{
    const struct model_set *models = frame->analysis->models;
    for (setting_id id = 1; id < models->settings.count; id++) {
        if (models->settings.items[id].handle_kind == kind) {
            symbol_id value = state_read_setting(&frame->space, state, from, id);
            state_write(&frame->space, state, frame_setting_cell(frame, to, id), value);
        }
    }
}

static void apply_creation(struct frame *frame, struct flow_state *state, ir_instr_id call,
                           const struct model_function *model, const symbol_id *args,
                           uint32_t count)
{
    if (model->created_kind == 0) {
        return;
    }
    symbol_id handle = frame->result;
    if (model->creates != MODEL_RETURNED) {
        handle = space_symbol(&frame->space, SYMBOL_OUTPUT, call, MADE_BY_OUT);
        symbol_id pointer = argument(frame, args, count, model->creates);
        state_write(&frame->space, state, eval_pointee(&frame->space, pointer, 0), handle);
    } else if (model->created_at < count) {
        struct range place = state_range(&frame->space, state, args[model->created_at]);
        handle = range_has(&place, 0) ? handle : args[model->created_at];
        frame->result = handle;
    }
    *map_put(&frame->created_by, handle, call) = call;
    *map_put(&frame->created, handle, model->created_kind) = model->created_kind;
    set_initial(frame, state, handle, model->created_kind);
    uint32_t source = model->copies != MODEL_NO_ARG ? model->copies : model->inherits;
    if (source < count) {
        copy_settings(frame, state, handle, args[source], model->created_kind);
    }
}

static symbol_id read_time(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                           const struct model_effect *effect, const symbol_id *args, uint32_t count)
{
    enum model_shape shape = effect->reading == READING_TIMESPEC ? SHAPE_TIMESPEC : SHAPE_TIMEVAL;
    struct model_amount amount = {
        .shape = shape, .arg = effect->arg, .unit_ns = 1, .infinite_null = true};
    struct amount_view view = frame_amount(frame, state, call, &amount, args, count);
    if (view.finite == ANSWER_NO) {
        return space_int(&frame->space, 0);
    }
    return view.value != 0 ? view.value : space_symbol(&frame->space, SYMBOL_UNKNOWN, call, 6);
}

static symbol_id read_value(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                            const struct model_effect *effect, const symbol_id *args,
                            uint32_t count)
{
    symbol_id arg = argument(frame, args, count, effect->arg);
    switch (effect->reading) {
    case READING_CONSTANT:
        return space_int(&frame->space, effect->constant);
    case READING_BIT: {
        symbol_id bits = frame_has_bits(frame, arg, effect->bits);
        /* A flag that nobody is seen to give a new handle is not set on it. */
        bool unseen = frame->space.symbols.items[bits].kind == SYMBOL_UNKNOWN;
        return unseen && effect->on == MODEL_RETURNED ? space_int(&frame->space, 0) : bits;
    }
    case READING_POINTEE:
        return state_read(&frame->space, state, eval_pointee(&frame->space, arg, 0));
    case READING_TIMEVAL:
    case READING_TIMESPEC:
        return read_time(frame, state, call, effect, args, count);
    case READING_TIMEVAL_VALUE: /* a length given by value has no way to say: for ever */
        return space_symbol(&frame->space, SYMBOL_UNKNOWN, call, 7);
    case READING_VALUE:
    case READING_TEXT:
        break;
    }
    return arg != 0 ? arg : space_symbol(&frame->space, SYMBOL_UNKNOWN, call, 8);
}

static bool argument_is(const struct frame *frame, const struct flow_state *state,
                        const symbol_id *args, uint32_t count, uint32_t arg, int64_t wanted)
{
    if (arg == MODEL_NO_ARG) {
        return true;
    }
    int64_t value;
    struct range range = arg < count ? state_range(&frame->space, state, args[arg]) : range_empty();
    return range_single(&range, &value) && value == wanted;
}

enum { MEMBER_LIMIT = 16 };

/* A look at the members of a set of descriptors. */
struct set_search {
    struct frame *frame;
    const struct flow_state *state;
    const struct model_effect *effect;
    symbol_id members[MEMBER_LIMIT];
    uint32_t count;
    bool others; /* there are members that are not meant */
};

/* The descriptors that stand in a set: stored in a field of a pollfd, or as bits of an fd_set. */
static void collect_members(struct set_search *search, symbol_id value, uint32_t depth)
{
    const struct symbol symbol = search->frame->space.symbols.items[value];
    if (depth == 0 || search->count == MEMBER_LIMIT) {
        return;
    }
    switch ((enum symbol_kind)symbol.kind) {
    case SYMBOL_UNARY:
        collect_members(search, symbol.a, depth - 1);
        return;
    case SYMBOL_BINARY:
        collect_members(search, symbol.a, depth - 1);
        collect_members(search, symbol.b, depth - 1);
        return;
    case SYMBOL_RESULT:
    case SYMBOL_OUTPUT:
    case SYMBOL_INITIAL:
    case SYMBOL_PHI:
        search->members[search->count++] = value;
        return;
    default:
        return;
    }
}

/* Whether what stands in this cell is asked about something else: `events` is POLLOUT. */
static bool is_asked_otherwise(struct set_search *search, cell_id cell)
{
    struct frame *frame = search->frame;
    const struct cell info = frame->space.cells.items[cell];
    if (search->effect->asked_member == NULL || info.kind != CELL_FIELD) {
        return false;
    }
    cell_id asked = frame_field(frame, info.a, 0, search->effect->asked_member);
    if (asked == 0) {
        return false;
    }
    symbol_id value = state_read(&frame->space, search->state, asked);
    symbol_id has = frame_has_bits(frame, value, search->effect->asked_bits);
    return has == space_int(&frame->space, 0);
}

static void collect_set(struct set_search *search, cell_id cell, uint32_t depth)
{
    struct space *space = &search->frame->space;
    for (cell_id sub = space->cells.items[cell].first_sub; sub != 0 && depth > 0;
         sub = space->cells.items[sub].next_sub) {
        symbol_id value = state_read(space, search->state, sub);
        bool initial = space->symbols.items[value].kind == SYMBOL_INITIAL &&
                       space->symbols.items[value].a == sub;
        if (is_asked_otherwise(search, sub)) {
            search->others = true;
            continue;
        }
        if (!initial) {
            collect_members(search, value, 6);
        }
        collect_set(search, sub, depth - 1);
    }
}

static void write_set_setting(struct frame *frame, struct flow_state *state, ir_instr_id call,
                              symbol_id set, const struct model_effect *effect, symbol_id value)
{
    struct set_search search = {.frame = frame, .state = state, .effect = effect};
    struct range range = state_range(&frame->space, state, set);
    int64_t only;
    if (range_single(&range, &only) && only == 0) {
        return; /* NULL: no such set was given */
    }
    cell_id cell = eval_pointee(&frame->space, set, 0);
    if (cell != 0) {
        collect_set(&search, cell, 4);
    }
    for (uint32_t i = 0; i < search.count; i++) {
        frame_write_setting(frame, state, call, search.members[i], effect->setting, value);
    }
    if (search.count == 0 && !search.others) { /* filled elsewhere: any descriptor may be in it */
        state_write(&frame->space, state, frame_setting_cell(frame, 0, effect->setting), value);
    }
}

static void apply_lock(struct frame *frame, struct flow_state *state, ir_instr_id call,
                       const struct model_effect *effect, const symbol_id *args, uint32_t count)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    struct range fails = outcome_range(&model->fails);
    struct range all = range_all();
    struct lock_change change = {.call = call,
                                 .handle = argument(frame, args, count, effect->on),
                                 .setting = effect->setting,
                                 .takes = effect->constant != 0,
                                 .when = range_difference(&all, &fails),
                                 .unless = effect->on_success ? fails : range_empty(),
                                 .arg = effect->on};
    if (change.handle != 0) {
        lock_change(frame, state, &change);
    }
}

static void apply_effect(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct model_effect *effect, const symbol_id *args, uint32_t count)
{
    if (!argument_is(frame, state, args, count, effect->key_arg, effect->key) ||
        !argument_is(frame, state, args, count, effect->guard_arg, effect->guard)) {
        return;
    }
    if (frame->analysis->models->settings.items[effect->setting].lock) {
        apply_lock(frame, state, call, effect, args, count);
        return;
    }
    symbol_id value = read_value(frame, state, call, effect, args, count);
    if (effect->within.shape != SHAPE_NONE) {
        struct amount_view view = frame_amount(frame, state, call, &effect->within, args, count);
        bool transient = frame->analysis->models->settings.items[effect->setting].transient;
        if (view.finite == ANSWER_NO && !transient) {
            return;
        }
        if (view.finite == ANSWER_NO) {
            value = space_int(&frame->space, 0); /* what an earlier wait said is over */
        }
        if (view.finite == ANSWER_UNKNOWN) {
            symbol_id maybe = space_symbol(&frame->space, SYMBOL_OUTPUT, call, 998);
            space_phi_add(&frame->space, maybe, value);
            space_phi_add(&frame->space, maybe, space_int(&frame->space, 0));
            value = maybe;
        }
    }
    if (effect->on == MODEL_ALL_ARGS) {
        state_write(&frame->space, state, frame_setting_cell(frame, 0, effect->setting), value);
    } else if (effect->via_set) {
        write_set_setting(frame, state, call, argument(frame, args, count, effect->on), effect,
                          value);
    } else {
        symbol_id handle = argument(frame, args, count, effect->on);
        if (handle != 0) {
            frame_write_setting(frame, state, call, handle, effect->setting, value);
        }
    }
}

void frame_apply_effects(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct model_function *model, const symbol_id *args, uint32_t count)
{
    for (uint32_t i = 0; i < model->effect_count; i++) {
        apply_effect(frame, state, call, &model->effects[i], args, count);
    }
}

/* What poll said of a descriptor holds for one call. */
static void consume_transient(struct frame *frame, struct flow_state *state,
                              const struct model_function *model, const symbol_id *args,
                              uint32_t count)
{
    const struct model_set *models = frame->analysis->models;
    if (model->operation == OPERATION_NONE || model->operation == OPERATION_WAIT ||
        model->on >= count) {
        return;
    }
    for (setting_id id = 1; id < models->settings.count; id++) {
        if (!models->settings.items[id].transient) {
            continue;
        }
        symbol_id zero = space_int(&frame->space, 0);
        struct setting_target targets[SETTING_TARGETS];
        bool own = models->settings.items[id].handle_kind == model->handle_kind;
        uint32_t found =
            own ? frame_setting_targets(frame, state, args[model->on], id, targets) : 0;
        for (uint32_t i = 0; i < found; i++) {
            state_write(&frame->space, state, targets[i].cell, zero);
        }
        state_write(&frame->space, state, frame_setting_cell(frame, 0, id), zero);
    }
}

static void apply_alarm(struct frame *frame, struct flow_state *state, ir_instr_id call,
                        const struct model_function *model, const symbol_id *args, uint32_t count)
{
    if (model->arms.shape == SHAPE_NONE) {
        return;
    }
    struct amount_view view = frame_amount(frame, state, call, &model->arms, args, count);
    symbol_id value = view.value;
    if (view.nanoseconds >= 0) {
        value = space_int(&frame->space, view.nanoseconds);
    } else if (value == 0) {
        value = space_symbol(&frame->space, SYMBOL_UNKNOWN, call, 9);
    }
    state_write(&frame->space, state, space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ALARM, 0, 0),
                value);
}

static void apply_list(struct frame *frame, struct flow_state *state, ir_instr_id call,
                       const struct model_function *model, const symbol_id *args, uint32_t count)
{
    if (model->appends_to >= count || model->appends_text >= count) {
        return;
    }
    /* A text list is a value made of its head and the text: searching it finds every text. */
    frame->result = space_binary(&frame->space, IR_EXPR_OPAQUE, args[model->appends_to],
                                 args[model->appends_text]);
    (void)state;
    (void)call;
}

static bool is_record(const struct frame *frame, cell_id cell)
{
    const struct ir_type *type = &frame->module->types[frame->space.cells.items[cell].type];
    while (type->kind == IR_TYPE_ARRAY) {
        type = &frame->module->types[type->of];
    }
    return type->kind == IR_TYPE_RECORD;
}

/* What the call writes through pointers that it is given, other than new handles, is unknown
 * afterwards. Of records (descriptors to wait for, times) it changes some members; which handles
 * stand in them stays. */
static void havoc_arguments(struct frame *frame, struct flow_state *state, ir_instr_id call,
                            const struct model_function *model, const symbol_id *args,
                            uint32_t count)
{
    bool fills = model->operation == OPERATION_RECEIVE || model->operation == OPERATION_RESOLVE ||
                 model->random || model->clock;
    ir_func_id callee = ir_direct_callee(frame->module, &frame->module->instrs[call]);
    for (uint32_t i = 0; i < count; i++) {
        /* A copy: making a symbol may move them all. */
        const struct symbol symbol = frame->space.symbols.items[args[i]];
        bool told = i == model->on || i == model->creates || i == model->status.into;
        if (told || ir_points_to_const(&frame->module->funcs[callee], i)) {
            continue;
        }
        if (symbol.kind == SYMBOL_ADDRESS && !fills && is_record(frame, symbol.a)) {
            state_loosen(&frame->space, state, symbol.a, call);
        } else {
            frame_fill_argument(frame, state, call, i, args[i]);
        }
    }
}

/* An unsigned number is not negative. */
static void limit_result(struct frame *frame, struct flow_state *state, ir_instr_id call)
{
    const struct ir_module *module = frame->module;
    ir_func_id callee = ir_direct_callee(module, &module->instrs[call]);
    const struct ir_type *type = &module->types[module->types[module->funcs[callee].type].of];
    if (type->kind == IR_TYPE_INT && (type->flags & IR_TYPE_UNSIGNED) != 0 && type->size < 8) {
        state_set_range(state, frame->result, range_of(0, (INT64_C(1) << (8 * type->size)) - 1));
    }
}

/* The same handle by another name, or the value that says it failed. */
static void alias_result(struct frame *frame, struct flow_state *state,
                         const struct model_function *model, symbol_id handle)
{
    if (model->fails.range_count == 0) {
        frame->result = handle;
        return;
    }
    struct range given = state_range(&frame->space, state, handle);
    struct range failed = range_of(model->fails.ranges[0].low, model->fails.ranges[0].high);
    space_phi_add(&frame->space, frame->result, handle);
    space_phi_add(&frame->space, frame->result, space_int(&frame->space, failed.low[0]));
    state_set_range(state, frame->result, range_union(&given, &failed));
}

/* The result is what it was, but for the bits that tell whether a setting is on. */
void frame_apply_report(struct frame *frame, struct flow_state *state,
                        const struct model_function *model, const symbol_id *args, uint32_t count)
{
    struct space *space = &frame->space;
    const struct model_report *report = &model->reports;
    if (report->on >= count ||
        !argument_is(frame, state, args, count, report->key_arg, report->key)) {
        return;
    }
    symbol_id setting = state_read_setting(space, state, args[report->on], report->setting);
    struct range known = state_range(space, state, setting);
    if (space->symbols.items[setting].kind == SYMBOL_INITIAL && range_is_all(&known)) {
        state_set_range(state, setting, range_of(0, 1));
    }
    symbol_id is_on = space_binary(space, IR_EXPR_NE, setting, space_int(space, 0));
    symbol_id bits = space_int(space, report->bits);
    symbol_id others =
        space_binary(space, IR_EXPR_AND, frame->result, space_int(space, ~report->bits));
    frame->result =
        space_binary(space, IR_EXPR_OR, others, space_binary(space, IR_EXPR_MUL, is_on, bits));
}

void frame_apply_model(struct frame *frame, struct flow_state *state, ir_instr_id call,
                       const struct model_function *model, const symbol_id *args, uint32_t count)
{
    struct space *space = &frame->space;
    frame->result = space_symbol(space, SYMBOL_RESULT, call, 0);
    if (model->errno_place) {
        cell_id cell = space_cell(space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
        frame->result = space_symbol(space, SYMBOL_ADDRESS, cell, 0);
        return;
    }
    if (model->returns_arg < count) {
        alias_result(frame, state, model, args[model->returns_arg]);
    } else {
        limit_result(frame, state, call);
    }
    if (model->status.into < count) {
        state_write(space, state, eval_pointee(space, args[model->status.into], 0),
                    space_symbol(space, SYMBOL_OUTPUT, call, 996));
    }
    apply_list(frame, state, call, model, args, count);
    frame_apply_report(frame, state, model, args, count);
    apply_creation(frame, state, call, model, args, count);
    if (model->resets < count) {
        set_initial(frame, state, args[model->resets], model->handle_kind);
    }
    consume_transient(frame, state, model, args, count);
    frame_apply_effects(frame, state, call, model, args, count);
    symbol_id owner = argument(frame, args, count, model->attaches_to);
    symbol_id attached = argument(frame, args, count, model->attaches);
    if (model->attaches != MODEL_NO_ARG && owner != 0 && attached != 0) {
        frame_write_setting(frame, state, call, owner, SETTING_ATTACHED, attached);
    }
    apply_alarm(frame, state, call, model, args, count);
    attempt_apply(frame, state, call, model, args, count);
    havoc_arguments(frame, state, call, model, args, count);
    text_print(frame, state, model, args, count);
}
