#include "frontend/lower_code.h"

/* The type as libclang spells it, without spaces and leading qualifiers that do not count. */
static void put_type(struct text *out, CXType type)
{
    CXString spelled = clang_getTypeSpelling(clang_getUnqualifiedType(type));
    const char *at = clang_getCString(spelled);
    for (; *at != '\0'; at++) {
        if (*at != ' ') {
            text_put(out, at, 1);
        }
    }
    clang_disposeString(spelled);
}

static bool names_type(const struct text *written, CXType type)
{
    struct text spelled = {0};
    put_type(&spelled, type);
    bool same = strcmp(text_string(written), text_string(&spelled)) == 0;
    text_finish(&spelled);
    return same;
}

/* By the text: the association that names the type of the controlling expression, else the
 * default; counted from 1 as the children are, 0 if it cannot be told. */
static uint32_t choice_by_text(struct lowering *lowering, CXCursor cursor, CXType type,
                               uint32_t count)
{
    uint32_t fallback = 0;
    for (uint32_t i = 1; i <= count; i++) {
        struct text written = {0};
        uint32_t chosen = 0;
        if (!source_association(&lowering->source, cursor, i, &written)) {
            text_finish(&written);
            return 0;
        }
        if (strcmp(text_string(&written), "default") == 0) {
            fallback = i;
        } else if (names_type(&written, type) ||
                   names_type(&written, clang_getCanonicalType(type))) {
            chosen = i;
        }
        text_finish(&written);
        if (chosen != 0) {
            return chosen;
        }
    }
    return fallback;
}

/* libclang does not say which association it took, but the whole has the type of that one. */
static CXCursor choice(struct lowering *lowering, CXCursor cursor, struct lower_span span)
{
    CXType result = clang_getCanonicalType(clang_getCursorType(cursor));
    CXCursor expressions[64];
    CXCursor only = clang_getNullCursor();
    uint32_t count = 0, fitting = 0;
    for (uint32_t i = 1; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        if (!clang_isExpression(child.kind) || count + 1 >= 64) {
            continue;
        }
        expressions[++count] = child;
        if (clang_equalTypes(clang_getCanonicalType(clang_getCursorType(child)), result)) {
            only = child;
            fitting++;
        }
    }
    if (fitting == 1) {
        return only;
    }
    CXType type = clang_getCursorType(lower_child(lowering, span, 0));
    uint32_t chosen = choice_by_text(lowering, cursor, type, count);
    return chosen == 0 ? clang_getNullCursor() : expressions[chosen];
}

ir_expr_id lower_generic(struct lowering *lowering, CXCursor cursor, bool wanted)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor chosen = choice(lowering, cursor, span);
    lower_children_done(lowering, span);
    if (clang_Cursor_isNull(chosen)) {
        lower_unknown(lowering, cursor, lower_kind_name(lowering, cursor));
        return lower_opaque(lowering, cursor);
    }
    if (!wanted) {
        lower_effect(lowering, chosen);
        return 0;
    }
    return lower_expr(lowering, chosen);
}
