/* Loads rules/ID/rule.yaml. */
#include "base/diag.h"
#include "base/file.h"
#include "rules/rules.h"
#include "rules/template.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

/* `on:` of the rules that the engine applies itself, to the suppressions in the sources. */
#define ON_SUPPRESSION "suppression"

static const char *const fallacies[] = {
    "network-is-reliable",    "latency-is-zero",          "bandwidth-is-infinite",
    "network-is-secure",      "topology-does-not-change", "one-administrator",
    "transport-cost-is-zero", "network-is-homogeneous",   NULL};

static const char *const severities[] = {"note", "warning", "error", NULL};

const char *severity_name(enum severity severity)
{
    return severities[severity];
}

static enum fact_kind read_kind(const struct yaml_node *node)
{
    const char *names[FACT_KIND_COUNT + 1];
    uint32_t count = 0;
    for (int kind = FACT_NONE + 1; kind < FACT_KIND_COUNT; kind++) {
        names[count++] = fact_kind_name((enum fact_kind)kind);
    }
    names[count] = ON_SUPPRESSION;
    names[count + 1] = NULL;
    int choice = yaml_choice(node, names, (int)count);
    return choice == (int)count ? FACT_NONE : (enum fact_kind)(choice + 1);
}

static void read_advice(struct rule_set *rules, struct rule *rule, const struct yaml_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_MAP) {
        yaml_error(node, false, "expected a map of libraries, each with its advice, and 'default'");
        return;
    }
    struct rule_advice *advice = arena_alloc(&rules->arena, node->count * sizeof *advice);
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        bool is_default = strcmp(child->key, "default") == 0;
        advice[rule->advice_count++] =
            (struct rule_advice){is_default ? NULL : child->key, template_read(child, rule->on)};
    }
    rule->advice = advice;
}

static void read_remedy(struct rule *rule, const struct yaml_node *node)
{
    static const char *const known[] = {"function", "header", "docs", NULL};
    if (node == NULL || !yaml_check_keys(node, known)) {
        return;
    }
    rule->remedy = yaml_string(yaml_get(node, "function"), NULL);
    rule->header = yaml_string(yaml_get(node, "header"), NULL);
    rule->docs = yaml_string(yaml_get(node, "docs"), NULL);
    for (size_t i = 0; known[i] != NULL; i++) {
        if (yaml_get(node, known[i]) == NULL) {
            yaml_error(node, true,
                       "a remedy needs '%s': it names the function of libresil that helps, its "
                       "header, and where it is described",
                       known[i]);
        }
    }
}

/* `escalate: {severity: error, when: {...}}` */
static void read_escalation(struct rule_set *rules, struct rule *rule, const struct yaml_node *node)
{
    static const char *const known[] = {"severity", "when", NULL};
    if (node == NULL || !yaml_check_keys(node, known)) {
        return;
    }
    const struct yaml_node *when = yaml_get(node, "when");
    const struct yaml_node *severity = yaml_get(node, "severity");
    if (rule->on == FACT_NONE || when == NULL || severity == NULL) {
        yaml_error(node, true, "'escalate' needs 'severity' and 'when', in a rule that has 'when'");
        return;
    }
    rule->escalates = true;
    rule->escalated = (enum severity)yaml_choice(severity, severities, (int)rule->severity);
    rule->escalate_when = predicate_read(&rules->arena, when, rule->on);
}

static void check_id(const struct rule *rule, const struct yaml_node *top, const char *name)
{
    const struct yaml_node *node = yaml_get(top, "id");
    size_t length = strlen(rule->id);
    if (node == NULL) {
        return;
    }
    if (strspn(rule->id, "abcdefghijklmnopqrstuvwxyz0123456789-") != length || length == 0) {
        yaml_error(node, false, "the id '%.80s' is not of lower-case letters, digits and hyphens",
                   rule->id);
    } else if (strcmp(rule->id, name) != 0) {
        yaml_error(node, false, "the id '%.80s' differs from the folder's name '%.80s'", rule->id,
                   name);
    }
}

static void check_required(const struct yaml_node *top)
{
    static const char *const required[] = {"id", "title",   "fallacy", "severity",
                                           "on", "message", "why",     NULL};
    for (uint32_t i = 0; required[i] != NULL; i++) {
        if (yaml_get(top, required[i]) == NULL) {
            yaml_error(top, false, "the rule has no '%s', which every rule needs", required[i]);
        }
    }
}

static struct rule read_rule(struct rule_set *rules, const struct yaml_node *top, const char *name)
{
    static const char *const known[] = {"id",       "title",  "fallacy", "severity",
                                        "on",       "when",   "message", "why",
                                        "escalate", "advice", "remedy",  NULL};
    struct rule rule = {0};
    yaml_check_keys(top, known);
    check_required(top);
    rule.id = yaml_string(yaml_get(top, "id"), name);
    rule.title = yaml_string(yaml_get(top, "title"), "");
    rule.fallacy = fallacies[yaml_choice(yaml_get(top, "fallacy"), fallacies, 0)];
    rule.severity = (enum severity)yaml_choice(yaml_get(top, "severity"), severities, 0);
    rule.on = read_kind(yaml_get(top, "on"));
    rule.message = template_read(yaml_get(top, "message"), rule.on);
    rule.why = yaml_string(yaml_get(top, "why"), "");
    const struct yaml_node *when = yaml_get(top, "when");
    if (rule.on == FACT_NONE && when != NULL) {
        yaml_error(when, true, "a rule on suppressions takes no 'when'");
    } else if (rule.on != FACT_NONE && when == NULL && yaml_get(top, "on") != NULL) {
        yaml_error(top, false, "the rule has no 'when', so it would match every fact");
    } else {
        rule.when = predicate_read(&rules->arena, when, rule.on);
    }
    read_escalation(rules, &rule, yaml_get(top, "escalate"));
    read_advice(rules, &rule, yaml_get(top, "advice"));
    read_remedy(&rule, yaml_get(top, "remedy"));
    check_id(&rule, top, name);
    return rule;
}

/* Keeps the rules ordered by id. */
static void insert_rule(struct rule_set *rules, struct rule rule, const struct yaml_node *top)
{
    const struct rule *other = rules_find(rules, rule.id);
    if (other != NULL) {
        yaml_error(top, false, "the rule '%s' is already defined in %s", rule.id, other->folder);
        predicate_finish(&rule.when);
        predicate_finish(&rule.escalate_when);
        return;
    }
    vec_push(&rules->rules, rule);
    uint32_t at = rules->rules.count - 1;
    for (; at > 0 && strcmp(rules->rules.items[at - 1].id, rule.id) > 0; at--) {
        rules->rules.items[at] = rules->rules.items[at - 1];
    }
    rules->rules.items[at] = rule;
}

static void load_rule(struct rule_set *rules, const char *folder, const char *name)
{
    const char *path = path_join(&rules->arena, folder, name);
    const char *file = path_join(&rules->arena, path, "rule.yaml");
    if (!folder_exists(path)) {
        return;
    }
    if (!file_exists(file)) {
        diag(DIAG_ERROR, (struct diag_place){.file = path},
             "a folder among the rules without 'rule.yaml', expected that file in it");
        return;
    }
    const struct yaml_node *top = yaml_read_file(&rules->arena, file);
    if (top == NULL) {
        return;
    }
    if (top->kind != YAML_MAP) {
        yaml_error(top, false, "expected a rule: a map with 'id', 'on', 'when' and so on");
        return;
    }
    struct rule rule = read_rule(rules, top, name);
    rule.folder = path;
    insert_rule(rules, rule, top);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void rules_load_folder(struct rule_set *rules, const char *folder)
{
    DIR *directory = opendir(folder);
    VEC(const char *) names = {0};
    if (directory == NULL) {
        diag(DIAG_ERROR, (struct diag_place){.file = folder},
             "the folder of rules cannot be read (%s); give one that holds ID/rule.yaml",
             strerror(errno));
        return;
    }
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (entry->d_name[0] != '.') {
            vec_push(&names, arena_copy(&rules->arena, entry->d_name, strlen(entry->d_name)));
        }
    }
    closedir(directory);
    if (names.count > 0) {
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    }
    for (uint32_t i = 0; i < names.count; i++) {
        load_rule(rules, folder, names.items[i]);
    }
    vec_finish(&names);
}

const struct rule *rules_find(const struct rule_set *rules, const char *id)
{
    for (uint32_t i = 0; i < rules->rules.count; i++) {
        if (strcmp(rules->rules.items[i].id, id) == 0) {
            return &rules->rules.items[i];
        }
    }
    return NULL;
}

const char *rules_nearest(const struct rule_set *rules, const char *id)
{
    VEC(const char *) ids = {0};
    for (uint32_t i = 0; i < rules->rules.count; i++) {
        vec_push(&ids, rules->rules.items[i].id);
    }
    vec_push(&ids, NULL);
    const char *nearest = text_nearest(id, ids.items);
    vec_finish(&ids);
    return nearest;
}

const char *rule_advice_for(const struct rule *rule, const struct fact *fact, struct arena *arena)
{
    bool has_library = fact != NULL && fact_field_belongs(FIELD_library, fact->kind);
    const char *library = has_library ? fact_text(fact, FIELD_library) : "";
    const char *text = NULL;
    for (uint32_t i = 0; i < rule->advice_count; i++) {
        const struct rule_advice *advice = &rule->advice[i];
        if (advice->library != NULL && strcmp(advice->library, library) == 0) {
            text = advice->text;
            break;
        }
        if (advice->library == NULL) {
            text = advice->text;
        }
    }
    return text == NULL || fact == NULL ? text : template_fill(arena, text, fact);
}

void rule_set_finish(struct rule_set *rules)
{
    for (uint32_t i = 0; i < rules->rules.count; i++) {
        predicate_finish(&rules->rules.items[i].when);
        predicate_finish(&rules->rules.items[i].escalate_when);
    }
    vec_finish(&rules->rules);
    arena_finish(&rules->arena);
}
