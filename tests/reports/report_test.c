/* Every format against a kept copy of its output; RESILINT_UPDATE=1 writes the copies anew. */
#include "base/file.h"
#include "report_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

typedef void report_function(const struct report_input *input, struct text *out);

static void write_golden(const char *path, const struct text *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text_string(text), 1, text->length, file), text->length);
    assert_int_equal(fclose(file), 0);
}

static void expect_golden(report_function *report, const struct report_input *input,
                          const char *name)
{
    struct arena arena = {0};
    struct text text = {0};
    const char *path = arena_format(&arena, SOURCE_DIR "/tests/reports/golden/%s", name);
    report(input, &text);
    if (getenv("RESILINT_UPDATE") != NULL) {
        write_golden(path, &text);
    }
    const char *golden = file_read(&arena, path, 1 << 20, NULL);
    if (golden == NULL) {
        fail_msg("%s cannot be read; RESILINT_UPDATE=1 writes it", path);
    }
    assert_string_equal(text_string(&text), golden);
    text_finish(&text);
    arena_finish(&arena);
}

static void the_order_service(void **state)
{
    (void)state;
    struct report_data data;
    report_data_init(&data);
    expect_golden(report_text_review, &data.input, "orders.review.txt");
    expect_golden(report_markdown_review, &data.input, "orders.review.md");
    expect_golden(report_json, &data.input, "orders.json");
    expect_golden(report_sarif, &data.input, "orders.sarif");
    expect_golden(report_inventory, &data.input, "orders.inventory.jsonl");
    data.input.checklist = NULL;
    expect_golden(report_text_check, &data.input, "orders.check.txt");
    expect_golden(report_markdown_check, &data.input, "orders.check.md");
    data.input.quiet = true;
    expect_golden(report_text_check, &data.input, "orders.quiet.txt");
    data.input.color = true;
    expect_golden(report_text_check, &data.input, "orders.color.txt");
    report_data_finish(&data);
}

static void hostile_names_and_lines(void **state)
{
    (void)state;
    struct report_data data;
    report_data_init_hostile(&data);
    expect_golden(report_text_check, &data.input, "hostile.check.txt");
    expect_golden(report_text_review, &data.input, "hostile.review.txt");
    expect_golden(report_markdown_review, &data.input, "hostile.review.md");
    expect_golden(report_json, &data.input, "hostile.json");
    expect_golden(report_sarif, &data.input, "hostile.sarif");
    expect_golden(report_inventory, &data.input, "hostile.inventory.jsonl");
    report_data_finish(&data);
}

static void nothing_found(void **state)
{
    (void)state;
    struct report_data data;
    report_data_init_clean(&data);
    expect_golden(report_text_check, &data.input, "clean.check.txt");
    expect_golden(report_markdown_check, &data.input, "clean.check.md");
    expect_golden(report_json, &data.input, "clean.json");
    expect_golden(report_sarif, &data.input, "clean.sarif");
    report_data_finish(&data);
}

/* Whatever the analysed code holds, a terminal gets text and line ends only. */
static void expect_harmless(report_function *report, const struct report_input *input)
{
    struct text text = {0};
    report(input, &text);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        assert_true(byte == '\n' || (byte >= 0x20 && byte != 0x7f));
    }
    text_finish(&text);
}

static void terminals_get_no_control_characters(void **state)
{
    (void)state;
    struct report_data data;
    report_data_init_hostile(&data);
    expect_harmless(report_text_check, &data.input);
    expect_harmless(report_text_review, &data.input);
    expect_harmless(report_markdown_review, &data.input);
    expect_harmless(report_markdown_check, &data.input);
    report_data_finish(&data);
}

static void expect_json(report_function *report, const struct report_input *input)
{
    struct text text = {0};
    json_error_t error;
    report(input, &text);
    json_t *json = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(json);
    json_decref(json);
    text_finish(&text);
}

static void json_stays_json(void **state)
{
    (void)state;
    struct report_data data;
    report_data_init_hostile(&data);
    expect_json(report_json, &data.input);
    expect_json(report_sarif, &data.input);
    report_data_finish(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_service), cmocka_unit_test(hostile_names_and_lines),
        cmocka_unit_test(nothing_found),     cmocka_unit_test(terminals_get_no_control_characters),
        cmocka_unit_test(json_stays_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
