/* From evidence to states, from states to the score. */
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "checklist/attestation.h"
#include "checklist/checklist.h"
#include "checklist/date.h"
#include "checklist/evidence.h"

#include <assert.h>

#define ATTESTATIONS_FILE ".resilint/attestations.yaml"

const char *item_state_name(enum item_state state)
{
    static const char *const names[] = {
        [ITEM_PASS] = "pass",
        [ITEM_FAIL] = "fail",
        [ITEM_UNANSWERED] = "unanswered",
        [ITEM_EXPIRED] = "expired",
        [ITEM_WAIVED] = "waived",
        [ITEM_NOT_APPLICABLE] = "not-applicable",
    };
    return names[state];
}

/* What all evidence of an item says together: clauses by kind of verdict. */
struct opinion {
    struct text clauses[VERDICT_STALE + 1];
    bool says[VERDICT_STALE + 1];
    uint32_t finding_count;
};

static void opinion_add(struct opinion *opinion, struct verdict verdict)
{
    struct text *clauses = &opinion->clauses[verdict.kind];
    opinion->says[verdict.kind] = true;
    opinion->finding_count += verdict.finding_count;
    if (*verdict.because != '\0') {
        text_puts(clauses, clauses->length == 0 ? "" : "; ");
        text_puts(clauses, verdict.because);
    }
}

static void opinion_finish(struct opinion *opinion)
{
    for (int kind = 0; kind <= VERDICT_STALE; kind++) {
        text_finish(&opinion->clauses[kind]);
    }
}

/* A clause as a sentence: capital letter unless it begins with a name, full stop. */
static const char *sentence(struct arena *arena, const char *clause)
{
    size_t length = strlen(clause);
    char *text =
        arena_format(arena, "%s%s", clause, length != 0 && clause[length - 1] == '.' ? "" : ".");
    bool is_name = strcspn(text, "._/") < strcspn(text, " ");
    if (text[0] >= 'a' && text[0] <= 'z' && (!is_name || strchr(text, ' ') == NULL)) {
        text[0] = (char)(text[0] - 'a' + 'A');
    }
    return text;
}

static void settle(struct item_result *result, struct arena *arena, enum item_state state,
                   const char *because)
{
    result->state = state;
    result->because = sentence(arena, because);
}

static void name_person(struct item_result *result, const struct attestation *entry)
{
    result->by = entry->by;
    result->date = entry->date;
    result->until = entry->until;
    result->link = entry->link;
}

/* Evidence against an item stands, whatever was attested: the code is asked again at every run,
 * a person only now and then. */
static void settle_failed(struct item_result *result, struct arena *arena,
                          const struct opinion *opinion, const struct attestation *answer)
{
    const char *clauses = text_string(&opinion->clauses[VERDICT_AGAINST]);
    result->automatic = true;
    if (answer != NULL && answer->answer != ANSWER_NO) {
        clauses = arena_format(arena, "%s, although %s attested otherwise on %s (divergent)",
                               clauses, answer->by, answer->date);
    }
    settle(result, arena, ITEM_FAIL, clauses);
}

static void settle_answered(struct item_result *result, struct arena *arena,
                            const struct attestation *answer)
{
    static const enum item_state states[] = {
        [ANSWER_YES] = ITEM_PASS,
        [ANSWER_NO] = ITEM_FAIL,
        [ANSWER_NOT_APPLICABLE] = ITEM_NOT_APPLICABLE,
    };
    name_person(result, answer);
    settle(result, arena, states[answer->answer], answer->reason);
}

static void settle_unanswered(struct item_result *result, struct arena *arena,
                              const struct opinion *opinion, const struct attestation *answer)
{
    const char *silent = text_string(&opinion->clauses[VERDICT_SILENT]);
    if (answer != NULL) {
        name_person(result, answer);
        settle(result, arena, ITEM_EXPIRED,
               arena_format(arena, "the answer of %s ended on %s", answer->by, answer->until));
    } else if (opinion->says[VERDICT_STALE]) {
        settle(result, arena, ITEM_EXPIRED, text_string(&opinion->clauses[VERDICT_STALE]));
    } else {
        settle(result, arena, ITEM_UNANSWERED, *silent == '\0' ? "nobody has attested it" : silent);
    }
}

struct decision_input {
    struct evidence_input evidence;
    const struct attestation_list *attestations;
};

static void settle_waived(struct item_result *result, const struct attestation *waiver,
                          const struct decision_input *input)
{
    struct arena *arena = input->evidence.arena;
    if (waiver == NULL || result->state == ITEM_PASS || result->state == ITEM_NOT_APPLICABLE) {
        return;
    }
    if (waiver->ends < input->evidence.today) {
        result->because = arena_format(arena, "%s The waiver of %s ended on %s.", result->because,
                                       waiver->by, waiver->until);
        return;
    }
    name_person(result, waiver);
    result->automatic = false;
    settle(result, arena, ITEM_WAIVED, waiver->reason);
}

static void decide_state(struct item_result *result, const struct item *item,
                         const struct opinion *opinion, const struct decision_input *input)
{
    struct arena *arena = input->evidence.arena;
    const struct attestation *answer = attestations_find(input->attestations, item->id, false);
    bool valid = answer != NULL && answer->ends >= input->evidence.today;
    if (item->applies.on != FACT_NONE &&
        fact_query_count(&item->applies, input->evidence.facts, NULL) == 0) {
        result->automatic = true;
        settle(result, arena, ITEM_NOT_APPLICABLE, "the program has nothing to which this applies");
    } else if (opinion->says[VERDICT_AGAINST]) {
        settle_failed(result, arena, opinion, valid ? answer : NULL);
    } else if (valid) {
        settle_answered(result, arena, answer);
    } else if (opinion->says[VERDICT_FOR]) {
        result->automatic = true;
        settle(result, arena, ITEM_PASS, text_string(&opinion->clauses[VERDICT_FOR]));
    } else {
        settle_unanswered(result, arena, opinion, answer);
    }
    settle_waived(result, attestations_find(input->attestations, item->id, true), input);
}

/* The kinds, each once: "rules, facts, attest". */
static const char *evidence_text(const struct item *item, struct arena *arena)
{
    struct text out = {0};
    for (uint32_t i = 0; i < item->evidence_count; i++) {
        enum evidence_kind kind = item->evidence[i].kind;
        bool facts = kind == EVIDENCE_NO_FACTS || kind == EVIDENCE_ALL_FACTS;
        const char *name = facts ? "facts" : evidence_kind_name(kind);
        if (strstr(text_string(&out), name) == NULL) {
            text_printf(&out, "%s%s", out.length == 0 ? "" : ", ", name);
        }
    }
    const char *text = arena_copy(arena, text_string(&out), out.length);
    text_finish(&out);
    return text;
}

static void collect_rules(struct item_result *result, const struct item *item, struct arena *arena)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < item->evidence_count; i++) {
        count += item->evidence[i].kind == EVIDENCE_RULES ? item->evidence[i].name_count : 0;
    }
    const char **rules = arena_alloc(arena, (count + 1) * sizeof *rules);
    for (uint32_t i = 0; i < item->evidence_count; i++) {
        const struct evidence *evidence = &item->evidence[i];
        for (uint32_t j = 0; evidence->kind == EVIDENCE_RULES && j < evidence->name_count; j++) {
            rules[result->rule_count++] = evidence->names[j];
        }
    }
    result->rules = rules;
}

static void decide_item(struct checklist_result *result, const struct item *item,
                        const struct decision_input *input)
{
    struct opinion opinion = {0};
    struct item_result *decided = vec_push_zero(&result->items);
    decided->id = item->id;
    decided->fallacy = item->fallacy;
    decided->question = item->question;
    decided->why = item->why;
    decided->evidence = evidence_text(item, &result->arena);
    collect_rules(decided, item, &result->arena);
    for (uint32_t i = 0; i < item->evidence_count; i++) {
        opinion_add(&opinion, evidence_judge(&item->evidence[i], &input->evidence));
    }
    decided->finding_count = opinion.finding_count;
    decide_state(decided, item, &opinion, input);
    opinion_finish(&opinion);
}

static void score_fallacy(struct checklist_result *result, const struct fallacy *fallacy)
{
    struct fallacy_result *score = vec_push_zero(&result->fallacies);
    score->id = fallacy->id;
    score->title = fallacy->title;
    for (uint32_t i = 0; i < result->items.count; i++) {
        const struct item_result *item = &result->items.items[i];
        if (strcmp(item->fallacy, fallacy->id) == 0 && item->state != ITEM_NOT_APPLICABLE) {
            score->items++;
            score->passed += item->state == ITEM_PASS;
        }
    }
    score->score = score->items == 0 ? 10 : score->passed * 10 / score->items;
}

static void score_all(struct checklist_result *result, const struct checklist *checklist)
{
    for (uint32_t i = 0; i < result->items.count; i++) {
        const struct item_result *item = &result->items.items[i];
        result->automatic += item->automatic;
        result->unchecked += item->state == ITEM_FAIL || item->state == ITEM_UNANSWERED ||
                             item->state == ITEM_EXPIRED;
    }
    for (uint32_t i = 0; i < checklist->fallacies.count; i++) {
        score_fallacy(result, &checklist->fallacies.items[i]);
    }
    result->band = result->advice = "";
    for (uint32_t i = checklist->bands.count; i > 0; i--) {
        const struct band *band = &checklist->bands.items[i - 1];
        if (result->unchecked <= band->up_to) {
            result->band = band->name;
            result->advice = band->advice;
            result->band_index = i - 1;
        }
    }
}

static void load_attestations(struct attestation_list *list, struct checklist_result *result,
                              const char *file, const struct checklist *checklist, const char *root,
                              int64_t today)
{
    if (file == NULL) {
        file = path_join(&result->arena, root, ATTESTATIONS_FILE);
        if (!file_exists(file)) {
            return;
        }
    }
    attestations_load(list, &result->arena, file, checklist, today);
}

void checklist_decide(struct checklist_result *result, const char *file, const char *attestations,
                      const struct rule_set *rules, const struct fact_list *facts,
                      const struct finding_list *findings, const char *root, const char *today)
{
    struct checklist checklist = {0};
    struct attestation_list list = {0};
    struct repository repository = {.root = root, .except = file};
    int64_t day = 0;
    bool is_date = date_parse(today, &day);
    assert(is_date);
    (void)is_date;
    checklist_load(&checklist, &result->arena, file, rules);
    result->title = checklist.title;
    result->file = checklist.file;
    load_attestations(&list, result, attestations, &checklist, root, day);
    struct decision_input input = {
        .evidence = {.arena = &result->arena,
                     .rules = rules,
                     .facts = facts,
                     .findings = findings,
                     .repository = &repository,
                     .today = day},
        .attestations = &list,
    };
    for (uint32_t i = 0; i < checklist.items.count; i++) {
        decide_item(result, &checklist.items.items[i], &input);
    }
    score_all(result, &checklist);
    attestations_finish(&list);
    repository_finish(&repository);
    checklist_finish(&checklist);
}

void checklist_result_finish(struct checklist_result *result)
{
    vec_finish(&result->items);
    vec_finish(&result->fallacies);
    arena_finish(&result->arena);
}
