#include "base/file.h"
#include "ir/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct arena arena;
static char *page;

static int begin(void **state)
{
    (void)state;
    page = file_read(&arena, SOURCE_DIR "/docs/ir.md", 1 << 20, NULL);
    return page == NULL;
}

static int end(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

static void every_operation_has_its_row(void **state)
{
    (void)state;
    static const char *const rows[] = {
#define IR_EXPR(name, text, operands, meaning) "\n| `" text "` | " meaning " |\n",
#define IR_INSTR(name, text, meaning)          "\n| `" text "` | " meaning " |\n",
#define IR_TERM(name, text, meaning)           "\n| `" text "` | " meaning " |\n",
#include "ir/ops.def"
    };
    const size_t count = sizeof rows / sizeof *rows;
    for (size_t i = 0; i < count; i++) {
        if (strstr(page, rows[i]) == NULL) {
            fail_msg("docs/ir.md lacks the row %s", rows[i]);
        }
    }
    size_t found = 0;
    for (const char *at = page; (at = strstr(at, "\n| `")) != NULL; at++) {
        found++;
    }
    assert_int_equal(found, count);
}

/* The first example of the page, without its indentation. */
static void the_example_reads_and_prints_as_it_stands(void **state)
{
    (void)state;
    struct text source = {0};
    const char *at = strstr(page, "    unit ");
    assert_non_null(at);
    for (; *at == ' ' || *at == '\n'; at += strcspn(at, "\n") + 1) {
        text_put(&source, at + (*at == ' ' ? 4 : 0), strcspn(at, "\n") + 1 - (*at == ' ' ? 4 : 0));
    }
    struct ir_module module;
    assert_true(ir_parse("example", text_string(&source), &module));
    struct text out = {0};
    ir_print(&module, &out);
    text_puts(&out, "\n"); /* the line before the text goes on */
    assert_string_equal(text_string(&out), text_string(&source));
    text_finish(&out);
    text_finish(&source);
    ir_module_finish(&module);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_has_its_row),
        cmocka_unit_test(the_example_reads_and_prints_as_it_stands),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
