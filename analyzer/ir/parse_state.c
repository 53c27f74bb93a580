#include "ir/parse_state.h"

#include "base/diag.h"

#include <stdio.h>

static const uint32_t depth_limit = 1000;

static void fail_at(struct parser *parser, const struct ir_token *token, const char *message)
{
    if (!parser->failed) {
        diag(
            DIAG_ERROR,
            (struct diag_place){.file = parser->name, .line = token->line, .column = token->column},
            "%s", message);
    }
    parser->failed = true;
    parser->at = parser->tokens.list.count - 1;
}

uint32_t parse_error(struct parser *parser, const char *expected)
{
    const struct ir_token *token = parse_peek(parser, 0);
    char message[256];
    if (token->kind == IR_TOKEN_LINE || token->kind == IR_TOKEN_END) {
        snprintf(message, sizeof message, "expected %s, found the end of the %s", expected,
                 token->kind == IR_TOKEN_LINE ? "line" : "text");
    } else {
        int length = token->length < 60 ? (int)token->length : 60;
        snprintf(message, sizeof message, "expected %s, found '%.*s'", expected, length,
                 token->text);
    }
    fail_at(parser, token, message);
    return 0;
}

uint32_t parse_unknown(struct parser *parser, const struct ir_token *name, const char *what)
{
    char message[256];
    int length = name->length < 60 ? (int)name->length : 60;
    snprintf(message, sizeof message, "there is no %s '%.*s' here; declare it first", what, length,
             name->text);
    fail_at(parser, name, message);
    return 0;
}

bool parse_sees(const struct parser *parser, uint32_t ahead, const char *text)
{
    return ir_token_is(parse_peek(parser, ahead), text);
}

bool parse_accept(struct parser *parser, const char *text)
{
    bool found = parse_sees(parser, 0, text);
    parser->at += found;
    return found;
}

void parse_expect(struct parser *parser, const char *text)
{
    char expected[32];
    if (!parse_accept(parser, text)) {
        snprintf(expected, sizeof expected, "'%s'", text);
        (void)parse_error(parser, expected);
    }
}

void parse_line_end(struct parser *parser)
{
    if (parse_peek(parser, 0)->kind != IR_TOKEN_LINE) {
        (void)parse_error(parser, "the end of the line");
        return;
    }
    parser->at++;
}

bool parse_sees_name(const struct parser *parser, uint32_t ahead)
{
    enum ir_token_kind kind = parse_peek(parser, ahead)->kind;
    return kind == IR_TOKEN_WORD || kind == IR_TOKEN_STRING;
}

ir_str parse_quoted(struct parser *parser)
{
    const struct ir_token *token = parse_peek(parser, 0);
    if (token->kind != IR_TOKEN_STRING) {
        return parse_error(parser, "a text in quotes");
    }
    parser->at++;
    size_t length;
    const char *bytes = ir_token_unquote(&parser->arena, token, &length);
    return ir_build_text(&parser->builder, bytes, length);
}

ir_str parse_name(struct parser *parser, const char *what)
{
    const struct ir_token *token = parse_peek(parser, 0);
    if (token->kind == IR_TOKEN_STRING) {
        return parse_quoted(parser);
    }
    if (token->kind != IR_TOKEN_WORD) {
        return parse_error(parser, what);
    }
    parser->at++;
    return ir_build_text(&parser->builder, token->text, token->length);
}

/* The digits' value, or false when it is above the limit. */
static bool read_digits(const struct ir_token *token, uint64_t limit, uint64_t *value)
{
    *value = 0;
    for (uint32_t i = 0; i < token->length; i++) {
        uint64_t digit = (uint64_t)(token->text[i] - '0');
        if (*value > (limit - digit) / 10) {
            return false;
        }
        *value = *value * 10 + digit;
    }
    return true;
}

uint32_t parse_count(struct parser *parser)
{
    const struct ir_token *token = parse_peek(parser, 0);
    uint64_t value;
    if (token->kind != IR_TOKEN_NUMBER || !read_digits(token, UINT32_MAX - 1, &value)) {
        return parse_error(parser, "a number below 4294967295");
    }
    parser->at++;
    return (uint32_t)value;
}

int64_t parse_integer(struct parser *parser)
{
    bool negative = parse_accept(parser, "-");
    const struct ir_token *token = parse_peek(parser, 0);
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
    uint64_t value;
    if (token->kind != IR_TOKEN_NUMBER || !read_digits(token, limit, &value)) {
        return parse_error(parser, "a number of 64 bits");
    }
    parser->at++;
    return (int64_t)(negative ? 0 - value : value);
}

uint32_t parse_rank(struct parser *parser)
{
    return parse_accept(parser, "#") ? parse_count(parser) : 1;
}

ir_loc_id parse_loc(struct parser *parser)
{
    if (!parse_accept(parser, "@")) {
        return 0;
    }
    struct ir_loc loc = {.file = 1, .line = parse_count(parser)};
    if (parse_accept(parser, "/")) {
        loc.file = loc.line;
        loc.line = parse_count(parser);
    }
    if (parse_accept(parser, ":")) {
        loc.column = parse_count(parser);
    }
    loc.end_line = loc.line;
    loc.end_column = loc.column;
    if (parse_accept(parser, "-")) {
        loc.end_line = parse_count(parser);
        loc.end_column = parse_accept(parser, ":") ? parse_count(parser) : 0;
    }
    if (parse_accept(parser, "in")) {
        loc.macro = parse_name(parser, "a macro's name");
    }
    if (loc.file == 0 || loc.file >= parser->builder.files.count) {
        return parse_error(parser, "a location in one of the files named above");
    }
    return ir_build_loc(&parser->builder, loc);
}

uint32_t parse_lookup(const struct parser *parser, uint32_t owner, ir_str name, uint32_t rank)
{
    const uint32_t *first = map_get(&parser->symbols, map_pair(owner, name));
    for (uint32_t i = first == NULL ? 0 : *first; i != 0; i = parser->chain.items[i].next) {
        if (parser->chain.items[i].rank == rank) {
            return parser->chain.items[i].id;
        }
    }
    return 0;
}

bool parse_define(struct parser *parser, uint32_t owner, ir_str name, uint32_t rank, uint32_t id)
{
    if (parser->failed || parse_lookup(parser, owner, name, rank) != 0) {
        (void)parse_error(parser, "a name that was not declared before");
        return false;
    }
    if (parser->chain.count == 0) {
        (void)vec_push_zero(&parser->chain);
    }
    uint32_t *first = map_put(&parser->symbols, map_pair(owner, name), 0);
    struct parse_symbol symbol = {.rank = rank, .id = id, .next = *first};
    *first = parser->chain.count;
    vec_push(&parser->chain, symbol);
    return true;
}

bool parse_enter(struct parser *parser)
{
    if (parser->depth >= depth_limit) {
        (void)parse_error(parser, "less nesting");
        return false;
    }
    parser->depth++;
    return true;
}

void parse_leave(struct parser *parser)
{
    parser->depth--;
}

struct ir_module parse_view(const struct parser *parser)
{
    struct ir_module view = {0};
#define IR_SECTION(type, name)                                                                     \
    view.name = parser->builder.name.items;                                                        \
    view.name##_count = parser->builder.name.count;
#define IR_SECTION_U32(name) IR_SECTION(uint32_t, name)
#include "ir/sections.def"
    return view;
}
