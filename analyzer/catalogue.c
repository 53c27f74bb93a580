#include "catalogue.h"

#include "base/diag.h"
#include "base/file.h"
#include "compdb/folder.h"
#include "knowledge.h"
#include "models/review.h"
#include "output.h"

static const size_t document_size_limit = (size_t)1 << 20;

static void list_rules(const struct knowledge *knowledge, struct text *out)
{
    for (uint32_t i = 0; i < knowledge->rules.rules.count; i++) {
        const struct rule *rule = &knowledge->rules.rules.items[i];
        text_printf(out, "%-28s %-8s %s\n", rule->id, severity_name(rule->severity), rule->title);
    }
}

static void list_models(const struct knowledge *knowledge, struct text *out)
{
    const struct model_set *models = &knowledge->models;
    for (uint32_t i = 0; i < models->libraries.count; i++) {
        const struct model_library *library = models->libraries.items[i];
        uint32_t count = 0;
        for (uint32_t k = 1; k < models->functions.count; k++) {
            count += models->functions.items[k].library == library;
        }
        text_printf(out, "%-14s %4u functions  %s\n", library->name, count, library->title);
    }
}

static const struct model_library *library_of(const struct model_set *models, const char *path)
{
    for (uint32_t i = 0; i < models->libraries.count; i++) {
        if (strcmp(models->libraries.items[i]->file, path) == 0) {
            return models->libraries.items[i];
        }
    }
    return NULL;
}

/* Models of the house, beside those that are known. */
static void check_models(struct knowledge *knowledge, const struct options *options,
                         struct text *out)
{
    for (uint32_t i = 0; i < options->check.count; i++) {
        const char *path = options->check.items[i];
        uint32_t mistakes = diag_count(DIAG_ERROR);
        models_load_file(&knowledge->models, path);
        const struct model_library *library = library_of(&knowledge->models, path);
        if (library == NULL || diag_count(DIAG_ERROR) != mistakes) {
            continue;
        }
        models_review(&knowledge->models, library);
        text_printf(out, "%s: %s\n", path, library->title);
        models_tell(&knowledge->models, library, out);
    }
}

static void list_checklists(const struct knowledge *knowledge, struct text *out)
{
    struct arena arena = {0};
    struct folder_entries entries = {0};
    const char *folder = path_join(&arena, knowledge->data, "checklists");
    folder_read(&entries, &arena, folder);
    for (uint32_t i = 0; i < entries.items.count; i++) {
        const char *path = path_join(&arena, folder, entries.items.items[i].name);
        const char *dot = strrchr(path, '.');
        if (dot != NULL && strcmp(dot, ".yaml") == 0) {
            const struct yaml_node *root = yaml_read_file(&arena, path);
            text_printf(out, "%-28s %3u items  %s\n", entries.items.items[i].name,
                        yaml_get(root, "items") == NULL ? 0 : yaml_get(root, "items")->count,
                        yaml_string(yaml_get(root, "title"), ""));
        }
    }
    folder_entries_finish(&entries);
    arena_finish(&arena);
}

static void unknown_rule(const struct knowledge *knowledge, const char *id)
{
    uint32_t count = knowledge->rules.rules.count;
    const char **ids = memory_resize(NULL, count + 1, sizeof *ids);
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = knowledge->rules.rules.items[i].id;
    }
    ids[count] = NULL;
    const char *nearest = text_nearest(id, ids);
    if (nearest != NULL) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "unknown rule '%s': did you mean %s?", id, nearest);
    } else {
        diag(DIAG_ERROR, DIAG_NOWHERE, "unknown rule '%s': resilint rules lists them", id);
    }
    free(ids);
}

/* A rule's README is its explanation; without one its own sentences have to do. */
static void explain(const struct knowledge *knowledge, const char *id, struct text *out)
{
    const struct rule *rule = rules_find(&knowledge->rules, id);
    struct arena arena = {0};
    size_t length = 0;
    if (rule == NULL) {
        unknown_rule(knowledge, id);
        return;
    }
    const char *readme = path_join(&arena, rule->folder, "README.md");
    const char *bytes = file_read(&arena, readme, document_size_limit, &length);
    if (bytes != NULL) {
        text_put(out, bytes, length);
    } else {
        text_printf(out, "# %s\n\n%s\n\n%s\n", rule->id, rule->title, rule->why);
    }
    text_printf(out,
                "\nSeverity: %s. Suppress one finding with\n"
                "// resilint: allow(%s): REASON\n",
                severity_name(rule->severity), rule->id);
    arena_finish(&arena);
}

enum exit_status catalogue_run(const struct options *options)
{
    struct knowledge knowledge = {0};
    struct text out = {0};
    if (knowledge_load(&knowledge, options)) {
        switch (options->command) {
        case COMMAND_EXPLAIN:
            explain(&knowledge, options->operands.items[0], &out);
            break;
        case COMMAND_RULES:
            list_rules(&knowledge, &out);
            break;
        case COMMAND_MODELS:
            if (options->check.count != 0) {
                check_models(&knowledge, options, &out);
            } else {
                list_models(&knowledge, &out);
            }
            break;
        default:
            list_checklists(&knowledge, &out);
        }
        output_write(options, &out);
    }
    text_finish(&out);
    knowledge_finish(&knowledge);
    return diag_count(DIAG_ERROR) > 0 ? EXIT_USAGE : EXIT_NOTHING;
}
