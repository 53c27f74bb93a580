/* What the parts of the search for timers share. */
#ifndef FACTS_TIMER_PARTS_H
#define FACTS_TIMER_PARTS_H

#include "facts/timer.h"

/* Where the timers begin that calling the function may start: its leads are together. UINT32_MAX:
 * there are none. */
uint32_t timer_first_lead(const struct timer_table *table, func_ref func);

/* Notes the failures in the function after which one of its timers is started. */
void timers_find_starts(struct timer_table *table, const struct definitions *definitions);

#endif
