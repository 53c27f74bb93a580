#include "rules/comment.h"

struct scanner {
    const char *bytes;
    size_t length;
    size_t at;
    bool code; /* seen on this line so far */
};

static char peek(const struct scanner *scanner, size_t ahead)
{
    size_t at = scanner->at + ahead;
    return at < scanner->length ? scanner->bytes[at] : '\0';
}

/* Skips a backslash together with what it escapes, a CRLF line end included. */
static void skip_escape(struct scanner *scanner)
{
    scanner->at += peek(scanner, 1) == '\r' && peek(scanner, 2) == '\n' ? 3 : 2;
}

/* A literal that is not closed ends with its line: text in `#error` and in branches that are
 * switched off holds single apostrophes. */
static void skip_literal(struct scanner *scanner)
{
    char quote = peek(scanner, 0);
    scanner->at++;
    while (scanner->at < scanner->length) {
        char byte = peek(scanner, 0);
        if (byte == '\n') {
            return;
        }
        if (byte == '\\') {
            skip_escape(scanner);
            continue;
        }
        scanner->at++;
        if (byte == quote) {
            return;
        }
    }
}

static void skip_line_comment(struct scanner *scanner)
{
    while (scanner->at < scanner->length && peek(scanner, 0) != '\n') {
        if (peek(scanner, 0) == '\\') {
            skip_escape(scanner);
        } else {
            scanner->at++;
        }
    }
}

static void skip_block_comment(struct scanner *scanner)
{
    scanner->at += 2;
    while (scanner->at < scanner->length && !(peek(scanner, 0) == '*' && peek(scanner, 1) == '/')) {
        scanner->at++;
    }
    scanner->at += 2;
}

/* Whether code follows on the line: anything but blanks and further comments. */
static bool code_follows(const struct source_lines *source, size_t at)
{
    while (at < source->length && source->bytes[at] != '\n') {
        char byte = source->bytes[at];
        if (byte != ' ' && byte != '\t' && byte != '\r') {
            return !(byte == '/' && (source->bytes[at + 1] == '/' || source->bytes[at + 1] == '*'));
        }
        at++;
    }
    return false;
}

static void read_comment(struct scanner *scanner, const struct source_lines *source,
                         comment_list *comments)
{
    struct comment comment = {.start = scanner->at, .after_code = scanner->code};
    if (peek(scanner, 1) == '/') {
        skip_line_comment(scanner);
    } else {
        skip_block_comment(scanner);
    }
    if (scanner->at > scanner->length) {
        scanner->at = scanner->length;
    }
    comment.end = scanner->at;
    comment.before_code = code_follows(source, comment.end);
    for (size_t i = comment.start; i < comment.end; i++) {
        if (scanner->bytes[i] == '\n') {
            scanner->code = false;
        }
    }
    vec_push(comments, comment);
}

void comments_find(const struct source_lines *source, comment_list *comments)
{
    struct scanner scanner = {.bytes = source->bytes, .length = source->length};
    while (scanner.at < scanner.length) {
        char byte = peek(&scanner, 0);
        char next = peek(&scanner, 1);
        if (byte == '/' && (next == '/' || next == '*')) {
            read_comment(&scanner, source, comments);
            continue;
        }
        if (byte == '"' || byte == '\'') {
            scanner.code = true;
            skip_literal(&scanner);
            continue;
        }
        if (byte == '\n') {
            scanner.code = false;
        } else if (byte != ' ' && byte != '\t' && byte != '\r') {
            scanner.code = true;
        }
        scanner.at++;
    }
}
