#include "sim.h"

#define AT_ONCE .jitter = RESIL_JITTER_NONE, .base_ns = 1, .cap_ns = 1
#define GROWING .base_ns = 100 * RESIL_MS, .cap_ns = 10 * RESIL_S

const struct sim_policy sim_storm_policies[] = {
    {.name = "naive", AT_ONCE, .attempts = 3},
    {.name = "backoff", GROWING, .jitter = RESIL_JITTER_NONE, .attempts = 3},
    {.name = "jitter", GROWING, .jitter = RESIL_JITTER_FULL, .attempts = 3},
    {.name = "budget", GROWING, .jitter = RESIL_JITTER_FULL, .attempts = 3, .budget = true},
    {.name = "breaker", GROWING, .jitter = RESIL_JITTER_FULL, .attempts = 3, .breaker = true},
    {.name = "libresil",
     GROWING,
     .jitter = RESIL_JITTER_FULL,
     .attempts = 3,
     .budget = true,
     .breaker = true},
    {0},
};

const struct sim_policy sim_herd_policies[] = {
    {.name = "none", GROWING, .jitter = RESIL_JITTER_NONE, .attempts = 20},
    {.name = "full", GROWING, .jitter = RESIL_JITTER_FULL, .attempts = 20},
    {.name = "equal", GROWING, .jitter = RESIL_JITTER_EQUAL, .attempts = 20},
    {.name = "decorrelated", GROWING, .jitter = RESIL_JITTER_DECORRELATED, .attempts = 20},
    {.name = "smooth", GROWING, .jitter = RESIL_JITTER_SMOOTH, .attempts = 20},
    {0},
};

/* A thousand clients ask once a second, a million once in forty: what counts is the ratio of load
 * to capacity, and the run stays short enough for a test. */
static double period_for(int clients)
{
    return clients > 100000 ? 40 : 1;
}

struct sim_config sim_storm(const struct sim_policy *policy, int clients)
{
    return (struct sim_config){
        .policy = *policy,
        .clients = clients,
        .period_s = period_for(clients),
        .seconds = 60,
        .outage_from_s = 10,
        .outage_to_s = 20,
        .outage_share = 0.3,
        .headroom = 1.5,
        .queue_s = 2,
        .timeout_ns = RESIL_S,
        .seed = 2026,
    };
}

struct sim_config sim_herd(const struct sim_policy *policy, int clients)
{
    return (struct sim_config){
        .policy = *policy,
        .clients = clients,
        .seconds = 60,
        .outage_to_s = 2,
        .headroom = 0.2, /* of all clients a second: serving them takes five */
        .queue_s = 0.2,
        .timeout_ns = RESIL_S,
        .seed = 2026,
    };
}
