/* Which units can matter, told from identifiers alone. */
#include "scratch_tree.h"

#include "base/text.h"
#include "prefilter/prefilter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct fixture {
    struct scratch_tree tree;
    struct unit units[8];
    uint32_t count;
};

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    scratch_tree_init(&fixture.tree);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    scratch_tree_finish(&fixture->tree);
    return 0;
}

static const char *const with_include[] = {"-Iinclude", "-include", "forced.h"};

static void add_unit(struct fixture *fixture, const char *name, const char *text)
{
    if (text != NULL) {
        scratch_write(&fixture->tree, name, text);
    }
    fixture->units[fixture->count++] = (struct unit){.path = scratch_path(&fixture->tree, name),
                                                     .directory = fixture->tree.root,
                                                     .args = with_include,
                                                     .arg_count = 3};
}

static struct prefilter *prefilter_of(struct fixture *fixture)
{
    return prefilter_create(fixture->units, fixture->count, fixture->tree.root);
}

/* Numbers of the chosen units, each with a blank behind it. */
static void expect_chosen(struct unit_choice *choice, const char *expected)
{
    struct text text = {0};
    for (uint32_t i = 0; i < choice->units.count; i++) {
        text_printf(&text, "%u ", choice->units.items[i]);
    }
    assert_string_equal(text_string(&text), expected);
    text_finish(&text);
    vec_finish(&choice->units);
}

static void expect_mentioning(struct prefilter *prefilter, const char *name, const char *expected)
{
    struct unit_choice choice = {0};
    prefilter_mentioning(prefilter, &name, 1, &choice);
    expect_chosen(&choice, expected);
}

/* Whether a file with this text matters to somebody who asks for `dial`. */
static void expect_text(void **state, const char *text, bool matters)
{
    struct fixture *fixture = *state;
    fixture->count = 0;
    add_unit(fixture, "a.c", text);
    struct prefilter *prefilter = prefilter_of(fixture);
    expect_mentioning(prefilter, "dial", matters ? "0 " : "");
    prefilter_destroy(prefilter);
}

static void code_that_names_a_function_matters(void **state)
{
    expect_text(state, "int f(void) { return dial(1); }", true);
    expect_text(state, "int (*call)(int) = dial;", true);
    expect_text(state, "struct ops ops = {.open = dial};", true);
    expect_text(state, "#define CALL(x) \\\n  dial(x)\nint f(void) { return CALL(1); }", true);
    expect_text(state, "#if 0\n#else\nint x = dial(1);\n#endif", true);
    expect_text(state, "char c = '\\''; int x = dial(1);", true);
    expect_text(state, "char *s = \"\\\"\"; int x = dial(1);", true);
    expect_text(state, "#error don't\nint x = dial(1);", true);
    expect_text(state, "int a; /* x */ int x = dial(1);", true);
    expect_text(state, "// comment\nint x = dial(1);", true);
    expect_text(state, "int x = 1.dial; int y = dial (1);", true);
    expect_text(state, "dial", true);
}

static void other_text_does_not(void **state)
{
    expect_text(state, "", false);
    expect_text(state, "int f(void) { return redial(1) + dialer(2) + Dial(3); }", false);
    expect_text(state, "/* dial */ // dial\nchar *s = \"dial\"; int c = 'dial';", false);
    expect_text(state, "// continued \\\n dial\nint a;", false);
    expect_text(state, "/* never closed dial(1);", false);
    expect_text(state, "int f(struct o *o) { return o->dial(1) + o->p.dial; }", false);
    expect_text(state, "#warning dial\n#pragma dial\n", false);
    expect_text(state, "#include \"dial\"\n#include <dial>\n", false);
    expect_text(state, "int x = 0xdial; int y = 12dial;", false);
}

static void damaged_text_is_survived(void **state)
{
    expect_text(state, "\"", false);
    expect_text(state, "'", false);
    expect_text(state, "/*", false);
    expect_text(state, "#", false);
    expect_text(state, "#define", false);
    expect_text(state, "#define X \\", false);
    expect_text(state, "#include", false);
    expect_text(state, "#include \"", false);
    expect_text(state, "\\", false);
    expect_text(state, "}}}})))) int x = dial(1);", true);
    expect_text(state, "{{{{(((( int x = dial(1);", true);
    expect_text(state, "#else\n#endif\n#endif\n#elif\n int x = dial(1);", true);
}

static void project_headers_carry_names_to_their_users(void **state)
{
    struct fixture *fixture = *state;
    scratch_write(&fixture->tree, "include/net.h",
                  "#ifdef __cplusplus\nextern \"C\" {\n#endif\n"
                  "#include \"net_impl.h\"\n"
                  "int plain(int);\n"
                  "#define OPEN(x) open_it(x)\n"
                  "#ifdef __cplusplus\n}\n#endif\n");
    scratch_write(&fixture->tree, "include/net_impl.h",
                  "#if A\nstatic inline int open_it(int x)\n{\n#else\n"
                  "static inline int open_it(char x)\n{\n#endif\n"
                  "    return dial(x);\n}\n"
                  "static inline int harmless(int x) { return x; }\n"
                  "static struct ops table = { dial };\n");
    scratch_write(&fixture->tree, "forced.h", "#define FORCED dial(1)\n");
    add_unit(fixture, "macro.c", "#include <net.h>\nint f(void) { return OPEN(1); }");
    add_unit(fixture, "plain.c", "#include <net.h>\nint f(void) { return plain(harmless(1)); }");
    add_unit(fixture, "inline.c", "#include \"net.h\"\nint f(void) { return open_it(1); }");
    add_unit(fixture, "table.c", "#include \"net.h\"\nvoid *f(void) { return &table; }");
    add_unit(fixture, "forced.c", "int f(void) { return FORCED; }");
    struct prefilter *prefilter = prefilter_of(fixture);
    assert_int_equal(prefilter_statistics(prefilter).files, 8);
    expect_mentioning(prefilter, "dial", "0 2 3 4 ");
    prefilter_destroy(prefilter);
}

static void an_included_source_belongs_to_its_includer(void **state)
{
    struct fixture *fixture = *state;
    scratch_write(&fixture->tree, "part.inc", "#include \"part.inc\"\nint g(void) { dial(1); }");
    add_unit(fixture, "a.c", "#include \"part.inc\"\n");
    add_unit(fixture, "b.c", "int f(void);\n");
    struct prefilter *prefilter = prefilter_of(fixture);
    expect_mentioning(prefilter, "dial", "0 ");
    prefilter_destroy(prefilter);
}

static void parts_that_include_each_other_are_read_once(void **state)
{
    struct fixture *fixture = *state;
    struct text includes = {0};
    for (int i = 0; i < 30; i++) {
        text_printf(&includes, "#include \"part%d.inc\"\n", i);
    }
    for (int i = 0; i < 30; i++) {
        char name[32];
        snprintf(name, sizeof name, "part%d.inc", i);
        scratch_write(&fixture->tree, name, text_string(&includes));
    }
    add_unit(fixture, "a.c", text_string(&includes));
    text_finish(&includes);
    struct prefilter *prefilter = prefilter_of(fixture);
    expect_mentioning(prefilter, "dial", "");
    assert_int_equal(prefilter_statistics(prefilter).files, 31);
    prefilter_destroy(prefilter);
}

static void rounds_go_up_the_callers(void **state)
{
    struct fixture *fixture = *state;
    add_unit(fixture, "high.c", "int high(void) { return middle(); }");
    add_unit(fixture, "low.c", "int low(void) { return dial(1); }");
    add_unit(fixture, "middle.c", "int middle(void) { return low(); }");
    struct prefilter *prefilter = prefilter_of(fixture);
    expect_mentioning(prefilter, "dial", "1 ");
    expect_mentioning(prefilter, "low", "2 ");
    expect_mentioning(prefilter, "middle", "0 ");
    expect_mentioning(prefilter, "high", "");
    prefilter_destroy(prefilter);
}

static void helpers_are_found_where_they_are_defined(void **state)
{
    struct fixture *fixture = *state;
    static const char *const wanted[] = {"back_off", "log_it", "read_all", "nowhere"};
    static const char *const reached[] = {"nap", "dial"};
    static const char *const mentioned[] = {"take"};
    struct prefilter_concern concern = {reached, 2, mentioned, 1};
    struct unit_choice choice = {0};
    add_unit(fixture, "user.c", "int f(void) { dial(1); back_off(); log_it(); read_all(); }");
    add_unit(fixture, "wait.c", "#define REST nap(1)\nvoid pause_a_little(void) { REST; }");
    add_unit(fixture, "back.c", "void\nback_off(void)\n{\n    pause_a_little();\n}\n");
    add_unit(fixture, "log.c", "void log_it(void) { puts(\"nap\"); read_all(); }");
    add_unit(fixture, "read.c", "void read_all(void) { take(1); }");
    add_unit(fixture, "other.c", "void g(void) { back_off(); }");
    struct prefilter *prefilter = prefilter_of(fixture);
    prefilter_defining(prefilter, wanted, 4, &concern, &choice);
    expect_chosen(&choice, "2 4 ");
    prefilter_destroy(prefilter);
}

static void a_unit_that_cannot_be_read_is_given_out_first(void **state)
{
    struct fixture *fixture = *state;
    add_unit(fixture, "gone.c", NULL);
    add_unit(fixture, "a.c", "int f(void) { return later(); }");
    struct prefilter *prefilter = prefilter_of(fixture);
    expect_mentioning(prefilter, "dial", "0 ");
    expect_mentioning(prefilter, "later", "1 ");
    prefilter_destroy(prefilter);
}

static void no_unit_is_no_trouble(void **state)
{
    struct fixture *fixture = *state;
    struct prefilter *prefilter = prefilter_of(fixture);
    expect_mentioning(prefilter, "dial", "");
    prefilter_destroy(prefilter);
    prefilter_destroy(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(code_that_names_a_function_matters),
        TEST(other_text_does_not),
        TEST(damaged_text_is_survived),
        TEST(project_headers_carry_names_to_their_users),
        TEST(an_included_source_belongs_to_its_includer),
        TEST(parts_that_include_each_other_are_read_once),
        TEST(rounds_go_up_the_callers),
        TEST(helpers_are_found_where_they_are_defined),
        TEST(a_unit_that_cannot_be_read_is_given_out_first),
        TEST(no_unit_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
