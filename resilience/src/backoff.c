#include "resil/backoff.h"
#include <math.h>
#include "check.h"
#include "resil/clock.h"

enum resil_status resil_backoff_init(struct resil_backoff *backoff,
                                     const struct resil_backoff_options *options, const char **bad)
{
    resil_check_begin(bad);
    struct resil_backoff_options o = options ? *options : RESIL_BACKOFF_OPTIONS_DEFAULT;
    if (o.base_ns <= 0)
        return resil_refuse(bad, "base_ns");
    if (o.cap_ns < o.base_ns || o.cap_ns == RESIL_NEVER)
        return resil_refuse(bad, "cap_ns");
    if ((unsigned)o.jitter > RESIL_JITTER_SMOOTH)
        return resil_refuse(bad, "jitter");
    *backoff = (struct resil_backoff){.options = o};
    resil_splitmix_seed(&backoff->own, o.random.next ? 0 : resil_random_seed());
    resil_backoff_reset(backoff);
    return RESIL_OK;
}

void resil_backoff_reset(struct resil_backoff *backoff)
{
    backoff->previous_ns = backoff->options.base_ns;
    backoff->smooth = 0;
    backoff->retries = 0;
}

int64_t resil_backoff_exponential(int64_t base_ns, int64_t cap_ns, uint32_t n)
{
    return n >= 63 || base_ns > (cap_ns >> n) ? cap_ns : base_ns << n;
}

static uint64_t draw(struct resil_backoff *backoff)
{
    return resil_random_draw(&backoff->options.random, &backoff->own);
}

static int64_t decorrelated(struct resil_backoff *backoff)
{
    int64_t cap = backoff->options.cap_ns, previous = backoff->previous_ns;
    int64_t high = previous > cap / 3 ? cap : 3 * previous;
    return resil_between(draw(backoff), backoff->options.base_ns, high);
}

/* 2^62 * base is beyond every cap, so larger n need no arithmetic and cannot reach infinity. */
#define SMOOTH_MOST 62

static int64_t smooth(struct resil_backoff *backoff)
{
    double cap = (double)backoff->options.cap_ns, wait = INFINITY;
    if (backoff->retries < SMOOTH_MOST) {
        double t = backoff->retries + resil_unit(draw(backoff));
        double next = exp2(t) * tanh(sqrt(4 * t));
        wait = (next - backoff->smooth) / 1.4 * (double)backoff->options.base_ns;
        backoff->smooth = next;
    }
    if (wait < cap)
        return wait > 0 ? (int64_t)wait : 0;
    return resil_between(draw(backoff), backoff->options.cap_ns - backoff->options.cap_ns / 4,
                         backoff->options.cap_ns);
}

int64_t resil_backoff_next(struct resil_backoff *backoff)
{
    const struct resil_backoff_options *o = &backoff->options;
    int64_t wait = resil_backoff_exponential(o->base_ns, o->cap_ns, backoff->retries);
    switch (o->jitter) {
    case RESIL_JITTER_NONE:
        break;
    case RESIL_JITTER_FULL:
        wait = resil_between(draw(backoff), 0, wait);
        break;
    case RESIL_JITTER_EQUAL:
        wait = resil_between(draw(backoff), wait / 2, wait);
        break;
    case RESIL_JITTER_DECORRELATED:
        wait = decorrelated(backoff);
        break;
    case RESIL_JITTER_SMOOTH:
        wait = smooth(backoff);
        break;
    }
    backoff->previous_ns = wait;
    if (backoff->retries < UINT32_MAX)
        backoff->retries++;
    return wait;
}
