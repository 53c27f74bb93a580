#include "prefilter/scan.h"

#include <ctype.h>

enum { CONDITION_DEPTH_LIMIT = 64 };

static const uint32_t no_name = UINT32_MAX;
static const uint32_t no_definition = UINT32_MAX;

/* Where the text stands between brackets; a macro's body has its own. */
struct nesting {
    uint32_t braces;
    uint32_t parens;
    name_id candidate; /* the name that an opening brace would define */
    name_id last;      /* the identifier met last outside brackets */
};

struct scanner {
    struct scan *scan;
    struct names *names;
    const char *start;
    const char *p;
    const char *end;
    struct nesting nesting;
    uint32_t stamp;       /* names already listed in the current stretch */
    uint32_t definition;  /* open one with braces */
    bool line_start;      /* only white space since the line began */
    bool after_member;    /* the last token was a dot or an arrow */
    uint32_t macro;       /* open #define */
    struct nesting outer; /* while a macro is open: the text's around it */
    uint32_t outer_stamp;
    uint32_t braces_at_if[CONDITION_DEPTH_LIMIT];
    uint32_t condition_depth;
};

static bool starts_name(char c)
{
    return isalpha((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool continues_name(char c)
{
    return starts_name(c) || isdigit((unsigned char)c);
}

static uint64_t name_hash(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static name_id names_add(struct names *names, const char *text, size_t length)
{
    uint32_t *id = map_put(&names->by_hash, name_hash(text, length), names->seen.count);
    if (*id == names->seen.count) {
        vec_push(&names->seen, 0);
    }
    return *id;
}

bool names_find(const struct names *names, const char *text, name_id *name)
{
    const uint32_t *id = map_get(&names->by_hash, name_hash(text, strlen(text)));
    if (id != NULL) {
        *name = *id;
    }
    return id != NULL;
}

void names_finish(struct names *names)
{
    map_finish(&names->by_hash);
    vec_finish(&names->seen);
}

static const char *name_end(const char *p)
{
    while (continues_name(*p)) {
        p++;
    }
    return p;
}

static void put_mention(struct scanner *s, name_id name)
{
    if (s->names->seen.items[name] != s->stamp) {
        s->names->seen.items[name] = s->stamp;
        vec_push(&s->scan->mentions, name);
    }
}

static uint32_t open_definition(struct scanner *s, name_id name, bool is_macro)
{
    struct scan_definition *definition = vec_push_zero(&s->scan->definitions);
    definition->name = name;
    definition->first = s->scan->mentions.count;
    definition->is_macro = is_macro;
    s->stamp = ++s->names->stamp;
    return s->scan->definitions.count - 1;
}

static void close_definition(struct scanner *s, uint32_t index)
{
    struct scan_definition *definition = &s->scan->definitions.items[index];
    definition->count = s->scan->mentions.count - definition->first;
}

static void skip_block_comment(struct scanner *s)
{
    const char *close = memmem(s->p + 2, (size_t)(s->end - s->p - 2), "*/", 2);
    s->p = close == NULL ? s->end : close + 2;
}

/* To the end of the line, which a backslash before it continues. */
static void skip_line(struct scanner *s)
{
    for (; s->p < s->end && *s->p != '\n'; s->p++) {
        if (*s->p == '\\' && s->p + 1 < s->end) {
            s->p++;
        }
    }
}

/* A missing closing quote costs the rest of its line only. */
static void skip_quoted(struct scanner *s)
{
    char quote = *s->p++;
    for (; s->p < s->end && *s->p != quote && *s->p != '\n'; s->p++) {
        if (*s->p == '\\' && s->p + 1 < s->end) {
            s->p++;
        }
    }
    s->p += s->p < s->end && *s->p == quote;
}

static void skip_blanks(struct scanner *s)
{
    s->p += strspn(s->p, " \t");
}

static void scan_include_name(struct scanner *s)
{
    skip_blanks(s);
    char close = *s->p == '<' ? '>' : *s->p == '"' ? '"' : '\0';
    if (close != '\0') {
        const char *text = s->p + 1;
        size_t length = 0;
        while (text[length] != close && text[length] != '\n' && text[length] != '\0') {
            length++;
        }
        struct scan_include include = {text, length, close == '"'};
        vec_push(&s->scan->includes, include);
    }
    skip_line(s);
}

static void open_macro(struct scanner *s)
{
    skip_blanks(s);
    const char *end = name_end(s->p);
    if (end == s->p) {
        return;
    }
    name_id name = names_add(s->names, s->p, (size_t)(end - s->p));
    s->outer = s->nesting;
    s->outer_stamp = s->stamp;
    s->nesting = (struct nesting){.candidate = no_name, .last = no_name};
    s->macro = open_definition(s, name, true);
    s->p = end;
}

static void close_macro(struct scanner *s)
{
    close_definition(s, s->macro);
    s->macro = no_definition;
    s->nesting = s->outer;
    s->stamp = s->outer_stamp;
}

/* Each branch of a condition begins with the braces open before it, so that a function whose head
 * stands in several branches opens one brace. */
static void scan_condition(struct scanner *s, const char *word, size_t length)
{
    uint32_t depth = s->condition_depth;
    if (strncmp(word, "if", 2) == 0) {
        if (depth < CONDITION_DEPTH_LIMIT) {
            s->braces_at_if[depth] = s->nesting.braces;
        }
        s->condition_depth++;
    } else if (depth > 0 && length == 5 && strncmp(word, "endif", 5) == 0) {
        s->condition_depth--;
    } else if (depth > 0 && depth <= CONDITION_DEPTH_LIMIT && strncmp(word, "el", 2) == 0) {
        s->nesting.braces = s->braces_at_if[depth - 1];
    }
}

static void scan_directive(struct scanner *s)
{
    s->p++;
    skip_blanks(s);
    const char *word = s->p;
    s->p = name_end(word);
    size_t length = (size_t)(s->p - word);
    if (length == 6 && strncmp(word, "define", 6) == 0) {
        open_macro(s);
    } else if ((length == 7 && strncmp(word, "include", 7) == 0) ||
               (length == 12 && strncmp(word, "include_next", 12) == 0)) {
        scan_include_name(s);
    } else {
        scan_condition(s, word, length);
        skip_line(s);
    }
}

static void scan_name(struct scanner *s)
{
    const char *start = s->p;
    s->p = name_end(start);
    name_id name = names_add(s->names, start, (size_t)(s->p - start));
    if (!s->after_member) {
        put_mention(s, name);
    }
    if (s->nesting.braces == 0 && s->nesting.parens == 0) {
        s->nesting.last = name;
    }
}

static void open_brace(struct scanner *s)
{
    bool defines = s->nesting.braces == 0 && s->nesting.candidate != no_name;
    s->nesting.braces++;
    if (defines && s->macro == no_definition && s->definition == no_definition) {
        s->definition = open_definition(s, s->nesting.candidate, false);
    }
}

static void close_brace(struct scanner *s)
{
    s->nesting.braces -= s->nesting.braces > 0;
    if (s->nesting.braces > 0 || s->macro != no_definition) {
        return;
    }
    if (s->definition != no_definition) {
        close_definition(s, s->definition);
        s->definition = no_definition;
        s->stamp = ++s->names->stamp;
    }
    s->nesting.candidate = no_name;
    s->nesting.last = no_name;
}

static void scan_bracket(struct scanner *s, char c)
{
    struct nesting *nesting = &s->nesting;
    bool outside = nesting->braces == 0 && nesting->parens == 0;
    switch (c) {
    case '{':
        open_brace(s);
        break;
    case '}':
        close_brace(s);
        break;
    case '(':
    case '[':
        if (c == '(' && outside && nesting->last != no_name) {
            nesting->candidate = nesting->last;
        }
        nesting->parens++;
        break;
    case ')':
    case ']':
        nesting->parens -= nesting->parens > 0;
        break;
    case '=':
        if (outside) {
            nesting->candidate = nesting->last;
        }
        break;
    default:
        if (outside) {
            nesting->candidate = no_name;
            nesting->last = no_name;
        }
    }
}

static void scan_line_end(struct scanner *s)
{
    const char *last = s->p - (s->p > s->start && s->p[-1] == '\r');
    bool continued = last > s->start && last[-1] == '\\';
    if (s->macro != no_definition && !continued) {
        close_macro(s);
    }
    s->line_start = true;
    s->p++;
}

/* Literals and comments: true when one was skipped. */
static bool skip_literal(struct scanner *s)
{
    char c = *s->p;
    if (c == '"' || c == '\'') {
        bool linkage = s->nesting.braces == 0 && c == '"';
        skip_quoted(s);
        /* extern "C" {: the brace encloses definitions and is none. */
        const char *next = s->p + strspn(s->p, " \t\r\n");
        if (linkage && *next == '{' && s->nesting.candidate == no_name) {
            s->p = next + 1;
        }
    } else if (c == '/' && s->p[1] == '*') {
        skip_block_comment(s);
    } else if (c == '/' && s->p[1] == '/') {
        skip_line(s);
    } else if (isdigit((unsigned char)c)) {
        while (continues_name(*s->p) || *s->p == '.') {
            s->p++;
        }
    } else {
        return false;
    }
    return true;
}

static void scan_token(struct scanner *s)
{
    char c = *s->p;
    if (c == '\n') {
        scan_line_end(s);
        return;
    }
    if (c == ' ' || c == '\t' || c == '\r') {
        s->p++;
        return;
    }
    bool line_start = s->line_start;
    bool is_member = false;
    s->line_start = false;
    if (skip_literal(s)) {
        s->line_start = line_start && c == '/';
    } else if (c == '#' && line_start && s->macro == no_definition) {
        scan_directive(s);
    } else if (starts_name(c)) {
        scan_name(s);
    } else {
        is_member =
            (c == '.' && s->p[1] != '.') || (c == '>' && s->p > s->start && s->p[-1] == '-');
        if (strchr("{}()[]=;", c) != NULL) {
            scan_bracket(s, c);
        }
        s->p++;
    }
    s->after_member = is_member;
}

void scan_bytes(struct scan *scan, struct names *names, const char *bytes, size_t length)
{
    struct scanner scanner = {
        .scan = scan,
        .names = names,
        .start = bytes,
        .p = bytes,
        .end = bytes + length,
        .nesting = {.candidate = no_name, .last = no_name},
        .stamp = ++names->stamp,
        .definition = no_definition,
        .macro = no_definition,
        .line_start = true,
    };
    while (scanner.p < scanner.end) {
        scan_token(&scanner);
    }
    if (scanner.macro != no_definition) {
        close_macro(&scanner);
    }
    if (scanner.definition != no_definition) {
        close_definition(&scanner, scanner.definition);
    }
}

void scan_finish(struct scan *scan)
{
    vec_finish(&scan->mentions);
    vec_finish(&scan->definitions);
    vec_finish(&scan->includes);
}
