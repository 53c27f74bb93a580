/* Where the compilation database of a run lies. */
#include "compdb/database.h"

#include "base/diag.h"
#include "base/file.h"
#include "compdb/folder.h"

static const char database_name[] = "compile_commands.json";

static const char *locate_in(struct arena *arena, const char *folder)
{
    const char *file = path_join(arena, folder, database_name);
    return file_exists(file) ? file : NULL;
}

/* In the folders of `folder` whose names begin with `prefix`, by name. */
static const char *locate_below(struct arena *arena, const char *folder, const char *prefix)
{
    struct folder_entries entries = {0};
    folder_read(&entries, arena, folder);
    const char *found = NULL;
    for (uint32_t i = 0; i < entries.items.count && found == NULL; i++) {
        const struct folder_entry *entry = &entries.items.items[i];
        if (entry->is_folder && strncmp(entry->name, prefix, strlen(prefix)) == 0) {
            found = locate_in(arena, path_join(arena, folder, entry->name));
        }
    }
    folder_entries_finish(&entries);
    return found;
}

/* In `folder`, in its folders whose names begin with `build`, in the folders of its `build`; then
 * the same in each parent. */
static const char *locate_upward(struct arena *arena, const char *folder)
{
    for (;;) {
        const char *found = locate_in(arena, folder);
        if (found == NULL) {
            found = locate_below(arena, folder, "build");
        }
        if (found == NULL) {
            found = locate_below(arena, path_join(arena, folder, "build"), "");
        }
        if (found != NULL || strcmp(folder, "/") == 0) {
            return found;
        }
        folder = path_join(arena, folder, "..");
    }
}

/* A database further up that names nothing of what is asked for belongs to another project. */
static bool database_concerns(const struct database *database, const char *folder)
{
    for (uint32_t i = 0; i < database->entries.count; i++) {
        if (path_is_below(database->entries.items[i].path, folder)) {
            return true;
        }
    }
    return false;
}

static bool read_nearest(struct database *database, struct arena *arena, const char *root,
                         const char *folder)
{
    const char *file = locate_upward(arena, folder);
    if (file == NULL) {
        return false;
    }
    uint32_t errors = diag_count(DIAG_ERROR);
    database_read(database, arena, file, path_relative(root, file));
    if (path_is_below(file, folder) || errors != diag_count(DIAG_ERROR) ||
        database_concerns(database, folder)) {
        return true;
    }
    database_finish(database);
    return false;
}

static bool read_given(struct database *database, struct arena *arena, const char *root,
                       const char *given)
{
    const char *folder = path_join(arena, root, given);
    const char *file = folder_exists(folder) ? path_join(arena, folder, database_name) : folder;
    if (!file_exists(file)) {
        diag(DIAG_ERROR, (struct diag_place){.file = path_relative(root, file)},
             "no such compilation database: give -p the folder that holds %s", database_name);
        return false;
    }
    database_read(database, arena, file, path_relative(root, file));
    return true;
}

bool database_find(struct database *database, struct arena *arena, const struct unit_query *query)
{
    if (query->database_folder != NULL) {
        return read_given(database, arena, query->root, query->database_folder);
    }
    if (query->extra_arg_count > 0) {
        return false;
    }
    if (read_nearest(database, arena, query->root, query->root)) {
        return true;
    }
    if (query->path_count == 0) {
        return false;
    }
    const char *path = path_join(arena, query->root, query->paths[0]);
    const char *folder = folder_exists(path) ? path : path_join(arena, path, "..");
    return read_nearest(database, arena, query->root, folder);
}
