/* Findings for people, in the manner of compilers. */
#include "reports/terminal.h"

#define GUTTER      6 /* columns of line numbers beside the source */
#define STEP_GUTTER 8 /* the same below a step of the evidence */

static const char *place_text(struct arena *arena, const char *file, uint32_t line, uint32_t column)
{
    if (line == 0) {
        return file;
    }
    return column == 0 ? arena_format(arena, "%s:%u", file, line)
                       : arena_format(arena, "%s:%u:%u", file, line, column);
}

/* `place: severity: message [rule-id]` stays on one line: editors and CI systems parse it. */
static void put_headline(struct terminal *terminal, const struct finding *finding)
{
    struct text *out = terminal->out;
    terminal_put(terminal, STYLE_BOLD,
                 place_text(&terminal->arena, finding->file, finding->line, finding->column));
    text_puts(out, ": ");
    terminal_put(terminal, severity_style(finding->severity),
                 arena_format(&terminal->arena, "%s:", severity_name(finding->severity)));
    text_puts(out, " ");
    terminal_put(terminal, STYLE_BOLD, finding->message);
    text_puts(out, " ");
    terminal_put(terminal, STYLE_DIM, arena_format(&terminal->arena, "[%s]", finding->rule->id));
    text_puts(out, "\n");
}

static void put_step(struct terminal *terminal, const struct finding *finding, uint32_t index)
{
    const struct fact_step *step = &finding->steps[index];
    const struct fact_step *last = index == 0 ? NULL : &finding->steps[index - 1];
    bool quoted = step->line == finding->line && strcmp(step->file, finding->file) == 0 &&
                  (step->column == 0 || step->column == finding->column);
    bool again = last != NULL && last->line == step->line && strcmp(last->file, step->file) == 0;
    text_puts(terminal->out, "  ");
    terminal_put(terminal, STYLE_NOTE, arena_format(&terminal->arena, "(%u)", index + 1));
    text_puts(terminal->out, " ");
    terminal_put(terminal, STYLE_PLAIN,
                 place_text(&terminal->arena, step->file, step->line, step->column));
    text_puts(terminal->out, ": ");
    terminal_put(terminal, STYLE_PLAIN, step->note);
    text_puts(terminal->out, "\n");
    if (!quoted && !again) {
        terminal_put_source(terminal, step->file, step->line, step->column, STEP_GUTTER);
    }
}

static void put_explanation(struct terminal *terminal, const struct finding *finding)
{
    const char *advice = report_advice(finding, &terminal->arena);
    const char *remedy = report_remedy(finding->rule, &terminal->arena);
    if (finding->rule->why != NULL && *finding->rule->why != '\0') {
        terminal_put_paragraph(terminal, 2, STYLE_DIM, "why: ", finding->rule->why);
    }
    if (advice != NULL) {
        terminal_put_paragraph(terminal, 2, STYLE_GOOD, "fix: ", advice);
    }
    if (remedy != NULL) {
        terminal_put_paragraph(terminal, 2, STYLE_GOOD, "use: ", remedy);
    }
}

void text_put_finding(struct terminal *terminal, const struct finding *finding, bool evidence)
{
    put_headline(terminal, finding);
    terminal_put_source(terminal, finding->file, finding->line, finding->column, GUTTER);
    for (uint32_t i = 0; evidence && i < finding->step_count; i++) {
        put_step(terminal, finding, i);
    }
    put_explanation(terminal, finding);
    text_puts(terminal->out, "\n");
}

void text_put_limits(struct terminal *terminal, const struct report_input *input)
{
    if (input->failed_units != 0) {
        terminal_put_paragraph(terminal, 0, STYLE_ERROR, "incomplete: ",
                               arena_format(&terminal->arena,
                                            "%u of %u units could not be analysed.",
                                            input->failed_units, input->unit_count));
    }
    for (uint32_t i = 0; i < input->limit_count; i++) {
        terminal_put_paragraph(terminal, 0, STYLE_NOTE, "not seen: ", input->limits[i]);
    }
}

static void put_severities(struct text *out, const struct report_counts *counts)
{
    const char *divider = ": ";
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
        if (counts->open[severity] != 0) {
            text_puts(out, divider);
            text_count(out, counts->open[severity], severity_name((enum severity)severity));
            divider = ", ";
        }
    }
}

static void put_summary(struct terminal *terminal, const struct report_input *input)
{
    struct report_counts counts = report_count(input);
    struct text line = {0};
    if (counts.findings == 0) {
        text_puts(&line, "no findings");
    } else {
        text_count(&line, counts.findings, "finding");
        text_puts(&line, " in ");
        text_count(&line, counts.files, "file");
        put_severities(&line, &counts);
    }
    if (counts.suppressed != 0) {
        text_printf(&line, "; %u suppressed in the source", counts.suppressed);
    }
    text_puts(&line, "; looked at ");
    text_count(&line, counts.calls, "network call");
    text_puts(&line, " and ");
    text_count(&line, counts.loops, "loop");
    text_puts(&line, " in ");
    text_count(&line, input->unit_count, "unit");
    enum style style = counts.open[SEVERITY_ERROR] != 0 ? STYLE_ERROR
                       : counts.findings != 0           ? STYLE_WARNING
                                                        : STYLE_GOOD;
    terminal_put_paragraph(terminal, 0, style, "resilint: ", text_string(&line));
    text_finish(&line);
}

void report_text_check(const struct report_input *input, struct text *out)
{
    struct terminal terminal;
    terminal_init(&terminal, input, out);
    for (uint32_t i = 0; i < input->findings->findings.count; i++) {
        const struct finding *finding = &input->findings->findings.items[i];
        if (finding->state == FINDING_OPEN) {
            text_put_finding(&terminal, finding, true);
        }
    }
    if (!input->quiet) {
        text_put_limits(&terminal, input);
        put_summary(&terminal, input);
    }
    terminal_finish(&terminal);
}
