#include "frontend/source.h"

#include "base/file.h"

void source_init(struct source *source, CXTranslationUnit tu, struct ir_builder *builder,
                 const char *root, const char *directory)
{
    *source = (struct source){.tu = tu, .builder = builder, .root = root, .directory = directory};
    (void)vec_push_zero(&source->files);
    CXString name = clang_getTranslationUnitSpelling(tu);
    source->main = clang_getFile(tu, clang_getCString(name));
    clang_disposeString(name);
}

void source_finish(struct source *source)
{
    vec_finish(&source->files);
    map_finish(&source->by_handle);
    map_finish(&source->by_path);
    arena_finish(&source->arena);
}

ir_str source_path_text(struct source *source, const char *path)
{
    path = path_join(&source->arena, source->directory, path);
    if (source->root != NULL) {
        path = path_relative(source->root, path);
    }
    return ir_build_text(source->builder, path, strlen(path));
}

static ir_str file_path(struct source *source, CXFile file)
{
    CXString name = clang_getFileName(file);
    ir_str path = source_path_text(source, clang_getCString(name));
    clang_disposeString(name);
    return path;
}

static uint32_t file_add(struct source *source, CXFile file)
{
    ir_str path = file_path(source, file);
    uint32_t *known = map_get(&source->by_path, path);
    if (known != NULL) {
        return *known; /* the same file under another handle */
    }
    struct ir_file entry = {.path = path};
    if (clang_File_isEqual(file, source->main)) {
        entry.flags |= IR_FILE_MAIN;
    }
    /* Not `location`: that of a macro is where it was used. */
    CXSourceLocation start = clang_getLocationForOffset(source->tu, file, 0);
    if (clang_Location_isInSystemHeader(start)) {
        entry.flags |= IR_FILE_SYSTEM;
    }
    uint32_t index = source->files.count;
    struct source_file *added = vec_push_zero(&source->files);
    added->id = source->builder->files.count;
    added->text = clang_getFileContents(source->tu, file, &added->size);
    vec_push(&source->builder->files, entry);
    map_put(&source->by_path, path, index);
    return index;
}

static uint32_t file_index(struct source *source, CXFile file)
{
    if (file == NULL) {
        return 0;
    }
    uint64_t key = (uint64_t)(uintptr_t)file;
    uint32_t *known = map_get(&source->by_handle, key);
    if (known != NULL) {
        return *known;
    }
    uint32_t index = file_add(source, file);
    map_put(&source->by_handle, key, index);
    return index;
}

struct source_point source_seen(struct source *source, CXSourceLocation location)
{
    CXFile file;
    struct source_point point = {0};
    clang_getFileLocation(location, &file, &point.line, &point.column, &point.offset);
    point.file = file_index(source, file);
    return point;
}

struct source_point source_spelled(struct source *source, CXSourceLocation location)
{
    CXFile file;
    struct source_point point = {0};
    clang_getSpellingLocation(location, &file, &point.line, &point.column, &point.offset);
    point.file = file_index(source, file);
    return point;
}

ir_str source_path(const struct source *source, uint32_t file)
{
    return source->builder->files.items[source->files.items[file].id].path;
}

static struct source_file text_at(const struct source *source, struct source_point point)
{
    struct source_file file = source->files.items[point.file];
    if (file.text == NULL || point.offset > file.size) {
        return (struct source_file){.text = "", .size = 0};
    }
    file.text += point.offset;
    file.size -= point.offset;
    return file;
}

static bool same_point(struct source_point a, struct source_point b)
{
    return a.file == b.file && a.offset == b.offset;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t word_length(struct source_file text)
{
    size_t length = 0;
    while (length < text.size && is_word(text.text[length])) {
        length++;
    }
    return length;
}

static ir_str word_at(struct source *source, struct source_point point)
{
    struct source_file text = text_at(source, point);
    return ir_build_text(source->builder, text.text, word_length(text));
}

ir_str source_word(struct source *source, CXSourceLocation location)
{
    return word_at(source, source_spelled(source, location));
}

static ir_loc_id range_loc(struct source *source, CXSourceRange range, struct source_point begin)
{
    struct source_point end = source_seen(source, clang_getRangeEnd(range));
    if (begin.file == 0) {
        return 0;
    }
    if (end.file != begin.file || end.offset < begin.offset) {
        end = begin;
    }
    struct ir_loc loc = {.file = source->files.items[begin.file].id,
                         .line = begin.line,
                         .column = begin.column,
                         .end_line = end.line,
                         .end_column = end.column};
    CXSourceLocation start = clang_getRangeStart(range);
    if (!same_point(source_seen(source, start), source_spelled(source, start))) {
        loc.macro = word_at(source, source_seen(source, start));
    }
    return ir_build_loc(source->builder, loc);
}

ir_loc_id source_loc(struct source *source, CXSourceRange range)
{
    return range_loc(source, range, source_seen(source, clang_getRangeStart(range)));
}

ir_loc_id source_loc_of(struct source *source, CXCursor cursor)
{
    return source_loc(source, clang_getCursorExtent(cursor));
}

ir_loc_id source_end_loc(struct source *source, CXCursor block)
{
    CXSourceRange range = clang_getCursorExtent(block);
    struct source_point end = source_seen(source, clang_getRangeEnd(range));
    if (end.file == 0 || end.column < 2) {
        return source_loc(source, range);
    }
    struct ir_loc loc = {.file = source->files.items[end.file].id,
                         .line = end.line,
                         .column = end.column - 1,
                         .end_line = end.line,
                         .end_column = end.column};
    return ir_build_loc(source->builder, loc);
}

ir_loc_id source_label_loc(struct source *source, CXCursor label)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(label));
    struct source_point seen = source_seen(source, start);
    uint32_t length = (uint32_t)word_length(text_at(source, seen));
    if (seen.file == 0) {
        return 0;
    }
    struct ir_loc loc = {.file = source->files.items[seen.file].id,
                         .line = seen.line,
                         .column = seen.column,
                         .end_line = seen.line,
                         .end_column = seen.column + length};
    if (!same_point(seen, source_spelled(source, start))) {
        loc.macro = word_at(source, seen);
    }
    return ir_build_loc(source->builder, loc);
}

ir_loc_id source_loc_of_call(struct source *source, CXCursor call, CXCursor callee)
{
    CXSourceRange range = clang_getCursorExtent(call);
    struct source_point begin = source_seen(source, clang_getRangeStart(range));
    struct source_point name = source_seen(source, clang_getCursorLocation(callee));
    if (name.file == begin.file && name.line > begin.line) {
        begin = name;
    }
    return range_loc(source, range, begin);
}
