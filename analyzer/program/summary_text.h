/* Summaries as text: what `--dump summary` prints and tests assert. One function after the other,
 * callees first; a function of which there is nothing to say is left out. docs/summaries.md is the
 * reference of the lines. */
#ifndef PROGRAM_SUMMARY_TEXT_H
#define PROGRAM_SUMMARY_TEXT_H

#include "base/text.h"
#include "program/analysis.h"

void summaries_print(const struct analysis *analysis, struct text *out);

#endif
