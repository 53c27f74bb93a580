#include "base/yaml.h"

#include "base/diag.h"
#include "base/file.h"
#include "base/strtab.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>
#include <yaml.h>

#define DEPTH_LIMIT  64
#define THREAD_LIMIT 7 /* beside the first */
#define SIZE_LIMIT   ((size_t)16 << 20)

struct reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; holds nothing when `failed` */
    struct arena *arena;
    const char *file;
    const char *bytes;
    size_t length;
    struct strtab keys; /* key texts of all maps */
    struct map seen;    /* (map number, key) -> 1 */
    uint32_t map_count;
    bool failed; /* a message was given; unwind */
    bool silent; /* messages are wanted another time */
};

static struct diag_place place_at(const struct reader *reader, yaml_mark_t mark)
{
    return (struct diag_place){reader->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

static void fail(struct reader *reader, yaml_mark_t mark, const char *message)
{
    if (!reader->failed && !reader->silent) {
        diag(DIAG_ERROR, place_at(reader, mark), "%s", message);
    }
    reader->failed = true;
}

/* libyaml gives no line for a byte that is no UTF-8, only its offset. */
static yaml_mark_t mark_at_offset(const struct reader *reader, size_t offset)
{
    yaml_mark_t mark = {offset, 0, 0};
    for (size_t i = 0; i < offset && i < reader->length; i++) {
        mark.column++;
        if (reader->bytes[i] == '\n') {
            mark.line++;
            mark.column = 0;
        }
    }
    return mark;
}

static void fail_syntax(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    reader->failed = true;
    if (reader->silent) {
        return;
    }
    yaml_mark_t mark = parser->error == YAML_READER_ERROR
                           ? mark_at_offset(reader, parser->problem_offset)
                           : parser->problem_mark;
    diag(DIAG_ERROR, place_at(reader, mark), "this is not valid YAML: %s%s%s",
         parser->problem ? parser->problem : "unreadable text", parser->context ? " " : "",
         parser->context ? parser->context : "");
}

static void advance(struct reader *reader)
{
    if (reader->failed) {
        return;
    }
    yaml_event_delete(&reader->event);
    if (!yaml_parser_parse(&reader->parser, &reader->event)) {
        fail_syntax(reader);
        memset(&reader->event, 0, sizeof reader->event);
    }
}

static void refuse_extras(struct reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor) {
        fail(reader, reader->event.start_mark,
             "anchors are not supported here; write the value out where it is needed");
    }
    if (tag) {
        fail(reader, reader->event.start_mark,
             "tags are not supported here; leave out the word that starts with '!'");
    }
}

static bool is_null_text(const char *text)
{
    return !*text || !strcmp(text, "~") || !strcmp(text, "null");
}

static void read_scalar(struct reader *reader, struct yaml_node *node)
{
    const char *value = (const char *)reader->event.data.scalar.value;
    size_t length = reader->event.data.scalar.length;
    refuse_extras(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag);
    if (memchr(value, 0, length)) {
        fail(reader, reader->event.start_mark, "a text must not contain a NUL character");
    }
    node->quoted = reader->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->text = arena_copy(reader->arena, value, length);
    node->kind = !node->quoted && is_null_text(node->text) ? YAML_NULL : YAML_SCALAR;
    advance(reader);
}

static struct yaml_node *read_node(struct reader *reader, unsigned depth);

static void read_list(struct reader *reader, struct yaml_node *node, unsigned depth)
{
    struct yaml_node **tail = &node->first;
    refuse_extras(reader, reader->event.data.sequence_start.anchor,
                  reader->event.data.sequence_start.tag);
    node->kind = YAML_LIST;
    advance(reader);
    while (!reader->failed && reader->event.type != YAML_SEQUENCE_END_EVENT) {
        *tail = read_node(reader, depth + 1);
        tail = &(*tail)->next;
        node->count++;
    }
    advance(reader);
}

/* Reads a key into `key`; false after a message. */
static bool read_key(struct reader *reader, uint32_t map, struct yaml_node *key)
{
    yaml_mark_t mark = reader->event.start_mark;
    if (reader->event.type != YAML_SCALAR_EVENT) {
        fail(reader, mark, "a key must be a plain word, not a list, map or alias");
        return false;
    }
    read_scalar(reader, key);
    if (reader->failed) {
        return false;
    }
    uint32_t *seen =
        map_put(&reader->seen, map_pair(map, strtab_add_text(&reader->keys, key->text)), 0);
    if (*seen && !reader->silent) {
        diag(DIAG_ERROR, place_at(reader, mark),
             "the key '%s' stands twice in this map (first in line %u); keep one of them",
             key->text, *seen);
    }
    reader->failed = *seen != 0;
    *seen = key->line;
    return !reader->failed;
}

static struct yaml_node *new_node(struct reader *reader)
{
    struct yaml_node *node = arena_alloc(reader->arena, sizeof *node);
    node->file = reader->file;
    node->line = (uint32_t)reader->event.start_mark.line + 1;
    node->column = (uint32_t)reader->event.start_mark.column + 1;
    return node;
}

static void read_map(struct reader *reader, struct yaml_node *node, unsigned depth)
{
    struct yaml_node **tail = &node->first;
    uint32_t map = ++reader->map_count;
    refuse_extras(reader, reader->event.data.mapping_start.anchor,
                  reader->event.data.mapping_start.tag);
    node->kind = YAML_MAP;
    advance(reader);
    while (!reader->failed && reader->event.type != YAML_MAPPING_END_EVENT) {
        struct yaml_node *key = new_node(reader);
        if (!read_key(reader, map, key)) {
            return;
        }
        struct yaml_node *value = read_node(reader, depth + 1);
        value->key = key->text;
        value->key_line = key->line;
        value->key_column = key->column;
        *tail = value;
        tail = &value->next;
        node->count++;
    }
    advance(reader);
}

static struct yaml_node *read_node(struct reader *reader, unsigned depth)
{
    struct yaml_node *node = new_node(reader);
    if (depth > DEPTH_LIMIT) {
        fail(reader, reader->event.start_mark, "lists and maps are nested more than 64 deep");
    }
    if (reader->failed) {
        return node;
    }
    switch (reader->event.type) {
    case YAML_SCALAR_EVENT:
        read_scalar(reader, node);
        break;
    case YAML_SEQUENCE_START_EVENT:
        read_list(reader, node, depth);
        break;
    case YAML_MAPPING_START_EVENT:
        read_map(reader, node, depth);
        break;
    default:
        fail(reader, reader->event.start_mark,
             "aliases are not supported here; write the value out where it is needed");
    }
    return node;
}

static struct yaml_node *read_document(struct reader *reader)
{
    struct yaml_node *root = NULL;
    advance(reader); /* the stream's start */
    advance(reader); /* the document's start, or the end of an empty stream */
    if (!reader->failed && reader->event.type == YAML_STREAM_END_EVENT) {
        return new_node(reader);
    }
    advance(reader);
    if (!reader->failed) {
        root = read_node(reader, 1);
    }
    advance(reader);
    if (!reader->failed && reader->event.type != YAML_STREAM_END_EVENT) {
        fail(reader, reader->event.start_mark,
             "a second document starts here; one file holds one document");
    }
    return reader->failed ? NULL : root;
}

static struct yaml_node *read_text(struct arena *arena, const char *name, const char *text,
                                   size_t length, bool silent)
{
    struct reader reader = {.arena = arena, .bytes = text, .length = length, .silent = silent};
    reader.file = arena_copy(arena, name, strlen(name));
    if (!yaml_parser_initialize(&reader.parser)) {
        memory_resize(NULL, SIZE_MAX, 2); /* it fails only for want of memory */
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, length);
    struct yaml_node *root = read_document(&reader);
    yaml_event_delete(&reader.event);
    yaml_parser_delete(&reader.parser);
    map_finish(&reader.seen);
    strtab_finish(&reader.keys);
    return root;
}

struct yaml_node *yaml_read_text(struct arena *arena, const char *name, const char *text,
                                 size_t length)
{
    return read_text(arena, name, text, length, false);
}

struct yaml_node *yaml_read_file(struct arena *arena, const char *path)
{
    size_t length;
    const char *text = file_read(arena, path, SIZE_LIMIT, &length);
    if (!text) {
        diag(DIAG_ERROR, (struct diag_place){.file = path}, "the file cannot be read: %s",
             strerror(errno));
        return NULL;
    }
    return read_text(arena, path, text, length, false);
}

/* What the threads that read files share. */
struct pool {
    const char *const *paths;
    uint32_t count;
    struct yaml_node **roots;
    atomic_uint next;
};

struct worker {
    pthread_t thread;
    struct pool *pool;
    struct arena arena;
};

static void *read_some(void *data)
{
    struct worker *worker = data;
    struct pool *pool = worker->pool;
    for (uint32_t i = atomic_fetch_add(&pool->next, 1); i < pool->count;
         i = atomic_fetch_add(&pool->next, 1)) {
        size_t length;
        const char *text = file_read(&worker->arena, pool->paths[i], SIZE_LIMIT, &length);
        if (text != NULL) {
            pool->roots[i] = read_text(&worker->arena, pool->paths[i], text, length, true);
        }
    }
    return NULL;
}

void yaml_read_files(struct arena *arena, const char *const *paths, uint32_t count,
                     struct yaml_node **roots)
{
    struct worker workers[THREAD_LIMIT];
    struct pool pool = {.paths = paths, .count = count, .roots = roots};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t started = 0;
    memset(roots, 0, count * sizeof *roots);
    while (started + 1 < count && started + 1 < processors && started < THREAD_LIMIT) {
        struct worker *worker = &workers[started];
        *worker = (struct worker){.pool = &pool};
        if (pthread_create(&worker->thread, NULL, read_some, worker) != 0) {
            break; /* fewer have to do */
        }
        started++;
    }
    struct worker own = {.pool = &pool};
    read_some(&own);
    arena_adopt(arena, &own.arena);
    for (uint32_t i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        arena_adopt(arena, &workers[i].arena);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (roots[i] == NULL) {
            roots[i] = yaml_read_file(arena, paths[i]); /* once more, for its messages */
        }
    }
}
