#include "knowledge.h"

#include "base/diag.h"
#include "base/file.h"

#include <limits.h>
#include <unistd.h>

/* Installed, the program lies in bin/ and its data in share/resilint/ beside it; a build folder is
 * laid out in the same way, with a link to the sources. */
static const char *find_data(struct arena *arena)
{
    const char *named = getenv("RESILINT_DATA");
    if (named != NULL && named[0] != '\0') {
        return path_join(arena, path_working_directory(arena), named);
    }
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    return path_join(arena, program, "../../share/resilint");
}

static const char *data_folder(struct knowledge *knowledge, const char *name)
{
    const char *folder = path_join(&knowledge->arena, knowledge->data, name);
    if (!folder_exists(folder)) {
        diag(DIAG_ERROR, (struct diag_place){.file = folder},
             "no such folder: install resilint again, or set RESILINT_DATA to the folder that "
             "holds rules, models and checklists");
    }
    return folder;
}

static void load_config(struct knowledge *knowledge, const struct options *options)
{
    struct config *config = &knowledge->config;
    config_init(config);
    if (options->config_file != NULL) {
        config_read(config, path_join(&knowledge->arena, knowledge->root, options->config_file));
    } else {
        config_find(config, knowledge->root);
    }
    for (uint32_t i = 0; i < options->select.count; i++) {
        config_select(config, options->select.items[i]);
    }
    for (uint32_t i = 0; i < options->ignore.count; i++) {
        config_ignore(config, options->ignore.items[i]);
    }
}

static void load_models(struct knowledge *knowledge)
{
    models_load_folder(&knowledge->models, data_folder(knowledge, "models"));
    for (uint32_t i = 0; i < knowledge->config.models.count; i++) {
        const char *path = knowledge->config.models.items[i];
        if (folder_exists(path)) {
            models_load_folder(&knowledge->models, path);
        } else {
            models_load_file(&knowledge->models, path);
        }
    }
}

static void load_rules(struct knowledge *knowledge)
{
    rules_load_folder(&knowledge->rules, data_folder(knowledge, "rules"));
    for (uint32_t i = 0; i < knowledge->config.rules.count; i++) {
        rules_load_folder(&knowledge->rules, knowledge->config.rules.items[i]);
    }
    config_check_rules(&knowledge->config, &knowledge->rules);
}

bool knowledge_load(struct knowledge *knowledge, const struct options *options)
{
    uint32_t mistakes = diag_count(DIAG_ERROR);
    knowledge->root = path_working_directory(&knowledge->arena);
    knowledge->data = find_data(&knowledge->arena);
    load_config(knowledge, options);
    load_models(knowledge);
    load_rules(knowledge);
    knowledge->checklist = knowledge->config.checklist;
    if (knowledge->checklist == NULL) {
        knowledge->checklist = path_join(&knowledge->arena, data_folder(knowledge, "checklists"),
                                         "eight-fallacies.yaml");
    }
    return diag_count(DIAG_ERROR) == mistakes;
}

void knowledge_finish(struct knowledge *knowledge)
{
    config_finish(&knowledge->config);
    models_finish(&knowledge->models);
    rule_set_finish(&knowledge->rules);
    arena_finish(&knowledge->arena);
}
