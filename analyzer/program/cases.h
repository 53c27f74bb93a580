/* What a function returns for which argument or errno, or sets for which argument:
 * `is_transient(code)`, `wait_more(rc)`, `set_nonblocking(descriptor, on)`. */
#ifndef PROGRAM_CASES_H
#define PROGRAM_CASES_H

#include "program/frame.h"

/* Tries the function once for each kind of value that it compares a parameter, or errno, with. For
 * small functions; of others the summary stays without cases. `objects`: the handles that callers
 * get, by symbol. */
void summarize_cases(struct frame *frame, struct summary *summary, const struct map *objects);

/* Notes that the alarm stays as it was where the parameter that says how long is 0: `if (seconds !=
 * 0) alarm(seconds)`. */
void summarize_alarm_case(struct frame *frame, struct summary *summary);

/* Takes from the result what no case of the arguments gives. */
void cases_narrow(const struct summary *summary, struct frame *frame,
                  const struct flow_state *state, const symbol_id *args, uint32_t count,
                  struct range *result);

/* The case whose settings are made with these arguments; NULL: it is not one alone. */
const struct summary_case *cases_choose(const struct summary *summary, const struct space *space,
                                        const struct flow_state *state, const symbol_id *args,
                                        uint32_t count);

#endif
