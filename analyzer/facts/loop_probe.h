/* The calls of a loop are asked what becomes of it, in the usual way and, where that shows no
 * retry, in other ways. */
#ifndef FACTS_LOOP_PROBE_H
#define FACTS_LOOP_PROBE_H

#include "facts/loop.h"

/* Fills the call's probes. `work` is what probes of the function cost so far (see solve.work);
 * nothing is asked any more when that is too much. The caller forgets them. */
void loop_probe_call(struct frame *frame, uint32_t index, const struct solve *first,
                     struct loop_call *call, uint64_t *work);
void loop_probe_forget(struct loop_call *call);

/* The class of the loop. Of several functions that the deciding call may mean, the frame may be
 * left narrowed to the one with which the loop is a retry. */
enum loop_class loop_probe_classify(struct loop_view *view, const struct loop_call **decisive,
                                    enum outcome *outcome, uint64_t *work);

#endif
