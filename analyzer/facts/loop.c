#include "facts/loop_probe.h"
#include "facts/loop_target.h"
#include "facts/loop_walk.h"
#include "facts/repeat.h"
#include "facts/timer.h"
#include "facts/traits.h"
#include "program/outcome.h"
#include "program/targets.h"

/* A loop with more network calls than this is probed at its most telling ones only. */
static const uint32_t probe_limit = 10;
static const uint32_t deciding_weight = 10;

static uint32_t weight_of(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model == NULL) {
        return 3;
    }
    switch (model->operation) {
    case OPERATION_CONNECT:
    case OPERATION_HANDSHAKE:
    case OPERATION_REQUEST:
    case OPERATION_COMMAND:
    case OPERATION_QUERY:
    case OPERATION_PUBLISH:
        return 4;
    case OPERATION_NONE:
    case OPERATION_RESOLVE:
    case OPERATION_SEND:
        return 2;
    default:
        return 1;
    }
}

struct loop_calls {
    VEC(struct loop_call) calls;
};

/* What happens once a turn: not in the loop inside that holds the block. */
static struct bitset turn_around(struct frame *frame, uint32_t index, uint32_t block)
{
    const struct bitset *all = &frame->cfg.loops[index].blocks;
    uint32_t inner = frame->cfg.loop_of[block];
    if (inner == index) {
        return *all;
    }
    while (frame->cfg.loops[inner].parent != index) {
        inner = frame->cfg.loops[inner].parent;
    }
    struct bitset turn;
    bitset_init(&turn, &frame->arena, frame->cfg.block_count);
    for (uint32_t i = 0; i < turn.word_count; i++) {
        turn.words[i] = all->words[i] & ~frame->cfg.loops[inner].blocks.words[i];
    }
    return turn;
}

/* Operations, and where control comes back to when one of them throws. */
static void collect_calls(struct frame *frame, uint32_t index, struct loop_calls *found)
{
    const struct cfg_loop *loop = &frame->cfg.loops[index];
    bool operates = false;
    for (uint32_t i = 0; i < frame->cfg.order_count; i++) {
        uint32_t b = frame->cfg.order[i];
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (!bitset_has(&loop->blocks, b) || !frame->solve.in[b].reachable) {
            continue;
        }
        for (uint32_t k = 0; k < block->instr_count; k++) {
            ir_instr_id id = block->first_instr + k;
            if (frame->module->instrs[id].op != IR_INSTR_CALL) {
                continue;
            }
            bool decides = frame_decides(frame, id);
            if (!decides && !frame_catches(frame, id)) {
                continue;
            }
            operates = operates || decides;
            struct loop_call call = {.call = id,
                                     .model =
                                         analysis_model(frame->analysis, frame->module_index, id),
                                     .weight = weight_of(frame, id),
                                     .others = OUTCOME_OK,
                                     .inner = frame->cfg.loop_of[b] != index,
                                     .turn = turn_around(frame, index, b)};
            vec_push(&found->calls, call);
        }
    }
    found->calls.count = operates ? found->calls.count : 0;
}

/* A call whose result decides whether the loop ends tells more than any other. */
static void weigh_deciding(struct frame *frame, const struct definitions *definitions,
                           const struct cfg_loop *loop, struct loop_calls *found)
{
    struct slice slice = {.definitions = definitions, .reach = 2};
    slice_exits(&slice, frame, loop);
    for (uint32_t i = 0; i < found->calls.count; i++) {
        ir_place_id dest = frame->module->instrs[found->calls.items[i].call].dest;
        if (dest != 0 && slice_has(&slice, definitions_location(definitions, dest))) {
            found->calls.items[i].weight += deciding_weight;
        }
    }
    slice_finish(&slice);
}

/* The most telling calls first, in source order among equals. */
static void choose_calls(struct loop_calls *found)
{
    for (uint32_t i = 1; i < found->calls.count; i++) {
        struct loop_call call = found->calls.items[i];
        uint32_t k = i;
        while (k > 0 && found->calls.items[k - 1].weight < call.weight) {
            found->calls.items[k] = found->calls.items[k - 1];
            k--;
        }
        found->calls.items[k] = call;
    }
}

static void find_nested(struct loop_entry *entry, const struct frame *frame, ir_instr_id call)
{
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        entry->nested = model->retries.present;
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct summary *summary = &frame->analysis->summaries[targets[i]];
        if (summary->retries) {
            entry->nested = true;
            entry->amplification = entry->limit.max_attempts * summary->retry_attempts;
        }
    }
}

/* A function of the program that waits, and says the same whether no answer came in time or the
 * wait failed: as a rule it was the time. */
static bool fails_for_want_of_answer(const struct frame *frame, const struct loop_call *call)
{
    const struct summary *summary = loop_call_summary(frame, call->call);
    const struct summary_outcome *again = &summary->outcomes[OUTCOME_AGAIN];
    return again->possible && !loop_call_attempts(frame, call->call) &&
           range_equal(&again->result, &summary->outcomes[OUTCOME_FAIL].result);
}

static void describe_retry(struct loop_context *context, struct loop_entry *entry,
                           struct loop_view *view, const struct loop_call *decisive)
{
    struct frame *frame = view->frame;
    const struct probe *probe = &decisive->probes[entry->outcome];
    entry->pause.constant_ns = -1;
    for (uint32_t i = 0; i < probe->called.entries.count; i++) {
        pause_add(&entry->pause, context->pauses, view->definitions, view->loop,
                  (ir_instr_id)probe->called.entries.items[i].key);
    }
    for (uint32_t i = 0; i < probe->called.entries.count && !entry->pause.present; i++) {
        ir_instr_id call = (ir_instr_id)probe->called.entries.items[i].key;
        if (call != decisive->call) {
            pause_add(&entry->pause, context->waits, view->definitions, view->loop, call);
        }
    }
    if (!entry->pause.present && !loop_call_attempts(frame, decisive->call)) {
        /* What failed is the wait for an answer: it lasted until no more would come. */
        pause_add(&entry->pause, context->waits, view->definitions, view->loop, decisive->call);
    }
    bool waited = entry->outcome == OUTCOME_AGAIN || fails_for_want_of_answer(frame, decisive);
    if (waited && !entry->pause.present) {
        pause_add_wait(&entry->pause, view->definitions, view->loop, decisive->call);
    }
    loop_limit(entry, view, decisive);
    const struct probe *permanent = &decisive->probes[OUTCOME_PERMANENT];
    entry->permanent = permanent->possible && permanent->again;
    entry->transient = permanent->possible && !permanent->again;
    const struct probe *made = frame_catches(frame, decisive->call)
                                   ? &decisive->probes[OUTCOME_OK] /* what may throw there */
                                   : probe;
    repeat_describe(entry, frame, decisive->call, &made->called);
    find_nested(entry, frame, decisive->call);
    struct summary *summary = &frame->analysis->summaries[frame->func];
    summary->retries = true;
    if (entry->limit.max_attempts > summary->retry_attempts) {
        summary->retry_attempts = (uint32_t)entry->limit.max_attempts;
    }
}

static bool pauses_inside(struct loop_context *context, const struct loop_view *view)
{
    struct pause pause = {0};
    struct frame *frame = view->frame;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t k = 0; bitset_has(&view->loop->blocks, b) && k < block->instr_count; k++) {
            if (frame->module->instrs[block->first_instr + k].op == IR_INSTR_CALL) {
                pause_add(&pause, context->pauses, view->definitions, view->loop,
                          block->first_instr + k);
            }
        }
    }
    return pause.present;
}

static void analyse_loop(struct loop_context *context, struct frame *frame,
                         const struct definitions *definitions, uint32_t index, uint64_t *work)
{
    struct loop_calls found = {0};
    struct solve first = {0};
    collect_calls(frame, index, &found);
    if (found.calls.count != 0) {
        probe_first_turn(&first, frame, index);
        *work += first.work;
    }
    if (found.calls.count > probe_limit) {
        weigh_deciding(frame, definitions, &frame->cfg.loops[index], &found);
    }
    choose_calls(&found);
    uint32_t count = found.calls.count < probe_limit ? found.calls.count : probe_limit;
    for (uint32_t i = 0; i < count; i++) {
        loop_probe_call(frame, index, &first, &found.calls.items[i], work);
    }
    struct loop_view view = {.frame = frame,
                             .definitions = definitions,
                             .loop = &frame->cfg.loops[index],
                             .index = index,
                             .first_turn = &first,
                             .calls = found.calls.items,
                             .call_count = count,
                             .pauses = context->pauses};
    bool network = false;
    for (uint32_t i = 0; i < found.calls.count; i++) {
        network = network || frame_is_network(frame, found.calls.items[i].call);
    }
    if (network) {
        view.sleeps = pauses_inside(context, &view);
        view.walks = loop_walks_items(&view);
        struct loop_entry *entry = vec_push_zero(&context->list->entries);
        const struct loop_call *decisive;
        entry->func = frame->func;
        entry->file = view.loop->file;
        entry->loc = view.loop->loc;
        entry->line = view.loop->line;
        entry->end_line = view.loop->end_line;
        entry->class = loop_probe_classify(&view, &decisive, &entry->outcome, work);
        for (uint32_t i = 0; i < found.calls.count; i++) {
            vec_push(&entry->calls, found.calls.items[i].call);
        }
        if (entry->class == LOOP_FAILOVER && loop_target_is_remembered(&view, decisive)) {
            frame->analysis->summaries[frame->func].goes_elsewhere = true;
        }
        if (entry->class == LOOP_RETRY) {
            entry->decisive = decisive->call;
            describe_retry(context, entry, &view, decisive);
        }
        frame->narrowed = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        loop_probe_forget(&found.calls.items[i]);
    }
    vec_finish(&found.calls);
    if (first.cfg != NULL) {
        solve_finish(&first);
    }
}

/* `server = (server + 1) % count`, kept in a field or a global: the next of several, round and
 * round. */
static bool steps_round(const struct definitions *definitions, const struct ir_instr *set)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_expr *value = &module->exprs[ir_uncast(module, set->value)];
    if (set->op != IR_INSTR_SET || value->op != IR_EXPR_REM) {
        return false;
    }
    const struct ir_expr *sum = &module->exprs[ir_uncast(module, value->a)];
    location_id kept = definitions_location(definitions, set->dest);
    return sum->op == IR_EXPR_ADD && kept != 0 && !definitions_is_local(kept) &&
           definitions_loaded(definitions, sum->a) == kept;
}

/* `servers->at = servers->at->next`. */
static bool follows_link(const struct definitions *definitions, const struct ir_instr *set)
{
    const struct ir_module *module = definitions->frame->module;
    location_id cursor = set->dest == 0 ? 0 : definitions_location(definitions, set->dest);
    const struct ir_expr *value = &module->exprs[ir_uncast(module, set->value)];
    const struct ir_place *link = value->op == IR_EXPR_LOAD ? &module->places[value->a] : NULL;
    return set->op == IR_INSTR_SET && definitions_is_field(cursor) && link != NULL &&
           link->base_kind == IR_BASE_DEREF && link->elem_count != 0 &&
           definitions_loaded(definitions, link->base) == cursor;
}

/* A function that turns to the next of several, for its callers. */
static void find_turns(struct frame *frame, const struct definitions *definitions)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t k = 0; k < block->instr_count; k++) {
            const struct ir_instr *instr = &frame->module->instrs[block->first_instr + k];
            summary->goes_elsewhere = summary->goes_elsewhere || steps_round(definitions, instr);
            summary->follows_list = summary->follows_list || follows_link(definitions, instr);
        }
    }
}

void loops_of_frame(struct loop_context *context, struct frame *frame, bool early)
{
    struct definitions definitions;
    uint64_t work = 0;
    definitions_init(&definitions, frame, context->traits);
    pause_of_function(context->pauses, &definitions);
    repeat_of_function(frame);
    traits_of_frame(context->traits, frame, &definitions);
    find_turns(frame, &definitions);
    pause_of_function(context->waits, &definitions);
    if (!early && frame->analysis->summaries[frame->func].network) {
        for (uint32_t i = 0; i < frame->cfg.loop_count; i++) {
            analyse_loop(context, frame, &definitions, i, &work);
        }
        recursion_of_frame(context, frame, &definitions);
    }
    helpers_of_frame(context, frame, early);
    if (!early) {
        guards_of_frame(context->guards, &definitions);
    }
    if (!early) {
        timers_of_frame(context->timers, frame, &definitions);
    }
    definitions_finish(&definitions);
}

void loop_list_finish(struct loop_list *list)
{
    for (uint32_t i = 0; i < list->entries.count; i++) {
        vec_finish(&list->entries.items[i].calls);
    }
    vec_finish(&list->entries);
}
