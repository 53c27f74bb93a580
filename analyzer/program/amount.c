#include "program/amount.h"

static const int64_t ns_per_second = 1000000000;

static void answer(struct amount_view *view, bool yes, bool no)
{
    view->finite = yes && no ? ANSWER_UNKNOWN : no ? ANSWER_NO : ANSWER_YES;
}

/* An infinite value is a negative or zero one, or neither, as the model says. */
static void judge_number(struct frame *frame, const struct flow_state *state,
                         const struct model_amount *amount, struct amount_view *view)
{
    symbol_id leaves[8];
    uint32_t count = space_leaves(&frame->space, view->value, leaves, 8);
    bool yes = count > 8;
    bool no = false;
    for (uint32_t i = 0; i < count && i < 8; i++) {
        struct range range = state_range(&frame->space, state, leaves[i]);
        const struct symbol leaf = frame->space.symbols.items[leaves[i]];
        bool negative = range.count != 0 && range_high(&range) < 0;
        int64_t only;
        bool single = range_single(&range, &only);
        bool infinite = (amount->infinite_negative && negative) ||
                        (amount->infinite_zero && single && only == 0) ||
                        (amount->infinite_greatest && single && only == INT64_MAX);
        if (leaf.kind == SYMBOL_INITIAL && count == 1) {
            view->open =
                path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, leaf.a);
        }
        /* The one negative number among others stands for a wait without end. */
        bool either = amount->infinite_negative && range.count != 0 && range_low(&range) == -1 &&
                      range_high(&range) > 0;
        no = no || infinite || either;
        yes = yes || !infinite;
        if (count == 1 && single && !infinite && only < INT64_MAX / amount->unit_ns) {
            view->nanoseconds = only * amount->unit_ns;
        }
    }
    answer(view, yes, no);
}

/* Seconds and a fraction in a record: of interest is whether there is a number at all. */
static void judge_record(struct frame *frame, const struct flow_state *state, cell_id record,
                         ir_type_id type, bool is_timespec, struct amount_view *view)
{
    cell_id seconds = frame_field(frame, record, type, "tv_sec");
    cell_id rest = frame_field(frame, record, type, is_timespec ? "tv_nsec" : "tv_usec");
    view->finite = ANSWER_YES;
    if (seconds == 0 || rest == 0) {
        return;
    }
    view->value = state_read(&frame->space, state, seconds);
    struct range whole = state_range(&frame->space, state, view->value);
    struct range part = state_range(&frame->space, state, state_read(&frame->space, state, rest));
    int64_t s;
    int64_t f;
    if (range_single(&whole, &s) && s > 0 && s < INT64_MAX / ns_per_second &&
        !range_single(&part, &f)) {
        view->nanoseconds = s * ns_per_second;
        view->value = space_int(&frame->space, view->nanoseconds);
    }
    if (range_single(&whole, &s) && range_single(&part, &f) && s >= 0 &&
        s < INT64_MAX / ns_per_second / 2) {
        view->nanoseconds = s * ns_per_second + (is_timespec ? f : f * 1000);
        view->value = space_int(&frame->space, view->nanoseconds);
    }
}

static ir_type_id pointee_type(const struct frame *frame, ir_instr_id call, uint32_t arg)
{
    const struct ir_instr *instr = &frame->module->instrs[call];
    if (arg >= instr->arg_count) {
        return 0;
    }
    /* Casts (to void *, say) hide the record's type; the operand under them shows it. */
    ir_expr_id id = ir_uncast(frame->module, frame->module->lists[instr->first_arg + arg]);
    const struct ir_expr *expr = &frame->module->exprs[id];
    return frame->module->types[expr->type].of;
}

static void judge_pointer(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                          const struct model_amount *amount, struct amount_view *view)
{
    symbol_id leaves[8];
    uint32_t count = space_leaves(&frame->space, view->value, leaves, 8);
    bool yes = count > 8;
    bool no = false;
    symbol_id pointer = view->value;
    view->value = 0;
    for (uint32_t i = 0; i < count && i < 8; i++) {
        struct range range = state_range(&frame->space, state, leaves[i]);
        int64_t only;
        bool null = range_single(&range, &only) && only == 0;
        const struct symbol leaf = frame->space.symbols.items[leaves[i]];
        if (leaf.kind == SYMBOL_INITIAL && count == 1 && amount->infinite_null) {
            view->open =
                path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, leaf.a);
        }
        no = no || (null && amount->infinite_null);
        yes = yes || !null;
    }
    answer(view, yes, no);
    if (view->finite != ANSWER_YES || amount->shape == SHAPE_POINTER) {
        return;
    }
    cell_id record = eval_pointee(&frame->space, pointer, pointee_type(frame, call, amount->arg));
    ir_type_id type = pointee_type(frame, call, amount->arg);
    if (amount->member != NULL) {
        record = frame_field(frame, record, type, amount->member);
        type = 0;
    }
    judge_record(frame, state, record, type, amount->shape == SHAPE_TIMESPEC, view);
}

/* A number in a record that is passed by value. What a caller put there is not followed: it gives a
 * time in order to be one. */
static void judge_member(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                         const struct model_amount *amount, struct amount_view *view)
{
    const struct ir_module *module = frame->module;
    ir_expr_id id = module->lists[module->instrs[call].first_arg + amount->arg];
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    cell_id field = expr->op == IR_EXPR_LOAD
                        ? frame_field(frame, eval_place(&frame->space, state, expr->a), expr->type,
                                      amount->member)
                        : 0;
    view->finite = ANSWER_YES;
    view->value = 0;
    if (field != 0) {
        view->value = state_read(&frame->space, state, field);
        judge_number(frame, state, amount, view);
        view->open = 0;
    }
    view->nanoseconds = amount->absolute ? -1 : view->nanoseconds;
}

struct amount_view frame_amount(struct frame *frame, const struct flow_state *state,
                                ir_instr_id call, const struct model_amount *amount,
                                const symbol_id *args, uint32_t count)
{
    struct amount_view view = {.nanoseconds = -1, .finite = ANSWER_UNKNOWN};
    if (amount->shape == SHAPE_FIXED) {
        view.finite = ANSWER_YES;
        view.nanoseconds = amount->fixed_ms * 1000000;
        return view;
    }
    if (amount->shape == SHAPE_NONE || amount->arg >= count) {
        return view;
    }
    view.value = args[amount->arg];
    if (amount->shape == SHAPE_VALUE) {
        judge_number(frame, state, amount, &view);
    } else if (amount->shape == SHAPE_RECORD) {
        judge_member(frame, state, call, amount, &view);
    } else if (amount->shape == SHAPE_TIMEVAL_VALUE) {
        view.finite = ANSWER_YES;
    } else {
        judge_pointer(frame, state, call, amount, &view);
    }
    return view;
}
