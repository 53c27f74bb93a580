/* Facts to findings: match, order, suppress, name. */
#include "base/diag.h"
#include "base/file.h"
#include "rules/config.h"
#include "rules/fingerprint.h"
#include "rules/rules.h"
#include "rules/suppression.h"
#include "rules/template.h"

#include <string.h>

/* The two rules that speak of suppressions; either may be missing from a set of rules. */
#define RULE_UNUSED    "unused-suppression"
#define RULE_NO_REASON "suppression-without-reason"

typedef VEC(struct finding) findings_vec;

struct evaluation {
    struct finding_list *out;
    const struct rule_set *rules;
    const struct config *config;
    const char *root; /* absolute */
};

static const char *full_path(const struct evaluation *evaluation, struct arena *scratch,
                             const char *file)
{
    return path_join(scratch, evaluation->root, file);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left;
    const struct finding *b = right;
    int order = strcmp(a->file, b->file);
    order = order != 0 ? order : compare_numbers(a->line, b->line);
    order = order != 0 ? order : compare_numbers(a->column, b->column);
    order = order != 0 ? order : strcmp(a->rule->id, b->rule->id);
    return order != 0 ? order : strcmp(a->message, b->message);
}

/* Orders them, and makes one of equal ones: a unit may be analysed under two commands. */
static void sort_findings(findings_vec *findings)
{
    uint32_t kept = 0;
    if (findings->count == 0) {
        return;
    }
    qsort(findings->items, findings->count, sizeof *findings->items, compare_findings);
    for (uint32_t i = 1; i < findings->count; i++) {
        if (compare_findings(&findings->items[kept], &findings->items[i]) != 0) {
            findings->items[++kept] = findings->items[i];
        }
    }
    findings->count = kept + 1;
}

static void add_match(struct evaluation *evaluation, findings_vec *findings,
                      const struct rule *rule, const struct fact *fact, enum severity severity)
{
    struct arena *arena = &evaluation->out->arena;
    vec_push(findings, ((struct finding){
                           .rule = rule,
                           .fact = fact,
                           .severity = severity,
                           .gates = strcmp(fact_text(fact, FIELD_confidence), "low") != 0,
                           .file = fact_text(fact, FIELD_file),
                           .line = (uint32_t)fact_number(fact, FIELD_line),
                           .column = (uint32_t)fact_number(fact, FIELD_column),
                           .end_line = (uint32_t)fact_number(fact, FIELD_end_line),
                           .message = template_fill(arena, rule->message, fact),
                           .steps = fact->evidence,
                           .step_count = fact->evidence_count,
                       }));
}

/* config_rule_applies for one fact: what is worse by itself starts from a higher severity. */
static bool rule_applies(const struct evaluation *evaluation, const struct rule *rule,
                         const struct fact *fact, const char *path, enum severity *severity)
{
    struct rule weighed = *rule;
    if (rule->escalates && predicate_holds(&rule->escalate_when, fact)) {
        weighed.severity = rule->escalated;
    }
    return config_rule_applies(evaluation->config, &weighed, path, severity);
}

static void match_fact(struct evaluation *evaluation, findings_vec *findings,
                       const struct fact *fact)
{
    struct arena scratch = {0};
    const char *path = full_path(evaluation, &scratch, fact_text(fact, FIELD_file));
    bool excluded = config_excludes(evaluation->config, path);
    for (uint32_t i = 0; !excluded && i < evaluation->rules->rules.count; i++) {
        const struct rule *rule = &evaluation->rules->rules.items[i];
        enum severity severity;
        if (rule->on == fact->kind && predicate_holds(&rule->when, fact) &&
            rule_applies(evaluation, rule, fact, path, &severity)) {
            add_match(evaluation, findings, rule, fact, severity);
        }
    }
    arena_finish(&scratch);
}

/* Whether the suppression speaks of the finding: its line, or a later line of the same call. */
static bool suppression_covers(const struct suppression *suppression, const struct finding *finding)
{
    bool is_call = finding->fact->kind == FACT_network_call;
    uint32_t last =
        is_call && finding->end_line > finding->line ? finding->end_line : finding->line;
    return suppression->rule != NULL && suppression->reason != NULL &&
           finding->line <= suppression->target && suppression->target <= last &&
           strcmp(suppression->rule, finding->rule->id) == 0;
}

static void apply_suppressions(findings_vec *findings, suppression_list *suppressions)
{
    for (uint32_t i = 0; i < suppressions->count; i++) {
        struct suppression *suppression = &suppressions->items[i];
        for (uint32_t j = 0; j < findings->count; j++) {
            struct finding *finding = &findings->items[j];
            if (suppression_covers(suppression, finding)) {
                suppression->used = true;
                finding->state = FINDING_SUPPRESSED;
                finding->gates = false;
                finding->reason = suppression->reason;
            }
        }
    }
}

/* Why a suppression has no effect; NULL when it has one, or when nobody can tell. */
static const char *find_problem(const struct evaluation *evaluation,
                                const struct suppression *suppression, const char *path)
{
    struct arena *arena = &evaluation->out->arena;
    const char *id = suppression->rule;
    enum severity severity;
    if (id == NULL) {
        return "it is not of the form 'resilint: allow(RULE): REASON'";
    }
    const struct rule *rule = rules_find(evaluation->rules, id);
    if (rule == NULL) {
        const char *nearest = rules_nearest(evaluation->rules, id);
        return nearest == NULL
                   ? arena_format(arena, "there is no rule '%s'", id)
                   : arena_format(arena, "there is no rule '%s', did you mean '%s'?", id, nearest);
    }
    /* A rule that is switched off here cannot show whether the suppression is needed. */
    if (suppression->used || suppression->reason == NULL ||
        !config_rule_applies(evaluation->config, rule, path, &severity)) {
        return NULL;
    }
    return arena_format(arena, "'%s' finds nothing there", id);
}

static void report_suppression(struct evaluation *evaluation, findings_vec *findings,
                               const struct suppression *suppression, const char *file)
{
    struct arena scratch = {0};
    struct arena *arena = &evaluation->out->arena;
    const char *path = full_path(evaluation, &scratch, file);
    const char *problem = find_problem(evaluation, suppression, path);
    bool no_reason = problem == NULL && suppression->rule != NULL && suppression->reason == NULL;
    const char *id = no_reason ? RULE_NO_REASON : RULE_UNUSED;
    const struct rule *rule = rules_find(evaluation->rules, id);
    enum severity severity;
    if ((problem != NULL || no_reason) && rule != NULL &&
        config_rule_applies(evaluation->config, rule, path, &severity)) {
        vec_push(findings, ((struct finding){
                               .rule = rule,
                               .severity = severity,
                               .gates = true,
                               .file = file,
                               .line = suppression->line,
                               .column = suppression->column,
                               .end_line = suppression->line,
                               .message = template_fill_suppression(arena, rule->message,
                                                                    suppression->rule, problem),
                           }));
    }
    arena_finish(&scratch);
}

/* All findings of one file: `findings` are those of the facts, in order. */
static void evaluate_file(struct evaluation *evaluation, const char *file, findings_vec *findings)
{
    struct arena scratch = {0};
    struct source_lines source;
    suppression_list suppressions = {0};
    if (!source_lines_read(&source, &scratch, evaluation->root, file)) {
        diag(DIAG_WARNING, (struct diag_place){.file = file},
             "the file cannot be read any more, so suppressions in it are not seen");
    }
    if (!config_excludes(evaluation->config, full_path(evaluation, &scratch, file))) {
        suppressions_read(&suppressions, &evaluation->out->arena, &source);
    }
    apply_suppressions(findings, &suppressions);
    for (uint32_t i = 0; i < suppressions.count; i++) {
        report_suppression(evaluation, findings, &suppressions.items[i], file);
    }
    sort_findings(findings);
    fingerprints_set(findings->items, findings->count, &source);
    for (uint32_t i = 0; i < findings->count; i++) {
        vec_push(&evaluation->out->findings, findings->items[i]);
    }
    vec_finish(&suppressions);
    source_lines_finish(&source);
    arena_finish(&scratch);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every file that was analysed or has a finding, once each. */
static config_texts list_files(const findings_vec *findings, const char *const *analysed,
                               uint32_t count)
{
    config_texts files = {0};
    for (uint32_t i = 0; i < count; i++) {
        vec_push(&files, analysed[i]);
    }
    for (uint32_t i = 0; i < findings->count; i++) {
        vec_push(&files, findings->items[i].file);
    }
    if (files.count > 0) {
        qsort(files.items, files.count, sizeof *files.items, compare_texts);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < files.count; i++) {
        if (i == 0 || strcmp(files.items[kept - 1], files.items[i]) != 0) {
            files.items[kept++] = files.items[i];
        }
    }
    files.count = kept;
    return files;
}

void rules_evaluate(struct finding_list *findings, const struct rule_set *rules,
                    const struct fact_list *facts, const struct config *config, const char *root,
                    const char *const *analysed_files, uint32_t analysed_count)
{
    struct evaluation evaluation = {findings, rules, config, NULL};
    findings_vec matches = {0};
    const char *here = path_working_directory(&findings->arena);
    evaluation.root = path_join(&findings->arena, here, root);
    for (uint32_t i = 0; i < facts->facts.count; i++) {
        match_fact(&evaluation, &matches, &facts->facts.items[i]);
    }
    sort_findings(&matches);
    config_texts files = list_files(&matches, analysed_files, analysed_count);
    uint32_t next = 0;
    for (uint32_t i = 0; i < files.count; i++) {
        findings_vec in_file = {0};
        while (next < matches.count && strcmp(matches.items[next].file, files.items[i]) == 0) {
            vec_push(&in_file, matches.items[next]);
            next++;
        }
        evaluate_file(&evaluation, files.items[i], &in_file);
        vec_finish(&in_file);
    }
    vec_finish(&files);
    vec_finish(&matches);
}

void finding_list_finish(struct finding_list *list)
{
    vec_finish(&list->findings);
    arena_finish(&list->arena);
}
