#include "ir/print_names.h"
#include "ir/text_rules.h"

#include <inttypes.h>
#include <string.h>

/* Whether the function's type says just what the list of its parameters says. */
static bool type_follows(const struct ir_module *m, const struct ir_func *func)
{
    const struct ir_type *type = &m->types[func->type];
    bool variadic = (func->flags & IR_FUNC_VARIADIC) != 0;
    if (type->name != 0 || type->size != 0 || variadic != ((type->flags & IR_TYPE_VARIADIC) != 0)) {
        return false;
    }
    bool same = func->block_count == 0 || type->count == func->param_count;
    for (uint32_t i = 0; same && func->block_count != 0 && i < type->count; i++) {
        same = m->lists[type->first + i] == m->vars[func->first_var + i].type;
    }
    return same;
}

static void print_params(struct printer *printer, const struct ir_func *func)
{
    const struct ir_module *m = printer->module;
    const struct ir_type *type = &m->types[func->type];
    uint32_t count = func->block_count != 0 ? func->param_count : type->count;
    text_puts(printer->out, "(");
    for (uint32_t i = 0; i < count; i++) {
        text_puts(printer->out, i == 0 ? "" : ", ");
        if (func->block_count == 0) {
            print_type(printer, m->lists[type->first + i]);
            text_puts(printer->out, ir_points_to_const(func, i) ? " const" : "");
            continue;
        }
        print_type(printer, m->vars[func->first_var + i].type);
        text_puts(printer->out, " ");
        print_var_name(printer, func->first_var + i);
        print_loc(printer, m->vars[func->first_var + i].loc);
    }
    if ((func->flags & IR_FUNC_VARIADIC) != 0) {
        text_puts(printer->out, count == 0 ? "..." : ", ...");
    }
    text_puts(printer->out, ")");
}

static void print_header(struct printer *printer, ir_func_id id)
{
    const struct ir_func *func = &printer->module->funcs[id];
    text_puts(printer->out, func->block_count == 0 ? "declare " : "");
    text_puts(printer->out, (func->flags & IR_FUNC_INTERNAL) != 0 ? "static " : "");
    text_puts(printer->out, (func->flags & IR_FUNC_INLINE) != 0 ? "inline " : "");
    text_puts(printer->out, (func->flags & IR_FUNC_NORETURN) != 0 ? "noreturn " : "");
    text_puts(printer->out, (func->flags & IR_FUNC_IMPLICIT) != 0 ? "implicit " : "");
    text_puts(printer->out, (func->flags & IR_FUNC_SKIPPED) != 0 ? "skipped " : "");
    text_puts(printer->out, "func ");
    if (func->type != 0) {
        print_type(printer, printer->module->types[func->type].of);
        text_puts(printer->out, " ");
    }
    print_func_name(printer, id);
    print_params(printer, func);
    if (func->type != 0 && !type_follows(printer->module, func)) {
        text_puts(printer->out, " type ");
        print_type(printer, func->type);
    }
    print_loc(printer, func->loc);
    if (func->body_loc != 0) {
        text_puts(printer->out, " body");
        print_loc(printer, func->body_loc);
    }
    text_puts(printer->out, func->block_count == 0 ? "\n" : " {\n");
}

static void print_block_name(struct printer *printer, ir_block_id block)
{
    text_printf(printer->out, "b%u", block - printer->module->funcs[printer->func].first_block + 1);
}

static void print_call(struct printer *printer, const struct ir_instr *instr)
{
    const struct ir_expr *callee = &printer->module->exprs[instr->value];
    struct ir_type made;
    (void)ir_text_expr_type(printer->module, callee, &made);
    text_puts(printer->out, "call ");
    /* A function under another type than its own is written as the expression that it is. */
    if (callee->op == IR_EXPR_FUNCTION &&
        memcmp(&made, &printer->module->types[callee->type], sizeof made) == 0) {
        print_func_name(printer, callee->a);
        return;
    }
    text_puts(printer->out, "(");
    print_expr(printer, instr->value);
    text_puts(printer->out, ")");
}

static void print_instr(struct printer *printer, const struct ir_instr *instr)
{
    text_puts(printer->out, "  ");
    if (instr->dest != 0) {
        print_place(printer, instr->dest);
        text_puts(printer->out, " = ");
    }
    if (instr->op == IR_INSTR_SET) {
        print_expr(printer, instr->value);
        print_loc(printer, instr->loc);
        text_puts(printer->out, "\n");
        return;
    }
    if (instr->op == IR_INSTR_CALL) {
        print_call(printer, instr);
    } else {
        text_puts(printer->out, "opaque ");
        print_quoted(printer, instr->text);
    }
    text_puts(printer->out, "(");
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        text_puts(printer->out, i == 0 ? "" : ", ");
        print_expr(printer, printer->module->lists[instr->first_arg + i]);
    }
    text_puts(printer->out, ")");
    if (instr->op == IR_INSTR_CALL && instr->text != 0) {
        text_puts(printer->out, " as ");
        print_word(printer, instr->text);
    }
    print_loc(printer, instr->loc);
    text_puts(printer->out, "\n");
}

static void print_edges(struct printer *printer, const struct ir_block *block)
{
    bool listed = block->term == IR_TERM_SWITCH || block->term == IR_TERM_INDIRECT;
    text_puts(printer->out, listed ? " to" : "");
    for (uint32_t i = 0; i < block->edge_count; i++) {
        const struct ir_edge *edge = &printer->module->edges[block->first_edge + i];
        text_puts(printer->out, listed && i != 0 ? ", " : " ");
        if (edge->is_default) {
            text_puts(printer->out, "default: ");
        } else if (block->term == IR_TERM_SWITCH) {
            text_printf(printer->out, "%" PRId64, edge->low);
            if (edge->low != edge->high) {
                text_printf(printer->out, "..%" PRId64, edge->high);
            }
            text_puts(printer->out, ": ");
        }
        print_block_name(printer, edge->to);
    }
}

static void print_block(struct printer *printer, ir_block_id id)
{
    static const char *const terms[IR_TERM_COUNT] = {
        [IR_TERM_NONE] = "none",
#define IR_TERM(name, text, meaning) [IR_TERM_##name] = text,
#include "ir/ops.def"
    };
    const struct ir_block *block = &printer->module->blocks[id];
    print_block_name(printer, id);
    text_puts(printer->out, ":\n");
    if (block->label != 0) {
        text_puts(printer->out, "  label ");
        print_word(printer, block->label);
        print_loc(printer, block->label_loc);
        text_puts(printer->out, "\n");
    }
    for (uint32_t i = 0; i < block->instr_count; i++) {
        print_instr(printer, &printer->module->instrs[block->first_instr + i]);
    }
    text_printf(printer->out, "  %s", terms[block->term]);
    if (block->cond != 0) {
        text_puts(printer->out, " ");
        print_expr(printer, block->cond);
    }
    print_edges(printer, block);
    print_loc(printer, block->term_loc);
    text_puts(printer->out, "\n");
}

void print_var(struct printer *printer, const char *word, ir_var_id id)
{
    text_printf(printer->out, "%s ", word);
    print_type(printer, printer->module->vars[id].type);
    text_puts(printer->out, " ");
    print_var_name(printer, id);
    print_loc(printer, printer->module->vars[id].loc);
    text_puts(printer->out, "\n");
}

/* Reading the text puts statics that lay elsewhere behind the function's other variables. */
static void print_locals(struct printer *printer, ir_func_id id)
{
    static const char *const words[] = {
        [IR_VAR_STATIC_LOCAL] = "static", [IR_VAR_LOCAL] = "local", [IR_VAR_TEMP] = "temp"};
    const struct ir_module *m = printer->module;
    const struct ir_func *func = &m->funcs[id];
    for (uint32_t i = func->param_count; i < func->var_count; i++) {
        ir_var_id var = func->first_var + i;
        text_puts(printer->out, "  ");
        print_var(printer, words[m->vars[var].kind], var);
    }
    for (uint32_t i = 0; i < printer->stray_count; i++) {
        if (m->vars[printer->strays[i]].func == id) {
            print_var(printer, "  static", printer->strays[i]);
        }
    }
}

static void print_loops(struct printer *printer, const struct ir_func *func)
{
    for (uint32_t i = 0; i < func->loop_count; i++) {
        const struct ir_loop *loop = &printer->module->loops[func->first_loop + i];
        text_printf(printer->out, "  loop %s", ir_text_loops[loop->kind]);
        print_loc(printer, loop->loc);
#define PRINT_PART(part)                                                                           \
    text_puts(printer->out, " " #part " ");                                                        \
    print_block_name(printer, loop->part);
        IR_TEXT_LOOP_PARTS(PRINT_PART)
        text_puts(printer->out, "\n");
    }
}

void print_func(struct printer *printer, ir_func_id id)
{
    const struct ir_func *func = &printer->module->funcs[id];
    printer->func = id;
    print_header(printer, id);
    if (func->block_count != 0) {
        print_locals(printer, id);
        print_loops(printer, func);
        for (uint32_t i = 0; i < func->block_count; i++) {
            print_block(printer, func->first_block + i);
        }
        text_puts(printer->out, "}\n");
    }
    printer->func = 0;
}
