#include "flow/values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const cell_id far = 10 * VALUES_PER_PAGE + 3;

static void copies_do_not_see_each_others_writes(void **state)
{
    (void)state;
    struct cell_values a = {0};
    struct cell_values b = {0};
    values_set(&a, 1, 7);
    values_set(&a, far, 8);
    values_copy(&b, &a);
    assert_true(values_share(&a, &b, 0));
    values_set(&b, 1, 9);
    assert_false(values_share(&a, &b, 0));
    assert_int_equal(values_get(&a, 1), 7);
    assert_int_equal(values_get(&b, 1), 9);
    values_finish(&a);
    assert_int_equal(values_get(&b, far), 8);
    values_finish(&b);
}

static void what_was_never_written_is_zero(void **state)
{
    (void)state;
    struct cell_values a = {0};
    struct cell_values b = {0};
    values_set(&a, far, 8);
    assert_int_equal(values_get(&a, far - VALUES_PER_PAGE), 0);
    assert_int_equal(values_get(&a, far + VALUES_PER_PAGE), 0);
    assert_false(values_equal(&a, &b));
    values_set(&a, far, 0);
    assert_true(values_equal(&a, &b));
    values_finish(&a);
    values_finish(&b);
}

static void a_page_tells_whether_it_may_hold_a_symbol(void **state)
{
    (void)state;
    struct cell_values a = {0};
    values_set(&a, 1, 7);
    assert_true(values_hold(&a, 0, 5, 7));
    assert_true(values_hold(&a, 0, 7, 9));
    assert_false(values_hold(&a, 0, 8, UINT32_MAX));
    assert_false(values_hold(&a, 0, 1, 6));
    assert_false(values_hold(&a, 1, 1, UINT32_MAX));
    values_finish(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_do_not_see_each_others_writes),
        cmocka_unit_test(what_was_never_written_is_zero),
        cmocka_unit_test(a_page_tells_whether_it_may_hold_a_symbol),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
