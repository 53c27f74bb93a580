/* Who bounds each network call: the function itself, its callers, or the program's stores. */
#include "program/alarm.h"
#include "program/amount.h"
#include "program/awaited.h"
#include "program/lock_flow.h"
#include "program/outcome.h"
#include "program/sends.h"
#include "program/site_kind.h"
#include "program/texts.h"
#include "program/verdict.h"

#include <xxhash.h>

static const uint32_t need_limit = 256;
static const uint32_t step_limit = 6;

static void add_step(struct site *site, func_ref func, ir_loc_id loc, const char *note)
{
    if (loc == 0 || site->steps.count >= step_limit) {
        return;
    }
    for (uint32_t i = 0; i < site->steps.count; i++) {
        if (site->steps.items[i].func == func && site->steps.items[i].loc == loc) {
            return;
        }
    }
    vec_push(&site->steps, ((struct site_step){.func = func, .loc = loc, .note = note}));
}

static struct site *find_site(struct frame *frame, ir_instr_id call,
                              const struct model_function *model, uint32_t *index)
{
    struct analysis *analysis = frame->analysis;
    uint32_t *slot = map_put(&analysis->site_of, map_pair(frame->module_index, call), 0);
    if (*slot == 0) {
        struct site *site = vec_push_zero(&analysis->sites);
        site->func = frame->func;
        site->instr = call;
        site->model = model;
        site->longest_ns = -1;
        site->is_network = !model->only_on_socket;
        *slot = analysis->sites.count;
    }
    *index = *slot - 1;
    return &analysis->sites.items[*slot - 1];
}

static void add_need(struct frame *frame, const struct summary_need *need)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    for (uint32_t i = 0; i < summary->needs.count; i++) {
        struct summary_need *known = &summary->needs.items[i];
        if (known->site == need->site && known->kind == need->kind && known->path == need->path &&
            known->bound == need->bound && known->maybe == need->maybe &&
            known->attached == need->attached) {
            known->may_be_no = known->may_be_no || need->may_be_no;
            known->alarm_open = known->alarm_open || need->alarm_open;
            return;
        }
    }
    if (summary->needs.count < need_limit) {
        vec_push(&summary->needs, *need);
    } else {
        frame->analysis->sites.items[need->site].unknown = true;
    }
}

static void add_pending(struct analysis *analysis, const struct summary_need *need, bool is_global,
                        uint32_t store)
{
    uint32_t key[4] = {need->site, need->bound, is_global, store};
    uint32_t *slot = map_put(&analysis->pending_ids, XXH3_64bits(key, sizeof key), 0);
    if (*slot == 0) {
        struct pending_need pending = {.need = *need, .is_global = is_global, .store = store};
        vec_push(&analysis->pending, pending);
        *slot = analysis->pending.count;
    }
}

static void note_length(struct site *site, int64_t nanoseconds)
{
    if (nanoseconds > site->longest_ns) {
        site->longest_ns = nanoseconds;
    }
}

/* Shows where a handle that lacks the bound was made. */
static void show_handle(struct frame *frame, struct site *site, symbol_id handle)
{
    const struct symbol symbol = frame->space.symbols.items[handle];
    if (frame_kind_of(frame, handle) != 0 &&
        (symbol.kind == SYMBOL_RESULT || symbol.kind == SYMBOL_OUTPUT)) {
        add_step(site, frame->func, frame->module->instrs[symbol.a].loc,
                 "it is made here, and nothing that bounds it is set on it");
    }
}

/* Shows where the settings of a bound were made, when that was on some paths only. */
static void show_settings(struct frame *frame, struct site *site, symbol_id handle,
                          const struct model_condition *condition)
{
    for (uint32_t i = 0; i < condition->part_count; i++) {
        show_settings(frame, site, handle, &condition->parts[i]);
    }
    if (condition->kind == CONDITION_SETTING) {
        cell_id cell = frame_setting_cell(frame, handle, condition->setting);
        const uint32_t *writer = map_get(&frame->setting_writers, cell);
        if (writer != NULL) {
            add_step(site, frame->func, frame->module->instrs[*writer].loc,
                     "a limit is set here, but not on every path or not always to a value that "
                     "means one");
        }
    }
}

static void take_alarm(struct frame *frame, const struct flow_state *state, struct site *site,
                       struct summary_need *need, struct verdict *verdict)
{
    struct verdict alarm = verdict_of_alarm(frame, state);
    if (!alarm_ends(frame->analysis, site)) {
        return;
    }
    if (alarm.yes && !alarm.no && !alarm.open) {
        /* One caller's alarm is no half of a limit for what others call without one. */
        bool own = frame->func == site->func;
        *verdict = (struct verdict){.yes = own, .longest_ns = -1, .is_handle = verdict->is_handle};
        site->guarded_by_alarm = true;
    } else {
        verdict->yes = verdict->yes || (alarm.yes && (frame->func == site->func || !alarm.no));
        need->alarm_open = alarm.open;
    }
}

/* Books a verdict on a site, or hands it on as a need. */
static void book(struct frame *frame, uint32_t index, struct summary_need need,
                 struct verdict verdict)
{
    struct analysis *analysis = frame->analysis;
    struct site *site = &analysis->sites.items[index];
    need.site = index;
    if (verdict.is_handle) {
        site->is_network = true;
    }
    bool seen = verdict.is_handle || verdict.open || verdict.has_store ||
                (site->may_be_socket && !verdict.is_other);
    if (site->model->only_on_socket && !seen) {
        return; /* not a socket as far as can be seen: this context does not count */
    }
    note_length(site, verdict.longest_ns);
    site->yes = site->yes || verdict.yes;
    site->assumed = site->assumed || verdict.assumed;
    bool unsure = !verdict.no && (verdict.unknown || verdict.has_store);
    if ((verdict.no || unsure) && need.alarm_open) {
        struct summary_need alarm = need;
        alarm.kind = NEED_ALARM;
        alarm.path = 0;
        alarm.maybe = need.maybe || unsure;
        add_need(frame, &alarm);
    } else if (unsure || (verdict.no && need.maybe)) {
        site->unguarded = true;
    } else if (verdict.no) {
        site->no = true;
        site->bound = site->bound != 0 ? site->bound : need.bound;
    }
    if (verdict.open) {
        need.path = verdict.path;
        add_need(frame, &need);
    } else if (verdict.has_store) {
        add_pending(analysis, &need, verdict.is_global, verdict.store);
    } else if (verdict.unknown) {
        site->unknown = true;
    }
}

static symbol_id attached_to(struct frame *frame, const struct flow_state *state, symbol_id owner)
{
    return state_read(&frame->space, state, frame_setting_cell(frame, owner, SETTING_ATTACHED));
}

/* What was attached before the function began is known to those who gave the owner. */
static void ask_for_owner(struct frame *frame, symbol_id owner, symbol_id attached,
                          struct summary_need *need, struct verdict *verdict)
{
    const struct symbol held = frame->space.symbols.items[attached];
    const struct symbol from = frame->space.symbols.items[owner];
    bool before = held.kind == SYMBOL_INITIAL && from.kind == SYMBOL_INITIAL &&
                  frame->space.cells.items[held.a].kind == CELL_SETTING;
    path_id path = before && verdict->unknown ? path_of_cell(&frame->analysis->paths, &frame->space,
                                                             frame->cfg.func, from.a)
                                              : 0;
    if (path != 0) {
        verdict->unknown = false;
        verdict->open = true;
        verdict->path = path;
        need->attached = true;
    }
}

static void decide_bound(struct frame *frame, const struct flow_state *state, uint32_t index,
                         symbol_id handle, struct summary_need need)
{
    const struct model_bound *bound = &frame->analysis->models->bounds.items[need.bound];
    struct site *site = &frame->analysis->sites.items[index];
    symbol_id owner = 0;
    if (bound->handle_kind != site->model->handle_kind && need.kind == NEED_BOUND &&
        bound->handle_kind != 0) {
        owner = handle;
        handle = attached_to(frame, state, owner);
    }
    struct verdict verdict = verdict_of_bound(frame, state, handle, need.bound);
    ask_for_owner(frame, owner, handle, &need, &verdict);
    if (verdict.no && bound->default_ms > 0) {
        verdict.no = false;
        verdict.yes = true;
        note_length(site, bound->default_ms * 1000000);
    }
    if (verdict.no && !verdict.yes) {
        show_handle(frame, site, verdict.handle);
    } else if (verdict.no) {
        show_settings(frame, site, verdict.handle, &bound->condition);
    }
    take_alarm(frame, state, site, &need, &verdict);
    book(frame, index, need, verdict);
}

static void decide_alarm(struct frame *frame, const struct flow_state *state, uint32_t index,
                         struct summary_need need)
{
    struct verdict verdict = {.no = true, .longest_ns = -1, .is_handle = true};
    struct site *site = &frame->analysis->sites.items[index];
    verdict.is_handle = site->is_network;
    take_alarm(frame, state, site, &need, &verdict);
    if (need.maybe && verdict.yes) {
        site->guarded_by_alarm = true;
    }
    if (need.maybe && !verdict.no) {
        return;
    }
    if (verdict.no && verdict.yes && !need.maybe) {
        site->yes = true;
    }
    book(frame, index, need, verdict);
}

/* The call's own time argument; true when that settles it. */
static bool decide_amount(struct frame *frame, const struct flow_state *state, uint32_t index,
                          ir_instr_id call, const symbol_id *args, uint32_t count)
{
    struct site *site = &frame->analysis->sites.items[index];
    const struct model_amount *amount = &site->model->timeout;
    if (amount->shape == SHAPE_NONE) {
        return false;
    }
    struct amount_view view = frame_amount(frame, state, call, amount, args, count);
    note_length(site, view.nanoseconds);
    if (view.open != 0) {
        struct summary_need need = {.kind = NEED_AMOUNT, .path = view.open};
        struct verdict verdict = {
            .open = true, .path = view.open, .is_handle = true, .longest_ns = -1};
        book(frame, index, need, verdict);
        return true;
    }
    if (view.finite == ANSWER_YES) {
        site->yes = true;
        site->assumed = site->assumed || view.nanoseconds < 0;
        return true;
    }
    if (view.finite == ANSWER_UNKNOWN) {
        site->yes = true;
    }
    return false;
}

/* Whether the call is made again once a signal has interrupted it, whichever signal it was. */
static bool is_restarted(struct frame *frame, ir_instr_id call)
{
    struct solve solve;
    frame->stop_at = call;
    bool restarted = frame_what_if(frame, &solve, &call, 1, OUTCOME_INTERRUPTED, NULL) &&
                     frame->stop_reached && !alarm_is_asked_for(frame, &solve, call);
    frame->stop_at = 0;
    solve_finish(&solve);
    return restarted;
}

static void decide_site(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                        const struct model_function *model, const symbol_id *args, uint32_t count)
{
    uint32_t index;
    struct site *site = find_site(frame, call, model, &index);
    sends_decide(frame, state, index, args, count);
    site = &frame->analysis->sites.items[index];
    symbol_id handle = model->on < count ? args[model->on] : 0;
    if (!site_take_kind(frame, state, site, call, args, count)) {
        *map_put(&frame->not_network, call, 0) = 1;
        return;
    }
    if (model->prompt_arg < count) {
        struct range prompt =
            state_range(&frame->space, state,
                        frame_has_bits(frame, args[model->prompt_arg], model->prompt_bits));
        int64_t only;
        if (range_single(&prompt, &only) && only == 1) {
            site->yes = true;
            return;
        }
    }
    const char *limits =
        model->limit_arg < count ? text_at(frame, state, args[model->limit_arg]) : NULL;
    if (!model->blocks || (limits != NULL && strstr(limits, model->limit_text) != NULL)) {
        site->yes = true;
        return;
    }
    if (frame->analysis->alarm_returns && model->interrupted.range_count != 0) {
        site->restarted = is_restarted(frame, call);
    }
    if (decide_amount(frame, state, index, call, args, count)) {
        return;
    }
    if (model->operation == OPERATION_CONNECT && model->again.range_count != 0) {
        awaited_note(frame, site);
    }
    for (uint32_t i = 0; i < model->need_count; i++) {
        struct summary_need need = {.kind = NEED_BOUND, .bound = model->needs[i]};
        decide_bound(frame, state, index, handle, need);
    }
    if (model->need_count == 0) {
        struct summary_need need = {.kind = NEED_ALARM};
        decide_alarm(frame, state, index, need);
    }
}

static void take_amount(struct frame *frame, const struct flow_state *state,
                        const struct summary_need *need, symbol_id value)
{
    struct site *site = &frame->analysis->sites.items[need->site];
    symbol_id leaves[8];
    uint32_t count = space_leaves(&frame->space, value, leaves, 8);
    const struct model_amount *amount = &site->model->timeout;
    for (uint32_t i = 0; i < count && i < 8; i++) {
        const struct symbol leaf = frame->space.symbols.items[leaves[i]];
        struct range range = state_range(&frame->space, state, leaves[i]);
        int64_t only;
        bool single = range_single(&range, &only);
        path_id path =
            leaf.kind == SYMBOL_INITIAL
                ? path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, leaf.a)
                : 0;
        if (path != 0) {
            struct summary_need handed = *need;
            handed.path = path;
            add_need(frame, &handed);
            continue;
        }
        bool infinite = (amount->infinite_negative && range.count != 0 && range_high(&range) < 0) ||
                        ((amount->infinite_zero || amount->infinite_null) && single && only == 0);
        site->no = site->no || infinite;
        site->yes = site->yes || !infinite;
        if (single && !infinite && amount->shape == SHAPE_VALUE &&
            only < INT64_MAX / amount->unit_ns) {
            note_length(site, only * amount->unit_ns);
        }
    }
}

/* What a callee needs, seen from this call of it. */
static void take_need(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                      const struct summary_need *need, const symbol_id *args, uint32_t count)
{
    struct path_view view = {
        .space = &frame->space, .state = state, .args = args, .arg_count = count};
    struct site *site = &frame->analysis->sites.items[need->site];
    bool was_no = site->no;
    struct summary_need handed = {.kind = need->kind, .bound = need->bound, .maybe = need->maybe};
    if (need->kind == NEED_ALARM) {
        decide_alarm(frame, state, need->site, handed);
    } else if (need->kind == NEED_AMOUNT) {
        take_amount(frame, state, need, path_value(&frame->analysis->paths, &view, need->path));
    } else {
        symbol_id handle = path_value(&frame->analysis->paths, &view, need->path);
        const struct model_bound *bound = &frame->analysis->models->bounds.items[need->bound];
        symbol_id owner = need->attached ? handle : 0;
        handle = need->attached ? attached_to(frame, state, owner) : handle;
        struct verdict verdict = verdict_of_bound(frame, state, handle, need->bound);
        ask_for_owner(frame, owner, handle, &handed, &verdict);
        if (verdict.no && bound->default_ms > 0) {
            verdict.no = false;
            verdict.yes = true;
        }
        site = &frame->analysis->sites.items[need->site];
        if (verdict.no && !verdict.yes) {
            show_handle(frame, site, verdict.handle);
        }
        take_alarm(frame, state, site, &handed, &verdict);
        book(frame, need->site, handed, verdict);
    }
    site = &frame->analysis->sites.items[need->site];
    if (site->no && !was_no) {
        add_step(site, frame->func, frame->module->instrs[call].loc,
                 "it is reached from here without a limit");
    }
}

/* `talks`: the call may use the network, whichever of its functions it means. */
static void take_callee(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                        bool talks, func_ref callee, const symbol_id *args, uint32_t count)
{
    struct summary *mine = &frame->analysis->summaries[frame->func];
    const struct summary *summary = &frame->analysis->summaries[callee];
    bool named = ir_direct_callee(frame->module, &frame->module->instrs[call]) != 0;
    if (named || talks) {
        summary_inherit(mine, summary, named);
    }
    if (callee == frame->func) {
        return;
    }
    sends_of_callee(frame, state, call, callee, args, count);
    for (uint32_t i = 0; i < summary->needs.count; i++) {
        struct summary_need need = summary->needs.items[i];
        take_need(frame, state, call, &need, args, count);
    }
}

/* A function given as a callback is called with the data given beside it. */
static void take_callbacks(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                           const struct model_function *model, const symbol_id *args,
                           uint32_t count)
{
    for (uint32_t i = 0; i < model->callback_count; i++) {
        const struct model_callback *callback = &model->callbacks[i];
        func_ref callee =
            callback->function < count ? frame_function(frame, args[callback->function]) : 0;
        if (callee != 0) {
            bool has_data = callback->data < count;
            take_callee(frame, state, call, frame_is_network(frame, call), callee,
                        has_data ? &args[callback->data] : args, has_data ? 1 : 0);
        }
    }
}

static void collect_call(struct frame *frame, const struct flow_state *state, ir_instr_id call)
{
    struct analysis *analysis = frame->analysis;
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t count = frame_args(frame, state, call, args, FRAME_MAX_ARGS);
    const struct model_function *model = analysis_model(analysis, frame->module_index, call);
    locks_note_call(frame, state, call);
    if (model != NULL) {
        if (model->operation != OPERATION_NONE) {
            decide_site(frame, state, call, model, args, count);
        }
        take_callbacks(frame, state, call, model, args, count);
        return;
    }
    uint32_t target_count;
    const func_ref *targets = analysis_targets(analysis, frame->module_index, call, &target_count);
    if (target_count == 1 && analysis->forwards[targets[0]] != NULL) {
        decide_site(frame, state, call, analysis->forwards[targets[0]], args, count);
        uint32_t index = *map_get(&analysis->site_of, map_pair(frame->module_index, call));
        analysis->sites.items[index - 1].forwarded = true;
    }
    bool talks = frame_is_network(frame, call);
    for (uint32_t i = 0; i < target_count; i++) {
        take_callee(frame, state, call, talks, targets[i], args, count);
    }
}

void frame_collect_needs(struct frame *frame)
{
    struct flow_state state = {0};
    for (uint32_t i = 0; i < frame->cfg.order_count; i++) {
        uint32_t block = frame->cfg.order[i];
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
        if (!frame->solve.in[block].reachable) {
            continue;
        }
        state_copy(&state, &frame->solve.in[block]);
        for (uint32_t k = 0; k < info->instr_count; k++) {
            ir_instr_id id = info->first_instr + k;
            if (frame->module->instrs[id].op == IR_INSTR_CALL) {
                collect_call(frame, &state, id);
            }
            if (!solve_block(&frame->solve, &state, block, k, k + 1)) {
                break;
            }
        }
    }
    state_finish(&state);
}

void frame_give_up(struct frame *frame)
{
    const struct program *program = frame->analysis->program;
    const struct program_func *info = &program->funcs.items[frame->func];
    for (uint32_t i = 0; i < info->call_count; i++) {
        ir_instr_id call = program->calls.items[info->first_call + i].instr;
        const struct model_function *model =
            analysis_model(frame->analysis, frame->module_index, call);
        if (model != NULL && model->operation != OPERATION_NONE) {
            uint32_t index;
            find_site(frame, call, model, &index)->unknown = true;
        }
    }
    sends_unknown(frame->analysis, frame->func);
}
