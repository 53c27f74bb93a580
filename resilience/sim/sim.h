/*
 * sim.h -- clients, a server with a capacity, and an outage, in virtual time.
 *
 * The clients use the real library: resil_retry, resil_budget, resil_breaker, on a clock that the
 * simulation moves. Budget and breaker belong to a process; its clients begin 100
 * operations a second.
 * The server works off a queue at `capacity` requests a second, refuses what exceeds the queue, and
 * does not know that a client has stopped waiting: work for those is wasted. During the outage it
 * has a part of its capacity left. One seed, one result.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include <stdbool.h>
#include <stdint.h>
#include "resil/resil.h"

#define SIM_SECONDS 120

struct sim_policy {
    const char *name;
    enum resil_jitter jitter;
    int64_t base_ns, cap_ns; /* 1 ns each: at once */
    int attempts;
    bool budget, breaker;
};

struct sim_config {
    struct sim_policy policy;
    int clients;
    double period_s; /* each client begins an operation this often; 0: all once, at 0 s */
    int seconds;     /* simulated; at most SIM_SECONDS */
    int outage_from_s, outage_to_s;
    double outage_share; /* of the capacity that is left in the outage */
    double headroom;     /* capacity / load of a healthy system */
    double queue_s;      /* queue, in seconds of full capacity */
    int64_t timeout_ns;  /* of a client, an attempt */
    uint64_t seed;
};

struct sim_second {
    long begun, attempts, succeeded, failed, refused; /* refused: by the client's own breaker */
};

struct sim_result {
    struct sim_second second[SIM_SECONDS];
    double load;        /* operations a second, healthy */
    long peak_in_10_ms; /* most attempts in any 10 ms but the first */
    double all_done_s;  /* when the last operation ended */
    long attempts, succeeded, failed;
};

struct sim_result sim_run(const struct sim_config *config);

/* Attempts in [from, to) seconds, as a multiple of the healthy load. */
double sim_load(const struct sim_result *result, int from_s, int to_s);

/* The highest of those multiples in a single second. */
double sim_peak(const struct sim_result *result);

/* Share of the operations that ended in [from, to) which succeeded; 1 if none ended. */
double sim_success(const struct sim_result *result, int from_s, int to_s);

/* The policies of the story, naive first; ends with a name of NULL. */
extern const struct sim_policy sim_storm_policies[];
extern const struct sim_policy sim_herd_policies[];

/* The retry storm: a server at two thirds of its capacity that is slow for ten seconds. */
struct sim_config sim_storm(const struct sim_policy *policy, int clients);

/* The thundering herd: all clients lose the server at the same instant; it is back after 2 s. */
struct sim_config sim_herd(const struct sim_policy *policy, int clients);

#endif
