/* HTTP: a method name alone, or a request with its header lines. */
#include "models/language.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* RFC 9110, 9.2.2, and the registry of methods (RFC 4918, 3253, 5323, 5789). */
static const struct verb_entry methods[] = {
    {"GET", ANSWER_YES},    {"HEAD", ANSWER_YES},     {"PUT", ANSWER_YES},
    {"DELETE", ANSWER_YES}, {"OPTIONS", ANSWER_YES},  {"TRACE", ANSWER_YES},
    {"POST", ANSWER_NO},    {"PATCH", ANSWER_NO},     {"CONNECT", ANSWER_NO},
    {"MKCOL", ANSWER_YES},  {"PROPFIND", ANSWER_YES}, {"PROPPATCH", ANSWER_YES},
    {"COPY", ANSWER_YES},   {"MOVE", ANSWER_YES},     {"LOCK", ANSWER_NO},
    {"UNLOCK", ANSWER_YES}, {"REPORT", ANSWER_YES},   {"SEARCH", ANSWER_YES},
    {"QUERY", ANSWER_YES},
};

/* A header line of the request that lets the server tell the second copy from the first. */
static bool has_key_header(const char *text)
{
    static const char name[] = "idempotency-key";
    for (const char *line = text; line != NULL && *line != '\0';) {
        line += strspn(line, "\r\n");
        if (strncasecmp(line, name, sizeof name - 1) == 0 ||
            strncasecmp(line, "x-idempotency-key", 17) == 0) {
            return true;
        }
        line = strpbrk(line, "\r\n");
    }
    return false;
}

enum model_answer http_idempotent(const char *text, const char **verb)
{
    while (isspace((unsigned char)*text)) {
        text++;
    }
    const struct verb_entry *method = verb_find(methods, sizeof methods / sizeof *methods, text);
    if (method == NULL) {
        return ANSWER_UNKNOWN;
    }
    *verb = method->name;
    return has_key_header(text) ? ANSWER_YES : method->idempotent;
}
