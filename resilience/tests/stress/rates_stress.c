/* Token bucket, throttle, adaptive timeout, histogram, shared random: nothing lost, nothing over.
 */
#include "stress.h"

#define BURST 50

static struct resil_manual_clock manual;
static struct resil_bucket bucket;
static struct resil_throttle throttle;
static struct resil_timeout timeouts;
static struct resil_splitmix splitmix;
static _Atomic long taken, started, recorded;
static _Atomic uint64_t mixed;

static void step_bucket(struct worker *worker)
{
    int64_t wait;
    if (draw(worker, 4) == 0)
        resil_manual_advance(&manual, (int64_t)draw(worker, 3 * RESIL_US));
    int tokens = 1 + (int)draw(worker, 3);
    enum resil_status status = resil_bucket_take(&bucket, tokens, 0, &wait);
    CHECK(status == RESIL_OK ? wait == 0 : wait > 0);
    if (status == RESIL_OK)
        atomic_fetch_add(&taken, tokens);
}

static void check_bucket(void)
{
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    struct resil_bucket_options o = {1e6, BURST, resil_manual_clock(&manual)};
    CHECK(resil_bucket_init(&bucket, &o, NULL) == RESIL_OK);
    stress("token bucket", step_bucket);
    double us = (double)(atomic_load(&manual.now_ns) - 100 * RESIL_S) / 1e3;
    CHECK((double)atomic_load(&taken) <= BURST + us);
    CHECK((double)atomic_load(&taken) >= 0.5 * us);
}

static void step_throttle(struct worker *worker)
{
    atomic_fetch_add(&started, 1);
    if (resil_throttle_admit(&throttle) == RESIL_OK)
        resil_throttle_report(&throttle, draw(worker, 4) ? RESIL_THROTTLED : RESIL_SUCCESS);
}

static void check_throttle(void)
{
    struct resil_throttle_options o = RESIL_THROTTLE_OPTIONS_DEFAULT;
    o.clock = resil_manual_clock(&manual); /* stands still: every request stays in the window */
    CHECK(resil_throttle_init(&throttle, &o, NULL) == RESIL_OK);
    stress("throttle", step_throttle);
    struct resil_throttle_view v = resil_throttle_view(&throttle);
    CHECK(v.requests == (uint64_t)atomic_load(&started));
    CHECK(v.dropped > 0 && v.dropped < v.requests);
}

static void step_timeout(struct worker *worker)
{
    resil_timeout_record(&timeouts, (int64_t)draw(worker, RESIL_S));
    atomic_fetch_add(&recorded, 1);
    if (draw(worker, 1000))
        return;
    int64_t now = resil_timeout_get(&timeouts);
    CHECK(now >= timeouts.options.floor_ns && now <= timeouts.options.ceiling_ns);
}

static void check_timeout(void)
{
    struct resil_timeout_options o = RESIL_TIMEOUT_OPTIONS_DEFAULT;
    o.clock = resil_manual_clock(&manual);
    o.refresh_ns = 0;
    CHECK(resil_timeout_init(&timeouts, &o, NULL) == RESIL_OK);
    stress("adaptive timeout", step_timeout);
    CHECK(resil_histogram_count(&timeouts.histogram, atomic_load(&manual.now_ns)) ==
          (uint64_t)atomic_load(&recorded));
    int64_t limit = resil_timeout_get(&timeouts);
    CHECK(limit > 1900 * RESIL_MS && limit < 2100 * RESIL_MS); /* 2 x p99 of a uniform second */
    resil_timeout_finish(&timeouts);
}

static void step_random(struct worker *worker)
{
    (void)worker;
    atomic_fetch_xor(&mixed, resil_splitmix_next(&splitmix));
    atomic_fetch_add(&started, 1);
}

/* Threads together draw exactly what one thread would have drawn. */
static void check_random(void)
{
    atomic_store(&started, 0);
    resil_splitmix_seed(&splitmix, 9);
    stress("shared random", step_random);
    uint64_t alone = 0;
    resil_splitmix_seed(&splitmix, 9);
    for (long i = atomic_load(&started); i > 0; i--)
        alone ^= resil_splitmix_next(&splitmix);
    CHECK(alone == atomic_load(&mixed));
}

int main(void)
{
    check_bucket();
    check_throttle();
    check_timeout();
    check_random();
    return 0;
}
