/* From a solved function to what its callers need to know. */
#include "program/frame.h"

static const uint32_t write_limit = 64;
static const uint32_t setting_limit = 128;
/* Where the returns of a function meet: all of them, those of the run in which every operation goes
 * well, and those of a what-if run. */
enum { MEET_ALL = 0x7fffffff, MEET_WELL = 0x7ffffffe, MEET_OUTCOME = 0x7ffffffd };

static uint32_t object_index(struct frame *frame, struct map *objects, symbol_id handle)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    uint32_t *index = map_get(objects, handle);
    if (index != NULL) {
        return *index;
    }
    vec_push(&summary->objects,
             ((struct summary_object){.handle_kind = frame_kind_of(frame, handle)}));
    *map_put(objects, handle, 0) = summary->objects.count - 1;
    return summary->objects.count - 1;
}

struct summarizer {
    struct frame *frame;
    struct summary *summary;
    const struct flow_state *state; /* where the function ends */
    const struct flow_state *well;  /* where it ends when every operation goes well */
    struct map objects;             /* symbol -> object of the summary */
};

static struct known_value known_leaf(struct summarizer *summarizer, symbol_id leaf)
{
    struct frame *frame = summarizer->frame;
    const struct symbol symbol = frame->space.symbols.items[leaf];
    struct known_value value = {.kind = KNOWN_NOTHING};
    if (frame_kind_of(frame, leaf) != 0) {
        value.kind = KNOWN_OBJECT;
        value.object = object_index(frame, &summarizer->objects, leaf);
    } else if (symbol.kind == SYMBOL_INITIAL) {
        value.path =
            path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, symbol.a);
        value.kind = value.path != 0 ? KNOWN_PATH : KNOWN_NOTHING;
    } else if (symbol.kind == SYMBOL_STRING) {
        value.kind = KNOWN_TEXT;
        str_id text = strtab_add_text(&frame->analysis->texts, frame_text(frame, leaf));
        value.text = strtab_text(&frame->analysis->texts, text);
    }
    return value;
}

/* A value that is a handle or else a constant (NULL, -1) is the handle: the range says the rest. */
static struct known_value known_of(struct summarizer *summarizer, symbol_id symbol,
                                   struct range range)
{
    symbol_id leaves[4];
    uint32_t count = space_leaves(&summarizer->frame->space, symbol, leaves, 4);
    struct known_value value = {.kind = KNOWN_NOTHING};
    uint32_t others = 0;
    uint32_t constants = 0;
    for (uint32_t i = 0; i < count && i < 4; i++) {
        if (summarizer->frame->space.symbols.items[leaves[i]].kind == SYMBOL_INT) {
            constants++;
        } else if (++others == 1) {
            value = known_leaf(summarizer, leaves[i]);
        }
    }
    if (others != 1 || count > 4 || (constants != 0 && value.kind != KNOWN_OBJECT)) {
        value = (struct known_value){.kind = KNOWN_NOTHING};
    }
    value.range = range;
    return value;
}

static void add_setting_leaf(struct frame *frame, const struct flow_state *state, cell_id cell,
                             symbol_id leaf, struct setting_value *value)
{
    const struct symbol symbol = frame->space.symbols.items[leaf];
    struct range range = state_range(&frame->space, state, leaf);
    int64_t only;
    bool before = symbol.kind == SYMBOL_INITIAL && symbol.a == cell;
    if (before && frame_kind_of(frame, frame->space.cells.items[cell].a) != 0) {
        return; /* on that path the handle is not made */
    }
    if (before) {
        value->inherits = true;
    } else if (range_single(&range, &only)) {
        value->constants = range_union(&value->constants, &range);
    } else {
        value->text = frame_text(frame, leaf);
        value->path =
            symbol.kind == SYMBOL_INITIAL && !value->unknown
                ? path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, symbol.a)
                : 0;
        value->unknown = true;
    }
}

struct setting_value frame_setting_value(struct frame *frame, const struct flow_state *state,
                                         cell_id cell)
{
    symbol_id leaves[8];
    struct setting_value value = {.constants = range_empty()};
    uint32_t count = space_leaves(&frame->space, state_read(&frame->space, state, cell), leaves, 8);
    for (uint32_t i = 0; i < count && i < 8; i++) {
        add_setting_leaf(frame, state, cell, leaves[i], &value);
    }
    if (count > 8) {
        value.unknown = true;
    }
    if (value.text != NULL) {
        str_id text = strtab_add_text(&frame->analysis->texts, value.text);
        value.text = count == 1 ? strtab_text(&frame->analysis->texts, text) : NULL;
    }
    return value;
}

static void add_setting(struct summarizer *summarizer, cell_id cell)
{
    struct frame *frame = summarizer->frame;
    const struct cell info = frame->space.cells.items[cell];
    struct summary_setting setting = {.setting = info.b};
    if (info.b == SETTING_ATTACHED || summarizer->summary->settings.count >= setting_limit) {
        return;
    }
    if (info.a != 0) {
        struct known_value handle = known_leaf(summarizer, info.a);
        if (handle.kind != KNOWN_PATH && handle.kind != KNOWN_OBJECT) {
            return;
        }
        setting.on_object = handle.kind == KNOWN_OBJECT;
        setting.target = setting.on_object ? handle.object : handle.path;
    }
    setting.value = frame_setting_value(frame, summarizer->well, cell);
    bool unchanged =
        setting.value.inherits && !setting.value.unknown && setting.value.constants.count == 0;
    if (!unchanged) {
        vec_push(&summarizer->summary->settings, setting);
    }
}

static void add_write(struct summarizer *summarizer, cell_id cell)
{
    struct frame *frame = summarizer->frame;
    symbol_id value = state_read(&frame->space, summarizer->state, cell);
    const struct symbol symbol = frame->space.symbols.items[value];
    if ((symbol.kind == SYMBOL_INITIAL && symbol.a == cell) ||
        summarizer->summary->writes.count >= write_limit) {
        return;
    }
    const struct cell info = frame->space.cells.items[cell];
    if (info.kind == CELL_VAR || info.kind == CELL_SPECIAL) {
        return; /* a parameter's own variable dies with the call; errno is told by outcomes */
    }
    path_id path = path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, cell);
    if (path != 0) {
        struct range range = state_range(&frame->space, summarizer->state, value);
        struct summary_write write = {.path = path, .value = known_of(summarizer, value, range)};
        vec_push(&summarizer->summary->writes, write);
    }
}

static void add_memory(struct summarizer *summarizer)
{
    struct frame *frame = summarizer->frame;
    const struct flow_state *state = summarizer->state;
    for (cell_id cell = 1; cell < state->values.count; cell++) {
        if (state->values.items[cell] == 0) {
            continue;
        }
        if (frame->space.cells.items[cell].kind != CELL_SETTING) {
            add_write(summarizer, cell);
        }
    }
    /* A caller goes on with a handle only if configuring it went well. */
    for (cell_id cell = 1; cell < summarizer->well->values.count; cell++) {
        if (summarizer->well->values.items[cell] != 0 &&
            frame->space.cells.items[cell].kind == CELL_SETTING) {
            add_setting(summarizer, cell);
        }
    }
    cell_id alarm = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ALARM, 0, 0);
    symbol_id value = state_read(&frame->space, state, alarm);
    const struct symbol symbol = frame->space.symbols.items[value];
    if (symbol.kind != SYMBOL_INITIAL || symbol.a != alarm) {
        summarizer->summary->sets_alarm = true;
        summarizer->summary->alarm = frame_setting_value(frame, state, alarm);
    }
}

/* Joins the returns of a run; gives the range of what they return. */
static struct range join_exits(struct frame *frame, const struct solve *solve, uint32_t meet,
                               struct flow_state *joined, symbol_id *value)
{
    struct range range = range_empty();
    *value = space_symbol(&frame->space, SYMBOL_PHI, meet, 0);
    for (uint32_t i = 0; i < solve->exits.count; i++) {
        const struct solve_exit *leaving = &solve->exits.items[i];
        if (leaving->edge != UINT32_MAX) {
            continue;
        }
        if (leaving->value != 0) {
            struct range one = state_range(&frame->space, &leaving->state, leaving->value);
            range = range_union(&range, &one);
            space_phi_add(&frame->space, *value, leaving->value);
        }
        state_join(&frame->space, joined, &leaving->state, meet, false);
    }
    return range;
}

static void outcome_writes(struct frame *frame, const struct flow_state *state,
                           struct summary_outcome *outcome)
{
    for (cell_id cell = 1; cell < state->values.count; cell++) {
        symbol_id value = state->values.items[cell];
        uint32_t kind = frame->space.cells.items[cell].kind;
        if (value == 0 || (kind != CELL_FIELD && kind != CELL_DEREF && kind != CELL_GLOBAL) ||
            outcome->writes.count >= write_limit) {
            continue;
        }
        struct range range = state_range(&frame->space, state, value);
        int64_t only;
        path_id path =
            range_single(&range, &only)
                ? path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, cell)
                : 0;
        if (path != 0) {
            vec_push(&outcome->writes,
                     ((struct summary_write){.path = path, .value = {.range = range}}));
        }
    }
}

static void take_outcome(struct frame *frame, const struct solve *solve,
                         struct summary_outcome *outcome)
{
    struct flow_state joined = {0};
    symbol_id value;
    outcome->result = join_exits(frame, solve, MEET_OUTCOME, &joined, &value);
    bool returns_nothing = joined.reachable && outcome->result.count == 0;
    if (returns_nothing) {
        outcome->result = range_all();
    }
    outcome->possible = joined.reachable;
    cell_id error = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
    outcome->error = state_range(&frame->space, &joined, state_read(&frame->space, &joined, error));
    if (joined.reachable) {
        outcome_writes(frame, &joined, outcome);
    }
    state_finish(&joined);
}

static void outcome_of(struct frame *frame, struct summary *summary, const ir_instr_id *calls,
                       uint32_t count, enum outcome outcome)
{
    struct solve solve;
    /* A failure that the function itself answers with another try ends it only if that fails
     * too; a call that was merely interrupted goes well when it is taken up again. */
    bool fails = outcome == OUTCOME_FAIL || outcome == OUTCOME_PERMANENT;
    frame->others = fails ? OUTCOME_FAIL : OUTCOME_OK;
    bool possible = frame_what_if(frame, &solve, calls, count, outcome, NULL);
    frame->others = OUTCOME_ANY;
    if (possible) {
        take_outcome(frame, &solve, &summary->outcomes[outcome]);
        const struct summary_outcome *ok = &summary->outcomes[OUTCOME_OK];
        const struct summary_outcome *this = &summary->outcomes[outcome];
        bool same = !fails && ok->possible && range_equal(&ok->result, &this->result);
        if (same) {
            summary->outcomes[outcome].possible = false;
        }
    }
    solve_finish(&solve);
}

static bool returns_pointer(const struct frame *frame)
{
    const struct ir_module *module = frame->module;
    return module->types[module->types[frame->info->type].of].kind == IR_TYPE_POINTER;
}

/* Where failures are negative, success is not; where they are positive codes, success is zero; a
 * pointer is NULL for failure. That holds for results of which nothing else is known. */
static void apply_convention(const struct frame *frame, struct range *ok, struct range *fail)
{
    struct range usual = range_empty();
    struct range null = range_of(0, 0);
    if (returns_pointer(frame)) {
        usual = range_difference(ok, &null);
    } else if (range_high(fail) < 0) {
        usual = range_of(0, INT64_MAX);
    } else if (range_low(fail) > 0) {
        usual = null;
    }
    struct range kept = range_intersection(ok, &usual);
    if (kept.count != 0) {
        *ok = kept;
    }
}

/* A result that also comes back after a failure does not tell success, as long as another does;
 * and the other way round. */
static void sharpen(const struct frame *frame, struct summary_outcome *ok,
                    struct summary_outcome *fail)
{
    struct range good = range_difference(&ok->result, &fail->result);
    struct range bad = range_difference(&fail->result, &ok->result);
    if (!ok->possible || !fail->possible || fail->result.count == 0) {
        return;
    }
    if (good.count != 0) {
        ok->result = good;
    }
    if (bad.count != 0) {
        fail->result = bad;
    }
    apply_convention(frame, &ok->result, &fail->result);
}

/* In this run every operation goes well; the others branch off from it, so that each asks what the
 * first thing to go wrong does. */
static void run_well(struct frame *frame, struct solve *well, struct flow_state *joined)
{
    struct solve_seed seed = {.block = frame->cfg.order[0], .state = &frame->entry};
    symbol_id value;
    *well = (struct solve){.space = &frame->space,
                           .cfg = &frame->cfg,
                           .call = frame_call,
                           .context = frame,
                           .step_limit = frame->solve.step_limit};
    frame->others = OUTCOME_OK;
    solve_run(well, &seed, 1);
    solve_exits(well, &seed, 1);
    frame->others = OUTCOME_ANY;
    join_exits(frame, well, MEET_WELL, joined, &value);
}

static void add_outcomes(struct frame *frame, struct summary *summary, const struct solve *well)
{
    VEC(ir_instr_id) calls = {0};
    for (uint32_t i = 0; i < frame->info->block_count; i++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + i];
        for (uint32_t k = 0; k < block->instr_count; k++) {
            ir_instr_id id = block->first_instr + k;
            if (frame->module->instrs[id].op == IR_INSTR_CALL && frame_decides(frame, id) &&
                frame_outcome_visible(frame, id)) {
                vec_push(&calls, id);
            }
        }
    }
    if (calls.count != 0) {
        take_outcome(frame, well, &summary->outcomes[OUTCOME_OK]);
        frame->before = well;
        for (int outcome = OUTCOME_FAIL; outcome < OUTCOME_COUNT; outcome++) {
            outcome_of(frame, summary, calls.items, calls.count, (enum outcome)outcome);
        }
        frame->before = &frame->solve;
        sharpen(frame, &summary->outcomes[OUTCOME_OK], &summary->outcomes[OUTCOME_FAIL]);
    }
    vec_finish(&calls);
}

void frame_summarize(struct frame *frame)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    struct flow_state all = {0};
    struct flow_state well_end = {0};
    struct solve well;
    symbol_id value;
    struct solve_seed seed = {.block = frame->cfg.order[0], .state = &frame->entry};
    solve_exits(&frame->solve, &seed, 1);
    struct range range = join_exits(frame, &frame->solve, MEET_ALL, &all, &value);
    run_well(frame, &well, &well_end);
    summary->solved = true;
    summary->no_return = !all.reachable && !frame->solve.over_budget;
    struct summarizer summarizer = {.frame = frame,
                                    .summary = summary,
                                    .state = &all,
                                    .well = well_end.reachable ? &well_end : &all};
    if (all.reachable) {
        summary->result = known_of(&summarizer, value, range.count == 0 ? range_all() : range);
        add_memory(&summarizer);
    }
    map_finish(&summarizer.objects);
    frame_collect_stores(frame, summarizer.well);
    add_outcomes(frame, summary, &well);
    solve_finish(&well);
    state_finish(&all);
    state_finish(&well_end);
}

void summary_finish(struct summary *summary)
{
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        vec_finish(&summary->outcomes[i].writes);
    }
    vec_finish(&summary->objects);
    vec_finish(&summary->writes);
    vec_finish(&summary->settings);
    vec_finish(&summary->needs);
    vec_finish(&summary->sends);
}
