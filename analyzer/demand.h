/* What the units analysed so far ask of the others: who else must be read to answer the questions
 * about the network calls found. */
#ifndef DEMAND_H
#define DEMAND_H

#include "models/model.h"
#include "program/program.h"

struct demand {
    struct arena arena;
    VEC(const char *) reaching; /* functions of other units' concern that reach the network */
    VEC(const char *) called;   /* functions near a network call that no analysed unit defines */
};

/* Names of modelled functions. `reaching`: those that make a unit matter by being mentioned, since
 * they talk to the network or make or configure what does; those that count only on a socket say
 * too little. `called`: those that make a helper worth reading. Names live as long as the models.
 */
void demand_of_models(struct demand *demand, const struct model_set *models);

/* The next round's names, from the program linked so far. They live in the demand's arena. */
void demand_compute(struct demand *demand, const struct program *program,
                    const struct model_set *models);

void demand_finish(struct demand *demand);

#endif
