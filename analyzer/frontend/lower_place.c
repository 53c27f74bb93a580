#include "frontend/lower_code.h"

static ir_place_id materialise(struct lowering *lowering, CXCursor cursor)
{
    ir_type_id type = lower_type_value(lowering, clang_getCursorType(cursor));
    lower_record_complete(lowering, type);
    ir_place_id temp = lower_temp(lowering, type);
    lower_into(lowering, temp, cursor, source_loc_of(&lowering->source, cursor));
    return temp;
}

static ir_type_id lvalue_type(struct lowering *lowering, CXCursor cursor)
{
    return lower_type(lowering, clang_getCursorType(cursor));
}

static ir_place_id reference(struct lowering *lowering, CXCursor cursor)
{
    CXCursor decl = clang_getCursorReferenced(cursor);
    if (decl.kind != CXCursor_VarDecl && decl.kind != CXCursor_ParmDecl) {
        return materialise(lowering, cursor);
    }
    ir_var_id var = lower_var(lowering, decl);
    if ((var & LOWER_LOCAL) != 0 &&
        lowering->locals.items[var & ~LOWER_LOCAL].var.func != lowering->body->func) {
        /* The value of a static names a local variable, which is a mistake of the source. */
        lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
        return lower_temp(lowering, lvalue_type(lowering, cursor));
    }
    return lower_var_place(lowering, var);
}

static bool is_pointer(struct lowering *lowering, CXCursor cursor)
{
    ir_type_id type = lower_type(lowering, clang_getCursorType(cursor));
    return lower_type_of(lowering, type).kind == IR_TYPE_POINTER;
}

static ir_place_id member(struct lowering *lowering, CXCursor cursor)
{
    CXCursor base = lower_operand(lowering, cursor);
    CXCursor field = clang_getCursorReferenced(cursor);
    if (clang_Cursor_isNull(base) || field.kind != CXCursor_FieldDecl) {
        return 0;
    }
    ir_place_id place;
    if (is_pointer(lowering, base)) {
        ir_expr_id pointer = lower_expr(lowering, base);
        ir_type_id record =
            lower_type_of(lowering, lower_type(lowering, clang_getCursorType(base))).of;
        place = lower_deref(lowering, pointer, record);
    } else {
        place = lower_place(lowering, base);
    }
    return place == 0 ? 0 : lower_member(lowering, place, field);
}

/* Whether the expression is the address of element 0 of an array. */
static bool is_first_element(const struct lowering *lowering, struct ir_expr expr)
{
    const struct ir_place *at = &lowering->builder->places.items[expr.a];
    if (expr.op != IR_EXPR_ADDRESS || at->elem_count == 0) {
        return false;
    }
    struct ir_elem last = lowering->builder->elems.items[at->first_elem + at->elem_count - 1];
    int64_t offset;
    return last.kind == IR_ELEM_INDEX && fold_is_constant(lowering, last.id, &offset) &&
           offset == 0;
}

/* The place with another index as its last step. */
static ir_place_id with_index(struct lowering *lowering, ir_place_id first, ir_expr_id index,
                              ir_type_id type)
{
    struct ir_builder *builder = lowering->builder;
    struct ir_place at = builder->places.items[first];
    struct ir_elem few[8];
    struct ir_elem *elems =
        at.elem_count <= 8 ? few : memory_resize(NULL, at.elem_count, sizeof *elems);
    memcpy(elems, &builder->elems.items[at.first_elem], at.elem_count * sizeof *elems);
    elems[at.elem_count - 1].id = index;
    ir_place_id place = ir_build_place(builder, (enum ir_base_kind)at.base_kind, at.base, elems,
                                       at.elem_count, type);
    if (elems != few) {
        free(elems);
    }
    return place;
}

/* The element `index` further on from where the pointer points. */
static ir_place_id element(struct lowering *lowering, ir_expr_id pointer, ir_expr_id index,
                           ir_type_id type)
{
    struct ir_expr base = lowering->builder->exprs.items[pointer];
    int64_t offset;
    if (fold_is_constant(lowering, index, &offset) && offset == 0) {
        return lower_deref(lowering, pointer, type);
    }
    if (is_first_element(lowering, base)) {
        return with_index(lowering, base.a, index, type);
    }
    /* What is indexed is a pointer, also where its declaration could not be read. */
    bool unknown = lower_type_of(lowering, base.type).kind == IR_TYPE_NONE;
    ir_type_id moves = unknown ? lower_type_pointer(lowering, type) : base.type;
    ir_expr_id moved = fold_binary(lowering, IR_EXPR_ADD, moves, pointer, index);
    return ir_build_place(lowering->builder, IR_BASE_DEREF, moved, NULL, 0, type);
}

static ir_place_id subscript(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor base = lower_child(lowering, span, 0);
    CXCursor index = lower_child(lowering, span, 1);
    lower_children_done(lowering, span);
    if (!clang_isExpression(base.kind) || !clang_isExpression(index.kind)) {
        return 0;
    }
    if (!is_pointer(lowering, base) && is_pointer(lowering, index)) {
        CXCursor swapped = base; /* 1[array] */
        base = index;
        index = swapped;
    }
    ir_expr_id pointer = lower_expr(lowering, base);
    ir_expr_id offset = lower_expr(lowering, index);
    if (pointer == 0 || offset == 0) {
        return 0;
    }
    return element(lowering, pointer, offset, lvalue_type(lowering, cursor));
}

static ir_place_id dereference(struct lowering *lowering, CXCursor cursor)
{
    CXCursor operand = lower_operand(lowering, cursor);
    if (clang_Cursor_isNull(operand)) {
        return 0;
    }
    ir_expr_id pointer = lower_expr(lowering, operand);
    ir_type_id type = lvalue_type(lowering, cursor);
    struct ir_expr expr = lowering->builder->exprs.items[pointer];
    if (expr.op == IR_EXPR_ADD &&
        lower_type_of(lowering, lowering->builder->exprs.items[expr.a].type).kind ==
            IR_TYPE_POINTER) {
        return element(lowering, expr.a, expr.b, type); /* *(p + i) is p[i] */
    }
    return pointer == 0 ? 0 : lower_deref(lowering, pointer, type);
}

ir_place_id lower_literal(struct lowering *lowering, CXCursor cursor)
{
    CXCursor value = lower_operand(lowering, cursor);
    ir_type_id lowered = lvalue_type(lowering, cursor);
    bool file_scope = lowering->body == &lowering->init;
    ir_place_id place;
    if (file_scope) {
        place = lower_file_literal(lowering, cursor, lowered);
    } else {
        lower_record_complete(lowering, lowered);
        place = lower_temp(lowering, lowered);
    }
    if (!clang_Cursor_isNull(value)) {
        lower_initialiser(lowering, place, value);
    }
    return place;
}

ir_place_id lower_place(struct lowering *lowering, CXCursor cursor)
{
    switch (cursor.kind) {
    case CXCursor_ParenExpr: {
        CXCursor inner = lower_operand(lowering, cursor);
        return clang_Cursor_isNull(inner) ? 0 : lower_place(lowering, inner);
    }
    case CXCursor_DeclRefExpr:
        return reference(lowering, cursor);
    case CXCursor_MemberRefExpr:
        return member(lowering, cursor);
    case CXCursor_ArraySubscriptExpr:
        return subscript(lowering, cursor);
    case CXCursor_CompoundLiteralExpr:
        return lower_literal(lowering, cursor);
    case CXCursor_UnaryOperator: {
        enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
        if (kind == CXUnaryOperator_Deref) {
            return dereference(lowering, cursor);
        }
        if (kind == CXUnaryOperator_Extension) {
            CXCursor inner = lower_operand(lowering, cursor);
            return clang_Cursor_isNull(inner) ? 0 : lower_place(lowering, inner);
        }
        return materialise(lowering, cursor);
    }
    case CXCursor_UnexposedExpr:
        if (lower_is_implicit_cast(lowering, cursor)) {
            CXCursor inner = lower_operand(lowering, cursor);
            if (lvalue_type(lowering, inner) == lvalue_type(lowering, cursor)) {
                return lower_place(lowering, inner); /* a record that is read */
            }
        }
        return materialise(lowering, cursor);
    default:
        return materialise(lowering, cursor);
    }
}
