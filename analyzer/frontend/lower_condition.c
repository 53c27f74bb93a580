#include "frontend/lower_code.h"

static ir_type_id type_of(struct lowering *lowering, CXCursor cursor)
{
    return lower_type_value(lowering, clang_getCursorType(cursor));
}

static bool is_not(CXCursor cursor)
{
    return cursor.kind == CXCursor_UnaryOperator &&
           clang_getCursorUnaryOperatorKind(cursor) == CXUnaryOperator_LNot;
}

static bool is_logical(CXCursor cursor)
{
    if (cursor.kind != CXCursor_BinaryOperator) {
        return false;
    }
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
    return kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr;
}

/* What decides, behind parentheses, conversions of integers and hints to the compiler. */
static CXCursor decider(struct lowering *lowering, CXCursor cursor)
{
    for (;;) {
        CXCursor inner = lower_hinted(cursor);
        if (clang_Cursor_isNull(inner) &&
            (cursor.kind == CXCursor_ParenExpr || lower_is_implicit_cast(lowering, cursor))) {
            inner = lower_operand(lowering, cursor);
        }
        if (clang_Cursor_isNull(inner)) {
            return cursor;
        }
        cursor = inner;
    }
}

static void branch(struct lowering *lowering, CXCursor cursor, uint32_t yes, uint32_t no)
{
    ir_expr_id value = lower_expr(lowering, cursor);
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    int64_t constant;
    if (value == 0) {
        value = ir_build_opaque(lowering->builder, lower_type_int(lowering), NULL, 0);
    }
    if (fold_is_constant(lowering, value, &constant)) {
        body_jump(lowering->body, constant != 0 ? yes : no, loc);
    } else {
        body_branch(lowering->body, value, yes, no, loc);
    }
}

static void logical(struct lowering *lowering, CXCursor cursor, uint32_t yes, uint32_t no)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor left = lower_child(lowering, span, 0);
    CXCursor right = lower_child(lowering, span, 1);
    lower_children_done(lowering, span);
    uint32_t more = body_block_new(lowering->body);
    if (clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_LAnd) {
        lower_condition(lowering, left, more, no);
    } else {
        lower_condition(lowering, left, yes, more);
    }
    body_start(lowering->body, more);
    lower_condition(lowering, right, yes, no);
}

void lower_condition(struct lowering *lowering, CXCursor cursor, uint32_t yes, uint32_t no)
{
    CXCursor what = decider(lowering, cursor);
    if (is_logical(what)) {
        logical(lowering, what, yes, no);
        return;
    }
    if (is_not(what)) {
        CXCursor operand = lower_operand(lowering, what);
        CXCursor inner = clang_Cursor_isNull(operand) ? operand : decider(lowering, operand);
        CXCursor twice = is_not(inner) ? lower_operand(lowering, inner) : clang_getNullCursor();
        if (!clang_Cursor_isNull(twice)) {
            lower_condition(lowering, twice, yes, no);
            return;
        }
        if (is_logical(inner)) {
            lower_condition(lowering, inner, no, yes);
            return;
        }
    }
    branch(lowering, what, yes, no);
}

/* Stores a constant on the way to `join`. */
static void arm_constant(struct lowering *lowering, uint32_t block, ir_place_id dest, int64_t value,
                         uint32_t join, ir_loc_id loc)
{
    body_start(lowering->body, block);
    ir_type_id type = lowering->builder->places.items[dest].type;
    lower_set(lowering, dest, ir_build_int(lowering->builder, type, value, 0), loc);
    body_jump(lowering->body, join, 0);
}

/* The right side decides nothing when nobody asks for the value. */
static void logical_effect(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor left = lower_child(lowering, span, 0);
    CXCursor right = lower_child(lowering, span, 1);
    lower_children_done(lowering, span);
    uint32_t more = body_block_new(lowering->body), join = body_block_new(lowering->body);
    bool is_and = clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_LAnd;
    lower_condition(lowering, left, is_and ? more : join, is_and ? join : more);
    body_start(lowering->body, more);
    lower_effect(lowering, right);
    body_start(lowering->body, join);
}

ir_expr_id lower_logical(struct lowering *lowering, CXCursor cursor, bool wanted)
{
    if (!wanted) {
        logical_effect(lowering, cursor);
        return 0;
    }
    struct body *body = lowering->body;
    uint32_t yes = body_block_new(body), no = body_block_new(body), join = body_block_new(body);
    lower_condition(lowering, cursor, yes, no);
    ir_place_id result = lower_temp(lowering, type_of(lowering, cursor));
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    arm_constant(lowering, yes, result, 1, join, loc);
    arm_constant(lowering, no, result, 0, join, loc);
    body_start(body, join);
    return lower_load(lowering, result);
}

/* One side of `?:`. */
static void arm(struct lowering *lowering, CXCursor cursor, ir_place_id dest, uint32_t join)
{
    if (dest == 0) {
        lower_effect(lowering, cursor);
    } else {
        lower_into(lowering, dest, cursor, source_loc_of(&lowering->source, cursor));
    }
    body_jump(lowering->body, join, 0);
}

static bool is_void(struct lowering *lowering, CXCursor cursor)
{
    return lower_type_of(lowering, type_of(lowering, cursor)).kind == IR_TYPE_VOID;
}

static ir_place_id result_place(struct lowering *lowering, CXCursor cursor, ir_place_id dest,
                                bool wanted)
{
    if (dest != 0 || !wanted || is_void(lowering, cursor)) {
        return dest;
    }
    ir_type_id type = type_of(lowering, cursor);
    lower_record_complete(lowering, type);
    return lower_temp(lowering, type);
}

static bool known_choice(struct lowering *lowering, CXCursor cond, int64_t *value)
{
    CXCursor what = lower_strip(lowering, cond);
    return (what.kind == CXCursor_IntegerLiteral || what.kind == CXCursor_CallExpr ||
            what.kind == CXCursor_UnexposedExpr) &&
           lower_evaluate(what, value);
}

/* The side of `?:` that a constant condition leaves. */
static ir_expr_id chosen(struct lowering *lowering, CXCursor cursor, CXCursor side,
                         ir_place_id dest, bool wanted)
{
    if (dest != 0) {
        lower_into(lowering, dest, side, source_loc_of(&lowering->source, cursor));
        return 0;
    }
    if (!wanted || is_void(lowering, cursor)) {
        lower_effect(lowering, side);
        return 0;
    }
    return fold_convert(lowering, lower_expr(lowering, side), type_of(lowering, cursor), false);
}

ir_expr_id lower_conditional(struct lowering *lowering, CXCursor cursor, ir_place_id dest,
                             bool wanted)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor cond = lower_child(lowering, span, 0);
    CXCursor left = lower_child(lowering, span, 1);
    CXCursor right = lower_child(lowering, span, 2);
    lower_children_done(lowering, span);
    if (!clang_isExpression(right.kind)) {
        lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
        return lower_opaque(lowering, cursor);
    }
    int64_t value;
    if (known_choice(lowering, cond, &value)) {
        return chosen(lowering, cursor, value != 0 ? left : right, dest, wanted);
    }
    struct body *body = lowering->body;
    uint32_t yes = body_block_new(body), no = body_block_new(body), join = body_block_new(body);
    ir_place_id result = result_place(lowering, cursor, dest, wanted);
    lower_condition(lowering, cond, yes, no);
    body_start(body, yes);
    arm(lowering, left, result, join);
    body_start(body, no);
    arm(lowering, right, result, join);
    body_start(body, join);
    return result == 0 || !wanted ? 0 : lower_load(lowering, result);
}

/* `a ?: b`: a is evaluated once. */
ir_expr_id lower_elvis(struct lowering *lowering, CXCursor cursor, CXCursor first, CXCursor other,
                       bool wanted)
{
    struct body *body = lowering->body;
    ir_type_id type = type_of(lowering, first);
    ir_place_id kept = lower_temp(lowering, type);
    lower_into(lowering, kept, first, source_loc_of(&lowering->source, first));
    uint32_t yes = body_block_new(body), no = body_block_new(body), join = body_block_new(body);
    ir_place_id result = result_place(lowering, cursor, 0, wanted);
    body_branch(body, lower_load(lowering, kept), yes, no, source_loc_of(&lowering->source, first));
    body_start(body, yes);
    lower_set(lowering, result, lower_load(lowering, kept),
              source_loc_of(&lowering->source, cursor));
    body_jump(body, join, 0);
    body_start(body, no);
    arm(lowering, other, result, join);
    body_start(body, join);
    return result == 0 ? 0 : lower_load(lowering, result);
}
