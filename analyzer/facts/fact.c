#include "facts/fact.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static const char *const kind_names[FACT_KIND_COUNT] = {
    [FACT_NONE] = "none",
#define FACT_KIND(name, meaning) [FACT_##name] = #name,
#include "facts/facts.def"
};

static const struct {
    const char *name;
    enum fact_type type;
    const char *kinds;  /* names divided by spaces, or "*" */
    const char *values; /* divided by spaces, or "" */
} fields[FIELD_COUNT] = {
#define FACT_FIELD(name, type, kinds, values, meaning)                                             \
    [FIELD_##name] = {#name, FACT_TYPE_##type, kinds, values},
#include "facts/facts.def"
};

static bool word_in(const char *word, const char *words)
{
    size_t length = strlen(word);
    for (const char *p = words; *p != '\0'; p += *p == ' ') {
        size_t size = strcspn(p, " ");
        if (size == length && memcmp(p, word, length) == 0) {
            return true;
        }
        p += size;
    }
    return false;
}

struct fact *fact_add(struct fact_list *list, enum fact_kind kind)
{
    assert(kind > FACT_NONE && kind < FACT_KIND_COUNT);
    struct fact *fact = vec_push_zero(&list->facts);
    fact->kind = kind;
    return fact;
}

static struct fact_value *value_of(struct fact *fact, enum fact_field field, enum fact_type type)
{
    assert(fields[field].type == type && fact_field_belongs(field, fact->kind));
    (void)type;
    struct fact_value *value = &fact->values[field];
    *value = (struct fact_value){.set = true};
    return value;
}

void fact_set_text(struct fact *fact, enum fact_field field, const char *text)
{
    assert(fields[field].values[0] == '\0' || word_in(text, fields[field].values));
    value_of(fact, field, FACT_TYPE_string)->text = text;
}

void fact_set_number(struct fact *fact, enum fact_field field, int64_t number)
{
    value_of(fact, field, FACT_TYPE_integer)->number = number;
}

void fact_set_bool(struct fact *fact, enum fact_field field, bool value)
{
    value_of(fact, field, FACT_TYPE_bool)->number = value;
}

void fact_set_list(struct fact *fact, enum fact_field field, const char *const *items,
                   uint32_t count)
{
    struct fact_value *value = value_of(fact, field, FACT_TYPE_list);
    value->items = items;
    value->item_count = count;
}

const char *fact_text(const struct fact *fact, enum fact_field field)
{
    const struct fact_value *value = &fact->values[field];
    return value->set && value->text != NULL ? value->text : "";
}

int64_t fact_number(const struct fact *fact, enum fact_field field)
{
    const struct fact_value *value = &fact->values[field];
    return value->set ? value->number : 0;
}

const char *fact_kind_name(enum fact_kind kind)
{
    return kind_names[kind];
}

const char *fact_field_name(enum fact_field field)
{
    return fields[field].name;
}

enum fact_type fact_field_type(enum fact_field field)
{
    return fields[field].type;
}

const char *fact_field_values(enum fact_field field)
{
    return fields[field].values;
}

bool fact_field_belongs(enum fact_field field, enum fact_kind kind)
{
    const char *kinds = fields[field].kinds;
    return strcmp(kinds, "*") == 0 || word_in(kind_names[kind], kinds);
}

bool fact_kind_by_name(const char *name, enum fact_kind *kind)
{
    for (enum fact_kind k = FACT_NONE + 1; k < FACT_KIND_COUNT; k++) {
        if (strcmp(kind_names[k], name) == 0) {
            *kind = k;
            return true;
        }
    }
    return false;
}

bool fact_field_by_name(const char *name, enum fact_field *field)
{
    for (enum fact_field f = 0; f < FIELD_COUNT; f++) {
        if (strcmp(fields[f].name, name) == 0) {
            *field = f;
            return true;
        }
    }
    return false;
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_values(const struct fact_value *a, const struct fact_value *b)
{
    if (a->set != b->set) {
        return a->set ? 1 : -1;
    }
    if (!a->set) {
        return 0;
    }
    int order = compare_numbers(a->number, b->number);
    if (order == 0 && (a->text != NULL || b->text != NULL)) {
        order = strcmp(a->text == NULL ? "" : a->text, b->text == NULL ? "" : b->text);
    }
    if (order == 0) {
        order = compare_numbers(a->item_count, b->item_count);
    }
    for (uint32_t i = 0; order == 0 && i < a->item_count; i++) {
        order = strcmp(a->items[i], b->items[i]);
    }
    return order;
}

static int compare_all_values(const struct fact *a, const struct fact *b)
{
    int order = 0;
    for (enum fact_field field = 0; order == 0 && field < FIELD_COUNT; field++) {
        order = compare_values(&a->values[field], &b->values[field]);
    }
    return order;
}

static int compare_evidence(const struct fact *a, const struct fact *b)
{
    int order = compare_numbers(a->evidence_count, b->evidence_count);
    for (uint32_t i = 0; order == 0 && i < a->evidence_count; i++) {
        const struct fact_step *x = &a->evidence[i];
        const struct fact_step *y = &b->evidence[i];
        order = strcmp(x->file, y->file);
        order = order != 0 ? order : compare_numbers(x->line, y->line);
        order = order != 0 ? order : compare_numbers(x->column, y->column);
        order = order != 0 ? order : strcmp(x->note, y->note);
    }
    return order;
}

/* The documented order first; then everything else, so that the order of equal sites does not
 * depend on the order in which units were analysed. */
static int compare_facts(const void *left, const void *right)
{
    const struct fact *a = left;
    const struct fact *b = right;
    static const enum fact_field place[] = {FIELD_file, FIELD_line, FIELD_column};
    int order = 0;
    for (size_t i = 0; order == 0 && i < sizeof place / sizeof place[0]; i++) {
        order = compare_values(&a->values[place[i]], &b->values[place[i]]);
    }
    order = order != 0 ? order : compare_numbers(a->kind, b->kind);
    order = order != 0 ? order : compare_values(&a->values[FIELD_api], &b->values[FIELD_api]);
    order = order != 0 ? order : compare_all_values(a, b);
    return order != 0 ? order : compare_evidence(a, b);
}

void fact_sort(struct fact_list *list)
{
    if (list->facts.count == 0) {
        return;
    }
    qsort(list->facts.items, list->facts.count, sizeof *list->facts.items, compare_facts);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < list->facts.count; i++) {
        const struct fact *fact = &list->facts.items[i];
        const struct fact *last = &list->facts.items[kept - 1];
        if (fact->kind != last->kind || compare_all_values(fact, last) != 0) {
            list->facts.items[kept++] = *fact;
        }
    }
    list->facts.count = kept;
}

json_t *json_from_text(const char *text)
{
    if (text == NULL) {
        return json_null();
    }
    json_t *json = json_string(text);
    if (json == NULL) { /* jansson refuses what is not UTF-8 */
        struct arena scratch = {0};
        json = json_string(utf8_clean(&scratch, text, strlen(text)));
        arena_finish(&scratch);
    }
    return json;
}

static json_t *value_to_json(const struct fact_value *value, enum fact_type type)
{
    if (!value->set) {
        return json_null();
    }
    switch (type) {
    case FACT_TYPE_string:
        return json_from_text(value->text);
    case FACT_TYPE_integer:
        return json_integer(value->number);
    case FACT_TYPE_bool:
        return json_boolean(value->number != 0);
    case FACT_TYPE_list:
        break;
    }
    json_t *list = json_array();
    for (uint32_t i = 0; i < value->item_count; i++) {
        json_array_append_new(list, json_from_text(value->items[i]));
    }
    return list;
}

static json_t *step_to_json(const struct fact_step *step)
{
    json_t *json = json_object();
    json_object_set_new(json, "file", json_from_text(step->file));
    json_object_set_new(json, "line", json_integer(step->line));
    json_object_set_new(json, "column",
                        step->column == 0 ? json_null() : json_integer(step->column));
    json_object_set_new(json, "note", json_from_text(step->note));
    return json;
}

json_t *fact_to_json(const struct fact *fact)
{
    json_t *json = json_object();
    json_object_set_new(json, "fact", json_string(fact_kind_name(fact->kind)));
    for (enum fact_field field = 0; field < FIELD_COUNT; field++) {
        if (fact_field_belongs(field, fact->kind)) {
            json_object_set_new(json, fields[field].name,
                                value_to_json(&fact->values[field], fields[field].type));
        }
    }
    json_t *evidence = json_array();
    for (uint32_t i = 0; i < fact->evidence_count; i++) {
        json_array_append_new(evidence, step_to_json(&fact->evidence[i]));
    }
    json_object_set_new(json, "evidence", evidence);
    return json;
}

void fact_list_finish(struct fact_list *list)
{
    vec_finish(&list->facts);
    arena_finish(&list->arena);
}
