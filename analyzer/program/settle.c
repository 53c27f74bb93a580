/* The end of every need that no caller met: what the stores of the program say, or nothing. */
#include "program/verdict.h"

/* A setting made through the field by anybody counts for the handle that is kept there. */
static bool set_elsewhere(const struct analysis *analysis, const struct store_entry *entry,
                          uint32_t bound, struct verdict *verdict)
{
    if (entry->settings.count == 0) {
        return false;
    }
    *verdict =
        verdict_of_settings(analysis, entry->settings.items, entry->settings.count, bound, false);
    return verdict->yes;
}

static void settle_store(struct analysis *analysis, const struct summary_need *need,
                         const struct store_entry *entry)
{
    struct site *site = &analysis->sites.items[need->site];
    uint32_t kind = analysis->models->bounds.items[need->bound].handle_kind;
    struct verdict elsewhere = {0};
    bool set = set_elsewhere(analysis, entry, need->bound, &elsewhere);
    bool seen = false;
    for (uint32_t i = 0; i < entry->objects.count; i++) {
        const struct stored_object *object = &entry->objects.items[i];
        if (object->handle_kind != kind) {
            continue;
        }
        seen = true;
        struct verdict verdict = verdict_of_settings(analysis, object->settings.items,
                                                     object->settings.count, need->bound, true);
        bool bounded =
            verdict.yes || set || analysis->models->bounds.items[need->bound].default_ms > 0;
        site->yes = site->yes || bounded;
        if (verdict.no && !set && analysis->models->bounds.items[need->bound].default_ms == 0) {
            site->no = true;
            site->bound = need->bound;
        }
    }
    if (seen) {
        site->is_network = true;
    } else if (set) {
        site->yes = true;
        site->assumed = true;
    } else {
        site->unknown = true;
    }
}

static const struct store_entry *entry_of(const struct analysis *analysis, bool is_global,
                                          uint32_t store)
{
    return is_global ? &analysis->globals[store] : &analysis->fields[store];
}

static void settle_need(struct analysis *analysis, const struct summary_need *need)
{
    struct site *site = &analysis->sites.items[need->site];
    bool is_global;
    uint32_t store;
    switch (need->kind) {
    case NEED_ALARM:
        site->no = true;
        site->bound = site->bound != 0 ? site->bound : need->bound;
        return;
    case NEED_AMOUNT:
        site->unknown = true;
        return;
    case NEED_BOUND:
        if (path_store(&analysis->paths, need->path, &is_global, &store)) {
            settle_store(analysis, need, entry_of(analysis, is_global, store));
        } else {
            site->unknown = true;
        }
        return;
    }
}

void analysis_settle(struct analysis *analysis)
{
    for (uint32_t i = 0; i < analysis->sites.count; i++) {
        struct site *site = &analysis->sites.items[i];
        site->is_network = site->is_network || site->may_be_socket;
    }
    const struct program *program = analysis->program;
    for (func_ref func = 1; func < program->funcs.count; func++) {
        const struct summary *summary = &analysis->summaries[func];
        if (program->funcs.items[func].caller_count != 0 && !program->funcs.items[func].recursive) {
            continue;
        }
        for (uint32_t i = 0; i < summary->needs.count; i++) {
            settle_need(analysis, &summary->needs.items[i]);
        }
    }
    for (uint32_t i = 0; i < analysis->pending.count; i++) {
        const struct pending_need *pending = &analysis->pending.items[i];
        settle_store(analysis, &pending->need,
                     entry_of(analysis, pending->is_global, pending->store));
    }
}
