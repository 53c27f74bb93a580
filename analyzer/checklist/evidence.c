#include "checklist/evidence.h"

#include "base/text.h"

static bool query_matches(const struct fact_query *query, const struct fact *fact)
{
    return fact->kind == query->on && predicate_holds(&query->when, fact);
}

uint32_t fact_query_count(const struct fact_query *query, const struct fact_list *facts,
                          const struct fact **first)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < facts->facts.count; i++) {
        const struct fact *fact = &facts->facts.items[i];
        if (query_matches(query, fact) && count++ == 0 && first != NULL) {
            *first = fact;
        }
    }
    return count;
}

/* "network calls" */
static const char *kind_words(struct arena *arena, enum fact_kind kind)
{
    char *words = arena_format(arena, "%ss", fact_kind_name(kind));
    for (char *p = words; *p != '\0'; p++) {
        *p = *p == '_' ? ' ' : *p;
    }
    return words;
}

static const char *fact_place(struct arena *arena, const struct fact *fact)
{
    return arena_format(arena, "%s:%d", fact_text(fact, FIELD_file),
                        (int)fact_number(fact, FIELD_line));
}

struct rule_tally {
    uint32_t firm;       /* open warnings and errors that gate */
    uint32_t weak;       /* open ones of low confidence */
    uint32_t notes;      /* worth knowing, nothing that fails an item */
    uint32_t suppressed; /* accepted in the source */
};

static struct rule_tally tally_rule(const char *rule, const struct finding_list *findings)
{
    struct rule_tally tally = {0};
    for (uint32_t i = 0; i < findings->findings.count; i++) {
        const struct finding *finding = &findings->findings.items[i];
        if (strcmp(finding->rule->id, rule) != 0) {
            continue;
        }
        if (finding->state == FINDING_SUPPRESSED) {
            tally.suppressed++;
        } else if (finding->severity == SEVERITY_NOTE) {
            tally.notes++;
        } else {
            tally.firm += finding->gates;
            tally.weak += !finding->gates;
        }
    }
    return tally;
}

/* Facts that match a rule of which there is no finding at all: the configuration switched it off,
 * so that the absence of findings proves nothing. A rule that is off for some paths only is the
 * house's choice of what counts. */
static uint32_t count_left_out(const struct rule *rule, const struct rule_tally *tally,
                               const struct fact_list *facts)
{
    struct fact_query query = {.on = rule->on, .when = rule->when};
    bool reported = tally->firm + tally->weak + tally->notes + tally->suppressed != 0;
    return reported ? 0 : fact_query_count(&query, facts, NULL);
}

static void put_clause(struct text *out, uint32_t count, const char *noun, const char *rule,
                       const char *ending)
{
    if (count != 0) {
        text_printf(out, "%s%u %s%s of %s%s", out->length == 0 ? "" : ", ", count, noun,
                    count == 1 ? "" : "s", rule, ending);
    }
}

struct rules_verdict {
    struct text firm, weak, off; /* clauses */
    uint32_t firm_count;
    uint32_t notes;
    uint32_t suppressed;
};

static void judge_rule(struct rules_verdict *sum, const char *id,
                       const struct evidence_input *input)
{
    struct rule_tally tally = tally_rule(id, input->findings);
    const struct rule *rule = rules_find(input->rules, id);
    uint32_t off = rule == NULL ? 0 : count_left_out(rule, &tally, input->facts);
    sum->firm_count += tally.firm;
    sum->notes += tally.notes;
    sum->suppressed += tally.suppressed;
    put_clause(&sum->firm, tally.firm, "finding", id, "");
    put_clause(&sum->weak, tally.weak, "uncertain finding", id, "");
    put_clause(&sum->off, off, "place", id, " left out by the configuration");
}

static const char *absence_text(const struct evidence *evidence, const struct rules_verdict *sum,
                                struct arena *arena)
{
    struct text out = {0};
    text_puts(&out, "no open finding of ");
    for (uint32_t i = 0; i < evidence->name_count; i++) {
        const char *divider = i == 0 ? "" : i + 1 == evidence->name_count ? " or " : ", ";
        text_printf(&out, "%s%s", divider, evidence->names[i]);
    }
    if (sum->notes != 0) {
        text_printf(&out, " beyond %u note%s", sum->notes, sum->notes == 1 ? "" : "s");
    }
    if (sum->suppressed != 0) {
        text_printf(&out, ", %u suppressed with a reason", sum->suppressed);
    }
    const char *text = arena_copy(arena, text_string(&out), out.length);
    text_finish(&out);
    return text;
}

static struct verdict judge_rules(const struct evidence *evidence,
                                  const struct evidence_input *input)
{
    struct rules_verdict sum = {0};
    struct verdict verdict = {VERDICT_SILENT, "", 0};
    for (uint32_t i = 0; i < evidence->name_count; i++) {
        judge_rule(&sum, evidence->names[i], input);
    }
    verdict.finding_count = sum.firm_count;
    const struct text *clause = sum.firm.length != 0   ? &sum.firm
                                : sum.weak.length != 0 ? &sum.weak
                                                       : &sum.off;
    if (clause->length != 0) {
        verdict.because = arena_copy(input->arena, clause->bytes, clause->length);
        verdict.kind = sum.firm_count != 0 ? VERDICT_AGAINST : VERDICT_SILENT;
    } else if (evidence->suffices) {
        verdict.kind = VERDICT_FOR;
        verdict.because = absence_text(evidence, &sum, input->arena);
    }
    text_finish(&sum.firm);
    text_finish(&sum.weak);
    text_finish(&sum.off);
    return verdict;
}

static struct verdict judge_no_facts(const struct evidence *evidence,
                                     const struct evidence_input *input)
{
    const struct fact *first = NULL;
    uint32_t count = fact_query_count(&evidence->query, input->facts, &first);
    if (count == 0) {
        return (struct verdict){VERDICT_SILENT, "", 0};
    }
    const char *because = arena_format(input->arena, "%s that %s: %u, first at %s",
                                       kind_words(input->arena, evidence->query.on),
                                       evidence->because, count, fact_place(input->arena, first));
    return (struct verdict){VERDICT_AGAINST, because, 0};
}

static struct verdict judge_all_facts(const struct evidence *evidence,
                                      const struct evidence_input *input)
{
    const struct fact *first = NULL;
    uint32_t count = 0;
    uint32_t held = 0;
    for (uint32_t i = 0; i < input->facts->facts.count; i++) {
        const struct fact *fact = &input->facts->facts.items[i];
        if (!query_matches(&evidence->query, fact)) {
            continue;
        }
        bool holds = predicate_holds(&evidence->hold, fact);
        first = !holds && first == NULL ? fact : first;
        held += holds;
        count++;
    }
    if (count == 0) {
        return (struct verdict){VERDICT_SILENT, "", 0};
    }
    const char *words = kind_words(input->arena, evidence->query.on);
    if (held == count) {
        const char *because =
            arena_format(input->arena, "all %s (%u) %s", words, count, evidence->because);
        return (struct verdict){VERDICT_FOR, because, 0};
    }
    const char *because =
        arena_format(input->arena, "not all %s %s (%u of %u; %s does not)", words,
                     evidence->because, held, count, fact_place(input->arena, first));
    return (struct verdict){VERDICT_SILENT, because, 0};
}

static struct verdict judge_files(const struct evidence *evidence,
                                  const struct evidence_input *input)
{
    const char *first = NULL;
    uint32_t count = repository_match(input->repository, evidence->names, evidence->name_count,
                                      evidence->contains, &first);
    if (count != 0) {
        const char *because = arena_format(input->arena, "found in %s%s", first,
                                           count == 1 ? "" : " and other files");
        return (struct verdict){VERDICT_FOR, because, 0};
    }
    const char *because = arena_format(input->arena, "no file such as %s%s", evidence->names[0],
                                       evidence->contains == NULL ? "" : " speaks of it");
    return (struct verdict){VERDICT_SILENT, because, 0};
}

struct verdict evidence_judge(const struct evidence *evidence, const struct evidence_input *input)
{
    switch (evidence->kind) {
    case EVIDENCE_RULES:
        return judge_rules(evidence, input);
    case EVIDENCE_NO_FACTS:
        return judge_no_facts(evidence, input);
    case EVIDENCE_ALL_FACTS:
        return judge_all_facts(evidence, input);
    case EVIDENCE_FILES:
        return judge_files(evidence, input);
    case EVIDENCE_MEASURE:
        return measure_judge(&evidence->measure, input);
    case EVIDENCE_ATTEST:
        break;
    }
    return (struct verdict){VERDICT_SILENT, "", 0};
}
