/* docs/facts.md and docs/facts.schema.json against facts.def and real output;
 * RESILINT_UPDATE=1 writes them anew. */
#include "base/file.h"
#include "report_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#define PAGE   SOURCE_DIR "/docs/facts.md"
#define SCHEMA SOURCE_DIR "/docs/facts.schema.json"
#define MARK   "<!-- facts.def: from here"

static const char *const kind_meanings[] = {
    "",
#define FACT_KIND(name, meaning) meaning,
#include "facts/facts.def"
};
static const char *const field_meanings[] = {
#define FACT_FIELD(name, type, kinds, values, meaning) meaning,
#include "facts/facts.def"
};

static const char *type_name(enum fact_field field)
{
    static const char *const names[] = {
        [FACT_TYPE_string] = "text",
        [FACT_TYPE_integer] = "number",
        [FACT_TYPE_bool] = "true or false",
        [FACT_TYPE_list] = "list of texts",
    };
    return names[fact_field_type(field)];
}

static void put_values(struct text *out, enum fact_field field)
{
    struct arena arena = {0};
    const char *values = fact_field_values(field);
    char *rest = arena_copy(&arena, values, strlen(values));
    for (char *word = strsep(&rest, " "); word != NULL && *word != '\0';
         word = strsep(&rest, " ")) {
        text_printf(out, " `%s`", word);
    }
    text_printf(out, "%s%s", *values == '\0' ? " " : "", *values == '\0' ? type_name(field) : "");
    arena_finish(&arena);
}

static void put_example(struct text *out, const struct fact_list *facts, enum fact_kind kind)
{
    for (uint32_t i = 0; i < facts->facts.count; i++) {
        const struct fact *fact = &facts->facts.items[i];
        if (fact->kind == kind && fact->evidence_count > 1) {
            json_t *json = fact_to_json(fact);
            char *text = json_dumps(json, JSON_INDENT(2));
            text_printf(out, "\nAn example, indented for reading:\n\n```json\n%s\n```\n", text);
            free(text);
            json_decref(json);
            return;
        }
    }
}

/* The part of the page that comes from the table. */
static void put_tables(struct text *out, const struct fact_list *facts)
{
    for (enum fact_kind kind = FACT_NONE + 1; kind < FACT_KIND_COUNT; kind++) {
        text_printf(out, "\n## %s\n\nOne fact for %s.\n\n", fact_kind_name(kind),
                    kind_meanings[kind]);
        text_puts(out, "| Field | Values | Meaning |\n|---|---|---|\n");
        for (enum fact_field field = 0; field < FIELD_COUNT; field++) {
            if (fact_field_belongs(field, kind)) {
                text_printf(out, "| `%s` |", fact_field_name(field));
                put_values(out, field);
                text_printf(out, " | %s |\n", field_meanings[field]);
            }
        }
        put_example(out, facts, kind);
    }
}

static json_t *nullable(const char *type)
{
    return json_pack("{s:[s,s]}", "type", type, "null");
}

static void put_enum(json_t *schema, enum fact_field field)
{
    struct arena arena = {0};
    const char *values = fact_field_values(field);
    char *rest = arena_copy(&arena, values, strlen(values));
    json_t *list = json_array();
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        json_array_append_new(list, json_string(word));
    }
    json_array_append_new(list, json_null());
    json_object_set_new(schema, "enum", list);
    arena_finish(&arena);
}

static json_t *field_schema(enum fact_field field)
{
    static const char *const types[] = {
        [FACT_TYPE_string] = "string",
        [FACT_TYPE_integer] = "integer",
        [FACT_TYPE_bool] = "boolean",
        [FACT_TYPE_list] = "array",
    };
    json_t *schema = nullable(types[fact_field_type(field)]);
    if (fact_field_type(field) == FACT_TYPE_list) {
        json_object_set_new(schema, "items", json_pack("{s:s}", "type", "string"));
    }
    if (*fact_field_values(field) != '\0') {
        put_enum(schema, field);
    }
    json_object_set_new(schema, "description", json_string(field_meanings[field]));
    return schema;
}

static json_t *kind_schema(enum fact_kind kind)
{
    json_t *properties = json_pack("{s:{s:s}}", "fact", "const", fact_kind_name(kind));
    json_t *required = json_pack("[s]", "fact");
    for (enum fact_field field = 0; field < FIELD_COUNT; field++) {
        if (fact_field_belongs(field, kind)) {
            json_object_set_new(properties, fact_field_name(field), field_schema(field));
            json_array_append_new(required, json_string(fact_field_name(field)));
        }
    }
    json_object_set_new(
        properties, "evidence",
        json_pack("{s:s, s:{s:s}}", "type", "array", "items", "$ref", "#/$defs/step"));
    json_array_append_new(required, json_string("evidence"));
    return json_pack("{s:s, s:s, s:o, s:o, s:b}", "type", "object", "description",
                     kind_meanings[kind], "properties", properties, "required", required,
                     "additionalProperties", 0);
}

static json_t *whole_schema(void)
{
    json_t *kinds = json_array();
    json_t *step =
        json_pack("{s:s, s:{s:{s:s}, s:{s:s}, s:o, s:{s:s}}, s:[s,s,s,s], s:b}", "type", "object",
                  "properties", "file", "type", "string", "line", "type", "integer", "column",
                  nullable("integer"), "note", "type", "string", "required", "file", "line",
                  "column", "note", "additionalProperties", 0);
    for (enum fact_kind kind = FACT_NONE + 1; kind < FACT_KIND_COUNT; kind++) {
        json_array_append_new(kinds, kind_schema(kind));
    }
    return json_pack("{s:s, s:s, s:o, s:{s:o}}", "$schema",
                     "https://json-schema.org/draft/2020-12/schema", "title",
                     "One line of resilint inventory", "oneOf", kinds, "$defs", "step", step);
}

static void update(const char *path, const char *text, size_t length)
{
    if (getenv("RESILINT_UPDATE") != NULL) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        assert_int_equal(fwrite(text, 1, length, file), length);
        assert_int_equal(fclose(file), 0);
    }
}

static void the_page_follows_the_table(void **state)
{
    (void)state;
    struct report_data data;
    struct arena arena = {0};
    struct text page = {0};
    report_data_init(&data);
    const char *before = file_read(&arena, PAGE, 1 << 20, NULL);
    assert_non_null(before);
    const char *mark = strstr(before, MARK);
    assert_non_null(mark);
    text_put(&page, before, (size_t)(strchr(mark, '\n') + 1 - before));
    put_tables(&page, &data.facts);
    update(PAGE, text_string(&page), page.length);
    assert_string_equal(file_read(&arena, PAGE, 1 << 20, NULL), text_string(&page));
    text_finish(&page);
    arena_finish(&arena);
    report_data_finish(&data);
}

static void the_schema_follows_the_table(void **state)
{
    (void)state;
    struct arena arena = {0};
    json_t *schema = whole_schema();
    char *text = json_dumps(schema, JSON_INDENT(2));
    const char *full = arena_format(&arena, "%s\n", text);
    update(SCHEMA, full, strlen(full));
    const char *kept = file_read(&arena, SCHEMA, 1 << 20, NULL);
    assert_non_null(kept);
    assert_string_equal(kept, full);
    free(text);
    json_decref(schema);
    arena_finish(&arena);
}

/* The few words of JSON Schema that ours uses for a field. */
static bool field_fits(const json_t *schema, const json_t *value)
{
    const json_t *types = json_object_get(schema, "type");
    const json_t *choices = json_object_get(schema, "enum");
    static const char *const names[] = {
        [JSON_OBJECT] = "object",   [JSON_ARRAY] = "array", [JSON_STRING] = "string",
        [JSON_INTEGER] = "integer", [JSON_REAL] = "number", [JSON_TRUE] = "boolean",
        [JSON_FALSE] = "boolean",   [JSON_NULL] = "null",
    };
    bool fits = false;
    size_t i;
    json_t *type;
    json_array_foreach(types, i, type)
    {
        fits |= strcmp(json_string_value(type), names[json_typeof(value)]) == 0;
    }
    bool chosen = choices == NULL;
    json_t *choice;
    json_array_foreach(choices, i, choice)
    {
        chosen |= json_equal(choice, value);
    }
    return fits && chosen;
}

static void expect_fact_fits(json_t *kinds, json_t *fact)
{
    const char *name = json_string_value(json_object_get(fact, "fact"));
    json_t *properties = NULL;
    json_t *kind;
    size_t i;
    json_array_foreach(kinds, i, kind)
    {
        json_t *own = json_object_get(kind, "properties");
        const char *constant =
            json_string_value(json_object_get(json_object_get(own, "fact"), "const"));
        properties = strcmp(constant, name) == 0 ? own : properties;
    }
    assert_non_null(properties);
    assert_int_equal(json_object_size(fact), json_object_size(properties));
    const char *key;
    json_t *value;
    json_object_foreach(fact, key, value)
    {
        const json_t *schema = json_object_get(properties, key);
        assert_non_null(schema);
        bool plain = strcmp(key, "fact") != 0 && strcmp(key, "evidence") != 0;
        if (plain && !field_fits(schema, value)) {
            fail_msg("%s of a %s does not fit the schema", key, name);
        }
    }
}

static void real_output_fits_the_schema(void **state)
{
    (void)state;
    struct report_data data;
    struct text lines = {0};
    report_data_init(&data);
    report_inventory(&data.input, &lines);
    json_t *schema = json_load_file(SCHEMA, 0, NULL);
    assert_non_null(schema);
    size_t count = 0;
    char *rest = lines.bytes;
    for (char *line = strsep(&rest, "\n"); line != NULL && *line != '\0';
         line = strsep(&rest, "\n")) {
        json_t *fact = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(fact);
        expect_fact_fits(json_object_get(schema, "oneOf"), fact);
        json_decref(fact);
        count++;
    }
    assert_int_equal(count, data.facts.facts.count);
    json_decref(schema);
    text_finish(&lines);
    report_data_finish(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_follows_the_table),
        cmocka_unit_test(the_schema_follows_the_table),
        cmocka_unit_test(real_output_fits_the_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
