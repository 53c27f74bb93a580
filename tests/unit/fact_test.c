#include "facts/fact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct fact *add_call(struct fact_list *list, const char *file, int64_t line,
                             const char *api)
{
    struct fact *fact = fact_add(list, FACT_network_call);
    fact_set_text(fact, FIELD_file, file);
    fact_set_number(fact, FIELD_line, line);
    fact_set_number(fact, FIELD_column, 1);
    fact_set_text(fact, FIELD_api, api);
    return fact;
}

static void unset_values_are_neutral(void **state)
{
    (void)state;
    struct fact_list list = {0};
    struct fact *fact = fact_add(&list, FACT_loop);
    assert_string_equal(fact_text(fact, FIELD_class), "");
    assert_int_equal(fact_number(fact, FIELD_max_attempts), 0);
    assert_false(fact->values[FIELD_max_attempts].set);
    fact_list_finish(&list);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    enum fact_kind kind = FACT_NONE;
    assert_true(fact_kind_by_name("loop", &kind));
    assert_int_equal(kind, FACT_loop);
    assert_false(fact_kind_by_name("none", &kind));
    assert_false(fact_kind_by_name("loops", &kind));
    for (enum fact_field field = 0; field < FIELD_COUNT; field++) {
        enum fact_field found = FIELD_COUNT;
        assert_true(fact_field_by_name(fact_field_name(field), &found));
        assert_int_equal(found, field);
    }
    assert_int_equal(fact_field_type(FIELD_missing), FACT_TYPE_list);
    assert_int_equal(fact_field_type(FIELD_jitter), FACT_TYPE_bool);
    assert_string_equal(fact_field_values(FIELD_result), "checked ignored");
    assert_string_equal(fact_field_values(FIELD_api), "");
}

static void fields_belong_to_their_kinds(void **state)
{
    (void)state;
    assert_true(fact_field_belongs(FIELD_file, FACT_loop));
    assert_true(fact_field_belongs(FIELD_timeout, FACT_network_call));
    assert_false(fact_field_belongs(FIELD_timeout, FACT_loop));
    assert_true(fact_field_belongs(FIELD_idempotent, FACT_network_call));
    assert_true(fact_field_belongs(FIELD_idempotent, FACT_loop));
    assert_false(fact_field_belongs(FIELD_class, FACT_network_call));
}

static void facts_are_sorted_and_equal_ones_merged(void **state)
{
    (void)state;
    struct fact_list list = {0};
    add_call(&list, "b.c", 1, "send");
    add_call(&list, "a.c", 10, "recv");
    add_call(&list, "a.c", 9, "send");
    add_call(&list, "a.c", 10, "recv");
    fact_set_text(add_call(&list, "a.c", 10, "recv"), FIELD_timeout, "none");
    fact_sort(&list);
    assert_int_equal(list.facts.count, 4);
    assert_int_equal(fact_number(&list.facts.items[0], FIELD_line), 9);
    assert_false(list.facts.items[1].values[FIELD_timeout].set);
    assert_string_equal(fact_text(&list.facts.items[2], FIELD_timeout), "none");
    assert_string_equal(fact_text(&list.facts.items[3], FIELD_file), "b.c");
    fact_list_finish(&list);
}

static void json_has_every_field_of_the_kind(void **state)
{
    (void)state;
    static const char *const missing[] = {"total", "connect"};
    static const struct fact_step steps[] = {
        {.file = "a.c", .line = 3, .column = 5, .note = "created here"},
        {.file = "a.c", .line = 7, .note = "no bound is set"},
    };
    struct fact_list list = {0};
    struct fact *fact = add_call(&list, "a.c", 7, "curl");
    fact_set_list(fact, FIELD_missing, missing, 2);
    fact->evidence = steps;
    fact->evidence_count = 2;
    json_t *json = fact_to_json(fact);
    assert_string_equal(json_string_value(json_object_get(json, "fact")), "network_call");
    for (enum fact_field field = 0; field < FIELD_COUNT; field++) {
        bool here = json_object_get(json, fact_field_name(field)) != NULL;
        assert_int_equal(here, fact_field_belongs(field, FACT_network_call));
    }
    assert_true(json_is_null(json_object_get(json, "timeout_ms")));
    assert_string_equal(json_string_value(json_array_get(json_object_get(json, "missing"), 1)),
                        "connect");
    json_t *evidence = json_object_get(json, "evidence");
    assert_int_equal(json_array_size(evidence), 2);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(evidence, 0), "column")), 5);
    json_decref(json);
    fact_list_finish(&list);
}

static void bytes_that_are_not_utf8_are_replaced(void **state)
{
    (void)state;
    struct fact_list list = {0};
    struct fact *fact = add_call(&list, "caf\xe9.c", 1, "send\xc3\xa9\xed\xa0\x80");
    json_t *json = fact_to_json(fact);
    assert_string_equal(json_string_value(json_object_get(json, "file")), "caf\xef\xbf\xbd.c");
    assert_string_equal(json_string_value(json_object_get(json, "api")),
                        "send\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    json_decref(json);
    fact_list_finish(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unset_values_are_neutral),
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(fields_belong_to_their_kinds),
        cmocka_unit_test(facts_are_sorted_and_equal_ones_merged),
        cmocka_unit_test(json_has_every_field_of_the_kind),
        cmocka_unit_test(bytes_that_are_not_utf8_are_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
