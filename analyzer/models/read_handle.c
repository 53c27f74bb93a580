/* Handle kinds with their settings and options. */
#include "models/load.h"

#include <string.h>

/* A kind by its own name, or as "library.kind" when two libraries have one of that name. */
static bool kind_is_named(const struct model_handle_kind *kind, const char *name)
{
    const char *library = kind->library->name;
    size_t length = strlen(library);
    return strcmp(kind->name, name) == 0 ||
           (strncmp(library, name, length) == 0 && name[length] == '.' &&
            strcmp(name + length + 1, kind->name) == 0);
}

static void report_kind(struct model_loader *loader, const struct yaml_node *node, const char *name)
{
    const struct model_set *set = loader->set;
    const char **names = load_candidates(loader, set->handle_kinds.count);
    for (uint32_t i = 1; i < set->handle_kinds.count; i++) {
        names[i - 1] = set->handle_kinds.items[i].name;
    }
    const char *nearest = text_nearest(name, names);
    yaml_error(node, false, "unknown kind of handle '%.80s'%s%s%s; name it under 'handles'", name,
               nearest != NULL ? ", did you mean '" : "", nearest != NULL ? nearest : "",
               nearest != NULL ? "'?" : "");
}

static uint32_t find_own_kind(const struct model_loader *loader, const char *name)
{
    const struct model_set *set = loader->set;
    for (uint32_t i = 1; i < set->handle_kinds.count; i++) {
        if (set->handle_kinds.items[i].library == loader->library &&
            kind_is_named(&set->handle_kinds.items[i], name)) {
            return i;
        }
    }
    return 0;
}

/* The library's own kind of that name, else the only one of any other library. */
static uint32_t find_kind(struct model_loader *loader, const struct yaml_node *node,
                          const char *name)
{
    const struct model_set *set = loader->set;
    uint32_t found = find_own_kind(loader, name);
    if (found != 0) {
        return found;
    }
    for (uint32_t i = 1; i < set->handle_kinds.count; i++) {
        const struct model_handle_kind *kind = &set->handle_kinds.items[i];
        if (!kind_is_named(kind, name)) {
            continue;
        }
        if (found != 0) {
            yaml_error(node, false,
                       "both %s and %s have a kind of handle '%s'; write LIBRARY.KIND to say which",
                       set->handle_kinds.items[found].library->name, kind->library->name, name);
            return 0;
        }
        found = i;
    }
    if (found == 0) {
        report_kind(loader, node, name);
    }
    return found;
}

uint32_t load_kind(struct model_loader *loader, const struct yaml_node *node)
{
    const char *name = yaml_string(node, NULL);
    if (name == NULL || strcmp(name, "none") == 0) {
        return 0;
    }
    return find_kind(loader, node, name);
}

setting_id load_setting(struct model_loader *loader, const struct yaml_node *node, const char *name,
                        uint32_t kind)
{
    const struct model_set *set = loader->set;
    const char **names = load_candidates(loader, set->settings.count);
    uint32_t count = 0;
    for (uint32_t i = 1; i < set->settings.count; i++) {
        if (set->settings.items[i].handle_kind != kind) {
            continue;
        }
        names[count++] = set->settings.items[i].name;
        if (strcmp(set->settings.items[i].name, name) == 0) {
            return i;
        }
    }
    bool at_key = node->key != NULL && strcmp(node->key, name) == 0;
    const char *nearest = text_nearest(name, names);
    if (kind == 0) {
        yaml_error(node, at_key, "the setting '%.80s' belongs to no handle here; say its 'kind'",
                   name);
    } else {
        yaml_error(node, at_key, "'%s' has no setting '%.80s'%s%s%s",
                   set->handle_kinds.items[kind].name, name,
                   nearest != NULL ? ", did you mean '" : "", nearest != NULL ? nearest : "",
                   nearest != NULL ? "'?" : "");
    }
    return 0;
}

static setting_id add_setting(struct model_loader *loader, const struct yaml_node *node,
                              uint32_t kind)
{
    struct model_set *set = loader->set;
    str_id name = strtab_add_text(&set->names, node->key);
    struct model_setting setting = {.name = strtab_text(&set->names, name), .handle_kind = kind};
    for (uint32_t i = 1; i < set->settings.count; i++) {
        if (set->settings.items[i].handle_kind == kind &&
            set->settings.items[i].name == setting.name) {
            yaml_error(node, true, "the setting '%s' stands twice; keep one of them", node->key);
            return i;
        }
    }
    if (node->kind == YAML_MAP) {
        setting.unit_ns = load_unit(yaml_get(node, "unit"), 0);
        setting.initial = load_number(loader, yaml_get(node, "initial"), 0);
        setting.transient = yaml_bool(yaml_get(node, "transient"), false);
    }
    vec_push(&set->settings, setting);
    return set->settings.count - 1;
}

static void load_settings(struct model_loader *loader, const struct yaml_node *node, uint32_t kind)
{
    static const char *const keys[] = {"unit", "initial", "transient", NULL};
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_MAP) {
        yaml_error(node, false, "'settings' must be a map of names and what they are");
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        yaml_check_keys(child, keys);
        (void)add_setting(loader, child, kind);
    }
}

/* Options are read before what they clear, which may come later in the file. */
static void load_options(struct model_loader *loader, const struct yaml_node *node, uint32_t kind)
{
    static const char *const keys[] = {"unit", "initial", "as", "clears", NULL};
    static const char *const readings[] = {"value",         "pointee", "timeval", "timespec",
                                           "timeval_value", "text",    NULL};
    static const enum model_reading reading_of[] = {READING_VALUE,         READING_POINTEE,
                                                    READING_TIMEVAL,       READING_TIMESPEC,
                                                    READING_TIMEVAL_VALUE, READING_TEXT};
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_MAP) {
        yaml_error(node, false, "'options' must be a map of constants and what they set");
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct yaml_node name = *child;
        name.kind = YAML_SCALAR;
        name.text = child->key;
        name.line = child->key_line;
        name.column = child->key_column;
        yaml_check_keys(child, keys);
        struct model_option option = {.handle_kind = kind};
        option.key = load_number(loader, &name, 0);
        option.setting = add_setting(loader, child, kind);
        option.reading = reading_of[yaml_choice(yaml_get(child, "as"), readings, 0)];
        vec_push(&loader->set->options, option);
    }
}

static void load_clears(struct model_loader *loader, const struct yaml_node *node,
                        struct model_option *option)
{
    const struct yaml_node *list = yaml_get(node, "clears");
    if (list == NULL) {
        return;
    }
    if (list->kind != YAML_LIST) {
        yaml_error(list, false, "'clears' must be a list of settings");
        return;
    }
    setting_id *clears = arena_alloc(&loader->set->arena, list->count * sizeof *clears);
    for (const struct yaml_node *item = list->first; item != NULL; item = item->next) {
        const char *name = yaml_string(item, NULL);
        if (name != NULL) {
            clears[option->clear_count++] = load_setting(loader, item, name, option->handle_kind);
        }
    }
    option->clears = clears;
}

static void load_all_clears(struct model_loader *loader, const struct yaml_node *node,
                            uint32_t first_option)
{
    if (node == NULL || node->kind != YAML_MAP) {
        return;
    }
    uint32_t index = first_option;
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        load_clears(loader, child, &loader->set->options.items[index++]);
    }
}

static void add_kind(struct model_loader *loader, const struct yaml_node *node)
{
    struct model_set *set = loader->set;
    str_id name = strtab_add_text(&set->names, node->key);
    struct model_handle_kind kind = {.name = strtab_text(&set->names, name),
                                     .type = load_text(loader, yaml_get(node, "type")),
                                     .library = loader->library};
    vec_push(&set->handle_kinds, kind);
}

/* `held: SETTING`: handles of this kind are locks. */
static void load_held(struct model_loader *loader, const struct yaml_node *node, uint32_t kind)
{
    const char *name = yaml_string(node, NULL);
    setting_id setting = name == NULL ? 0 : load_setting(loader, node, name, kind);
    if (setting != 0) {
        loader->set->settings.items[setting].lock = true;
    }
}

void load_kinds(struct model_loader *loader, const struct yaml_node *handles)
{
    static const char *const keys[] = {"type",   "idempotency_key", "settings", "options",
                                       "bounds", "methods",         "held",     NULL};
    struct model_set *set = loader->set;
    if (handles == NULL) {
        return;
    }
    if (handles->kind != YAML_MAP) {
        yaml_error(handles, false, "'handles' must be a map of kinds of handles");
        return;
    }
    for (const struct yaml_node *child = handles->first; child != NULL; child = child->next) {
        yaml_check_keys(child, keys);
        add_kind(loader, child);
        uint32_t kind = set->handle_kinds.count - 1;
        uint32_t first_option = set->options.count;
        load_settings(loader, yaml_get(child, "settings"), kind);
        load_options(loader, yaml_get(child, "options"), kind);
        load_all_clears(loader, yaml_get(child, "options"), first_option);
        const struct yaml_node *key = yaml_get(child, "idempotency_key");
        const char *key_name = yaml_string(key, NULL);
        if (key_name != NULL) {
            set->handle_kinds.items[kind].key_setting = load_setting(loader, key, key_name, kind);
        }
        load_held(loader, yaml_get(child, "held"), kind);
    }
}
