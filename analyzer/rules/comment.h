/* Finds the comments of C source, and not what only looks like one inside a string. */
#ifndef RULES_COMMENT_H
#define RULES_COMMENT_H

#include "rules/lines.h"

struct comment {
    size_t start, end; /* offsets, delimiters included; `end` is one past the last byte */
    bool after_code;   /* code stands before it on its first line */
    bool before_code;  /* code stands after it on its last line */
};

typedef VEC(struct comment) comment_list;

void comments_find(const struct source_lines *source, comment_list *comments);

#endif
