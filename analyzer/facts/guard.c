#include "facts/guard.h"

#include "facts/slice.h"
#include "program/targets.h"

static bool refuses(const struct definitions *definitions, ir_instr_id call)
{
    const struct frame *frame = definitions->frame;
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->refuses.results.range_count != 0;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (definitions->traits->returned[targets[i]].refusal) {
            return true;
        }
    }
    return false;
}

bool guard_is_asked(const struct definitions *definitions)
{
    const struct program *program = definitions->frame->analysis->program;
    const struct program_func *info = &program->funcs.items[definitions->frame->func];
    for (uint32_t i = 0; i < info->call_count; i++) {
        if (refuses(definitions, program->calls.items[info->first_call + i].instr)) {
            return true;
        }
    }
    return false;
}

/* What the branch at the end of the block asks whether to go on, or NULL. */
static const char *asked_guard(const struct definitions *definitions, uint32_t index)
{
    const struct frame *frame = definitions->frame;
    const struct ir_block *block = &frame->module->blocks[frame->info->first_block + index];
    struct slice slice = {.definitions = definitions, .branch = index + 1};
    if (block->term != IR_TERM_BRANCH && block->term != IR_TERM_SWITCH) {
        return NULL;
    }
    slice_add(&slice, block->cond);
    const char *guard = slice.attempt ? NULL : slice.traits.guard;
    slice_finish(&slice);
    return guard;
}

/* Marks the blocks that are reached from `from` without passing `around`. */
static void mark_reached(const struct frame *frame, uint32_t from, uint32_t around,
                         struct bitset *reached)
{
    uint32_t *stack = memory_resize(NULL, frame->cfg.block_count + 1, sizeof *stack);
    uint32_t depth = 0;
    if (from != around) {
        bitset_add(reached, from);
        stack[depth++] = from;
    }
    while (depth > 0) {
        const struct ir_block *info =
            &frame->module->blocks[frame->info->first_block + stack[--depth]];
        for (uint32_t i = 0; i < info->edge_count; i++) {
            uint32_t to = frame->module->edges[info->first_edge + i].to - frame->info->first_block;
            if (to != around && !bitset_has(reached, to)) {
                bitset_add(reached, to);
                stack[depth++] = to;
            }
        }
    }
    free(stack);
}

static void add_calls(struct guard_table *table, const struct frame *frame, uint32_t block,
                      const char *guard)
{
    const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
    for (uint32_t i = 0; i < info->instr_count; i++) {
        ir_instr_id id = info->first_instr + i;
        if (frame->module->instrs[id].op != IR_INSTR_CALL) {
            continue;
        }
        uint32_t *first = map_put(&table->first, frame->func, 0);
        *first = *first == 0 ? table->calls.count + 1 : *first;
        vec_push(&table->calls,
                 ((struct guarded_call){.func = frame->func, .call = id, .guard = guard}));
    }
}

/* A call is guarded when every way to it passes the branch, and one way on from there does not lead
 * to it: the one that is taken when the guard refuses. */
static void guard_branch(struct guard_table *table, const struct frame *frame, uint32_t branch,
                         const char *guard)
{
    struct arena arena = {0};
    const struct ir_block *info = &frame->module->blocks[frame->info->first_block + branch];
    struct bitset *ways = arena_alloc(&arena, info->edge_count * sizeof *ways);
    for (uint32_t i = 0; i < info->edge_count; i++) {
        bitset_init(&ways[i], &arena, frame->cfg.block_count);
        mark_reached(frame,
                     frame->module->edges[info->first_edge + i].to - frame->info->first_block,
                     branch, &ways[i]);
    }
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        bool avoided = false;
        for (uint32_t i = 0; i < info->edge_count; i++) {
            avoided = avoided || !bitset_has(&ways[i], b);
        }
        if (b != branch && avoided && cfg_dominates(&frame->cfg, branch, b)) {
            add_calls(table, frame, b, guard);
        }
    }
    arena_finish(&arena);
}

void guards_of_frame(struct guard_table *table, const struct definitions *definitions)
{
    const struct frame *frame = definitions->frame;
    if (!frame->analysis->summaries[frame->func].network || !guard_is_asked(definitions)) {
        return;
    }
    for (uint32_t i = 0; i < frame->cfg.order_count; i++) {
        uint32_t b = frame->cfg.order[i];
        const char *guard = asked_guard(definitions, b);
        if (guard != NULL) {
            guard_branch(table, frame, b, guard);
        }
    }
}

static const char *guard_here(const struct guard_table *table, func_ref func, ir_instr_id call)
{
    const uint32_t *first = map_get(&table->first, func);
    for (uint32_t i = first == NULL ? 0 : *first;
         i != 0 && i <= table->calls.count && table->calls.items[i - 1].func == func; i++) {
        if (table->calls.items[i - 1].call == call) {
            return table->calls.items[i - 1].guard;
        }
    }
    return NULL;
}

const char *guard_of_call(const struct guard_table *table, func_ref func, ir_instr_id call)
{
    const char *guard = guard_here(table, func, call);
    return guard != NULL ? guard : table->around[func];
}

/* What all calls of the function stand behind. Recursion adds nothing; a pointer may be called from
 * anywhere. */
static const char *guard_around(const struct guard_table *table, const struct program *program,
                                func_ref func)
{
    const struct program_func *info = &program->funcs.items[func];
    const char *guard = NULL;
    if (info->address_taken || info->recursive) {
        return NULL;
    }
    for (uint32_t i = 0; i < info->caller_count; i++) {
        const struct program_call *call =
            &program->calls.items[program->callers.items[info->first_caller + i]];
        guard = guard_of_call(table, call->caller, call->instr);
        if (guard == NULL) {
            return NULL;
        }
    }
    return guard;
}

void guards_hand_down(struct guard_table *table, const struct analysis *analysis)
{
    const struct program *program = analysis->program;
    table->around = memory_resize(NULL, program->funcs.count + 1, sizeof *table->around);
    memset(table->around, 0, (program->funcs.count + 1) * sizeof *table->around);
    for (uint32_t i = program->bottom_up.count; i > 0; i--) {
        func_ref func = program->bottom_up.items[i - 1];
        table->around[func] = guard_around(table, program, func);
    }
}

void guards_finish(struct guard_table *table)
{
    vec_finish(&table->calls);
    map_finish(&table->first);
    free(table->around);
}
