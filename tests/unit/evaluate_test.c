#include "rules/config.h"
#include "rules/rules.h"
#include "said.h"
#include "scratch_tree.h"

static struct scratch_tree tree;
static struct rule_set rules;
static struct fact_list facts;
static struct config config;
static struct finding_list findings;

static int begin(void **state)
{
    (void)state;
    scratch_tree_init(&tree);
    rules_load_folder(&rules, SOURCE_DIR "/rules");
    config_init(&config);
    config_find(&config, tree.root);
    return 0;
}

static int end(void **state)
{
    (void)state;
    finding_list_finish(&findings);
    fact_list_finish(&facts);
    rule_set_finish(&rules);
    config_finish(&config);
    scratch_tree_finish(&tree);
    said_take();
    return 0;
}

static struct fact *add_call(const char *file, uint32_t line, const char *timeout)
{
    struct fact *fact = fact_add(&facts, FACT_network_call);
    fact_set_text(fact, FIELD_file, file);
    fact_set_number(fact, FIELD_line, line);
    fact_set_number(fact, FIELD_column, 5);
    fact_set_number(fact, FIELD_end_line, line);
    fact_set_text(fact, FIELD_function, "fetch");
    fact_set_text(fact, FIELD_api, "recv");
    fact_set_text(fact, FIELD_operation, "receive");
    fact_set_text(fact, FIELD_timeout, timeout);
    fact_set_text(fact, FIELD_confidence, "high");
    return fact;
}

static void evaluate(const char *file)
{
    finding_list_finish(&findings);
    findings = (struct finding_list){0};
    rules_evaluate(&findings, &rules, &facts, &config, tree.root, &file, 1);
}

/* "line rule[ suppressed]" of every finding. */
static const char *summary(void)
{
    static char out[1024];
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < findings.findings.count; i++) {
        const struct finding *finding = &findings.findings.items[i];
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%u %s%s", i == 0 ? "" : ", ",
                                 finding->line, finding->rule->id,
                                 finding->state == FINDING_SUPPRESSED ? " suppressed" : "");
    }
    return out;
}

/* The findings of one source with a call that lacks a timeout on the given line. */
static const char *found(uint32_t line, const char *source)
{
    scratch_write(&tree, "a.c", source);
    fact_list_finish(&facts);
    facts = (struct fact_list){0};
    add_call("a.c", line, "none");
    evaluate("a.c");
    return summary();
}

static void facts_become_findings_in_order(void **state)
{
    (void)state;
    scratch_write(&tree, "a.c", "");
    add_call("b.c", 3, "partial");
    add_call("a.c", 9, "none");
    add_call("a.c", 2, "none");
    add_call("a.c", 2, "none");
    add_call("a.c", 4, "bounded");
    scratch_write(&tree, "b.c", "");
    evaluate("a.c");
    assert_string_equal(summary(), "2 missing-timeout, 9 missing-timeout, 3 partial-timeout");
    const struct finding *first = &findings.findings.items[0];
    assert_string_equal(first->message, "nothing limits how long recv() in fetch() may take");
    assert_int_equal(first->severity, SEVERITY_ERROR);
    assert_true(first->gates);
}

static void low_confidence_never_gates(void **state)
{
    (void)state;
    scratch_write(&tree, "a.c", "");
    fact_set_text(add_call("a.c", 2, "none"), FIELD_confidence, "low");
    evaluate("a.c");
    assert_int_equal(findings.findings.count, 1);
    assert_false(findings.findings.items[0].gates);
}

static void configuration_decides_severity_and_files(void **state)
{
    (void)state;
    scratch_write(&tree, "tests/a.c", "");
    scratch_write(&tree, "gen/a.c", "");
    add_call("tests/a.c", 2, "none");
    add_call("gen/a.c", 2, "none");
    vec_push(&config.exclude, "gen/");
    evaluate("tests/a.c");
    assert_int_equal(findings.findings.count, 1);
    assert_int_equal(findings.findings.items[0].severity, SEVERITY_WARNING);
}

static void escalation_lifts_what_is_worse(void **state)
{
    (void)state;
    scratch_write(&tree, "a.c", "");
    struct fact *fact = fact_add(&facts, FACT_loop);
    fact_set_text(fact, FIELD_file, "a.c");
    fact_set_text(fact, FIELD_class, "retry");
    fact_set_text(fact, FIELD_delay, "none");
    fact_set_bool(fact, FIELD_bounded, true);
    evaluate("a.c");
    assert_string_equal(summary(), "0 retry-without-backoff");
    assert_int_equal(findings.findings.items[0].severity, SEVERITY_WARNING);
    fact_set_bool(fact, FIELD_bounded, false);
    evaluate("a.c");
    assert_string_equal(summary(), "0 retry-without-backoff, 0 unbounded-retry");
    assert_int_equal(findings.findings.items[0].severity, SEVERITY_ERROR);
}

#define ALLOW "resilint: allow(missing-timeout): local socket"

static void comments_suppress_their_line_and_the_next(void **state)
{
    (void)state;
    assert_string_equal(found(1, "recv(); // " ALLOW "\n"), "1 missing-timeout suppressed");
    assert_string_equal(findings.findings.items[0].reason, "local socket");
    assert_false(findings.findings.items[0].gates);
    assert_string_equal(found(2, "// " ALLOW "\nrecv();\n"), "2 missing-timeout suppressed");
    assert_string_equal(found(2, "/* " ALLOW " */\r\nrecv();\r\n"), "2 missing-timeout suppressed");
    assert_string_equal(findings.findings.items[0].reason, "local socket");
    assert_string_equal(found(1, "/* " ALLOW " */ recv();"), "1 missing-timeout suppressed");
    assert_string_equal(found(4, "/* Why this is so.\n * " ALLOW "\n */\nrecv();"),
                        "4 missing-timeout suppressed");
    assert_string_equal(found(3, "// " ALLOW "\n// another comment\nrecv();"),
                        "3 missing-timeout suppressed");
    assert_string_equal(
        found(2, "// resilint:allow( nested-retry ,missing-timeout ) : both\nrecv();"),
        "1 unused-suppression, 2 missing-timeout suppressed");
}

static void suppressions_reach_no_further(void **state)
{
    (void)state;
    assert_string_equal(found(3, "// " ALLOW "\n\nrecv();\n"),
                        "1 unused-suppression, 3 missing-timeout");
    assert_string_equal(found(2, "send(); // " ALLOW "\nrecv();\n"),
                        "1 unused-suppression, 2 missing-timeout");
    assert_string_equal(found(1, "recv();\n// " ALLOW "\n"),
                        "1 missing-timeout, 2 unused-suppression");
    assert_string_equal(found(1, "recv(\"// " ALLOW "\");\n"), "1 missing-timeout");
    assert_string_equal(found(1, "recv('\"'); // " ALLOW "\n"), "1 missing-timeout suppressed");
    assert_string_equal(found(2, "#error don't\nrecv(); // " ALLOW "\n"),
                        "2 missing-timeout suppressed");
    assert_string_equal(found(1, "recv(); // as in `" ALLOW "`\n"), "1 missing-timeout");
}

static void a_call_of_several_lines_is_one_site(void **state)
{
    (void)state;
    scratch_write(&tree, "a.c", "recv(a,\n     b); // " ALLOW "\n");
    fact_set_number(add_call("a.c", 1, "none"), FIELD_end_line, 2);
    evaluate("a.c");
    assert_string_equal(summary(), "1 missing-timeout suppressed");
}

static void bad_suppressions_are_findings(void **state)
{
    (void)state;
    assert_string_equal(found(1, "recv(); // resilint: allow(missing-timeout)\n"),
                        "1 missing-timeout, 1 suppression-without-reason");
    assert_string_equal(found(1, "recv(); // resilint: allow(missing-timeout):  \n"),
                        "1 missing-timeout, 1 suppression-without-reason");
    assert_string_equal(found(1, "recv(); // resilint: allow(mising-timeout): x\n"),
                        "1 missing-timeout, 1 unused-suppression");
    assert_string_equal(findings.findings.items[1].message,
                        "this suppression has no effect: there is no rule 'mising-timeout', did "
                        "you mean 'missing-timeout'?");
    assert_int_equal(findings.findings.items[1].column, 28);
    assert_string_equal(found(1, "recv(); // resilint: ignore missing-timeout\n"),
                        "1 missing-timeout, 1 unused-suppression");
    assert_non_null(strstr(findings.findings.items[1].message, "not of the form"));
    assert_string_equal(found(1, "recv(); // resilint: allow(): x\n"),
                        "1 missing-timeout, 1 unused-suppression");
    assert_string_equal(found(1, "recv(); /* resilint: allow(missing-timeout\n"),
                        "1 missing-timeout, 1 unused-suppression");
}

static void a_rule_that_is_off_leaves_no_unused_suppression(void **state)
{
    (void)state;
    config_ignore(&config, "missing-timeout");
    assert_string_equal(found(1, "recv(); // " ALLOW "\n"), "");
}

static void fingerprints_survive_moved_lines(void **state)
{
    (void)state;
    char before[2][33];
    scratch_write(&tree, "a.c", "int x;\n  recv(fd);\n  recv(fd);\n");
    add_call("a.c", 2, "none");
    add_call("a.c", 3, "none");
    evaluate("a.c");
    assert_int_equal(findings.findings.count, 2);
    for (int i = 0; i < 2; i++) {
        memcpy(before[i], findings.findings.items[i].fingerprint, sizeof before[i]);
        assert_int_equal(strlen(before[i]), 32);
    }
    assert_string_not_equal(before[0], before[1]);

    fact_list_finish(&facts);
    facts = (struct fact_list){0};
    scratch_write(&tree, "a.c", "\n\n\n\n\trecv( fd );\n\n\trecv(fd) ;\n send(fd);\n");
    add_call("a.c", 5, "none");
    add_call("a.c", 7, "none");
    add_call("a.c", 8, "none");
    evaluate("a.c");
    assert_string_equal(findings.findings.items[0].fingerprint, before[0]);
    assert_string_equal(findings.findings.items[1].fingerprint, before[1]);
    assert_string_not_equal(findings.findings.items[2].fingerprint, before[0]);
}

static void a_vanished_source_is_said(void **state)
{
    (void)state;
    add_call("gone.c", 5, "none");
    evaluate("gone.c");
    assert_string_equal(summary(), "5 missing-timeout");
    said_has("gone.c: the file cannot be read any more");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(facts_become_findings_in_order, begin, end),
        cmocka_unit_test_setup_teardown(low_confidence_never_gates, begin, end),
        cmocka_unit_test_setup_teardown(configuration_decides_severity_and_files, begin, end),
        cmocka_unit_test_setup_teardown(escalation_lifts_what_is_worse, begin, end),
        cmocka_unit_test_setup_teardown(comments_suppress_their_line_and_the_next, begin, end),
        cmocka_unit_test_setup_teardown(suppressions_reach_no_further, begin, end),
        cmocka_unit_test_setup_teardown(a_call_of_several_lines_is_one_site, begin, end),
        cmocka_unit_test_setup_teardown(bad_suppressions_are_findings, begin, end),
        cmocka_unit_test_setup_teardown(a_rule_that_is_off_leaves_no_unused_suppression, begin,
                                        end),
        cmocka_unit_test_setup_teardown(fingerprints_survive_moved_lines, begin, end),
        cmocka_unit_test_setup_teardown(a_vanished_source_is_said, begin, end),
    };
    return cmocka_run_group_tests_name("evaluate", tests, said_begin, said_end);
}
