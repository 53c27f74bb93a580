#include "frontend/lower.h"

struct ir_type lower_type_of(const struct lowering *lowering, ir_type_id id)
{
    return lowering->builder->types.items[id];
}

bool lower_type_is_array(const struct lowering *lowering, ir_type_id id)
{
    return lower_type_of(lowering, id).kind == IR_TYPE_ARRAY;
}

static uint32_t size_of(CXType type)
{
    long long size = clang_Type_getSizeOf(type);
    return size < 0 || size > UINT32_MAX ? 0 : (uint32_t)size;
}

static ir_str spelling(struct lowering *lowering, CXString text)
{
    const char *string = clang_getCString(text);
    ir_str id = string == NULL ? 0 : ir_build_text(lowering->builder, string, strlen(string));
    clang_disposeString(text);
    return id;
}

/* A record or enumeration: its tag, the typedef that names it, or else its place. */
static ir_str tag_name(struct lowering *lowering, CXType type)
{
    CXCursor decl = clang_getTypeDeclaration(type);
    CXString text = clang_getTypeSpelling(type);
    bool unnamed = strchr(clang_getCString(text), '(') != NULL;
    if (!unnamed) {
        return spelling(lowering, text);
    }
    clang_disposeString(text);
    struct source_point point = source_seen(&lowering->source, clang_getCursorLocation(decl));
    const char *path =
        strtab_text(&lowering->builder->strings, source_path(&lowering->source, point.file));
    const char *name =
        arena_format(&lowering->source.arena, "%s:%u:%u", path, point.line, point.column);
    return ir_build_text(lowering->builder, name, strlen(name));
}

static ir_type_id record(struct lowering *lowering, CXType type)
{
    struct ir_type made = {
        .kind = IR_TYPE_RECORD, .name = tag_name(lowering, type), .size = size_of(type)};
    if (clang_getTypeDeclaration(type).kind == CXCursor_UnionDecl) {
        made.flags |= IR_TYPE_UNION;
    }
    if (clang_Type_getSizeOf(type) == CXTypeLayoutError_Incomplete) {
        made.flags |= IR_TYPE_INCOMPLETE;
    }
    ir_type_id id = ir_build_type(lowering->builder, made);
    map_put(&lowering->record_of, id, lowering->records.count);
    vec_push(&lowering->records, ((struct lower_record){.type = type, .id = id}));
    return id;
}

static ir_type_id enumeration(struct lowering *lowering, CXType type)
{
    CXType integer = clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type));
    struct ir_type made = {.kind = IR_TYPE_ENUM,
                           .name = tag_name(lowering, type),
                           .size = size_of(type),
                           .of = lower_type(lowering, integer)};
    made.flags |= lower_type_of(lowering, made.of).flags & IR_TYPE_UNSIGNED;
    return ir_build_type(lowering->builder, made);
}

/* All spellings of one record or enumeration share the entry of its plain canonical type. */
static ir_type_id tagged(struct lowering *lowering, CXType type)
{
    CXType plain = clang_getUnqualifiedType(clang_getCanonicalType(type));
    uint64_t key = (uint64_t)(uintptr_t)plain.data[0];
    const uint32_t *known = map_get(&lowering->types, key);
    if (known != NULL) {
        return *known;
    }
    ir_type_id id =
        plain.kind == CXType_Enum ? enumeration(lowering, plain) : record(lowering, plain);
    map_put(&lowering->types, key, id);
    return id;
}

static ir_type_id typedefed(struct lowering *lowering, CXType type)
{
    CXCursor decl = clang_getTypeDeclaration(type);
    ir_type_id under = lower_type(lowering, clang_getTypedefDeclUnderlyingType(decl));
    struct ir_type made = lower_type_of(lowering, under);
    if (made.kind == IR_TYPE_RECORD || made.kind == IR_TYPE_ENUM) {
        return under;
    }
    made.name = spelling(lowering, clang_getCursorSpelling(decl));
    return ir_build_type(lowering->builder, made);
}

static ir_type_id array(struct lowering *lowering, CXType type)
{
    long long count = type.kind == CXType_ConstantArray ? clang_getArraySize(type) : 0;
    struct ir_type made = {.kind = IR_TYPE_ARRAY,
                           .of = lower_type(lowering, clang_getArrayElementType(type)),
                           .count = count < 0 || count > UINT32_MAX ? 0 : (uint32_t)count};
    /* libclang crashes when asked for the size of an array whose element it could not deduce. */
    uint64_t size = (uint64_t)lower_type_of(lowering, made.of).size * made.count;
    made.size = size > UINT32_MAX ? 0 : (uint32_t)size;
    return ir_build_type(lowering->builder, made);
}

static ir_type_id vector(struct lowering *lowering, CXType type)
{
    struct ir_type made = {.kind = IR_TYPE_ARRAY,
                           .size = size_of(type),
                           .of = lower_type(lowering, clang_getElementType(type)),
                           .count = (uint32_t)clang_getNumElements(type)};
    return ir_build_type(lowering->builder, made);
}

static ir_type_id function(struct lowering *lowering, CXType type)
{
    int count = clang_getNumArgTypes(type);
    struct ir_type made = {.kind = IR_TYPE_FUNCTION,
                           .of = lower_type(lowering, clang_getResultType(type)),
                           .count = count < 0 ? 0 : (uint32_t)count};
    if (clang_isFunctionTypeVariadic(type) || type.kind == CXType_FunctionNoProto) {
        made.flags |= IR_TYPE_VARIADIC;
    }
    uint32_t *params = memory_resize(NULL, made.count, sizeof *params);
    for (uint32_t i = 0; i < made.count; i++) {
        params[i] = lower_type_value(lowering, clang_getArgType(type, i));
    }
    made.first = ir_build_list(lowering->builder, params, made.count);
    free(params);
    return ir_build_type(lowering->builder, made);
}

static ir_type_id plain(struct lowering *lowering, CXType type, enum ir_type_kind kind,
                        uint32_t flags)
{
    struct ir_type made = {.kind = kind, .flags = flags, .size = size_of(type)};
    if (kind == IR_TYPE_VOID) {
        made.size = 0;
    }
    return ir_build_type(lowering->builder, made);
}

static ir_type_id make(struct lowering *lowering, CXType type)
{
    switch (type.kind) {
    case CXType_Invalid:
        return 0;
    case CXType_Void:
        return plain(lowering, type, IR_TYPE_VOID, 0);
    case CXType_Bool:
        return plain(lowering, type, IR_TYPE_BOOL, IR_TYPE_UNSIGNED);
    case CXType_Char_U:
    case CXType_UChar:
    case CXType_Char16:
    case CXType_Char32:
    case CXType_UShort:
    case CXType_UInt:
    case CXType_ULong:
    case CXType_ULongLong:
    case CXType_UInt128:
        return plain(lowering, type, IR_TYPE_INT, IR_TYPE_UNSIGNED);
    case CXType_Char_S:
    case CXType_SChar:
    case CXType_WChar:
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Int128:
        return plain(lowering, type, IR_TYPE_INT, 0);
    case CXType_Float:
    case CXType_Double:
    case CXType_LongDouble:
    case CXType_Float128:
    case CXType_Half:
    case CXType_Float16:
    case CXType_BFloat16:
    case CXType_Ibm128:
    case CXType_Complex:
        return plain(lowering, type, IR_TYPE_FLOAT, 0);
    case CXType_NullPtr:
        return lower_type_pointer(lowering, 0);
    case CXType_Pointer:
    case CXType_BlockPointer:
        return lower_type_pointer(lowering, lower_type(lowering, clang_getPointeeType(type)));
    case CXType_Elaborated:
        return lower_type(lowering, clang_Type_getNamedType(type));
    case CXType_Typedef:
        return typedefed(lowering, type);
    case CXType_Record:
    case CXType_Enum:
        return tagged(lowering, type);
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
        return array(lowering, type);
    case CXType_Vector:
    case CXType_ExtVector:
        return vector(lowering, type);
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return function(lowering, type);
    case CXType_Atomic:
        return lower_type(lowering, clang_Type_getValueType(type));
    case CXType_Attributed:
        return lower_type(lowering, clang_Type_getModifiedType(type));
    case CXType_Unexposed:
    case CXType_Auto: {
        CXType canonical = clang_getCanonicalType(type);
        return canonical.kind == type.kind ? 0 : lower_type(lowering, canonical);
    }
    default:
        return 0;
    }
}

ir_type_id lower_type(struct lowering *lowering, CXType type)
{
    uint64_t key = (uint64_t)(uintptr_t)type.data[0];
    if (key == 0) {
        return 0;
    }
    const uint32_t *known = map_get(&lowering->types, key);
    if (known != NULL) {
        return *known;
    }
    ir_type_id id = make(lowering, type);
    map_put(&lowering->types, key, id);
    return id;
}

ir_type_id lower_type_value(struct lowering *lowering, CXType type)
{
    ir_type_id id = lower_type(lowering, type);
    struct ir_type lowered = lower_type_of(lowering, id);
    if (lowered.kind == IR_TYPE_ARRAY) {
        return lower_type_pointer(lowering, lowered.of);
    }
    return lowered.kind == IR_TYPE_FUNCTION ? lower_type_pointer(lowering, id) : id;
}

ir_type_id lower_type_int(struct lowering *lowering)
{
    return ir_build_type(lowering->builder, (struct ir_type){.kind = IR_TYPE_INT, .size = 4});
}

ir_type_id lower_type_pointer(struct lowering *lowering, ir_type_id of)
{
    return ir_build_type(
        lowering->builder,
        (struct ir_type){.kind = IR_TYPE_POINTER, .size = lowering->pointer_size, .of = of});
}
