/* `// resilint: allow(rule-id, ...): reason`, also as a block comment: accepted findings.
 *
 * A comment with code before it on its line speaks of that line, one with code behind it of that,
 * one that stands alone of the next line with code, other comments between them left out. */
#ifndef RULES_SUPPRESSION_H
#define RULES_SUPPRESSION_H

#include "rules/lines.h"

struct suppression {
    uint32_t line, column; /* of the rule's id, or of the comment's first word */
    uint32_t target;       /* the line it speaks of */
    const char *rule;      /* an id as written; NULL: not written as a suppression should be */
    const char *reason;    /* NULL: none given */
    bool used;
};

typedef VEC(struct suppression) suppression_list;

/* Appends all of a file, one entry an id. Texts are copied to the arena. */
void suppressions_read(suppression_list *list, struct arena *arena,
                       const struct source_lines *source);

#endif
