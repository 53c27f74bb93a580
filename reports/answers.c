/* What the facts know about one call, in the words of a reviewer. */
#include "reports/grouping.h"

static const struct {
    const char *name;
    const char *title;
} questions[CALL_QUESTION_COUNT] = {
    [CALL_SLOW] = {"slow", "slow?"},
    [CALL_NEVER] = {"never", "never?"},
    [CALL_TWICE] = {"twice", "twice?"},
    [CALL_MOVED] = {"moved", "moved?"},
    [CALL_SATURATED] = {"saturated", "saturated?"},
    [CALL_MISREAD] = {"misread", "misread by a proxy?"},
    [CALL_PAID] = {"paid", "paid for?"},
};

const char *call_question_title(enum call_question question)
{
    return questions[question].title;
}

const char *call_question_name(enum call_question question)
{
    return questions[question].name;
}

static bool says(const struct fact *call, enum fact_field field, const char *value)
{
    return strcmp(fact_text(call, field), value) == 0;
}

static bool lists(const struct fact *call, enum fact_field field, const char *word)
{
    const struct fact_value *value = &call->values[field];
    for (uint32_t i = 0; value->set && i < value->item_count; i++) {
        if (strcmp(value->items[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static const char *join_items(const struct fact_value *value, struct arena *arena)
{
    const char *joined = "";
    for (uint32_t i = 0; value->set && i < value->item_count; i++) {
        joined = arena_format(arena, "%s%s%s", joined, i == 0 ? "" : ", ", value->items[i]);
    }
    return joined;
}

static void answer(struct call_answers *answers, enum call_question question, const char *text,
                   bool bad)
{
    answers->texts[question] = text;
    answers->bad[question] = bad;
}

static void answer_time(struct call_answers *answers, const struct fact *call, struct arena *arena)
{
    const struct fact_value *limit = &call->values[FIELD_timeout_ms];
    const char *missing = join_items(&call->values[FIELD_missing], arena);
    bool known = limit->set;
    const char *time = known ? duration_text(arena, limit->number) : "";
    if (says(call, FIELD_timeout, "bounded") && says(call, FIELD_blocking, "no")) {
        answer(answers, CALL_SLOW, "does not block", false);
        answer(answers, CALL_NEVER, "does not block", false);
    } else if (says(call, FIELD_timeout, "bounded")) {
        answer(answers, CALL_SLOW, known ? arena_format(arena, "up to %s", time) : "bounded",
               false);
        answer(answers, CALL_NEVER,
               known ? arena_format(arena, "gives up after %s", time) : "gives up", false);
    } else if (says(call, FIELD_timeout, "partial")) {
        const char *text = *missing == '\0'
                               ? "bounded in part"
                               : arena_format(arena, "bounded in part: no limit on %s", missing);
        answer(answers, CALL_SLOW, text, true);
        answer(answers, CALL_NEVER, "may wait for ever", true);
    } else if (says(call, FIELD_timeout, "none")) {
        answer(answers, CALL_SLOW, "no limit", true);
        answer(answers, CALL_NEVER, "waits for ever", true);
    }
}

static void answer_twice(struct call_answers *answers, const struct fact *call, struct arena *arena)
{
    bool retried = lists(call, FIELD_guards, "retry");
    const char *method = fact_text(call, FIELD_method);
    const char *what = *method == '\0' ? "" : arena_format(arena, "%s, ", method);
    if (says(call, FIELD_idempotent, "yes")) {
        answer(answers, CALL_TWICE,
               arena_format(arena, "%ssafe%s", what, retried ? ", is retried" : ""), false);
    } else if (says(call, FIELD_idempotent, "no")) {
        answer(answers, CALL_TWICE,
               arena_format(arena, "%sharmful%s", what, retried ? ", yet is retried" : ""), true);
    } else if (retried) {
        answer(answers, CALL_TWICE, arena_format(arena, "%sis retried, safety not known", what),
               true);
    }
}

struct call_answers call_answer(const struct fact *call, struct arena *arena)
{
    struct call_answers answers = {0};
    const char *target = fact_text(call, FIELD_target);
    answer_time(&answers, call, arena);
    answer_twice(&answers, call, arena);
    if (*target != '\0') {
        answer(&answers, CALL_MOVED, arena_format(arena, "fixed: %s", target), true);
    }
    return answers;
}
