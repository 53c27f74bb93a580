/* YAML documents as trees of nodes that know where they stand; the only user of libyaml.
 * Aliases, tags and duplicate keys are refused; nesting is limited. Every accessor that finds the
 * wrong type or an unknown key says so through diag (file, line, column, found, expected, nearest
 * known key) and returns a neutral value, so a loader reads on and reports all mistakes at once;
 * compare diag_count(DIAG_ERROR) before and after. */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum yaml_kind { YAML_NULL, YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    const char *file;
    uint32_t line;   /* 1-based */
    uint32_t column; /* 1-based */
    const char *key; /* inside a map: the key's text; else NULL */
    uint32_t key_line;
    uint32_t key_column;
    const char *text; /* scalar: its text, NUL-terminated */
    bool quoted;      /* scalar written in quotes or as a block: never a bool, number or null */
    struct yaml_node *first; /* list, map: children in file order */
    struct yaml_node *next;  /* the next sibling */
    uint32_t count;          /* number of children */
};

/* Reads one document. NULL after a message when the file cannot be read or is not YAML. An empty
 * file is a YAML_NULL node. Nodes live in the arena; `path` is copied. */
struct yaml_node *yaml_read_file(struct arena *arena, const char *path);

/* The same for several files, on as many processors as there are. `roots` has room for `count`. */
void yaml_read_files(struct arena *arena, const char *const *paths, uint32_t count,
                     struct yaml_node **roots);

/* The same for text in memory; `name` stands for the file in messages. */
struct yaml_node *yaml_read_text(struct arena *arena, const char *name, const char *text,
                                 size_t length);

/* The child of that key, or NULL. The node may be NULL or no map. */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);

/* Reports every key of the map that is not in the NULL-terminated list `known`, with the nearest
 * known one. Reports a node that is no map. Returns whether all was well. */
bool yaml_check_keys(const struct yaml_node *map, const char *const known[]);

/* Typed reads. A NULL node gives `fallback` silently; a wrong type is reported. */
const char *yaml_string(const struct yaml_node *node, const char *fallback);
int64_t yaml_integer(const struct yaml_node *node, int64_t fallback); /* decimal, 0x…, negative */
bool yaml_bool(const struct yaml_node *node, bool fallback);          /* yes no true false */

/* The index of the scalar's text in the NULL-terminated list; reports anything else, naming the
 * nearest choice, and returns `fallback`. A NULL node gives `fallback` silently. */
int yaml_choice(const struct yaml_node *node, const char *const choices[], int fallback);

/* Whether the scalar reads as an integer; never reports. */
bool yaml_is_integer(const struct yaml_node *node, int64_t *value);

/* Reports a mistake at the node (or at its key when `at_key`). */
void yaml_error(const struct yaml_node *node, bool at_key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The candidate nearest to `text` by edit distance, or NULL when none is near. */
const char *text_nearest(const char *text, const char *const candidates[]);

#endif
