/* ticking.h -- a clock that goes on by a millisecond whenever somebody looks at it. */
#ifndef RESIL_TICKING_H
#define RESIL_TICKING_H

#include "resil/clock.h"

struct ticking {
    int64_t now_ns, slept_until_ns;
};

static int64_t tick(void *ctx)
{
    struct ticking *t = ctx;
    return t->now_ns += RESIL_MS;
}

static void sleep_ticking(void *ctx, int64_t at_ns)
{
    struct ticking *t = ctx;
    t->slept_until_ns = at_ns;
}

#endif
