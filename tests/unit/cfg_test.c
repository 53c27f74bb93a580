#include "base/file.h"
#include "ir/cfg.h"
#include "ir/text.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct ir_module module;
static struct arena arena;
static struct cfg cfg;

/* The graph of the text's first function. */
static void build(const char *source)
{
    assert_true(ir_parse("x.ir", source, &module));
    cfg_build(&cfg, &arena, &module, 2);
}

static int finish(void **state)
{
    (void)state;
    ir_module_finish(&module);
    arena_finish(&arena);
    return 0;
}

static void assert_order(const char *expected)
{
    struct text order = {0};
    for (uint32_t i = 0; i < cfg.order_count; i++) {
        text_printf(&order, "%sb%u", i == 0 ? "" : " ", cfg.order[i] + 1);
    }
    assert_string_equal(text_string(&order), expected);
    text_finish(&order);
}

static void assert_members(const struct cfg_loop *loop, const char *expected)
{
    struct text members = {0};
    for (uint32_t i = 0; i < cfg.block_count; i++) {
        if (bitset_has(&loop->blocks, i)) {
            text_printf(&members, "%sb%u", members.length == 0 ? "" : " ", i + 1);
        }
    }
    assert_string_equal(text_string(&members), expected);
    text_finish(&members);
}

static void a_declared_function_has_no_graph(void **state)
{
    (void)state;
    build("declare func f()\n");
    assert_int_equal(cfg.block_count, 0);
    assert_int_equal(cfg.order_count, 0);
    assert_int_equal(cfg.loop_count, 0);
}

static void branches_meet_again(void **state)
{
    (void)state;
    build("func f(int %x) {\nb1:\n  branch %x b2 b3\nb2:\n  jump b4\nb3:\n  jump b4\n"
          "b4:\n  return\n}\n");
    assert_order("b1 b2 b3 b4");
    assert_int_equal(cfg.idom[0], 0);
    assert_int_equal(cfg.idom[3], 0);
    assert_int_equal(cfg.ipdom[0], 3);
    assert_int_equal(cfg.ipdom[1], 3);
    assert_int_equal(cfg.ipdom[3], CFG_NONE);
    assert_int_equal(cfg.pred_start[4] - cfg.pred_start[3], 2);
    assert_true(cfg_dominates(&cfg, 0, 3));
    assert_true(cfg_dominates(&cfg, 3, 3));
    assert_false(cfg_dominates(&cfg, 1, 3));
    assert_int_equal(cfg.loop_count, 0);
}

static void unreachable_code_counts_for_nothing(void **state)
{
    (void)state;
    build("func f() {\nb1:\n  jump b3\nb2:\n  jump b3\nb3:\n  return\nb4:\n  jump b4\n}\n");
    assert_order("b1 b3");
    assert_int_equal(cfg.position[1], CFG_NONE);
    assert_int_equal(cfg.idom[1], CFG_NONE);
    assert_int_equal(cfg.ipdom[3], CFG_NONE);
    assert_int_equal(cfg.pred_start[3] - cfg.pred_start[2], 1);
    assert_int_equal(cfg.loop_count, 0);
    assert_false(cfg_dominates(&cfg, 1, 2));
    assert_false(cfg_dominates(&cfg, 0, 1));
}

static void several_edges_to_one_block_count_once(void **state)
{
    (void)state;
    build("func f(int %x) {\nb1:\n  switch %x to 1: b2, 2: b2, default: b2\nb2:\n  return\n}\n");
    assert_int_equal(cfg.pred_start[2] - cfg.pred_start[1], 1);
}

static void nested_loop_statements(void **state)
{
    (void)state;
    build("func f(int %x) {\n"
          "  loop for @3-9 head b2 body b3 latch b6 exit b7\n"
          "  loop while @4-6 head b4 body b5 latch b4 exit b6\n"
          "b1:\n  jump b2\nb2:\n  branch %x b3 b7\nb3:\n  jump b4\nb4:\n  branch %x b5 b6\n"
          "b5:\n  jump b4\nb6:\n  jump b2\nb7:\n  return\n}\n");
    assert_int_equal(cfg.loop_count, 2);
    assert_int_equal(cfg.loops[0].head, 1);
    assert_int_equal(cfg.loops[0].depth, 1);
    assert_int_equal(cfg.loops[0].parent, CFG_NONE);
    assert_int_equal(cfg.loops[0].line, 3);
    assert_int_equal(cfg.loops[0].end_line, 9);
    assert_members(&cfg.loops[0], "b2 b3 b4 b5 b6");
    assert_int_equal(cfg.loops[1].head, 3);
    assert_int_equal(cfg.loops[1].depth, 2);
    assert_int_equal(cfg.loops[1].parent, 0);
    assert_int_equal(cfg.loops[1].line, 4);
    assert_int_equal(cfg.loops[1].back_edge_count, 1);
    assert_int_equal(cfg.loops[1].back_edges[0], 4);
    assert_members(&cfg.loops[1], "b4 b5");
    assert_int_equal(cfg.loop_of[4], 1);
    assert_int_equal(cfg.loop_of[5], 0);
    assert_int_equal(cfg.loop_of[6], CFG_NONE);
}

static void loops_with_one_head_are_one(void **state)
{
    (void)state;
    build("func f(int %x) {\n  loop while @3-9 head b1 body b2 latch b1 exit b5\n"
          "  loop while @4-8 head b1 body b2 latch b1 exit b5\n"
          "b1:\n  branch %x b2 b5\nb2:\n  branch %x b3 b4\nb3:\n  jump b1\nb4:\n  jump b1\n"
          "b5:\n  return\n}\n");
    assert_int_equal(cfg.loop_count, 1);
    assert_int_equal(cfg.loops[0].back_edge_count, 2);
    assert_int_equal(cfg.loops[0].line, 3);
    assert_members(&cfg.loops[0], "b1 b2 b3 b4");
}

static void a_loop_that_never_turns_is_none(void **state)
{
    (void)state;
    build("func f() {\n  loop do @3-5 head b2 body b2 latch b3 exit b4\n"
          "b1:\n  jump b2\nb2:\n  jump b3\nb3:\n  branch 0 b4 b4\nb4:\n  return\n}\n");
    assert_int_equal(cfg.loop_count, 0);
}

static void goto_loops_span_from_label_to_last_goto(void **state)
{
    (void)state;
    build("func f(int %x) {\nb1:\n  jump b2\nb2:\n  label retry @10:1-10:6\n  call g() @11\n"
          "  branch %x b3 b4 @12\nb3:\n  jump b2 @13:5\nb4:\n  call h() @15\n"
          "  branch %x b2 b5 @16:3\nb5:\n  return @18\n}\n");
    assert_int_equal(cfg.loop_count, 1);
    assert_int_equal(cfg.loops[0].statement, 0);
    assert_int_equal(cfg.loops[0].line, 10);
    assert_int_equal(cfg.loops[0].end_line, 16);
    assert_int_equal(module.locs[cfg.loops[0].loc].column, 1);
}

static void a_goto_loop_without_label_begins_at_its_first_code(void **state)
{
    (void)state;
    build("func f(int %x) {\nb1:\n  jump b2\nb2:\n  jump b3\nb3:\n  call g() @7\n"
          "  branch %x b2 b4 @9\nb4:\n  return\n}\n");
    assert_int_equal(cfg.loop_count, 1);
    assert_int_equal(cfg.loops[0].head, 1);
    assert_int_equal(cfg.loops[0].line, 7);
    assert_int_equal(cfg.loops[0].end_line, 9);
}

static void a_cycle_with_two_entries_is_a_loop(void **state)
{
    (void)state;
    build("func f(int %x) {\nb1:\n  branch %x b2 b3\nb2:\n  jump b3\nb3:\n  branch %x b2 b4\n"
          "b4:\n  return\n}\n");
    assert_int_equal(cfg.loop_count, 1);
    assert_int_equal(cfg.position[cfg.loops[0].head], 1);
    assert_members(&cfg.loops[0], "b2 b3");
    assert_int_equal(cfg.loops[0].back_edge_count, 1);
}

static void endless_loops_have_postdominators(void **state)
{
    (void)state;
    build("func f() {\nb1:\n  jump b2\nb2:\n  jump b3\nb3:\n  jump b2\n}\n");
    assert_int_equal(cfg.ipdom[0], 1);
    assert_int_equal(cfg.ipdom[1], 2);
    assert_int_equal(cfg.ipdom[2], CFG_NONE);
    assert_int_equal(cfg.loop_count, 1);
}

/* A long chain of blocks that all leave for the same error label costs no more than the chain. */
static void long_functions_are_no_trouble(void **state)
{
    (void)state;
    struct text source = {0};
    const uint32_t length = 30000;
    text_puts(&source, "func f(int %x) {\n");
    for (uint32_t i = 1; i <= length; i++) {
        text_printf(&source, "b%u:\n  branch %%x b%u b%u\n", i, i + 1, length + 1);
    }
    text_printf(&source, "b%u:\n  branch %%x b1 b%u\nb%u:\n  return\n}\n", length + 1, length + 2,
                length + 2);
    build(text_string(&source));
    assert_int_equal(cfg.order_count, length + 2);
    assert_int_equal(cfg.idom[length], 0);
    assert_int_equal(cfg.loop_count, 1);
    text_finish(&source);
}

/* What follows checks random graphs against the definitions, computed the slow way. */
enum { NODES = 10 };

static uint32_t random_number(uint32_t limit)
{
    static uint32_t seed = 7;
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % limit;
}

static void build_random(bool edges[NODES][NODES])
{
    struct text source = {0};
    memset(edges, 0, sizeof(bool[NODES][NODES]));
    text_puts(&source, "func f(int %x) {\n");
    for (uint32_t from = 0; from < NODES; from++) {
        uint32_t count = random_number(4);
        text_printf(&source, "b%u:\n  ", from + 1);
        text_puts(&source, count == 0 ? "return\n" : "indirect %x to ");
        for (uint32_t i = 0; i < count; i++) {
            uint32_t to = random_number(NODES);
            edges[from][to] = true;
            text_printf(&source, "%sb%u%s", i == 0 ? "" : ", ", to + 1, i + 1 < count ? "" : "\n");
        }
    }
    text_puts(&source, "}\n");
    build(text_string(&source));
    text_finish(&source);
}

/* Nodes reached from `from` by one edge or more without entering `avoid`. */
static void reach(bool edges[NODES][NODES], uint32_t from, uint32_t avoid, bool *reached)
{
    for (uint32_t to = 0; to < NODES; to++) {
        if (edges[from][to] && to != avoid && !reached[to]) {
            reached[to] = true;
            reach(edges, to, avoid, reached);
        }
    }
}

static void check_dominators(bool edges[NODES][NODES], const bool *reachable)
{
    for (uint32_t above = 0; above < NODES; above++) {
        bool without[NODES] = {[0] = above != 0};
        if (above != 0) {
            reach(edges, 0, above, without);
        }
        for (uint32_t below = 0; below < NODES; below++) {
            bool expected = reachable[above] && reachable[below] && !without[below];
            assert_int_equal(cfg_dominates(&cfg, above, below), expected);
        }
    }
}

static bool on_cycle(bool edges[NODES][NODES], uint32_t node)
{
    bool reached[NODES] = {0};
    reach(edges, node, NODES, reached);
    return reached[node];
}

/* A back edge's loop holds what reaches its source without passing the head. */
static void check_natural_loop(bool edges[NODES][NODES], const struct cfg_loop *loop)
{
    for (uint32_t node = 0; node < NODES; node++) {
        bool reached[NODES] = {[0] = false};
        bool expected = node == loop->head;
        if (cfg.position[node] != CFG_NONE && node != loop->head) {
            reached[node] = true;
            reach(edges, node, loop->head, reached);
        }
        for (uint32_t i = 0; i < loop->back_edge_count; i++) {
            expected = expected || reached[loop->back_edges[i]];
        }
        assert_int_equal(bitset_has(&loop->blocks, node), expected);
    }
}

static bool is_natural(const struct cfg_loop *loop)
{
    bool natural = true;
    for (uint32_t node = 0; node < NODES; node++) {
        natural =
            natural && (!bitset_has(&loop->blocks, node) || cfg_dominates(&cfg, loop->head, node));
    }
    return natural;
}

static void check_loops(bool edges[NODES][NODES])
{
    for (uint32_t node = 0; node < NODES; node++) {
        bool reachable = cfg.position[node] != CFG_NONE;
        assert_int_equal(cfg.loop_of[node] != CFG_NONE, reachable && on_cycle(edges, node));
    }
    for (uint32_t l = 0; l < cfg.loop_count; l++) {
        const struct cfg_loop *loop = &cfg.loops[l];
        assert_true(bitset_has(&loop->blocks, loop->head));
        assert_true(loop->back_edge_count > 0);
        for (uint32_t node = 0; node < NODES; node++) {
            if (bitset_has(&loop->blocks, node)) {
                assert_true(cfg.position[node] >= cfg.position[loop->head]);
                assert_true(loop->parent == CFG_NONE ||
                            bitset_has(&cfg.loops[loop->parent].blocks, node));
            }
        }
        assert_true(loop->parent == CFG_NONE || loop->parent < l);
        if (is_natural(loop)) {
            check_natural_loop(edges, loop);
        }
    }
}

static void random_graphs_fit_the_definitions(void **state)
{
    (void)state;
    uint32_t loops = 0;
    for (uint32_t turn = 0; turn < 1000; turn++) {
        bool edges[NODES][NODES];
        build_random(edges);
        bool reachable[NODES] = {[0] = true};
        reach(edges, 0, NODES, reachable);
        for (uint32_t node = 0; node < NODES; node++) {
            assert_int_equal(cfg.position[node] != CFG_NONE, reachable[node]);
        }
        check_dominators(edges, reachable);
        check_loops(edges);
        loops += cfg.loop_count;
        finish(NULL);
    }
    assert_true(loops > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_declared_function_has_no_graph, finish),
        cmocka_unit_test_teardown(branches_meet_again, finish),
        cmocka_unit_test_teardown(unreachable_code_counts_for_nothing, finish),
        cmocka_unit_test_teardown(several_edges_to_one_block_count_once, finish),
        cmocka_unit_test_teardown(nested_loop_statements, finish),
        cmocka_unit_test_teardown(loops_with_one_head_are_one, finish),
        cmocka_unit_test_teardown(a_loop_that_never_turns_is_none, finish),
        cmocka_unit_test_teardown(goto_loops_span_from_label_to_last_goto, finish),
        cmocka_unit_test_teardown(a_goto_loop_without_label_begins_at_its_first_code, finish),
        cmocka_unit_test_teardown(a_cycle_with_two_entries_is_a_loop, finish),
        cmocka_unit_test_teardown(endless_loops_have_postdominators, finish),
        cmocka_unit_test_teardown(long_functions_are_no_trouble, finish),
        cmocka_unit_test(random_graphs_fit_the_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
