/* How calls configure handles: `configures` lists the effects one by one, `options` makes one
 * effect of every option of the handle's kind. */
#include "models/load.h"

#include <string.h>

typedef VEC(struct model_effect) effect_list;

static struct model_effect blank_effect(void)
{
    return (struct model_effect){.on = MODEL_NO_ARG,
                                 .arg = MODEL_NO_ARG,
                                 .key_arg = MODEL_NO_ARG,
                                 .guard_arg = MODEL_NO_ARG,
                                 .within = {.arg = MODEL_NO_ARG}};
}

/* `when: {2: SO_RCVTIMEO, 1: SOL_SOCKET}`: the first is the key, the second its guard. */
static void load_effect_when(struct model_loader *loader, const struct yaml_node *node,
                             struct model_effect *effect)
{
    uint32_t args[2] = {MODEL_NO_ARG, MODEL_NO_ARG};
    int64_t values[2] = {0, 0};
    load_when(loader, node, 2, args, values);
    effect->key_arg = args[0];
    effect->key = values[0];
    effect->guard_arg = args[1];
    effect->guard = values[1];
}

static void load_reading(struct model_loader *loader, const struct yaml_node *node,
                         struct model_effect *effect)
{
    static const char *const readings[] = {"value",    "bit",           "pointee", "timeval",
                                           "timespec", "timeval_value", NULL};
    const struct yaml_node *constant = yaml_get(node, "to");
    const struct yaml_node *from = yaml_get(node, "from");
    const struct yaml_node *as = yaml_get(node, "as");
    const struct yaml_node *bits = yaml_get(node, "bits");
    if ((constant != NULL) == (from != NULL)) {
        yaml_error(node, false, "a setting is set either 'to' a number or 'from' an argument");
    }
    if (constant != NULL) {
        effect->reading = READING_CONSTANT;
        effect->constant = load_number(loader, constant, 0);
        return;
    }
    effect->arg = load_argument(from);
    if (as != NULL && as->kind == YAML_SCALAR && strcmp(as->text, "text") == 0) {
        effect->reading = READING_TEXT;
    } else {
        effect->reading = (enum model_reading)yaml_choice(as, readings, READING_VALUE);
    }
    effect->bits = load_number(loader, bits, 0);
    if ((effect->reading == READING_BIT) != (bits != NULL)) {
        yaml_error(node, false, "'as: bit' and 'bits' belong together");
    }
}

static uint32_t effect_kind(struct model_loader *loader, const struct yaml_node *node,
                            const struct model_effect *effect,
                            const struct model_function *function)
{
    if (yaml_get(node, "kind") != NULL) {
        return load_kind(loader, yaml_get(node, "kind"));
    }
    bool created = function->creates != MODEL_NO_ARG && effect->on == function->creates;
    return created ? function->created_kind : function->handle_kind;
}

static void load_lock_effect(const struct model_loader *loader, const struct yaml_node *node,
                             const struct model_function *function, struct model_effect *effect)
{
    bool lock = loader->set->settings.items[effect->setting].lock;
    effect->on_success = yaml_bool(yaml_get(node, "on_success"), false);
    if (lock && effect->reading != READING_CONSTANT) {
        yaml_error(node, false, "a lock is taken with 'to: 1' and released with 'to: 0'");
    }
    if (effect->on_success && (!lock || function->fails.range_count == 0)) {
        yaml_error(node, false,
                   "'on_success' is for taking a lock, where 'fails' says what is no success");
    }
}

/* `members: yes`, or `members: {events: POLLIN}`. */
static void load_members(struct model_loader *loader, const struct yaml_node *node,
                         struct model_effect *effect)
{
    if (node == NULL || node->kind != YAML_MAP) {
        effect->via_set = yaml_bool(node, false);
        return;
    }
    effect->via_set = true;
    if (node->count != 1) {
        yaml_error(node, true, "'members' names one field and its bits, as {events: POLLIN}");
        return;
    }
    const char *member = node->first->key;
    effect->asked_member = arena_copy(&loader->set->arena, member, strlen(member));
    effect->asked_bits = load_number(loader, node->first, 0);
}

/* `answer: revents`, or `answer: whole`. */
static void load_answer_place(struct model_loader *loader, const struct yaml_node *node,
                              struct model_effect *effect)
{
    const char *place = load_text(loader, node);
    bool whole = place != NULL && strcmp(place, "whole") == 0;
    effect->answer = whole ? "" : place;
    if (place != NULL && !effect->via_set) {
        yaml_error(node, true,
                   "'answer' is where a set tells which members are ready; add "
                   "'members'");
    }
}

static void load_effect(struct model_loader *loader, const struct yaml_node *node,
                        const struct model_function *function, effect_list *list)
{
    static const char *const keys[] = {"on",         "set",    "to",   "from",    "as",
                                       "bits",       "when",   "kind", "in_time", "members",
                                       "on_success", "answer", NULL};
    struct model_effect effect = blank_effect();
    if (!yaml_check_keys(node, keys)) {
        return;
    }
    const struct yaml_node *on = yaml_get(node, "on");
    const struct yaml_node *set = yaml_get(node, "set");
    bool all = on != NULL && on->kind == YAML_SCALAR && strcmp(on->text, "all") == 0;
    if (on == NULL || set == NULL) {
        yaml_error(node, false, "an effect needs 'on' (an argument, returned or all) and 'set'");
        return;
    }
    effect.on = all ? MODEL_ALL_ARGS : load_place(on);
    load_members(loader, yaml_get(node, "members"), &effect);
    load_answer_place(loader, yaml_get(node, "answer"), &effect);
    const char *name = yaml_string(set, NULL);
    if (name != NULL) {
        effect.setting =
            load_setting(loader, set, name, effect_kind(loader, node, &effect, function));
    }
    load_reading(loader, node, &effect);
    load_effect_when(loader, yaml_get(node, "when"), &effect);
    effect.when_returned = yaml_bool(yaml_get(node, "in_time"), false);
    if (effect.when_returned) {
        effect.within = function->timeout;
    }
    if (effect.when_returned && function->timeout.shape == SHAPE_NONE) {
        yaml_error(node, false, "'in_time' speaks of the call's own 'timeout'; add one");
    }
    load_lock_effect(loader, node, function, &effect);
    vec_push(list, effect);
}

static void load_option_effects(struct model_loader *loader, const struct yaml_node *node,
                                const struct model_function *function, effect_list *list)
{
    static const char *const keys[] = {"on", "key", "value", NULL};
    const struct model_set *set = loader->set;
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    struct model_effect effect = blank_effect();
    effect.on = load_argument(yaml_get(node, "on"));
    effect.key_arg = load_argument(yaml_get(node, "key"));
    effect.arg = load_argument(yaml_get(node, "value"));
    uint32_t before = list->count;
    if (node->count != 3) {
        yaml_error(node, true, "'options' needs 'on', 'key' and 'value', numbers of arguments");
    }
    for (uint32_t i = 0; i < set->options.count; i++) {
        const struct model_option *option = &set->options.items[i];
        if (option->handle_kind != function->handle_kind) {
            continue;
        }
        effect.key = option->key;
        for (uint32_t j = 0; j < option->clear_count; j++) {
            struct model_effect clear = effect;
            clear.setting = option->clears[j];
            clear.reading = READING_CONSTANT;
            clear.arg = MODEL_NO_ARG;
            vec_push(list, clear);
        }
        effect.setting = option->setting;
        effect.reading = option->reading;
        vec_push(list, effect);
    }
    if (list->count == before) {
        yaml_error(node, true,
                   "the handle's kind has no options; say 'kind', or name its "
                   "'options' under 'handles'");
    }
}

/* `reports: {on: 0, set: nonblocking, bits: O_NONBLOCK, when: {1: F_GETFL}}`. */
static void load_report(struct model_loader *loader, const struct yaml_node *node,
                        struct model_function *function)
{
    static const char *const keys[] = {"on", "set", "bits", "when", NULL};
    struct model_report *report = &function->reports;
    if (node == NULL || !yaml_check_keys(node, keys)) {
        return;
    }
    const struct yaml_node *set = yaml_get(node, "set");
    const char *name = yaml_string(set, NULL);
    report->on = load_argument(yaml_get(node, "on"));
    report->bits = load_number(loader, yaml_get(node, "bits"), 0);
    load_when(loader, yaml_get(node, "when"), 1, &report->key_arg, &report->key);
    if (name != NULL) {
        report->setting = load_setting(loader, set, name, function->handle_kind);
    }
    if (yaml_get(node, "on") == NULL || set == NULL || yaml_get(node, "bits") == NULL) {
        yaml_error(node, true, "'reports' needs 'on', 'set' and 'bits', the flag in the result");
    }
}

void load_effects(struct model_loader *loader, const struct yaml_node *entry,
                  struct model_function *function)
{
    effect_list list = {0};
    const struct yaml_node *configures = yaml_get(entry, "configures");
    load_option_effects(loader, yaml_get(entry, "options"), function, &list);
    load_report(loader, yaml_get(entry, "reports"), function);
    if (configures != NULL && configures->kind != YAML_LIST) {
        yaml_error(configures, false, "'configures' must be a list of effects");
        configures = NULL;
    }
    for (const struct yaml_node *item = configures != NULL ? configures->first : NULL; item != NULL;
         item = item->next) {
        load_effect(loader, item, function, &list);
    }
    struct model_effect *effects = arena_alloc(&loader->set->arena, list.count * sizeof *effects);
    if (list.count > 0) {
        memcpy(effects, list.items, list.count * sizeof *effects);
    }
    function->effects = effects;
    function->effect_count = list.count;
    vec_finish(&list);
}
