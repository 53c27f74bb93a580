/* What the attempts of a loop are made for: always the same, or another address, server or item
 * each turn. */
#ifndef FACTS_LOOP_TARGET_H
#define FACTS_LOOP_TARGET_H

#include "facts/loop.h"

/* How what the call is given changes from turn to turn: CHANGE_ADVANCE is another target,
 * CHANGE_STEP something that is counted on. */
enum change loop_target_change(const struct loop_view *view, const struct loop_call *call);

/* It is what the turn fetched, and the loop ends when there is no more:
 * `while ((line = next()) != NULL) …`. */
bool loop_target_is_item(const struct loop_view *view, const struct loop_call *call);

/* The turn's number is given to the call. */
bool loop_target_is_numbered(const struct loop_view *view, const struct loop_call *call);

/* Whether the ways that the probe went round lead to another target. */
bool loop_target_is_next(const struct loop_view *view, const struct loop_call *call,
                         const struct probe *probe);

/* Of a loop that goes from one target to the next: whether what it stands at outlives the function
 * (a static or global number, a field). */
bool loop_target_is_remembered(const struct loop_view *view, const struct loop_call *call);

#endif
