#include "compdb/unit.h"

#include "base/diag.h"
#include "base/file.h"
#include "base/strtab.h"
#include "base/text.h"
#include "compdb/database.h"
#include "compdb/folder.h"
#include "compdb/neighbour.h"

/* Above this, missing files of a database are counted and not named one by one. */
static const uint32_t missing_named_limit = 5;

struct finder {
    struct unit_list *list;
    struct arena *arena;
    const struct unit_query *query;
    struct database database;
    struct tree tree; /* below the root; read when the first guess needs it */
    bool has_tree;
    VEC(const char *) own_args; /* after `--`, through the allow-list */
    uint32_t missing;
    uint32_t other_language;
};

static const char *shown(const struct finder *finder, const char *path)
{
    return path_relative(finder->query->root, path);
}

static bool is_excluded(const struct finder *finder, const char *path)
{
    const struct unit_query *query = finder->query;
    return query->excluded != NULL && query->excluded(query->context, shown(finder, path));
}

static void add_entry(struct finder *finder, const struct database_entry *entry)
{
    if (is_excluded(finder, entry->path)) {
        return;
    }
    if (!entry->is_c) {
        finder->other_language++;
        return;
    }
    if (entry->missing) {
        if (finder->missing++ < missing_named_limit) {
            diag(DIAG_WARNING, (struct diag_place){.file = finder->database.shown},
                 "names %s, which does not exist: build the project once, or write the database "
                 "again",
                 shown(finder, entry->path));
        }
        return;
    }
    struct unit unit = {.path = entry->path,
                        .directory = entry->directory,
                        .args = entry->args,
                        .arg_count = entry->arg_count};
    vec_push(&finder->list->units, unit);
}

static const struct tree *tree_of_root(struct finder *finder)
{
    if (!finder->has_tree) {
        finder->has_tree = true;
        tree_read(&finder->tree, finder->arena, finder->query->root);
    }
    return &finder->tree;
}

static void use_own_args(struct finder *finder, struct unit *unit)
{
    bool has_standard = false;
    uint32_t count = finder->own_args.count;
    const char **args = arena_alloc(finder->arena, (count + 1) * sizeof *args);
    for (uint32_t i = 0; i < count; i++) {
        args[i] = finder->own_args.items[i];
        has_standard |= strncmp(args[i], "-std=", 5) == 0 || strcmp(args[i], "-ansi") == 0;
    }
    if (!has_standard) {
        args[count++] = "-std=gnu17";
    }
    unit->args = args;
    unit->arg_count = count;
}

static void guess_arguments(struct finder *finder, struct unit *unit)
{
    if (path_is_below(unit->path, finder->query->root)) {
        arguments_guess(unit, finder->arena, tree_of_root(finder));
        return;
    }
    struct tree tree = {0};
    unit->directory = path_join(finder->arena, unit->path, "..");
    tree_read(&tree, finder->arena, unit->directory);
    arguments_guess(unit, finder->arena, &tree);
    tree_finish(&tree);
}

/* Alone a header would be read as one, for a precompiled form. */
static void read_header_as_c(struct finder *finder, struct unit *unit)
{
    const char **args = arena_alloc(finder->arena, (unit->arg_count + 2) * sizeof *args);
    args[0] = "-x";
    args[1] = "c";
    for (uint32_t i = 0; i < unit->arg_count; i++) {
        args[i + 2] = unit->args[i];
    }
    unit->args = args;
    unit->arg_count += 2;
}

/* A source that no database names. */
static void add_unnamed(struct finder *finder, const char *path)
{
    struct unit unit = {.path = path, .directory = finder->query->root};
    if (is_excluded(finder, path)) {
        return;
    }
    if (finder->query->extra_arg_count > 0) {
        use_own_args(finder, &unit);
    } else {
        const struct database_entry *neighbour = neighbour_find(&finder->database, path);
        if (neighbour != NULL) {
            unit.directory = neighbour->directory;
            unit.args = neighbour->args;
            unit.arg_count = neighbour->arg_count;
            unit.guessed = true;
        } else {
            guess_arguments(finder, &unit);
        }
    }
    if (path_is_header(path)) {
        read_header_as_c(finder, &unit);
    }
    vec_push(&finder->list->units, unit);
}

/* Adds the database's entries at or below `path`; returns how many it has there. */
static uint32_t add_entries_below(struct finder *finder, const char *path)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < finder->database.entries.count; i++) {
        const struct database_entry *entry = &finder->database.entries.items[i];
        if (path_is_below(entry->path, path)) {
            add_entry(finder, entry);
            found++;
        }
    }
    return found;
}

/* All sources of the folder: first those that the database names, then the others. */
static void add_folder(struct finder *finder, const char *path)
{
    struct tree tree = {0};
    struct strtab named = {0};
    uint32_t found = add_entries_below(finder, path);
    for (uint32_t i = 0; i < finder->database.entries.count; i++) {
        strtab_add_text(&named, finder->database.entries.items[i].path);
    }
    tree_read(&tree, finder->arena, path);
    for (uint32_t i = 0; i < tree.sources.count; i++) {
        if (strtab_find(&named, tree.sources.items[i]) == 0) {
            add_unnamed(finder, tree.sources.items[i]);
        }
    }
    if (found == 0 && tree.sources.count == 0) {
        diag(DIAG_WARNING, (struct diag_place){.file = shown(finder, path)},
             "no C source lies in or below this folder");
    }
    strtab_finish(&named);
    tree_finish(&tree);
}

static void add_path(struct finder *finder, const char *name)
{
    const char *path = path_join(finder->arena, finder->query->root, name);
    struct diag_place place = {.file = shown(finder, path)};
    if (folder_exists(path)) {
        add_folder(finder, path);
    } else if (!file_exists(path)) {
        diag(DIAG_ERROR, place, "no such file or folder");
    } else if (add_entries_below(finder, path) > 0) {
        return;
    } else if (path_is_c(path) || path_is_header(path)) {
        add_unnamed(finder, path);
    } else {
        diag(DIAG_ERROR, place, "is no C source: expected a file whose name ends in .c or .h");
    }
}

static void check_own_args(struct finder *finder)
{
    uint32_t count = finder->query->extra_arg_count;
    const char *const *in = finder->query->extra_args;
    const char **out = arena_alloc(finder->arena, (count + 1) * sizeof *out);
    uint32_t kept = arguments_allowed(in, count, out);
    for (uint32_t i = 0, next = 0; i < count; i++) {
        if (next < kept && out[next] == in[i]) {
            vec_push(&finder->own_args, out[next++]);
        } else {
            diag(DIAG_WARNING, DIAG_NOWHERE,
                 "the argument %s after -- is left out: it is not about how C is read", in[i]);
        }
    }
}

struct ordered_unit {
    struct unit unit;
    uint32_t order; /* of arrival: the database's */
};

static int unit_order(const void *a, const void *b)
{
    const struct ordered_unit *left = a;
    const struct ordered_unit *right = b;
    int order = strcmp(left->unit.path, right->unit.path);
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

static void sort_units(struct unit_list *list)
{
    struct ordered_unit *ordered = memory_resize(NULL, list->units.count, sizeof *ordered);
    for (uint32_t i = 0; i < list->units.count; i++) {
        ordered[i] = (struct ordered_unit){list->units.items[i], i};
    }
    if (list->units.count > 1) {
        qsort(ordered, list->units.count, sizeof *ordered, unit_order);
    }
    for (uint32_t i = 0; i < list->units.count; i++) {
        list->units.items[i] = ordered[i].unit;
    }
    free(ordered);
}

static str_id unit_key(struct strtab *keys, const struct unit *unit)
{
    struct text key = {0};
    text_printf(&key, "%s\n%s", unit->path, unit->directory);
    for (uint32_t i = 0; i < unit->arg_count; i++) {
        text_printf(&key, "\n%s", unit->args[i]);
    }
    str_id id = strtab_add_text(keys, text_string(&key));
    text_finish(&key);
    return id;
}

/* One command may stand in a database several times. */
static void remove_repeated(struct unit_list *list)
{
    struct strtab keys = {0};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->units.count; i++) {
        /* Ids count the different keys from 1. */
        if (unit_key(&keys, &list->units.items[i]) == kept + 1) {
            list->units.items[kept++] = list->units.items[i];
        }
    }
    list->units.count = kept;
    strtab_finish(&keys);
}

static void report_left_out(const struct finder *finder)
{
    struct diag_place place = {.file = finder->database.shown};
    if (finder->missing > missing_named_limit) {
        diag(DIAG_WARNING, place, "names %u more files that do not exist",
             finder->missing - missing_named_limit);
    }
    if (finder->other_language > 0) {
        diag(DIAG_NOTE, place, "%u of its commands compile other languages than C: left out",
             finder->other_language);
    }
}

void units_find(struct unit_list *list, const struct unit_query *query)
{
    struct finder finder = {.list = list, .arena = &list->arena, .query = query};
    check_own_args(&finder);
    bool found = database_find(&finder.database, finder.arena, query);
    for (uint32_t i = 0; i < query->path_count; i++) {
        add_path(&finder, query->paths[i]);
    }
    if (query->path_count == 0 && found) {
        add_entries_below(&finder, "/");
    } else if (query->path_count == 0 && query->database_folder == NULL) {
        add_folder(&finder, query->root);
    }
    report_left_out(&finder);
    sort_units(list);
    remove_repeated(list);
    vec_finish(&finder.own_args);
    tree_finish(&finder.tree);
    database_finish(&finder.database);
}

void unit_list_finish(struct unit_list *list)
{
    vec_finish(&list->units);
    arena_finish(&list->arena);
}
