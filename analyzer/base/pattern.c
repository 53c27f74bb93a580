#include "base/pattern.h"

#include "base/arena.h"
#include "base/diag.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Generous for any pattern a person writes, and over within a fraction of a second. */
#define PATTERN_LENGTH_LIMIT 16384
#define MATCH_LIMIT          1000000
#define DEPTH_LIMIT          1000
#define HEAP_LIMIT_KIB       20000
#define JIT_STACK_FIRST      32768
#define JIT_STACK_LIMIT      1048576

struct pattern {
    pcre2_code *code;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    pcre2_match_data *match;
    char *text;
    bool *gave_up; /* said once that the limits were reached */
};

static void describe_error(int number, size_t offset, char *error, size_t error_size)
{
    PCRE2_UCHAR reason[160];

    pcre2_get_error_message(number, reason, sizeof reason);
    snprintf(error, error_size, "%s (at offset %zu)", (const char *)reason, offset);
}

static pcre2_code *compile_limited(const char *text, char *error, size_t error_size)
{
    int number = 0;
    PCRE2_SIZE offset = 0;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    pcre2_code *code;

    if (context == NULL) {
        abort();
    }
    pcre2_set_max_pattern_length(context, PATTERN_LENGTH_LIMIT);
    code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                         PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C, &number,
                         &offset, context);
    pcre2_compile_context_free(context);
    if (code == NULL) {
        describe_error(number, offset, error, error_size);
    }
    return code;
}

struct pattern *pattern_compile(const char *text, char *error, size_t error_size)
{
    pcre2_code *code = compile_limited(text, error, error_size);
    struct pattern *pattern;

    if (code == NULL) {
        return NULL;
    }
    pattern = memory_resize(NULL, 1, sizeof *pattern);
    pattern->code = code;
    pattern->context = pcre2_match_context_create(NULL);
    pattern->match = pcre2_match_data_create_from_pattern(code, NULL);
    if (pattern->context == NULL || pattern->match == NULL) {
        abort();
    }
    pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->context, HEAP_LIMIT_KIB);
    /* Where the machine has no JIT the interpreter does the same, slower. */
    pattern->stack = NULL;
    if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
        pattern->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_LIMIT, NULL);
    }
    if (pattern->stack != NULL) {
        pcre2_jit_stack_assign(pattern->context, NULL, pattern->stack);
    }
    pattern->text = memory_resize(NULL, strlen(text) + 1, 1);
    strcpy(pattern->text, text);
    pattern->gave_up = memory_resize(NULL, 1, sizeof *pattern->gave_up);
    *pattern->gave_up = false;
    return pattern;
}

bool pattern_matches(const struct pattern *pattern, const char *subject, size_t length)
{
    int count = pcre2_match(pattern->code, (PCRE2_SPTR)subject, length, 0, 0, pattern->match,
                            pattern->context);

    if (count >= 0) {
        return true;
    }
    if (count != PCRE2_ERROR_NOMATCH && !*pattern->gave_up) {
        *pattern->gave_up = true;
        diag(DIAG_WARNING, DIAG_NOWHERE,
             "the pattern '%s' takes too long on some text and counts as not matching there; "
             "write it with fewer nested repetitions",
             pattern->text);
    }
    return false;
}

void pattern_destroy(struct pattern *pattern)
{
    if (pattern == NULL) {
        return;
    }
    pcre2_match_data_free(pattern->match);
    pcre2_match_context_free(pattern->context);
    if (pattern->stack != NULL) {
        pcre2_jit_stack_free(pattern->stack);
    }
    pcre2_code_free(pattern->code);
    free(pattern->text);
    free(pattern->gave_up);
    free(pattern);
}
