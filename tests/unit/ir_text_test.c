#include "base/file.h"
#include "ir/text.h"
#include "said.h"

#include <glob.h>
#include <stdlib.h>

static char *print_parsed(const char *name, const char *source)
{
    struct ir_module module;
    struct text out = {0};
    if (!ir_parse(name, source, &module)) {
        fail_msg("%s was not read: %s", name, said_take());
    }
    ir_print(&module, &out);
    ir_module_finish(&module);
    return out.bytes;
}

static void check_examples(const char *pattern, bool canonical)
{
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct arena arena = {0};
        char *source = file_read(&arena, found.gl_pathv[i], 1 << 24, NULL);
        assert_non_null(source);
        char *once = print_parsed(found.gl_pathv[i], source);
        char *twice = print_parsed(found.gl_pathv[i], once);
        assert_string_equal(once, twice);
        if (canonical) {
            assert_string_equal(source, once);
        }
        free(once);
        free(twice);
        arena_finish(&arena);
    }
    globfree(&found);
}

static void printing_what_was_parsed_gives_the_same_text(void **state)
{
    (void)state;
    check_examples(SOURCE_DIR "/tests/ir/*.ir", true);
}

static void short_forms_print_in_full(void **state)
{
    (void)state;
    check_examples(SOURCE_DIR "/tests/ir/short/*.ir", false);
}

static void a_text_without_a_unit_is_its_own_file(void **state)
{
    (void)state;
    char *text = print_parsed("note.ir", "func f() {\nb1:\n  return @3\n}\n");
    assert_string_equal(text, "unit \"note.ir\"\n\nfunc f() {\nb1:\n  return @3\n}\n");
    free(text);
}

static void the_initialiser_is_function_one_wherever_it_stands(void **state)
{
    (void)state;
    struct ir_module module;
    assert_true(ir_parse("x.ir",
                         "global int g\nfunc int f() {\nb1:\n  return g\n}\n"
                         "func $init() {\nb1:\n  g = 5\n  return\n}\n",
                         &module));
    assert_string_equal(ir_text(&module, module.funcs[1].name), "$init");
    assert_int_equal(module.blocks[module.funcs[1].first_block].instr_count, 1);
    ir_module_finish(&module);
}

static void numbers_of_blocks_are_only_names(void **state)
{
    (void)state;
    char *text = print_parsed("x.ir", "func f() {\nb7:\n  jump b3\nb3:\n  return\n}\n");
    assert_non_null(strstr(text, "b1:\n  jump b2\nb2:\n  return\n"));
    free(text);
}

static void locations_are_kept_and_may_be_short(void **state)
{
    (void)state;
    struct ir_module module;
    assert_true(ir_parse("x.ir",
                         "file 2 \"x.h\"\n"
                         "func f() {\nb1:\n  call g() @2/7:3-9:1 in MACRO\n  return @12\n}\n",
                         &module));
    const struct ir_block *block = &module.blocks[module.funcs[2].first_block];
    const struct ir_loc *loc = &module.locs[module.instrs[block->first_instr].loc];
    assert_string_equal(ir_text(&module, module.files[loc->file].path), "x.h");
    assert_int_equal(loc->line, 7);
    assert_int_equal(loc->column, 3);
    assert_int_equal(loc->end_line, 9);
    assert_int_equal(loc->end_column, 1);
    assert_string_equal(ir_text(&module, loc->macro), "MACRO");
    const struct ir_loc *end = &module.locs[block->term_loc];
    assert_string_equal(ir_text(&module, module.files[end->file].path), "x.ir");
    assert_int_equal(end->line, 12);
    assert_int_equal(end->end_line, 12);
    ir_module_finish(&module);
}

static void one_expression_can_be_printed(void **state)
{
    (void)state;
    struct ir_module module;
    assert_true(ir_parse("x.ir",
                         "struct s 4 {\n  int f\n}\nfunc f(struct s* %p) {\nb1:\n"
                         "  *(%p).f = add(*(%p).f, 1)\n  return\n}\n",
                         &module));
    struct text out = {0};
    const struct ir_instr *set = &module.instrs[1];
    ir_print_place(&module, set->dest, &out);
    text_puts(&out, " = ");
    ir_print_expr(&module, set->value, &out);
    assert_string_equal(text_string(&out), "*(%p).f = add(*(%p).f, 1)");
    text_finish(&out);
    ir_module_finish(&module);
}

static void mistakes_are_told_by_line_and_column(void **state)
{
    (void)state;
    static const struct {
        const char *source, *message;
    } mistakes[] = {
        {"global integer g\n", "x.ir:1:8: expected a type, found 'integer'"},
        {"global int\n", "x.ir:1:11: expected the variable's name, found the end of the line"},
        {"global int g\nglobal int g\n", "x.ir:2:13: expected a name that was not declared"},
        {"func f() {\nb1:\n  %x = 1\n  return\n}\n", "x.ir:3:4: there is no variable 'x' here"},
        {"func f() {\nb1:\n  jump b2\n}\n", "x.ir:3:8: there is no block 'b2' here"},
        {"func f() {\nb1:\n  call g(\n}\n", "x.ir:3:10: expected a value, found the end of the"},
        {"func f() {\nb1:\n  return\n", "x.ir:4:1: expected '}', found the end of the text"},
        {"func f() {\nb1:\n  return\nb1:\n  return\n}\n", "x.ir:4:1: expected a block that was"},
        {"func f() {\n}\n", "x.ir:3:1: expected a function to have a block"},
        {"func f() {\nb1:\n  return add(1)\n}\n", "x.ir:3:15: expected two operands"},
        {"func f() {\nb1:\n  return cast(1)\n}\n", "x.ir:3:14: expected a cast to say its type"},
        {"func f() {\nb1:\n  return \"x\n}\n", "x.ir:3:10: expected a value, found '\"x'"},
        {"func f() {\nb1:\n  return 9223372036854775808\n}\n", "x.ir:3:10: expected a number of"},
        {"func f() {\nb1:\n  return @2/1\n}\n", "expected a location in one of the files named"},
        {"func f(int %x) {\nb1:\n  return %x.y\n}\n", "x.ir:3:13: there is no field 'y' here"},
        {"func f() {\nb1:\n  loop\n}\n", "x.ir:3:3: there is no variable 'loop' here"},
        {"nonsense\n", "x.ir:1:1: expected 'func', found 'nonsense'"},
        {"unit \"\"\n", "x.ir:1:8: expected the path of the unit"},
        {"func f() {\nb1:\n  switch 1 to 1: b1\n}\n", "not well formed: block 1: it has 0 default"},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct ir_module module;
        assert_false(ir_parse("x.ir", mistakes[i].source, &module));
        said_has(mistakes[i].message);
    }
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    struct text source = {0};
    struct ir_module module;
    text_puts(&source, "func f() {\nb1:\n  return ");
    for (int i = 0; i < 100000; i++) {
        text_puts(&source, "neg(");
    }
    for (int i = 0; i < 100000; i++) {
        text_puts(&source, ")");
    }
    text_puts(&source, "\n}\n");
    assert_false(ir_parse("x.ir", text_string(&source), &module));
    said_has("expected less nesting");
    text_finish(&source);
}

static uint32_t next_random(uint32_t *random)
{
    *random = *random * 1664525 + 1013904223;
    return *random >> 8;
}

static void mutate(char *source, size_t length, uint32_t *random)
{
    static const char pieces[] = "@%(){}[],:=*./-#? \n\"0123456789abinrt_\\";
    for (uint32_t n = next_random(random) % 4 + 1; n > 0; n--) {
        size_t at = next_random(random) % length;
        size_t from = next_random(random) % length;
        switch (next_random(random) % 3) {
        case 0:
            source[at] = pieces[next_random(random) % (sizeof pieces - 1)];
            break;
        case 1: { /* a piece of the text in another place */
            size_t size = next_random(random) % 40;
            size = size > length - at ? length - at : size;
            size = size > length - from ? length - from : size;
            memmove(source + at, source + from, size);
            break;
        }
        default:
            source[at] = '\0';
        }
    }
}

/* Whatever is accepted prints as something that is accepted and prints the same. */
static void damaged_text_never_breaks_the_parser(void **state)
{
    (void)state;
    static const char *const names[] = {SOURCE_DIR "/tests/ir/code.ir",
                                        SOURCE_DIR "/tests/ir/types.ir"};
    uint32_t random = 1;
    uint32_t accepted = 0;
    for (uint32_t turn = 0; turn < 2000; turn++) {
        struct arena arena = {0};
        size_t length;
        char *source = file_read(&arena, names[turn % 2], 1 << 24, &length);
        assert_non_null(source);
        mutate(source, length, &random);
        struct ir_module module;
        if (ir_parse("x.ir", source, &module)) {
            ir_module_finish(&module);
            char *once = print_parsed("x.ir", source);
            char *twice = print_parsed("x.ir", once);
            assert_string_equal(once, twice);
            free(once);
            free(twice);
            accepted++;
        }
        (void)said_take();
        arena_finish(&arena);
    }
    assert_in_range(accepted, 100, 1900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printing_what_was_parsed_gives_the_same_text),
        cmocka_unit_test(short_forms_print_in_full),
        cmocka_unit_test(a_text_without_a_unit_is_its_own_file),
        cmocka_unit_test(the_initialiser_is_function_one_wherever_it_stands),
        cmocka_unit_test(numbers_of_blocks_are_only_names),
        cmocka_unit_test(locations_are_kept_and_may_be_short),
        cmocka_unit_test(one_expression_can_be_printed),
        cmocka_unit_test(mistakes_are_told_by_line_and_column),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(damaged_text_never_breaks_the_parser),
    };
    return cmocka_run_group_tests(tests, said_begin, said_end);
}
