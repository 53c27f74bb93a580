/* What all callers of a function give it to send. */
#include "program/given.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { FUNCTIONS = 8 };

static struct arena arena;
static struct given_table *table;

static int set_up(void **state)
{
    (void)state;
    table = given_create(&arena, FUNCTIONS);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    given_finish(table);
    arena_finish(&arena);
    return 0;
}

static void expect(func_ref func, bool called, enum model_answer wanted)
{
    enum model_answer answer;
    assert_int_equal(called, given_find(table, func, &answer));
    assert_int_equal(wanted, answer);
}

static void nobody_calls(void **state)
{
    (void)state;
    expect(1, false, ANSWER_UNKNOWN);
}

static void callers_agree_or_not(void **state)
{
    (void)state;
    given_note(table, 1, ANSWER_NO);
    given_note(table, 1, ANSWER_NO);
    expect(1, true, ANSWER_NO);
    given_note(table, 2, ANSWER_NO);
    given_note(table, 2, ANSWER_YES);
    expect(2, true, ANSWER_UNKNOWN);
}

static void one_of_many_may_be_unknown(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++) {
        given_note(table, 1, ANSWER_YES);
        given_note(table, 2, ANSWER_YES);
    }
    given_note(table, 1, ANSWER_UNKNOWN);
    given_note(table, 2, ANSWER_YES);
    given_note(table, 2, ANSWER_UNKNOWN);
    expect(1, true, ANSWER_UNKNOWN);
    expect(2, true, ANSWER_YES);
}

static void handed_on_from_above(void **state)
{
    (void)state;
    given_hand_on(table, 1, 2, ANSWER_YES);
    given_hand_on(table, 2, 3, ANSWER_YES);
    given_note(table, 3, ANSWER_NO);
    expect(1, true, ANSWER_NO);
}

/* An entry point of a library: strangers call it. */
static void handed_on_from_where_nobody_calls(void **state)
{
    (void)state;
    given_hand_on(table, 1, 2, ANSWER_UNKNOWN);
    given_note(table, 1, ANSWER_YES);
    expect(1, true, ANSWER_UNKNOWN);
    given_hand_on(table, 3, 4, ANSWER_YES);
    given_note(table, 3, ANSWER_YES);
    expect(3, true, ANSWER_YES);
}

static void handed_round(void **state)
{
    (void)state;
    given_hand_on(table, 1, 2, ANSWER_NO);
    given_hand_on(table, 2, 1, ANSWER_NO);
    given_note(table, 2, ANSWER_YES);
    expect(1, true, ANSWER_YES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nobody_calls, set_up, tear_down),
        cmocka_unit_test_setup_teardown(callers_agree_or_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_of_many_may_be_unknown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(handed_on_from_above, set_up, tear_down),
        cmocka_unit_test_setup_teardown(handed_on_from_where_nobody_calls, set_up, tear_down),
        cmocka_unit_test_setup_teardown(handed_round, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
