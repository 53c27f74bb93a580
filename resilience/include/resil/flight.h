/*
 * flight.h -- single-flight: of all who want the same thing at the same time, one fetches it.
 *
 *     struct resil_flight_ticket ticket;
 *     struct resil_flight_value value = {.data = buffer, .capacity = sizeof buffer};
 *     switch (resil_flight_join(&flight, key, deadline, &ticket, &value)) {
 *     case RESIL_FLIGHT_LEAD:                             // fetch it for everybody
 *         value.status = fetch(key, &value);
 *         resil_flight_land(&flight, &ticket, &value);    // or resil_flight_drop
 *         break;
 *     case RESIL_FLIGHT_SHARED: break;                    // value is what the leader landed
 *     case RESIL_FLIGHT_ALONE: value.status = fetch(key, &value); break;
 *     case RESIL_FLIGHT_LATE: ...                         // the deadline passed while waiting
 *     }
 *
 * Whoever joins after the landing starts a new flight: this is no cache. A leader that fails shares
 * its failure. A leader that drops, or does not report within its lease, hands the lead to one of
 * those who wait; they hang no longer than their own deadline, and a late leader's value is not
 * used.
 *
 * Memory is allocated at init only. Any thread; one mutex. Waiting uses condition variables.
 */
#ifndef RESIL_FLIGHT_H
#define RESIL_FLIGHT_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/status.h"

enum resil_flight_role {
    RESIL_FLIGHT_LEAD,   /* yours to fetch; land or drop the ticket */
    RESIL_FLIGHT_SHARED, /* *value is filled, value->status is the leader's */
    RESIL_FLIGHT_ALONE,  /* no place, or the key is too long: fetch it without sharing */
    RESIL_FLIGHT_LATE    /* the deadline passed before the leader landed */
};

struct resil_flight_options {
    int capacity;             /* 64 keys in flight at a time; [1, 65536] */
    int key_bytes;            /* 128; [1, 4096] */
    int value_bytes;          /* 4096; [0, 2^24] */
    int64_t lease_ns;         /* 30 s for a leader to land; > 0 */
    struct resil_clock clock; /* all-zero: monotonic; deadlines are on this clock */
};

#define RESIL_FLIGHT_OPTIONS_DEFAULT                                                               \
    ((struct resil_flight_options){                                                                \
        .capacity = 64, .key_bytes = 128, .value_bytes = 4096, .lease_ns = 30 * RESIL_S})

struct resil_flight_ticket {
    uint64_t id; /* private; 0: nothing */
    int place;
};

struct resil_flight_value {
    enum resil_status status;
    void *data;
    size_t size, capacity;
    bool truncated; /* the value was larger than value_bytes or capacity; size is what is there */
};

struct resil_flight_state {
    int flying, waiting;
    uint64_t led, shared, late, alone, taken_over; /* since init */
};

struct resil_flight {
    struct resil_flight_options options; /* private from here */
    pthread_mutex_t lock;
    struct resil_flight_slot *slots;
    char *keys, *values;
    int ready; /* condition variables made */
    bool locked;
    uint64_t next_id;
    struct resil_flight_state state;
};

/* options NULL: the defaults. RESIL_NO_MEMORY, RESIL_SYSTEM. */
enum resil_status resil_flight_init(struct resil_flight *flight,
                                    const struct resil_flight_options *options, const char **bad);
void resil_flight_finish(struct resil_flight *flight); /* nobody may be using it; NULL is fine */

/* Waits for a leader until `deadline`; one that has passed asks without waiting. */
enum resil_flight_role resil_flight_join(struct resil_flight *flight, const char *key,
                                         struct resil_deadline deadline,
                                         struct resil_flight_ticket *ticket,
                                         struct resil_flight_value *value);

/* Shares value->status and the data with all who wait, and empties the ticket. RESIL_STALE: the
 * lease was over and somebody else leads now. RESIL_TRUNCATED: it was larger than value_bytes, the
 * others get its beginning. */
enum resil_status resil_flight_land(struct resil_flight *flight, struct resil_flight_ticket *ticket,
                                    const struct resil_flight_value *value);
/* Gives the lead to one of those who wait, if any. RESIL_STALE as above. */
enum resil_status resil_flight_drop(struct resil_flight *flight,
                                    struct resil_flight_ticket *ticket);

struct resil_flight_state resil_flight_state(struct resil_flight *flight);

#endif
