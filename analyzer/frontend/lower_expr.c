#include "frontend/lower_code.h"

ir_expr_id lower_load(struct lowering *lowering, ir_place_id place)
{
    ir_type_id type = lowering->builder->places.items[place].type;
    if (lower_type_is_array(lowering, type)) {
        struct ir_elem first = {
            .kind = IR_ELEM_INDEX,
            .id = ir_build_int(lowering->builder, lower_type_int(lowering), 0, 0)};
        place =
            ir_build_place_elem(lowering->builder, place, first, lower_type_of(lowering, type).of);
        return lower_address(lowering, place);
    }
    return ir_build_load(lowering->builder, place);
}

ir_expr_id lower_address(struct lowering *lowering, ir_place_id place)
{
    struct ir_place at = lowering->builder->places.items[place];
    if (at.base_kind == IR_BASE_DEREF && at.elem_count == 0) {
        return at.base; /* &*p is p */
    }
    ir_type_id type = lower_type_pointer(lowering, at.type);
    return ir_build_expr(lowering->builder,
                         (struct ir_expr){.op = IR_EXPR_ADDRESS, .type = type, .a = place});
}

ir_place_id lower_deref(struct lowering *lowering, ir_expr_id pointer, ir_type_id type)
{
    struct ir_expr expr = lowering->builder->exprs.items[pointer];
    if (expr.op == IR_EXPR_ADDRESS && lowering->builder->places.items[expr.a].type == type) {
        return expr.a; /* *&x is x */
    }
    return ir_build_place(lowering->builder, IR_BASE_DEREF, pointer, NULL, 0, type);
}

/* Where statements are missing nobody knows what is still there of a constant: taken for sure, it
 * would hide the code that a missing statement leads to. */
static ir_expr_id value_with_gaps(struct lowering *lowering, ir_expr_id value)
{
    int64_t constant;
    return lowering->body->gaps && fold_is_constant(lowering, value, &constant)
               ? ir_build_opaque(lowering->builder, lowering->builder->exprs.items[value].type,
                                 NULL, 0)
               : value;
}

void lower_set(struct lowering *lowering, ir_place_id dest, ir_expr_id value, ir_loc_id loc)
{
    if (dest == 0 || value == 0) {
        return;
    }
    value = value_with_gaps(lowering, value);
    ir_type_id type = lowering->builder->places.items[dest].type;
    body_emit(lowering->body,
              (struct ir_instr){.op = IR_INSTR_SET,
                                .loc = loc,
                                .dest = dest,
                                .value = fold_convert(lowering, value, type, false)});
}

bool lower_evaluate(CXCursor cursor, int64_t *value)
{
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    bool is_int = result != NULL && clang_EvalResult_getKind(result) == CXEval_Int;
    if (is_int) {
        *value = clang_EvalResult_isUnsignedInt(result)
                     ? (int64_t)clang_EvalResult_getAsUnsigned(result)
                     : clang_EvalResult_getAsLongLong(result);
    }
    if (result != NULL) {
        clang_EvalResult_dispose(result);
    }
    return is_int;
}

static ir_type_id type_of(struct lowering *lowering, CXCursor cursor)
{
    return lower_type_value(lowering, clang_getCursorType(cursor));
}

/* What cannot be understood still reads what its parts read. */
ir_expr_id lower_opaque(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    uint32_t *operands = memory_resize(NULL, span.count, sizeof *operands);
    uint32_t count = 0;
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        if (clang_isExpression(child.kind)) {
            ir_expr_id operand = lower_expr(lowering, child);
            if (operand != 0) {
                operands[count++] = operand;
            }
        } else if (clang_isStatement(child.kind)) {
            lower_statement(lowering, child);
        }
    }
    ir_expr_id value =
        ir_build_opaque(lowering->builder, type_of(lowering, cursor), operands, count);
    free(operands);
    lower_children_done(lowering, span);
    return value;
}

void lower_lost(struct lowering *lowering, CXCursor cursor, ir_str what, ir_expr_id value)
{
    if (value == 0) {
        return;
    }
    struct ir_instr instr = {.op = IR_INSTR_OPAQUE,
                             .loc = source_loc_of(&lowering->source, cursor),
                             .first_arg = ir_build_list(lowering->builder, &value, 1),
                             .arg_count = 1,
                             .text = what};
    body_emit(lowering->body, instr);
}

static ir_expr_id unknown(struct lowering *lowering, CXCursor cursor)
{
    lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
    return lower_opaque(lowering, cursor);
}

static ir_expr_id integer(struct lowering *lowering, CXCursor cursor)
{
    int64_t value;
    if (!lower_evaluate(cursor, &value)) {
        return unknown(lowering, cursor);
    }
    return ir_build_int(lowering->builder, type_of(lowering, cursor), value,
                        source_constant_name(&lowering->source, cursor));
}

static ir_expr_id floating(struct lowering *lowering, CXCursor cursor)
{
    struct ir_expr expr = {.op = IR_EXPR_FLOAT, .type = type_of(lowering, cursor)};
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    double value = 0;
    if (result != NULL && clang_EvalResult_getKind(result) == CXEval_Float) {
        value = clang_EvalResult_getAsDouble(result);
    }
    if (result != NULL) {
        clang_EvalResult_dispose(result);
    }
    memcpy(&expr.value, &value, sizeof value);
    return ir_build_expr(lowering->builder, expr);
}

static uint32_t octal(const char *digits, uint32_t *value)
{
    uint32_t length = 0;
    for (*value = 0; length < 3 && digits[length] >= '0' && digits[length] <= '7'; length++) {
        *value = *value * 8 + (uint32_t)(digits[length] - '0');
    }
    return length;
}

/* libclang gives the literal as it would be written again: quoted, octal escapes. */
static size_t unescape(char *text)
{
    static const char letters[] = "abfnrtv";
    static const char meanings[] = "\a\b\f\n\r\t\v";
    const char *in = strchr(text, '"');
    char *out = text;
    for (in = in == NULL ? text : in + 1; *in != '\0' && *in != '"'; in++) {
        if (*in != '\\') {
            *out++ = *in;
            continue;
        }
        uint32_t value;
        uint32_t digits = octal(++in, &value);
        const char *letter = strchr(letters, *in);
        if (digits > 0) {
            *out++ = (char)value;
            in += digits - 1;
        } else {
            *out++ = letter != NULL && *letter != '\0' ? meanings[letter - letters] : *in;
        }
    }
    return (size_t)(out - text);
}

static ir_expr_id string(struct lowering *lowering, CXCursor cursor)
{
    CXString spelled = clang_getCursorSpelling(cursor);
    const char *quoted = clang_getCString(spelled);
    char *text = arena_copy(&lowering->source.arena, quoted, strlen(quoted));
    clang_disposeString(spelled);
    size_t length = unescape(text);
    struct ir_expr expr = {.op = IR_EXPR_STRING,
                           .type = type_of(lowering, cursor),
                           .a = ir_build_text(lowering->builder, text, length)};
    return ir_build_expr(lowering->builder, expr);
}

static ir_expr_id reference(struct lowering *lowering, CXCursor cursor)
{
    CXCursor decl = clang_getCursorReferenced(cursor);
    if (decl.kind == CXCursor_EnumConstantDecl) {
        CXString name = clang_getCursorSpelling(decl);
        const char *text = clang_getCString(name);
        ir_expr_id value = ir_build_int(lowering->builder, type_of(lowering, cursor),
                                        clang_getEnumConstantDeclValue(decl),
                                        ir_build_text(lowering->builder, text, strlen(text)));
        clang_disposeString(name);
        return value;
    }
    if (decl.kind == CXCursor_FunctionDecl) {
        ir_func_id func = lower_func(lowering, decl, cursor);
        ir_type_id type = lower_type_pointer(lowering, lowering->builder->funcs.items[func].type);
        return ir_build_expr(lowering->builder,
                             (struct ir_expr){.op = IR_EXPR_FUNCTION, .type = type, .a = func});
    }
    if (decl.kind == CXCursor_VarDecl || decl.kind == CXCursor_ParmDecl) {
        return lower_load(lowering, lower_place(lowering, cursor));
    }
    return unknown(lowering, cursor);
}

static ir_expr_id cast(struct lowering *lowering, CXCursor cursor)
{
    CXCursor operand = lower_operand(lowering, cursor);
    if (clang_Cursor_isNull(operand)) {
        return unknown(lowering, cursor);
    }
    ir_type_id type = type_of(lowering, cursor);
    if (lower_type_of(lowering, type).kind == IR_TYPE_VOID) {
        lower_effect(lowering, operand);
        return 0;
    }
    ir_expr_id value = fold_convert(lowering, lower_expr(lowering, operand), type, true);
    return fold_rename(lowering, value, source_constant_name(&lowering->source, cursor));
}

static ir_expr_id parentheses(struct lowering *lowering, CXCursor cursor)
{
    CXCursor inner = lower_operand(lowering, cursor);
    if (clang_Cursor_isNull(inner)) {
        return unknown(lowering, cursor);
    }
    ir_expr_id value = lower_expr(lowering, inner);
    struct ir_expr expr = lowering->builder->exprs.items[value];
    if (expr.op != IR_EXPR_INT || expr.a != 0) {
        return value;
    }
    return fold_rename(lowering, value, source_constant_name(&lowering->source, cursor));
}

static ir_expr_id size(struct lowering *lowering, CXCursor cursor)
{
    int64_t value;
    if (lower_evaluate(cursor, &value)) {
        return ir_build_int(lowering->builder, type_of(lowering, cursor), value, 0);
    }
    /* The size of a variable-length array. Its operand is not evaluated. */
    return ir_build_opaque(lowering->builder, type_of(lowering, cursor), NULL, 0);
}

static ir_expr_id braces(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor first = lower_child(lowering, span, 0);
    lower_children_done(lowering, span);
    if (clang_isExpression(first.kind)) {
        return lower_expr(lowering, first);
    }
    return ir_build_int(lowering->builder, type_of(lowering, cursor), 0, 0);
}

/* Operators have one body for both uses of them. */
static ir_expr_id operation(struct lowering *lowering, CXCursor cursor, bool wanted)
{
    switch (cursor.kind) {
    case CXCursor_UnaryOperator:
        return lower_unary(lowering, cursor, wanted);
    case CXCursor_BinaryOperator:
        return lower_binary(lowering, cursor, wanted);
    case CXCursor_CompoundAssignOperator:
        return lower_compound_assign(lowering, cursor);
    case CXCursor_ConditionalOperator:
        return lower_conditional(lowering, cursor, 0, wanted);
    case CXCursor_CallExpr:
        return lower_call(lowering, cursor, 0, wanted);
    case CXCursor_StmtExpr:
        return lower_block_value(lowering, cursor, 0, wanted);
    case CXCursor_GenericSelectionExpr:
        return lower_generic(lowering, cursor, wanted);
    default:
        return lower_unexposed(lowering, cursor, wanted);
    }
}

ir_expr_id lower_expr(struct lowering *lowering, CXCursor cursor)
{
    switch (cursor.kind) {
    case CXCursor_ParenExpr:
        return parentheses(lowering, cursor);
    case CXCursor_DeclRefExpr:
        return reference(lowering, cursor);
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundLiteralExpr: {
        ir_place_id place = lower_place(lowering, cursor);
        return place == 0 ? unknown(lowering, cursor) : lower_load(lowering, place);
    }
    case CXCursor_UnaryOperator:
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
    case CXCursor_ConditionalOperator:
    case CXCursor_CallExpr:
    case CXCursor_StmtExpr:
    case CXCursor_GenericSelectionExpr:
    case CXCursor_UnexposedExpr:
        return operation(lowering, cursor, true);
    case CXCursor_CStyleCastExpr:
        return cast(lowering, cursor);
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
        return integer(lowering, cursor);
    case CXCursor_FloatingLiteral:
        return floating(lowering, cursor);
    case CXCursor_StringLiteral:
        return string(lowering, cursor);
    case CXCursor_UnaryExpr:
        return size(lowering, cursor);
    case CXCursor_InitListExpr:
        return braces(lowering, cursor);
    case CXCursor_GNUNullExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
        return ir_build_int(lowering->builder, type_of(lowering, cursor), 0, 0);
    case CXCursor_AddrLabelExpr:
        lower_label(lowering, cursor)->address_taken = true;
        return ir_build_opaque(lowering->builder, type_of(lowering, cursor), NULL, 0);
    default:
        return unknown(lowering, cursor);
    }
}

void lower_effect(struct lowering *lowering, CXCursor cursor)
{
    switch (cursor.kind) {
    case CXCursor_ParenExpr:
    case CXCursor_CStyleCastExpr: {
        CXCursor operand = lower_operand(lowering, cursor);
        if (!clang_Cursor_isNull(operand)) {
            lower_effect(lowering, operand);
        }
        break;
    }
    case CXCursor_UnaryOperator:
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
    case CXCursor_ConditionalOperator:
    case CXCursor_CallExpr:
    case CXCursor_StmtExpr:
    case CXCursor_GenericSelectionExpr:
    case CXCursor_UnexposedExpr:
        (void)operation(lowering, cursor, false);
        break;
    default:
        (void)lower_expr(lowering, cursor);
        break;
    }
}

/* The cursor behind parentheses and conversions that a destination does by itself. */
static CXCursor direct(struct lowering *lowering, ir_type_id type, CXCursor cursor)
{
    for (;;) {
        bool cast_like =
            cursor.kind == CXCursor_CStyleCastExpr || lower_is_implicit_cast(lowering, cursor);
        if (cursor.kind != CXCursor_ParenExpr && !cast_like) {
            return cursor;
        }
        CXCursor inner = lower_operand(lowering, cursor);
        if (clang_Cursor_isNull(inner) ||
            !lower_is_plain_copy(lowering, type_of(lowering, inner), type)) {
            return cursor;
        }
        cursor = inner;
    }
}

void lower_into(struct lowering *lowering, ir_place_id dest, CXCursor cursor, ir_loc_id loc)
{
    ir_type_id type = lowering->builder->places.items[dest].type;
    CXCursor source = direct(lowering, type, cursor);
    switch (source.kind) {
    case CXCursor_CallExpr: {
        ir_expr_id value = lower_call(lowering, source, dest, true);
        if (value != 0) {
            lower_set(lowering, dest, value, loc);
        }
        return;
    }
    case CXCursor_ConditionalOperator:
        (void)lower_conditional(lowering, source, dest, true);
        return;
    case CXCursor_StmtExpr:
        (void)lower_block_value(lowering, source, dest, true);
        return;
    case CXCursor_CompoundLiteralExpr: {
        ir_place_id literal = lower_place(lowering, source);
        if (literal != 0) {
            lower_copy(lowering, dest, literal, loc);
            return;
        }
        break;
    }
    default:
        break;
    }
    lower_set(lowering, dest, lower_expr(lowering, cursor), loc);
}
