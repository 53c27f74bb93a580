/*
 * uuid.h -- idempotency keys: UUID version 7 (RFC 9562, 5.7).
 *
 * 48 bits of Unix time in milliseconds, 12 bits that count within one (RFC 9562, 6.2, method 1)
 * and 62 random bits from the operating system, so that nobody can guess the key of another
 * request. Keys of one generator rise strictly, also when the clock steps back, which keeps
 * indexes on them compact. Make one key per intended effect (one order, one payment), keep it
 * over all retries, and store it with the order before the first attempt.
 *
 * This is the one place that reads the wall clock; no decision depends on it. Any thread.
 */
#ifndef RESIL_UUID_H
#define RESIL_UUID_H

#include <stdatomic.h>
#include "resil/clock.h"
#include "resil/random.h"
#include "resil/status.h"

#define RESIL_UUID_TEXT 37 /* bytes, with the NUL */

struct resil_uuid_options {
    struct resil_clock wall;    /* all-zero: CLOCK_REALTIME; nanoseconds since 1970 */
    struct resil_random random; /* all-zero: getrandom(2); anything else is for tests */
};

struct resil_uuid {
    struct resil_uuid_options options; /* private from here */
    _Atomic uint64_t last;             /* milliseconds << 12 | counter */
};

/* options NULL: the defaults. Refuses nothing today. */
enum resil_status resil_uuid_init(struct resil_uuid *uuid, const struct resil_uuid_options *options,
                                  const char **bad);

/* Writes a new key, 36 characters and NUL. RESIL_SYSTEM if there is no randomness to be had. */
enum resil_status resil_uuid_next(struct resil_uuid *uuid, char text[RESIL_UUID_TEXT]);

#endif
