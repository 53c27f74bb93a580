/* Upper limits of a length that grows: comparisons with what it is made of. */
#ifndef FACTS_CAP_H
#define FACTS_CAP_H

#include "facts/slice.h"

/* In a loop, not to leave it: `if (d > MAX) d = MAX`, `d < MAX ? 2 * d : MAX`. */
bool cap_in_loop(const struct slice *slice, const struct cfg_loop *loop);

/* Anywhere in the function, whose callers get the length or give it. */
bool cap_in_function(const struct slice *slice);

#endif
