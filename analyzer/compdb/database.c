#include "compdb/database.h"

#include "base/diag.h"
#include "base/file.h"
#include "compdb/words.h"

#include <errno.h>
#include <jansson.h>

static const size_t database_size_limit = (size_t)1 << 30;

static bool has_extension(const char *path, const char *const extensions[])
{
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && extensions[i] != NULL; i++) {
        if (strcmp(dot, extensions[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool path_is_c(const char *path)
{
    return has_extension(path, (const char *const[]){".c", NULL});
}

bool path_is_header(const char *path)
{
    return has_extension(path, (const char *const[]){".h", NULL});
}

bool path_is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 &&
           (path[length] == '/' || path[length] == '\0' || strcmp(folder, "/") == 0);
}

/* Whether the command says that the file is C whatever its name is. */
static bool says_c(const struct database_entry *entry)
{
    for (uint32_t i = 0; i < entry->arg_count; i++) {
        bool joined = strcmp(entry->args[i], "-xc") == 0;
        bool separate = strcmp(entry->args[i], "-x") == 0 && i + 1 < entry->arg_count &&
                        strcmp(entry->args[i + 1], "c") == 0;
        if (joined || separate) {
            return true;
        }
    }
    return false;
}

/* The words after the compiler's name, through the allow-list. */
static void entry_set_args(struct database_entry *entry, struct arena *arena,
                           const struct word_list *list)
{
    uint32_t count = list->words.count;
    if (count <= 1) {
        return;
    }
    const char **args = arena_alloc(arena, count * sizeof *args);
    entry->arg_count = arguments_allowed(list->words.items + 1, count - 1, args);
    entry->args = args;
}

static bool read_words(struct word_list *list, struct arena *arena, const json_t *item)
{
    const json_t *arguments = json_object_get(item, "arguments");
    const json_t *command = json_object_get(item, "command");
    if (json_is_string(command) && arguments == NULL) {
        words_split(list, arena, json_string_value(command));
        return true;
    }
    for (size_t i = 0; i < json_array_size(arguments); i++) {
        const char *word = json_string_value(json_array_get(arguments, i));
        if (word == NULL) {
            return false;
        }
        vec_push(&list->words, arena_copy(arena, word, strlen(word)));
    }
    return json_is_array(arguments);
}

static bool entry_read(struct database_entry *entry, struct arena *arena, const char *folder,
                       const json_t *item)
{
    const char *file = json_string_value(json_object_get(item, "file"));
    const json_t *directory = json_object_get(item, "directory");
    struct word_list list = {0};
    bool good = file != NULL && (directory == NULL || json_is_string(directory)) &&
                read_words(&list, arena, item);
    if (good) {
        const char *place = directory == NULL ? folder : json_string_value(directory);
        entry->directory = path_join(arena, folder, place);
        entry->path = path_join(arena, entry->directory, file);
        entry_set_args(entry, arena, &list);
        entry->is_c = path_is_c(entry->path) || says_c(entry);
        entry->missing = !file_exists(entry->path);
    }
    vec_finish(&list.words);
    return good;
}

static void read_entries(struct database *database, struct arena *arena, const json_t *array)
{
    const char *folder = path_join(arena, database->file, "..");
    size_t first_broken = 0;
    size_t broken = 0;
    for (size_t i = 0; i < json_array_size(array); i++) {
        struct database_entry entry = {0};
        if (entry_read(&entry, arena, folder, json_array_get(array, i))) {
            vec_push(&database->entries, entry);
        } else if (broken++ == 0) {
            first_broken = i + 1;
        }
    }
    if (broken > 0) {
        diag(DIAG_ERROR, (struct diag_place){.file = database->shown},
             "%zu of %zu entries are no commands, the first is number %zu: expected an object with "
             "the strings `directory` and `file`, and `arguments` (a list of strings) or "
             "`command` (a string)",
             broken, json_array_size(array), first_broken);
    }
}

void database_read(struct database *database, struct arena *arena, const char *file,
                   const char *shown)
{
    struct diag_place place = {.file = shown};
    struct arena scratch = {0};
    size_t length = 0;
    json_error_t error;
    char *bytes = file_read(&scratch, file, database_size_limit, &length);
    database->file = file;
    database->shown = shown;
    if (bytes == NULL) {
        diag(DIAG_ERROR, place, "cannot read the compilation database: %s", strerror(errno));
        arena_finish(&scratch);
        return;
    }
    json_t *root = json_loadb(bytes, length, 0, &error);
    arena_finish(&scratch);
    if (root == NULL) {
        place.line = error.line > 0 ? (uint32_t)error.line : 0;
        place.column = error.column > 0 ? (uint32_t)error.column : 0;
        diag(DIAG_ERROR, place,
             "the compilation database is not JSON (%s): have the build system write it again",
             error.text);
    } else if (!json_is_array(root)) {
        diag(DIAG_ERROR, place,
             "the compilation database is no list: expected a JSON array with "
             "one object for each command");
    } else {
        read_entries(database, arena, root);
    }
    json_decref(root);
}

void database_finish(struct database *database)
{
    vec_finish(&database->entries);
}
