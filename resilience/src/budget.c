#include "resil/budget.h"
#include <errno.h>
#include "check.h"
#include "now.h"

#define MILLI     1000.0
#define MOST      1e9
#define MAX_RATIO 100.0

static const char *find_fault(const struct resil_budget_options *o)
{
    if (!resil_in_range(o->tokens, 1 / MILLI, MOST))
        return "tokens";
    if (!resil_in_range(o->cost_transient, 0, o->tokens))
        return "cost_transient";
    if (!resil_in_range(o->cost_timeout, 0, o->tokens))
        return "cost_timeout";
    if (!resil_in_range(o->cost_throttled, 0, o->tokens))
        return "cost_throttled";
    if (!resil_in_range(o->refill, 0, o->tokens))
        return "refill";
    if (!resil_in_range(o->ratio, 0, MAX_RATIO))
        return "ratio";
    if (o->window_ns < RESIL_MS || o->window_ns > 3600 * RESIL_S)
        return "window_ns";
    if (o->window_floor < 0)
        return "window_floor";
    if (o->concurrency_floor < 0)
        return "concurrency_floor";
    return NULL;
}

static uint32_t slice_now(const struct resil_budget *budget)
{
    return resil_window_slice(quick_now(&budget->options.clock), budget->rate);
}

enum resil_status resil_budget_init(struct resil_budget *budget,
                                    const struct resil_budget_options *options, const char **bad)
{
    resil_check_begin(bad);
    budget->ready = false;
    struct resil_budget_options o = options ? *options : RESIL_BUDGET_OPTIONS_DEFAULT;
    const char *fault = find_fault(&o);
    if (fault)
        return resil_refuse(bad, fault);
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_COARSE);
    *budget = (struct resil_budget){
        .options = o,
        .rate = resil_window_rate(o.window_ns),
        .capacity = (int64_t)(o.tokens * MILLI),
        .refill = (int64_t)(o.refill * MILLI),
        .cost = {[RESIL_TRANSIENT] = (int64_t)(o.cost_transient * MILLI),
                 [RESIL_TIMEOUT] = (int64_t)(o.cost_timeout * MILLI),
                 [RESIL_THROTTLED] = (int64_t)(o.cost_throttled * MILLI),
                 [RESIL_PERMANENT] = (int64_t)(o.cost_transient * MILLI)},
    };
    atomic_init(&budget->tokens, budget->capacity);
    resil_window_init(&budget->requests);
    resil_window_init(&budget->retries);
    int error = pthread_mutex_init(&budget->lock, NULL);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    budget->newest = slice_now(budget);
    budget->ready = true;
    return RESIL_OK;
}

void resil_budget_finish(struct resil_budget *budget)
{
    if (!budget || !budget->ready)
        return;
    pthread_mutex_destroy(&budget->lock);
    budget->ready = false;
}

void resil_budget_request(struct resil_budget *budget)
{
    resil_window_add(&budget->requests, slice_now(budget));
}

/* Tokens are also given back by calls that hold no lock, hence the loops. */
static void put_tokens(struct resil_budget *budget, int64_t amount)
{
    int64_t old = atomic_load_explicit(&budget->tokens, memory_order_relaxed), new;
    do {
        if (old >= budget->capacity || amount == 0)
            return;
        new = old + amount > budget->capacity ? budget->capacity : old + amount;
    } while (!atomic_compare_exchange_weak_explicit(&budget->tokens, &old, new,
                                                    memory_order_relaxed, memory_order_relaxed));
}

static bool take_tokens(struct resil_budget *budget, int64_t amount)
{
    int64_t old = atomic_load_explicit(&budget->tokens, memory_order_relaxed);
    do {
        if (old < amount)
            return false;
    } while (!atomic_compare_exchange_weak_explicit(&budget->tokens, &old, old - amount,
                                                    memory_order_relaxed, memory_order_relaxed));
    return true;
}

void resil_budget_refill(struct resil_budget *budget)
{
    put_tokens(budget, budget->refill);
}

/* Under the lock: nobody else admits, and requests only grow within the slice we look at. */
static bool window_allows(const struct resil_budget *budget, uint32_t slice)
{
    if (budget->under_way < budget->options.concurrency_floor)
        return true;
    double requests = (double)resil_window_sum(&budget->requests, slice);
    double retries = (double)resil_window_sum(&budget->retries, slice);
    return retries + 1 <= budget->options.ratio * requests + budget->options.window_floor;
}

/* Under the lock. Who read the clock and then waited for the lock would look at a window that ends
 * in the past, and would not see the retries that were admitted since. */
static uint32_t not_before_others(struct resil_budget *budget, uint32_t slice)
{
    if ((int32_t)(slice - budget->newest) > 0)
        budget->newest = slice;
    return budget->newest;
}

enum resil_status resil_budget_acquire(struct resil_budget *budget, enum resil_outcome outcome,
                                       struct resil_budget_ticket *ticket)
{
    uint32_t slice = slice_now(budget);
    int64_t cost = (unsigned)outcome < RESIL_OUTCOME_COUNT ? budget->cost[outcome] : 0;
    pthread_mutex_lock(&budget->lock);
    slice = not_before_others(budget, slice);
    bool admitted = window_allows(budget, slice) && take_tokens(budget, cost);
    if (admitted) {
        resil_window_add(&budget->retries, slice);
        budget->under_way++;
        budget->admitted++;
    } else {
        budget->refused++;
    }
    pthread_mutex_unlock(&budget->lock);
    *ticket = (struct resil_budget_ticket){.cost = admitted ? cost : 0, .held = admitted};
    return admitted ? RESIL_OK : RESIL_NO_BUDGET;
}

void resil_budget_release(struct resil_budget *budget, struct resil_budget_ticket *ticket,
                          enum resil_outcome outcome)
{
    if (!ticket->held)
        return;
    if (outcome == RESIL_SUCCESS || outcome == RESIL_ABANDONED)
        put_tokens(budget, ticket->cost);
    pthread_mutex_lock(&budget->lock);
    budget->under_way--;
    pthread_mutex_unlock(&budget->lock);
    *ticket = (struct resil_budget_ticket){0};
}

struct resil_budget_state resil_budget_state(struct resil_budget *budget)
{
    uint32_t slice = slice_now(budget);
    pthread_mutex_lock(&budget->lock);
    struct resil_budget_state state = {
        .tokens = (double)atomic_load_explicit(&budget->tokens, memory_order_relaxed) / MILLI,
        .requests = resil_window_sum(&budget->requests, slice),
        .retries = resil_window_sum(&budget->retries, slice),
        .under_way = budget->under_way,
        .admitted = budget->admitted,
        .refused = budget->refused,
    };
    pthread_mutex_unlock(&budget->lock);
    return state;
}
