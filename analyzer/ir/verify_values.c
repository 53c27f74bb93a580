#include "base/vec.h"
#include "ir/verify_faults.h"

#include <string.h>

static const char *const expr_operands[IR_EXPR_COUNT] = {
#define IR_EXPR(name, text, operands, meaning) [IR_EXPR_##name] = operands,
#include "ir/ops.def"
};

static bool check_type_parts(struct verifier *v, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_type *type = &m->types[id];
    if (type->kind == IR_TYPE_RECORD) {
        if (!verify_run(type->first, type->count, m->fields_count)) {
            return verify_fault(v, "type %u: its fields do not exist", id);
        }
        for (uint32_t i = 0; i < type->count; i++) {
            const struct ir_field *field = &m->fields[type->first + i];
            if (field->record != id || field->index != i) {
                return verify_fault(v, "type %u: field %u is not its own", id, i);
            }
        }
    }
    if (type->kind == IR_TYPE_FUNCTION) {
        if (!verify_run(type->first, type->count, m->lists_count)) {
            return verify_fault(v, "type %u: its parameters do not exist", id);
        }
        for (uint32_t i = 0; i < type->count; i++) {
            if (m->lists[type->first + i] >= id) {
                return verify_fault(v, "type %u: the type of parameter %u comes after it", id, i);
            }
        }
    }
    return true;
}

static bool check_type(struct verifier *v, uint32_t id)
{
    const struct ir_type *type = &v->module->types[id];
    if (type->kind == IR_TYPE_NONE || type->kind > IR_TYPE_FUNCTION) {
        return verify_fault(v, "type %u: kind %u is unknown", id, type->kind);
    }
    if (type->name >= v->module->texts_count || type->of >= v->module->types_count) {
        return verify_fault(v, "type %u: its name or inner type does not exist", id);
    }
    /* A type is made after what it is made of, so that following `of` ends. */
    bool derived = type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_ARRAY ||
                   type->kind == IR_TYPE_FUNCTION;
    if (derived ? type->of >= id : type->of != 0 && type->kind != IR_TYPE_ENUM) {
        return verify_fault(v, "type %u: its inner type %u is not one made before it", id,
                            type->of);
    }
    if (type->kind != IR_TYPE_RECORD && type->kind != IR_TYPE_FUNCTION && type->first != 0) {
        return verify_fault(v, "type %u: only records and functions have parts", id);
    }
    return check_type_parts(v, id);
}

bool verify_types(struct verifier *v)
{
    const struct ir_module *m = v->module;
    bool good = true;
    for (uint32_t i = 1; i < m->types_count; i++) {
        good = check_type(v, i) && good;
    }
    for (uint32_t i = 1; i < m->fields_count; i++) {
        const struct ir_field *field = &m->fields[i];
        if (field->name >= m->texts_count || field->type >= m->types_count || field->record == 0 ||
            field->record >= m->types_count || m->types[field->record].kind != IR_TYPE_RECORD ||
            field->index >= m->types[field->record].count ||
            m->types[field->record].first + field->index != i) {
            good = verify_fault(v, "field %u: its name, type or record does not exist", i);
        }
    }
    return good;
}

/* How far the pass over expressions and places has come: all before `next_…` are well formed. */
struct value_pass {
    struct verifier *verifier;
    uint32_t next_expr;
    uint32_t next_place;
};

/* CONFLICT marks values that mix the locals of two functions. */
#define OWNER_CONFLICT UINT32_MAX

static uint32_t join_owners(uint32_t a, uint32_t b)
{
    return a == 0 || a == b ? b : b == 0 ? a : OWNER_CONFLICT;
}

enum readiness { READY, NOT_YET, BROKEN };

static enum readiness expr_ready(const struct value_pass *pass, uint32_t id, uint32_t *owner)
{
    if (id == 0 || id >= pass->verifier->module->exprs_count) {
        return BROKEN;
    }
    if (id >= pass->next_expr) {
        return NOT_YET;
    }
    *owner = join_owners(*owner, pass->verifier->expr_owner[id]);
    return READY;
}

static enum readiness operand_list_ready(const struct value_pass *pass, const struct ir_expr *expr,
                                         uint32_t *owner)
{
    const struct ir_module *m = pass->verifier->module;
    if (!verify_run(expr->a, expr->b, m->lists_count)) {
        return BROKEN;
    }
    enum readiness result = READY;
    for (uint32_t i = 0; i < expr->b && result == READY; i++) {
        result = expr_ready(pass, m->lists[expr->a + i], owner);
    }
    return result;
}

static enum readiness operand_ready(const struct value_pass *pass, const struct ir_expr *expr,
                                    char operand, uint32_t *owner)
{
    const struct ir_module *m = pass->verifier->module;
    switch (operand) {
    case 'n':
        return expr->a < m->texts_count ? READY : BROKEN;
    case 'f':
        return expr->a != 0 && expr->a < m->funcs_count ? READY : BROKEN;
    case 'p':
        if (expr->a == 0 || expr->a >= m->places_count) {
            return BROKEN;
        }
        if (expr->a >= pass->next_place) {
            return NOT_YET;
        }
        *owner = join_owners(*owner, pass->verifier->place_owner[expr->a]);
        return READY;
    case '1':
        return expr_ready(pass, expr->a, owner);
    case '2': {
        enum readiness first = expr_ready(pass, expr->a, owner);
        return first != READY ? first : expr_ready(pass, expr->b, owner);
    }
    case '*':
        return operand_list_ready(pass, expr, owner);
    default:
        return READY;
    }
}

static enum readiness advance_expr(struct value_pass *pass)
{
    const struct ir_module *m = pass->verifier->module;
    const struct ir_expr *expr = &m->exprs[pass->next_expr];
    if (expr->op == IR_EXPR_NONE || expr->op >= IR_EXPR_COUNT || expr->type >= m->types_count) {
        return BROKEN;
    }
    const char *operands = expr_operands[expr->op];
    bool uses_a = strpbrk(operands, "npf12*") != NULL;
    bool uses_b = strpbrk(operands, "2*") != NULL;
    if ((!uses_a && expr->a != 0) || (!uses_b && expr->b != 0) ||
        (strchr(operands, 'i') == NULL && expr->value != 0)) {
        return BROKEN;
    }
    uint32_t owner = 0;
    for (const char *p = operands; *p != '\0'; p++) {
        enum readiness ready = operand_ready(pass, expr, *p, &owner);
        if (ready != READY) {
            return ready;
        }
    }
    pass->verifier->expr_owner[pass->next_expr++] = owner;
    return READY;
}

static enum readiness base_ready(const struct value_pass *pass, const struct ir_place *place,
                                 uint32_t *owner)
{
    const struct ir_module *m = pass->verifier->module;
    if (place->base_kind == IR_BASE_DEREF) {
        return expr_ready(pass, place->base, owner);
    }
    if (place->base_kind != IR_BASE_VAR || place->base == 0 || place->base >= m->vars_count) {
        return BROKEN;
    }
    const struct ir_var *var = &m->vars[place->base];
    /* A static local outlives its function: the initialiser and pointers reach it, too. */
    *owner = var->kind == IR_VAR_STATIC_LOCAL ? 0 : var->func;
    return READY;
}

static enum readiness advance_place(struct value_pass *pass)
{
    const struct ir_module *m = pass->verifier->module;
    const struct ir_place *place = &m->places[pass->next_place];
    uint32_t owner = 0;
    enum readiness ready = base_ready(pass, place, &owner);
    if (place->type >= m->types_count ||
        !verify_run(place->first_elem, place->elem_count, m->elems_count)) {
        return BROKEN;
    }
    for (uint32_t i = 0; i < place->elem_count && ready == READY; i++) {
        const struct ir_elem *elem = &m->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_INDEX) {
            ready = expr_ready(pass, elem->id, &owner);
        } else if (elem->kind != IR_ELEM_FIELD || elem->id == 0 || elem->id >= m->fields_count) {
            ready = BROKEN;
        }
    }
    if (ready == READY) {
        pass->verifier->place_owner[pass->next_place++] = owner;
    }
    return ready;
}

static enum readiness advance_exprs(struct value_pass *pass)
{
    enum readiness ready = READY;
    while (ready == READY && pass->next_expr < pass->verifier->module->exprs_count) {
        ready = advance_expr(pass);
    }
    return ready;
}

static enum readiness advance_places(struct value_pass *pass)
{
    enum readiness ready = READY;
    while (ready == READY && pass->next_place < pass->verifier->module->places_count) {
        ready = advance_place(pass);
    }
    return ready;
}

/* Expressions and places refer to each other and are made after what they refer to. So two fingers
 * that only go forward visit all of them exactly when nothing refers to itself. */
bool verify_values(struct verifier *v)
{
    const struct ir_module *m = v->module;
    struct value_pass pass = {.verifier = v, .next_expr = 1, .next_place = 1};
    v->expr_owner = memory_resize(NULL, m->exprs_count, sizeof *v->expr_owner);
    v->place_owner = memory_resize(NULL, m->places_count, sizeof *v->place_owner);
    v->expr_owner[0] = v->place_owner[0] = 0;
    while (pass.next_expr < m->exprs_count || pass.next_place < m->places_count) {
        uint64_t before = (uint64_t)pass.next_expr + pass.next_place;
        if (advance_exprs(&pass) == BROKEN) {
            return verify_fault(v, "expression %u: its operation or an operand is wrong",
                                pass.next_expr);
        }
        if (advance_places(&pass) == BROKEN) {
            return verify_fault(v, "place %u: its base, an element or the type is wrong",
                                pass.next_place);
        }
        if ((uint64_t)pass.next_expr + pass.next_place == before) {
            return verify_fault(v, "expression %u and place %u need what comes after them",
                                pass.next_expr, pass.next_place);
        }
    }
    return true;
}
