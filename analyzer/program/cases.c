#include "program/cases.h"

#include "program/summarize.h"
#include "program/targets.h"

#include <stdlib.h>

enum { MAX_CUTS = 24, MAX_BLOCKS = 64, MAX_NETWORK_BLOCKS = 16, RUN_OF_ALARM = 0x7fff };

/* A function whose cases are tried. */
struct trial {
    struct frame *frame;
    struct summary *summary;
    const struct map *objects; /* handles that callers get -> object of the summary */
    bool settings;             /* they are wanted, too */
    uint32_t runs;             /* so far: where the returns of each meet is another place */
};

/* The places where one kind of value ends and the next begins: a cut at N is between N-1 and N. */
struct cuts {
    const struct frame *frame;
    ir_var_id param; /* 0: of errno */
    int64_t at[MAX_CUTS];
    uint32_t count;
    bool too_many;
};

static void add_cut(struct cuts *cuts, int64_t at)
{
    for (uint32_t i = 0; i < cuts->count; i++) {
        if (cuts->at[i] == at) {
            return;
        }
    }
    if (cuts->count == MAX_CUTS) {
        cuts->too_many = true;
        return;
    }
    cuts->at[cuts->count++] = at;
}

static void cut_around(struct cuts *cuts, int64_t low, int64_t high)
{
    if (low != INT64_MIN) {
        add_cut(cuts, low);
    }
    if (high != INT64_MAX) {
        add_cut(cuts, high + 1);
    }
}

/* The variable holds what a library returned as the place of errno. */
static bool points_to_errno(const struct frame *frame, ir_var_id var)
{
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *instr = &frame->module->instrs[id];
            const struct ir_place *dest = &frame->module->places[instr->dest];
            if (instr->op == IR_INSTR_CALL && instr->dest != 0 && dest->base == var &&
                dest->base_kind == IR_BASE_VAR) {
                const struct model_function *model =
                    analysis_model(frame->analysis, frame->module_index, id);
                return model != NULL && model->errno_place;
            }
        }
    }
    return false;
}

static bool is_errno(const struct frame *frame, const struct ir_place *place)
{
    if (place->base_kind != IR_BASE_DEREF) {
        return false;
    }
    const struct ir_expr *pointer = &frame->module->exprs[place->base];
    const struct ir_place *from =
        pointer->op == IR_EXPR_LOAD ? &frame->module->places[pointer->a] : NULL;
    return from != NULL && from->base_kind == IR_BASE_VAR && points_to_errno(frame, from->base);
}

static bool is_subject(const struct cuts *cuts, ir_expr_id id)
{
    const struct ir_module *module = cuts->frame->module;
    id = ir_uncast(module, id);
    if (module->exprs[id].op != IR_EXPR_LOAD) {
        return false;
    }
    const struct ir_place *place = &module->places[module->exprs[id].a];
    if (cuts->param == 0) {
        return is_errno(cuts->frame, place);
    }
    return place->base_kind == IR_BASE_VAR && place->base == cuts->param && place->elem_count == 0;
}

static void cut_by_expr(struct cuts *cuts, ir_expr_id id)
{
    const struct ir_module *module = cuts->frame->module;
    const struct ir_expr *expr = &module->exprs[id];
    if (expr->op == IR_EXPR_NOT || expr->op == IR_EXPR_CAST) {
        cut_by_expr(cuts, expr->a);
    }
    if (is_subject(cuts, id)) {
        cut_around(cuts, 0, 0); /* a condition by itself */
    }
    if (expr->op < IR_EXPR_EQ || expr->op > IR_EXPR_GE) {
        return;
    }
    bool swapped = module->exprs[expr->a].op == IR_EXPR_INT;
    const struct ir_expr *constant = &module->exprs[swapped ? expr->a : expr->b];
    if (constant->op == IR_EXPR_INT && is_subject(cuts, swapped ? expr->b : expr->a)) {
        cut_around(cuts, constant->value, constant->value);
    }
}

/* A parameter that is handed on matters as it does to who gets it. */
static void cut_by_call(struct cuts *cuts, ir_instr_id call)
{
    const struct frame *frame = cuts->frame;
    const struct ir_instr *instr = &frame->module->instrs[call];
    uint32_t target_count;
    const func_ref *targets = frame_targets(frame, call, &target_count);
    if (target_count != 1) {
        return;
    }
    const struct summary *callee = &frame->analysis->summaries[targets[0]];
    for (uint32_t i = 0; i < callee->cases.count; i++) {
        const struct summary_case *one = &callee->cases.items[i];
        bool given = one->param < instr->arg_count &&
                     is_subject(cuts, frame->module->lists[instr->first_arg + one->param]);
        for (uint32_t k = 0; given && k < one->argument.count; k++) {
            cut_around(cuts, one->argument.low[k], one->argument.high[k]);
        }
    }
}

static void cut_by_block(struct cuts *cuts, const struct ir_block *block)
{
    const struct ir_module *module = cuts->frame->module;
    for (uint32_t i = 0; i < block->instr_count; i++) {
        const struct ir_instr *instr = &module->instrs[block->first_instr + i];
        if (instr->op == IR_INSTR_SET) {
            cut_by_expr(cuts, instr->value);
        } else if (instr->op == IR_INSTR_CALL) {
            cut_by_call(cuts, block->first_instr + i);
        }
    }
    if (block->term == IR_TERM_BRANCH || block->term == IR_TERM_RETURN) {
        cut_by_expr(cuts, block->cond);
    }
    if (block->term != IR_TERM_SWITCH || !is_subject(cuts, block->cond)) {
        return;
    }
    for (uint32_t i = 0; i < block->edge_count; i++) {
        const struct ir_edge *edge = &module->edges[block->first_edge + i];
        if (!edge->is_default) {
            cut_around(cuts, edge->low, edge->high);
        }
    }
}

static int compare_cuts(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* How the function ends when the value lies in `argument`; false when it does not return. */
static bool run_case(struct trial *trial, symbol_id given, struct summary_case *found,
                     struct flow_state *end, symbol_id *value)
{
    struct frame *frame = trial->frame;
    struct flow_state entry = {0};
    state_copy(&entry, &frame->entry);
    bool possible = state_narrow(&frame->space, &entry, given, &found->argument);
    if (possible) {
        struct solve_seed seed = {.block = frame->cfg.order[0], .state = &entry};
        struct solve solve = frame_solve(frame, NULL);
        solve_run(&solve, &seed, 1);
        solve_exits(&solve, &seed, 1);
        found->result = summarize_exits(frame, &solve, MEET_CASE + trial->runs++, end, value);
        possible = end->reachable && !solve.over_budget;
        solve_finish(&solve);
    }
    state_finish(&entry);
    return possible;
}

/* What the run sets on handles that callers know; what it returns is the same object to them. */
static void note_settings(const struct trial *trial, struct flow_state *well, symbol_id value,
                          struct summary_case *found)
{
    struct map objects = {0};
    const struct known_value *result = &trial->summary->result;
    for (uint32_t i = 0; i < trial->objects->entries.count; i++) {
        const struct map_entry *entry = &trial->objects->entries.items[i];
        *map_put(&objects, entry->key, 0) = entry->value;
    }
    symbol_id handle = result->kind == KNOWN_OBJECT ? summarize_handle(trial->frame, value) : 0;
    if (handle != 0) {
        *map_put(&objects, handle, 0) = result->object;
    }
    summarize_settings(trial->frame, well, &objects, &found->settings);
    map_finish(&objects);
}

/* The settings are those of the run in which everything goes well, as in the summary. */
static bool try_case(struct trial *trial, symbol_id given, struct summary_case *found)
{
    struct frame *frame = trial->frame;
    struct flow_state end = {0};
    struct flow_state well = {0};
    struct summary_case when_well = {.argument = found->argument};
    symbol_id value;
    bool possible = run_case(trial, given, found, &end, &value);
    if (possible && trial->settings) {
        frame->others = OUTCOME_OK;
        if (run_case(trial, given, &when_well, &well, &value)) {
            note_settings(trial, &well, value, found);
        }
        frame->others = OUTCOME_ANY;
    }
    state_finish(&end);
    state_finish(&well);
    return possible;
}

static bool same_setting(const struct summary_setting *a, const struct summary_setting *b)
{
    return a->target == b->target && a->setting == b->setting &&
           a->value.inherits == b->value.inherits && a->value.unknown == b->value.unknown &&
           a->value.path == b->value.path && a->value.text == b->value.text &&
           range_equal(&a->value.constants, &b->value.constants);
}

static bool same_settings(const setting_list *a, const setting_list *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++) {
        same = same_setting(&a->items[i], &b->items[i]);
    }
    return same;
}

static void add_case(struct summary *summary, struct summary_case *found)
{
    for (uint32_t i = 0; i < summary->cases.count; i++) {
        struct summary_case *known = &summary->cases.items[i];
        struct range both = range_union(&known->argument, &found->argument);
        if (known->param == found->param && range_equal(&known->result, &found->result) &&
            same_settings(&known->settings, &found->settings)) {
            known->argument = both;
            vec_finish(&found->settings);
            return;
        }
    }
    vec_push(&summary->cases, *found);
}

/* Tries each kind of value of what the cell holds at the entry. */
static void try_cell(struct trial *trial, struct cuts *cuts, cell_id cell, uint32_t param)
{
    struct frame *frame = trial->frame;
    for (uint32_t i = 0; i < frame->info->block_count; i++) {
        cut_by_block(cuts, &frame->module->blocks[frame->info->first_block + i]);
    }
    if (cuts->count == 0 || cuts->too_many) {
        return;
    }
    qsort(cuts->at, cuts->count, sizeof *cuts->at, compare_cuts);
    symbol_id symbol = state_read(&frame->space, &frame->entry, cell);
    for (uint32_t i = 0; i <= cuts->count; i++) {
        struct summary_case found = {.param = param};
        found.argument = range_of(i == 0 ? INT64_MIN : cuts->at[i - 1],
                                  i == cuts->count ? INT64_MAX : cuts->at[i] - 1);
        if (try_case(trial, symbol, &found)) {
            add_case(trial->summary, &found);
        }
    }
}

static cell_id param_cell(struct frame *frame, uint32_t param)
{
    ir_var_id var = frame->info->first_var + param;
    return space_cell(&frame->space, CELL_VAR, var, 0, frame->module->vars[var].type);
}

static void try_param(struct trial *trial, uint32_t param)
{
    struct frame *frame = trial->frame;
    struct cuts cuts = {.frame = frame, .param = frame->info->first_var + param};
    try_cell(trial, &cuts, param_cell(frame, param), param);
}

static void try_errno(struct trial *trial)
{
    struct cuts cuts = {.frame = trial->frame};
    cell_id cell = space_cell(&trial->frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
    try_cell(trial, &cuts, cell, CASE_OF_ERRNO);
}

static bool is_number(const struct frame *frame, ir_type_id type)
{
    uint32_t kind = frame->module->types[type].kind;
    return kind == IR_TYPE_INT || kind == IR_TYPE_BOOL || kind == IR_TYPE_ENUM;
}

/* It is set on every way, and to one thing. */
static bool is_plain(const struct setting_value *value)
{
    int64_t only;
    return range_single(&value->constants, &only) && !value->inherits && !value->unknown;
}

/* Whether something is set on a handle that the caller has then on some ways only, or to one thing
 * or another. */
static bool settings_vary(const struct model_set *models, const struct summary *summary)
{
    bool vary = false;
    for (uint32_t i = 0; i < summary->settings.count; i++) {
        const struct summary_setting *setting = &summary->settings.items[i];
        bool stays = (setting->target != 0 || setting->on_object) &&
                     !models->settings.items[setting->setting].transient;
        vary = vary || (stays && !is_plain(&setting->value));
    }
    return vary;
}

static bool result_varies(const struct frame *frame, const struct summary *summary)
{
    int64_t only;
    const struct ir_module *module = frame->module;
    const struct known_value *result = &summary->result;
    return result->kind == KNOWN_NOTHING && !range_single(&result->range, &only) &&
           is_number(frame, module->types[frame->info->type].of);
}

void summarize_cases(struct frame *frame, struct summary *summary, const struct map *objects)
{
    const struct ir_module *module = frame->module;
    struct trial trial = {.frame = frame,
                          .summary = summary,
                          .objects = objects,
                          .settings = settings_vary(frame->analysis->models, summary)};
    bool result = result_varies(frame, summary);
    uint32_t most = summary->network && !trial.settings ? MAX_NETWORK_BLOCKS : MAX_BLOCKS;
    if (summary->no_return || frame->info->block_count > most || frame->cfg.loop_count != 0 ||
        !(trial.settings || result)) {
        return;
    }
    for (uint32_t i = 0; i < frame->info->param_count; i++) {
        if (is_number(frame, module->vars[frame->info->first_var + i].type)) {
            try_param(&trial, i);
        }
    }
    trial.settings = false;
    if (result) {
        try_errno(&trial);
    }
}

void summarize_alarm_case(struct frame *frame, struct summary *summary)
{
    struct setting_value *alarm = &summary->alarm;
    if (!summary->sets_alarm || !alarm->inherits || alarm->path == 0) {
        return;
    }
    uint32_t param = path_param(&frame->analysis->paths, alarm->path);
    if (param >= frame->info->param_count) {
        return;
    }
    cell_id given = param_cell(frame, param);
    cell_id cell = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ALARM, 0, 0);
    struct trial trial = {.frame = frame, .summary = summary, .runs = RUN_OF_ALARM};
    struct summary_case zero = {.param = param, .argument = range_of(0, 0)};
    struct flow_state end = {0};
    symbol_id value;
    frame->others = OUTCOME_OK;
    bool possible =
        is_number(frame, frame->module->vars[frame->info->first_var + param].type) &&
        run_case(&trial, state_read(&frame->space, &frame->entry, given), &zero, &end, &value);
    frame->others = OUTCOME_ANY;
    alarm->not_zero = possible && state_read(&frame->space, &end, cell) ==
                                      state_read(&frame->space, &frame->entry, cell);
    state_finish(&end);
}

/* The case of one parameter, from `first` on, that the value given means; NULL: not one alone. */
static const struct summary_case *case_of_param(const struct summary *summary, uint32_t first,
                                                const struct range *given)
{
    const struct summary_case *cases = summary->cases.items;
    const struct summary_case *chosen = NULL;
    uint32_t total = 0;
    uint32_t meant = 0;
    for (uint32_t i = first; i < summary->cases.count && cases[i].param == cases[first].param;
         i++) {
        struct range both = range_intersection(given, &cases[i].argument);
        chosen = both.count != 0 ? &cases[i] : chosen;
        meant += both.count != 0;
        total++;
    }
    return meant == 1 && total > 1 ? chosen : NULL;
}

static uint32_t count_vague(const struct summary_case *one)
{
    uint32_t vague = 0;
    for (uint32_t i = 0; i < one->settings.count; i++) {
        vague += !is_plain(&one->settings.items[i].value);
    }
    return vague;
}

const struct summary_case *cases_choose(const struct summary *summary, const struct space *space,
                                        const struct flow_state *state, const symbol_id *args,
                                        uint32_t count)
{
    const struct summary_case *best = NULL;
    bool vary = false;
    for (uint32_t i = 0; i < summary->cases.count; i++) {
        const struct summary_case *one = &summary->cases.items[i];
        vary = vary || one->settings.count != 0;
        if (one->param >= count || (i != 0 && one->param == one[-1].param)) {
            continue;
        }
        struct range given = state_range(space, state, args[one->param]);
        const struct summary_case *chosen = case_of_param(summary, i, &given);
        if (chosen != NULL && (best == NULL || count_vague(chosen) < count_vague(best))) {
            best = chosen;
        }
    }
    return vary ? best : NULL;
}

static struct range range_given(struct frame *frame, const struct flow_state *state,
                                const symbol_id *args, uint32_t count, uint32_t param)
{
    if (param == CASE_OF_ERRNO) {
        cell_id cell = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
        return state_range(&frame->space, state, state_read(&frame->space, state, cell));
    }
    return param < count ? state_range(&frame->space, state, args[param]) : range_all();
}

void cases_narrow(const struct summary *summary, struct frame *frame,
                  const struct flow_state *state, const symbol_id *args, uint32_t count,
                  struct range *result)
{
    for (uint32_t i = 0; i < summary->cases.count;) {
        uint32_t param = summary->cases.items[i].param;
        struct range given = range_given(frame, state, args, count, param);
        struct range possible = range_empty();
        for (; i < summary->cases.count && summary->cases.items[i].param == param; i++) {
            const struct summary_case *one = &summary->cases.items[i];
            struct range meant = range_intersection(&given, &one->argument);
            if (meant.count != 0) {
                possible = range_union(&possible, &one->result);
            }
        }
        struct range left = range_intersection(result, &possible);
        *result = left.count != 0 ? left : *result;
    }
}
