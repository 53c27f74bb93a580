#include "facts/timer_parts.h"
#include "program/amount.h"
#include "program/call_model.h"
#include "program/targets.h"

/* Timers that one function is known to start. */
static const uint32_t lead_limit = 8;

static void prepare_call(struct timer_table *table, const struct program *program, uint32_t module,
                         const struct ir_instr *call, const struct model_function *model)
{
    for (uint32_t i = 0; i < model->callback_count; i++) {
        const struct model_callback *callback = &model->callbacks[i];
        if (callback->status == MODEL_NO_ARG || callback->function >= call->arg_count) {
            continue;
        }
        ir_expr_id argument = program->modules[module].lists[call->first_arg + callback->function];
        func_ref func = program_named(program, module, argument);
        if (func != 0) {
            *map_put(&table->callbacks, func, 0) = table->told.count;
            vec_push(&table->told, callback);
        }
    }
}

void timers_prepare(struct timer_table *table, const struct program *program,
                    const struct model_set *models)
{
    for (uint32_t i = 0; i < program->calls.count; i++) {
        const struct program_call *call = &program->calls.items[i];
        uint32_t module = program->funcs.items[call->caller].module;
        const struct ir_module *code = &program->modules[module];
        const struct model_function *model = call_model(models, program, module, call->instr);
        if (model != NULL) {
            prepare_call(table, program, module, &code->instrs[call->instr], model);
        }
    }
}

/* The fields and globals that an expression is, points into, or was read from. */
static void find_objects(const struct definitions *definitions, ir_expr_id expr,
                         struct slice *slice)
{
    *slice = (struct slice){.definitions = definitions, .reach = 3};
    slice_add(slice, expr);
}

/* `given`: all but the timer. */
static void give(struct timer_table *table, location_id timer, struct timer_given given)
{
    if (definitions_is_shared(timer)) {
        given.timer = timer;
        vec_push(&table->given, given);
    }
}

static void give_all(struct timer_table *table, const struct definitions *definitions,
                     ir_expr_id expr, struct timer_given given)
{
    struct slice slice;
    find_objects(definitions, expr, &slice);
    for (uint32_t i = 0; i < slice.seen.count; i++) {
        give(table, slice.seen.items[i], given);
    }
    slice_finish(&slice);
}

/* Where the result of a call is kept: in a place, or in a variable that is copied to places. */
static void give_result(struct timer_table *table, const struct definitions *definitions,
                        ir_place_id dest, struct timer_given given)
{
    const struct frame *frame = definitions->frame;
    location_id kept = definitions_location(definitions, dest);
    give(table, kept, given);
    for (uint32_t b = 0; definitions_is_local(kept) && b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_instr *instr = &frame->module->instrs[block->first_instr + i];
            if (instr->op == IR_INSTR_SET &&
                definitions_loaded(definitions, instr->value) == kept) {
                give(table, definitions_location(definitions, instr->dest), given);
            }
        }
    }
}

/* Whether the library calls what it is given in that argument when a descriptor is ready. */
static bool waits_for_descriptor(const struct ir_module *module, const struct ir_instr *call,
                                 const struct model_function *model, uint32_t arg)
{
    for (uint32_t i = 0; model != NULL && i < model->callback_count; i++) {
        const struct model_callback *callback = &model->callbacks[i];
        if (callback->function == arg && callback->when_ready && callback->data < call->arg_count) {
            ir_expr_id id = ir_uncast(module, module->lists[call->first_arg + callback->data]);
            return module->exprs[id].op != IR_EXPR_INT || module->exprs[id].value >= 0;
        }
    }
    return false;
}

/* A function passed to a call: it is given to whatever else the call is about. */
static void collect_given(struct timer_table *table, const struct definitions *definitions,
                          const struct ir_instr *call, const struct model_function *model)
{
    const struct frame *frame = definitions->frame;
    const uint32_t *args = &frame->module->lists[call->first_arg];
    for (uint32_t i = 0; i < call->arg_count; i++) {
        struct timer_given given = {
            .function = program_named(frame->analysis->program, frame->module_index, args[i]),
            .by = frame->func,
            .when_ready = waits_for_descriptor(frame->module, call, model, i)};
        for (uint32_t k = 0; given.function != 0 && k < call->arg_count; k++) {
            if (k != i) {
                give_all(table, definitions, args[k], given);
            }
        }
        if (given.function != 0 && call->dest != 0) {
            give_result(table, definitions, call->dest, given);
        }
    }
}

/* A function stored in a member: it is given to the record, where that is a field or a global. */
static void collect_stored(struct timer_table *table, const struct definitions *definitions,
                           const struct ir_instr *set)
{
    const struct frame *frame = definitions->frame;
    const struct ir_module *module = frame->module;
    const struct ir_place *place = &module->places[set->dest];
    struct timer_given given = {
        .function = program_named(frame->analysis->program, frame->module_index, set->value),
        .by = frame->func};
    if (given.function == 0 || place->elem_count == 0) {
        return;
    }
    if (place->elem_count > 1) {
        const struct ir_elem *outer = &module->elems[place->first_elem + place->elem_count - 2];
        give(table, definitions_field(definitions, outer), given);
    } else if (place->base_kind == IR_BASE_DEREF) {
        give_all(table, definitions, place->base, given);
    } else {
        give(table, definitions_base(definitions, place), given);
    }
}

/* The time that the timer is given; false when it is no time at all. */
static bool arm_pause(struct timer_arm *arm, const struct definitions *definitions,
                      const struct model_later *later)
{
    struct frame *frame = definitions->frame;
    struct arena arena = {0};
    struct flow_state state = {0};
    struct cfg_loop turn = {0};
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t block;
    uint32_t index;
    bool finite = false;
    frame_find(frame, arm->call, &block, &index);
    if (frame_state_before(frame, block, index, &state)) {
        uint32_t count = frame_args(frame, &state, arm->call, args, FRAME_MAX_ARGS);
        finite =
            later->after.shape == SHAPE_NONE ||
            frame_amount(frame, &state, arm->call, &later->after, args, count).finite != ANSWER_NO;
        if (later->function < count) {
            arm->function = frame_function(frame, args[later->function]);
        }
    }
    state_finish(&state);
    bitset_init(&turn.blocks, &arena, frame->cfg.block_count);
    bitset_fill(&turn.blocks);
    arm->pause = (struct pause){.present = true, .constant_ns = -1};
    arm->untimed = later->after.shape == SHAPE_NONE;
    if (finite && !arm->untimed) {
        pause_add_amount(&arm->pause, definitions, &turn, arm->call, &later->after);
    }
    arena_finish(&arena);
    return finite;
}

uint32_t timer_first_lead(const struct timer_table *table, func_ref func)
{
    const uint32_t *first = map_get(&table->first_lead, func);
    return first == NULL ? UINT32_MAX : *first - 1;
}

static void add_lead(struct timer_table *table, func_ref func, uint32_t arm)
{
    uint32_t *first = map_put(&table->first_lead, func, 0);
    if (*first == 0) {
        *first = table->leads.count + 1;
    }
    for (uint32_t i = *first - 1; i < table->leads.count; i++) {
        if (table->leads.items[i].arm == arm) {
            return;
        }
    }
    if (table->leads.count - (*first - 1) < lead_limit) {
        vec_push(&table->leads, ((struct timer_lead){.func = func, .arm = arm}));
    }
}

static void collect_arm(struct timer_table *table, const struct definitions *definitions,
                        ir_instr_id call, const struct model_later *later)
{
    const struct frame *frame = definitions->frame;
    const struct ir_instr *instr = &frame->module->instrs[call];
    struct timer_arm arm = {.func = frame->func, .call = call, .repeats = later->repeats};
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (waits_for_descriptor(frame->module, instr, model, later->function)) {
        return;
    }
    if (!arm_pause(&arm, definitions, later)) {
        return;
    }
    arm.limit = limit_before(definitions, call);
    if (later->timer < instr->arg_count) {
        struct slice slice;
        find_objects(definitions, frame->module->lists[instr->first_arg + later->timer], &slice);
        for (uint32_t i = 0; i < slice.seen.count; i++) {
            if (definitions_is_shared(slice.seen.items[i])) {
                vec_push(&arm.timers, slice.seen.items[i]);
            }
        }
        slice_finish(&slice);
    }
    vec_push(&table->arms, arm);
    add_lead(table, frame->func, table->arms.count - 1);
}

static void take_leads(struct timer_table *table, const struct frame *frame, ir_instr_id call)
{
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = timer_first_lead(table, targets[i]);
             k < table->leads.count && table->leads.items[k].func == targets[i]; k++) {
            add_lead(table, frame->func, table->leads.items[k].arm);
        }
    }
}

static void collect(struct timer_table *table, const struct definitions *definitions)
{
    const struct frame *frame = definitions->frame;
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *instr = &frame->module->instrs[id];
            if (instr->op == IR_INSTR_SET) {
                collect_stored(table, definitions, instr);
            } else if (instr->op == IR_INSTR_CALL) {
                const struct model_function *model =
                    analysis_model(frame->analysis, frame->module_index, id);
                collect_given(table, definitions, instr, model);
                if (model == NULL) {
                    take_leads(table, frame, id);
                } else if (model->later.function != MODEL_NO_ARG ||
                           model->later.timer != MODEL_NO_ARG) {
                    collect_arm(table, definitions, id, &model->later);
                }
            }
        }
    }
}

void timers_of_frame(struct timer_table *table, struct frame *frame,
                     const struct definitions *definitions)
{
    collect(table, definitions);
    if (map_get(&table->first_lead, frame->func) != NULL) {
        timers_find_starts(table, definitions);
    }
}

void timers_finish(struct timer_table *table)
{
    for (uint32_t i = 0; i < table->arms.count; i++) {
        vec_finish(&table->arms.items[i].timers);
    }
    vec_finish(&table->arms);
    vec_finish(&table->leads);
    vec_finish(&table->given);
    vec_finish(&table->starts);
    vec_finish(&table->told);
    map_finish(&table->callbacks);
    map_finish(&table->first_lead);
}
