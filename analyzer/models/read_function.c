/* Function entries: all that is known of one function. */
#include "models/load.h"

#include "base/diag.h"

#include <string.h>

static const char *const operation_names[] = {
    "none",    "resolve", "connect", "accept", "handshake", "request", "send",
    "receive", "wait",    "command", "query",  "publish",   "drive",   NULL};

const char *model_operation_name(enum model_operation operation)
{
    return operation_names[operation];
}

static struct model_function blank_function(void)
{
    return (struct model_function){
        .on = MODEL_NO_ARG,
        .prompt_arg = MODEL_NO_ARG,
        .descriptors = MODEL_NO_ARG,
        .creates = MODEL_NO_ARG,
        .created_at = MODEL_NO_ARG,
        .copies = MODEL_NO_ARG,
        .inherits = MODEL_NO_ARG,
        .returns_arg = MODEL_NO_ARG,
        .resets = MODEL_NO_ARG,
        .closes = MODEL_NO_ARG,
        .appends_to = MODEL_NO_ARG,
        .appends_text = MODEL_NO_ARG,
        .attaches = MODEL_NO_ARG,
        .attaches_to = MODEL_NO_ARG,
        .random_arg = MODEL_NO_ARG,
        .clock_arg = MODEL_NO_ARG,
        .local_arg = MODEL_NO_ARG,
        .prints = MODEL_NO_ARG,
        .format = MODEL_NO_ARG,
        .limit_arg = MODEL_NO_ARG,
        .length = MODEL_NO_ARG,
        .signal = MODEL_NO_ARG,
        .handler = MODEL_NO_ARG,
        .later = {.function = MODEL_NO_ARG, .timer = MODEL_NO_ARG},
        .delay = {.in = MODEL_NO_ARG},
        .refuses = {.told = MODEL_NO_ARG},
        .key = {.arg = MODEL_NO_ARG},
        .text = MODEL_NO_ARG,
        .target = MODEL_NO_ARG,
        .timeout = {.arg = MODEL_NO_ARG},
        .sleeps = {.arg = MODEL_NO_ARG},
        .arms = {.arg = MODEL_NO_ARG},
        .status = {.into = MODEL_NO_ARG, .key_arg = MODEL_NO_ARG},
        .reports = {.on = MODEL_NO_ARG, .key_arg = MODEL_NO_ARG},
    };
}

/* Two arguments under one key: `appends: {to: 0, text: 1}`. The second may be absent when
 * `optional`. */
static void load_pair(const struct yaml_node *node, const char *const keys[3], bool optional,
                      uint32_t *first, uint32_t *second)
{
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    *first = load_argument(yaml_get(node, keys[0]));
    *second = load_argument(yaml_get(node, keys[1]));
    for (int i = 0; i < (optional ? 1 : 2); i++) {
        if (yaml_get(node, keys[i]) == NULL) {
            yaml_error(node, true, "'%s' needs '%s', the number of an argument", node->key,
                       keys[i]);
        }
    }
}

static void load_created(struct model_loader *loader, const struct yaml_node *entry,
                         struct model_function *function)
{
    static const char *const keys[] = {"in", "kind", "at", NULL};
    const struct yaml_node *node = yaml_get(entry, "creates");
    function->copies = load_argument(yaml_get(entry, "copies"));
    function->inherits = load_argument(yaml_get(entry, "inherits"));
    if (node != NULL && yaml_check_keys(node, keys)) {
        function->creates = load_place(yaml_get(node, "in"));
        function->created_kind = load_kind(loader, yaml_get(node, "kind"));
        function->created_at = load_argument(yaml_get(node, "at"));
        if (yaml_get(node, "in") == NULL || yaml_get(node, "kind") == NULL) {
            yaml_error(node, true,
                       "'creates' needs 'in' (returned or an argument) and 'kind' (or none)");
        }
    } else if (function->copies != MODEL_NO_ARG || function->inherits != MODEL_NO_ARG) {
        yaml_error(entry, true,
                   "'copies' and 'inherits' say where the settings of the new handle "
                   "come from; add 'creates'");
    }
}

static void load_handles(struct model_loader *loader, const struct yaml_node *entry,
                         struct model_function *function)
{
    static const char *const appends[] = {"to", "text", NULL};
    static const char *const attaches[] = {"handle", "to", NULL};
    load_created(loader, entry, function);
    function->on = load_argument(yaml_get(entry, "on"));
    function->handle_kind = load_kind(loader, yaml_get(entry, "kind"));
    if (function->on != MODEL_NO_ARG && yaml_get(entry, "kind") == NULL) {
        yaml_error(yaml_get(entry, "on"), true, "'on' needs 'kind', the kind of that handle");
    }
    function->returns_arg = load_argument(yaml_get(entry, "returns"));
    function->resets = load_argument(yaml_get(entry, "resets"));
    function->closes = load_argument(yaml_get(entry, "closes"));
    load_pair(yaml_get(entry, "appends"), appends, false, &function->appends_to,
              &function->appends_text);
    load_pair(yaml_get(entry, "attaches"), attaches, false, &function->attaches,
              &function->attaches_to);
}

static void load_needs(struct model_loader *loader, const struct yaml_node *entry,
                       struct model_function *function)
{
    const struct yaml_node *node = yaml_get(entry, "needs");
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_LIST) {
        yaml_error(node, false, "'needs' must be a list of bounds, such as [total]");
        return;
    }
    if (node->count > 0 && yaml_get(entry, "kind") == NULL) {
        yaml_error(node, true, "'needs' names bounds of a handle; say which with 'on' and 'kind'");
        return;
    }
    uint32_t *needs = arena_alloc(&loader->set->arena, node->count * sizeof *needs);
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        uint32_t bound = load_bound(loader, item, function->handle_kind);
        if (bound != 0) {
            needs[function->need_count++] = bound;
        }
    }
    function->needs = needs;
}

static void load_prompt(struct model_loader *loader, const struct yaml_node *node,
                        struct model_function *function)
{
    static const char *const keys[] = {"arg", "bits", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    function->prompt_arg = load_argument(yaml_get(node, "arg"));
    function->prompt_bits = load_number(loader, yaml_get(node, "bits"), 0);
    if (node->count != 2) {
        yaml_error(node, true, "'prompt' needs 'arg' and 'bits', the flag that forbids waiting");
    }
}

static void load_local(struct model_loader *loader, const struct yaml_node *node,
                       struct model_function *function)
{
    static const char *const keys[] = {"arg", "member", "bits", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    function->local_arg = load_argument(yaml_get(node, "arg"));
    function->local_member = load_text(loader, yaml_get(node, "member"));
    function->local_bits = load_number(loader, yaml_get(node, "bits"), 0);
    if (yaml_get(node, "arg") == NULL || yaml_get(node, "bits") == NULL) {
        yaml_error(node, true, "'local' needs 'arg' and 'bits', the flag that keeps it local");
    }
}

static void load_status(struct model_loader *loader, const struct yaml_node *node,
                        struct model_function *function)
{
    static const char *const keys[] = {"into",      "member", "when",     "fails",
                                       "permanent", "again",  "succeeds", NULL};
    struct model_status *status = &function->status;
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    load_when(loader, yaml_get(node, "when"), 1, &status->key_arg, &status->key);
    status->into = load_place(yaml_get(node, "into"));
    status->member = load_text(loader, yaml_get(node, "member"));
    status->fails = load_result(loader, yaml_get(node, "fails"));
    status->permanent = load_result(loader, yaml_get(node, "permanent"));
    status->again = load_result(loader, yaml_get(node, "again"));
    status->succeeds = load_result(loader, yaml_get(node, "succeeds"));
    if (status->into == MODEL_NO_ARG || function->on == MODEL_NO_ARG) {
        yaml_error(node, true, "'tells' needs 'into', and 'on' beside it, the handle it is about");
    }
}

static void load_operation(struct model_loader *loader, const struct yaml_node *entry,
                           struct model_function *function)
{
    static const char *const only[] = {"socket", NULL};
    const struct yaml_node *does = yaml_get(entry, "does");
    function->operation = (enum model_operation)yaml_choice(does, operation_names, 0);
    function->only_on_socket = yaml_choice(yaml_get(entry, "only_on"), only, -1) == 0;
    function->blocks = yaml_bool(yaml_get(entry, "blocks"), false);
    load_needs(loader, entry, function);
    function->timeout = load_amount(loader, yaml_get(entry, "timeout"));
    load_local(loader, yaml_get(entry, "local"), function);
    load_prompt(loader, yaml_get(entry, "prompt"), function);
    function->length = load_argument(yaml_get(entry, "length"));
    function->descriptors = load_argument(yaml_get(entry, "descriptors"));
    function->succeeds = load_result(loader, yaml_get(entry, "succeeds"));
    function->fails = load_result(loader, yaml_get(entry, "fails"));
    function->again = load_result(loader, yaml_get(entry, "again"));
    function->interrupted = load_result(loader, yaml_get(entry, "interrupted"));
    function->ends = load_result(loader, yaml_get(entry, "ends"));
    function->permanent = load_result(loader, yaml_get(entry, "permanent"));
    load_status(loader, yaml_get(entry, "tells"), function);
    function->idempotent = load_answer(yaml_get(entry, "idempotent"), ANSWER_UNKNOWN);
    function->advice = load_text(loader, yaml_get(entry, "advice"));
    if (function->blocks && does == NULL) {
        yaml_error(entry, true, "'%s' blocks but 'does' nothing; say which operation waits",
                   entry->key);
    }
    if (function->blocks && yaml_get(entry, "needs") == NULL &&
        yaml_get(entry, "timeout") == NULL) {
        yaml_error(entry, true,
                   "'%s' blocks but nothing says for how long; add 'needs' or 'timeout'",
                   entry->key);
    }
}

static void load_clock(const struct yaml_node *node, struct model_function *function)
{
    static const char *const keys[] = {"arg", "returned", "unit", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    function->clock = true;
    function->clock_arg = load_argument(yaml_get(node, "arg"));
    function->clock_returned =
        yaml_bool(yaml_get(node, "returned"), function->clock_arg == MODEL_NO_ARG);
    function->clock_unit_ns = load_unit(yaml_get(node, "unit"), 1);
    if (yaml_get(node, "unit") == NULL) {
        yaml_error(node, true, "'clock' needs 'unit', the length of one tick (ns, us, ms, s)");
    }
}

/* Time, chance and the flow of control. */
static void load_nature(struct model_loader *loader, const struct yaml_node *entry,
                        struct model_function *function)
{
    static const char *const handles[] = {"signal", "with", NULL};
    const struct yaml_node *random = yaml_get(entry, "random");
    uint32_t place = load_place(random);
    function->random = random != NULL;
    function->random_arg = place == MODEL_RETURNED ? MODEL_NO_ARG : place;
    load_clock(yaml_get(entry, "clock"), function);
    function->sleeps = load_amount(loader, yaml_get(entry, "sleeps"));
    function->arms = load_amount(loader, yaml_get(entry, "arms"));
    function->raises = load_number(loader, yaml_get(entry, "raises"), 0);
    load_pair(yaml_get(entry, "handles"), handles, false, &function->signal, &function->handler);
    function->errno_place = yaml_bool(yaml_get(entry, "errno_place"), false);
    function->no_return = yaml_bool(yaml_get(entry, "no_return"), false);
    function->catches = yaml_bool(yaml_get(entry, "catches"), false);
    load_callbacks(loader, entry, function);
}

static void load_contents(struct model_loader *loader, const struct yaml_node *entry,
                          struct model_function *function)
{
    static const char *const text_keys[] = {"arg", "language", NULL};
    static const char *const languages[] = {"none", "http", "sql", "redis", NULL};
    static const char *const target_keys[] = {"setting", NULL};
    static const char *const prints[] = {"into", "format", NULL};
    static const char *const limit_keys[] = {"arg", "has", NULL};
    const struct yaml_node *limit = yaml_get(entry, "limit_in");
    load_pair(yaml_get(entry, "prints"), prints, false, &function->prints, &function->format);
    if (limit != NULL && yaml_check_keys(limit, limit_keys)) {
        function->limit_arg = load_argument(yaml_get(limit, "arg"));
        function->limit_text = load_text(loader, yaml_get(limit, "has"));
        if (limit->count != 2) {
            yaml_error(limit, true, "'limit_in' needs 'arg' and 'has', the text that sets a limit");
        }
    }
    const struct yaml_node *text = yaml_get(entry, "text");
    const struct yaml_node *target = yaml_get(entry, "target");
    if (text != NULL && yaml_check_keys(text, text_keys)) {
        function->text = load_argument(yaml_get(text, "arg"));
        function->language =
            (enum model_language)yaml_choice(yaml_get(text, "language"), languages, 0);
        if (text->count != 2) {
            yaml_error(text, true, "'text' needs 'arg' and 'language' (http, sql, redis)");
        }
    }
    if (target != NULL && target->kind == YAML_MAP) {
        yaml_check_keys(target, target_keys);
        const struct yaml_node *setting = yaml_get(target, "setting");
        const char *name = yaml_string(setting, NULL);
        if (name != NULL) {
            function->target_setting = load_setting(loader, setting, name, function->handle_kind);
        }
    } else {
        function->target = load_argument(target);
    }
}

static void load_through(struct model_loader *loader, const struct yaml_node *node,
                         struct model_function *function)
{
    function->through = load_text(loader, node);
    const char *field = function->through == NULL ? NULL : strrchr(function->through, '.');
    if (function->through != NULL && (field == NULL || field[1] == '\0')) {
        yaml_error(node, true, "'through' needs a record and its field: \"struct ops.call\"");
        function->through = NULL;
    }
}

static void load_function(struct model_loader *loader, const struct yaml_node *entry)
{
    static const char *const keys[] = {
        "source",  "does",    "on",          "kind",       "only_on",  "blocks",      "needs",
        "timeout", "prompt",  "descriptors", "fails",      "again",    "interrupted", "permanent",
        "ends",    "tells",   "creates",     "copies",     "inherits", "returns",     "resets",
        "closes",  "appends", "attaches",    "configures", "options",  "sleeps",      "arms",
        "random",  "clock",   "errno_place", "no_return",  "catches",  "calls",       "idempotent",
        "text",    "target",  "advice",      "succeeds",   "later",    "length",      "raises",
        "handles", "local",   "reports",     "prints",     "limit_in", "delay",       "refuses",
        "cases",   "key_in",  "retries",     "through",    NULL};
    struct model_set *set = loader->set;
    if (!yaml_check_keys(entry, keys) && entry->kind != YAML_MAP) {
        return;
    }
    struct model_function function = blank_function();
    str_id name = strtab_add_text(&set->names, entry->key);
    function.name = strtab_text(&set->names, name);
    function.library = loader->library;
    function.source = load_text(loader, yaml_get(entry, "source"));
    if (function.source == NULL && yaml_get(entry, "source") == NULL) {
        yaml_error(entry, true,
                   "'%s' has no 'source'; name the manual page the entry was read from",
                   entry->key);
    }
    load_handles(loader, entry, &function);
    load_operation(loader, entry, &function);
    load_nature(loader, entry, &function);
    load_contents(loader, entry, &function);
    load_attempts(loader, entry, &function);
    load_effects(loader, entry, &function);
    load_through(loader, yaml_get(entry, "through"), &function);

    uint32_t *index = map_put(&set->function_by_name, name, 0);
    if (*index >= loader->first_new_function) {
        yaml_error(entry, true, "'%s' is already described in %s; keep one of them", entry->key,
                   set->functions.items[*index].library->file);
    }
    if (*index == 0) {
        *index = set->functions.count;
        vec_push(&set->functions, function);
    } else {
        set->functions.items[*index] = function;
    }
    if (function.through != NULL) {
        vec_push(&set->tabled, *index);
    }
}

void load_functions(struct model_loader *loader, const struct yaml_node *functions)
{
    if (functions == NULL) {
        return;
    }
    if (functions->kind != YAML_MAP) {
        yaml_error(functions, false, "'functions' must be a map of functions and what they do");
        return;
    }
    for (const struct yaml_node *child = functions->first; child != NULL; child = child->next) {
        load_function(loader, child);
    }
}
