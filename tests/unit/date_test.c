#include "checklist/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void dates_are_days(void **state)
{
    static const char *const dates[] = {"1970-01-01", "1999-12-31", "2000-02-29",
                                        "2024-02-29", "2026-12-31", "2100-03-01"};
    static const char *const wrong[] = {
        "2026-02-29", "2100-02-29", "2026-13-01",  "2026-00-10", "2026-01-00",
        "2026-1-01",  "26-01-01",   "2026-01-01 ", "0000-01-01", ""};
    (void)state;
    struct arena arena = {0};
    int64_t days = -1;
    assert_true(date_parse("1970-01-01", &days));
    assert_int_equal(days, 0);
    assert_true(date_parse("2026-06-15", &days));
    assert_int_equal(days, 20619);
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        assert_true(date_parse(dates[i], &days));
        assert_string_equal(date_format(&arena, days), dates[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(date_parse(wrong[i], &days));
    }
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates_are_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
