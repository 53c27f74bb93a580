/* What a function does with locks that its callers see, too. */
#include "program/lock_flow.h"

/* How the results tell whether the lock is left held. */
struct lock_exits {
    bool held, free, released;
    struct range when, unless;
};

static void add_results(struct range *results, const struct frame *frame,
                        const struct flow_state *state, symbol_id value)
{
    struct range one = value == 0 ? range_all() : state_range(&frame->space, state, value);
    *results = range_union(results, &one);
}

/* An exit at which the call's own result says whether the lock was taken counts as two. */
static void add_exit(struct frame *frame, const struct solve_exit *leaving, cell_id cell,
                     struct lock_exits *exits)
{
    struct lock_view view = lock_view_at(frame, &leaving->state, cell);
    symbol_id value = state_read(&frame->space, &leaving->state, cell);
    bool held = view.taken != 0;
    for (int truth = 0; truth <= 1; truth++) {
        struct flow_state state = {0};
        state_copy(&state, &leaving->state);
        bool possible = held ? state_assume(&frame->space, &state, value, truth != 0) : !truth;
        bool sure = held && !truth && !view.before && !view.released &&
                    frame->space.symbols.items[value].kind == SYMBOL_OUTPUT;
        if (possible && !sure) {
            add_results(truth ? &exits->when : &exits->unless, frame, &state, leaving->value);
            exits->held = exits->held || truth;
            exits->free = exits->free || !truth;
        }
        state_finish(&state);
    }
    exits->released = exits->released || view.released;
}

/* The only call that takes the lock, where its result is looked at; else 0. */
static ir_instr_id only_taker(const struct frame *frame, cell_id cell)
{
    ir_instr_id found = 0;
    for (uint32_t i = 0; i < frame->locks.acts.count; i++) {
        const struct lock_act *act = &frame->locks.acts.items[i];
        if (act->cell == cell && act->takes) {
            const struct model_function *model =
                analysis_model(frame->analysis, frame->module_index, act->call);
            bool asked = found == 0 && model != NULL && model->fails.range_count != 0 &&
                         frame->module->instrs[act->call].dest != 0;
            if (!asked) {
                return 0;
            }
            found = act->call;
        }
    }
    return found;
}

/* What the function returns when that call ended so; everything, where that cannot be said. */
static struct range results_if(struct frame *frame, ir_instr_id call, enum outcome outcome)
{
    struct range results = range_empty();
    struct solve solve = {0};
    if (frame_what_if(frame, &solve, &call, 1, outcome, NULL)) {
        for (uint32_t i = 0; i < solve.exits.count; i++) {
            const struct solve_exit *leaving = &solve.exits.items[i];
            if (leaving->edge == UINT32_MAX) {
                add_results(&results, frame, &leaving->state, leaving->value);
            }
        }
    }
    solve_finish(&solve);
    return results.count == 0 ? range_all() : results;
}

static bool tells(const struct lock_exits *exits)
{
    struct range both = range_intersection(&exits->when, &exits->unless);
    return exits->free && both.count == 0;
}

/* Where the paths met before the function returned: what comes after each end of the call. */
static void ask_the_call(struct frame *frame, cell_id cell, struct lock_exits *exits)
{
    ir_instr_id call = only_taker(frame, cell);
    if (call != 0 && exits->held && exits->free && !tells(exits)) {
        exits->when = results_if(frame, call, OUTCOME_OK);
        exits->unless = results_if(frame, call, OUTCOME_FAIL);
    }
}

static struct lock_exits look_at_exits(struct frame *frame, cell_id cell)
{
    struct lock_exits exits = {.when = range_empty(), .unless = range_empty()};
    for (uint32_t i = 0; i < frame->solve.exits.count; i++) {
        if (frame->solve.exits.items[i].edge == UINT32_MAX) {
            add_exit(frame, &frame->solve.exits.items[i], cell, &exits);
        }
    }
    ask_the_call(frame, cell, &exits);
    if (!tells(&exits)) {
        exits.when = range_empty();
        exits.unless = range_empty();
    }
    return exits;
}

static bool releases_foreign(const struct lock_list *list, cell_id cell)
{
    for (uint32_t i = 0; i < list->acts.count; i++) {
        if (list->acts.items[i].cell == cell && list->acts.items[i].foreign) {
            return true;
        }
    }
    return false;
}

static bool takes(const struct lock_list *list, cell_id cell)
{
    for (uint32_t i = 0; i < list->acts.count; i++) {
        if (list->acts.items[i].cell == cell && list->acts.items[i].takes) {
            return true;
        }
    }
    return false;
}

void summarize_locks(struct frame *frame, struct summary *summary)
{
    const struct lock_list *list = &frame->locks;
    for (uint32_t i = 0; i < list->acts.count; i++) {
        const struct lock_act *act = &list->acts.items[i];
        if (act->path == 0 || !lock_is_first(list, i)) {
            continue;
        }
        struct lock_exits exits = look_at_exits(frame, act->cell);
        struct summary_lock lock = {
            .path = act->path, .setting = act->setting, .when = exits.when, .unless = exits.unless};
        /* Left held on one path and released on another is what conditions look like that were not
         * understood, unless the result tells the paths apart. */
        bool told = exits.when.count != 0 || !exits.released;
        if (exits.held && told) {
            lock.use = LOCK_LEAVES;
        } else if (releases_foreign(list, act->cell)) {
            lock.use = LOCK_RELEASES;
        } else if (takes(list, act->cell)) {
            lock.use = LOCK_PASSES;
        } else {
            continue;
        }
        vec_push(&summary->locks, lock);
    }
}
