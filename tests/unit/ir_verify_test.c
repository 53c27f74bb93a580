#include "ir/text.h"
#include "ir/verify.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const char source[] = "struct s 8 {\n  int a\n  int b\n}\n"
                             "global struct s g\n"
                             "declare func int callee(int)\n"
                             "func int f(int %x, int %y) {\n"
                             "  local int %z\n"
                             "  loop while @1-2 head b2 body b3 latch b2 exit b4\n"
                             "b1:\n  %z = add(%x, %y) @3\n  %z = call callee(%z)\n  jump b2\n"
                             "b2:\n  branch lt(%z, 5) b3 b4\n"
                             "b3:\n  g.a = 7\n  switch %x to 1: b2, 4..9: b3, default: b4\n"
                             "b4:\n  return %z\n}\n"
                             "func void other(int %q) {\nb1:\n  %q = 1\n  return\n}\n";

static struct ir_module module;
static char *bytes; /* what may be spoilt */

static int begin(void **state)
{
    (void)state;
    struct ir_module parsed;
    if (!ir_parse("x.ir", source, &parsed)) {
        return 1;
    }
    bytes = malloc(parsed.size);
    char error[128];
    memcpy(bytes, parsed.bytes, parsed.size);
    bool opened = ir_module_open(&module, bytes, parsed.size, error);
    ir_module_finish(&parsed);
    return opened ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    free(bytes);
    return 0;
}

static void assert_fault(const char *expected)
{
    struct text faults = {0};
    assert_false(ir_verify(&module, &faults));
    if (strstr(text_string(&faults), expected) == NULL) {
        fail_msg("expected '%s' among the faults:\n%s", expected, text_string(&faults));
    }
    text_finish(&faults);
}

/* An entry that the test may change. */
#define SPOIL(section, type, id) ((struct type *)(uintptr_t)&module.section[id])

static ir_func_id func_named(const char *name)
{
    for (ir_func_id id = 1; id < module.funcs_count; id++) {
        if (strcmp(ir_text(&module, module.funcs[id].name), name) == 0) {
            return id;
        }
    }
    fail_msg("no function %s", name);
    return 0;
}

static struct ir_block *block(uint32_t index)
{
    return SPOIL(blocks, ir_block, module.funcs[func_named("f")].first_block + index);
}

static struct ir_instr *instr(uint32_t block_index, uint32_t index)
{
    return SPOIL(instrs, ir_instr, block(block_index)->first_instr + index);
}

static struct ir_expr *value_of(uint32_t block_index, uint32_t index)
{
    return SPOIL(exprs, ir_expr, instr(block_index, index)->value);
}

static void a_well_formed_module_has_no_faults(void **state)
{
    (void)state;
    struct text faults = {0};
    assert_true(ir_verify(&module, &faults));
    assert_string_equal(text_string(&faults), "");
    text_finish(&faults);
}

static void entry_zero_is_empty(void **state)
{
    (void)state;
    SPOIL(exprs, ir_expr, 0)->op = IR_EXPR_INT;
    assert_fault("exprs: entry 0 is not empty");
}

static void function_one_is_the_initialiser(void **state)
{
    (void)state;
    SPOIL(funcs, ir_func, 1)->name = module.funcs[2].name;
    assert_fault("function 1 is not the initialiser");
}

static void variables_lie_with_their_function(void **state)
{
    (void)state;
    ir_func_id func = func_named("f");
    SPOIL(vars, ir_var, module.funcs[func].first_var)->func = func_named("other");
    assert_fault("function f: a variable, block or loop of its run is another's");
}

static void parameters_come_first(void **state)
{
    (void)state;
    SPOIL(vars, ir_var, module.funcs[func_named("f")].first_var)->kind = IR_VAR_LOCAL;
    assert_fault("does not lie where its function keeps its kind");
}

static void blocks_lie_with_their_function(void **state)
{
    (void)state;
    SPOIL(funcs, ir_func, func_named("f"))->block_count--;
    assert_fault("it does not lie among those of its function");
}

static void runs_stay_inside_their_section(void **state)
{
    (void)state;
    SPOIL(funcs, ir_func, func_named("f"))->block_count = UINT32_MAX;
    assert_fault("function f: its variables, blocks or loops do not exist");
}

static void edges_fit_the_terminator(void **state)
{
    (void)state;
    block(1)->edge_count = 1;
    assert_fault("its terminator cannot have 1 edges");
}

static void edges_stay_in_the_function(void **state)
{
    (void)state;
    SPOIL(edges, ir_edge, block(0)->first_edge)->to = module.funcs[func_named("other")].first_block;
    assert_fault("edge 0 leaves its function");
}

static void a_switch_has_one_default(void **state)
{
    (void)state;
    SPOIL(edges, ir_edge, block(2)->first_edge + 2)->is_default = 0;
    assert_fault("it has 0 default edges");
}

static void ranges_are_not_empty(void **state)
{
    (void)state;
    SPOIL(edges, ir_edge, block(2)->first_edge + 1)->low = 10;
    assert_fault("edge 1 has no sensible range");
}

static void a_branch_has_a_condition(void **state)
{
    (void)state;
    block(1)->cond = 0;
    assert_fault("its terminator has no use for its value, or lacks one");
}

static void a_void_function_returns_nothing(void **state)
{
    (void)state;
    SPOIL(blocks, ir_block, module.funcs[func_named("other")].first_block)->cond = 1;
    assert_fault("its terminator has no use for its value, or lacks one");
}

static void expressions_are_acyclic(void **state)
{
    (void)state;
    value_of(0, 0)->a = instr(0, 0)->value;
    assert_fault("need what comes after them");
}

static void operands_exist(void **state)
{
    (void)state;
    value_of(0, 0)->b = 0;
    assert_fault("its operation or an operand is wrong");
}

static void fields_without_use_are_empty(void **state)
{
    (void)state;
    value_of(0, 0)->value = 3;
    assert_fault("its operation or an operand is wrong");
}

static void places_have_a_base(void **state)
{
    (void)state;
    SPOIL(places, ir_place, instr(0, 0)->dest)->base = module.vars_count;
    assert_fault("its base, an element or the type is wrong");
}

static void locals_stay_in_their_function(void **state)
{
    (void)state;
    const struct ir_func *other = &module.funcs[func_named("other")];
    instr(0, 0)->dest = module.instrs[module.blocks[other->first_block].first_instr].dest;
    assert_fault("an operand does not exist in its function");
}

static void an_instruction_lies_in_one_block(void **state)
{
    (void)state;
    block(2)->first_instr = block(0)->first_instr;
    assert_fault("it lies in two blocks");
}

static void no_instruction_is_lost(void **state)
{
    (void)state;
    block(0)->instr_count--;
    assert_fault("it lies in no block");
}

static void a_set_has_a_destination(void **state)
{
    (void)state;
    instr(0, 0)->dest = 0;
    assert_fault("its operation cannot have these operands");
}

static void a_call_has_a_callee(void **state)
{
    (void)state;
    instr(0, 1)->value = 0;
    assert_fault("its operation cannot have these operands");
}

static void loops_have_blocks_of_their_function(void **state)
{
    (void)state;
    SPOIL(loops, ir_loop, 1)->latch = 0;
    assert_fault("a block of it is not in its function");
}

static void fields_belong_to_their_record(void **state)
{
    (void)state;
    SPOIL(fields, ir_field, 2)->index = 0;
    assert_fault("field 1 is not its own");
}

static void types_are_made_after_their_parts(void **state)
{
    (void)state;
    ir_type_id pointer = module.exprs[instr(0, 1)->value].type;
    SPOIL(types, ir_type, pointer)->of = pointer;
    assert_fault("is not one made before it");
}

static void locations_have_a_file(void **state)
{
    (void)state;
    SPOIL(locs, ir_loc, 1)->file = 9;
    assert_fault("location 1: its file or macro does not exist");
}

static void few_faults_are_enough(void **state)
{
    (void)state;
    for (uint32_t i = 1; i < module.exprs_count; i++) {
        SPOIL(exprs, ir_expr, i)->op = 99;
    }
    for (uint32_t i = 1; i < module.vars_count; i++) {
        SPOIL(vars, ir_var, i)->kind = 99;
    }
    for (uint32_t i = 1; i < module.types_count; i++) {
        SPOIL(types, ir_type, i)->kind = 99;
    }
    struct text faults = {0};
    assert_false(ir_verify(&module, &faults));
    uint32_t lines = 0;
    for (const char *p = text_string(&faults); *p != '\0'; p++) {
        lines += *p == '\n';
    }
    assert_in_range(lines, 1, 20);
    text_finish(&faults);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_well_formed_module_has_no_faults),
        TEST(entry_zero_is_empty),
        TEST(function_one_is_the_initialiser),
        TEST(variables_lie_with_their_function),
        TEST(parameters_come_first),
        TEST(blocks_lie_with_their_function),
        TEST(runs_stay_inside_their_section),
        TEST(edges_fit_the_terminator),
        TEST(edges_stay_in_the_function),
        TEST(a_switch_has_one_default),
        TEST(ranges_are_not_empty),
        TEST(a_branch_has_a_condition),
        TEST(a_void_function_returns_nothing),
        TEST(expressions_are_acyclic),
        TEST(operands_exist),
        TEST(fields_without_use_are_empty),
        TEST(places_have_a_base),
        TEST(locals_stay_in_their_function),
        TEST(an_instruction_lies_in_one_block),
        TEST(no_instruction_is_lost),
        TEST(a_set_has_a_destination),
        TEST(a_call_has_a_callee),
        TEST(loops_have_blocks_of_their_function),
        TEST(fields_belong_to_their_record),
        TEST(types_are_made_after_their_parts),
        TEST(locations_have_a_file),
        TEST(few_faults_are_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
