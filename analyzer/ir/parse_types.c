#include "ir/parse_state.h"
#include "ir/text_rules.h"

bool parse_sees_record(const struct parser *parser)
{
    return parse_sees_name(parser, 1) &&
           (parse_sees(parser, 0, "struct") || parse_sees(parser, 0, "union") ||
            parse_sees(parser, 0, "enum") || parse_sees(parser, 0, "type"));
}

ir_str parse_record_name(struct parser *parser, struct ir_type *type)
{
    const struct ir_token *tag = parse_peek(parser, 0);
    parser->at++;
    bool is_enum = ir_token_is(tag, "enum");
    *type = (struct ir_type){.kind = is_enum ? IR_TYPE_ENUM : IR_TYPE_RECORD};
    type->flags = ir_token_is(tag, "union") ? IR_TYPE_UNION : 0;
    type->name = parse_name(parser, "the type's name");
    if (!ir_token_is(tag, "type") && !parser->failed) {
        const char *name = strtab_text(&parser->builder.strings, type->name);
        const char *full =
            arena_format(&parser->arena, "%.*s %s", (int)tag->length, tag->text, name);
        type->name = ir_build_text(&parser->builder, full, strlen(full));
    }
    return type->name;
}

/* A record that is nowhere declared is an incomplete one. */
ir_type_id parse_record(struct parser *parser)
{
    struct ir_type type;
    ir_str name = parse_record_name(parser, &type);
    uint32_t rank = parse_rank(parser);
    ir_type_id known = parse_lookup(parser, PARSE_TYPES, name, rank);
    if (known != 0 || parser->failed) {
        return known;
    }
    if (type.kind == IR_TYPE_ENUM) {
        struct ir_type integer = {.kind = IR_TYPE_INT, .size = 4};
        type.of = ir_build_type(&parser->builder, integer);
        type.size = integer.size;
    } else {
        type.flags |= IR_TYPE_INCOMPLETE;
    }
    known = ir_build_type(&parser->builder, type);
    return parse_define(parser, PARSE_TYPES, name, rank, known) ? known : 0;
}

/* What may follow every type that is no record: `{SIZE}`, and `:NAME` of the typedef. */
static ir_type_id finish_type(struct parser *parser, struct ir_type type)
{
    if (parse_sees(parser, 0, "{") && parse_peek(parser, 1)->kind == IR_TOKEN_NUMBER) {
        parser->at++;
        type.size = parse_count(parser);
        parse_expect(parser, "}");
    }
    if (parse_accept(parser, ":")) {
        type.name = parse_name(parser, "the name of a type definition");
    }
    return ir_build_type(&parser->builder, type);
}

static ir_type_id parse_function_type(struct parser *parser)
{
    struct ir_type type = {.kind = IR_TYPE_FUNCTION, .of = parse_type(parser)};
    VEC(uint32_t) params = {0};
    parse_expect(parser, "(");
    while (!parser->failed && !parse_accept(parser, ")")) {
        if (parse_accept(parser, "...")) {
            type.flags |= IR_TYPE_VARIADIC;
            parse_expect(parser, ")");
            break;
        }
        vec_push(&params, parse_type(parser));
        if (!parse_sees(parser, 0, ")")) {
            parse_expect(parser, ",");
        }
    }
    type.count = params.count;
    type.first = ir_build_list(&parser->builder, params.items, params.count);
    vec_finish(&params);
    return finish_type(parser, type);
}

static ir_type_id parse_simple_type(struct parser *parser)
{
    if (parse_accept(parser, "?")) {
        return 0;
    }
    if (parse_sees_record(parser)) {
        return parse_record(parser);
    }
    if (parse_accept(parser, "fn")) {
        return parse_function_type(parser);
    }
    for (const struct ir_text_type *known = ir_text_types; known->word != NULL; known++) {
        if (parse_accept(parser, known->word)) {
            return finish_type(parser, known->type);
        }
    }
    return parse_error(parser, "a type");
}

ir_type_id parse_type(struct parser *parser)
{
    if (!parse_enter(parser)) {
        return 0;
    }
    ir_type_id id = parse_simple_type(parser);
    for (;;) {
        struct ir_type type = {.of = id};
        if (parse_accept(parser, "*")) {
            type.kind = IR_TYPE_POINTER;
        } else if (parse_accept(parser, "[")) {
            type.kind = IR_TYPE_ARRAY;
            type.count = parse_sees(parser, 0, "]") ? 0 : parse_count(parser);
            parse_expect(parser, "]");
        } else {
            break;
        }
        struct ir_module view = parse_view(parser);
        type.size = ir_text_type_size(&view, &type);
        id = finish_type(parser, type);
    }
    parse_leave(parser);
    return id;
}
