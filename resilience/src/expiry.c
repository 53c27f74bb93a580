#include "resil/expiry.h"
#include <math.h>
#include "resil/random.h"

int64_t resil_expiry_jittered(int64_t now_ns, int64_t lifetime_ns, double spread, uint64_t bits)
{
    if (lifetime_ns == RESIL_NEVER)
        return RESIL_NEVER;
    if (!(spread > 0))
        spread = 0;
    if (spread > 1)
        spread = 1;
    /* Below 2^53 ns, 104 days, the product is exact to a nanosecond; above, nobody will mind. */
    int64_t off = (int64_t)((double)lifetime_ns * spread * resil_unit(bits));
    return resil_time_add(now_ns, lifetime_ns > off ? lifetime_ns - off : 0);
}

bool resil_expiry_due(int64_t now_ns, int64_t expires_ns, int64_t cost_ns, double beta,
                      uint64_t bits)
{
    if (now_ns >= expires_ns)
        return true;
    if (expires_ns == RESIL_NEVER || cost_ns <= 0 || !(beta > 0))
        return false;
    /* 1 - [0, 1) is (0, 1]: the logarithm is finite, at most 36.8. */
    double ahead = -log(1 - resil_unit(bits)) * beta * (double)cost_ns;
    return ahead >= (double)expires_ns - (double)now_ns;
}
