#include "prefilter/prefilter.h"

#include "prefilter/sources.h"

struct prefilter {
    struct source_set set;
    struct bitset hot;     /* names that reach the network */
    struct bitset given;   /* units given out */
    struct bitset skipped; /* names that the others define, once it was asked for them */
    uint32_t unit_count;
    bool asked; /* a first round was given out */
};

struct prefilter *prefilter_create(const struct unit *units, uint32_t count, const char *root)
{
    struct prefilter *prefilter = memory_resize(NULL, 1, sizeof *prefilter);
    *prefilter = (struct prefilter){.unit_count = count};
    source_set_read(&prefilter->set, units, count, root);
    bitset_init(&prefilter->hot, &prefilter->set.arena, prefilter->set.names.seen.count);
    bitset_init(&prefilter->given, &prefilter->set.arena, count);
    return prefilter;
}

void prefilter_destroy(struct prefilter *prefilter)
{
    if (prefilter != NULL) {
        source_set_finish(&prefilter->set);
        free(prefilter);
    }
}

static void add_names(const struct prefilter *prefilter, struct bitset *set,
                      const char *const *names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        name_id name;
        if (names_find(&prefilter->set.names, names[i], &name)) {
            bitset_add(set, name);
        }
    }
}

static bool mentions_any(const name_id *mentions, uint32_t count, const struct bitset *set)
{
    for (uint32_t i = 0; i < count; i++) {
        if (bitset_has(set, mentions[i])) {
            return true;
        }
    }
    return false;
}

/* Adds the names of definitions that mention a name of the set; whether there were any. */
static bool spread_through(const struct scan *scan, struct bitset *set)
{
    bool grown = false;
    for (uint32_t i = 0; i < scan->definitions.count; i++) {
        const struct scan_definition *definition = &scan->definitions.items[i];
        if (!bitset_has(set, definition->name) &&
            mentions_any(scan->mentions.items + definition->first, definition->count, set)) {
            bitset_add(set, definition->name);
            grown = true;
        }
    }
    return grown;
}

/* Closes the set over the definitions of headers, or of all files. */
static void spread(const struct prefilter *prefilter, struct bitset *set, bool headers_only)
{
    bool grown = true;
    while (grown) {
        grown = false;
        for (uint32_t i = 0; i < prefilter->set.sources.count; i++) {
            const struct source *source = &prefilter->set.sources.items[i];
            if (source->is_header || !headers_only) {
                grown |= spread_through(&source->scan, set);
            }
        }
    }
}

/* The sources that make up a unit's text: its own and the parts included, each once. */
struct unit_text {
    VEC(uint32_t) sources;
    struct bitset seen;
};

static void add_part(struct unit_text *text, uint32_t source)
{
    if (!bitset_has(&text->seen, source)) {
        bitset_add(&text->seen, source);
        vec_push(&text->sources, source);
    }
}

static bool unit_mentions(const struct prefilter *prefilter, uint32_t own, struct unit_text *text)
{
    bool found = false;
    add_part(text, own);
    for (uint32_t i = 0; i < text->sources.count && !found; i++) {
        const struct source *source = &prefilter->set.sources.items[text->sources.items[i]];
        found =
            mentions_any(source->scan.mentions.items, source->scan.mentions.count, &prefilter->hot);
        for (uint32_t k = 0; k < source->parts.count; k++) {
            add_part(text, source->parts.items[k]);
        }
    }
    for (uint32_t i = 0; i < text->sources.count; i++) {
        bitset_remove(&text->seen, text->sources.items[i]);
    }
    text->sources.count = 0;
    return found;
}

static void give(struct prefilter *prefilter, uint32_t unit, struct unit_choice *chosen)
{
    bitset_add(&prefilter->given, unit);
    vec_push(&chosen->units, unit);
}

void prefilter_mentioning(struct prefilter *prefilter, const char *const *names, uint32_t count,
                          struct unit_choice *chosen)
{
    struct arena scratch = {0};
    struct unit_text text = {0};
    bitset_init(&text.seen, &scratch, prefilter->set.sources.count);
    add_names(prefilter, &prefilter->hot, names, count);
    spread(prefilter, &prefilter->hot, true);
    for (uint32_t i = 0; i < prefilter->unit_count; i++) {
        uint32_t source = prefilter->set.of_unit.items[i];
        bool wanted = !prefilter->asked && !prefilter->set.sources.items[source].readable;
        if (!bitset_has(&prefilter->given, i) &&
            (wanted || unit_mentions(prefilter, source, &text))) {
            give(prefilter, i, chosen);
        }
    }
    prefilter->asked = true;
    vec_finish(&text.sources);
    arena_finish(&scratch);
}

struct wanted {
    struct bitset names;     /* what is called */
    struct bitset reaching;  /* definitions that lead to a concern */
    struct bitset mentioned; /* concerns that have to be mentioned */
};

static bool source_defines(const struct source *source, const struct wanted *wanted)
{
    const struct scan *scan = &source->scan;
    for (uint32_t i = 0; i < scan->definitions.count; i++) {
        const struct scan_definition *definition = &scan->definitions.items[i];
        if (bitset_has(&wanted->names, definition->name) &&
            (bitset_has(&wanted->reaching, definition->name) ||
             mentions_any(scan->mentions.items + definition->first, definition->count,
                          &wanted->mentioned))) {
            return true;
        }
    }
    return false;
}

void prefilter_defining(struct prefilter *prefilter, const char *const *names, uint32_t count,
                        const struct prefilter_concern *concern, struct unit_choice *chosen)
{
    struct arena scratch = {0};
    struct wanted wanted;
    uint32_t bits = prefilter->set.names.seen.count;
    bitset_init(&wanted.names, &scratch, bits);
    bitset_init(&wanted.reaching, &scratch, bits);
    bitset_init(&wanted.mentioned, &scratch, bits);
    add_names(prefilter, &wanted.names, names, count);
    add_names(prefilter, &wanted.reaching, concern->reached, concern->reached_count);
    add_names(prefilter, &wanted.mentioned, concern->mentioned, concern->mentioned_count);
    spread(prefilter, &wanted.reaching, false);
    for (uint32_t i = 0; i < prefilter->unit_count; i++) {
        const struct source *source =
            &prefilter->set.sources.items[prefilter->set.of_unit.items[i]];
        if (!bitset_has(&prefilter->given, i) && source_defines(source, &wanted)) {
            give(prefilter, i, chosen);
        }
    }
    arena_finish(&scratch);
}

static void find_skipped(struct prefilter *prefilter)
{
    bitset_init(&prefilter->skipped, &prefilter->set.arena, prefilter->set.names.seen.count);
    for (uint32_t i = 0; i < prefilter->unit_count; i++) {
        const struct scan *scan =
            &prefilter->set.sources.items[prefilter->set.of_unit.items[i]].scan;
        for (uint32_t k = 0; k < scan->definitions.count && !bitset_has(&prefilter->given, i);
             k++) {
            bitset_add(&prefilter->skipped, scan->definitions.items[k].name);
        }
    }
}

bool prefilter_skips(struct prefilter *prefilter, const char *name)
{
    name_id id;
    if (prefilter->skipped.words == NULL) {
        find_skipped(prefilter);
    }
    return names_find(&prefilter->set.names, name, &id) && bitset_has(&prefilter->skipped, id);
}

struct prefilter_statistics prefilter_statistics(const struct prefilter *prefilter)
{
    struct prefilter_statistics result = {.bytes = prefilter->set.bytes};
    for (uint32_t i = 0; i < prefilter->set.sources.count; i++) {
        result.files += prefilter->set.sources.items[i].readable;
    }
    return result;
}
