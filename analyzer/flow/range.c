#include "flow/range.h"

#include <string.h>

struct range range_of(int64_t low, int64_t high)
{
    struct range range = {0};
    if (low <= high) {
        range.count = 1;
        range.low[0] = low;
        range.high[0] = high;
    }
    return range;
}

struct range range_all(void)
{
    return range_of(INT64_MIN, INT64_MAX);
}

struct range range_empty(void)
{
    return (struct range){0};
}

/* Merging the two parts with the smallest gap loses the least. */
static void merge_nearest(int64_t *low, int64_t *high, uint32_t *count)
{
    uint32_t best = 0;
    uint64_t best_gap = UINT64_MAX;
    for (uint32_t i = 0; i + 1 < *count; i++) {
        uint64_t gap = (uint64_t)low[i + 1] - (uint64_t)high[i];
        if (gap < best_gap) {
            best_gap = gap;
            best = i;
        }
    }
    high[best] = high[best + 1];
    for (uint32_t i = best + 1; i + 1 < *count; i++) {
        low[i] = low[i + 1];
        high[i] = high[i + 1];
    }
    (*count)--;
}

struct range range_union(const struct range *a, const struct range *b)
{
    if (range_is_all(a) || range_equal(a, b)) {
        return *a;
    }
    int64_t low[2 * RANGE_PARTS];
    int64_t high[2 * RANGE_PARTS];
    uint32_t count = 0;
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < a->count || j < b->count) {
        bool first = j == b->count || (i < a->count && a->low[i] <= b->low[j]);
        int64_t next_low = first ? a->low[i] : b->low[j];
        int64_t next_high = first ? a->high[i++] : b->high[j++];
        if (count > 0 && (high[count - 1] == INT64_MAX || next_low <= high[count - 1] + 1)) {
            high[count - 1] = next_high > high[count - 1] ? next_high : high[count - 1];
        } else {
            low[count] = next_low;
            high[count++] = next_high;
        }
    }
    while (count > RANGE_PARTS) {
        merge_nearest(low, high, &count);
    }
    struct range result = {.count = count};
    memcpy(result.low, low, count * sizeof *low);
    memcpy(result.high, high, count * sizeof *high);
    return result;
}

struct range range_intersection(const struct range *a, const struct range *b)
{
    struct range result = {0};
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t j = 0; j < b->count; j++) {
            struct range part = range_of(a->low[i] > b->low[j] ? a->low[i] : b->low[j],
                                         a->high[i] < b->high[j] ? a->high[i] : b->high[j]);
            result = range_union(&result, &part);
        }
    }
    return result;
}

struct range range_without(const struct range *a, int64_t value)
{
    struct range below = value == INT64_MIN ? range_empty() : range_of(INT64_MIN, value - 1);
    struct range above = value == INT64_MAX ? range_empty() : range_of(value + 1, INT64_MAX);
    below = range_intersection(a, &below);
    above = range_intersection(a, &above);
    /* What was found out before counts for more than this one value. */
    return below.count + above.count > RANGE_PARTS ? *a : range_union(&below, &above);
}

struct range range_difference(const struct range *a, const struct range *b)
{
    struct range rest = *a;
    for (uint32_t i = 0; i < b->count && rest.count != 0; i++) {
        struct range below =
            b->low[i] == INT64_MIN ? range_empty() : range_of(INT64_MIN, b->low[i] - 1);
        struct range above =
            b->high[i] == INT64_MAX ? range_empty() : range_of(b->high[i] + 1, INT64_MAX);
        struct range others = range_union(&below, &above);
        rest = range_intersection(&rest, &others);
    }
    return rest;
}

bool range_equal(const struct range *a, const struct range *b)
{
    bool equal = a->count == b->count;
    for (uint32_t i = 0; i < a->count && equal; i++) {
        equal = a->low[i] == b->low[i] && a->high[i] == b->high[i];
    }
    return equal;
}

bool range_is_all(const struct range *range)
{
    return range->count == 1 && range->low[0] == INT64_MIN && range->high[0] == INT64_MAX;
}

bool range_has(const struct range *range, int64_t value)
{
    for (uint32_t i = 0; i < range->count; i++) {
        if (range->low[i] <= value && value <= range->high[i]) {
            return true;
        }
    }
    return false;
}

bool range_single(const struct range *range, int64_t *value)
{
    if (range->count != 1 || range->low[0] != range->high[0]) {
        return false;
    }
    *value = range->low[0];
    return true;
}

int64_t range_low(const struct range *range)
{
    return range->low[0];
}

int64_t range_high(const struct range *range)
{
    return range->high[range->count - 1];
}

struct range range_constrain(const struct range *a, enum range_order order, const struct range *b)
{
    if (a->count == 0 || b->count == 0) {
        return range_empty();
    }
    int64_t low = range_low(b);
    int64_t high = range_high(b);
    int64_t only;
    struct range allowed = range_all();
    switch (order) {
    case RANGE_EQ:
        return range_intersection(a, b);
    case RANGE_NE:
        return range_single(b, &only) ? range_without(a, only) : *a;
    case RANGE_LT:
        allowed = high == INT64_MIN ? range_empty() : range_of(INT64_MIN, high - 1);
        break;
    case RANGE_LE:
        allowed = range_of(INT64_MIN, high);
        break;
    case RANGE_GT:
        allowed = low == INT64_MAX ? range_empty() : range_of(low + 1, INT64_MAX);
        break;
    case RANGE_GE:
        allowed = range_of(low, INT64_MAX);
        break;
    }
    return range_intersection(a, &allowed);
}

enum range_order range_order_negate(enum range_order order)
{
    static const enum range_order negated[] = {RANGE_NE, RANGE_EQ, RANGE_GE,
                                               RANGE_GT, RANGE_LE, RANGE_LT};
    return negated[order];
}

enum range_order range_order_swap(enum range_order order)
{
    static const enum range_order swapped[] = {RANGE_EQ, RANGE_NE, RANGE_GT,
                                               RANGE_GE, RANGE_LT, RANGE_LE};
    return swapped[order];
}

int range_compare(const struct range *a, enum range_order order, const struct range *b)
{
    bool can = range_constrain(a, order, b).count != 0;
    bool cannot = range_constrain(a, range_order_negate(order), b).count != 0;
    if (can && cannot) {
        return -1;
    }
    return can ? 1 : 0;
}

struct range range_shift(const struct range *range, int64_t by)
{
    struct range result = {.count = range->count};
    for (uint32_t i = 0; i < range->count; i++) {
        bool low_open = range->low[i] == INT64_MIN;
        bool high_open = range->high[i] == INT64_MAX;
        if ((!low_open && __builtin_add_overflow(range->low[i], by, &result.low[i])) ||
            (!high_open && __builtin_add_overflow(range->high[i], by, &result.high[i]))) {
            return range_all();
        }
        if (low_open) {
            result.low[i] = INT64_MIN;
        }
        if (high_open) {
            result.high[i] = INT64_MAX;
        }
    }
    return result;
}
