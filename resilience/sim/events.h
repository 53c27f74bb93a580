/* events.h -- the future of the simulation: (instant, what), taken in the order of instants. Equal
 * instants come out in the order they went in, so that a run is repeatable. */
#ifndef SIM_EVENTS_H
#define SIM_EVENTS_H

#include <stddef.h>
#include <stdint.h>

struct sim_event {
    int64_t at_ns;
    uint32_t what; /* the caller's */
};

struct sim_list { /* private */
    struct sim_event *items;
    size_t first, count, room;
};

/* All-zero: empty, at instant 0. */
struct sim_events {
    size_t count;
    struct sim_list lists[65]; /* private from here */
    int64_t last_ns, earliest_ns;
};

/* Not before the event that was taken last. Ends the program when memory is out: this is a tool,
 * not the library. */
void sim_events_add(struct sim_events *events, int64_t at_ns, uint32_t what);

/* When the earliest is due; INT64_MAX if there is none. */
int64_t sim_events_due(const struct sim_events *events);

/* The earliest; there must be one. */
struct sim_event sim_events_take(struct sim_events *events);

void sim_events_free(struct sim_events *events);

#endif
