/* Reads the program's code for what stores, arguments and results do to function pointers. */
#include "program/func_pointers.h"

/* How many pointers lead to a function's address: 1 for a pointer to a function or to anything, 2
 * for a pointer to such a pointer; 0 for all other types. Pointers to records are among these: what
 * they lead to is known by its field. */
static uint32_t pointer_depth(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *type = &module->types[id];
    while (type->kind == IR_TYPE_ARRAY) {
        type = &module->types[type->of];
    }
    for (uint32_t depth = 1; depth <= 3 && type->kind == IR_TYPE_POINTER; depth++) {
        type = &module->types[type->of];
        if (type->kind == IR_TYPE_FUNCTION || type->kind == IR_TYPE_VOID ||
            type->kind == IR_TYPE_NONE) {
            return depth;
        }
    }
    return 0;
}

/* The expression without casts and steps inside a table. */
static const struct ir_expr *base_value(const struct ir_module *module, ir_expr_id id)
{
    const struct ir_expr *expr = &module->exprs[id];
    while (expr->op == IR_EXPR_CAST || ((expr->op == IR_EXPR_ADD || expr->op == IR_EXPR_SUB) &&
                                        module->types[expr->type].kind == IR_TYPE_POINTER)) {
        expr = &module->exprs[expr->a];
    }
    return expr;
}

/* A pointer and what it points to share a node; so do the elements of an array. */
static uint32_t node_of_place(struct func_pointers *pointers, uint32_t m, ir_place_id id)
{
    const struct ir_module *module = &pointers->program->modules[m];
    for (;;) {
        const struct ir_place *place = &module->places[id];
        for (uint32_t i = place->elem_count; i > 0; i--) {
            const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
            if (elem->kind == IR_ELEM_FIELD) {
                return pointer_node_at(pointers, NODE_FIELD, 0,
                                       pointers->program->field_of[m][elem->id]);
            }
        }
        if (place->base_kind == IR_BASE_VAR) {
            uint32_t global = pointers->program->global_of[m][place->base];
            return global != 0 ? pointer_node_at(pointers, NODE_GLOBAL, 0, global)
                               : pointer_node_at(pointers, NODE_VAR, m, place->base);
        }
        const struct ir_expr *pointer = base_value(module, place->base);
        if (pointer->op != IR_EXPR_LOAD && pointer->op != IR_EXPR_ADDRESS) {
            return POINTER_NONE;
        }
        id = pointer->a;
    }
}

static bool may_carry(const struct ir_module *module, ir_type_id type, ir_expr_id value)
{
    return pointer_depth(module, type) != 0 || base_value(module, value)->op == IR_EXPR_FUNCTION;
}

/* `node = value`, where one of them may carry a function. */
static void assign(struct func_pointers *pointers, uint32_t m, uint32_t node, ir_expr_id value)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_expr *expr = base_value(module, value);
    uint32_t from = POINTER_NONE;
    if (node == POINTER_NONE) {
        return;
    }
    switch (expr->op) {
    case IR_EXPR_FUNCTION:
        pointers->program->funcs.items[pointers->program->func_of[m][expr->a]].address_taken = true;
        pointer_add(pointers, node, pointers->program->func_of[m][expr->a]);
        return;
    case IR_EXPR_STRING:
        return;
    case IR_EXPR_INT:
        if (expr->value != 0) {
            pointer_open(pointers, node);
        }
        return;
    case IR_EXPR_LOAD:
    case IR_EXPR_ADDRESS:
        if (pointer_depth(module, module->places[expr->a].type) != 0) {
            from = node_of_place(pointers, m, expr->a);
        } else if (module->types[expr->type].kind == IR_TYPE_POINTER) {
            return; /* data */
        }
        break;
    default:
        break;
    }
    if (from == POINTER_NONE) {
        pointer_open(pointers, node);
        return;
    }
    pointer_flow(pointers, from, node);
    if (expr->op == IR_EXPR_ADDRESS) {
        pointer_flow(pointers, node, from); /* what is stored through the pointer */
    }
}

static uint32_t result_node(struct func_pointers *pointers, uint32_t m, const struct ir_instr *call)
{
    const struct ir_module *module = &pointers->program->modules[m];
    bool carries = call->dest != 0 && pointer_depth(module, module->places[call->dest].type) != 0;
    return carries ? node_of_place(pointers, m, call->dest) : POINTER_NONE;
}

static void open_params(struct func_pointers *pointers, func_ref ref)
{
    const struct program_func *func = &pointers->program->funcs.items[ref];
    const struct ir_module *module = &pointers->program->modules[func->module];
    const struct ir_func *info = &module->funcs[func->id];
    for (uint32_t i = 0; func->defined && i < info->param_count; i++) {
        if (pointer_depth(module, module->vars[info->first_var + i].type) != 0) {
            pointer_open(pointers,
                         pointer_node_at(pointers, NODE_VAR, func->module, info->first_var + i));
        }
    }
}

/* An argument for code that is not here: it may call what it gets, and write where it points. */
static void give_away(struct func_pointers *pointers, uint32_t m, ir_expr_id value)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_expr *expr = base_value(module, value);
    if (expr->op == IR_EXPR_FUNCTION) {
        func_ref func = pointers->program->func_of[m][expr->a];
        pointers->program->funcs.items[func].address_taken = true;
        open_params(pointers, func);
        return;
    }
    if (expr->op != IR_EXPR_LOAD && expr->op != IR_EXPR_ADDRESS) {
        return;
    }
    uint32_t depth = pointer_depth(module, module->places[expr->a].type);
    if (depth >= (expr->op == IR_EXPR_ADDRESS ? 1 : 2)) {
        pointer_open(pointers, node_of_place(pointers, m, expr->a));
    }
}

void func_pointers_call_outside(struct func_pointers *pointers, uint32_t m, ir_instr_id id)
{
    const struct ir_instr *call = &pointers->program->modules[m].instrs[id];
    for (uint32_t i = 0; i < call->arg_count; i++) {
        give_away(pointers, m, pointers->program->modules[m].lists[call->first_arg + i]);
    }
    pointer_open(pointers, result_node(pointers, m, call));
}

void func_pointers_pass(struct func_pointers *pointers, uint32_t m, ir_instr_id id, func_ref target)
{
    const struct program *program = pointers->program;
    const struct program_func *func = &program->funcs.items[target];
    const struct ir_module *caller = &program->modules[m];
    const struct ir_module *module = &program->modules[func->module];
    const struct ir_func *info = &module->funcs[func->id];
    const struct ir_instr *call = &caller->instrs[id];
    pointers->called[target] = true;
    if (!func->defined) {
        func_pointers_call_outside(pointers, m, id);
        return;
    }
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_expr_id arg = caller->lists[call->first_arg + i];
        ir_var_id param = info->first_var + i;
        if (i >= info->param_count) {
            give_away(pointers, m, arg);
        } else if (may_carry(module, module->vars[param].type, 0) || may_carry(caller, 0, arg)) {
            assign(pointers, m, pointer_node_at(pointers, NODE_VAR, func->module, param), arg);
        }
    }
    uint32_t dest = result_node(pointers, m, call);
    if (dest != POINTER_NONE) {
        pointer_flow(pointers, pointer_node_at(pointers, NODE_RESULT, 0, target), dest);
    }
}

static void scan_call(struct func_pointers *pointers, uint32_t m, ir_instr_id id)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_instr *call = &module->instrs[id];
    ir_func_id direct = ir_direct_callee(module, call);
    if (direct != 0) {
        func_pointers_pass(pointers, m, id, pointers->program->func_of[m][direct]);
        return;
    }
    struct indirect_call indirect = {.module = m, .instr = id, .node = POINTER_NONE};
    const struct ir_expr *callee = base_value(module, call->value);
    if (callee->op == IR_EXPR_FUNCTION) { /* under another type than its own */
        indirect.node = pointer_node_at(pointers, NODE_CALLEE, m, id);
        pointer_add(pointers, indirect.node, pointers->program->func_of[m][callee->a]);
    } else if (callee->op == IR_EXPR_LOAD) {
        indirect.node = node_of_place(pointers, m, callee->a);
    }
    if (indirect.node == POINTER_NONE) {
        func_pointers_call_outside(pointers, m, id);
    }
    pointer_call(pointers, indirect);
}

static void scan_instr(struct func_pointers *pointers, uint32_t m, ir_instr_id id)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_instr *instr = &module->instrs[id];
    if (instr->op == IR_INSTR_CALL) {
        scan_call(pointers, m, id);
    } else if (instr->op == IR_INSTR_OPAQUE) {
        func_pointers_call_outside(pointers, m, id);
    } else if (may_carry(module, module->places[instr->dest].type, instr->value)) {
        assign(pointers, m, node_of_place(pointers, m, instr->dest), instr->value);
    }
}

static void scan_module(struct func_pointers *pointers, uint32_t m, const bool *defined_globals)
{
    const struct program *program = pointers->program;
    const struct ir_module *module = &program->modules[m];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        scan_instr(pointers, m, id);
    }
    for (ir_block_id id = 1; id < module->blocks_count; id++) {
        const struct ir_block *block = &module->blocks[id];
        bool returns = block->term == IR_TERM_RETURN && block->cond != 0;
        if (returns && may_carry(module, module->exprs[block->cond].type, block->cond)) {
            func_ref func = program->func_of[m][block->func];
            assign(pointers, m, pointer_node_at(pointers, NODE_RESULT, 0, func), block->cond);
        }
    }
    for (ir_var_id id = 1; id < module->vars_count; id++) {
        uint32_t global = program->global_of[m][id];
        if (global != 0 && !defined_globals[global] &&
            pointer_depth(module, module->vars[id].type) != 0) {
            pointer_open(pointers, pointer_node_at(pointers, NODE_GLOBAL, 0, global));
        }
    }
}

void func_pointers_scan(struct func_pointers *pointers)
{
    const struct program *program = pointers->program;
    struct arena arena = {0};
    bool *defined = arena_alloc(&arena, (program->global_count + 1) * sizeof *defined);
    for (uint32_t m = 0; m < program->module_count; m++) {
        for (ir_var_id id = 1; id < program->modules[m].vars_count; id++) {
            const struct ir_var *var = &program->modules[m].vars[id];
            defined[program->global_of[m][id]] |=
                var->kind == IR_VAR_STATIC_LOCAL || (var->flags & IR_VAR_DEFINED) != 0;
        }
    }
    for (uint32_t m = 0; m < program->module_count; m++) {
        scan_module(pointers, m, defined);
    }
    arena_finish(&arena);
}

void func_pointers_open_entries(struct func_pointers *pointers)
{
    for (func_ref func = 1; func < pointers->program->funcs.count; func++) {
        if (!pointers->called[func]) {
            open_params(pointers, func);
        }
    }
}
