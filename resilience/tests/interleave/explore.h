/*
 * explore.h -- runs a few threads in every order in which their steps can follow each other.
 *
 * A test includes the sources of the library behind hooks.h, so that each atomic operation and each
 * lock is a step of the real code. Threads are coroutines on one processor: between two steps
 * nobody else runs. All orders are tried, without a bound on preemptions: from each state that can
 * be reached, each thread that can go on does. Where two orders lead to the same state (all that
 * the threads share, their stacks and their registers, told apart by a hash of 128 bits) what
 * follows is tried once, so the work grows with the states and not with the orders. What is
 * explored is sequentially consistent; ThreadSanitizer in tests/stress/ looks after the rest.
 */
#ifndef RESIL_EXPLORE_H
#define RESIL_EXPLORE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define EXPLORE_THREADS 4

struct explore_case {
    int threads;               /* [1, EXPLORE_THREADS] */
    void (*set_up)(void);      /* once, before all; its steps are not explored */
    void (*body)(int thread);  /* what each thread does */
    void (*check)(void);       /* in each state that a run can end in */
    void (*describe)(FILE *f); /* after a failure: which case this was */
};

/* Runs the case in all orders and returns how many states there were. Ends the program with the
 * order of steps if a CHECK fails or everybody waits for somebody else. */
long explore(const struct explore_case *c);

/* For set_up: threads or the check may write here. Everything else must stay as it is. */
void explore_memory(void *at, size_t size);

/* The calling thread is about to read or write what others see; they may come first. Outside of a
 * body this does nothing. */
void explore_step(void);
void explore_lock(const void *lock);
void explore_unlock(const void *lock);

_Noreturn void explore_fail(const char *file, int line, const char *what);

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            explore_fail(__FILE__, __LINE__, #condition);                                          \
    } while (0)

#endif
