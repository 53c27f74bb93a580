#include "base/bitset.h"
#include "base/strtab.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void vec_keeps_order(void **state)
{
    (void)state;
    VEC(int) numbers = {0};
    for (int i = 0; i < 100; i++) {
        vec_push(&numbers, i);
    }
    assert_int_equal(*(int *)vec_push_zero(&numbers), 0);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(numbers.items[i], i);
    }
    vec_finish(&numbers);
}

static void map_finds_what_was_put(void **state)
{
    (void)state;
    struct map map = {0};
    assert_null(map_get(&map, 7));
    for (uint32_t i = 0; i < 1000; i++) {
        *map_put(&map, map_pair(i, i), 0) = i;
    }
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(*map_get(&map, map_pair(i, i)), i);
        assert_int_equal(map.entries.items[i].value, i);
    }
    assert_null(map_get(&map, map_pair(1, 2)));
    map_finish(&map);
}

static void equal_texts_have_equal_ids(void **state)
{
    (void)state;
    struct strtab table = {0};
    assert_int_equal(strtab_find(&table, "a"), 0);
    str_id a = strtab_add_text(&table, "a");
    str_id b = strtab_add_text(&table, "b");
    assert_int_not_equal(a, b);
    assert_int_equal(strtab_add(&table, "abc", 1), a);
    assert_int_equal(strtab_find(&table, "b"), b);
    assert_string_equal(strtab_text(&table, b), "b");
    assert_string_equal(strtab_text(&table, 0), "");
    strtab_finish(&table);
}

static void text_grows(void **state)
{
    (void)state;
    struct text text = {0};
    assert_string_equal(text_string(&text), "");
    for (int i = 0; i < 200; i++) {
        text_printf(&text, "%d,", i);
    }
    assert_int_equal(text.length, 10 * 2 + 90 * 3 + 100 * 4);
    text_clear(&text);
    assert_string_equal(text_string(&text), "");
    text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vec_keeps_order),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(equal_texts_have_equal_ids),
        cmocka_unit_test(text_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
