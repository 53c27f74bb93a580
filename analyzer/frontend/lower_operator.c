#include "frontend/lower_code.h"

static ir_type_id type_of(struct lowering *lowering, CXCursor cursor)
{
    return lower_type_value(lowering, clang_getCursorType(cursor));
}

static ir_expr_id unknown(struct lowering *lowering, CXCursor cursor)
{
    lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
    return lower_opaque(lowering, cursor);
}

/* ++ and --, before or behind. */
static ir_expr_id step(struct lowering *lowering, CXCursor cursor, CXCursor operand,
                       enum CXUnaryOperatorKind kind, bool wanted)
{
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    ir_place_id place = lower_place(lowering, operand);
    if (place == 0) {
        return unknown(lowering, cursor);
    }
    ir_type_id type = lowering->builder->places.items[place].type;
    ir_expr_id old = lower_load(lowering, place);
    bool behind = kind == CXUnaryOperator_PostInc || kind == CXUnaryOperator_PostDec;
    if (behind && wanted) {
        ir_place_id kept = lower_temp(lowering, type);
        lower_set(lowering, kept, old, loc);
        old = lower_load(lowering, place);
        ir_expr_id one = ir_build_int(lowering->builder, lower_type_int(lowering), 1, 0);
        bool up = kind == CXUnaryOperator_PostInc;
        lower_set(lowering, place,
                  fold_binary(lowering, up ? IR_EXPR_ADD : IR_EXPR_SUB, type, old, one), loc);
        return lower_load(lowering, kept);
    }
    bool up = kind == CXUnaryOperator_PreInc || kind == CXUnaryOperator_PostInc;
    ir_expr_id one = ir_build_int(lowering->builder, lower_type_int(lowering), 1, 0);
    lower_set(lowering, place,
              fold_binary(lowering, up ? IR_EXPR_ADD : IR_EXPR_SUB, type, old, one), loc);
    return wanted ? lower_load(lowering, place) : 0;
}

static ir_expr_id address(struct lowering *lowering, CXCursor cursor, CXCursor operand)
{
    ir_type_id type = lower_type(lowering, clang_getCursorType(operand));
    if (lower_type_of(lowering, type).kind == IR_TYPE_FUNCTION) {
        return lower_expr(lowering, operand);
    }
    CXCursor plain = lower_strip(lowering, operand);
    if (plain.kind == CXCursor_StringLiteral) {
        return lower_expr(lowering, plain);
    }
    ir_place_id place = lower_place(lowering, operand);
    return place == 0 ? unknown(lowering, cursor) : lower_address(lowering, place);
}

static ir_expr_id dereference(struct lowering *lowering, CXCursor cursor, CXCursor operand)
{
    ir_type_id type = lower_type(lowering, clang_getCursorType(cursor));
    if (lower_type_of(lowering, type).kind == IR_TYPE_FUNCTION) {
        return lower_expr(lowering, operand); /* *f is f */
    }
    ir_place_id place = lower_place(lowering, cursor);
    return place == 0 ? unknown(lowering, cursor) : lower_load(lowering, place);
}

ir_expr_id lower_unary(struct lowering *lowering, CXCursor cursor, bool wanted)
{
    CXCursor operand = lower_operand(lowering, cursor);
    if (clang_Cursor_isNull(operand)) {
        return unknown(lowering, cursor);
    }
    enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
    ir_type_id type = type_of(lowering, cursor);
    switch (kind) {
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec:
    case CXUnaryOperator_PreInc:
    case CXUnaryOperator_PreDec:
        return step(lowering, cursor, operand, kind, wanted);
    case CXUnaryOperator_AddrOf:
        return address(lowering, cursor, operand);
    case CXUnaryOperator_Deref:
        return dereference(lowering, cursor, operand);
    case CXUnaryOperator_Plus:
        return fold_convert(lowering, lower_expr(lowering, operand), type, false);
    case CXUnaryOperator_Minus: {
        ir_expr_id value =
            fold_unary(lowering, IR_EXPR_NEGATE, type, lower_expr(lowering, operand));
        return fold_rename(lowering, value, source_constant_name(&lowering->source, cursor));
    }
    case CXUnaryOperator_Not:
        return fold_unary(lowering, IR_EXPR_COMPLEMENT, type, lower_expr(lowering, operand));
    case CXUnaryOperator_LNot:
        return fold_unary(lowering, IR_EXPR_NOT, type, lower_expr(lowering, operand));
    case CXUnaryOperator_Extension:
        if (!wanted) {
            lower_effect(lowering, operand);
            return 0;
        }
        return lower_expr(lowering, operand);
    default:
        return unknown(lowering, cursor);
    }
}

static enum ir_expr_op plain_operator(enum CXBinaryOperatorKind kind)
{
    switch (kind) {
    case CXBinaryOperator_Mul:
    case CXBinaryOperator_MulAssign:
        return IR_EXPR_MUL;
    case CXBinaryOperator_Div:
    case CXBinaryOperator_DivAssign:
        return IR_EXPR_DIV;
    case CXBinaryOperator_Rem:
    case CXBinaryOperator_RemAssign:
        return IR_EXPR_REM;
    case CXBinaryOperator_Add:
    case CXBinaryOperator_AddAssign:
        return IR_EXPR_ADD;
    case CXBinaryOperator_Sub:
    case CXBinaryOperator_SubAssign:
        return IR_EXPR_SUB;
    case CXBinaryOperator_Shl:
    case CXBinaryOperator_ShlAssign:
        return IR_EXPR_SHL;
    case CXBinaryOperator_Shr:
    case CXBinaryOperator_ShrAssign:
        return IR_EXPR_SHR;
    case CXBinaryOperator_And:
    case CXBinaryOperator_AndAssign:
        return IR_EXPR_AND;
    case CXBinaryOperator_Or:
    case CXBinaryOperator_OrAssign:
        return IR_EXPR_OR;
    case CXBinaryOperator_Xor:
    case CXBinaryOperator_XorAssign:
        return IR_EXPR_XOR;
    case CXBinaryOperator_LT:
        return IR_EXPR_LT;
    case CXBinaryOperator_GT:
        return IR_EXPR_GT;
    case CXBinaryOperator_LE:
        return IR_EXPR_LE;
    case CXBinaryOperator_GE:
        return IR_EXPR_GE;
    case CXBinaryOperator_EQ:
        return IR_EXPR_EQ;
    case CXBinaryOperator_NE:
        return IR_EXPR_NE;
    default:
        return IR_EXPR_NONE;
    }
}

static ir_expr_id assign(struct lowering *lowering, CXCursor cursor, CXCursor left, CXCursor right,
                         bool wanted)
{
    ir_place_id place = lower_place(lowering, left);
    if (place == 0) {
        ir_str what = lower_kind_name(lowering, left);
        ir_expr_id value = lower_expr(lowering, right);
        lower_lost(lowering, left, what, value);
        (void)unknown(lowering, left);
        return value;
    }
    lower_into(lowering, place, right, source_loc_of(&lowering->source, cursor));
    return wanted ? lower_load(lowering, place) : 0;
}

static ir_type_id pointer_operand(struct lowering *lowering, ir_expr_id expr)
{
    ir_type_id type = lowering->builder->exprs.items[expr].type;
    return lower_type_of(lowering, type).kind == IR_TYPE_POINTER ? type : 0;
}

ir_expr_id lower_binary(struct lowering *lowering, CXCursor cursor, bool wanted)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor left = lower_child(lowering, span, 0);
    CXCursor right = lower_child(lowering, span, 1);
    lower_children_done(lowering, span);
    if (!clang_isExpression(left.kind) || !clang_isExpression(right.kind)) {
        return unknown(lowering, cursor);
    }
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
    if (kind == CXBinaryOperator_Comma) {
        lower_effect(lowering, left);
        if (!wanted) {
            lower_effect(lowering, right);
            return 0;
        }
        return lower_expr(lowering, right);
    }
    if (kind == CXBinaryOperator_Assign) {
        return assign(lowering, cursor, left, right, wanted);
    }
    if (kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr) {
        return lower_logical(lowering, cursor, wanted);
    }
    enum ir_expr_op op = plain_operator(kind);
    if (op == IR_EXPR_NONE) {
        return unknown(lowering, cursor);
    }
    ir_expr_id a = lower_expr(lowering, left);
    ir_expr_id b = lower_expr(lowering, right);
    if (op == IR_EXPR_ADD && pointer_operand(lowering, b) != 0 &&
        pointer_operand(lowering, a) == 0) {
        ir_expr_id swapped = a; /* i + p is p + i */
        a = b;
        b = swapped;
    }
    return fold_binary(lowering, op, type_of(lowering, cursor), a, b);
}

/* The type in which `place op= value` is computed. */
static ir_type_id common_type(struct lowering *lowering, ir_type_id left, ir_type_id right)
{
    struct ir_type a = lower_type_of(lowering, left);
    struct ir_type b = lower_type_of(lowering, right);
    if (a.kind == IR_TYPE_POINTER || (a.kind == IR_TYPE_FLOAT && b.kind != IR_TYPE_FLOAT)) {
        return left;
    }
    if (b.kind == IR_TYPE_FLOAT || b.size > a.size) {
        return right;
    }
    return a.size < 4 ? lower_type_int(lowering) : left;
}

ir_expr_id lower_compound_assign(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor left = lower_child(lowering, span, 0);
    CXCursor right = lower_child(lowering, span, 1);
    lower_children_done(lowering, span);
    enum ir_expr_op op = plain_operator(clang_getCursorBinaryOperatorKind(cursor));
    if (!clang_isExpression(left.kind) || !clang_isExpression(right.kind) || op == IR_EXPR_NONE) {
        return unknown(lowering, cursor);
    }
    ir_place_id place = lower_place(lowering, left);
    ir_expr_id value = lower_expr(lowering, right);
    if (place == 0 || value == 0) {
        return unknown(lowering, cursor);
    }
    ir_type_id type = lowering->builder->places.items[place].type;
    ir_type_id other = lowering->builder->exprs.items[value].type;
    bool is_shift = op == IR_EXPR_SHL || op == IR_EXPR_SHR;
    ir_type_id computed = common_type(lowering, type, is_shift ? type : other);
    ir_expr_id old = fold_convert(lowering, lower_load(lowering, place), computed, false);
    lower_set(lowering, place, fold_binary(lowering, op, computed, old, value),
              source_loc_of(&lowering->source, cursor));
    return lower_load(lowering, place);
}
