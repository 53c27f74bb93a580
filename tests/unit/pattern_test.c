#include "base/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static bool matches(const char *text, const char *subject)
{
    char error[256];
    struct pattern *pattern = pattern_compile(text, error, sizeof error);
    assert_non_null(pattern);
    bool found = pattern_matches(pattern, subject, strlen(subject));
    pattern_destroy(pattern);
    return found;
}

static void pattern_finds_anywhere(void **state)
{
    (void)state;
    assert_true(matches("pay(ment)?", "https://payment.example/"));
    assert_false(matches("^pay", "https://payment.example/"));
    assert_true(matches("^$", ""));
    assert_true(matches("gr.n", "grün"));
    assert_true(matches("end", "\xff\xfe broken text, then the end"));
}

static void pattern_error_names_the_offset(void **state)
{
    (void)state;
    char error[256];
    assert_null(pattern_compile("a(b", error, sizeof error));
    assert_non_null(strstr(error, "parenthesis"));
    assert_non_null(strstr(error, "offset 3"));
    pattern_destroy(NULL);
}

static void pattern_hostile_ends_without_match(void **state)
{
    (void)state;
    assert_false(matches("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));

    size_t length = 4u << 20;
    char *deep = malloc(length + 1);
    assert_non_null(deep);
    memset(deep, '(', length);
    deep[length] = '\0';
    char error[256];
    assert_null(pattern_compile(deep, error, sizeof error));
    struct pattern *pattern = pattern_compile("^(\\((?1)?\\))$", error, sizeof error);
    assert_non_null(pattern);
    assert_false(pattern_matches(pattern, deep, length));
    pattern_destroy(pattern);
    free(deep);
}

static void glob_star_stays_in_a_folder(void **state)
{
    (void)state;
    assert_true(glob_matches("src/*.c", "src/main.c"));
    assert_false(glob_matches("src/*.c", "src/net/main.c"));
    assert_false(glob_matches("src/*.c", "src/main.cc"));
    assert_true(glob_matches("src/?.c", "src/a.c"));
    assert_false(glob_matches("src/?", "src//"));
    assert_true(glob_matches("*/*", "a/b"));
    assert_false(glob_matches("*/*", "a/b/c"));
}

static void glob_deep_crosses_folders(void **state)
{
    (void)state;
    assert_true(glob_matches("**/tests/**", "a/b/tests/c/d.c"));
    assert_true(glob_matches("**/tests/**", "tests/d.c"));
    assert_false(glob_matches("**/tests/**", "a/mytests/d.c"));
    assert_false(glob_matches("**/tests/**", "tests"));
    assert_true(glob_matches("src/**/main.c", "src/main.c"));
    assert_true(glob_matches("src/**/main.c", "src/a/b/main.c"));
    assert_false(glob_matches("src/**/main.c", "src/a/b/domain.c"));
    assert_true(glob_matches("**", "any/thing"));
}

static void glob_without_slash_is_a_name_at_any_depth(void **state)
{
    (void)state;
    assert_true(glob_matches("*_test.c", "deep/down/net_test.c"));
    assert_true(glob_matches("*_test.c", "net_test.c"));
    assert_false(glob_matches("*_test.c", "net_test.c/other.c"));
    assert_false(glob_matches("", "a"));
}

static void glob_with_last_slash_is_all_below(void **state)
{
    (void)state;
    assert_true(glob_matches("vendor/", "vendor/a.c"));
    assert_true(glob_matches("vendor/", "lib/vendor/x/a.c"));
    assert_false(glob_matches("vendor/", "vendor.c"));
    assert_true(glob_matches("lib/vendor/", "lib/vendor/x/a.c"));
    assert_false(glob_matches("lib/vendor/", "src/lib/vendor/a.c"));
}

static void glob_classes_and_escapes(void **state)
{
    (void)state;
    assert_true(glob_matches("v[0-9].c", "v7.c"));
    assert_false(glob_matches("v[!0-9].c", "v7.c"));
    assert_true(glob_matches("v[]x].c", "v].c"));
    assert_true(glob_matches("v[", "v["));
    assert_false(glob_matches("a[!x]b/c", "a/b/c"));
    assert_true(glob_matches("\\*.c", "*.c"));
    assert_false(glob_matches("\\*.c", "a.c"));
    assert_true(glob_matches("a.c", "a.c"));
    assert_false(glob_matches("a.c", "abc"));
}

static void glob_hostile_takes_no_time(void **state)
{
    (void)state;
    char path[2001];
    memset(path, 'a', 2000);
    path[2000] = '\0';
    assert_false(glob_matches("**a*a**a*a**a*a**a*a**a*a**a*a**b/", path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pattern_finds_anywhere),
        cmocka_unit_test(pattern_error_names_the_offset),
        cmocka_unit_test(pattern_hostile_ends_without_match),
        cmocka_unit_test(glob_star_stays_in_a_folder),
        cmocka_unit_test(glob_deep_crosses_folders),
        cmocka_unit_test(glob_without_slash_is_a_name_at_any_depth),
        cmocka_unit_test(glob_with_last_slash_is_all_below),
        cmocka_unit_test(glob_classes_and_escapes),
        cmocka_unit_test(glob_hostile_takes_no_time),
    };
    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
