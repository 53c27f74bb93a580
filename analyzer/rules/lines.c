#include "rules/lines.h"

#include "base/file.h"

#define SOURCE_LIMIT ((size_t)256 << 20)

bool source_lines_read(struct source_lines *source, struct arena *arena, const char *root,
                       const char *file)
{
    *source = (struct source_lines){.file = file, .bytes = ""};
    const char *bytes =
        file_read(arena, path_join(arena, root, file), SOURCE_LIMIT, &source->length);
    if (bytes == NULL) {
        source->length = 0;
        return false;
    }
    source->bytes = bytes;
    vec_push(&source->starts, 0);
    for (size_t i = 0; i < source->length; i++) {
        if (bytes[i] == '\n') {
            vec_push(&source->starts, i + 1);
        }
    }
    return true;
}

const char *source_lines_get(const struct source_lines *source, uint32_t line, size_t *length)
{
    *length = 0;
    if (line == 0 || line > source->starts.count) {
        return "";
    }
    size_t start = source->starts.items[line - 1];
    bool is_last = line == source->starts.count;
    size_t end = is_last ? source->length : source->starts.items[line] - 1;
    if (end > start && source->bytes[end - 1] == '\r') {
        end--;
    }
    *length = end - start;
    return source->bytes + start;
}

void source_lines_place(const struct source_lines *source, size_t offset, uint32_t *line,
                        uint32_t *column)
{
    uint32_t low = 0;
    uint32_t high = source->starts.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->starts.items[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    *line = low + 1;
    *column = (uint32_t)(offset - source->starts.items[low]) + 1;
}

void source_lines_finish(struct source_lines *source)
{
    vec_finish(&source->starts);
}
