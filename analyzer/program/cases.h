/* What a function returns for which argument: `is_transient(code)`, `status_of(errno)`. */
#ifndef PROGRAM_CASES_H
#define PROGRAM_CASES_H

#include "program/frame.h"

/* Tries the function once for each kind of value that it compares a parameter with. For small
 * functions that do not talk to the network; of others the summary stays without cases. */
void summarize_cases(struct frame *frame, struct summary *summary);

/* Takes from the result what no case of the arguments gives. */
void cases_narrow(const struct summary *summary, const struct space *space,
                  const struct flow_state *state, const symbol_id *args, uint32_t count,
                  struct range *result);

#endif
