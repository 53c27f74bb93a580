/* Checklist files: title, bands, fallacies and items. */
#include "base/diag.h"
#include "base/pattern.h"
#include "checklist/item.h"

#include <ctype.h>

const char *required_text(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (node == NULL) {
        yaml_error(map, false, "'%s' is missing, expected a text", key);
        return "";
    }
    const char *text = yaml_string(node, NULL);
    if (text != NULL && *text == '\0') {
        yaml_error(node, false, "'%s' is empty, expected a text", key);
    }
    return text == NULL ? "" : text;
}

static bool is_kebab(const char *text)
{
    bool letter = false;
    for (const char *p = text; *p != '\0'; p++) {
        bool word = islower((unsigned char)*p) || isdigit((unsigned char)*p);
        if (!word && (*p != '-' || !letter)) {
            return false;
        }
        letter = word;
    }
    return letter;
}

/* An id that must be there, in kebab-case; NULL after a message. */
static const char *read_id(const struct yaml_node *map)
{
    uint32_t before = diag_count(DIAG_ERROR);
    const char *id = required_text(map, "id");
    if (diag_count(DIAG_ERROR) != before) {
        return NULL;
    }
    if (!is_kebab(id)) {
        yaml_error(yaml_get(map, "id"), false,
                   "'%.80s' is no id, expected small letters, digits and single hyphens", id);
        return NULL;
    }
    return id;
}

/* The children of a key that must be a list; NULL after a message when it is not. */
static const struct yaml_node *list_items(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *list = yaml_get(map, key);
    if (list == NULL) {
        yaml_error(map, false, "'%s' is missing, expected a list", key);
        return NULL;
    }
    if (list->kind != YAML_LIST || list->first == NULL) {
        yaml_error(list, false, "expected a list for '%s' with at least one entry", key);
        return NULL;
    }
    return list->first;
}

static void read_band(struct checklist *checklist, const struct yaml_node *node)
{
    static const char *const known[] = {"up_to", "name", "advice", NULL};
    if (!yaml_check_keys(node, known)) {
        return;
    }
    struct band *band = vec_push_zero(&checklist->bands);
    const struct yaml_node *up_to = yaml_get(node, "up_to");
    band->name = required_text(node, "name");
    band->advice = required_text(node, "advice");
    band->up_to = yaml_integer(up_to, INT64_MAX);
    if (up_to == NULL && node->next != NULL) {
        yaml_error(node, false, "'up_to' is missing; only the last band has no limit");
    }
    if (up_to != NULL && node->next == NULL) {
        yaml_error(up_to, true, "the last band has no 'up_to', so that every score has a band");
    }
    if (checklist->bands.count > 1 && band[-1].up_to >= band->up_to) {
        yaml_error(up_to == NULL ? node : up_to, false,
                   "bands must rise: the one before ends at %d", (int)band[-1].up_to);
    }
}

static void read_fallacy(struct checklist *checklist, const struct yaml_node *node)
{
    static const char *const known[] = {"id", "title", NULL};
    const char *id = yaml_check_keys(node, known) ? read_id(node) : NULL;
    if (id != NULL) {
        vec_push(&checklist->fallacies,
                 ((struct fallacy){.id = id, .title = required_text(node, "title")}));
    }
}

/* The fallacy an item names, NULL after a message when the checklist does not list it. */
static const char *find_fallacy(const struct checklist *checklist, struct arena *arena,
                                const struct yaml_node *map)
{
    const struct yaml_node *node = yaml_get(map, "fallacy");
    uint32_t count = checklist->fallacies.count;
    const char **ids = arena_alloc(arena, (count + 1) * sizeof *ids);
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = checklist->fallacies.items[i].id;
    }
    if (node == NULL) {
        yaml_error(map, false, "'fallacy' is missing, expected one that the checklist lists");
        return NULL;
    }
    int index = count == 0 ? -1 : yaml_choice(node, ids, -1);
    return index < 0 ? NULL : ids[index];
}

int64_t item_attest_days(const struct item *item)
{
    for (uint32_t i = 0; i < item->evidence_count; i++) {
        if (item->evidence[i].kind == EVIDENCE_ATTEST) {
            return item->evidence[i].days;
        }
    }
    return 0;
}

static bool can_pass(const struct item *item)
{
    for (uint32_t i = 0; i < item->evidence_count; i++) {
        enum evidence_kind kind = item->evidence[i].kind;
        if (kind == EVIDENCE_RULES ? item->evidence[i].suffices : kind != EVIDENCE_NO_FACTS) {
            return true;
        }
    }
    return false;
}

static void read_evidence(struct item *item, struct arena *arena, const struct yaml_node *map,
                          const struct rule_set *rules)
{
    const struct yaml_node *first = list_items(map, "evidence");
    if (first == NULL) {
        return;
    }
    struct evidence *list = arena_alloc(arena, yaml_get(map, "evidence")->count * sizeof *list);
    item->evidence = list;
    for (const struct yaml_node *node = first; node != NULL; node = node->next) {
        item->evidence_count += evidence_read(&list[item->evidence_count], arena, node, rules);
    }
    if (item->evidence_count != 0 && !can_pass(item)) {
        yaml_error(yaml_get(map, "evidence"), true,
                   "nothing here can make the item pass; add 'attest' or 'suffices: yes'");
    }
}

static void check_unique(const struct checklist *checklist, const struct yaml_node *node,
                         const char *id)
{
    for (uint32_t i = 0; i < checklist->items.count; i++) {
        if (strcmp(checklist->items.items[i].id, id) == 0) {
            yaml_error(yaml_get(node, "id"), false, "the id '%s' was used for an item before", id);
        }
    }
}

static void read_item(struct checklist *checklist, struct arena *arena,
                      const struct yaml_node *node, const struct rule_set *rules)
{
    static const char *const known[] = {"id",      "fallacy",  "question", "why",
                                        "applies", "evidence", NULL};
    static const char *const query_keys[] = {"on", "when", NULL};
    const char *id = yaml_check_keys(node, known) ? read_id(node) : NULL;
    const char *fallacy = id == NULL ? NULL : find_fallacy(checklist, arena, node);
    if (fallacy == NULL) {
        return;
    }
    struct item item = {.id = id, .fallacy = fallacy};
    check_unique(checklist, node, id);
    item.question = required_text(node, "question");
    item.why = required_text(node, "why");
    const struct yaml_node *applies = yaml_get(node, "applies");
    if (applies != NULL && yaml_check_keys(applies, query_keys)) {
        fact_query_read(&item.applies, arena, applies);
    }
    read_evidence(&item, arena, node, rules);
    vec_push(&checklist->items, item);
}

void checklist_load(struct checklist *checklist, struct arena *arena, const char *file,
                    const struct rule_set *rules)
{
    static const char *const known[] = {"title", "bands", "fallacies", "items", NULL};
    checklist->file = arena_copy(arena, file, strlen(file));
    checklist->title = "";
    const struct yaml_node *root = yaml_read_file(arena, file);
    if (root == NULL) {
        return;
    }
    if (root->kind != YAML_MAP) {
        yaml_error(root, false, "expected a checklist: a map with title, bands, fallacies, items");
        return;
    }
    yaml_check_keys(root, known);
    checklist->title = required_text(root, "title");
    const struct yaml_node *node;
    for (node = list_items(root, "bands"); node != NULL; node = node->next) {
        read_band(checklist, node);
    }
    for (node = list_items(root, "fallacies"); node != NULL; node = node->next) {
        read_fallacy(checklist, node);
    }
    for (node = list_items(root, "items"); node != NULL; node = node->next) {
        read_item(checklist, arena, node, rules);
    }
}

void checklist_finish(struct checklist *checklist)
{
    for (uint32_t i = 0; i < checklist->items.count; i++) {
        const struct item *item = &checklist->items.items[i];
        predicate_finish(&item->applies.when);
        for (uint32_t j = 0; j < item->evidence_count; j++) {
            predicate_finish(&item->evidence[j].query.when);
            predicate_finish(&item->evidence[j].hold);
            predicate_finish(&item->evidence[j].measure.each.when);
            pattern_destroy(item->evidence[j].contains);
        }
    }
    vec_finish(&checklist->fallacies);
    vec_finish(&checklist->bands);
    vec_finish(&checklist->items);
}
