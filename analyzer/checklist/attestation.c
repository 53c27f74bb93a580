#include "checklist/attestation.h"

#include "base/diag.h"
#include "checklist/date.h"

static const struct item *find_item(const struct checklist *checklist, struct arena *arena,
                                    const struct yaml_node *map)
{
    const struct yaml_node *node = yaml_get(map, "item");
    uint32_t count = checklist->items.count;
    const char **ids = arena_alloc(arena, (count + 1) * sizeof *ids);
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = checklist->items.items[i].id;
    }
    if (node == NULL) {
        yaml_error(map, false, "'item' is missing, expected the id of a checklist item");
        return NULL;
    }
    int index = yaml_choice(node, ids, -1);
    return index < 0 ? NULL : &checklist->items.items[index];
}

/* An answer without an end lasts as long as its item allows; a waiver always names its end. */
static bool read_end(struct attestation *entry, struct arena *arena, const struct yaml_node *map,
                     int64_t allowed)
{
    if (!entry->waiver && yaml_get(map, "until") == NULL) {
        entry->ends = entry->given + allowed;
        entry->until = date_format(arena, entry->ends);
        return true;
    }
    if (!date_read(map, "until", &entry->ends)) {
        return false;
    }
    entry->until = yaml_get(map, "until")->text;
    if (entry->ends < entry->given) {
        yaml_error(yaml_get(map, "until"), false, "'until' lies before 'date'");
        return false;
    }
    if (!entry->waiver && entry->ends - entry->given > allowed) {
        yaml_error(yaml_get(map, "until"), false,
                   "this answer would last %d days, the checklist allows %d for '%s'",
                   (int)(entry->ends - entry->given), (int)allowed, entry->item);
        return false;
    }
    return true;
}

static bool read_dates(struct attestation *entry, struct arena *arena, const struct yaml_node *map,
                       int64_t allowed, int64_t today)
{
    if (!date_read(map, "date", &entry->given)) {
        return false;
    }
    entry->date = yaml_get(map, "date")->text;
    if (entry->given > today) {
        yaml_error(yaml_get(map, "date"), false, "'date' lies in the future");
        return false;
    }
    return read_end(entry, arena, map, allowed);
}

static bool read_entry(struct attestation *entry, struct arena *arena, const struct yaml_node *map,
                       const struct checklist *checklist, int64_t today)
{
    static const char *const answer_keys[] = {"item",  "answer", "by",   "date",
                                              "until", "reason", "link", NULL};
    static const char *const waiver_keys[] = {"item",   "by",   "date", "until",
                                              "reason", "link", NULL};
    static const char *const answers[] = {"yes", "no", "not-applicable", NULL};
    uint32_t before = diag_count(DIAG_ERROR);
    if (!yaml_check_keys(map, entry->waiver ? waiver_keys : answer_keys)) {
        return false;
    }
    const struct item *item = find_item(checklist, arena, map);
    if (item == NULL) {
        return false;
    }
    int64_t allowed = item_attest_days(item);
    if (!entry->waiver && allowed == 0) {
        yaml_error(yaml_get(map, "item"), false,
                   "'%s' is answered by the code alone; accept a failure under 'waivers'",
                   item->id);
        return false;
    }
    entry->item = item->id;
    entry->answer = (enum answer)yaml_choice(yaml_get(map, "answer"), answers, ANSWER_YES);
    entry->by = required_text(map, "by");
    entry->reason = required_text(map, "reason");
    entry->link = yaml_string(yaml_get(map, "link"), NULL);
    return read_dates(entry, arena, map, allowed, today) && diag_count(DIAG_ERROR) == before;
}

static void check_twin(const struct attestation_list *list, const struct attestation *entry,
                       const struct yaml_node *map)
{
    const struct attestation *old = attestations_find(list, entry->item, entry->waiver);
    if (old != NULL && old->given == entry->given) {
        yaml_error(yaml_get(map, "item"), false, "'%s' has two %s of %s; keep one of them",
                   entry->item, entry->waiver ? "waivers" : "answers", entry->date);
    }
}

static void read_list(struct attestation_list *list, struct arena *arena,
                      const struct yaml_node *node, bool waiver, const struct checklist *checklist,
                      int64_t today)
{
    if (node == NULL || node->kind == YAML_NULL) {
        return;
    }
    if (node->kind != YAML_LIST) {
        yaml_error(node, false, "expected a list for '%s'", node->key);
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct attestation entry = {.waiver = waiver};
        if (read_entry(&entry, arena, child, checklist, today)) {
            check_twin(list, &entry, child);
            vec_push(&list->entries, entry);
        }
    }
}

void attestations_load(struct attestation_list *list, struct arena *arena, const char *file,
                       const struct checklist *checklist, int64_t today)
{
    static const char *const known[] = {"attestations", "waivers", NULL};
    const struct yaml_node *root = yaml_read_file(arena, file);
    if (root == NULL || root->kind == YAML_NULL || !yaml_check_keys(root, known)) {
        return;
    }
    read_list(list, arena, yaml_get(root, "attestations"), false, checklist, today);
    read_list(list, arena, yaml_get(root, "waivers"), true, checklist, today);
}

const struct attestation *attestations_find(const struct attestation_list *list, const char *item,
                                            bool waiver)
{
    const struct attestation *newest = NULL;
    for (uint32_t i = 0; i < list->entries.count; i++) {
        const struct attestation *entry = &list->entries.items[i];
        if (entry->waiver == waiver && strcmp(entry->item, item) == 0 &&
            (newest == NULL || entry->given > newest->given)) {
            newest = entry;
        }
    }
    return newest;
}

void attestations_finish(struct attestation_list *list)
{
    vec_finish(&list->entries);
}
