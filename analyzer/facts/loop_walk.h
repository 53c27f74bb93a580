/* What ends a loop, where that is the end of what it walks over. */
#ifndef FACTS_LOOP_WALK_H
#define FACTS_LOOP_WALK_H

#include "facts/loop.h"

/* `while (next(list, &item)) …`: the loop ends by what a call gives back that also puts an item
 * somewhere, and that is no operation itself. */
bool loop_walks_items(const struct loop_view *view);

/* `while (lookup(list, &name) == 0) { if (connect_to(name) == 0) break; }`: the same where an
 * operation hands out the item, and the call is made for it. */
bool loop_walks_results(const struct loop_view *view, const struct loop_call *call);

/* `while (fgets(line, sizeof line, file)) { if (send_line(line) == 0) break; }`: the way round
 * fetches what the call is made of by one whose result ends the loop. */
bool loop_walks_lines(const struct loop_view *view, const struct loop_call *attempt,
                      const struct bitset *way);

/* `while (receive(peer, &request) == 0) execute(&request);`: each turn begins with what only comes
 * in, and the call is given that. */
bool loop_serves(const struct loop_view *view, const struct loop_call *call);

/* The loop comes to its end, and not to an error, where the variable is NULL. */
bool loop_ends_at_null(const struct loop_view *view, location_id wanted);

#endif
