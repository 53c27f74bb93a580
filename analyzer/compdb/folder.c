#include "compdb/folder.h"

#include "base/file.h"
#include "compdb/database.h"

#include <dirent.h>
#include <sys/stat.h>

/* Deeper trees are loops of mounts or hostile. */
static const unsigned tree_depth_limit = 64;

/* A longer template is none. */
static const size_t template_limit = 1 << 20;

static int entry_order(const void *a, const void *b)
{
    return strcmp(((const struct folder_entry *)a)->name, ((const struct folder_entry *)b)->name);
}

static void entry_add(struct folder_entries *entries, struct arena *arena, const char *folder,
                      const char *name)
{
    struct stat status;
    const char *path = path_join(arena, folder, name);
    if (name[0] == '.' || lstat(path, &status) != 0) {
        return;
    }
    struct folder_entry entry = {.is_link = S_ISLNK(status.st_mode)};
    if (entry.is_link && stat(path, &status) != 0) {
        return;
    }
    entry.is_folder = S_ISDIR(status.st_mode);
    entry.name = arena_copy(arena, name, strlen(name));
    vec_push(&entries->items, entry);
}

void folder_read(struct folder_entries *entries, struct arena *arena, const char *folder)
{
    DIR *stream = opendir(folder);
    if (stream == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        entry_add(entries, arena, folder, entry->d_name);
    }
    closedir(stream);
    if (entries->items.count > 1) {
        qsort(entries->items.items, entries->items.count, sizeof *entries->items.items,
              entry_order);
    }
}

void folder_entries_finish(struct folder_entries *entries)
{
    vec_finish(&entries->items);
}

static bool is_build_folder(struct arena *arena, const char *folder)
{
    return file_exists(path_join(arena, folder, "CMakeCache.txt"));
}

/* What autoheader writes for each test that configure makes. */
static const char template_mark[] = "#undef HAVE_";

static bool is_made_by_configure(struct arena *arena, const char *header)
{
    const char *template = arena_format(arena, "%s.in", header);
    const char *text =
        file_exists(template) ? file_read(arena, template, template_limit, NULL) : NULL;
    return text != NULL && strstr(text, template_mark) != NULL;
}

static void header_add(struct tree *tree, struct arena *arena, const char *header,
                       const char *new_folder)
{
    tree->is_configured = tree->is_configured || is_made_by_configure(arena, header);
    if (new_folder != NULL) {
        vec_push(&tree->header_folders, new_folder);
    }
}

static void tree_walk(struct tree *tree, struct arena *arena, const char *folder, unsigned depth)
{
    struct folder_entries entries = {0};
    bool has_headers = false;
    folder_read(&entries, arena, folder);
    for (uint32_t i = 0; i < entries.items.count; i++) {
        const struct folder_entry *entry = &entries.items.items[i];
        const char *path = path_join(arena, folder, entry->name);
        if (entry->is_folder) {
            if (depth < tree_depth_limit && !entry->is_link && !is_build_folder(arena, path)) {
                tree_walk(tree, arena, path, depth + 1);
            }
        } else if (path_is_c(path)) {
            vec_push(&tree->sources, path);
        } else if (path_is_header(path)) {
            header_add(tree, arena, path, has_headers ? NULL : folder);
            has_headers = true;
        }
    }
    folder_entries_finish(&entries);
}

static int path_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void tree_read(struct tree *tree, struct arena *arena, const char *folder)
{
    tree_walk(tree, arena, folder, 0);
    if (tree->sources.count > 1) {
        qsort(tree->sources.items, tree->sources.count, sizeof *tree->sources.items, path_order);
    }
    if (tree->header_folders.count > 1) {
        qsort(tree->header_folders.items, tree->header_folders.count,
              sizeof *tree->header_folders.items, path_order);
    }
}

void tree_finish(struct tree *tree)
{
    vec_finish(&tree->sources);
    vec_finish(&tree->header_folders);
}
