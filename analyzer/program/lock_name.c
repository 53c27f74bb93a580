#include "program/lock_name.h"

#include "base/text.h"

#include <inttypes.h>

static const uint32_t depth_limit = 12;

struct namer {
    struct frame *frame;
    const struct ir_module *module;
    ir_instr_id call;
    struct text *out;
};

static void put_value(const struct namer *namer, ir_expr_id id, uint32_t depth);

/* A temporary is what the one call or assignment gives that sets it. */
static void put_temporary(const struct namer *namer, ir_var_id var, uint32_t depth)
{
    const struct ir_module *module = namer->module;
    const struct ir_func *func = namer->frame->info;
    for (uint32_t b = 0; b < func->block_count; b++) {
        const struct ir_block *block = &module->blocks[func->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_instr *instr = &module->instrs[block->first_instr + i];
            const struct ir_place *dest = &module->places[instr->dest];
            if (instr->dest == 0 || dest->base_kind != IR_BASE_VAR || dest->base != var) {
                continue;
            }
            ir_func_id callee = instr->op == IR_INSTR_CALL ? ir_direct_callee(module, instr) : 0;
            if (callee != 0) {
                text_printf(namer->out, "%s()", ir_text(module, module->funcs[callee].name));
            } else if (instr->op == IR_INSTR_SET) {
                put_value(namer, instr->value, depth - 1);
            } else {
                text_puts(namer->out, "?");
            }
            return;
        }
    }
    text_puts(namer->out, "?");
}

static void put_var(const struct namer *namer, ir_var_id var, uint32_t depth)
{
    const struct ir_var *info = &namer->module->vars[var];
    if (info->name != 0) {
        text_puts(namer->out, ir_text(namer->module, info->name));
    } else {
        put_temporary(namer, var, depth);
    }
}

static const struct ir_expr *bare(const struct ir_module *module, ir_expr_id *id)
{
    *id = ir_uncast(module, *id);
    return &module->exprs[*id];
}

static void put_index(const struct namer *namer, ir_expr_id index, uint32_t depth)
{
    const struct ir_expr *expr = bare(namer->module, &index);
    text_puts(namer->out, "[");
    if (expr->op == IR_EXPR_INT) {
        text_printf(namer->out, "%" PRId64, expr->value);
    } else if (expr->op == IR_EXPR_LOAD) {
        put_value(namer, index, depth);
    }
    text_puts(namer->out, "]");
}

/* `->` when the text so far is a pointer to what has the field. */
static void put_field(const struct namer *namer, bool pointer, const char *name)
{
    text_printf(namer->out, "%s%s", pointer ? "->" : ".", name);
}

static void put_place(const struct namer *namer, ir_place_id id, uint32_t depth)
{
    const struct ir_module *module = namer->module;
    const struct ir_place *place = &module->places[id];
    bool pointer = place->base_kind == IR_BASE_DEREF;
    if (depth == 0) {
        text_puts(namer->out, "?");
        return;
    }
    if (!pointer) {
        put_var(namer, place->base, depth);
    } else {
        ir_expr_id base = place->base;
        pointer = bare(module, &base)->op != IR_EXPR_ADDRESS;
        text_puts(namer->out, place->elem_count == 0 && pointer ? "*" : "");
        put_value(namer, base, depth - 1);
    }
    for (uint32_t i = 0; i < place->elem_count; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_FIELD) {
            put_field(namer, pointer, ir_text(module, module->fields[elem->id].name));
        } else {
            put_index(namer, elem->id, depth - 1);
        }
        pointer = false;
    }
}

/* A pointer by what it points to, where that has a name: `&queue.lock` is queue.lock. */
static void put_value(const struct namer *namer, ir_expr_id id, uint32_t depth)
{
    const struct ir_module *module = namer->module;
    const struct ir_expr *expr = bare(module, &id);
    if (depth == 0) {
        text_puts(namer->out, "?");
    } else if (expr->op == IR_EXPR_LOAD) {
        put_place(namer, expr->a, depth - 1);
    } else if (expr->op == IR_EXPR_ADDRESS) {
        const struct ir_place *place = &module->places[expr->a];
        bool whole = place->base_kind == IR_BASE_DEREF && place->elem_count == 0;
        if (whole) {
            put_value(namer, place->base, depth - 1);
        } else {
            put_place(namer, expr->a, depth - 1);
        }
    } else if (expr->op == IR_EXPR_ADD) {
        put_value(namer, expr->a, depth - 1);
        put_index(namer, expr->b, depth - 1);
    } else {
        text_puts(namer->out, "?");
    }
}

static const struct program_names *names(struct analysis *analysis)
{
    if (analysis->names == NULL) {
        analysis->names = arena_alloc(&analysis->arena, sizeof *analysis->names);
        *analysis->names = program_names(analysis->program, &analysis->arena);
    }
    return analysis->names;
}

/* Whether the text of the path's value names what it points to, as that of `&x` does. */
static bool names_pointee(const struct namer *namer, path_id id)
{
    const struct path *path = &namer->frame->analysis->paths.paths.items[id];
    const struct ir_instr *call = &namer->module->instrs[namer->call];
    if (path->kind != PATH_PARAM || path->value >= call->arg_count) {
        return path->kind == PATH_ADDRESS;
    }
    ir_expr_id arg = namer->module->lists[call->first_arg + path->value];
    return bare(namer->module, &arg)->op == IR_EXPR_ADDRESS;
}

static void put_path(const struct namer *namer, path_id id)
{
    struct analysis *analysis = namer->frame->analysis;
    const struct path *path = &analysis->paths.paths.items[id];
    const struct path *parent = &analysis->paths.paths.items[path->parent];
    const struct ir_instr *call = &namer->module->instrs[namer->call];
    bool through = parent->kind == PATH_DEREF;
    switch ((enum path_kind)path->kind) {
    case PATH_PARAM:
        if (path->value < call->arg_count) {
            put_value(namer, namer->module->lists[call->first_arg + path->value], depth_limit);
        }
        return;
    case PATH_GLOBAL:
        text_puts(namer->out, names(analysis)->globals[path->value]);
        return;
    case PATH_FIELD:
        put_path(namer, through ? parent->parent : path->parent);
        put_field(namer, through && !names_pointee(namer, parent->parent),
                  names(analysis)->fields[path->value]);
        return;
    case PATH_INDEX:
        put_path(namer, through ? parent->parent : path->parent);
        text_printf(namer->out, path->value == 0 ? "[]" : "[%" PRIu32 "]", path->value - 1);
        return;
    case PATH_DEREF:
        text_puts(namer->out, names_pointee(namer, path->parent) ? "" : "*");
        put_path(namer, path->parent);
        return;
    case PATH_ADDRESS:
        put_path(namer, path->parent);
        return;
    case PATH_NONE:
    case PATH_ERRNO:
        text_puts(namer->out, "?");
        return;
    }
}

str_id lock_name(struct frame *frame, ir_instr_id call, uint32_t arg, path_id path)
{
    struct text out = {0};
    struct namer namer = {.frame = frame, .module = frame->module, .call = call, .out = &out};
    const struct ir_instr *instr = &frame->module->instrs[call];
    if (path != 0) {
        put_path(&namer, path);
    } else if (arg < instr->arg_count) {
        put_value(&namer, frame->module->lists[instr->first_arg + arg], depth_limit);
    }
    str_id name = strtab_add_text(&frame->analysis->texts, text_string(&out));
    text_finish(&out);
    return name;
}
