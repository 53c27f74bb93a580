/* What becomes of a call when an alarm comes: a handler that ends the process or jumps away ends
 * any call; one that returns ends only what a signal interrupts, not what a library does around it,
 * nor what is taken up again. */
#ifndef PROGRAM_ALARM_H
#define PROGRAM_ALARM_H

#include "program/analysis.h"

/* Whether the program installs handlers for the signal of its alarms, and no way through any that
 * is known ends the process or jumps away. Looks at the code as it is written; needs no summaries.
 */
bool alarm_handlers_return(const struct analysis *analysis);

/* Whether an alarm that is armed ends the call. */
bool alarm_ends(const struct analysis *analysis, const struct site *site);

#endif
