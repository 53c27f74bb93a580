#include "options_table.h"

#include <stdio.h>

#define FOR(command) (1u << (command))
#define FOR_REPORTS  (FOR(COMMAND_CHECK) | FOR(COMMAND_REVIEW) | FOR(COMMAND_LINK))
#define FOR_ANALYSIS (FOR_REPORTS | FOR(COMMAND_INVENTORY))
#define FOR_READING                                                                                \
    (FOR(COMMAND_CHECK) | FOR(COMMAND_REVIEW) | FOR(COMMAND_INVENTORY) | FOR(COMMAND_DUMP_IR) |    \
     FOR(COMMAND_EXTRACT))
#define FOR_OUTPUT (FOR_READING | FOR(COMMAND_LINK))
#define FOR_ALL    (FOR(COMMAND_COUNT) - 1)

const struct command_spec command_specs[COMMAND_COUNT] = {
    [COMMAND_CHECK] = {"check", "[FILE|FOLDER]... [-- COMPILER ARGUMENTS]",
                       "report what is believed too easily of the network",
                       "Without files, all sources of compile_commands.json are analysed, or all "
                       "of the tree where there is none."},
    [COMMAND_REVIEW] = {"review", "[FILE|FOLDER]... [-- COMPILER ARGUMENTS]",
                        "write the design review: findings, score, every network call",
                        "The checklist's questions that code cannot answer are read from an "
                        "attestations file."},
    [COMMAND_INVENTORY] = {"inventory", "[FILE|FOLDER]... [-- COMPILER ARGUMENTS]",
                           "print every network call and loop, one JSON object a line",
                           "docs/facts.md describes the fields."},
    [COMMAND_EXPLAIN] = {"explain", "RULE", "say why a rule exists and what to do about it", ""},
    [COMMAND_RULES] = {"rules", "", "list the rules", ""},
    [COMMAND_MODELS] = {"models", "", "list the libraries whose calls are understood", ""},
    [COMMAND_CHECKLISTS] = {"checklists", "", "list the checklists that a review can use", ""},
    [COMMAND_DUMP_IR] = {"dump-ir", "FILE... [-- COMPILER ARGUMENTS]",
                         "print how sources are understood (docs/ir.md)", ""},
    [COMMAND_EXTRACT] = {"extract", "[FILE|FOLDER]... [-- COMPILER ARGUMENTS]",
                         "read sources into modules, for link",
                         "All files that are named are read; without any, those of the program "
                         "that check would read. Files of modules may be appended to each other."},
    [COMMAND_LINK] = {"link", "FILE...", "check the program that extracted modules make together",
                      "With --format jsonl the facts are printed, as inventory does. Run it where "
                      "the sources are: findings show their lines."},
};

const struct option_spec option_specs[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", 'f', "FORMAT", FOR_ANALYSIS,
                       "text, json, sarif or markdown; inventory, link: jsonl"},
    [OPTION_OUTPUT] = {"output", 'o', "FILE", FOR_OUTPUT, "write to FILE, not to standard output"},
    [OPTION_FAIL_ON] = {"fail-on", 0, "LEVEL", FOR_REPORTS,
                        "exit with 1 from this severity on: error, warning (the default), note or "
                        "never"},
    [OPTION_SELECT] = {"select", 0, "RULE", FOR_REPORTS, "only this rule; may be given again"},
    [OPTION_IGNORE] = {"ignore", 0, "RULE", FOR_REPORTS, "not this rule; may be given again"},
    [OPTION_CONFIG] = {"config", 0, "FILE",
                       FOR_ANALYSIS | FOR(COMMAND_RULES) | FOR(COMMAND_MODELS) |
                           FOR(COMMAND_EXPLAIN) | FOR(COMMAND_DUMP_IR) | FOR(COMMAND_EXTRACT),
                       "this configuration, not the nearest .resilint.yaml"},
    [OPTION_CHECK] = {"check", 0, "FILE", FOR(COMMAND_MODELS),
                      "say what is wrong with this model, or how it is understood; may be given "
                      "again"},
    [OPTION_ATTESTATIONS] = {"attestations", 0, "FILE", FOR(COMMAND_REVIEW),
                             "answers that people gave to the checklist"},
    [OPTION_DATABASE] = {"database", 'p', "FOLDER", FOR_READING,
                         "the folder of compile_commands.json; else it is searched upward and in "
                         "build folders"},
    [OPTION_JOBS] = {"jobs", 'j', "N", FOR_READING, "worker processes; default: one a processor"},
    [OPTION_TIME_LIMIT] = {"time-limit", 0, "SECONDS", FOR_READING,
                           "for reading one source; default 60, 0: none"},
    [OPTION_MEMORY_LIMIT] = {"memory-limit", 0, "SIZE", FOR_READING,
                             "for one worker, as 500M or 2G; default: none"},
    [OPTION_LEVELS] = {"levels", 0, "N", FOR_READING,
                       "how far above a network call its callers are analysed; default 5"},
    [OPTION_DUMP] = {"dump", 0, "STAGE", FOR(COMMAND_CHECK) | FOR(COMMAND_LINK),
                     "print an artefact: units, prefilter, ir, program, summary or facts"},
    [OPTION_COLOR] = {"color", 0, "WHEN", FOR_REPORTS,
                      "auto, always or never; auto heeds NO_COLOR"},
    [OPTION_QUIET] = {"quiet", 'q', NULL, FOR_ALL, "findings only: no summary, notes or warnings"},
    [OPTION_STATS] = {"stats", 0, NULL, FOR_ANALYSIS | FOR(COMMAND_EXTRACT),
                      "say what took how long"},
    [OPTION_HELP] = {"help", 'h', NULL, FOR_ALL, "this text"},
    [OPTION_VERSION] = {"version", 'V', NULL, FOR_ALL, "the version, and libclang's"},
};

enum { HELP_INDENT = 29, HELP_WIDTH = 80 };

/* Appends words, broken into lines that begin at `indent`; the first begins where the text ends. */
static void put_wrapped(struct text *out, const char *words, size_t indent)
{
    size_t column = indent;
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        if (column > indent && column + 1 + length > HELP_WIDTH) {
            text_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            text_puts(out, " ");
            column++;
        }
        text_put(out, words, length);
        column += length;
        words += length + (words[length] == ' ');
    }
    text_puts(out, "\n");
}

static void help_option(const struct option_spec *spec, struct text *out)
{
    char head[64];
    char letter[] = {'-', spec->letter, ',', ' ', '\0'};
    snprintf(head, sizeof head, "%s--%s%s%s", spec->letter == 0 ? "    " : letter, spec->name,
             spec->argument == NULL ? "" : " ", spec->argument == NULL ? "" : spec->argument);
    text_printf(out, "  %-*s", HELP_INDENT - 2, head);
    put_wrapped(out, spec->help, HELP_INDENT);
}

static void help_all(struct text *out)
{
    text_puts(out, "Usage: resilint COMMAND [OPTION]... [OPERAND]...\n\n"
                   "Finds where C code believes a fallacy of distributed computing.\n\n");
    for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        text_printf(out, "  %-12s %s\n", command_specs[i].name, command_specs[i].summary);
    }
    text_puts(out, "\nresilint COMMAND --help tells the options of each.\n\n"
                   "Exit status: 0 nothing at or above the gate, 1 findings at or above it,\n"
                   "2 wrong usage, configuration, rule, model or checklist, 3 the analysis is\n"
                   "incomplete.\n");
}

void options_help(enum command command, struct text *out)
{
    if (command == COMMAND_NONE) {
        help_all(out);
        return;
    }
    const struct command_spec *spec = &command_specs[command];
    text_printf(out, "Usage: resilint %s [OPTION]... %s\n\n%c%s.\n", spec->name, spec->operands,
                spec->summary[0] - 'a' + 'A', spec->summary + 1);
    put_wrapped(out, spec->details, 0);
    if (spec->details[0] != '\0') {
        text_puts(out, "\n");
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((option_specs[i].commands & FOR(command)) != 0) {
            help_option(&option_specs[i], out);
        }
    }
}
