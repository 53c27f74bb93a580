/* A command line in one string, as the `command` of a compilation database, to its words. */
#ifndef COMPDB_WORDS_H
#define COMPDB_WORDS_H

#include "base/vec.h"

struct word_list {
    VEC(const char *) words;
};

/* Splits as a POSIX shell would without expanding anything: quotes and backslashes only. An
 * unfinished quote ends with the text. Words live in the arena; vec_finish the list. */
void words_split(struct word_list *list, struct arena *arena, const char *command);

#endif
