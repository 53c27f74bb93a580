#include "facts/pause.h"

#include "facts/cap.h"
#include "program/amount.h"
#include "program/outcome.h"
#include "program/targets.h"

static void take_slice(struct pause *pause, const struct slice *slice, const struct cfg_loop *loop)
{
    pause->present = true;
    pause->random = pause->random || slice->traits.random;
    pause->params |= slice->params;
    bool grows = slice->scales || (slice->varies && !slice->clock);
    pause->growing = pause->growing || grows || slice->traits.growing;
    pause->capped = pause->capped || slice->traits.capped;
    if (grows && loop != NULL && cap_of_length(slice, loop)) {
        pause->capped = true;
    }
}

/* A time that the call is given; where the call is not reached, none. */
static struct amount_view amount_given(const struct definitions *definitions, ir_instr_id call,
                                       const struct model_amount *amount)
{
    struct frame *frame = definitions->frame;
    struct flow_state state = {0};
    struct amount_view view = {.finite = ANSWER_NO, .nanoseconds = -1};
    uint32_t block;
    uint32_t index;
    frame_find(frame, call, &block, &index);
    if (frame_state_before(frame, block, index, &state)) {
        symbol_id args[FRAME_MAX_ARGS];
        uint32_t count = frame_args(frame, &state, call, args, FRAME_MAX_ARGS);
        view = frame_amount(frame, &state, call, amount, args, count);
    }
    state_finish(&state);
    return view;
}

void pause_add_amount(struct pause *pause, const struct definitions *definitions,
                      const struct cfg_loop *loop, ir_instr_id call,
                      const struct model_amount *amount)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    struct slice slice = {.definitions = definitions, .loop = loop == NULL ? NULL : &loop->blocks};
    if (amount->shape != SHAPE_FIXED && amount->arg < instr->arg_count) {
        slice_add(&slice, module->lists[instr->first_arg + amount->arg]);
    }
    int64_t constant = amount_given(definitions, call, amount).nanoseconds;
    if (constant != 0) { /* sleep(0) only gives way to others */
        take_slice(pause, &slice, loop);
        pause->constant_ns = pause->growing ? -1 : constant;
    }
    slice_finish(&slice);
}

void pause_add_delay(struct pause *pause, const struct model_delay *delay)
{
    pause->present = true;
    pause->random = pause->random || delay->jitter;
    pause->growing = pause->growing || delay->growing;
    pause->capped = pause->capped || delay->cap;
    pause->constant_ns = -1;
}

/* A pause written as a wait for nothing: the only waits that are none of the network. */
static bool waits_for_nothing(const struct frame *frame, ir_instr_id call,
                              const struct model_function *model)
{
    return model->operation == OPERATION_WAIT && !frame_is_network(frame, call);
}

static void add_callee(struct pause *pause, const struct pause *own,
                       const struct definitions *definitions, const struct cfg_loop *loop,
                       ir_instr_id call)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    struct slice slice = {.definitions = definitions,
                          .loop = loop == NULL ? NULL : &loop->blocks,
                          .traits = {.random = own->random}};
    for (uint32_t i = 0; i < instr->arg_count && i < 32; i++) {
        if ((own->params >> i & 1) != 0) {
            slice_add(&slice, module->lists[instr->first_arg + i]);
        }
    }
    take_slice(pause, &slice, loop);
    pause->growing = pause->growing || own->growing;
    pause->capped = pause->capped || own->capped;
    pause->constant_ns = pause->growing ? -1 : own->constant_ns;
    slice_finish(&slice);
}

/* A wait that ends by itself after some time: what else wakes it up is rare between two attempts.
 */
static bool waits_some_time(const struct definitions *definitions, ir_instr_id call,
                            const struct model_function *model)
{
    return model->operation == OPERATION_WAIT && model->timeout.shape != SHAPE_NONE &&
           amount_given(definitions, call, &model->timeout).finite != ANSWER_NO;
}

void pause_add(struct pause *pause, const struct pause_table *table,
               const struct definitions *definitions, const struct cfg_loop *loop, ir_instr_id call)
{
    const struct frame *frame = definitions->frame;
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        if (model->sleeps.shape == SHAPE_OWN) {
            pause_add_delay(pause, &model->delay);
        } else if (model->sleeps.shape != SHAPE_NONE) {
            pause_add_amount(pause, definitions, loop, call, &model->sleeps);
        } else if (waits_for_nothing(frame, call, model) ||
                   (table->waits && waits_some_time(definitions, call, model))) {
            pause_add_amount(pause, definitions, loop, call, &model->timeout);
        }
        return;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (table->of[targets[i]].present) {
            add_callee(pause, &table->of[targets[i]], definitions, loop, call);
        }
    }
}

/* What a function of the program is given that doubles from turn to turn is how long it waits. */
static void add_given_time(struct pause *pause, const struct definitions *definitions,
                           const struct cfg_loop *loop, ir_instr_id call)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    pause->present = true;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        ir_expr_id arg = module->lists[instr->first_arg + i];
        location_id given = definitions_loaded(definitions, arg);
        bool scales =
            given != 0 && definitions_change(definitions, given, &loop->blocks) == CHANGE_SCALE;
        struct slice slice = {.definitions = definitions, .loop = &loop->blocks};
        if (scales) {
            slice_add(&slice, arg);
            take_slice(pause, &slice, loop);
        }
        slice_finish(&slice);
    }
}

void pause_add_wait(struct pause *pause, const struct definitions *definitions,
                    const struct cfg_loop *loop, ir_instr_id call)
{
    const struct frame *frame = definitions->frame;
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL && model->timeout.shape != SHAPE_NONE) {
        pause_add_amount(pause, definitions, loop, call, &model->timeout);
    } else {
        add_given_time(pause, definitions, loop, call);
    }
}

static uint32_t argument_bit(const struct model_amount *amount)
{
    bool given = amount->shape != SHAPE_NONE && amount->shape != SHAPE_FIXED && amount->arg < 32;
    return given ? 1u << amount->arg : 0;
}

/* The arguments that say how long the call takes, a bit each. */
static uint32_t time_arguments(const struct pause_table *table, const struct frame *frame,
                               ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        uint32_t sleeps = argument_bit(&model->sleeps);
        return sleeps != 0 ? sleeps : argument_bit(&model->timeout);
    }
    uint32_t count;
    uint32_t params = 0;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        params |= table->of[targets[i]].params;
    }
    return params;
}

/* How the time grows from call to call of the function, and where that ends. */
static void find_growth(struct pause *pause, const struct pause_table *table,
                        const struct definitions *definitions, ir_instr_id call)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    struct slice slice = {.definitions = definitions, .values = true};
    uint32_t times = time_arguments(table, definitions->frame, call);
    for (uint32_t i = 0; i < instr->arg_count && i < 32; i++) {
        if ((times >> i & 1) != 0) {
            slice_add(&slice, module->lists[instr->first_arg + i]);
        }
    }
    pause->growing = pause->growing || slice_outgrows(&slice);
    pause->capped = pause->capped || cap_of_length(&slice, NULL);
    slice_finish(&slice);
}

static void add_own(struct pause *own, const struct pause_table *table,
                    const struct definitions *definitions, ir_instr_id call)
{
    struct pause one = {.constant_ns = -1};
    pause_add(&one, table, definitions, NULL, call);
    if (!one.present) {
        return;
    }
    find_growth(&one, table, definitions, call);
    /* Neither a sum nor what grows is known as a number. */
    one.constant_ns = own->present || one.growing ? -1 : one.constant_ns;
    own->present = true;
    own->random = own->random || one.random;
    own->growing = own->growing || one.growing;
    own->capped = own->capped || one.capped;
    own->params |= one.params;
    own->constant_ns = one.constant_ns;
}

/* Whether a loop around the block makes attempts: its pauses are its own affair. One that only
 * waits, or takes up a sleep that a signal ended, pauses for the function's callers. */
static bool attempts_around(const struct frame *frame, uint32_t block)
{
    for (uint32_t loop = frame->cfg.loop_of[block]; loop != CFG_NONE;
         loop = frame->cfg.loops[loop].parent) {
        for (uint32_t b = 0; b < frame->info->block_count; b++) {
            const struct ir_block *info = &frame->module->blocks[frame->info->first_block + b];
            for (uint32_t i = 0;
                 bitset_has(&frame->cfg.loops[loop].blocks, b) && i < info->instr_count; i++) {
                ir_instr_id id = info->first_instr + i;
                if (frame->module->instrs[id].op == IR_INSTR_CALL && frame_decides(frame, id)) {
                    return true;
                }
            }
        }
    }
    return false;
}

void pause_of_function(struct pause_table *table, const struct definitions *definitions)
{
    const struct frame *frame = definitions->frame;
    struct pause own = {.constant_ns = -1};
    if (table->waits && frame->analysis->summaries[frame->func].resends) {
        table->of[frame->func] = own; /* it waits for its own attempt */
        return;
    }
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (attempts_around(frame, b)) {
            continue;
        }
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            if (frame->module->instrs[id].op == IR_INSTR_CALL) {
                add_own(&own, table, definitions, id);
            }
        }
    }
    table->of[frame->func] = own;
    if (!table->waits) {
        frame->analysis->summaries[frame->func].pause = own;
    }
}
