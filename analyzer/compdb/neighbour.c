#include "compdb/neighbour.h"

#include "base/file.h"

struct nearness {
    bool same_stem;
    size_t shared; /* bytes of the path up to the last folder in common */
    size_t apart;  /* folders from there to the other file */
};

static const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static size_t stem_length(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot == NULL ? strlen(name) : (size_t)(dot - name);
}

static struct nearness nearness_of(const char *path, const char *other)
{
    struct nearness result = {0};
    const char *name = path_name(path);
    const char *other_name = path_name(other);
    size_t stem = stem_length(name);
    result.same_stem = stem == stem_length(other_name) && strncmp(name, other_name, stem) == 0;
    size_t i = 0;
    for (; path[i] != '\0' && path[i] == other[i]; i++) {
        if (path[i] == '/') {
            result.shared = i;
        }
    }
    for (const char *p = other + result.shared; *p != '\0'; p++) {
        result.apart += *p == '/';
    }
    return result;
}

static bool is_nearer(struct nearness a, struct nearness b)
{
    if (a.same_stem != b.same_stem) {
        return a.same_stem;
    }
    return a.shared != b.shared ? a.shared > b.shared : a.apart < b.apart;
}

const struct database_entry *neighbour_find(const struct database *database, const char *path)
{
    const struct database_entry *best = NULL;
    struct nearness best_nearness = {0};
    for (uint32_t i = 0; i < database->entries.count; i++) {
        const struct database_entry *entry = &database->entries.items[i];
        struct nearness nearness = nearness_of(path, entry->path);
        if (entry->is_c && (best == NULL || is_nearer(nearness, best_nearness))) {
            best = entry;
            best_nearness = nearness;
        }
    }
    return best;
}

static bool is_include_folder(const char *folder)
{
    const char *name = path_name(folder);
    return strcmp(name, "include") == 0 || strcmp(name, "inc") == 0;
}

/* The include folder that a folder of headers lies in, as `include` for `include/curl`; NULL when
 * it lies in none below `from`. */
static const char *include_folder_above(struct arena *arena, const char *folder, const char *from)
{
    while (strlen(folder) > strlen(from)) {
        if (is_include_folder(folder)) {
            return folder;
        }
        folder = path_join(arena, folder, "..");
    }
    return NULL;
}

struct guess {
    VEC(const char *) args;
};

static void guess_add(struct guess *guess, const char *option, const char *folder)
{
    for (uint32_t i = 1; i < guess->args.count; i++) {
        if (strcmp(guess->args.items[i], folder) == 0 &&
            strcmp(guess->args.items[i - 1], option) == 0) {
            return;
        }
    }
    vec_push(&guess->args, option);
    vec_push(&guess->args, folder);
}

void arguments_guess(struct unit *unit, struct arena *arena, const struct tree *tree)
{
    struct guess guess = {0};
    vec_push(&guess.args, "-std=gnu17");
    if (tree->is_configured) {
        vec_push(&guess.args, "-DHAVE_CONFIG_H");
    }
    for (uint32_t i = 0; i < tree->header_folders.count; i++) {
        const char *folder =
            include_folder_above(arena, tree->header_folders.items[i], unit->directory);
        if (folder != NULL) {
            guess_add(&guess, "-I", folder);
        }
    }
    guess_add(&guess, "-idirafter", unit->directory);
    for (uint32_t i = 0; i < tree->header_folders.count; i++) {
        guess_add(&guess, "-idirafter", tree->header_folders.items[i]);
    }
    const char **args = arena_alloc(arena, guess.args.count * sizeof *args);
    memcpy(args, guess.args.items, guess.args.count * sizeof *args);
    unit->args = args;
    unit->arg_count = guess.args.count;
    unit->guessed = true;
    vec_finish(&guess.args);
}
