/* The files of the analysed repository: names and, for evidence, their text. Nothing is followed
 * out of it: symbolic links are left out, as are the folders of version control and .resilint,
 * whose words would be evidence for themselves. */
#ifndef CHECKLIST_REPOSITORY_H
#define CHECKLIST_REPOSITORY_H

#include "base/vec.h"

#include <stdbool.h>

struct pattern;

struct repository {
    const char *root;
    const char *except; /* a file left out: the checklist, whose patterns would find themselves */
    struct arena arena;
    VEC(const char *) paths; /* relative, sorted; read at first use */
    uint64_t except_device, except_inode;
    bool listed;
};

/* How many files match one of the globs and, when given, hold the pattern; counting stops at two,
 * which is all that a report says. `first` gets the first one's path. */
uint32_t repository_match(struct repository *repository, const char *const *globs,
                          uint32_t glob_count, const struct pattern *contains, const char **first);

void repository_finish(struct repository *repository);

#endif
