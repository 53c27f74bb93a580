/*
 * hot_paths.c -- what a call costs that needs no help, against the least it could cost.
 *
 * The floor is one coarse clock read and one uncontended atomic add: a thread-safe pattern that
 * knows the time cannot do with less. Rounds of all candidates are interleaved, so that other work
 * on the machine disturbs none of them more than another. Alone, the fastest round counts. With two
 * threads, each on a processor of its own, the floor is one atomic add on a shared counter and the
 * median counts: in the fastest round the threads may hardly have met.
 *
 * Use: resil_bench [operations a round, default 5000: short, so that some rounds are undisturbed;
 * with two threads many times as many, so that they meet]
 */
#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "resil/resil.h"

#define ROUNDS          301
#define ROUNDS_TOGETHER 15
#define MORE_TOGETHER   180

static _Alignas(64) _Atomic uint64_t counter;
static volatile int64_t sink;
static struct resil_breaker plain, slow, timed, mixed, timed_mixed;
static struct resil_retry_policy bare, budgeted;
static struct resil_budget budget;
static struct resil_bucket bucket, fine_bucket, short_bucket;
static struct resil_shedder shedder;
static struct resil_bulkhead bulkhead;
static struct resil_throttle throttle;
static struct resil_timeout timeouts;

static void run_clock(long n)
{
    while (n--)
        sink = resil_clock_coarse(NULL);
}

static void run_precise(long n)
{
    while (n--)
        sink = resil_clock_monotonic(NULL);
}

static void run_add(long n)
{
    while (n--)
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
}

static int64_t read_coarse(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return t.tv_sec * RESIL_S + t.tv_nsec;
}

static void run_floor(long n)
{
    while (n--) {
        sink = read_coarse();
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
    }
}

/* What has to know how long a call took cannot do with less. */
static void run_two_reads(long n)
{
    while (n--) {
        sink = read_coarse();
        sink = read_coarse();
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
    }
}

static void call_breaker(struct resil_breaker *breaker, long n, long fail_every)
{
    for (long i = 0; i < n; i++) {
        struct resil_breaker_token token;
        if (resil_breaker_acquire(breaker, &token) != RESIL_OK)
            abort();
        bool fails = fail_every && i % fail_every == 0;
        resil_breaker_record(breaker, &token, fails ? RESIL_TRANSIENT : RESIL_SUCCESS);
    }
}

static void run_plain(long n)
{
    call_breaker(&plain, n, 0);
}

static void run_slow(long n)
{
    call_breaker(&slow, n, 0);
}

static void run_timed(long n)
{
    call_breaker(&timed, n, 0);
}

static void run_mixed(long n)
{
    call_breaker(&mixed, n, 100);
}

static void run_timed_mixed(long n)
{
    call_breaker(&timed_mixed, n, 100);
}

static void call_retry(struct resil_retry_policy *policy, long n)
{
    while (n--) {
        struct resil_retry retry;
        int64_t wait;
        resil_retry_start(&retry, policy, RESIL_NO_DEADLINE);
        if (!resil_retry_attempt(&retry) ||
            resil_retry_next(&retry, RESIL_SUCCESS, RESIL_NO_HINT, &wait))
            abort();
    }
}

static void run_retry(long n)
{
    call_retry(&bare, n);
}

static void run_budgeted(long n)
{
    call_retry(&budgeted, n);
}

static void take(struct resil_bucket *b, long n)
{
    int64_t wait;
    while (n--)
        if (resil_bucket_take(b, 1, 0, &wait) == RESIL_INVALID)
            abort();
}

static void run_bucket(long n)
{
    take(&bucket, n);
}

static void run_fine_bucket(long n)
{
    take(&fine_bucket, n);
}

static void run_short_bucket(long n)
{
    take(&short_bucket, n);
}

static void run_bulkhead(long n)
{
    struct resil_permit permit;
    while (n--) {
        resil_bulkhead_try(&bulkhead, &permit);
        resil_bulkhead_release(&bulkhead, &permit);
    }
}

static void run_shedder(long n)
{
    struct resil_shedder_token token;
    while (n--) {
        resil_shedder_acquire(&shedder, RESIL_PRIORITY_NORMAL, &token);
        resil_shedder_release(&shedder, &token, RESIL_SUCCESS);
    }
}

static void run_throttle(long n)
{
    while (n--)
        if (resil_throttle_admit(&throttle) == RESIL_OK)
            resil_throttle_report(&throttle, RESIL_SUCCESS);
}

static void run_timeout(long n)
{
    while (n--) {
        sink = resil_timeout_get(&timeouts);
        resil_timeout_record(&timeouts, 5 * RESIL_MS);
    }
}

static struct candidate {
    const char *name;
    void (*run)(long n);
    double bar; /* times the floor; 0: none promised */
    double ns[ROUNDS];
} alone[] =
    {
        {"floor: coarse clock read + atomic add", run_floor, 1, {0}},
        {"coarse clock read", run_clock, 0, {0}},
        {"precise clock read", run_precise, 0, {0}},
        {"atomic add", run_add, 0, {0}},
        {"two coarse clock reads + atomic add", run_two_reads, 0, {0}},
        {"breaker, closed, count window", run_plain, 2, {0}},
        {"breaker, the same with slow calls (2 reads)", run_slow, 0, {0}},
        {"breaker, closed, time window", run_timed, 2, {0}},
        {"breaker, closed, count window, 1 % failures", run_mixed, 0, {0}},
        {"breaker, closed, time window, 1 % failures", run_timed_mixed, 0, {0}},
        {"retry, first try succeeds", run_retry, 2, {0}},
        {"retry, the same with a budget", run_budgeted, 2, {0}},
        {"token bucket", run_bucket, 2.5, {0}},
        {"token bucket, burst below 0.1 s (precise clock)", run_fine_bucket, 0, {0}},
        {"token bucket, the same, coarse clock chosen", run_short_bucket, 2.5, {0}},
        {"bulkhead, acquire and release", run_bulkhead, 0, {0}},
        {"shedder, acquire and release", run_shedder, 0, {0}},
        {"throttle, admit and report", run_throttle, 0, {0}},
        {"adaptive timeout, get and record", run_timeout, 0, {0}},
},
  together[] = {
      {"floor: contended atomic add", run_add, 1, {0}},
      {"breaker, closed, count window", run_plain, 3, {0}},
      {"breaker, the same with slow calls (2 reads)", run_slow, 0, {0}},
      {"breaker, closed, time window", run_timed, 3, {0}},
      {"retry with a budget", run_budgeted, 0, {0}},
      {"token bucket", run_bucket, 0, {0}},
      {"bulkhead, acquire and release", run_bulkhead, 0, {0}},
};

static void must(enum resil_status status)
{
    if (status == RESIL_OK)
        return;
    fprintf(stderr, "init: %s\n", resil_status_text(status));
    exit(1);
}

static void prepare(void)
{
    struct resil_breaker_options o = RESIL_BREAKER_OPTIONS_DEFAULT;
    must(resil_breaker_init(&plain, &o, NULL));
    must(resil_breaker_init(&mixed, &o, NULL));
    o.slow_call_ns = RESIL_S;
    must(resil_breaker_init(&slow, &o, NULL));
    o.slow_call_ns = 0;
    o.window_calls = 0;
    o.window_ns = 10 * RESIL_S;
    must(resil_breaker_init(&timed, &o, NULL));
    must(resil_breaker_init(&timed_mixed, &o, NULL));
    must(resil_budget_init(&budget, NULL, NULL));
    struct resil_retry_options r = RESIL_RETRY_OPTIONS_DEFAULT;
    must(resil_retry_policy_init(&bare, &r, NULL));
    r.budget = &budget;
    must(resil_retry_policy_init(&budgeted, &r, NULL));
    struct resil_bucket_options b = {.rate = 1e8, .burst = 1e9};
    must(resil_bucket_init(&bucket, &b, NULL));
    b.burst = 1e6;
    must(resil_bucket_init(&fine_bucket, &b, NULL));
    b.clock = RESIL_CLOCK_COARSE;
    must(resil_bucket_init(&short_bucket, &b, NULL));
    must(resil_bulkhead_init(&bulkhead, NULL, NULL));
    must(resil_shedder_init(&shedder, NULL, NULL));
    must(resil_throttle_init(&throttle, NULL, NULL));
    must(resil_timeout_init(&timeouts, NULL, NULL));
}

static int64_t now(void)
{
    return resil_clock_monotonic(NULL);
}

static double time_alone(struct candidate *c, long n)
{
    int64_t start = now();
    c->run(n);
    return (double)(now() - start) / (double)n;
}

struct pair {
    void (*run)(long n);
    long n;
    int cpu;
    pthread_barrier_t start;
};

static void stay_on(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)cpu, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void *one_of_two(void *ctx)
{
    struct pair *pair = ctx;
    stay_on(pair->cpu);
    pthread_barrier_wait(&pair->start);
    pair->run(pair->n);
    return NULL;
}

/* The first two processors we may run on; false if there is only one. */
static bool two_cpus(int cpus[2])
{
    cpu_set_t set;
    int found = 0;
    if (sched_getaffinity(0, sizeof set, &set))
        return false;
    for (int cpu = 0; cpu < CPU_SETSIZE && found < 2; cpu++)
        if (CPU_ISSET((size_t)cpu, &set))
            cpus[found++] = cpu;
    return found == 2;
}

static int cpus[2];

/* Time a call as each of the two threads sees it. */
static double time_together(struct candidate *c, long n)
{
    struct pair pair = {.run = c->run, .n = n, .cpu = cpus[1]};
    pthread_t other;
    pthread_barrier_init(&pair.start, NULL, 2);
    if (pthread_create(&other, NULL, one_of_two, &pair))
        exit(1);
    pthread_barrier_wait(&pair.start);
    int64_t start = now();
    c->run(n);
    pthread_join(other, NULL);
    int64_t took = now() - start;
    pthread_barrier_destroy(&pair.start);
    return (double)took / (double)n;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(struct candidate *c, size_t count, long n, int rounds, int rank,
                    double (*time)(struct candidate *, long))
{
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            c[i].ns[round] = time(&c[i], n);
    for (size_t i = 0; i < count; i++) {
        qsort(c[i].ns, (size_t)rounds, sizeof *c[i].ns, by_value);
        double ratio = c[i].ns[rank] / c[0].ns[rank];
        printf("%-48s %7.2f ns %6.2f x", c[i].name, c[i].ns[rank], ratio);
        if (c[i].bar > 0)
            printf("   bar %.1f x: %s", c[i].bar, ratio <= c[i].bar ? "kept" : "MISSED");
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 5000;
    if (n < 1) {
        fprintf(stderr, "use: %s [operations a round]\n", argv[0]);
        return 2;
    }
    prepare();
    printf("one thread, fastest of %d rounds of %ld\n", ROUNDS, n);
    measure(alone, sizeof alone / sizeof *alone, n, ROUNDS, 0, time_alone);
    if (!two_cpus(cpus)) {
        printf("\ntwo threads: not measured, there is only one processor\n");
        return 0;
    }
    stay_on(cpus[0]);
    printf("\ntwo threads on one object, median\n");
    measure(together, sizeof together / sizeof *together, n * MORE_TOGETHER, ROUNDS_TOGETHER,
            ROUNDS_TOGETHER / 2, time_together);
    return 0;
}
