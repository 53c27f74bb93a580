/* Upper limits of a length that grows: comparisons with what it is made of. */
#ifndef FACTS_CAP_H
#define FACTS_CAP_H

#include "facts/slice.h"

/* Whether there is one in the loop, not to leave it: `if (d > MAX) d = MAX`, `d < MAX ? 2 * d :
 * MAX`. Without a loop: anywhere in the function, whose callers get the length or give it. */
bool cap_of_length(const struct slice *slice, const struct cfg_loop *loop);

#endif
