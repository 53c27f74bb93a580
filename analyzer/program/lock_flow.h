/* Locks in one function under analysis. */
#ifndef PROGRAM_LOCK_FLOW_H
#define PROGRAM_LOCK_FLOW_H

#include "program/frame.h"

/* A call takes a lock or releases it. */
struct lock_change {
    ir_instr_id call;
    symbol_id handle; /* the pointer to it */
    setting_id setting;
    bool takes;
    struct range when;   /* taking: only when the call's result is one of these … */
    struct range unless; /* … and not when it is one of those; empty: whatever it is */
    uint32_t arg;        /* which argument the handle is … */
    path_id path;        /* … or its path in the callee, unless 0 */
};

/* What the paths that lead to a point did with a lock. */
struct lock_view {
    bool released;     /* on some path it was */
    bool before;       /* on some path it is as it was at the entry */
    ir_instr_id taken; /* the call that took it on some path, or 0 */
};
struct lock_view lock_view_at(struct frame *frame, const struct flow_state *state, cell_id cell);

/* Applies it to the state; the call's result is in frame->result. */
void lock_change(struct frame *frame, struct flow_state *state, const struct lock_change *change);

/* Notes which locks are held right before a call, and which of the callers' are not any more. */
void locks_note_call(struct frame *frame, const struct flow_state *state, ir_instr_id call);

/* Fills the locks of a summary; the exits of frame->solve are collected. */
void summarize_locks(struct frame *frame, struct summary *summary);

#endif
