/* Failures after which a timer is started, and would not be had the operation gone well. */
#include "facts/timer_parts.h"
#include "program/outcome.h"
#include "program/targets.h"

/* Operations that are looked at in one function. */
static const uint32_t probe_limit = 16;
/* … and what that may cost together (see solve.work); about a tenth of a second. */
static const uint64_t work_limit = 60000000;

/* Whether the call starts the timer, itself or in what it calls. */
static bool starts(const struct timer_table *table, const struct frame *frame, ir_instr_id call,
                   uint32_t arm)
{
    const struct timer_arm *info = &table->arms.items[arm];
    if (info->func == frame->func && info->call == call) {
        return true;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = timer_first_lead(table, targets[i]);
             k < table->leads.count && table->leads.items[k].func == targets[i]; k++) {
            if (table->leads.items[k].arm == arm) {
                return true;
            }
        }
    }
    return false;
}

/* The call among those made that starts the timer, or 0. */
static ir_instr_id starting_call(const struct timer_table *table, const struct frame *frame,
                                 const struct map *called, uint32_t arm)
{
    for (uint32_t i = 0; i < called->entries.count; i++) {
        ir_instr_id call = (ir_instr_id)called->entries.items[i].key;
        if (starts(table, frame, call, arm)) {
            return call;
        }
    }
    return 0;
}

/* What is called once the operation failed, or went well. Both are needed: a timer that is started
 * either way is the period of a poll. */
struct aftermath {
    bool possible;
    uint64_t work; /* what it cost */
    struct map failed;
    struct map well;
};

static bool what_follows(struct frame *frame, ir_instr_id call, enum outcome outcome,
                         struct map *called, uint64_t *work)
{
    struct solve solve;
    frame->others = outcome == OUTCOME_OK ? OUTCOME_OK : OUTCOME_ANY;
    frame->called = called;
    bool possible = frame_what_if(frame, &solve, &call, 1, outcome, NULL);
    frame->others = OUTCOME_ANY;
    frame->called = NULL;
    *work += solve.work;
    solve_finish(&solve);
    return possible;
}

/* Adds what is called when the parameter has the values. A single one stands for it as a number, so
 * that its bits can be told. */
static void follow_status(struct frame *frame, cell_id param, const struct range *values,
                          struct map *called)
{
    for (uint32_t i = 0; i < values->count; i++) {
        struct flow_state entry = {0};
        struct range part = range_of(values->low[i], values->high[i]);
        symbol_id status = state_read(&frame->space, &frame->entry, param);
        state_copy(&entry, &frame->entry);
        if (part.low[0] == part.high[0]) {
            state_write(&frame->space, &entry, param, space_int(&frame->space, part.low[0]));
        }
        if (state_narrow(&frame->space, &entry, status, &part)) {
            struct solve_seed seed = {.block = frame->cfg.order[0], .state = &entry};
            struct solve solve = frame_solve(frame, NULL);
            frame->called = called;
            solve_run(&solve, &seed, 1);
            frame->called = NULL;
            solve_finish(&solve);
        }
        state_finish(&entry);
    }
}

/* What the function does when its parameter tells of a failure, or of none. */
static struct aftermath after_status(struct frame *frame, const struct model_callback *callback)
{
    struct aftermath after = {.possible = callback->status < frame->info->param_count};
    if (!after.possible) {
        return after;
    }
    ir_var_id var = frame->info->first_var + callback->status;
    cell_id param = space_cell(&frame->space, CELL_VAR, var, 0, frame->module->vars[var].type);
    struct range failed = outcome_range(&callback->failed);
    struct range well = outcome_range(&callback->well);
    struct range all = range_all();
    if (well.count == 0) {
        well = range_difference(&all, &failed);
    }
    follow_status(frame, param, &failed, &after.failed);
    follow_status(frame, param, &well, &after.well);
    return after;
}

static struct aftermath after_call(struct frame *frame, ir_instr_id call)
{
    struct aftermath after = {0};
    after.possible = frame_outcome_possible(frame, call, OUTCOME_FAIL) &&
                     what_follows(frame, call, OUTCOME_FAIL, &after.failed, &after.work);
    if (after.possible) {
        (void)what_follows(frame, call, OUTCOME_OK, &after.well, &after.work);
    }
    return after;
}

static void note_starts(struct timer_table *table, const struct definitions *definitions,
                        ir_instr_id decisive, struct aftermath *after)
{
    const struct frame *frame = definitions->frame;
    for (uint32_t i = timer_first_lead(table, frame->func);
         after->possible && i < table->leads.count; i++) {
        uint32_t arm = table->leads.items[i].arm;
        ir_instr_id call = starting_call(table, frame, &after->failed, arm);
        if (call != 0 && starting_call(table, frame, &after->well, arm) == 0) {
            vec_push(&table->starts,
                     ((struct timer_start){.func = frame->func,
                                           .call = call,
                                           .decisive = decisive,
                                           .arm = arm,
                                           .limit = limit_before(definitions, call)}));
        }
    }
    map_finish(&after->failed);
    map_finish(&after->well);
}

static void probe_calls(struct timer_table *table, const struct definitions *definitions)
{
    struct frame *frame = definitions->frame;
    const struct program_func *info = &frame->analysis->program->funcs.items[frame->func];
    uint32_t probed = 0;
    uint64_t work = 0;
    for (uint32_t i = 0; i < info->call_count && probed < probe_limit && work < work_limit; i++) {
        ir_instr_id call = frame->analysis->program->calls.items[info->first_call + i].instr;
        if (frame_decides(frame, call) && frame_outcome_visible(frame, call)) {
            struct aftermath after = after_call(frame, call);
            note_starts(table, definitions, call, &after);
            work += after.work;
            probed++;
        }
    }
}

void timers_find_starts(struct timer_table *table, const struct definitions *definitions)
{
    struct frame *frame = definitions->frame;
    const uint32_t *told = map_get(&table->callbacks, frame->func);
    if (told != NULL) {
        struct aftermath after = after_status(frame, table->told.items[*told]);
        note_starts(table, definitions, 0, &after);
    }
    probe_calls(table, definitions);
}
