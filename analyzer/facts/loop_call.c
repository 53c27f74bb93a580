#include "facts/loop_call.h"
#include "program/outcome.h"
#include "program/targets.h"

bool loop_call_is(const struct loop_call *call, enum model_operation operation)
{
    return call->model != NULL && call->model->operation == operation;
}

bool loop_call_accepts(const struct frame *frame, const struct loop_call *call)
{
    return call->model != NULL ? call->model->operation == OPERATION_ACCEPT
                               : loop_call_summary(frame, call->call)->accepts;
}

bool loop_call_attempts(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model == NULL) {
        uint32_t count;
        const func_ref *targets = frame_targets(frame, call, &count);
        bool resends = false;
        for (uint32_t i = 0; i < count; i++) {
            resends = resends || frame->analysis->summaries[targets[i]].resends;
        }
        return resends && frame_is_network(frame, call);
    }
    switch (model->operation) {
    case OPERATION_RESOLVE:
    case OPERATION_CONNECT:
    case OPERATION_HANDSHAKE:
    case OPERATION_REQUEST:
    case OPERATION_SEND:
    case OPERATION_COMMAND:
    case OPERATION_QUERY:
    case OPERATION_PUBLISH:
        return frame_is_network(frame, call);
    default:
        return false;
    }
}

const struct summary *loop_call_summary(const struct frame *frame, ir_instr_id call)
{
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    return &frame->analysis->summaries[count == 1 ? targets[0] : 0];
}
