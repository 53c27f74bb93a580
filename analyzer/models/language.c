/* What a request text says about sending it twice. */
#include "models/language.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool word_is(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

const struct verb_entry *verb_find(const struct verb_entry *entries, size_t count, const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_') {
        length++;
    }
    for (size_t i = 0; i < count; i++) {
        if (word_is(text, length, entries[i].name)) {
            return &entries[i];
        }
    }
    return NULL;
}

bool verb_begins_transaction(const char *verb)
{
    static const char *const verbs[] = {"BEGIN", "START", "MULTI"};
    bool begins = false;
    for (size_t i = 0; verb != NULL && i < sizeof verbs / sizeof *verbs; i++) {
        begins = begins || strcmp(verb, verbs[i]) == 0;
    }
    return begins;
}

enum model_answer model_text_idempotent(enum model_language language, const char *text,
                                        const char **verb)
{
    *verb = NULL;
    switch (language) {
    case LANGUAGE_HTTP:
        return http_idempotent(text, verb);
    case LANGUAGE_SQL:
        return sql_idempotent(text, verb);
    case LANGUAGE_REDIS:
        return redis_idempotent(text, verb);
    case LANGUAGE_NONE:
        break;
    }
    return ANSWER_UNKNOWN;
}
