/* Folders of the analysed tree, read in name order so that results do not depend on the disk. */
#ifndef COMPDB_FOLDER_H
#define COMPDB_FOLDER_H

#include "base/vec.h"

#include <stdbool.h>

struct folder_entry {
    const char *name;
    bool is_folder; /* also a symbolic link to one */
    bool is_link;
};

struct folder_entries {
    VEC(struct folder_entry) items; /* by name; hidden ones are left out */
};

/* Empty when the folder cannot be read. Names live in the arena. */
void folder_read(struct folder_entries *entries, struct arena *arena, const char *folder);
void folder_entries_finish(struct folder_entries *entries);

/* What a tree holds, by path. */
struct tree {
    VEC(const char *) sources;        /* C sources, absolute */
    VEC(const char *) header_folders; /* folders with headers in them, absolute */
    bool is_configured;               /* holds a header that configure made from its template */
};

/* Walks `folder`; links to folders and build folders (with a CMakeCache.txt) are left out. Paths
 * live in the arena. */
void tree_read(struct tree *tree, struct arena *arena, const char *folder);
void tree_finish(struct tree *tree);

#endif
