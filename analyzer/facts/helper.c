/* Retries by a library's helper: a call that makes attempts by itself, its own or those of a
 * function of the program that it is given. */
#include "facts/loop.h"

#include "program/sends.h"

static void add_helper(struct loop_context *context, const struct frame *frame, ir_instr_id call,
                       const struct model_function *model, func_ref attempt)
{
    const struct ir_loc *loc = &frame->module->locs[frame->module->instrs[call].loc];
    struct loop_entry *entry = vec_push_zero(&context->list->entries);
    entry->func = frame->func;
    entry->loc = frame->module->instrs[call].loc;
    entry->line = loc->line;
    entry->end_line = loc->end_line;
    entry->class = LOOP_RETRY;
    entry->outcome = OUTCOME_FAIL;
    entry->later = attempt;
    if (sends_answer(frame, call, &entry->given_other, &entry->given) && !entry->given) {
        entry->idempotent = entry->given_other;
    }
    entry->limit.bounded = model->retries.bounded == ANSWER_YES;
    entry->open = model->retries.bounded == ANSWER_UNKNOWN;
    entry->untimed = !model->delay.present;
    pause_add_delay(&entry->pause, &model->delay);
}

static void take_call(struct loop_context *context, struct frame *frame, ir_instr_id call,
                      bool early)
{
    const struct ir_instr *instr = &frame->module->instrs[call];
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model == NULL || !model->retries.present) {
        return;
    }
    frame->analysis->summaries[frame->func].retries = true;
    for (uint32_t i = 0; !early && i < model->callback_count; i++) {
        uint32_t arg = model->callbacks[i].function;
        func_ref attempt = arg < instr->arg_count
                               ? program_named(frame->analysis->program, frame->module_index,
                                               frame->module->lists[instr->first_arg + arg])
                               : 0;
        if (attempt != 0) {
            add_helper(context, frame, call, model, attempt);
        }
    }
}

void helpers_of_frame(struct loop_context *context, struct frame *frame, bool early)
{
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            if (frame->module->instrs[block->first_instr + i].op == IR_INSTR_CALL) {
                take_call(context, frame, block->first_instr + i, early);
            }
        }
    }
}

void helpers_decide(struct loop_list *list, const struct analysis *analysis)
{
    for (uint32_t i = 0; i < list->entries.count; i++) {
        struct loop_entry *entry = &list->entries.items[i];
        if (entry->later == 0 || entry->starts != 0) {
            continue;
        }
        const struct summary *summary = &analysis->summaries[entry->later];
        entry->nested = summary->retries;
        if (entry->idempotent == ANSWER_UNKNOWN) {
            entry->idempotent = summary->idempotent;
        }
    }
}
