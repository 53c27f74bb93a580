#include "frontend/lower_code.h"

static ir_type_id type_of(struct lowering *lowering, CXCursor cursor)
{
    return lower_type_value(lowering, clang_getCursorType(cursor));
}

static CXCursor expression_child(struct lowering *lowering, struct lower_span span, uint32_t index)
{
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        if (clang_isExpression(child.kind) && index-- == 0) {
            return child;
        }
    }
    return clang_getNullCursor();
}

static bool same_start(CXCursor a, CXCursor b)
{
    return clang_equalLocations(clang_getRangeStart(clang_getCursorExtent(a)),
                                clang_getRangeStart(clang_getCursorExtent(b)));
}

/* libclang gives dependent types only to what it could not make sense of. */
static bool is_broken(CXCursor cursor)
{
    return clang_getCursorType(cursor).kind == CXType_Dependent;
}

static bool is_wrapper_span(const struct lowering *lowering, CXCursor cursor,
                            struct lower_span span)
{
    CXCursor only = lower_child(lowering, span, 0);
    return span.count == 1 && clang_isExpression(only.kind) && same_start(cursor, only);
}

static bool is_cast_span(const struct lowering *lowering, CXCursor cursor, struct lower_span span)
{
    return !is_broken(cursor) && is_wrapper_span(lowering, cursor, span);
}

CXCursor lower_unwrap(struct lowering *lowering, CXCursor cursor)
{
    struct lower_span span = {.first = lowering->children.count};
    if (cursor.kind == CXCursor_UnexposedExpr) {
        span = lower_children(lowering, cursor);
    }
    CXCursor only = is_wrapper_span(lowering, cursor, span) ? lower_child(lowering, span, 0)
                                                            : clang_getNullCursor();
    lower_children_done(lowering, span);
    return only;
}

bool lower_is_implicit_cast(struct lowering *lowering, CXCursor cursor)
{
    if (cursor.kind != CXCursor_UnexposedExpr) {
        return false;
    }
    struct lower_span span = lower_children(lowering, cursor);
    bool is_cast = is_cast_span(lowering, cursor, span);
    lower_children_done(lowering, span);
    return is_cast;
}

static bool is_number(struct ir_type type)
{
    return type.kind == IR_TYPE_INT || type.kind == IR_TYPE_ENUM || type.kind == IR_TYPE_BOOL;
}

bool lower_is_plain_copy(const struct lowering *lowering, ir_type_id from, ir_type_id to)
{
    struct ir_type a = lower_type_of(lowering, from);
    struct ir_type b = lower_type_of(lowering, to);
    if (b.kind == IR_TYPE_BOOL) {
        return a.kind == IR_TYPE_BOOL;
    }
    return from == to || (is_number(a) && is_number(b)) ||
           (a.kind == b.kind && a.kind != IR_TYPE_FLOAT && a.kind != IR_TYPE_VOID);
}

/* `f(x, ...)` where the compiler knows f. */
static bool is_hint(const char *name)
{
    return strcmp(name, "__builtin_expect") == 0 ||
           strcmp(name, "__builtin_expect_with_probability") == 0 ||
           strcmp(name, "__builtin_assume_aligned") == 0;
}

CXCursor lower_hinted(CXCursor cursor)
{
    if (cursor.kind != CXCursor_CallExpr) {
        return clang_getNullCursor();
    }
    CXString name = clang_getCursorSpelling(cursor);
    bool hint = is_hint(clang_getCString(name));
    clang_disposeString(name);
    return hint ? clang_Cursor_getArgument(cursor, 0) : clang_getNullCursor();
}

static bool is_question(const char *name)
{
    return strcmp(name, "__builtin_constant_p") == 0 ||
           strcmp(name, "__builtin_object_size") == 0 ||
           strcmp(name, "__builtin_dynamic_object_size") == 0 ||
           strcmp(name, "__builtin_types_compatible_p") == 0 ||
           strcmp(name, "__builtin_classify_type") == 0;
}

bool lower_builtin_call(struct lowering *lowering, CXCursor cursor, const char *name,
                        ir_expr_id *value)
{
    int64_t constant;
    if (is_hint(name)) {
        CXCursor first = clang_Cursor_getArgument(cursor, 0);
        *value =
            fold_convert(lowering, lower_expr(lowering, first), type_of(lowering, cursor), false);
        return true;
    }
    if (is_question(name)) { /* asked about the argument, which is not evaluated */
        bool known = lower_evaluate(cursor, &constant);
        *value =
            ir_build_int(lowering->builder, type_of(lowering, cursor), known ? constant : 0, 0);
        return true;
    }
    if (strncmp(name, "__builtin_bswap", 15) == 0 && lower_evaluate(cursor, &constant)) {
        *value = ir_build_int(lowering->builder, type_of(lowering, cursor), constant, 0);
        return true;
    }
    return false;
}

/* An instruction whose effect is known only as "may read these, may change that". */
static ir_expr_id opaque_step(struct lowering *lowering, CXCursor cursor, ir_str what,
                              ir_place_id changed, struct lower_span span, bool wanted)
{
    uint32_t *values = memory_resize(NULL, span.count, sizeof *values);
    struct ir_instr step = {.op = IR_INSTR_OPAQUE,
                            .loc = source_loc_of(&lowering->source, cursor),
                            .dest = changed,
                            .text = what};
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor child = lower_child(lowering, span, i);
        ir_expr_id value = clang_isExpression(child.kind) ? lower_expr(lowering, child) : 0;
        if (value != 0) {
            values[step.arg_count++] = value;
        }
    }
    step.first_arg = ir_build_list(lowering->builder, values, step.arg_count);
    free(values);
    ir_type_id type = type_of(lowering, cursor);
    if (changed != 0 || !wanted || lower_type_of(lowering, type).kind == IR_TYPE_VOID) {
        body_emit(lowering->body, step);
    }
    if (!wanted || lower_type_of(lowering, type).kind == IR_TYPE_VOID) {
        return 0;
    }
    step.dest = lower_temp(lowering, type);
    body_emit(lowering->body, step);
    return lower_load(lowering, step.dest);
}

/* libclang lists pointer, memory order, then the values. */
static ir_place_id atomic_place(struct lowering *lowering, CXCursor pointer)
{
    ir_expr_id address = lower_expr(lowering, pointer);
    if (address == 0) {
        return 0;
    }
    ir_type_id type = lowering->builder->exprs.items[address].type;
    return lower_deref(lowering, address, lower_type_of(lowering, type).of);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static enum ir_expr_op fetch_operator(const char *name)
{
    if (strstr(name, "_add") != NULL) {
        return IR_EXPR_ADD;
    }
    if (strstr(name, "_sub") != NULL) {
        return IR_EXPR_SUB;
    }
    if (strstr(name, "_xor") != NULL) {
        return IR_EXPR_XOR;
    }
    if (strstr(name, "_or") != NULL) {
        return IR_EXPR_OR;
    }
    return strstr(name, "_nand") == NULL && strstr(name, "_and") != NULL ? IR_EXPR_AND
                                                                         : IR_EXPR_NONE;
}

/* fetch_add and its like, exchange_n, load_n, store_n; 0 and false: none of these. */
static bool atomic_plain(struct lowering *lowering, CXCursor cursor, const char *name,
                         struct lower_span span, bool wanted, ir_expr_id *value)
{
    bool c11 = strncmp(name, "__c11_", 6) == 0;
    CXCursor operand = expression_child(lowering, span, 2);
    bool load = ends_with(name, "_load_n") || (c11 && ends_with(name, "_load"));
    bool store = ends_with(name, "_store_n") || (c11 && ends_with(name, "_store"));
    bool exchange = ends_with(name, "_exchange_n") || (c11 && ends_with(name, "_exchange"));
    bool compare = strstr(name, "compare_exchange") != NULL;
    enum ir_expr_op op = strstr(name, "fetch") != NULL ? fetch_operator(name) : IR_EXPR_NONE;
    if (compare || !(load || store || exchange || op != IR_EXPR_NONE) ||
        (!load && clang_Cursor_isNull(operand))) {
        return false;
    }
    ir_place_id place = atomic_place(lowering, expression_child(lowering, span, 0));
    if (place == 0) {
        return false;
    }
    ir_loc_id loc = source_loc_of(&lowering->source, cursor);
    ir_type_id type = lowering->builder->places.items[place].type;
    bool after = strstr(name, "_fetch") != NULL && strstr(name, "fetch_") == NULL;
    ir_place_id kept = 0;
    if (load) {
        *value = wanted ? lower_load(lowering, place) : 0;
        return true;
    }
    ir_expr_id fresh = lower_expr(lowering, operand);
    if (wanted && !store && !after) {
        kept = lower_temp(lowering, type);
        lower_set(lowering, kept, lower_load(lowering, place), loc);
    }
    if (op != IR_EXPR_NONE) {
        fresh = fold_binary(lowering, op, type, lower_load(lowering, place), fresh);
    }
    lower_set(lowering, place, fresh, loc);
    *value = kept != 0         ? lower_load(lowering, kept)
             : wanted && after ? lower_load(lowering, place)
                               : 0;
    return true;
}

static ir_expr_id atomic(struct lowering *lowering, CXCursor cursor, const char *name,
                         struct lower_span span, bool wanted)
{
    ir_expr_id value = 0;
    if (atomic_plain(lowering, cursor, name, span, wanted, &value)) {
        return value;
    }
    ir_place_id place = atomic_place(lowering, expression_child(lowering, span, 0));
    ir_str what = ir_build_text(lowering->builder, name, strlen(name));
    return opaque_step(lowering, cursor, what, place, span, wanted);
}

/* __builtin_choose_expr: the branch not taken is not evaluated. */
static ir_expr_id choose(struct lowering *lowering, CXCursor cursor, struct lower_span span,
                         bool wanted)
{
    int64_t value = 1;
    (void)lower_evaluate(expression_child(lowering, span, 0), &value);
    CXCursor chosen = expression_child(lowering, span, value != 0 ? 1 : 2);
    if (clang_Cursor_isNull(chosen)) {
        return lower_opaque(lowering, cursor);
    }
    if (!wanted) {
        lower_effect(lowering, chosen);
        return 0;
    }
    return lower_expr(lowering, chosen);
}

static ir_expr_id convert(struct lowering *lowering, CXCursor cursor, CXCursor operand, bool wanted)
{
    ir_type_id type = type_of(lowering, cursor);
    if (!wanted || lower_type_of(lowering, type).kind == IR_TYPE_VOID) {
        lower_effect(lowering, operand);
        return 0;
    }
    return fold_convert(lowering, lower_expr(lowering, operand), type, false);
}

static bool is_broken_wrapper(CXCursor cursor, struct lower_span span, CXCursor first)
{
    return span.count == 1 && first.kind == CXCursor_UnexposedExpr && is_broken(cursor) &&
           is_broken(first) && same_start(cursor, first);
}

/* A call that does not fit its prototype stays a call. */
static bool is_broken_call(struct lowering *lowering, CXCursor cursor, struct lower_span span)
{
    CXCursor first = lower_child(lowering, span, 0);
    return span.count > 0 && first.kind == CXCursor_DeclRefExpr && same_start(cursor, first) &&
           clang_getCursorReferenced(first).kind == CXCursor_FunctionDecl;
}

static ir_expr_id unexposed_named(struct lowering *lowering, CXCursor cursor,
                                  struct lower_span span, bool wanted)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(cursor));
    ir_str word = source_word(&lowering->source, start);
    const char *name = strtab_text(&lowering->builder->strings, word);
    if (strncmp(name, "__atomic_", 9) == 0 || strncmp(name, "__c11_atomic_", 13) == 0 ||
        strncmp(name, "__scoped_atomic_", 16) == 0) {
        return atomic(lowering, cursor, name, span, wanted);
    }
    if (strcmp(name, "__builtin_choose_expr") == 0) {
        return choose(lowering, cursor, span, wanted);
    }
    if (strcmp(name, "__builtin_va_arg") == 0 || strcmp(name, "__builtin_shufflevector") == 0 ||
        strcmp(name, "__builtin_convertvector") == 0 || strcmp(name, "__builtin_bit_cast") == 0) {
        return opaque_step(lowering, cursor, word, 0, span, wanted);
    }
    /* Evaluating a designated initialiser, which has no type, would crash libclang. */
    if (!is_broken(cursor) && clang_getCursorType(cursor).kind != CXType_Void) {
        int64_t value; /* offsetof, types_compatible_p, __builtin_LINE ... */
        if (lower_evaluate(cursor, &value)) {
            return ir_build_int(lowering->builder, type_of(lowering, cursor), value, 0);
        }
        if (strcmp(name, "__builtin_offsetof") == 0) {
            return lower_opaque(lowering, cursor);
        }
    }
    ir_str what = lower_kind_name(lowering, cursor);
    lower_unknown(lowering, cursor, what);
    ir_expr_id value = lower_opaque(lowering, cursor);
    if (wanted) {
        return value;
    }
    lower_lost(lowering, cursor, what, value);
    return 0;
}

ir_expr_id lower_unexposed(struct lowering *lowering, CXCursor cursor, bool wanted)
{
    struct lower_span span = lower_children(lowering, cursor);
    CXCursor first = lower_child(lowering, span, 0);
    ir_expr_id value;
    if (is_cast_span(lowering, cursor, span) || is_broken_wrapper(cursor, span, first)) {
        value = convert(lowering, cursor, first, wanted);
    } else if (span.count == 4 && same_start(cursor, first) && !is_broken(cursor)) {
        value = lower_elvis(lowering, cursor, first, lower_child(lowering, span, 3), wanted);
    } else if (is_broken_call(lowering, cursor, span)) {
        value = lower_call(lowering, cursor, 0, wanted);
    } else {
        value = unexposed_named(lowering, cursor, span, wanted);
    }
    lower_children_done(lowering, span);
    return value;
}
