/* events.h -- the future of the simulation: a binary heap of (instant, what) in one array. Equal
 * instants come out in the order they went in, so that a run is repeatable. */
#ifndef SIM_EVENTS_H
#define SIM_EVENTS_H

#include <stddef.h>
#include <stdint.h>

struct sim_event {
    int64_t at_ns;
    uint32_t order; /* private: wraps, which only matters between equal instants */
    uint32_t what;  /* the caller's */
};

struct sim_events {
    struct sim_event *heap;
    size_t count, room;
    uint32_t next_order;
};

/* Ends the program when memory is out: this is a tool, not the library. */
void sim_events_add(struct sim_events *events, int64_t at_ns, uint32_t what);

/* The earliest; there must be one. */
struct sim_event sim_events_take(struct sim_events *events);

void sim_events_free(struct sim_events *events);

#endif
