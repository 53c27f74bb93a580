/* SQL: reads and statements that set absolute values leave the same data behind when they run
 * twice; inserts and relative updates do not. Strings and comments are skipped, words are enough:
 * no grammar of any dialect is needed to tell these apart. */
#include "models/language.h"

#include <ctype.h>
#include <string.h>

#define WORD_LIMIT 96

/* One statement as words and single signs, in upper case; literals become ''. */
struct statement {
    char words[WORD_LIMIT][32];
    uint32_t count;
    bool cut; /* it went on */
};

static const struct verb_entry statements[] = {
    {"SELECT", ANSWER_YES},    {"SHOW", ANSWER_YES},      {"EXPLAIN", ANSWER_YES},
    {"DESCRIBE", ANSWER_YES},  {"VALUES", ANSWER_YES},    {"PRAGMA", ANSWER_YES},
    {"USE", ANSWER_YES},       {"SET", ANSWER_YES},       {"BEGIN", ANSWER_YES},
    {"START", ANSWER_YES},     {"ROLLBACK", ANSWER_YES},  {"COMMIT", ANSWER_YES},
    {"END", ANSWER_YES},       {"DELETE", ANSWER_YES},    {"TRUNCATE", ANSWER_YES},
    {"REPLACE", ANSWER_YES},   {"INSERT", ANSWER_NO},     {"UPDATE", ANSWER_YES},
    {"MERGE", ANSWER_UNKNOWN}, {"CALL", ANSWER_UNKNOWN},  {"EXECUTE", ANSWER_UNKNOWN},
    {"EXEC", ANSWER_UNKNOWN},  {"WITH", ANSWER_UNKNOWN},  {"CREATE", ANSWER_UNKNOWN},
    {"DROP", ANSWER_UNKNOWN},  {"ALTER", ANSWER_UNKNOWN}, {"LOCK", ANSWER_YES},
    {"UNLOCK", ANSWER_YES},    {"LISTEN", ANSWER_YES},    {"UNLISTEN", ANSWER_YES},
    {"NOTIFY", ANSWER_NO},     {"SAVEPOINT", ANSWER_YES}, {"RELEASE", ANSWER_YES},
    {"VACUUM", ANSWER_YES},    {"ANALYZE", ANSWER_YES},   {"COPY", ANSWER_UNKNOWN},
    {"DO", ANSWER_UNKNOWN},
};

static const char *skip_quoted(const char *text)
{
    char quote = *text++;
    while (*text != '\0' && *text != quote) {
        text += text[0] == '\\' && text[1] != '\0' ? 2 : 1;
    }
    return *text == quote ? text + 1 : text;
}

static const char *skip_blank(const char *text)
{
    for (;;) {
        if (isspace((unsigned char)*text)) {
            text++;
        } else if (strncmp(text, "--", 2) == 0) {
            text += strcspn(text, "\n");
        } else if (strncmp(text, "/*", 2) == 0) {
            const char *end = strstr(text + 2, "*/");
            text = end != NULL ? end + 2 : text + strlen(text);
        } else {
            return text;
        }
    }
}

static void add_word(struct statement *statement, const char *text, size_t length)
{
    if (statement->count == WORD_LIMIT) {
        statement->cut = true;
        return;
    }
    char *word = statement->words[statement->count++];
    size_t kept = length < sizeof statement->words[0] ? length : sizeof statement->words[0] - 1;
    for (size_t i = 0; i < kept; i++) {
        word[i] = (char)toupper((unsigned char)text[i]);
    }
    word[kept] = '\0';
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* Reads up to a ';' and returns what follows it. */
static const char *read_statement(const char *text, struct statement *statement)
{
    statement->count = 0;
    statement->cut = false;
    for (text = skip_blank(text); *text != '\0' && *text != ';'; text = skip_blank(text)) {
        const char *start = text;
        if (*text == '\'') {
            text = skip_quoted(text);
            add_word(statement, "''", 2);
        } else if (*text == '"' || *text == '`') {
            text = skip_quoted(text);
            add_word(statement, start, (size_t)(text - start));
        } else if (is_word_byte(*text)) {
            while (is_word_byte(*text)) {
                text++;
            }
            add_word(statement, start, (size_t)(text - start));
        } else if (strncmp(text, "%c", 2) == 0) {
            text += 2; /* of a format: what stands between two parts */
            add_word(statement, ",", 1);
        } else {
            text++;
            add_word(statement, start, 1);
        }
    }
    return *text == ';' ? text + 1 : text;
}

static uint32_t find_words(const struct statement *statement, const char *first, const char *second)
{
    for (uint32_t i = 0; i < statement->count; i++) {
        if (strcmp(statement->words[i], first) == 0 &&
            (second == NULL ||
             (i + 1 < statement->count && strcmp(statement->words[i + 1], second) == 0))) {
            return i + 1;
        }
    }
    return 0;
}

static const char *without_table(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL ? dot + 1 : name;
}

/* How many words from `index` on mean the value that the insert brought, not the stored one:
 * VALUES(column) of MySQL, EXCLUDED.column of PostgreSQL and SQLite. */
static uint32_t inserted_value_words(const struct statement *statement, uint32_t index)
{
    const char *word = statement->words[index];
    if (strncmp(word, "EXCLUDED.", 9) == 0) {
        return 1;
    }
    return strcmp(word, "VALUES") == 0 ? 4 : 0;
}

/* From word `start` on, whether some `column = expression` uses the column itself. */
static bool has_relative_assignment(const struct statement *statement, uint32_t start)
{
    uint32_t depth = 0;
    const char *column = NULL;
    for (uint32_t i = start; i < statement->count; i++) {
        const char *word = statement->words[i];
        uint32_t skipped = column != NULL ? inserted_value_words(statement, i) : 0;
        if (skipped > 0) {
            i += skipped - 1;
            continue;
        }
        depth += strcmp(word, "(") == 0;
        depth -= strcmp(word, ")") == 0 && depth > 0;
        if (depth == 0 && (strcmp(word, "WHERE") == 0 || strcmp(word, "RETURNING") == 0)) {
            return false;
        }
        if (depth == 0 && strcmp(word, ",") == 0) {
            column = NULL;
        } else if (column == NULL && strcmp(word, "=") == 0 && i > start) {
            column = without_table(statement->words[i - 1]);
        } else if (column != NULL && strcmp(without_table(word), column) == 0) {
            return true;
        }
    }
    return false;
}

static enum model_answer insert_idempotent(const struct statement *statement)
{
    uint32_t conflict = find_words(statement, "ON", "CONFLICT");
    uint32_t duplicate = find_words(statement, "ON", "DUPLICATE");
    uint32_t clause = conflict != 0 ? conflict : duplicate;
    if (find_words(statement, "OR", "IGNORE") || find_words(statement, "OR", "REPLACE") ||
        find_words(statement, "INSERT", "IGNORE")) {
        return ANSWER_YES;
    }
    if (clause != 0) {
        return has_relative_assignment(statement, clause) ? ANSWER_NO : ANSWER_YES;
    }
    if (find_words(statement, "NOT", "EXISTS")) {
        return ANSWER_YES;
    }
    return statement->cut ? ANSWER_UNKNOWN : ANSWER_NO;
}

static enum model_answer statement_idempotent(const struct statement *statement,
                                              const struct verb_entry *entry)
{
    if (find_words(statement, "NEXTVAL", "(") || find_words(statement, "PG_NOTIFY", "(")) {
        return ANSWER_NO;
    }
    if (strcmp(entry->name, "INSERT") == 0) {
        return insert_idempotent(statement);
    }
    if (strcmp(entry->name, "UPDATE") == 0) {
        uint32_t set = find_words(statement, "SET", NULL);
        if (set == 0 || statement->cut) {
            return ANSWER_UNKNOWN;
        }
        return has_relative_assignment(statement, set) ? ANSWER_NO : ANSWER_YES;
    }
    if (strcmp(entry->name, "SELECT") == 0 && find_words(statement, "INTO", NULL)) {
        return ANSWER_UNKNOWN;
    }
    if (strcmp(entry->name, "DELETE") == 0 && find_words(statement, "LIMIT", NULL)) {
        return ANSWER_NO;
    }
    bool guarded = find_words(statement, "IF", "EXISTS") != 0 ||
                   find_words(statement, "IF", "NOT") != 0 ||
                   find_words(statement, "OR", "REPLACE") != 0;
    bool schema = strcmp(entry->name, "CREATE") == 0 || strcmp(entry->name, "DROP") == 0;
    return schema && guarded ? ANSWER_YES : entry->idempotent;
}

enum model_answer sql_idempotent(const char *text, const char **verb)
{
    struct statement statement;
    enum model_answer all = ANSWER_YES;
    bool any = false;
    while (*(text = skip_blank(text)) != '\0') {
        text = read_statement(text, &statement);
        if (statement.count == 0) {
            continue;
        }
        const struct verb_entry *entry =
            verb_find(statements, sizeof statements / sizeof *statements, statement.words[0]);
        enum model_answer one =
            entry != NULL ? statement_idempotent(&statement, entry) : ANSWER_UNKNOWN;
        if (entry != NULL && *verb == NULL) {
            *verb = entry->name;
        }
        any = true;
        if (one == ANSWER_NO) {
            *verb = entry->name;
            return ANSWER_NO;
        }
        all = one == ANSWER_UNKNOWN ? ANSWER_UNKNOWN : all;
    }
    return any ? all : ANSWER_UNKNOWN;
}
