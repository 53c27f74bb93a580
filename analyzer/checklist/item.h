/* What a checklist file says, before anything is decided. */
#ifndef CHECKLIST_ITEM_H
#define CHECKLIST_ITEM_H

#include "rules/rules.h"

enum evidence_kind {
    EVIDENCE_RULES,     /* an open finding of these rules speaks against the item */
    EVIDENCE_NO_FACTS,  /* a fact that matches speaks against it */
    EVIDENCE_ALL_FACTS, /* it is met when every fact that matches `when` also matches `hold` */
    EVIDENCE_FILES,     /* it is met when such files lie in the repository */
    EVIDENCE_MEASURE,   /* a figure in a data file decides */
    EVIDENCE_ATTEST,    /* a person answers */
};

/* The facts of one kind that match. */
struct fact_query {
    enum fact_kind on; /* FACT_NONE: no query */
    struct predicate when;
};

struct measure {
    const char *file;          /* relative to the repository */
    const char *name;          /* of the figure */
    struct fact_query each;    /* every function with such a fact needs its own figure */
    bool compares;             /* whether `field` is compared with the figure */
    enum fact_field field;     /* a number of these facts */
    int64_t at_least, at_most; /* of the figure, or of field divided by figure */
    int64_t days;              /* a figure older than this says nothing */
};

struct evidence {
    enum evidence_kind kind;
    const char *const *names; /* rule ids, or globs over paths */
    uint32_t name_count;
    bool suffices; /* rules: the absence of findings is enough */
    struct fact_query query;
    struct predicate hold;
    const char *because;      /* what the matching facts mean: "travel in plain text" */
    struct pattern *contains; /* files: a matching file must hold this; may be NULL */
    struct measure measure;
    int64_t days; /* attest: how long an answer lasts */
};

struct item {
    const char *id;
    const char *fallacy;
    const char *question;
    const char *why;
    struct fact_query applies; /* no such fact: the item does not apply */
    const struct evidence *evidence;
    uint32_t evidence_count;
};

struct fallacy {
    const char *id;
    const char *title;
};

struct band {
    int64_t up_to; /* unchecked items */
    const char *name;
    const char *advice;
};

struct checklist {
    const char *file;
    const char *title;
    VEC(struct fallacy) fallacies;
    VEC(struct band) bands; /* by up_to; the last one has no limit */
    VEC(struct item) items;
};

/* Reads a file; texts lie in the arena. Mistakes are DIAG_ERRORs, and what is right is kept. */
void checklist_load(struct checklist *checklist, struct arena *arena, const char *file,
                    const struct rule_set *rules);

/* Reads one entry of an item's `evidence`; false after a message when it cannot be used. */
bool evidence_read(struct evidence *evidence, struct arena *arena, const struct yaml_node *node,
                   const struct rule_set *rules);

/* Reads {on: KIND, when: {...}} out of a map that may hold further keys; `when` may be absent. */
bool fact_query_read(struct fact_query *query, struct arena *arena, const struct yaml_node *node);

/* A text that must be there: reports its absence at `map`, and an empty one. "" then. */
const char *required_text(const struct yaml_node *map, const char *key);

/* How many days a person's answer to the item lasts; 0 when no person can answer it. */
int64_t item_attest_days(const struct item *item);

const char *evidence_kind_name(enum evidence_kind kind);
void checklist_finish(struct checklist *checklist);

#endif
