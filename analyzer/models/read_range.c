/* Sets of integers as a model writes them, and results that mean something. */
#include "models/load.h"

#include <stdlib.h>
#include <string.h>

typedef VEC(struct model_range) range_list;

static int by_low(const void *a, const void *b)
{
    const struct model_range *x = a;
    const struct model_range *y = b;
    return (x->low > y->low) - (x->low < y->low);
}

/* The parts of [low, high] without the excluded values. */
static void put_without(range_list *out, struct model_range whole, const int64_t *excluded,
                        uint32_t count)
{
    bool more = whole.low <= whole.high;
    while (more) {
        struct model_range part = whole;
        const int64_t *hole = NULL;
        for (uint32_t i = 0; i < count; i++) {
            if (excluded[i] >= whole.low && excluded[i] <= whole.high &&
                (hole == NULL || excluded[i] < *hole)) {
                hole = &excluded[i];
            }
        }
        if (hole != NULL) {
            part.high = *hole == INT64_MIN ? INT64_MIN : *hole - 1;
        }
        if (hole == NULL || *hole > part.low) {
            vec_push(out, part);
        }
        more = hole != NULL && *hole < whole.high;
        if (more) {
            whole.low = *hole + 1;
        }
    }
}

static void narrow(struct model_loader *loader, const struct yaml_node *child,
                   struct model_range *range)
{
    int64_t value = load_number(loader, child, 0);
    const char *word = child->key;
    if (strcmp(word, "eq") == 0 || strcmp(word, "ge") == 0) {
        range->low = value > range->low ? value : range->low;
    }
    if (strcmp(word, "eq") == 0 || strcmp(word, "le") == 0) {
        range->high = value < range->high ? value : range->high;
    }
    if (strcmp(word, "gt") == 0 && value < INT64_MAX) {
        range->low = value + 1 > range->low ? value + 1 : range->low;
    }
    if (strcmp(word, "lt") == 0 && value > INT64_MIN) {
        range->high = value - 1 < range->high ? value - 1 : range->high;
    }
}

static void put_comparisons(struct model_loader *loader, const struct yaml_node *node,
                            range_list *out)
{
    static const char *const keys[] = {"eq", "ne", "gt", "ge", "lt", "le", "not", NULL};
    struct model_range range = {INT64_MIN, INT64_MAX};
    VEC(int64_t) excluded = {0};
    if (!yaml_check_keys(node, keys)) {
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        bool is_not = strcmp(child->key, "not") == 0;
        if (is_not && child->kind == YAML_LIST) {
            for (const struct yaml_node *item = child->first; item != NULL; item = item->next) {
                vec_push(&excluded, load_number(loader, item, 0));
            }
        } else if (is_not || strcmp(child->key, "ne") == 0) {
            vec_push(&excluded, load_number(loader, child, 0));
        } else {
            narrow(loader, child, &range);
        }
    }
    put_without(out, range, excluded.items, excluded.count);
    vec_finish(&excluded);
}

/* Whether the scalar is one of the words for a set; puts it. */
static bool put_word(const struct yaml_node *node, range_list *out)
{
    static const struct {
        const char *word;
        struct model_range ranges[2];
        uint32_t count;
    } words[] = {
        {"negative", {{INT64_MIN, -1}}, 1},
        {"positive", {{1, INT64_MAX}}, 1},
        {"zero", {{0, 0}}, 1},
        {"null", {{0, 0}}, 1},
        {"nonzero", {{INT64_MIN, -1}, {1, INT64_MAX}}, 2},
        {"nonnull", {{1, INT64_MAX}}, 1},
    };
    for (size_t i = 0; node->text != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(node->text, words[i].word) == 0) {
            for (uint32_t j = 0; j < words[i].count; j++) {
                vec_push(out, words[i].ranges[j]);
            }
            return true;
        }
    }
    return false;
}

static void put_ranges(struct model_loader *loader, const struct yaml_node *node, range_list *out)
{
    static const char *const words[] = {"negative", "positive", "zero", "null",
                                        "nonzero",  "nonnull",  NULL};
    int64_t value;
    if (node->kind == YAML_MAP) {
        put_comparisons(loader, node, out);
    } else if (node->kind == YAML_LIST) {
        for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
            put_ranges(loader, item, out);
        }
    } else if (!put_word(node, out)) {
        bool lower = node->text != NULL && node->text[0] >= 'a' && node->text[0] <= 'z';
        if (node->kind == YAML_NULL || (lower && !yaml_is_integer(node, &value))) {
            (void)yaml_choice(node, words, 0);
            return;
        }
        value = load_number(loader, node, 0);
        vec_push(out, ((struct model_range){value, value}));
    }
}

const struct model_range *load_ranges(struct model_loader *loader, const struct yaml_node *node,
                                      uint32_t *count)
{
    range_list list = {0};
    *count = 0;
    if (node == NULL) {
        return NULL;
    }
    put_ranges(loader, node, &list);
    if (list.count > 1) {
        qsort(list.items, list.count, sizeof *list.items, by_low);
    }
    struct model_range *ranges = arena_alloc(&loader->set->arena, list.count * sizeof *ranges);
    for (uint32_t i = 0; i < list.count; i++) {
        struct model_range *last = *count > 0 ? &ranges[*count - 1] : NULL;
        if (last != NULL && list.items[i].low <= last->high) {
            last->high = list.items[i].high > last->high ? list.items[i].high : last->high;
        } else {
            ranges[(*count)++] = list.items[i];
        }
    }
    vec_finish(&list);
    return ranges;
}

static const int64_t *load_errnos(struct model_loader *loader, const struct yaml_node *node,
                                  uint32_t *count)
{
    if (node == NULL) {
        return NULL;
    }
    if (node->kind != YAML_LIST) {
        yaml_error(node, false, "'errno' must be a list, such as [EAGAIN, EWOULDBLOCK]");
        return NULL;
    }
    int64_t *errnos = arena_alloc(&loader->set->arena, node->count * sizeof *errnos);
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        errnos[(*count)++] = load_number(loader, item, 0);
    }
    return errnos;
}

struct model_result load_result(struct model_loader *loader, const struct yaml_node *node)
{
    static const char *const keys[] = {"return", "errno", NULL};
    struct model_result result = {0};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return result;
    }
    result.ranges = load_ranges(loader, yaml_get(node, "return"), &result.range_count);
    result.errnos = load_errnos(loader, yaml_get(node, "errno"), &result.errno_count);
    if (yaml_get(node, "return") == NULL) {
        yaml_error(node, true, "'%s' needs 'return', the values that mean it", node->key);
    }
    return result;
}
