/* The budget never over-admits: neither tokens, nor retries under way, nor the window's ratio. */
#include <sched.h>
#include "stress.h"

#define FLOOR 3

static struct resil_manual_clock manual;
static struct resil_budget budget;
static _Atomic int under_way;
static _Atomic long admitted, requests;

static struct resil_budget_options frozen(void)
{
    struct resil_budget_options o = RESIL_BUDGET_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    atomic_store(&admitted, 0);
    atomic_store(&requests, 0);
    o.clock = resil_manual_clock(&manual);
    return o;
}

static void make(const struct resil_budget_options *o)
{
    CHECK(resil_budget_init(&budget, o, NULL) == RESIL_OK);
}

/* Only the floor admits: at most FLOOR at any moment, whatever the timing. */
static void hold(struct worker *worker)
{
    struct resil_budget_ticket ticket;
    if (resil_budget_acquire(&budget, RESIL_TRANSIENT, &ticket) != RESIL_OK)
        return;
    enter(&under_way, FLOOR);
    if (draw(worker, 8) == 0)
        sched_yield();
    leave(&under_way);
    resil_budget_release(&budget, &ticket, draw(worker, 2) ? RESIL_SUCCESS : RESIL_ABANDONED);
}

static void check_floor(void)
{
    struct resil_budget_options o = frozen();
    o.ratio = 0;
    o.window_floor = 0;
    make(&o);
    stress("budget, retries under way", hold);
    CHECK(resil_budget_state(&budget).under_way == 0);
    CHECK(resil_budget_state(&budget).tokens == 500);
    resil_budget_finish(&budget);
}

static void spend(struct worker *worker)
{
    struct resil_budget_ticket ticket;
    (void)worker;
    if (resil_budget_acquire(&budget, RESIL_TIMEOUT, &ticket) != RESIL_OK)
        return;
    atomic_fetch_add(&admitted, 1);
    resil_budget_release(&budget, &ticket, RESIL_TIMEOUT);
}

static void check_tokens(void)
{
    struct resil_budget_options o = frozen();
    o.tokens = 10000;
    o.cost_timeout = 7;
    o.window_floor = 1000000000;
    make(&o);
    stress("budget, tokens", spend);
    CHECK(atomic_load(&admitted) == 10000 / 7);
    CHECK(resil_budget_state(&budget).tokens == 10000 % 7);
    resil_budget_finish(&budget);
}

static void mix(struct worker *worker)
{
    if (draw(worker, 3)) {
        atomic_fetch_add(&requests, 1);
        resil_budget_request(&budget);
        resil_budget_success(&budget);
    } else {
        spend(worker);
    }
}

static void check_window(void)
{
    struct resil_budget_options o = frozen();
    o.cost_timeout = 0;
    o.concurrency_floor = 0;
    make(&o);
    stress("budget, ratio in the window", mix);
    struct resil_budget_state s = resil_budget_state(&budget);
    CHECK(s.requests == (uint64_t)atomic_load(&requests)); /* no count is lost */
    CHECK(s.retries == (uint64_t)atomic_load(&admitted));
    CHECK((double)s.retries <= 0.2 * (double)s.requests + 10);
    CHECK((double)s.retries >= 0.15 * (double)s.requests); /* and it is made use of */
    resil_budget_finish(&budget);
}

int main(void)
{
    check_floor();
    check_tokens();
    check_window();
    return 0;
}
