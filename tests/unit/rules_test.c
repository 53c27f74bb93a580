#include "base/diag.h"
#include "rules/rules.h"
#include "said.h"
#include "scratch_tree.h"

static struct scratch_tree tree;
static struct rule_set rules;
static struct fact_list facts;

static int begin(void **state)
{
    (void)state;
    scratch_tree_init(&tree);
    return 0;
}

static int end(void **state)
{
    (void)state;
    rule_set_finish(&rules);
    fact_list_finish(&facts);
    scratch_tree_finish(&tree);
    said_take();
    return 0;
}

#define GOOD_TOP                                                                                   \
    "id: slow-payment\ntitle: Slow payment\nfallacy: latency-is-zero\nseverity: warning\n"         \
    "why: money waits\n"
#define GOOD_RULE                                                                                  \
    GOOD_TOP "on: network_call\nwhen: {timeout_ms: {gt: 2000}}\n"                                  \
             "message: \"{api} may take {timeout_ms} ms, result {result}\"\n"

static void load(const char *text)
{
    scratch_write(&tree, "house/slow-payment/rule.yaml", text);
    rules_load_folder(&rules, scratch_path(&tree, "house"));
}

static void shipped_rules_are_in_order_and_without_mistakes(void **state)
{
    (void)state;
    rules_load_folder(&rules, SOURCE_DIR "/rules");
    said_nothing();
    assert_true(rules.rules.count >= 14);
    for (uint32_t i = 1; i < rules.rules.count; i++) {
        assert_true(strcmp(rules.rules.items[i - 1].id, rules.rules.items[i].id) < 0);
    }
    assert_non_null(rules_find(&rules, "missing-timeout"));
    assert_null(rules_find(&rules, "missing"));
    assert_string_equal(rules_nearest(&rules, "mising-timeout"), "missing-timeout");
}

static void a_house_rule_is_loaded_as_written(void **state)
{
    (void)state;
    rules_load_folder(&rules, SOURCE_DIR "/rules");
    load(GOOD_RULE
         "advice: {libcurl: \"use {api} less\", default: hurry}\n"
         "remedy: {function: resil_deadline_after, header: resil/deadline.h, docs: docs.md#x}\n");
    said_nothing();
    const struct rule *rule = rules_find(&rules, "slow-payment");
    assert_non_null(rule);
    assert_string_equal(rule->fallacy, "latency-is-zero");
    assert_string_equal(rule->remedy, "resil_deadline_after");
    assert_string_equal(rule->header, "resil/deadline.h");
    assert_string_equal(rule->folder, scratch_path(&tree, "house/slow-payment"));
    assert_int_equal(rule->on, FACT_network_call);
}

static void advice_is_that_of_the_library(void **state)
{
    (void)state;
    load(GOOD_RULE "advice: {libcurl: \"shorten {api}\", default: hurry}\n");
    const struct rule *rule = rules_find(&rules, "slow-payment");
    struct fact *fact = fact_add(&facts, FACT_network_call);
    fact_set_text(fact, FIELD_library, "libcurl");
    fact_set_text(fact, FIELD_api, "curl_easy_perform");
    assert_string_equal(rule_advice_for(rule, fact, &facts.arena), "shorten curl_easy_perform");
    fact_set_text(fact, FIELD_library, "libpq");
    assert_string_equal(rule_advice_for(rule, fact, &facts.arena), "hurry");
    fact = fact_add(&facts, FACT_loop);
    assert_string_equal(rule_advice_for(rule, fact, &facts.arena), "hurry");
    assert_string_equal(rule_advice_for(rule, NULL, &facts.arena), "hurry");
}

static void says(const char *text, const char *message)
{
    uint32_t before = diag_count(DIAG_ERROR);
    rule_set_finish(&rules);
    rules = (struct rule_set){0};
    load(text);
    assert_true(diag_count(DIAG_ERROR) > before);
    said_has(message);
}

static void mistakes_name_place_and_nearest(void **state)
{
    (void)state;
    says(GOOD_RULE "sevrity: error\n", "unknown key 'sevrity', did you mean 'severity'");
    says("id: slow-payment\n", "the rule has no 'message'");
    says(GOOD_TOP "message: x\non: network_cal\nwhen: {}\n", "did you mean 'network_call'");
    says(GOOD_TOP "message: x\non: loop\n", "the rule has no 'when'");
    says(GOOD_TOP "on: loop\nwhen: {}\nmessage: \"{cals} again\"\n", "did you mean 'calls'");
    says(GOOD_TOP "on: suppression\nmessage: x\nwhen: {}\n", "takes no 'when'");
    says(GOOD_RULE "escalate: {severity: error}\n", "'escalate' needs");
    says(GOOD_RULE "advice: hurry\n", "expected a map of libraries");
    says(GOOD_RULE "remedy: {functon: x}\n", "did you mean 'function'");
    says(GOOD_RULE "remedy: {function: x, docs: y}\n", "a remedy needs 'header'");
    says("- id: x\n", "expected a rule");
    says("id: other-name\n", "differs from the folder's name 'slow-payment'");
    says("id: Slow_Payment\n", "not of lower-case letters");
    says("id: [\n", "rule.yaml:");
}

static void ids_are_unique_and_folders_complete(void **state)
{
    (void)state;
    load(GOOD_RULE);
    said_nothing();
    rules_load_folder(&rules, scratch_path(&tree, "house"));
    said_has("the rule 'slow-payment' is already defined");
    assert_int_equal(rules.rules.count, 1);
    scratch_write(&tree, "house/empty/README.md", "");
    rules_load_folder(&rules, scratch_path(&tree, "house"));
    said_has("without 'rule.yaml'");
    rules_load_folder(&rules, scratch_path(&tree, "absent"));
    said_has("the folder of rules cannot be read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shipped_rules_are_in_order_and_without_mistakes, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_house_rule_is_loaded_as_written, begin, end),
        cmocka_unit_test_setup_teardown(advice_is_that_of_the_library, begin, end),
        cmocka_unit_test_setup_teardown(mistakes_name_place_and_nearest, begin, end),
        cmocka_unit_test_setup_teardown(ids_are_unique_and_folders_complete, begin, end),
    };
    return cmocka_run_group_tests_name("rules", tests, said_begin, said_end);
}
