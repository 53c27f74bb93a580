/*
 * events.h -- one way to see what happens, for logs, metrics and tests.
 *
 * Modules report changes by what they return; the code that drives them (an adapter, or yours)
 * passes them on as events. Observers are called without a lock, on the thread where it happens,
 * so they must be quick and safe for threads. The event is valid during the call only.
 */
#ifndef RESIL_EVENTS_H
#define RESIL_EVENTS_H

#include <stdint.h>
#include "resil/outcome.h"
#include "resil/status.h"

enum resil_event_kind {
    RESIL_EVENT_ATTEMPT,  /* an attempt ended: outcome, attempt, took_ns */
    RESIL_EVENT_RETRY,    /* another will follow: outcome, attempt, took_ns is the wait */
    RESIL_EVENT_END,      /* the operation is over: status, attempt (how many), took_ns in all */
    RESIL_EVENT_REFUSED,  /* not even tried: status (RESIL_OPEN, _SHED, _LIMITED, _FULL ...) */
    RESIL_EVENT_HEDGE,    /* another copy was sent: attempt */
    RESIL_EVENT_FALLBACK, /* an answer of a lower level: attempt is the level, took_ns its age */
    RESIL_EVENT_CHANGED,  /* a breaker, rollout or health changed: text says to what */
    RESIL_EVENT_COUNT
};

struct resil_event {
    enum resil_event_kind kind;
    const char *name; /* of the server or operation, the observed object's */
    enum resil_outcome outcome;
    enum resil_status status;
    int attempt; /* from 1 */
    int64_t took_ns;
    const char *text; /* NULL, or one word */
};

struct resil_observer {
    void (*see)(void *ctx, const struct resil_event *event); /* NULL: nobody looks */
    void *ctx;
};

static inline void resil_observe(const struct resil_observer *observer,
                                 const struct resil_event *event)
{
    if (observer->see)
        observer->see(observer->ctx, event);
}

const char *resil_event_text(enum resil_event_kind kind);

#endif
