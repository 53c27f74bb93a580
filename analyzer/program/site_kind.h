/* Whether a modelled call is one of the network. */
#ifndef PROGRAM_SITE_KIND_H
#define PROGRAM_SITE_KIND_H

#include "program/frame.h"

/* Notes on the site what the call is made on. False: it is no network call here: it is made on
 * something else, or a flag keeps it local. */
bool site_take_kind(struct frame *frame, const struct flow_state *state, struct site *site,
                    ir_instr_id call, const symbol_id *args, uint32_t count);

#endif
