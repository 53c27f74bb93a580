/* One entry of an item's `evidence`: its kind is the key that is there. */
#include "base/pattern.h"
#include "checklist/item.h"

static const char *const kind_names[] = {
    [EVIDENCE_RULES] = "rules",
    [EVIDENCE_NO_FACTS] = "no_facts",
    [EVIDENCE_ALL_FACTS] = "all_facts",
    [EVIDENCE_FILES] = "files",
    [EVIDENCE_MEASURE] = "measure",
    [EVIDENCE_ATTEST] = "attest",
    NULL,
};

const char *evidence_kind_name(enum evidence_kind kind)
{
    return kind_names[kind];
}

bool fact_query_read(struct fact_query *query, struct arena *arena, const struct yaml_node *node)
{
    const char *kinds[FACT_KIND_COUNT] = {NULL};
    const struct yaml_node *on = yaml_get(node, "on");
    const struct yaml_node *when = yaml_get(node, "when");
    for (enum fact_kind kind = FACT_NONE + 1; kind < FACT_KIND_COUNT; kind++) {
        kinds[kind - 1] = fact_kind_name(kind);
    }
    if (on == NULL) {
        yaml_error(node, false, "'on' is missing, expected a kind of fact such as %s", kinds[0]);
        return false;
    }
    int index = yaml_choice(on, kinds, -1);
    if (index < 0) {
        return false;
    }
    query->on = (enum fact_kind)(index + 1);
    query->when = (struct predicate){.kind = PREDICATE_ALL};
    if (when != NULL) {
        query->when = predicate_read(arena, when, query->on);
    }
    return true;
}

static bool read_names(struct evidence *evidence, struct arena *arena, const struct yaml_node *node,
                       const char *expected)
{
    if (node == NULL || node->kind != YAML_LIST || node->first == NULL) {
        if (node != NULL) {
            yaml_error(node, false, "expected a list of %s", expected);
        }
        return false;
    }
    const char **names = arena_alloc(arena, node->count * sizeof *names);
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        names[evidence->name_count++] = yaml_string(child, "");
    }
    evidence->names = names;
    return true;
}

static bool read_rules(struct evidence *evidence, struct arena *arena, const struct yaml_node *map,
                       const struct rule_set *rules)
{
    const struct yaml_node *list = yaml_get(map, "rules");
    const char **ids = arena_alloc(arena, (rules->rules.count + 1) * sizeof *ids);
    for (uint32_t i = 0; i < rules->rules.count; i++) {
        ids[i] = rules->rules.items[i].id;
    }
    if (!read_names(evidence, arena, list, "rule ids")) {
        return false;
    }
    bool good = true;
    for (const struct yaml_node *child = list->first; child != NULL; child = child->next) {
        good &= yaml_choice(child, ids, -1) >= 0;
    }
    evidence->suffices = yaml_bool(yaml_get(map, "suffices"), false);
    return good;
}

static bool read_facts(struct evidence *evidence, struct arena *arena, const struct yaml_node *map)
{
    static const char *const known[] = {"on", "when", "hold", "because", NULL};
    bool all = evidence->kind == EVIDENCE_ALL_FACTS;
    const struct yaml_node *node = yaml_get(map, kind_names[evidence->kind]);
    if (!yaml_check_keys(node, known) || !fact_query_read(&evidence->query, arena, node)) {
        return false;
    }
    const struct yaml_node *hold = yaml_get(node, "hold");
    if (all != (hold != NULL)) {
        yaml_error(node, false,
                   all ? "'hold' is missing, expected what all these facts must hold"
                       : "'hold' belongs to all_facts; no_facts needs only 'when'");
        return false;
    }
    if (hold != NULL) {
        evidence->hold = predicate_read(arena, hold, evidence->query.on);
    }
    evidence->because = required_text(node, "because");
    return true;
}

static bool read_files(struct evidence *evidence, struct arena *arena, const struct yaml_node *map)
{
    static const char *const known[] = {"any", "contains", NULL};
    const struct yaml_node *node = yaml_get(map, "files");
    char error[256];
    if (!yaml_check_keys(node, known)) {
        return false;
    }
    if (yaml_get(node, "any") == NULL) {
        yaml_error(node, false, "'any' is missing, expected a list of globs");
        return false;
    }
    if (!read_names(evidence, arena, yaml_get(node, "any"), "globs")) {
        return false;
    }
    const char *contains = yaml_string(yaml_get(node, "contains"), NULL);
    if (contains == NULL) {
        return true;
    }
    evidence->contains = pattern_compile(contains, error, sizeof error);
    if (evidence->contains == NULL) {
        yaml_error(yaml_get(node, "contains"), false, "%s", error);
    }
    return evidence->contains != NULL;
}

/* Numbers of the facts, for `compare`. */
static bool read_compare(struct measure *measure, const struct yaml_node *node)
{
    const char *names[FIELD_COUNT + 1] = {NULL};
    enum fact_field fields[FIELD_COUNT];
    uint32_t count = 0;
    for (enum fact_field field = 0; field < FIELD_COUNT; field++) {
        if (fact_field_type(field) == FACT_TYPE_integer &&
            fact_field_belongs(field, measure->each.on)) {
            fields[count] = field;
            names[count++] = fact_field_name(field);
        }
    }
    int index = yaml_choice(node, names, -1);
    measure->compares = index >= 0;
    measure->field = index >= 0 ? fields[index] : 0;
    return index >= 0;
}

static bool read_measure(struct evidence *evidence, struct arena *arena,
                         const struct yaml_node *map)
{
    static const char *const known[] = {"file",     "name",    "each", "compare",
                                        "at_least", "at_most", "days", NULL};
    static const char *const query_keys[] = {"on", "when", NULL};
    struct measure *measure = &evidence->measure;
    const struct yaml_node *node = yaml_get(map, "measure");
    if (!yaml_check_keys(node, known)) {
        return false;
    }
    measure->file = required_text(node, "file");
    measure->name = required_text(node, "name");
    measure->at_least = yaml_integer(yaml_get(node, "at_least"), INT64_MIN);
    measure->at_most = yaml_integer(yaml_get(node, "at_most"), INT64_MAX);
    measure->days = yaml_integer(yaml_get(node, "days"), 365);
    const struct yaml_node *each = yaml_get(node, "each");
    const struct yaml_node *compare = yaml_get(node, "compare");
    if (each != NULL &&
        (!yaml_check_keys(each, query_keys) || !fact_query_read(&measure->each, arena, each))) {
        return false;
    }
    if (compare != NULL && each == NULL) {
        yaml_error(compare, true, "'compare' needs 'each', which says whose figure it is");
        return false;
    }
    return compare == NULL || read_compare(measure, compare);
}

static bool read_attest(struct evidence *evidence, const struct yaml_node *map)
{
    static const char *const known[] = {"days", NULL};
    const struct yaml_node *node = yaml_get(map, "attest");
    evidence->days = 365;
    if (node->kind == YAML_SCALAR && yaml_bool(node, false)) {
        return true;
    }
    if (node->kind != YAML_MAP || !yaml_check_keys(node, known)) {
        yaml_error(node, false, "expected yes, or {days: how long an answer lasts}");
        return false;
    }
    evidence->days = yaml_integer(yaml_get(node, "days"), evidence->days);
    if (evidence->days < 1) {
        yaml_error(yaml_get(node, "days"), false, "expected a number of days above 0");
    }
    return evidence->days >= 1;
}

bool evidence_read(struct evidence *evidence, struct arena *arena, const struct yaml_node *node,
                   const struct rule_set *rules)
{
    static const char *const known[] = {"rules",   "no_facts", "all_facts", "files",
                                        "measure", "attest",   "suffices",  NULL};
    int found = -1;
    int count = 0;
    if (!yaml_check_keys(node, known)) {
        return false;
    }
    for (int kind = 0; kind_names[kind] != NULL; kind++) {
        if (yaml_get(node, kind_names[kind]) != NULL) {
            found = kind;
            count++;
        }
    }
    if (count != 1) {
        yaml_error(node, false,
                   "expected one of rules, no_facts, all_facts, files, measure, "
                   "attest in each entry of 'evidence', found %d",
                   count);
        return false;
    }
    *evidence = (struct evidence){.kind = (enum evidence_kind)found};
    if (found != EVIDENCE_RULES && yaml_get(node, "suffices") != NULL) {
        yaml_error(yaml_get(node, "suffices"), true, "'suffices' belongs to 'rules' only");
    }
    switch (evidence->kind) {
    case EVIDENCE_RULES:
        return read_rules(evidence, arena, node, rules);
    case EVIDENCE_NO_FACTS:
    case EVIDENCE_ALL_FACTS:
        return read_facts(evidence, arena, node);
    case EVIDENCE_FILES:
        return read_files(evidence, arena, node);
    case EVIDENCE_MEASURE:
        return read_measure(evidence, arena, node);
    case EVIDENCE_ATTEST:
        break;
    }
    return read_attest(evidence, node);
}
