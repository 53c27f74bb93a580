/* The command line: what it accepts, and what it says to the rest. */
#include "options.h"

#include "base/diag.h"

#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* Parses the words of a line (split at blanks). Finish the options. */
static bool parse(struct options *options, const char *line)
{
    static char words[512];
    const char *argv[32] = {"resilint"};
    int argc = 1;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " ")) {
        argv[argc++] = word;
    }
    return options_parse(options, argc, argv);
}

static void expect_mistake(const char *line)
{
    struct options options;
    uint32_t before = diag_count(DIAG_ERROR);
    assert_false(parse(&options, line));
    assert_true(diag_count(DIAG_ERROR) > before);
    options_finish(&options);
}

static void defaults_are_set(void **state)
{
    (void)state;
    struct options options;
    assert_true(parse(&options, "check"));
    assert_int_equal(options.command, COMMAND_CHECK);
    assert_int_equal(options.format, FORMAT_TEXT);
    assert_int_equal(options.fail_on, -2);
    assert_int_equal(options.color, COLOR_AUTO);
    assert_int_equal(options.time_limit_s, 60);
    assert_int_equal(options.levels, 5);
    assert_int_equal(options.jobs, 0);
    assert_int_equal(options.operands.count, 0);
    options_finish(&options);
    assert_true(parse(&options, "inventory"));
    assert_int_equal(options.format, FORMAT_JSONL);
    options_finish(&options);
}

static void every_spelling_of_a_value_is_read(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "check -j 8 -p build -f json a.c", "check -j8 -pbuild -fjson a.c",
        "check --jobs 8 --database build --format json a.c",
        "-q --jobs=8 --database=build check --format=json a.c", "check a.c -qj8 -p build -f json"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct options options;
        assert_true(parse(&options, lines[i]));
        assert_int_equal(options.jobs, 8);
        assert_string_equal(options.database_folder, "build");
        assert_int_equal(options.format, FORMAT_JSON);
        assert_int_equal(options.operands.count, 1);
        assert_string_equal(options.operands.items[0], "a.c");
        options_finish(&options);
    }
}

static void repeated_rules_and_limits_are_kept(void **state)
{
    (void)state;
    struct options options;
    assert_true(parse(&options, "check --select a --select b --ignore c --time-limit 0 "
                                "--memory-limit 2G --fail-on never --color always --stats"));
    assert_int_equal(options.select.count, 2);
    assert_string_equal(options.select.items[1], "b");
    assert_int_equal(options.ignore.count, 1);
    assert_int_equal(options.time_limit_s, 0);
    assert_true(options.memory_limit == (uint64_t)2 << 30);
    assert_int_equal(options.fail_on, -1);
    assert_int_equal(options.color, COLOR_ALWAYS);
    assert_true(options.stats);
    options_finish(&options);
}

static void words_after_two_dashes_are_arguments(void **state)
{
    (void)state;
    struct options options;
    assert_true(parse(&options, "check a.c -- -DX --nonsense -j"));
    assert_int_equal(options.operands.count, 1);
    assert_int_equal(options.extra_args.count, 3);
    assert_string_equal(options.extra_args.items[1], "--nonsense");
    options_finish(&options);
}

static void mistakes_are_named(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "chek",
        "src/a.c",
        "check --formt json",
        "check --format xml",
        "check --format",
        "check --format=",
        "check -j 0",
        "check -j -1",
        "check -j x",
        "check -j 99999999999999999999",
        "check -j",
        "check -Z",
        "check --quiet=yes",
        "check --memory-limit 2X",
        "check --memory-limit 2GB",
        "check --memory-limit -1",
        "check --memory-limit 99999999999T",
        "check --memory-limit G",
        "check --fail-on fatal",
        "check --color blue",
        "check --dump nothing",
        "check --attestations x",
        "check -f jsonl",
        "inventory -f text",
        "rules --format json",
        "rules extra",
        "explain",
        "explain a b",
        "dump-ir",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        expect_mistake(lines[i]);
    }
}

static void help_lists_what_each_command_takes(void **state)
{
    (void)state;
    static const char *const names[] = {"check", "review", "inventory",  "explain",
                                        "rules", "models", "checklists", "dump-ir"};
    struct text all = {0};
    struct options options;
    assert_true(parse(&options, "--help"));
    assert_true(options.help);
    options_help(options.command, &all);
    options_finish(&options);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char line[32];
        struct text help = {0};
        assert_non_null(strstr(text_string(&all), names[i]));
        snprintf(line, sizeof line, "%s -h", names[i]);
        assert_true(parse(&options, line));
        options_help(options.command, &help);
        assert_non_null(strstr(text_string(&help), names[i]));
        assert_non_null(strstr(text_string(&help), "--help"));
        text_finish(&help);
        options_finish(&options);
    }
    text_finish(&all);
}

static void help_and_version_need_no_command(void **state)
{
    (void)state;
    struct options options;
    assert_true(parse(&options, "--version"));
    assert_true(options.version);
    options_finish(&options);
    assert_true(parse(&options, "explain --help"));
    options_finish(&options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_set),
        cmocka_unit_test(every_spelling_of_a_value_is_read),
        cmocka_unit_test(repeated_rules_and_limits_are_kept),
        cmocka_unit_test(words_after_two_dashes_are_arguments),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(help_lists_what_each_command_takes),
        cmocka_unit_test(help_and_version_need_no_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
