/* Which units exist, and with which arguments. */
#include "scratch_tree.h"

#include "base/diag.h"
#include "base/text.h"
#include "compdb/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static int setup(void **state)
{
    static struct scratch_tree tree;
    scratch_tree_init(&tree);
    *state = &tree;
    return 0;
}

static int teardown(void **state)
{
    scratch_tree_finish(*state);
    return 0;
}

/* Units as text: path, directory unless it is the root, arguments, `?` when guessed; one a line,
 * relative to the tree's root. */
static void put_units(struct text *out, const struct unit_list *list, const char *root)
{
    for (uint32_t i = 0; i < list->units.count; i++) {
        const struct unit *unit = &list->units.items[i];
        text_puts(out, path_relative(root, unit->path));
        if (strcmp(unit->directory, root) != 0) {
            text_printf(out, " in %s", path_relative(root, unit->directory));
        }
        for (uint32_t k = 0; k < unit->arg_count; k++) {
            text_printf(out, " %s", path_relative(root, unit->args[k]));
        }
        text_puts(out, unit->guessed ? " ?\n" : "\n");
    }
}

static void expect_query(const struct unit_query *query, const char *root, const char *expected)
{
    struct unit_list list = {0};
    struct text text = {0};
    units_find(&list, query);
    put_units(&text, &list, root);
    assert_string_equal(text_string(&text), expected);
    text_finish(&text);
    unit_list_finish(&list);
}

static void expect(struct scratch_tree *tree, const char *path, const char *expected)
{
    struct unit_query query = {
        .root = tree->root, .paths = &path, .path_count = path == NULL ? 0 : 1};
    expect_query(&query, tree->root, expected);
}

static uint32_t mistakes(void)
{
    return diag_count(DIAG_ERROR);
}

static void both_forms_of_a_command_are_read(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "src/b.c", "");
    scratch_write(
        tree, "compile_commands.json",
        "[{\"directory\": \"%s\", \"file\": \"src/b.c\","
        "  \"arguments\": [\"cc\", \"-Iinc lude\", \"-c\", \"src/b.c\", \"-o\", \"b.o\"]},"
        " {\"directory\": \"%s/src\", \"file\": \"../a.c\","
        "  \"command\": \"ccache gcc -DN=\\\"x y\\\" -O2 -c ../a.c\"}]");
    expect(tree, NULL, "a.c in src -DN=x y\nsrc/b.c -Iinc lude\n");
}

static void a_file_under_two_commands_is_two_units(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "a.c", "");
    scratch_write(
        tree, "compile_commands.json",
        "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -DZ a.c\"},"
        " {\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -DA a.c\"},"
        " {\"directory\": \"%s\", \"file\": \"./a.c\", \"command\": \"gcc -O2 -DZ a.c\"}]");
    expect(tree, NULL, "a.c -DZ\na.c -DA\n");
    expect(tree, "a.c", "a.c -DZ\na.c -DA\n");
}

static void the_database_is_searched_upward_and_in_build_folders(void **state)
{
    struct scratch_tree *tree = *state;
    static const char *const places[] = {"build/dev/compile_commands.json",
                                         "build-x/compile_commands.json",
                                         "build/compile_commands.json", "compile_commands.json"};
    scratch_write(tree, "src/a.c", "");
    struct unit_query query = {.root = scratch_path(tree, "src")};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char database[256];
        char expected[64];
        snprintf(database, sizeof database,
                 "[{\"directory\": \"%%s\", \"file\": \"src/a.c\", \"command\": \"cc -DP%zu\"}]",
                 i);
        scratch_write(tree, places[i], database);
        snprintf(expected, sizeof expected, "src/a.c -DP%zu\n", i);
        expect_query(&query, tree->root, expected);
    }
}

static void a_database_of_another_project_is_not_taken(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "mine/a.c", "");
    scratch_write(tree, "other/b.c", "");
    scratch_write(tree, "compile_commands.json",
                  "[{\"directory\": \"%s\", \"file\": \"other/b.c\", \"command\": \"cc -DB\"}]");
    struct unit_query query = {.root = scratch_path(tree, "mine")};
    expect_query(&query, query.root, "a.c -std=gnu17 -idirafter . ?\n");
}

static void the_folder_of_an_option_wins(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "compile_commands.json",
                  "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -DNEAR\"}]");
    scratch_write(tree, "out/compile_commands.json",
                  "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -DFAR\"}]");
    struct unit_query query = {.root = tree->root, .database_folder = "out"};
    expect_query(&query, tree->root, "a.c -DFAR\n");
    query.database_folder = "out/compile_commands.json";
    expect_query(&query, tree->root, "a.c -DFAR\n");
    uint32_t before = mistakes();
    query.database_folder = "nowhere";
    expect_query(&query, tree->root, "");
    assert_int_equal(mistakes(), before + 1);
}

static void an_unnamed_file_borrows_from_its_nearest_neighbour(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "lib/net/a.c", "");
    scratch_write(tree, "lib/net/deep/er.c", "");
    scratch_write(tree, "tools/main.c", "");
    scratch_write(tree, "lib/net/new.c", "");
    scratch_write(tree, "lib/net/deep/main.h", "");
    scratch_write(tree, "lib/net/more/new.c", "");
    scratch_write(
        tree, "compile_commands.json",
        "[{\"directory\": \"%s\", \"file\": \"tools/main.c\", \"command\": \"cc -DTOOL\"},"
        " {\"directory\": \"%s\", \"file\": \"lib/net/deep/er.c\", \"command\": \"cc -DDEEP\"},"
        " {\"directory\": \"%s\", \"file\": \"lib/net/a.cc\", \"command\": \"c++ -DCXX\"},"
        " {\"directory\": \"%s/lib\", \"file\": \"net/a.c\", \"command\": \"cc -DNET\"}]");
    expect(tree, "lib/net/new.c", "lib/net/new.c in lib -DNET ?\n");
    expect(tree, "lib/net/more/new.c", "lib/net/more/new.c in lib -DNET ?\n");
    expect(tree, "lib/net/deep/main.h", "lib/net/deep/main.h -x c -DTOOL ?\n");
    expect(tree, "lib",
           "lib/net/a.c in lib -DNET\nlib/net/deep/er.c -DDEEP\n"
           "lib/net/more/new.c in lib -DNET ?\nlib/net/new.c in lib -DNET ?\n");
    expect(tree, NULL,
           "lib/net/a.c in lib -DNET\nlib/net/deep/er.c -DDEEP\n"
           "tools/main.c -DTOOL\n");
}

static void without_a_database_arguments_are_guessed(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "src/a.c", "");
    scratch_write(tree, "src/a.h", "");
    scratch_write(tree, "include/proj/api.h", "");
    scratch_write(tree, ".git/x.c", "");
    scratch_write(tree, "out/CMakeCache.txt", "");
    scratch_write(tree, "out/made.c", "");
    scratch_write(tree, "b.cpp", "");
    const char *arguments =
        "-std=gnu17 -I include -idirafter . -idirafter include/proj -idirafter src ?\n";
    char expected[256];
    snprintf(expected, sizeof expected, "src/a.c %s", arguments);
    expect(tree, NULL, expected);
    expect(tree, "src", expected);
    expect(tree, "src/a.c", expected);
}

static void a_configured_tree_says_so_to_its_sources(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "config.h", "#define HAVE_POLL 1\n");
    scratch_write(tree, "config.h.in", "#define VERSION \"@VERSION@\"\n");
    expect(tree, NULL, "a.c -std=gnu17 -idirafter . ?\n");
    scratch_write(tree, "config.h.in", "#undef HAVE_POLL\n");
    expect(tree, NULL, "a.c -std=gnu17 -DHAVE_CONFIG_H -idirafter . ?\n");
}

static void arguments_after_two_dashes_are_taken_as_they_are(void **state)
{
    struct scratch_tree *tree = *state;
    static const char *const extra[] = {"-DA", "-fplugin=evil.so", "-I", "inc"};
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "compile_commands.json",
                  "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -DDATABASE\"}]");
    const char *path = "a.c";
    struct unit_query query = {.root = tree->root,
                               .paths = &path,
                               .path_count = 1,
                               .extra_args = extra,
                               .extra_arg_count = 4};
    uint32_t before = diag_count(DIAG_WARNING);
    expect_query(&query, tree->root, "a.c -DA -I inc -std=gnu17\n");
    assert_int_equal(diag_count(DIAG_WARNING), before + 1);
}

static void broken_databases_are_named(void **state)
{
    struct scratch_tree *tree = *state;
    static const char *const broken[] = {
        "",
        "{",
        "[",
        "nonsense",
        "{}",
        "3",
        "[1]",
        "[{}]",
        "[{\"file\": 1}]",
        "[{\"directory\": 1, \"file\": \"a.c\", \"command\": \"cc\"}]",
        "[{\"directory\": \".\", \"file\": \"a.c\"}]",
        "[{\"directory\": \".\", \"file\": \"a.c\", \"arguments\": \"cc\"}]",
        "[{\"directory\": \".\", \"file\": \"a.c\", \"arguments\": [1]}]",
        "[{\"directory\": \".\", \"file\": \"a.c\", \"command\": []}]",
    };
    scratch_write(tree, "a.c", "");
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        uint32_t before = mistakes();
        scratch_write(tree, "compile_commands.json", broken[i]);
        expect(tree, NULL, "");
        assert_int_equal(mistakes(), before + 1);
    }
}

static void a_good_entry_beside_a_broken_one_is_used(void **state)
{
    struct scratch_tree *tree = *state;
    uint32_t before = mistakes();
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "compile_commands.json",
                  "[{\"file\": 1}, {\"file\": \"a.c\", \"arguments\": []}]");
    expect(tree, NULL, "a.c\n");
    assert_int_equal(mistakes(), before + 1);
}

static void missing_files_are_warned_of(void **state)
{
    struct scratch_tree *tree = *state;
    struct text database = {0};
    scratch_write(tree, "a.c", "");
    text_puts(&database, "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc\"}");
    for (int i = 0; i < 20; i++) {
        text_printf(&database,
                    ", {\"directory\": \"%%s\", \"file\": \"gone%d.c\", "
                    "\"command\": \"cc\"}",
                    i);
    }
    text_puts(&database, "]");
    scratch_write(tree, "compile_commands.json", text_string(&database));
    text_finish(&database);
    uint32_t warnings = diag_count(DIAG_WARNING);
    uint32_t before = mistakes();
    expect(tree, NULL, "a.c\n");
    assert_int_equal(diag_count(DIAG_WARNING), warnings + 6); /* five by name, the rest as one */
    assert_int_equal(mistakes(), before);
}

static void wrong_names_are_mistakes_and_the_others_go_on(void **state)
{
    struct scratch_tree *tree = *state;
    static const char *const paths[] = {"nosuch.c", "a.c", "README.md", "nosuch"};
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "README.md", "");
    struct unit_query query = {.root = tree->root, .paths = paths, .path_count = 4};
    uint32_t before = mistakes();
    expect_query(&query, tree->root, "a.c -std=gnu17 -idirafter . ?\n");
    assert_int_equal(mistakes(), before + 3);
}

static bool excludes_tests(void *context, const char *path)
{
    (void)context;
    return strncmp(path, "test/", 5) == 0;
}

static void excluded_files_are_left_out(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "a.c", "");
    scratch_write(tree, "test/t.c", "");
    struct unit_query query = {.root = tree->root, .excluded = excludes_tests};
    expect_query(&query, tree->root, "a.c -std=gnu17 -idirafter . ?\n");
}

static void links_do_not_lead_in_circles(void **state)
{
    struct scratch_tree *tree = *state;
    scratch_write(tree, "src/a.c", "");
    assert_int_equal(symlink("..", scratch_path(tree, "src/up")), 0);
    assert_int_equal(symlink("nowhere.c", scratch_path(tree, "src/gone.c")), 0);
    expect(tree, NULL, "src/a.c -std=gnu17 -idirafter . ?\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(both_forms_of_a_command_are_read),
        TEST(a_file_under_two_commands_is_two_units),
        TEST(the_database_is_searched_upward_and_in_build_folders),
        TEST(a_database_of_another_project_is_not_taken),
        TEST(the_folder_of_an_option_wins),
        TEST(an_unnamed_file_borrows_from_its_nearest_neighbour),
        TEST(without_a_database_arguments_are_guessed),
        TEST(a_configured_tree_says_so_to_its_sources),
        TEST(arguments_after_two_dashes_are_taken_as_they_are),
        TEST(broken_databases_are_named),
        TEST(a_good_entry_beside_a_broken_one_is_used),
        TEST(missing_files_are_warned_of),
        TEST(wrong_names_are_mistakes_and_the_others_go_on),
        TEST(excluded_files_are_left_out),
        TEST(links_do_not_lead_in_circles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
