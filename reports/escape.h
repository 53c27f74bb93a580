/* Foreign text made safe for an output: names and source lines of analysed code may hold anything.
 */
#ifndef REPORTS_ESCAPE_H
#define REPORTS_ESCAPE_H

#include "base/text.h"

#include <stdbool.h>

/* For a terminal: control characters, also those of Unicode, marks that change the direction of
 * writing and bytes that are not UTF-8 become visible escapes. Gives the columns it takes. */
size_t escape_terminal(struct text *out, const char *bytes, size_t length);

/* The columns a text takes on a terminal once escaped. */
size_t terminal_width(const char *text);

/* For Markdown, inside a line: as plain text (also in a table), or as a code span. */
void escape_markdown(struct text *out, const char *text);
void escape_markdown_code(struct text *out, const char *text, bool in_table);

/* How many backticks fence the text off, at least `least`. */
size_t markdown_fence(const char *text, size_t least);

/* A path as a URI reference: relative ones stay relative. */
void escape_uri(struct text *out, const char *path);

#endif
