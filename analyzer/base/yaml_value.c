/* Typed reads of YAML nodes, and the messages about what does not fit. */
#include "base/yaml.h"

#include "base/diag.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void yaml_error(const struct yaml_node *node, bool at_key, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    struct diag_place place = {node->file, node->line, node->column};
    if (at_key && node->key) {
        place.line = node->key_line;
        place.column = node->key_column;
    }
    diag(DIAG_ERROR, place, "%s", message);
}

/* "found 'x'" for messages, shortened to what fits. */
static const char *node_found(const struct yaml_node *node, char buffer[static 64])
{
    switch (node->kind) {
    case YAML_NULL:
        return "nothing";
    case YAML_LIST:
        return "a list";
    case YAML_MAP:
        return "a map";
    case YAML_SCALAR:
        break;
    }
    snprintf(buffer, 64, "%s'%.40s%s'", node->quoted ? "the text " : "", node->text,
             strlen(node->text) > 40 ? "..." : "");
    return buffer;
}

static void report_type(const struct yaml_node *node, const char *expected)
{
    char found[64];
    if (node->key) {
        yaml_error(node, false, "found %s for '%s', expected %s", node_found(node, found),
                   node->key, expected);
    } else {
        yaml_error(node, false, "found %s, expected %s", node_found(node, found), expected);
    }
}

/* Most texts that are compared differ in the first letter. */
static bool same_text(const char *a, const char *b)
{
    return *a == *b && !strcmp(a, b);
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP) {
        return NULL;
    }
    for (struct yaml_node *child = map->first; child; child = child->next) {
        if (same_text(child->key, key)) {
            return child;
        }
    }
    return NULL;
}

/* "expected one of a, b, c", cut where a sentence becomes a page. */
static void put_choices(struct text *out, const char *const choices[])
{
    for (size_t i = 0; choices[i]; i++) {
        if (out->length > 400) {
            text_puts(out, ", ...");
            return;
        }
        text_printf(out, "%s%s", i ? ", " : "", choices[i]);
    }
}

static void report_unknown(const struct yaml_node *node, bool at_key, const char *what,
                           const char *name, const char *const known[])
{
    const char *nearest = text_nearest(name, known);
    if (nearest) {
        yaml_error(node, at_key, "unknown %s '%.80s', did you mean '%s'?", what, name, nearest);
        return;
    }
    struct text list = {0};
    put_choices(&list, known);
    yaml_error(node, at_key, "unknown %s '%.80s', expected one of: %s", what, name,
               text_string(&list));
    text_finish(&list);
}

static int choice_index(const char *text, const char *const choices[])
{
    for (int i = 0; choices[i]; i++) {
        if (same_text(choices[i], text)) {
            return i;
        }
    }
    return -1;
}

bool yaml_check_keys(const struct yaml_node *map, const char *const known[])
{
    bool good = true;
    if (!map) {
        return true;
    }
    if (map->kind != YAML_MAP) {
        report_type(map, "a map of 'key: value' pairs");
        return false;
    }
    for (const struct yaml_node *child = map->first; child; child = child->next) {
        if (choice_index(child->key, known) >= 0) {
            continue;
        }
        report_unknown(child, true, "key", child->key, known);
        good = false;
    }
    return good;
}

const char *yaml_string(const struct yaml_node *node, const char *fallback)
{
    if (!node) {
        return fallback;
    }
    if (node->kind == YAML_SCALAR) {
        return node->text;
    }
    report_type(node, "a text");
    return fallback;
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return 16;
}

bool yaml_is_integer(const struct yaml_node *node, int64_t *value)
{
    if (!node || node->kind != YAML_SCALAR || node->quoted) {
        return false;
    }
    const char *text = node->text;
    bool negative = *text == '-';
    int base = 10;
    uint64_t sum = 0;
    uint64_t limit = (uint64_t)INT64_MAX + negative;
    text += negative || *text == '+';
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text += 2;
    }
    if (!*text) {
        return false;
    }
    for (; *text; text++) {
        int digit = digit_value(*text);
        if (digit >= base || sum > (limit - (uint64_t)digit) / (uint64_t)base) {
            return false;
        }
        sum = sum * (uint64_t)base + (uint64_t)digit;
    }
    *value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return true;
}

int64_t yaml_integer(const struct yaml_node *node, int64_t fallback)
{
    int64_t value;
    if (!node) {
        return fallback;
    }
    if (yaml_is_integer(node, &value)) {
        return value;
    }
    report_type(node, "a whole number of at most 64 bits");
    return fallback;
}

bool yaml_bool(const struct yaml_node *node, bool fallback)
{
    static const char *const words[] = {"no", "false", "yes", "true", NULL};
    if (!node) {
        return fallback;
    }
    int index = node->kind == YAML_SCALAR && !node->quoted ? choice_index(node->text, words) : -1;
    if (index >= 0) {
        return index >= 2;
    }
    report_type(node, "yes or no");
    return fallback;
}

int yaml_choice(const struct yaml_node *node, const char *const choices[], int fallback)
{
    struct text list = {0};
    if (!node) {
        return fallback;
    }
    if (node->kind != YAML_SCALAR) {
        text_puts(&list, "one of: ");
        put_choices(&list, choices);
        report_type(node, text_string(&list));
        text_finish(&list);
        return fallback;
    }
    int index = choice_index(node->text, choices);
    if (index >= 0) {
        return index;
    }
    report_unknown(node, false, node->key ? node->key : "word", node->text, choices);
    return fallback;
}
