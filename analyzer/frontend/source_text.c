/* Questions to the text itself, where libclang has no answer. */
#include "frontend/source.h"

struct scan {
    const char *text;
    size_t at, size;
};

static struct scan scan_at(const struct source *source, struct source_point point)
{
    struct source_file file = source->files.items[point.file];
    if (file.text == NULL || point.offset > file.size) {
        return (struct scan){.text = ""};
    }
    return (struct scan){.text = file.text, .at = point.offset, .size = file.size};
}

static char peek(const struct scan *scan, size_t ahead)
{
    return scan->at + ahead < scan->size ? scan->text[scan->at + ahead] : '\0';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void skip_word(struct scan *scan)
{
    while (is_word(peek(scan, 0))) {
        scan->at++;
    }
}

static void skip_to(struct scan *scan, const char *end)
{
    size_t length = strlen(end);
    while (scan->at < scan->size &&
           (scan->size - scan->at < length || memcmp(scan->text + scan->at, end, length) != 0)) {
        scan->at++;
    }
    scan->at = scan->size - scan->at < length ? scan->size : scan->at + length;
}

/* Skips one comment, literal or line splice; false when there is none. */
static bool skip_unit(struct scan *scan)
{
    char c = peek(scan, 0);
    if (c == '/' && peek(scan, 1) == '*') {
        scan->at += 2;
        skip_to(scan, "*/");
        return true;
    }
    if (c == '/' && peek(scan, 1) == '/') {
        skip_to(scan, "\n");
        return true;
    }
    if (c == '\\' && (peek(scan, 1) == '\n' || peek(scan, 1) == '\r')) {
        scan->at += 2;
        return true;
    }
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v') {
        scan->at++;
        return true;
    }
    return false;
}

static void skip_literal(struct scan *scan)
{
    char quote = peek(scan, 0);
    for (scan->at++; scan->at < scan->size && peek(scan, 0) != quote; scan->at++) {
        if (peek(scan, 0) == '\\') {
            scan->at++;
        }
    }
    scan->at++;
}

/* Skips spaces within a line, as in a #define. */
static void skip_blanks(struct scan *scan)
{
    while (peek(scan, 0) == ' ' || peek(scan, 0) == '\t' || peek(scan, 0) == '\\' ||
           (peek(scan, 0) == '\n' && scan->at > 0 && scan->text[scan->at - 1] == '\\')) {
        scan->at++;
    }
}

static bool take(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (scan->size - scan->at < length || memcmp(scan->text + scan->at, word, length) != 0) {
        return false;
    }
    scan->at += length;
    return true;
}

/* Moves to the body of the object-like #define that the position lies in; false if it is none. */
static bool to_macro_body(struct scan *scan)
{
    while (scan->at > 0 && !(scan->text[scan->at - 1] == '\n' &&
                             (scan->at < 2 || scan->text[scan->at - 2] != '\\'))) {
        scan->at--;
    }
    skip_blanks(scan);
    if (!take(scan, "#")) {
        return false;
    }
    skip_blanks(scan);
    if (!take(scan, "define")) {
        return false;
    }
    skip_blanks(scan);
    skip_word(scan);
    if (peek(scan, 0) == '(') {
        return false;
    }
    skip_blanks(scan);
    return true;
}

/* Whether nothing more follows in the #define, closing parentheses apart. */
static bool at_macro_end(struct scan *scan)
{
    while (peek(scan, 0) == ')') {
        scan->at++;
        skip_blanks(scan);
    }
    skip_blanks(scan);
    char c = peek(scan, 0);
    return c == '\n' || c == '\r' || c == '\0' ||
           (c == '/' && (peek(scan, 1) == '*' || peek(scan, 1) == '/'));
}

/* Skips `(type)` and `(` and signs up to `end`; false when something else stands there. */
static bool skip_wrapping(struct scan *scan, size_t end)
{
    while (scan->at < end) {
        char c = peek(scan, 0);
        if (c == '(' && scan->at < end) {
            scan->at++;
            skip_word(scan);
        } else if (c == ')' || c == '*' || c == ' ' || c == '\t' || c == '-' || c == '+' ||
                   c == '~') {
            scan->at++;
        } else if (is_word(c)) {
            skip_word(scan); /* the second word of a type */
        } else {
            return false;
        }
    }
    return scan->at == end;
}

static void skip_constant(struct scan *scan)
{
    while (peek(scan, 0) == '-' || peek(scan, 0) == '+' || peek(scan, 0) == '~' ||
           peek(scan, 0) == '(') {
        scan->at++;
        skip_blanks(scan);
    }
    if (peek(scan, 0) == '\'') {
        skip_literal(scan);
        return;
    }
    while (is_word(peek(scan, 0)) || peek(scan, 0) == '\'' || peek(scan, 0) == '.') {
        scan->at++;
    }
}

/* From an opening parenthesis to behind its partner; false when the line ends before. */
static bool skip_parentheses(struct scan *scan)
{
    uint32_t depth = 0;
    while (scan->at < scan->size) {
        char c = peek(scan, 0);
        if (c == '\'' || c == '"') {
            skip_literal(scan);
            continue;
        }
        if (c == '\n' && scan->text[scan->at - 1] != '\\') {
            return false;
        }
        scan->at++;
        depth += c == '(' ? 1 : 0;
        if (c == ')' && --depth == 0) {
            return true;
        }
    }
    return false;
}

ir_str source_constant_name(struct source *source, CXCursor cursor)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(cursor));
    struct source_point seen = source_seen(source, start);
    struct source_point spelled = source_spelled(source, start);
    if (seen.file == 0 || spelled.file == 0 ||
        (seen.file == spelled.file && seen.offset == spelled.offset)) {
        return 0;
    }
    struct scan body = scan_at(source, spelled);
    struct scan constant = body;
    if (!to_macro_body(&body) || !skip_wrapping(&body, constant.at)) {
        return 0;
    }
    if (peek(&constant, 0) == '(' && clang_getCursorKind(cursor) == CXCursor_ParenExpr) {
        if (!skip_parentheses(&constant)) {
            return 0;
        }
    } else {
        skip_constant(&constant);
    }
    struct scan name = scan_at(source, seen);
    size_t begin = name.at;
    skip_word(&name);
    size_t length = name.at - begin;
    while (skip_unit(&name)) {
    }
    if (!at_macro_end(&constant) || peek(&name, 0) == '(') {
        return 0;
    }
    return ir_build_text(source->builder, name.text + begin, length);
}

bool source_has_ellipsis_between(struct source *source, CXCursor before, CXCursor after)
{
    CXSourceLocation end = clang_getRangeEnd(clang_getCursorExtent(before));
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(after));
    struct source_point from = source_seen(source, end);
    struct source_point to = source_seen(source, start);
    if (from.file == 0 || from.file != to.file || to.offset <= from.offset) {
        return false;
    }
    struct scan scan = scan_at(source, from);
    return memmem(scan.text + scan.at, to.offset - from.offset, "...", 3) != NULL;
}

bool source_for_header(struct source *source, CXCursor statement, bool present[3])
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(statement));
    struct source_point point = source_spelled(source, start);
    struct scan scan = scan_at(source, point);
    if (point.file == 0 || !take(&scan, "for")) {
        return false;
    }
    while (skip_unit(&scan)) {
    }
    if (!take(&scan, "(")) {
        return false;
    }
    uint32_t part = 0;
    uint32_t depth = 1;
    present[0] = present[1] = present[2] = false;
    while (scan.at < scan.size) {
        char c = peek(&scan, 0);
        if (skip_unit(&scan)) {
            continue;
        }
        if (c == ')' || c == '}' || c == ']') {
            depth--;
        } else if (c == '(' || c == '{' || c == '[') {
            depth++;
        }
        if (depth == 0) {
            return part == 2;
        }
        if (c == ';' && depth == 1) {
            if (++part > 2) {
                return false;
            }
        } else {
            present[part] = true;
        }
        if (c == '\'' || c == '"') {
            skip_literal(&scan);
        } else {
            scan.at++;
        }
    }
    return false;
}

/* Puts the position behind the opening parenthesis that follows; false if another thing does. */
static bool enter_parentheses(struct scan *scan)
{
    while (skip_unit(scan)) {
    }
    return take(scan, "(");
}

/* Moves to the next `stop` outside of parentheses, or to the parenthesis that ends it all; puts
 * what lies before it, but for spaces, in `out` unless that is NULL. */
static char next_stop(struct scan *scan, const char *stops, struct text *out)
{
    uint32_t depth = 0;
    while (scan->at < scan->size) {
        char c = peek(scan, 0);
        if (skip_unit(scan)) {
            continue;
        }
        if (depth == 0 && (c == ')' || strchr(stops, c) != NULL)) {
            return c;
        }
        if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (c == ')' || c == ']' || c == '}') {
            depth--;
        }
        size_t begin = scan->at;
        if (c == '\'' || c == '"') {
            skip_literal(scan);
        } else {
            scan->at++;
        }
        if (out != NULL) {
            text_put(out, scan->text + begin, scan->at - begin);
        }
    }
    return '\0';
}

bool source_association(struct source *source, CXCursor generic, uint32_t number, struct text *type)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(generic));
    struct source_point point = source_spelled(source, start);
    struct scan scan = scan_at(source, point);
    if (point.file == 0 || !take(&scan, "_Generic") || !enter_parentheses(&scan)) {
        return false;
    }
    for (uint32_t i = 0; i < number; i++) {
        if (next_stop(&scan, ",", NULL) != ',') {
            return false;
        }
        scan.at++;
    }
    return next_stop(&scan, ":", type) == ':';
}

uint32_t source_asm_labels(struct source *source, CXCursor statement, ir_str *labels, uint32_t room)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(statement));
    struct source_point point = source_spelled(source, start);
    struct scan scan = scan_at(source, point);
    bool is_goto = false;
    while (point.file != 0 && (is_word(peek(&scan, 0)) || skip_unit(&scan))) {
        struct scan word = scan;
        skip_word(&scan);
        is_goto |= scan.at - word.at == 4 && memcmp(word.text + word.at, "goto", 4) == 0;
    }
    if (!is_goto || !take(&scan, "(")) {
        return 0;
    }
    for (uint32_t colons = 0; colons < 4; scan.at++, colons++) {
        if (next_stop(&scan, ":", NULL) != ':') {
            return 0;
        }
    }
    uint32_t count = 0;
    for (char stop = ','; stop == ',' && count < room; scan.at++) {
        struct text name = {0};
        stop = next_stop(&scan, ",", &name);
        if (name.length > 0) {
            labels[count++] = ir_build_text(source->builder, name.bytes, name.length);
        }
        text_finish(&name);
    }
    return count;
}
