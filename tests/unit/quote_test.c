/* What reports do with foreign bytes: UTF-8, escapes, underlined ranges. */
#include "base/utf8.h"
#include "reports/escape.h"
#include "reports/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void only_well_formed_utf8_counts(void **state)
{
    (void)state;
    assert_int_equal(utf8_character("a", 1), 1);
    assert_int_equal(utf8_character("\xc3\xa9", 2), 2);
    assert_int_equal(utf8_character("\xe4\xb8\xad", 3), 3);
    assert_int_equal(utf8_character("\xf0\x9f\x98\x80", 4), 4);
    assert_int_equal(utf8_code_point("\xf0\x9f\x98\x80", 4), 0x1f600);
    assert_int_equal(utf8_character("\xc3\xa9", 1), 0);         /* cut off */
    assert_int_equal(utf8_character("\xc0\x80", 2), 0);         /* overlong */
    assert_int_equal(utf8_character("\xe0\x80\x80", 3), 0);     /* overlong */
    assert_int_equal(utf8_character("\xf0\x80\x80\x80", 4), 0); /* overlong */
    assert_int_equal(utf8_character("\xed\xa0\x80", 3), 0);     /* surrogate */
    assert_int_equal(utf8_character("\xf4\x90\x80\x80", 4), 0); /* above U+10FFFF */
    assert_int_equal(utf8_character("\x80", 1), 0);
    assert_int_equal(utf8_character("\xff", 1), 0);
}

static void expect_terminal(const char *text, const char *expected, size_t width)
{
    struct text out = {0};
    assert_int_equal(escape_terminal(&out, text, strlen(text)), width);
    assert_string_equal(text_string(&out), expected);
    text_finish(&out);
}

static void terminals_see_what_acts_on_them(void **state)
{
    (void)state;
    expect_terminal("plain \xc3\xa9", "plain \xc3\xa9", 7);
    expect_terminal("\x1b[2J\x07\x7f", "\\x1b[2J\\x07\\x7f", 15);
    expect_terminal("\xc2\x9b"
                    "31m",
                    "\\u{9b}31m", 9); /* a control sequence in C1 */
    expect_terminal("\xe2\x80\xae"
                    "a",
                    "\\u{202e}a", 9); /* right to left */
    expect_terminal("\xef\xbb\xbf", "\\u{feff}", 8);
    expect_terminal("\xe9", "\\xe9", 4);
    expect_terminal("\xe4\xb8\xad", "\xe4\xb8\xad", 2); /* a wide character */
    expect_terminal("e\xcc\x81", "e\xcc\x81", 1);       /* a combining accent */
}

static void expect_markdown(const char *text, const char *expected)
{
    struct text out = {0};
    escape_markdown(&out, text);
    assert_string_equal(text_string(&out), expected);
    text_finish(&out);
}

static void expect_code(const char *text, bool in_table, const char *expected)
{
    struct text out = {0};
    escape_markdown_code(&out, text, in_table);
    assert_string_equal(text_string(&out), expected);
    text_finish(&out);
}

static void markdown_stays_text(void **state)
{
    (void)state;
    expect_markdown("curl_easy_perform", "curl_easy_perform");
    expect_markdown("_a_ *b* [c](d) <e> &f; `g` |h|",
                    "\\_a\\_ \\*b\\* \\[c\\](d) &lt;e> &amp;f; \\`g\\` \\|h\\|");
    expect_markdown("two\nlines", "two\\\\x0alines");
    expect_code("a.c:1", false, "`a.c:1`");
    expect_code("a`b", false, "`` a`b ``");
    expect_code("a|b", false, "`a|b`");
    expect_code("a|b", true, "`a\\|b`");
    expect_code("", false, "`  `");
    assert_int_equal(markdown_fence("a ```` b", 3), 5);
    assert_int_equal(markdown_fence("a ` b", 3), 3);
}

static void expect_uri(const char *path, const char *expected)
{
    struct text out = {0};
    escape_uri(&out, path);
    assert_string_equal(text_string(&out), expected);
    text_finish(&out);
}

static void paths_become_uris(void **state)
{
    (void)state;
    expect_uri("src/a b.c", "src/a%20b.c");
    expect_uri("a:b#c?d%.c", "a%3Ab%23c%3Fd%25.c");
    expect_uri("caf\xc3\xa9.c", "caf%C3%A9.c");
    expect_uri("/usr/include/curl.h", "file:///usr/include/curl.h");
}

static void expect_mark(const char *line, uint32_t column, const char *marked)
{
    struct source_line source = {line, strlen(line)};
    struct source_mark mark = source_mark(source, column);
    assert_int_equal(mark.end - mark.start, strlen(marked));
    assert_memory_equal(line + mark.start, marked, strlen(marked));
}

static void calls_and_statement_heads_are_underlined(void **state)
{
    (void)state;
    expect_mark("    n = recv(fd, b, s, 0);", 9, "recv(fd, b, s, 0)");
    expect_mark("    send(fd, \")\", ')');  x", 5, "send(fd, \")\", ')')");
    expect_mark("  while (f(a) && b) { ", 3, "while (f(a) && b)");
    expect_mark("  c->ops.send(c, a,  ", 3, "c->ops.send(c, a,");
    expect_mark("  do {", 3, "do");
    expect_mark("again:", 1, "again");
    expect_mark("  (*f)(x);", 3, "(*f)");
    expect_mark("  x = 1;", 5, "=");
    expect_mark("short", 9, "");
    expect_mark("short", 0, "");
    expect_mark("f(\"open", 1, "f(\"open");
    expect_mark("f('\\", 1, "f('\\");
}

static void columns_count_utf16_units(void **state)
{
    (void)state;
    const char *text = "a\xc3\xa9\xf0\x9f\x98\x80\xff"
                       "b";
    struct source_line line = {text, strlen(text)};
    assert_int_equal(source_utf16_column(line, 0), 1);
    assert_int_equal(source_utf16_column(line, 1), 2);
    assert_int_equal(source_utf16_column(line, 3), 3);
    assert_int_equal(source_utf16_column(line, 7), 5);
    assert_int_equal(source_utf16_column(line, 8), 6);
}

static void lines_come_without_their_ends(void **state)
{
    (void)state;
    struct sources sources;
    sources_init(&sources, SOURCE_DIR "/tests/reports/src");
    struct source_line line = sources_line(&sources, "net.c", 1);
    assert_int_equal(line.length, strlen("#include <sys/socket.h>"));
    assert_null(sources_line(&sources, "net.c", 0).text);
    assert_null(sources_line(&sources, "net.c", 900).text);
    assert_null(sources_line(&sources, "absent.c", 1).text);
    assert_null(sources_line(&sources, "", 1).text);
    sources_finish(&sources);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_utf8_counts),
        cmocka_unit_test(terminals_see_what_acts_on_them),
        cmocka_unit_test(markdown_stays_text),
        cmocka_unit_test(paths_become_uris),
        cmocka_unit_test(calls_and_statement_heads_are_underlined),
        cmocka_unit_test(columns_count_utf16_units),
        cmocka_unit_test(lines_come_without_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
