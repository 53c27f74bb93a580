#include "facts/loop_probe.h"
#include "program/connecting.h"
#include "program/outcome.h"
#include "program/targets.h"

/* What the probes of one function may cost together (see solve.work); about a tenth of a second.
 * Loops met after that are told by what is known without probes. */
static const uint64_t work_limit = 30000000;

void loop_probe_call(struct frame *frame, uint32_t index, const struct solve *first,
                     struct loop_call *call, uint64_t *work)
{
    for (int outcome = OUTCOME_OK; outcome < OUTCOME_COUNT; outcome++) {
        bool visible = outcome == OUTCOME_OK || frame_outcome_visible(frame, call->call);
        if (*work < work_limit && visible &&
            frame_outcome_possible(frame, call->call, (enum outcome)outcome)) {
            probe_run(&call->probes[outcome], frame, index, first, call->call,
                      (enum outcome)outcome, call->others);
            *work += call->probes[outcome].work;
        }
    }
}

void loop_probe_forget(struct loop_call *call)
{
    for (int outcome = 0; outcome < OUTCOME_COUNT; outcome++) {
        probe_finish(&call->probes[outcome]);
        call->probes[outcome] = (struct probe){0};
    }
}

/* Drivers for several protocols: most of the functions that the pointer may mean talk to the
 * network. */
static bool are_drivers(const struct frame *frame, const func_ref *targets, uint32_t count)
{
    uint32_t network = 0;
    for (uint32_t i = 0; i < count; i++) {
        network += frame->analysis->summaries[targets[i]].network;
    }
    return count > 1 && network > count / 2;
}

/* Drivers tell of a failure each in their own way: what a result means is lost when all are looked
 * at together. Whether the loop is a retry with one of them; then the call is left narrowed to that
 * one. */
static bool retries_with_one(struct loop_view *view, struct loop_call *call,
                             const struct loop_call **decisive, enum outcome *outcome,
                             uint64_t *work)
{
    struct frame *frame = view->frame;
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call->call, &count);
    /* What none of them does together no one does. */
    bool again = call->probes[OUTCOME_OK].again && call->probes[OUTCOME_FAIL].again;
    if (!again || call->model != NULL || !are_drivers(frame, targets, count)) {
        return false;
    }
    struct loop_call together = *call;
    memset(call->probes, 0, sizeof call->probes);
    struct target_choice choice = targets_choose(frame, targets, count);
    for (uint32_t i = 0; i < choice.count && *work < work_limit; i++) {
        if (!frame->analysis->summaries[choice.items[i]].network) {
            continue;
        }
        frame->narrowed = call->call;
        frame->narrowed_to = choice.items[i];
        loop_probe_forget(call);
        loop_probe_call(frame, view->index, view->first_turn, call, work);
        if (loop_classify(view, decisive, outcome) == LOOP_RETRY && *decisive == call) {
            loop_probe_forget(&together);
            return true;
        }
    }
    frame->narrowed = 0;
    loop_probe_forget(call);
    *call = together;
    return false;
}

/* Whether something else that fails in a turn leads to the call. */
static bool follows_failure(const struct loop_view *view, const struct loop_call *call)
{
    for (uint32_t i = 0; i < view->call_count; i++) {
        const struct probe *probes = view->calls[i].probes;
        if (&view->calls[i] != call && probes[OUTCOME_FAIL].possible &&
            map_get(&probes[OUTCOME_FAIL].called, call->call) != NULL &&
            map_get(&probes[OUTCOME_OK].called, call->call) == NULL) {
            return true;
        }
    }
    return false;
}

/* `if (receive() < 0) reconnect();` in each turn: while there is no connection the next turn's
 * operation fails, too, and so leads here again. */
static bool reconnects(struct loop_view *view, struct loop_call *call,
                       const struct loop_call **decisive, enum outcome *outcome, uint64_t *work)
{
    struct probe *fail = &call->probes[OUTCOME_FAIL];
    const struct probe *ok = &call->probes[OUTCOME_OK];
    if (*work >= work_limit || !fail->possible || !fail->round || !ok->round || ok->again ||
        fail->again || !connecting_call(view->frame, call->call) || !follows_failure(view, call)) {
        return false;
    }
    probe_finish(fail);
    call->others = OUTCOME_FAIL;
    probe_run(fail, view->frame, view->index, view->first_turn, call->call, OUTCOME_FAIL,
              OUTCOME_FAIL);
    *work += fail->work;
    return loop_classify(view, decisive, outcome) == LOOP_RETRY && *decisive == call;
}

/* Loops that are no retry as they look at first. */
static bool retries_after_all(struct loop_view *view, const struct loop_call **decisive,
                              enum outcome *outcome, uint64_t *work)
{
    for (uint32_t i = 0; i < view->call_count; i++) {
        if (retries_with_one(view, &view->calls[i], decisive, outcome, work)) {
            return true;
        }
    }
    for (uint32_t i = 0; i < view->call_count; i++) {
        if (reconnects(view, &view->calls[i], decisive, outcome, work)) {
            return true;
        }
    }
    return false;
}

enum loop_class loop_probe_classify(struct loop_view *view, const struct loop_call **decisive,
                                    enum outcome *outcome, uint64_t *work)
{
    enum loop_class class = loop_classify(view, decisive, outcome);
    if (class == LOOP_RETRY || class == LOOP_FAILOVER) {
        return class;
    }
    return retries_after_all(view, decisive, outcome, work) ? LOOP_RETRY : class;
}
