/* What libclang complained about becomes notes of the module. */
#include "frontend/lower.h"
#include "frontend/parse.h"

static const char missing_end[] = "' file not found";

/* The header's name in "'curl/curl.h' file not found", as a text of the module; 0 if another. */
static ir_str missing_header(struct lowering *lowering, const char *message)
{
    size_t length = strlen(message), tail = strlen(missing_end);
    if (message[0] != '\'' || length <= tail + 1 ||
        strcmp(message + length - tail, missing_end) != 0) {
        return 0;
    }
    return ir_build_text(lowering->builder, message + 1, length - tail - 1);
}

/* Equal notes are one that is counted. */
static void add(struct lowering *lowering, struct map *known, enum ir_note_kind kind,
                CXSourceLocation location, ir_str text)
{
    uint64_t key = map_pair(kind, text);
    const uint32_t *index = map_get(known, key);
    if (index != NULL) {
        lowering->builder->notes.items[*index].count++;
        return;
    }
    map_put(known, key, lowering->builder->notes.count);
    CXSourceRange range = clang_getRange(location, location);
    lower_note(lowering, kind, source_loc(&lowering->source, range), text);
}

static void add_diagnostics(struct lowering *lowering, struct map *known)
{
    CXTranslationUnit tu = lowering->source.tu;
    unsigned count = clang_getNumDiagnostics(tu);
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(tu, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            CXString text = clang_getDiagnosticSpelling(diagnostic);
            const char *message = clang_getCString(text);
            CXSourceLocation location = clang_getDiagnosticLocation(diagnostic);
            ir_str header = missing_header(lowering, message);
            vec_push(&lowering->errors, location);
            if (header != 0) {
                add(lowering, known, IR_NOTE_MISSING_HEADER, location, header);
            } else {
                add(lowering, known, IR_NOTE_PARSE_ERROR, location,
                    ir_build_text(lowering->builder, message, strlen(message)));
            }
            clang_disposeString(text);
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

struct inclusions {
    struct lowering *lowering;
    struct map *known;
};

static void visit_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    static const char folder[] = PARSE_STAND_IN_FOLDER "/";
    struct inclusions *inclusions = data;
    CXString text = clang_getFileName(file);
    const char *name = clang_getCString(text);
    if (depth > 0 && strncmp(name, folder, sizeof folder - 1) == 0) {
        name += sizeof folder - 1;
        add(inclusions->lowering, inclusions->known, IR_NOTE_STAND_IN, stack[0],
            ir_build_text(inclusions->lowering->builder, name, strlen(name)));
    }
    clang_disposeString(text);
}

void lower_notes(struct lowering *lowering)
{
    struct map known = {0};
    struct inclusions inclusions = {lowering, &known};
    add_diagnostics(lowering, &known);
    clang_getInclusions(lowering->source.tu, visit_inclusion, &inclusions);
    map_finish(&known);
}

bool lower_has_errors(const struct lowering *lowering, CXCursor cursor)
{
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXFile file, other;
    unsigned first, last, at;
    clang_getExpansionLocation(clang_getRangeStart(range), &file, NULL, NULL, &first);
    clang_getExpansionLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &last);
    for (uint32_t i = 0; i < lowering->errors.count; i++) {
        clang_getExpansionLocation(lowering->errors.items[i], &other, NULL, NULL, &at);
        if (first <= at && at < last && clang_File_isEqual(file, other)) {
            return true;
        }
    }
    return false;
}
