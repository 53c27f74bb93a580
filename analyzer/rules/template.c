#include "rules/template.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>

#define NAME_LIMIT  40
#define ITEMS_SHOWN 3

/* Of rules on suppressions. */
#define NAME_RULE    "rule"
#define NAME_PROBLEM "problem"

/* Finds the next {name}: its text goes to `name`, its start is returned and `end` is what follows.
 * A brace that encloses no word is text. */
static const char *next_field(const char *text, char name[static NAME_LIMIT], const char **end)
{
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
        if (length > 0 && length < NAME_LIMIT && at[1 + length] == '}') {
            memcpy(name, at + 1, length);
            name[length] = '\0';
            *end = at + length + 2;
            return at;
        }
    }
    return NULL;
}

/* The names that may stand in a template, up to NULL. */
static void list_names(enum fact_kind kind, const char *names[static FIELD_COUNT + 3])
{
    uint32_t count = 0;
    for (uint32_t field = 0; kind != FACT_NONE && field < FIELD_COUNT; field++) {
        if (fact_field_belongs((enum fact_field)field, kind)) {
            names[count++] = fact_field_name((enum fact_field)field);
        }
    }
    if (kind == FACT_NONE) {
        names[count++] = NAME_RULE;
        names[count++] = NAME_PROBLEM;
    }
    names[count] = NULL;
}

static void check_name(const struct yaml_node *node, const char *name, const char *const names[])
{
    for (uint32_t i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            return;
        }
    }
    const char *nearest = text_nearest(name, names);
    yaml_error(node, false, "there is no field '%s' to put into this text%s%s%s", name,
               nearest != NULL ? ", did you mean '" : "", nearest != NULL ? nearest : "",
               nearest != NULL ? "'?" : "");
}

const char *template_read(const struct yaml_node *node, enum fact_kind kind)
{
    char name[NAME_LIMIT];
    const char *names[FIELD_COUNT + 3];
    const char *text = yaml_string(node, "");
    const char *at = text;
    list_names(kind, names);
    while (next_field(at, name, &at) != NULL) {
        check_name(node, name, names);
    }
    return text;
}

/* Names come from analysed code: whatever moves a terminal's cursor must not get through. */
static void put_plain(struct text *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        char byte = (unsigned char)*p < 0x20 || *p == 0x7f ? ' ' : *p;
        text_put(out, &byte, 1);
    }
}

static void put_list(struct text *out, const struct fact_value *value)
{
    uint32_t shown = value->item_count;
    if (shown > ITEMS_SHOWN + 1) {
        shown = ITEMS_SHOWN;
    }
    for (uint32_t i = 0; i < shown; i++) {
        bool last = i + 1 == value->item_count;
        text_puts(out, i == 0 ? "" : last ? " and " : ", ");
        put_plain(out, value->items[i]);
    }
    if (shown < value->item_count) {
        text_printf(out, " and %u more", value->item_count - shown);
    }
}

static void put_value(struct text *out, const struct fact *fact, enum fact_field field)
{
    const struct fact_value *value = &fact->values[field];
    enum fact_type type = fact_field_type(field);
    if (!value->set || (type == FACT_TYPE_list && value->item_count == 0)) {
        text_puts(out, "unknown");
        return;
    }
    switch (type) {
    case FACT_TYPE_string:
        put_plain(out, value->text);
        break;
    case FACT_TYPE_integer:
        text_printf(out, "%" PRId64, value->number);
        break;
    case FACT_TYPE_bool:
        text_puts(out, value->number != 0 ? "yes" : "no");
        break;
    case FACT_TYPE_list:
        put_list(out, value);
        break;
    }
}

/* Puts the value of each name into `out`. */
typedef void put_name(struct text *out, const char *name, const void *values);

static const char *fill(struct arena *arena, const char *text, put_name *put, const void *values)
{
    char name[NAME_LIMIT];
    struct text out = {0};
    const char *end = text;
    const char *at;
    while ((at = next_field(text, name, &end)) != NULL) {
        text_put(&out, text, (size_t)(at - text));
        put(&out, name, values);
        text = end;
    }
    text_puts(&out, text);
    const char *filled = arena_copy(arena, text_string(&out), out.length);
    text_finish(&out);
    return filled;
}

static void put_field(struct text *out, const char *name, const void *values)
{
    enum fact_field field;
    if (fact_field_by_name(name, &field)) {
        put_value(out, values, field);
    }
}

const char *template_fill(struct arena *arena, const char *text, const struct fact *fact)
{
    return fill(arena, text, put_field, fact);
}

struct suppression_words {
    const char *rule;
    const char *problem;
};

static void put_word(struct text *out, const char *name, const void *values)
{
    const struct suppression_words *words = values;
    const char *word = strcmp(name, NAME_RULE) == 0 ? words->rule : words->problem;
    put_plain(out, word == NULL ? "" : word);
}

const char *template_fill_suppression(struct arena *arena, const char *text, const char *rule,
                                      const char *problem)
{
    return fill(arena, text, put_word, &(struct suppression_words){rule, problem});
}
