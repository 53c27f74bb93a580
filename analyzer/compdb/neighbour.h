/* Arguments for a source file that no compilation database names. */
#ifndef COMPDB_NEIGHBOUR_H
#define COMPDB_NEIGHBOUR_H

#include "compdb/database.h"
#include "compdb/folder.h"

/* The C entry whose file is nearest: first one of the same name without extension, then the one
 * that shares the longest path, then the one fewest folders away. NULL when there is none. */
const struct database_entry *neighbour_find(const struct database *database, const char *path);

/* Arguments made up from the tree: GNU C17, its include folders, and every folder with headers
 * after the system's, so that a project's time.h does not hide the real one; and what autoconf
 * defines where its header is used. */
void arguments_guess(struct unit *unit, struct arena *arena, const struct tree *tree);

#endif
