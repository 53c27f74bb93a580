/* What a run knows before it looks at any source: configuration, models and rules. */
#ifndef KNOWLEDGE_H
#define KNOWLEDGE_H

#include "models/model.h"
#include "options.h"
#include "rules/config.h"
#include "rules/rules.h"

struct knowledge {
    struct arena arena;
    const char *root; /* working directory of the run, absolute */
    const char *data; /* folder with rules/, models/ and checklists/, absolute */
    struct config config;
    struct model_set models;
    struct rule_set rules;
    const char *checklist; /* the one a review uses */
};

/* Reads everything; mistakes are DIAG_ERRORs, all of them in one go. False when there were any. */
bool knowledge_load(struct knowledge *knowledge, const struct options *options);

void knowledge_finish(struct knowledge *knowledge);

#endif
