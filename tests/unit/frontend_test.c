/* C in, IR text out: every tests/frontend/NAME.c against the kept NAME.ir (RESILINT_UPDATE=1 writes
 * the kept copies anew; read the difference before keeping it). */
#include "base/file.h"
#include "base/text.h"
#include "frontend/parse.h"
#include "ir/text.h"
#include "ir/verify.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define FOLDER SOURCE_DIR "/tests/frontend"

static struct arena arena;
static struct model_set models;
static struct frontend_options options = {.workers = 1, .root = FOLDER, .models = &models};
static struct parser *parser;

static const char *const arguments[] = {"-std=gnu17", "-I" FOLDER "/include",
                                        "-isystem" FOLDER "/include/system", "-target",
                                        "x86_64-linux-gnu"};

static int set_up(void **state)
{
    (void)state;
    models_load_file(&models, FOLDER "/models/toy.yaml");
    parser = parser_create(&options);
    return models.libraries.count != 1;
}

static int tear_down(void **state)
{
    (void)state;
    parser_destroy(parser);
    models_finish(&models);
    arena_finish(&arena);
    return 0;
}

static struct ir_module lower(const char *path)
{
    struct unit unit = {.path = path,
                        .directory = FOLDER,
                        .args = arguments,
                        .arg_count = sizeof arguments / sizeof *arguments};
    struct ir_module module = {0};
    char detail[512] = "";
    enum frontend_status status = parser_lower(parser, &unit, &module, detail, sizeof detail);
    if (status != FRONTEND_OK) {
        fail_msg("%s: %s", path, detail);
    }
    return module;
}

static void assert_kept(const char *source, const struct text *printed)
{
    const char *kept = arena_format(&arena, "%.*s.ir", (int)(strlen(source) - 2), source);
    if (getenv("RESILINT_UPDATE") != NULL) {
        FILE *file = fopen(kept, "w");
        assert_non_null(file);
        assert_int_equal(fwrite(printed->bytes, 1, printed->length, file), printed->length);
        assert_int_equal(fclose(file), 0);
    }
    const char *expected = file_read(&arena, kept, 1 << 22, NULL);
    if (expected == NULL || strcmp(expected, text_string(printed)) != 0) {
        fail_msg("%s is not what %s becomes:\n%s", kept, source, text_string(printed));
    }
}

/* What is printed can be read again and is then the same. */
static void assert_reads_back(const struct text *printed)
{
    struct ir_module parsed;
    struct text again = {0};
    assert_true(ir_parse("printed", text_string(printed), &parsed));
    ir_print(&parsed, &again);
    assert_string_equal(text_string(&again), text_string(printed));
    text_finish(&again);
    ir_module_finish(&parsed);
}

static void check_source(const char *path)
{
    struct ir_module module = lower(path);
    struct text printed = {0}, faults = {0};
    if (!ir_verify(&module, &faults)) {
        fail_msg("%s: %s", path, text_string(&faults));
    }
    ir_print(&module, &printed);
    assert_kept(path, &printed);
    assert_reads_back(&printed);
    text_finish(&faults);
    text_finish(&printed);
    ir_module_finish(&module);
}

static void constructs_become_what_is_kept(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(FOLDER "/*.c", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        check_source(found.gl_pathv[i]);
    }
    assert_true(found.gl_pathc >= 12);
    globfree(&found);
}

static void equal_sources_give_equal_bytes(void **state)
{
    (void)state;
    struct ir_module first = lower(FOLDER "/initialisers.c");
    struct ir_module between = lower(FOLDER "/calls.c");
    struct ir_module second = lower(FOLDER "/initialisers.c");
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    ir_module_finish(&first);
    ir_module_finish(&between);
    ir_module_finish(&second);
}

static void paths_outside_of_the_root_stay_absolute(void **state)
{
    (void)state;
    options.root = FOLDER "/include";
    struct ir_module module = lower(FOLDER "/headers.c");
    options.root = FOLDER;
    assert_string_equal(ir_text(&module, module.unit_path), FOLDER "/headers.c");
    bool system = false;
    for (uint32_t i = 1; i < module.files_count; i++) {
        const struct ir_file *file = &module.files[i];
        bool is_main = strcmp(ir_text(&module, file->path), FOLDER "/headers.c") == 0;
        assert_int_equal(is_main, (file->flags & IR_FILE_MAIN) != 0);
        if (strcmp(ir_text(&module, file->path), "system/system.h") == 0) {
            assert_int_equal(file->flags, IR_FILE_SYSTEM);
            system = true;
        }
    }
    assert_true(system);
    ir_module_finish(&module);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constructs_become_what_is_kept),
        cmocka_unit_test(equal_sources_give_equal_bytes),
        cmocka_unit_test(paths_outside_of_the_root_stay_absolute),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
