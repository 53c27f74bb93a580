/* Operations that only begin, as a connect on a non-blocking descriptor does: how long they take is
 * up to the wait that follows. One that may have no end leaves them half bounded; one that never
 * has is reported where it stands. */
#ifndef PROGRAM_AWAITED_H
#define PROGRAM_AWAITED_H

#include "program/frame.h"

/* Notes which wait follows when the site's call, in this function, is not done yet. */
void awaited_note(struct frame *frame, struct site *site);

/* When all waits are judged. */
void awaited_settle(struct analysis *analysis);

#endif
