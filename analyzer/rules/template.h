/* Sentences with {field}s of a fact in them: messages and advice of rules. */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include "base/yaml.h"
#include "facts/fact.h"

/* The template's text at the node; "" when there is none. Reports {field}s that facts of that kind
 * do not have; of rules on suppressions (FACT_NONE) there are {rule} and {problem}. */
const char *template_read(const struct yaml_node *node, enum fact_kind kind);

/* The template with the fact's values, in the arena. A value that is not set reads "unknown", a
 * long list is cut, control characters become blanks. */
const char *template_fill(struct arena *arena, const char *text, const struct fact *fact);

const char *template_fill_suppression(struct arena *arena, const char *text, const char *rule,
                                      const char *problem);

#endif
