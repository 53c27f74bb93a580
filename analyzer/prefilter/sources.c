#include "prefilter/sources.h"

#include "base/file.h"
#include "base/strtab.h"
#include "base/text.h"
#include "prefilter/include.h"

static const size_t file_size_limit = (size_t)256 << 20;
static const uint32_t not_scanned = UINT32_MAX;

struct reader {
    struct source_set *set;
    struct strtab paths;
    VEC(uint32_t) source_of; /* path id -> source */
    struct strtab lookups;   /* an include as written, with where and how it is searched */
    VEC(str_id) answers;     /* lookup id -> path id, 0: not the project's */
    struct include_folders folders;
    str_id folders_key;    /* equal for equal folders */
    VEC(uint32_t) pending; /* sources known and not yet scanned */
    const char *root;
    const char *common; /* the folder that holds all units */
};

static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return length > 1 && strncmp(path, folder, length) == 0 && path[length] == '/';
}

static const char *common_folder(struct arena *arena, const struct unit *units, uint32_t count)
{
    const char *common = count == 0 ? "/" : path_join(arena, units[0].path, "..");
    for (uint32_t i = 1; i < count; i++) {
        while (!is_below(units[i].path, common) && strcmp(common, "/") != 0) {
            common = path_join(arena, common, "..");
        }
    }
    return common;
}

static bool is_header(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcmp(dot, ".h") == 0 || strcmp(dot, ".hh") == 0 ||
                           strcmp(dot, ".hpp") == 0 || strcmp(dot, ".hxx") == 0);
}

/* The source of a path; a new one is queued. */
static uint32_t source_of_path(struct reader *reader, const char *path)
{
    str_id id = strtab_add_text(&reader->paths, path);
    while (reader->source_of.count <= id) {
        vec_push(&reader->source_of, not_scanned);
    }
    if (reader->source_of.items[id] == not_scanned) {
        uint32_t index = reader->set->sources.count;
        struct source *source = vec_push_zero(&reader->set->sources);
        source->path = arena_copy(&reader->set->arena, path, strlen(path));
        source->is_header = is_header(path);
        vec_push(&reader->pending, index);
        reader->source_of.items[id] = index;
    }
    return reader->source_of.items[id];
}

static str_id resolve(struct reader *reader, const char *folder, const struct scan_include *include)
{
    struct arena scratch = {0};
    const char *key =
        arena_format(&scratch, "%u:%s:%.*s", reader->folders_key, include->quoted ? folder : "",
                     (int)include->length, include->text);
    str_id lookup = strtab_add_text(&reader->lookups, key);
    if (lookup >= reader->answers.count) {
        const char *name = arena_copy(&scratch, include->text, include->length);
        const char *path =
            include_resolve(&reader->folders, &scratch, folder, name, include->quoted);
        bool own = path != NULL && (is_below(path, reader->root) || is_below(path, reader->common));
        while (reader->answers.count <= lookup) {
            vec_push(&reader->answers, 0);
        }
        reader->answers.items[lookup] = own ? strtab_add_text(&reader->paths, path) : 0;
    }
    arena_finish(&scratch);
    return reader->answers.items[lookup];
}

static void follow_includes(struct reader *reader, uint32_t index, const struct scan *scan)
{
    const char *folder =
        path_join(&reader->set->arena, reader->set->sources.items[index].path, "..");
    for (uint32_t i = 0; i < scan->includes.count; i++) {
        str_id path = resolve(reader, folder, &scan->includes.items[i]);
        if (path == 0) {
            continue;
        }
        uint32_t included = source_of_path(reader, strtab_text(&reader->paths, path));
        struct source *source = &reader->set->sources.items[index];
        if (!reader->set->sources.items[included].is_header) {
            vec_push(&source->parts, included);
        }
    }
}

static void scan_source(struct reader *reader, uint32_t index)
{
    struct arena scratch = {0};
    struct scan scan = {0};
    size_t length = 0;
    const char *bytes =
        file_read(&scratch, reader->set->sources.items[index].path, file_size_limit, &length);
    if (bytes != NULL) {
        scan_bytes(&scan, &reader->set->names, bytes, length);
        follow_includes(reader, index, &scan);
        vec_finish(&scan.includes); /* they point into the bytes */
        reader->set->bytes += length;
    }
    struct source *source = &reader->set->sources.items[index];
    source->readable = bytes != NULL;
    source->scan = scan;
    arena_finish(&scratch);
}

static void read_unit(struct reader *reader, const struct unit *unit)
{
    struct text key = {0};
    text_puts(&key, unit->directory);
    for (uint32_t i = 0; i < unit->arg_count; i++) {
        text_printf(&key, "\n%s", unit->args[i]);
    }
    reader->folders_key = strtab_add_text(&reader->lookups, text_string(&key));
    text_finish(&key);
    include_folders_read(&reader->folders, &reader->set->arena, unit);

    vec_push(&reader->set->of_unit, source_of_path(reader, unit->path));
    for (uint32_t i = 0; i < reader->folders.forced.count; i++) {
        const char *path = reader->folders.forced.items[i];
        if (is_below(path, reader->root) || is_below(path, reader->common)) {
            source_of_path(reader, path);
        }
    }
    while (reader->pending.count > 0) {
        scan_source(reader, reader->pending.items[--reader->pending.count]);
    }
    include_folders_finish(&reader->folders);
}

void source_set_read(struct source_set *set, const struct unit *units, uint32_t count,
                     const char *root)
{
    struct reader reader = {.set = set, .root = root};
    reader.common = common_folder(&set->arena, units, count);
    for (uint32_t i = 0; i < count; i++) {
        read_unit(&reader, &units[i]);
    }
    strtab_finish(&reader.paths);
    strtab_finish(&reader.lookups);
    vec_finish(&reader.source_of);
    vec_finish(&reader.answers);
    vec_finish(&reader.pending);
}

void source_set_finish(struct source_set *set)
{
    for (uint32_t i = 0; i < set->sources.count; i++) {
        scan_finish(&set->sources.items[i].scan);
        vec_finish(&set->sources.items[i].parts);
    }
    vec_finish(&set->sources);
    vec_finish(&set->of_unit);
    names_finish(&set->names);
    arena_finish(&set->arena);
}
