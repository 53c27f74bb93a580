#include "resil/trace.h"
#include "test.h"

static void what_is_written_can_be_read(void **state)
{
    (void)state;
    struct resil_xoshiro x;
    char text[RESIL_TRACE_TEXT];
    resil_xoshiro_seed(&x, 1);
    struct resil_random random = resil_xoshiro_random(&x);
    for (int i = 0; i < 1000; i++) {
        struct resil_trace t = resil_trace_start(&random, i % 2), back, child;
        resil_trace_format(&t, text);
        assert_int_equal(strlen(text), RESIL_TRACE_TEXT - 1);
        assert_int_equal(resil_trace_parse(text, &back), RESIL_OK);
        assert_true(back.id_high == t.id_high && back.id_low == t.id_low);
        assert_true(back.parent == t.parent && back.flags == i % 2);
        child = resil_trace_child(&back, &random);
        assert_true(child.id_low == t.id_low && child.parent != t.parent);
        assert_int_equal(child.flags, t.flags);
    }
}

static void only_the_grammar_is_accepted(void **state)
{
    (void)state;
    static const char good[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    static const char *const bad[] = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    };
    struct resil_trace t = {.parent = 42};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(resil_trace_parse(bad[i], &t), RESIL_FORMAT);
    assert_int_equal(resil_trace_parse(NULL, &t), RESIL_FORMAT);
    assert_int_equal(t.parent, 42);
    assert_int_equal(resil_trace_parse(good, &t), RESIL_OK);
    assert_true(t.id_high == UINT64_C(0x4bf92f3577b34da6) && t.flags == 1);
    assert_int_equal(
        resil_trace_parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", &t),
        RESIL_OK);
}

/* What is accepted as version 00 is written back as it came; nothing else is looked at twice. */
static void damaged_headers_are_refused_or_read_right(void **state)
{
    (void)state;
    struct resil_xoshiro x;
    int accepted = 0;
    resil_xoshiro_seed(&x, 3);
    for (int i = 0; i < 20000; i++) {
        char text[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        char back[RESIL_TRACE_TEXT];
        struct resil_trace t;
        text[resil_xoshiro_next(&x) % (sizeof text - 1)] = (char)(resil_xoshiro_next(&x) % 256);
        if (resil_trace_parse(text, &t) != RESIL_OK || strncmp(text, "00", 2) != 0)
            continue;
        resil_trace_format(&t, back);
        assert_string_equal(back, text);
        accepted++;
    }
    assert_true(accepted > 0 && accepted < 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_can_be_read),
        cmocka_unit_test(only_the_grammar_is_accepted),
        cmocka_unit_test(damaged_headers_are_refused_or_read_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
