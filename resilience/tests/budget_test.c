#include <math.h>
#include "test.h"

static struct resil_manual_clock manual;

static struct resil_budget_options defaults(void)
{
    struct resil_budget_options o = RESIL_BUDGET_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    o.clock = resil_manual_clock(&manual);
    return o;
}

/* Admits until refused; the retries fail. Returns how many were admitted. */
static int drain(struct resil_budget *b, enum resil_outcome outcome)
{
    int n = 0;
    struct resil_budget_ticket t;
    for (; n < 100000 && resil_budget_acquire(b, outcome, &t) == RESIL_OK; n++)
        resil_budget_release(b, &t, outcome);
    return n;
}

static void tokens_bound_a_cold_start(void **state)
{
    (void)state;
    struct resil_budget b;
    struct resil_budget_options o = defaults();
    o.window_floor = 1000;
    assert_int_equal(resil_budget_init(&b, &o, NULL), RESIL_OK);
    assert_int_equal(drain(&b, RESIL_TRANSIENT), 500 / 14);
    for (int i = 0; i < 14; i++)
        resil_budget_success(&b);
    assert_int_equal(drain(&b, RESIL_THROTTLED), (500 % 14 + 14) / 5);
    resil_budget_finish(&b);
}

static void success_gives_the_cost_back(void **state)
{
    (void)state;
    struct resil_budget b;
    struct resil_budget_ticket t;
    struct resil_budget_options o = defaults();
    assert_int_equal(resil_budget_init(&b, &o, NULL), RESIL_OK);
    assert_int_equal(resil_budget_acquire(&b, RESIL_TIMEOUT, &t), RESIL_OK);
    assert_true(resil_budget_state(&b).tokens == 486);
    resil_budget_release(&b, &t, RESIL_SUCCESS);
    resil_budget_release(&b, &t, RESIL_SUCCESS); /* an empty ticket is ignored */
    assert_true(resil_budget_state(&b).tokens == 500);
    assert_int_equal(resil_budget_state(&b).under_way, 0);
    resil_budget_success(&b); /* a full bucket stays full */
    assert_true(resil_budget_state(&b).tokens == 500);
    resil_budget_finish(&b);
}

static void the_window_holds_the_ratio(void **state)
{
    (void)state;
    struct resil_budget b;
    struct resil_budget_options o = defaults();
    o.cost_transient = 0;
    o.concurrency_floor = 0;
    assert_int_equal(resil_budget_init(&b, &o, NULL), RESIL_OK);
    for (int i = 0; i < 1000; i++)
        resil_budget_request(&b);
    assert_int_equal(drain(&b, RESIL_TRANSIENT), 200 + 10);
    resil_manual_advance(&manual, 11 * RESIL_S); /* the window is empty again */
    assert_int_equal(drain(&b, RESIL_TRANSIENT), 10);
    resil_budget_finish(&b);
}

static void waiting_retries_count(void **state)
{
    (void)state;
    struct resil_budget b;
    struct resil_budget_ticket t[8];
    struct resil_budget_options o = defaults();
    o.ratio = 0;
    o.window_floor = 0;
    assert_int_equal(resil_budget_init(&b, &o, NULL), RESIL_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(resil_budget_acquire(&b, RESIL_TRANSIENT, &t[i]), RESIL_OK);
    resil_manual_advance(&manual, 60 * RESIL_S); /* long backoffs: still under way */
    assert_int_equal(resil_budget_acquire(&b, RESIL_TRANSIENT, &t[3]), RESIL_NO_BUDGET);
    assert_false(t[3].held);
    resil_budget_release(&b, &t[0], RESIL_TRANSIENT);
    assert_int_equal(resil_budget_acquire(&b, RESIL_TRANSIENT, &t[3]), RESIL_OK);
    assert_int_equal(resil_budget_state(&b).refused, 1);
    resil_budget_finish(&b);
}

/* A thread may read the clock, lose the processor, and ask when others have gone on: what they were
 * given counts for it too. */
static void a_late_asker_gets_no_second_helping(void **state)
{
    (void)state;
    struct resil_budget b;
    struct resil_budget_ticket t;
    struct resil_budget_options o = defaults();
    o.window_floor = 1;
    o.concurrency_floor = 0;
    assert_int_equal(resil_budget_init(&b, &o, NULL), RESIL_OK);
    resil_manual_advance(&manual, o.window_ns / 2);
    assert_int_equal(resil_budget_acquire(&b, RESIL_TIMEOUT, &t), RESIL_OK);
    resil_manual_advance(&manual, -o.window_ns / 4); /* what it read is that old by now */
    assert_int_equal(resil_budget_acquire(&b, RESIL_TIMEOUT, &t), RESIL_NO_BUDGET);
    resil_budget_finish(&b);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, tokens, 0);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, tokens, NAN);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, cost_transient, -1);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, cost_timeout, 501);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, cost_throttled, NAN);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, cost_transient, NAN);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, cost_timeout, NAN);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, refill, NAN);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, ratio, NAN);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, refill, -0.5);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, ratio, INFINITY);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, window_ns, 0);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, window_floor, -1);
    REFUSES(budget, RESIL_BUDGET_OPTIONS_DEFAULT, concurrency_floor, -1);
    resil_budget_finish(NULL);
}

static void add(struct resil_window *w, uint32_t slice, uint32_t times)
{
    while (times--)
        resil_window_add(w, slice);
}

static void the_window_counts_what_is_inside(void **state)
{
    (void)state;
    struct resil_window w;
    resil_window_init(&w);
    for (uint32_t s = 5; s < 100; s++) {
        add(&w, s, s);
        uint32_t from = s < 20 ? 5 : s - 15;
        assert_int_equal(resil_window_sum(&w, s), (uint64_t)(from + s) * (s - from + 1) / 2);
    }
    add(&w, 99 - 16, 1000); /* a lap late: dropped */
    assert_int_equal(resil_window_sum(&w, 99), (84 + 99) * 16 / 2);
    assert_int_equal(resil_window_sum(&w, 99 + 16), 0);
    add(&w, UINT32_C(3) << 30, 3); /* idle for so long that numbers seem to run backwards */
    assert_int_equal(resil_window_sum(&w, UINT32_C(3) << 30), 3);
    for (int i = 0; i < 2; i++) { /* both ways of adding say what became of it */
        bool (*one)(struct resil_window *, uint32_t) = i ? resil_window_add_rare : resil_window_add;
        resil_window_init(&w);
        assert_true(one(&w, 40) && one(&w, 40));
        assert_false(one(&w, 40 - RESIL_WINDOW_SLICES)); /* a lap late */
        assert_int_equal(resil_window_sum(&w, 40), 2);
        assert_true(one(&w, 40 + RESIL_WINDOW_SLICES));
        assert_int_equal(resil_window_sum(&w, 40 + RESIL_WINDOW_SLICES), 1);
    }
}

static void slice_numbers_wrap_and_counts_saturate(void **state)
{
    (void)state;
    struct resil_window w;
    resil_window_init(&w);
    add(&w, UINT32_MAX, 7);
    add(&w, 0, 5);
    assert_int_equal(resil_window_sum(&w, 0), 12);
    atomic_store(&w.slice[1], UINT64_C(1) << 32 | (UINT32_C(1) << 31));
    add(&w, 1, 100);
    assert_int_equal(resil_window_sum(&w, 1), 12 + (UINT64_C(1) << 31));
    resil_window_clear(&w);
    assert_int_equal(resil_window_sum(&w, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_bound_a_cold_start),
        cmocka_unit_test(success_gives_the_cost_back),
        cmocka_unit_test(the_window_holds_the_ratio),
        cmocka_unit_test(waiting_retries_count),
        cmocka_unit_test(a_late_asker_gets_no_second_helping),
        cmocka_unit_test(bad_options_are_named),
        cmocka_unit_test(the_window_counts_what_is_inside),
        cmocka_unit_test(slice_numbers_wrap_and_counts_saturate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
