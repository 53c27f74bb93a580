#include "frontend/lower_code.h"

static ir_type_id type_of(struct lowering *lowering, CXCursor cursor)
{
    return lower_type_value(lowering, clang_getCursorType(cursor));
}

/* The callee behind parentheses, conversions, `*f` and `&f`. */
static CXCursor plain_callee(struct lowering *lowering, CXCursor cursor)
{
    for (;;) {
        CXCursor inner = lower_unwrap(lowering, cursor);
        if (cursor.kind == CXCursor_ParenExpr) {
            inner = lower_operand(lowering, cursor);
        } else if (cursor.kind == CXCursor_UnaryOperator) {
            enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
            if (kind == CXUnaryOperator_Deref || kind == CXUnaryOperator_AddrOf ||
                kind == CXUnaryOperator_Extension) {
                inner = lower_operand(lowering, cursor);
            }
        }
        if (clang_Cursor_isNull(inner)) {
            return cursor;
        }
        cursor = inner;
    }
}

/* What is given for a transparent union (`connect(fd, &address, …)` with glibc) is the argument,
 * not the compound literal that clang makes of it. */
static CXCursor argument_written(struct lowering *lowering, CXCursor argument)
{
    CXCursor list = lower_strip(lowering, argument);
    while (list.kind == CXCursor_UnexposedExpr || list.kind == CXCursor_CompoundLiteralExpr) {
        CXCursor inner = lower_operand(lowering, list);
        if (clang_Cursor_isNull(inner) ||
            !clang_equalRanges(clang_getCursorExtent(inner), clang_getCursorExtent(list))) {
            return argument;
        }
        list = inner;
    }
    CXCursor value =
        list.kind == CXCursor_InitListExpr ? lower_operand(lowering, list) : clang_getNullCursor();
    return clang_Cursor_isNull(value) ? argument : value;
}

/* The arguments' values as a list of the module. */
static uint32_t arguments(struct lowering *lowering, struct lower_span span, uint32_t *count)
{
    uint32_t *values = memory_resize(NULL, span.count, sizeof *values);
    *count = 0;
    for (uint32_t i = 1; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        if (!clang_isExpression(child.kind)) {
            continue;
        }
        child = argument_written(lowering, child);
        ir_expr_id value = lower_expr(lowering, child);
        if (value == 0) {
            value = ir_build_opaque(lowering->builder, type_of(lowering, child), NULL, 0);
        }
        values[(*count)++] = value;
    }
    uint32_t first = ir_build_list(lowering->builder, values, *count);
    free(values);
    return first;
}

static bool is_void(const struct lowering *lowering, ir_type_id type)
{
    return lower_type_of(lowering, type).kind == IR_TYPE_VOID;
}

/* The macro through which the source says the call, when it does not say the callee's own name. */
static ir_str other_name(const struct lowering *lowering, ir_loc_id loc, ir_expr_id callee)
{
    ir_str macro = lowering->builder->locs.items[loc].macro;
    struct ir_expr expr = lowering->builder->exprs.items[callee];
    if (expr.op == IR_EXPR_FUNCTION && lowering->builder->funcs.items[expr.a].name == macro) {
        return 0;
    }
    return macro;
}

static bool never_returns(const struct lowering *lowering, ir_expr_id callee)
{
    struct ir_expr expr = lowering->builder->exprs.items[callee];
    return expr.op == IR_EXPR_FUNCTION &&
           (lowering->builder->funcs.items[expr.a].flags & IR_FUNC_NORETURN) != 0;
}

static const char *builtin_name(struct lowering *lowering, ir_expr_id callee)
{
    struct ir_expr expr = lowering->builder->exprs.items[callee];
    if (expr.op != IR_EXPR_FUNCTION) {
        return NULL;
    }
    const char *name =
        strtab_text(&lowering->builder->strings, lowering->builder->funcs.items[expr.a].name);
    return strncmp(name, "__builtin_", 10) == 0 ? name : NULL;
}

static ir_type_id result_type(const struct lowering *lowering, ir_expr_id callee)
{
    struct ir_type pointer = lower_type_of(lowering, lowering->builder->exprs.items[callee].type);
    struct ir_type function = lower_type_of(lowering, pointer.of);
    return function.kind == IR_TYPE_FUNCTION ? function.of : 0;
}

/* Calls with the result in dest, or in a temporary that is returned when the value is wanted. */
static ir_expr_id emit_call(struct lowering *lowering, CXCursor cursor, struct ir_instr call,
                            bool wanted)
{
    ir_type_id type = type_of(lowering, cursor);
    if (type == 0) { /* arguments that do not fit have cost the call its type */
        type = result_type(lowering, call.value);
    }
    bool nothing = is_void(lowering, type);
    ir_expr_id value = 0;
    if (nothing) {
        call.dest = 0;
    } else if (wanted && call.dest == 0) {
        lower_record_complete(lowering, type);
        call.dest = lower_temp(lowering, type);
        value = lower_load(lowering, call.dest);
    }
    body_emit(lowering->body, call);
    if (never_returns(lowering, call.value)) {
        body_unreachable(lowering->body, call.loc);
    }
    return value;
}

ir_expr_id lower_call(struct lowering *lowering, CXCursor cursor, ir_place_id dest, bool wanted)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor written = lower_child(lowering, span, 0);
    if (!clang_isExpression(written.kind)) {
        lower_children_done(lowering, span);
        lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
        return lower_opaque(lowering, cursor);
    }
    CXCursor callee = plain_callee(lowering, written);
    ir_expr_id target = lower_expr(lowering, callee);
    if (target == 0) {
        target = ir_build_opaque(lowering->builder, 0, NULL, 0);
    }
    const char *builtin = builtin_name(lowering, target);
    ir_expr_id value = 0;
    if (builtin == NULL || !lower_builtin_call(lowering, cursor, builtin, &value)) {
        struct ir_instr call = {.op = IR_INSTR_CALL,
                                .loc = source_loc_of_call(&lowering->source, cursor, callee),
                                .dest = dest,
                                .value = target};
        call.first_arg = arguments(lowering, span, &call.arg_count);
        call.text = other_name(lowering, call.loc, target);
        value = emit_call(lowering, cursor, call, wanted);
    }
    lower_children_done(lowering, span);
    return value;
}
