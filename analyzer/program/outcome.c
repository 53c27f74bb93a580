/* How calls end: by the model's results, or by what the callees' summaries say. */
#include "program/frame.h"

bool frame_is_network(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->operation != OPERATION_NONE && map_get(&frame->not_network, call) == NULL;
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(frame->analysis, frame->module_index, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (frame->analysis->summaries[targets[i]].network) {
            return true;
        }
    }
    return false;
}

bool frame_tells(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->operation == OPERATION_NONE && model->status.into != MODEL_NO_ARG;
    }
    bool tells = false;
    uint32_t count;
    const func_ref *targets = analysis_targets(frame->analysis, frame->module_index, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct summary *summary = &frame->analysis->summaries[targets[i]];
        if (summary->network) {
            return false;
        }
        tells = tells || summary->tells;
    }
    return tells;
}

bool frame_decides(const struct frame *frame, ir_instr_id call)
{
    return frame_is_network(frame, call) || frame_tells(frame, call);
}

static struct range ranges_union(const struct model_result *result)
{
    struct range all = range_empty();
    for (uint32_t i = 0; i < result->range_count; i++) {
        struct range part = range_of(result->ranges[i].low, result->ranges[i].high);
        all = range_union(&all, &part);
    }
    return all;
}

static const struct model_result *result_of(const struct model_function *model,
                                            enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_FAIL:
        return &model->fails;
    case OUTCOME_AGAIN:
        return &model->again;
    case OUTCOME_INTERRUPTED:
        return &model->interrupted;
    case OUTCOME_END:
        return &model->ends;
    case OUTCOME_PERMANENT:
        return &model->permanent;
    default:
        return NULL;
    }
}

/* What the model says the result is; empty when it cannot end so. A result that only errno tells
 * from a failure is in both ranges. */
static struct range model_result_range(const struct model_function *model, enum outcome outcome)
{
    static const enum outcome others[] = {OUTCOME_FAIL, OUTCOME_AGAIN, OUTCOME_INTERRUPTED,
                                          OUTCOME_END};
    if (outcome == OUTCOME_OK) {
        struct range ok =
            model->succeeds.range_count != 0 ? ranges_union(&model->succeeds) : range_all();
        for (uint32_t i = 0; i < sizeof others / sizeof *others; i++) {
            struct range taken = ranges_union(result_of(model, others[i]));
            ok = range_difference(&ok, &taken);
        }
        return ok;
    }
    if (outcome == OUTCOME_PERMANENT) {
        /* A range of few parts would take in failures between them that may get better; the first
         * ones stand for all. */
        struct model_result some = model->permanent;
        some.range_count = some.range_count < RANGE_PARTS ? some.range_count : RANGE_PARTS;
        return ranges_union(&some);
    }
    struct range wanted = ranges_union(result_of(model, outcome));
    if (outcome == OUTCOME_FAIL) {
        for (uint32_t i = 1; i < sizeof others / sizeof *others; i++) {
            const struct model_result *other = result_of(model, others[i]);
            struct range taken = ranges_union(other);
            if (other->errno_count == 0) {
                wanted = range_difference(&wanted, &taken);
            }
        }
    }
    return wanted;
}

static struct range errno_values(const struct model_result *result)
{
    struct range all = range_empty();
    for (uint32_t i = 0; i < result->errno_count; i++) {
        struct range one = range_of(result->errnos[i], result->errnos[i]);
        all = range_union(&all, &one);
    }
    return all;
}

static struct range model_errno_range(const struct model_function *model, enum outcome outcome)
{
    const struct model_result *result = result_of(model, outcome);
    if (result != NULL && result->errno_count != 0) {
        return errno_values(result);
    }
    struct range rest = range_all();
    if (outcome == OUTCOME_FAIL) {
        struct range again = errno_values(&model->again);
        struct range interrupted = errno_values(&model->interrupted);
        rest = range_difference(&rest, &again);
        rest = range_difference(&rest, &interrupted);
    }
    return rest;
}

void frame_assume_errno(struct frame *frame, struct flow_state *state, ir_instr_id call,
                        struct range range)
{
    cell_id cell = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
    symbol_id number = space_symbol(&frame->space, SYMBOL_OUTPUT, call, 999);
    state_write(&frame->space, state, cell, number);
    state_set_range(state, number, range);
}

/* A status that an earlier operation left: the number itself lies where the call wrote it. */
static bool assume_status(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const struct model_status *status, enum outcome outcome)
{
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t count = frame_args(frame, state, call, args, FRAME_MAX_ARGS);
    struct range fails = ranges_union(&status->fails);
    struct range permanent = ranges_union(&status->permanent);
    struct range again = ranges_union(&status->again);
    struct range wanted = range_empty();
    if (outcome == OUTCOME_FAIL) {
        wanted = fails;
    } else if (outcome == OUTCOME_PERMANENT) {
        wanted = permanent;
    } else if (outcome == OUTCOME_AGAIN) {
        wanted = again;
    } else if (outcome == OUTCOME_OK) {
        struct range bad = range_union(&fails, &permanent);
        bad = range_union(&bad, &again);
        struct range good = ranges_union(&status->succeeds);
        good = good.count != 0 ? good : range_all();
        wanted = range_difference(&good, &bad);
    }
    symbol_id told = frame->result;
    if (status->key_arg < count) {
        struct range key = state_range(&frame->space, state, args[status->key_arg]);
        int64_t only;
        if (!range_single(&key, &only) || only != status->key) {
            return outcome == OUTCOME_OK;
        }
    }
    if (status->into < count) {
        cell_id cell = eval_pointee(&frame->space, args[status->into], 0);
        told = state_read(&frame->space, state, cell);
    }
    return wanted.count != 0 && state_narrow(&frame->space, state, told, &wanted);
}

static bool assume_model(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct model_function *model, enum outcome outcome)
{
    struct range wanted = model_result_range(model, outcome);
    if (wanted.count == 0 || !state_narrow(&frame->space, state, frame->result, &wanted)) {
        return false;
    }
    frame_assume_errno(frame, state, call, model_errno_range(model, outcome));
    return true;
}

bool frame_assume(struct frame *frame, struct flow_state *state, ir_instr_id call,
                  const struct model_function *model, enum outcome outcome)
{
    if (model->operation == OPERATION_NONE && model->status.into != MODEL_NO_ARG) {
        return assume_status(frame, state, call, &model->status, outcome);
    }
    return assume_model(frame, state, call, model, outcome);
}

bool frame_outcome_visible(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (frame->module->instrs[call].dest != 0 || model != NULL) {
        return frame->module->instrs[call].dest != 0 || model->status.into != MODEL_NO_ARG;
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(frame->analysis, frame->module_index, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (frame->analysis->summaries[targets[i]].outcomes[OUTCOME_FAIL].writes.count != 0) {
            return true;
        }
    }
    return false;
}

bool frame_outcome_possible(const struct frame *frame, ir_instr_id call, enum outcome outcome)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL && model->operation == OPERATION_NONE) {
        return outcome == OUTCOME_OK || outcome == OUTCOME_FAIL || outcome == OUTCOME_PERMANENT;
    }
    if (model != NULL) {
        return model_result_range(model, outcome).count != 0;
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(frame->analysis, frame->module_index, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (frame->analysis->summaries[targets[i]].outcomes[outcome].possible) {
            return true;
        }
    }
    return false;
}
