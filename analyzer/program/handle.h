/* Which cells change when a handle is configured. */
#ifndef PROGRAM_HANDLE_H
#define PROGRAM_HANDLE_H

#include "program/frame.h"

struct setting_target {
    cell_id cell;
    bool maybe; /* of one of several handles: it may be another's */
};

#define SETTING_TARGETS 24

/* The setting of the value itself, of the handles that it may be, and of other values that may be
 * one of these. NULL and -1 have none. Returns how many, at most SETTING_TARGETS. */
uint32_t frame_setting_targets(struct frame *frame, const struct flow_state *state,
                               symbol_id handle, setting_id setting,
                               struct setting_target *targets);

void frame_write_target(struct frame *frame, struct flow_state *state, ir_instr_id call,
                        const struct setting_target *target, symbol_id value);

/* Sets it on all of them. */
void frame_write_setting(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         symbol_id handle, setting_id setting, symbol_id value);

#endif
