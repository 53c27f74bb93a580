#include "rules/config.h"

#include "base/file.h"
#include "base/pattern.h"
#include "base/yaml.h"
#include "rules/rules.h"

#include <string.h>

#define EVERY_RULE "*"

/* Tests wait for ever and retry on purpose; what they do is worth knowing, not worth a red build.
 */
static const char *const test_globs[] = {"**/test/**", "**/tests/**", "test_*.c", "*_test.c"};
static const struct rule_setting test_settings[] = {
    {.rule = EVERY_RULE, .kind = SETTING_QUIETER},
};

void config_init(struct config *config)
{
    *config = (struct config){.fail_on = -2};
    config->folder = path_working_directory(&config->arena);
    vec_push(&config->overrides,
             ((struct config_override){
                 .globs = test_globs,
                 .glob_count = sizeof test_globs / sizeof test_globs[0],
                 .settings = test_settings,
                 .setting_count = sizeof test_settings / sizeof test_settings[0],
             }));
}

const void *config_keep(struct config *config, const void *items, size_t size)
{
    return size == 0 ? NULL : memcpy(arena_alloc(&config->arena, size), items, size);
}

void config_select(struct config *config, const char *rule)
{
    const char *copy = arena_copy(&config->arena, rule, strlen(rule));
    vec_push(&config->selected, copy);
}

void config_ignore(struct config *config, const char *rule)
{
    const char *copy = arena_copy(&config->arena, rule, strlen(rule));
    vec_push(&config->ignored, copy);
}

static void check_rule(const struct rule_set *rules, const char *id, struct diag_place place)
{
    if (strcmp(id, EVERY_RULE) == 0 || rules_find(rules, id) != NULL) {
        return;
    }
    const char *nearest = rules_nearest(rules, id);
    if (nearest != NULL) {
        diag(DIAG_ERROR, place, "unknown rule '%.80s', did you mean '%s'?", id, nearest);
    } else {
        diag(DIAG_ERROR, place, "unknown rule '%.80s', 'resilint rules' lists those there are", id);
    }
}

static void check_settings(const struct rule_set *rules, const struct rule_setting *settings,
                           uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        check_rule(rules, settings[i].rule, settings[i].place);
    }
}

void config_check_rules(const struct config *config, const struct rule_set *rules)
{
    check_settings(rules, config->settings.items, config->settings.count);
    for (uint32_t i = 0; i < config->overrides.count; i++) {
        const struct config_override *override = &config->overrides.items[i];
        check_settings(rules, override->settings, override->setting_count);
    }
    for (uint32_t i = 0; i < config->selected.count; i++) {
        check_rule(rules, config->selected.items[i], DIAG_NOWHERE);
    }
    for (uint32_t i = 0; i < config->ignored.count; i++) {
        check_rule(rules, config->ignored.items[i], DIAG_NOWHERE);
    }
}

static bool names_rule(const config_texts *list, const char *id)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static bool matches_glob(const char *const *globs, uint32_t count, const char *file)
{
    for (uint32_t i = 0; i < count; i++) {
        if (glob_matches(globs[i], file)) {
            return true;
        }
    }
    return false;
}

struct verdict {
    bool off;
    enum severity severity;
};

static void apply_settings(struct verdict *verdict, const struct rule *rule,
                           const struct rule_setting *settings, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct rule_setting *setting = &settings[i];
        if (strcmp(setting->rule, EVERY_RULE) != 0 && strcmp(setting->rule, rule->id) != 0) {
            continue;
        }
        if (setting->kind == SETTING_QUIETER) {
            verdict->severity -= verdict->severity > SEVERITY_NOTE;
            continue;
        }
        verdict->off = setting->kind == SETTING_OFF;
        verdict->severity = setting->kind == SETTING_SEVERITY ? setting->severity : rule->severity;
    }
}

bool config_rule_applies(const struct config *config, const struct rule *rule, const char *file,
                         enum severity *severity)
{
    struct verdict verdict = {.severity = rule->severity};
    const char *path = path_relative(config->folder, file);
    if (names_rule(&config->ignored, rule->id) ||
        (config->selected.count > 0 && !names_rule(&config->selected, rule->id))) {
        return false;
    }
    apply_settings(&verdict, rule, config->settings.items, config->settings.count);
    for (uint32_t i = 0; i < config->overrides.count; i++) {
        const struct config_override *override = &config->overrides.items[i];
        if (matches_glob(override->globs, override->glob_count, path)) {
            apply_settings(&verdict, rule, override->settings, override->setting_count);
        }
    }
    *severity = verdict.severity;
    return !verdict.off || names_rule(&config->selected, rule->id);
}

bool config_excludes(const struct config *config, const char *file)
{
    const char *path = path_relative(config->folder, file);
    if (config->include.count > 0 &&
        !matches_glob(config->include.items, config->include.count, path)) {
        return true;
    }
    return matches_glob(config->exclude.items, config->exclude.count, path);
}

void config_finish(struct config *config)
{
    vec_finish(&config->settings);
    vec_finish(&config->overrides);
    vec_finish(&config->include);
    vec_finish(&config->exclude);
    vec_finish(&config->models);
    vec_finish(&config->rules);
    vec_finish(&config->selected);
    vec_finish(&config->ignored);
    arena_finish(&config->arena);
}
