/* Rules are data: rules/ID/rule.yaml names a kind of fact and the values that make it a finding. */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "base/yaml.h"
#include "rules/finding.h"

enum predicate_kind {
    PREDICATE_ALL,
    PREDICATE_ANY,
    PREDICATE_NOT,     /* parts */
    PREDICATE_EQUAL,   /* field equals one of the values (a list field: holds one of them) */
    PREDICATE_RANGE,   /* low <= field <= high */
    PREDICATE_MATCHES, /* the field's text matches the pattern */
    PREDICATE_SET,     /* the field is not null */
};

struct predicate {
    enum predicate_kind kind;
    enum fact_field field;
    const struct predicate *parts;
    uint32_t part_count;
    const struct fact_value *values;
    uint32_t value_count;
    int64_t low, high;
    struct pattern *pattern;
};

/* What to do about a finding, by library where it differs. */
struct rule_advice {
    const char *library; /* "libcurl", or NULL: any other */
    const char *text;    /* one sentence with the exact option or function */
};

struct rule {
    const char *id;      /* kebab-case: folder, suppression word, anchor */
    const char *title;   /* a short noun phrase */
    const char *fallacy; /* "network-is-reliable", … */
    enum severity severity;
    bool escalates; /* facts for which `escalate_when` holds weigh `escalated` by themselves */
    enum severity escalated;
    struct predicate escalate_when;
    enum fact_kind on; /* FACT_NONE: about suppressions, made by the engine */
    struct predicate when;
    const char *message; /* template: {field} */
    const char *why;     /* why it matters, one sentence */
    const struct rule_advice *advice;
    uint32_t advice_count;
    const char *remedy; /* the function of libresil that does it: "resil_retry_wait" … */
    const char *header; /* … where it is declared: "resil/retry.h" … */
    const char *docs;   /* … and described: "resilience/README.md#retry" */
    const char *folder; /* where rule.yaml and README.md lie */
};

struct rule_set {
    struct arena arena;
    VEC(struct rule) rules; /* by id */
};

/* Loads FOLDER/ID/rule.yaml; mistakes are DIAG_ERRORs. Called again for the house's own rules. */
void rules_load_folder(struct rule_set *rules, const char *folder);

/* NULL when unknown. */
const struct rule *rules_find(const struct rule_set *rules, const char *id);

/* The id nearest to a mistyped one, or NULL. */
const char *rules_nearest(const struct rule_set *rules, const char *id);

/* The advice for a fact: by its library, else the general one, with {field}s filled in (in the
 * arena). NULL without advice. `fact` is NULL for findings about suppressions. */
const char *rule_advice_for(const struct rule *rule, const struct fact *fact, struct arena *arena);

bool predicate_holds(const struct predicate *predicate, const struct fact *fact);

/* Reads a `when:` mapping for facts of that kind; the checklist uses the same language. Mistakes
 * are DIAG_ERRORs. NULL holds for every fact. Patterns in it live until predicate_finish. */
struct predicate predicate_read(struct arena *arena, const struct yaml_node *node,
                                enum fact_kind kind);
void predicate_finish(const struct predicate *predicate);

void rule_set_finish(struct rule_set *rules);

struct config;

/* Matches facts against rules under a configuration, applies suppressions found in the sources
 * (`// resilint: allow(rule-id): reason` on the line or the one before, also as a C comment), and
 * reports suppressions that lack a reason, name no rule or were not used. `root` is where the
 * facts' file names start. */
void rules_evaluate(struct finding_list *findings, const struct rule_set *rules,
                    const struct fact_list *facts, const struct config *config, const char *root,
                    const char *const *analysed_files, uint32_t analysed_count);

#endif
