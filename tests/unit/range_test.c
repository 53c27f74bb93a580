#include "flow/range.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

static void negative_is_told_from_zero(void **state)
{
    (void)state;
    struct range all = range_all();
    struct range zero = range_of(0, 0);
    struct range negative = range_constrain(&all, RANGE_LT, &zero);
    assert_int_equal(range_high(&negative), -1);
    assert_int_equal(range_compare(&negative, RANGE_LT, &zero), 1);
    assert_int_equal(range_compare(&negative, RANGE_GE, &zero), 0);
    assert_int_equal(range_compare(&all, RANGE_EQ, &zero), -1);
    struct range not_zero = range_without(&all, 0);
    assert_int_equal(not_zero.count, 2);
    assert_false(range_has(&not_zero, 0));
    assert_true(range_has(&not_zero, INT64_MIN));
}

static void neighbours_become_one(void **state)
{
    (void)state;
    struct range a = range_of(1, 4);
    struct range b = range_of(5, 9);
    struct range both = range_union(&a, &b);
    assert_int_equal(both.count, 1);
    assert_int_equal(range_high(&both), 9);
    struct range end = range_of(INT64_MAX, INT64_MAX);
    struct range all = range_all();
    both = range_union(&all, &end);
    assert_true(range_is_all(&both));
}

static void empty_cannot_happen(void **state)
{
    (void)state;
    struct range a = range_of(3, 2);
    struct range one = range_of(1, 1);
    assert_int_equal(a.count, 0);
    assert_int_equal(range_constrain(&one, RANGE_GT, &one).count, 0);
    assert_int_equal(range_intersection(&a, &one).count, 0);
    int64_t value;
    assert_true(range_single(&one, &value));
    assert_int_equal(value, 1);
}

static void shifting_keeps_open_ends_open(void **state)
{
    (void)state;
    struct range a = range_of(INT64_MIN, 3);
    struct range moved = range_shift(&a, -1);
    assert_int_equal(range_low(&moved), INT64_MIN);
    assert_int_equal(range_high(&moved), 2);
    struct range top = range_of(INT64_MAX - 1, INT64_MAX - 1);
    moved = range_shift(&top, 5);
    assert_true(range_is_all(&moved));
}

/* Whatever is merged, no member may get lost. */
static void union_is_a_superset(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 2000; round++) {
        struct range sum = range_empty();
        int64_t members[12];
        for (int i = 0; i < 12; i++) {
            members[i] = rand() % 200 - 100;
            struct range one = range_of(members[i], members[i]);
            sum = range_union(&sum, &one);
        }
        assert_true(sum.count <= RANGE_PARTS);
        for (int i = 0; i < 12; i++) {
            assert_true(range_has(&sum, members[i]));
        }
        for (uint32_t i = 1; i < sum.count; i++) {
            assert_true(sum.low[i] > sum.high[i - 1] + 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(negative_is_told_from_zero),
        cmocka_unit_test(neighbours_become_one),
        cmocka_unit_test(empty_cannot_happen),
        cmocka_unit_test(shifting_keeps_open_ends_open),
        cmocka_unit_test(union_is_a_superset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
