/* Building blocks of the text report: colours, wrapped paragraphs, quoted source lines. */
#ifndef REPORTS_TERMINAL_H
#define REPORTS_TERMINAL_H

#include "reports/grouping.h"
#include "reports/source.h"

enum style {
    STYLE_PLAIN,
    STYLE_BOLD,
    STYLE_DIM,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_NOTE,
    STYLE_GOOD,
    STYLE_MARK, /* the line under a source line */
};

struct terminal {
    struct text *out;
    bool color;
    struct arena arena; /* for one report */
    struct sources sources;
};

void terminal_init(struct terminal *terminal, const struct report_input *input, struct text *out);
void terminal_finish(struct terminal *terminal);

/* Foreign or own text in a style, escaped; gives the columns it took. */
size_t terminal_put(struct terminal *terminal, enum style style, const char *text);

/* The same, filled with blanks up to `width` columns and cut where it is longer. */
void terminal_put_column(struct terminal *terminal, enum style style, const char *text,
                         size_t width);

/* `label` and then the text, wrapped at 100 columns and indented below its own start; the line
 * begins with `indent` blanks. Ends with a newline. */
void terminal_put_paragraph(struct terminal *terminal, size_t indent, enum style style,
                            const char *label, const char *text);

/* A source line and, where the column is known, what begins there underlined; nothing when the
 * file cannot be read. `gutter` is the width of the line numbers. */
void terminal_put_source(struct terminal *terminal, const char *file, uint32_t line,
                         uint32_t column, size_t gutter);

enum style severity_style(enum severity severity);

/* One finding without and with its evidence and explanation (text.c). */
void text_put_finding(struct terminal *terminal, const struct finding *finding, bool evidence);

/* What could not be seen (text.c). */
void text_put_limits(struct terminal *terminal, const struct report_input *input);

#endif
