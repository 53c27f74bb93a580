#include "flow/space.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const struct ir_type types[] = {{0},
                                       {.kind = IR_TYPE_INT, .size = 4},
                                       {.kind = IR_TYPE_ARRAY, .of = 1, .count = 4},
                                       {.kind = IR_TYPE_VOID}};
static const struct ir_var vars[] = {{0},
                                     {.kind = IR_VAR_LOCAL, .type = 1},
                                     {.kind = IR_VAR_LOCAL, .type = 2},
                                     {.kind = IR_VAR_GLOBAL, .type = 1}};
static const struct ir_module module = {
    .types = types, .types_count = 4, .vars = vars, .vars_count = 4};

static int begin(void **state)
{
    static struct space space;
    space_init(&space, &module, NULL, NULL);
    *state = &space;
    return 0;
}

static int end(void **state)
{
    space_finish(*state);
    return 0;
}

static void equal_things_have_equal_ids(void **state)
{
    struct space *space = *state;
    symbol_id call = space_symbol(space, SYMBOL_RESULT, 7, 0);
    assert_int_equal(call, space_symbol(space, SYMBOL_RESULT, 7, 0));
    assert_int_not_equal(call, space_symbol(space, SYMBOL_RESULT, 8, 0));
    assert_int_equal(space_int(space, -1), space_int(space, -1));
    assert_int_equal(space_var(space, 1), space_var(space, 1));
    assert_int_not_equal(space_var(space, 1), space_var(space, 2));
    symbol_id less = space_binary(space, IR_EXPR_LT, call, space_int(space, 0));
    assert_int_equal(less, space_binary(space, IR_EXPR_LT, call, space_int(space, 0)));
}

static int64_t fold(struct space *space, int64_t a, enum ir_expr_op op, int64_t b)
{
    symbol_id made = space_binary(space, op, space_int(space, a), space_int(space, b));
    assert_int_equal(space->symbols.items[made].kind, SYMBOL_INT);
    return space->symbols.items[made].value;
}

static void constants_fold_as_in_c(void **state)
{
    struct space *space = *state;
    assert_int_equal(fold(space, 1000, IR_EXPR_MUL, 30), 30000);
    assert_int_equal(fold(space, -7, IR_EXPR_REM, 3), -1);
    assert_int_equal(fold(space, 1, IR_EXPR_SHL, 4), 16);
    assert_int_equal(fold(space, INT64_MAX, IR_EXPR_ADD, 1), INT64_MIN);
    assert_int_equal(fold(space, 2, IR_EXPR_GE, 3), 0);
}

static void what_c_leaves_open_has_no_value(void **state)
{
    struct space *space = *state;
    symbol_id zero = space_int(space, 0);
    symbol_id made[] = {
        space_binary(space, IR_EXPR_DIV, space_int(space, 1), zero),
        space_binary(space, IR_EXPR_REM, space_int(space, INT64_MIN), space_int(space, -1)),
        space_binary(space, IR_EXPR_SHL, space_int(space, 1), space_int(space, 64)),
        space_binary(space, IR_EXPR_SHR, space_int(space, 1), space_int(space, -1))};
    for (uint32_t i = 0; i < sizeof made / sizeof *made; i++) {
        assert_int_not_equal(space->symbols.items[made[i]].kind, SYMBOL_INT);
    }
}

static void counting_up_stays_one_step(void **state)
{
    struct space *space = *state;
    symbol_id start = space_symbol(space, SYMBOL_RESULT, 1, 0);
    symbol_id one = space_int(space, 1);
    symbol_id count = start;
    for (int i = 0; i < 5; i++) {
        count = space_binary(space, IR_EXPR_ADD, count, one);
    }
    assert_int_equal(count, space_binary(space, IR_EXPR_ADD, start, space_int(space, 5)));
    assert_int_equal(start, space_binary(space, IR_EXPR_SUB, count, space_int(space, 5)));
}

static void endless_computations_are_cut(void **state)
{
    struct space *space = *state;
    symbol_id value = space_symbol(space, SYMBOL_RESULT, 1, 0);
    for (int i = 0; i < 10000; i++) {
        value = space_binary(space, IR_EXPR_XOR, value, value);
        assert_true(space->symbols.items[value].height <= 100);
    }
}

static void deep_paths_end(void **state)
{
    struct space *space = *state;
    cell_id cell = space_var(space, 1);
    uint32_t steps = 0;
    while (cell != 0 && steps < 100) {
        symbol_id held = space_symbol(space, SYMBOL_INITIAL, cell, 0);
        cell = space_cell(space, CELL_FIELD, space_pointee(space, held, 0), 1, 0);
        steps++;
    }
    assert_in_range(steps, 3, 20);
}

static void null_points_nowhere(void **state)
{
    struct space *space = *state;
    assert_int_equal(space_pointee(space, space_int(space, 0), 1), 0);
    assert_int_equal(space_cell(space, CELL_FIELD, 0, 1, 1), 0);
}

static void address_and_pointee_are_inverse(void **state)
{
    struct space *space = *state;
    cell_id var = space_var(space, 1);
    symbol_id address = space_symbol(space, SYMBOL_ADDRESS, var, 0);
    assert_int_equal(space_pointee(space, address, 1), var);
}

static void pointer_to_array_is_to_its_first_element(void **state)
{
    struct space *space = *state;
    cell_id array = space_var(space, 2);
    symbol_id address = space_symbol(space, SYMBOL_ADDRESS, array, 0);
    cell_id first = space_cell(space, CELL_INDEX, array, 1, 1);
    cell_id third = space_cell(space, CELL_INDEX, array, 3, 1);
    assert_int_equal(space_pointee(space, address, 1), first);
    assert_int_equal(space_pointee(space, address, 2), array);
    assert_int_equal(space_pointee(space, address, 3), array);
    symbol_id behind = space_binary(space, IR_EXPR_ADD, address, space_int(space, 2));
    assert_int_equal(space_pointee(space, behind, 1), third);
}

static void cell_learns_its_type(void **state)
{
    struct space *space = *state;
    symbol_id pointer = space_symbol(space, SYMBOL_RESULT, 1, 0);
    cell_id cell = space_pointee(space, pointer, 3);
    assert_int_equal(cell, space_pointee(space, pointer, 1));
    assert_int_equal(space->cells.items[cell].type, 1);
    assert_int_equal(cell, space_pointee(space, pointer, 3));
    assert_int_equal(space->cells.items[cell].type, 1);
}

static void roots_are_found(void **state)
{
    struct space *space = *state;
    cell_id global = space_var(space, 3);
    cell_id inner =
        space_cell(space, CELL_INDEX, space_cell(space, CELL_FIELD, global, 4, 0), 0, 0);
    assert_int_equal(space_root(space, inner), global);
    cell_id other = space_var(space, 1);
    cell_id moved = space_rebase(space, inner, global, other);
    assert_int_equal(space_root(space, moved), other);
    assert_int_equal(space_rebase(space, moved, other, global), inner);
}

static symbol_id phi_at(struct space *space, uint32_t block, cell_id cell)
{
    return space_phi(space, space_meeting(space, block), cell);
}

static void leaves_of_a_phi_come_once(void **state)
{
    struct space *space = *state;
    cell_id cell = space_var(space, 1);
    symbol_id inner = phi_at(space, 1, cell);
    symbol_id outer = phi_at(space, 2, cell);
    space_phi_add(space, inner, space_int(space, 1));
    space_phi_add(space, inner, space_int(space, 2));
    space_phi_add(space, inner, outer); /* loops make cycles */
    space_phi_add(space, outer, inner);
    space_phi_add(space, outer, space_int(space, 2));
    space_phi_add(space, outer, space_int(space, 3));
    symbol_id leaves[4];
    assert_int_equal(space_leaves(space, outer, leaves, 4), 3);
    assert_int_equal(leaves[0], space_int(space, 1));
    assert_int_equal(leaves[1], space_int(space, 2));
    assert_int_equal(leaves[2], space_int(space, 3));
    assert_true(space_leaves(space, outer, leaves, 2) > 2);
    assert_int_equal(space_leaves(space, space_int(space, 9), leaves, 4), 1);
}

static void huge_phis_are_given_up(void **state)
{
    struct space *space = *state;
    cell_id cell = space_var(space, 1);
    for (uint32_t i = 1; i < 5000; i++) {
        space_phi_add(space, phi_at(space, i, cell), phi_at(space, i + 1, cell));
    }
    symbol_id leaves[4];
    assert_true(space_leaves(space, phi_at(space, 1, cell), leaves, 4) > 4);
}

static void results_are_recognised_in_what_is_made_of_them(void **state)
{
    struct space *space = *state;
    symbol_id result = space_symbol(space, SYMBOL_RESULT, 5, 0);
    symbol_id failed = space_binary(space, IR_EXPR_LT, result, space_int(space, 0));
    assert_true(space_made_by(space, space_unary(space, IR_EXPR_NOT, failed), 5));
    assert_true(space_made_by(space, space_symbol(space, SYMBOL_OUTPUT, 5, 3), 5));
    assert_false(space_made_by(space, failed, 6));
    assert_int_equal(space_first_of_call(space, 5), result);
    assert_int_equal(space_first_of_call(space, 6), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equal_things_have_equal_ids, begin, end),
        cmocka_unit_test_setup_teardown(constants_fold_as_in_c, begin, end),
        cmocka_unit_test_setup_teardown(what_c_leaves_open_has_no_value, begin, end),
        cmocka_unit_test_setup_teardown(counting_up_stays_one_step, begin, end),
        cmocka_unit_test_setup_teardown(endless_computations_are_cut, begin, end),
        cmocka_unit_test_setup_teardown(deep_paths_end, begin, end),
        cmocka_unit_test_setup_teardown(null_points_nowhere, begin, end),
        cmocka_unit_test_setup_teardown(address_and_pointee_are_inverse, begin, end),
        cmocka_unit_test_setup_teardown(pointer_to_array_is_to_its_first_element, begin, end),
        cmocka_unit_test_setup_teardown(cell_learns_its_type, begin, end),
        cmocka_unit_test_setup_teardown(roots_are_found, begin, end),
        cmocka_unit_test_setup_teardown(leaves_of_a_phi_come_once, begin, end),
        cmocka_unit_test_setup_teardown(huge_phis_are_given_up, begin, end),
        cmocka_unit_test_setup_teardown(results_are_recognised_in_what_is_made_of_them, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
