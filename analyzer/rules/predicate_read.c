/* Reads the language of `when:`. Every field name and value is checked against the schema of
 * facts, so that a rule which could never match is a message and not a silence. */
#include "base/pattern.h"
#include "base/text.h"
#include "rules/rules.h"

#include <assert.h>
#include <string.h>

struct reader {
    struct arena *arena;
    const char *words[FIELD_COUNT + 4]; /* all that may stand as a key in `when:` */
};

typedef VEC(struct predicate) predicate_list;

static struct predicate read_map(const struct reader *reader, const struct yaml_node *node);

/* Moves the parts into the arena, under one head. */
static struct predicate join_parts(const struct reader *reader, enum predicate_kind kind,
                                   predicate_list *parts)
{
    struct predicate head = {.kind = kind, .part_count = parts->count};
    if (parts->count == 1 && kind != PREDICATE_NOT) {
        head = parts->items[0];
    } else if (parts->count > 0) {
        size_t size = parts->count * sizeof *parts->items;
        struct predicate *copy = arena_alloc(reader->arena, size);
        memcpy(copy, parts->items, size);
        head.parts = copy;
    }
    vec_finish(parts);
    return head;
}

static bool word_known(const char *text, const char *const words[])
{
    for (uint32_t i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the field may have that value at all; says so if not. */
static bool check_value(const struct reader *reader, const struct yaml_node *node,
                        enum fact_field field)
{
    const char *values = fact_field_values(field);
    const char *words[64];
    uint32_t count = 0;
    if (values[0] == '\0') {
        return true;
    }
    char *copy = arena_copy(reader->arena, values, strlen(values));
    char *rest = copy;
    for (char *word = strsep(&rest, " "); word != NULL && count < 63; word = strsep(&rest, " ")) {
        words[count++] = word;
    }
    words[count] = NULL;
    if (word_known(node->text, words)) {
        return true;
    }
    const char *nearest = text_nearest(node->text, words);
    yaml_error(node, false, "'%s' is never '%.80s'%s%s%s, expected one of: %s",
               fact_field_name(field), node->text, nearest != NULL ? ", did you mean '" : "",
               nearest != NULL ? nearest : "", nearest != NULL ? "'?" : "", values);
    return false;
}

static struct fact_value read_value(const struct reader *reader, const struct yaml_node *node,
                                    enum fact_field field)
{
    struct fact_value value = {.set = true, .text = ""};
    switch (fact_field_type(field)) {
    case FACT_TYPE_integer:
        value.number = yaml_integer(node, 0);
        break;
    case FACT_TYPE_bool:
        value.number = yaml_bool(node, false);
        break;
    case FACT_TYPE_string:
    case FACT_TYPE_list:
        value.text = yaml_string(node, "");
        if (node->kind == YAML_SCALAR) {
            check_value(reader, node, field);
        }
        break;
    }
    return value;
}

static struct predicate read_equal(const struct reader *reader, const struct yaml_node *node,
                                   enum fact_field field)
{
    bool is_list = node->kind == YAML_LIST;
    uint32_t count = is_list ? node->count : 1;
    struct fact_value *values = arena_alloc(reader->arena, count * sizeof *values);
    if (is_list && count == 0) {
        yaml_error(node, false, "an empty list for '%s' never matches, expected one or more values",
                   node->key);
    }
    const struct yaml_node *item = is_list ? node->first : node;
    for (uint32_t i = 0; i < count; i++, item = item->next) {
        values[i] = read_value(reader, item, field);
    }
    return (struct predicate){
        .kind = PREDICATE_EQUAL, .field = field, .values = values, .value_count = count};
}

static struct predicate read_matches(const struct yaml_node *node, enum fact_field field)
{
    char error[256];
    struct predicate predicate = {.kind = PREDICATE_MATCHES, .field = field};
    enum fact_type type = fact_field_type(field);
    if (type != FACT_TYPE_string && type != FACT_TYPE_list) {
        yaml_error(node, true, "'%s' is no text, so 'matches' cannot apply to it",
                   fact_field_name(field));
    }
    const char *text = yaml_string(node, "");
    predicate.pattern = pattern_compile(text, error, sizeof error);
    if (predicate.pattern == NULL) {
        yaml_error(node, false, "'%.200s' is no valid PCRE2 pattern: %s", text, error);
        /* Reading goes on to find the other mistakes, so it needs some pattern. */
        predicate.pattern = pattern_compile("", error, sizeof error);
    }
    return predicate;
}

/* One of gt, ge, lt, le: an inclusive range open at the other end. */
static struct predicate read_limit(const struct yaml_node *node, enum fact_field field)
{
    struct predicate predicate = {
        .kind = PREDICATE_RANGE, .field = field, .low = INT64_MIN, .high = INT64_MAX};
    int64_t limit = yaml_integer(node, 0);
    bool strict = node->key[1] == 't';
    if (fact_field_type(field) != FACT_TYPE_integer) {
        yaml_error(node, true, "'%s' is no number, so '%s' cannot apply to it",
                   fact_field_name(field), node->key);
    }
    if (strict && limit == (node->key[0] == 'g' ? INT64_MAX : INT64_MIN)) {
        yaml_error(node, false, "no number lies beyond this one");
    } else if (node->key[0] == 'g') {
        predicate.low = limit + strict;
    } else {
        predicate.high = limit - strict;
    }
    return predicate;
}

static struct predicate read_conditions(const struct reader *reader, const struct yaml_node *node,
                                        enum fact_field field)
{
    static const char *const known[] = {"gt", "ge", "lt", "le", "matches", "set", NULL};
    predicate_list parts = {0};
    yaml_check_keys(node, known);
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        if (strcmp(child->key, "matches") == 0) {
            vec_push(&parts, read_matches(child, field));
        } else if (strcmp(child->key, "set") == 0) {
            vec_push(&parts,
                     ((struct predicate){
                         .kind = PREDICATE_SET, .field = field, .low = yaml_bool(child, true)}));
        } else if (word_known(child->key, known)) {
            vec_push(&parts, read_limit(child, field));
        }
    }
    return join_parts(reader, PREDICATE_ALL, &parts);
}

static struct predicate read_field(const struct reader *reader, const struct yaml_node *node)
{
    enum fact_field field = FIELD_COUNT;
    bool found = fact_field_by_name(node->key, &field);
    assert(found);
    (void)found;
    if (node->kind == YAML_MAP) {
        return read_conditions(reader, node, field);
    }
    return read_equal(reader, node, field);
}

/* `all:` and `any:`, lists of maps. */
static struct predicate read_group(const struct reader *reader, const struct yaml_node *node,
                                   enum predicate_kind kind)
{
    predicate_list parts = {0};
    if (node->kind != YAML_LIST || node->count == 0) {
        yaml_error(node, false, "expected a list of conditions under '%s'", node->key);
        return (struct predicate){.kind = PREDICATE_ALL};
    }
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        vec_push(&parts, read_map(reader, item));
    }
    return join_parts(reader, kind, &parts);
}

static struct predicate read_part(const struct reader *reader, const struct yaml_node *node)
{
    if (strcmp(node->key, "all") == 0) {
        return read_group(reader, node, PREDICATE_ALL);
    }
    if (strcmp(node->key, "any") == 0) {
        return read_group(reader, node, PREDICATE_ANY);
    }
    if (strcmp(node->key, "not") == 0) {
        predicate_list parts = {0};
        vec_push(&parts, read_map(reader, node));
        return join_parts(reader, PREDICATE_NOT, &parts);
    }
    return read_field(reader, node);
}

static struct predicate read_map(const struct reader *reader, const struct yaml_node *node)
{
    predicate_list parts = {0};
    bool good = yaml_check_keys(node, reader->words);
    const struct yaml_node *child = node->kind == YAML_MAP ? node->first : NULL;
    for (; child != NULL; child = child->next) {
        if (good || word_known(child->key, reader->words)) {
            vec_push(&parts, read_part(reader, child));
        }
    }
    return join_parts(reader, PREDICATE_ALL, &parts);
}

struct predicate predicate_read(struct arena *arena, const struct yaml_node *node,
                                enum fact_kind kind)
{
    struct reader reader = {.arena = arena};
    uint32_t count = 0;
    if (node == NULL) {
        return (struct predicate){.kind = PREDICATE_ALL};
    }
    for (uint32_t field = 0; field < FIELD_COUNT; field++) {
        if (fact_field_belongs((enum fact_field)field, kind)) {
            reader.words[count++] = fact_field_name((enum fact_field)field);
        }
    }
    reader.words[count++] = "all";
    reader.words[count++] = "any";
    reader.words[count++] = "not";
    return read_map(&reader, node);
}
