#include "prefilter/include.h"

#include "base/file.h"

static const char *option_value(const struct unit *unit, uint32_t *index, const char *option)
{
    const char *word = unit->args[*index];
    size_t length = strlen(option);
    if (strncmp(word, option, length) != 0) {
        return NULL;
    }
    if (word[length] != '\0') {
        return word + length;
    }
    return *index + 1 < unit->arg_count ? unit->args[++*index] : NULL;
}

void include_folders_read(struct include_folders *folders, struct arena *arena,
                          const struct unit *unit)
{
    static const char *const for_all[] = {"-I", "-isystem", "-idirafter"};
    for (uint32_t i = 0; i < unit->arg_count; i++) {
        const char *value = option_value(unit, &i, "-iquote");
        if (value != NULL) {
            vec_push(&folders->quoted, path_join(arena, unit->directory, value));
            continue;
        }
        value = option_value(unit, &i, "-include");
        value = value != NULL ? value : option_value(unit, &i, "-imacros");
        if (value != NULL) {
            vec_push(&folders->forced, path_join(arena, unit->directory, value));
            continue;
        }
        for (size_t k = 0; k < sizeof for_all / sizeof for_all[0] && value == NULL; k++) {
            value = option_value(unit, &i, for_all[k]);
            if (value != NULL) {
                vec_push(&folders->all, path_join(arena, unit->directory, value));
            }
        }
    }
}

static const char *resolve_in(struct arena *arena, const char *folder, const char *name)
{
    const char *path = path_join(arena, folder, name);
    return file_exists(path) ? path : NULL;
}

const char *include_resolve(const struct include_folders *folders, struct arena *arena,
                            const char *includer_folder, const char *name, bool quoted)
{
    const char *found = quoted ? resolve_in(arena, includer_folder, name) : NULL;
    for (uint32_t i = 0; quoted && found == NULL && i < folders->quoted.count; i++) {
        found = resolve_in(arena, folders->quoted.items[i], name);
    }
    for (uint32_t i = 0; found == NULL && i < folders->all.count; i++) {
        found = resolve_in(arena, folders->all.items[i], name);
    }
    return found;
}

void include_folders_finish(struct include_folders *folders)
{
    vec_finish(&folders->quoted);
    vec_finish(&folders->all);
    vec_finish(&folders->forced);
}
