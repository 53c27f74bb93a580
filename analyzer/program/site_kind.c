#include "program/site_kind.h"

#include "program/handle_flow.h"
#include "program/verdict.h"

/* Whether a flag that the call is given keeps it from asking the network. */
static bool stays_local(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                        const struct model_function *model, const symbol_id *args, uint32_t count)
{
    const struct ir_module *module = frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    if (model->local_arg >= count || model->local_arg >= instr->arg_count) {
        return false;
    }
    symbol_id flags = args[model->local_arg];
    if (model->local_member != NULL) {
        ir_expr_id arg = module->lists[instr->first_arg + model->local_arg];
        ir_type_id type = module->types[module->exprs[arg].type].of;
        cell_id record = eval_pointee(&frame->space, flags, type);
        cell_id field = frame_field(frame, record, type, model->local_member);
        if (field == 0) {
            return false;
        }
        flags = state_read(&frame->space, state, field);
    }
    struct range set =
        state_range(&frame->space, state, frame_has_bits(frame, flags, model->local_bits));
    int64_t only;
    return range_single(&set, &only) && only == 1;
}

/* `poll(NULL, 0, time)` and its like: a pause written as a wait for nothing. */
static bool waits_for_nothing(const struct frame *frame, const struct flow_state *state,
                              const struct model_function *model, const symbol_id *args,
                              uint32_t count)
{
    int64_t only;
    if (model->operation != OPERATION_WAIT || model->descriptors >= count) {
        return false;
    }
    struct range range = state_range(&frame->space, state, args[model->descriptors]);
    return range_single(&range, &only) && only == 0;
}

/* Whether the call can be one of the network: what it is made on may be a file, as far as data flow
 * tells here, or else the stores of the whole program. */
bool site_take_kind(struct frame *frame, const struct flow_state *state, struct site *site,
                    ir_instr_id call, const symbol_id *args, uint32_t count)
{
    const struct model_function *model = site->model;
    const struct ir_instr *instr = &frame->module->instrs[call];
    symbol_id handle = model->on < count ? args[model->on] : 0;
    if (stays_local(frame, state, call, model, args, count) ||
        waits_for_nothing(frame, state, model, args, count)) {
        site->is_network = false;
        return false;
    }
    if (handle == 0 || model->on >= instr->arg_count) {
        return true;
    }
    ir_expr_id arg = frame->module->lists[instr->first_arg + model->on];
    unsigned kinds = handle_flow_kinds(frame->analysis->handles, frame->module_index, arg);
    struct verdict any =
        verdict_of_bound(frame, state, handle, model->need_count != 0 ? model->needs[0] : 0);
    bool other = any.is_other || kinds == HANDLE_MAY_BE_OTHER;
    if (!any.is_handle && other) {
        site->is_network = false;
        return false;
    }
    if (!model->only_on_socket) {
        return true;
    }
    site->is_network = site->is_network || any.is_handle;
    site->may_be_socket = site->may_be_socket || (kinds & HANDLE_MAY_BE_SOCKET) != 0;
    if (!any.is_handle && !any.open && !any.has_store && !site->may_be_socket) {
        *map_put(&frame->not_network, call, 0) = 1;
    }
    return true;
}
