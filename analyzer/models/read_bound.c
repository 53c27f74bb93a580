/* The bounds of a handle kind, and which of its settings decide what is sent. */
#include "models/load.h"

#include <string.h>

static struct model_condition read_condition(struct model_loader *loader,
                                             const struct yaml_node *node, uint32_t kind);

static struct model_condition read_parts(struct model_loader *loader, const struct yaml_node *list,
                                         uint32_t kind, enum model_condition_kind how)
{
    struct model_condition condition = {.kind = how};
    if (list->kind != YAML_LIST) {
        yaml_error(list, false, "'%s' must be a list of conditions, such as [{SETTING: {gt: 0}}]",
                   list->key);
        return condition;
    }
    struct model_condition *parts = arena_alloc(&loader->set->arena, list->count * sizeof *parts);
    for (const struct yaml_node *item = list->first; item != NULL; item = item->next) {
        parts[condition.part_count++] = read_condition(loader, item, kind);
    }
    condition.parts = parts;
    return condition;
}

/* `SETTING: {gt: 0}`; a set with holes becomes one condition a piece. */
static struct model_condition read_setting(struct model_loader *loader,
                                           const struct yaml_node *node, uint32_t kind)
{
    uint32_t count;
    const struct model_range *ranges = load_ranges(loader, node, &count);
    struct model_condition condition = {.kind = CONDITION_ANY, .part_count = count};
    setting_id setting = load_setting(loader, node, node->key, kind);
    struct model_condition *parts = arena_alloc(&loader->set->arena, count * sizeof *parts);
    for (uint32_t i = 0; i < count; i++) {
        parts[i].kind = CONDITION_SETTING;
        parts[i].setting = setting;
        parts[i].range = ranges[i];
    }
    condition.parts = parts;
    return count == 1 ? parts[0] : condition;
}

static struct model_condition read_member(struct model_loader *loader, const struct yaml_node *node,
                                          uint32_t kind)
{
    if (strcmp(node->key, "any") == 0) {
        return read_parts(loader, node, kind, CONDITION_ANY);
    }
    if (strcmp(node->key, "all") == 0) {
        return read_parts(loader, node, kind, CONDITION_ALL);
    }
    return read_setting(loader, node, kind);
}

static struct model_condition read_condition(struct model_loader *loader,
                                             const struct yaml_node *node, uint32_t kind)
{
    struct model_condition condition = {.kind = CONDITION_ANY};
    if (node->kind != YAML_MAP || node->count != 1) {
        yaml_error(node, false,
                   "a condition is a map of one setting, {SETTING: {gt: 0}}, or of any or all");
        return condition;
    }
    return read_member(loader, node->first, kind);
}

static void load_bound_entry(struct model_loader *loader, const struct yaml_node *node,
                             uint32_t kind)
{
    static const char *const keys[] = {"any", "all", "always", "default", "advice", NULL};
    struct model_set *set = loader->set;
    str_id name = strtab_add_text(&set->names, node->key);
    struct model_bound bound = {.name = strtab_text(&set->names, name), .handle_kind = kind};
    const struct yaml_node *any = yaml_get(node, "any");
    const struct yaml_node *all = yaml_get(node, "all");
    const struct yaml_node *always = yaml_get(node, "always");
    yaml_check_keys(node, keys);
    bound.condition.kind = CONDITION_ANY; /* without parts: never */
    if ((any != NULL) + (all != NULL) + (always != NULL) > 1) {
        yaml_error(node, true,
                   "a bound has one of 'any', 'all' and 'always'; nest the others in it");
    } else if (any != NULL || all != NULL) {
        bound.condition = read_member(loader, any != NULL ? any : all, kind);
    } else if (yaml_bool(always, false)) {
        bound.condition.kind = CONDITION_ALWAYS;
    } else if (yaml_get(node, "default") == NULL) {
        yaml_error(node, true, "the bound '%s' needs 'any', 'all', 'always' or a 'default'",
                   node->key);
    }
    bound.default_ms = load_duration_ms(yaml_get(node, "default"));
    bound.advice = load_text(loader, yaml_get(node, "advice"));
    vec_push(&set->bounds, bound);
}

static void load_method(struct model_loader *loader, const struct yaml_node *node, uint32_t kind)
{
    static const char *const keys[] = {"when", "name", "idempotent", NULL};
    struct model_method method = {.range = {1, INT64_MAX}};
    uint32_t count = 1;
    if (!yaml_check_keys(node, keys)) {
        return;
    }
    const struct yaml_node *when = yaml_get(node, "when");
    const struct model_range *ranges = load_ranges(loader, when, &count);
    if (when != NULL && count != 1) {
        yaml_error(when, false, "expected one range of values, such as {gt: 0}");
    } else if (when != NULL) {
        method.range = ranges[0];
    }
    method.setting = load_setting(loader, node, node->key, kind);
    method.name = load_text(loader, yaml_get(node, "name"));
    method.idempotent = load_answer(yaml_get(node, "idempotent"), ANSWER_UNKNOWN);
    vec_push(&loader->set->methods, method);
}

static void load_each(struct model_loader *loader, const struct yaml_node *map, uint32_t kind,
                      void (*read)(struct model_loader *, const struct yaml_node *, uint32_t))
{
    if (map == NULL) {
        return;
    }
    if (map->kind != YAML_MAP) {
        yaml_error(map, false, "'%s' must be a map", map->key);
        return;
    }
    for (const struct yaml_node *child = map->first; child != NULL; child = child->next) {
        read(loader, child, kind);
    }
}

/* The kind that load_kinds made of this key. */
static uint32_t own_kind(struct model_loader *loader, const char *name)
{
    const struct model_set *set = loader->set;
    for (uint32_t i = 1; i < set->handle_kinds.count; i++) {
        if (set->handle_kinds.items[i].library == loader->library &&
            strcmp(set->handle_kinds.items[i].name, name) == 0) {
            return i;
        }
    }
    return 0;
}

void load_bounds(struct model_loader *loader, const struct yaml_node *handles)
{
    if (handles == NULL || handles->kind != YAML_MAP) {
        return;
    }
    for (const struct yaml_node *child = handles->first; child != NULL; child = child->next) {
        uint32_t kind = own_kind(loader, child->key);
        load_each(loader, yaml_get(child, "bounds"), kind, load_bound_entry);
        load_each(loader, yaml_get(child, "methods"), kind, load_method);
    }
}

uint32_t load_bound(struct model_loader *loader, const struct yaml_node *node, uint32_t kind)
{
    const struct model_set *set = loader->set;
    const char *text = yaml_string(node, NULL);
    if (text == NULL) {
        return 0;
    }
    const char *dot = strrchr(text, '.');
    const char *name = dot != NULL ? dot + 1 : text;
    if (dot != NULL) {
        struct yaml_node other = *node;
        other.text = arena_copy(&loader->scratch, text, (size_t)(dot - text));
        kind = load_kind(loader, &other);
    }
    const char **names = load_candidates(loader, set->bounds.count);
    uint32_t count = 0;
    for (uint32_t i = 1; i < set->bounds.count; i++) {
        if (set->bounds.items[i].handle_kind != kind) {
            continue;
        }
        if (strcmp(set->bounds.items[i].name, name) == 0) {
            return i;
        }
        names[count++] = set->bounds.items[i].name;
    }
    const char *nearest = text_nearest(name, names);
    if (kind != 0) {
        yaml_error(node, false, "'%s' has no bound '%.80s'%s%s%s",
                   set->handle_kinds.items[kind].name, name,
                   nearest != NULL ? ", did you mean '" : "", nearest != NULL ? nearest : "",
                   nearest != NULL ? "'?" : "");
    }
    return 0;
}
