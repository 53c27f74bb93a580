/* Where code stands: files, ranges, macro names and the text behind them. Code that a macro's body
 * made stands where the outermost macro is used; code given to a macro as an argument stands where
 * it was written. Private to the frontend. */
#ifndef FRONTEND_SOURCE_H
#define FRONTEND_SOURCE_H

#include "base/text.h"
#include "ir/build.h"

#include <clang-c/Index.h>

struct source_file {
    ir_file_id id;
    const char *text; /* the file's bytes; NULL when libclang has none */
    size_t size;
};

struct source {
    CXTranslationUnit tu;
    CXFile main;
    struct ir_builder *builder;
    const char *root;      /* paths below it are stored relative to it; may be NULL */
    const char *directory; /* relative paths of the unit are meant from here */
    struct arena arena;
    VEC(struct source_file) files; /* [0] unused */
    struct map by_handle;          /* CXFile -> index in files */
    struct map by_path;            /* ir_str -> index in files */
};

struct source_point {
    uint32_t file;   /* index in source.files, 0 = nowhere */
    uint32_t line;   /* 1-based */
    uint32_t column; /* 1-based */
    uint32_t offset; /* from the file's first byte */
};

void source_init(struct source *source, CXTranslationUnit tu, struct ir_builder *builder,
                 const char *root, const char *directory);
void source_finish(struct source *source);

/* Where the user sees it, and where its characters stand (perhaps in a #define). */
struct source_point source_seen(struct source *source, CXSourceLocation location);
struct source_point source_spelled(struct source *source, CXSourceLocation location);

/* 0 for an invalid range. */
ir_loc_id source_loc(struct source *source, CXSourceRange range);
ir_loc_id source_loc_of(struct source *source, CXCursor cursor);

/* The last character of a block: its closing brace. */
ir_loc_id source_end_loc(struct source *source, CXCursor block);

/* A label's name, without the statement behind it. */
ir_loc_id source_label_loc(struct source *source, CXCursor label);

/* The range of a call, on the line of the callee's name (which may be further down). */
ir_loc_id source_loc_of_call(struct source *source, CXCursor call, CXCursor callee);

/* The file's path as the user would name it. */
ir_str source_path(const struct source *source, uint32_t file);

/* The same for a path as libclang names it. */
ir_str source_path_text(struct source *source, const char *path);

/* The identifier that the location's characters begin with, as a text of the module; 0 if none. */
ir_str source_word(struct source *source, CXSourceLocation location);

/* The name of the object-like macro whose whole expansion is the constant at the cursor, or 0. */
ir_str source_constant_name(struct source *source, CXCursor cursor);

/* The type name (or `default`) of the number-th association of a _Generic, without spaces. False
 * when it cannot be told. */
bool source_association(struct source *source, CXCursor generic, uint32_t number,
                        struct text *type);

/* The labels behind the last colon of an `asm goto`, as texts of the module; how many. */
uint32_t source_asm_labels(struct source *source, CXCursor statement, ir_str *labels,
                           uint32_t room);

/* Whether "..." stands between the two cursors. */
bool source_has_ellipsis_between(struct source *source, CXCursor before, CXCursor after);

/* Which of the three parts of a `for` statement's header are written. False when it cannot be told
 * (the header is put together from several macros). */
bool source_for_header(struct source *source, CXCursor statement, bool present[3]);

#endif
