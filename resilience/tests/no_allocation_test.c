/*
 * Nothing allocates after init: every allocation of the process goes through a counter here, and
 * the counter must not move while each part is used in all its ways. Sanitizers bring allocators
 * of their own, so there the test only exercises the code.
 */
#include <errno.h>
#include <stdlib.h>
#include "test.h"

static _Atomic long allocations;

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif
#ifndef SANITIZED
#define COUNTING 1
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}
#endif
#endif
#ifndef COUNTING
#define COUNTING 0
#endif

#define TIMES 5000

static struct resil_manual_clock manual = {.now_ns = RESIL_S};
static struct resil_xoshiro source = {{1, 2, 3, 4}};

static long before;

static void begin(void)
{
    before = atomic_load(&allocations);
}

static void nothing_was_allocated(void)
{
    assert_int_equal(atomic_load(&allocations) - before, 0);
}

static void the_counter_counts(void **state)
{
    (void)state;
    begin();
    void *volatile memory = malloc(10);
    free(memory);
    assert_int_equal(atomic_load(&allocations) - before, COUNTING);
}

static enum resil_outcome some_outcome(void)
{
    return (enum resil_outcome)(resil_xoshiro_next(&source) % RESIL_OUTCOME_COUNT);
}

static enum resil_outcome operation(void *ctx, struct resil_retry *retry, int64_t *hint_ns)
{
    (void)ctx;
    (void)retry;
    *hint_ns = resil_xoshiro_next(&source) % 2 ? RESIL_S : RESIL_NO_HINT;
    return some_outcome();
}

static void retry_and_budget(void **state)
{
    (void)state;
    struct resil_budget budget;
    struct resil_retry_policy policy;
    struct resil_budget_options b = RESIL_BUDGET_OPTIONS_DEFAULT;
    struct resil_retry_options r = RESIL_RETRY_OPTIONS_DEFAULT;
    b.clock = r.clock = resil_manual_clock(&manual);
    r.budget = &budget;
    assert_int_equal(resil_budget_init(&budget, &b, NULL), RESIL_OK);
    assert_int_equal(resil_retry_policy_init(&policy, &r, NULL), RESIL_OK);
    begin();
    for (int i = 0; i < TIMES; i++)
        resil_retry_run(&policy, resil_deadline_after(&r.clock, 5 * RESIL_S), operation, NULL);
    nothing_was_allocated();
    resil_budget_finish(&budget);
}

static void breaker(void **state)
{
    (void)state;
    for (int timed = 0; timed < 2; timed++) {
        struct resil_breaker b;
        struct resil_breaker_options o = RESIL_BREAKER_OPTIONS_DEFAULT;
        o.clock = resil_manual_clock(&manual);
        o.window_calls = timed ? 0 : 100;
        o.window_ns = timed ? 10 * RESIL_S : 0;
        assert_int_equal(resil_breaker_init(&b, &o, NULL), RESIL_OK);
        begin();
        for (int i = 0; i < TIMES; i++) {
            struct resil_breaker_token token;
            resil_manual_advance(&manual, 50 * RESIL_MS);
            if (resil_breaker_acquire(&b, &token) == RESIL_OK)
                resil_breaker_record(&b, &token, some_outcome());
        }
        struct resil_breaker_view v = resil_breaker_view(&b);
        nothing_was_allocated();
        assert_true(v.opened > 0);
        resil_breaker_finish(&b);
    }
}

static void rates(void **state)
{
    (void)state;
    struct resil_bucket bucket;
    struct resil_throttle throttle;
    struct resil_timeout timeout;
    int64_t wait;
    assert_int_equal(resil_bucket_init(&bucket, NULL, NULL), RESIL_OK);
    assert_int_equal(resil_throttle_init(&throttle, NULL, NULL), RESIL_OK);
    assert_int_equal(resil_timeout_init(&timeout, NULL, NULL), RESIL_OK);
    begin();
    for (int i = 0; i < TIMES; i++) {
        resil_bucket_take(&bucket, 1, RESIL_MS, &wait);
        if (resil_throttle_admit(&throttle) == RESIL_OK)
            resil_throttle_report(&throttle, some_outcome());
        resil_timeout_record_cut(&timeout, resil_timeout_get(&timeout));
    }
    nothing_was_allocated();
    resil_timeout_finish(&timeout);
}

static void run_task(struct resil_task *task)
{
    (void)task;
}

static void permits(void **state)
{
    (void)state;
    struct resil_bulkhead bulkhead;
    struct resil_shedder shedder;
    struct resil_pool pool;
    struct resil_bulkhead_options o = {.permits = 1, .queue = 1};
    assert_int_equal(resil_bulkhead_init(&bulkhead, &o, NULL), RESIL_OK);
    assert_int_equal(resil_shedder_init(&shedder, NULL, NULL), RESIL_OK);
    assert_int_equal(resil_pool_init(&pool, NULL, NULL), RESIL_OK);
    begin();
    for (int i = 0; i < 200; i++) {
        struct resil_permit first, second;
        struct resil_shedder_token token;
        struct resil_task task = {.run = run_task, .deadline = RESIL_NO_DEADLINE};
        resil_bulkhead_acquire(&bulkhead, RESIL_NO_DEADLINE, &first);
        resil_bulkhead_acquire(&bulkhead, resil_deadline_after(NULL, RESIL_US), &second);
        resil_bulkhead_release(&bulkhead, &first);
        if (resil_shedder_acquire(&shedder, RESIL_PRIORITY_LOW, &token) == RESIL_OK)
            resil_shedder_release(&shedder, &token, RESIL_SUCCESS);
        if (resil_pool_submit(&pool, &task) == RESIL_OK)
            resil_pool_wait(&pool, &task, RESIL_NO_DEADLINE);
    }
    nothing_was_allocated();
    resil_pool_finish(&pool);
    resil_shedder_finish(&shedder);
    resil_bulkhead_finish(&bulkhead);
}

static enum resil_outcome run_part(void *ctx, struct resil_deadline deadline)
{
    (void)ctx;
    (void)deadline;
    return some_outcome();
}

static void keys_and_flights(void **state)
{
    (void)state;
    struct resil_dedup store;
    struct resil_flight flight;
    struct resil_uuid uuid;
    struct resil_dedup_options o = RESIL_DEDUP_OPTIONS_DEFAULT;
    o.capacity = 100;
    o.clock = resil_manual_clock(&manual);
    assert_int_equal(resil_dedup_init(&store, &o, NULL), RESIL_OK);
    assert_int_equal(resil_flight_init(&flight, NULL, NULL), RESIL_OK);
    assert_int_equal(resil_uuid_init(&uuid, NULL, NULL), RESIL_OK);
    begin();
    for (int i = 0; i < TIMES; i++) {
        char key[RESIL_UUID_TEXT];
        struct resil_dedup_ticket ticket;
        struct resil_dedup_result result = {.data = key, .size = sizeof key};
        struct resil_flight_ticket lead;
        struct resil_flight_value value = {.data = key, .size = sizeof key};
        resil_manual_advance(&manual, 3600 * RESIL_S);
        resil_uuid_next(&uuid, key);
        if (resil_dedup_begin(&store, key, (struct resil_fingerprint){{0}}, &ticket, &result) ==
            RESIL_DEDUP_NEW)
            resil_dedup_complete(&store, &ticket, &result);
        if (resil_flight_join(&flight, key, RESIL_NO_DEADLINE, &lead, &value) == RESIL_FLIGHT_LEAD)
            resil_flight_land(&flight, &lead, &value);
    }
    nothing_was_allocated();
    resil_flight_finish(&flight);
    resil_dedup_finish(&store);
}

static void hedges_and_parts(void **state)
{
    (void)state;
    struct resil_hedge_policy policy;
    struct resil_hedge_options o = RESIL_HEDGE_OPTIONS_DEFAULT;
    o.clock = resil_manual_clock(&manual);
    assert_int_equal(resil_hedge_policy_init(&policy, &o, NULL), RESIL_OK);
    begin();
    for (int i = 0; i < TIMES; i++) {
        struct resil_hedge hedge;
        struct resil_fanout fanout;
        struct resil_part parts[3] = {{.run = run_part}, {.run = run_part}, {.run = run_part}};
        int64_t wait;
        resil_hedge_start(&hedge, &policy, resil_deadline_after(&o.clock, RESIL_S));
        while (resil_hedge_next(&hedge, &wait) || !hedge.over) {
            resil_manual_advance(&manual, wait);
            resil_hedge_report(&hedge, hedge.copies - 1, some_outcome());
        }
        resil_hedge_finish(&hedge);
        if (resil_fanout_init(&fanout, parts, 3, RESIL_FIRST_SUCCESS, NULL, RESIL_NO_DEADLINE,
                              NULL) != RESIL_OK)
            continue;
        resil_fanout_work(&fanout);
        resil_fanout_wait(&fanout);
        resil_fanout_finish(&fanout);
    }
    nothing_was_allocated();
    resil_hedge_policy_finish(&policy);
}

static void what_is_watched(void **state)
{
    (void)state;
    static char page_text[16384];
    struct resil_dependency dependency = {.name = "database", .critical = true, .check = run_part};
    struct resil_health health;
    struct resil_slo slo;
    struct resil_rollout rollout;
    struct resil_metrics metrics;
    const struct resil_metrics *all[] = {&metrics};
    struct resil_rollout_options o = RESIL_ROLLOUT_OPTIONS_DEFAULT;
    o.flag = "flag";
    assert_int_equal(resil_health_init(&health, &dependency, 1, RESIL_CLOCK_COARSE, NULL),
                     RESIL_OK);
    assert_int_equal(resil_slo_init(&slo, NULL, NULL), RESIL_OK);
    assert_int_equal(resil_rollout_init(&rollout, &o, NULL), RESIL_OK);
    resil_metrics_init(&metrics, "all");
    struct resil_observer observer = resil_metrics_observer(&metrics);
    begin();
    for (int i = 0; i < 200; i++) {
        struct resil_page page = resil_page_in(page_text, sizeof page_text);
        struct resil_event event = {.kind = RESIL_EVENT_ATTEMPT, .outcome = some_outcome()};
        bool on = resil_rollout_enabled(&rollout, &i, sizeof i);
        resil_rollout_record(&rollout, on, event.outcome);
        resil_rollout_step(&rollout);
        resil_slo_record(&slo, event.outcome);
        resil_slo_state(&slo);
        resil_health_check(&health, RESIL_NO_DEADLINE);
        resil_health_json(&health, page_text, sizeof page_text);
        resil_observe(&observer, &event);
        resil_metrics_write(all, 1, &page);
    }
    nothing_was_allocated();
    resil_health_finish(&health);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counter_counts),
        cmocka_unit_test(retry_and_budget),
        cmocka_unit_test(breaker),
        cmocka_unit_test(rates),
        cmocka_unit_test(permits),
        cmocka_unit_test(keys_and_flights),
        cmocka_unit_test(hedges_and_parts),
        cmocka_unit_test(what_is_watched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
