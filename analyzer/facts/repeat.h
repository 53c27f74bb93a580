/* What is done again when a call is made again, and whether that may happen twice. */
#ifndef FACTS_REPEAT_H
#define FACTS_REPEAT_H

#include "facts/loop.h"

/* Of a retry: the deciding call, and what the way round to it makes again: the calls `called`. */
void repeat_describe(struct loop_entry *entry, const struct frame *frame, ir_instr_id decisive,
                     const struct map *called);

/* Of calling the function again, for its summary. */
void repeat_of_function(struct frame *frame);

/* Once the program is known: where callers of a loop's function give what it sends. */
void repeats_decide_given(struct loop_list *list, struct given_table *given);

#endif
