/* The tables behind the command line: what commands and options there are. */
#ifndef OPTIONS_TABLE_H
#define OPTIONS_TABLE_H

#include "options.h"

struct command_spec {
    const char *name;
    const char *operands; /* "": none */
    const char *summary;  /* a phrase */
    const char *details;  /* a sentence, or "" */
};

/* In the order of --help. */
enum option_id {
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_FAIL_ON,
    OPTION_SELECT,
    OPTION_IGNORE,
    OPTION_CONFIG,
    OPTION_CHECK,
    OPTION_ATTESTATIONS,
    OPTION_DATABASE,
    OPTION_JOBS,
    OPTION_TIME_LIMIT,
    OPTION_MEMORY_LIMIT,
    OPTION_LEVELS,
    OPTION_DUMP,
    OPTION_COLOR,
    OPTION_QUIET,
    OPTION_STATS,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

struct option_spec {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: takes none */
    unsigned commands;    /* where it means something: bits by enum command */
    const char *help;
};

extern const struct command_spec command_specs[COMMAND_COUNT]; /* [COMMAND_NONE] is empty */
extern const struct option_spec option_specs[OPTION_COUNT];

#endif
