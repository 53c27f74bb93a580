#include "frontend/lower_code.h"

/* The parts of a loop statement; absent ones are null. */
struct loop_parts {
    CXCursor init, cond, step, body;
    bool is_do;
};

static bool is_present(CXCursor cursor)
{
    return !clang_Cursor_isNull(cursor);
}

/* libclang skips the absent parts of a `for` header, so the text tells which are there. */
static void for_header(struct lowering *lowering, CXCursor cursor, struct lower_span span,
                       struct loop_parts *parts)
{
    bool present[3];
    uint32_t given = span.count - 1;
    bool known = given == 3;
    if (known) {
        present[0] = present[1] = present[2] = true;
    } else {
        known = source_for_header(&lowering->source, cursor, present) &&
                (uint32_t)present[0] + present[1] + present[2] == given;
    }
    if (!known) { /* a header put together from macros: take it as it is most often written */
        present[0] = clang_isStatement(lower_child(lowering, span, 0).kind) || given == 3;
        present[1] = given > (uint32_t)present[0];
        present[2] = given > (uint32_t)present[0] + present[1];
    }
    uint32_t next = 0;
    CXCursor none = clang_getNullCursor();
    parts->init = present[0] ? lower_child(lowering, span, next++) : none;
    parts->cond = present[1] ? lower_child(lowering, span, next++) : none;
    parts->step = present[2] ? lower_child(lowering, span, next++) : none;
}

static bool loop_parts(struct lowering *lowering, CXCursor cursor, struct loop_parts *parts)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor none = clang_getNullCursor();
    *parts = (struct loop_parts){none, none, none, none, cursor.kind == CXCursor_DoStmt};
    bool complete = span.count >= (cursor.kind == CXCursor_ForStmt ? 1 : 2);
    if (complete && cursor.kind == CXCursor_ForStmt) {
        parts->body = lower_child(lowering, span, span.count - 1);
        for_header(lowering, cursor, span, parts);
    } else if (complete) {
        parts->cond = lower_child(lowering, span, parts->is_do ? 1 : 0);
        parts->body = lower_child(lowering, span, parts->is_do ? 0 : 1);
    }
    lower_children_done(lowering, span);
    return complete;
}

static void loop_body(struct lowering *lowering, CXCursor body, const struct ir_loop *loop)
{
    struct body_target target = {.break_to = loop->exit, .continue_to = loop->latch};
    vec_push(&lowering->body->targets, target);
    lower_statement(lowering, body);
    lowering->body->targets.count--;
}

/* while and for: the condition comes first. */
static void test_first(struct lowering *lowering, const struct loop_parts *parts,
                       const struct ir_loop *loop)
{
    struct body *body = lowering->body;
    body_start(body, loop->head);
    if (is_present(parts->cond)) {
        lower_condition(lowering, parts->cond, loop->body, loop->exit);
        body_start(body, loop->body);
    }
    loop_body(lowering, parts->body, loop);
    if (is_present(parts->step)) {
        body_start(body, loop->latch);
        lower_effect(lowering, parts->step);
    }
    body_jump(body, loop->head, 0);
}

static void test_last(struct lowering *lowering, const struct loop_parts *parts,
                      const struct ir_loop *loop)
{
    body_start(lowering->body, loop->head);
    loop_body(lowering, parts->body, loop);
    body_start(lowering->body, loop->latch);
    lower_condition(lowering, parts->cond, loop->head, loop->exit);
}

static enum ir_loop_kind loop_kind(CXCursor cursor)
{
    return cursor.kind == CXCursor_WhileStmt ? IR_LOOP_WHILE
           : cursor.kind == CXCursor_DoStmt  ? IR_LOOP_DO
                                             : IR_LOOP_FOR;
}

void lower_loop(struct lowering *lowering, CXCursor cursor)
{
    struct loop_parts parts;
    struct body *body = lowering->body;
    if (!loop_parts(lowering, cursor, &parts)) {
        lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
        return;
    }
    struct ir_loop loop = {.kind = loop_kind(cursor),
                           .loc = source_loc_of(&lowering->source, cursor),
                           .head = body_block_new(body),
                           .exit = body_block_new(body)};
    loop.body = !parts.is_do && is_present(parts.cond) ? body_block_new(body) : loop.head;
    loop.latch = parts.is_do || is_present(parts.step) ? body_block_new(body) : loop.head;
    uint32_t index = body->loops.count;
    vec_push(&body->loops, loop); /* outer loops before inner ones */
    if (is_present(parts.init)) {
        lower_statement(lowering, parts.init);
    }
    if (parts.is_do) {
        test_last(lowering, &parts, &loop);
    } else {
        test_first(lowering, &parts, &loop);
    }
    body_start(body, loop.exit);
    body->loops.items[index] = loop;
}
