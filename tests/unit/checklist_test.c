#include "checklist/checklist.h"
#include "said.h"
#include "scratch_tree.h"

#define HEAD                                                                                       \
    "title: T\n"                                                                                   \
    "bands:\n"                                                                                     \
    "  - {up_to: 1, name: good, advice: Go on.}\n"                                                 \
    "  - {name: bad, advice: Stop.}\n"                                                             \
    "fallacies:\n"                                                                                 \
    "  - {id: reliable, title: Reliable}\n"                                                        \
    "  - {id: fast, title: Fast}\n"                                                                \
    "items:\n"
#define ITEM "  - id: one\n    fallacy: reliable\n    question: Q?\n    why: W.\n"

/* A repository, what the analysis found in it, and the decision. */
struct bench {
    struct scratch_tree tree;
    struct rule rule;
    struct rule_set rules;
    struct fact_list facts;
    struct finding_list findings;
    struct checklist_result result;
};

static int setup(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    scratch_tree_init(&bench->tree);
    bench->rule = (struct rule){.id = "missing-timeout",
                                .on = FACT_network_call,
                                .when = {.kind = PREDICATE_SET, .field = FIELD_api, .low = 1}};
    vec_push(&bench->rules.rules, bench->rule);
    *state = bench;
    return 0;
}

static int teardown(void **state)
{
    struct bench *bench = *state;
    checklist_result_finish(&bench->result);
    vec_finish(&bench->findings.findings);
    arena_finish(&bench->findings.arena);
    fact_list_finish(&bench->facts);
    vec_finish(&bench->rules.rules);
    scratch_tree_finish(&bench->tree);
    free(bench);
    return 0;
}

static struct fact *add_call(struct bench *bench, const char *function)
{
    struct fact *fact = fact_add(&bench->facts, FACT_network_call);
    fact_set_text(fact, FIELD_file, "a.c");
    fact_set_number(fact, FIELD_line, 7);
    fact_set_text(fact, FIELD_function, function);
    return fact;
}

static void add_finding(struct bench *bench, enum finding_state state, bool gates)
{
    struct finding *finding = vec_push_zero(&bench->findings.findings);
    finding->rule = &bench->rules.rules.items[0];
    finding->severity = SEVERITY_WARNING;
    finding->state = state;
    finding->gates = gates;
}

/* Decides on 2026-06-15. */
static void decide(struct bench *bench, const char *checklist, const char *attestations)
{
    scratch_write(&bench->tree, "checklist.yaml", checklist);
    if (attestations != NULL) {
        scratch_write(&bench->tree, ".resilint/attestations.yaml", attestations);
    }
    checklist_result_finish(&bench->result);
    bench->result = (struct checklist_result){0};
    checklist_decide(&bench->result, scratch_path(&bench->tree, "checklist.yaml"), NULL,
                     &bench->rules, &bench->facts, &bench->findings, bench->tree.root,
                     "2026-06-15");
}

static void expect_item(const struct bench *bench, enum item_state state, const char *because)
{
    said_nothing();
    assert_int_equal(bench->result.items.count, 1);
    assert_string_equal(bench->result.items.items[0].because, because);
    assert_string_equal(item_state_name(bench->result.items.items[0].state),
                        item_state_name(state));
}

#define RULES_ITEM                                                                                 \
    HEAD ITEM "    applies: {on: network_call}\n"                                                  \
              "    evidence:\n      - rules: [missing-timeout]\n        suffices: yes\n"
#define ATTEST_ITEM HEAD ITEM "    evidence:\n      - attest: {days: 100}\n"
#define BOTH_ITEM                                                                                  \
    HEAD ITEM "    evidence:\n      - rules: [missing-timeout]\n"                                  \
              "      - attest: yes\n"
#define ANSWER(more)                                                                               \
    "attestations:\n  - {item: one, by: Ada, date: 2026-06-01, reason: we did it" more "}\n"

static void code_without_findings_passes(void **state)
{
    struct bench *bench = *state;
    add_call(bench, "f");
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_PASS, "No open finding of missing-timeout.");
    assert_true(bench->result.items.items[0].automatic);
    assert_int_equal(bench->result.unchecked, 0);
    assert_string_equal(bench->result.band, "good");
    assert_int_equal(bench->result.fallacies.items[0].score, 10);
    assert_string_equal(bench->result.items.items[0].evidence, "rules");
}

static void a_program_without_calls_has_nothing_to_answer(void **state)
{
    struct bench *bench = *state;
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_NOT_APPLICABLE, "The program has nothing to which this applies.");
    assert_int_equal(bench->result.fallacies.items[0].items, 0);
    assert_int_equal(bench->result.fallacies.items[0].score, 10);
}

static void findings_fail_an_item(void **state)
{
    struct bench *bench = *state;
    add_call(bench, "f");
    add_finding(bench, FINDING_OPEN, true);
    add_finding(bench, FINDING_OPEN, true);
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_FAIL, "2 findings of missing-timeout.");
    assert_int_equal(bench->result.items.items[0].finding_count, 2);
    assert_string_equal(bench->result.items.items[0].rules[0], "missing-timeout");
    assert_int_equal(bench->result.unchecked, 1);
    assert_int_equal(bench->result.fallacies.items[0].score, 0);
}

static void suppressed_findings_do_not_fail(void **state)
{
    struct bench *bench = *state;
    add_call(bench, "f");
    add_finding(bench, FINDING_SUPPRESSED, false);
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_PASS,
                "No open finding of missing-timeout, 1 suppressed with a reason.");
}

static void uncertain_findings_leave_the_item_open(void **state)
{
    struct bench *bench = *state;
    add_call(bench, "f");
    add_finding(bench, FINDING_OPEN, false);
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_UNANSWERED, "1 uncertain finding of missing-timeout.");
}

static void notes_do_not_fail(void **state)
{
    struct bench *bench = *state;
    add_call(bench, "f");
    add_finding(bench, FINDING_OPEN, true);
    bench->findings.findings.items[0].severity = SEVERITY_NOTE;
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_PASS, "No open finding of missing-timeout beyond 1 note.");
}

static void a_rule_switched_off_proves_nothing(void **state)
{
    struct bench *bench = *state;
    fact_set_text(add_call(bench, "f"), FIELD_api, "connect");
    decide(bench, RULES_ITEM, NULL);
    expect_item(bench, ITEM_UNANSWERED,
                "1 place of missing-timeout left out by the configuration.");
}

static void a_person_answers(void **state)
{
    struct bench *bench = *state;
    decide(bench, ATTEST_ITEM, ANSWER(", link: 'https://example.org/1'"));
    expect_item(bench, ITEM_PASS, "We did it.");
    const struct item_result *item = &bench->result.items.items[0];
    assert_false(item->automatic);
    assert_string_equal(item->by, "Ada");
    assert_string_equal(item->date, "2026-06-01");
    assert_string_equal(item->until, "2026-09-09");
    assert_string_equal(item->link, "https://example.org/1");
}

static void nobody_answers(void **state)
{
    struct bench *bench = *state;
    decide(bench, ATTEST_ITEM, NULL);
    expect_item(bench, ITEM_UNANSWERED, "Nobody has attested it.");
    assert_int_equal(bench->result.unchecked, 1);
    assert_string_equal(bench->result.band, "good");
}

static void a_person_says_no_or_that_it_does_not_apply(void **state)
{
    struct bench *bench = *state;
    decide(bench, ATTEST_ITEM, ANSWER(", answer: no"));
    expect_item(bench, ITEM_FAIL, "We did it.");
    decide(bench, ATTEST_ITEM, ANSWER(", answer: not-applicable"));
    expect_item(bench, ITEM_NOT_APPLICABLE, "We did it.");
}

static void an_answer_expires(void **state)
{
    struct bench *bench = *state;
    decide(bench, ATTEST_ITEM, ANSWER(", until: 2026-06-14"));
    expect_item(bench, ITEM_EXPIRED, "The answer of Ada ended on 2026-06-14.");
    decide(bench, ATTEST_ITEM, ANSWER(", until: 2026-06-15"));
    expect_item(bench, ITEM_PASS, "We did it.");
}

static void the_newest_answer_counts(void **state)
{
    struct bench *bench = *state;
    decide(bench, ATTEST_ITEM,
           "attestations:\n"
           "  - {item: one, by: Ada, date: 2026-06-02, reason: new}\n"
           "  - {item: one, by: Bob, date: 2026-06-01, reason: old, answer: no}\n");
    expect_item(bench, ITEM_PASS, "New.");
}

static void code_wins_over_a_person(void **state)
{
    struct bench *bench = *state;
    add_finding(bench, FINDING_OPEN, true);
    decide(bench, BOTH_ITEM, ANSWER(""));
    expect_item(bench, ITEM_FAIL,
                "1 finding of missing-timeout, although Ada attested otherwise on 2026-06-01 "
                "(divergent).");
    assert_true(bench->result.items.items[0].automatic);
}

static void rules_alone_do_not_suffice_unless_said(void **state)
{
    struct bench *bench = *state;
    decide(bench, BOTH_ITEM, NULL);
    expect_item(bench, ITEM_UNANSWERED, "Nobody has attested it.");
}

static void a_waiver_accepts_a_failure_until_it_ends(void **state)
{
    struct bench *bench = *state;
    add_call(bench, "f");
    add_finding(bench, FINDING_OPEN, true);
    decide(bench, RULES_ITEM,
           "waivers:\n  - {item: one, by: Ada, date: 2026-06-01, until: 2026-07-01, "
           "reason: replaced in July}\n");
    expect_item(bench, ITEM_WAIVED, "Replaced in July.");
    assert_int_equal(bench->result.unchecked, 0);
    assert_int_equal(bench->result.fallacies.items[0].passed, 0);
    decide(bench, RULES_ITEM,
           "waivers:\n  - {item: one, by: Ada, date: 2026-06-01, until: 2026-06-10, "
           "reason: replaced in July}\n");
    expect_item(bench, ITEM_FAIL,
                "1 finding of missing-timeout. The waiver of Ada ended on 2026-06-10.");
}

static void facts_speak_against_an_item(void **state)
{
    struct bench *bench = *state;
    fact_set_text(add_call(bench, "f"), FIELD_transport, "plaintext");
    decide(bench,
           HEAD ITEM "    evidence:\n"
                     "      - no_facts: {on: network_call, when: {transport: plaintext},\n"
                     "                   because: travel in plain text}\n"
                     "      - attest: yes\n",
           NULL);
    expect_item(bench, ITEM_FAIL, "Network calls that travel in plain text: 1, first at a.c:7.");
}

static void all_facts_must_hold(void **state)
{
    static const char *const guards[] = {"retry", "breaker"};
    static const char text[] =
        HEAD ITEM "    evidence:\n"
                  "      - all_facts: {on: network_call, hold: {guards: breaker},\n"
                  "                    because: stand behind a breaker}\n"
                  "      - attest: yes\n";
    struct bench *bench = *state;
    fact_set_list(add_call(bench, "f"), FIELD_guards, guards, 2);
    decide(bench, text, NULL);
    expect_item(bench, ITEM_PASS, "All network calls (1) stand behind a breaker.");
    add_call(bench, "g");
    decide(bench, text, NULL);
    expect_item(bench, ITEM_UNANSWERED,
                "Not all network calls stand behind a breaker (1 of 2; a.c:7 does not).");
}

static void files_of_the_repository_answer(void **state)
{
    static const char text[] =
        HEAD ITEM "    evidence:\n"
                  "      - files: {any: ['*runbook*'], contains: '(?i)pager'}\n"
                  "      - attest: yes\n";
    struct bench *bench = *state;
    scratch_write(&bench->tree, "docs/runbook.md", "Nothing here\n");
    scratch_write(&bench->tree, ".resilint/runbook.md", "pager\n");
    decide(bench, text, NULL);
    expect_item(bench, ITEM_UNANSWERED, "No file such as *runbook* speaks of it.");
    scratch_write(&bench->tree, "docs/runbook.md", "Call the Pager\n");
    scratch_write(&bench->tree, "ops/runbook.md", "Call the Pager\n");
    decide(bench, text, NULL);
    expect_item(bench, ITEM_PASS, "Found in docs/runbook.md and other files.");
}

static void a_checklist_is_no_evidence_for_itself(void **state)
{
    struct bench *bench = *state;
    decide(bench,
           HEAD ITEM "    evidence:\n"
                     "      - files: {any: ['*.yaml'], contains: 'title: T'}\n"
                     "      - attest: yes\n",
           NULL);
    expect_item(bench, ITEM_UNANSWERED, "No file such as *.yaml speaks of it.");
}

#define MEASURE_ITEM                                                                               \
    HEAD ITEM "    evidence:\n"                                                                    \
              "      - measure: {file: m.yaml, name: p99, each: {on: network_call},\n"             \
              "                  compare: timeout_ms, at_least: 1, at_most: 10, days: 30}\n"       \
              "      - attest: yes\n"
#define FIGURE(of, value, date)                                                                    \
    "  - {name: p99, of: " of ", value: " value ", date: " date ", source: trace}\n"

static void figures_answer(void **state)
{
    struct bench *bench = *state;
    fact_set_number(add_call(bench, "f"), FIELD_timeout_ms, 500);
    decide(bench, MEASURE_ITEM, NULL);
    expect_item(bench, ITEM_UNANSWERED, "m.yaml has no p99 of f.");
    scratch_write(&bench->tree, "m.yaml",
                  "measures:\n" FIGURE("f", "40", "2026-04-01") FIGURE("f", "100", "2026-06-01"));
    decide(bench, MEASURE_ITEM, NULL);
    expect_item(bench, ITEM_PASS, "1 figure of p99 in m.yaml.");
}

static void a_figure_out_of_range_fails(void **state)
{
    struct bench *bench = *state;
    fact_set_number(add_call(bench, "f"), FIELD_timeout_ms, 500);
    scratch_write(&bench->tree, "m.yaml", "measures:\n" FIGURE("f", "600", "2026-06-01"));
    decide(bench, MEASURE_ITEM, ANSWER(""));
    expect_item(bench, ITEM_FAIL,
                "timeout_ms of f is 500, its p99 is 600, although Ada attested otherwise on "
                "2026-06-01 (divergent).");
}

static void an_old_figure_expires(void **state)
{
    struct bench *bench = *state;
    fact_set_number(add_call(bench, "f"), FIELD_timeout_ms, 500);
    scratch_write(&bench->tree, "m.yaml", "measures:\n" FIGURE("f", "100", "2026-05-01"));
    decide(bench, MEASURE_ITEM, NULL);
    expect_item(bench, ITEM_EXPIRED, "P99 of f is older than 30 days.");
}

struct mistake {
    const char *checklist;
    const char *attestations;
    const char *message;
};

static void expect_mistakes(struct bench *bench, const struct mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        decide(bench, mistakes[i].checklist, mistakes[i].attestations);
        said_has(mistakes[i].message);
    }
}

static void mistakes_in_checklists_are_named(void **state)
{
    static const struct mistake mistakes[] = {
        {"items: 3\n", NULL, "checklist.yaml:1:1: 'title' is missing, expected a text"},
        {"- a\n", NULL, "expected a checklist: a map with title, bands, fallacies, items"},
        {HEAD "  - id: One\n", NULL,
         "checklist.yaml:9:9: 'One' is no id, expected small letters, digits and single hyphens"},
        {HEAD "  - {id: one, fallacy: relable}\n", NULL, "did you mean 'reliable'?"},
        {HEAD "  - {id: one, fallacy: reliable}\n", NULL, "'question' is missing"},
        {HEAD ITEM "    evidence: []\n", NULL, "expected a list for 'evidence'"},
        {HEAD ITEM "    evidence:\n      - rules: [mising-timeout]\n", NULL,
         "did you mean 'missing-timeout'?"},
        {HEAD ITEM "    evidence:\n      - rules: [missing-timeout]\n", NULL,
         "nothing here can make the item pass; add 'attest' or 'suffices: yes'"},
        {HEAD ITEM "    evidence:\n      - {attest: yes, rules: [missing-timeout]}\n", NULL,
         "found 2"},
        {HEAD ITEM "    evidence:\n      - attest: no\n", NULL, "expected yes, or {days:"},
        {HEAD ITEM "    evidence:\n      - files: {any: ['*'], contains: '('}\n", NULL,
         "checklist.yaml:14:"},
        {HEAD ITEM "    evidence:\n      - all_facts: {on: network_call, because: x}\n", NULL,
         "'hold' is missing"},
        {HEAD ITEM "    evidence:\n      - no_facts: {on: netork_call, because: x}\n", NULL,
         "did you mean 'network_call'?"},
        {HEAD ITEM "    evidence:\n      - measure: {file: m, name: n, compare: timeout_ms}\n",
         NULL, "'compare' needs 'each'"},
        {ATTEST_ITEM "  - {id: one, fallacy: fast, question: Q, why: W, evidence: [attest: yes]}\n",
         NULL, "the id 'one' was used for an item before"},
    };
    expect_mistakes(*state, mistakes, sizeof mistakes / sizeof mistakes[0]);
}

static void mistakes_in_bands_are_named(void **state)
{
    struct bench *bench = *state;
    static const struct mistake mistakes[] = {
        {"title: T\nbands:\n  - {up_to: 4, name: a, advice: b}\n", NULL,
         "checklist.yaml:3:6: the last band has no 'up_to'"},
        {"title: T\nbands:\n  - {name: a, advice: b}\n  - {name: a, advice: b}\n", NULL,
         "only the last band has no limit"},
        {"title: T\nbands:\n  - {up_to: 4, name: a, advice: b}\n"
         "  - {up_to: 3, name: a, advice: b}\n  - {name: a, advice: b}\n",
         NULL, "bands must rise: the one before ends at 4"},
    };
    expect_mistakes(bench, mistakes, sizeof mistakes / sizeof mistakes[0]);
}

static void mistakes_in_attestations_are_named(void **state)
{
    static const struct mistake mistakes[] = {
        {ATTEST_ITEM, "attestation: []\n", "did you mean 'attestations'?"},
        {ATTEST_ITEM, "attestations:\n  - {item: on}\n", "did you mean 'one'?"},
        {ATTEST_ITEM, "attestations:\n  - {item: one}\n", "'by' is missing, expected a text"},
        {ATTEST_ITEM, "attestations:\n  - {item: one, by: Ada, reason: r, date: 2026-02-30}\n",
         "attestations.yaml:2:43: found '2026-02-30' for 'date', expected a date such as"},
        {ATTEST_ITEM, "attestations:\n  - {item: one, by: Ada, reason: r, date: 2026-06-16}\n",
         "'date' lies in the future"},
        {ATTEST_ITEM, ANSWER(", until: 2026-05-01"), "'until' lies before 'date'"},
        {ATTEST_ITEM, ANSWER(", until: 2027-06-01"),
         "this answer would last 365 days, the checklist allows 100 for 'one'"},
        {ATTEST_ITEM, ANSWER(", answer: maybe"), "expected one of: yes, no, not-applicable"},
        {RULES_ITEM, ANSWER(""), "'one' is answered by the code alone"},
        {ATTEST_ITEM, "waivers:\n  - {item: one, by: Ada, date: 2026-06-01, reason: r}\n",
         "'until' is missing, expected a date"},
        {ATTEST_ITEM,
         "attestations:\n  - {item: one, by: Ada, date: 2026-06-01, reason: r}\n"
         "  - {item: one, by: Bob, date: 2026-06-01, reason: r}\n",
         "'one' has two answers of 2026-06-01; keep one of them"},
    };
    expect_mistakes(*state, mistakes, sizeof mistakes / sizeof mistakes[0]);
}

static bool lists_fallacy(const struct checklist_result *result, const char *id)
{
    for (uint32_t i = 0; i < result->fallacies.count; i++) {
        if (strcmp(result->fallacies.items[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Every row of the table in the documentation, and every question of the sources in it. */
static void expect_documented(struct bench *bench)
{
    const char *page =
        file_read(&bench->tree.arena, SOURCE_DIR "/docs/checklists.md", 1 << 20, NULL);
    assert_non_null(page);
    for (uint32_t i = 0; i < bench->result.items.count; i++) {
        const struct item_result *item = &bench->result.items.items[i];
        const char *row = arena_format(&bench->tree.arena, "| `%s` | %s | %s |", item->id,
                                       item->fallacy, item->evidence);
        if (strstr(page, row) == NULL) {
            fail_msg("docs/checklists.md has no row %s", row);
        }
    }
    for (int question = 0; question < 64; question++) {
        const char *name = arena_format(&bench->tree.arena, " %c%d.%d", question < 32 ? 'Q' : 'R',
                                        question % 32 / 4 + 1, question % 4 + 1);
        assert_non_null(strstr(page, name));
    }
}

static void the_shipped_checklist_is_sound(void **state)
{
    struct bench *bench = *state;
    struct rule_set rules = {0};
    rules_load_folder(&rules, SOURCE_DIR "/rules");
    checklist_decide(&bench->result, SOURCE_DIR "/checklists/eight-fallacies.yaml", NULL, &rules,
                     &bench->facts, &bench->findings, bench->tree.root, "2026-06-15");
    said_nothing();
    assert_int_equal(bench->result.fallacies.count, 8);
    assert_int_equal(bench->result.items.count, 42);
    assert_string_equal(bench->result.band, "high risk");
    for (uint32_t i = 0; i < rules.rules.count; i++) {
        if (!lists_fallacy(&bench->result, rules.rules.items[i].fallacy)) {
            fail_msg("no fallacy of rule %s", rules.rules.items[i].id);
        }
    }
    expect_documented(bench);
    rule_set_finish(&rules);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(code_without_findings_passes),
        TEST(a_program_without_calls_has_nothing_to_answer),
        TEST(findings_fail_an_item),
        TEST(suppressed_findings_do_not_fail),
        TEST(uncertain_findings_leave_the_item_open),
        TEST(notes_do_not_fail),
        TEST(a_rule_switched_off_proves_nothing),
        TEST(a_person_answers),
        TEST(nobody_answers),
        TEST(a_person_says_no_or_that_it_does_not_apply),
        TEST(an_answer_expires),
        TEST(the_newest_answer_counts),
        TEST(code_wins_over_a_person),
        TEST(rules_alone_do_not_suffice_unless_said),
        TEST(a_waiver_accepts_a_failure_until_it_ends),
        TEST(facts_speak_against_an_item),
        TEST(all_facts_must_hold),
        TEST(files_of_the_repository_answer),
        TEST(a_checklist_is_no_evidence_for_itself),
        TEST(figures_answer),
        TEST(a_figure_out_of_range_fails),
        TEST(an_old_figure_expires),
        TEST(the_shipped_checklist_is_sound),
        TEST(mistakes_in_checklists_are_named),
        TEST(mistakes_in_bands_are_named),
        TEST(mistakes_in_attestations_are_named),
    };
    return cmocka_run_group_tests(tests, said_begin, said_end);
}
