/* What a model file says arrives in the set; the models of the project are complete. */
#include "base/diag.h"
#include "models/review.h"
#include "scratch_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const char house[] =
    "library: house\n"
    "title: The house's own wrappers\n"
    "headers: [house/net.h]\n"
    "defines: [HOUSE_PLAIN]\n"
    "constants: {H_LIMIT: 7, H_URL: 8, H_LEVEL: 2, H_LATER: -3, H_MASK: 0x10}\n"
    "handles:\n"
    "  line:\n"
    "    type: house_line\n"
    "    idempotency_key: H_URL\n"
    "    settings: {quick: {initial: 1}, ready: {transient: yes}}\n"
    "    options:\n"
    "      H_LIMIT: {unit: ms, clears: [quick]}\n"
    "      H_URL: {as: text}\n"
    "    bounds:\n"
    "      total:\n"
    "        any: [{H_LIMIT: positive}, {all: [{quick: nonzero}, {ready: {ge: 1, le: 3}}]}]\n"
    "        default: 2 min\n"
    "        advice: H_LIMIT\n"
    "      never: {always: yes}\n"
    "    methods:\n"
    "      H_URL: {}\n"
    "      quick: {when: {eq: 1}, name: QUICK, idempotent: no}\n"
    "declarations: |\n"
    "  typedef struct house_line house_line;\n"
    "functions:\n"
    "  h_open: {creates: {in: 1, kind: line}, copies: 0, fails: {return: negative}, source: h(3)}\n"
    "  h_set: {on: 0, kind: line, options: {on: 0, key: 1, value: 2}, source: h(3)}\n"
    "  h_ask:\n"
    "    source: h(3)\n"
    "    does: request\n"
    "    on: 0\n"
    "    kind: line\n"
    "    blocks: yes\n"
    "    needs: [total, line.never]\n"
    "    prompt: {arg: 3, bits: H_MASK}\n"
    "    timeout: {arg: 2, unit: s, infinite: [zero, null]}\n"
    "    fails: {return: {not: [0, H_LATER]}}\n"
    "    again: {return: H_LATER, errno: [11]}\n"
    "    text: {arg: 1, language: http}\n"
    "    target: {setting: H_URL}\n"
    "    configures:\n"
    "      - {on: 0, set: ready, to: 1, in_time: yes}\n"
    "      - {on: 0, set: quick, from: 4, as: bit, bits: H_MASK, when: {1: H_LEVEL, 3: 5}}\n"
    "      - {on: all, members: yes, set: ready, from: 5, as: pointee}\n"
    "    advice: ask less\n"
    "  h_status: {on: 0, kind: line, source: h(3),\n"
    "    tells: {into: 2, when: {1: H_LEVEL}, fails: {return: {ge: 400}},\n"
    "            permanent: {return: {ge: 400, lt: 500, not: 429}}}}\n"
    "  h_nap: {sleeps: {arg: 0, as: timeval, member: it_value}, source: h(3)}\n"
    "  h_now: {clock: {arg: 0, returned: yes, unit: us}, random: returned, source: h(3)}\n"
    "  h_lookup: {does: resolve, blocks: yes, timeout: {fixed: 1500 ms}, target: 0, source: h(3)}\n"
    "  h_each: {calls: {function: 1}, closes: 0, resets: 2, returns: 3, source: h(3)}\n"
    "  h_until: {sleeps: {arg: 1, as: record, member: at, unit: us, infinite: greatest},\n"
    "    source: h(3)}\n"
    "  h_wait: {delay: {in: 1, growing: yes, cap: yes}, source: h(3)}\n"
    "  h_rest: {delay: {in: slept, jitter: yes}, source: h(3)}\n"
    "  h_may: {on: 0, kind: line, source: h(3),\n"
    "    refuses: {return: nonzero, after: {arg: 1, is: [0, 4]}, over: quick, guard: breaker}}\n"
    "  h_class: {cases: [{arg: 0, is: 0, return: 0}, {arg: 0, is: {ge: 400}, return: [3, 4]}],\n"
    "    source: h(3)}\n"
    "  h_order: {does: request, key_in: {arg: 2, member: key}, retries: {bounded: no}, source: "
    "h(3)}\n"
    "  h_join: {attaches: {handle: 1, to: 0}, appends: {to: 2, text: 3}, source: h(3)}\n";

static struct scratch_tree tree;
static struct model_set models;

static int load_house(void **state)
{
    (void)state;
    scratch_tree_init(&tree);
    scratch_write(&tree, "house.yaml", house);
    models_load_file(&models, scratch_path(&tree, "house.yaml"));
    return (int)diag_count(DIAG_ERROR);
}

static int drop_house(void **state)
{
    (void)state;
    models_finish(&models);
    scratch_tree_finish(&tree);
    return 0;
}

static void library_is_read(void **state)
{
    (void)state;
    const struct model_library *library = models.libraries.items[0];
    assert_string_equal(library->name, "house");
    assert_string_equal(library->title, "The house's own wrappers");
    assert_string_equal(library->headers[0], "house/net.h");
    assert_string_equal(library->defines[0], "HOUSE_PLAIN");
    assert_int_equal(library->constant_count, 5);
    assert_int_equal(library->constants[3].value, -3);
    const char *text = models_stand_in(&models, "house/net.h");
    assert_non_null(strstr(text, "#ifndef RESILINT_STAND_IN_HOUSE"));
    assert_non_null(strstr(text, "    H_MASK = 16,\n"));
    assert_non_null(strstr(text, "typedef struct house_line house_line;"));
    assert_null(models_stand_in(&models, "house/other.h"));
}

static void settings_and_bounds_are_read(void **state)
{
    (void)state;
    const struct model_handle_kind *kind = &models.handle_kinds.items[1];
    assert_string_equal(kind->name, "line");
    assert_string_equal(kind->type, "house_line");
    assert_string_equal(models.settings.items[kind->key_setting].name, "H_URL");
    assert_int_equal(models.settings.items[1].initial, 1);
    assert_true(models.settings.items[2].transient);
    assert_int_equal(models.settings.items[3].unit_ns, 1000000);
    const struct model_bound *total = &models.bounds.items[1];
    assert_int_equal(total->default_ms, 120000);
    assert_string_equal(total->advice, "H_LIMIT");
    assert_int_equal(total->condition.kind, CONDITION_ANY);
    assert_int_equal(total->condition.part_count, 2);
    assert_int_equal(total->condition.parts[0].kind, CONDITION_SETTING);
    assert_int_equal(total->condition.parts[0].range.low, 1);
    const struct model_condition *both = &total->condition.parts[1];
    assert_int_equal(both->kind, CONDITION_ALL);
    assert_int_equal(both->parts[0].kind, CONDITION_ANY); /* nonzero has two parts */
    assert_int_equal(both->parts[0].part_count, 2);
    assert_int_equal(both->parts[1].range.high, 3);
    assert_int_equal(models.bounds.items[2].condition.kind, CONDITION_ALWAYS);
    assert_null(models.methods.items[0].name);
    assert_int_equal(models.methods.items[1].range.low, 1);
    assert_int_equal(models.methods.items[1].range.high, 1);
    assert_int_equal(models.methods.items[1].idempotent, ANSWER_NO);
}

static void operations_are_read(void **state)
{
    (void)state;
    const struct model_function *ask = models_find(&models, "h_ask");
    assert_int_equal(ask->operation, OPERATION_REQUEST);
    assert_string_equal(model_operation_name(ask->operation), "request");
    assert_true(ask->blocks);
    assert_int_equal(ask->need_count, 2);
    assert_int_equal(ask->needs[1], 2);
    assert_int_equal(ask->prompt_arg, 3);
    assert_int_equal(ask->prompt_bits, 16);
    assert_int_equal(ask->timeout.unit_ns, 1000000000);
    assert_true(ask->timeout.infinite_zero && ask->timeout.infinite_null);
    assert_false(ask->timeout.infinite_negative);
    assert_int_equal(ask->fails.range_count, 3);
    assert_int_equal(ask->fails.ranges[1].low, -2);
    assert_int_equal(ask->fails.ranges[1].high, -1);
    assert_true(ask->fails.ranges[2].high == INT64_MAX);
    assert_int_equal(ask->again.errnos[0], 11);
    assert_int_equal(ask->language, LANGUAGE_HTTP);
    assert_string_equal(models.settings.items[ask->target_setting].name, "H_URL");
    assert_int_equal(ask->target, MODEL_NO_ARG);
    assert_string_equal(ask->advice, "ask less");
    assert_int_equal(ask->effects[0].reading, READING_CONSTANT);
    assert_true(ask->effects[0].when_returned);
    assert_int_equal(ask->effects[0].within.arg, 2);
    assert_int_equal(ask->effects[1].key_arg, 1);
    assert_int_equal(ask->effects[1].key, 2);
    assert_int_equal(ask->effects[1].guard_arg, 3);
    assert_int_equal(ask->effects[1].guard, 5);
    assert_int_equal(ask->effects[1].bits, 16);
    assert_int_equal(ask->effects[2].on, MODEL_ALL_ARGS);
    assert_true(ask->effects[2].via_set);
    assert_int_equal(ask->effects[2].reading, READING_POINTEE);
    assert_int_equal(ask->effects[2].guard_arg, MODEL_NO_ARG);
}

static void options_become_effects(void **state)
{
    (void)state;
    const struct model_function *set = models_find(&models, "h_set");
    assert_int_equal(set->effect_count, 3);
    assert_int_equal(set->effects[0].reading, READING_CONSTANT); /* clears quick */
    assert_int_equal(set->effects[0].key, 7);
    assert_int_equal(set->effects[0].setting, 1);
    assert_int_equal(set->effects[1].reading, READING_VALUE);
    assert_int_equal(set->effects[1].arg, 2);
    assert_int_equal(set->effects[1].key_arg, 1);
    assert_int_equal(set->effects[2].reading, READING_TEXT);
    assert_int_equal(set->effects[2].key, 8);
}

static void the_rest_is_read(void **state)
{
    (void)state;
    const struct model_function *open = models_find(&models, "h_open");
    assert_int_equal(open->creates, 1);
    assert_int_equal(open->copies, 0);
    assert_int_equal(open->created_kind, 1);
    assert_int_equal(open->on, MODEL_NO_ARG);
    const struct model_status *status = &models_find(&models, "h_status")->status;
    assert_int_equal(status->into, 2);
    assert_int_equal(status->key_arg, 1);
    assert_int_equal(status->fails.ranges[0].low, 400);
    assert_int_equal(status->permanent.range_count, 2);
    assert_int_equal(status->permanent.ranges[0].high, 428);
    assert_int_equal(status->permanent.ranges[1].high, 499);
    const struct model_function *nap = models_find(&models, "h_nap");
    assert_int_equal(nap->sleeps.shape, SHAPE_TIMEVAL);
    assert_string_equal(nap->sleeps.member, "it_value");
    assert_int_equal(nap->sleeps.unit_ns, 1);
    const struct model_amount *until = &models_find(&models, "h_until")->sleeps;
    assert_int_equal(until->shape, SHAPE_RECORD);
    assert_string_equal(until->member, "at");
    assert_true(until->infinite_greatest && !until->infinite_zero);
    const struct model_function *now = models_find(&models, "h_now");
    assert_true(now->clock && now->clock_returned && now->random);
    assert_int_equal(now->clock_arg, 0);
    assert_int_equal(now->clock_unit_ns, 1000);
    assert_int_equal(now->random_arg, MODEL_NO_ARG);
    assert_int_equal(models_find(&models, "h_lookup")->timeout.fixed_ms, 1500);
    assert_int_equal(models_find(&models, "h_lookup")->target, 0);
    const struct model_function *each = models_find(&models, "h_each");
    assert_int_equal(each->callbacks[0].function, 1);
    assert_int_equal(each->callbacks[0].data, MODEL_NO_ARG);
    assert_int_equal(each->closes, 0);
    assert_int_equal(each->resets, 2);
    assert_int_equal(each->returns_arg, 3);
    const struct model_function *join = models_find(&models, "h_join");
    assert_int_equal(join->attaches, 1);
    assert_int_equal(join->attaches_to, 0);
    assert_int_equal(join->appends_to, 2);
    assert_int_equal(join->appends_text, 3);
    assert_null(models_find(&models, "h_nothing"));
    assert_null(models_find(&models, ""));
}

static void attempts_are_read(void **state)
{
    (void)state;
    const struct model_delay *wait = &models_find(&models, "h_wait")->delay;
    assert_true(wait->present && wait->growing && wait->cap && !wait->jitter);
    assert_int_equal(wait->in, 1);
    assert_int_equal(models_find(&models, "h_wait")->sleeps.shape, SHAPE_NONE);
    const struct model_function *rest = models_find(&models, "h_rest");
    assert_true(rest->delay.present && rest->delay.jitter && !rest->delay.growing);
    assert_int_equal(rest->delay.in, MODEL_NO_ARG);
    assert_int_equal(rest->sleeps.shape, SHAPE_OWN);
    const struct model_refusal *may = &models_find(&models, "h_may")->refuses;
    assert_int_equal(may->results.range_count, 2);
    assert_int_equal(may->told, 1);
    assert_int_equal(may->ending.ranges[1].low, 4);
    assert_string_equal(models.settings.items[may->over].name, "quick");
    assert_string_equal(may->guard, "breaker");
    assert_int_equal(models_find(&models, "h_rest")->refuses.told, MODEL_NO_ARG);
    const struct model_function *class = models_find(&models, "h_class");
    assert_int_equal(class->case_count, 2);
    assert_int_equal(class->cases[1].when.ranges[0].low, 400);
    assert_int_equal(class->cases[1].result.ranges[0].low, 3);
    const struct model_function *order = models_find(&models, "h_order");
    assert_int_equal(order->key.arg, 2);
    assert_string_equal(order->key.member, "key");
    assert_true(order->retries.present && !class->retries.present);
    assert_int_equal(order->retries.bounded, ANSWER_NO);
    assert_int_equal(class->key.arg, MODEL_NO_ARG);
}

static void a_later_file_replaces_functions(void **state)
{
    (void)state;
    struct model_set set = {0};
    scratch_write(&tree, "more.yaml",
                  "library: more\n"
                  "functions:\n"
                  "  h_ask: {does: query, on: 1, kind: line, blocks: yes, needs: [total],\n"
                  "          fails: {return: H_LATER}, source: m(3)}\n");
    models_load_file(&set, scratch_path(&tree, "house.yaml"));
    uint32_t count = set.functions.count;
    models_load_file(&set, scratch_path(&tree, "more.yaml"));
    const struct model_function *ask = models_find(&set, "h_ask");
    assert_int_equal(set.functions.count, count);
    assert_string_equal(ask->library->name, "more");
    assert_int_equal(ask->operation, OPERATION_QUERY);
    assert_int_equal(ask->on, 1);
    assert_int_equal(ask->fails.ranges[0].low, -3);
    assert_int_equal(diag_count(DIAG_ERROR), 0);
    models_finish(&set);
}

static void ranges_answer(void **state)
{
    (void)state;
    struct model_range positive = {1, INT64_MAX};
    assert_int_equal(model_range_answer(positive, 1, 5), ANSWER_YES);
    assert_int_equal(model_range_answer(positive, -3, 0), ANSWER_NO);
    assert_int_equal(model_range_answer(positive, 0, 5), ANSWER_UNKNOWN);
    assert_int_equal(model_range_answer(positive, INT64_MIN, INT64_MAX), ANSWER_UNKNOWN);
}

static void project_models_are_whole(void **state)
{
    (void)state;
    struct model_set set = {0};
    models_load_folder(&set, SOURCE_DIR "/models");
    assert_int_equal(diag_count(DIAG_ERROR), 0);
    for (uint32_t i = 1; i < set.functions.count; i++) {
        assert_ptr_equal(models_find(&set, set.functions.items[i].name), &set.functions.items[i]);
    }
    for (uint32_t i = 0; i < set.libraries.count; i++) {
        const struct model_library *library = set.libraries.items[i];
        models_review(&set, library);
        assert_true(library->header_count > 0);
        assert_string_not_equal(library->title, library->name);
    }
    assert_int_equal(diag_count(DIAG_ERROR), 0);
    models_finish(&set);
}

static void project_models_know_the_essentials(void **state)
{
    (void)state;
    struct model_set set = {0};
    models_load_folder(&set, SOURCE_DIR "/models");
    const struct model_function *receive = models_find(&set, "recv");
    assert_int_equal(receive->again.errnos[0], 11);
    assert_int_equal(receive->interrupted.errnos[0], 4);
    assert_int_equal(receive->ends.ranges[0].low, 0);
    assert_true(models_find(&set, "read")->only_on_socket);
    const struct model_function *option = models_find(&set, "setsockopt");
    assert_int_equal(option->effects[0].key_arg, 2);
    assert_int_equal(option->effects[0].key, 20);
    assert_int_equal(option->effects[0].guard, 1);
    assert_int_equal(option->effects[0].reading, READING_TIMEVAL);
    const struct model_function *drive = models_find(&set, "curl_multi_perform");
    assert_string_equal(set.handle_kinds.items[set.bounds.items[drive->needs[0]].handle_kind].name,
                        "easy");
    assert_true(models_find(&set, "curl_easy_setopt")->effect_count > 60);
    assert_non_null(models_stand_in(&set, "curl/curl.h"));
    assert_null(models_stand_in(&set, "sys/socket.h"));
    models_finish(&set);
}

/* The example in docs/models.md is a model that loads. */
static void the_documented_example_loads(void **state)
{
    (void)state;
    struct model_set set = {0};
    char *page = file_read(&tree.arena, SOURCE_DIR "/docs/models.md", 1 << 20, NULL);
    char *start = strstr(page, "```yaml\n") + 8;
    char *end = strstr(start, "```");
    *end = '\0';
    scratch_write(&tree, "example.yaml", start);
    models_load_folder(&set, SOURCE_DIR "/models");
    models_load_file(&set, scratch_path(&tree, "example.yaml"));
    assert_int_equal(diag_count(DIAG_ERROR), 0);
    assert_int_equal(models_find(&set, "pay_charge")->idempotent, ANSWER_NO);
    models_finish(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(library_is_read),
        cmocka_unit_test(settings_and_bounds_are_read),
        cmocka_unit_test(operations_are_read),
        cmocka_unit_test(options_become_effects),
        cmocka_unit_test(the_rest_is_read),
        cmocka_unit_test(attempts_are_read),
        cmocka_unit_test(a_later_file_replaces_functions),
        cmocka_unit_test(ranges_answer),
        cmocka_unit_test(the_documented_example_loads),
        cmocka_unit_test(project_models_are_whole),
        cmocka_unit_test(project_models_know_the_essentials),
    };
    return cmocka_run_group_tests(tests, load_house, drop_house);
}
