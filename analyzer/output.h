/* Where results go. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/text.h"
#include "options.h"

#include <stdbool.h>

/* Writes to the file of -o, or to standard output. False after a DIAG_ERROR. */
bool output_write(const struct options *options, const struct text *text);

/* Whether standard output is to be coloured. */
bool output_color(const struct options *options);

#endif
