/* What function entries say of attempts: delays, refusals, cases of a result, keys. */
#include "models/load.h"

#include <string.h>

static bool is_word(const struct yaml_node *node, const char *word)
{
    return node != NULL && node->kind == YAML_SCALAR && strcmp(node->text, word) == 0;
}

/* `delay: {in: returned, growing: yes, jitter: yes, cap: yes}`. */
static void load_delay(const struct yaml_node *node, struct model_function *function)
{
    static const char *const keys[] = {"in", "growing", "jitter", "cap", NULL};
    struct model_delay *delay = &function->delay;
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    const struct yaml_node *in = yaml_get(node, "in");
    bool slept = is_word(in, "slept");
    delay->present = true;
    delay->in = slept ? MODEL_NO_ARG : load_place(in);
    delay->growing = yaml_bool(yaml_get(node, "growing"), false);
    delay->jitter = yaml_bool(yaml_get(node, "jitter"), false);
    delay->cap = yaml_bool(yaml_get(node, "cap"), false);
    if (slept && function->sleeps.shape != SHAPE_NONE) {
        yaml_error(in, false, "'sleeps' says already how long it sleeps; keep one of them");
    } else if (slept) {
        function->sleeps.shape = SHAPE_OWN;
    }
    if (in == NULL) {
        yaml_error(node, true,
                   "'delay' needs 'in', where the time is: returned, slept or an argument");
    }
}

/* `after: {arg: 1, is: 0}`. */
static void load_ending(struct model_loader *loader, const struct yaml_node *node,
                        struct model_refusal *refusal)
{
    static const char *const keys[] = {"arg", "is", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    refusal->told = load_argument(yaml_get(node, "arg"));
    refusal->ending = load_values(loader, yaml_get(node, "is"));
    if (node->count != 2) {
        yaml_error(node, true,
                   "'after' needs 'arg', which says how the attempt went, and 'is', its "
                   "values after the last one");
    }
}

static void load_refusal(struct model_loader *loader, const struct yaml_node *node,
                         struct model_function *function)
{
    static const char *const keys[] = {"return", "after", "over", "guard", NULL};
    struct model_refusal *refusal = &function->refuses;
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    const struct yaml_node *over = yaml_get(node, "over");
    const char *setting = yaml_string(over, NULL);
    refusal->results = load_values(loader, yaml_get(node, "return"));
    refusal->guard = load_text(loader, yaml_get(node, "guard"));
    load_ending(loader, yaml_get(node, "after"), refusal);
    if (setting != NULL) {
        refusal->over = load_setting(loader, over, setting, function->handle_kind);
    }
    if (yaml_get(node, "return") == NULL) {
        yaml_error(node, true, "'refuses' needs 'return', the results that forbid an attempt");
    }
    if (over != NULL && function->on == MODEL_NO_ARG) {
        yaml_error(over, true, "'over' is a setting of the handle 'on'; say which argument it is");
    }
}

static struct model_case load_case(struct model_loader *loader, const struct yaml_node *node)
{
    static const char *const keys[] = {"arg", "is", "return", NULL};
    struct model_case one = {.arg = MODEL_NO_ARG};
    if (!yaml_check_keys(node, keys)) {
        return one;
    }
    one.arg = load_argument(yaml_get(node, "arg"));
    one.when = load_values(loader, yaml_get(node, "is"));
    one.result = load_values(loader, yaml_get(node, "return"));
    if (node->count != 3) {
        yaml_error(node, false,
                   "a case needs 'arg', an argument, 'is', its values, and 'return', the results "
                   "that go with them");
    }
    return one;
}

static void load_cases(struct model_loader *loader, const struct yaml_node *node,
                       struct model_function *function)
{
    if (node == NULL) {
        return;
    }
    if (node->kind != YAML_LIST) {
        yaml_error(node, false, "'cases' must be a list, such as [{arg: 0, is: 0, return: 0}]");
        return;
    }
    struct model_case *cases = arena_alloc(&loader->set->arena, node->count * sizeof *cases);
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        cases[function->case_count++] = load_case(loader, item);
    }
    function->cases = cases;
}

static void load_key(struct model_loader *loader, const struct yaml_node *node,
                     struct model_function *function)
{
    static const char *const keys[] = {"arg", "member", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    function->key.arg = load_argument(yaml_get(node, "arg"));
    function->key.member = load_text(loader, yaml_get(node, "member"));
    if (yaml_get(node, "arg") == NULL) {
        yaml_error(node, true, "'key_in' needs 'arg', the argument with the idempotency key");
    } else if (function->operation == OPERATION_NONE) {
        yaml_error(node, true, "'key_in' is about a request; say with 'does' which it is");
    }
}

static void load_repetition(const struct yaml_node *node, struct model_repetition *retries)
{
    static const char *const keys[] = {"bounded", NULL};
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    retries->present = true;
    retries->bounded = load_answer(yaml_get(node, "bounded"), ANSWER_UNKNOWN);
    if (yaml_get(node, "bounded") == NULL) {
        yaml_error(node, true,
                   "'retries' needs 'bounded': whether attempts or time are limited (yes, no, "
                   "unknown)");
    }
}

void load_attempts(struct model_loader *loader, const struct yaml_node *entry,
                   struct model_function *function)
{
    load_delay(yaml_get(entry, "delay"), function);
    load_refusal(loader, yaml_get(entry, "refuses"), function);
    load_cases(loader, yaml_get(entry, "cases"), function);
    load_key(loader, yaml_get(entry, "key_in"), function);
    load_repetition(yaml_get(entry, "retries"), &function->retries);
}
