/* The words of IR text. Private to the parser. */
#ifndef IR_LEX_H
#define IR_LEX_H

#include "base/vec.h"

#include <stdbool.h>

enum ir_token_kind {
    IR_TOKEN_END,  /* of the text; once reached it stays */
    IR_TOKEN_LINE, /* end of a line that is not empty */
    IR_TOKEN_WORD,
    IR_TOKEN_NUMBER, /* decimal digits, without a sign */
    IR_TOKEN_FLOAT,
    IR_TOKEN_STRING, /* quotes included */
    IR_TOKEN_SIGN,   /* one character, or ".." or "..." */
    IR_TOKEN_WRONG,  /* a character that begins nothing, or a string without end */
};

struct ir_token {
    enum ir_token_kind kind;
    const char *text; /* in the source, not terminated */
    uint32_t length;
    uint32_t line, column; /* 1-based */
};

struct ir_tokens {
    VEC(struct ir_token) list; /* ends with IR_TOKEN_END */
};

void ir_lex(struct ir_tokens *tokens, const char *text);

/* Whether the token is spelled so. */
bool ir_token_is(const struct ir_token *token, const char *text);

/* The bytes of a string token with its escapes undone, in the arena. */
char *ir_token_unquote(struct arena *arena, const struct ir_token *token, size_t *length);

#endif
