/* resil_sim [CLIENTS]: prints the retry storm and the thundering herd for every policy. */
#include <stdio.h>
#include <stdlib.h>
#include "sim.h"

#define STEP_S 2

static void print_time_line(const struct sim_result *r, const struct sim_config *c)
{
    printf("    %-10s", "second");
    for (int s = 0; s < c->seconds; s += STEP_S)
        printf("%4d", s);
    printf("\n    %-10s", "load x");
    for (int s = 0; s < c->seconds; s += STEP_S)
        printf("%4.1f", sim_load(r, s, s + STEP_S));
    printf("\n    %-10s", "success %");
    for (int s = 0; s < c->seconds; s += STEP_S)
        printf("%4.0f", 100 * sim_success(r, s, s + STEP_S));
    putchar('\n');
}

static void print_storm(int clients)
{
    struct sim_config c = sim_storm(&sim_storm_policies[0], clients);
    printf("retry storm: %d clients, %.0f operations/s, capacity %.1f x that, %.0f %% of it left "
           "from %d to %d s\n",
           clients, clients / c.period_s, c.headroom, 100 * c.outage_share, c.outage_from_s,
           c.outage_to_s);
    for (const struct sim_policy *p = sim_storm_policies; p->name; p++) {
        c = sim_storm(p, clients);
        struct sim_result r = sim_run(&c);
        printf("  %-9s peak load %.2f x; outage: load %.2f x, success %.1f %%; "
               "last 10 s: load %.2f x, success %.1f %%\n",
               p->name, sim_peak(&r), sim_load(&r, c.outage_from_s, c.outage_to_s),
               100 * sim_success(&r, c.outage_from_s, c.outage_to_s),
               sim_load(&r, c.seconds - 10, c.seconds),
               100 * sim_success(&r, c.seconds - 10, c.seconds));
        print_time_line(&r, &c);
    }
}

static void print_herd(int clients)
{
    printf("\nthundering herd: %d clients lose the server at once, it is back after 2 s and serves "
           "a fifth of them a second\n",
           clients);
    for (const struct sim_policy *p = sim_herd_policies; p->name; p++) {
        struct sim_config c = sim_herd(p, clients);
        struct sim_result r = sim_run(&c);
        printf("  %-13s attempts %.1f a client; busiest 10 ms of retries: %.1f %% of all clients; "
               "%.1f %% served, the last after %.1f s\n",
               p->name, (double)r.attempts / clients, 100.0 * (double)r.peak_in_10_ms / clients,
               100.0 * (double)r.succeeded / clients, r.all_done_s);
    }
}

int main(int argc, char **argv)
{
    int clients = argc > 1 ? atoi(argv[1]) : 1000;
    if (clients < 100 || clients > 100000000) {
        fprintf(stderr, "use: %s [clients, 100 to 100000000]\n", argv[0]);
        return 2;
    }
    print_storm(clients);
    print_herd(clients);
    return 0;
}
