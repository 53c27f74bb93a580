/*
 * trace.h -- correlation ids over process borders: the traceparent header of W3C Trace Context
 * (level 1): "00-<trace id, 32 hex>-<parent id, 16 hex>-<flags, 2 hex>".
 *
 * Take it from the request that comes in (or start one), make a child for each request that goes
 * out, and put the trace id into every log line. Plain values; any thread.
 */
#ifndef RESIL_TRACE_H
#define RESIL_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include "resil/random.h"
#include "resil/status.h"

#define RESIL_TRACE_TEXT 56 /* bytes of the header's value, with the NUL */

struct resil_trace {
    uint64_t id_high, id_low; /* of the whole trace; never both 0 */
    uint64_t parent;          /* of this step; never 0 */
    uint8_t flags;            /* bit 0: sampled */
};

/* A new trace, from `random` (a source for many threads if there are many). */
struct resil_trace resil_trace_start(const struct resil_random *random, bool sampled);

/* The next step of the same trace: same id and flags, another parent id. */
struct resil_trace resil_trace_child(const struct resil_trace *trace,
                                     const struct resil_random *random);

void resil_trace_format(const struct resil_trace *trace, char text[RESIL_TRACE_TEXT]);

/* RESIL_FORMAT, and *trace untouched, for what the recommendation says to ignore: another grammar,
 * upper case, version ff, ids of zeros. Later versions are read as version 00 with a tail. */
enum resil_status resil_trace_parse(const char *text, struct resil_trace *trace);

#endif
