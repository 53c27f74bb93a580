/* The command line. One table of commands and one of options give parsing and --help. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/text.h"
#include "base/vec.h"

#include <stdbool.h>

enum command {
    COMMAND_NONE,
    COMMAND_CHECK,
    COMMAND_REVIEW,
    COMMAND_INVENTORY,
    COMMAND_EXPLAIN,
    COMMAND_RULES,
    COMMAND_MODELS,
    COMMAND_CHECKLISTS,
    COMMAND_DUMP_IR,
    COMMAND_EXTRACT,
    COMMAND_LINK,
    COMMAND_COUNT
};

enum output_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_MARKDOWN, FORMAT_JSONL };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* An artefact of the pipeline that --dump prints in place of the report. */
enum dump_stage {
    DUMP_NOTHING,
    DUMP_UNITS,
    DUMP_PREFILTER,
    DUMP_IR,
    DUMP_PROGRAM,
    DUMP_SUMMARY,
    DUMP_FACTS,
};

struct options {
    enum command command;
    bool help;
    bool version;

    enum output_format format;
    bool format_given;
    const char *output; /* file, or NULL: standard output */
    int fail_on;        /* enum severity, -1: never, -2: not said */
    VEC(const char *) select;
    VEC(const char *) ignore;
    enum color_choice color;
    bool quiet;
    bool stats;
    enum dump_stage dump;

    uint32_t jobs; /* 0: as many as there are processors */
    const char *database_folder;
    uint32_t time_limit_s; /* 0: none */
    uint64_t memory_limit; /* bytes, 0: none */
    uint32_t levels;       /* of callers above a network call that are analysed */
    const char *config_file;
    const char *attestations;
    VEC(const char *) check; /* model files */

    VEC(const char *) operands;   /* files, folders or ids */
    VEC(const char *) extra_args; /* after `--` */
};

/* Starts with the defaults, then reads the words after the program's name. False after a
 * DIAG_ERROR. Texts are those of `argv`. */
bool options_parse(struct options *options, int argc, const char *const *argv);

/* What `resilint --help` or `resilint COMMAND --help` prints. */
void options_help(enum command command, struct text *out);

void options_finish(struct options *options);

#endif
