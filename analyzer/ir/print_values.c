#include "ir/print_names.h"
#include "ir/text.h"
#include "ir/text_rules.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_type(const struct ir_type *a, const struct ir_type *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static void put_type(struct printer *printer, ir_type_id type)
{
    text_puts(printer->out, ":");
    print_type(printer, type);
}

/* ":TYPE" where the type does not follow from the operands. */
static void put_expr_type(struct printer *printer, const struct ir_expr *expr)
{
    const struct ir_module *module = printer->module;
    struct ir_type made;
    ir_type_id usual = ir_text_expr_type(module, expr, &made);
    bool follows = made.kind == IR_TYPE_NONE ? usual == expr->type
                                             : same_type(&made, &module->types[expr->type]);
    if (expr->op == IR_EXPR_STRING) {
        follows = ir_text_is_string(module, expr->type);
    }
    if (!follows || expr->op == IR_EXPR_CAST) {
        put_type(printer, expr->type);
    }
}

static void put_int(struct printer *printer, const struct ir_expr *expr)
{
    if (expr->a != 0) {
        print_word(printer, expr->a);
        text_puts(printer->out, "=");
    }
    text_printf(printer->out, "%" PRId64, expr->value);
    put_expr_type(printer, expr);
}

/* As decimal digits where they say it exactly, else as bits. */
static void put_float(struct printer *printer, const struct ir_expr *expr)
{
    double value;
    memcpy(&value, &expr->value, sizeof value);
    char digits[40];
    snprintf(digits, sizeof digits, "%.17g", value);
    if (!isfinite(value)) {
        text_printf(printer->out, "float");
        put_expr_type(printer, expr);
        text_printf(printer->out, "(%" PRId64 ")", expr->value);
        return;
    }
    char shorter[40];
    snprintf(shorter, sizeof shorter, "%g", value);
    double again = strtod(shorter, NULL);
    const char *text = memcmp(&again, &value, sizeof value) == 0 ? shorter : digits;
    text_printf(printer->out, "%s%s", text, strpbrk(text, ".e") == NULL ? ".0" : "");
    put_expr_type(printer, expr);
}

static void put_operation(struct printer *printer, const struct ir_expr *expr, uint32_t count,
                          const uint32_t *operands)
{
    text_puts(printer->out, ir_text_exprs[expr->op]);
    put_expr_type(printer, expr);
    text_puts(printer->out, "(");
    for (uint32_t i = 0; i < count; i++) {
        text_puts(printer->out, i == 0 ? "" : ", ");
        print_expr(printer, operands[i]);
    }
    text_puts(printer->out, ")");
}

static void put_reference(struct printer *printer, const struct ir_expr *expr)
{
    text_puts(printer->out, ir_text_exprs[expr->op]);
    put_expr_type(printer, expr);
    text_puts(printer->out, "(");
    if (expr->op == IR_EXPR_FUNCTION) {
        print_func_name(printer, expr->a);
    } else {
        print_place(printer, expr->a);
    }
    text_puts(printer->out, ")");
}

static void put_load(struct printer *printer, const struct ir_expr *expr)
{
    if (expr->type == printer->module->places[expr->a].type) {
        print_place(printer, expr->a);
    } else {
        put_reference(printer, expr);
    }
}

void print_expr(struct printer *printer, ir_expr_id id)
{
    const struct ir_expr *expr = &printer->module->exprs[id];
    const uint32_t operands[] = {expr->a, expr->b};
    switch (expr->op) {
    case IR_EXPR_NONE:
        text_puts(printer->out, "none");
        break;
    case IR_EXPR_INT:
        put_int(printer, expr);
        break;
    case IR_EXPR_FLOAT:
        put_float(printer, expr);
        break;
    case IR_EXPR_STRING:
        print_quoted(printer, expr->a);
        put_expr_type(printer, expr);
        break;
    case IR_EXPR_LOAD:
        put_load(printer, expr);
        break;
    case IR_EXPR_ADDRESS:
    case IR_EXPR_FUNCTION:
        put_reference(printer, expr);
        break;
    case IR_EXPR_NEGATE:
    case IR_EXPR_COMPLEMENT:
    case IR_EXPR_NOT:
    case IR_EXPR_CAST:
        put_operation(printer, expr, 1, operands);
        break;
    case IR_EXPR_OPAQUE:
        put_operation(printer, expr, expr->b, &printer->module->lists[expr->a]);
        break;
    default:
        put_operation(printer, expr, 2, operands);
    }
}

static void put_field(struct printer *printer, ir_field_id id, ir_type_id of)
{
    const struct ir_field *field = &printer->module->fields[id];
    if (ir_text_field(printer->module, of, field->name) == id) {
        text_puts(printer->out, ".");
        print_word(printer, field->name);
        return;
    }
    text_puts(printer->out, ".{");
    print_record_name(printer, field->record);
    text_printf(printer->out, " %u}", field->index);
}

void print_place(struct printer *printer, ir_place_id id)
{
    const struct ir_module *module = printer->module;
    const struct ir_place *place = &module->places[id];
    if (id == 0) {
        text_puts(printer->out, "none");
        return;
    }
    if (place->base_kind == IR_BASE_VAR) {
        print_var_name(printer, place->base);
    } else {
        text_puts(printer->out, "*(");
        print_expr(printer, place->base);
        text_puts(printer->out, ")");
    }
    for (uint32_t i = 0; i < place->elem_count; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_FIELD) {
            put_field(printer, elem->id, ir_text_place_type(module, place, i));
        } else {
            text_puts(printer->out, "[");
            print_expr(printer, elem->id);
            text_puts(printer->out, "]");
        }
    }
    if (place->type != ir_text_place_type(module, place, place->elem_count)) {
        put_type(printer, place->type);
    }
}

void ir_print_expr(const struct ir_module *module, ir_expr_id expr, struct text *out)
{
    struct printer printer;
    printer_init(&printer, module, out);
    print_expr(&printer, expr);
    printer_finish(&printer);
}

void ir_print_place(const struct ir_module *module, ir_place_id place, struct text *out)
{
    struct printer printer;
    printer_init(&printer, module, out);
    print_place(&printer, place);
    printer_finish(&printer);
}
