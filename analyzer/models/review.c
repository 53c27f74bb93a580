#include "models/review.h"

#include "base/diag.h"

#include <inttypes.h>

static void complain(const struct model_function *entry, const char *lack)
{
    diag(DIAG_ERROR, (struct diag_place){.file = entry->library->file}, "%s %s", entry->name, lack);
}

static bool says_how_it_ends(const struct model_function *entry)
{
    return entry->fails.range_count != 0 || entry->ends.range_count != 0 || entry->handle_kind != 0;
}

static void review_function(const struct model_set *models, const struct model_function *entry)
{
    bool answers =
        entry->operation != OPERATION_NONE && entry->operation != OPERATION_DRIVE && entry->blocks;
    if (answers && !says_how_it_ends(entry)) {
        complain(entry, "says neither how it fails nor how it ends: expected fails");
    }
    for (uint32_t i = 0; i < entry->need_count; i++) {
        if (models->bounds.items[entry->needs[i]].advice == NULL) {
            complain(entry, "needs a bound without advice: expected the name of what sets it");
        }
    }
}

void models_review(const struct model_set *models, const struct model_library *library)
{
    for (uint32_t i = 1; i < models->functions.count; i++) {
        if (models->functions.items[i].library == library) {
            review_function(models, &models->functions.items[i]);
        }
    }
}

static void tell_bound(const struct model_set *models, const struct model_function *entry,
                       struct text *out)
{
    if (!entry->blocks) {
        text_puts(out, ", does not wait");
        return;
    }
    if (entry->timeout.shape == SHAPE_FIXED) {
        text_printf(out, ", waits at most %" PRId64 " ms", entry->timeout.fixed_ms);
        return;
    }
    text_puts(out, ", waits");
    if (entry->timeout.shape != SHAPE_NONE) {
        const char *unit = entry->timeout.unit_ns == 1000000000 ? ", in seconds"
                           : entry->timeout.unit_ns == 1000000  ? ", in milliseconds"
                                                                : "";
        text_printf(out, "; bounded by argument %" PRIu32 "%s", entry->timeout.arg, unit);
    }
    for (uint32_t i = 0; i < entry->need_count; i++) {
        const struct model_bound *bound = &models->bounds.items[entry->needs[i]];
        text_printf(out, "%s %s (%s)", i == 0 ? "; needs" : ",", bound->name,
                    bound->advice == NULL ? "no advice" : bound->advice);
    }
}

static void tell_repetition(const struct model_function *entry, struct text *out)
{
    static const char *const answers[] = {
        [ANSWER_UNKNOWN] = "it is not said whether it may happen twice",
        [ANSWER_YES] = "may happen twice",
        [ANSWER_NO] = "must not happen twice",
    };
    bool by_text = entry->idempotent == ANSWER_UNKNOWN && entry->language != LANGUAGE_NONE;
    text_printf(out, "; %s",
                by_text ? "its text tells whether it may happen twice"
                        : answers[entry->idempotent]);
    if (entry->key.arg != MODEL_NO_ARG) {
        text_printf(out, ", but for the key in argument %" PRIu32, entry->key.arg);
    }
}

static void tell_delay(const struct model_delay *delay, struct text *out)
{
    text_puts(out, delay->in == MODEL_NO_ARG ? "sleeps until the next attempt"
                                             : "says how long to wait before the next attempt");
    text_puts(out, delay->growing ? ", longer each time" : ", the same each time");
    text_puts(out, delay->jitter ? ", partly by chance" : "");
    text_puts(out, delay->cap ? ", with a limit" : "");
}

/* What is said of attempts; false: nothing. */
static bool tell_attempts(const struct model_function *entry, struct text *out)
{
    const char *before = "";
    if (entry->retries.present) {
        text_puts(out, "makes attempts again by itself");
        before = "; ";
    }
    if (entry->delay.present) {
        text_puts(out, before);
        tell_delay(&entry->delay, out);
        before = "; ";
    }
    if (entry->refuses.results.range_count != 0) {
        text_printf(out, "%smay refuse another attempt", before);
        before = "; ";
    }
    if (entry->case_count != 0) {
        text_printf(out, "%sits result follows from argument %" PRIu32, before,
                    entry->cases[0].arg);
        before = "; ";
    }
    return *before != '\0';
}

static void tell_handle(const struct model_set *models, const struct model_function *entry,
                        struct text *out)
{
    if (entry->created_kind != 0) {
        text_printf(out, "makes a handle of kind %s\n",
                    models->handle_kinds.items[entry->created_kind].name);
    } else if (entry->closes != MODEL_NO_ARG) {
        text_printf(out, "ends the handle in argument %" PRIu32 "\n", entry->closes);
    } else if (entry->effect_count != 0 && models->settings.items[entry->effects[0].setting].lock) {
        text_puts(out, entry->effects[0].constant != 0 ? "takes a lock\n" : "releases a lock\n");
    } else if (entry->effect_count != 0) {
        text_puts(out, "configures a handle\n");
    } else {
        text_puts(out, "no network call\n");
    }
}

void models_tell(const struct model_set *models, const struct model_library *library,
                 struct text *out)
{
    for (uint32_t i = 1; i < models->functions.count; i++) {
        const struct model_function *entry = &models->functions.items[i];
        if (entry->library != library) {
            continue;
        }
        text_printf(out, "  %s: ", entry->name);
        if (entry->operation == OPERATION_NONE) {
            if (tell_attempts(entry, out)) {
                text_puts(out, "\n");
            } else {
                tell_handle(models, entry, out);
            }
            continue;
        }
        text_puts(out, model_operation_name(entry->operation));
        tell_bound(models, entry, out);
        tell_repetition(entry, out);
        text_puts(out, "\n");
    }
}
