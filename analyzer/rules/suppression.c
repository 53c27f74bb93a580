#include "rules/suppression.h"

#include "rules/comment.h"

#include <ctype.h>
#include <string.h>

#define MARK "resilint:"
#define VERB "allow"

/* What is left to read of one line of a comment. */
struct cursor {
    const char *at;
    const char *end;
};

static void skip_blanks(struct cursor *cursor)
{
    while (cursor->at < cursor->end && isspace((unsigned char)*cursor->at)) {
        cursor->at++;
    }
}

static bool take(struct cursor *cursor, const char *text)
{
    size_t length = strlen(text);
    skip_blanks(cursor);
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, text, length) != 0) {
        return false;
    }
    cursor->at += length;
    return true;
}

static const char *read_reason(struct cursor *cursor, struct arena *arena)
{
    if (!take(cursor, ":")) {
        return NULL;
    }
    skip_blanks(cursor);
    const char *end = cursor->end;
    while (end > cursor->at && isspace((unsigned char)end[-1])) {
        end--;
    }
    return end == cursor->at ? NULL : arena_copy(arena, cursor->at, (size_t)(end - cursor->at));
}

/* Adds one entry for each id up to the closing parenthesis; false when there is no id or no
 * parenthesis. */
static bool read_rules(struct cursor *cursor, suppression_list *list, struct arena *arena,
                       const struct source_lines *source, struct suppression common)
{
    const char *close = memchr(cursor->at, ')', (size_t)(cursor->end - cursor->at));
    if (close == NULL) {
        return false;
    }
    uint32_t before = list->count;
    while (cursor->at < close) {
        cursor->at += strspn(cursor->at, " \t,");
        size_t length = strcspn(cursor->at, " \t,)");
        if (length > 0) {
            size_t offset = (size_t)(cursor->at - source->bytes);
            common.rule = arena_copy(arena, cursor->at, length);
            source_lines_place(source, offset, &common.line, &common.column);
            vec_push(list, common);
        }
        cursor->at += length;
    }
    cursor->at = close + 1;
    return list->count > before;
}

/* One line of a comment. Only a line that starts with the mark is meant as a suppression; a
 * sentence that merely quotes one is not. */
static void read_line(struct cursor cursor, suppression_list *list, struct arena *arena,
                      const struct source_lines *source, uint32_t target)
{
    struct suppression common = {.target = target};
    while (cursor.at < cursor.end && (isspace((unsigned char)*cursor.at) || *cursor.at == '*')) {
        cursor.at++;
    }
    source_lines_place(source, (size_t)(cursor.at - source->bytes), &common.line, &common.column);
    if (!take(&cursor, MARK)) {
        return;
    }
    uint32_t before = list->count;
    if (!take(&cursor, VERB) || !take(&cursor, "(") ||
        !read_rules(&cursor, list, arena, source, common)) {
        vec_push(list, common);
        return;
    }
    const char *reason = read_reason(&cursor, arena);
    for (uint32_t i = before; i < list->count; i++) {
        list->items[i].reason = reason;
    }
}

/* The line that the comment speaks of. */
static uint32_t find_target(const struct source_lines *source, const comment_list *comments,
                            uint32_t index)
{
    const struct comment *comment = &comments->items[index];
    uint32_t line = 0;
    uint32_t column = 0;
    if (comment->after_code) {
        source_lines_place(source, comment->start, &line, &column);
        return line;
    }
    for (; index < comments->count; index++) {
        comment = &comments->items[index];
        uint32_t start = 0;
        source_lines_place(source, comment->start, &start, &column);
        if (line != 0 && (comment->after_code || start > line + 1)) {
            break;
        }
        source_lines_place(source, comment->end, &line, &column);
        if (comment->before_code) {
            return line;
        }
    }
    return line + 1;
}

static void read_comment(suppression_list *list, struct arena *arena,
                         const struct source_lines *source, const comment_list *comments,
                         uint32_t index)
{
    const struct comment *comment = &comments->items[index];
    const char *at = source->bytes + comment->start + 2;
    const char *end = source->bytes + comment->end;
    bool is_block = source->bytes[comment->start + 1] == '*';
    if (is_block && end - at >= 2 && end[-1] == '/' && end[-2] == '*') {
        end -= 2;
    }
    if (end <= at || memmem(at, (size_t)(end - at), MARK, strlen(MARK)) == NULL) {
        return;
    }
    uint32_t target = find_target(source, comments, index);
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop == NULL ? end : stop;
        read_line((struct cursor){at, stop}, list, arena, source, target);
        at = stop + 1;
    }
}

void suppressions_read(suppression_list *list, struct arena *arena,
                       const struct source_lines *source)
{
    comment_list comments = {0};
    /* Nearly all files have none; looking for comments is not for them. */
    if (memmem(source->bytes, source->length, MARK, strlen(MARK)) == NULL) {
        return;
    }
    comments_find(source, &comments);
    for (uint32_t i = 0; i < comments.count; i++) {
        read_comment(list, arena, source, &comments, i);
    }
    vec_finish(&comments);
}
