/* Which timers make a failed attempt again, now that the whole program is known. */
#include "facts/timer.h"

/* What one function leads to: what it calls, and what it hands to others to call. */
struct reach {
    const struct program *program;
    bool *reached;
    VEC(func_ref) stack;
};

static void reach_add(struct reach *reach, func_ref func)
{
    if (func != 0 && !reach->reached[func]) {
        reach->reached[func] = true;
        vec_push(&reach->stack, func);
    }
}

static void reach_mentioned(struct reach *reach, func_ref func)
{
    const struct program_func *info = &reach->program->funcs.items[func];
    const struct ir_func *ir = program_ir_func(reach->program, func);
    const struct ir_module *code = &reach->program->modules[info->module];
    for (uint32_t b = 0; info->defined && b < ir->block_count; b++) {
        const struct ir_block *block = &code->blocks[ir->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_instr *instr = &code->instrs[block->first_instr + i];
            reach_add(reach, program_named(reach->program, info->module, instr->value));
            for (uint32_t k = 0; k < instr->arg_count; k++) {
                reach_add(reach, program_named(reach->program, info->module,
                                               code->lists[instr->first_arg + k]));
            }
        }
    }
}

static bool leads_to(const struct program *program, func_ref from, func_ref to)
{
    struct arena arena = {0};
    struct reach reach = {.program = program,
                          .reached =
                              arena_alloc(&arena, program->funcs.count * sizeof *reach.reached)};
    reach_add(&reach, from);
    while (reach.stack.count != 0 && !reach.reached[to]) {
        func_ref func = reach.stack.items[--reach.stack.count];
        const struct program_func *info = &program->funcs.items[func];
        for (uint32_t i = 0; i < info->call_count; i++) {
            const struct program_call *call = &program->calls.items[info->first_call + i];
            for (uint32_t t = 0; t < call->target_count; t++) {
                reach_add(&reach, program->targets.items[call->first_target + t]);
            }
        }
        reach_mentioned(&reach, func);
    }
    bool found = reach.reached[to];
    vec_finish(&reach.stack);
    arena_finish(&arena);
    return found;
}

static bool may_be(const struct timer_arm *arm, location_id timer)
{
    for (uint32_t i = 0; i < arm->timers.count; i++) {
        if (arm->timers.items[i] == timer) {
            return true;
        }
    }
    return false;
}

/* Whether the function makes an attempt, and in the end comes to where that failed. */
static bool tries_again(const struct analysis *analysis, func_ref function,
                        const struct timer_start *start)
{
    return analysis->summaries[function].network &&
           leads_to(analysis->program, function, start->func);
}

/* What the function that starts the timer gave it itself counts alone. */
static bool is_given_there(const struct timer_table *table, const struct timer_arm *arm)
{
    for (uint32_t i = 0; i < table->given.count; i++) {
        if (table->given.items[i].by == arm->func && may_be(arm, table->given.items[i].timer)) {
            return true;
        }
    }
    return false;
}

/* The function by which the timer makes the attempt again, or 0. */
static func_ref function_again(const struct timer_table *table, const struct analysis *analysis,
                               const struct timer_start *start)
{
    const struct timer_arm *arm = &table->arms.items[start->arm];
    if (arm->function != 0) {
        return tries_again(analysis, arm->function, start) ? arm->function : 0;
    }
    bool there = is_given_there(table, arm);
    for (uint32_t i = 0; i < table->given.count; i++) {
        const struct timer_given *given = &table->given.items[i];
        bool meant = may_be(arm, given->timer) && (!there || given->by == arm->func);
        if (meant && !given->when_ready && tries_again(analysis, given->function, start)) {
            return given->function;
        }
    }
    return 0;
}

static struct loop_entry *add_entry(struct loop_list *list, const struct analysis *analysis,
                                    func_ref func, ir_instr_id call, func_ref function)
{
    const struct ir_module *module = program_module(analysis->program, func);
    const struct ir_loc *loc = &module->locs[module->instrs[call].loc];
    struct loop_entry *entry = vec_push_zero(&list->entries);
    entry->func = func;
    entry->loc = module->instrs[call].loc;
    entry->line = loc->line;
    entry->end_line = loc->end_line;
    entry->class = LOOP_RETRY;
    entry->outcome = OUTCOME_FAIL;
    entry->later = function;
    entry->idempotent = analysis->summaries[function].idempotent;
    return entry;
}

static bool is_known(const struct loop_list *list, const struct timer_start *start)
{
    for (uint32_t i = 0; i < list->entries.count; i++) {
        const struct loop_entry *entry = &list->entries.items[i];
        if (entry->later != 0 && entry->func == start->func && entry->starts == start->call) {
            return true;
        }
    }
    return false;
}

static void decide_start(const struct timer_table *table, const struct analysis *analysis,
                         struct loop_list *list, const struct timer_start *start)
{
    func_ref function = function_again(table, analysis, start);
    if (function == 0 || is_known(list, start)) {
        return;
    }
    const struct timer_arm *arm = &table->arms.items[start->arm];
    struct loop_entry *entry = add_entry(list, analysis, start->func, start->call, function);
    entry->starts = start->call;
    entry->decisive = start->decisive;
    entry->pause = arm->pause;
    entry->untimed = arm->untimed;
    entry->limit = start->limit.bounded ? start->limit : arm->limit;
    /* The function that is called later may have a limit of its own. */
    entry->open = !entry->limit.bounded && function != start->func;
}

static bool lies_in(const struct range *range, const struct model_result *values)
{
    for (uint32_t i = 0; i < values->range_count; i++) {
        if (range_low(range) >= values->ranges[i].low &&
            range_high(range) <= values->ranges[i].high) {
            return true;
        }
    }
    return false;
}

/* A function that asks the loop to call it again when its attempt failed, and only then. */
static void decide_repeats(const struct timer_arm *arm, const struct analysis *analysis,
                           struct loop_list *list)
{
    const struct summary *summary = &analysis->summaries[arm->function];
    const struct summary_outcome *fail = &summary->outcomes[OUTCOME_FAIL];
    const struct summary_outcome *ok = &summary->outcomes[OUTCOME_OK];
    bool told = fail->possible && ok->possible && fail->result.count != 0 && ok->result.count != 0;
    if (arm->function == 0 || !told || !summary->resends ||
        !lies_in(&fail->result, &arm->repeats) || lies_in(&ok->result, &arm->repeats)) {
        return;
    }
    struct loop_entry *entry = add_entry(list, analysis, arm->func, arm->call, arm->function);
    entry->starts = arm->call;
    entry->pause = arm->pause;
    entry->untimed = arm->untimed;
    entry->open = true;
}

void timers_decide(const struct timer_table *table, const struct analysis *analysis,
                   struct loop_list *list)
{
    for (uint32_t i = 0; i < table->starts.count; i++) {
        decide_start(table, analysis, list, &table->starts.items[i]);
    }
    for (uint32_t i = 0; i < table->arms.count; i++) {
        decide_repeats(&table->arms.items[i], analysis, list);
    }
}
