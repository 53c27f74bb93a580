/* Where an #include leads, among the project's own files. */
#ifndef PREFILTER_INCLUDE_H
#define PREFILTER_INCLUDE_H

#include "base/strtab.h"
#include "compdb/unit.h"

/* Folders searched for one set of arguments. */
struct include_folders {
    VEC(const char *) quoted; /* for "name" only, after the includer's own folder */
    VEC(const char *) all;
    VEC(const char *) forced; /* files of -include and -imacros, absolute */
};

/* From the unit's -I, -iquote, -isystem, -idirafter, -include and -imacros. */
void include_folders_read(struct include_folders *folders, struct arena *arena,
                          const struct unit *unit);

/* The existing file, normalised, in the arena; NULL when none of the folders has it. */
const char *include_resolve(const struct include_folders *folders, struct arena *arena,
                            const char *includer_folder, const char *name, bool quoted);

void include_folders_finish(struct include_folders *folders);

#endif
