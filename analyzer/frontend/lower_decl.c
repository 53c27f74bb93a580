#include "frontend/lower.h"
#include "frontend/lower_code.h"

static uint64_t decl_key(CXCursor decl)
{
    return (uint64_t)(uintptr_t)decl.data[0];
}

static ir_str decl_name(struct lowering *lowering, CXCursor decl)
{
    CXString text = clang_getCursorSpelling(decl);
    const char *name = clang_getCString(text);
    ir_str id = name == NULL ? 0 : ir_build_text(lowering->builder, name, strlen(name));
    clang_disposeString(text);
    return id;
}

static ir_loc_id name_loc(struct lowering *lowering, CXCursor decl)
{
    CXSourceRange name = clang_Cursor_getSpellingNameRange(decl, 0, 0);
    ir_loc_id loc = source_loc(&lowering->source, name);
    return loc != 0 ? loc : source_loc_of(&lowering->source, decl);
}

/* Lowers what is defined outside of system headers once something refers to it. */
static void queue_definition(struct lowering *lowering, CXCursor decl)
{
    CXCursor definition = clang_getCursorDefinition(decl);
    if (clang_Cursor_isNull(definition) || clang_isInvalid(definition.kind) ||
        clang_Location_isInSystemHeader(clang_getCursorLocation(definition))) {
        return;
    }
    vec_push(&lowering->pending, definition);
}

/* Whether the declaration has one of the attributes that libclang does not tell apart. */
static bool has_attribute(struct lowering *lowering, CXCursor decl, const char *const names[])
{
    bool found = false;
    struct lower_span span = {.first = lowering->children.count};
    if (clang_Cursor_hasAttrs(decl)) {
        span = lower_children(lowering, decl);
    }
    for (uint32_t i = 0; i < span.count && !found; i++) {
        CXCursor child = lower_child(lowering, span, i);
        CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(child));
        if (child.kind != CXCursor_UnexposedAttr) {
            continue;
        }
        const char *word =
            strtab_text(&lowering->builder->strings, source_word(&lowering->source, start));
        for (uint32_t j = 0; names[j] != NULL; j++) {
            found |= strcmp(word, names[j]) == 0;
        }
    }
    lower_children_done(lowering, span);
    return found;
}

static bool is_noreturn(struct lowering *lowering, CXCursor decl)
{
    CXString text = clang_getTypeSpelling(clang_getCursorType(decl));
    bool found = strstr(clang_getCString(text), "noreturn") != NULL;
    clang_disposeString(text);
    static const char *const names[] = {"_Noreturn", "noreturn", "__noreturn__", NULL};
    return found || has_attribute(lowering, decl, names);
}

static bool is_compilers_own(struct lowering *lowering, CXCursor decl)
{
    const char *name = strtab_text(&lowering->builder->strings, decl_name(lowering, decl));
    return strncmp(name, "__builtin_", 10) == 0 || strncmp(name, "__sync_", 7) == 0;
}

static uint32_t func_flags(struct lowering *lowering, CXCursor decl, CXCursor reference)
{
    uint32_t flags = 0;
    if (clang_getCursorLinkage(decl) == CXLinkage_Internal) {
        flags |= IR_FUNC_INTERNAL;
    }
    if (clang_Cursor_isFunctionInlined(decl)) {
        flags |= IR_FUNC_INLINE;
    }
    if (clang_Cursor_isVariadic(decl)) {
        flags |= IR_FUNC_VARIADIC;
    }
    if (is_noreturn(lowering, decl)) {
        flags |= IR_FUNC_NORETURN;
    }
    /* libclang declares such a function where it is first called. */
    if (!clang_Cursor_isNull(reference) && !is_compilers_own(lowering, decl) &&
        clang_equalLocations(clang_getCursorLocation(decl), clang_getCursorLocation(reference))) {
        flags |= IR_FUNC_IMPLICIT;
    }
    return flags;
}

static ir_type_id func_type(struct lowering *lowering, CXCursor decl)
{
    ir_type_id type = lower_type(lowering, clang_getCursorType(decl));
    return lower_type_of(lowering, type).kind == IR_TYPE_FUNCTION ? type : 0;
}

static enum CXVisitorResult take_field(CXCursor field, CXClientData type)
{
    *(CXType *)type = clang_getCanonicalType(clang_getCursorType(field));
    return CXVisit_Break;
}

/* What a parameter is given; of a transparent union (glibc's addresses of sockets) its first member
 * says it. */
static CXType given_type(CXType param)
{
    CXType type = clang_getCanonicalType(param);
    if (clang_getTypeDeclaration(type).kind == CXCursor_UnionDecl) {
        clang_Type_visitFields(type, take_field, &type);
    }
    return type;
}

static uint32_t const_params(CXCursor decl)
{
    CXType type = clang_getCursorType(decl);
    int count = clang_getNumArgTypes(type);
    uint32_t mask = 0;
    for (int i = 0; i < count && i < 32; i++) {
        CXType param = given_type(clang_getArgType(type, (unsigned)i));
        bool to_const = param.kind == CXType_Pointer &&
                        clang_isConstQualifiedType(clang_getPointeeType(param)) != 0;
        mask |= to_const ? 1u << i : 0;
    }
    return mask;
}

ir_func_id lower_func(struct lowering *lowering, CXCursor decl, CXCursor reference)
{
    const uint32_t *known = map_get(&lowering->funcs, decl_key(decl));
    if (known != NULL) {
        return *known;
    }
    ir_str name = decl_name(lowering, decl);
    uint32_t *same = map_get(&lowering->func_names, name);
    ir_func_id id = same != NULL ? *same : lowering->builder->funcs.count;
    map_put(&lowering->funcs, decl_key(decl), id);
    uint32_t flags = func_flags(lowering, decl, reference);
    if (same != NULL) {
        lowering->builder->funcs.items[id].flags |= flags & ~IR_FUNC_IMPLICIT;
        return id;
    }
    map_put(&lowering->func_names, name, id);
    struct ir_func func = {.name = name,
                           .type = func_type(lowering, decl),
                           .flags = flags,
                           .const_params = const_params(decl),
                           .loc = name_loc(lowering, decl)};
    vec_push(&lowering->builder->funcs, func);
    queue_definition(lowering, decl);
    return id;
}

static ir_var_id add_local(struct lowering *lowering, struct ir_var var)
{
    uint32_t number = lowering->locals.count;
    var.func = lowering->body->func;
    vec_push(&lowering->locals, ((struct lower_local){.var = var}));
    vec_push(&lowering->body->vars, number);
    return LOWER_LOCAL | number;
}

static ir_var_id add_global(struct lowering *lowering, CXCursor decl)
{
    ir_str name = decl_name(lowering, decl);
    const uint32_t *known = map_get(&lowering->globals, name);
    if (known != NULL) {
        return *known;
    }
    ir_var_id id = lowering->builder->vars.count;
    struct ir_var var = {.name = name,
                         .type = lower_type(lowering, clang_getCursorType(decl)),
                         .kind = IR_VAR_GLOBAL,
                         .loc = name_loc(lowering, decl)};
    if (clang_getCursorLinkage(decl) == CXLinkage_Internal) {
        var.flags |= IR_VAR_INTERNAL;
    }
    map_put(&lowering->globals, name, id);
    vec_push(&lowering->builder->vars, var);
    queue_definition(lowering, decl);
    return id;
}

static ir_var_id add_static_local(struct lowering *lowering, CXCursor decl)
{
    struct ir_var var = {.name = decl_name(lowering, decl),
                         .type = lower_type(lowering, clang_getCursorType(decl)),
                         .kind = IR_VAR_STATIC_LOCAL,
                         .func = lowering->body->func,
                         .loc = name_loc(lowering, decl)};
    vec_push(&lowering->builder->vars, var);
    return lowering->builder->vars.count - 1;
}

static ir_var_id add_var(struct lowering *lowering, CXCursor decl)
{
    CXType type = clang_getCursorType(decl);
    bool param = decl.kind == CXCursor_ParmDecl;
    if (!param && clang_Cursor_hasVarDeclGlobalStorage(decl) == 1) {
        bool local = clang_getCursorLinkage(decl) == CXLinkage_NoLinkage;
        return local ? add_static_local(lowering, decl) : add_global(lowering, decl);
    }
    struct ir_var var = {
        .name = decl_name(lowering, decl), .kind = IR_VAR_LOCAL, .loc = name_loc(lowering, decl)};
    var.type = param ? lower_type_value(lowering, type) : lower_type(lowering, type);
    lower_record_complete(lowering, var.type);
    return add_local(lowering, var);
}

ir_var_id lower_var(struct lowering *lowering, CXCursor decl)
{
    const uint32_t *known = map_get(&lowering->vars, decl_key(decl));
    if (known != NULL) {
        return *known;
    }
    ir_var_id id = add_var(lowering, decl);
    map_put(&lowering->vars, decl_key(decl), id);
    return id;
}

ir_place_id lower_var_place(struct lowering *lowering, ir_var_id var)
{
    ir_type_id type = (var & LOWER_LOCAL) != 0 ? lowering->locals.items[var & ~LOWER_LOCAL].var.type
                                               : lowering->builder->vars.items[var].type;
    return ir_build_place(lowering->builder, IR_BASE_VAR, var, NULL, 0, type);
}

ir_place_id lower_temp(struct lowering *lowering, ir_type_id type)
{
    struct ir_var var = {.type = type, .kind = IR_VAR_TEMP};
    return lower_var_place(lowering, add_local(lowering, var));
}

ir_place_id lower_file_literal(struct lowering *lowering, CXCursor literal, ir_type_id type)
{
    const char *name = arena_format(&lowering->source.arena, "$literal%u", ++lowering->literals);
    struct ir_var var = {.name = ir_build_text(lowering->builder, name, strlen(name)),
                         .type = type,
                         .kind = IR_VAR_GLOBAL,
                         .flags = IR_VAR_INTERNAL | IR_VAR_DEFINED,
                         .loc = source_loc_of(&lowering->source, literal)};
    vec_push(&lowering->builder->vars, var);
    lower_record_complete(lowering, type);
    return lower_var_place(lowering, lowering->builder->vars.count - 1);
}

/* Static storage gets its first value before anything runs. */
static void initialise_static(struct lowering *lowering, CXCursor decl, ir_var_id var)
{
    struct body *outer = lowering->body;
    lowering->body = &lowering->init;
    ir_place_id place = lower_var_place(lowering, var);
    lower_record_complete(lowering, lowering->builder->places.items[place].type);
    CXCursor value = clang_Cursor_getVarDeclInitializer(decl);
    if (clang_Cursor_isNull(value) || clang_isInvalid(value.kind)) {
        lower_zero(lowering, place, source_loc_of(&lowering->source, decl));
    } else {
        lower_initialiser(lowering, place, value);
    }
    lowering->body = outer;
}

/* The size of a variable-length array is evaluated where it is declared. */
static void evaluate_bounds(struct lowering *lowering, CXCursor decl)
{
    struct lower_span span = lower_children(lowering, decl);
    CXCursor value = clang_Cursor_getVarDeclInitializer(decl);
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        if (clang_isExpression(child.kind) && !clang_equalCursors(child, value)) {
            lower_effect(lowering, child);
        }
    }
    lower_children_done(lowering, span);
}

static void declare_var(struct lowering *lowering, CXCursor decl)
{
    ir_var_id var = lower_var(lowering, decl);
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(decl);
    if (storage == CX_SC_Extern || storage == CX_SC_PrivateExtern) {
        return;
    }
    static const char *const cleanup[] = {"cleanup", "__cleanup__", NULL};
    if (has_attribute(lowering, decl, cleanup)) {
        lower_unknown(lowering, decl, ir_build_text(lowering->builder, "cleanup attribute", 17));
    }
    if (storage == CX_SC_Static) {
        initialise_static(lowering, decl, var);
        return;
    }
    CXType type = clang_getCursorType(decl);
    if (clang_getCanonicalType(type).kind == CXType_VariableArray) {
        evaluate_bounds(lowering, decl);
    }
    CXCursor value = clang_Cursor_getVarDeclInitializer(decl);
    if (!clang_Cursor_isNull(value) && !clang_isInvalid(value.kind)) {
        lower_initialiser(lowering, lower_var_place(lowering, var), value);
    }
}

void lower_declaration(struct lowering *lowering, CXCursor decl)
{
    switch (decl.kind) {
    case CXCursor_VarDecl:
        declare_var(lowering, decl);
        break;
    case CXCursor_FunctionDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_StaticAssert:
    case CXCursor_UnexposedDecl:
        break; /* lowered when something refers to them; they do nothing by themselves */
    default:
        lower_unknown(lowering, decl, lower_kind_name(lowering, decl));
        break;
    }
}

static bool first_time(struct lowering *lowering, uint64_t key)
{
    bool fresh = map_get(&lowering->defined, key) == NULL;
    map_put(&lowering->defined, key, 1);
    return fresh;
}

static void declare_params(struct lowering *lowering, CXCursor decl)
{
    int count = clang_Cursor_getNumArguments(decl);
    for (int i = 0; i < count; i++) {
        CXCursor param = clang_Cursor_getArgument(decl, (unsigned)i);
        ir_var_id id = lower_var(lowering, param);
        lowering->locals.items[id & ~LOWER_LOCAL].var.kind = IR_VAR_PARAM;
    }
    lowering->builder->funcs.items[lowering->body->func].param_count =
        count < 0 ? 0 : (uint32_t)count;
}

static CXCursor func_body(struct lowering *lowering, CXCursor decl)
{
    CXCursor body = clang_getNullCursor();
    struct lower_span span = lower_children(lowering, decl);
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        if (child.kind == CXCursor_CompoundStmt) {
            body = child;
        }
    }
    lower_children_done(lowering, span);
    return body;
}

static void define_func(struct lowering *lowering, CXCursor decl)
{
    ir_func_id id = lower_func(lowering, decl, clang_getNullCursor());
    CXCursor code = func_body(lowering, decl);
    if (clang_Cursor_isNull(code) || !first_time(lowering, map_pair(1, id))) {
        return;
    }
    struct ir_func *func = &lowering->builder->funcs.items[id];
    func->loc = name_loc(lowering, decl);
    func->body_loc = source_loc_of(&lowering->source, decl);
    func->flags &= ~IR_FUNC_IMPLICIT;
    ir_type_id type = func_type(lowering, decl);
    lowering->builder->funcs.items[id].type = type;

    struct body body;
    body_init(&body, id);
    body.gaps = lower_has_errors(lowering, decl);
    lowering->body = lowering->labels = &body;
    declare_params(lowering, decl);
    lower_statement(lowering, code);
    body_return(&body, 0, source_end_loc(&lowering->source, code));
    lower_lay(lowering, &body);
    body_finish(&body);
    lowering->body = lowering->labels = &lowering->init;
}

static void define_var(struct lowering *lowering, CXCursor decl)
{
    ir_var_id id = lower_var(lowering, decl);
    CXCursor value = clang_Cursor_getVarDeclInitializer(decl);
    bool has_value = !clang_Cursor_isNull(value) && !clang_isInvalid(value.kind);
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(decl);
    if (storage == CX_SC_Extern && !has_value) {
        return;
    }
    CXCursor definition = clang_getCursorDefinition(decl);
    bool elsewhere = !clang_Cursor_isNull(definition) && !clang_isInvalid(definition.kind) &&
                     !clang_equalCursors(definition, decl);
    if (elsewhere || !first_time(lowering, map_pair(0, id))) {
        return; /* a tentative definition beside the real one, or a second tentative one */
    }
    struct ir_var *var = &lowering->builder->vars.items[id];
    var->flags |= IR_VAR_DEFINED;
    var->loc = name_loc(lowering, decl);
    ir_type_id type = lower_type(lowering, clang_getCursorType(decl));
    lowering->builder->vars.items[id].type = type; /* now its array has a length */
    initialise_static(lowering, decl, id);
}

void lower_definition(struct lowering *lowering, CXCursor decl)
{
    if (decl.kind == CXCursor_FunctionDecl) {
        define_func(lowering, decl);
    } else if (decl.kind == CXCursor_VarDecl) {
        define_var(lowering, decl);
    }
}
