/* What the parts of summarizing share. Private to summarize*.c. */
#ifndef PROGRAM_SUMMARIZE_H
#define PROGRAM_SUMMARIZE_H

#include "program/frame.h"

/* Where the returns of a function meet: all of them, those of the run in which every operation goes
 * well, from MEET_OUTCOME on those of the runs that ask about one outcome each, and from
 * MEET_TELLING on those that ask about the failure of one call each; MEET_WAITS, MEET_LATE: those
 * of the runs that ask about the waits alone, and about all but the waits; MEET_CASE: those of the
 * runs that ask about one argument each, from there on. MEET_ROUNDS: the rounds of a function that
 * never returns; MEET_GROUP: settings of a group. */
enum {
    MEET_ALL = 0x7fffffff,
    MEET_WELL = 0x7ffffffe,
    MEET_OUTCOME = 0x7fffff00,
    MEET_TELLING = 0x7ffffe00,
    MEET_WAITS = 0x7ffffd00,
    MEET_LATE = 0x7ffffdf0,
    MEET_ROUNDS = 0x7ffffefe,
    MEET_GROUP = 0x7ffffefd,
    MEET_CASE = 0x7fff0000
};

/* Joins the returns of a run; gives the range of what they return. */
struct range summarize_exits(struct frame *frame, const struct solve *solve, uint32_t meet,
                             struct flow_state *joined, symbol_id *value);

/* The settings that a state leaves on what callers know: `objects` are the handles they get. */
void summarize_settings(struct frame *frame, struct flow_state *state, struct map *objects,
                        setting_list *settings);

/* The run in which every operation goes well; the others branch off from it, so that each asks
 * what the first thing to go wrong does. The caller finishes `well` and `joined`. */
void summarize_well(struct frame *frame, struct solve *well, struct flow_state *joined);

/* Fills the outcomes. `all`: what holds where the function ends, however that comes; `well_end`
 * becomes what holds where it returns what tells that all went well; `objects` collects the handles
 * that are given back. */
void summarize_outcomes(struct frame *frame, struct summary *summary, struct solve *well,
                        const struct flow_state *all, struct flow_state *well_end,
                        struct map *objects);

/* The value as one object if it is one of several handles that are made here, all of one kind, or
 * else NULL or -1; 0: it is not. From then on frame_kind_of() knows it. */
symbol_id summarize_group(struct frame *frame, symbol_id value);
/* The handle that the value is, or the group of those that it may be, whatever it is else; 0: none
 * or more than one object. */
symbol_id summarize_handle(struct frame *frame, symbol_id value);
/* Whether a handle that is made here is among what the value may be. */
bool summarize_has_handle(const struct frame *frame, symbol_id value);
/* Settings of such a group that the state says nothing of become what its handles have. */
void summarize_group_settings(struct frame *frame, struct flow_state *state, symbol_id group);

#endif
