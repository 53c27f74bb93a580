/* The machine-readable report; docs/report.md describes it. */
#include "reports/grouping.h"

#define FORMAT_NAME    "resilint-report"
#define FORMAT_VERSION 1

static void set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_from_text(text));
}

static void set_number(json_t *object, const char *key, int64_t number)
{
    json_object_set_new(object, key, json_integer(number));
}

static json_t *summary_json(const struct report_input *input)
{
    struct report_counts counts = report_count(input);
    json_t *json = json_object();
    set_number(json, "errors", counts.open[SEVERITY_ERROR]);
    set_number(json, "warnings", counts.open[SEVERITY_WARNING]);
    set_number(json, "notes", counts.open[SEVERITY_NOTE]);
    set_number(json, "suppressed", counts.suppressed);
    set_number(json, "network_calls", counts.calls);
    set_number(json, "loops", counts.loops);
    set_number(json, "units", input->unit_count);
    set_number(json, "failed_units", input->failed_units);
    return json;
}

static json_t *steps_json(const struct finding *finding)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const struct fact_step *step = &finding->steps[i];
        json_t *json = json_object();
        set_text(json, "file", step->file);
        set_number(json, "line", step->line);
        json_object_set_new(json, "column",
                            step->column == 0 ? json_null() : json_integer(step->column));
        set_text(json, "note", step->note);
        json_array_append_new(list, json);
    }
    return list;
}

static json_t *finding_json(const struct finding *finding)
{
    struct arena arena = {0};
    json_t *json = json_object();
    set_text(json, "rule", finding->rule->id);
    set_text(json, "fallacy", finding->rule->fallacy);
    set_text(json, "severity", severity_name(finding->severity));
    set_text(json, "state", finding->state == FINDING_SUPPRESSED ? "suppressed" : "open");
    json_object_set_new(json, "gates", json_boolean(finding->gates));
    set_text(json, "file", finding->file);
    set_number(json, "line", finding->line);
    json_object_set_new(json, "column",
                        finding->column == 0 ? json_null() : json_integer(finding->column));
    set_number(json, "end_line",
               finding->end_line < finding->line ? finding->line : finding->end_line);
    set_text(json, "message", finding->message);
    set_text(json, "why", finding->rule->why);
    set_text(json, "advice", report_advice(finding, &arena));
    set_text(json, "remedy", report_remedy(finding->rule, &arena));
    set_text(json, "reason", finding->reason);
    set_text(json, "fingerprint", finding->fingerprint);
    json_object_set_new(json, "evidence", steps_json(finding));
    arena_finish(&arena);
    return json;
}

static json_t *findings_json(const struct report_input *input)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < input->findings->findings.count; i++) {
        json_array_append_new(list, finding_json(&input->findings->findings.items[i]));
    }
    return list;
}

static json_t *item_json(const struct item_result *item)
{
    json_t *json = json_object();
    json_t *rules = json_array();
    for (uint32_t i = 0; i < item->rule_count; i++) {
        json_array_append_new(rules, json_from_text(item->rules[i]));
    }
    set_text(json, "id", item->id);
    set_text(json, "fallacy", item->fallacy);
    set_text(json, "question", item->question);
    set_text(json, "why", item->why);
    set_text(json, "state", item_state_name(item->state));
    set_text(json, "because", item->because);
    json_object_set_new(json, "automatic", json_boolean(item->automatic));
    set_text(json, "by", item->by);
    set_text(json, "date", item->date);
    set_text(json, "until", item->until);
    set_text(json, "link", item->link);
    json_object_set_new(json, "rules", rules);
    set_number(json, "findings", item->finding_count);
    return json;
}

static json_t *fallacies_json(const struct report_input *input)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < input->checklist->fallacies.count; i++) {
        const struct fallacy_result *fallacy = &input->checklist->fallacies.items[i];
        json_t *json = json_object();
        set_text(json, "id", fallacy->id);
        set_text(json, "title", fallacy->title);
        set_number(json, "items", fallacy->items);
        set_number(json, "passed", fallacy->passed);
        set_number(json, "score", fallacy->score);
        set_number(json, "findings", report_findings_in(input, fallacy->id));
        json_array_append_new(list, json);
    }
    return list;
}

static json_t *checklist_json(const struct report_input *input)
{
    if (input->checklist == NULL) {
        return json_null();
    }
    json_t *json = json_object();
    json_t *items = json_array();
    for (uint32_t i = 0; i < input->checklist->items.count; i++) {
        json_array_append_new(items, item_json(&input->checklist->items.items[i]));
    }
    set_text(json, "title", input->checklist->title);
    set_number(json, "unchecked", input->checklist->unchecked);
    set_number(json, "automatic", input->checklist->automatic);
    set_text(json, "band", input->checklist->band);
    set_text(json, "advice", input->checklist->advice);
    json_object_set_new(json, "fallacies", fallacies_json(input));
    json_object_set_new(json, "items", items);
    return json;
}

static json_t *calls_json(const struct report_input *input)
{
    struct arena arena = {0};
    json_t *list = json_array();
    for (uint32_t i = 0; i < input->facts->facts.count; i++) {
        const struct fact *fact = &input->facts->facts.items[i];
        if (fact->kind != FACT_network_call) {
            continue;
        }
        struct call_answers answers = call_answer(fact, &arena);
        json_t *json = json_object();
        set_number(json, "fact", i);
        for (int q = 0; q < CALL_QUESTION_COUNT; q++) {
            set_text(json, call_question_name((enum call_question)q), answers.texts[q]);
        }
        json_array_append_new(list, json);
    }
    arena_finish(&arena);
    return list;
}

static json_t *facts_json(const struct report_input *input)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < input->facts->facts.count; i++) {
        json_array_append_new(list, fact_to_json(&input->facts->facts.items[i]));
    }
    return list;
}

static json_t *limits_json(const struct report_input *input)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < input->limit_count; i++) {
        json_array_append_new(list, json_from_text(input->limits[i]));
    }
    return list;
}

void report_json(const struct report_input *input, struct text *out)
{
    json_t *json = json_object();
    set_text(json, "format", FORMAT_NAME);
    set_number(json, "version", FORMAT_VERSION);
    set_text(json, "resilint", input->version);
    json_object_set_new(json, "summary", summary_json(input));
    json_object_set_new(json, "findings", findings_json(input));
    json_object_set_new(json, "checklist", checklist_json(input));
    json_object_set_new(json, "calls", calls_json(input));
    json_object_set_new(json, "facts", facts_json(input));
    json_object_set_new(json, "limits", limits_json(input));
    char *bytes = json_dumps(json, JSON_INDENT(2));
    text_puts(out, bytes);
    text_puts(out, "\n");
    free(bytes);
    json_decref(json);
}
