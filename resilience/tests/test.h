/* test.h -- what every test here includes. */
#ifndef RESIL_TEST_H
#define RESIL_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "resil/resil.h"

/* Init of module `x` with one field changed must refuse and name that field. */
#define REFUSES(x, options_default, field, value)                                                  \
    do {                                                                                           \
        struct resil_##x##_options refused_options = options_default;                              \
        struct resil_##x refused_object;                                                           \
        const char *refused_field = NULL;                                                          \
        refused_options.field = value;                                                             \
        assert_int_equal(resil_##x##_init(&refused_object, &refused_options, &refused_field),      \
                         RESIL_INVALID);                                                           \
        assert_non_null(refused_field);                                                            \
        assert_string_equal(refused_field, #field);                                                \
    } while (0)

#define assert_ns(actual, expected) assert_int_equal((actual), (expected))

#endif
