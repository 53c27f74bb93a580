#include "sim.h"
#include <stdio.h>
#include <stdlib.h>
#include "events.h"

#define PROCESS_LOAD 100.0 /* operations a second that share a budget and a breaker */
#define LATENCY_NS   (20 * RESIL_MS)
#define REFUSAL_NS   (2 * RESIL_MS)
#define SLOT_NS      (10 * RESIL_MS)
#define DRAIN_NS     (60 * RESIL_S) /* after the end: operations under way may finish */

/* What happens to an operation: a kind and its number. */
enum kind { ATTEMPT, SUCCESS, TIMEOUT, REFUSAL };
#define KINDS 4u

struct operation {
    struct resil_retry retry;
    struct resil_breaker_token token;
    int process;
};

/* When a client begins its operations: at `phase_ns`, and every period from then on. */
struct client {
    int64_t phase_ns;
    uint32_t number;
};

struct process {
    struct resil_budget budget;
    struct resil_breaker breaker;
    struct resil_retry_policy policy;
};

struct world {
    const struct sim_config *config;
    struct sim_result *result;
    struct resil_manual_clock manual;
    struct resil_clock clock;
    struct resil_xoshiro random;
    struct sim_events events; /* of operations under way; arrivals are known without a queue */
    struct client *clients;   /* in the order of their phases */
    int next_client;
    int64_t lap_ns; /* added to the phases */
    struct process *processes;
    int process_count, per_process;
    struct operation *operations;
    uint32_t *unused; /* numbers of operations that are free */
    size_t unused_count, operation_count;
    double backlog; /* requests in the server's queue */
    int64_t backlog_at_ns, slot, in_slot;
};

static void *grow(void *old, size_t count, size_t size)
{
    void *memory = realloc(old, count * size);
    if (!memory) {
        fputs("simulation: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

static int64_t now(const struct world *w)
{
    return resil_now(&w->clock);
}

static struct sim_second *this_second(const struct world *w)
{
    int64_t s = now(w) / RESIL_S;
    return &w->result->second[s < SIM_SECONDS ? s : SIM_SECONDS - 1];
}

static void later(struct world *w, int64_t in_ns, enum kind kind, uint32_t number)
{
    sim_events_add(&w->events, now(w) + in_ns, number * KINDS + (uint32_t)kind);
}

static double healthy_load(const struct sim_config *c)
{
    return c->period_s > 0 ? c->clients / c->period_s : c->clients;
}

static double capacity(const struct world *w)
{
    const struct sim_config *c = w->config;
    int64_t s = now(w) / RESIL_S;
    bool outage = s >= c->outage_from_s && s < c->outage_to_s;
    return healthy_load(c) * c->headroom * (outage ? c->outage_share : 1);
}

/* One request reaches the server: what will the client see, and when? */
static void serve(struct world *w, uint32_t number)
{
    const struct sim_config *c = w->config;
    double rate = capacity(w), room = healthy_load(c) * c->headroom * c->queue_s;
    w->backlog -= rate * (double)(now(w) - w->backlog_at_ns) / 1e9;
    w->backlog = w->backlog < 0 ? 0 : w->backlog;
    w->backlog_at_ns = now(w);
    if (rate <= 0 || w->backlog + 1 > room) {
        later(w, REFUSAL_NS, REFUSAL, number);
        return;
    }
    w->backlog += 1;
    double takes = w->backlog / rate * 1e9 + (double)LATENCY_NS;
    if (takes <= (double)c->timeout_ns)
        later(w, (int64_t)takes, SUCCESS, number);
    else
        later(w, c->timeout_ns, TIMEOUT, number);
}

static void count_attempt(struct world *w)
{
    this_second(w)->attempts++;
    w->result->attempts++;
    int64_t slot = now(w) / SLOT_NS;
    w->in_slot = slot == w->slot ? w->in_slot + 1 : 1;
    w->slot = slot;
    if (slot > 0 && w->in_slot > w->result->peak_in_10_ms)
        w->result->peak_in_10_ms = w->in_slot;
}

static void end(struct world *w, uint32_t number, bool succeeded)
{
    this_second(w)->succeeded += succeeded;
    this_second(w)->failed += !succeeded;
    w->result->succeeded += succeeded;
    w->result->failed += !succeeded;
    w->result->all_done_s = (double)now(w) / 1e9;
    resil_retry_finish(&w->operations[number].retry);
    w->unused[w->unused_count++] = number;
}

static void attempt(struct world *w, uint32_t number)
{
    struct operation *op = &w->operations[number];
    if (!resil_retry_attempt(&op->retry)) {
        end(w, number, false);
        return;
    }
    if (w->config->policy.breaker &&
        resil_breaker_acquire(&w->processes[op->process].breaker, &op->token) != RESIL_OK) {
        this_second(w)->refused++;
        end(w, number, false); /* the fallback's turn */
        return;
    }
    count_attempt(w);
    serve(w, number);
}

static void answer(struct world *w, uint32_t number, enum resil_outcome outcome)
{
    struct operation *op = &w->operations[number];
    int64_t wait;
    if (w->config->policy.breaker)
        resil_breaker_record(&w->processes[op->process].breaker, &op->token, outcome);
    if (resil_retry_next(&op->retry, outcome, RESIL_NO_HINT, &wait))
        later(w, wait, ATTEMPT, number);
    else
        end(w, number, op->retry.status == RESIL_OK);
}

static uint32_t new_operation(struct world *w)
{
    if (w->unused_count == 0) {
        size_t old = w->operation_count, count = old ? 2 * old : 1024;
        w->operations = grow(w->operations, count, sizeof *w->operations);
        w->unused = grow(w->unused, count, sizeof *w->unused);
        for (size_t i = count; i > old; i--)
            w->unused[w->unused_count++] = (uint32_t)(i - 1);
        w->operation_count = count;
    }
    return w->unused[--w->unused_count];
}

static void arrive(struct world *w, uint32_t client)
{
    uint32_t number = new_operation(w);
    struct operation *op = &w->operations[number];
    op->process = (int)client / w->per_process;
    this_second(w)->begun++;
    resil_retry_start(&op->retry, &w->processes[op->process].policy, RESIL_NO_DEADLINE);
    attempt(w, number);
}

/* When the next client begins an operation; RESIL_NEVER after the last. */
static int64_t next_arrival(const struct world *w)
{
    if (w->next_client == w->config->clients)
        return RESIL_NEVER;
    int64_t at = w->clients[w->next_client].phase_ns + w->lap_ns;
    return w->lap_ns && at >= w->config->seconds * RESIL_S ? RESIL_NEVER : at;
}

static void pass_arrival(struct world *w)
{
    int64_t period = (int64_t)(w->config->period_s * 1e9);
    if (++w->next_client == w->config->clients && period) {
        w->next_client = 0;
        w->lap_ns += period;
    }
}

static void must(enum resil_status status, const char *field)
{
    if (status == RESIL_OK)
        return;
    fprintf(stderr, "simulation: %s %s\n", resil_status_text(status), field ? field : "");
    exit(1);
}

static void make_process(struct world *w, struct process *p)
{
    const struct sim_policy *policy = &w->config->policy;
    const char *bad = NULL;
    struct resil_budget_options b = RESIL_BUDGET_OPTIONS_DEFAULT;
    struct resil_breaker_options k = RESIL_BREAKER_OPTIONS_DEFAULT;
    struct resil_retry_options r = RESIL_RETRY_OPTIONS_DEFAULT;
    b.clock = k.clock = r.clock = w->clock;
    k.random = r.random = resil_xoshiro_random(&w->random);
    must(resil_budget_init(&p->budget, &b, &bad), bad);
    must(resil_breaker_init(&p->breaker, &k, &bad), bad);
    r.max_attempts = policy->attempts;
    r.jitter = policy->jitter;
    r.base_ns = r.throttled_base_ns = policy->base_ns;
    r.cap_ns = policy->cap_ns;
    r.budget = policy->budget ? &p->budget : NULL;
    must(resil_retry_policy_init(&p->policy, &r, &bad), bad);
}

static int clients_per_process(const struct sim_config *c)
{
    double clients = PROCESS_LOAD * (c->period_s > 0 ? c->period_s : 1);
    return clients < 1 ? 1 : (int)clients;
}

static int by_phase(const void *a, const void *b)
{
    const struct client *x = a, *y = b;
    if (x->phase_ns != y->phase_ns)
        return x->phase_ns < y->phase_ns ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static void place_clients(struct world *w)
{
    const struct sim_config *c = w->config;
    w->clients = grow(NULL, (size_t)c->clients, sizeof *w->clients);
    for (int i = 0; i < c->clients; i++) {
        double phase = c->period_s * resil_unit(resil_xoshiro_next(&w->random));
        w->clients[i] = (struct client){(int64_t)(phase * 1e9), (uint32_t)i};
    }
    qsort(w->clients, (size_t)c->clients, sizeof *w->clients, by_phase);
}

static void begin(struct world *w)
{
    const struct sim_config *c = w->config;
    w->clock = resil_manual_clock(&w->manual);
    resil_xoshiro_seed(&w->random, c->seed);
    w->result->load = healthy_load(c);
    /* The objects ask for cache lines of their own, more than malloc promises. */
    w->per_process = clients_per_process(c);
    w->process_count = (c->clients + w->per_process - 1) / w->per_process;
    size_t size = (size_t)w->process_count * sizeof *w->processes;
    w->processes = aligned_alloc(_Alignof(struct process), size);
    if (!w->processes)
        must(RESIL_NO_MEMORY, NULL);
    for (int i = 0; i < w->process_count; i++)
        make_process(w, &w->processes[i]);
    place_clients(w);
}

static void finish(struct world *w)
{
    for (int i = 0; i < w->process_count; i++) {
        resil_budget_finish(&w->processes[i].budget);
        resil_breaker_finish(&w->processes[i].breaker);
    }
    sim_events_free(&w->events);
    free(w->clients);
    free(w->processes);
    free(w->operations);
    free(w->unused);
}

static void set_clock(struct world *w, int64_t at_ns)
{
    atomic_store_explicit(&w->manual.now_ns, at_ns, memory_order_relaxed);
}

static void happen(struct world *w, struct sim_event event)
{
    static const enum resil_outcome outcomes[] = {
        [SUCCESS] = RESIL_SUCCESS, [TIMEOUT] = RESIL_TIMEOUT, [REFUSAL] = RESIL_TRANSIENT};
    uint32_t number = event.what / KINDS;
    enum kind kind = (enum kind)(event.what % KINDS);
    set_clock(w, event.at_ns);
    if (kind == ATTEMPT)
        attempt(w, number);
    else
        answer(w, number, outcomes[kind]);
}

struct sim_result sim_run(const struct sim_config *config)
{
    struct sim_result result = {0};
    struct world w = {.config = config, .result = &result, .slot = -1};
    begin(&w);
    int64_t end_ns = config->seconds * RESIL_S + DRAIN_NS;
    for (;;) {
        int64_t arrival = next_arrival(&w);
        int64_t event = sim_events_due(&w.events);
        if (arrival > end_ns && event > end_ns)
            break;
        if (arrival <= event) {
            set_clock(&w, arrival);
            arrive(&w, w.clients[w.next_client].number);
            pass_arrival(&w);
        } else {
            happen(&w, sim_events_take(&w.events));
        }
    }
    finish(&w);
    return result;
}

double sim_load(const struct sim_result *result, int from_s, int to_s)
{
    long attempts = 0;
    for (int s = from_s; s < to_s; s++)
        attempts += result->second[s].attempts;
    return (double)attempts / result->load / (to_s - from_s);
}

double sim_peak(const struct sim_result *result)
{
    double peak = 0;
    for (int s = 0; s < SIM_SECONDS; s++) {
        double load = (double)result->second[s].attempts / result->load;
        peak = load > peak ? load : peak;
    }
    return peak;
}

double sim_success(const struct sim_result *result, int from_s, int to_s)
{
    long good = 0, all = 0;
    for (int s = from_s; s < to_s; s++) {
        good += result->second[s].succeeded;
        all += result->second[s].succeeded + result->second[s].failed;
    }
    return all ? (double)good / (double)all : 1;
}
