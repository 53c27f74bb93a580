/* What the parts of the parser of IR text share. After the first mistake the parser stands at the
 * end of the text, where nothing is accepted any more, so every loop over the text ends.
 * Private to parse*.c. */
#ifndef IR_PARSE_STATE_H
#define IR_PARSE_STATE_H

#include "ir/build.h"
#include "ir/lex.h"

/* Where a name belongs: PARSE_GLOBALS, a function's id, or one of these. */
#define PARSE_GLOBALS 0u
#define PARSE_TYPES   UINT32_MAX
#define PARSE_FUNCS   (UINT32_MAX - 1)

struct parse_symbol {
    uint32_t rank; /* 2 in `name#2` */
    uint32_t id;
    uint32_t next; /* index of another symbol of that name, 0 = none */
};

struct parser {
    const char *name;
    struct ir_tokens tokens;
    uint32_t at;
    bool failed;
    uint32_t depth;
    struct arena arena;
    struct ir_builder builder;
    struct map symbols; /* owner and name to the first symbol */
    VEC(struct parse_symbol) chain;
    struct map blocks; /* function and the number in the text to block */
    ir_func_id func;   /* whose body is read */
};

/* One message, at the next token; returns 0. */
uint32_t parse_error(struct parser *parser, const char *expected);
/* The same for a name that is not known. */
uint32_t parse_unknown(struct parser *parser, const struct ir_token *name, const char *what);

static inline const struct ir_token *parse_peek(const struct parser *parser, uint32_t ahead)
{
    uint32_t last = parser->tokens.list.count - 1;
    uint32_t index = parser->at + ahead;
    return &parser->tokens.list.items[index < last ? index : last];
}

/* Whether the token `ahead` is that word or sign. */
bool parse_sees(const struct parser *parser, uint32_t ahead, const char *text);
bool parse_accept(struct parser *parser, const char *text);
void parse_expect(struct parser *parser, const char *text);
void parse_line_end(struct parser *parser);

/* A word or a text in quotes; `what` names it in the message. */
bool parse_sees_name(const struct parser *parser, uint32_t ahead);
ir_str parse_name(struct parser *parser, const char *what);
ir_str parse_quoted(struct parser *parser);
uint32_t parse_count(struct parser *parser);
int64_t parse_integer(struct parser *parser);
uint32_t parse_rank(struct parser *parser);
ir_loc_id parse_loc(struct parser *parser);

/* False after a message when the name is taken. */
bool parse_define(struct parser *parser, uint32_t owner, ir_str name, uint32_t rank, uint32_t id);
uint32_t parse_lookup(const struct parser *parser, uint32_t owner, ir_str name, uint32_t rank);

/* Against texts nested so deep that reading them would exhaust the stack. */
bool parse_enter(struct parser *parser);
void parse_leave(struct parser *parser);

/* What is built so far, for the rules that printing shares. */
struct ir_module parse_view(const struct parser *parser);

/* Whether a line that begins here declares a record or enumeration, and its name. */
bool parse_sees_record(const struct parser *parser);
ir_str parse_record_name(struct parser *parser, struct ir_type *type);
ir_type_id parse_record(struct parser *parser);
ir_type_id parse_type(struct parser *parser);

ir_expr_id parse_expr(struct parser *parser);
ir_place_id parse_place(struct parser *parser);
/* A function by name; one that is not declared is so from here on. */
ir_func_id parse_callee(struct parser *parser);

/* One function: its head with variables, loops and the names of its blocks; later its code. */
struct parse_body {
    ir_func_id func;
    uint32_t at; /* the token of the first block's line */
};
/* Whether there is code to read. */
bool parse_func_head(struct parser *parser, struct parse_body *body);
void parse_func_code(struct parser *parser, const struct parse_body *body);

/* `TYPE NAME @LOC` and the end of the line. */
ir_var_id parse_var(struct parser *parser, struct ir_var var);
ir_block_id parse_block_name(struct parser *parser);

#endif
