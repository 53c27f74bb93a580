/* From a solved function to what its callers need to know. */
#include "program/summarize.h"

#include "program/cases.h"
#include "program/connecting.h"
#include "program/lock_flow.h"
#include "program/nested_field.h"
#include "program/texts.h"

/* What a caller gave comes first: without that it would seem to keep its value. */
static const uint32_t write_limit_given = 192;
static const uint32_t write_limit = 256;
static const uint32_t setting_limit = 128;

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
    struct flow_state *well;        /* where it ends when every operation goes well */
    struct map *objects;            /* symbol -> object of the summary */
};

static struct known_value known_leaf(struct summarizer *summarizer, symbol_id leaf)
{
    struct frame *frame = summarizer->frame;
    const struct symbol symbol = frame->space.symbols.items[leaf];
    struct known_value value = {.kind = KNOWN_NOTHING};
    if (frame_kind_of(frame, leaf) != 0) {
        value.kind = KNOWN_OBJECT;
        value.object = object_index(frame, summarizer->objects, leaf);
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
            symbol_id printed = text_printed(summarizer->frame, summarizer->state, leaves[i]);
            value = known_leaf(summarizer, printed != 0 ? printed : leaves[i]);
        }
    }
    symbol_id group = others > 1 ? summarize_group(summarizer->frame, symbol) : 0;
    if (group != 0) {
        value = (struct known_value){.kind = KNOWN_OBJECT};
        value.object = object_index(summarizer->frame, summarizer->objects, group);
    } else if (others != 1 || count > 4 || (constants != 0 && value.kind != KNOWN_OBJECT)) {
        value = (struct known_value){.kind = KNOWN_NOTHING};
    }
    value.range = range;
    return value;
}

static struct range initial_of(const struct frame *frame, cell_id cell)
{
    setting_id id = frame->space.cells.items[cell].b;
    int64_t initial = frame->analysis->models->settings.items[id].initial;
    return range_of(initial, initial);
}

/* The stores of the whole program say what the value may be as well. */
static void note_store(const struct frame *frame, const struct symbol *symbol,
                       struct setting_value *value)
{
    if (symbol->kind != SYMBOL_INITIAL || value->store != 0) {
        return;
    }
    const struct cell *cell = &frame->space.cells.items[symbol->a];
    value->store_is_global = cell->kind == CELL_GLOBAL;
    value->store = cell->kind == CELL_GLOBAL ? cell->a
                   : cell->kind == CELL_FIELD
                       ? nested_field_of_cell(frame->analysis, &frame->space, symbol->a)
                       : 0;
}

static void add_setting_leaf(struct frame *frame, const struct flow_state *state, cell_id cell,
                             symbol_id leaf, struct setting_value *value, struct map *objects)
{
    const struct symbol symbol = frame->space.symbols.items[leaf];
    struct range range = state_range(&frame->space, state, leaf);
    int64_t only;
    bool before = symbol.kind == SYMBOL_INITIAL && symbol.a == cell;
    if (before && frame_kind_of(frame, frame->space.cells.items[cell].a) != 0) {
        return; /* on that path the handle is not made */
    }
    path_id path =
        symbol.kind == SYMBOL_INITIAL && !before
            ? path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, symbol.a)
            : 0;
    const char *text = frame_text(frame, leaf);
    bool number = path == 0 && text == NULL && frame_kind_of(frame, leaf) == 0;
    bool other = symbol.kind == SYMBOL_INITIAL && !before &&
                 frame->space.cells.items[cell].kind == CELL_SETTING &&
                 frame->space.cells.items[cell].b != SETTING_ATTACHED &&
                 frame->space.cells.items[symbol.a].kind == CELL_SETTING;
    if (other && frame_kind_of(frame, frame->space.cells.items[symbol.a].a) != 0) {
        return;
    }
    if (other) { /* what another handle had that nobody here configured */
        struct range initial = initial_of(frame, cell);
        value->constants = range_union(&value->constants, &initial);
        return;
    }
    bool made = objects != NULL && frame_kind_of(frame, leaf) != 0;
    if (made && value->object == 0) {
        value->object = 1 + object_index(frame, objects, leaf);
    } else if (before) {
        value->inherits = true;
    } else if (range_single(&range, &only) || (number && !range_is_all(&range))) {
        value->constants = range_union(&value->constants, &range);
    } else {
        value->text = text;
        value->path = value->unknown ? 0 : path;
        value->unknown = true;
        note_store(frame, &symbol, value);
    }
}

struct setting_value frame_setting_value(struct frame *frame, const struct flow_state *state,
                                         cell_id cell, struct map *objects)
{
    symbol_id leaves[8];
    struct setting_value value = {.constants = range_empty()};
    symbol_id held = state_read(&frame->space, state, cell);
    struct range known = state_range(&frame->space, state, held);
    int64_t only;
    if (frame->space.cells.items[cell].kind == CELL_SETTING && range_single(&known, &only)) {
        value.constants = known; /* also what it was found to be when it was asked for */
        return value;
    }
    uint32_t count = space_leaves(&frame->space, held, leaves, 8);
    for (uint32_t i = 0; i < count && i < 8; i++) {
        add_setting_leaf(frame, state, cell, leaves[i], &value, objects);
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

static void add_setting(struct summarizer *summarizer, cell_id cell, setting_list *settings)
{
    struct frame *frame = summarizer->frame;
    const struct cell info = frame->space.cells.items[cell];
    struct summary_setting setting = {.setting = info.b};
    if (info.b == SETTING_ATTACHED || frame->analysis->models->settings.items[info.b].lock ||
        settings->count >= setting_limit) {
        return;
    }
    if (info.a != 0) {
        if (frame_kind_of(frame, info.a) != 0 && map_get(summarizer->objects, info.a) == NULL) {
            return; /* nobody gets it */
        }
        struct known_value handle = known_leaf(summarizer, info.a);
        if (handle.kind != KNOWN_PATH && handle.kind != KNOWN_OBJECT) {
            return;
        }
        setting.on_object = handle.kind == KNOWN_OBJECT;
        setting.target = setting.on_object ? handle.object : handle.path;
    }
    setting.value = frame_setting_value(frame, summarizer->well, cell, NULL);
    bool unchanged = !setting.value.unknown && setting.value.constants.count == 0;
    if (!unchanged) {
        vec_push(settings, setting);
    }
}

void summarize_settings(struct frame *frame, struct flow_state *state, struct map *objects,
                        setting_list *settings)
{
    struct summarizer summarizer = {.frame = frame, .well = state, .objects = objects};
    for (uint32_t i = 0; i < objects->entries.count; i++) {
        summarize_group_settings(frame, state, (symbol_id)objects->entries.items[i].key);
    }
    for (cell_id cell = 1; cell < state->values.count; cell++) {
        if (values_get(&state->values, cell) != 0 &&
            frame->space.cells.items[cell].kind == CELL_SETTING) {
            add_setting(&summarizer, cell, settings);
        }
    }
}

/* What a place surely holds then, or which handles it may hold; else only in which range that is.
 * A handle or else anything says something only of a place that the function is given: `given`. */
static struct setting_value written_value(struct summarizer *summarizer, cell_id cell,
                                          symbol_id symbol, bool given)
{
    struct frame *frame = summarizer->frame;
    struct range range = state_range(&frame->space, summarizer->state, symbol);
    struct known_value known = known_of(summarizer, symbol, range);
    struct setting_value value = {.constants = range_empty()};
    switch (known.kind) {
    case KNOWN_PATH:
        value.path = known.path;
        value.unknown = true;
        return value;
    case KNOWN_OBJECT:
        value.object = 1 + known.object;
        return value;
    case KNOWN_TEXT:
        value.text = known.text;
        value.unknown = true;
        return value;
    case KNOWN_NOTHING:
    case KNOWN_FUNC:
        break;
    }
    if (summarize_has_handle(frame, symbol)) {
        value = frame_setting_value(frame, summarizer->state, cell, summarizer->objects);
        if (given || !value.unknown) {
            return value;
        }
    }
    bool open = range_is_all(&range) || range.count == 0;
    return (struct setting_value){.constants = open ? range_empty() : range, .unknown = open};
}

static void add_write(struct summarizer *summarizer, cell_id cell, bool given)
{
    struct frame *frame = summarizer->frame;
    symbol_id value = state_read(&frame->space, summarizer->state, cell);
    const struct symbol symbol = frame->space.symbols.items[value];
    uint32_t limit = given ? write_limit_given : write_limit;
    if ((symbol.kind == SYMBOL_INITIAL && symbol.a == cell) ||
        summarizer->summary->writes.count >= limit) {
        return;
    }
    const struct cell info = frame->space.cells.items[cell];
    if (info.kind == CELL_VAR || info.kind == CELL_SPECIAL) {
        return; /* a parameter's own variable dies with the call; errno is told by outcomes */
    }
    path_id path = path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, cell);
    if (path != 0 && given == (path_param(&frame->analysis->paths, path) != UINT32_MAX)) {
        struct summary_write write = {.path = path,
                                      .value = written_value(summarizer, cell, value, given)};
        vec_push(&summarizer->summary->writes, write);
    }
}

static void add_memory(struct summarizer *summarizer)
{
    struct frame *frame = summarizer->frame;
    const struct flow_state *state = summarizer->state;
    for (int given = 1; given >= 0; given--) {
        for (cell_id cell = 1; cell < state->values.count; cell++) {
            if (values_get(&state->values, cell) != 0 &&
                frame->space.cells.items[cell].kind != CELL_SETTING) {
                add_write(summarizer, cell, given != 0);
            }
        }
    }
    /* A caller goes on with a handle only if configuring it went well. */
    summarize_settings(frame, summarizer->well, summarizer->objects,
                       &summarizer->summary->settings);
    cell_id alarm = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ALARM, 0, 0);
    symbol_id value = state_read(&frame->space, state, alarm);
    const struct symbol symbol = frame->space.symbols.items[value];
    if (symbol.kind != SYMBOL_INITIAL || symbol.a != alarm) {
        summarizer->summary->sets_alarm = true;
        summarizer->summary->alarm = frame_setting_value(frame, summarizer->well, alarm, NULL);
    }
}

struct range summarize_exits(struct frame *frame, const struct solve *solve, uint32_t meet,
                             struct flow_state *joined, symbol_id *value)
{
    struct range range = range_empty();
    *value = space_phi(&frame->space, space_meeting(&frame->space, meet), 0);
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

void frame_summarize(struct frame *frame)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    struct flow_state all = {0};
    struct flow_state well_end = {0};
    struct solve well;
    struct map objects = {0};
    symbol_id value;
    struct solve_seed seed = {.block = frame->cfg.order[0], .state = &frame->entry};
    solve_exits(&frame->solve, &seed, 1);
    struct range range = summarize_exits(frame, &frame->solve, MEET_ALL, &all, &value);
    summarize_well(frame, &well, &well_end);
    summarize_outcomes(frame, summary, &well, &all, &well_end, &objects);
    summary->solved = true;
    summary->no_return = !all.reachable && !frame->solve.over_budget;
    struct summarizer summarizer = {.frame = frame,
                                    .summary = summary,
                                    .state = &all,
                                    .well = well_end.reachable ? &well_end : &all,
                                    .objects = &objects};
    if (all.reachable) {
        summary->result = known_of(&summarizer, value, range.count == 0 ? range_all() : range);
        add_memory(&summarizer);
        summarize_cases(frame, summary, &objects);
        summarize_alarm_case(frame, summary);
        summarize_locks(frame, summary);
    }
    summary->connects = connecting_function(frame);
    map_finish(&objects);
    frame_collect_stores(frame, summarizer.well, &well);
    solve_finish(&well);
    state_finish(&all);
    state_finish(&well_end);
}

void summary_inherit(struct summary *summary, const struct summary *callee, bool named)
{
    summary->network = summary->network || callee->network;
    summary->blocks = summary->blocks || callee->blocks;
    summary->accepts = summary->accepts || (named && callee->accepts);
    summary->socket_use = summary->socket_use || callee->socket_use;
    summary->retries = summary->retries || callee->retries;
    summary->tells = summary->tells || callee->tells;
    summary->commands = summary->commands || (named && callee->commands);
    summary->transacts = summary->transacts || callee->transacts;
}

void summary_finish(struct summary *summary)
{
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        vec_finish(&summary->outcomes[i].writes);
    }
    for (uint32_t i = 0; i < summary->cases.count; i++) {
        vec_finish(&summary->cases.items[i].settings);
    }
    vec_finish(&summary->cases);
    vec_finish(&summary->objects);
    vec_finish(&summary->writes);
    vec_finish(&summary->settings);
    vec_finish(&summary->needs);
    vec_finish(&summary->sends);
    vec_finish(&summary->locks);
}
