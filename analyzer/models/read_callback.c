#include "models/load.h"

struct model_result load_values(struct model_loader *loader, const struct yaml_node *node)
{
    struct model_result values = {0};
    values.ranges = load_ranges(loader, node, &values.range_count);
    return values;
}

static struct model_callback load_callback(struct model_loader *loader,
                                           const struct yaml_node *node)
{
    static const char *const keys[] = {"function", "data", "when_ready", "status", NULL};
    static const char *const status_keys[] = {"arg", "failed", "well", NULL};
    struct model_callback callback = {
        .function = MODEL_NO_ARG, .data = MODEL_NO_ARG, .status = MODEL_NO_ARG};
    if (!yaml_check_keys(node, keys)) {
        return callback;
    }
    callback.function = load_argument(yaml_get(node, "function"));
    callback.data = load_argument(yaml_get(node, "data"));
    callback.when_ready = yaml_bool(yaml_get(node, "when_ready"), false);
    if (yaml_get(node, "function") == NULL) {
        yaml_error(node, true, "'calls' needs 'function', the number of an argument");
    }
    const struct yaml_node *status = yaml_get(node, "status");
    if (status == NULL || !yaml_check_keys(status, status_keys)) {
        return callback;
    }
    callback.status = load_argument(yaml_get(status, "arg"));
    callback.failed = load_values(loader, yaml_get(status, "failed"));
    callback.well = load_values(loader, yaml_get(status, "well"));
    if (yaml_get(status, "arg") == NULL || yaml_get(status, "failed") == NULL) {
        yaml_error(
            status, true,
            "'status' needs 'arg', the number of the function's own parameter, and 'failed', "
            "its values after a failure");
    }
    return callback;
}

static void load_later(struct model_loader *loader, const struct yaml_node *node,
                       struct model_later *later)
{
    static const char *const keys[] = {"function", "timer", "after", "repeats", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    later->function = load_argument(yaml_get(node, "function"));
    later->timer = load_argument(yaml_get(node, "timer"));
    later->after = load_amount(loader, yaml_get(node, "after"));
    later->repeats = load_values(loader, yaml_get(node, "repeats"));
    if ((later->function == MODEL_NO_ARG) == (later->timer == MODEL_NO_ARG)) {
        yaml_error(node, true,
                   "'later' needs either 'function' or 'timer', the number of the argument that is "
                   "one");
    }
}

void load_callbacks(struct model_loader *loader, const struct yaml_node *entry,
                    struct model_function *function)
{
    const struct yaml_node *calls = yaml_get(entry, "calls");
    load_later(loader, yaml_get(entry, "later"), &function->later);
    if (calls == NULL) {
        return;
    }
    bool several = calls->kind == YAML_LIST;
    const struct yaml_node *first = several ? calls->first : calls;
    struct model_callback *callbacks =
        arena_alloc(&loader->set->arena, (several ? calls->count : 1) * sizeof *callbacks);
    for (const struct yaml_node *node = first; node != NULL; node = several ? node->next : NULL) {
        callbacks[function->callback_count++] = load_callback(loader, node);
    }
    function->callbacks = callbacks;
}
