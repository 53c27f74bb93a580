/* The design review as a document to keep in the repository. */
#include "reports/escape.h"
#include "reports/grouping.h"
#include "reports/source.h"

struct document {
    struct text *out;
    const struct report_input *input;
    struct arena arena;
    struct sources sources;
};

static void document_init(struct document *document, const struct report_input *input,
                          struct text *out)
{
    *document = (struct document){.out = out, .input = input};
    sources_init(&document->sources, input->root);
}

static void document_finish(struct document *document)
{
    sources_finish(&document->sources);
    arena_finish(&document->arena);
}

static void put_place(struct document *document, const char *file, uint32_t line, bool in_table)
{
    const char *place = line == 0 ? file : arena_format(&document->arena, "%s:%u", file, line);
    escape_markdown_code(document->out, place, in_table);
}

static void put_fence(struct text *out, size_t length, const char *language)
{
    text_puts(out, "  ");
    for (size_t i = 0; i < length; i++) {
        text_puts(out, "`");
    }
    text_printf(out, "%s\n", language);
}

/* The source line as a code block inside a list entry. */
static void put_source(struct document *document, const char *file, uint32_t line)
{
    struct source_line source = sources_line(&document->sources, file, line);
    struct text shown = {0};
    size_t start = 0;
    while (start < source.length && (source.text[start] == ' ' || source.text[start] == '\t')) {
        start++;
    }
    if (source.text == NULL || start == source.length) {
        return;
    }
    escape_terminal(&shown, source.text + start, source.length - start);
    size_t fence = markdown_fence(text_string(&shown), 3);
    text_puts(document->out, "\n");
    put_fence(document->out, fence, "c");
    text_printf(document->out, "  %s\n", text_string(&shown));
    put_fence(document->out, fence, "");
    text_finish(&shown);
}

static void put_steps(struct document *document, const struct finding *finding)
{
    struct text *out = document->out;
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const struct fact_step *step = &finding->steps[i];
        text_printf(out, "%s  %u. ", i == 0 ? "\n" : "", i + 1);
        put_place(document, step->file, step->line, false);
        text_puts(out, " ");
        escape_markdown(out, step->note);
        text_puts(out, "\n");
    }
}

static void put_labelled(struct text *out, const char *label, const char *text)
{
    if (text != NULL && *text != '\0') {
        text_printf(out, "\n  **%s:** ", label);
        escape_markdown(out, text);
        text_puts(out, "\n");
    }
}

static void put_finding(struct document *document, const struct finding *finding)
{
    struct text *out = document->out;
    text_printf(out, "- **%s** ", severity_name(finding->severity));
    put_place(document, finding->file, finding->line, false);
    text_puts(out, ": ");
    escape_markdown(out, finding->message);
    text_puts(out, " (");
    escape_markdown_code(out, finding->rule->id, false);
    text_puts(out, ")\n");
    put_source(document, finding->file, finding->line);
    put_steps(document, finding);
    put_labelled(out, "Why", finding->rule->why);
    put_labelled(out, "Fix", report_advice(finding, &document->arena));
    put_labelled(out, "Use", report_remedy(finding->rule, &document->arena));
    text_puts(out, "\n");
}

static void put_findings(struct document *document, const char *fallacy)
{
    const struct finding_list *findings = document->input->findings;
    for (uint32_t i = 0; i < findings->findings.count; i++) {
        if (report_finding_in(document->input, &findings->findings.items[i], fallacy)) {
            put_finding(document, &findings->findings.items[i]);
        }
    }
}

static void put_score(struct document *document)
{
    struct text *out = document->out;
    const struct checklist_result *checklist = document->input->checklist;
    text_printf(out, "**%u of ", checklist->unchecked);
    text_count(out, checklist->items.count, "item");
    text_puts(out, " unchecked: ");
    escape_markdown(out, checklist->band);
    text_puts(out, ".** ");
    escape_markdown(out, checklist->advice);
    text_printf(out, " %u items were answered by code and files.\n\n", checklist->automatic);
    text_puts(out, "| | Fallacy | Score | Items met | Findings |\n|---:|---|---:|---:|---:|\n");
    for (uint32_t i = 0; i < checklist->fallacies.count; i++) {
        const struct fallacy_result *fallacy = &checklist->fallacies.items[i];
        text_printf(out, "| %u | ", i + 1);
        escape_markdown(out, fallacy->title);
        text_printf(out, " | %u/10 | %u of %u | %u |\n", fallacy->score, fallacy->passed,
                    fallacy->items, report_findings_in(document->input, fallacy->id));
    }
    text_puts(out, "\n");
}

static void put_person(struct text *out, const struct item_result *item)
{
    if (item->by == NULL) {
        return;
    }
    text_puts(out, " (");
    escape_markdown(out, item->by);
    text_printf(out, ", %s, until %s", item->date, item->until);
    if (item->link != NULL) {
        text_puts(out, ", ");
        escape_markdown_code(out, item->link, false);
    }
    text_puts(out, ")");
}

static void put_item(struct document *document, const struct item_result *item)
{
    struct text *out = document->out;
    bool done = item->state == ITEM_PASS || item->state == ITEM_WAIVED ||
                item->state == ITEM_NOT_APPLICABLE;
    text_printf(out, "- [%s] ", done ? "x" : " ");
    escape_markdown(out, item->question);
    text_puts(out, " ");
    escape_markdown_code(out, item->id, false);
    text_printf(out, "  \n  **%s:** ", item_state_name(item->state));
    escape_markdown(out, item->because);
    put_person(out, item);
    text_puts(out, "\n");
}

static void put_fallacy(struct document *document, uint32_t index)
{
    struct text *out = document->out;
    const struct checklist_result *checklist = document->input->checklist;
    const struct fallacy_result *fallacy = &checklist->fallacies.items[index];
    text_printf(out, "## %u. ", index + 1);
    escape_markdown(out, fallacy->title);
    text_printf(out, ": %u of 10\n\n", fallacy->score);
    if (report_findings_in(document->input, fallacy->id) != 0) {
        text_puts(out, "### Findings\n\n");
        put_findings(document, fallacy->id);
    }
    text_puts(out, "### Checklist\n\n");
    for (uint32_t i = 0; i < checklist->items.count; i++) {
        if (strcmp(checklist->items.items[i].fallacy, fallacy->id) == 0) {
            put_item(document, &checklist->items.items[i]);
        }
    }
    text_puts(out, "\n");
}

static void put_call(struct document *document, const struct fact *call)
{
    struct text *out = document->out;
    struct call_answers answers = call_answer(call, &document->arena);
    text_puts(out, "| ");
    put_place(document, fact_text(call, FIELD_file), (uint32_t)fact_number(call, FIELD_line), true);
    text_puts(out, " ");
    escape_markdown_code(out, fact_text(call, FIELD_api), true);
    for (int q = 0; q < CALL_QUESTION_COUNT; q++) {
        text_puts(out, answers.bad[q] ? " | **" : " | ");
        escape_markdown(out, answers.texts[q] == NULL ? "not known" : answers.texts[q]);
        text_puts(out, answers.bad[q] ? "**" : "");
    }
    text_puts(out, " |\n");
}

static void put_inventory(struct document *document)
{
    struct text *out = document->out;
    const struct fact_list *facts = document->input->facts;
    text_puts(out, "## Every network call\n\n| Call");
    for (int q = 0; q < CALL_QUESTION_COUNT; q++) {
        text_printf(out, " | %s", call_question_title((enum call_question)q));
    }
    text_puts(out, " |\n|---|---|---|---|---|---|---|---|\n");
    for (uint32_t i = 0; i < facts->facts.count; i++) {
        if (facts->facts.items[i].kind == FACT_network_call) {
            put_call(document, &facts->facts.items[i]);
        }
    }
    text_puts(out, "\n");
}

static void put_coverage(struct document *document)
{
    struct text *out = document->out;
    const struct report_input *input = document->input;
    struct report_counts counts = report_count(input);
    text_puts(out, "## What was looked at\n\n");
    text_count(out, input->unit_count, "unit");
    text_puts(out, ", ");
    text_count(out, counts.calls, "network call");
    text_puts(out, ", ");
    text_count(out, counts.loops, "loop");
    text_puts(out, "; ");
    text_count(out, counts.suppressed, "finding");
    text_printf(out, " suppressed in the source; resilint %s.\n", input->version);
    if (input->failed_units != 0) {
        text_printf(out, "\n- **%u of %u units could not be analysed.**\n", input->failed_units,
                    input->unit_count);
    }
    for (uint32_t i = 0; i < input->limit_count; i++) {
        text_puts(out, i == 0 && input->failed_units == 0 ? "\n- " : "- ");
        escape_markdown(out, input->limits[i]);
        text_puts(out, "\n");
    }
}

void report_markdown_review(const struct report_input *input, struct text *out)
{
    struct document document;
    document_init(&document, input, out);
    text_puts(out, "# Design review: ");
    escape_markdown(out, input->checklist->title);
    text_puts(out, "\n\n");
    put_score(&document);
    for (uint32_t i = 0; i < input->checklist->fallacies.count; i++) {
        put_fallacy(&document, i);
    }
    if (report_findings_in(input, NULL) != 0) {
        text_puts(out, "## Other findings\n\n");
        put_findings(&document, NULL);
    }
    put_inventory(&document);
    put_coverage(&document);
    document_finish(&document);
}

void report_markdown_check(const struct report_input *input, struct text *out)
{
    struct document document;
    document_init(&document, input, out);
    struct report_counts counts = report_count(input);
    text_puts(out, "# resilint: ");
    text_count(out, counts.findings, "finding");
    text_puts(out, "\n\n");
    for (uint32_t i = 0; i < input->findings->findings.count; i++) {
        if (input->findings->findings.items[i].state == FINDING_OPEN) {
            put_finding(&document, &input->findings->findings.items[i]);
        }
    }
    put_coverage(&document);
    document_finish(&document);
}
