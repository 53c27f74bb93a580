#include "ir/parse_state.h"

static void add_edge(struct parser *parser, struct ir_block *block, struct ir_edge edge)
{
    block->edge_count++;
    vec_push(&parser->builder.edges, edge);
}

static void parse_target(struct parser *parser, struct ir_block *block)
{
    add_edge(parser, block, (struct ir_edge){.to = parse_block_name(parser)});
}

static void parse_case(struct parser *parser, struct ir_block *block)
{
    struct ir_edge edge = {.is_default = parse_accept(parser, "default")};
    if (!edge.is_default) {
        edge.low = edge.high = parse_integer(parser);
        if (parse_accept(parser, "..")) {
            edge.high = parse_integer(parser);
        }
    }
    parse_expect(parser, ":");
    edge.to = parse_block_name(parser);
    add_edge(parser, block, edge);
}

/* A word begins a statement of its own unless it is a variable that happens to be called so. */
static bool accept_keyword(struct parser *parser, const char *word)
{
    bool variable = parse_sees(parser, 1, "=") || parse_sees(parser, 1, ".") ||
                    parse_sees(parser, 1, "[") || parse_sees(parser, 1, ":");
    return !variable && parse_accept(parser, word);
}

static void parse_targets(struct parser *parser, struct ir_block *block)
{
    parse_expect(parser, "to");
    do {
        if (block->term == IR_TERM_SWITCH) {
            parse_case(parser, block);
        } else {
            parse_target(parser, block);
        }
    } while (parse_accept(parser, ","));
}

/* False when the line is no terminator. */
static bool parse_terminator(struct parser *parser, struct ir_block *block)
{
    static const char *const terms[IR_TERM_COUNT] = {
        [IR_TERM_NONE] = "",
#define IR_TERM(name, text, meaning) [IR_TERM_##name] = text,
#include "ir/ops.def"
    };
    for (uint32_t term = 1; term < IR_TERM_COUNT && block->term == IR_TERM_NONE; term++) {
        block->term = accept_keyword(parser, terms[term]) ? term : IR_TERM_NONE;
    }
    if (block->term == IR_TERM_NONE) {
        return false;
    }
    block->first_edge = parser->builder.edges.count;
    bool returned = block->term == IR_TERM_RETURN && !parse_sees(parser, 0, "@") &&
                    parse_peek(parser, 0)->kind != IR_TOKEN_LINE;
    if (returned || block->term == IR_TERM_BRANCH || block->term == IR_TERM_SWITCH ||
        block->term == IR_TERM_INDIRECT) {
        block->cond = parse_expr(parser);
    }
    if (block->term == IR_TERM_JUMP || block->term == IR_TERM_BRANCH) {
        parse_target(parser, block);
    }
    if (block->term == IR_TERM_BRANCH) {
        parse_target(parser, block);
    }
    if (block->term == IR_TERM_SWITCH ||
        (block->term == IR_TERM_INDIRECT && parse_sees(parser, 0, "to"))) {
        parse_targets(parser, block);
    }
    block->term_loc = parse_loc(parser);
    return true;
}

static void parse_args(struct parser *parser, struct ir_instr *instr)
{
    VEC(uint32_t) args = {0};
    parse_expect(parser, "(");
    while (!parser->failed && !parse_accept(parser, ")")) {
        vec_push(&args, parse_expr(parser));
        if (!parse_sees(parser, 0, ")")) {
            parse_expect(parser, ",");
        }
    }
    instr->arg_count = args.count;
    instr->first_arg = ir_build_list(&parser->builder, args.items, args.count);
    vec_finish(&args);
}

static void parse_call(struct parser *parser, struct ir_instr *instr)
{
    instr->op = IR_INSTR_CALL;
    if (parse_accept(parser, "(")) {
        instr->value = parse_expr(parser);
        parse_expect(parser, ")");
    } else {
        ir_func_id func = parse_callee(parser);
        struct ir_type type = {.kind = IR_TYPE_POINTER, .size = 8};
        type.of = parser->builder.funcs.items[func].type;
        struct ir_expr callee = {.op = IR_EXPR_FUNCTION, .a = func};
        callee.type = ir_build_type(&parser->builder, type);
        instr->value = ir_build_expr(&parser->builder, callee);
    }
    parse_args(parser, instr);
    if (parse_accept(parser, "as")) {
        instr->text = parse_name(parser, "how the source spells the call");
    }
}

static void parse_instr(struct parser *parser)
{
    struct ir_instr instr = {0};
    bool call = accept_keyword(parser, "call");
    bool opaque = !call && accept_keyword(parser, "opaque");
    if (!call && !opaque) {
        instr.dest = parse_place(parser);
        parse_expect(parser, "=");
        call = parse_sees(parser, 0, "call") &&
               (parse_sees_name(parser, 1) || parse_sees(parser, 1, "("));
        opaque = parse_sees(parser, 0, "opaque") && parse_peek(parser, 1)->kind == IR_TOKEN_STRING;
        parser->at += call || opaque;
    }
    if (call) {
        parse_call(parser, &instr);
    } else if (opaque) {
        instr.op = IR_INSTR_OPAQUE;
        instr.text = parse_quoted(parser);
        parse_args(parser, &instr);
    } else {
        instr.op = IR_INSTR_SET;
        instr.value = parse_expr(parser);
    }
    instr.loc = parse_loc(parser);
    vec_push(&parser->builder.instrs, instr);
}

static void parse_block(struct parser *parser)
{
    ir_block_id id = parse_block_name(parser);
    parse_expect(parser, ":");
    parse_line_end(parser);
    struct ir_block block = {.func = parser->func};
    if (accept_keyword(parser, "label")) {
        block.label = parse_name(parser, "the label's name");
        block.label_loc = parse_loc(parser);
        parse_line_end(parser);
    }
    block.first_instr = parser->builder.instrs.count;
    while (!parser->failed && !parse_terminator(parser, &block)) {
        parse_instr(parser);
        block.instr_count++;
        parse_line_end(parser);
    }
    parse_line_end(parser);
    if (!parser->failed) {
        parser->builder.blocks.items[id] = block;
    }
}

void parse_func_code(struct parser *parser, const struct parse_body *body)
{
    parser->func = body->func;
    parser->at = body->at;
    while (!parser->failed && !parse_sees(parser, 0, "}")) {
        parse_block(parser);
    }
    parser->func = 0;
}
