/* Reads `.resilint.yaml`. */
#include "base/file.h"
#include "base/yaml.h"
#include "rules/config.h"

#include <string.h>

#define CONFIG_NAME ".resilint.yaml"

/* Appends the text, or the texts of the list. */
static void read_texts(const struct yaml_node *node, config_texts *out)
{
    bool is_list = node != NULL && node->kind == YAML_LIST;
    const struct yaml_node *item = is_list ? node->first : node;
    for (; item != NULL; item = is_list ? item->next : NULL) {
        const char *text = yaml_string(item, NULL);
        if (text != NULL) {
            vec_push(out, text);
        }
    }
}

static const char *read_path(struct config *config, const struct yaml_node *node)
{
    const char *text = yaml_string(node, NULL);
    return text == NULL ? NULL : path_join(&config->arena, config->folder, text);
}

static void read_paths(struct config *config, const struct yaml_node *node, config_texts *out)
{
    uint32_t before = out->count;
    read_texts(node, out);
    for (uint32_t i = before; i < out->count; i++) {
        out->items[i] = path_join(&config->arena, config->folder, out->items[i]);
    }
}

static bool read_setting(const struct yaml_node *node, struct rule_setting *setting)
{
    static const char *const choices[] = {"note", "warning", "error", "off", "on", "quieter", NULL};
    int choice = yaml_choice(node, choices, -1);
    setting->rule = node->key;
    setting->place = (struct diag_place){node->file, node->key_line, node->key_column};
    setting->kind = choice == 3   ? SETTING_OFF
                    : choice == 4 ? SETTING_ON
                    : choice == 5 ? SETTING_QUIETER
                                  : SETTING_SEVERITY;
    if (setting->kind == SETTING_SEVERITY) {
        setting->severity = (enum severity)choice;
    }
    return choice >= 0;
}

typedef VEC(struct rule_setting) setting_list;

static void read_settings(const struct yaml_node *node, setting_list *out)
{
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_MAP) {
        yaml_error(
            node, false,
            "expected a map of rule ids, each with on, off, note, warning, error or quieter");
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct rule_setting setting = {0};
        if (read_setting(child, &setting)) {
            vec_push(out, setting);
        }
    }
}

static void read_override(struct config *config, const struct yaml_node *node)
{
    static const char *const known[] = {"paths", "rules", NULL};
    config_texts globs = {0};
    setting_list settings = {0};
    if (!yaml_check_keys(node, known)) {
        return;
    }
    read_texts(yaml_get(node, "paths"), &globs);
    read_settings(yaml_get(node, "rules"), &settings);
    if (yaml_get(node, "paths") == NULL || yaml_get(node, "rules") == NULL) {
        yaml_error(node, false, "an override needs 'paths', a list of globs, and 'rules', a map");
    }
    struct config_override *override = vec_push_zero(&config->overrides);
    override->glob_count = globs.count;
    override->setting_count = settings.count;
    override->globs = config_keep(config, globs.items, globs.count * sizeof *globs.items);
    override->settings =
        config_keep(config, settings.items, settings.count * sizeof *settings.items);
    vec_finish(&globs);
    vec_finish(&settings);
}

static void read_overrides(struct config *config, const struct yaml_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_LIST) {
        yaml_error(node, false, "expected a list of overrides, each with 'paths' and 'rules'");
        return;
    }
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        read_override(config, item);
    }
}

static void read_rules(struct config *config, const struct yaml_node *node)
{
    setting_list settings = {0};
    read_settings(node, &settings);
    for (uint32_t i = 0; i < settings.count; i++) {
        vec_push(&config->settings, settings.items[i]);
    }
    vec_finish(&settings);
}

static void read_document(struct config *config, const struct yaml_node *top)
{
    static const char *const known[] = {"rules",   "overrides",   "include",   "exclude",
                                        "models",  "extra_rules", "checklist", "attestations",
                                        "fail_on", NULL};
    static const char *const gates[] = {"never", "note", "warning", "error", NULL};
    /* An empty file says nothing, which is no mistake. */
    if (top->kind == YAML_NULL) {
        return;
    }
    yaml_check_keys(top, known);
    read_rules(config, yaml_get(top, "rules"));
    read_overrides(config, yaml_get(top, "overrides"));
    read_texts(yaml_get(top, "include"), &config->include);
    read_texts(yaml_get(top, "exclude"), &config->exclude);
    read_paths(config, yaml_get(top, "models"), &config->models);
    read_paths(config, yaml_get(top, "extra_rules"), &config->rules);
    config->checklist = read_path(config, yaml_get(top, "checklist"));
    config->attestations = read_path(config, yaml_get(top, "attestations"));
    config->fail_on = yaml_choice(yaml_get(top, "fail_on"), gates, -1) - 1;
}

void config_read(struct config *config, const char *path)
{
    const char *here = path_working_directory(&config->arena);
    config->file = path_join(&config->arena, here, path);
    config->folder = path_join(&config->arena, config->file, "..");
    const struct yaml_node *top = yaml_read_file(&config->arena, path);
    if (top != NULL) {
        read_document(config, top);
    }
}

void config_find(struct config *config, const char *folder)
{
    const char *here = path_working_directory(&config->arena);
    const char *start = path_join(&config->arena, here, folder);
    for (const char *at = start;; at = path_join(&config->arena, at, "..")) {
        const char *path = path_join(&config->arena, at, CONFIG_NAME);
        if (file_exists(path)) {
            config_read(config, path);
            return;
        }
        if (strcmp(at, "/") == 0) {
            break;
        }
    }
    config->folder = start;
}
