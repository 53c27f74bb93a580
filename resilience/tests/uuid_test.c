#include "resil/fingerprint.h"
#include "resil/uuid.h"
#include "test.h"

static struct resil_manual_clock wall;

static void keys_follow_the_grammar(void **state)
{
    (void)state;
    struct resil_uuid u;
    char text[RESIL_UUID_TEXT];
    struct resil_uuid_options o = {0};
    atomic_store(&wall.now_ns, INT64_C(0x0123456789) * RESIL_MS);
    o.wall = resil_manual_clock(&wall);
    assert_int_equal(resil_uuid_init(&u, &o, NULL), RESIL_OK);
    assert_int_equal(resil_uuid_next(&u, text), RESIL_OK);
    assert_int_equal(strlen(text), 36);
    assert_memory_equal(text, "00012345-6789-7", 15);
    assert_non_null(strchr("89ab", text[19]));
    assert_true(text[18] == '-' && text[23] == '-');
    assert_int_equal(strspn(text, "0123456789abcdef-"), 36);
}

static void keys_rise_also_when_the_clock_steps_back(void **state)
{
    (void)state;
    struct resil_uuid u;
    char last[RESIL_UUID_TEXT] = "", text[RESIL_UUID_TEXT];
    struct resil_uuid_options o = {.wall = resil_manual_clock(&wall)};
    atomic_store(&wall.now_ns, INT64_C(1700000000) * RESIL_S);
    assert_int_equal(resil_uuid_init(&u, &o, NULL), RESIL_OK);
    for (int i = 0; i < 10000; i++) { /* more than the 4096 of one millisecond */
        if (i == 7000)
            resil_manual_advance(&wall, -3600 * RESIL_S);
        assert_int_equal(resil_uuid_next(&u, text), RESIL_OK);
        assert_true(strcmp(last, text) < 0);
        memcpy(last, text, sizeof last);
    }
}

static void the_default_reads_the_real_clock(void **state)
{
    (void)state;
    struct resil_uuid u;
    char a[RESIL_UUID_TEXT], b[RESIL_UUID_TEXT];
    assert_int_equal(resil_uuid_init(&u, NULL, NULL), RESIL_OK);
    assert_int_equal(resil_uuid_next(&u, a), RESIL_OK);
    assert_int_equal(resil_uuid_next(&u, b), RESIL_OK);
    assert_true(strcmp(a, "018bcfe5") > 0); /* later than 2023 */
    assert_true(strcmp(a + 19, b + 19) != 0);
}

/* First vector of the algorithm's authors: empty input, key 00 01 .. 0f. */
static void prints_are_siphash(void **state)
{
    (void)state;
    static const uint8_t expected[16] = {0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6,
                                         0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93};
    struct resil_fingerprinter f;
    uint8_t key[16];
    for (int i = 0; i < 16; i++)
        key[i] = (uint8_t)i;
    resil_fingerprint_start(&f, key);
    struct resil_fingerprint print = resil_fingerprint_end(&f);
    assert_memory_equal(print.bytes, expected, 16);
}

static struct resil_fingerprint parts(const char *a, const char *b)
{
    struct resil_fingerprinter f;
    resil_fingerprint_start(&f, NULL);
    resil_fingerprint_add(&f, a, strlen(a));
    resil_fingerprint_add(&f, b, strlen(b));
    return resil_fingerprint_end(&f);
}

static void parts_count_with_their_length(void **state)
{
    (void)state;
    assert_true(resil_fingerprint_equal(parts("ab", "c"), parts("ab", "c")));
    assert_false(resil_fingerprint_equal(parts("ab", "c"), parts("a", "bc")));
    assert_false(resil_fingerprint_equal(parts("", "a"), parts("a", "")));
}

static void pieces_give_the_print_of_the_whole(void **state)
{
    (void)state;
    const char *text = "an order of forty-two apples, to be delivered";
    size_t size = strlen(text);
    uint64_t whole = resil_fingerprint_hash(text, size);
    for (size_t cut = 0; cut <= size; cut++) {
        struct resil_fingerprinter f;
        resil_fingerprint_start(&f, NULL);
        resil_fingerprint_append(&f, text, cut);
        resil_fingerprint_append(&f, text + cut, size - cut);
        struct resil_fingerprint print = resil_fingerprint_end(&f);
        uint64_t first = 0;
        for (int i = 7; i >= 0; i--)
            first = first << 8 | print.bytes[i];
        assert_true(first == whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_follow_the_grammar),
        cmocka_unit_test(keys_rise_also_when_the_clock_steps_back),
        cmocka_unit_test(the_default_reads_the_real_clock),
        cmocka_unit_test(prints_are_siphash),
        cmocka_unit_test(parts_count_with_their_length),
        cmocka_unit_test(pieces_give_the_print_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
