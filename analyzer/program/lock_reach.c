/* From the calls at which locks are held down to the network calls below them. */
#include "program/analysis.h"

static const uint32_t locks_at_most = 4; /* held in one function for its callers */
static const uint32_t calls_at_most = 8; /* on the way down */
/* Behind a pointer to more functions than this the lock and the call that waits seldom meet: a tree
 * with a lock and one that calls back, a module that is locked and one that connects. */
static const uint32_t targets_at_most = 8;

typedef VEC(uint32_t) hold_list; /* indices into the book's holds */

struct reach {
    struct analysis *analysis;
    struct lock_book *book;
    hold_list *given;      /* by func_ref: what callers hold */
    struct map notes;      /* module and call -> index of its first note + 1 */
    struct map conditions; /* the same for conditions */
};

static uint64_t key_of(const struct analysis *analysis, func_ref func, ir_instr_id call)
{
    return map_pair(analysis->program->funcs.items[func].module, call);
}

static void index_book(struct reach *reach)
{
    const struct lock_book *book = reach->book;
    for (uint32_t i = 0; i < book->calls.count; i++) {
        const struct lock_at_call *note = &book->calls.items[i];
        (void)map_put(&reach->notes, key_of(reach->analysis, note->func, note->call), i + 1);
    }
    for (uint32_t i = 0; i < book->conditions.count; i++) {
        const struct call_condition *of = &book->conditions.items[i];
        (void)map_put(&reach->conditions, key_of(reach->analysis, of->func, of->call), i + 1);
    }
}

static bool is_listed(const struct lock_book *book, const hold_list *list, str_id name)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (book->holds.items[list->items[i]].name == name) {
            return true;
        }
    }
    return false;
}

/* The notes of a call from the first to the last; an empty range where it has none. */
static void notes_of(const struct reach *reach, const struct program_call *call, uint32_t *first,
                     uint32_t *end)
{
    const struct lock_book *book = reach->book;
    const uint32_t *found =
        map_get(&reach->notes, key_of(reach->analysis, call->caller, call->instr));
    *first = found == NULL ? 0 : *found - 1;
    *end = *first;
    while (found != NULL && *end < book->calls.count &&
           book->calls.items[*end].func == call->caller &&
           book->calls.items[*end].call == call->instr) {
        ++*end;
    }
}

static bool is_released(const struct reach *reach, uint32_t first, uint32_t end,
                        const struct lock_hold *hold)
{
    for (uint32_t i = first; i < end; i++) {
        const struct lock_at_call *note = &reach->book->calls.items[i];
        if (!note->held && lock_key_matches(&note->key, &hold->key)) {
            return true;
        }
    }
    return false;
}

/* Whether the call with these arguments never leads to that call in the function called. */
static bool is_excluded(const struct reach *reach, const struct lock_hold *hold,
                        const struct program_call *call)
{
    const struct lock_book *book = reach->book;
    const struct ir_module *module = program_module(reach->analysis->program, hold->func);
    const struct ir_instr *from = &module->instrs[hold->instr];
    const uint32_t *found =
        map_get(&reach->conditions, key_of(reach->analysis, call->caller, call->instr));
    for (uint32_t i = found == NULL ? book->conditions.count : *found - 1;
         i < book->conditions.count; i++) {
        const struct call_condition *condition = &book->conditions.items[i];
        if (condition->func != call->caller || condition->call != call->instr) {
            break;
        }
        if (condition->param >= from->arg_count) {
            continue;
        }
        ir_expr_id given = module->lists[from->first_arg + condition->param];
        const struct ir_expr *arg = &module->exprs[ir_uncast(module, given)];
        if (arg->op == IR_EXPR_INT && !range_has(&condition->range, arg->value)) {
            return true;
        }
    }
    return false;
}

/* What is held at a call: what the callers hold and the function did not release, and its own. */
static void collect_held(struct reach *reach, const struct program_call *call, hold_list *held)
{
    struct lock_book *book = reach->book;
    const hold_list *given = &reach->given[call->caller];
    uint32_t first;
    uint32_t end;
    notes_of(reach, call, &first, &end);
    for (uint32_t i = 0; i < given->count; i++) {
        const struct lock_hold *hold = &book->holds.items[given->items[i]];
        if (!is_released(reach, first, end, hold) && !is_excluded(reach, hold, call)) {
            vec_push(held, given->items[i]);
        }
    }
    for (uint32_t i = first; i < end; i++) {
        const struct lock_at_call *note = &book->calls.items[i];
        if (note->held && !is_listed(book, held, note->name)) {
            vec_push(held, book->holds.count);
            vec_push(&book->holds, ((struct lock_hold){.name = note->name,
                                                       .key = note->key,
                                                       .func = note->func,
                                                       .instr = note->taken}));
        }
    }
}

static void give(struct reach *reach, const struct program_call *call, const hold_list *held,
                 func_ref target)
{
    struct lock_book *book = reach->book;
    hold_list *given = &reach->given[target];
    for (uint32_t i = 0; i < held->count && given->count < locks_at_most; i++) {
        struct lock_hold hold = book->holds.items[held->items[i]];
        if (hold.depth == calls_at_most || is_listed(book, given, hold.name)) {
            continue;
        }
        hold.above = held->items[i];
        hold.func = call->caller;
        hold.instr = call->instr;
        hold.depth++;
        vec_push(given, book->holds.count);
        vec_push(&book->holds, hold);
    }
}

/* Guesses are not followed: of all functions that could be called so, most never are. */
static void hand_down(struct reach *reach, const struct program_call *call)
{
    struct analysis *analysis = reach->analysis;
    const struct program *program = analysis->program;
    uint32_t module = program->funcs.items[call->caller].module;
    hold_list held = {0};
    collect_held(reach, call, &held);
    const uint32_t *site = map_get(&analysis->site_of, map_pair(module, call->instr));
    for (uint32_t i = 0; site != NULL && *site != 0 && i < held.count; i++) {
        vec_push(&analysis->sites.items[*site - 1].locks, held.items[i]);
    }
    bool within = held.count != 0 && !call->guessed && call->target_count <= targets_at_most &&
                  analysis_model(analysis, module, call->instr) == NULL;
    for (uint32_t t = 0; within && t < call->target_count; t++) {
        func_ref target = program->targets.items[call->first_target + t];
        if (analysis->summaries[target].network && target != call->caller) {
            give(reach, call, &held, target);
        }
    }
    vec_finish(&held);
}

void analysis_hand_down_locks(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    struct arena arena = {0};
    struct reach reach = {.analysis = analysis,
                          .book = &analysis->locks,
                          .given = arena_alloc(&arena, program->funcs.count * sizeof *reach.given)};
    (void)vec_push_zero(&reach.book->holds);
    bool any = reach.book->calls.count != 0;
    if (any) {
        index_book(&reach);
    }
    for (uint32_t i = program->bottom_up.count; any && i-- > 0;) {
        const struct program_func *info = &program->funcs.items[program->bottom_up.items[i]];
        for (uint32_t k = 0; k < info->call_count; k++) {
            hand_down(&reach, &program->calls.items[info->first_call + k]);
        }
    }
    for (func_ref func = 0; func < program->funcs.count; func++) {
        vec_finish(&reach.given[func]);
    }
    map_finish(&reach.notes);
    map_finish(&reach.conditions);
    arena_finish(&arena);
}
