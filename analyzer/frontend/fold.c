#include "frontend/lower_code.h"

static struct ir_expr expr_at(const struct lowering *lowering, ir_expr_id id)
{
    return lowering->builder->exprs.items[id];
}

bool fold_is_constant(const struct lowering *lowering, ir_expr_id expr, int64_t *value)
{
    struct ir_expr found = expr_at(lowering, expr);
    *value = found.value;
    return found.op == IR_EXPR_INT;
}

ir_expr_id fold_rename(struct lowering *lowering, ir_expr_id constant, ir_str name)
{
    struct ir_expr expr = expr_at(lowering, constant);
    if (name == 0 || expr.op != IR_EXPR_INT) {
        return constant;
    }
    return ir_build_int(lowering->builder, expr.type, expr.value, name);
}

/* The value as an object of that type holds it. */
static int64_t wrap(struct ir_type type, int64_t value)
{
    if (type.kind == IR_TYPE_BOOL) {
        return value != 0;
    }
    if (type.size == 0 || type.size >= 8) {
        return value;
    }
    uint32_t bits = type.size * 8;
    uint64_t low = (uint64_t)value & ((UINT64_C(1) << bits) - 1);
    bool negative = (type.flags & IR_TYPE_UNSIGNED) == 0 && (low >> (bits - 1) & 1) != 0;
    return (int64_t)(negative ? low | ~((UINT64_C(1) << bits) - 1) : low);
}

static bool is_integer(struct ir_type type)
{
    return type.kind == IR_TYPE_INT || type.kind == IR_TYPE_BOOL || type.kind == IR_TYPE_ENUM;
}

static ir_expr_id float_constant(struct lowering *lowering, ir_type_id type, double value)
{
    struct ir_expr expr = {.op = IR_EXPR_FLOAT, .type = type};
    memcpy(&expr.value, &value, sizeof value);
    return ir_build_expr(lowering->builder, expr);
}

static double float_value(struct ir_expr expr)
{
    double value;
    memcpy(&value, &expr.value, sizeof value);
    return value;
}

static ir_expr_id convert_constant(struct lowering *lowering, struct ir_expr expr, ir_type_id type)
{
    struct ir_type to = lower_type_of(lowering, type);
    if (expr.op == IR_EXPR_INT && (is_integer(to) || to.kind == IR_TYPE_POINTER)) {
        return ir_build_int(lowering->builder, type, wrap(to, expr.value), expr.a);
    }
    if (to.kind == IR_TYPE_FLOAT) {
        bool is_unsigned = (lower_type_of(lowering, expr.type).flags & IR_TYPE_UNSIGNED) != 0;
        double value = expr.op == IR_EXPR_FLOAT ? float_value(expr)
                       : is_unsigned            ? (double)(uint64_t)expr.value
                                                : (double)expr.value;
        return float_constant(lowering, type, value);
    }
    if (is_integer(to) && expr.op == IR_EXPR_FLOAT) {
        double value = float_value(expr);
        if (value > -9.0e18 && value < 9.0e18) {
            int64_t whole = to.kind == IR_TYPE_BOOL ? value != 0 : (int64_t)value;
            return ir_build_int(lowering->builder, type, wrap(to, whole), 0);
        }
    }
    return 0;
}

/* Whether an implicit conversion leaves the value what it is. Values of enumerations count as
 * small and not negative. */
static bool keeps_value(struct ir_type from, struct ir_type to)
{
    if (from.kind == to.kind && !is_integer(from)) {
        return true;
    }
    if (!is_integer(from) || !is_integer(to)) {
        return false;
    }
    bool from_unsigned = (from.flags & IR_TYPE_UNSIGNED) != 0;
    bool to_unsigned = (to.flags & IR_TYPE_UNSIGNED) != 0;
    if (to.kind == IR_TYPE_BOOL) {
        return from.kind == IR_TYPE_BOOL;
    }
    if (from.kind == IR_TYPE_ENUM || to.kind == IR_TYPE_ENUM) {
        return to.size >= from.size;
    }
    if (from_unsigned == to_unsigned) {
        return to.size >= from.size;
    }
    return from_unsigned && to.size > from.size;
}

ir_expr_id fold_convert(struct lowering *lowering, ir_expr_id value, ir_type_id type,
                        bool is_explicit)
{
    struct ir_expr expr = expr_at(lowering, value);
    struct ir_type to = lower_type_of(lowering, type);
    if (value == 0 || type == 0 || expr.type == type || expr.type == 0 || to.kind == IR_TYPE_VOID) {
        return value;
    }
    if (expr.op == IR_EXPR_INT || expr.op == IR_EXPR_FLOAT) {
        ir_expr_id constant = convert_constant(lowering, expr, type);
        if (constant != 0) {
            return constant;
        }
    }
    struct ir_type from = lower_type_of(lowering, expr.type);
    if (keeps_value(from, to) && (!is_explicit || is_integer(to))) {
        return value;
    }
    if (to.kind == IR_TYPE_RECORD || to.kind == IR_TYPE_ARRAY) {
        return value; /* another spelling of the same type */
    }
    return ir_build_unary(lowering->builder, IR_EXPR_CAST, type, value);
}

ir_expr_id fold_unary(struct lowering *lowering, enum ir_expr_op op, ir_type_id type, ir_expr_id a)
{
    struct ir_expr expr = expr_at(lowering, a);
    struct ir_type to = lower_type_of(lowering, type);
    if (expr.op == IR_EXPR_INT) {
        uint64_t bits = (uint64_t)expr.value;
        uint64_t result = expr.value == 0;
        if (op == IR_EXPR_NEGATE) {
            result = UINT64_C(0) - bits;
        } else if (op == IR_EXPR_COMPLEMENT) {
            result = ~bits;
        }
        return ir_build_int(lowering->builder, type, wrap(to, (int64_t)result), 0);
    }
    if (expr.op == IR_EXPR_FLOAT && op == IR_EXPR_NEGATE) {
        return float_constant(lowering, type, -float_value(expr));
    }
    return ir_build_unary(lowering->builder, op, type, a);
}

static bool divide(enum ir_expr_op op, bool is_unsigned, int64_t a, int64_t b, int64_t *result)
{
    if (b == 0 || (a == INT64_MIN && b == -1)) {
        return false;
    }
    if (is_unsigned) {
        uint64_t x = (uint64_t)a, y = (uint64_t)b;
        *result = (int64_t)(op == IR_EXPR_DIV ? x / y : x % y);
    } else {
        *result = op == IR_EXPR_DIV ? a / b : a % b;
    }
    return true;
}

static bool shift(enum ir_expr_op op, bool is_unsigned, int64_t a, int64_t b, int64_t *result)
{
    if (b < 0 || b > 63) {
        return false;
    }
    if (op == IR_EXPR_SHL) {
        *result = (int64_t)((uint64_t)a << b);
    } else {
        *result = is_unsigned ? (int64_t)((uint64_t)a >> b) : a >> b;
    }
    return true;
}

static bool less(bool is_unsigned, int64_t a, int64_t b)
{
    return is_unsigned ? (uint64_t)a < (uint64_t)b : a < b;
}

static bool compute(enum ir_expr_op op, bool is_unsigned, int64_t a, int64_t b, int64_t *result)
{
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    switch ((int)op) {
    case IR_EXPR_ADD:
        *result = (int64_t)(x + y);
        return true;
    case IR_EXPR_SUB:
        *result = (int64_t)(x - y);
        return true;
    case IR_EXPR_MUL:
        *result = (int64_t)(x * y);
        return true;
    case IR_EXPR_DIV:
    case IR_EXPR_REM:
        return divide(op, is_unsigned, a, b, result);
    case IR_EXPR_SHL:
    case IR_EXPR_SHR:
        return shift(op, is_unsigned, a, b, result);
    case IR_EXPR_AND:
        *result = (int64_t)(x & y);
        return true;
    case IR_EXPR_OR:
        *result = (int64_t)(x | y);
        return true;
    case IR_EXPR_XOR:
        *result = (int64_t)(x ^ y);
        return true;
    case IR_EXPR_EQ:
        *result = a == b;
        return true;
    case IR_EXPR_NE:
        *result = a != b;
        return true;
    case IR_EXPR_LT:
        *result = less(is_unsigned, a, b);
        return true;
    case IR_EXPR_LE:
        *result = !less(is_unsigned, b, a);
        return true;
    case IR_EXPR_GT:
        *result = less(is_unsigned, b, a);
        return true;
    case IR_EXPR_GE:
        *result = !less(is_unsigned, a, b);
        return true;
    default:
        return false;
    }
}

ir_expr_id fold_binary(struct lowering *lowering, enum ir_expr_op op, ir_type_id type, ir_expr_id a,
                       ir_expr_id b)
{
    struct ir_expr left = expr_at(lowering, a);
    struct ir_expr right = expr_at(lowering, b);
    struct ir_type to = lower_type_of(lowering, type);
    if (left.op == IR_EXPR_INT && right.op == IR_EXPR_INT && is_integer(to)) {
        struct ir_type operands = lower_type_of(lowering, left.type);
        int64_t result;
        if (is_integer(operands) && compute(op, (operands.flags & IR_TYPE_UNSIGNED) != 0,
                                            left.value, right.value, &result)) {
            return ir_build_int(lowering->builder, type, wrap(to, result), 0);
        }
    }
    if (a == 0 || b == 0) {
        return a == 0 ? b : a;
    }
    return ir_build_binary(lowering->builder, op, type, a, b);
}
