/*
 * explore.h -- runs a few threads in every order in which their steps can follow each other.
 *
 * A test includes the sources of the library behind hooks.h, so that each atomic operation and each
 * lock is a step of the real code. Threads are coroutines on one processor: between two steps
 * nobody else runs. All orders are tried, except those that differ only in the order of steps that
 * do not touch the same thing (dynamic partial-order reduction, Flanagan and Godefroid 2005, with
 * sleep sets). What is explored is sequentially consistent; ThreadSanitizer in tests/stress/ looks
 * after the rest.
 */
#ifndef RESIL_EXPLORE_H
#define RESIL_EXPLORE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define EXPLORE_THREADS 4

struct explore_case {
    int threads;               /* [1, EXPLORE_THREADS] */
    void (*set_up)(void);      /* before each run; its steps are not explored */
    void (*body)(int thread);  /* what each thread does */
    void (*check)(void);       /* after each run */
    void (*describe)(FILE *f); /* after a failure: which case this was */
};

/* Runs the case in all orders and returns how many there were. Ends the program with the order of
 * steps if a CHECK fails or everybody waits for somebody else. */
long explore(const struct explore_case *c);

/* The calling thread is about to read or write `what`; others may come first. Outside of a body
 * this does nothing. */
void explore_step(const void *what, bool writes);
void explore_lock(const void *lock);
void explore_unlock(const void *lock);

_Noreturn void explore_fail(const char *file, int line, const char *what);

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            explore_fail(__FILE__, __LINE__, #condition);                                          \
    } while (0)

#endif
