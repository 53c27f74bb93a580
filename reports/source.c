#include "reports/source.h"

#include "base/file.h"
#include "base/utf8.h"

#include <ctype.h>

#define SOURCE_LIMIT (64 * 1024 * 1024) /* bytes of a source file that is quoted */

void sources_init(struct sources *sources, const char *root)
{
    *sources = (struct sources){.root = root};
}

static void split_lines(struct source_file *file, size_t length)
{
    vec_push(&file->starts, 0);
    for (size_t i = 0; i < length; i++) {
        if (file->text[i] == '\n') {
            vec_push(&file->starts, i + 1);
        }
    }
    vec_push(&file->starts, length + 1);
}

static const struct source_file *find_file(struct sources *sources, const char *name)
{
    str_id id = strtab_add_text(&sources->names, name);
    while (sources->files.count <= id) {
        (void)vec_push_zero(&sources->files);
    }
    struct source_file *file = &sources->files.items[id];
    if (file->starts.count == 0 && id != 0) {
        size_t length = 0;
        const char *path = path_join(&sources->arena, sources->root, name);
        file->text = file_read(&sources->arena, path, SOURCE_LIMIT, &length);
        split_lines(file, file->text == NULL ? 0 : length);
    }
    return file;
}

struct source_line sources_line(struct sources *sources, const char *file, uint32_t line)
{
    const struct source_file *source = find_file(sources, file);
    if (source->text == NULL || line == 0 || line >= source->starts.count) {
        return (struct source_line){NULL, 0};
    }
    const char *start = source->text + source->starts.items[line - 1];
    size_t length = source->starts.items[line] - source->starts.items[line - 1] - 1;
    if (length > 0 && start[length - 1] == '\r') {
        length--;
    }
    return (struct source_line){start, length};
}

void sources_finish(struct sources *sources)
{
    for (uint32_t i = 0; i < sources->files.count; i++) {
        vec_finish(&sources->files.items[i].starts);
    }
    vec_finish(&sources->files);
    strtab_finish(&sources->names);
    arena_finish(&sources->arena);
}

static size_t skip_quoted(struct source_line line, size_t at)
{
    char quote = line.text[at++];
    while (at < line.length && line.text[at] != quote) {
        at += line.text[at] == '\\' ? 2 : 1;
    }
    return at < line.length ? at + 1 : line.length;
}

/* Past the parenthesis that closes the one at `at`, or the end of the line's text. */
static size_t skip_parentheses(struct source_line line, size_t at)
{
    int depth = 0;
    while (at < line.length) {
        char c = line.text[at];
        if (c == '"' || c == '\'') {
            at = skip_quoted(line, at);
            continue;
        }
        depth += (c == '(') - (c == ')');
        at++;
        if (depth == 0) {
            return at;
        }
    }
    while (at > 0 && isspace((unsigned char)line.text[at - 1])) {
        at--;
    }
    return at;
}

static bool is_name_part(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (c & 0x80) != 0;
}

struct source_mark source_mark(struct source_line line, uint32_t column)
{
    if (line.text == NULL || column == 0 || column > line.length) {
        return (struct source_mark){0, 0};
    }
    size_t start = column - 1;
    size_t end = start;
    while (end < line.length && is_name_part(line.text[end])) {
        end++;
        if (end + 1 < line.length && (line.text[end] == '.' || line.text[end] == '-') &&
            (line.text[end] == '.' || line.text[end + 1] == '>')) {
            end += line.text[end] == '.' ? 1 : 2; /* member of a record */
        }
    }
    size_t open = end;
    while (open < line.length && line.text[open] == ' ') {
        open++;
    }
    if (open < line.length && line.text[open] == '(') {
        end = skip_parentheses(line, open);
    }
    return (struct source_mark){start, end > start ? end : start + 1};
}

uint32_t source_utf16_column(struct source_line line, size_t offset)
{
    uint32_t column = 1;
    for (size_t i = 0; i < offset && i < line.length;) {
        size_t size = utf8_character(line.text + i, line.length - i);
        column += size == 4 ? 2 : 1;
        i += size == 0 ? 1 : size;
    }
    return column;
}
