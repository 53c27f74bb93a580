/* The small values of a model: texts, numbers, durations, arguments, words with a meaning. */
#include "models/load.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define ARGUMENT_LIMIT 16

const char *load_text(struct model_loader *loader, const struct yaml_node *node)
{
    const char *text = yaml_string(node, NULL);
    if (text == NULL) {
        return NULL;
    }
    return strtab_text(&loader->set->names, strtab_add_text(&loader->set->names, text));
}

const char **load_candidates(struct model_loader *loader, uint32_t count)
{
    return arena_alloc(&loader->scratch, (count + 1) * sizeof(const char *));
}

static void report_constant(struct model_loader *loader, const struct yaml_node *node)
{
    const char **names = load_candidates(loader, loader->constants.count);
    for (uint32_t i = 0; i < loader->constants.count; i++) {
        names[i] = loader->constants.items[i]->name;
    }
    const char *nearest = text_nearest(node->text, names);
    if (nearest != NULL) {
        yaml_error(node, false, "unknown constant '%.80s', did you mean '%s'?", node->text,
                   nearest);
    } else {
        yaml_error(node, false,
                   "'%.80s' is neither a whole number nor one of the constants; name it under "
                   "'constants'",
                   node->text);
    }
}

/* The library's own constant of that name, else that of any other. */
static const uint32_t *find_constant(struct model_loader *loader, str_id name)
{
    const struct model_set *set = loader->set;
    for (uint32_t i = 0; i < set->libraries.count; i++) {
        if (set->libraries.items[i] == loader->library) {
            const uint32_t *own = map_get(&loader->own_constants, map_pair(i + 1, name));
            if (own != NULL) {
                return own;
            }
        }
    }
    return map_get(&loader->any_constants, name);
}

int64_t load_number(struct model_loader *loader, const struct yaml_node *node, int64_t fallback)
{
    int64_t value;
    if (node == NULL) {
        return fallback;
    }
    if (yaml_is_integer(node, &value)) {
        return value;
    }
    if (node->kind != YAML_SCALAR || node->quoted) {
        return yaml_integer(node, fallback);
    }
    str_id name = strtab_find(&loader->set->names, node->text);
    const uint32_t *index = name != 0 ? find_constant(loader, name) : NULL;
    if (index == NULL) {
        report_constant(loader, node);
        return fallback;
    }
    return loader->constants.items[*index]->value;
}

static const char *const unit_names[] = {"ns", "us", "ms", "s", "min", NULL};
static const int64_t unit_sizes[] = {1, 1000, 1000000, 1000000000, 60000000000};

int64_t load_unit(const struct yaml_node *node, int64_t fallback)
{
    int unit = yaml_choice(node, unit_names, -1);
    return unit < 0 ? fallback : unit_sizes[unit];
}

int64_t load_duration_ms(const struct yaml_node *node)
{
    const char *text = yaml_string(node, NULL);
    long long number;
    char unit[8];
    char rest;
    if (text == NULL) {
        return 0;
    }
    if (sscanf(text, "%9lld %7[a-z] %c", &number, unit, &rest) == 2 && number >= 0) {
        for (size_t i = 0; unit_names[i] != NULL; i++) {
            if (strcmp(unit, unit_names[i]) == 0) {
                return (int64_t)number * unit_sizes[i] / 1000000;
            }
        }
    }
    yaml_error(node, false,
               "found '%.40s', expected a length of time with its unit, such as '300 s' or '50 ms'",
               text);
    return 0;
}

uint32_t load_argument(const struct yaml_node *node)
{
    int64_t number;
    if (node == NULL) {
        return MODEL_NO_ARG;
    }
    if (yaml_is_integer(node, &number) && number >= 0 && number < ARGUMENT_LIMIT) {
        return (uint32_t)number;
    }
    yaml_error(node, false, "expected the number of an argument, 0 to %d, counted from 0",
               ARGUMENT_LIMIT - 1);
    return MODEL_NO_ARG;
}

uint32_t load_place(const struct yaml_node *node)
{
    if (node != NULL && node->kind == YAML_SCALAR && strcmp(node->text, "returned") == 0) {
        return MODEL_RETURNED;
    }
    int64_t number;
    if (node != NULL && !yaml_is_integer(node, &number)) {
        yaml_error(node, false,
                   "expected the number of an argument, counted from 0, or 'returned'");
        return MODEL_NO_ARG;
    }
    return load_argument(node);
}

uint32_t load_when(struct model_loader *loader, const struct yaml_node *node, uint32_t limit,
                   uint32_t args[], int64_t values[])
{
    uint32_t count = 0;
    if (node == NULL) {
        return 0;
    }
    if (node->kind != YAML_MAP || node->count < 1 || node->count > limit) {
        yaml_error(node, false,
                   "'when' must be a map of %s and the value each must have, {1: NAME}",
                   limit == 1 ? "one argument" : "one or two arguments");
        return 0;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct yaml_node number = *child;
        number.kind = YAML_SCALAR;
        number.quoted = false;
        number.text = child->key;
        number.line = child->key_line;
        number.column = child->key_column;
        args[count] = load_argument(&number);
        values[count] = load_number(loader, child, 0);
        count++;
    }
    return count;
}

enum model_answer load_answer(const struct yaml_node *node, enum model_answer fallback)
{
    static const char *const words[] = {"unknown", "yes", "no", NULL};
    return (enum model_answer)yaml_choice(node, words, (int)fallback);
}

static void load_infinite(const struct yaml_node *node, struct model_amount *amount)
{
    static const char *const words[] = {"negative", "zero", "null", "greatest", NULL};
    bool *const flags[] = {&amount->infinite_negative, &amount->infinite_zero,
                           &amount->infinite_null, &amount->infinite_greatest};
    /* A plain `null` is YAML for nothing; here it is the word. */
    if (node->kind == YAML_NULL && node->text != NULL && strcmp(node->text, "null") == 0) {
        amount->infinite_null = true;
        return;
    }
    if (node->kind == YAML_LIST) {
        for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
            load_infinite(item, amount);
        }
        return;
    }
    int word = yaml_choice(node, words, -1);
    if (word >= 0) {
        *flags[word] = true;
    }
}

struct model_amount load_amount(struct model_loader *loader, const struct yaml_node *node)
{
    static const char *const keys[] = {"arg",      "as",    "unit",   "infinite",
                                       "absolute", "fixed", "member", NULL};
    static const char *const shapes[] = {"value",         "pointer", "timeval", "timespec",
                                         "timeval_value", "record",  NULL};
    struct model_amount amount = {.shape = SHAPE_NONE, .arg = MODEL_NO_ARG};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return amount;
    }
    const struct yaml_node *fixed = yaml_get(node, "fixed");
    if (fixed != NULL) {
        amount.shape = SHAPE_FIXED;
        amount.fixed_ms = load_duration_ms(fixed);
        return amount;
    }
    amount.arg = load_argument(yaml_get(node, "arg"));
    amount.shape = (enum model_shape)(SHAPE_VALUE + yaml_choice(yaml_get(node, "as"), shapes, 0));
    amount.unit_ns = load_unit(yaml_get(node, "unit"), 1);
    amount.absolute = yaml_bool(yaml_get(node, "absolute"), false);
    amount.member = load_text(loader, yaml_get(node, "member"));
    if (yaml_get(node, "infinite") != NULL) {
        load_infinite(yaml_get(node, "infinite"), &amount);
    }
    bool number = amount.shape == SHAPE_VALUE || amount.shape == SHAPE_POINTER ||
                  amount.shape == SHAPE_RECORD;
    if (amount.arg == MODEL_NO_ARG) {
        yaml_error(node, true, "a time needs 'arg', the argument that holds it, or 'fixed'");
    } else if (number != (yaml_get(node, "unit") != NULL)) {
        yaml_error(node, true,
                   number ? "a time given as a number needs its 'unit' (ns, us, ms, s, min)"
                          : "a timeval or timespec has no 'unit'; leave it out");
    } else if (amount.shape == SHAPE_RECORD && amount.member == NULL) {
        yaml_error(node, true, "a time in a record needs its 'member', the field that holds it");
    }
    return amount;
}
