/* Workers: results in order, the same bytes whatever their number, and a unit that fails costs
 * itself alone. */
#include "frontend/frontend.h"
#include "scratch_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ADDRESS_SANITIZER 1
#else
#define UNDER_ADDRESS_SANITIZER 0
#endif

#define UNITS 12

static struct scratch_tree tree;
static struct frontend_options options;

struct seen {
    uint32_t count;
    enum frontend_status status[UNITS];
    char detail[UNITS][256];
    char *bytes[UNITS];
    size_t size[UNITS];
};

static void keep(void *context, struct frontend_result *result)
{
    struct seen *seen = context;
    assert_int_equal(result->unit, seen->count);
    uint32_t i = seen->count++;
    seen->status[i] = result->status;
    snprintf(seen->detail[i], sizeof seen->detail[i], "%s", result->detail);
    if (result->status == FRONTEND_OK) {
        seen->size[i] = result->module.size;
        seen->bytes[i] = malloc(result->module.size);
        assert_non_null(seen->bytes[i]);
        memcpy(seen->bytes[i], result->module.bytes, result->module.size);
        ir_module_finish(&result->module);
    }
}

static void forget(struct seen *seen)
{
    for (uint32_t i = 0; i < UNITS; i++) {
        free(seen->bytes[i]);
    }
}

static int set_up(void **state)
{
    (void)state;
    scratch_tree_init(&tree);
    options = (struct frontend_options){.workers = 1, .time_limit_s = 60, .root = tree.root};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_tree_finish(&tree);
    return 0;
}

static struct unit unit(const char *name)
{
    return (struct unit){.path = scratch_path(&tree, name), .directory = tree.root};
}

static void write_good(struct unit *units, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *name = arena_format(&tree.arena, "good%u.c", i);
        scratch_write(
            &tree, name,
            arena_format(&tree.arena, "int g(int); int f%u(void) { return g(%u); }\n", i, i));
        units[i] = unit(name);
    }
}

static void the_number_of_workers_changes_nothing(void **state)
{
    (void)state;
    struct unit units[UNITS];
    struct seen one = {0}, many = {0};
    write_good(units, UNITS);
    assert_int_equal(frontend_run(units, UNITS, &options, keep, &one), 0);
    options.workers = 8;
    assert_int_equal(frontend_run(units, UNITS, &options, keep, &many), 0);
    assert_int_equal(one.count, UNITS);
    assert_int_equal(many.count, UNITS);
    for (uint32_t i = 0; i < UNITS; i++) {
        assert_int_equal(one.size[i], many.size[i]);
        assert_memory_equal(one.bytes[i], many.bytes[i], one.size[i]);
    }
    forget(&one);
    forget(&many);
}

static void no_units_are_no_work(void **state)
{
    (void)state;
    struct seen seen = {0};
    assert_int_equal(frontend_run(NULL, 0, &options, keep, &seen), 0);
    assert_int_equal(seen.count, 0);
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    struct unit units[4];
    struct seen seen = {0};
    write_good(units, 4);
    units[1] = unit("nowhere.c");
    scratch_write(&tree, "folder.c/inner.c", "");
    units[2] = unit("folder.c");
    assert_int_equal(frontend_run(units, 4, &options, keep, &seen), 2);
    assert_int_equal(seen.count, 4);
    assert_int_equal(seen.status[0], FRONTEND_OK);
    assert_int_equal(seen.status[1], FRONTEND_UNREADABLE);
    assert_string_equal(seen.detail[1], "the source cannot be read: No such file or directory");
    assert_int_equal(seen.status[2], FRONTEND_UNREADABLE);
    assert_string_equal(seen.detail[2], "the source cannot be read: it is no regular file");
    assert_int_equal(seen.status[3], FRONTEND_OK);
    forget(&seen);
}

/* A header that includes itself twice, forty times deep. */
static void a_unit_that_does_not_end_is_ended(void **state)
{
    (void)state;
    struct unit units[3];
    struct seen seen = {0};
    write_good(units, 3);
    scratch_write(&tree, "endless.h",
                  "#if __INCLUDE_LEVEL__ < 40\n#include \"endless.h\"\n#include \"endless.h\"\n"
                  "#endif\n");
    scratch_write(&tree, "endless.c", "#include \"endless.h\"\n");
    units[1] = unit("endless.c");
    options.time_limit_s = 1;
    assert_int_equal(frontend_run(units, 3, &options, keep, &seen), 1);
    assert_int_equal(seen.count, 3);
    assert_int_equal(seen.status[0], FRONTEND_OK);
    assert_int_equal(seen.status[1], FRONTEND_TIMED_OUT);
    assert_string_equal(seen.detail[1], "it took longer than the limit of 1 s");
    assert_int_equal(seen.status[2], FRONTEND_OK);
    forget(&seen);
}

/* libclang overflows its stack on this, as clang itself does. */
static void a_crash_costs_its_unit(void **state)
{
    (void)state;
    struct unit units[3];
    struct seen seen = {0};
    FILE *file;
    write_good(units, 3);
    units[0] = unit("deep.c");
    file = fopen(units[0].path, "w");
    assert_non_null(file);
    fputs("int g(int); int f(int a) {", file);
    for (uint32_t i = 0; i < 60000; i++) {
        fprintf(file, "if (a == %u) g(a); else\n", i);
    }
    fputs("return 0; }\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(frontend_run(units, 3, &options, keep, &seen), 1);
    assert_int_equal(seen.count, 3);
    assert_int_equal(seen.status[0], FRONTEND_CRASHED);
    assert_true(strlen(seen.detail[0]) > 0);
    assert_int_equal(seen.status[1], FRONTEND_OK);
    assert_int_equal(seen.status[2], FRONTEND_OK);
    forget(&seen);
}

/* The address sanitizer itself needs more address space than any limit would leave. */
static void memory_has_a_limit(void **state)
{
    (void)state;
    struct unit units[2];
    struct seen seen = {0};
    if (UNDER_ADDRESS_SANITIZER) {
        skip();
    }
    write_good(units, 2);
    scratch_write(&tree, "huge.c",
                  "#define C(x) x, x, x, x, x, x, x, x, x, x,\n"
                  "#define D(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x)\n"
                  "#define E(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x)\n"
                  "#define F(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x)\n"
                  "#define G(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x)\n"
                  "#define H(x) G(x) G(x) G(x) G(x) G(x) G(x) G(x) G(x) G(x) G(x)\n"
                  "#define I(x) H(x) H(x) H(x) H(x) H(x) H(x) H(x) H(x) H(x) H(x)\n"
                  "int table[] = {I(1) I(2) I(3)};\n");
    units[0] = unit("huge.c");
    options.memory_limit = UINT64_C(500) << 20;
    assert_int_equal(frontend_run(units, 2, &options, keep, &seen), 1);
    assert_int_equal(seen.status[0], FRONTEND_OUT_OF_MEMORY);
    assert_non_null(strstr(seen.detail[0], "memory"));
    assert_int_equal(seen.status[1], FRONTEND_OK);
    forget(&seen);
}

static void the_version_is_a_number(void **state)
{
    (void)state;
    assert_in_range(atoi(frontend_clang_version()), 17, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_number_of_workers_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_units_are_no_work, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_unit_that_does_not_end_is_ended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_crash_costs_its_unit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_has_a_limit, set_up, tear_down),
        cmocka_unit_test(the_version_is_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
