#include "options_table.h"

#include "base/diag.h"
#include "base/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static const uint32_t jobs_limit = 512;
static const uint32_t number_limit = 1000000;

static bool read_choice(const char *option, const char *value, const char *const choices[],
                        int *result)
{
    struct text expected = {0};
    for (int i = 0; choices[i] != NULL; i++) {
        if (strcmp(choices[i], value) == 0) {
            *result = i;
            text_finish(&expected);
            return true;
        }
        text_printf(&expected, "%s%s",
                    i == 0                   ? ""
                    : choices[i + 1] == NULL ? " or "
                                             : ", ",
                    choices[i]);
    }
    diag(DIAG_ERROR, DIAG_NOWHERE, "--%s cannot be '%s': expected %s", option, value,
         text_string(&expected));
    text_finish(&expected);
    return false;
}

static bool read_number(const char *option, const char *value, uint32_t low, uint32_t high,
                        uint32_t *result)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 || number < low ||
        number > high) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "--%s cannot be '%s': expected a number from %u to %u",
             option, value, low, high);
        return false;
    }
    *result = (uint32_t)number;
    return true;
}

static bool read_size(const char *value, uint64_t *result)
{
    static const char units[] = "KMGT";
    char *end;
    errno = 0;
    uint64_t number = strtoull(value, &end, 10);
    const char *unit = *end == '\0' ? NULL : strchr(units, *end);
    unsigned shift = unit == NULL ? 0 : (unsigned)(unit - units + 1) * 10;
    bool good = value[0] >= '0' && value[0] <= '9' && errno == 0 && number <= UINT64_MAX >> shift &&
                (*end == '\0' || (unit != NULL && end[1] == '\0'));
    *result = number << shift;
    if (!good) {
        diag(DIAG_ERROR, DIAG_NOWHERE,
             "--memory-limit cannot be '%s': expected a number of bytes, or one with K, M or G "
             "behind it",
             value);
    }
    return good;
}

static bool set_choice(struct options *options, enum option_id id, const char *value)
{
    static const char *const formats[] = {"text", "json", "sarif", "markdown", "jsonl", NULL};
    static const char *const levels[] = {"note", "warning", "error", "never", NULL};
    static const char *const colors[] = {"auto", "always", "never", NULL};
    static const char *const stages[] = {"units",   "prefilter", "ir", "program",
                                         "summary", "facts",     NULL};
    int choice = 0;
    bool good = false;
    if (id == OPTION_FORMAT) {
        good = read_choice("format", value, formats, &choice);
        options->format = (enum output_format)choice;
        options->format_given = true;
    } else if (id == OPTION_FAIL_ON) {
        good = read_choice("fail-on", value, levels, &choice);
        options->fail_on = choice == 3 ? -1 : choice;
    } else if (id == OPTION_COLOR) {
        good = read_choice("color", value, colors, &choice);
        options->color = (enum color_choice)choice;
    } else {
        good = read_choice("dump", value, stages, &choice);
        options->dump = (enum dump_stage)(choice + 1); /* after DUMP_NOTHING */
    }
    return good;
}

static bool set_option(struct options *options, enum option_id id, const char *value)
{
    switch (id) {
    case OPTION_FORMAT:
    case OPTION_FAIL_ON:
    case OPTION_COLOR:
    case OPTION_DUMP:
        return set_choice(options, id, value);
    case OPTION_JOBS:
        return read_number("jobs", value, 1, jobs_limit, &options->jobs);
    case OPTION_TIME_LIMIT:
        return read_number("time-limit", value, 0, number_limit, &options->time_limit_s);
    case OPTION_LEVELS:
        return read_number("levels", value, 0, number_limit, &options->levels);
    case OPTION_MEMORY_LIMIT:
        return read_size(value, &options->memory_limit);
    case OPTION_SELECT:
        vec_push(&options->select, value);
        break;
    case OPTION_IGNORE:
        vec_push(&options->ignore, value);
        break;
    case OPTION_CHECK:
        vec_push(&options->check, value);
        break;
    case OPTION_OUTPUT:
        options->output = value;
        break;
    case OPTION_DATABASE:
        options->database_folder = value;
        break;
    case OPTION_CONFIG:
        options->config_file = value;
        break;
    case OPTION_ATTESTATIONS:
        options->attestations = value;
        break;
    case OPTION_QUIET:
        options->quiet = true;
        break;
    case OPTION_STATS:
        options->stats = true;
        break;
    case OPTION_HELP:
        options->help = true;
        break;
    case OPTION_VERSION:
        options->version = true;
        break;
    case OPTION_COUNT:
        break;
    }
    return true;
}

/* The words still to read, and which options were met. */
struct reader {
    struct options *options;
    const char *const *argv;
    int argc;
    int next;
    unsigned given; /* bits by enum option_id */
};

static bool unknown_option(const char *name)
{
    const char *names[OPTION_COUNT + 1] = {NULL};
    for (int i = 0; i < OPTION_COUNT; i++) {
        names[i] = option_specs[i].name;
    }
    const char *nearest = text_nearest(name, names);
    if (nearest != NULL) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "unknown option --%s: did you mean --%s?", name, nearest);
    } else {
        diag(DIAG_ERROR, DIAG_NOWHERE, "unknown option --%s: see resilint --help", name);
    }
    return false;
}

/* `attached`: the value in the same word, or NULL. */
static bool read_option(struct reader *reader, enum option_id id, const char *attached)
{
    const char *value = attached;
    reader->given |= 1u << id;
    if (option_specs[id].argument == NULL && attached != NULL) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "--%s takes no value, but got '%s'", option_specs[id].name,
             attached);
        return false;
    }
    if (option_specs[id].argument != NULL && value == NULL) {
        if (reader->next == reader->argc) {
            diag(DIAG_ERROR, DIAG_NOWHERE, "--%s needs a value: %s", option_specs[id].name,
                 option_specs[id].argument);
            return false;
        }
        value = reader->argv[reader->next++];
    }
    return set_option(reader->options, id, value);
}

static bool read_long(struct reader *reader, const char *word)
{
    size_t length = strcspn(word, "=");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strlen(option_specs[i].name) == length &&
            strncmp(option_specs[i].name, word, length) == 0) {
            return read_option(reader, (enum option_id)i,
                               word[length] == '=' ? word + length + 1 : NULL);
        }
    }
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)length, word);
    return unknown_option(name);
}

/* The letters of one word; the rest of the word is the value of one that takes any. */
static bool read_letters(struct reader *reader, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        int id = 0;
        while (id < OPTION_COUNT &&
               (option_specs[id].letter == 0 || option_specs[id].letter != *letters)) {
            id++;
        }
        if (id == OPTION_COUNT) {
            diag(DIAG_ERROR, DIAG_NOWHERE, "unknown option -%c: see resilint --help", *letters);
            return false;
        }
        bool takes_rest = option_specs[id].argument != NULL && letters[1] != '\0';
        if (!read_option(reader, (enum option_id)id, takes_rest ? letters + 1 : NULL)) {
            return false;
        }
        if (option_specs[id].argument != NULL) {
            break;
        }
    }
    return true;
}

static bool read_command(struct options *options, const char *name)
{
    const char *names[COMMAND_COUNT + 1] = {NULL};
    for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        names[i - 1] = command_specs[i].name;
        if (strcmp(command_specs[i].name, name) == 0) {
            options->command = (enum command)i;
            return true;
        }
    }
    const char *nearest = text_nearest(name, names);
    if (nearest != NULL) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "unknown command '%s': did you mean %s?", name, nearest);
    } else {
        diag(DIAG_ERROR, DIAG_NOWHERE,
             "unknown command '%s': expected check, review or another; see resilint --help", name);
    }
    return false;
}

static bool read_word(struct reader *reader)
{
    const char *word = reader->argv[reader->next++];
    struct options *options = reader->options;
    if (word[0] == '-' && word[1] == '-') {
        return read_long(reader, word + 2);
    }
    if (word[0] == '-' && word[1] != '\0') {
        return read_letters(reader, word + 1);
    }
    if (options->command == COMMAND_NONE) {
        return read_command(options, word);
    }
    vec_push(&options->operands, word);
    return true;
}

static bool check_options_fit(const struct reader *reader)
{
    enum command command = reader->options->command;
    bool good = true;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((reader->given >> i & 1) != 0 && (option_specs[i].commands & 1u << command) == 0) {
            diag(DIAG_ERROR, DIAG_NOWHERE, "--%s means nothing to %s: see resilint %s --help",
                 option_specs[i].name, command_specs[command].name, command_specs[command].name);
            good = false;
        }
    }
    return good;
}

static bool check_operands_fit(const struct options *options)
{
    const struct command_spec *spec = &command_specs[options->command];
    uint32_t count = options->operands.count;
    if (spec->operands[0] == '\0' && count > 0) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "%s takes no operand, but got '%s'", spec->name,
             options->operands.items[0]);
        return false;
    }
    if (options->command == COMMAND_EXPLAIN && count != 1) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "explain needs one rule: resilint rules lists them");
        return false;
    }
    if (options->command == COMMAND_DUMP_IR && count == 0) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "dump-ir needs at least one source file");
        return false;
    }
    if (options->command == COMMAND_LINK && count == 0) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "link needs at least one file that extract wrote");
        return false;
    }
    if (options->command == COMMAND_EXTRACT && options->output == NULL && isatty(STDOUT_FILENO)) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "extract needs -o FILE: modules are no text");
        return false;
    }
    return true;
}

static bool check_format_fits(struct options *options)
{
    bool lines = options->command == COMMAND_INVENTORY;
    if (!options->format_given) {
        options->format = lines ? FORMAT_JSONL : FORMAT_TEXT;
    }
    bool either = options->command == COMMAND_LINK;
    if (!either && lines != (options->format == FORMAT_JSONL)) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "%s cannot be written in this format: expected %s",
             command_specs[options->command].name,
             lines ? "jsonl" : "text, json, sarif or markdown");
        return false;
    }
    return true;
}

bool options_parse(struct options *options, int argc, const char *const *argv)
{
    struct reader reader = {.options = options, .argv = argv, .argc = argc, .next = 1};
    *options = (struct options){.fail_on = -2, .time_limit_s = 60, .levels = 5};
    while (reader.next < argc && strcmp(argv[reader.next], "--") != 0) {
        if (!read_word(&reader)) {
            return false;
        }
    }
    for (int i = reader.next + 1; i < argc; i++) {
        vec_push(&options->extra_args, argv[i]);
    }
    if (options->help || options->version) {
        return true;
    }
    if (options->command == COMMAND_NONE) {
        diag(DIAG_ERROR, DIAG_NOWHERE, "a command is missing: see resilint --help");
        return false;
    }
    return check_options_fit(&reader) && check_operands_fit(options) && check_format_fits(options);
}

void options_finish(struct options *options)
{
    vec_finish(&options->select);
    vec_finish(&options->check);
    vec_finish(&options->ignore);
    vec_finish(&options->operands);
    vec_finish(&options->extra_args);
}
