#include "resil/fallback.h"
#include "test.h"

static struct resil_manual_clock manual;

struct scripted {
    enum resil_outcome outcome;
    int value, calls;
    int64_t takes_ns, age_ns, left_ns;
};

static enum resil_outcome scripted_call(void *ctx, struct resil_deadline deadline, void *result,
                                        int64_t *age_ns)
{
    struct scripted *s = ctx;
    struct resil_clock clock = resil_manual_clock(&manual);
    s->calls++;
    s->left_ns = resil_deadline_remaining(deadline, &clock);
    resil_manual_advance(&manual, s->takes_ns);
    *(int *)result = s->value;
    *age_ns = s->age_ns;
    return s->outcome;
}

struct chain {
    struct scripted script[3];
    struct resil_level levels[3];
    struct resil_taken taken;
    int result;
};

static void prepare(struct chain *c)
{
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    *c = (struct chain){.result = 0};
    for (int i = 0; i < 3; i++) {
        c->script[i] = (struct scripted){.outcome = RESIL_SUCCESS, .value = i + 1};
        c->levels[i] = (struct resil_level){.call = scripted_call, .ctx = &c->script[i]};
    }
    c->levels[2].local = true;
}

static enum resil_status run(struct chain *c, int64_t within_ns)
{
    struct resil_clock clock = resil_manual_clock(&manual);
    return resil_fallback_run(c->levels, 3, &clock, resil_deadline_after(&clock, within_ns),
                              &c->result, &c->taken);
}

static void the_first_that_answers_is_taken(void **state)
{
    (void)state;
    struct chain c;
    prepare(&c);
    assert_int_equal(run(&c, RESIL_S), RESIL_OK);
    assert_true(c.taken.level == 0 && c.result == 1 && c.taken.first == RESIL_SUCCESS);
    assert_int_equal(c.script[1].calls, 0);
    prepare(&c);
    c.script[0].outcome = RESIL_TIMEOUT;
    c.script[1].age_ns = 7;
    assert_int_equal(run(&c, RESIL_S), RESIL_OK);
    assert_true(c.taken.level == 1 && c.result == 2 && c.taken.age_ns == 7);
    assert_int_equal(c.taken.first, RESIL_TIMEOUT);
}

static void what_is_too_old_is_passed_over(void **state)
{
    (void)state;
    struct chain c;
    prepare(&c);
    c.script[0].outcome = RESIL_TRANSIENT;
    c.script[1].age_ns = 11;
    c.levels[1].max_age_ns = 10;
    assert_int_equal(run(&c, RESIL_S), RESIL_OK);
    assert_int_equal(c.taken.level, 2);
    c.script[2].age_ns = 2;
    c.levels[2].max_age_ns = 1;
    assert_int_equal(run(&c, RESIL_S), RESIL_STALE);
    assert_int_equal(c.taken.level, -1);
}

static void local_levels_answer_after_the_deadline(void **state)
{
    (void)state;
    struct chain c;
    prepare(&c);
    c.script[0].outcome = RESIL_TIMEOUT;
    c.script[0].takes_ns = 2 * RESIL_S;
    c.levels[0].most_ns = 300 * RESIL_MS;
    assert_int_equal(run(&c, RESIL_S), RESIL_OK);
    assert_ns(c.script[0].left_ns, 300 * RESIL_MS);
    assert_int_equal(c.script[1].calls, 0);
    assert_int_equal(c.taken.level, 2);
    c.levels[2].local = false;
    assert_int_equal(run(&c, -1), RESIL_DEADLINE);
}

static void a_wrong_request_stays_wrong(void **state)
{
    (void)state;
    struct chain c;
    prepare(&c);
    c.script[0].outcome = RESIL_PERMANENT;
    assert_int_equal(run(&c, RESIL_S), RESIL_NOT_RETRYABLE);
    assert_int_equal(c.script[1].calls, 0);
    c.script[0].outcome = RESIL_ABANDONED;
    assert_int_equal(run(&c, RESIL_S), RESIL_CANCELLED);
    assert_int_equal(resil_fallback_run(NULL, 0, NULL, RESIL_NO_DEADLINE, NULL, NULL),
                     RESIL_FAILED);
}

static void the_last_good_answer_is_kept_with_its_age(void **state)
{
    (void)state;
    struct resil_keep keep;
    int memory, value = 42;
    int64_t age = -1;
    const char *bad;
    struct resil_clock clock = resil_manual_clock(&manual);
    assert_int_equal(resil_keep_init(&keep, NULL, 4, clock, &bad), RESIL_INVALID);
    assert_string_equal(bad, "memory");
    assert_int_equal(resil_keep_init(&keep, &memory, 0, clock, &bad), RESIL_INVALID);
    assert_string_equal(bad, "size");
    resil_keep_finish(&keep);
    assert_int_equal(resil_keep_init(&keep, &memory, sizeof memory, clock, &bad), RESIL_OK);
    assert_int_equal(resil_keep_get(&keep, &value, &age), RESIL_NOT_FOUND);
    assert_int_equal(resil_keep_level(&keep, RESIL_NO_DEADLINE, &value, &age), RESIL_TRANSIENT);
    assert_int_equal(value, 42);
    resil_keep_put(&keep, &value);
    resil_manual_advance(&manual, 3 * RESIL_S);
    value = 0;
    assert_int_equal(resil_keep_level(&keep, RESIL_NO_DEADLINE, &value, &age), RESIL_SUCCESS);
    assert_true(value == 42 && age == 3 * RESIL_S);
    resil_keep_finish(&keep);
    resil_keep_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_that_answers_is_taken),
        cmocka_unit_test(what_is_too_old_is_passed_over),
        cmocka_unit_test(local_levels_answer_after_the_deadline),
        cmocka_unit_test(a_wrong_request_stays_wrong),
        cmocka_unit_test(the_last_good_answer_is_kept_with_its_age),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
