/* Call sites, and function pointers by what may have been stored in them: a set of functions for
 * each field, global, parameter and local, closed over copies. */
#include "program/program_build.h"

enum node_kind { NODE_FIELD = 1, NODE_GLOBAL, NODE_VAR };

struct node {
    VEC(func_ref) funcs;
    VEC(uint32_t) flows_to;
    bool queued;
};

struct pointers {
    struct program *program;
    struct map ids; /* kind, module and number to node */
    VEC(struct node) nodes;
    VEC(uint32_t) queue;
};

static uint32_t node_at(struct pointers *pointers, enum node_kind kind, uint32_t m, uint32_t id)
{
    uint64_t key = (uint64_t)kind << 60 | (uint64_t)m << 32 | id;
    uint32_t *node = map_put(&pointers->ids, key, UINT32_MAX);
    if (*node == UINT32_MAX) {
        *node = pointers->nodes.count;
        (void)vec_push_zero(&pointers->nodes);
    }
    return *node;
}

static ir_expr_id strip_casts(const struct ir_module *module, ir_expr_id id)
{
    while (module->exprs[id].op == IR_EXPR_CAST) {
        id = module->exprs[id].a;
    }
    return id;
}

static bool is_func_pointer(const struct ir_module *module, ir_type_id type)
{
    const struct ir_type *info = &module->types[type];
    return info->kind == IR_TYPE_POINTER && module->types[info->of].kind == IR_TYPE_FUNCTION;
}

static uint32_t node_of_place(struct pointers *pointers, uint32_t m, ir_place_id id)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_place *place = &module->places[id];
    for (uint32_t i = place->elem_count; i > 0; i--) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
        if (elem->kind == IR_ELEM_FIELD) {
            return node_at(pointers, NODE_FIELD, 0, pointers->program->field_of[m][elem->id]);
        }
    }
    if (place->base_kind == IR_BASE_DEREF) {
        ir_expr_id pointer = strip_casts(module, place->base);
        bool load = module->exprs[pointer].op == IR_EXPR_LOAD;
        return load ? node_of_place(pointers, m, module->exprs[pointer].a) : UINT32_MAX;
    }
    uint32_t global = pointers->program->global_of[m][place->base];
    return global != 0 ? node_at(pointers, NODE_GLOBAL, 0, global)
                       : node_at(pointers, NODE_VAR, m, place->base);
}

static void enqueue(struct pointers *pointers, uint32_t node)
{
    if (!pointers->nodes.items[node].queued) {
        pointers->nodes.items[node].queued = true;
        vec_push(&pointers->queue, node);
    }
}

static void add_func(struct pointers *pointers, uint32_t node, func_ref func)
{
    struct node *info = &pointers->nodes.items[node];
    for (uint32_t i = 0; i < info->funcs.count; i++) {
        if (info->funcs.items[i] == func) {
            return;
        }
    }
    vec_push(&info->funcs, func);
    enqueue(pointers, node);
}

/* `node = value`, where functions are concerned. */
static void assign(struct pointers *pointers, uint32_t m, uint32_t node, ir_expr_id value)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_expr *expr = &module->exprs[strip_casts(module, value)];
    if (node == UINT32_MAX) {
        return;
    }
    if (expr->op == IR_EXPR_FUNCTION) {
        func_ref func = pointers->program->func_of[m][expr->a];
        pointers->program->funcs.items[func].address_taken = true;
        add_func(pointers, node, func);
    } else if (expr->op == IR_EXPR_LOAD && is_func_pointer(module, expr->type)) {
        uint32_t from = node_of_place(pointers, m, expr->a);
        if (from != UINT32_MAX && from != node) {
            vec_push(&pointers->nodes.items[from].flows_to, node);
            enqueue(pointers, from);
        }
    }
}

static void pass_arguments(struct pointers *pointers, uint32_t m, const struct ir_instr *call,
                           func_ref target)
{
    struct program *program = pointers->program;
    const struct program_func *func = &program->funcs.items[target];
    const struct ir_module *module = &program->modules[func->module];
    const struct ir_func *info = &module->funcs[func->id];
    for (uint32_t i = 0; i < call->arg_count && i < info->param_count && func->defined; i++) {
        uint32_t param = node_at(pointers, NODE_VAR, func->module, info->first_var + i);
        assign(pointers, m, param, program->modules[m].lists[call->first_arg + i]);
    }
}

/* A function given to one that is not here (a callback for a library) has its address taken. */
static void mark_arguments(struct pointers *pointers, uint32_t m, const struct ir_instr *call)
{
    const struct ir_module *module = &pointers->program->modules[m];
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct ir_expr *arg =
            &module->exprs[strip_casts(module, module->lists[call->first_arg + i])];
        if (arg->op == IR_EXPR_FUNCTION) {
            pointers->program->funcs.items[pointers->program->func_of[m][arg->a]].address_taken =
                true;
        }
    }
}

static void scan_module(struct pointers *pointers, uint32_t m)
{
    const struct ir_module *module = &pointers->program->modules[m];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        if (instr->op == IR_INSTR_SET) {
            assign(pointers, m, node_of_place(pointers, m, instr->dest), instr->value);
        } else if (instr->op == IR_INSTR_CALL) {
            mark_arguments(pointers, m, instr);
            ir_func_id callee = ir_direct_callee(module, instr);
            if (callee != 0) {
                pass_arguments(pointers, m, instr, pointers->program->func_of[m][callee]);
            }
        }
    }
}

static void close_flows(struct pointers *pointers)
{
    for (uint32_t next = 0; next < pointers->queue.count; next++) {
        uint32_t node = pointers->queue.items[next];
        pointers->nodes.items[node].queued = false;
        for (uint32_t i = 0; i < pointers->nodes.items[node].flows_to.count; i++) {
            uint32_t to = pointers->nodes.items[node].flows_to.items[i];
            for (uint32_t k = 0; k < pointers->nodes.items[node].funcs.count; k++) {
                add_func(pointers, to, pointers->nodes.items[node].funcs.items[k]);
            }
        }
    }
}

static bool same_signature(const struct program *program, func_ref func,
                           const struct ir_module *module, const struct ir_instr *call)
{
    const struct ir_func *info = program_ir_func(program, func);
    if (info->param_count != call->arg_count) {
        return false;
    }
    const struct ir_module *other = program_module(program, func);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_type_id arg = module->exprs[module->lists[call->first_arg + i]].type;
        ir_type_id param = other->vars[info->first_var + i].type;
        bool pointer = module->types[arg].kind == IR_TYPE_POINTER;
        if (pointer != (other->types[param].kind == IR_TYPE_POINTER)) {
            return false;
        }
        const struct ir_type *to = &module->types[module->types[arg].of];
        const struct ir_type *from = &other->types[other->types[param].of];
        bool records = pointer && to->kind == IR_TYPE_RECORD && from->kind == IR_TYPE_RECORD;
        if (records && strcmp(ir_text(module, to->name), ir_text(other, from->name)) != 0) {
            return false;
        }
    }
    return true;
}

/* Too many candidates say nothing: then the call is left open. */
static const uint32_t signature_limit = 24;

static void add_by_signature(struct program *program, struct program_call *call,
                             const struct ir_module *module, const struct ir_instr *instr)
{
    uint32_t start = program->targets.count;
    for (func_ref func = 1; func < program->funcs.count; func++) {
        const struct program_func *info = &program->funcs.items[func];
        if (info->address_taken && info->defined && same_signature(program, func, module, instr)) {
            vec_push(&program->targets, func);
        }
    }
    call->complete = false;
    if (program->targets.count - start > signature_limit) {
        program->targets.count = start;
    }
}

static void add_call(struct pointers *pointers, func_ref caller, uint32_t m, ir_instr_id id)
{
    struct program *program = pointers->program;
    const struct ir_module *module = &program->modules[m];
    const struct ir_instr *instr = &module->instrs[id];
    struct program_call call = {.caller = caller, .instr = id, .complete = true};
    call.first_target = program->targets.count;
    ir_func_id direct = ir_direct_callee(module, instr);
    if (direct != 0) {
        vec_push(&program->targets, program->func_of[m][direct]);
    } else {
        const struct ir_expr *callee = &module->exprs[strip_casts(module, instr->value)];
        uint32_t node =
            callee->op == IR_EXPR_LOAD ? node_of_place(pointers, m, callee->a) : UINT32_MAX;
        for (uint32_t i = 0; node != UINT32_MAX && i < pointers->nodes.items[node].funcs.count;
             i++) {
            vec_push(&program->targets, pointers->nodes.items[node].funcs.items[i]);
        }
        if (program->targets.count == call.first_target) {
            add_by_signature(program, &call, module, instr);
        }
    }
    call.target_count = program->targets.count - call.first_target;
    vec_push(&program->calls, call);
    program->call_of[m][id] = program->calls.count;
}

static void collect_calls(struct pointers *pointers)
{
    struct program *program = pointers->program;
    for (func_ref func = 1; func < program->funcs.count; func++) {
        struct program_func *info = &program->funcs.items[func];
        info->first_call = program->calls.count;
        if (!info->defined) {
            continue;
        }
        const struct ir_module *module = &program->modules[info->module];
        const struct ir_func *ir = &module->funcs[info->id];
        for (uint32_t b = 0; b < ir->block_count; b++) {
            const struct ir_block *block = &module->blocks[ir->first_block + b];
            for (uint32_t i = 0; i < block->instr_count; i++) {
                if (module->instrs[block->first_instr + i].op == IR_INSTR_CALL) {
                    add_call(pointers, func, info->module, block->first_instr + i);
                }
            }
        }
        info->call_count = program->calls.count - info->first_call;
    }
}

void link_calls(struct program *program)
{
    struct pointers pointers = {.program = program};
    for (uint32_t m = 0; m < program->module_count; m++) {
        scan_module(&pointers, m);
    }
    close_flows(&pointers);
    collect_calls(&pointers);
    for (uint32_t i = 0; i < pointers.nodes.count; i++) {
        vec_finish(&pointers.nodes.items[i].funcs);
        vec_finish(&pointers.nodes.items[i].flows_to);
    }
    vec_finish(&pointers.nodes);
    vec_finish(&pointers.queue);
    map_finish(&pointers.ids);
}
