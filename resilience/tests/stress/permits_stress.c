/* Bulkhead, pool and shedder: permits are never exceeded and never lost. */
#include <sched.h>
#include "stress.h"

#define PERMITS 2

static struct resil_bulkhead bulkhead;
static struct resil_shedder shedder;
static struct resil_pool pool;
static _Atomic int inside;
static _Atomic long ran, submitted, released;

static void step_bulkhead(struct worker *worker)
{
    struct resil_permit permit;
    enum resil_status status;
    if (draw(worker, 3) == 0) {
        status = resil_bulkhead_try(&bulkhead, &permit);
    } else {
        int64_t patience = draw(worker, 2) ? (int64_t)draw(worker, 20 * RESIL_US) : RESIL_S;
        status = resil_bulkhead_acquire(&bulkhead, resil_deadline_after(NULL, patience), &permit);
    }
    CHECK(permit.held == (status == RESIL_OK));
    if (!permit.held)
        return;
    enter(&inside, PERMITS);
    if (draw(worker, 16) == 0)
        sched_yield();
    leave(&inside);
    resil_bulkhead_release(&bulkhead, &permit);
}

static void check_bulkhead(void)
{
    struct resil_bulkhead_options o = {.permits = PERMITS, .queue = 1};
    CHECK(resil_bulkhead_init(&bulkhead, &o, NULL) == RESIL_OK);
    stress("bulkhead", step_bulkhead);
    struct resil_bulkhead_view v = resil_bulkhead_view(&bulkhead);
    CHECK(v.in_use == 0 && v.waiting == 0);
    CHECK(!bulkhead.first && !bulkhead.last);
    resil_bulkhead_finish(&bulkhead);
}

static void step_shedder(struct worker *worker)
{
    struct resil_shedder_token token;
    enum resil_priority priority = (enum resil_priority)draw(worker, 3);
    if (resil_shedder_acquire(&shedder, priority, &token) != RESIL_OK)
        return;
    bool fixed = shedder.options.kind == RESIL_SHEDDER_FIXED;
    enter(&inside, fixed ? PERMITS : THREADS);
    if (draw(worker, 16) == 0)
        sched_yield();
    leave(&inside);
    resil_shedder_release(&shedder, &token, draw(worker, 50) ? RESIL_SUCCESS : RESIL_TIMEOUT);
}

static void check_shedder(void)
{
    for (int kind = RESIL_SHEDDER_FIXED; kind <= RESIL_SHEDDER_GRADIENT; kind++) {
        struct resil_shedder_options o = RESIL_SHEDDER_OPTIONS_DEFAULT;
        o.kind = (enum resil_shedder_kind)kind;
        o.limit = PERMITS;
        o.window_ns = 50 * RESIL_US;
        o.probe_ns = RESIL_MS;
        CHECK(resil_shedder_init(&shedder, &o, NULL) == RESIL_OK);
        stress("shedder", step_shedder);
        struct resil_shedder_view v = resil_shedder_view(&shedder);
        CHECK(v.under_way == 0);
        CHECK(v.limit >= o.min_limit && v.limit <= o.max_limit);
        resil_shedder_finish(&shedder);
    }
}

static void run_task(struct resil_task *task)
{
    (void)task;
    enter(&inside, PERMITS);
    atomic_fetch_add(&ran, 1);
    leave(&inside);
}

static void free_task(struct resil_task *task)
{
    atomic_fetch_add(&released, 1);
    free(task);
}

/* Half of the callers leave early; whoever is left with the task frees it, once. */
static void step_pool(struct worker *worker)
{
    struct resil_task *task = malloc(sizeof *task);
    CHECK(task);
    *task =
        (struct resil_task){.run = run_task, .release = free_task, .deadline = RESIL_NO_DEADLINE};
    if (resil_pool_submit(&pool, task) != RESIL_OK) {
        free(task);
        sched_yield();
        return;
    }
    atomic_fetch_add(&submitted, 1);
    if (draw(worker, 2)) {
        CHECK(resil_pool_wait(&pool, task, RESIL_NO_DEADLINE) == RESIL_OK);
        CHECK(resil_pool_detach(&pool, task));
        free_task(task);
    } else if (resil_pool_detach(&pool, task)) {
        free_task(task);
    }
}

static void check_pool(void)
{
    struct resil_pool_options o = {.workers = PERMITS, .queue = 3};
    CHECK(resil_pool_init(&pool, &o, NULL) == RESIL_OK);
    stress("pool", step_pool);
    resil_pool_finish(&pool);
    CHECK(atomic_load(&released) == atomic_load(&submitted));
    CHECK(atomic_load(&ran) <= atomic_load(&submitted));
}

int main(void)
{
    check_bulkhead();
    check_shedder();
    check_pool();
    return 0;
}
