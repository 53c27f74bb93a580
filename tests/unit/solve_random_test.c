/* The solver ends on whatever graph it is given, and soon enough on large ones. */
#include "small_ir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static uint64_t random_state;

static uint32_t below(uint32_t limit)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(random_state >> 33) % limit;
}

struct places {
    ir_place_id numbers[12];
    ir_place_id pointers[4];
    ir_place_id pairs[3];
};

static void add_places(struct small_ir *small, struct places *places)
{
    for (uint32_t i = 0; i < 4; i++) {
        enum ir_var_kind kind = i < 2 ? IR_VAR_PARAM : IR_VAR_LOCAL;
        places->pointers[i] = small_var(small, small->pair_pointer_type, kind);
    }
    for (uint32_t i = 0; i < 3; i++) {
        places->pairs[i] = small_var(small, small->pair_type, IR_VAR_LOCAL);
    }
    ir_place_id array = small_var(small, small->array_type, IR_VAR_LOCAL);
    for (uint32_t i = 0; i < 12; i++) {
        if (i < 4) {
            places->numbers[i] = small_local(small);
        } else if (i < 8) {
            ir_expr_id pointer = small_load(small, places->pointers[i - 4]);
            places->numbers[i] = small_field(small, small_deref(small, pointer, small->pair_type),
                                             i % 2 == 0 ? small->left : small->right);
        } else if (i < 10) {
            places->numbers[i] = small_field(small, places->pairs[i - 8], small->left);
        } else {
            ir_expr_id index =
                i == 10 ? small_int(small, 1) : small_load(small, places->numbers[0]);
            places->numbers[i] = small_element(small, array, index);
        }
    }
}

static ir_expr_id random_expr(struct small_ir *small, const struct places *places, uint32_t depth)
{
    static const enum ir_expr_op ops[] = {IR_EXPR_ADD, IR_EXPR_SUB, IR_EXPR_MUL, IR_EXPR_AND,
                                          IR_EXPR_LT,  IR_EXPR_EQ,  IR_EXPR_NE,  IR_EXPR_GE};
    uint32_t kind = below(depth == 0 ? 2 : 6);
    switch (kind) {
    case 0:
        return small_int(small, (int64_t)below(7) - 3);
    case 1:
        return small_load(small, places->numbers[below(12)]);
    case 2:
        return small_not(small, random_expr(small, places, depth - 1));
    case 3:
        return ir_build_unary(&small->builder, IR_EXPR_NEGATE, small->int_type,
                              random_expr(small, places, depth - 1));
    default: {
        ir_expr_id left = random_expr(small, places, depth - 1);
        return small_op(small, left, ops[below(8)], random_expr(small, places, depth - 1));
    }
    }
}

static void random_instr(struct small_ir *small, const struct places *places)
{
    ir_expr_id pointer = small_load(small, places->pointers[below(4)]);
    switch (below(10)) {
    case 0:
        (void)small_call(small, places->numbers[below(12)], pointer);
        return;
    case 1:
        (void)small_call(small, places->pointers[below(4)], 0);
        return;
    case 2:
        small_set(small, places->pointers[below(4)], pointer);
        return;
    case 3:
        small_set(small, places->pointers[below(4)],
                  small_address(small, places->pairs[below(3)], small->pair_pointer_type));
        return;
    case 4: /* lists: a field that holds a pointer */
        small_set(small, places->pointers[below(4)],
                  small_load(small, places->numbers[4 + below(4)]));
        return;
    case 5:
        small_set(small, small_deref(small, pointer, small->pair_type),
                  small_load(small, places->pairs[below(3)]));
        return;
    case 6:
        small_set(small, places->pairs[below(3)],
                  small_load(small, small_deref(small, pointer, small->pair_type)));
        return;
    case 7: /* pointers that are computed */
        small_set(small, places->pointers[below(4)],
                  small_op(small, pointer, below(2) == 0 ? IR_EXPR_AND : IR_EXPR_ADD,
                           random_expr(small, places, 1)));
        return;
    default:
        small_set(small, places->numbers[below(12)], random_expr(small, places, 3));
        return;
    }
}

static void random_end(struct small_ir *small, const struct places *places, uint32_t blocks)
{
    switch (below(8)) {
    case 0:
        small_return(small, random_expr(small, places, 1));
        return;
    case 1:
        small_switch(small, random_expr(small, places, 1));
        small_edge(small, (struct ir_edge){.to = below(blocks), .low = 0, .high = 0});
        small_edge(small, (struct ir_edge){.to = below(blocks), .low = 3, .high = 9});
        small_edge(small, (struct ir_edge){.to = below(blocks), .is_default = 1});
        return;
    case 2:
        small_jump(small, below(blocks));
        return;
    default:
        small_branch(small, random_expr(small, places, 2), below(blocks), below(blocks));
        return;
    }
}

static void any_graph_ends_within_the_limit(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 400; seed++) {
        struct small_ir small = {0};
        struct small_run run;
        struct places places;
        random_state = seed;
        small_begin(&small);
        add_places(&small, &places);
        uint32_t blocks = 2 + below(30);
        for (uint32_t i = 0; i < blocks; i++) {
            (void)small_block(&small);
            for (uint32_t k = below(6); k > 0; k--) {
                random_instr(&small, &places);
            }
            random_end(&small, &places, blocks);
        }
        small_end(&small);
        small_solve(&run, &small, 4000);
        if (run.solve.over_budget) {
            print_error("seed %u of %u blocks does not end\n", seed, blocks);
        }
        assert_false(run.solve.over_budget);
        assert_true(run.space.cells.count < 20000);
        small_finish(&run);
    }
}

/* Many checked calls in a row inside a loop, each with variables of its own. */
static void large_function_is_solved(void **state)
{
    (void)state;
    enum { parts = 700, per_part = 3 };
    struct small_ir small = {0};
    struct small_run run;
    small_begin(&small);
    ir_place_id turns = small_local(&small);
    static ir_place_id rc[parts];
    static ir_place_id flag[parts];
    static ir_place_id kept[parts];
    static ir_place_id pair[parts];
    for (uint32_t i = 0; i < parts; i++) {
        rc[i] = small_local(&small);
        flag[i] = small_local(&small);
        kept[i] = small_local(&small);
        pair[i] = small_var(&small, small.pair_type, IR_VAR_LOCAL);
    }
    (void)small_block(&small);
    small_set(&small, turns, small_int(&small, 0));
    small_jump(&small, 1);
    for (uint32_t i = 0; i < parts; i++) {
        uint32_t first = 1 + i * per_part;
        (void)small_block(&small);
        (void)small_call(&small, rc[i], small_address(&small, pair[i], small.pair_pointer_type));
        small_set(&small, kept[i], small_load(&small, rc[i]));
        small_branch(&small,
                     small_op(&small, small_load(&small, rc[i]), IR_EXPR_LT, small_int(&small, 0)),
                     first + 1, first + 2);
        (void)small_block(&small);
        small_set(&small, flag[i], small_int(&small, 1));
        small_set(&small, small_field(&small, pair[i], small.left), small_int(&small, 4));
        small_jump(&small, first + 2);
        (void)small_block(&small);
        small_set(&small, turns,
                  small_op(&small, small_load(&small, turns), IR_EXPR_ADD, small_int(&small, 1)));
        small_jump(&small, first + per_part);
    }
    (void)small_block(&small);
    small_branch(&small,
                 small_op(&small, small_load(&small, turns), IR_EXPR_LT, small_int(&small, 9999)),
                 1, 2 + parts * per_part);
    (void)small_block(&small);
    small_return(&small, small_load(&small, turns));
    small_end(&small);
    small_solve(&run, &small, 60000);
    assert_false(run.solve.over_budget);
    struct range left = small_range(&run, 2 + parts * per_part, turns);
    assert_int_equal(range_low(&left), 9999);
    assert_true(run.space.symbols.count < 200000);
    small_finish(&run);
}

/* Hundreds of blocks that all lead to all others through one switch, as interpreters have. */
static void interpreter_loop_is_solved(void **state)
{
    (void)state;
    enum { cases = 400 };
    struct small_ir small = {0};
    struct small_run run;
    small_begin(&small);
    ir_place_id code = small_local(&small);
    static ir_place_id value[cases];
    for (uint32_t i = 0; i < cases; i++) {
        value[i] = small_local(&small);
    }
    (void)small_block(&small);
    small_jump(&small, 1);
    (void)small_block(&small);
    (void)small_call(&small, code, 0);
    small_switch(&small, small_load(&small, code));
    for (uint32_t i = 0; i < cases; i++) {
        small_edge(&small, (struct ir_edge){.to = 2 + i, .low = i, .high = i});
    }
    small_edge(&small, (struct ir_edge){.to = 2 + cases, .is_default = 1});
    for (uint32_t i = 0; i < cases; i++) {
        (void)small_block(&small);
        small_set(&small, value[i],
                  small_op(&small, small_load(&small, value[(i * 7 + 1) % cases]), IR_EXPR_ADD,
                           small_load(&small, value[i])));
        small_jump(&small, 1);
    }
    (void)small_block(&small);
    small_return(&small, 0);
    small_end(&small);
    small_solve(&run, &small, 60000);
    assert_false(run.solve.over_budget);
    small_finish(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_graph_ends_within_the_limit),
        cmocka_unit_test(large_function_is_solved),
        cmocka_unit_test(interpreter_loop_is_solved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
