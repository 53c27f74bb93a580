/* A name for a finding that survives moved lines. */
#ifndef RULES_FINGERPRINT_H
#define RULES_FINGERPRINT_H

#include "rules/finding.h"
#include "rules/lines.h"

/* Fills in the fingerprints of one file's findings, which are in their final order: a 128-bit hash
 * of rule, file, function, the site's source line without white space, and the number among equals.
 */
void fingerprints_set(struct finding *findings, uint32_t count, const struct source_lines *source);

#endif
