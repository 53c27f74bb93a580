/* From IR text to facts, without a C parser: every tests/flow/NAME.ir holds one or more modules
 * (each begins with its `unit` line) that are linked into one program, and says in comments what
 * is to be found:
 *   // want: KIND file=F line=N FIELD=VALUE …    such a fact is there
 *   // never: KIND FIELD=VALUE …                 no such fact is there
 *   // todo: KIND FIELD=VALUE …                  wanted, but not found yet: a known gap */
#include "facts/facts.h"
#include "ir/text.h"
#include "ir/verify.h"
#include "base/file.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

enum { MODULES = 4, WORDS = 16 };

struct program_text {
    struct ir_module modules[MODULES];
    uint32_t count;
};

static const char *find_unit(const char *text)
{
    if (strncmp(text, "unit ", 5) == 0) {
        return text;
    }
    const char *found = strstr(text, "\nunit ");
    return found == NULL ? NULL : found + 1;
}

static void parse_modules(struct program_text *program, struct arena *arena, const char *path,
                          const char *text)
{
    const char *start = find_unit(text);
    while (start != NULL) {
        const char *next = find_unit(start + 1);
        size_t length = next == NULL ? strlen(start) : (size_t)(next - start);
        struct ir_module *module = &program->modules[program->count];
        struct text faults = {0};
        assert_true(program->count < MODULES);
        assert_true(ir_parse(path, arena_copy(arena, start, length), module));
        program->count++;
        if (!ir_verify(module, &faults)) {
            fail_msg("%s: %s", path, text_string(&faults));
        }
        text_finish(&faults);
        start = next;
    }
}

/* Yes and no where a value is not a text. */
static bool value_is(const struct fact *fact, enum fact_field field, const char *wanted)
{
    const struct fact_value *value = &fact->values[field];
    char number[32];
    if (!value->set) {
        return strcmp(wanted, "null") == 0;
    }
    switch (fact_field_type(field)) {
    case FACT_TYPE_string:
        return strcmp(value->text, wanted) == 0;
    case FACT_TYPE_bool:
        return strcmp(wanted, value->number != 0 ? "true" : "false") == 0;
    case FACT_TYPE_integer:
        snprintf(number, sizeof number, "%lld", (long long)value->number);
        return strcmp(number, wanted) == 0;
    case FACT_TYPE_list:
        for (uint32_t i = 0; i < value->item_count; i++) {
            if (strcmp(value->items[i], wanted) == 0) {
                return true;
            }
        }
        return value->item_count == 0 && *wanted == '\0';
    }
    return false;
}

static bool fact_fits(const struct fact *fact, char **words, uint32_t count)
{
    if (strcmp(fact_kind_name(fact->kind), words[0]) != 0) {
        return false;
    }
    for (uint32_t i = 1; i < count; i++) {
        char name[64];
        enum fact_field field;
        const char *equals = strchr(words[i], '=');
        assert_non_null(equals);
        snprintf(name, sizeof name, "%.*s", (int)(equals - words[i]), words[i]);
        if (!fact_field_by_name(name, &field)) {
            fail_msg("there is no field '%s'", name);
        }
        if (!value_is(fact, field, equals + 1)) {
            return false;
        }
    }
    return true;
}

static void print_facts(const struct fact_list *list)
{
    for (uint32_t i = 0; i < list->facts.count; i++) {
        json_t *json = fact_to_json(&list->facts.items[i]);
        char *text = json_dumps(json, JSON_COMPACT);
        print_error("  %s\n", text);
        free(text);
        json_decref(json);
    }
}

/* Whether the line's demand is met; 0 for lines that demand nothing. */
static uint32_t check_line(const struct fact_list *list, const char *path, char *line)
{
    static const char *const words_of[] = {"// want: ", "// never: ", "// todo: "};
    uint32_t demand = 0;
    while (demand < 3 && strncmp(line, words_of[demand], strlen(words_of[demand])) != 0) {
        demand++;
    }
    if (demand == 3) {
        return 0;
    }
    char copy[512];
    char *words[WORDS];
    uint32_t count = 0;
    char *rest = NULL;
    snprintf(copy, sizeof copy, "%s", line + strlen(words_of[demand]));
    for (char *word = strtok_r(copy, " ", &rest); word != NULL && count < WORDS;
         word = strtok_r(NULL, " ", &rest)) {
        words[count++] = word;
    }
    assert_true(count > 0);
    bool found = false;
    for (uint32_t i = 0; i < list->facts.count; i++) {
        found = found || fact_fits(&list->facts.items[i], words, count);
    }
    if (found != (demand == 0)) {
        print_error("%s: %s: %s\n", path, line, found ? "is there" : "is not there");
        return 1;
    }
    return 0;
}

static uint32_t check_demands(const struct fact_list *list, const char *path, char *text)
{
    uint32_t failures = 0;
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        failures += check_line(list, path, line);
    }
    return failures;
}

static uint32_t check_file(const struct model_set *models, const char *path)
{
    struct arena arena = {0};
    struct program_text modules = {0};
    struct program program;
    struct fact_list list = {0};
    struct facts_statistics statistics;
    char *text = file_read(&arena, path, 1 << 24, NULL);
    assert_non_null(text);
    parse_modules(&modules, &arena, path, text);
    program_link(&program, modules.modules, modules.count);
    facts_compute(&list, &program, models, &statistics, NULL);
    uint32_t failures = check_demands(&list, path, text);
    failures += statistics.over_budget;
    if (failures != 0) {
        print_facts(&list);
    }
    fact_list_finish(&list);
    program_finish(&program);
    for (uint32_t i = 0; i < modules.count; i++) {
        ir_module_finish(&modules.modules[i]);
    }
    arena_finish(&arena);
    return failures;
}

static void facts_are_as_the_files_say(void **state)
{
    (void)state;
    struct model_set models = {0};
    glob_t found;
    uint32_t failures = 0;
    models_load_file(&models, SOURCE_DIR "/models/posix.yaml");
    models_load_file(&models, SOURCE_DIR "/models/libcurl.yaml");
    models_load_file(&models, SOURCE_DIR "/models/gnutls.yaml");
    assert_int_equal(glob(SOURCE_DIR "/tests/flow/*.ir", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        failures += check_file(&models, found.gl_pathv[i]);
    }
    globfree(&found);
    models_finish(&models);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(facts_are_as_the_files_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
