#include "ir/text_rules.h"

const struct ir_text_type ir_text_types[] = {
    {"void", {.kind = IR_TYPE_VOID}},
    {"bool", {.kind = IR_TYPE_BOOL, .flags = IR_TYPE_UNSIGNED, .size = 1}},
    {"char", {.kind = IR_TYPE_INT, .size = 1}},
    {"short", {.kind = IR_TYPE_INT, .size = 2}},
    {"int", {.kind = IR_TYPE_INT, .size = 4}},
    {"long", {.kind = IR_TYPE_INT, .size = 8}},
    {"i128", {.kind = IR_TYPE_INT, .size = 16}},
    {"u8", {.kind = IR_TYPE_INT, .flags = IR_TYPE_UNSIGNED, .size = 1}},
    {"u16", {.kind = IR_TYPE_INT, .flags = IR_TYPE_UNSIGNED, .size = 2}},
    {"u32", {.kind = IR_TYPE_INT, .flags = IR_TYPE_UNSIGNED, .size = 4}},
    {"u64", {.kind = IR_TYPE_INT, .flags = IR_TYPE_UNSIGNED, .size = 8}},
    {"u128", {.kind = IR_TYPE_INT, .flags = IR_TYPE_UNSIGNED, .size = 16}},
    {"float", {.kind = IR_TYPE_FLOAT, .size = 4}},
    {"double", {.kind = IR_TYPE_FLOAT, .size = 8}},
    {"ptr", {.kind = IR_TYPE_POINTER, .size = IR_TEXT_POINTER_SIZE}},
    {NULL, {0}},
};

const char *const ir_text_exprs[] = {
    [IR_EXPR_NONE] = "",
#define IR_EXPR(name, text, operands, meaning) [IR_EXPR_##name] = text,
#include "ir/ops.def"
};

const char *const ir_text_loops[IR_TEXT_LOOP_COUNT] = {"", "while", "do", "for"};

const char *const ir_text_notes[IR_TEXT_NOTE_COUNT] = {"", "missing_header", "parse_error",
                                                       "opaque", "stand_in"};

uint32_t ir_text_type_size(const struct ir_module *module, const struct ir_type *type)
{
    switch (type->kind) {
    case IR_TYPE_INT:
    case IR_TYPE_FLOAT:
        return 4;
    case IR_TYPE_BOOL:
        return 1;
    case IR_TYPE_POINTER:
        return IR_TEXT_POINTER_SIZE;
    case IR_TYPE_ARRAY:
        return module->types[type->of].size * type->count;
    case IR_TYPE_ENUM:
        return module->types[type->of].size;
    default:
        return 0;
    }
}

ir_type_id ir_text_place_type(const struct ir_module *module, const struct ir_place *place,
                              uint32_t elem_count)
{
    ir_type_id type = 0;
    if (place->base_kind == IR_BASE_VAR) {
        type = module->vars[place->base].type;
    } else {
        const struct ir_type *pointer = &module->types[module->exprs[place->base].type];
        type = pointer->kind == IR_TYPE_POINTER ? pointer->of : 0;
    }
    for (uint32_t i = 0; i < elem_count; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_FIELD) {
            type = module->fields[elem->id].type;
        } else if (module->types[type].kind == IR_TYPE_ARRAY) {
            type = module->types[type].of;
        }
    }
    return type;
}

ir_type_id ir_text_expr_type(const struct ir_module *module, const struct ir_expr *expr,
                             struct ir_type *made)
{
    *made = (struct ir_type){0};
    switch (expr->op) {
    case IR_EXPR_LOAD:
        return module->places[expr->a].type;
    case IR_EXPR_FLOAT:
        *made = (struct ir_type){.kind = IR_TYPE_FLOAT, .size = 8};
        return 0;
    case IR_EXPR_ADDRESS:
    case IR_EXPR_FUNCTION:
        *made = (struct ir_type){.kind = IR_TYPE_POINTER, .size = IR_TEXT_POINTER_SIZE};
        made->of = expr->op == IR_EXPR_ADDRESS ? module->places[expr->a].type
                                               : module->funcs[expr->a].type;
        return 0;
    case IR_EXPR_STRING:
    case IR_EXPR_CAST:
    case IR_EXPR_OPAQUE:
        return 0;
    case IR_EXPR_INT:
    case IR_EXPR_NOT:
    case IR_EXPR_EQ:
    case IR_EXPR_NE:
    case IR_EXPR_LT:
    case IR_EXPR_LE:
    case IR_EXPR_GT:
    case IR_EXPR_GE:
        *made = (struct ir_type){.kind = IR_TYPE_INT, .size = 4};
        return 0;
    default:
        return module->exprs[expr->a].type;
    }
}

bool ir_text_is_string(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *type = &module->types[id];
    const struct ir_type *of = &module->types[type->of];
    return type->kind == IR_TYPE_POINTER && type->size == IR_TEXT_POINTER_SIZE && type->name == 0 &&
           of->kind == IR_TYPE_INT && of->size == 1 && of->flags == 0 && of->name == 0;
}

ir_field_id ir_text_field(const struct ir_module *module, ir_type_id record, ir_str name)
{
    const struct ir_type *type = &module->types[record];
    for (uint32_t i = 0; type->kind == IR_TYPE_RECORD && name != 0 && i < type->count; i++) {
        if (module->fields[type->first + i].name == name) {
            return type->first + i;
        }
    }
    return 0;
}
