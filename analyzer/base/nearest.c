/* The nearest of some words, for "did you mean". */
#include "base/yaml.h"

#include <ctype.h>
#include <string.h>

#define LENGTH_LIMIT 63

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Edit distance in which swapping two neighbours counts once and case counts nothing; both texts
 * have at most LENGTH_LIMIT bytes. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][LENGTH_LIMIT + 1] = {{0}};
    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *before_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t replace = above[j - 1] + !same_letter(a[i - 1], b[j - 1]);
            row[j] = smaller(replace, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1])) {
                row[j] = smaller(row[j], before_above[j - 2] + 1);
            }
        }
    }
    return rows[a_length % 3][b_length];
}

const char *text_nearest(const char *text, const char *const candidates[])
{
    size_t length = strlen(text);
    const char *nearest = NULL;
    if (length > LENGTH_LIMIT) {
        return NULL;
    }
    size_t best = length / 3 + 1; /* one letter in three may be wrong */
    for (size_t i = 0; candidates[i]; i++) {
        size_t other = strlen(candidates[i]);
        if (other > LENGTH_LIMIT || (length > other ? length - other : other - length) > best) {
            continue;
        }
        size_t distance = edit_distance(text, length, candidates[i], other);
        if (distance > best || (nearest && distance == best) ||
            distance >= smaller(length, other)) {
            continue;
        }
        best = distance;
        nearest = candidates[i];
    }
    return nearest;
}
