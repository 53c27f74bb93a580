/* Whether a request text may be sent twice, one file a language. Each returns ANSWER_UNKNOWN when
 * the text does not tell and sets `verb` to a static name, or leaves it. */
#ifndef MODELS_LANGUAGE_H
#define MODELS_LANGUAGE_H

#include "models/model.h"

#include <stddef.h>

enum model_answer http_idempotent(const char *text, const char **verb);
enum model_answer sql_idempotent(const char *text, const char **verb);
enum model_answer redis_idempotent(const char *text, const char **verb);

/* Whether the request begins a transaction: what follows happens as a whole or not at all. */
bool verb_begins_transaction(const char *verb);

/* A verb and what sending it twice means. */
struct verb_entry {
    const char *name; /* upper case */
    enum model_answer idempotent;
};

/* The entry whose name is the word at `text` (letters and digits, any case), or NULL. */
const struct verb_entry *verb_find(const struct verb_entry *entries, size_t count,
                                   const char *text);

/* Whether `text` begins with `word` (any case) and the word ends there. */
bool word_is(const char *text, size_t length, const char *word);

#endif
