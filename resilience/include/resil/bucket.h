/*
 * bucket.h -- a token bucket: at most `rate` a second in the long run, at most `burst` at once.
 *
 * The whole state is one atomic number: the instant at which the bucket was, or will be, empty
 * (the "theoretical arrival time" of GCRA, ITU-T I.371; as in folly's TokenBucket). Taking n tokens
 * moves it by n / rate. So there is nothing to refill, no thread and no lock, and the time to wait
 * for a token comes for free. Exact under contention: never more than burst + rate * t tokens in
 * any time t of its clock; the coarse clock may count one tick (1 to 10 ms) more than has passed.
 * Any thread.
 */
#ifndef RESIL_BUCKET_H
#define RESIL_BUCKET_H

#include <stdatomic.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/status.h"

struct resil_bucket_options {
    double rate;              /* 100 tokens a second; [1e-3, 1e8]; kept to 0.4 % or better */
    double burst;             /* 10 tokens; >= 1; burst / rate at most one year */
    struct resil_clock clock; /* all-zero: coarse if the burst lasts for 0.1 s at least, so that its
                                 ticks do not show and taking costs a third; else monotonic. Coarse
                                 by choice: cheap, but no more than the burst in each tick */
};

#define RESIL_BUCKET_OPTIONS_DEFAULT ((struct resil_bucket_options){.rate = 100, .burst = 10})

struct resil_bucket {
    struct resil_clock clock; /* private from here */
    int64_t origin_ns;        /* time counts from init, so that its unit can be finer than 1 ns */
    double token;             /* one token in 1/16 ns, exact; for takes of many */
    int64_t one, depth;       /* one token and the whole bucket, in 1/16 ns */
    _Alignas(64) _Atomic int64_t empty_at;
};

/* options NULL: the defaults. Starts full. Holds nothing, needs no finish. */
enum resil_status resil_bucket_init(struct resil_bucket *bucket,
                                    const struct resil_bucket_options *options, const char **bad);

/*
 * Takes `tokens` >= 1 if they are there now or will be within `patience_ns` >= 0 (at most
 * a year counts). RESIL_OK: they
 * are taken, and the caller must wait *wait_ns (0: go at once) before using them. RESIL_LIMITED:
 * nothing was taken, *wait_ns says how long until they would be there. RESIL_INVALID: more than the
 * burst, which never fits, or tokens < 1.
 */
enum resil_status resil_bucket_take(struct resil_bucket *bucket, int tokens, int64_t patience_ns,
                                    int64_t *wait_ns);

/* Takes and sleeps, never past the deadline: RESIL_OK or RESIL_LIMITED without having waited. */
enum resil_status resil_bucket_wait(struct resil_bucket *bucket, int tokens,
                                    struct resil_deadline deadline);

/* Gives back what was taken and not used. More than was taken lets more through. */
void resil_bucket_return(struct resil_bucket *bucket, int tokens);

/* Tokens there now; negative when they are taken in advance. */
double resil_bucket_level(struct resil_bucket *bucket);

#endif
