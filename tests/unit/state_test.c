#include "small_ir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* A function without code whose variables the tests use. */
struct fixture {
    struct small_ir small;
    struct space space;
    struct flow_state state;
    cell_id x, y, pair, other;
};

static int begin(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    struct small_ir *small = &fixture.small;
    small_begin(small);
    ir_place_id places[] = {small_local(small), small_local(small),
                            small_var(small, small->pair_type, IR_VAR_LOCAL),
                            small_var(small, small->pair_type, IR_VAR_LOCAL)};
    (void)small_block(small);
    small_return(small, 0);
    small_end(small);
    space_init(&fixture.space, &small->module, NULL, NULL);
    fixture.state.reachable = true;
    fixture.x = eval_place(&fixture.space, &fixture.state, places[0]);
    fixture.y = eval_place(&fixture.space, &fixture.state, places[1]);
    fixture.pair = eval_place(&fixture.space, &fixture.state, places[2]);
    fixture.other = eval_place(&fixture.space, &fixture.state, places[3]);
    *state = &fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    state_finish(&fixture->state);
    space_finish(&fixture->space);
    ir_module_finish(&fixture->small.module);
    return 0;
}

static cell_id part(struct fixture *fixture, cell_id cell, ir_field_id field)
{
    return space_cell(&fixture->space, CELL_FIELD, cell, field, fixture->small.int_type);
}

static symbol_id result(struct fixture *fixture, ir_instr_id call)
{
    return space_symbol(&fixture->space, SYMBOL_RESULT, call, 0);
}

static symbol_id read(struct fixture *fixture, cell_id cell)
{
    return state_read(&fixture->space, &fixture->state, cell);
}

static struct range range(struct fixture *fixture, symbol_id symbol)
{
    return state_range(&fixture->space, &fixture->state, symbol);
}

static void assert_range(struct range actual, int64_t low, int64_t high)
{
    assert_int_equal(actual.count, 1);
    assert_int_equal(actual.low[0], low);
    assert_int_equal(actual.high[0], high);
}

static void unwritten_cell_holds_what_it_held(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(read(fixture, fixture->x),
                     space_symbol(&fixture->space, SYMBOL_INITIAL, fixture->x, 0));
    state_write(&fixture->space, &fixture->state, fixture->x, space_int(&fixture->space, 4));
    assert_int_equal(read(fixture, fixture->x), space_int(&fixture->space, 4));
}

static void whole_write_ends_what_parts_held(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    cell_id left = part(fixture, fixture->pair, fixture->small.left);
    state_write(space, &fixture->state, left, space_int(space, 4));
    state_write(space, &fixture->state, fixture->pair, result(fixture, 1));
    symbol_id known = read(fixture, left);
    assert_int_not_equal(known, space_int(space, 4));
    assert_int_not_equal(known, space_symbol(space, SYMBOL_INITIAL, left, 0));
    /* A part first met after the write is as unknown as one met before. */
    symbol_id late = read(fixture, part(fixture, fixture->pair, fixture->small.right));
    assert_int_equal(space->symbols.items[late].kind, SYMBOL_UNKNOWN);
}

static void zeroed_record_has_zero_parts(void **state)
{
    struct fixture *fixture = *state;
    state_write(&fixture->space, &fixture->state, fixture->pair, space_int(&fixture->space, 0));
    assert_int_equal(read(fixture, part(fixture, fixture->pair, fixture->small.left)),
                     space_int(&fixture->space, 0));
}

static void copied_record_has_the_same_parts(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    cell_id left = part(fixture, fixture->pair, fixture->small.left);
    state_write(space, &fixture->state, left, space_int(space, 30));
    cell_id stale = part(fixture, fixture->other, fixture->small.right);
    state_write(space, &fixture->state, stale, space_int(space, 7));
    state_copy_cell(space, &fixture->state, fixture->other, fixture->pair);
    assert_int_equal(read(fixture, part(fixture, fixture->other, fixture->small.left)),
                     space_int(space, 30));
    /* What was not written before is the other record's part as it came in. */
    cell_id right = part(fixture, fixture->pair, fixture->small.right);
    assert_int_equal(read(fixture, stale), space_symbol(space, SYMBOL_INITIAL, right, 0));
}

static void conditions_narrow(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id rc = result(fixture, 1);
    symbol_id below = space_binary(space, IR_EXPR_LT, rc, space_int(space, 0));
    assert_true(state_assume(space, &fixture->state, below, true));
    assert_range(range(fixture, rc), INT64_MIN, -1);
    assert_false(state_assume(space, &fixture->state, rc, false));
    symbol_id minus = space_binary(space, IR_EXPR_EQ, space_int(space, -1), rc);
    assert_true(state_assume(space, &fixture->state, minus, true));
    assert_range(range(fixture, rc), -1, -1);
}

static void negation_and_sums_narrow_their_operands(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id x = result(fixture, 1);
    symbol_id y = result(fixture, 2);
    symbol_id sum = space_binary(space, IR_EXPR_ADD, x, space_int(space, 3));
    symbol_id reached = space_binary(space, IR_EXPR_GE, sum, space_int(space, 10));
    assert_true(state_assume(space, &fixture->state, reached, true));
    assert_range(range(fixture, x), 7, INT64_MAX);
    symbol_id minus = space_unary(space, IR_EXPR_NEGATE, y);
    symbol_id equal = space_binary(space, IR_EXPR_EQ, minus, space_int(space, 11));
    assert_true(state_assume(space, &fixture->state, equal, true));
    assert_range(range(fixture, y), -11, -11);
    symbol_id none = space_unary(space, IR_EXPR_NOT, result(fixture, 3));
    assert_true(state_assume(space, &fixture->state, none, true));
    assert_range(range(fixture, result(fixture, 3)), 0, 0);
}

static void outcome_of_a_comparison_is_remembered(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id differ = space_binary(space, IR_EXPR_NE, result(fixture, 1), result(fixture, 2));
    assert_range(range(fixture, differ), 0, 1);
    assert_true(state_assume(space, &fixture->state, differ, true));
    assert_range(range(fixture, differ), 1, 1);
    assert_false(state_assume(space, &fixture->state, differ, false));
}

static void addresses_are_not_null(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id address = space_symbol(space, SYMBOL_ADDRESS, fixture->x, 0);
    symbol_id null = space_binary(space, IR_EXPR_EQ, address, space_int(space, 0));
    assert_false(state_assume(space, &fixture->state, null, true));
    assert_true(state_assume(space, &fixture->state, null, false));
}

static void shared_computations_take_no_time(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id value = result(fixture, 1);
    for (int i = 0; i < 60; i++) { /* 2^60 leaves */
        value = space_binary(space, i % 2 == 0 ? IR_EXPR_ADD : IR_EXPR_EQ, value, value);
    }
    (void)range(fixture, value);
    assert_true(state_assume(space, &fixture->state, value, true) ||
                state_assume(space, &fixture->state, value, false));
}

static void repeated_call_ends_what_was_known_of_its_result(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id rc = result(fixture, 1);
    state_write(space, &fixture->state, fixture->x, rc);
    state_write(space, &fixture->state, fixture->y,
                space_binary(space, IR_EXPR_ADD, rc, space_int(space, 1)));
    state_set_range(&fixture->state, rc, range_of(0, 0));
    state_retire(space, &fixture->state, 1);
    assert_range(range(fixture, rc), INT64_MIN, INT64_MAX);
    assert_int_not_equal(read(fixture, fixture->x), rc);
    assert_int_equal(space->symbols.items[read(fixture, fixture->y)].kind, SYMBOL_UNKNOWN);
    struct range unknown = range(fixture, read(fixture, fixture->x));
    assert_true(range_is_all(&unknown));
}

/* `(x & ~3) == 0` is a question for 0 to 3. */
static void low_bits_are_cleared(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id x = result(fixture, 1);
    symbol_id cleared = space_binary(space, IR_EXPR_AND, x, space_int(space, ~(int64_t)3));
    state_set_range(&fixture->state, x, range_of(-2, 6));
    assert_range(range(fixture, cleared), -4, 4);
    struct range zero = range_of(0, 0);
    assert_true(state_narrow(space, &fixture->state, cleared, &zero));
    assert_range(range(fixture, x), 0, 3);
}

static void bits_that_are_not_cleared_leave_no_zero(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    symbol_id x = result(fixture, 1);
    symbol_id cleared = space_binary(space, IR_EXPR_AND, x, space_int(space, ~(int64_t)1));
    state_set_range(&fixture->state, x, range_of(0, INT64_MAX));
    struct range more = range_of(1, INT64_MAX);
    assert_true(state_narrow(space, &fixture->state, cleared, &more));
    assert_range(range(fixture, x), 2, INT64_MAX);
}

static void join_keeps_both_values(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    struct flow_state other = {0};
    struct flow_state same = {0};
    state_write(space, &fixture->state, fixture->y, space_int(space, 9));
    state_copy(&other, &fixture->state);
    state_write(space, &fixture->state, fixture->x, space_int(space, 1));
    state_write(space, &other, fixture->x, space_int(space, 5));
    assert_true(state_join(space, &fixture->state, &other, 3, false));
    symbol_id leaves[4];
    assert_int_equal(space_leaves(space, read(fixture, fixture->x), leaves, 4), 2);
    struct range values = range(fixture, read(fixture, fixture->x));
    assert_true(range_has(&values, 1) && range_has(&values, 5) && !range_has(&values, 3));
    assert_int_equal(read(fixture, fixture->y), space_int(space, 9));
    state_copy(&same, &other);
    assert_false(state_join(space, &fixture->state, &same, 3, false));
    state_finish(&other);
    state_finish(&same);
}

static void part_written_on_one_path_only(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    struct flow_state other = {0};
    state_copy(&other, &fixture->state);
    cell_id left = part(fixture, fixture->pair, fixture->small.left);
    state_write(space, &fixture->state, left, space_int(space, 3));
    state_write(space, &other, fixture->pair, result(fixture, 1));
    assert_true(state_join(space, &fixture->state, &other, 3, false));
    struct range values = range(fixture, read(fixture, left));
    assert_true(range_is_all(&values));
    symbol_id leaves[4];
    assert_int_equal(space_leaves(space, read(fixture, left), leaves, 4), 2);
    state_finish(&other);
}

static void widening_opens_what_grows(void **state)
{
    struct fixture *fixture = *state;
    struct space *space = &fixture->space;
    struct flow_state turn = {0};
    state_write(space, &fixture->state, fixture->x, space_int(space, 0));
    int joins = 0;
    bool changed = true;
    while (changed && joins < 50) {
        state_copy(&turn, &fixture->state);
        state_write(space, &turn, fixture->x,
                    space_binary(space, IR_EXPR_ADD, state_read(space, &turn, fixture->x),
                                 space_int(space, 1)));
        changed = state_join(space, &fixture->state, &turn, 3, ++joins > 3);
    }
    assert_true(joins < 10);
    assert_range(range(fixture, read(fixture, fixture->x)), 0, INT64_MAX);
    state_finish(&turn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(unwritten_cell_holds_what_it_held, begin, end),
        cmocka_unit_test_setup_teardown(whole_write_ends_what_parts_held, begin, end),
        cmocka_unit_test_setup_teardown(zeroed_record_has_zero_parts, begin, end),
        cmocka_unit_test_setup_teardown(copied_record_has_the_same_parts, begin, end),
        cmocka_unit_test_setup_teardown(conditions_narrow, begin, end),
        cmocka_unit_test_setup_teardown(negation_and_sums_narrow_their_operands, begin, end),
        cmocka_unit_test_setup_teardown(outcome_of_a_comparison_is_remembered, begin, end),
        cmocka_unit_test_setup_teardown(addresses_are_not_null, begin, end),
        cmocka_unit_test_setup_teardown(shared_computations_take_no_time, begin, end),
        cmocka_unit_test_setup_teardown(repeated_call_ends_what_was_known_of_its_result, begin,
                                        end),
        cmocka_unit_test_setup_teardown(low_bits_are_cleared, begin, end),
        cmocka_unit_test_setup_teardown(bits_that_are_not_cleared_leave_no_zero, begin, end),
        cmocka_unit_test_setup_teardown(join_keeps_both_values, begin, end),
        cmocka_unit_test_setup_teardown(part_written_on_one_path_only, begin, end),
        cmocka_unit_test_setup_teardown(widening_opens_what_grows, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
