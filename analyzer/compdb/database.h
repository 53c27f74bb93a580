/* compile_commands.json: where it lies and what it says. */
#ifndef COMPDB_DATABASE_H
#define COMPDB_DATABASE_H

#include "base/vec.h"
#include "compdb/unit.h"

#include <stdbool.h>

struct database_entry {
    const char *path;        /* absolute, normalised */
    const char *directory;   /* absolute */
    const char *const *args; /* passed the allow-list */
    uint32_t arg_count;
    bool is_c;    /* by its name, or because the command says `-x c` */
    bool missing; /* no such file */
};

struct database {
    const char *file;                   /* absolute */
    const char *shown;                  /* the same for messages */
    VEC(struct database_entry) entries; /* in file order */
};

/* Finds and reads the database of a query: the folder of `-p`, else the nearest one upward from
 * the root, else from the first path; none at all when arguments are given after `--`. False when
 * there is none. */
bool database_find(struct database *database, struct arena *arena, const struct unit_query *query);

/* Reads `file`, called `shown` in messages; what is wrong is a DIAG_ERROR and the entry is left
 * out. */
void database_read(struct database *database, struct arena *arena, const char *file,
                   const char *shown);

/* Whether a file of that name is C source (or header): what this program can read. */
bool path_is_c(const char *path);
bool path_is_header(const char *path);

/* Whether `path` is `folder` or lies below it; both normalised. */
bool path_is_below(const char *path, const char *folder);

void database_finish(struct database *database);

#endif
