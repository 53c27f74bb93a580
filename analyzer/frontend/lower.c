#include "frontend/lower.h"
#include "frontend/lower_code.h"

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *lowering = data;
    vec_push(&lowering->children, cursor);
    return CXChildVisit_Continue;
}

struct lower_span lower_children(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = {.first = lowering->children.count};
    clang_visitChildren(cursor, collect, lowering);
    span.count = lowering->children.count - span.first;
    return span;
}

void lower_children_done(struct lowering *lowering, struct lower_span span)
{
    lowering->children.count = span.first;
}

CXCursor lower_child(const struct lowering *lowering, struct lower_span span, uint32_t index)
{
    return index < span.count ? lowering->children.items[span.first + index]
                              : clang_getNullCursor();
}

CXCursor lower_operand(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor last = lower_child(lowering, span, span.count - 1);
    lower_children_done(lowering, span);
    return clang_isExpression(last.kind) ? last : clang_getNullCursor();
}

CXCursor lower_strip(struct lowering *lowering, CXCursor cursor)
{
    while (cursor.kind == CXCursor_ParenExpr) {
        CXCursor inner = lower_operand(lowering, cursor);
        if (clang_Cursor_isNull(inner)) {
            break;
        }
        cursor = inner;
    }
    return cursor;
}

void lower_note(struct lowering *lowering, enum ir_note_kind kind, ir_loc_id loc, ir_str text)
{
    struct ir_note note = {.kind = kind, .loc = loc, .text = text, .count = 1};
    vec_push(&lowering->builder->notes, note);
}

void lower_unknown(struct lowering *lowering, CXCursor cursor, ir_str what)
{
    const uint32_t *known = map_get(&lowering->unknown, what);
    if (known != NULL) {
        lowering->builder->notes.items[*known].count++;
        return;
    }
    map_put(&lowering->unknown, what, lowering->builder->notes.count);
    lower_note(lowering, IR_NOTE_OPAQUE, source_loc_of(&lowering->source, cursor), what);
}

ir_str lower_kind_name(struct lowering *lowering, CXCursor cursor)
{
    CXString text = clang_getCursorKindSpelling(cursor.kind);
    const char *name = clang_getCString(text);
    ir_str id = ir_build_text(lowering->builder, name, strlen(name));
    clang_disposeString(text);
    return id;
}

static bool in_main_file(const struct lowering *lowering, CXSourceLocation location)
{
    if (clang_Location_isFromMainFile(location)) {
        return true;
    }
    CXFile file; /* a name that a macro made lies in no file by itself */
    clang_getExpansionLocation(location, &file, NULL, NULL, NULL);
    return file != NULL && clang_File_isEqual(file, lowering->source.main);
}

static bool is_wanted(const struct lowering *lowering, CXCursor cursor)
{
    if (cursor.kind != CXCursor_FunctionDecl && cursor.kind != CXCursor_VarDecl) {
        return false;
    }
    CXSourceLocation location = clang_getCursorLocation(cursor);
    if (clang_Location_isInSystemHeader(location)) {
        return false;
    }
    if (in_main_file(lowering, location)) {
        return cursor.kind == CXCursor_VarDecl || clang_isCursorDefinition(cursor);
    }
    /* Other files: what is internal to this unit matters only if it is used. */
    return clang_isCursorDefinition(cursor) &&
           clang_getCursorLinkage(cursor) != CXLinkage_Internal &&
           !(cursor.kind == CXCursor_FunctionDecl && clang_Cursor_isFunctionInlined(cursor));
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *lowering = data;
    if (is_wanted(lowering, cursor)) {
        lower_definition(lowering, cursor);
    }
    return CXChildVisit_Continue;
}

void lower_lay(struct lowering *lowering, struct body *body)
{
    struct ir_builder *builder = lowering->builder;
    struct ir_func *func = &builder->funcs.items[body->func];
    func->var_count = body->vars.count;
    func->first_var = body->vars.count == 0 ? 0 : builder->vars.count;
    for (uint32_t i = 0; i < body->vars.count; i++) {
        struct lower_local *local = &lowering->locals.items[body->vars.items[i]];
        local->id = builder->vars.count;
        vec_push(&builder->vars, local->var);
    }
    body_lay(body, builder);
}

static void begin(struct lowering *lowering)
{
    struct ir_builder *builder = lowering->builder;
    (void)vec_push_zero(&lowering->records);
    CXTargetInfo target = clang_getTranslationUnitTargetInfo(lowering->source.tu);
    lowering->pointer_size = (uint32_t)clang_TargetInfo_getPointerWidth(target) / 8;
    clang_TargetInfo_dispose(target);
    ir_type_id nothing = ir_build_type(builder, (struct ir_type){.kind = IR_TYPE_VOID});
    struct ir_type type = {.kind = IR_TYPE_FUNCTION, .of = nothing};
    struct ir_func init = {.name = ir_build_text(builder, "$init", 5),
                           .type = ir_build_type(builder, type),
                           .flags = IR_FUNC_INTERNAL};
    vec_push(&builder->funcs, init);
    body_init(&lowering->init, builder->funcs.count - 1);
    lowering->body = lowering->labels = &lowering->init;
}

static void replace_locals(struct lowering *lowering)
{
    for (uint32_t i = 1; i < lowering->builder->places.count; i++) {
        struct ir_place *place = &lowering->builder->places.items[i];
        if (place->base_kind == IR_BASE_VAR && (place->base & LOWER_LOCAL) != 0) {
            place->base = lowering->locals.items[place->base & ~LOWER_LOCAL].id;
        }
    }
}

static void finish(struct lowering *lowering)
{
    body_finish(&lowering->init);
    vec_finish(&lowering->locals);
    vec_finish(&lowering->records);
    vec_finish(&lowering->children);
    vec_finish(&lowering->pending);
    map_finish(&lowering->types);
    map_finish(&lowering->record_of);
    map_finish(&lowering->fields);
    map_finish(&lowering->vars);
    map_finish(&lowering->funcs);
    map_finish(&lowering->globals);
    map_finish(&lowering->func_names);
    map_finish(&lowering->defined);
    map_finish(&lowering->unknown);
    vec_finish(&lowering->errors);
    source_finish(&lowering->source);
}

void lower_unit(CXTranslationUnit tu, struct ir_builder *builder, const char *root,
                const char *directory)
{
    struct lowering lowering = {.builder = builder};
    source_init(&lowering.source, tu, builder, root, directory);
    begin(&lowering);
    CXString name = clang_getTranslationUnitSpelling(tu);
    builder->unit_path = source_path_text(&lowering.source, clang_getCString(name));
    clang_disposeString(name);
    lower_notes(&lowering);
    clang_visitChildren(clang_getTranslationUnitCursor(tu), visit_top, &lowering);
    for (uint32_t i = 0; i < lowering.pending.count; i++) {
        lower_definition(&lowering, lowering.pending.items[i]);
    }
    body_return(&lowering.init, 0, 0);
    lower_lay(&lowering, &lowering.init);
    replace_locals(&lowering);
    finish(&lowering);
}
