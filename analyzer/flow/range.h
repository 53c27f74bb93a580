/* Sets of 64-bit integers as a few disjoint intervals: what a value can be. The empty set means
 * "cannot happen". Pointers count as 0 (NULL) or not 0. When a set would need more intervals than
 * there is room for, neighbours are merged, so a range is always a superset of the truth. */
#ifndef FLOW_RANGE_H
#define FLOW_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#define RANGE_PARTS 5

struct range {
    uint32_t count; /* 0: empty */
    int64_t low[RANGE_PARTS];
    int64_t high[RANGE_PARTS]; /* inclusive; ascending, disjoint and not adjacent */
};

struct range range_all(void);
struct range range_empty(void);
struct range range_of(int64_t low, int64_t high); /* empty when low > high */
struct range range_union(const struct range *a, const struct range *b);
struct range range_intersection(const struct range *a, const struct range *b);
struct range range_difference(const struct range *a, const struct range *b); /* in a, not in b */
struct range range_without(const struct range *a, int64_t value);

bool range_equal(const struct range *a, const struct range *b);
bool range_is_all(const struct range *range);
bool range_has(const struct range *range, int64_t value);
bool range_single(const struct range *range, int64_t *value);
int64_t range_low(const struct range *range); /* of a set that is not empty */
int64_t range_high(const struct range *range);

enum range_order { RANGE_EQ, RANGE_NE, RANGE_LT, RANGE_LE, RANGE_GT, RANGE_GE };

/* The part of `a` that stands in that order to some member of `b`. */
struct range range_constrain(const struct range *a, enum range_order order, const struct range *b);

/* Whether `a order b` holds for all members (1), for none (0), or for some (-1). */
int range_compare(const struct range *a, enum range_order order, const struct range *b);

enum range_order range_order_negate(enum range_order order); /* !(a < b) is a >= b */
enum range_order range_order_swap(enum range_order order);   /* a < b is b > a */

/* The set moved by a constant; all when it would overflow. */
struct range range_shift(const struct range *range, int64_t by);

#endif
