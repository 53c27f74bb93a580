/* Whether a fact is what a `when:` describes. */
#include "base/pattern.h"
#include "rules/rules.h"

#include <string.h>

static bool value_equals(enum fact_type type, const struct fact_value *have,
                         const struct fact_value *want)
{
    switch (type) {
    case FACT_TYPE_string:
        return strcmp(have->text, want->text) == 0;
    case FACT_TYPE_integer:
    case FACT_TYPE_bool:
        return have->number == want->number;
    case FACT_TYPE_list:
        break;
    }
    for (uint32_t i = 0; i < have->item_count; i++) {
        if (strcmp(have->items[i], want->text) == 0) {
            return true;
        }
    }
    return false;
}

static bool equals_any(const struct predicate *predicate, const struct fact_value *have)
{
    enum fact_type type = fact_field_type(predicate->field);
    for (uint32_t i = 0; i < predicate->value_count; i++) {
        if (value_equals(type, have, &predicate->values[i])) {
            return true;
        }
    }
    return false;
}

static bool matches_any(const struct predicate *predicate, const struct fact_value *have)
{
    if (fact_field_type(predicate->field) == FACT_TYPE_string) {
        return pattern_matches(predicate->pattern, have->text, strlen(have->text));
    }
    for (uint32_t i = 0; i < have->item_count; i++) {
        if (pattern_matches(predicate->pattern, have->items[i], strlen(have->items[i]))) {
            return true;
        }
    }
    return false;
}

static bool parts_hold(const struct predicate *predicate, const struct fact *fact)
{
    bool all = predicate->kind == PREDICATE_ALL;
    for (uint32_t i = 0; i < predicate->part_count; i++) {
        if (predicate_holds(&predicate->parts[i], fact) != all) {
            return !all;
        }
    }
    return all;
}

bool predicate_holds(const struct predicate *predicate, const struct fact *fact)
{
    const struct fact_value *have = &fact->values[predicate->field];
    bool is_list = fact_field_type(predicate->field) == FACT_TYPE_list;

    switch (predicate->kind) {
    case PREDICATE_ALL:
    case PREDICATE_ANY:
        return parts_hold(predicate, fact);
    case PREDICATE_NOT:
        return !predicate_holds(predicate->parts, fact);
    case PREDICATE_SET:
        return (have->set && (!is_list || have->item_count > 0)) == (predicate->low != 0);
    case PREDICATE_EQUAL:
        return have->set && equals_any(predicate, have);
    case PREDICATE_RANGE:
        return have->set && predicate->low <= have->number && have->number <= predicate->high;
    case PREDICATE_MATCHES:
        break;
    }
    return have->set && matches_any(predicate, have);
}

void predicate_finish(const struct predicate *predicate)
{
    for (uint32_t i = 0; i < predicate->part_count; i++) {
        predicate_finish(&predicate->parts[i]);
    }
    pattern_destroy(predicate->pattern);
}
