/* Files to libraries. Several files are read part by part, not file by file, because a model may
 * name constants and handles of another one that comes later in the alphabet. */
#include "models/load.h"

#include "base/diag.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct model_file {
    struct yaml_node *root;
    struct model_library *library;
};

typedef VEC(struct model_file) model_file_list;

static const char *const *load_names(struct model_loader *loader, const struct yaml_node *node,
                                     uint32_t *count)
{
    if (node == NULL) {
        return NULL;
    }
    if (node->kind != YAML_LIST) {
        yaml_error(node, false, "'%s' must be a list, such as [one, two]", node->key);
        return NULL;
    }
    const char **names = arena_alloc(&loader->set->arena, node->count * sizeof *names);
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        const char *name = load_text(loader, item);
        if (name != NULL) {
            names[(*count)++] = name;
        }
    }
    return names;
}

static void add_constant(struct model_loader *loader, uint32_t library_number,
                         const struct model_constant *constant)
{
    str_id name = strtab_add_text(&loader->set->names, constant->name);
    uint32_t index = loader->constants.count;
    vec_push(&loader->constants, constant);
    map_put(&loader->own_constants, map_pair(library_number, name), index);
    map_put(&loader->any_constants, name, index);
}

static void load_constants(struct model_loader *loader, const struct yaml_node *node)
{
    struct model_library *library = loader->library;
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_MAP) {
        yaml_error(node, false, "'constants' must be a map of names and numbers");
        return;
    }
    struct model_constant *constants =
        arena_alloc(&loader->set->arena, node->count * sizeof *constants);
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct model_constant *constant = &constants[library->constant_count++];
        str_id name = strtab_add_text(&loader->set->names, child->key);
        constant->name = strtab_text(&loader->set->names, name);
        constant->value = yaml_integer(child, 0);
        add_constant(loader, loader->set->libraries.count, constant);
    }
    library->constants = constants;
}

static void check_header_part(const struct yaml_node *root)
{
    static const char *const keys[] = {"library",      "title",   "headers",   "defines",
                                       "constants",    "handles", "functions", "source",
                                       "declarations", "files",   NULL};
    yaml_check_keys(root, keys);
}

/* False when the file is no model at all. */
static bool load_library(struct model_loader *loader, struct model_file *file, const char *path)
{
    struct model_set *set = loader->set;
    const struct yaml_node *root = file->root;
    if (root == NULL) {
        return false;
    }
    if (root->kind != YAML_MAP || yaml_get(root, "library") == NULL) {
        yaml_error(root, false, "a model must begin with 'library: NAME'");
        return false;
    }
    check_header_part(root);
    struct model_library *library = arena_alloc(&set->arena, sizeof *library);
    vec_push(&set->libraries, library);
    loader->library = library;
    file->library = library;
    library->file = arena_copy(&set->arena, path, strlen(path));
    library->name = load_text(loader, yaml_get(root, "library"));
    library->title = load_text(loader, yaml_get(root, "title"));
    if (library->name == NULL) {
        library->name = "";
    }
    if (library->title == NULL) {
        library->title = library->name;
    }
    library->headers = load_names(loader, yaml_get(root, "headers"), &library->header_count);
    library->defines = load_names(loader, yaml_get(root, "defines"), &library->define_count);
    library->declarations = load_text(loader, yaml_get(root, "declarations"));
    library->files = load_names(loader, yaml_get(root, "files"), &library->file_count);
    load_constants(loader, yaml_get(root, "constants"));
    load_stand_in(loader, library);
    return true;
}

/* Entry 0 of the tables means "none". */
static void reserve_zero_entries(struct model_set *set)
{
    if (set->functions.count == 0) {
        (void)vec_push_zero(&set->functions);
        vec_push(&set->settings, ((struct model_setting){.name = "something"}));
        (void)vec_push_zero(&set->bounds);
        (void)vec_push_zero(&set->handle_kinds);
    }
}

static void begin_loading(struct model_loader *loader, struct model_set *set)
{
    memset(loader, 0, sizeof *loader);
    loader->set = set;
    reserve_zero_entries(set);
    loader->first_new_function = set->functions.count;
    for (uint32_t i = 0; i < set->libraries.count; i++) {
        const struct model_library *library = set->libraries.items[i];
        for (uint32_t j = 0; j < library->constant_count; j++) {
            add_constant(loader, i + 1, &library->constants[j]);
        }
    }
}

static void finish_loading(struct model_loader *loader)
{
    arena_finish(&loader->scratch);
    map_finish(&loader->own_constants);
    map_finish(&loader->any_constants);
    vec_finish(&loader->constants);
}

static void load_parts(struct model_loader *loader, model_file_list *files)
{
    void (*const parts[])(struct model_loader *,
                          const struct yaml_node *) = {load_kinds, load_bounds, load_functions};
    static const char *const keys[] = {"handles", "handles", "functions"};
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
        for (uint32_t i = 0; i < files->count; i++) {
            loader->library = files->items[i].library;
            parts[part](loader, yaml_get(files->items[i].root, keys[part]));
        }
    }
}

static void load_files(struct model_set *set, char *const paths[], size_t count)
{
    struct model_loader loader;
    model_file_list files = {0};
    begin_loading(&loader, set);
    struct yaml_node **roots = arena_alloc(&loader.scratch, count * sizeof(struct yaml_node *));
    yaml_read_files(&loader.scratch, (const char *const *)paths, (uint32_t)count, roots);
    for (size_t i = 0; i < count; i++) {
        struct model_file file = {.root = roots[i]};
        if (load_library(&loader, &file, paths[i])) {
            vec_push(&files, file);
        }
    }
    load_parts(&loader, &files);
    vec_finish(&files);
    finish_loading(&loader);
}

static int is_model_name(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 &&
           strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

/* Byte order, not the locale's: the same folder gives the same output everywhere. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

void models_load_folder(struct model_set *models, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_model_name, by_name);
    struct arena names = {0};
    if (count < 0) {
        diag(DIAG_ERROR, (struct diag_place){.file = folder},
             "the folder of models cannot be read: %s", strerror(errno));
        return;
    }
    char **paths = arena_alloc(&names, (size_t)count * sizeof *paths);
    for (int i = 0; i < count; i++) {
        paths[i] = path_join(&names, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    load_files(models, paths, (size_t)count);
    arena_finish(&names);
}

void models_load_file(struct model_set *models, const char *path)
{
    char *name = strdup(path);
    load_files(models, &name, 1);
    free(name);
}
