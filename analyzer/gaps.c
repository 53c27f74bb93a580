#include "gaps.h"

#include "base/diag.h"
#include "base/strtab.h"
#include "base/text.h"

/* Constructs named one by one before the rest is only counted. */
static const uint32_t opaque_named_limit = 5;

struct counted_name {
    str_id name;
    uint32_t count;
};

/* Names in the order in which they were met first. */
struct tally {
    struct strtab names;
    struct map index;
    VEC(struct counted_name) items;
};

/* True when the name is new. */
static bool tally_add(struct tally *tally, const char *name, uint32_t count)
{
    str_id id = strtab_add_text(&tally->names, name);
    uint32_t slot = *map_put(&tally->index, id, tally->items.count);
    bool is_new = slot == tally->items.count;
    if (is_new) {
        vec_push(&tally->items, ((struct counted_name){id, 0}));
    }
    tally->items.items[slot].count += count;
    return is_new;
}

static void tally_finish(struct tally *tally)
{
    strtab_finish(&tally->names);
    map_finish(&tally->index);
    vec_finish(&tally->items);
}

static struct diag_place note_place(const struct ir_module *module, const struct ir_note *note)
{
    const struct ir_loc *loc = &module->locs[note->loc];
    if (note->loc == 0) {
        return (struct diag_place){.file = ir_text(module, module->unit_path)};
    }
    return (struct diag_place){ir_text(module, module->files[loc->file].path), loc->line,
                               loc->column};
}

static bool has_note(const struct ir_module *module, enum ir_note_kind kind)
{
    for (uint32_t i = 1; i < module->notes_count; i++) {
        if (module->notes[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* Errors after a missing header are its consequence; else the first one says enough, and one in a
 * header is the same in all units that include it. */
static void report_parse_error(const struct ir_module *module, struct tally *told)
{
    if (has_note(module, IR_NOTE_MISSING_HEADER)) {
        return;
    }
    for (uint32_t i = 1; i < module->notes_count; i++) {
        const struct ir_note *note = &module->notes[i];
        if (note->kind == IR_NOTE_PARSE_ERROR) {
            struct diag_place place = note_place(module, note);
            const char *text = ir_text(module, note->text);
            struct text key = {0};
            text_printf(&key, "%s:%u:%u:%s", place.file, place.line, place.column, text);
            if (tally_add(told, text_string(&key), 1)) {
                diag(DIAG_WARNING, place, "%s: what depends on it could not be analysed", text);
            }
            text_finish(&key);
            return;
        }
    }
}

static void sentence_of_headers(struct gaps *gaps, const struct tally *missing)
{
    struct text list = {0};
    for (uint32_t i = 0; i < missing->items.count; i++) {
        text_printf(&list, "%s%s", i == 0 ? "" : ", ",
                    strtab_text(&missing->names, missing->items.items[i].name));
    }
    if (missing->items.count > 0) {
        vec_push(
            &gaps->sentences,
            arena_format(&gaps->arena,
                         "headers that were not found, so that what they declare is unknown: %s",
                         text_string(&list)));
    }
    text_finish(&list);
}

static void sentence_of_opaques(struct gaps *gaps, const struct tally *opaque)
{
    struct text list = {0};
    uint32_t total = 0;
    for (uint32_t i = 0; i < opaque->items.count; i++) {
        total += opaque->items.items[i].count;
        if (i < opaque_named_limit) {
            text_printf(&list, "%s%s", i == 0 ? "" : ", ",
                        strtab_text(&opaque->names, opaque->items.items[i].name));
        }
    }
    if (total > 0) {
        vec_push(&gaps->sentences,
                 arena_format(&gaps->arena, "%u constructs that were not understood (%s%s)", total,
                              text_string(&list),
                              opaque->items.count > opaque_named_limit ? ", ..." : ""));
    }
    text_finish(&list);
}

void gaps_of_modules(struct gaps *gaps, const struct ir_module *modules, uint32_t count)
{
    struct tally missing = {0};
    struct tally opaque = {0};
    struct tally errors = {0};
    uint32_t broken = 0;
    for (uint32_t m = 0; m < count; m++) {
        const struct ir_module *module = &modules[m];
        report_parse_error(module, &errors);
        broken += has_note(module, IR_NOTE_PARSE_ERROR);
        for (uint32_t i = 1; i < module->notes_count; i++) {
            const struct ir_note *note = &module->notes[i];
            const char *text = ir_text(module, note->text);
            if (note->kind == IR_NOTE_OPAQUE) {
                tally_add(&opaque, text, note->count);
            } else if (note->kind == IR_NOTE_MISSING_HEADER && tally_add(&missing, text, 1)) {
                diag(DIAG_NOTE, note_place(module, note),
                     "the header %s was not found: analysed as far as possible without it", text);
            }
        }
    }
    sentence_of_headers(gaps, &missing);
    sentence_of_opaques(gaps, &opaque);
    if (broken > 0) {
        vec_push(&gaps->sentences,
                 arena_format(&gaps->arena, "%u sources with errors, analysed in part", broken));
    }
    tally_finish(&missing);
    tally_finish(&opaque);
    tally_finish(&errors);
}

void gaps_of_facts(struct gaps *gaps, const struct facts_statistics *statistics)
{
    if (statistics->over_budget > 0) {
        vec_push(&gaps->sentences,
                 arena_format(&gaps->arena, "%u functions too large to be followed to the end",
                              statistics->over_budget));
    }
}

void gaps_finish(struct gaps *gaps)
{
    vec_finish(&gaps->sentences);
    arena_finish(&gaps->arena);
}
