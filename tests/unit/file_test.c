#include "base/file.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/resilint-file-XXXXXX";
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    return rmdir(folder);
}

static void file_read_gives_bytes_and_length(void **state)
{
    (void)state;
    const char *path = path_join(&arena, folder, "data");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite("a\0b", 1, 3, file), 3);
    assert_int_equal(fclose(file), 0);

    size_t length = 0;
    char *bytes = file_read(&arena, path, 3, &length);
    assert_non_null(bytes);
    assert_int_equal(length, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    assert_null(file_read(&arena, path, 2, NULL));
    assert_int_equal(errno, EFBIG);
    assert_true(file_exists(path));
    assert_false(folder_exists(path));
    assert_int_equal(unlink(path), 0);
    assert_null(file_read(&arena, path, 3, NULL));
    assert_int_equal(errno, ENOENT);
}

static void file_read_refuses_what_is_no_file(void **state)
{
    (void)state;
    assert_true(folder_exists(folder));
    assert_null(file_read(&arena, folder, 100, NULL));
    assert_int_equal(errno, EISDIR);

    const char *fifo = path_join(&arena, folder, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_null(file_read(&arena, fifo, 100, NULL));
    assert_int_equal(errno, EINVAL);
    assert_int_equal(unlink(fifo), 0);
}

static void path_join_resolves_in_the_text(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"/a/b", "c.c", "/a/b/c.c"},
        {"/a/b/", "/c.c", "/c.c"},
        {"/a/b", "../c.c", "/a/c.c"},
        {"/a", "../../../c", "/c"},
        {"a", "./b//c/.", "a/b/c"},
        {"a", "..", "."},
        {"a", "../../b", "../b"},
        {"", "b", "b"},
        {".", "b", "b"},
        {"../x", "../../b", "../../b"},
        {"/", ".", "/"},
        {"a", "..b/...", "a/..b/..."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(path_join(&arena, cases[i][0], cases[i][1]), cases[i][2]);
    }
}

static void path_relative_only_below(void **state)
{
    (void)state;
    assert_string_equal(path_relative("/a/b", "/a/b/c/d.c"), "c/d.c");
    assert_string_equal(path_relative("/a/b", "/a/bc/d.c"), "/a/bc/d.c");
    assert_string_equal(path_relative("/a/b", "/a/b"), ".");
    assert_string_equal(path_relative("/", "/a"), "a");
    assert_string_equal(path_relative("/a", "b/c"), "b/c");
    assert_true(folder_exists(path_working_directory(&arena)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_read_gives_bytes_and_length),
        cmocka_unit_test(file_read_refuses_what_is_no_file),
        cmocka_unit_test(path_join_resolves_in_the_text),
        cmocka_unit_test(path_relative_only_below),
    };
    return cmocka_run_group_tests_name("file", tests, set_up, tear_down);
}
