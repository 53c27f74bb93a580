#include "base/diag.h"
#include "base/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct arena arena;
static FILE *messages; /* what went to standard error since the last look */
static int saved_stderr;

static int begin_capture(void **state)
{
    (void)state;
    messages = tmpfile();
    saved_stderr = dup(STDERR_FILENO);
    dup2(fileno(messages), STDERR_FILENO);
    return 0;
}

static int end_capture(void **state)
{
    (void)state;
    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    fclose(messages);
    arena_finish(&arena);
    return 0;
}

static void assert_said(const char *part)
{
    static char said[8192];
    fflush(stderr);
    rewind(messages);
    said[fread(said, 1, sizeof said - 1, messages)] = '\0';
    if (strstr(said, part) == NULL) {
        printf("expected the message '%s', got '%s'\n", part, said);
        fail();
    }
}

static struct yaml_node *read_text(const char *text)
{
    return yaml_read_text(&arena, "a.yaml", text, strlen(text));
}

static void refuses(const char *text, const char *message)
{
    assert_null(read_text(text));
    assert_said(message);
}

static void nodes_know_their_place(void **state)
{
    (void)state;
    struct yaml_node *root = read_text("# comment\none: 1\nlist:\n  - {a: x, b: }\n  - \"yes\"\n");
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->count, 2);
    struct yaml_node *list = yaml_get(root, "list");
    assert_int_equal(list->kind, YAML_LIST);
    assert_int_equal(list->key_line, 3);
    assert_int_equal(list->key_column, 1);
    struct yaml_node *b = yaml_get(list->first, "b");
    assert_int_equal(b->kind, YAML_NULL);
    assert_int_equal(b->key_line, 4);
    assert_int_equal(b->key_column, 12);
    assert_true(list->first->next->quoted);
    assert_int_equal(list->first->next->column, 5);
    assert_null(yaml_get(root, "two"));
    assert_null(yaml_get(NULL, "two"));
    assert_string_equal(root->file, "a.yaml");
}

static void empty_text_is_a_null_node(void **state)
{
    (void)state;
    assert_int_equal(read_text("")->kind, YAML_NULL);
    assert_int_equal(read_text("# only a comment\n")->kind, YAML_NULL);
}

static void broken_documents_are_named_with_place(void **state)
{
    (void)state;
    refuses("a: [1, 2\nb: 3\n", "a.yaml:2:");
    refuses("a: &x 1\nb: *x\n", "a.yaml:1:4: anchors are not supported");
    refuses("a: 1\nb: *x\n", "a.yaml:2:4: aliases are not supported");
    refuses("a: !!str 1\n", "a.yaml:1:4: tags are not supported");
    refuses("a: 1\nb: 2\na: 3\n",
            "a.yaml:3:1: the key 'a' stands twice in this map (first in line 1)");
    refuses("{[a]: 1}\n", "a.yaml:1:2: a key must be a plain word");
    refuses("a: 1\n---\nb: 2\n", "a second document starts here");
    refuses("a: \"x\\0y\"\n", "a.yaml:1:4: a text must not contain a NUL");
    refuses("a: b\nc: \xff\n", "a.yaml:2:4: this is not valid YAML");
    refuses("a: b\n c: d: e\n", "a.yaml:2:");
}

static void the_same_key_may_stand_in_two_maps(void **state)
{
    (void)state;
    assert_non_null(read_text("- {a: 1}\n- {a: 2, b: {a: 3}}\n"));
}

static void nesting_is_limited(void **state)
{
    (void)state;
    char deep[4001];
    memset(deep, '[', 4000);
    deep[4000] = '\0';
    assert_null(read_text(deep));
    assert_said("nested more than 64 deep");
    char most[129] = {0};
    memset(most, '[', 64);
    memset(most + 64, ']', 64);
    assert_non_null(read_text(most));
}

static void unreadable_files_are_named(void **state)
{
    (void)state;
    assert_null(yaml_read_file(&arena, "/nowhere/x.yaml"));
    assert_said("/nowhere/x.yaml: the file cannot be read: No such file or directory");
}

static int64_t integer(const char *text)
{
    return yaml_integer(read_text(text), -77);
}

static void integers_are_read_exactly(void **state)
{
    (void)state;
    assert_int_equal(integer("12"), 12);
    assert_int_equal(integer("-12"), -12);
    assert_int_equal(integer("+3"), 3);
    assert_int_equal(integer("0x1F"), 31);
    assert_true(integer("9223372036854775807") == INT64_MAX);
    assert_true(integer("-9223372036854775808") == INT64_MIN);
    uint32_t before = diag_count(DIAG_ERROR);
    const char *const wrong[] = {
        "9223372036854775808", "-9223372036854775809", "0x", "1.5", "'1'", "-", "1 s", "[1]", "~"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(integer(wrong[i]), -77);
    }
    assert_int_equal(diag_count(DIAG_ERROR) - before, sizeof wrong / sizeof *wrong);
    assert_int_equal(yaml_integer(NULL, 5), 5);
}

static void wrong_types_name_found_and_expected(void **state)
{
    (void)state;
    struct yaml_node *root =
        read_text("on: maybe\nname: [x]\ncount: 'twelve'\nmap: 3\nkind: lst\n");
    assert_true(yaml_bool(yaml_get(root, "on"), true));
    assert_said("a.yaml:1:5: found 'maybe' for 'on', expected yes or no");
    assert_string_equal(yaml_string(yaml_get(root, "name"), "none"), "none");
    assert_said("a.yaml:2:7: found a list for 'name', expected a text");
    assert_int_equal(yaml_integer(yaml_get(root, "count"), 1), 1);
    assert_said("found the text 'twelve' for 'count', expected a whole number");
    const char *const kinds[] = {"map", "list", NULL};
    assert_false(yaml_check_keys(yaml_get(root, "map"), kinds));
    assert_said("a.yaml:4:6: found '3' for 'map', expected a map");
    assert_int_equal(yaml_choice(yaml_get(root, "kind"), kinds, 0), 0);
    assert_said("a.yaml:5:7: unknown kind 'lst', did you mean 'list'?");
    assert_int_equal(yaml_choice(yaml_get(root, "name"), kinds, 1), 1);
    assert_said("found a list for 'name', expected one of: map, list");
    assert_true(yaml_bool(read_text("yes"), false));
    assert_false(yaml_bool(read_text("false"), true));
    assert_false(yaml_bool(read_text("'yes'"), false));
}

static void unknown_keys_get_the_nearest(void **state)
{
    (void)state;
    const char *const known[] = {"severity", "message", NULL};
    struct yaml_node *root = read_text("severity: note\n  \nmesage: x\nzzz: 1\n");
    assert_false(yaml_check_keys(root, known));
    assert_said("a.yaml:3:1: unknown key 'mesage', did you mean 'message'?");
    assert_said("a.yaml:4:1: unknown key 'zzz', expected one of: severity, message");
    assert_true(yaml_check_keys(NULL, known));
}

static void nearest_is_near(void **state)
{
    (void)state;
    const char *const words[] = {"receive", "send", "connect", NULL};
    assert_string_equal(text_nearest("recieve", words), "receive");
    assert_string_equal(text_nearest("SEND", words), "send");
    assert_string_equal(text_nearest("conect", words), "connect");
    assert_null(text_nearest("frobnicate", words));
    assert_null(text_nearest("", words));
    char long_word[200];
    memset(long_word, 'x', sizeof long_word);
    long_word[sizeof long_word - 1] = '\0';
    assert_null(text_nearest(long_word, words));
}

/* Whichever thread reads a file, each root stands in its place and mistakes come in order. */
static void several_files_keep_their_order(void **state)
{
    char folder[] = "/tmp/resilint-yaml-XXXXXX";
    enum { COUNT = 40 };
    const char *paths[COUNT];
    struct yaml_node *roots[COUNT];
    (void)state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < COUNT; i++) {
        paths[i] = arena_format(&arena, "%s/%02d.yaml", folder, i);
        FILE *file = fopen(paths[i], "w");
        assert_non_null(file);
        fprintf(file, i == 3 || i == 30 ? "a: 1\na: %d\n" : "a: %d\n", i);
        fclose(file);
    }
    yaml_read_files(&arena, paths, COUNT, roots);
    assert_said(arena_format(&arena,
                             "%s/03.yaml:2:1: the key 'a' stands twice in this map (first in line "
                             "1); keep one of them\nresilint: error: %s/30.yaml:2:1: ",
                             folder, folder));
    for (int i = 0; i < COUNT; i++) {
        unlink(paths[i]);
        assert_true((roots[i] == NULL) == (i == 3 || i == 30));
        assert_true(roots[i] == NULL || yaml_integer(yaml_get(roots[i], "a"), -1) == i);
    }
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_place),
        cmocka_unit_test(empty_text_is_a_null_node),
        cmocka_unit_test(broken_documents_are_named_with_place),
        cmocka_unit_test(the_same_key_may_stand_in_two_maps),
        cmocka_unit_test(nesting_is_limited),
        cmocka_unit_test(unreadable_files_are_named),
        cmocka_unit_test(integers_are_read_exactly),
        cmocka_unit_test(wrong_types_name_found_and_expected),
        cmocka_unit_test(unknown_keys_get_the_nearest),
        cmocka_unit_test(nearest_is_near),
        cmocka_unit_test(several_files_keep_their_order),
    };
    return cmocka_run_group_tests(tests, begin_capture, end_capture);
}
