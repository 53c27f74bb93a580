/* Which functions of the program a call may mean. */
#ifndef PROGRAM_TARGETS_H
#define PROGRAM_TARGETS_H

#include "program/frame.h"

/* All that are known, or the one that the frame narrows the call to; NULL and 0 for unknown ones.
 */
const func_ref *frame_targets(const struct frame *frame, ir_instr_id call, uint32_t *count);

/* Of a table with more functions than this some are looked at, evenly spread: what hundreds behind
 * one pointer have in common, some of them show. Those that talk to the network count for more. */
enum { TARGETS_NETWORK = 12, TARGETS_OTHER = 4 };

struct target_choice {
    func_ref items[TARGETS_NETWORK + TARGETS_OTHER]; /* those of the network first */
    uint32_t count;
};

struct target_choice targets_choose(const struct frame *frame, const func_ref *targets,
                                    uint32_t target_count);

#endif
