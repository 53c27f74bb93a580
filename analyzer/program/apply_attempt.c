#include "program/apply_attempt.h"

#include "program/handle.h"
#include "program/outcome.h"

static bool lies_in(const struct range *range, const struct range *wanted)
{
    struct range outside = range_difference(range, wanted);
    return range->count != 0 && outside.count == 0;
}

/* The results that go with what is known of the argument; false when some of its values have no
 * case. */
static bool results_of(const struct model_function *model, uint32_t arg, struct range given,
                       struct range *results)
{
    *results = range_empty();
    for (uint32_t i = 0; i < model->case_count; i++) {
        const struct model_case *one = &model->cases[i];
        struct range when = outcome_range(&one->when);
        struct range both = range_intersection(&given, &when);
        if (one->arg == arg && both.count != 0) {
            struct range result = outcome_range(&one->result);
            *results = range_union(results, &result);
            given = range_difference(&given, &when);
        }
    }
    return given.count == 0 && results->count != 0;
}

static void apply_cases(struct frame *frame, struct flow_state *state,
                        const struct model_function *model, const symbol_id *args, uint32_t count)
{
    for (uint32_t i = 0; i < model->case_count; i++) {
        uint32_t arg = model->cases[i].arg;
        struct range results;
        if (arg < count &&
            results_of(model, arg, state_range(&frame->space, state, args[arg]), &results)) {
            (void)state_narrow(&frame->space, state, frame->result, &results);
        }
    }
}

/* Whether the attempts are known to be over: this call is told so, or an earlier one was. */
static bool is_over(struct frame *frame, const struct flow_state *state,
                    const struct model_function *model, const symbol_id *args, uint32_t count)
{
    const struct model_refusal *refuses = &model->refuses;
    if (refuses->told < count) {
        struct range told = state_range(&frame->space, state, args[refuses->told]);
        struct range ending = outcome_range(&refuses->ending);
        if (lies_in(&told, &ending)) {
            return true;
        }
    }
    if (refuses->over == 0 || model->on >= count) {
        return false;
    }
    symbol_id over = state_read_setting(&frame->space, state, args[model->on], refuses->over);
    struct range known = state_range(&frame->space, state, over);
    return known.count != 0 && !range_has(&known, 0);
}

void attempt_apply(struct frame *frame, struct flow_state *state, ir_instr_id call,
                   const struct model_function *model, const symbol_id *args, uint32_t count)
{
    const struct model_refusal *refuses = &model->refuses;
    apply_cases(frame, state, model, args, count);
    if (refuses->results.range_count == 0 || !is_over(frame, state, model, args, count)) {
        return;
    }
    struct range refused = outcome_range(&refuses->results);
    (void)state_narrow(&frame->space, state, frame->result, &refused);
    if (refuses->over != 0 && model->on < count) {
        frame_write_setting(frame, state, call, args[model->on], refuses->over,
                            space_int(&frame->space, 1));
    }
}
