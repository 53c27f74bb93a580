/* The design review for a terminal. */
#include "reports/escape.h"
#include "reports/terminal.h"

#define BAR_WIDTH 10

static enum style score_style(uint32_t score)
{
    return score >= 8 ? STYLE_GOOD : score >= 5 ? STYLE_WARNING : STYLE_ERROR;
}

static uint32_t count_state(const struct checklist_result *checklist, enum item_state state)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < checklist->items.count; i++) {
        count += checklist->items.items[i].state == state;
    }
    return count;
}

static void put_states(struct terminal *terminal, const struct checklist_result *checklist)
{
    static const char *const words[] = {
        [ITEM_PASS] = "met",
        [ITEM_FAIL] = "not met",
        [ITEM_UNANSWERED] = "unanswered",
        [ITEM_EXPIRED] = "expired",
        [ITEM_WAIVED] = "waived",
        [ITEM_NOT_APPLICABLE] = "not applicable",
    };
    struct text line = {0};
    const char *divider = "";
    for (int state = ITEM_PASS; state <= ITEM_NOT_APPLICABLE; state++) {
        uint32_t count = count_state(checklist, (enum item_state)state);
        if (count != 0) {
            text_printf(&line, "%s%u %s", divider, count, words[state]);
            divider = ", ";
        }
    }
    text_printf(&line, "; %u answered by code and files.", checklist->automatic);
    terminal_put_paragraph(terminal, 0, STYLE_PLAIN, "", text_string(&line));
    text_finish(&line);
}

static void put_score_row(struct terminal *terminal, const struct report_input *input,
                          uint32_t index)
{
    struct text *out = terminal->out;
    const struct fallacy_result *fallacy = &input->checklist->fallacies.items[index];
    char bar[BAR_WIDTH + 1] = "..........";
    memset(bar, '#', fallacy->score);
    text_printf(out, "  %2u. ", index + 1);
    terminal_put_column(terminal, STYLE_PLAIN, fallacy->title, 36);
    text_puts(out, " ");
    terminal_put(terminal, score_style(fallacy->score), bar);
    text_printf(out, " %2u/10  %2u of %2u items met", fallacy->score, fallacy->passed,
                fallacy->items);
    uint32_t findings = report_findings_in(input, fallacy->id);
    if (findings != 0) {
        text_puts(out, ", ");
        text_count(out, findings, "finding");
    }
    text_puts(out, "\n");
}

static void put_head(struct terminal *terminal, const struct report_input *input)
{
    const struct checklist_result *checklist = input->checklist;
    static const enum style styles[] = {STYLE_GOOD, STYLE_WARNING, STYLE_ERROR};
    enum style style = styles[checklist->band_index < 2 ? checklist->band_index : 2];
    terminal_put(terminal, STYLE_BOLD, "Design review: ");
    terminal_put(terminal, STYLE_BOLD, checklist->title);
    text_puts(terminal->out, "\n\n");
    terminal_put(terminal, style,
                 arena_format(&terminal->arena, "%u of %u items unchecked: %s",
                              checklist->unchecked, checklist->items.count, checklist->band));
    text_puts(terminal->out, "\n");
    terminal_put_paragraph(terminal, 0, STYLE_PLAIN, "", checklist->advice);
    put_states(terminal, checklist);
    text_puts(terminal->out, "\n");
    for (uint32_t i = 0; i < checklist->fallacies.count; i++) {
        put_score_row(terminal, input, i);
    }
    text_puts(terminal->out, "\n");
}

static void put_heading(struct terminal *terminal, const char *heading)
{
    size_t width = terminal_put(terminal, STYLE_BOLD, heading);
    text_puts(terminal->out, "\n");
    for (size_t i = 0; i < width; i++) {
        text_puts(terminal->out, "-");
    }
    text_puts(terminal->out, "\n\n");
}

static void put_findings(struct terminal *terminal, const struct report_input *input,
                         const char *fallacy)
{
    for (uint32_t i = 0; i < input->findings->findings.count; i++) {
        const struct finding *finding = &input->findings->findings.items[i];
        if (report_finding_in(input, finding, fallacy)) {
            text_put_finding(terminal, finding, false);
        }
    }
}

static void put_item(struct terminal *terminal, const struct item_result *item)
{
    static const struct {
        enum style style;
        const char *label;
    } looks[] = {
        [ITEM_PASS] = {STYLE_GOOD, "met      "},
        [ITEM_FAIL] = {STYLE_ERROR, "not met  "},
        [ITEM_UNANSWERED] = {STYLE_WARNING, "open     "},
        [ITEM_EXPIRED] = {STYLE_WARNING, "expired  "},
        [ITEM_WAIVED] = {STYLE_NOTE, "waived   "},
        [ITEM_NOT_APPLICABLE] = {STYLE_DIM, "n/a      "},
    };
    struct arena *arena = &terminal->arena;
    bool named = item->by != NULL && item->state != ITEM_EXPIRED;
    const char *person = named ? arena_format(arena, " (%s, until %s)", item->by, item->until) : "";
    terminal_put_paragraph(terminal, 2, looks[item->state].style, looks[item->state].label,
                           arena_format(arena, "%s [%s]", item->question, item->id));
    terminal_put_paragraph(terminal, 11, STYLE_PLAIN, "",
                           arena_format(arena, "%s%s", item->because, person));
}

/* Items in the order of urgency; those that are met or do not apply only by name. */
static void put_items(struct terminal *terminal, const struct checklist_result *checklist,
                      const char *fallacy)
{
    static const enum item_state order[] = {ITEM_FAIL, ITEM_EXPIRED, ITEM_UNANSWERED, ITEM_WAIVED};
    for (size_t s = 0; s < sizeof order / sizeof order[0]; s++) {
        for (uint32_t i = 0; i < checklist->items.count; i++) {
            const struct item_result *item = &checklist->items.items[i];
            if (item->state == order[s] && strcmp(item->fallacy, fallacy) == 0) {
                put_item(terminal, item);
            }
        }
    }
}

static void put_names(struct terminal *terminal, const struct checklist_result *checklist,
                      const char *fallacy, enum item_state state, const char *label)
{
    struct text names = {0};
    for (uint32_t i = 0; i < checklist->items.count; i++) {
        const struct item_result *item = &checklist->items.items[i];
        if (item->state == state && strcmp(item->fallacy, fallacy) == 0) {
            text_printf(&names, "%s%s", names.length == 0 ? "" : ", ", item->id);
        }
    }
    if (names.length != 0) {
        terminal_put_paragraph(terminal, 2, state == ITEM_PASS ? STYLE_GOOD : STYLE_DIM, label,
                               text_string(&names));
    }
    text_finish(&names);
}

static void put_fallacy(struct terminal *terminal, const struct report_input *input, uint32_t index)
{
    const struct checklist_result *checklist = input->checklist;
    const struct fallacy_result *fallacy = &checklist->fallacies.items[index];
    put_heading(terminal, arena_format(&terminal->arena, "%u. %s: %u of 10", index + 1,
                                       fallacy->title, fallacy->score));
    put_findings(terminal, input, fallacy->id);
    put_items(terminal, checklist, fallacy->id);
    put_names(terminal, checklist, fallacy->id, ITEM_PASS, "met      ");
    put_names(terminal, checklist, fallacy->id, ITEM_NOT_APPLICABLE, "n/a      ");
    text_puts(terminal->out, "\n");
}

/* Two answers a line where both are short. */
static void put_answers(struct terminal *terminal, const struct call_answers *answers)
{
    struct text *out = terminal->out;
    struct text unknown = {0};
    size_t column = 0;
    for (int q = 0; q < CALL_QUESTION_COUNT; q++) {
        const char *title = call_question_title((enum call_question)q);
        const char *text = answers->texts[q];
        if (text == NULL) {
            text_printf(&unknown, "%s%s", unknown.length == 0 ? "" : " ", title);
            continue;
        }
        bool beside = column > 0 && column <= 48 && terminal_width(text) <= 38;
        text_printf(out, "%s%*s", column > 0 && !beside ? "\n" : "",
                    beside ? (int)(50 - column) : 6, "");
        terminal_put_column(terminal, STYLE_DIM, title, 8);
        column = (beside ? 100 : 14) +
                 terminal_put(terminal, answers->bad[q] ? STYLE_WARNING : STYLE_PLAIN, text);
    }
    text_puts(out, column > 0 ? "\n" : "");
    if (unknown.length != 0) {
        terminal_put_paragraph(terminal, 6, STYLE_DIM, "not known: ", text_string(&unknown));
    }
    text_finish(&unknown);
}

static void put_call(struct terminal *terminal, const struct fact *call)
{
    struct call_answers answers = call_answer(call, &terminal->arena);
    text_puts(terminal->out, "  ");
    terminal_put(terminal, STYLE_BOLD,
                 arena_format(&terminal->arena, "%s:%lld", fact_text(call, FIELD_file),
                              (long long)fact_number(call, FIELD_line)));
    text_puts(terminal->out, " ");
    terminal_put(terminal, STYLE_PLAIN,
                 arena_format(&terminal->arena, "%s in %s", fact_text(call, FIELD_api),
                              fact_text(call, FIELD_function)));
    terminal_put(terminal, STYLE_DIM,
                 arena_format(&terminal->arena, " (%s, %s)", fact_text(call, FIELD_library),
                              fact_text(call, FIELD_operation)));
    text_puts(terminal->out, "\n");
    put_answers(terminal, &answers);
}

static void put_inventory(struct terminal *terminal, const struct report_input *input)
{
    if (report_count(input).calls == 0) {
        return;
    }
    put_heading(terminal, "Every network call, question by question");
    for (uint32_t i = 0; i < input->facts->facts.count; i++) {
        if (input->facts->facts.items[i].kind == FACT_network_call) {
            put_call(terminal, &input->facts->facts.items[i]);
        }
    }
    text_puts(terminal->out, "\n");
}

void report_text_review(const struct report_input *input, struct text *out)
{
    struct terminal terminal;
    terminal_init(&terminal, input, out);
    put_head(&terminal, input);
    for (uint32_t i = 0; i < input->checklist->fallacies.count; i++) {
        put_fallacy(&terminal, input, i);
    }
    if (report_findings_in(input, NULL) != 0) {
        put_heading(&terminal, "Other findings");
        put_findings(&terminal, input, NULL);
    }
    put_inventory(&terminal, input);
    text_put_limits(&terminal, input);
    if (!input->quiet) {
        text_puts(out, "The proof of each finding, step by step: resilint check. What stands "
                       "behind a rule: resilint explain RULE.\n");
    }
    terminal_finish(&terminal);
}
