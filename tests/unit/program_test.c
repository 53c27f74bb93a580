#include "ir/text.h"
#include "program/program.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct ir_module modules[4];
static uint32_t module_count;
static struct program program;

/* Links units given as texts; the last is NULL. */
static void link_units(const char *first, ...)
{
    va_list units;
    va_start(units, first);
    module_count = 0;
    for (const char *unit = first; unit != NULL; unit = va_arg(units, const char *)) {
        char name[] = "a.c";
        name[0] = (char)('a' + module_count);
        assert_true(ir_parse(name, unit, &modules[module_count++]));
    }
    va_end(units);
    program_link(&program, modules, module_count);
}

static int finish(void **state)
{
    (void)state;
    program_finish(&program);
    for (uint32_t i = 0; i < module_count; i++) {
        ir_module_finish(&modules[i]);
    }
    module_count = 0;
    return 0;
}

/* The function of that name in that unit, internal or not. */
static func_ref in_unit(uint32_t unit, const char *name)
{
    for (ir_func_id id = 1; id < modules[unit].funcs_count; id++) {
        if (strcmp(ir_text(&modules[unit], modules[unit].funcs[id].name), name) == 0) {
            return program.func_of[unit][id];
        }
    }
    fail_msg("unit %u has no function %s", unit, name);
    return 0;
}

/* The names a function's calls may reach, in order; "..." where others may be called, too. */
static void assert_calls(const char *caller, const char *expected)
{
    const struct program_func *func = &program.funcs.items[in_unit(0, caller)];
    struct text names = {0};
    for (uint32_t c = 0; c < func->call_count; c++) {
        const struct program_call *call = &program.calls.items[func->first_call + c];
        for (uint32_t t = 0; t < call->target_count; t++) {
            text_printf(&names, "%s%s", names.length == 0 ? "" : " ",
                        program_func_name(&program, program.targets.items[call->first_target + t]));
        }
        text_puts(&names, call->complete ? "" : "...");
    }
    assert_string_equal(text_string(&names), expected);
    text_finish(&names);
}

#define RETURNS "() {\nb1:\n  return\n}\n"

static void external_functions_are_one_and_internal_ones_are_not(void **state)
{
    (void)state;
    link_units("func void main() {\nb1:\n  call shared()\n  call own()\n  return\n}\n"
               "static func void own" RETURNS,
               "func void shared() {\nb1:\n  call own()\n  return\n}\n"
               "static func void own" RETURNS,
               NULL);
    assert_int_equal(in_unit(0, "shared"), in_unit(1, "shared"));
    assert_int_not_equal(in_unit(0, "own"), in_unit(1, "own"));
    func_ref shared = program_find(&program, "shared");
    assert_int_equal(shared, in_unit(0, "shared"));
    assert_true(program.funcs.items[shared].defined);
    assert_int_equal(program.funcs.items[shared].module, 1);
    assert_string_equal(program_func_name(&program, shared), "shared");
    assert_int_equal(program_find(&program, "own"), 0);
    assert_int_equal(program_find(&program, "nowhere"), 0);
    assert_calls("main", "shared own");
}

static void a_header_function_is_one_in_all_units(void **state)
{
    (void)state;
    const char *unit = "file 2 \"net.h\"\n"
                       "static inline func void from_header() @2/7:20 {\nb1:\n  return\n}\n"
                       "static inline func void elsewhere() @2/9:20 {\nb1:\n  return\n}\n";
    const char *other = "file 2 \"net.h\"\n"
                        "static inline func void from_header() @2/7:20 {\nb1:\n  return\n}\n"
                        "static inline func void elsewhere() @2/11:20 {\nb1:\n  return\n}\n";
    link_units(unit, other, NULL);
    assert_int_equal(in_unit(0, "from_header"), in_unit(1, "from_header"));
    assert_int_not_equal(in_unit(0, "elsewhere"), in_unit(1, "elsewhere"));
}

static void globals_and_fields_are_one_across_units(void **state)
{
    (void)state;
    link_units("struct conn 8 {\n  int fd\n  int n\n}\nglobal int shared\nglobal static int own\n",
               "struct conn 8 {\n  int fd\n  int n\n}\nglobal extern int shared\n"
               "global static int own\n",
               NULL);
    assert_int_equal(program.global_of[0][1], program.global_of[1][1]);
    assert_int_not_equal(program.global_of[0][2], program.global_of[1][2]);
    assert_int_equal(program.field_of[0][1], program.field_of[1][1]);
    assert_int_not_equal(program.field_of[0][1], program.field_of[0][2]);
    assert_int_equal(program.global_count, 3);
    assert_int_equal(program.field_count, 2);
}

static void callees_come_before_callers(void **state)
{
    (void)state;
    link_units("func void main() {\nb1:\n  call left()\n  call right()\n  return\n}\n"
               "func void left() {\nb1:\n  call leaf()\n  return\n}\n"
               "func void right() {\nb1:\n  call leaf()\n  call outside()\n  return\n}\n"
               "func void leaf" RETURNS,
               NULL);
    assert_int_equal(program.bottom_up.count, 4);
    assert_string_equal(program_func_name(&program, program.bottom_up.items[0]), "leaf");
    assert_string_equal(program_func_name(&program, program.bottom_up.items[3]), "main");
    const struct program_func *leaf = &program.funcs.items[in_unit(0, "leaf")];
    const struct program_func *main_func = &program.funcs.items[in_unit(0, "main")];
    assert_int_equal(leaf->caller_count, 2);
    assert_true(leaf->component < main_func->component);
    assert_false(main_func->recursive);
    assert_int_equal(main_func->caller_count, 0);
    uint32_t call = program.callers.items[leaf->first_caller];
    assert_string_equal(program_func_name(&program, program.calls.items[call].caller), "left");
    assert_false(program.funcs.items[in_unit(0, "outside")].defined);
}

static void recursion_is_seen(void **state)
{
    (void)state;
    link_units("func void even() {\nb1:\n  call odd()\n  return\n}\n"
               "func void odd() {\nb1:\n  call even()\n  call leaf()\n  return\n}\n"
               "func void self() {\nb1:\n  call self()\n  return\n}\n"
               "func void leaf" RETURNS,
               NULL);
    const struct program_func *even = &program.funcs.items[in_unit(0, "even")];
    const struct program_func *odd = &program.funcs.items[in_unit(0, "odd")];
    assert_true(even->recursive);
    assert_true(odd->recursive);
    assert_int_equal(even->component, odd->component);
    assert_true(program.funcs.items[in_unit(0, "self")].recursive);
    assert_false(program.funcs.items[in_unit(0, "leaf")].recursive);
}

static void calls_through_a_field(void **state)
{
    (void)state;
    link_units("struct ops 16 {\n  fn void ()* go\n  fn void ()* stop\n}\n"
               "func void main(struct ops* %o) {\nb1:\n  call (*(%o).go)()\n"
               "  call (*(%o).stop)()\n  return\n}\n"
               "func void set(struct ops* %o) {\nb1:\n  *(%o).go = func(first)\n"
               "  *(%o).go = cast:fn void ()*(func(second))\n  *(%o).stop = func(third)\n"
               "  return\n}\n"
               "func void first" RETURNS "func void second" RETURNS "func void third" RETURNS,
               NULL);
    assert_calls("main", "first second third");
    assert_true(program.funcs.items[in_unit(0, "first")].address_taken);
    assert_false(program.funcs.items[in_unit(0, "main")].address_taken);
}

static void calls_through_tables_and_variables(void **state)
{
    (void)state;
    link_units("struct entry 8 {\n  char* name\n  fn void ()* run\n}\n"
               "global static struct entry[2] table\n"
               "global static fn void ()* hook\n"
               "global static fn void ()*[2] plain\n"
               "func $init() {\nb1:\n  table[0].run = func(one)\n  table[1].run = func(two)\n"
               "  plain[0] = func(three)\n  hook = 0:ptr\n  return\n}\n"
               "func void main(int %i) {\n  local fn void ()* %f\nb1:\n"
               "  call (table[%i].run)()\n  call (plain[%i])()\n  hook = func(four)\n"
               "  %f = hook\n  call (%f)()\n  return\n}\n"
               "func void one" RETURNS "func void two" RETURNS "func void three" RETURNS
               "func void four" RETURNS,
               NULL);
    assert_calls("main", "one two three four");
}

static void calls_through_parameters_and_results(void **state)
{
    (void)state;
    link_units("func void main() {\n  local fn void ()* %f\nb1:\n"
               "  call run(func(one))\n  %f = call choose()\n  call (%f)()\n  return\n}\n"
               "static func void run(fn void ()* %f) {\nb1:\n  call (%f)()\n  return\n}\n"
               "static func fn void ()* choose() {\nb1:\n  return func(two)\n}\n"
               "func void one" RETURNS "func void two" RETURNS,
               NULL);
    assert_calls("main", "run choose two");
    assert_calls("run", "one");
}

static void arguments_of_indirect_calls_reach_their_targets(void **state)
{
    (void)state;
    link_units("struct ops 8 {\n  fn void (ptr)* each\n}\n"
               "func void main(struct ops* %o) {\nb1:\n  *(%o).each = func(visit)\n"
               "  call (*(%o).each)(func(one))\n  return\n}\n"
               "static func void visit(ptr %f) {\nb1:\n  call (cast:fn void ()*(%f))()\n"
               "  return\n}\n"
               "func void one" RETURNS,
               NULL);
    assert_calls("visit", "one");
}

static void stores_through_a_pointer_to_a_pointer_count(void **state)
{
    (void)state;
    link_units("func void main() {\n  local fn void ()* %f\nb1:\n  call fill(addr(%f))\n"
               "  call (%f)()\n  return\n}\n"
               "static func void fill(fn void ()** %to) {\nb1:\n  *(%to) = func(one)\n"
               "  return\n}\n"
               "func void one" RETURNS,
               NULL);
    assert_calls("main", "fill one");
}

static void what_comes_from_outside_leaves_a_call_open(void **state)
{
    (void)state;
    link_units("global extern fn void ()* theirs\n"
               "func void result() {\n  local fn void ()* %f\nb1:\n  %f = func(one)\n"
               "  %f = call outside()\n  call (%f)()\n  return\n}\n"
               "func void entry(fn void ()* %f) {\nb1:\n  %f = func(one)\n  call (%f)()\n"
               "  return\n}\n"
               "func void shared() {\nb1:\n  theirs = func(one)\n  call (theirs)()\n  return\n}\n"
               "func void written() {\n  local fn void ()* %f\nb1:\n  %f = func(one)\n"
               "  call outside(addr(%f))\n  call (%f)()\n  return\n}\n"
               "func void callback(fn void ()* %f) {\nb1:\n  call (%f)()\n  return\n}\n"
               "func void registers() {\nb1:\n  call outside(func(callback))\n"
               "  call callback(func(one))\n  return\n}\n"
               "func void one" RETURNS,
               NULL);
    assert_calls("result", "outside one...");
    assert_calls("entry", "one...");
    assert_calls("shared", "one...");
    assert_calls("written", "outside one...");
    assert_calls("callback", "one...");
    assert_true(program.funcs.items[in_unit(0, "callback")].address_taken);
}

static void failing_all_else_the_signature_decides(void **state)
{
    (void)state;
    link_units("struct conn 4 {\n  int fd\n}\nstruct file 4 {\n  int fd\n}\n"
               "global ptr anywhere\n"
               "func void main(struct conn* %c, ptr %table) {\nb1:\n"
               "  call (*(cast:fn void (struct conn*, int)**(call_me)))(%c, 1)\n  return\n}\n"
               "global fn void (struct conn*, int)** call_me\n"
               "func void hide() {\nb1:\n  call outside(func(fits), func(short), func(other), "
               "func(any))\n  return\n}\n"
               "func void fits(struct conn* %c, int %n) {\nb1:\n  return\n}\n"
               "func void short(struct conn* %c) {\nb1:\n  return\n}\n"
               "func void other(struct file* %c, int %n) {\nb1:\n  return\n}\n"
               "func void any(void* %c, int %n) {\nb1:\n  return\n}\n"
               "func void never_taken(struct conn* %c, int %n) {\nb1:\n  return\n}\n",
               NULL);
    assert_calls("main", "fits any...");
}

static void a_call_knows_its_instruction(void **state)
{
    (void)state;
    link_units("func void main() {\nb1:\n  call one()\n  return\n}\nfunc void one" RETURNS, NULL);
    const struct program_call *call = &program.calls.items[0];
    assert_int_equal(program.call_of[0][call->instr], 1);
    assert_int_equal(modules[0].instrs[call->instr].op, IR_INSTR_CALL);
}

static void deep_chains_of_calls_are_no_trouble(void **state)
{
    (void)state;
    struct text unit = {0};
    const uint32_t depth = 50000;
    for (uint32_t i = 0; i < depth; i++) {
        text_printf(&unit, "func f%u() {\nb1:\n  call f%u()\n  return\n}\n", i, i + 1);
    }
    link_units(text_string(&unit), NULL);
    assert_int_equal(program.bottom_up.count, depth);
    assert_string_equal(program_func_name(&program, program.bottom_up.items[depth - 1]), "f0");
    text_finish(&unit);
}

static void no_unit_at_all(void **state)
{
    (void)state;
    program_link(&program, modules, 0);
    assert_int_equal(program.bottom_up.count, 0);
    assert_int_equal(program_find(&program, "main"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(external_functions_are_one_and_internal_ones_are_not, finish),
        cmocka_unit_test_teardown(a_header_function_is_one_in_all_units, finish),
        cmocka_unit_test_teardown(globals_and_fields_are_one_across_units, finish),
        cmocka_unit_test_teardown(callees_come_before_callers, finish),
        cmocka_unit_test_teardown(recursion_is_seen, finish),
        cmocka_unit_test_teardown(calls_through_a_field, finish),
        cmocka_unit_test_teardown(calls_through_tables_and_variables, finish),
        cmocka_unit_test_teardown(calls_through_parameters_and_results, finish),
        cmocka_unit_test_teardown(arguments_of_indirect_calls_reach_their_targets, finish),
        cmocka_unit_test_teardown(stores_through_a_pointer_to_a_pointer_count, finish),
        cmocka_unit_test_teardown(what_comes_from_outside_leaves_a_call_open, finish),
        cmocka_unit_test_teardown(failing_all_else_the_signature_decides, finish),
        cmocka_unit_test_teardown(a_call_knows_its_instruction, finish),
        cmocka_unit_test_teardown(deep_chains_of_calls_are_no_trouble, finish),
        cmocka_unit_test_teardown(no_unit_at_all, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
