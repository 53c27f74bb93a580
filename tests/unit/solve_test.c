#include "small_ir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct small_ir small;
static struct small_run run;

static int begin(void **state)
{
    (void)state;
    small = (struct small_ir){0};
    small_begin(&small);
    return 0;
}

static void solve(void)
{
    small_end(&small);
    struct text faults = {0};
    bool well = ir_verify(&small.module, &faults);
    if (!well) {
        print_error("%s", text_string(&faults));
    }
    text_finish(&faults);
    assert_true(well);
    small_solve(&run, &small, 1000);
    assert_false(run.solve.over_budget);
}

static int end(void **state)
{
    (void)state;
    small_finish(&run);
    return 0;
}

static void assert_values(uint32_t block, ir_place_id place, int64_t low, int64_t high)
{
    struct range range = small_range(&run, block, place);
    assert_int_not_equal(range.count, 0);
    assert_int_equal(range_low(&range), low);
    assert_int_equal(range_high(&range), high);
}

static bool reached(uint32_t block)
{
    return run.solve.in[block].reachable;
}

static uint32_t leaf_count(uint32_t block, ir_place_id place)
{
    symbol_id leaves[8];
    return space_leaves(&run.space, small_value(&run, block, place), leaves, 8);
}

static void first_block_is_known(void **state)
{
    (void)state;
    ir_place_id x = small_local(&small);
    small_block(&small);
    small_set(&small, x, small_int(&small, 30));
    small_return(&small, small_load(&small, x));
    solve();
    assert_true(reached(0));
    assert_int_equal(run.solve.exits.count, 1);
    const struct solve_exit *leaving = &run.solve.exits.items[0];
    assert_int_equal(leaving->edge, UINT32_MAX);
    assert_int_equal(leaving->value, space_int(&run.space, 30));
}

static void constants_meet_in_a_phi(void **state)
{
    (void)state;
    ir_place_id a = small_var(&small, small.int_type, IR_VAR_PARAM);
    ir_place_id x = small_local(&small);
    small_block(&small);
    small_branch(&small, small_load(&small, a), 1, 2);
    small_block(&small);
    small_set(&small, x, small_int(&small, 5));
    small_jump(&small, 3);
    small_block(&small);
    small_set(&small, x, small_int(&small, 10));
    small_jump(&small, 3);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_int_equal(leaf_count(3, x), 2);
    assert_values(3, x, 5, 10);
    struct range values = small_range(&run, 3, x);
    assert_false(range_has(&values, 7));
    assert_int_equal(leaf_count(3, a), 1);
}

static void dead_branch_is_not_taken(void **state)
{
    (void)state;
    ir_place_id x = small_local(&small);
    small_block(&small);
    small_set(&small, x, small_int(&small, 0));
    small_branch(&small, small_load(&small, x), 1, 2);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_false(reached(1));
    assert_true(reached(2));
    assert_false(solve_edge_taken(&run.solve, 0, 0));
    assert_true(solve_edge_taken(&run.solve, 0, 1));
}

/* if (!x) … else …; if (x == NULL) in the else part cannot be so. */
static void negation_and_null_tests_narrow(void **state)
{
    (void)state;
    ir_place_id p = small_var(&small, small.pointer_type, IR_VAR_PARAM);
    small_block(&small);
    small_branch(&small, small_not(&small, small_load(&small, p)), 1, 2);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_branch(&small, small_op(&small, small_load(&small, p), IR_EXPR_EQ, small_int(&small, 0)),
                 3, 4);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(1, p, 0, 0);
    assert_false(reached(3));
    assert_true(reached(4));
}

/* if ((rc = f()) < 0): the copy is known as well, and so is a copy of the copy. */
static void aliases_are_narrowed_together(void **state)
{
    (void)state;
    ir_place_id rc = small_local(&small);
    ir_place_id ret = small_local(&small);
    ir_place_id temp = small_var(&small, small.int_type, IR_VAR_TEMP);
    small_block(&small);
    small_call(&small, temp, 0);
    small_set(&small, rc, small_load(&small, temp));
    small_set(&small, ret, small_load(&small, rc));
    small_branch(&small, small_op(&small, small_load(&small, rc), IR_EXPR_LT, small_int(&small, 0)),
                 1, 2);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_branch(&small,
                 small_op(&small, small_load(&small, ret), IR_EXPR_NE, small_int(&small, 0)), 3, 4);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(1, ret, INT64_MIN, -1);
    assert_values(2, temp, 0, INT64_MAX);
    assert_values(3, rc, 1, INT64_MAX);
    assert_values(4, temp, 0, 0);
}

static void flag_tells_of_what_it_was_made(void **state)
{
    (void)state;
    ir_place_id rc = small_local(&small);
    ir_place_id failed = small_local(&small);
    small_block(&small);
    small_call(&small, rc, 0);
    small_set(&small, failed,
              small_op(&small, small_load(&small, rc), IR_EXPR_NE, small_int(&small, 0)));
    small_branch(&small, small_not(&small, small_load(&small, failed)), 1, 2);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(1, rc, 0, 0);
    struct range values = small_range(&run, 2, rc);
    assert_false(range_has(&values, 0));
}

static void switch_splits_by_case(void **state)
{
    (void)state;
    ir_place_id x = small_local(&small);
    small_block(&small);
    small_call(&small, x, 0);
    small_switch(&small, small_load(&small, x));
    small_edge(&small, (struct ir_edge){.to = 1, .low = 28, .high = 28});
    small_edge(&small, (struct ir_edge){.to = 2, .low = 5, .high = 7});
    small_edge(&small, (struct ir_edge){.to = 3, .is_default = 1});
    for (int i = 0; i < 3; i++) {
        small_block(&small);
        small_return(&small, 0);
    }
    solve();
    assert_values(1, x, 28, 28);
    assert_values(2, x, 5, 7);
    struct range rest = small_range(&run, 3, x);
    assert_false(range_has(&rest, 28));
    assert_true(range_has(&rest, 0));
}

/* for (i = 0; i < 10; i++) */
static void counter_settles(void **state)
{
    (void)state;
    ir_place_id i = small_local(&small);
    small_block(&small);
    small_set(&small, i, small_int(&small, 0));
    small_jump(&small, 1);
    small_block(&small);
    small_branch(&small, small_op(&small, small_load(&small, i), IR_EXPR_LT, small_int(&small, 10)),
                 2, 3);
    small_block(&small);
    small_set(&small, i,
              small_op(&small, small_load(&small, i), IR_EXPR_ADD, small_int(&small, 1)));
    small_jump(&small, 1);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(2, i, 0, 9);
    assert_values(3, i, 10, INT64_MAX);
}

/* A loop made by goto whose first block is the function's. */
static void entry_block_may_be_a_loop(void **state)
{
    (void)state;
    ir_place_id a = small_var(&small, small.int_type, IR_VAR_PARAM);
    small_block(&small);
    small_set(&small, a,
              small_op(&small, small_load(&small, a), IR_EXPR_SUB, small_int(&small, 1)));
    small_branch(&small, small_load(&small, a), 0, 1);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(1, a, 0, 0);
    assert_true(leaf_count(0, a) > 1);
}

static void records_are_copied(void **state)
{
    (void)state;
    ir_place_id a = small_var(&small, small.pair_type, IR_VAR_LOCAL);
    ir_place_id b = small_var(&small, small.pair_type, IR_VAR_LOCAL);
    small_block(&small);
    small_set(&small, small_field(&small, a, small.left), small_int(&small, 30));
    small_set(&small, b, small_load(&small, a));
    small_set(&small, small_field(&small, a, small.left), small_int(&small, 1));
    small_jump(&small, 1);
    small_block(&small);
    small_return(&small, 0);
    ir_place_id copied = small_field(&small, b, small.left);
    ir_place_id original = small_field(&small, a, small.left);
    solve();
    assert_values(1, copied, 30, 30);
    assert_values(1, original, 1, 1);
}

/* q = p; p->left = 7; then q->left is 7, and so after p changes. */
static void fields_through_pointers(void **state)
{
    (void)state;
    ir_place_id p = small_var(&small, small.pair_pointer_type, IR_VAR_PARAM);
    ir_place_id q = small_var(&small, small.pair_pointer_type, IR_VAR_LOCAL);
    small_block(&small);
    small_set(&small, q, small_load(&small, p));
    ir_place_id left = small_field(
        &small, small_deref(&small, small_load(&small, p), small.pair_type), small.left);
    small_set(&small, left, small_int(&small, 7));
    small_set(&small, p, small_int(&small, 0));
    small_jump(&small, 1);
    small_block(&small);
    small_return(&small, 0);
    ir_place_id other = small_field(
        &small, small_deref(&small, small_load(&small, q), small.pair_type), small.left);
    solve();
    assert_values(1, other, 7, 7);
}

static void pointer_to_local_is_the_local(void **state)
{
    (void)state;
    ir_place_id x = small_local(&small);
    ir_place_id p = small_var(&small, small.pointer_type, IR_VAR_LOCAL);
    small_block(&small);
    small_set(&small, x, small_int(&small, 1));
    small_set(&small, p, small_address(&small, x, small.pointer_type));
    small_set(&small, small_deref(&small, small_load(&small, p), small.int_type),
              small_int(&small, 2));
    small_jump(&small, 1);
    small_block(&small);
    small_call(&small, 0, small_load(&small, p));
    small_jump(&small, 2);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(1, x, 2, 2);
    struct range values = small_range(&run, 2, x);
    assert_true(range_is_all(&values));
}

static void array_elements_are_told_apart(void **state)
{
    (void)state;
    ir_place_id array = small_var(&small, small.array_type, IR_VAR_LOCAL);
    ir_place_id p = small_var(&small, small.pointer_type, IR_VAR_LOCAL);
    ir_place_id first = small_element(&small, array, small_int(&small, 0));
    ir_place_id second = small_element(&small, array, small_int(&small, 1));
    small_block(&small);
    small_set(&small, first, small_int(&small, 1));
    small_set(&small, second, small_int(&small, 2));
    small_set(&small, p, small_address(&small, first, small.pointer_type));
    small_set(&small, small_deref(&small, small_load(&small, p), small.int_type),
              small_int(&small, 3));
    small_jump(&small, 1);
    small_block(&small);
    small_return(&small, 0);
    ir_place_id by_index = small_element(
        &small, small_deref(&small, small_load(&small, p), small.int_type), small_int(&small, 1));
    solve();
    assert_values(1, first, 3, 3);
    assert_values(1, second, 2, 2);
    assert_values(1, by_index, 2, 2);
}

/* while (1) { h = f(); if (h == 0) return; use(h) }: each turn knows its own h only. */
static void result_of_the_next_turn_is_a_new_one(void **state)
{
    (void)state;
    ir_place_id h = small_local(&small);
    ir_place_id last = small_local(&small);
    small_block(&small);
    small_set(&small, last, small_int(&small, 0));
    small_jump(&small, 1);
    small_block(&small);
    small_call(&small, h, 0);
    small_branch(&small, small_op(&small, small_load(&small, h), IR_EXPR_EQ, small_int(&small, 0)),
                 2, 3);
    small_block(&small);
    small_return(&small, 0);
    small_block(&small);
    small_set(&small, last, small_load(&small, h));
    small_jump(&small, 1);
    solve();
    assert_values(2, h, 0, 0);
    /* What `last` holds is an earlier turn's result: it is not 0 because this one is. */
    struct range earlier = small_range(&run, 2, last);
    assert_true(range_has(&earlier, 5));
    struct range now = small_range(&run, 3, h);
    assert_false(range_has(&now, 0));
}

/* A list walked in a loop does not make ever new places. */
static void linked_list_terminates(void **state)
{
    (void)state;
    ir_place_id p = small_var(&small, small.pair_pointer_type, IR_VAR_PARAM);
    ir_place_id left = small_field(
        &small, small_deref(&small, small_load(&small, p), small.pair_type), small.left);
    ir_place_id right = small_field(
        &small, small_deref(&small, small_load(&small, p), small.pair_type), small.right);
    small_block(&small);
    small_jump(&small, 1);
    small_block(&small);
    small_branch(&small, small_load(&small, p), 2, 3);
    small_block(&small);
    small_set(&small, right, small_load(&small, left));
    small_set(&small, p, small_load(&small, left));
    small_jump(&small, 1);
    small_block(&small);
    small_return(&small, 0);
    solve();
    assert_values(3, p, 0, 0);
    assert_true(run.space.cells.count < 50);
}

/* A run of part of the function: what leaves the region is told apart. */
static void region_has_exits(void **state)
{
    (void)state;
    ir_place_id x = small_local(&small);
    small_block(&small);
    small_jump(&small, 1);
    small_block(&small);
    small_call(&small, x, 0);
    small_branch(&small, small_load(&small, x), 2, 3);
    small_block(&small);
    small_jump(&small, 1);
    small_block(&small);
    small_return(&small, 0);
    solve();
    struct bitset region;
    bitset_init(&region, &run.arena, 4);
    bitset_add(&region, 2);
    struct solve part = {.space = &run.space,
                         .cfg = &run.cfg,
                         .region = &region,
                         .call = run.solve.call,
                         .context = &run};
    struct solve_seed seed = {.block = 1, .state = &run.solve.in[1]};
    solve_run(&part, &seed, 1);
    solve_exits(&part, &seed, 1);
    assert_int_equal(part.exits.count, 2);
    assert_int_equal(part.exits.items[0].target, 3);
    assert_int_equal(part.exits.items[1].target, 1);
    assert_true(part.in[2].reachable);
    assert_false(part.in[3].reachable);
    solve_finish(&part);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(first_block_is_known),          TEST(constants_meet_in_a_phi),
        TEST(dead_branch_is_not_taken),      TEST(negation_and_null_tests_narrow),
        TEST(aliases_are_narrowed_together), TEST(flag_tells_of_what_it_was_made),
        TEST(switch_splits_by_case),         TEST(counter_settles),
        TEST(entry_block_may_be_a_loop),     TEST(records_are_copied),
        TEST(fields_through_pointers),       TEST(pointer_to_local_is_the_local),
        TEST(array_elements_are_told_apart), TEST(result_of_the_next_turn_is_a_new_one),
        TEST(linked_list_terminates),        TEST(region_has_exits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
