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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_can_be_read),
        cmocka_unit_test(only_the_grammar_is_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
