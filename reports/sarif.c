/* SARIF 2.1.0, for code scanning services and editors. */
#include "base/utf8.h"
#include "reports/escape.h"
#include "reports/grouping.h"
#include "reports/sarif.h"

#define SCHEMA_URI  "https://json.schemastore.org/sarif-2.1.0.json"
#define ROOT_ID     "SRCROOT"
#define FINGERPRINT "resilint/v1"

static uint32_t artifact_index(struct sarif *sarif, const char *file)
{
    str_id id = strtab_add_text(&sarif->files, *file == '\0' ? "." : file);
    while (sarif->artifacts.count <= id) {
        vec_push(&sarif->artifacts, strtab_text(&sarif->files, id));
    }
    return id - 1;
}

static json_t *artifact_location_json(const char *file)
{
    struct text uri = {0};
    json_t *json = json_object();
    escape_uri(&uri, file);
    json_object_set_new(json, "uri", json_string(text_string(&uri)));
    if (file[0] != '/') {
        json_object_set_new(json, "uriBaseId", json_string(ROOT_ID));
    }
    text_finish(&uri);
    return json;
}

static json_t *snippet_json(struct source_line line)
{
    struct arena scratch = {0};
    json_t *json = json_object();
    json_object_set_new(json, "text", json_string(utf8_clean(&scratch, line.text, line.length)));
    arena_finish(&scratch);
    return json;
}

static json_t *region_json(struct sarif *sarif, const char *file, uint32_t line, uint32_t column)
{
    struct source_line source = sources_line(&sarif->sources, file, line);
    struct source_mark mark = source_mark(source, column);
    json_t *json = json_object();
    json_object_set_new(json, "startLine", json_integer(line));
    if (mark.end > mark.start) {
        json_object_set_new(json, "startColumn",
                            json_integer(source_utf16_column(source, mark.start)));
        json_object_set_new(json, "endColumn", json_integer(source_utf16_column(source, mark.end)));
    }
    if (source.text != NULL) {
        bool part = mark.end > mark.start;
        struct source_line shown =
            part ? (struct source_line){source.text + mark.start, mark.end - mark.start} : source;
        json_object_set_new(json, "snippet", snippet_json(shown));
    }
    return json;
}

/* The line with its neighbours; NULL when there are none. */
static json_t *context_json(struct sarif *sarif, const char *file, uint32_t line)
{
    struct text text = {0};
    uint32_t first = line > 1 ? line - 1 : line;
    uint32_t last = first;
    for (uint32_t at = first; at <= line + 1; at++) {
        struct source_line source = sources_line(&sarif->sources, file, at);
        if (source.text != NULL) {
            text_puts(&text, at == first ? "" : "\n");
            text_put(&text, source.text, source.length);
            last = at;
        }
    }
    json_t *json = NULL;
    if (last > first) {
        json = json_object();
        json_object_set_new(json, "startLine", json_integer(first));
        json_object_set_new(json, "endLine", json_integer(last));
        json_object_set_new(json, "snippet",
                            snippet_json((struct source_line){text_string(&text), text.length}));
    }
    text_finish(&text);
    return json;
}

static json_t *physical_json(struct sarif *sarif, const char *file, uint32_t line, uint32_t column)
{
    json_t *json = json_object();
    json_t *artifact = artifact_location_json(file);
    json_object_set_new(artifact, "index", json_integer(artifact_index(sarif, file)));
    json_object_set_new(json, "artifactLocation", artifact);
    if (line != 0) {
        json_t *context = context_json(sarif, file, line);
        json_object_set_new(json, "region", region_json(sarif, file, line, column));
        if (context != NULL) {
            json_object_set_new(json, "contextRegion", context);
        }
    }
    return json;
}

static json_t *location_json(struct sarif *sarif, const struct finding *finding)
{
    json_t *json = json_object();
    json_object_set_new(json, "physicalLocation",
                        physical_json(sarif, finding->file, finding->line, finding->column));
    const char *function = finding->fact == NULL ? "" : fact_text(finding->fact, FIELD_function);
    if (*function != '\0') {
        json_t *logical = json_object();
        json_object_set_new(logical, "name", json_from_text(function));
        json_object_set_new(logical, "kind", json_string("function"));
        json_object_set_new(json, "logicalLocations", json_pack("[o]", logical));
    }
    return json;
}

static json_t *code_flows_json(struct sarif *sarif, const struct finding *finding)
{
    json_t *steps = json_array();
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const struct fact_step *step = &finding->steps[i];
        json_t *location = json_object();
        json_t *entry = json_object();
        json_object_set_new(location, "physicalLocation",
                            physical_json(sarif, step->file, step->line, step->column));
        json_object_set_new(location, "message", sarif_message(sarif, step->note));
        json_object_set_new(entry, "location", location);
        json_object_set_new(entry, "executionOrder", json_integer(i + 1));
        json_array_append_new(steps, entry);
    }
    return json_pack("[{s:[{s:o}]}]", "threadFlows", "locations", steps);
}

static json_t *suppressions_json(const struct finding *finding)
{
    json_t *list = json_array();
    if (finding->state == FINDING_SUPPRESSED) {
        json_t *json = json_object();
        json_object_set_new(json, "kind", json_string("inSource"));
        json_object_set_new(json, "status", json_string("accepted"));
        if (finding->reason != NULL) {
            json_object_set_new(json, "justification", json_from_text(finding->reason));
        }
        json_array_append_new(list, json);
    }
    return list;
}

/* The finding, then what to do about it: viewers show this text and no other. */
static json_t *result_message(struct sarif *sarif, const struct finding *finding)
{
    const char *advice = report_advice(finding, &sarif->arena);
    if (advice == NULL) {
        return sarif_message(sarif, finding->message);
    }
    size_t length = strlen(finding->message);
    bool ends = length != 0 && finding->message[length - 1] == '.';
    return sarif_message(sarif, arena_format(&sarif->arena, "%s%s Fix: %s", finding->message,
                                             ends ? "" : ".", advice));
}

static uint32_t rule_index(const struct sarif *sarif, const struct rule *rule)
{
    uint32_t index = 0;
    while (index < sarif->rules.count && sarif->rules.items[index] != rule) {
        index++;
    }
    return index;
}

static json_t *result_json(struct sarif *sarif, const struct finding *finding)
{
    json_t *json = json_object();
    json_object_set_new(json, "ruleId", json_from_text(finding->rule->id));
    json_object_set_new(json, "ruleIndex", json_integer(rule_index(sarif, finding->rule)));
    json_object_set_new(json, "level", json_string(severity_name(finding->severity)));
    json_object_set_new(json, "message", result_message(sarif, finding));
    json_object_set_new(json, "locations", json_pack("[o]", location_json(sarif, finding)));
    if (finding->fingerprint[0] != '\0') {
        json_object_set_new(json, "partialFingerprints",
                            json_pack("{s:s}", FINGERPRINT, finding->fingerprint));
    }
    if (finding->step_count != 0) {
        json_object_set_new(json, "codeFlows", code_flows_json(sarif, finding));
    }
    json_object_set_new(json, "suppressions", suppressions_json(finding));
    if (finding->fact != NULL && *fact_text(finding->fact, FIELD_confidence) != '\0') {
        json_object_set_new(
            json, "properties",
            json_pack("{s:s}", "confidence", fact_text(finding->fact, FIELD_confidence)));
    }
    return json;
}

static json_t *driver_json(struct sarif *sarif)
{
    json_t *json = json_object();
    json_t *rules = json_array();
    const char *documentation = sarif->input->documentation;
    for (uint32_t i = 0; i < sarif->rules.count; i++) {
        json_array_append_new(rules, sarif_rule(sarif, sarif->rules.items[i]));
    }
    json_object_set_new(json, "name", json_string("resilint"));
    json_object_set_new(json, "version", json_from_text(sarif->input->version));
    if (documentation != NULL && strncmp(documentation, "https://", 8) == 0) {
        json_object_set_new(json, "informationUri", json_from_text(documentation));
    }
    json_object_set_new(json, "rules", rules);
    return json;
}

static json_t *invocation_json(struct sarif *sarif)
{
    const struct report_input *input = sarif->input;
    json_t *json = json_object();
    json_t *notes = json_array();
    bool complete = input->failed_units == 0;
    json_object_set_new(json, "executionSuccessful", json_boolean(complete));
    if (!complete) {
        const char *text = arena_format(&sarif->arena, "%u of %u units could not be analysed.",
                                        input->failed_units, input->unit_count);
        json_array_append_new(notes, json_pack("{s:s, s:o}", "level", "error", "message",
                                               sarif_message(sarif, text)));
    }
    for (uint32_t i = 0; i < input->limit_count; i++) {
        json_array_append_new(notes, json_pack("{s:s, s:o}", "level", "note", "message",
                                               sarif_message(sarif, input->limits[i])));
    }
    json_object_set_new(json, "toolExecutionNotifications", notes);
    return json;
}

static json_t *artifacts_json(const struct sarif *sarif)
{
    json_t *list = json_array();
    for (uint32_t i = 1; i < sarif->artifacts.count; i++) {
        json_t *json = json_object();
        json_object_set_new(json, "location", artifact_location_json(sarif->artifacts.items[i]));
        json_object_set_new(json, "sourceLanguage", json_string("c"));
        json_array_append_new(list, json);
    }
    return list;
}

static void collect_rules(struct sarif *sarif)
{
    for (uint32_t i = 0; i < sarif->input->rules->rules.count; i++) {
        vec_push(&sarif->rules, &sarif->input->rules->rules.items[i]);
    }
    for (uint32_t i = 0; i < sarif->input->findings->findings.count; i++) {
        const struct rule *rule = sarif->input->findings->findings.items[i].rule;
        if (rule_index(sarif, rule) == sarif->rules.count) {
            vec_push(&sarif->rules, rule);
        }
    }
}

static json_t *run_json(struct sarif *sarif)
{
    json_t *json = json_object();
    json_t *results = json_array();
    const struct finding_list *findings = sarif->input->findings;
    collect_rules(sarif);
    for (uint32_t i = 0; i < findings->findings.count; i++) {
        json_array_append_new(results, result_json(sarif, &findings->findings.items[i]));
    }
    json_object_set_new(json, "tool", json_pack("{s:o}", "driver", driver_json(sarif)));
    json_object_set_new(json, "invocations", json_pack("[o]", invocation_json(sarif)));
    json_object_set_new(json, "originalUriBaseIds",
                        json_pack("{s:{s:o}}", ROOT_ID, "description",
                                  sarif_message(sarif, "The folder that was analysed")));
    json_object_set_new(json, "columnKind", json_string("utf16CodeUnits"));
    json_object_set_new(json, "artifacts", artifacts_json(sarif));
    json_object_set_new(json, "results", results);
    const struct checklist_result *checklist = sarif->input->checklist;
    if (checklist != NULL) {
        json_object_set_new(json, "properties",
                            json_pack("{s:o, s:i}", "band", json_from_text(checklist->band),
                                      "unchecked", (int)checklist->unchecked));
    }
    return json;
}

void report_sarif(const struct report_input *input, struct text *out)
{
    struct sarif sarif = {.input = input};
    sources_init(&sarif.sources, input->root);
    vec_push(&sarif.artifacts, NULL);
    json_t *json = json_object();
    json_object_set_new(json, "$schema", json_string(SCHEMA_URI));
    json_object_set_new(json, "version", json_string("2.1.0"));
    json_object_set_new(json, "runs", json_pack("[o]", run_json(&sarif)));
    char *bytes = json_dumps(json, JSON_INDENT(2));
    text_puts(out, bytes);
    text_puts(out, "\n");
    free(bytes);
    json_decref(json);
    sources_finish(&sarif.sources);
    vec_finish(&sarif.artifacts);
    vec_finish(&sarif.rules);
    strtab_finish(&sarif.files);
    arena_finish(&sarif.arena);
}
