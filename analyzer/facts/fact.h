/* Facts are what the analysis found out: what rules match on, checklists count, reports draw and
 * `resilint inventory` prints, one JSON object a line. Their names and values are the product's
 * interface; facts.def is the table. All texts are interned or in the list's arena. */
#ifndef FACTS_FACT_H
#define FACTS_FACT_H

#include "base/vec.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum fact_kind {
    FACT_NONE,
#define FACT_KIND(name, meaning) FACT_##name,
#include "facts/facts.def"
    FACT_KIND_COUNT
};

enum fact_field {
#define FACT_FIELD(name, type, kinds, values, meaning) FIELD_##name,
#include "facts/facts.def"
    FIELD_COUNT
};

enum fact_type { FACT_TYPE_string, FACT_TYPE_integer, FACT_TYPE_bool, FACT_TYPE_list };

/* A value that is not set is null. */
struct fact_value {
    bool set;
    int64_t number;           /* integer, bool */
    const char *text;         /* string */
    const char *const *items; /* list */
    uint32_t item_count;
};

/* One step of the proof, in the order a reader follows it. */
struct fact_step {
    const char *file;
    uint32_t line;
    uint32_t column;  /* 0: unknown */
    const char *note; /* a sentence without a full stop */
};

struct fact {
    enum fact_kind kind;
    struct fact_value values[FIELD_COUNT];
    const struct fact_step *evidence;
    uint32_t evidence_count;
};

struct fact_list {
    struct arena arena;
    VEC(struct fact) facts;
};

/* Appends a fact with nothing set; the pointer is valid until the next one is added. */
struct fact *fact_add(struct fact_list *list, enum fact_kind kind);

void fact_set_text(struct fact *fact, enum fact_field field, const char *text);
void fact_set_number(struct fact *fact, enum fact_field field, int64_t number);
void fact_set_bool(struct fact *fact, enum fact_field field, bool value);
void fact_set_list(struct fact *fact, enum fact_field field, const char *const *items,
                   uint32_t count);

/* "" / 0 when not set. */
const char *fact_text(const struct fact *fact, enum fact_field field);
int64_t fact_number(const struct fact *fact, enum fact_field field);

const char *fact_kind_name(enum fact_kind kind);
const char *fact_field_name(enum fact_field field);
enum fact_type fact_field_type(enum fact_field field);
/* The values a text or a list's items may have, divided by spaces; "" is any. */
const char *fact_field_values(enum fact_field field);
bool fact_field_belongs(enum fact_field field, enum fact_kind kind);
bool fact_kind_by_name(const char *name, enum fact_kind *kind);
bool fact_field_by_name(const char *name, enum fact_field *field);

/* By file, line, column, kind, api: the order of every output. Equal facts (a unit under two
 * commands) become one. */
void fact_sort(struct fact_list *list);

/* A new JSON object with every field of the kind, null where not set, and the evidence. */
json_t *fact_to_json(const struct fact *fact);

/* A new JSON string in which bytes that are not UTF-8 became U+FFFD; null for NULL. */
json_t *json_from_text(const char *text);

void fact_list_finish(struct fact_list *list);

#endif
