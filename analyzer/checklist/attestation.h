/* What people answered: .resilint/attestations.yaml. */
#ifndef CHECKLIST_ATTESTATION_H
#define CHECKLIST_ATTESTATION_H

#include "checklist/item.h"

enum answer { ANSWER_YES, ANSWER_NO, ANSWER_NOT_APPLICABLE };

struct attestation {
    const char *item;
    bool waiver; /* accepts that the item is not met */
    enum answer answer;
    const char *by;
    const char *date;   /* given; YYYY-MM-DD */
    const char *until;  /* last day it holds; YYYY-MM-DD */
    const char *reason; /* what the answer rests on */
    const char *link;   /* may be NULL */
    int64_t given, ends;
};

struct attestation_list {
    VEC(struct attestation) entries; /* in file order */
};

/* Reads the file for the items of a checklist; texts lie in the arena. Mistakes are DIAG_ERRORs;
 * an entry with a mistake is left out, so it cannot answer anything. */
void attestations_load(struct attestation_list *list, struct arena *arena, const char *file,
                       const struct checklist *checklist, int64_t today);

/* The newest answer or waiver for an item, or NULL. */
const struct attestation *attestations_find(const struct attestation_list *list, const char *item,
                                            bool waiver);

void attestations_finish(struct attestation_list *list);

#endif
