/*
 * The breaker under threads that succeed, fail, give up and vanish while time moves. Never more
 * probes than allowed, totals that agree with the ring, and it always comes back.
 */
#include "stress.h"

#define PROBES 3

static struct resil_manual_clock manual;
static struct resil_breaker breaker;
static _Atomic int probes_out;
static _Atomic long opened, reclosed, half_opened;
static bool lose_tokens;

static void make(int window_calls, int64_t window_ns)
{
    struct resil_breaker_options o = RESIL_BREAKER_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, RESIL_S);
    o.clock = resil_manual_clock(&manual);
    o.window_calls = window_calls;
    o.window_ns = window_ns;
    o.min_calls = 5;
    o.consecutive = 12;
    o.slow_call_ns = 3 * RESIL_MS;
    o.open_ns = RESIL_MS;
    o.open_max_ns = 8 * RESIL_MS;
    o.probes = PROBES;
    o.probe_calls = 5;
    o.probe_lease_ns = lose_tokens ? 5 * RESIL_MS : RESIL_NEVER / 8;
    CHECK(resil_breaker_init(&breaker, &o, NULL) == RESIL_OK);
}

static void note(enum resil_breaker_change change)
{
    atomic_fetch_add(&opened, change == RESIL_BREAKER_OPENED);
    atomic_fetch_add(&half_opened, change == RESIL_BREAKER_HALF_OPENED);
    atomic_fetch_add(&reclosed, change == RESIL_BREAKER_RECLOSED);
}

static enum resil_outcome some_outcome(struct worker *worker)
{
    static const enum resil_outcome outcomes[] = {RESIL_SUCCESS,  RESIL_SUCCESS,   RESIL_SUCCESS,
                                                  RESIL_TIMEOUT,  RESIL_TRANSIENT, RESIL_ABANDONED,
                                                  RESIL_PERMANENT};
    return outcomes[draw(worker, sizeof outcomes / sizeof *outcomes)];
}

static void step(struct worker *worker)
{
    struct resil_breaker_token token;
    if (draw(worker, 4) == 0)
        resil_manual_advance(&manual, (int64_t)draw(worker, RESIL_MS));
    enum resil_status status = resil_breaker_acquire(&breaker, &token);
    note(token.change);
    if (status != RESIL_OK) {
        CHECK(token.retry_ns > 0);
        return;
    }
    /* Who loses its token is not counted: its lease runs out while it is still "out" here. */
    bool probe = token.probe >= 0 && !lose_tokens;
    if (probe)
        enter(&probes_out, PROBES);
    if (lose_tokens && draw(worker, 20) == 0)
        return;
    if (probe)
        leave(&probes_out);
    resil_breaker_record(&breaker, &token, some_outcome(worker));
    note(token.change);
}

/* Nobody else is here any more: what was counted must be what is written in the ring. */
static void check_ring(void)
{
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    if (!breaker.ring || v.state != RESIL_BREAKER_CLOSED)
        return;
    uint32_t calls = 0, failures = 0, slow = 0;
    for (int i = 0; i < breaker.options.window_calls; i++) {
        uint32_t place = atomic_load(&breaker.ring[i]);
        if (place >> 2 != v.generation)
            continue;
        calls++;
        failures += place & 1;
        slow += place >> 1 & 1;
    }
    CHECK(calls <= v.calls && calls + THREADS >= v.calls);
    CHECK(failures == v.failures);
    CHECK(slow == v.slow);
}

static void check_recovery(void)
{
    for (int i = 0; i < 100; i++) {
        struct resil_breaker_token token;
        resil_manual_advance(&manual, 10 * RESIL_MS);
        if (resil_breaker_acquire(&breaker, &token) == RESIL_OK)
            resil_breaker_record(&breaker, &token, RESIL_SUCCESS);
    }
    CHECK(resil_breaker_view(&breaker).state == RESIL_BREAKER_CLOSED);
    CHECK(resil_breaker_view(&breaker).probes_out == 0);
}

static void run(const char *name, int window_calls, int64_t window_ns, bool lose)
{
    lose_tokens = lose;
    atomic_store(&opened, 0);
    atomic_store(&half_opened, 0);
    atomic_store(&reclosed, 0);
    make(window_calls, window_ns);
    stress(name, step);
    check_ring();
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    CHECK(v.opened == (uint64_t)atomic_load(&opened) && v.opened > 0);
    CHECK(atomic_load(&half_opened) <= atomic_load(&opened));
    CHECK(atomic_load(&reclosed) <= atomic_load(&half_opened));
    check_recovery();
    resil_breaker_finish(&breaker);
}

int main(void)
{
    run("count window", 20, 0, false);
    run("time window", 0, 16 * RESIL_MS, false);
    run("count window, lost tokens", 20, 0, true);
    return 0;
}
