#include "ir/lex.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           (unsigned char)c >= 0x80;
}

static const char *skip_word(const char *at)
{
    while (is_letter(*at) || is_digit(*at)) {
        at++;
    }
    return at;
}

static const char *skip_digits(const char *at)
{
    while (is_digit(*at)) {
        at++;
    }
    return at;
}

static const char *skip_number(const char *at, enum ir_token_kind *kind)
{
    *kind = IR_TOKEN_NUMBER;
    at = skip_digits(at);
    if (*at == '.' && is_digit(at[1])) {
        *kind = IR_TOKEN_FLOAT;
        at = skip_digits(at + 1);
    }
    if (*at == 'e' && (is_digit(at[1]) || ((at[1] == '-' || at[1] == '+') && is_digit(at[2])))) {
        *kind = IR_TOKEN_FLOAT;
        at = skip_digits(at + 2);
    }
    return at;
}

static const char *skip_string(const char *at, enum ir_token_kind *kind)
{
    *kind = IR_TOKEN_STRING;
    for (at++; *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
        }
        if (*at == '\0' || *at == '\n') {
            *kind = IR_TOKEN_WRONG;
            return at;
        }
    }
    return at + 1;
}

static const char *skip_token(const char *at, enum ir_token_kind *kind)
{
    if (is_letter(*at)) {
        *kind = IR_TOKEN_WORD;
        return skip_word(at);
    }
    if (is_digit(*at)) {
        return skip_number(at, kind);
    }
    if (*at == '"') {
        return skip_string(at, kind);
    }
    *kind = strchr("@%(){}[],:=*./-#?", *at) != NULL ? IR_TOKEN_SIGN : IR_TOKEN_WRONG;
    if (at[0] == '.' && at[1] == '.') {
        return at[2] == '.' ? at + 3 : at + 2;
    }
    return at + 1;
}

static void add(struct ir_tokens *tokens, enum ir_token_kind kind, const char *start,
                const char *end, uint32_t line, const char *line_start)
{
    vec_push(&tokens->list, ((struct ir_token){.kind = kind,
                                               .text = start,
                                               .length = (uint32_t)(end - start),
                                               .line = line,
                                               .column = (uint32_t)(start - line_start) + 1}));
}

void ir_lex(struct ir_tokens *tokens, const char *text)
{
    const char *line_start = text;
    uint32_t line = 1;
    bool empty = true;
    const char *at = text;
    while (*at != '\0') {
        if (*at == ' ' || *at == '\t' || *at == '\r') {
            at++;
        } else if (at[0] == '/' && at[1] == '/') {
            at += strcspn(at, "\n");
        } else if (*at == '\n') {
            if (!empty) {
                add(tokens, IR_TOKEN_LINE, at, at + 1, line, line_start);
            }
            empty = true;
            line_start = ++at;
            line++;
        } else {
            enum ir_token_kind kind;
            const char *end = skip_token(at, &kind);
            add(tokens, kind, at, end, line, line_start);
            empty = false;
            at = end;
        }
    }
    if (!empty) {
        add(tokens, IR_TOKEN_LINE, at, at, line, line_start);
    }
    add(tokens, IR_TOKEN_END, at, at, line, line_start);
}

bool ir_token_is(const struct ir_token *token, const char *text)
{
    bool spelled = token->kind == IR_TOKEN_WORD || token->kind == IR_TOKEN_SIGN;
    return spelled && strlen(text) == token->length &&
           memcmp(token->text, text, token->length) == 0;
}

static uint32_t hex_digit(char c)
{
    return (uint32_t)(is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16);
}

char *ir_token_unquote(struct arena *arena, const struct ir_token *token, size_t *length)
{
    char *out = arena_alloc(arena, token->length);
    size_t count = 0;
    for (uint32_t i = 1; i + 1 < token->length; i++) {
        char c = token->text[i];
        if (c != '\\') {
            out[count++] = c;
            continue;
        }
        c = token->text[++i];
        bool hex = c == 'x' && i + 3 < token->length && hex_digit(token->text[i + 1]) < 16 &&
                   hex_digit(token->text[i + 2]) < 16;
        if (hex) {
            out[count++] =
                (char)(hex_digit(token->text[i + 1]) << 4 | hex_digit(token->text[i + 2]));
            i += 2;
        } else {
            out[count++] = c == 'n' ? '\n' : c;
        }
    }
    *length = count;
    return out;
}
