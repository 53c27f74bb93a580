#include "rules/rules.h"
#include "said.h"

static struct arena arena;
static struct fact_list list;

static struct predicate read_when(const char *text, enum fact_kind kind)
{
    const struct yaml_node *node = yaml_read_text(&arena, "rule.yaml", text, strlen(text));
    assert_non_null(node);
    return predicate_read(&arena, node, kind);
}

/* Whether the retry loop of the tests is what the text describes. */
static bool holds(const char *text)
{
    static const char *const calls[] = {"connect", "curl_easy_perform"};
    struct fact *fact = fact_add(&list, FACT_loop);
    fact_set_text(fact, FIELD_class, "retry");
    fact_set_text(fact, FIELD_function, "fetch_orders");
    fact_set_text(fact, FIELD_delay, "growing");
    fact_set_bool(fact, FIELD_jitter, false);
    fact_set_number(fact, FIELD_max_attempts, 5);
    fact_set_list(fact, FIELD_calls, calls, 2);
    struct predicate predicate = read_when(text, FACT_loop);
    said_nothing();
    bool result = predicate_holds(&predicate, fact);
    predicate_finish(&predicate);
    return result;
}

static void equality_and_lists(void **state)
{
    (void)state;
    assert_true(holds("{class: retry}"));
    assert_false(holds("{class: pump}"));
    assert_true(holds("{class: [pump, retry]}"));
    assert_true(holds("{class: retry, delay: [fixed, growing], jitter: no}"));
    assert_false(holds("{class: retry, delay: none}"));
    assert_true(holds("{max_attempts: 5}"));
    assert_false(holds("{max_attempts: [4, 6]}"));
    assert_true(holds("{}"));
}

static void list_fields_hold_one_of_the_values(void **state)
{
    (void)state;
    assert_true(holds("{calls: connect}"));
    assert_true(holds("{calls: [send, curl_easy_perform]}"));
    assert_false(holds("{calls: send}"));
    assert_true(holds("{calls: {matches: '^curl_'}}"));
    assert_false(holds("{calls: {matches: '^PQ'}}"));
}

static void ranges(void **state)
{
    (void)state;
    assert_true(holds("{max_attempts: {gt: 4}}"));
    assert_false(holds("{max_attempts: {gt: 5}}"));
    assert_true(holds("{max_attempts: {ge: 5, le: 5}}"));
    assert_false(holds("{max_attempts: {lt: 5}}"));
    assert_true(holds("{max_attempts: {ge: -1}}"));
}

static void patterns(void **state)
{
    (void)state;
    assert_true(holds("{function: {matches: '(?i)ORDERS$'}}"));
    assert_false(holds("{function: {matches: '^orders'}}"));
}

static void null_is_none_of_all_values(void **state)
{
    (void)state;
    assert_false(holds("{bounded: yes}"));
    assert_false(holds("{bounded: no}"));
    assert_false(holds("{deadline_ms: {ge: 0}}"));
    assert_true(holds("{deadline_ms: {set: no}}"));
    assert_false(holds("{deadline_ms: {set: yes}}"));
    assert_true(holds("{jitter: {set: yes}}"));
    assert_true(holds("{not: {bounded: yes}}"));
}

static void connectives(void **state)
{
    (void)state;
    assert_true(holds("{any: [{class: pump}, {class: retry, delay: growing}]}"));
    assert_false(holds("{any: [{class: pump}, {class: retry, delay: none}]}"));
    assert_true(holds("{all: [{class: retry}, {not: {delay: [none, fixed]}}]}"));
    assert_false(holds("{class: retry, not: {any: [{jitter: no}, {jitter: yes}]}}"));
    assert_true(holds("{not: {not: {class: retry}}}"));
}

/* The text is refused with this message, and nothing breaks. */
static void refuses(const char *text, const char *message)
{
    struct predicate predicate = read_when(text, FACT_loop);
    predicate_finish(&predicate);
    said_has(message);
}

static void mistakes_name_place_and_nearest(void **state)
{
    (void)state;
    refuses("class: retry\njiter: no\n",
            "rule.yaml:2:1: unknown key 'jiter', did you mean 'jitter'");
    refuses("{timeout_ms: 5}", "unknown key 'timeout_ms'");
    refuses("class: retyr\n", "rule.yaml:1:8: 'class' is never 'retyr', did you mean 'retry'?");
    refuses("{delay: [none, sometimes]}", "'delay' is never 'sometimes'");
    refuses("{max_attempts: many}", "expected a whole number");
    refuses("{jitter: perhaps}", "expected yes or no");
    refuses("{class: {gt: 3}}", "'class' is no number, so 'gt' cannot apply to it");
    refuses("{jitter: {matches: x}}", "'jitter' is no text, so 'matches' cannot apply to it");
    refuses("{function: {matches: '('}}", "no valid PCRE2 pattern");
    refuses("{function: {match: x}}", "unknown key 'match', did you mean 'matches'");
    refuses("{max_attempts: {gt: 9223372036854775807}}", "no number lies beyond");
    refuses("{class: []}", "an empty list for 'class' never matches");
    refuses("{any: {class: retry}}", "expected a list of conditions under 'any'");
    refuses("[class, retry]", "expected a map");
    refuses("{not: retry}", "expected a map");
}

static void one_mistake_does_not_hide_the_next(void **state)
{
    (void)state;
    struct predicate predicate = read_when("{clas: retry, delay: never}", FACT_loop);
    predicate_finish(&predicate);
    const char *said = said_take();
    assert_non_null(strstr(said, "unknown key 'clas'"));
    assert_non_null(strstr(said, "'delay' is never 'never'"));
}

static int tear_down(void **state)
{
    fact_list_finish(&list);
    arena_finish(&arena);
    return said_end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_and_lists),
        cmocka_unit_test(list_fields_hold_one_of_the_values),
        cmocka_unit_test(ranges),
        cmocka_unit_test(patterns),
        cmocka_unit_test(null_is_none_of_all_values),
        cmocka_unit_test(connectives),
        cmocka_unit_test(mistakes_name_place_and_nearest),
        cmocka_unit_test(one_mistake_does_not_hide_the_next),
    };
    return cmocka_run_group_tests_name("predicate", tests, said_begin, tear_down);
}
