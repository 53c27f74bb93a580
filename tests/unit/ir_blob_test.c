#include "base/file.h"
#include "ir/blob.h"
#include "ir/build.h"
#include "ir/cfg.h"
#include "ir/text.h"
#include "ir/verify.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct ir_module module;

static int begin(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *source = file_read(&arena, SOURCE_DIR "/tests/ir/code.ir", 1 << 20, NULL);
    bool read = source != NULL && ir_parse("code.ir", source, &module);
    arena_finish(&arena);
    return read ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    ir_module_finish(&module);
    return 0;
}

/* A copy of exactly that size, so that the sanitizer sees every step beyond it. */
static char *copy_of(size_t size)
{
    char *copy = malloc(size + (size == 0));
    assert_non_null(copy);
    memcpy(copy, module.bytes, size);
    return copy;
}

static void a_stored_module_opens_anywhere(void **state)
{
    (void)state;
    char *copy = copy_of(module.size);
    char error[128];
    struct ir_module view;
    assert_true(ir_module_open(&view, copy, module.size, error));
    assert_string_equal(ir_text(&view, view.unit_path), "code.c");
    struct text before = {0};
    struct text after = {0};
    ir_print(&module, &before);
    ir_print(&view, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_finish(&before);
    text_finish(&after);
    ir_module_finish(&view);
    free(copy);
}

static void equal_input_gives_equal_bytes(void **state)
{
    struct ir_module first = module;
    assert_int_equal(begin(state), 0);
    assert_int_equal(first.size, module.size);
    assert_memory_equal(first.bytes, module.bytes, module.size);
    ir_module_finish(&first);
}

static void a_cut_off_module_is_refused(void **state)
{
    (void)state;
    for (size_t size = 0; size < module.size; size++) {
        char *copy = copy_of(size);
        char error[128];
        struct ir_module view;
        assert_false(ir_module_open(&view, copy, size, error));
        free(copy);
    }
}

static void a_changed_byte_is_noticed(void **state)
{
    (void)state;
    char *copy = copy_of(module.size);
    for (size_t at = 0; at < module.size; at++) {
        char error[128] = "";
        struct ir_module view;
        copy[at] ^= 0x41;
        assert_false(ir_module_open(&view, copy, module.size, error));
        assert_string_not_equal(error, "");
        copy[at] ^= 0x41;
    }
    free(copy);
}

static void another_version_is_named_as_such(void **state)
{
    (void)state;
    char *copy = copy_of(module.size);
    char error[128];
    struct ir_module view;
    ((struct ir_blob *)(void *)copy)->version++;
    assert_false(ir_module_open(&view, copy, module.size, error));
    assert_non_null(strstr(error, "another version"));
    free(copy);
}

static void use(const struct ir_module *view)
{
    struct arena arena = {0};
    struct text out = {0};
    ir_print(view, &out);
    for (ir_func_id func = 1; func < view->funcs_count; func++) {
        struct cfg cfg;
        cfg_build(&cfg, &arena, view, func);
    }
    text_finish(&out);
    arena_finish(&arena);
}

/* Whoever can write the cache can also write a checksum: then the verifier has the last word. */
static void a_forged_module_is_refused_or_harmless(void **state)
{
    (void)state;
    static const unsigned char changes[] = {0x01, 0x02, 0x10, 0xff};
    char *copy = copy_of(module.size);
    struct ir_blob *blob = (struct ir_blob *)(void *)copy;
    uint32_t accepted = 0;
    for (size_t at = 0; at < module.size; at++) {
        unsigned char change = changes[at % sizeof changes];
        char error[128];
        struct ir_module view;
        struct text faults = {0};
        copy[at] = (char)(copy[at] ^ change);
        blob->checksum = ir_blob_checksum(copy, module.size);
        if (ir_module_open(&view, copy, module.size, error) && ir_verify(&view, &faults)) {
            use(&view);
            accepted++;
        }
        text_finish(&faults);
        memcpy(copy, module.bytes, module.size);
    }
    assert_true(accepted > 0);
    free(copy);
}

static void an_empty_module_is_stored_too(void **state)
{
    (void)state;
    struct ir_builder builder;
    struct ir_module empty;
    char error[128];
    struct ir_module view;
    ir_build_init(&builder);
    ir_build_finish(&builder, &empty);
    assert_true(ir_module_open(&view, empty.bytes, empty.size, error));
    assert_string_equal(ir_text(&view, 0), "");
    assert_string_equal(ir_text(&view, 99), "");
    ir_module_finish(&empty);
}

static void equal_things_share_an_id(void **state)
{
    (void)state;
    struct ir_builder builder;
    ir_build_init(&builder);
    struct ir_type integer = {.kind = IR_TYPE_INT, .size = 4};
    struct ir_type record = {.kind = IR_TYPE_RECORD};
    ir_type_id type = ir_build_type(&builder, integer);
    assert_int_equal(ir_build_type(&builder, integer), type);
    assert_int_not_equal(ir_build_type(&builder, record), ir_build_type(&builder, record));
    assert_int_equal(ir_build_loc(&builder, (struct ir_loc){0}), 0);
    ir_expr_id one = ir_build_int(&builder, type, 1, 0);
    assert_int_equal(ir_build_int(&builder, type, 1, 0), one);
    assert_int_not_equal(ir_build_int(&builder, type, 2, 0), one);
    assert_int_not_equal(ir_build_opaque(&builder, type, &one, 1),
                         ir_build_opaque(&builder, type, &one, 1));
    struct ir_elem index = {.kind = IR_ELEM_INDEX, .id = one};
    ir_place_id place = ir_build_place(&builder, IR_BASE_VAR, 1, &index, 1, type);
    ir_place_id base = ir_build_place(&builder, IR_BASE_VAR, 1, NULL, 0, type);
    assert_int_equal(ir_build_place_elem(&builder, base, index, type), place);
    ir_build_abandon(&builder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stored_module_opens_anywhere),
        cmocka_unit_test(equal_input_gives_equal_bytes),
        cmocka_unit_test(a_cut_off_module_is_refused),
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(another_version_is_named_as_such),
        cmocka_unit_test(a_forged_module_is_refused_or_harmless),
        cmocka_unit_test(an_empty_module_is_stored_too),
        cmocka_unit_test(equal_things_share_an_id),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
