#include "base/pattern.h"

#include "base/vec.h"

#include <string.h>

/* The glob becomes a list of tokens and the path is run through all of them at once, so the time
 * is the product of the two lengths whatever the glob. */
enum token_kind {
    TOKEN_BYTE,    /* itself */
    TOKEN_ONE,     /* ? */
    TOKEN_CLASS,   /* [a-z] or [!a-z] */
    TOKEN_NAME,    /* *: any bytes inside one folder */
    TOKEN_ALL,     /* **: any bytes */
    TOKEN_FOLDERS, /* "**" and a slash: any number of whole folders, also none */
};

struct token {
    enum token_kind kind;
    char byte;
    const char *class; /* after the opening bracket */
};

struct glob {
    VEC(struct token) tokens;
    bool *now;  /* now[i]: tokens before i have matched the path so far */
    bool *next; /* the same one byte later */
};

/* The closing bracket of a class whose text starts at `class`, or NULL: then "[" is itself. */
static const char *class_end(const char *class)
{
    if (*class == '!' || *class == '^') {
        class ++;
    }
    /* A bracket in first place is a member. */
    return *class == '\0' ? NULL : strchr(class + 1, ']');
}

static bool class_has(const char *class, char byte)
{
    bool negated = *class == '!' || *class == '^';
    const char *member = class + negated;
    const char *end = class_end(class);
    bool found = false;

    while (member < end) {
        if (member + 2 < end && member[1] == '-') {
            found = found || (member[0] <= byte && byte <= member[2]);
            member += 3;
        } else {
            found = found || member[0] == byte;
            member++;
        }
    }
    return found != negated;
}

/* Reads one token at `at`; returns what follows it. */
static const char *token_read(const char *glob, const char *at, struct token *token)
{
    token->byte = *at;
    token->class = at + 1;
    token->kind = TOKEN_BYTE;
    if (at[0] == '*' && at[1] == '*') {
        bool whole = at == glob || at[-1] == '/';
        token->kind = whole && at[2] == '/' ? TOKEN_FOLDERS : TOKEN_ALL;
        return at + (token->kind == TOKEN_FOLDERS ? 3 : 2);
    }
    if (*at == '*') {
        token->kind = TOKEN_NAME;
    }
    if (*at == '?') {
        token->kind = TOKEN_ONE;
    }
    if (*at == '[' && class_end(at + 1) != NULL) {
        token->kind = TOKEN_CLASS;
        return class_end(at + 1) + 1;
    }
    if (*at == '\\' && at[1] != '\0') {
        token->byte = at[1];
        return at + 2;
    }
    return at + 1;
}

/* Enters a state, and those behind tokens that may match nothing. */
static void state_enter(const struct glob *glob, bool *states, uint32_t state)
{
    states[state] = true;
    if (state < glob->tokens.count && glob->tokens.items[state].kind >= TOKEN_NAME) {
        state_enter(glob, states, state + 1);
    }
}

static void state_step(const struct glob *glob, uint32_t state, char byte)
{
    const struct token *token = &glob->tokens.items[state];
    bool slash = byte == '/';

    switch (token->kind) {
    case TOKEN_BYTE:
        if (token->byte == byte) {
            state_enter(glob, glob->next, state + 1);
        }
        break;
    case TOKEN_ONE:
        if (!slash) {
            state_enter(glob, glob->next, state + 1);
        }
        break;
    case TOKEN_CLASS:
        if (!slash && class_has(token->class, byte)) {
            state_enter(glob, glob->next, state + 1);
        }
        break;
    case TOKEN_NAME:
        if (!slash) {
            state_enter(glob, glob->next, state);
        }
        break;
    case TOKEN_ALL:
        state_enter(glob, glob->next, state);
        break;
    case TOKEN_FOLDERS:
        glob->next[state] = true; /* in the middle of a folder's name: no way on */
        if (slash) {
            state_enter(glob, glob->next, state + 1);
        }
        break;
    }
}

static bool glob_run(struct glob *glob, const char *path)
{
    size_t size = (glob->tokens.count + 1) * sizeof(bool);

    memset(glob->now, 0, size);
    state_enter(glob, glob->now, 0);
    for (; *path != '\0'; path++) {
        bool *swap = glob->now;
        memset(glob->next, 0, size);
        for (uint32_t state = 0; state < glob->tokens.count; state++) {
            if (glob->now[state]) {
                state_step(glob, state, *path);
            }
        }
        glob->now = glob->next;
        glob->next = swap;
    }
    return glob->now[glob->tokens.count];
}

bool glob_matches(const char *text, const char *path)
{
    struct glob glob = {0};
    size_t length = strlen(text);
    const char *slash = strchr(text, '/');
    const char *name = strrchr(path, '/');
    bool whole_folder = length > 0 && text[length - 1] == '/';
    bool found;

    if (slash == NULL && name != NULL) {
        path = name + 1;
    }
    if (whole_folder && slash == text + length - 1) {
        vec_push(&glob.tokens, ((struct token){.kind = TOKEN_FOLDERS}));
    }
    for (const char *at = text; *at != '\0';) {
        at = token_read(text, at, vec_grow(&glob.tokens));
    }
    if (whole_folder) {
        vec_push(&glob.tokens, ((struct token){.kind = TOKEN_ALL}));
    }
    glob.now = memory_resize(NULL, glob.tokens.count + 1, sizeof(bool));
    glob.next = memory_resize(NULL, glob.tokens.count + 1, sizeof(bool));
    found = glob_run(&glob, path);
    free(glob.now);
    free(glob.next);
    vec_finish(&glob.tokens);
    return found;
}
