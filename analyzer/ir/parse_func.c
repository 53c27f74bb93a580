#include "ir/parse_state.h"
#include "ir/text_rules.h"

ir_var_id parse_var(struct parser *parser, struct ir_var var)
{
    var.type = parse_type(parser);
    if (var.func != 0) {
        parse_expect(parser, "%");
    }
    const struct ir_token *token = parse_peek(parser, 0);
    ir_str name;
    if (token->kind == IR_TOKEN_NUMBER && var.func != 0) {
        parser->at++;
        name = ir_build_text(&parser->builder, token->text, token->length);
    } else {
        name = var.name = parse_name(parser, "the variable's name");
    }
    uint32_t rank = parse_rank(parser);
    ir_var_id id = parser->builder.vars.count;
    (void)parse_define(parser, var.func, name, rank, id);
    var.loc = parse_loc(parser);
    vec_push(&parser->builder.vars, var);
    return id;
}

/* `bN:` alone on its line; the number is put in `number`. */
static bool sees_block(const struct parser *parser, uint32_t *number)
{
    const struct ir_token *token = parse_peek(parser, 0);
    *number = 0;
    for (uint32_t i = 1; token->kind == IR_TOKEN_WORD && i < token->length && i < 10; i++) {
        uint32_t digit = (uint32_t)(unsigned char)token->text[i] - '0';
        if (digit > 9) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    return token->kind == IR_TOKEN_WORD && token->text[0] == 'b' && token->length > 1 &&
           token->length <= 10;
}

ir_block_id parse_block_name(struct parser *parser)
{
    uint32_t number;
    const struct ir_token *token = parse_peek(parser, 0);
    if (!sees_block(parser, &number)) {
        return parse_error(parser, "a block such as b1");
    }
    const uint32_t *block = map_get(&parser->blocks, map_pair(parser->func, number));
    if (block == NULL) {
        return parse_unknown(parser, token, "block");
    }
    parser->at++;
    return *block;
}

static bool at_block_line(const struct parser *parser, uint32_t *number)
{
    return sees_block(parser, number) && parse_sees(parser, 1, ":") &&
           parse_peek(parser, 2)->kind == IR_TOKEN_LINE;
}

static void skip_line(struct parser *parser)
{
    while (parse_peek(parser, 0)->kind != IR_TOKEN_LINE &&
           parse_peek(parser, 0)->kind != IR_TOKEN_END) {
        parser->at++;
    }
    parser->at += parse_peek(parser, 0)->kind == IR_TOKEN_LINE;
}

/* Numbers the blocks before loops and jumps name them. Leaves the position behind the body. */
static void scan_blocks(struct parser *parser)
{
    while (!parser->failed && !parse_sees(parser, 0, "}")) {
        uint32_t number;
        if (at_block_line(parser, &number)) {
            ir_block_id id = parser->builder.blocks.count;
            uint32_t *known = map_put(&parser->blocks, map_pair(parser->func, number), id);
            if (*known != id) {
                (void)parse_error(parser, "a block that was not there before");
            }
            vec_push(&parser->builder.blocks, ((struct ir_block){.func = parser->func}));
        }
        if (parse_peek(parser, 0)->kind == IR_TOKEN_END) {
            (void)parse_error(parser, "'}'");
        }
        skip_line(parser);
    }
    parser->at++;
    parse_line_end(parser);
}

static void parse_loop(struct parser *parser)
{
    struct ir_loop loop = {.func = parser->func};
    for (uint32_t kind = 1; kind < IR_TEXT_LOOP_COUNT && loop.kind == IR_LOOP_NONE; kind++) {
        loop.kind = parse_accept(parser, ir_text_loops[kind]) ? kind : IR_LOOP_NONE;
    }
    if (loop.kind == IR_LOOP_NONE) {
        (void)parse_error(parser, "'while', 'do' or 'for'");
    }
    loop.loc = parse_loc(parser);
#define PARSE_PART(part)                                                                           \
    parse_expect(parser, #part);                                                                   \
    loop.part = parse_block_name(parser);
    IR_TEXT_LOOP_PARTS(PARSE_PART)
    parse_line_end(parser);
    vec_push(&parser->builder.loops, loop);
}

/* Variables and loops, which stand before the first block. */
static void parse_declarations(struct parser *parser)
{
    for (;;) {
        struct ir_var var = {.func = parser->func};
        if (parse_accept(parser, "local")) {
            var.kind = IR_VAR_LOCAL;
        } else if (parse_accept(parser, "temp")) {
            var.kind = IR_VAR_TEMP;
        } else if (parse_accept(parser, "static")) {
            var.kind = IR_VAR_STATIC_LOCAL;
        } else if (parse_accept(parser, "loop")) {
            parse_loop(parser);
            continue;
        } else {
            return;
        }
        (void)parse_var(parser, var);
        parse_line_end(parser);
    }
}

static void parse_params(struct parser *parser, struct ir_func *func, struct ir_type *type,
                         bool declared)
{
    VEC(uint32_t) types = {0};
    parse_expect(parser, "(");
    while (!parser->failed && !parse_accept(parser, ")")) {
        if (parse_accept(parser, "...")) {
            type->flags |= IR_TYPE_VARIADIC;
            func->flags |= IR_FUNC_VARIADIC;
            parse_expect(parser, ")");
            break;
        }
        if (declared) {
            vec_push(&types, parse_type(parser));
            bool is_const = parse_accept(parser, "const");
            func->const_params |= is_const && types.count <= 32 ? 1u << (types.count - 1) : 0;
        } else {
            ir_var_id var =
                parse_var(parser, (struct ir_var){.kind = IR_VAR_PARAM, .func = parser->func});
            vec_push(&types, parser->builder.vars.items[var].type);
            func->param_count++;
        }
        if (!parse_sees(parser, 0, ")")) {
            parse_expect(parser, ",");
        }
    }
    type->count = types.count;
    type->first = ir_build_list(&parser->builder, types.items, types.count);
    vec_finish(&types);
}

static bool parse_func_flags(struct parser *parser, struct ir_func *func)
{
    static const struct {
        const char *word;
        uint32_t flag;
    } flags[] = {{"static", IR_FUNC_INTERNAL},
                 {"inline", IR_FUNC_INLINE},
                 {"noreturn", IR_FUNC_NORETURN},
                 {"implicit", IR_FUNC_IMPLICIT},
                 {"skipped", IR_FUNC_SKIPPED}};
    bool declared = parse_accept(parser, "declare");
    for (uint32_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        func->flags |= parse_accept(parser, flags[i].word) ? flags[i].flag : 0;
    }
    parse_expect(parser, "func");
    return declared;
}

/* The initialiser is function 1, wherever it stands. */
static ir_func_id take_func(struct parser *parser, ir_str name, uint32_t rank)
{
    ir_func_id id = parse_lookup(parser, PARSE_FUNCS, name, rank);
    if (id == 1 && parser->builder.funcs.items[1].block_count == 0) {
        return id;
    }
    id = parser->builder.funcs.count;
    if (!parse_define(parser, PARSE_FUNCS, name, rank, id)) {
        return 0;
    }
    (void)vec_push_zero(&parser->builder.funcs);
    return id;
}

/* Up to the brace or the end of the line. */
static bool parse_signature(struct parser *parser, struct ir_func *func)
{
    bool declared = parse_func_flags(parser, func);
    struct ir_type type = {.kind = IR_TYPE_FUNCTION};
    bool typed =
        !parse_sees_name(parser, 0) || (!parse_sees(parser, 1, "(") && !parse_sees(parser, 1, "#"));
    type.of = typed ? parse_type(parser) : 0;
    func->name = parse_name(parser, "the function's name");
    parser->func = take_func(parser, func->name, parse_rank(parser));
    func->first_var = parser->builder.vars.count;
    parse_params(parser, func, &type, declared);
    if (parse_accept(parser, "type")) {
        func->type = parse_type(parser);
    } else if (typed) {
        func->type = ir_build_type(&parser->builder, type);
    }
    func->loc = parse_loc(parser);
    func->body_loc = parse_accept(parser, "body") ? parse_loc(parser) : 0;
    return declared;
}

bool parse_func_head(struct parser *parser, struct parse_body *body)
{
    struct ir_func func = {0};
    bool declared = parse_signature(parser, &func);
    if (declared) {
        func.first_var = 0;
        parse_line_end(parser);
    } else {
        parse_expect(parser, "{");
        parse_line_end(parser);
        uint32_t start = parser->at;
        func.first_block = parser->builder.blocks.count;
        scan_blocks(parser);
        func.block_count = parser->builder.blocks.count - func.first_block;
        uint32_t end = parser->at;
        parser->at = parser->failed ? end : start;
        func.first_loop = parser->builder.loops.count;
        parse_declarations(parser);
        func.loop_count = parser->builder.loops.count - func.first_loop;
        func.var_count = parser->builder.vars.count - func.first_var;
        *body = (struct parse_body){.func = parser->func, .at = parser->at};
        parser->at = parser->failed ? parser->at : end;
        if (func.block_count == 0 && !parser->failed) {
            (void)parse_error(parser, "a function to have a block such as b1 (or 'declare')");
        }
    }
    if (!parser->failed) {
        parser->builder.funcs.items[parser->func] = func;
    }
    return !declared && !parser->failed;
}
