/* What fields and global variables of the whole program are called. */
#ifndef PROGRAM_NAMES_H
#define PROGRAM_NAMES_H

#include "program/program.h"

struct program_names {
    const char **fields;  /* by field_ref */
    const char **globals; /* by global_ref */
};

/* Lives in the arena; the texts are the modules'. */
struct program_names program_names(const struct program *program, struct arena *arena);

#endif
