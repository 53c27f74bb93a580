#include "facts/repeat.h"

#include "program/outcome.h"
#include "program/sends.h"
#include "program/targets.h"

/* Whether a call may be made twice, whoever calls this function. */
static enum model_answer call_alone(const struct frame *frame, ir_instr_id call)
{
    const uint32_t *site = map_get(&frame->analysis->site_of, map_pair(frame->module_index, call));
    if (site != NULL && *site != 0) {
        return frame->analysis->sites.items[*site - 1].idempotent;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    enum model_answer answer = ANSWER_YES;
    for (uint32_t i = 0; i < count; i++) {
        answer = model_answer_both(answer, frame->analysis->summaries[targets[i]].idempotent);
    }
    return answer;
}

/* `given`: it also depends on what the callers give; `other` is the answer of the rest. */
static enum model_answer call_idempotent(const struct frame *frame, ir_instr_id call, bool *given,
                                         enum model_answer *other)
{
    enum model_answer alone = call_alone(frame, call);
    *given = false;
    *other = alone;
    if (!sends_answer(frame, call, other, given)) {
        return alone;
    }
    return *given ? model_answer_both(*other, alone) : *other;
}

/* Whether what the call does is part of what is repeated: somebody looks how it went, or it is a
 * command, which does something even if nobody looks; unlike a log line. */
static bool is_repeated(const struct frame *frame, ir_instr_id call)
{
    return frame_commands(frame, call) || frame_failure_told(frame, call);
}

/* A transaction that failed is rolled back; only when its very end failed it may have happened. */
static enum model_answer in_transaction(enum model_answer answer)
{
    return answer == ANSWER_NO ? ANSWER_UNKNOWN : answer;
}

/* Whether one is begun here, or by the call. */
static bool begins_transaction(const struct frame *frame, ir_instr_id call)
{
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    bool begins = frame->analysis->summaries[frame->func].transacts;
    for (uint32_t i = 0; i < count && !begins; i++) {
        begins = frame->analysis->summaries[targets[i]].transacts;
    }
    return begins;
}

static void add_repeated(struct loop_entry *entry, const struct frame *frame, ir_instr_id call)
{
    bool given;
    enum model_answer other;
    enum model_answer answer = call_idempotent(frame, call, &given, &other);
    entry->idempotent = model_answer_both(entry->idempotent, answer);
    entry->given_other = model_answer_both(entry->given_other, other);
    entry->given = entry->given || given;
}

/* Where nobody looks how what was sent ended, but its answer is waited for. */
static void add_unseen(struct loop_entry *entry, const struct frame *frame,
                       const struct map *called)
{
    for (uint32_t i = 0; i < called->entries.count; i++) {
        ir_instr_id call = (ir_instr_id)called->entries.items[i].key;
        if (loop_call_attempts(frame, call)) {
            add_repeated(entry, frame, call);
        } else if (loop_call_summary(frame, call)->sends_unseen) {
            entry->idempotent = model_answer_both(entry->idempotent, ANSWER_UNKNOWN);
        }
    }
}

void repeat_describe(struct loop_entry *entry, const struct frame *frame, ir_instr_id decisive,
                     const struct map *called)
{
    entry->idempotent = ANSWER_YES;
    entry->given_other = ANSWER_YES;
    add_repeated(entry, frame, decisive);
    bool transaction = false;
    bool attempts = loop_call_attempts(frame, decisive);
    for (uint32_t i = 0; i < called->entries.count; i++) {
        ir_instr_id call = (ir_instr_id)called->entries.items[i].key;
        if (loop_call_attempts(frame, call) && is_repeated(frame, call)) {
            add_repeated(entry, frame, call);
            transaction = transaction || begins_transaction(frame, call);
            attempts = true;
        }
    }
    if (!attempts) {
        add_unseen(entry, frame, called);
    }
    if (transaction) {
        entry->idempotent = in_transaction(entry->idempotent);
        entry->given_other = in_transaction(entry->given_other);
    }
}

void repeats_decide_given(struct loop_list *list, struct given_table *given)
{
    for (uint32_t i = 0; i < list->entries.count; i++) {
        struct loop_entry *entry = &list->entries.items[i];
        enum model_answer answer;
        if (entry->given && given_find(given, entry->func, &answer)) {
            entry->idempotent = model_answer_both(entry->given_other, answer);
        }
    }
}

/* A handshake belongs to a connection that is made elsewhere; readers make up for it. What is sent
 * without a look at the result (a log line, a goodbye) is not the point either, unless somebody
 * waits for an answer. */
static void add_to_function(struct frame *frame, ir_instr_id call)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    bool handshake = model != NULL && model->operation == OPERATION_HANDSHAKE;
    if (handshake || !loop_call_attempts(frame, call)) {
        summary->sends_unseen =
            summary->sends_unseen || loop_call_summary(frame, call)->sends_unseen;
        return;
    }
    bool repeated = summary->tells || is_repeated(frame, call);
    if (!repeated && !frame_outcome_visible(frame, call)) {
        summary->sends_unseen = true;
        return;
    }
    summary->resends = true;
    if (repeated) {
        bool given;
        enum model_answer other;
        summary->idempotent =
            model_answer_both(summary->idempotent, call_idempotent(frame, call, &given, &other));
    }
}

void repeat_of_function(struct frame *frame)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    const struct program_func *info = &frame->analysis->program->funcs.items[frame->func];
    summary->idempotent = ANSWER_YES;
    for (uint32_t i = 0; i < info->call_count; i++) {
        add_to_function(frame, frame->analysis->program->calls.items[info->first_call + i].instr);
    }
    if (summary->transacts) {
        summary->idempotent = in_transaction(summary->idempotent);
    }
    /* What is sent on the way to a new connection establishes it: logins, settings. */
    if (summary->idempotent == ANSWER_UNKNOWN && summary->connects) {
        summary->idempotent = ANSWER_YES;
    }
}
