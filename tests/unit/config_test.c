#include "rules/config.h"
#include "rules/rules.h"
#include "said.h"
#include "scratch_tree.h"

static struct scratch_tree tree;
static struct config config;

static int begin(void **state)
{
    (void)state;
    scratch_tree_init(&tree);
    config_init(&config);
    return 0;
}

static int end(void **state)
{
    (void)state;
    config_finish(&config);
    scratch_tree_finish(&tree);
    said_take();
    return 0;
}

static void read_config(const char *text)
{
    scratch_write(&tree, ".resilint.yaml", text);
    config_find(&config, tree.root);
}

/* "off", or the severity of a rule that is a warning by itself. */
static const char *applied(const char *id, const char *file)
{
    struct rule rule = {.id = id, .severity = SEVERITY_WARNING};
    enum severity severity;
    return config_rule_applies(&config, &rule, file, &severity) ? severity_name(severity) : "off";
}

static void without_a_file_only_tests_are_quieter(void **state)
{
    (void)state;
    config_find(&config, tree.root);
    assert_null(config.file);
    assert_int_equal(config.fail_on, -2);
    assert_string_equal(applied("any", "src/a.c"), "warning");
    assert_string_equal(applied("any", "tests/a.c"), "note");
    assert_string_equal(applied("any", "lib/test/deep/a.c"), "note");
    assert_string_equal(applied("any", "src/net_test.c"), "note");
    assert_string_equal(applied("any", "src/latest/a.c"), "warning");
    assert_string_equal(applied("any", scratch_path(&tree, "tests/a.c")), "note");
    assert_false(config_excludes(&config, "src/a.c"));
    said_nothing();
}

static void severity_and_off_by_rule(void **state)
{
    (void)state;
    read_config("rules:\n  loud: error\n  gone: off\n  soft: quieter\n");
    assert_string_equal(applied("loud", "a.c"), "error");
    assert_string_equal(applied("gone", "a.c"), "off");
    assert_string_equal(applied("soft", "a.c"), "note");
    assert_string_equal(applied("other", "a.c"), "warning");
    assert_string_equal(applied("loud", "tests/a.c"), "warning");
    said_nothing();
}

static void later_entries_and_overrides_win(void **state)
{
    (void)state;
    read_config("rules: {'*': off, kept: on}\n"
                "overrides:\n"
                "  - paths: [src/pay/**, '*.inc']\n"
                "    rules: {'*': error}\n"
                "  - paths: tests/**\n"
                "    rules: {kept: on}\n");
    assert_string_equal(applied("other", "src/a.c"), "off");
    assert_string_equal(applied("kept", "src/a.c"), "warning");
    assert_string_equal(applied("other", "src/pay/a.c"), "error");
    assert_string_equal(applied("other", "src/x.inc"), "error");
    assert_string_equal(applied("kept", "tests/a.c"), "warning");
    said_nothing();
}

static void command_line_wins_over_the_file(void **state)
{
    (void)state;
    read_config("rules: {chosen: off}\noverrides: [{paths: ['**'], rules: {left: error}}]\n");
    config_ignore(&config, "left");
    assert_string_equal(applied("left", "a.c"), "off");
    assert_string_equal(applied("other", "a.c"), "warning");
    config_select(&config, "chosen");
    assert_string_equal(applied("chosen", "a.c"), "warning");
    assert_string_equal(applied("other", "a.c"), "off");
}

static void include_and_exclude(void **state)
{
    (void)state;
    read_config("include: [src/**]\nexclude: [src/vendor/, '*.gen.c']\n");
    assert_false(config_excludes(&config, "src/a.c"));
    assert_true(config_excludes(&config, "tools/a.c"));
    assert_true(config_excludes(&config, "src/vendor/x/a.c"));
    assert_true(config_excludes(&config, "src/deep/b.gen.c"));
    assert_false(config_excludes(&config, scratch_path(&tree, "src/a.c")));
    assert_true(config_excludes(&config, scratch_path(&tree, "tools/a.c")));
    assert_true(config_excludes(&config, "/usr/include/a.h"));
}

static void found_upward_with_paths_from_its_folder(void **state)
{
    (void)state;
    scratch_write(&tree, ".resilint.yaml",
                  "extra_rules: [house/rules]\nmodels: [house/kv.yaml]\n"
                  "checklist: docs/list.yaml\nattestations: docs/answers.yaml\nfail_on: warning\n");
    scratch_write(&tree, "a/b/c.c", "");
    config_find(&config, scratch_path(&tree, "a/b"));
    assert_string_equal(config.folder, tree.root);
    assert_string_equal(config.rules.items[0], scratch_path(&tree, "house/rules"));
    assert_string_equal(config.models.items[0], scratch_path(&tree, "house/kv.yaml"));
    assert_string_equal(config.checklist, scratch_path(&tree, "docs/list.yaml"));
    assert_string_equal(config.attestations, scratch_path(&tree, "docs/answers.yaml"));
    assert_int_equal(config.fail_on, SEVERITY_WARNING);
    said_nothing();
}

static void an_empty_file_says_nothing(void **state)
{
    (void)state;
    read_config("# later\n");
    assert_string_equal(applied("any", "a.c"), "warning");
    assert_int_equal(config.fail_on, -2);
    said_nothing();
}

static void says(const char *text, const char *message)
{
    read_config(text);
    said_has(message);
}

static void mistakes_name_place_and_nearest(void **state)
{
    (void)state;
    says("a: 1\nexlude: [x]\n", ".resilint.yaml:2:1: unknown key 'exlude', did you mean 'exclude'");
    says("rules: {x: eror}\n", "did you mean 'error'");
    says("rules: [x]\n", "expected a map of rule ids");
    says("fail_on: sometimes\n", "unknown fail_on 'sometimes'");
    says("include: {a: b}\n", "expected a text");
    says("overrides: {paths: [x]}\n", "expected a list of overrides");
    says("overrides: [{paths: [x]}]\n", "an override needs 'paths'");
    says("overrides: [{path: [x], rules: {}}]\n", "unknown key 'path', did you mean 'paths'");
    says("just text\n", "expected a map");
    config_read(&config, scratch_path(&tree, "absent.yaml"));
    said_has("absent.yaml");
}

static void unknown_rules_are_named(void **state)
{
    (void)state;
    struct rule_set rules = {0};
    rules_load_folder(&rules, SOURCE_DIR "/rules");
    read_config("rules:\n  missing-timeout: off\n  mising-timeout: off\n"
                "overrides: [{paths: [a], rules: {zzz: on}}]\n");
    said_nothing();
    config_check_rules(&config, &rules);
    const char *said = said_take();
    assert_non_null(strstr(said, ".resilint.yaml:3:3: unknown rule 'mising-timeout', "
                                 "did you mean 'missing-timeout'?"));
    assert_non_null(strstr(said, "unknown rule 'zzz'"));
    config_select(&config, "nested-rety");
    config_check_rules(&config, &rules);
    said_has("unknown rule 'nested-rety', did you mean 'nested-retry'?");
    rule_set_finish(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_a_file_only_tests_are_quieter, begin, end),
        cmocka_unit_test_setup_teardown(severity_and_off_by_rule, begin, end),
        cmocka_unit_test_setup_teardown(later_entries_and_overrides_win, begin, end),
        cmocka_unit_test_setup_teardown(command_line_wins_over_the_file, begin, end),
        cmocka_unit_test_setup_teardown(include_and_exclude, begin, end),
        cmocka_unit_test_setup_teardown(found_upward_with_paths_from_its_folder, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_file_says_nothing, begin, end),
        cmocka_unit_test_setup_teardown(mistakes_name_place_and_nearest, begin, end),
        cmocka_unit_test_setup_teardown(unknown_rules_are_named, begin, end),
    };
    return cmocka_run_group_tests_name("config", tests, said_begin, said_end);
}
