#include "program/summary_text.h"

#include "program/names.h"

#include <inttypes.h>

struct printer {
    const struct analysis *analysis;
    struct program_names names;
    struct text *out;
};

static const char *const outcome_names[OUTCOME_COUNT] = {"any",         "ok",  "fail",     "again",
                                                         "interrupted", "end", "permanent"};

static void put_path(const struct printer *printer, path_id id)
{
    const struct path *path = &printer->analysis->paths.paths.items[id];
    struct text *out = printer->out;
    switch ((enum path_kind)path->kind) {
    case PATH_NONE:
        text_puts(out, "?");
        return;
    case PATH_PARAM:
        text_printf(out, "argument %u", path->value);
        return;
    case PATH_GLOBAL:
        text_puts(out, printer->names.globals[path->value]);
        return;
    case PATH_ERRNO:
        text_puts(out, "errno");
        return;
    case PATH_DEREF:
        text_puts(out, "*");
        put_path(printer, path->parent);
        return;
    case PATH_FIELD:
        put_path(printer, path->parent);
        text_printf(out, ".%s", printer->names.fields[path->value]);
        return;
    case PATH_ADDRESS:
        text_puts(out, "&");
        put_path(printer, path->parent);
        return;
    case PATH_INDEX:
        put_path(printer, path->parent);
        text_printf(out, path->value == 0 ? "[]" : "[%u]", path->value - 1);
        return;
    }
}

static void put_range(struct text *out, const struct range *range)
{
    if (range_is_all(range)) {
        text_puts(out, "anything");
        return;
    }
    for (uint32_t i = 0; i < range->count; i++) {
        int64_t low = range->low[i];
        int64_t high = range->high[i];
        text_puts(out, i == 0 ? "" : ", ");
        if (low == high) {
            text_printf(out, "%" PRId64, low);
        } else if (low == INT64_MIN) {
            text_printf(out, "up to %" PRId64, high);
        } else if (high == INT64_MAX) {
            text_printf(out, "from %" PRId64, low);
        } else {
            text_printf(out, "%" PRId64 " to %" PRId64, low, high);
        }
    }
}

static void put_object(const struct printer *printer, const struct summary *summary,
                       uint32_t object)
{
    const struct model_set *models = printer->analysis->models;
    uint32_t kind = summary->objects.items[object].handle_kind;
    text_printf(printer->out, "new %s",
                kind == 0 ? "object" : models->handle_kinds.items[kind].name);
}

static void put_value(const struct printer *printer, const struct summary *summary,
                      const struct known_value *value)
{
    switch (value->kind) {
    case KNOWN_PATH:
        put_path(printer, value->path);
        return;
    case KNOWN_OBJECT:
        put_object(printer, summary, value->object);
        return;
    case KNOWN_TEXT:
        text_printf(printer->out, "\"%s\"", value->text);
        return;
    case KNOWN_FUNC:
        text_puts(printer->out, program_func_name(printer->analysis->program, value->func));
        return;
    case KNOWN_NOTHING:
        put_range(printer->out, &value->range);
        return;
    }
}

static void put_head(const struct printer *printer, func_ref func, const struct summary *summary)
{
    static const char *const answers[] = {"unknown", "yes", "no"};
    struct text *out = printer->out;
    text_printf(out, "%s\n", program_func_name(printer->analysis->program, func));
    if (summary->network) {
        text_printf(out, "  network%s%s\n", summary->blocks ? ", may wait" : "",
                    summary->accepts ? ", accepts clients" : "");
    }
    if (summary->resends) {
        text_printf(out, "  sends, may be repeated: %s\n", answers[summary->idempotent]);
    }
    if (summary->retries) {
        text_printf(out, "  retries");
        if (summary->retry_attempts != 0) {
            text_printf(out, ", %u attempts", summary->retry_attempts);
        }
        text_puts(out, "\n");
    }
    if (summary->no_return) {
        text_puts(out, "  never returns\n");
    }
}

static void put_setting_value(const struct printer *printer, const struct summary *summary,
                              const struct setting_value *value)
{
    const char *separator = "";
    struct text *out = printer->out;
    if (value->text != NULL) {
        text_printf(out, "\"%s\"", value->text);
        separator = " or ";
    } else if (value->path != 0) {
        put_path(printer, value->path);
        separator = " or ";
    } else if (value->unknown) {
        text_puts(out, "something");
        separator = " or ";
    }
    if (value->constants.count != 0) {
        text_puts(out, separator);
        put_range(out, &value->constants);
        separator = " or ";
    }
    if (value->object != 0) {
        text_puts(out, separator);
        put_object(printer, summary, value->object - 1);
        separator = " or ";
    }
    if (value->inherits) {
        text_printf(out, "%sas before", separator);
    }
}

/* Nothing but what was there before. */
static bool keeps(const struct setting_value *value)
{
    return value->inherits && value->constants.count == 0 && value->path == 0 &&
           value->object == 0 && value->text == NULL && !value->unknown;
}

static void put_outcomes(const struct printer *printer, const struct summary *summary)
{
    struct text *out = printer->out;
    for (int i = OUTCOME_OK; i < OUTCOME_COUNT; i++) {
        const struct summary_outcome *outcome = &summary->outcomes[i];
        if (!outcome->possible) {
            continue;
        }
        text_printf(out, "  %s: ", outcome_names[i]);
        put_range(out, &outcome->result);
        if (!range_is_all(&outcome->error)) {
            text_puts(out, "; errno ");
            put_range(out, &outcome->error);
        }
        for (uint32_t k = 0; k < outcome->writes.count; k++) {
            if (keeps(&outcome->writes.items[k].value)) {
                continue;
            }
            text_puts(out, "; ");
            put_path(printer, outcome->writes.items[k].path);
            text_puts(out, " = ");
            put_setting_value(printer, summary, &outcome->writes.items[k].value);
        }
        text_puts(out, "\n");
    }
}

/* Every call that may wait ends what a poll said before it: not worth a line. */
static bool is_used_up(const struct model_setting *model, const struct setting_value *value)
{
    int64_t only;
    return model->transient && !value->unknown && value->object == 0 && value->path == 0 &&
           value->text == NULL && range_single(&value->constants, &only) && only == model->initial;
}

static void put_setting(const struct printer *printer, const struct summary *summary,
                        const struct summary_setting *setting)
{
    const struct model_set *models = printer->analysis->models;
    text_puts(printer->out, "sets ");
    if (setting->on_object) {
        put_object(printer, summary, setting->target);
    } else if (setting->target == 0) {
        text_puts(printer->out, "every handle");
    } else {
        put_path(printer, setting->target);
    }
    text_printf(printer->out, ": %s = ", models->settings.items[setting->setting].name);
    put_setting_value(printer, summary, &setting->value);
    text_puts(printer->out, "\n");
}

static void put_settings(const struct printer *printer, const struct summary *summary)
{
    const struct model_set *models = printer->analysis->models;
    for (uint32_t i = 0; i < summary->settings.count; i++) {
        const struct summary_setting *setting = &summary->settings.items[i];
        if (!is_used_up(&models->settings.items[setting->setting], &setting->value)) {
            text_puts(printer->out, "  ");
            put_setting(printer, summary, setting);
        }
    }
    if (summary->sets_alarm) {
        text_puts(printer->out, "  sets alarm = ");
        put_setting_value(printer, summary, &summary->alarm);
        text_puts(printer->out, "\n");
    }
}

static void put_locks(const struct printer *printer, const struct summary *summary)
{
    static const char *const uses[] = {[LOCK_PASSES] = "taken and released",
                                       [LOCK_LEAVES] = "left held",
                                       [LOCK_RELEASES] = "released"};
    struct text *out = printer->out;
    for (uint32_t i = 0; i < summary->locks.count; i++) {
        const struct summary_lock *lock = &summary->locks.items[i];
        const struct path *path = &printer->analysis->paths.paths.items[lock->path];
        text_puts(out, path->kind == PATH_ADDRESS ? "  lock " : "  lock at ");
        put_path(printer, path->kind == PATH_ADDRESS ? path->parent : lock->path);
        text_printf(out, ": %s", uses[lock->use]);
        if (lock->use == LOCK_LEAVES && lock->when.count != 0) {
            text_puts(out, " if it returns ");
            put_range(out, &lock->when);
        }
        text_puts(out, "\n");
    }
}

static void put_argument(const struct printer *printer, const struct summary_case *one)
{
    if (one->param == CASE_OF_ERRNO) {
        text_puts(printer->out, "  errno is ");
    } else {
        text_printf(printer->out, "  argument %" PRIu32 " is ", one->param);
    }
    put_range(printer->out, &one->argument);
    text_puts(printer->out, ": ");
}

static void put_cases(const struct printer *printer, const struct summary *summary)
{
    for (uint32_t i = 0; i < summary->cases.count; i++) {
        const struct summary_case *one = &summary->cases.items[i];
        if (one->result.count != 0 && !range_equal(&one->result, &summary->result.range)) {
            put_argument(printer, one);
            text_puts(printer->out, "returns ");
            put_range(printer->out, &one->result);
            text_puts(printer->out, "\n");
        }
        for (uint32_t k = 0; k < one->settings.count; k++) {
            put_argument(printer, one);
            put_setting(printer, summary, &one->settings.items[k]);
        }
    }
}

static void put_needs(const struct printer *printer, const struct summary *summary)
{
    const struct analysis *analysis = printer->analysis;
    for (uint32_t i = 0; i < summary->needs.count; i++) {
        const struct summary_need *need = &summary->needs.items[i];
        const struct site *site = &analysis->sites.items[need->site];
        text_printf(printer->out, "  %s needs ", site->model->name);
        if (need->kind == NEED_BOUND) {
            text_printf(printer->out, "%s of %s", analysis->models->bounds.items[need->bound].name,
                        need->attached ? "what is attached to " : "");
        } else if (need->kind == NEED_ALARM) {
            text_puts(printer->out, "an alarm");
        } else {
            text_puts(printer->out, "a finite ");
        }
        if (need->kind != NEED_ALARM) {
            put_path(printer, need->path);
        }
        text_puts(printer->out, "\n");
    }
}

/* Whether it sleeps, and what decides how long. */
static void put_pause(struct text *out, const struct pause *pause)
{
    if (!pause->present) {
        return;
    }
    text_puts(out, "  sleeps");
    if (pause->constant_ns >= 0) {
        text_printf(out, " %" PRId64 " ms", pause->constant_ns / 1000000);
    }
    const char *between = " as decided by argument";
    for (uint32_t i = 0; i < 32; i++) {
        if ((pause->params >> i & 1) != 0) {
            text_printf(out, "%s %" PRIu32, between, i);
            between = ",";
        }
    }
    text_printf(out, "%s%s%s\n", pause->growing ? ", growing" : "",
                pause->capped ? ", with a limit" : "", pause->random ? ", partly by chance" : "");
}

static void put_function(const struct printer *printer, func_ref func)
{
    const struct summary *summary = &printer->analysis->summaries[func];
    uint32_t start = (uint32_t)printer->out->length;
    put_head(printer, func, summary);
    uint32_t head = (uint32_t)printer->out->length;
    bool told = summary->solved && summary->result.kind != KNOWN_NOTHING;
    if (told || (summary->solved && !range_is_all(&summary->result.range))) {
        text_puts(printer->out, "  returns ");
        put_value(printer, summary, &summary->result);
        text_puts(printer->out, "\n");
    }
    put_pause(printer->out, &summary->pause);
    put_cases(printer, summary);
    put_outcomes(printer, summary);
    put_settings(printer, summary);
    for (uint32_t i = 0; i < summary->writes.count; i++) {
        text_puts(printer->out, "  writes ");
        put_path(printer, summary->writes.items[i].path);
        text_puts(printer->out, " = ");
        put_setting_value(printer, summary, &summary->writes.items[i].value);
        text_puts(printer->out, "\n");
    }
    put_locks(printer, summary);
    put_needs(printer, summary);
    bool silent = printer->out->length == head && !summary->network && !summary->no_return;
    if (silent) {
        printer->out->length = start;
    }
}

void summaries_print(const struct analysis *analysis, struct text *out)
{
    struct arena arena = {0};
    struct printer printer = {
        .analysis = analysis, .names = program_names(analysis->program, &arena), .out = out};
    for (uint32_t i = 0; i < analysis->program->bottom_up.count; i++) {
        put_function(&printer, analysis->program->bottom_up.items[i]);
    }
    arena_finish(&arena);
}
