/* stress.h -- threads that do one thing together, and the checks afterwards. */
#ifndef RESIL_STRESS_H
#define RESIL_STRESS_H

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "resil/resil.h"

#define THREADS     4
#define DEFAULT_OPS 100000L

/* Stays on in release builds, unlike assert. */
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);              \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

struct worker {
    pthread_t thread;
    struct resil_xoshiro random;
    void (*step)(struct worker *worker);
    long steps;
};

static inline uint64_t draw(struct worker *worker, uint64_t below)
{
    return resil_xoshiro_next(&worker->random) % below;
}

static inline void *stress_work(void *ctx)
{
    struct worker *worker = ctx;
    for (long i = 0; i < worker->steps; i++)
        worker->step(worker);
    return NULL;
}

/* RESIL_STRESS_OPS or the default, shared out over the threads. */
static inline void stress(const char *name, void (*step)(struct worker *worker))
{
    const char *wanted = getenv("RESIL_STRESS_OPS");
    long ops = wanted && atol(wanted) > 0 ? atol(wanted) : DEFAULT_OPS;
    struct worker workers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.step = step, .steps = ops / THREADS};
        resil_xoshiro_seed(&workers[i].random, (uint64_t)i + 1);
        CHECK(pthread_create(&workers[i].thread, NULL, stress_work, &workers[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(workers[i].thread, NULL);
    printf("%s: %ld operations in %d threads\n", name, ops / THREADS * THREADS, THREADS);
}

/* Raises *now for the time in between, and checks that it never exceeds `most`. */
static inline void enter(_Atomic int *now, int most)
{
    CHECK(atomic_fetch_add(now, 1) < most);
}

static inline void leave(_Atomic int *now)
{
    CHECK(atomic_fetch_sub(now, 1) > 0);
}

#endif
