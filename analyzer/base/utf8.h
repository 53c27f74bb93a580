/* Bytes of analysed code are not always UTF-8; outputs that must be (JSON, SARIF) clean them here.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

#include <stdint.h>

/* Length in bytes (1..4) of the well-formed character at `bytes`, or 0 when it is not well-formed
 * (overlong, surrogate, above U+10FFFF, cut off by `length`). `length` is at least 1. */
size_t utf8_character(const char *bytes, size_t length);

/* The code point of a well-formed character of `size` bytes. */
uint32_t utf8_code_point(const char *bytes, size_t size);

/* A copy with every ill-formed byte replaced by U+FFFD, NUL-terminated, in the arena. */
const char *utf8_clean(struct arena *arena, const char *bytes, size_t length);

#endif
