/* Regular expressions; the only user of PCRE2. JIT-compiled, UTF-8, with match and depth limits,
 * so that a hostile pattern or subject ends in "no match" and a message, not in a hang. */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pattern;

/* NULL when the pattern is invalid: `error` then gets a sentence with the offset (size >= 256). */
struct pattern *pattern_compile(const char *text, char *error, size_t error_size);

/* Whether the pattern matches anywhere in the subject. */
bool pattern_matches(const struct pattern *pattern, const char *subject, size_t length);

void pattern_destroy(struct pattern *pattern); /* accepts NULL */

/* A shell-style glob over paths: `*` and `?` stay inside one folder, `**` crosses folders, a
 * pattern without a slash matches the last component at any depth, one that ends in a slash all
 * that lies below. `[a-z]`, `[!a-z]` and `\` work as in a shell. Exact, no PCRE2 involved. */
bool glob_matches(const char *glob, const char *path);

#endif
