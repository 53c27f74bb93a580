/*
 * expiry.h -- cache entries that do not all die at once, and are renewed before they die.
 *
 * Two causes of a stampede, two cures; flight.h is the third. Entries written together expire
 * together: shorten each lifetime by a random part. Everybody who meets an expired entry renews
 * it: let each reader, with a probability that rises towards the expiry, renew it early while the
 * others go on with the old value ("XFetch": Vattani, Chierichetti, Lowenstein, VLDB 2015):
 *
 *     renew if  now - cost * beta * ln(u) >= expires     with u uniform in (0, 1]
 *
 * `cost` is how long the last renewal took, so what is dear is renewed earlier. beta 1 is optimal
 * under the paper's assumptions; above 1 is earlier. Pure functions; any thread. `bits` are 64
 * random bits (resil_random_draw).
 */
#ifndef RESIL_EXPIRY_H
#define RESIL_EXPIRY_H

#include <stdbool.h>
#include <stdint.h>
#include "resil/clock.h"

/* When an entry written at now_ns expires: lifetime_ns (>= 0) after it, less a random part of at
 * most `spread` (in [0, 1]; 0.1 is usual; what is out of range counts as the nearest end). */
int64_t resil_expiry_jittered(int64_t now_ns, int64_t lifetime_ns, double spread, uint64_t bits);

/* True if this reader should renew the entry now; always true once it has expired. cost_ns < 0
 * and beta that is negative or not a number count as 0: no early renewal. */
bool resil_expiry_due(int64_t now_ns, int64_t expires_ns, int64_t cost_ns, double beta,
                      uint64_t bits);

#endif
