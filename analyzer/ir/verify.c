#include "ir/verify.h"

#include "base/vec.h"
#include "ir/verify_faults.h"

#include <stdarg.h>
#include <stdio.h>

static const uint32_t fault_limit = 20;

bool verify_fault(struct verifier *v, const char *format, ...)
{
    if (v->fault_count++ < fault_limit) {
        char line[256];
        va_list args;
        va_start(args, format);
        vsnprintf(line, sizeof line, format, args);
        va_end(args);
        text_printf(v->faults, "%s\n", line);
    }
    return false;
}

static bool is_zero(const void *item, size_t size)
{
    const unsigned char *bytes = item;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Id 0 means none everywhere, and reading entry 0 is harmless. */
static bool check_zero_entries(struct verifier *v)
{
    const struct ir_module *m = v->module;
    bool good = true;
#define CHECK_ZERO(name)                                                                           \
    if (m->name##_count == 0 || !is_zero(&m->name[0], sizeof m->name[0])) {                        \
        good = verify_fault(v, #name ": entry 0 is not empty");                                    \
    }
#define IR_SECTION(type, name) CHECK_ZERO(name)
#define IR_SECTION_U32(name)   CHECK_ZERO(name)
#include "ir/sections.def"
    return good;
}

static bool check_places_in_source(struct verifier *v)
{
    const struct ir_module *m = v->module;
    bool good = m->unit_path < m->texts_count || verify_fault(v, "the unit has no path");
    for (uint32_t i = 1; i < m->files_count; i++) {
        if (m->files[i].path == 0 || m->files[i].path >= m->texts_count) {
            good = verify_fault(v, "file %u: it has no path", i);
        }
    }
    for (uint32_t i = 1; i < m->locs_count; i++) {
        const struct ir_loc *loc = &m->locs[i];
        if (loc->file == 0 || loc->file >= m->files_count || loc->macro >= m->texts_count) {
            good = verify_fault(v, "location %u: its file or macro does not exist", i);
        }
    }
    for (uint32_t i = 1; i < m->notes_count; i++) {
        const struct ir_note *note = &m->notes[i];
        if (note->kind == IR_NOTE_NONE || note->kind > IR_NOTE_STAND_IN ||
            note->loc >= m->locs_count || note->text >= m->texts_count) {
            good = verify_fault(v, "note %u: its kind, location or text does not exist", i);
        }
    }
    return good;
}

/* Statics of a function may lie anywhere; its other variables lie in its run. */
static bool check_var(struct verifier *v, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_var *var = &m->vars[id];
    if (var->kind == IR_VAR_NONE || var->kind > IR_VAR_TEMP) {
        return verify_fault(v, "variable %u: kind %u is unknown", id, var->kind);
    }
    if (var->name >= m->texts_count || var->type >= m->types_count || var->func >= m->funcs_count ||
        var->loc >= m->locs_count) {
        return verify_fault(v, "variable %u: its name, type, function or location does not exist",
                            id);
    }
    if ((var->kind == IR_VAR_GLOBAL) != (var->func == 0)) {
        return verify_fault(v, "variable %u: globals have no function, all others have one", id);
    }
    if ((var->kind == IR_VAR_GLOBAL || var->kind == IR_VAR_STATIC_LOCAL) && var->name == 0) {
        return verify_fault(v, "variable %u: it outlives a function but has no name", id);
    }
    const struct ir_func *func = &m->funcs[var->func];
    uint32_t at = id - func->first_var;
    bool inside = var->func != 0 && id >= func->first_var && at < func->var_count;
    if (inside ? (var->kind == IR_VAR_PARAM) != (at < func->param_count)
               : var->kind >= IR_VAR_LOCAL) {
        return verify_fault(v, "variable %u: it does not lie where its function keeps its kind",
                            id);
    }
    return true;
}

/* The other half, that each lies in its function's run, is checked with the entries themselves. */
static bool runs_are_own(const struct ir_module *m, const struct ir_func *func, ir_func_id id)
{
    bool own = true;
    for (uint32_t i = 0; i < func->var_count; i++) {
        own = own && m->vars[func->first_var + i].func == id;
    }
    for (uint32_t i = 0; i < func->block_count; i++) {
        own = own && m->blocks[func->first_block + i].func == id;
    }
    for (uint32_t i = 0; i < func->loop_count; i++) {
        own = own && m->loops[func->first_loop + i].func == id;
    }
    return own;
}

static bool check_func(struct verifier *v, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_func *func = &m->funcs[id];
    if (func->name == 0 || func->name >= m->texts_count || func->loc >= m->locs_count ||
        func->body_loc >= m->locs_count) {
        return verify_fault(v, "function %u: its name or location does not exist", id);
    }
    const char *name = ir_text(m, func->name);
    if (func->type >= m->types_count ||
        (func->type != 0 && m->types[func->type].kind != IR_TYPE_FUNCTION)) {
        return verify_fault(v, "function %s: its type is not a function's", name);
    }
    if (!verify_run(func->first_var, func->var_count, m->vars_count) ||
        !verify_run(func->first_block, func->block_count, m->blocks_count) ||
        !verify_run(func->first_loop, func->loop_count, m->loops_count) ||
        func->param_count > func->var_count) {
        return verify_fault(v, "function %s: its variables, blocks or loops do not exist", name);
    }
    if (!runs_are_own(m, func, id)) {
        return verify_fault(v, "function %s: a variable, block or loop of its run is another's",
                            name);
    }
    return true;
}

static bool block_of(const struct ir_module *m, ir_block_id block, ir_func_id func)
{
    return block != 0 && block < m->blocks_count && m->blocks[block].func == func;
}

static bool check_loop(struct verifier *v, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_loop *loop = &m->loops[id];
    const struct ir_func *func = &m->funcs[loop->func < m->funcs_count ? loop->func : 0];
    if (loop->kind == IR_LOOP_NONE || loop->kind > IR_LOOP_FOR || loop->loc >= m->locs_count) {
        return verify_fault(v, "loop %u: its kind or location does not exist", id);
    }
    if (id < func->first_loop || id - func->first_loop >= func->loop_count) {
        return verify_fault(v, "loop %u: it does not lie among those of its function", id);
    }
    if (!block_of(m, loop->head, loop->func) || !block_of(m, loop->body, loop->func) ||
        !block_of(m, loop->latch, loop->func) || !block_of(m, loop->exit, loop->func)) {
        return verify_fault(v, "loop %u: a block of it is not in its function", id);
    }
    return true;
}

static bool check_edges(struct verifier *v, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_block *block = &m->blocks[id];
    uint32_t defaults = 0;
    for (uint32_t i = 0; i < block->edge_count; i++) {
        const struct ir_edge *edge = &m->edges[block->first_edge + i];
        if (!block_of(m, edge->to, block->func)) {
            return verify_fault(v, "block %u: edge %u leaves its function", id, i);
        }
        if (edge->is_default > 1 || edge->low > edge->high ||
            ((edge->is_default == 1 || block->term != IR_TERM_SWITCH) &&
             (edge->low != 0 || edge->high != 0))) {
            return verify_fault(v, "block %u: edge %u has no sensible range", id, i);
        }
        defaults += edge->is_default;
    }
    if (defaults != (block->term == IR_TERM_SWITCH ? 1 : 0)) {
        return verify_fault(v, "block %u: it has %u default edges", id, defaults);
    }
    return true;
}

struct term_shape {
    uint32_t edges; /* exactly so many, ANY for no limit */
    char condition; /* y, n, or ? */
};

#define ANY UINT32_MAX

static const struct term_shape term_shapes[IR_TERM_COUNT] = {
    [IR_TERM_JUMP] = {1, 'n'},   [IR_TERM_BRANCH] = {2, 'y'},     [IR_TERM_SWITCH] = {ANY, 'y'},
    [IR_TERM_RETURN] = {0, '?'}, [IR_TERM_INDIRECT] = {ANY, 'y'}, [IR_TERM_UNREACHABLE] = {0, 'n'},
};

static bool returns_void(const struct ir_module *m, ir_func_id func)
{
    const struct ir_type *type = &m->types[m->funcs[func].type];
    return type->kind == IR_TYPE_FUNCTION && m->types[type->of].kind == IR_TYPE_VOID;
}

static bool evaluates(const struct verifier *v, ir_func_id func, ir_expr_id expr)
{
    return expr < v->module->exprs_count &&
           (v->expr_owner[expr] == 0 || v->expr_owner[expr] == func);
}

static bool check_block(struct verifier *v, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_block *block = &m->blocks[id];
    const struct ir_func *func = &m->funcs[block->func < m->funcs_count ? block->func : 0];
    if (id < func->first_block || id - func->first_block >= func->block_count) {
        return verify_fault(v, "block %u: it does not lie among those of its function", id);
    }
    if (block->term == IR_TERM_NONE || block->term >= IR_TERM_COUNT) {
        return verify_fault(v, "block %u: it has no terminator", id);
    }
    if (!verify_run(block->first_instr, block->instr_count, m->instrs_count) ||
        !verify_run(block->first_edge, block->edge_count, m->edges_count) ||
        block->term_loc >= m->locs_count || block->label >= m->texts_count ||
        block->label_loc >= m->locs_count) {
        return verify_fault(v, "block %u: an instruction, edge or location does not exist", id);
    }
    const struct term_shape *shape = &term_shapes[block->term];
    if (shape->edges != ANY && shape->edges != block->edge_count) {
        return verify_fault(v, "block %u: its terminator cannot have %u edges", id,
                            block->edge_count);
    }
    if ((shape->condition == 'y' && block->cond == 0) ||
        (shape->condition == 'n' && block->cond != 0) ||
        (block->term == IR_TERM_RETURN && block->cond != 0 && returns_void(m, block->func))) {
        return verify_fault(v, "block %u: its terminator has no use for its value, or lacks one",
                            id);
    }
    if (!evaluates(v, block->func, block->cond)) {
        return verify_fault(v, "block %u: it evaluates a variable of another function", id);
    }
    return check_edges(v, id);
}

static bool check_instr(struct verifier *v, ir_func_id func, uint32_t id)
{
    const struct ir_module *m = v->module;
    const struct ir_instr *instr = &m->instrs[id];
    if (instr->op == IR_INSTR_NONE || instr->op >= IR_INSTR_COUNT || instr->loc >= m->locs_count ||
        instr->text >= m->texts_count || instr->dest >= m->places_count ||
        !verify_run(instr->first_arg, instr->arg_count, m->lists_count)) {
        return verify_fault(v, "instruction %u: its operation or an operand does not exist", id);
    }
    bool set = instr->op == IR_INSTR_SET;
    if ((set && (instr->dest == 0 || instr->arg_count != 0)) ||
        (instr->op == IR_INSTR_OPAQUE ? instr->value != 0 : instr->value == 0)) {
        return verify_fault(v, "instruction %u: its operation cannot have these operands", id);
    }
    uint32_t owner = v->place_owner[instr->dest];
    bool own = (owner == 0 || owner == func) && evaluates(v, func, instr->value);
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        uint32_t arg = m->lists[instr->first_arg + i];
        own = own && arg != 0 && evaluates(v, func, arg);
    }
    return own || verify_fault(v, "instruction %u: an operand does not exist in its function", id);
}

static bool check_instrs(struct verifier *v)
{
    const struct ir_module *m = v->module;
    uint32_t *owner = memory_resize(NULL, m->instrs_count, sizeof *owner);
    memset(owner, 0, m->instrs_count * sizeof *owner);
    bool good = true;
    for (uint32_t b = 1; b < m->blocks_count; b++) {
        const struct ir_block *block = &m->blocks[b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            uint32_t id = block->first_instr + i;
            if (owner[id] != 0) {
                good = verify_fault(v, "instruction %u: it lies in two blocks", id);
                break;
            }
            owner[id] = b;
            good = check_instr(v, block->func, id) && good;
        }
    }
    for (uint32_t i = 1; i < m->instrs_count; i++) {
        if (owner[i] == 0) {
            good = verify_fault(v, "instruction %u: it lies in no block", i);
        }
    }
    free(owner);
    return good;
}

static bool check_functions(struct verifier *v)
{
    const struct ir_module *m = v->module;
    bool good = true;
    if (m->funcs_count < 2 || strcmp(ir_text(m, m->funcs[1].name), "$init") != 0 ||
        m->funcs[1].block_count == 0) {
        good = verify_fault(v, "function 1 is not the initialiser $init with a body");
    }
    for (uint32_t i = 1; i < m->funcs_count; i++) {
        good = check_func(v, i) && good;
    }
    for (uint32_t i = 1; i < m->vars_count; i++) {
        good = check_var(v, i) && good;
    }
    for (uint32_t i = 1; i < m->loops_count; i++) {
        good = check_loop(v, i) && good;
    }
    return good;
}

static bool check_code(struct verifier *v)
{
    bool good = true;
    for (uint32_t i = 1; i < v->module->blocks_count; i++) {
        good = check_block(v, i) && good;
    }
    return good && check_instrs(v);
}

bool ir_verify(const struct ir_module *module, struct text *faults)
{
    struct verifier v = {.module = module, .faults = faults};
    bool good = check_zero_entries(&v);
    good = check_places_in_source(&v) && good;
    good = verify_types(&v) && good;
    good = good && check_functions(&v);
    /* Each part relies on those before it, so later ones are skipped after a fault. */
    good = good && verify_values(&v);
    good = good && check_code(&v);
    free(v.expr_owner);
    free(v.place_owner);
    return good;
}
