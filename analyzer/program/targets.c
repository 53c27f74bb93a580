#include "program/targets.h"

const func_ref *frame_targets(const struct frame *frame, ir_instr_id call, uint32_t *count)
{
    if (call == frame->narrowed) {
        *count = 1;
        return &frame->narrowed_to;
    }
    return analysis_targets(frame->analysis, frame->module_index, call, count);
}

static void choose_some(const struct frame *frame, const func_ref *targets, uint32_t target_count,
                        bool network, uint32_t limit, struct target_choice *choice)
{
    const struct summary *summaries = frame->analysis->summaries;
    uint32_t all = 0;
    for (uint32_t i = 0; i < target_count; i++) {
        all += summaries[targets[i]].network == network;
    }
    uint64_t meant = all < limit ? all : limit;
    uint32_t seen = 0;
    for (uint32_t i = 0; i < target_count; i++) {
        if (summaries[targets[i]].network != network) {
            continue;
        }
        bool taken = seen * meant / all != (seen + 1) * meant / all;
        seen++;
        if (taken) {
            choice->items[choice->count++] = targets[i];
        }
    }
}

struct target_choice targets_choose(const struct frame *frame, const func_ref *targets,
                                    uint32_t target_count)
{
    struct target_choice choice = {.count = 0};
    choose_some(frame, targets, target_count, true, TARGETS_NETWORK, &choice);
    choose_some(frame, targets, target_count, false, TARGETS_OTHER, &choice);
    return choice;
}
