/* What one piece of evidence says about an item. */
#ifndef CHECKLIST_EVIDENCE_H
#define CHECKLIST_EVIDENCE_H

#include "checklist/item.h"
#include "checklist/repository.h"

enum verdict_kind {
    VERDICT_SILENT,  /* says nothing, or not enough */
    VERDICT_FOR,     /* the item is met */
    VERDICT_AGAINST, /* the item is not met, whatever a person says */
    VERDICT_STALE,   /* was answered, too long ago */
};

struct verdict {
    enum verdict_kind kind;
    const char *because; /* a clause without capital and full stop; "" says nothing */
    uint32_t finding_count;
};

/* All that evidence may look at. */
struct evidence_input {
    struct arena *arena;
    const struct rule_set *rules;
    const struct fact_list *facts;
    const struct finding_list *findings;
    struct repository *repository;
    int64_t today; /* days since 1970-01-01 */
};

/* Everything but EVIDENCE_ATTEST, which says nothing here. */
struct verdict evidence_judge(const struct evidence *evidence, const struct evidence_input *input);

/* The part for figures. */
struct verdict measure_judge(const struct measure *measure, const struct evidence_input *input);

/* How many facts match; `first` (may be NULL) gets the first one. */
uint32_t fact_query_count(const struct fact_query *query, const struct fact_list *facts,
                          const struct fact **first);

#endif
