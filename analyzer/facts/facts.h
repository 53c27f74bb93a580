/* Linked program and models to facts. */
#ifndef FACTS_FACTS_H
#define FACTS_FACTS_H

#include "base/text.h"
#include "facts/fact.h"
#include "models/model.h"
#include "program/program.h"

struct facts_statistics {
    uint32_t functions;       /* defined in the program */
    uint32_t analysed;        /* from which the network is reached */
    uint32_t over_budget;     /* given up on: their values are unknown */
    double longest_seconds;   /* the slowest function */
    const char *longest_name; /* … lives as long as the program */
};

/* Computes all facts, sorted. `summaries`, unless NULL, gets what is known of each function as
 * text (program/summary_text.h). */
void facts_compute(struct fact_list *list, const struct program *program,
                   const struct model_set *models, struct facts_statistics *statistics,
                   struct text *summaries);

#endif
