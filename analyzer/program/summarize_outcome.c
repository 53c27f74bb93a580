/* How a function's result and what it writes tell its callers how its operations ended. */
#include "program/outcome.h"
#include "program/summarize.h"
#include "program/targets.h"

static const uint32_t write_limit = 64;
/* Of more calls than this some are asked about, evenly spread, and of one function (which writes a
 * log, say) the first few: what one failure leads to, the others lead to as well. */
static const uint32_t ask_limit = 24;
static const uint32_t ask_limit_callee = 3;
/* In functions with more blocks the calls are not asked about one by one. */
static const uint32_t telling_limit = 120;

/* The runs that ask about one outcome each; their exits are kept until all results are known. */
struct outcome_runs {
    struct solve *solves[OUTCOME_COUNT];
    struct map *objects;
    struct solve own[OUTCOME_COUNT];
    uint32_t meet; /* where their exits come together */
};

static void take_result(struct frame *frame, const struct solve *solve, uint32_t meet,
                        struct summary_outcome *told)
{
    struct flow_state joined = {0};
    symbol_id value;
    told->result = summarize_exits(frame, solve, meet, &joined, &value);
    bool returns_nothing = joined.reachable && told->result.count == 0;
    if (returns_nothing) {
        told->result = range_all();
    }
    told->possible = joined.reachable;
    cell_id error = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
    told->error = state_range(&frame->space, &joined, state_read(&frame->space, &joined, error));
    state_finish(&joined);
}

static void add_write(struct frame *frame, const struct flow_state *state, cell_id cell,
                      struct summary_outcome *told, struct map *objects)
{
    struct setting_value value = frame_setting_value(frame, state, cell, objects);
    path_id path = path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, cell);
    bool known = !value.unknown || value.path != 0 || value.text != NULL;
    if (path != 0 && known && told->writes.count < write_limit) {
        vec_push(&told->writes, ((struct summary_write){.path = path, .value = value}));
    }
}

/* What is written on the ways that return one of the results. A caller who sees the result knows
 * that it was one of them. */
static void take_writes(struct frame *frame, const struct outcome_runs *runs, enum outcome outcome,
                        struct summary_outcome *told, const struct flow_state *all,
                        struct flow_state *end)
{
    struct solve *solve = runs->solves[outcome];
    struct flow_state joined = {0};
    for (uint32_t i = 0; i < solve->exits.count; i++) {
        struct solve_exit *leaving = &solve->exits.items[i];
        bool meant = leaving->edge == UINT32_MAX &&
                     (leaving->value == 0 ||
                      state_narrow(&frame->space, &leaving->state, leaving->value, &told->result));
        if (meant) {
            state_join(&frame->space, &joined, &leaving->state, runs->meet + 16 + outcome, false);
        }
    }
    for (cell_id cell = 1; joined.reachable && cell < all->values.count; cell++) {
        uint32_t kind = frame->space.cells.items[cell].kind;
        bool outside = kind == CELL_FIELD || kind == CELL_DEREF || kind == CELL_GLOBAL;
        if (outside &&
            (values_get(&all->values, cell) != 0 || values_get(&joined.values, cell) != 0)) {
            add_write(frame, &joined, cell, told, runs->objects);
        }
    }
    if (end != NULL && joined.reachable) {
        state_copy(end, &joined);
    }
    state_finish(&joined);
}

static void ask(struct frame *frame, struct outcome_runs *runs, const ir_instr_id *calls,
                uint32_t count, enum outcome outcome)
{
    /* A failure that the function itself answers with another try ends it only if that fails
     * too; a call that was merely interrupted goes well when it is taken up again. */
    bool fails = outcome == OUTCOME_FAIL || outcome == OUTCOME_PERMANENT;
    frame->others = fails ? OUTCOME_FAIL : OUTCOME_OK;
    if (frame_what_if(frame, &runs->own[outcome], calls, count, outcome, NULL)) {
        runs->solves[outcome] = &runs->own[outcome];
    }
    frame->others = OUTCOME_ANY;
}

static bool returns_pointer(const struct frame *frame)
{
    const struct ir_module *module = frame->module;
    return module->types[module->types[frame->info->type].of].kind == IR_TYPE_POINTER;
}

/* What a success returns by convention: where failures are negative, nothing that is; where they
 * are positive codes, zero; a pointer that is not NULL. Empty: there is none. */
static struct range usual_success(const struct frame *frame, const struct range *fail)
{
    if (returns_pointer(frame)) {
        struct range all = range_all();
        return range_without(&all, 0);
    }
    if (range_high(fail) < 0) {
        return range_of(0, INT64_MAX);
    }
    return range_low(fail) > 0 ? range_of(0, 0) : range_empty();
}

/* A result that also comes back after a failure does not tell success, as long as another does; and
 * the other way round, unless convention calls it a failure: then it comes from one that was no
 * operation's, as for want of memory. Convention also decides where nothing else is known. */
static void sharpen(const struct frame *frame, struct summary_outcome *ok,
                    struct summary_outcome *fail)
{
    struct range good = range_difference(&ok->result, &fail->result);
    struct range bad = range_difference(&fail->result, &ok->result);
    if (!ok->possible || !fail->possible || fail->result.count == 0) {
        return;
    }
    if (good.count != 0) {
        ok->shared = range_intersection(&ok->result, &fail->result);
        ok->result = good;
    }
    struct range usual = usual_success(frame, bad.count != 0 ? &bad : &fail->result);
    if (bad.count != 0) {
        struct range unusual = range_difference(&fail->result, &usual);
        fail->result = usual.count != 0 && good.count != 0 ? range_union(&bad, &unusual) : bad;
    }
    struct range kept = range_intersection(&ok->result, &usual);
    if (kept.count != 0) {
        ok->result = kept;
    }
}

/* One run in which every operation goes well. */
static void run_well(struct frame *frame, struct solve *well, struct flow_state *joined)
{
    struct solve_seed seed = {.block = frame->cfg.order[0], .state = &frame->entry};
    symbol_id value;
    *well = frame_solve(frame, NULL);
    frame->others = OUTCOME_OK;
    solve_run(well, &seed, 1);
    solve_exits(well, &seed, 1);
    frame->others = OUTCOME_ANY;
    summarize_exits(frame, well, MEET_WELL, joined, &value);
}

void summarize_well(struct frame *frame, struct solve *well, struct flow_state *joined)
{
    run_well(frame, well, joined);
    if (!joined->reachable && !well->over_budget) {
        /* It reads to the end: without one it would never return. */
        solve_finish(well);
        frame->may_end = true;
        run_well(frame, well, joined);
        frame->may_end = false;
    }
}

typedef VEC(ir_instr_id) call_list;

/* The first of the calls in a block, or 0. */
static ir_instr_id first_in_block(const struct frame *frame, uint32_t block, const call_list *calls)
{
    const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
    for (uint32_t i = 0; i < calls->count; i++) {
        ir_instr_id call = calls->items[i];
        if (call >= info->first_instr && call - info->first_instr < info->instr_count) {
            return call; /* they are in the order of instructions */
        }
    }
    return 0;
}

/* Those of the calls that are met before any other: what follows them is reached from them. */
static void find_first(const struct frame *frame, const call_list *calls, call_list *first)
{
    struct arena arena = {0};
    struct bitset seen;
    VEC(uint32_t) stack = {0};
    bitset_init(&seen, &arena, frame->cfg.block_count);
    vec_push(&stack, frame->cfg.order[0]);
    bitset_add(&seen, frame->cfg.order[0]);
    while (stack.count != 0) {
        uint32_t block = stack.items[--stack.count];
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
        ir_instr_id call = first_in_block(frame, block, calls);
        if (call != 0) {
            vec_push(first, call);
            continue;
        }
        for (uint32_t edge = 0; edge < info->edge_count; edge++) {
            uint32_t target =
                frame->module->edges[info->first_edge + edge].to - frame->info->first_block;
            if (!bitset_has(&seen, target)) {
                bitset_add(&seen, target);
                vec_push(&stack, target);
            }
        }
    }
    vec_finish(&stack);
    arena_finish(&arena);
}

static void choose_calls(const struct frame *frame, const call_list *calls, call_list *chosen)
{
    call_list some = {0};
    struct map asked = {0}; /* callee -> how often */
    for (uint32_t i = 0; i < calls->count; i++) {
        ir_func_id callee =
            ir_direct_callee(frame->module, &frame->module->instrs[calls->items[i]]);
        uint32_t *times = map_put(&asked, callee, 0);
        if (callee == 0 || (*times)++ < ask_limit_callee) {
            vec_push(&some, calls->items[i]);
        }
    }
    uint32_t count = some.count < ask_limit ? some.count : ask_limit;
    for (uint32_t i = 0; i < count; i++) {
        vec_push(chosen, some.items[(uint64_t)i * some.count / count]);
    }
    map_finish(&asked);
    vec_finish(&some);
}

static bool ends(const struct outcome_runs *runs)
{
    return runs->solves[OUTCOME_OK] != NULL && runs->solves[OUTCOME_OK]->exits.count != 0;
}

/* What follows when the first operations go well, and all after them; to the end of what is read,
 * where the function would never return otherwise. */
static void ask_well(struct frame *frame, struct outcome_runs *runs, const call_list *first)
{
    ask(frame, runs, first->items, first->count, OUTCOME_OK);
    if (!ends(runs)) {
        solve_finish(&runs->own[OUTCOME_OK]);
        runs->own[OUTCOME_OK] = (struct solve){0};
        frame->may_end = true;
        ask(frame, runs, first->items, first->count, OUTCOME_OK);
        frame->may_end = false;
    }
}

/* What the function returns after one of the calls ended so; `meet` is a place of its own. */
static struct range result_after(struct frame *frame, const ir_instr_id *calls, uint32_t count,
                                 enum outcome outcome, uint32_t meet)
{
    struct outcome_runs alone = {0};
    struct summary_outcome told = {.result = range_empty()};
    ask(frame, &alone, calls, count, outcome);
    if (alone.solves[outcome] != NULL) {
        take_result(frame, alone.solves[outcome], meet, &told);
    }
    solve_finish(&alone.own[outcome]);
    return told.result;
}

/* Those of the calls whose failure makes a difference. */
static void find_telling(struct frame *frame, const call_list *calls, call_list *telling)
{
    for (uint32_t i = 0; i < calls->count; i++) {
        ir_instr_id call = calls->items[i];
        struct range bad = result_after(frame, &call, 1, OUTCOME_FAIL, MEET_TELLING + 2 * i);
        struct range good = result_after(frame, &call, 1, OUTCOME_OK, MEET_TELLING + 2 * i + 1);
        struct range lacking = range_difference(&good, &bad);
        if (bad.count != 0 && lacking.count != 0) {
            vec_push(telling, call);
        }
    }
}

/* A failure that nobody looks at is followed by what follows a success. Where nothing tells a
 * success from failures such failures are left out. */
static void leave_out_ignored(struct frame *frame, struct summary *summary,
                              struct outcome_runs *runs, const call_list *calls)
{
    const struct summary_outcome *ok = &summary->outcomes[OUTCOME_OK];
    struct summary_outcome *fail = &summary->outcomes[OUTCOME_FAIL];
    struct range good = range_difference(&ok->result, &fail->result);
    if (!ok->possible || !fail->possible || good.count != 0 || calls->count < 2 ||
        range_is_all(&ok->result) || frame->cfg.block_count > telling_limit) {
        return;
    }
    call_list telling = {0};
    find_telling(frame, calls, &telling);
    if (telling.count != 0 && telling.count < calls->count) {
        solve_finish(&runs->own[OUTCOME_FAIL]);
        runs->own[OUTCOME_FAIL] = (struct solve){0};
        ask(frame, runs, telling.items, telling.count, OUTCOME_FAIL);
        take_result(frame, runs->solves[OUTCOME_FAIL], MEET_TELLING + 2 * ask_limit, fail);
    }
    vec_finish(&telling);
}

/* What comes back before any operation was made says nothing of how one ended, unless none of them
 * can go well. */
static void run_outcomes(struct frame *frame, struct summary *summary, struct outcome_runs *runs,
                         struct solve *well, const call_list *calls, const call_list *some)
{
    call_list first = {0};
    find_first(frame, calls, &first);
    frame->before = well;
    frame->before_others = OUTCOME_OK;
    ask_well(frame, runs, &first);
    vec_finish(&first);
    for (int i = OUTCOME_FAIL; i < OUTCOME_COUNT; i++) {
        ask(frame, runs, some->items, some->count, (enum outcome)i);
    }
    if (!ends(runs)) {
        runs->solves[OUTCOME_OK] = well;
    }
    for (int i = OUTCOME_OK; i < OUTCOME_COUNT; i++) {
        if (runs->solves[i] != NULL) {
            take_result(frame, runs->solves[i], runs->meet + (uint32_t)i, &summary->outcomes[i]);
        }
    }
    leave_out_ignored(frame, summary, runs, some);
    frame->before = &frame->solve;
    frame->before_others = OUTCOME_ANY;
}

static const struct setting_value *written_to(const struct summary_outcome *told, path_id path)
{
    for (uint32_t i = 0; i < told->writes.count; i++) {
        if (told->writes.items[i].path == path) {
            return &told->writes.items[i].value;
        }
    }
    return NULL;
}

/* Whether a number that is left behind after a failure is not left behind after a success. */
static bool shows_failure(const struct summary *summary)
{
    const struct summary_outcome *ok = &summary->outcomes[OUTCOME_OK];
    const struct summary_outcome *fail = &summary->outcomes[OUTCOME_FAIL];
    for (uint32_t i = 0; ok->possible && i < fail->writes.count; i++) {
        const struct setting_value *after = &fail->writes.items[i].value;
        const struct setting_value *well = written_to(ok, fail->writes.items[i].path);
        if (after->constants.count == 0 || after->inherits) {
            continue;
        }
        struct range common = well == NULL
                                  ? after->constants
                                  : range_intersection(&after->constants, &well->constants);
        if (well != NULL && common.count == 0 && !well->unknown) {
            return true;
        }
    }
    return false;
}

/* Whether going well leaves a number somewhere that is not left there when it ended the other way:
 * `session->state = CONNECTED`. */
static bool leaves_more(const struct summary_outcome *ok, const struct summary_outcome *told)
{
    bool more = false;
    for (uint32_t i = 0; i < ok->writes.count && !more; i++) {
        const struct summary_write *write = &ok->writes.items[i];
        const struct setting_value *other = written_to(told, write->path);
        struct range common = other == NULL
                                  ? range_empty()
                                  : range_intersection(&other->constants, &write->value.constants);
        more = write->value.constants.count != 0 && common.count == 0 &&
               (other == NULL || !other->unknown);
    }
    return more;
}

/* Callers cannot tell it from going well: neither the result nor what is written differs. */
static bool is_same(const struct summary *summary, enum outcome outcome)
{
    const struct summary_outcome *ok = &summary->outcomes[OUTCOME_OK];
    const struct summary_outcome *told = &summary->outcomes[outcome];
    bool fails = outcome == OUTCOME_FAIL || outcome == OUTCOME_PERMANENT;
    return !fails && ok->possible && told->possible && range_equal(&ok->result, &told->result) &&
           !leaves_more(ok, told);
}

static bool is_wait(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    return model != NULL && model->operation == OPERATION_WAIT;
}

/* An answer that did not come in time may be told where one that was not ready is not: the waits
 * alone are asked about. */
static void ask_waits(struct frame *frame, struct summary *summary, struct outcome_runs *runs,
                      struct solve *well, const call_list *calls, const struct flow_state *all)
{
    call_list waits = {0};
    for (uint32_t i = 0; i < calls->count; i++) {
        if (is_wait(frame, calls->items[i])) {
            vec_push(&waits, calls->items[i]);
        }
    }
    if (waits.count != 0 && waits.count < calls->count) {
        struct summary_outcome *told = &summary->outcomes[OUTCOME_AGAIN];
        solve_finish(&runs->own[OUTCOME_AGAIN]);
        runs->own[OUTCOME_AGAIN] = (struct solve){0};
        told->writes.count = 0;
        frame->before = well;
        frame->before_others = OUTCOME_OK;
        ask(frame, runs, waits.items, waits.count, OUTCOME_AGAIN);
        frame->before = &frame->solve;
        frame->before_others = OUTCOME_ANY;
        runs->meet = MEET_WAITS;
        take_result(frame, &runs->own[OUTCOME_AGAIN], MEET_WAITS, told);
        take_writes(frame, runs, OUTCOME_AGAIN, told, all, NULL);
    }
    vec_finish(&waits);
}

/* It is a function that says when its answer did not come. */
static bool says_so(const struct frame *frame, ir_instr_id call)
{
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    return count == 1 &&
           (frame->analysis->summaries[targets[0]].times_out || frame_waits(frame, call));
}

/* The calls that wait for some time: where there are none itself, those that say so. */
static void split_waits(const struct frame *frame, const call_list *calls, call_list *waits,
                        call_list *others)
{
    bool direct = false;
    for (uint32_t i = 0; i < calls->count; i++) {
        direct = direct || is_wait(frame, calls->items[i]);
    }
    for (uint32_t i = 0; i < calls->count; i++) {
        ir_instr_id call = calls->items[i];
        bool waits_for = direct ? is_wait(frame, call) : says_so(frame, call);
        call_list *list = waits_for ? waits : others;
        vec_push(list, call);
    }
}

/* Whether the result after a wait that ended without an answer is that of nothing else: not of a
 * failure, nor of an operation that was not ready. */
static bool has_result_for_timeout(struct frame *frame, const struct summary *summary,
                                   struct solve *well, const call_list *calls)
{
    call_list waits = {0};
    call_list others = {0};
    split_waits(frame, calls, &waits, &others);
    bool has = false;
    if (waits.count != 0 && summary->outcomes[OUTCOME_AGAIN].possible) {
        frame->before = well;
        frame->before_others = OUTCOME_OK;
        struct range late = result_after(frame, waits.items, waits.count, OUTCOME_AGAIN, MEET_LATE);
        struct range unready = others.count == 0 ? range_empty()
                                                 : result_after(frame, others.items, others.count,
                                                                OUTCOME_AGAIN, MEET_LATE + 1);
        frame->before = &frame->solve;
        frame->before_others = OUTCOME_ANY;
        struct range taken = range_union(&summary->outcomes[OUTCOME_FAIL].result,
                                         &summary->outcomes[OUTCOME_OK].result);
        taken = range_union(&taken, &unready);
        has = late.count != 0 && range_intersection(&late, &taken).count == 0;
    }
    vec_finish(&waits);
    vec_finish(&others);
    return has;
}

static bool tells_outcome(const struct frame *frame, ir_instr_id id)
{
    return frame->module->instrs[id].op == IR_INSTR_CALL &&
           (frame_decides(frame, id) || frame_catches(frame, id)) &&
           frame_outcome_visible(frame, id);
}

void summarize_outcomes(struct frame *frame, struct summary *summary, struct solve *well,
                        const struct flow_state *all, struct flow_state *well_end,
                        struct map *objects)
{
    call_list calls = {0};
    call_list some = {0}; /* of which how they end is asked */
    struct outcome_runs runs = {.objects = objects, .meet = MEET_OUTCOME};
    for (uint32_t i = 0; i < frame->info->block_count; i++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + i];
        for (uint32_t k = 0; k < block->instr_count; k++) {
            ir_instr_id id = block->first_instr + k;
            if (tells_outcome(frame, id)) {
                vec_push(&calls, id);
            }
        }
    }
    if (calls.count != 0) {
        choose_calls(frame, &calls, &some);
        run_outcomes(frame, summary, &runs, well, &calls, &some);
        sharpen(frame, &summary->outcomes[OUTCOME_OK], &summary->outcomes[OUTCOME_FAIL]);
        for (int i = OUTCOME_OK; i < OUTCOME_COUNT; i++) {
            if (summary->outcomes[i].possible) {
                take_writes(frame, &runs, (enum outcome)i, &summary->outcomes[i], all,
                            i == OUTCOME_OK ? well_end : NULL);
            }
        }
        if (is_same(summary, OUTCOME_AGAIN)) {
            ask_waits(frame, summary, &runs, well, &some, all);
        }
        for (int i = OUTCOME_OK + 1; i < OUTCOME_COUNT; i++) {
            struct summary_outcome *told = &summary->outcomes[i];
            told->possible = told->possible && !is_same(summary, (enum outcome)i);
        }
        summary->times_out = has_result_for_timeout(frame, summary, well, &some);
        const struct summary_outcome *again = &summary->outcomes[OUTCOME_AGAIN];
        summary->shows = shows_failure(summary) ||
                         (again->possible && leaves_more(&summary->outcomes[OUTCOME_OK], again));
    }
    for (int i = OUTCOME_OK; i < OUTCOME_COUNT; i++) {
        solve_finish(&runs.own[i]);
    }
    vec_finish(&calls);
    vec_finish(&some);
}
