#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "resil/dedup_sqlite.h"
#include "test.h"

static struct resil_manual_clock manual;

static struct resil_dedup_sqlite_options in_memory(void)
{
    struct resil_dedup_sqlite_options o = RESIL_DEDUP_SQLITE_OPTIONS_DEFAULT;
    atomic_store(&manual.now_ns, 1700000000 * RESIL_S);
    o.path = ":memory:";
    o.wall = resil_manual_clock(&manual);
    return o;
}

static struct resil_fingerprint print_of(const char *text)
{
    struct resil_fingerprinter f;
    resil_fingerprint_start(&f, NULL);
    resil_fingerprint_add(&f, text, strlen(text));
    return resil_fingerprint_end(&f);
}

static enum resil_dedup_answer begin(struct resil_dedup_sqlite *s, const char *key,
                                     const char *payload, struct resil_dedup_ticket *t,
                                     struct resil_dedup_result *r)
{
    return resil_dedup_sqlite_begin(s, key, print_of(payload), t, r);
}

static void it_answers_as_the_store_in_memory(void **state)
{
    (void)state;
    struct resil_dedup_sqlite s;
    struct resil_dedup_ticket t, other;
    char buffer[16], body[] = "no money";
    struct resil_dedup_result r = {.data = buffer, .capacity = sizeof buffer};
    struct resil_dedup_result done = {.code = 402, .data = body, .size = 8};
    struct resil_dedup_sqlite_options o = in_memory();
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(t.attempt, 1);
    assert_int_equal(begin(&s, "k", "x", &other, &r), RESIL_DEDUP_IN_PROGRESS);
    assert_int_equal(begin(&s, "k", "y", &other, &r), RESIL_DEDUP_CONFLICT);
    assert_int_equal(resil_dedup_sqlite_complete(&s, &other, &done), RESIL_STALE);
    assert_int_equal(resil_dedup_sqlite_complete(&s, &t, &done), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &t, &r), RESIL_DEDUP_REPLAY);
    assert_true(r.code == 402 && r.size == 8 && !r.truncated);
    assert_memory_equal(buffer, "no money", 8);
    assert_int_equal(begin(&s, "k", "y", &t, &r), RESIL_DEDUP_CONFLICT);
    resil_manual_advance(&manual, 24 * 3600 * RESIL_S);
    assert_int_equal(begin(&s, "k", "y", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(resil_dedup_sqlite_abandon(&s, &t), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(begin(&s, "", "x", &t, &r), RESIL_DEDUP_BAD_KEY);
    resil_dedup_sqlite_finish(&s);
}

static void keys_survive_a_crash_and_are_taken_over(void **state)
{
    (void)state;
    struct resil_dedup_sqlite s;
    struct resil_dedup_ticket first, second;
    struct resil_dedup_result r = {.code = 201};
    struct resil_dedup_sqlite_options o = in_memory();
    char path[] = "/tmp/resil-dedup-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    o.path = path;
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &first, &r), RESIL_DEDUP_NEW);
    resil_dedup_sqlite_finish(&s); /* the owner is gone without a word */
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &second, &r), RESIL_DEDUP_IN_PROGRESS);
    resil_manual_advance(&manual, 300 * RESIL_S);
    assert_int_equal(begin(&s, "k", "x", &second, &r), RESIL_DEDUP_NEW);
    assert_int_equal(second.attempt, 2); /* look first whether it was carried out */
    assert_int_equal(resil_dedup_sqlite_complete(&s, &first, &r), RESIL_STALE);
    assert_int_equal(resil_dedup_sqlite_complete(&s, &second, &r), RESIL_OK);
    resil_dedup_sqlite_finish(&s);
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &second, &r), RESIL_DEDUP_REPLAY);
    assert_int_equal(r.code, 201);
    resil_dedup_sqlite_finish(&s);
    unlink(path);
}

struct race {
    const char *path;
    _Atomic int effects[16];
};

/* Two connections to one file, as two processes would have. */
static void *send_orders(void *ctx)
{
    struct race *race = ctx;
    struct resil_dedup_sqlite s;
    struct resil_dedup_sqlite_options o = RESIL_DEDUP_SQLITE_OPTIONS_DEFAULT;
    o.path = race->path;
    o.busy_ns = 60 * RESIL_S;
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    for (int i = 0; i < 16; i++) {
        struct resil_dedup_ticket t;
        struct resil_dedup_result r = {.code = 200};
        char key[16];
        snprintf(key, sizeof key, "order-%d", i);
        enum resil_dedup_answer answer = begin(&s, key, key, &t, &r);
        assert_int_not_equal(answer, RESIL_DEDUP_ERROR);
        if (answer != RESIL_DEDUP_NEW)
            continue;
        atomic_fetch_add(&race->effects[i], 1);
        assert_int_equal(resil_dedup_sqlite_complete(&s, &t, &r), RESIL_OK);
    }
    resil_dedup_sqlite_finish(&s);
    return NULL;
}

static void racing_connections_cause_one_effect(void **state)
{
    (void)state;
    char path[] = "/tmp/resil-dedup-XXXXXX";
    int fd = mkstemp(path);
    struct race race = {.path = path};
    pthread_t threads[2];
    assert_true(fd >= 0);
    close(fd);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, send_orders, &race), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 16; i++)
        assert_int_equal(race.effects[i], 1);
    unlink(path);
}

static void large_results_keep_their_code(void **state)
{
    (void)state;
    struct resil_dedup_sqlite s;
    struct resil_dedup_ticket t;
    char large[8] = "largest";
    struct resil_dedup_result r = {.code = 200, .data = large, .size = 8, .capacity = 8};
    struct resil_dedup_sqlite_options o = in_memory();
    o.result_bytes = 7;
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "k", "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(resil_dedup_sqlite_complete(&s, &t, &r), RESIL_TRUNCATED);
    assert_int_equal(begin(&s, "k", "x", &t, &r), RESIL_DEDUP_REPLAY);
    assert_true(r.code == 200 && r.truncated && r.size == 0);
    resil_dedup_sqlite_finish(&s);
}

static void owners_that_never_report_are_forgotten_in_the_end(void **state)
{
    (void)state;
    struct resil_dedup_sqlite s;
    struct resil_dedup_ticket t;
    struct resil_dedup_result r = {0};
    struct resil_dedup_sqlite_options o = in_memory();
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, NULL), RESIL_OK);
    assert_int_equal(begin(&s, "lost", "x", &t, &r), RESIL_DEDUP_NEW);
    resil_manual_advance(&manual, o.lease_ns + o.lifetime_ns);
    assert_int_equal(begin(&s, "other", "x", &t, &r), RESIL_DEDUP_NEW);
    assert_int_equal(begin(&s, "lost", "y", &t, &r), RESIL_DEDUP_NEW); /* and no conflict */
    assert_int_equal(t.attempt, 1);
    resil_dedup_sqlite_finish(&s);
}

#define BAD(field, value)                                                                          \
    do {                                                                                           \
        struct resil_dedup_sqlite refused_store;                                                   \
        struct resil_dedup_sqlite_options refused = in_memory();                                   \
        const char *named = NULL;                                                                  \
        refused.field = value;                                                                     \
        assert_int_equal(resil_dedup_sqlite_init(&refused_store, &refused, &named),                \
                         RESIL_INVALID);                                                           \
        assert_string_equal(named, #field);                                                        \
    } while (0)

static void bad_options_are_named(void **state)
{
    (void)state;
    struct resil_dedup_sqlite s;
    const char *bad;
    struct resil_dedup_sqlite_options o = in_memory();
    assert_int_equal(resil_dedup_sqlite_init(&s, NULL, &bad), RESIL_INVALID);
    assert_string_equal(bad, "path");
    BAD(key_bytes, 15);
    BAD(result_bytes, -1);
    BAD(lifetime_ns, 0);
    BAD(lease_ns, 0);
    BAD(busy_ns, 0);
    o.path = "/no/such/folder/file";
    assert_int_equal(resil_dedup_sqlite_init(&s, &o, &bad), RESIL_FAILED);
    assert_non_null(bad);
    resil_dedup_sqlite_finish(&s);
    resil_dedup_sqlite_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_answers_as_the_store_in_memory),
        cmocka_unit_test(keys_survive_a_crash_and_are_taken_over),
        cmocka_unit_test(racing_connections_cause_one_effect),
        cmocka_unit_test(large_results_keep_their_code),
        cmocka_unit_test(owners_that_never_report_are_forgotten_in_the_end),
        cmocka_unit_test(bad_options_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
