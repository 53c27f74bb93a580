#include "reports/terminal.h"

#include "base/utf8.h"
#include "reports/escape.h"

#define PAGE_WIDTH  100
#define TAB_WIDTH   4
#define QUOTE_WIDTH 110 /* columns of a source line that are shown */
#define QUOTE_LEAD  30  /* of them before the mark, when the line is cut in front */

void terminal_init(struct terminal *terminal, const struct report_input *input, struct text *out)
{
    *terminal = (struct terminal){.out = out, .color = input->color};
    sources_init(&terminal->sources, input->root);
}

void terminal_finish(struct terminal *terminal)
{
    sources_finish(&terminal->sources);
    arena_finish(&terminal->arena);
}

static void put_style(struct terminal *terminal, enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "0",    [STYLE_BOLD] = "1",       [STYLE_DIM] = "2",
        [STYLE_ERROR] = "1;31", [STYLE_WARNING] = "1;33", [STYLE_NOTE] = "1;36",
        [STYLE_GOOD] = "32",    [STYLE_MARK] = "32",
    };
    if (terminal->color) {
        text_printf(terminal->out, "\033[%sm", codes[style]);
    }
}

size_t terminal_put(struct terminal *terminal, enum style style, const char *text)
{
    if (style != STYLE_PLAIN) {
        put_style(terminal, style);
    }
    size_t width = escape_terminal(terminal->out, text, strlen(text));
    if (style != STYLE_PLAIN) {
        put_style(terminal, STYLE_PLAIN);
    }
    return width;
}

static void put_blanks(struct text *out, size_t count)
{
    text_printf(out, "%*s", (int)count, "");
}

/* The first `columns` columns of an escaped text, in the arena. */
static const char *cut_text(struct arena *arena, const char *text, size_t columns)
{
    size_t width = 0;
    size_t end = 0;
    struct text scratch = {0};
    while (text[end] != '\0') {
        size_t size = utf8_character(text + end, strlen(text + end));
        size = size == 0 ? 1 : size;
        width += escape_terminal(&scratch, text + end, size);
        if (width > columns) {
            break;
        }
        end += size;
    }
    text_finish(&scratch);
    return arena_copy(arena, text, end);
}

void terminal_put_column(struct terminal *terminal, enum style style, const char *text,
                         size_t width)
{
    size_t own = terminal_width(text);
    if (own > width) {
        text = arena_format(&terminal->arena, "%s~", cut_text(&terminal->arena, text, width - 1));
        own = terminal_width(text);
    }
    terminal_put(terminal, style, text);
    put_blanks(terminal->out, width - own);
}

void terminal_put_paragraph(struct terminal *terminal, size_t indent, enum style style,
                            const char *label, const char *text)
{
    struct text *out = terminal->out;
    put_blanks(out, indent);
    size_t start = indent + (*label == '\0' ? 0 : terminal_put(terminal, style, label));
    size_t column = start;
    for (const char *p = text; *p != '\0';) {
        size_t blank = strspn(p, " \n");
        size_t word = strcspn(p + blank, " \n");
        size_t width = terminal_width(arena_copy(&terminal->arena, p + blank, word));
        if (column > start && column + 1 + width > PAGE_WIDTH) {
            text_puts(out, "\n");
            put_blanks(out, start);
            column = start;
        } else if (column > start) {
            text_puts(out, " ");
            column++;
        }
        column += escape_terminal(out, p + blank, word);
        p += blank + word;
    }
    text_puts(out, "\n");
}

/* A source line as it is shown, and the line below it. */
struct quote {
    struct text shown;
    struct text below;
    size_t width;
};

static void quote_add(struct quote *quote, const char *bytes, size_t size, size_t offset,
                      struct source_mark mark)
{
    size_t width = 0;
    if (size == 1 && *bytes == '\t') {
        width = TAB_WIDTH - quote->width % TAB_WIDTH;
        put_blanks(&quote->shown, width);
    } else {
        width = escape_terminal(&quote->shown, bytes, size);
    }
    bool marked = offset >= mark.start && offset < mark.end;
    for (size_t i = 0; i < width; i++) {
        text_puts(&quote->below, !marked ? " " : offset == mark.start && i == 0 ? "^" : "~");
    }
    quote->width += width;
}

/* Where to begin, so that the mark of a very long line is seen. */
static size_t quote_start(struct source_line line, struct source_mark mark)
{
    if (mark.start < QUOTE_WIDTH - QUOTE_LEAD || line.length < QUOTE_WIDTH) {
        return 0;
    }
    size_t start = mark.start - QUOTE_LEAD;
    while (start > 0 && ((unsigned char)line.text[start] & 0xc0) == 0x80) {
        start--;
    }
    return start;
}

static void quote_line(struct quote *quote, struct source_line line, struct source_mark mark)
{
    size_t at = quote_start(line, mark);
    if (at != 0) {
        text_puts(&quote->shown, "...");
        text_puts(&quote->below, "   ");
        quote->width = 3;
    }
    while (at < line.length && quote->width < QUOTE_WIDTH) {
        size_t size = utf8_character(line.text + at, line.length - at);
        size = size == 0 ? 1 : size;
        quote_add(quote, line.text + at, size, at, mark);
        at += size;
    }
    text_puts(&quote->shown, at < line.length ? "..." : "");
    while (quote->below.length > 0 && quote->below.bytes[quote->below.length - 1] == ' ') {
        quote->below.bytes[--quote->below.length] = '\0';
    }
}

static void put_gutter(struct terminal *terminal, uint32_t line, size_t gutter)
{
    put_style(terminal, STYLE_DIM);
    if (line == 0) {
        text_printf(terminal->out, "%*s |", (int)gutter, "");
    } else {
        text_printf(terminal->out, "%*u |", (int)gutter, line);
    }
    put_style(terminal, STYLE_PLAIN);
}

void terminal_put_source(struct terminal *terminal, const char *file, uint32_t line,
                         uint32_t column, size_t gutter)
{
    struct quote quote = {0};
    struct source_line source = sources_line(&terminal->sources, file, line);
    if (source.text == NULL) {
        return;
    }
    quote_line(&quote, source, source_mark(source, column));
    put_gutter(terminal, line, gutter);
    text_printf(terminal->out, " %s\n", text_string(&quote.shown));
    if (quote.below.length != 0) {
        put_gutter(terminal, 0, gutter);
        text_puts(terminal->out, " ");
        put_style(terminal, STYLE_MARK);
        text_puts(terminal->out, text_string(&quote.below));
        put_style(terminal, STYLE_PLAIN);
        text_puts(terminal->out, "\n");
    }
    text_finish(&quote.shown);
    text_finish(&quote.below);
}

enum style severity_style(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return STYLE_ERROR;
    case SEVERITY_WARNING:
        return STYLE_WARNING;
    case SEVERITY_NOTE:
        break;
    }
    return STYLE_NOTE;
}
