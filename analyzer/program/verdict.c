#include "program/verdict.h"
#include "program/nested_field.h"
#include "program/unseen.h"

/* Where the values of settings come from: a state, or what was noted of a stored handle. */
struct values {
    struct frame *frame;
    const struct flow_state *state;
    symbol_id handle;
    symbol_id origin; /* the handle that its settings are those of, where that is another one */
    const struct summary_setting *settings;
    uint32_t setting_count;
    const struct analysis *analysis;
    bool initial_known; /* what is not said has its initial value */
    bool made_here;     /* … or the handle is not made on that path: it has all when it is made */
};

/* Single values that lie side by side, not the numbers that a type can hold. */
static bool is_few(const struct range *range)
{
    uint64_t width = (uint64_t)range_high(range) - (uint64_t)range_low(range);
    return width < 16;
}

static void judge_range(struct verdict *verdict, struct model_range wanted, struct range range)
{
    if (range.count == 0) {
        return;
    }
    struct range in = range_of(wanted.low, wanted.high);
    struct range inside = range_intersection(&range, &in);
    if (range_equal(&inside, &range)) {
        verdict->yes = true;
    } else if (inside.count == 0) {
        verdict->no = true;
    } else if (range_is_all(&range)) {
        /* Somebody gives a value that is not seen here: it is given in order to be a bound. */
        verdict->yes = true;
        verdict->assumed = true;
    } else {
        verdict->yes = true;
        verdict->no = verdict->no || range.count > 1 || is_few(&range);
    }
}

/* A value that comes from a field or global which also holds a value meaning "off" is not sure.
 * Where that is 0 alone, a negative number stands for one that nobody gave: it is replaced. */
static void judge_store(const struct store_entry *entry, struct model_range wanted,
                        struct verdict *verdict)
{
    struct range in = range_of(wanted.low, wanted.high);
    struct range given = range_of(wanted.low > 0 ? 0 : INT64_MIN, INT64_MAX);
    given = range_intersection(&entry->constants, &given);
    if (given.count != 0) {
        struct range inside = range_intersection(&given, &in);
        verdict->no = verdict->no || !range_equal(&inside, &given);
        verdict->yes = verdict->yes || entry->others || inside.count != 0;
    }
}

static void judge_origin(struct values *values, symbol_id leaf, struct model_range wanted,
                         struct verdict *verdict)
{
    struct frame *frame = values->frame;
    const struct symbol symbol = frame->space.symbols.items[leaf];
    if (symbol.kind != SYMBOL_INITIAL) {
        return;
    }
    const struct cell cell = frame->space.cells.items[symbol.a];
    if (cell.kind == CELL_FIELD) {
        uint32_t field = nested_field_of_cell(frame->analysis, &frame->space, symbol.a);
        judge_store(&frame->analysis->fields[field], wanted, verdict);
    } else if (cell.kind == CELL_GLOBAL) {
        judge_store(&frame->analysis->globals[cell.a], wanted, verdict);
    }
}

static struct verdict judge_setting(struct values *values, const struct model_condition *condition)
{
    struct verdict verdict = {.longest_ns = -1};
    struct frame *frame = values->frame;
    cell_id cell = frame_setting_cell(frame, values->handle, condition->setting);
    symbol_id leaves[8];
    uint32_t count =
        space_leaves(&frame->space, state_read(&frame->space, values->state, cell), leaves, 8);
    const struct model_setting *setting =
        &frame->analysis->models->settings.items[condition->setting];
    for (uint32_t i = 0; i < count && i < 8; i++) {
        const struct symbol leaf = frame->space.symbols.items[leaves[i]];
        struct range range = state_range(&frame->space, values->state, leaves[i]);
        int64_t only;
        bool asked = values->handle != 0 && range_single(&range, &only);
        if (leaf.kind == SYMBOL_INITIAL && leaf.a == cell && !asked) {
            if (values->made_here) {
                continue;
            }
            if (values->handle == 0) {
                verdict.no = true; /* nothing was said of every handle */
            } else if (values->initial_known) {
                judge_range(&verdict, condition->range,
                            range_of(setting->initial, setting->initial));
            } else {
                verdict.open = true;
            }
            continue;
        }
        bool other =
            leaf.kind == SYMBOL_INITIAL && frame->space.cells.items[leaf.a].kind == CELL_SETTING;
        if (other && !asked && frame_kind_of(frame, frame->space.cells.items[leaf.a].a) != 0) {
            continue; /* that handle is not made on that path */
        }
        if (other && !asked) {
            verdict.open = true; /* as the handle was that it takes after */
            values->origin = frame->space.cells.items[leaf.a].a;
            continue;
        }
        judge_range(&verdict, condition->range, range);
        judge_origin(values, leaves[i], condition->range, &verdict);
        if (setting->unit_ns > 0 && range_single(&range, &only) && only > 0 &&
            only < INT64_MAX / setting->unit_ns && only * setting->unit_ns > verdict.longest_ns) {
            verdict.longest_ns = only * setting->unit_ns;
        }
    }
    verdict.unknown = verdict.unknown || count > 8;
    return verdict;
}

static void judge_unknown(const struct analysis *analysis, const struct setting_value *value,
                          struct model_range wanted, struct verdict *verdict)
{
    judge_range(verdict, wanted, range_all());
    if (value->store != 0) {
        const struct store_entry *entries =
            value->store_is_global ? analysis->globals : analysis->fields;
        judge_store(&entries[value->store], wanted, verdict);
    }
}

static struct verdict judge_noted(struct values *values, const struct model_condition *condition)
{
    struct verdict verdict = {.longest_ns = -1};
    const struct model_setting *setting =
        &values->analysis->models->settings.items[condition->setting];
    bool said = false;
    for (uint32_t i = 0; i < values->setting_count; i++) {
        const struct summary_setting *noted = &values->settings[i];
        if (noted->setting != condition->setting) {
            continue;
        }
        for (uint32_t k = 0; k < noted->value.constants.count; k++) {
            judge_range(&verdict, condition->range,
                        range_of(noted->value.constants.low[k], noted->value.constants.high[k]));
        }
        int64_t only;
        if (setting->unit_ns > 0 && range_single(&noted->value.constants, &only) && only > 0 &&
            only < INT64_MAX / setting->unit_ns) {
            verdict.longest_ns = only * setting->unit_ns;
        }
        if (noted->value.unknown) {
            judge_unknown(values->analysis, &noted->value, condition->range, &verdict);
        }
        said = said || !noted->value.inherits;
    }
    if (!said && values->initial_known) {
        judge_range(&verdict, condition->range, range_of(setting->initial, setting->initial));
    }
    return verdict;
}

static struct verdict judge(struct values *values, const struct model_condition *condition);

static bool only_yes(const struct verdict *verdict)
{
    return verdict->yes && !verdict->no && !verdict->open && !verdict->unknown;
}

static bool only_no(const struct verdict *verdict)
{
    return verdict->no && !verdict->yes && !verdict->open && !verdict->unknown;
}

static struct verdict judge_any(struct values *values, const struct model_condition *condition)
{
    struct verdict all = {.no = true, .longest_ns = -1};
    for (uint32_t i = 0; i < condition->part_count; i++) {
        struct verdict part = judge(values, &condition->parts[i]);
        if (only_yes(&part)) {
            return part;
        }
        all.yes = all.yes || part.yes;
        all.open = all.open || part.open;
        all.unknown = all.unknown || part.unknown;
        all.assumed = all.assumed || part.assumed;
        all.no = all.no && part.no;
        all.longest_ns = part.longest_ns > all.longest_ns ? part.longest_ns : all.longest_ns;
    }
    return all;
}

static struct verdict judge_all(struct values *values, const struct model_condition *condition)
{
    struct verdict all = {.yes = true, .longest_ns = -1};
    for (uint32_t i = 0; i < condition->part_count; i++) {
        struct verdict part = judge(values, &condition->parts[i]);
        if (only_no(&part)) {
            return part;
        }
        all.no = all.no || part.no;
        all.open = all.open || part.open;
        all.unknown = all.unknown || part.unknown;
        all.assumed = all.assumed || part.assumed;
        all.yes = all.yes && part.yes;
        all.longest_ns = part.longest_ns > all.longest_ns ? part.longest_ns : all.longest_ns;
    }
    return all;
}

static struct verdict judge(struct values *values, const struct model_condition *condition)
{
    switch (condition->kind) {
    case CONDITION_ANY:
        return judge_any(values, condition);
    case CONDITION_ALL:
        return judge_all(values, condition);
    case CONDITION_SETTING:
        return values->frame != NULL ? judge_setting(values, condition)
                                     : judge_noted(values, condition);
    case CONDITION_ALWAYS:
        break;
    }
    return (struct verdict){.yes = true, .longest_ns = -1};
}

/* Somebody who is not seen may have set it. */
static struct verdict doubt(struct verdict verdict)
{
    if (!only_yes(&verdict)) {
        verdict.no = false;
        verdict.open = false;
        verdict.unknown = true;
    }
    return verdict;
}

struct verdict verdict_of_settings(const struct analysis *analysis,
                                   const struct summary_setting *settings, uint32_t count,
                                   uint32_t bound, bool initial_known)
{
    struct values values = {.analysis = analysis,
                            .settings = settings,
                            .setting_count = count,
                            .initial_known = initial_known};
    struct verdict verdict = judge(&values, &analysis->models->bounds.items[bound].condition);
    return unseen_noted(settings, count) ? doubt(verdict) : verdict;
}

/* A handle from before the function: callers decide, or the stores of the field it is kept in. */
static void trace_origin(struct frame *frame, symbol_id leaf, struct verdict *verdict)
{
    const struct symbol symbol = frame->space.symbols.items[leaf];
    if (symbol.kind != SYMBOL_INITIAL) {
        verdict->unknown = true;
        verdict->open = false;
        return;
    }
    verdict->path = path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, symbol.a);
    cell_id cell = symbol.a;
    while (frame->space.cells.items[cell].kind == CELL_INDEX) {
        cell = frame->space.cells.items[cell].a;
    }
    const struct cell info = frame->space.cells.items[cell];
    if (info.kind == CELL_FIELD || info.kind == CELL_GLOBAL) {
        verdict->has_store = true;
        verdict->is_global = info.kind == CELL_GLOBAL;
        verdict->store = verdict->is_global
                             ? info.a
                             : nested_field_of_cell(frame->analysis, &frame->space, cell);
    }
    if (verdict->path == 0) {
        verdict->open = false;
        verdict->unknown = true;
    }
}

/* Whether the value is what a call gave that makes files or the like. */
static bool makes_other(const struct frame *frame, symbol_id leaf)
{
    const struct symbol *symbol = &frame->space.symbols.items[leaf];
    if (symbol->kind == SYMBOL_UNKNOWN && symbol->op == UNKNOWN_PART) {
        return makes_other(frame, symbol->b);
    }
    if (symbol->kind != SYMBOL_RESULT && symbol->kind != SYMBOL_OUTPUT) {
        return false;
    }
    const struct model_function *model =
        analysis_model(frame->analysis, frame->module_index, symbol->a);
    return model != NULL && model->creates != MODEL_NO_ARG && model->created_kind == 0;
}

static struct verdict judge_handle(struct frame *frame, const struct flow_state *state,
                                   symbol_id leaf, uint32_t bound)
{
    const struct model_bound *wanted = &frame->analysis->models->bounds.items[bound];
    uint32_t kind = frame_kind_of(frame, leaf);
    struct values values = {.frame = frame,
                            .state = state,
                            .handle = leaf,
                            .analysis = frame->analysis,
                            .initial_known = kind == wanted->handle_kind,
                            .made_here = kind == wanted->handle_kind};
    struct verdict verdict = judge(&values, &wanted->condition);
    verdict.handle = leaf;
    verdict.is_handle = kind == wanted->handle_kind;
    verdict.not_handle =
        !verdict.is_handle && frame->space.symbols.items[leaf].kind != SYMBOL_INITIAL;
    verdict.is_other = makes_other(frame, leaf);
    if (verdict.open) {
        trace_origin(frame, values.origin != 0 ? values.origin : leaf, &verdict);
    }
    if (only_yes(&verdict)) {
        return verdict;
    }
    if (unseen_handle(frame, state, leaf)) {
        verdict = doubt(verdict);
    }
    /* What a wait said of descriptors that it did not name goes for this one too. */
    values.handle = 0;
    values.initial_known = true;
    values.made_here = false;
    struct verdict every = judge(&values, &wanted->condition);
    if (only_yes(&every)) {
        every.is_handle = verdict.is_handle;
        every.not_handle = verdict.not_handle;
        every.is_other = verdict.is_other;
        return every;
    }
    return verdict;
}

static void merge(struct verdict *into, const struct verdict *from)
{
    into->yes = into->yes || from->yes;
    into->no = into->no || from->no;
    into->open = into->open || from->open;
    into->unknown = into->unknown || from->unknown;
    into->assumed = into->assumed || from->assumed;
    into->is_handle = into->is_handle || from->is_handle;
    into->not_handle = into->not_handle && from->not_handle;
    into->is_other = into->is_other && from->is_other;
    into->path = from->path != 0 ? from->path : into->path;
    if (from->has_store) {
        into->has_store = true;
        into->is_global = from->is_global;
        into->store = from->store;
    }
    into->handle = from->handle != 0 ? from->handle : into->handle;
    into->longest_ns = from->longest_ns > into->longest_ns ? from->longest_ns : into->longest_ns;
}

/* What is known of one of several handles goes for it whichever it is. */
static void judge_together(struct frame *frame, const struct flow_state *state, symbol_id handle,
                           uint32_t bound, struct verdict *verdict)
{
    struct values values = {
        .frame = frame, .state = state, .handle = handle, .analysis = frame->analysis};
    struct verdict together =
        judge(&values, &frame->analysis->models->bounds.items[bound].condition);
    if (only_yes(&together) || only_no(&together)) {
        verdict->yes = together.yes;
        verdict->no = together.no;
        verdict->open = false;
        verdict->unknown = false;
        verdict->assumed = together.assumed;
        verdict->path = 0;
        verdict->has_store = false;
        verdict->longest_ns = together.longest_ns;
    }
}

struct verdict verdict_of_bound(struct frame *frame, const struct flow_state *state,
                                symbol_id handle, uint32_t bound)
{
    struct verdict verdict = {.longest_ns = -1, .not_handle = true, .is_other = true};
    symbol_id leaves[8];
    uint32_t count = space_leaves(&frame->space, handle, leaves, 8);
    for (uint32_t i = 0; i < count && i < 8; i++) {
        if (frame->space.symbols.items[leaves[i]].kind == SYMBOL_INT) {
            continue; /* NULL or -1: the call fails at once */
        }
        struct verdict one = judge_handle(frame, state, leaves[i], bound);
        merge(&verdict, &one);
    }
    verdict.is_other = verdict.is_other && verdict.handle != 0;
    if (count > 1 && !only_yes(&verdict) && !only_no(&verdict)) {
        judge_together(frame, state, handle, bound, &verdict);
    }
    verdict.unknown =
        verdict.unknown || count > 8 || (!verdict.yes && !verdict.no && !verdict.open);
    return verdict;
}

struct verdict verdict_of_alarm(struct frame *frame, const struct flow_state *state)
{
    struct verdict verdict = {.longest_ns = -1};
    if (!frame->analysis->uses_alarm) {
        verdict.no = true;
        return verdict;
    }
    cell_id cell = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ALARM, 0, 0);
    symbol_id leaves[8];
    uint32_t count = space_leaves(&frame->space, state_read(&frame->space, state, cell), leaves, 8);
    struct model_range armed = {.low = 1, .high = INT64_MAX};
    for (uint32_t i = 0; i < count && i < 8; i++) {
        const struct symbol leaf = frame->space.symbols.items[leaves[i]];
        if (leaf.kind == SYMBOL_INITIAL && leaf.a == cell) {
            verdict.open = true;
        } else {
            judge_range(&verdict, armed, state_range(&frame->space, state, leaves[i]));
        }
    }
    verdict.yes = verdict.yes || count > 8;
    return verdict;
}
