/* Checklists: questions about a design, answered by findings and facts, by files of the repository,
 * by a measured figure, or by a person (attestation). */
#ifndef CHECKLIST_CHECKLIST_H
#define CHECKLIST_CHECKLIST_H

#include "rules/rules.h"

enum item_state {
    ITEM_PASS,
    ITEM_FAIL,
    ITEM_UNANSWERED,     /* nobody attested it */
    ITEM_EXPIRED,        /* the attestation is too old */
    ITEM_WAIVED,         /* accepted by a person, with reason and end */
    ITEM_NOT_APPLICABLE, /* nothing in the program to which it applies */
};

struct item_result {
    const char *id;      /* "timeouts-everywhere" */
    const char *fallacy; /* as in rules */
    const char *question;
    const char *why;      /* it matters, one sentence */
    const char *evidence; /* kinds that can answer it: "rules, attest" */
    enum item_state state;
    const char *because;                  /* one sentence: what decided it */
    bool automatic;                       /* code or files answered it, no person */
    const char *by, *date, *until, *link; /* of an attestation or waiver; may be NULL */
    const char *const *rules;             /* rule ids whose findings decide it */
    uint32_t rule_count;
    uint32_t finding_count; /* open findings against it */
};

struct fallacy_result {
    const char *id;    /* "network-is-reliable" */
    const char *title; /* "The network is reliable" */
    uint32_t items;    /* that apply */
    uint32_t passed;
    uint32_t score; /* 0..10, rounded down: passed of items; 10 when none applies */
};

struct checklist_result {
    struct arena arena;
    const char *title;
    const char *file;
    VEC(struct item_result) items;
    VEC(struct fallacy_result) fallacies;
    uint32_t unchecked;  /* neither pass, waived nor not applicable */
    uint32_t automatic;  /* items that code or files answered */
    const char *band;    /* "resilient", "some vulnerabilities", "high risk" */
    uint32_t band_index; /* 0 is the best */
    const char *advice;  /* the band's sentence */
};

/* Reads a checklist and decides every item. `attestations` is a file; NULL takes
 * ROOT/.resilint/attestations.yaml where that exists. `today` is YYYY-MM-DD. Mistakes in the files
 * are DIAG_ERRORs. Facts and findings may be empty, to list what a checklist asks. */
void checklist_decide(struct checklist_result *result, const char *file, const char *attestations,
                      const struct rule_set *rules, const struct fact_list *facts,
                      const struct finding_list *findings, const char *root, const char *today);

const char *item_state_name(enum item_state state);
void checklist_result_finish(struct checklist_result *result);

#endif
