#include "base/utf8.h"

#include "base/text.h"

static size_t expected_size(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
        return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
        return 3;
    }
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

size_t utf8_character(const char *bytes, size_t length)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t size = expected_size(p[0]);
    if (size == 0 || size > length) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    /* Overlong forms, then surrogates and what lies above U+10FFFF. */
    if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90)) {
        return 0;
    }
    if ((p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf4 && p[1] > 0x8f)) {
        return 0;
    }
    return size;
}

uint32_t utf8_code_point(const char *bytes, size_t size)
{
    const unsigned char *p = (const unsigned char *)bytes;
    if (size == 1) {
        return p[0];
    }
    uint32_t point = p[0] & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        point = point << 6 | (p[i] & 0x3fu);
    }
    return point;
}

const char *utf8_clean(struct arena *arena, const char *bytes, size_t length)
{
    size_t good = 0;
    while (good < length) {
        size_t size = utf8_character(bytes + good, length - good);
        if (size == 0) {
            break;
        }
        good += size;
    }
    if (good == length) {
        return arena_copy(arena, bytes, length);
    }
    struct text clean = {0};
    for (size_t i = 0; i < length;) {
        size_t size = utf8_character(bytes + i, length - i);
        text_put(&clean, size == 0 ? "\xef\xbf\xbd" : bytes + i, size == 0 ? 3 : size);
        i += size == 0 ? 1 : size;
    }
    char *result = arena_copy(arena, text_string(&clean), clean.length);
    text_finish(&clean);
    return result;
}
