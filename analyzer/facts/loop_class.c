#include "facts/loop_target.h"
#include "facts/loop_walk.h"
#include "program/outcome.h"

static const char *const names[] = {"other",  "retry",  "restart", "failover", "pump",
                                    "stream", "accept", "poll",    "pages",    "items"};

const char *loop_class_name(enum loop_class class)
{
    return names[class];
}

/* Whether an operation that went well is made again because the answer, which the call waits for,
 * did not come. One that asked to be called again (not ready) would not be waited for like that. */
static bool waits_for_answer(const struct loop_view *view, ir_instr_id attempt, ir_instr_id wait)
{
    struct probe probe;
    enum outcome well =
        loop_call_summary(view->frame, attempt)->sends_unseen ? OUTCOME_ANY : OUTCOME_OK;
    probe_run(&probe, view->frame, view->index, view->first_turn, attempt, well, OUTCOME_ANY);
    bool waits = probe.possible && probe.again && map_get(&probe.called, wait) != NULL;
    probe_finish(&probe);
    return waits;
}

/* A walk over the loop's blocks along edges that were found to be taken. */
struct walk {
    const struct loop_view *view;
    const struct bitset *edges;
    struct bitset seen;
    VEC(uint32_t) stack;
};

static void walk_on(struct walk *walk, uint32_t block)
{
    const struct frame *frame = walk->view->frame;
    const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
    for (uint32_t edge = 0; edge < info->edge_count; edge++) {
        uint32_t target =
            frame->module->edges[info->first_edge + edge].to - frame->info->first_block;
        bool taken = bitset_has(walk->edges, frame->cfg.edge_start[block] + edge);
        if (taken && bitset_has(&walk->view->loop->blocks, target) &&
            !bitset_has(&walk->seen, target)) {
            bitset_add(&walk->seen, target);
            vec_push(&walk->stack, target);
        }
    }
}

/* Where the way parts because of the time, `if (now - sent > timeout) send(…)`, or in every turn to
 * the same side, `if (request != NULL) send(…)`. */
static bool is_no_choice(const struct loop_view *view, uint32_t block)
{
    const struct ir_block *info =
        &view->frame->module->blocks[view->frame->info->first_block + block];
    if (info->term != IR_TERM_BRANCH) {
        return false;
    }
    struct slice slice = {.definitions = view->definitions, .reach = 3};
    slice_add(&slice, info->cond);
    bool settled = slice.seen.count != 0;
    for (uint32_t i = 0; i < slice.seen.count && settled; i++) {
        location_id location = slice.seen.items[i];
        settled = definitions_is_local(location) &&
                  !definitions_set_in(view->definitions, location, &view->loop->blocks);
    }
    bool clock = slice.clock;
    slice_finish(&slice);
    return clock || settled;
}

/* Between the loop's head and the call at `to`: the attempt at `made`. */
struct way {
    const struct loop_view *view;
    const struct bitset *edges;
    uint32_t made, to;
};

/* Whether some way leads from a block to the attempt, before the call and in the same turn. */
static bool leads_to_attempt(const struct way *way, uint32_t from, struct arena *arena)
{
    struct walk walk = {.view = way->view, .edges = way->edges};
    bool leads = false;
    bitset_init(&walk.seen, arena, way->view->frame->cfg.block_count);
    bitset_add(&walk.seen, way->view->loop->head);
    bitset_add(&walk.seen, way->to);
    walk_on(&walk, from);
    while (walk.stack.count != 0 && !leads) {
        uint32_t block = walk.stack.items[--walk.stack.count];
        leads = block == way->made;
        walk_on(&walk, block);
    }
    vec_finish(&walk.stack);
    return leads;
}

/* Whether some way along the edges leads from the loop's head to the wait without the attempt, by
 * choice. */
static bool gets_around(const struct loop_view *view, const struct bitset *edges,
                        ir_instr_id attempt, ir_instr_id wait)
{
    struct arena arena = {0};
    struct walk walk = {.view = view, .edges = edges};
    struct way way = {.view = view, .edges = edges};
    uint32_t place_made, place_to;
    frame_find(view->frame, attempt, &way.made, &place_made);
    frame_find(view->frame, wait, &way.to, &place_to);
    if (way.made == way.to && place_made < place_to) {
        return false;
    }
    bool around = false;
    bitset_init(&walk.seen, &arena, view->frame->cfg.block_count);
    vec_push(&walk.stack, view->loop->head);
    while (walk.stack.count != 0 && !around) {
        uint32_t block = walk.stack.items[--walk.stack.count];
        around = block == way.to;
        bool parts = is_no_choice(view, block) && leads_to_attempt(&way, block, &arena);
        if (block != way.made && !parts) {
            walk_on(&walk, block);
        }
    }
    vec_finish(&walk.stack);
    arena_finish(&arena);
    return around;
}

/* What is sent without a look how that ended is an attempt where its answer is waited for. */
static bool attempts(const struct loop_view *view, ir_instr_id id, ir_instr_id wait)
{
    return loop_call_attempts(view->frame, id) ||
           (loop_call_summary(view->frame, id)->sends_unseen &&
            definitions_calls_share(view->definitions, id, wait));
}

/* What the turn that follows makes again besides the call itself: 0 for nothing. */
static ir_instr_id attempts_again(const struct loop_view *view, const struct probe *probe,
                                  ir_instr_id wait)
{
    for (uint32_t i = 0; i < probe->called.entries.count; i++) {
        ir_instr_id id = (ir_instr_id)probe->called.entries.items[i].key;
        if (id != wait && attempts(view, id, wait) && waits_for_answer(view, id, wait) &&
            !gets_around(view, &probe->edges, id, wait)) {
            return id;
        }
    }
    return 0;
}

static bool again_after(const struct loop_call *call, enum outcome outcome)
{
    return call->probes[outcome].possible && call->probes[outcome].again;
}

static bool leaves_after(const struct loop_call *call, enum outcome outcome)
{
    return call->probes[outcome].possible && call->probes[outcome].leaves;
}

static bool pauses_on_way(const struct loop_view *view, const struct probe *probe)
{
    struct pause pause = {.constant_ns = -1};
    for (uint32_t i = 0; i < probe->called.entries.count; i++) {
        pause_add(&pause, view->pauses, view->definitions, view->loop,
                  (ir_instr_id)probe->called.entries.items[i].key);
    }
    return pause.present;
}

/* What could not be sent yet is sent when the peer takes it: the failure was none. */
static bool waits_on_way(const struct loop_view *view, const struct probe *probe)
{
    for (uint32_t i = 0; i < view->call_count; i++) {
        if (map_get(&probe->called, view->calls[i].call) != NULL &&
            frame_waits(view->frame, view->calls[i].call)) {
            return true;
        }
    }
    return false;
}

static bool has_own_exit(const struct probe *probe, const struct probe *other)
{
    for (uint32_t i = 0; i < probe->exits.entries.count; i++) {
        if (map_get(&other->exits, probe->exits.entries.items[i].key) == NULL) {
            return true;
        }
    }
    return false;
}

/* The loop can go on either way, but only a failure is waited for before the next attempt, or only
 * going well can end it. An attempt that is made for something else each turn is a turn's work. */
static bool differs_after_failure(const struct loop_view *view, const struct loop_call *call)
{
    const struct probe *fail = &call->probes[OUTCOME_FAIL];
    const struct probe *ok = &call->probes[OUTCOME_OK];
    if (!again_after(call, OUTCOME_FAIL)) {
        return false;
    }
    if (fail->same && !ok->same && !waits_on_way(view, fail)) {
        return true;
    }
    if (loop_target_is_numbered(view, call) || loop_target_is_item(view, call) ||
        loop_serves(view, call)) {
        return false;
    }
    bool pauses = pauses_on_way(view, fail);
    if (pauses && !pauses_on_way(view, ok)) {
        return true;
    }
    bool same_request = loop_target_change(view, call) == CHANGE_NONE;
    return (pauses || same_request) && has_own_exit(ok, fail);
}

/* The answer did not come in time, so that what was sent, by `*made`, is sent again; only an answer
 * ends it. */
static bool sends_again(const struct loop_view *view, const struct loop_call *call,
                        ir_instr_id *made)
{
    const struct probe *again = &call->probes[OUTCOME_AGAIN];
    if (!again_after(call, OUTCOME_AGAIN) || !has_own_exit(&call->probes[OUTCOME_OK], again)) {
        return false;
    }
    *made = attempts_again(view, again, call->call);
    return *made != 0 && !gets_around(view, &view->first_turn->edges, *made, call->call);
}

/* The same function is called a second time on the way round, outside of any loop of its own, and
 * when that fails, too, there is no other turn: the second attempt stands in straight lines. */
static bool tried_again_before(const struct loop_view *view, const struct loop_call *call)
{
    const struct ir_module *module = view->frame->module;
    ir_func_id callee = ir_direct_callee(module, &module->instrs[call->call]);
    for (uint32_t i = 0; i < view->call_count && callee != 0; i++) {
        const struct loop_call *other = &view->calls[i];
        if (other != call && ir_direct_callee(module, &module->instrs[other->call]) == callee &&
            map_get(&call->probes[OUTCOME_FAIL].called, other->call) != NULL &&
            other->probes[OUTCOME_FAIL].possible && !other->probes[OUTCOME_FAIL].round) {
            return true;
        }
    }
    return false;
}

/* Whether what the call is given is made of an element that the turn chose. */
static bool is_chosen(const struct loop_view *view, ir_instr_id id)
{
    struct slice slice = {
        .definitions = view->definitions, .loop = &view->loop->blocks, .reach = 4};
    slice_call_arguments(&slice, &view->frame->module->instrs[id]);
    bool chosen = slice.indexed || slice.advances;
    slice_finish(&slice);
    return chosen;
}

/* What comes after it may throw: an attempt, and not at another element each turn. */
static bool catches_attempt(const struct loop_view *view, const struct loop_call *call)
{
    const struct map *called = &call->probes[OUTCOME_OK].called;
    bool attempts = false;
    bool chosen = false;
    for (uint32_t i = 0; i < called->entries.count && !chosen; i++) {
        ir_instr_id id = (ir_instr_id)called->entries.items[i].key;
        bool attempt = loop_call_attempts(view->frame, id);
        attempts = attempts || attempt;
        chosen = attempt && is_chosen(view, id);
    }
    return attempts && !chosen;
}

/* The call sends something and waits for the answer, and is made again when none came in time. */
static bool asks_again(const struct loop_view *view, const struct loop_call *call)
{
    return again_after(call, OUTCOME_AGAIN) &&
           loop_call_summary(view->frame, call->call)->times_out &&
           loop_call_attempts(view->frame, call->call);
}

/* No answer, or none in time: the attempt that is made again, or 0. */
static ir_instr_id asks_for_more(const struct loop_view *view, const struct loop_call *call,
                                 enum outcome *outcome)
{
    ir_instr_id made = 0;
    if (again_after(call, OUTCOME_FAIL) && !loop_call_is(call, OPERATION_WAIT)) {
        made = attempts_again(view, &call->probes[OUTCOME_FAIL], call->call);
    }
    if (made == 0 && again_after(call, OUTCOME_AGAIN)) {
        *outcome = OUTCOME_AGAIN;
        made = attempts_again(view, &call->probes[OUTCOME_AGAIN], call->call);
    }
    return made;
}

/* The attempt failed and is made again; had it gone well, it would not be. `*made`: the attempt,
 * where the call only waits for its answer. */
static bool retries(const struct loop_view *view, const struct loop_call *call,
                    enum outcome *outcome, ir_instr_id *made)
{
    *outcome = OUTCOME_FAIL;
    *made = 0;
    if (loop_call_is(call, OPERATION_ACCEPT) || loop_call_is(call, OPERATION_DRIVE)) {
        return false;
    }
    if (again_after(call, OUTCOME_OK) && loop_call_accepts(view->frame, call)) {
        return false;
    }
    if (tried_again_before(view, call)) {
        return false;
    }
    if (frame_catches(view->frame, call->call)) {
        return again_after(call, OUTCOME_FAIL) && !call->probes[OUTCOME_OK].round &&
               catches_attempt(view, call);
    }
    if (again_after(call, OUTCOME_OK) && !loop_call_attempts(view->frame, call->call)) {
        *outcome = OUTCOME_AGAIN;
        return sends_again(view, call, made);
    }
    if (again_after(call, OUTCOME_OK)) {
        return differs_after_failure(view, call);
    }
    if (frame_tells(view->frame, call->call)) {
        return again_after(call, OUTCOME_FAIL) && !call->probes[OUTCOME_OK].round;
    }
    if (!again_after(call, OUTCOME_FAIL) && asks_again(view, call)) {
        *outcome = OUTCOME_AGAIN;
        return true;
    }
    if (loop_call_attempts(view->frame, call->call)) {
        return again_after(call, OUTCOME_FAIL);
    }
    *made = asks_for_more(view, call, outcome);
    return *made != 0;
}

static bool any_operation(const struct loop_view *view, enum model_operation operation)
{
    for (uint32_t i = 0; i < view->call_count; i++) {
        if (loop_call_is(&view->calls[i], operation) && !view->calls[i].inner) {
            return true;
        }
    }
    return false;
}

/* Loops in which going well leads round: more of the same work. */
static enum loop_class classify_progress(const struct loop_view *view, const struct loop_call *call)
{
    if (loop_call_is(call, OPERATION_RECEIVE) || loop_call_is(call, OPERATION_SEND)) {
        return LOOP_STREAM;
    }
    if (loop_target_change(view, call) == CHANGE_ADVANCE) {
        return LOOP_ITEMS;
    }
    if (view->sleeps && again_after(call, OUTCOME_FAIL)) {
        return LOOP_POLL;
    }
    if (loop_call_is(call, OPERATION_REQUEST) || loop_call_is(call, OPERATION_QUERY) ||
        loop_call_is(call, OPERATION_COMMAND)) {
        return LOOP_PAGES;
    }
    return LOOP_ITEMS;
}

static enum loop_class classify_rest(const struct loop_view *view)
{
    bool restarts = false;
    bool waits = false;
    if (any_operation(view, OPERATION_ACCEPT)) {
        return LOOP_ACCEPT;
    }
    if (any_operation(view, OPERATION_DRIVE)) {
        return LOOP_PUMP;
    }
    for (uint32_t i = 0; i < view->call_count; i++) {
        const struct loop_call *call = &view->calls[i];
        if (again_after(call, OUTCOME_OK)) {
            return loop_call_is(call, OPERATION_WAIT) ? LOOP_PUMP : classify_progress(view, call);
        }
        restarts = restarts || again_after(call, OUTCOME_INTERRUPTED);
        waits = waits || again_after(call, OUTCOME_AGAIN);
    }
    if (waits) {
        return LOOP_STREAM;
    }
    return restarts ? LOOP_RESTART : LOOP_OTHER;
}

/* Whether that call is made for another target each turn. */
static bool advances(const struct loop_view *view, ir_instr_id made)
{
    bool advances = false;
    for (uint32_t i = 0; i < view->call_count && made != 0; i++) {
        advances = advances || (view->calls[i].call == made &&
                                loop_target_change(view, &view->calls[i]) == CHANGE_ADVANCE);
    }
    return advances;
}

enum loop_class loop_classify(const struct loop_view *view, const struct loop_call **decisive,
                              enum outcome *outcome)
{
    bool failover = false;
    *decisive = NULL;
    for (uint32_t i = 0; i < view->call_count; i++) {
        const struct loop_call *call = &view->calls[i];
        enum outcome how;
        ir_instr_id made;
        if (!retries(view, call, &how, &made)) {
            continue;
        }
        if (loop_target_is_next(view, call, &call->probes[how]) || advances(view, made)) {
            failover = true;
            *decisive = call;
            continue;
        }
        if (leaves_after(call, OUTCOME_OK) || call->probes[OUTCOME_OK].round) {
            *decisive = call;
            *outcome = how;
            return LOOP_RETRY;
        }
    }
    return failover ? LOOP_FAILOVER : classify_rest(view);
}
