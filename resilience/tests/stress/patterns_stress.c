/* What is shared by many threads beside the hot paths: keys, flights, kept values, rollout, health,
 * counters. Each step checks what must hold whatever the others do. */
#include <string.h>
#include "stress.h"

enum { keys = 32 };

static struct resil_dedup store;
static struct resil_flight flight;
static struct resil_keep keep;
static struct resil_uuid uuid;
static struct resil_rollout rollout;
static struct resil_slo slo;
static struct resil_health health;
static struct resil_metrics metrics;
static _Atomic int owners[keys], leaders[keys];
static _Atomic long recorded;

/* One owner of a key at a time, and a replay says what an owner stored. */
static void dedup_step(struct worker *worker)
{
    char key[16];
    int which = (int)draw(worker, keys), stored = 0;
    struct resil_dedup_ticket ticket;
    struct resil_dedup_result result = {.data = &stored, .capacity = sizeof stored};
    snprintf(key, sizeof key, "key-%d", which);
    struct resil_fingerprint print = {{(uint8_t)which}};
    enum resil_dedup_answer answer = resil_dedup_begin(&store, key, print, &ticket, &result);
    if (answer == RESIL_DEDUP_REPLAY)
        CHECK(result.size == sizeof stored && stored == which);
    if (answer != RESIL_DEDUP_NEW)
        return;
    CHECK(atomic_fetch_add(&owners[which], 1) == 0);
    stored = which;
    result.size = sizeof stored;
    atomic_fetch_sub(&owners[which], 1);
    if (draw(worker, 4))
        CHECK(resil_dedup_complete(&store, &ticket, &result) == RESIL_OK);
    else
        CHECK(resil_dedup_abandon(&store, &ticket) == RESIL_OK);
}

/* One leader of a key at a time, and nobody is given the value of another key. */
static void flight_step(struct worker *worker)
{
    char key[16];
    int which = (int)draw(worker, keys), got = which;
    struct resil_flight_ticket ticket;
    struct resil_flight_value value = {.data = &got, .capacity = sizeof got};
    snprintf(key, sizeof key, "key-%d", which);
    struct resil_deadline soon = resil_deadline_after(NULL, (int64_t)draw(worker, 2) * RESIL_MS);
    enum resil_flight_role role = resil_flight_join(&flight, key, soon, &ticket, &value);
    if (role == RESIL_FLIGHT_SHARED)
        CHECK(got == which);
    if (role != RESIL_FLIGHT_LEAD)
        return;
    CHECK(atomic_fetch_add(&leaders[which], 1) == 0);
    atomic_fetch_sub(&leaders[which], 1);
    value = (struct resil_flight_value){.data = &got, .size = sizeof got};
    if (draw(worker, 4))
        CHECK(resil_flight_land(&flight, &ticket, &value) == RESIL_OK);
    else
        CHECK(resil_flight_drop(&flight, &ticket) == RESIL_OK);
}

/* A kept value is never half of one and half of another; keys of one thread rise. */
static void keep_and_uuid_step(struct worker *worker)
{
    uint64_t pair[2] = {draw(worker, 1000), 0};
    char first[RESIL_UUID_TEXT], second[RESIL_UUID_TEXT];
    int64_t age;
    pair[1] = ~pair[0];
    resil_keep_put(&keep, pair);
    CHECK(resil_keep_get(&keep, pair, &age) == RESIL_OK);
    CHECK(pair[1] == ~pair[0] && age >= 0);
    CHECK(resil_uuid_next(&uuid, first) == RESIL_OK);
    CHECK(resil_uuid_next(&uuid, second) == RESIL_OK);
    CHECK(strcmp(first, second) < 0);
}

static enum resil_outcome never_twice(void *ctx, struct resil_deadline deadline)
{
    _Atomic int *running = ctx;
    (void)deadline;
    CHECK(atomic_fetch_add(running, 1) == 0); /* a check runs in one thread at a time */
    atomic_fetch_sub(running, 1);
    return RESIL_SUCCESS;
}

static void watch_step(struct worker *worker)
{
    char json[512];
    uint64_t subject = draw(worker, 1000);
    enum resil_outcome outcome = (enum resil_outcome)draw(worker, RESIL_OUTCOME_COUNT);
    struct resil_event event = {.kind = RESIL_EVENT_ATTEMPT, .outcome = outcome};
    struct resil_observer observer = resil_metrics_observer(&metrics);
    bool on = resil_rollout_enabled(&rollout, &subject, sizeof subject);
    resil_rollout_record(&rollout, on, on ? RESIL_SUCCESS : outcome);
    resil_rollout_step(&rollout);
    resil_slo_record(&slo, outcome);
    resil_observe(&observer, &event);
    if (outcome != RESIL_ABANDONED)
        atomic_fetch_add(&recorded, 1);
    resil_health_report(&health, 1, outcome);
    resil_health_check(&health, RESIL_NO_DEADLINE);
    CHECK(resil_health_json(&health, json, sizeof json) == RESIL_OK);
}

static struct resil_rollout switched;
static atomic_flag person = ATOMIC_FLAG_INIT;

/* Steps widen all the time; once a person has paused and switched off, it stays off. */
static void switch_step(struct worker *worker)
{
    resil_rollout_record(&switched, true, RESIL_SUCCESS);
    resil_rollout_step(&switched);
    if (draw(worker, 16) || atomic_flag_test_and_set(&person))
        return;
    resil_rollout_pause(&switched, true);
    CHECK(resil_rollout_set(&switched, 0) == RESIL_OK);
    for (int i = 0; i < 20; i++)
        CHECK(resil_rollout_state(&switched).share == 0);
    resil_rollout_pause(&switched, false);
    atomic_flag_clear(&person);
}

static enum resil_outcome count(void *ctx, struct resil_deadline deadline)
{
    (void)deadline;
    atomic_fetch_add((_Atomic int *)ctx, 1);
    return RESIL_SUCCESS;
}

static struct resil_pool pool;

static void fanout_step(struct worker *worker)
{
    enum { parts = 6 };
    struct resil_part part[parts];
    struct resil_task tasks[parts];
    struct resil_fanout fanout;
    _Atomic int runs = 0;
    if (draw(worker, 20)) /* dear: a pool and condition variables */
        return;
    for (int i = 0; i < parts; i++)
        part[i] = (struct resil_part){.run = count, .ctx = &runs};
    CHECK(resil_fanout_init(&fanout, part, parts, RESIL_ALL, NULL, RESIL_NO_DEADLINE, NULL) ==
          RESIL_OK);
    resil_fanout_submit(&fanout, &pool, tasks, (int)draw(worker, parts));
    resil_fanout_work(&fanout);
    CHECK(resil_fanout_wait(&fanout) == RESIL_OK);
    resil_fanout_finish(&fanout);
    CHECK(runs == parts);
}

static void prepare(struct resil_dependency dependencies[2], uint64_t memory[2])
{
    struct resil_dedup_options d = RESIL_DEDUP_OPTIONS_DEFAULT;
    struct resil_rollout_options r = RESIL_ROLLOUT_OPTIONS_DEFAULT;
    d.lifetime_ns = 2 * RESIL_MS;
    r.flag = "flag";
    r.initial = 0.5;
    r.interval_ns = RESIL_MS;
    CHECK(resil_dedup_init(&store, &d, NULL) == RESIL_OK);
    CHECK(resil_flight_init(&flight, NULL, NULL) == RESIL_OK);
    CHECK(resil_keep_init(&keep, memory, 2 * sizeof *memory, RESIL_CLOCK_COARSE, NULL) == RESIL_OK);
    CHECK(resil_uuid_init(&uuid, NULL, NULL) == RESIL_OK);
    CHECK(resil_rollout_init(&rollout, &r, NULL) == RESIL_OK);
    r.initial = r.increment = 0.001;
    r.interval_ns = r.min_requests = 1;
    CHECK(resil_rollout_init(&switched, &r, NULL) == RESIL_OK);
    CHECK(resil_slo_init(&slo, NULL, NULL) == RESIL_OK);
    CHECK(resil_health_init(&health, dependencies, 2, RESIL_CLOCK_COARSE, NULL) == RESIL_OK);
    CHECK(resil_pool_init(&pool, NULL, NULL) == RESIL_OK);
    resil_metrics_init(&metrics, "stress");
}

int main(void)
{
    _Atomic int running = 0;
    uint64_t memory[2];
    struct resil_dependency dependencies[2] = {
        {.name = "checked", .check = never_twice, .ctx = &running, .every_ns = 1},
        {.name = "reported"}};
    prepare(dependencies, memory);
    stress("dedup", dedup_step);
    CHECK(resil_dedup_state(&store).in_progress == 0);
    stress("flight", flight_step);
    CHECK(resil_flight_state(&flight).flying == 0 && resil_flight_state(&flight).waiting == 0);
    stress("keep and uuid", keep_and_uuid_step);
    stress("rollout, slo, health, metrics", watch_step);
    CHECK(resil_slo_state(&slo).requests == (uint64_t)recorded);
    CHECK(resil_rollout_state(&rollout).share > 0.5); /* the new way never failed */
    stress("rollout, switched off by hand", switch_step);
    stress("fanout", fanout_step);
    resil_pool_finish(&pool);
    resil_health_finish(&health);
    resil_keep_finish(&keep);
    resil_flight_finish(&flight);
    resil_dedup_finish(&store);
    return 0;
}
