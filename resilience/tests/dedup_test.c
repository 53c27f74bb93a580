#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "resil/dedup.h"
#include "resil/uuid.h"
#include "test.h"

static struct resil_manual_clock manual;

static struct resil_dedup_options small(void)
{
    struct resil_dedup_options o = RESIL_DEDUP_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 100 * RESIL_S);
    o.capacity = 4;
    o.result_bytes = 16;
    o.lifetime_ns = 60 * RESIL_S;
    o.clock = resil_manual_clock(&manual);
    return o;
}

static struct resil_fingerprint print_of(const char *text)
{
    struct resil_fingerprinter f;
    resil_fingerprint_start(&f, NULL);
    resil_fingerprint_add(&f, text, strlen(text));
    return resil_fingerprint_end(&f);
}

static enum resil_dedup_answer begin(struct resil_dedup *s, const char *key, const char *payload,
                                     struct resil_dedup_ticket *t, struct resil_dedup_result *r)
{
    return resil_dedup_begin(s, key, print_of(payload), t, r);
}

static void complete(struct resil_dedup *s, struct resil_dedup_ticket *t, int code,
                     const char *body)
{
    char copy[32];
    size_t size = strlen(body);
    memcpy(copy, body, size);
    struct resil_dedup_result r = {.code = code, .data = copy, .size = size};
    assert_int_equal(resil_dedup_complete(s, t, &r), RESIL_OK);
}

static void a_finished_key_gets_its_first_result_again(void **state)
{
    (void)state;
    struct resil_dedup s;
    struct resil_dedup_ticket t, other;
    char buffer[16];
    struct resil_dedup_result r = {.data = buffer, .capacity = sizeof buffer};
    struct resil_dedup_options o = small();
    assert_int_equal(resil_dedup_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k1", "two apples", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(t.attempt, 1);
    assert_int_equal(begin(&s, "k1", "two apples", &other, &r), RESIL_DEDUP_IN_PROGRESS);
    assert_int_equal(begin(&s, "k1", "nine apples", &other, &r), RESIL_DEDUP_CONFLICT);
    complete(&s, &t, 402, "no money");
    assert_int_equal(begin(&s, "k1", "two apples", &t, &r), RESIL_DEDUP_REPLAY);
    assert_int_equal(r.code, 402);
    assert_int_equal(r.size, 8);
    assert_memory_equal(buffer, "no money", 8);
    assert_false(r.truncated);
    r.capacity = 2;
    assert_int_equal(begin(&s, "k1", "two apples", &t, &r), RESIL_DEDUP_REPLAY);
    assert_true(r.truncated && r.size == 2);
    assert_int_equal(begin(&s, "k1", "nine apples", &t, &r), RESIL_DEDUP_CONFLICT);
    struct resil_dedup_state now = resil_dedup_state(&s);
    assert_int_equal(now.carried_out, 1);
    assert_int_equal(now.replayed, 2);
    assert_int_equal(now.conflicts, 2);
    assert_int_equal(now.overlaps, 1);
    assert_int_equal(now.finished, 1);
    resil_dedup_finish(&s);
}

static void keys_expire_and_make_room(void **state)
{
    (void)state;
    struct resil_dedup s;
    struct resil_dedup_ticket t;
    struct resil_dedup_result r = {0};
    struct resil_dedup_options o = small();
    char key[8];
    assert_int_equal(resil_dedup_init(&s, &o, NULL), RESIL_OK);
    for (int i = 0; i < 4; i++) {
        snprintf(key, sizeof key, "k%d", i);
        assert_int_equal(begin(&s, key, "x", &t, &r), RESIL_DEDUP_NEW);
        complete(&s, &t, 200, "");
        resil_manual_advance(&manual, RESIL_S);
    }
    assert_int_equal(begin(&s, "more", "x", &t, &r), RESIL_DEDUP_FULL);
    assert_int_equal(resil_dedup_http(RESIL_DEDUP_FULL), 503);
    assert_int_equal(begin(&s, "k0", "x", &t, &r), RESIL_DEDUP_REPLAY); /* never forgotten */
    resil_manual_advance(&manual, 56 * RESIL_S);
    assert_int_equal(begin(&s, "k0", "y", &t, &r), RESIL_DEDUP_NEW); /* 60 s after completion */
    assert_int_equal(begin(&s, "k1", "x", &t, &r), RESIL_DEDUP_REPLAY);
    resil_manual_advance(&manual, 60 * RESIL_S);
    assert_int_equal(begin(&s, "more", "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(resil_dedup_state(&s).finished, 1);
    resil_dedup_finish(&s);
}

static void abandoned_keys_may_be_tried_again(void **state)
{
    (void)state;
    struct resil_dedup s;
    struct resil_dedup_ticket t;
    struct resil_dedup_result r = {0};
    struct resil_dedup_options o = small();
    assert_int_equal(resil_dedup_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(resil_dedup_abandon(&s, &t), RESIL_OK);
    assert_int_equal(resil_dedup_abandon(&s, &t), RESIL_STALE); /* an emptied ticket */
    assert_int_equal(begin(&s, "k", "y", &t, &r), RESIL_DEDUP_NEW);
    resil_dedup_finish(&s);
}

static void a_lease_that_ended_is_taken_over_once(void **state)
{
    (void)state;
    struct resil_dedup s;
    struct resil_dedup_ticket first, second, third;
    struct resil_dedup_result r = {.code = 200};
    struct resil_dedup_options o = small();
    o.lease_ns = RESIL_S;
    assert_int_equal(resil_dedup_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &first, &r), RESIL_DEDUP_NEW);
    resil_manual_advance(&manual, RESIL_S);
    assert_int_equal(begin(&s, "k", "x", &second, &r), RESIL_DEDUP_NEW);
    assert_int_equal(second.attempt, 2);
    assert_int_equal(begin(&s, "k", "x", &third, &r), RESIL_DEDUP_IN_PROGRESS);
    assert_int_equal(resil_dedup_complete(&s, &first, &r), RESIL_STALE);
    assert_int_equal(resil_dedup_complete(&s, &second, &r), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &third, &r), RESIL_DEDUP_REPLAY);
    resil_dedup_finish(&s);
}

static void odd_keys_and_results_are_told(void **state)
{
    (void)state;
    struct resil_dedup s;
    struct resil_dedup_ticket t;
    char large[17] = {0}, key[66];
    struct resil_dedup_result r = {.data = large, .size = sizeof large, .code = 201};
    struct resil_dedup_options o = small();
    assert_int_equal(resil_dedup_init(&s, &o, NULL), RESIL_OK);
    memset(key, 'k', 65);
    key[65] = '\0';
    assert_int_equal(begin(&s, NULL, "x", &t, &r), RESIL_DEDUP_BAD_KEY);
    assert_int_equal(begin(&s, "", "x", &t, &r), RESIL_DEDUP_BAD_KEY);
    assert_int_equal(begin(&s, key, "x", &t, &r), RESIL_DEDUP_BAD_KEY);
    assert_int_equal(begin(&s, key + 1, "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(resil_dedup_complete(&s, &t, &r), RESIL_TRUNCATED);
    r = (struct resil_dedup_result){.data = large, .capacity = sizeof large};
    assert_int_equal(begin(&s, key + 1, "x", &t, &r), RESIL_DEDUP_REPLAY);
    assert_true(r.code == 201 && r.truncated && r.size == 0);
    resil_dedup_finish(&s);
}

struct race {
    struct resil_dedup store;
    _Atomic int effects[64];
    int rounds;
};

/* Every thread sends every order; each must be carried out exactly once. */
static void *send_orders(void *ctx)
{
    struct race *race = ctx;
    struct resil_dedup_ticket t;
    struct resil_dedup_result r = {0};
    char key[16];
    for (int round = 0; round < race->rounds; round++)
        for (int i = 0; i < 64; i++) {
            snprintf(key, sizeof key, "order-%d", i);
            if (begin(&race->store, key, key, &t, &r) != RESIL_DEDUP_NEW)
                continue;
            atomic_fetch_add(&race->effects[i], 1);
            resil_dedup_complete(&race->store, &t, &(struct resil_dedup_result){.code = 200});
        }
    return NULL;
}

static void racing_senders_cause_one_effect(void **state)
{
    (void)state;
    struct race *race = calloc(1, sizeof *race);
    pthread_t threads[4];
    const char *ops = getenv("RESIL_STRESS_OPS");
    race->rounds = ops ? atoi(ops) / 256 + 1 : 50;
    assert_int_equal(resil_dedup_init(&race->store, NULL, NULL), RESIL_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, send_orders, race), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 64; i++)
        assert_int_equal(race->effects[i], 1);
    resil_dedup_finish(&race->store);
    free(race);
}

static void keys_are_read_from_headers(void **state)
{
    (void)state;
    static const char *const malformed[] = {"",     "\"",  "\"\"",     "\"a",      "\"a\"b", "a b",
                                            "a\"b", "a,b", "\"a\\n\"", "\"a\tb\"", "\"a\\"};
    char key[8];
    assert_int_equal(resil_dedup_key("\"k-1\"", key, sizeof key), RESIL_OK);
    assert_string_equal(key, "k-1");
    assert_int_equal(resil_dedup_key("k-2", key, sizeof key), RESIL_OK);
    assert_string_equal(key, "k-2");
    assert_int_equal(resil_dedup_key("\"a\\\"b c\"", key, sizeof key), RESIL_OK);
    assert_string_equal(key, "a\"b c");
    assert_int_equal(resil_dedup_key("12345678", key, sizeof key), RESIL_TRUNCATED);
    assert_int_equal(resil_dedup_key(NULL, key, sizeof key), RESIL_FORMAT);
    struct resil_xoshiro x;
    resil_xoshiro_seed(&x, 4);
    for (int i = 0; i < 20000; i++) { /* whatever comes, the key fits and is not empty */
        char text[12] = "";
        for (size_t at = 0; at < sizeof text - 1; at++)
            text[at] = "\"\\ab ,\t"[resil_xoshiro_next(&x) % 8];
        if (resil_dedup_key(text, key, sizeof key) == RESIL_OK)
            assert_in_range(strnlen(key, sizeof key), 1, sizeof key - 1);
    }
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        assert_int_equal(resil_dedup_key(malformed[i], key, sizeof key), RESIL_FORMAT);
}

static void owners_that_never_report_do_not_fill_the_store(void **state)
{
    (void)state;
    struct resil_dedup s;
    struct resil_dedup_ticket lost, t;
    struct resil_dedup_result r = {0};
    struct resil_fingerprint print = {{1}};
    struct resil_dedup_options o = RESIL_DEDUP_OPTIONS_DEFAULT;
    o.clock = resil_manual_clock(&manual);
    o.capacity = 1;
    o.lease_ns = RESIL_S;
    assert_int_equal(resil_dedup_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(resil_dedup_begin(&s, "a", print, &lost, &r), RESIL_DEDUP_NEW);
    resil_manual_advance(&manual, o.lifetime_ns); /* still there for who asks again */
    assert_int_equal(resil_dedup_begin(&s, "b", print, &t, &r), RESIL_DEDUP_FULL);
    resil_manual_advance(&manual, o.lease_ns);
    assert_int_equal(resil_dedup_begin(&s, "b", print, &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(resil_dedup_complete(&s, &lost, &r), RESIL_STALE);
    assert_int_equal(resil_dedup_state(&s).in_progress, 1);
    resil_dedup_finish(&s);
}

static void bad_options_are_named(void **state)
{
    (void)state;
    REFUSES(dedup, RESIL_DEDUP_OPTIONS_DEFAULT, capacity, 0);
    REFUSES(dedup, RESIL_DEDUP_OPTIONS_DEFAULT, key_bytes, 15);
    REFUSES(dedup, RESIL_DEDUP_OPTIONS_DEFAULT, result_bytes, -1);
    REFUSES(dedup, RESIL_DEDUP_OPTIONS_DEFAULT, lifetime_ns, 0);
    REFUSES(dedup, RESIL_DEDUP_OPTIONS_DEFAULT, lease_ns, -1);
    resil_dedup_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_key_gets_its_first_result_again),
        cmocka_unit_test(keys_expire_and_make_room),
        cmocka_unit_test(abandoned_keys_may_be_tried_again),
        cmocka_unit_test(a_lease_that_ended_is_taken_over_once),
        cmocka_unit_test(odd_keys_and_results_are_told),
        cmocka_unit_test(racing_senders_cause_one_effect),
        cmocka_unit_test(keys_are_read_from_headers),
        cmocka_unit_test(owners_that_never_report_do_not_fill_the_store),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
