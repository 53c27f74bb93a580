/* The end of every need that no caller met: what the stores of the program say, or nothing. */
#include "program/awaited.h"
#include "program/nested_field.h"
#include "program/verdict.h"

static struct verdict set_through(const struct analysis *analysis, const struct store_entry *entry,
                                  uint32_t bound)
{
    const struct summary_setting *settings = entry->settings.items;
    uint32_t count = entry->settings.count;
    struct verdict verdict = {0};
    if (count != 0) {
        verdict = verdict_of_settings(analysis, settings, count, bound, false);
        verdict.no = verdict_of_settings(analysis, settings, count, bound, true).no;
    }
    return verdict;
}

/* A setting made through the field by anybody counts for the handle that is kept there. `no`: only
 * on some paths, or to a value that may mean none. */
static struct verdict set_elsewhere(const struct analysis *analysis, bool is_global, uint32_t store,
                                    uint32_t bound)
{
    if (is_global) {
        return set_through(analysis, &analysis->globals[store], bound);
    }
    struct verdict set = set_through(analysis, &analysis->fields[store], bound);
    uint32_t any = nested_field_any(analysis, store);
    if (any != store) {
        return set.yes ? set : set_through(analysis, &analysis->fields[any], bound);
    }
    for (uint32_t i = analysis->program->field_count + 1;
         i < nested_fields_end(analysis) && !set.yes; i++) {
        if (nested_field_any(analysis, i) == store) {
            set = set_through(analysis, &analysis->fields[i], bound);
        }
    }
    return set;
}

static void settle_store(struct analysis *analysis, const struct summary_need *need, bool is_global,
                         uint32_t store)
{
    const struct store_entry *entry =
        is_global ? &analysis->globals[store] : &analysis->fields[store];
    struct site *site = &analysis->sites.items[need->site];
    uint32_t kind = analysis->models->bounds.items[need->bound].handle_kind;
    struct verdict elsewhere = set_elsewhere(analysis, is_global, store, need->bound);
    bool set = elsewhere.yes;
    bool sure = set && !elsewhere.no;
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
        if (verdict.no && !sure && analysis->models->bounds.items[need->bound].default_ms == 0) {
            site->no = true;
            site->bound = need->bound;
        }
    }
    if (seen) {
        site->is_network = true;
    } else {
        site->unknown = true;
        site->set_through_store = site->set_through_store || set;
    }
}

static void settle_need(struct analysis *analysis, const struct summary_need *need)
{
    struct site *site = &analysis->sites.items[need->site];
    path_id stored = path_stored(&analysis->paths, need->path);
    const struct path *path = &analysis->paths.paths.items[stored];
    switch (need->kind) {
    case NEED_ALARM:
        if (need->maybe) {
            site->unguarded = true;
            return;
        }
        site->no = true;
        site->bound = site->bound != 0 ? site->bound : need->bound;
        return;
    case NEED_AMOUNT:
        site->unknown = true;
        return;
    case NEED_BOUND:
        if (!need->attached && stored != 0) {
            bool is_global = path->kind == PATH_GLOBAL;
            uint32_t store = is_global ? path->value : nested_field_of_path(analysis, stored);
            settle_store(analysis, need, is_global, store);
        } else {
            site->unknown = true;
        }
        return;
    }
}

/* A setting that is also taken back is on for a while only: to connect, say. */
static bool taken_back(const struct analysis *analysis, const struct handle_origin *origin,
                       setting_id setting)
{
    int64_t initial = analysis->models->settings.items[setting].initial;
    for (uint32_t i = 0; i < origin->elsewhere.count; i++) {
        const struct summary_setting *noted = &origin->elsewhere.items[i].setting;
        int64_t only;
        if (noted->setting == setting && range_single(&noted->value.constants, &only) &&
            only == initial) {
            return true;
        }
    }
    return false;
}

/* What one place that makes handles says of a bound: it is set there, elsewhere before the call is
 * made, or nowhere. */
static struct verdict judge_origin(const struct analysis *analysis,
                                   const struct handle_origin *origin, uint32_t bound,
                                   struct call_place call)
{
    struct verdict own =
        verdict_of_settings(analysis, origin->settings.items, origin->settings.count, bound, true);
    if (!own.no) {
        return own;
    }
    VEC(struct summary_setting) stay = {0};
    for (uint32_t i = 0; i < origin->elsewhere.count; i++) {
        const struct handle_setting *made = &origin->elsewhere.items[i];
        if (!taken_back(analysis, origin, made->setting.setting) &&
            !program_comes_after(analysis->program, made->place, call)) {
            vec_push(&stay, made->setting);
        }
    }
    struct verdict later = verdict_of_settings(analysis, stay.items, stay.count, bound, false);
    if (later.yes) {
        bool no = verdict_of_settings(analysis, stay.items, stay.count, bound, true).no;
        own = (struct verdict){.yes = true, .no = no, .assumed = true, .longest_ns = -1};
    }
    vec_finish(&stay);
    return own;
}

/* Asks the places that make the handles which the call may be made on; false when one of them is
 * not known. */
static bool judge_origins(const struct analysis *analysis, const struct origin_set *origins,
                          uint32_t bound, struct call_place call, struct verdict *all)
{
    uint32_t kind = analysis->models->bounds.items[bound].handle_kind;
    bool any = false;
    for (uint32_t bit = 0; bit < HANDLE_ORIGINS; bit++) {
        if (!origin_set_has(origins, bit)) {
            continue;
        }
        const struct handle_origin *origin = handle_flow_origin_at(analysis->handles, bit);
        if (origin == NULL || !origin->known) {
            return false;
        }
        if (origin->handle_kind == kind) {
            struct verdict one = judge_origin(analysis, origin, bound, call);
            if (one.unknown && !one.yes && !one.no) {
                return false;
            }
            any = true;
            all->yes = all->yes || one.yes;
            all->no = all->no || one.no;
            all->assumed = all->assumed || one.assumed;
        }
    }
    return any;
}

/* A call of which data flow knows no handle: the origins that the program's stores lead to. False
 * when they say nothing. */
static bool settle_origins(struct analysis *analysis, struct site *site)
{
    const struct model_function *model = site->model;
    uint32_t m = analysis->program->funcs.items[site->func].module;
    const struct ir_module *module = &analysis->program->modules[m];
    const struct ir_instr *call = &module->instrs[site->instr];
    if (model->on >= call->arg_count || model->need_count == 0) {
        return false;
    }
    struct origin_set origins =
        handle_flow_origins(analysis->handles, m, module->lists[call->first_arg + model->on]);
    struct verdict all = {0};
    for (uint32_t i = 0; i < model->need_count; i++) {
        uint32_t bound = model->needs[i];
        if (analysis->models->bounds.items[bound].default_ms > 0) {
            continue;
        }
        struct verdict one = {0};
        bool own = analysis->models->bounds.items[bound].handle_kind == model->handle_kind;
        struct origin_set asked = own ? origins : handle_flow_attached(analysis->handles, &origins);
        struct call_place place = {.func = site->func, .instr = site->instr};
        if (!judge_origins(analysis, &asked, bound, place, &one)) {
            return false;
        }
        if (one.no) {
            site->bound = bound;
        }
        all.no = all.no || one.no;
        all.yes = all.yes || one.yes;
    }
    bool alarmed = site->guarded_by_alarm && !site->unguarded;
    site->no = all.no && !alarmed;
    site->yes = site->yes || all.yes || !site->no || site->guarded_by_alarm;
    return true;
}

static void settle_unknown(struct analysis *analysis, struct site *site)
{
    if (!site->unknown || site->no) {
        return;
    }
    if (settle_origins(analysis, site)) {
        site->unknown = false;
        site->assumed = true;
    } else if (site->set_through_store) {
        site->unknown = false;
        site->assumed = true;
        site->yes = true;
    }
}

void analysis_settle(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    for (func_ref func = 1; func < program->funcs.count; func++) {
        const struct summary *summary = &analysis->summaries[func];
        /* A library whose sources are read as well: its callers are told by the model what it does,
         * and nobody takes over what it needs. */
        bool modelled = models_find(analysis->models, program_func_name(program, func)) != NULL;
        if (program->funcs.items[func].caller_count != 0 && !program->funcs.items[func].recursive &&
            !modelled) {
            continue;
        }
        for (uint32_t i = 0; i < summary->needs.count; i++) {
            settle_need(analysis, &summary->needs.items[i]);
        }
    }
    for (uint32_t i = 0; i < analysis->pending.count; i++) {
        const struct pending_need *pending = &analysis->pending.items[i];
        settle_store(analysis, &pending->need, pending->is_global, pending->store);
    }
    for (uint32_t i = 0; i < analysis->sites.count; i++) {
        struct site *site = &analysis->sites.items[i];
        site->is_network = site->is_network || site->may_be_socket;
        settle_unknown(analysis, site);
    }
    awaited_settle(analysis);
}
