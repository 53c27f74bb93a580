#include "frontend/lower_code.h"

void lower_switch(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor value = lower_child(lowering, span, 0);
    CXCursor code = lower_child(lowering, span, span.count - 1);
    lower_children_done(lowering, span);
    if (span.count < 2 || !clang_isExpression(value.kind)) {
        lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
        return;
    }
    struct body *body = lowering->body;
    ir_expr_id cond = lower_expr(lowering, value);
    if (cond == 0) {
        cond = ir_build_opaque(lowering->builder, lower_type_int(lowering), NULL, 0);
    }
    if (body->current == 0) {
        body_start(body, body_block_new(body));
    }
    uint32_t exit = body_block_new(body);
    uint32_t depth = body->targets.count;
    struct body_target target = {.break_to = exit,
                                 .continue_to =
                                     depth == 0 ? 0 : body->targets.items[depth - 1].continue_to};
    target.switch_block = body_switch(body, cond, source_loc_of(&lowering->source, value));
    vec_push(&body->targets, target);
    lower_statement(lowering, code);
    bool has_default = body->targets.items[depth].has_default;
    body->targets.count = depth;
    if (!has_default) {
        body_edge(body, target.switch_block, (struct ir_edge){.to = exit, .is_default = 1});
    }
    body_start(body, exit);
}

/* The innermost switch, which may lie around a loop that the case stands in. */
static struct body_target *innermost(struct body *body)
{
    for (uint32_t i = body->targets.count; i > 0; i--) {
        if (body->targets.items[i - 1].switch_block != 0) {
            return &body->targets.items[i - 1];
        }
    }
    return NULL;
}

static void case_edge(struct lowering *lowering, CXCursor cursor, struct lower_span span,
                      uint32_t block)
{
    struct body_target *target = innermost(lowering->body);
    struct ir_edge edge = {.to = block};
    if (target == NULL) {
        return;
    }
    if (cursor.kind == CXCursor_DefaultStmt) {
        edge.is_default = 1;
        target->has_default = true;
    } else {
        bool known = lower_evaluate(lower_child(lowering, span, 0), &edge.low);
        edge.high = edge.low;
        if (span.count > 2) {
            known = lower_evaluate(lower_child(lowering, span, 1), &edge.high) && known;
        }
        if (!known || edge.low > edge.high) {
            return; /* an empty range, or a value libclang complained about */
        }
    }
    body_edge(lowering->body, target->switch_block, edge);
}

void lower_case(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = lower_children(lowering, cursor);
    uint32_t block = body_block_new(lowering->body);
    body_start(lowering->body, block);
    case_edge(lowering, cursor, span, block);
    CXCursor inner = lower_child(lowering, span, span.count - 1);
    lower_children_done(lowering, span);
    if (span.count > (cursor.kind == CXCursor_CaseStmt ? 1u : 0u)) {
        lower_statement(lowering, inner);
    }
}
