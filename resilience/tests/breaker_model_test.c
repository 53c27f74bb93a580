/*
 * Every sequence of a few operations on a small breaker, compared step by step with a model
 * that is simple enough to be seen right: a list of outcomes and a list of calls under way.
 * RESIL_STRESS_OPS=N goes one operation deeper for each power of ten above 10^6.
 */
#include <stdlib.h>
#include "test.h"

#define OPERATIONS 8
#define MOST_CALLS 16
#define WINDOW     3
#define MIN_CALLS  2
#define PROBES     2
#define WANTED     3
#define OPEN_TIME  100
#define LEASE      40
#define HALF_STEP  50

struct call {
    struct resil_breaker_token token;
    int generation;
    int64_t lease_ends; /* 0: not a probe */
    bool under_way;
};

struct model {
    enum resil_breaker_state state;
    int generation, outcomes[WINDOW], count, row, results, failures, calls;
    int64_t now, open_until, open_for, closed_at;
    struct call call[MOST_CALLS];
};

static void model_enter(struct model *m, enum resil_breaker_state state)
{
    m->state = state;
    m->generation++;
    m->count = m->results = m->failures = 0;
}

static void model_open(struct model *m)
{
    m->open_for = OPEN_TIME << m->row > 4 * OPEN_TIME ? 4 * OPEN_TIME : OPEN_TIME << m->row;
    m->row++;
    m->open_until = m->now + m->open_for;
    model_enter(m, RESIL_BREAKER_OPEN);
}

static bool is_probe_out(const struct model *m, const struct call *c)
{
    return c->under_way && c->generation == m->generation && c->lease_ends > m->now;
}

static bool model_acquire(struct model *m)
{
    struct call *c = &m->call[m->calls];
    if (m->state == RESIL_BREAKER_OPEN && m->now < m->open_until)
        return false;
    if (m->state == RESIL_BREAKER_OPEN)
        model_enter(m, RESIL_BREAKER_HALF_OPEN);
    if (m->state == RESIL_BREAKER_HALF_OPEN) {
        int out = 0;
        for (int i = 0; i < m->calls; i++)
            out += is_probe_out(m, &m->call[i]);
        if (out >= PROBES || out + m->results >= WANTED)
            return false;
        c->lease_ends = m->now + LEASE;
    }
    c->generation = m->generation;
    c->under_way = true;
    m->calls++;
    return true;
}

static void model_probe(struct model *m, bool failed)
{
    m->results++;
    m->failures += failed;
    if (2 * m->failures >= WANTED) {
        model_open(m);
    } else if (m->results == WANTED) {
        m->closed_at = m->now;
        model_enter(m, RESIL_BREAKER_CLOSED);
    }
}

static void model_closed(struct model *m, bool failed)
{
    int failures = 0;
    if (m->count == WINDOW)
        memmove(m->outcomes, m->outcomes + 1, (WINDOW - 1) * sizeof *m->outcomes);
    else
        m->count++;
    m->outcomes[m->count - 1] = failed;
    for (int i = 0; i < m->count; i++)
        failures += m->outcomes[i];
    if (m->count < MIN_CALLS || failures == 0 || 2 * failures < m->count)
        return;
    if (m->now - m->closed_at >= m->open_for)
        m->row = 0;
    model_open(m);
}

/* Is a probe's place already lent to another? The real breaker only notices when it lends. */
static bool place_is_taken(struct resil_breaker *b, const struct call *c)
{
    const struct resil_breaker_lease *l = &b->leases[c->token.probe];
    return !l->held || l->number != c->token.lease;
}

static void record(struct model *m, struct resil_breaker *b, struct call *c,
                   enum resil_outcome outcome)
{
    bool stale = c->generation != m->generation || (c->lease_ends && place_is_taken(b, c));
    /* Abandoning an ordinary call says nothing, whatever has happened since. */
    bool silent = outcome == RESIL_ABANDONED;
    c->under_way = false;
    enum resil_status status = resil_breaker_record(b, &c->token, outcome);
    if (!(silent && !c->lease_ends))
        assert_int_equal(status, stale ? RESIL_STALE : RESIL_OK);
    if (stale || silent)
        return;
    if (c->lease_ends)
        model_probe(m, outcome == RESIL_TRANSIENT);
    else
        model_closed(m, outcome == RESIL_TRANSIENT);
}

static struct call *under_way(struct model *m, bool newest)
{
    struct call *found = NULL;
    for (int i = 0; i < m->calls; i++)
        if (m->call[i].under_way && (newest || !found))
            found = &m->call[i];
    return found;
}

/* False if the operation makes no sense here, so the sequence need not be continued. */
static bool step(struct model *m, struct resil_breaker *b, struct resil_manual_clock *manual,
                 int operation)
{
    static const enum resil_outcome outcomes[] = {RESIL_SUCCESS, RESIL_TRANSIENT, RESIL_ABANDONED};
    if (operation == 0) {
        struct resil_breaker_token token;
        int place = m->calls;
        bool admitted = resil_breaker_acquire(b, &token) == RESIL_OK;
        assert_int_equal(admitted, model_acquire(m));
        assert_true(admitted || token.retry_ns > 0);
        if (admitted)
            m->call[place].token = token;
        return true;
    }
    if (operation == 7) {
        m->now += HALF_STEP;
        resil_manual_advance(manual, HALF_STEP);
        return true;
    }
    struct call *c = under_way(m, operation > 3);
    if (!c || (operation > 3 && c == under_way(m, false)))
        return false;
    record(m, b, c, outcomes[(operation - 1) % 3]);
    return true;
}

static bool checked_step(struct model *m, struct resil_breaker *b,
                         struct resil_manual_clock *manual, int operation)
{
    if (!step(m, b, manual, operation))
        return false;
    struct resil_breaker_view v = resil_breaker_view(b);
    assert_int_equal(v.state, m->state);
    assert_int_equal(v.generation, m->generation);
    if (m->state == RESIL_BREAKER_CLOSED)
        assert_int_equal(v.calls, m->count);
    return true;
}

static void run(const int *prefix, int code, int depth)
{
    struct resil_manual_clock manual = {.now_ns = 10000};
    struct resil_breaker b;
    struct resil_breaker_options o = {.window_calls = WINDOW,
                                      .min_calls = MIN_CALLS,
                                      .failure_rate = 0.5,
                                      .slow_rate = 1,
                                      .open_ns = OPEN_TIME,
                                      .open_max_ns = 4 * OPEN_TIME,
                                      .probes = PROBES,
                                      .probe_calls = WANTED,
                                      .probe_lease_ns = LEASE,
                                      .failures = RESIL_FAILURES,
                                      .clock = resil_manual_clock(&manual)};
    struct resil_xoshiro source = {{1, 2, 3, 4}};
    o.random = resil_xoshiro_random(&source);
    struct model m = {.generation = 1, .now = 10000};
    assert_int_equal(resil_breaker_init(&b, &o, NULL), RESIL_OK);
    bool on = true;
    for (; on && *prefix >= 0; prefix++)
        on = checked_step(&m, &b, &manual, *prefix);
    for (int i = 0; on && i < depth; i++, code /= OPERATIONS)
        on = checked_step(&m, &b, &manual, code % OPERATIONS);
    resil_breaker_finish(&b);
}

static int depth_wanted(void)
{
    const char *ops = getenv("RESIL_STRESS_OPS");
    long n = ops ? atol(ops) : 0;
    return n >= 100000000 ? 8 : n >= 10000000 ? 7 : 6;
}

static int power(int depth)
{
    int sequences = 1;
    while (depth--)
        sequences *= OPERATIONS;
    return sequences;
}

static const int from_closed[] = {-1};
/* Two failures, then the open time passes: the whole depth is spent on half-open. */
static const int from_half_open[] = {0, 2, 0, 2, 7, 7, 0, -1};

static void every_history_from_closed_agrees_with_the_model(void **state)
{
    (void)state;
    int depth = depth_wanted();
    for (int code = 0; code < power(depth); code++)
        run(from_closed, code, depth);
}

static void every_history_from_half_open_agrees_with_the_model(void **state)
{
    (void)state;
    int depth = depth_wanted();
    for (int code = 0; code < power(depth); code++)
        run(from_half_open, code, depth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_history_from_closed_agrees_with_the_model),
        cmocka_unit_test(every_history_from_half_open_agrees_with_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
