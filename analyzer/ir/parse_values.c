#include "ir/parse_state.h"
#include "ir/text_rules.h"

static const char *const operands_of[IR_EXPR_COUNT] = {
    [IR_EXPR_NONE] = "",
#define IR_EXPR(name, text, operands, meaning) [IR_EXPR_##name] = operands,
#include "ir/ops.def"
};

static ir_expr_id finish_expr(struct parser *parser, struct ir_expr expr, bool typed)
{
    if (parser->failed) {
        return 0;
    }
    if (!typed && expr.op == IR_EXPR_STRING) {
        struct ir_type letter = {.kind = IR_TYPE_INT, .size = 1};
        struct ir_type pointer = {.kind = IR_TYPE_POINTER, .size = IR_TEXT_POINTER_SIZE};
        pointer.of = ir_build_type(&parser->builder, letter);
        expr.type = ir_build_type(&parser->builder, pointer);
    } else if (!typed) {
        struct ir_module view = parse_view(parser);
        struct ir_type made;
        ir_type_id usual = ir_text_expr_type(&view, &expr, &made);
        expr.type = made.kind == IR_TYPE_NONE ? usual : ir_build_type(&parser->builder, made);
    }
    return ir_build_expr(&parser->builder, expr);
}

static ir_expr_id parse_literal(struct parser *parser, struct ir_expr expr)
{
    bool typed = parse_accept(parser, ":");
    expr.type = typed ? parse_type(parser) : 0;
    return finish_expr(parser, expr, typed);
}

static ir_expr_id parse_float(struct parser *parser)
{
    bool negative = parse_accept(parser, "-");
    const struct ir_token *token = parse_peek(parser, 0);
    parser->at++;
    double value = strtod(arena_copy(&parser->arena, token->text, token->length), NULL);
    value = negative ? -value : value;
    struct ir_expr expr = {.op = IR_EXPR_FLOAT};
    memcpy(&expr.value, &value, sizeof value);
    return parse_literal(parser, expr);
}

static uint32_t parse_operands(struct parser *parser, struct ir_expr *expr)
{
    VEC(uint32_t) list = {0};
    while (!parser->failed && !parse_sees(parser, 0, ")")) {
        vec_push(&list, parse_expr(parser));
        if (!parse_sees(parser, 0, ")")) {
            parse_expect(parser, ",");
        }
    }
    uint32_t count = list.count;
    if (expr->op == IR_EXPR_OPAQUE) {
        expr->a = ir_build_list(&parser->builder, list.items, count);
        expr->b = count;
    } else {
        expr->a = count > 0 ? list.items[0] : 0;
        expr->b = count > 1 ? list.items[1] : 0;
    }
    vec_finish(&list);
    return count;
}

static void parse_arguments(struct parser *parser, struct ir_expr *expr)
{
    switch (operands_of[expr->op][0]) {
    case 'p':
        expr->a = parse_place(parser);
        return;
    case 'f':
        expr->a = parse_callee(parser);
        return;
    case 'i':
        expr->value = parse_integer(parser);
        return;
    case '1':
        if (parse_operands(parser, expr) != 1) {
            (void)parse_error(parser, "one operand");
        }
        return;
    case '2':
        if (parse_operands(parser, expr) != 2) {
            (void)parse_error(parser, "two operands");
        }
        return;
    default:
        (void)parse_operands(parser, expr);
    }
}

/* Whether an operation such as `add(…)` or `add:TYPE(…)` begins here; literals have no such form,
 * except floats that digits cannot say. */
static uint32_t sees_operation(const struct parser *parser)
{
    if (!parse_sees(parser, 1, "(") && !parse_sees(parser, 1, ":")) {
        return IR_EXPR_NONE;
    }
    for (uint32_t op = 1; op < IR_EXPR_COUNT; op++) {
        if (op != IR_EXPR_INT && op != IR_EXPR_STRING && parse_sees(parser, 0, ir_text_exprs[op])) {
            return op;
        }
    }
    return IR_EXPR_NONE;
}

static ir_expr_id parse_operation(struct parser *parser, uint32_t op)
{
    struct ir_expr expr = {.op = op};
    parser->at++;
    bool typed = parse_accept(parser, ":");
    if (typed) {
        expr.type = parse_type(parser);
    } else if (op == IR_EXPR_CAST) {
        return parse_error(parser, "a cast to say its type as in cast:long(%x)");
    }
    parse_expect(parser, "(");
    parse_arguments(parser, &expr);
    parse_expect(parser, ")");
    return finish_expr(parser, expr, typed);
}

static ir_expr_id parse_simple_expr(struct parser *parser)
{
    struct ir_expr expr = {.op = IR_EXPR_INT};
    bool negative = parse_sees(parser, 0, "-");
    enum ir_token_kind kind = parse_peek(parser, negative ? 1 : 0)->kind;
    if (kind == IR_TOKEN_FLOAT) {
        return parse_float(parser);
    }
    if (kind == IR_TOKEN_NUMBER || negative) {
        expr.value = parse_integer(parser);
        return parse_literal(parser, expr);
    }
    if (parse_sees_name(parser, 0) && parse_sees(parser, 1, "=")) {
        expr.a = parse_name(parser, "the constant's name");
        parse_expect(parser, "=");
        expr.value = parse_integer(parser);
        return parse_literal(parser, expr);
    }
    if (kind == IR_TOKEN_STRING) {
        expr.op = IR_EXPR_STRING;
        expr.a = parse_quoted(parser);
        return parse_literal(parser, expr);
    }
    uint32_t op = sees_operation(parser);
    if (op != IR_EXPR_NONE) {
        return parse_operation(parser, op);
    }
    expr.op = IR_EXPR_LOAD;
    expr.a = parse_place(parser);
    return finish_expr(parser, expr, false);
}

ir_expr_id parse_expr(struct parser *parser)
{
    if (!parse_enter(parser)) {
        return 0;
    }
    ir_expr_id id = parse_simple_expr(parser);
    parse_leave(parser);
    return id;
}

static uint32_t parse_base_var(struct parser *parser)
{
    const struct ir_token *start = parse_peek(parser, 0);
    uint32_t owner = PARSE_GLOBALS;
    if (parse_accept(parser, "%")) {
        owner = parser->func;
    } else if (parse_sees(parser, 1, "%") ||
               (parse_sees(parser, 1, "#") && parse_sees(parser, 3, "%"))) {
        ir_str name = parse_name(parser, "a function's name");
        owner = parse_lookup(parser, PARSE_FUNCS, name, parse_rank(parser));
        parse_expect(parser, "%");
        if (owner == 0) {
            return parse_unknown(parser, start, "function");
        }
    }
    const struct ir_token *token = parse_peek(parser, 0);
    ir_str name;
    if (token->kind == IR_TOKEN_NUMBER && owner != PARSE_GLOBALS) {
        parser->at++;
        name = ir_build_text(&parser->builder, token->text, token->length);
    } else {
        name = parse_name(parser, "a value");
    }
    uint32_t var = parse_lookup(parser, owner, name, parse_rank(parser));
    return var != 0 || parser->failed ? var : parse_unknown(parser, token, "variable");
}

static uint32_t parse_field(struct parser *parser, ir_type_id record)
{
    struct ir_module view = parse_view(parser);
    const struct ir_token *token = parse_peek(parser, 0);
    if (!parse_accept(parser, "{")) {
        uint32_t field = ir_text_field(&view, record, parse_name(parser, "a field's name"));
        return field != 0 || parser->failed ? field : parse_unknown(parser, token, "field");
    }
    if (!parse_sees_record(parser)) {
        return parse_error(parser, "a record");
    }
    ir_type_id id = parse_record(parser);
    const struct ir_type *type = &parser->builder.types.items[id];
    uint32_t index = parse_count(parser);
    if (type->kind != IR_TYPE_RECORD || index >= type->count) {
        return parse_error(parser, "a record declared above and the number of its field");
    }
    parse_expect(parser, "}");
    return type->first + index;
}

struct elems {
    VEC(struct ir_elem) list;
};

static ir_type_id parse_elems(struct parser *parser, struct ir_place *place, struct elems *elems)
{
    for (;;) {
        struct ir_module view = parse_view(parser);
        view.elems = elems->list.items;
        ir_type_id type = ir_text_place_type(&view, place, elems->list.count);
        struct ir_elem elem = {.kind = IR_ELEM_FIELD};
        if (parse_accept(parser, ".")) {
            elem.id = parse_field(parser, type);
        } else if (parse_accept(parser, "[")) {
            elem = (struct ir_elem){.kind = IR_ELEM_INDEX, .id = parse_expr(parser)};
            parse_expect(parser, "]");
        } else {
            return type;
        }
        if (parser->failed) {
            return 0;
        }
        vec_push(&elems->list, elem);
    }
}

ir_place_id parse_place(struct parser *parser)
{
    struct ir_place place = {.base_kind = IR_BASE_VAR};
    if (parse_accept(parser, "*")) {
        parse_expect(parser, "(");
        place.base_kind = IR_BASE_DEREF;
        place.base = parse_expr(parser);
        parse_expect(parser, ")");
    } else {
        place.base = parse_base_var(parser);
    }
    if (parser->failed) {
        return 0;
    }
    struct elems elems = {0};
    place.type = parse_elems(parser, &place, &elems);
    if (parse_accept(parser, ":")) {
        place.type = parse_type(parser);
    }
    ir_place_id id = 0;
    if (!parser->failed) {
        id = ir_build_place(&parser->builder, (enum ir_base_kind)place.base_kind, place.base,
                            elems.list.items, elems.list.count, place.type);
    }
    vec_finish(&elems.list);
    return id;
}

ir_func_id parse_callee(struct parser *parser)
{
    ir_str name = parse_name(parser, "a function's name");
    uint32_t rank = parse_rank(parser);
    ir_func_id func = parse_lookup(parser, PARSE_FUNCS, name, rank);
    if (func != 0 || parser->failed) {
        return func;
    }
    func = parser->builder.funcs.count;
    vec_push(&parser->builder.funcs, ((struct ir_func){.name = name, .flags = IR_FUNC_IMPLICIT}));
    return parse_define(parser, PARSE_FUNCS, name, rank, func) ? func : 0;
}
