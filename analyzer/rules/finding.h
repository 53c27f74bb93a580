/* A finding: a rule that matched a fact, and what became of it. */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "facts/fact.h"

struct rule;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum finding_state {
    FINDING_OPEN,
    FINDING_SUPPRESSED, /* by an allow comment in the source; `reason` holds its text */
};

struct finding {
    const struct rule *rule;
    const struct fact *fact; /* NULL for findings about suppressions themselves */
    enum severity severity;  /* after configuration and path overrides */
    enum finding_state state;
    bool gates; /* counts for the exit status: not of low confidence, not suppressed */
    const char *file;
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    const char *message;           /* one sentence, from the rule's template */
    const char *reason;            /* of a suppression */
    const struct fact_step *steps; /* the evidence path */
    uint32_t step_count;
    char fingerprint[33]; /* hex; survives moved lines: rule, file, function, the site's
                             source text without white space, and its number among equals */
};

struct finding_list {
    struct arena arena;
    VEC(struct finding) findings; /* by file, line, column, rule id */
};

const char *severity_name(enum severity severity); /* note warning error */
void finding_list_finish(struct finding_list *list);

#endif
