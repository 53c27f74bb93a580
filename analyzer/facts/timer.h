/* Retries driven by the timers of an event loop: what failed is started again by a function that
 * the loop calls after a time. Which functions a timer calls may be said far from where it is
 * started, so timers and failures are collected function by function, callees first, and matched
 * when the whole program is known. */
#ifndef FACTS_TIMER_H
#define FACTS_TIMER_H

#include "facts/loop.h"

/* One call that starts a timer. */
struct timer_arm {
    func_ref func;
    ir_instr_id call;
    func_ref function;           /* what it calls later; 0: what the timer was given */
    VEC(location_id) timers;     /* … the timer may be one of these fields and globals */
    struct model_result repeats; /* results of the function after which it is called again */
    struct pause pause;
    bool untimed;       /* the time is given elsewhere */
    struct limit limit; /* of the function's own way to the call */
};

/* A timer, or what holds one, and a function given to it. */
struct timer_given {
    location_id timer;
    func_ref function;
    func_ref by;     /* where it is given */
    bool when_ready; /* it is called when a descriptor is ready: no timer */
};

/* An arm that calling the function may start. */
struct timer_lead {
    func_ref func;
    uint32_t arm;
};

/* A failure after which a timer is started. */
struct timer_start {
    func_ref func;
    ir_instr_id call;     /* which starts it, itself or in what it calls */
    ir_instr_id decisive; /* what failed; 0: a parameter of the function tells it */
    uint32_t arm;
    struct limit limit;
};

struct timer_table {
    struct map callbacks; /* functions that are told how an operation ended -> index into told */
    VEC(const struct model_callback *) told;
    VEC(struct timer_arm) arms;
    VEC(struct timer_lead) leads;
    struct map first_lead; /* func_ref -> index into leads + 1; those of a function are together */
    VEC(struct timer_given) given;
    VEC(struct timer_start) starts;
};

/* Finds the program's functions that are told how an operation ended. */
void timers_prepare(struct timer_table *table, const struct program *program,
                    const struct model_set *models);

/* Adds what a solved function does with timers. */
void timers_of_frame(struct timer_table *table, struct frame *frame,
                     const struct definitions *definitions);

/* Adds a retry for each timer by which a failed attempt is made again. */
void timers_decide(const struct timer_table *table, const struct analysis *analysis,
                   struct loop_list *list);

void timers_finish(struct timer_table *table);

#endif
