/* How calls can end, and what is known once one has ended so. */
#ifndef PROGRAM_OUTCOME_H
#define PROGRAM_OUTCOME_H

#include "program/frame.h"

/* Assumes, right after a modelled call was applied, that it ended so; false when it cannot. */
bool frame_assume(struct frame *frame, struct flow_state *state, ir_instr_id call,
                  const struct model_function *model, enum outcome outcome);

/* The results that mean so; empty when none does. */
struct range outcome_range(const struct model_result *result);

/* What errno can be after a failure. */
struct range errno_of_failure(void);
void frame_assume_errno(struct frame *frame, struct flow_state *state, ir_instr_id call,
                        struct range range);

/* Where a pointer leads to hundreds of functions, some that use the network (a codec that drives a
 * device, say) do not make the call a network operation; at least one in four does. */
bool outcome_enough_network(uint32_t network, uint32_t targets);

/* Whether the call, or what it reaches, talks to the network: by its name, or by a pointer as a
 * rule. */
bool frame_is_network(const struct frame *frame, ir_instr_id call);

/* Whether the call only asks how an earlier operation ended (reads an HTTP status, say). */
bool frame_tells(const struct frame *frame, ir_instr_id call);

/* Whether it can be told by the call how an operation ended: it is one, or it tells of one. */
bool frame_decides(const struct frame *frame, ir_instr_id call);

/* Whether the call waits for the peer and sends nothing. */
bool frame_waits(const struct frame *frame, ir_instr_id call);

/* Whether the call makes a command or query of a library: what that does lasts. */
bool frame_commands(const struct frame *frame, ir_instr_id call);

/* Whether control comes back to the call when something fails that comes after it. */
bool frame_catches(const struct frame *frame, ir_instr_id call);

/* Whether the function can know how the call ended: it looks at the result or at what is written.
 */
bool frame_outcome_visible(const struct frame *frame, ir_instr_id call);
bool frame_failure_told(const struct frame *frame, ir_instr_id call);
bool frame_outcome_possible(const struct frame *frame, ir_instr_id call, enum outcome outcome);

#endif
