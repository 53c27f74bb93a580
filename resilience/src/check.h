/* check.h -- one-line tests of options for init functions. Private. */
#ifndef RESIL_CHECK_H
#define RESIL_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include "resil/status.h"

/* Use: `return resil_refuse(bad, "cap_ns");` */
static inline enum resil_status resil_refuse(const char **bad, const char *field)
{
    if (bad)
        *bad = field;
    return RESIL_INVALID;
}

/* At the top of an init function: nothing is wrong yet. */
static inline void resil_check_begin(const char **bad)
{
    if (bad)
        *bad = NULL;
}

/* False for NaN too: both comparisons fail. */
static inline bool resil_in_range(double value, double low, double high)
{
    return value >= low && value <= high;
}

#endif
