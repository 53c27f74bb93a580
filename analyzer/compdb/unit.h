/* Which translation units exist and how each is parsed. */
#ifndef COMPDB_UNIT_H
#define COMPDB_UNIT_H

#include "base/vec.h"

#include <stdbool.h>

struct unit {
    const char *path;        /* absolute, normalised */
    const char *directory;   /* absolute: relative arguments are meant from here */
    const char *const *args; /* passed the allow-list; without compiler, source and output */
    uint32_t arg_count;
    bool guessed; /* the arguments are borrowed from a neighbour or made up */
};

struct unit_list {
    struct arena arena;
    VEC(struct unit) units; /* by path, then in the database's order */
};

struct unit_query {
    const char *root;            /* working directory of the run */
    const char *database_folder; /* `-p DIR`, or NULL: searched upward and in build folders */
    const char *const
        *paths; /* files and folders named by the user; none: whole database or tree */
    uint32_t path_count;
    const char *const *extra_args; /* after `--` */
    uint32_t extra_arg_count;
    bool (*excluded)(void *context, const char *path); /* path relative to root; may be NULL */
    void *context;
};

/* Fills the list; mistakes are DIAG_ERRORs (no such file, a database that is not JSON). A database
 * entry whose file is missing is a DIAG_WARNING. */
void units_find(struct unit_list *list, const struct unit_query *query);

/* The arguments that may reach libclang: only what an allow-list knows to be about parsing.
 * Nothing that loads code, writes a file or reads a response file. Returns how many of `in` were
 * kept in `out` (room for `count`); paths stay as they are. */
uint32_t arguments_allowed(const char *const *in, uint32_t count, const char **out);

void unit_list_finish(struct unit_list *list);

#endif
