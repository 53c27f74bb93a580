#include "frontend/lower_code.h"

static void compound(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    for (uint32_t i = 0; i < span.count; i++) {
        lower_statement(lowering, lower_child(lowering, span, i));
    }
    lower_children_done(lowering, span);
}

static void declarations(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    for (uint32_t i = 0; i < span.count; i++) {
        lower_declaration(lowering, lower_child(lowering, span, i));
    }
    lower_children_done(lowering, span);
}

static void unknown(struct lowering *lowering, CXCursor cursor)
{
    ir_str what = lower_kind_name(lowering, cursor);
    lower_unknown(lowering, cursor, what);
    lower_lost(lowering, cursor, what, lower_opaque(lowering, cursor));
}

static void conditional(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor cond = lower_child(lowering, span, 0);
    CXCursor then = lower_child(lowering, span, 1);
    CXCursor otherwise = lower_child(lowering, span, 2);
    lower_children_done(lowering, span);
    if (span.count < 2 || !clang_isExpression(cond.kind)) {
        unknown(lowering, cursor);
        return;
    }
    struct body *body = lowering->body;
    uint32_t yes = body_block_new(body), join = body_block_new(body);
    uint32_t no = span.count > 2 ? body_block_new(body) : join;
    lower_condition(lowering, cond, yes, no);
    body_start(body, yes);
    lower_statement(lowering, then);
    if (span.count > 2) {
        body_jump(body, join, 0);
        body_start(body, no);
        lower_statement(lowering, otherwise);
    }
    body_start(body, join);
}

struct body_label *lower_label(struct lowering *lowering, CXCursor cursor)
{
    CXCursor label = cursor;
    if (cursor.kind != CXCursor_LabelStmt) {
        struct lower_span span = lower_children(lowering, cursor);
        label = clang_getCursorReferenced(lower_child(lowering, span, 0));
        lower_children_done(lowering, span);
    }
    CXString text = clang_getCursorSpelling(label);
    const char *name = clang_getCString(text);
    ir_str id = name == NULL ? 0 : ir_build_text(lowering->builder, name, strlen(name));
    clang_disposeString(text);
    /* The statement behind the cursor: what libclang compares statements by. */
    uint64_t key = (uint64_t)(uintptr_t)label.data[1];
    return body_label(lowering->labels, key, id);
}

static void jump_to_label(struct lowering *lowering, CXCursor cursor)
{
    uint32_t block = lower_label(lowering, cursor)->block;
    body_jump(lowering->body, block, source_loc_of(&lowering->source, cursor));
}

static void label(struct lowering *lowering, CXCursor cursor)
{
    struct body_label label = *lower_label(lowering, cursor);
    body_start(lowering->body, label.block);
    struct body_block *started = &lowering->body->blocks.items[label.block];
    started->label = label.name;
    started->label_loc = source_label_loc(&lowering->source, cursor);
    compound(lowering, cursor); /* its one statement */
}

static void computed_goto(struct lowering *lowering, CXCursor cursor)
{
    CXCursor operand = lower_operand(lowering, cursor);
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    if (clang_Cursor_isNull(operand)) {
        unknown(lowering, cursor);
        return;
    }
    body_indirect(lowering->body, lower_expr(lowering, operand), loc);
}

static bool returns_void(const struct lowering *lowering)
{
    ir_type_id type = lowering->builder->funcs.items[lowering->body->func].type;
    ir_type_id result = lower_type_of(lowering, type).of;
    return lower_type_of(lowering, result).kind == IR_TYPE_VOID;
}

static void leave(struct lowering *lowering, CXCursor cursor)
{
    CXCursor value = lower_operand(lowering, cursor);
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    ir_expr_id result = 0;
    if (!clang_Cursor_isNull(value)) {
        if (returns_void(lowering)) {
            lower_effect(lowering, value);
        } else {
            result = lower_expr(lowering, value);
        }
    }
    body_return(lowering->body, result, loc);
}

/* break and continue; outside of a loop they are mistakes of the source. */
static void leave_turn(struct lowering *lowering, CXCursor cursor)
{
    struct body *body = lowering->body;
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    bool is_break = cursor.kind == CXCursor_BreakStmt;
    uint32_t depth = body->targets.count;
    uint32_t to = 0;
    if (depth > 0) {
        struct body_target target = body->targets.items[depth - 1];
        to = is_break ? target.break_to : target.continue_to;
    }
    if (to != 0) {
        body_jump(body, to, loc);
    }
}

static bool is_output(CXCursor operand)
{
    /* What assembly only reads is converted to a value, which libclang shows around it. */
    return operand.kind == CXCursor_DeclRefExpr || operand.kind == CXCursor_MemberRefExpr ||
           operand.kind == CXCursor_ArraySubscriptExpr ||
           (operand.kind == CXCursor_UnaryOperator &&
            clang_getCursorUnaryOperatorKind(operand) == CXUnaryOperator_Deref);
}

/* `asm goto` goes on behind itself or at one of its labels. */
static void assembly_jumps(struct lowering *lowering, CXCursor cursor, ir_loc_id loc)
{
    ir_str labels[16];
    uint32_t count = source_asm_labels(&lowering->source, cursor, labels, 16);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t next = body_block_new(lowering->body);
        ir_expr_id unknown_way =
            ir_build_opaque(lowering->builder, lower_type_int(lowering), NULL, 0);
        body_branch(lowering->body, unknown_way, body_label(lowering->body, 0, labels[i])->block,
                    next, loc);
        body_start(lowering->body, next);
    }
}

/* Inline assembly may read all its operands and change those that are places. */
static void assembly(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    uint32_t *values = memory_resize(NULL, span.count, sizeof *values);
    struct ir_instr instr = {.op = IR_INSTR_OPAQUE,
                             .loc = source_loc_of(&lowering->source, cursor),
                             .text = ir_build_text(lowering->builder, "asm", 3)};
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor operand = lower_child(lowering, span, i);
        ir_expr_id value = clang_isExpression(operand.kind) ? lower_expr(lowering, operand) : 0;
        if (value != 0) {
            values[instr.arg_count++] = value;
        }
    }
    instr.first_arg = ir_build_list(lowering->builder, values, instr.arg_count);
    free(values);
    uint32_t changed = 0;
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor operand = lower_strip(lowering, lower_child(lowering, span, i));
        if (is_output(operand) &&
            clang_getCursorReferenced(operand).kind != CXCursor_FunctionDecl) {
            instr.dest = lower_place(lowering, operand);
            body_emit(lowering->body, instr);
            changed++;
        }
    }
    if (changed == 0) {
        body_emit(lowering->body, instr);
    }
    lower_children_done(lowering, span);
    assembly_jumps(lowering, cursor, instr.loc);
}

ir_expr_id lower_block_value(struct lowering *lowering, CXCursor cursor, ir_place_id dest,
                             bool wanted)
{
    struct lower_span outer = lower_children(lowering, cursor);
    CXCursor block = lower_child(lowering, outer, 0);
    lower_children_done(lowering, outer);
    struct lower_span span = lower_children(lowering, block);
    ir_expr_id value = 0;
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        bool is_value = wanted && i + 1 == span.count && clang_isExpression(child.kind);
        if (!is_value) {
            lower_statement(lowering, child);
        } else if (dest != 0) {
            lower_into(lowering, dest, child, source_loc_of(&lowering->source, child));
        } else {
            value = lower_expr(lowering, child);
        }
    }
    lower_children_done(lowering, span);
    return value;
}

void lower_statement(struct lowering *lowering, CXCursor cursor)
{
    if (clang_isExpression(cursor.kind)) {
        lower_effect(lowering, cursor);
        return;
    }
    switch (cursor.kind) {
    case CXCursor_CompoundStmt:
        compound(lowering, cursor);
        break;
    case CXCursor_DeclStmt:
        declarations(lowering, cursor);
        break;
    case CXCursor_IfStmt:
        conditional(lowering, cursor);
        break;
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt:
    case CXCursor_ForStmt:
        lower_loop(lowering, cursor);
        break;
    case CXCursor_SwitchStmt:
        lower_switch(lowering, cursor);
        break;
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt:
        lower_case(lowering, cursor);
        break;
    case CXCursor_LabelStmt:
        label(lowering, cursor);
        break;
    case CXCursor_GotoStmt:
        jump_to_label(lowering, cursor);
        break;
    case CXCursor_IndirectGotoStmt:
        computed_goto(lowering, cursor);
        break;
    case CXCursor_BreakStmt:
    case CXCursor_ContinueStmt:
        leave_turn(lowering, cursor);
        break;
    case CXCursor_ReturnStmt:
        leave(lowering, cursor);
        break;
    case CXCursor_GCCAsmStmt:
    case CXCursor_MSAsmStmt:
        assembly(lowering, cursor);
        break;
    case CXCursor_NullStmt:
        break;
    case CXCursor_UnexposedStmt:
        compound(lowering, cursor); /* a statement with attributes around it */
        break;
    default:
        if (!clang_isAttribute(cursor.kind)) {
            unknown(lowering, cursor);
        }
        break;
    }
}
