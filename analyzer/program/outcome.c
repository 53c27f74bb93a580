/* How calls end: by the model's results, or by what the callees' summaries say. */
#include "program/outcome.h"
#include "program/targets.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool outcome_enough_network(uint32_t network, uint32_t targets)
{
    return network != 0 && network >= targets / 4;
}

bool frame_is_network(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->operation != OPERATION_NONE && map_get(&frame->not_network, call) == NULL;
    }
    uint32_t count;
    uint32_t network = 0;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        network += frame->analysis->summaries[targets[i]].network;
    }
    return outcome_enough_network(network, count);
}

bool frame_tells(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->operation == OPERATION_NONE && model->status.into != MODEL_NO_ARG;
    }
    bool tells = false;
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
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

bool frame_waits(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    if (model != NULL) {
        return model->operation == OPERATION_WAIT;
    }
    const struct summary *summary = count == 1 ? &frame->analysis->summaries[targets[0]] : NULL;
    return summary != NULL && summary->network && summary->blocks && !summary->resends;
}

bool frame_commands(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->operation == OPERATION_COMMAND || model->operation == OPERATION_QUERY;
    }
    bool commands = false;
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count && !commands; i++) {
        commands = frame->analysis->summaries[targets[i]].commands;
    }
    return commands;
}

bool frame_catches(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    return model != NULL && model->catches;
}

struct range outcome_range(const struct model_result *result)
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
        struct range fails = outcome_range(&model->fails);
        /* Where failures are negative, success is not: of -1 only, say. */
        struct range usual =
            fails.count != 0 && range_high(&fails) < 0 ? range_of(0, INT64_MAX) : range_all();
        struct range ok =
            model->succeeds.range_count != 0 ? outcome_range(&model->succeeds) : usual;
        for (uint32_t i = 0; i < sizeof others / sizeof *others; i++) {
            struct range taken = outcome_range(result_of(model, others[i]));
            ok = range_difference(&ok, &taken);
        }
        return ok;
    }
    if (outcome == OUTCOME_PERMANENT) {
        /* A range of few parts would take in failures between them that may get better; the first
         * ones stand for all. */
        struct model_result some = model->permanent;
        some.range_count = some.range_count < RANGE_PARTS ? some.range_count : RANGE_PARTS;
        return outcome_range(&some);
    }
    struct range wanted = outcome_range(result_of(model, outcome));
    if (outcome == OUTCOME_FAIL) {
        for (uint32_t i = 1; i < sizeof others / sizeof *others; i++) {
            const struct model_result *other = result_of(model, others[i]);
            struct range taken = outcome_range(other);
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

/* Linux gives numbers up to 4095 (MAX_ERRNO in its err.h). */
struct range errno_of_failure(void)
{
    return range_of(1, 4095);
}

static struct range model_errno_range(const struct model_function *model, enum outcome outcome)
{
    const struct model_result *result = result_of(model, outcome);
    if (result != NULL && result->errno_count != 0) {
        return errno_values(result);
    }
    struct range rest = outcome == OUTCOME_OK ? range_all() : errno_of_failure();
    if (outcome == OUTCOME_FAIL) {
        struct range again = errno_values(&model->again);
        struct range interrupted = errno_values(&model->interrupted);
        rest = range_difference(&rest, &again);
        rest = range_difference(&rest, &interrupted);
        /* No failure, whatever the model knows of it; but a connect finds a full queue so. */
        rest = range_without(&rest, EINTR);
        if (model->operation != OPERATION_CONNECT) {
            rest = range_without(&rest, EAGAIN);
        }
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

static struct range status_range(const struct model_status *status, enum outcome outcome)
{
    struct range fails = outcome_range(&status->fails);
    struct range permanent = outcome_range(&status->permanent);
    struct range again = outcome_range(&status->again);
    switch (outcome) {
    case OUTCOME_FAIL:
        return fails;
    case OUTCOME_PERMANENT:
        return permanent;
    case OUTCOME_AGAIN:
        return again;
    case OUTCOME_OK: {
        struct range bad = range_union(&fails, &permanent);
        bad = range_union(&bad, &again);
        struct range good = outcome_range(&status->succeeds);
        good = good.count != 0 ? good : range_all();
        return range_difference(&good, &bad);
    }
    default:
        return range_empty();
    }
}

/* A field of the record; `path` may name fields of fields. */
static cell_id member_cell(struct frame *frame, cell_id cell, ir_type_id type, const char *path)
{
    while (cell != 0 && path != NULL) {
        const char *end = strchr(path, '.');
        char name[64];
        size_t length = end == NULL ? strlen(path) : (size_t)(end - path);
        snprintf(name, sizeof name, "%.*s", (int)length, path);
        cell = frame_field(frame, cell, type, name);
        type = cell == 0 ? 0 : frame->space.cells.items[cell].type;
        path = end == NULL ? NULL : end + 1;
    }
    return cell;
}

/* The cell where a call says how an earlier operation ended; 0: its result says so itself. */
static cell_id status_cell(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                           const struct model_status *status, const symbol_id *args, uint32_t count)
{
    const struct ir_module *module = frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    if (status->into < count) {
        ir_expr_id arg = module->lists[instr->first_arg + status->into];
        ir_type_id type = status->member == NULL ? 0 : module->types[module->exprs[arg].type].of;
        return member_cell(frame, eval_pointee(&frame->space, args[status->into], type), type,
                           status->member);
    }
    if (status->member == NULL || instr->dest == 0) {
        return 0;
    }
    ir_type_id type = module->places[instr->dest].type;
    if (module->types[type].kind == IR_TYPE_RECORD) {
        cell_id record = eval_place(&frame->space, state, instr->dest);
        return member_cell(frame, record, type, status->member);
    }
    ir_type_id pointee = module->types[type].of;
    return member_cell(frame, eval_pointee(&frame->space, frame->result, pointee), pointee,
                       status->member);
}

/* What is told to have failed did not end by a signal, nor for not being ready. */
static void assume_true_failure(struct frame *frame, struct flow_state *state)
{
    cell_id cell = space_cell(&frame->space, CELL_SPECIAL, SPECIAL_ERRNO, 0, 0);
    symbol_id number = state_read(&frame->space, state, cell);
    struct range range = state_range(&frame->space, state, number);
    range = range_without(&range, EINTR);
    range = range_without(&range, EAGAIN);
    (void)state_narrow(&frame->space, state, number, &range);
}

/* Not the result itself tells how it ended, but what the call wrote, or a member of the result. */
static bool tells_by_status(const struct model_function *model)
{
    return model->status.into == MODEL_RETURNED ||
           (model->operation == OPERATION_NONE && model->status.into != MODEL_NO_ARG);
}

static bool assume_status(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const struct model_function *model, enum outcome outcome)
{
    const struct model_status *status = &model->status;
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t count = frame_args(frame, state, call, args, FRAME_MAX_ARGS);
    struct range wanted = status_range(status, outcome);
    if (status->key_arg < count) {
        struct range key = state_range(&frame->space, state, args[status->key_arg]);
        int64_t only;
        if (!range_single(&key, &only) || only != status->key) {
            return outcome == OUTCOME_OK;
        }
    }
    cell_id cell = status_cell(frame, state, call, status, args, count);
    if (wanted.count == 0 || (cell == 0 && status->member != NULL)) {
        return false;
    }
    if (outcome == OUTCOME_FAIL) {
        assume_true_failure(frame, state);
    }
    if (cell == 0) {
        return state_narrow(&frame->space, state, frame->result, &wanted);
    }
    if (outcome == OUTCOME_OK && model->fails.range_count != 0) {
        struct range good = model_result_range(model, OUTCOME_OK);
        (void)state_narrow(&frame->space, state, frame->result, &good);
    }
    symbol_id told = space_symbol(&frame->space, SYMBOL_OUTPUT, call, 996);
    state_write(&frame->space, state, cell, told);
    state_set_range(state, told, wanted);
    return true;
}

/* What says how much was to be sent is no failure, and no more is sent than that: `send(fd, data,
 * size, 0) != size`. */
static void assume_length(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const struct model_function *model, enum outcome outcome)
{
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t count = frame_args(frame, state, call, args, FRAME_MAX_ARGS);
    struct range some = range_of(1, INT64_MAX);
    if (model->length >= count) {
        return;
    }
    (void)state_narrow(&frame->space, state, args[model->length], &some);
    struct range length = state_range(&frame->space, state, args[model->length]);
    if (outcome == OUTCOME_OK && length.count != 0) {
        struct range done = range_of(1, range_high(&length));
        (void)state_narrow(&frame->space, state, frame->result, &done);
    }
}

/* Nothing is ready: what would tell which members of the set are is 0, in each of its records. */
static void clear_answer(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct model_effect *effect, symbol_id set)
{
    const struct ir_module *module = frame->module;
    ir_expr_id arg = module->lists[module->instrs[call].first_arg + effect->on];
    ir_type_id type = module->types[module->exprs[ir_uncast(module, arg)].type].of;
    cell_id cell = eval_pointee(&frame->space, set, type);
    const struct cell info = frame->space.cells.items[cell];
    bool first = info.kind == CELL_INDEX && info.b == 1 && effect->answer[0] != '\0';
    cell_id record = first ? frame->space.cells.items[info.a].first_sub : cell;
    while (record != 0) {
        cell_id told =
            effect->answer[0] == '\0' ? record : member_cell(frame, record, type, effect->answer);
        state_write(&frame->space, state, told, space_int(&frame->space, 0));
        record = first ? frame->space.cells.items[record].next_sub : 0;
    }
}

static void clear_answers(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const struct model_function *model)
{
    symbol_id args[FRAME_MAX_ARGS];
    uint32_t count = frame_args(frame, state, call, args, FRAME_MAX_ARGS);
    for (uint32_t i = 0; i < model->effect_count; i++) {
        const struct model_effect *effect = &model->effects[i];
        if (effect->answer != NULL && effect->on < count &&
            frame->space.symbols.items[args[effect->on]].kind != SYMBOL_INT) {
            clear_answer(frame, state, call, effect, args[effect->on]);
        }
    }
}

static bool assume_model(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct model_function *model, enum outcome outcome)
{
    struct range wanted = model_result_range(model, outcome);
    if (wanted.count == 0 || !state_narrow(&frame->space, state, frame->result, &wanted)) {
        return false;
    }
    frame_assume_errno(frame, state, call, model_errno_range(model, outcome));
    assume_length(frame, state, call, model, outcome);
    if (outcome == OUTCOME_AGAIN) {
        clear_answers(frame, state, call, model);
    }
    return true;
}

bool frame_assume(struct frame *frame, struct flow_state *state, ir_instr_id call,
                  const struct model_function *model, enum outcome outcome)
{
    if (tells_by_status(model)) {
        return assume_status(frame, state, call, model, outcome);
    }
    return assume_model(frame, state, call, model, outcome);
}

/* What is told beside the result: a status that is written, or which members of a set are ready. */
static bool model_writes_outcome(const struct model_function *model)
{
    bool writes = model->status.into != MODEL_NO_ARG;
    for (uint32_t i = 0; i < model->effect_count && !writes; i++) {
        writes = model->effects[i].answer != NULL;
    }
    return writes;
}

bool frame_outcome_visible(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (frame->module->instrs[call].dest != 0 || model != NULL) {
        return frame->module->instrs[call].dest != 0 || model_writes_outcome(model);
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (frame->analysis->summaries[targets[i]].shows) {
            return true;
        }
    }
    return false;
}

bool frame_outcome_possible(const struct frame *frame, ir_instr_id call, enum outcome outcome)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL && (model->operation == OPERATION_NONE || tells_by_status(model))) {
        return outcome == OUTCOME_OK || outcome == OUTCOME_FAIL || outcome == OUTCOME_PERMANENT;
    }
    if (model != NULL) {
        return model_result_range(model, outcome).count != 0;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (frame->analysis->summaries[targets[i]].outcomes[outcome].possible) {
            return true;
        }
    }
    return false;
}

bool frame_failure_told(const struct frame *frame, ir_instr_id call)
{
    return frame_outcome_visible(frame, call) && frame_outcome_possible(frame, call, OUTCOME_FAIL);
}
