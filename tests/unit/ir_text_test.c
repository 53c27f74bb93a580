#include "base/diag.h"
#include "base/file.h"
#include "ir/text.h"
#include "ir/verify.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static char *print(const struct ir_module *module)
{
    struct text out = {0};
    ir_print(module, &out);
    return out.bytes;
}

static char *print_parsed(const char *name, const char *source)
{
    struct ir_module module;
    if (!ir_parse(name, source, &module)) {
        fail_msg("%s was not read", name);
    }
    char *text = print(&module);
    ir_module_finish(&module);
    return text;
}

static void every_example_prints_as_it_reads(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(SOURCE_DIR "/tests/ir/*.ir", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct arena arena = {0};
        char *source = file_read(&arena, found.gl_pathv[i], 1 << 24, NULL);
        assert_non_null(source);
        char *once = print_parsed(found.gl_pathv[i], source);
        char *twice = print_parsed(found.gl_pathv[i], once);
        assert_string_equal(once, twice);
        free(once);
        free(twice);
        arena_finish(&arena);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_prints_as_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
