/* What the units analysed so far ask of the others: who else must be read to answer the questions
 * about the network calls found. */
#ifndef DEMAND_H
#define DEMAND_H

#include "models/model.h"
#include "program/program.h"

/* Names of modelled functions, by what being mentioned says of a piece of code. */
struct known_names {
    VEC(const char *) network; /* its unit matters: they talk to the network, or make or configure
                                  what does */
    VEC(const char *) helping; /* what leads to them may bound, delay or scatter a network call */
    VEC(const char *) vague;   /* the same, but only what mentions them itself: code of all kinds
                                  leads to them (reading a descriptor, asking the time, taking a
                                  lock) */
};

/* The names live as long as the models. */
void known_names_init(struct known_names *known, const struct model_set *models);
void known_names_finish(struct known_names *known);

struct demand {
    struct arena arena;
    VEC(const char *) reaching; /* functions of other units' concern that reach the network */
    VEC(const char *) called;   /* functions near a network call that no analysed unit defines */
};

/* The next round's names, from the program linked so far. They live in the demand's arena. */
void demand_compute(struct demand *demand, const struct program *program,
                    const struct model_set *models);

void demand_finish(struct demand *demand);

#endif
