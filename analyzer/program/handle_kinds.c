#include "program/handle_kinds.h"

#include "base/map.h"

struct kind_node {
    VEC(uint32_t) flows_to;
    unsigned bits;
    bool queued;
};

struct handle_kinds {
    const struct program *program;
    const struct model_set *models;
    bool *shared; /* by handle kind: files have it, too (read, write) */
    struct map ids;
    struct map edges; /* pairs that are there already */
    VEC(struct kind_node) nodes;
    VEC(uint32_t) queue;
};

#define NO_NODE UINT32_MAX
enum node_kind { NODE_FIELD = 1, NODE_GLOBAL, NODE_VAR, NODE_RESULT };

static uint32_t node_at(struct handle_kinds *kinds, enum node_kind kind, uint32_t m, uint32_t id)
{
    uint32_t *node = map_put(&kinds->ids, (uint64_t)kind << 60 | (uint64_t)m << 32 | id, NO_NODE);
    if (*node == NO_NODE) {
        *node = kinds->nodes.count;
        (void)vec_push_zero(&kinds->nodes);
    }
    return *node;
}

static const struct ir_expr *base_value(const struct ir_module *module, ir_expr_id id)
{
    const struct ir_expr *expr = &module->exprs[id];
    while (expr->op == IR_EXPR_CAST ||
           (expr->op == IR_EXPR_ADD && module->types[expr->type].kind == IR_TYPE_POINTER)) {
        expr = &module->exprs[expr->a];
    }
    return expr;
}

/* A pointer and what it points to share a node; so do the elements of an array. */
static uint32_t node_of_place(struct handle_kinds *kinds, uint32_t m, ir_place_id id)
{
    const struct ir_module *module = &kinds->program->modules[m];
    for (;;) {
        const struct ir_place *place = &module->places[id];
        for (uint32_t i = place->elem_count; i > 0; i--) {
            const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
            if (elem->kind == IR_ELEM_FIELD) {
                return node_at(kinds, NODE_FIELD, 0, kinds->program->field_of[m][elem->id]);
            }
        }
        if (place->base_kind == IR_BASE_VAR) {
            uint32_t global = kinds->program->global_of[m][place->base];
            return global != 0 ? node_at(kinds, NODE_GLOBAL, 0, global)
                               : node_at(kinds, NODE_VAR, m, place->base);
        }
        const struct ir_expr *pointer = base_value(module, place->base);
        if (pointer->op != IR_EXPR_LOAD && pointer->op != IR_EXPR_ADDRESS) {
            return NO_NODE;
        }
        id = pointer->a;
    }
}

static uint32_t node_of_expr(struct handle_kinds *kinds, uint32_t m, ir_expr_id id)
{
    const struct ir_expr *expr = base_value(&kinds->program->modules[m], id);
    bool place = expr->op == IR_EXPR_LOAD || expr->op == IR_EXPR_ADDRESS;
    return place ? node_of_place(kinds, m, expr->a) : NO_NODE;
}

static void add(struct handle_kinds *kinds, uint32_t node, unsigned bits)
{
    if (node == NO_NODE ||
        (kinds->nodes.items[node].bits | bits) == kinds->nodes.items[node].bits) {
        return;
    }
    kinds->nodes.items[node].bits |= bits;
    if (!kinds->nodes.items[node].queued) {
        kinds->nodes.items[node].queued = true;
        vec_push(&kinds->queue, node);
    }
}

static void flow(struct handle_kinds *kinds, uint32_t from, uint32_t to)
{
    if (from == NO_NODE || to == NO_NODE || from == to) {
        return;
    }
    uint32_t before = kinds->edges.entries.count;
    (void)map_put(&kinds->edges, map_pair(from, to), 0);
    if (kinds->edges.entries.count != before) {
        vec_push(&kinds->nodes.items[from].flows_to, to);
        add(kinds, to, kinds->nodes.items[from].bits);
    }
}

/* Descriptors are ints, streams pointers; other numbers carry none. */
static bool may_carry(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *type = &module->types[id];
    while (type->kind == IR_TYPE_ARRAY) {
        type = &module->types[type->of];
    }
    return type->kind == IR_TYPE_POINTER || (type->kind == IR_TYPE_INT && type->size >= 4);
}

/* `node = value`. What is stored through a pointer that is passed on comes back. */
static void assign(struct handle_kinds *kinds, uint32_t m, uint32_t node, ir_expr_id value)
{
    uint32_t from = node_of_expr(kinds, m, value);
    flow(kinds, from, node);
    if (base_value(&kinds->program->modules[m], value)->op == IR_EXPR_ADDRESS) {
        flow(kinds, node, from);
    }
}

static const struct model_function *model_of(const struct handle_kinds *kinds, uint32_t m,
                                             const struct ir_instr *call)
{
    const struct ir_module *module = &kinds->program->modules[m];
    ir_func_id callee = ir_direct_callee(module, call);
    if (callee == 0 || (module->funcs[callee].flags & IR_FUNC_INTERNAL) != 0) {
        return NULL;
    }
    return models_find(kinds->models, ir_text(module, module->funcs[callee].name));
}

static void scan_model(struct handle_kinds *kinds, uint32_t m, const struct ir_instr *call,
                       const struct model_function *model)
{
    const struct ir_module *module = &kinds->program->modules[m];
    uint32_t dest = call->dest == 0 ? NO_NODE : node_of_place(kinds, m, call->dest);
    if (model->returns_arg < call->arg_count) {
        assign(kinds, m, dest, module->lists[call->first_arg + model->returns_arg]);
    }
    bool known = kinds->shared[model->created_kind];
    unsigned bits = known                      ? HANDLE_MAY_BE_SOCKET
                    : model->created_kind == 0 ? HANDLE_MAY_BE_OTHER
                                               : 0;
    if (model->creates == MODEL_RETURNED) {
        add(kinds, dest, bits);
    } else if (model->creates < call->arg_count) {
        add(kinds, node_of_expr(kinds, m, module->lists[call->first_arg + model->creates]), bits);
    }
}

static void scan_target(struct handle_kinds *kinds, uint32_t m, const struct ir_instr *call,
                        func_ref target)
{
    const struct program_func *func = &kinds->program->funcs.items[target];
    const struct ir_module *module = &kinds->program->modules[func->module];
    const struct ir_func *info = &module->funcs[func->id];
    for (uint32_t i = 0; func->defined && i < call->arg_count && i < info->param_count; i++) {
        ir_var_id param = info->first_var + i;
        if (may_carry(module, module->vars[param].type)) {
            assign(kinds, m, node_at(kinds, NODE_VAR, func->module, param),
                   kinds->program->modules[m].lists[call->first_arg + i]);
        }
    }
    if (call->dest != 0) {
        flow(kinds, node_at(kinds, NODE_RESULT, 0, target), node_of_place(kinds, m, call->dest));
    }
}

static void scan_call(struct handle_kinds *kinds, uint32_t m, ir_instr_id id)
{
    const struct program *program = kinds->program;
    const struct ir_instr *call = &program->modules[m].instrs[id];
    const struct model_function *model = model_of(kinds, m, call);
    uint32_t index = program->call_of[m][id];
    if (model != NULL) {
        scan_model(kinds, m, call, model);
        return;
    }
    for (uint32_t i = 0; index != 0 && i < program->calls.items[index - 1].target_count; i++) {
        scan_target(kinds, m, call,
                    program->targets.items[program->calls.items[index - 1].first_target + i]);
    }
}

static void scan_module(struct handle_kinds *kinds, uint32_t m)
{
    const struct ir_module *module = &kinds->program->modules[m];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        if (instr->op == IR_INSTR_CALL) {
            scan_call(kinds, m, id);
        } else if (instr->op == IR_INSTR_SET &&
                   may_carry(module, module->places[instr->dest].type)) {
            assign(kinds, m, node_of_place(kinds, m, instr->dest), instr->value);
        }
    }
    for (ir_block_id id = 1; id < module->blocks_count; id++) {
        const struct ir_block *block = &module->blocks[id];
        if (block->term == IR_TERM_RETURN && block->cond != 0 &&
            may_carry(module, module->exprs[block->cond].type)) {
            func_ref func = kinds->program->func_of[m][block->func];
            assign(kinds, m, node_at(kinds, NODE_RESULT, 0, func), block->cond);
        }
    }
}

static bool is_file(const struct model_set *models, const char *name)
{
    for (uint32_t i = 0; i < models->libraries.count; i++) {
        const struct model_library *library = models->libraries.items[i];
        for (uint32_t k = 0; k < library->file_count; k++) {
            if (strcmp(library->files[k], name) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void scan_globals(struct handle_kinds *kinds, uint32_t m)
{
    const struct ir_module *module = &kinds->program->modules[m];
    for (ir_var_id var = 1; var < module->vars_count; var++) {
        uint32_t global = kinds->program->global_of[m][var];
        if (global != 0 && (module->vars[var].flags & IR_VAR_INTERNAL) == 0 &&
            is_file(kinds->models, ir_text(module, module->vars[var].name))) {
            add(kinds, node_at(kinds, NODE_GLOBAL, 0, global), HANDLE_MAY_BE_OTHER);
        }
    }
}

static void close_over(struct handle_kinds *kinds)
{
    for (uint32_t next = 0; next < kinds->queue.count; next++) {
        uint32_t node = kinds->queue.items[next];
        kinds->nodes.items[node].queued = false;
        for (uint32_t i = 0; i < kinds->nodes.items[node].flows_to.count; i++) {
            add(kinds, kinds->nodes.items[node].flows_to.items[i], kinds->nodes.items[node].bits);
        }
    }
    kinds->queue.count = 0;
}

static void find_shared(struct handle_kinds *kinds)
{
    const struct model_set *models = kinds->models;
    kinds->shared = memory_resize(NULL, models->handle_kinds.count + 1, sizeof(bool));
    memset(kinds->shared, 0, (models->handle_kinds.count + 1) * sizeof(bool));
    for (uint32_t i = 1; i < models->functions.count; i++) {
        if (models->functions.items[i].only_on_socket) {
            kinds->shared[models->functions.items[i].handle_kind] = true;
        }
    }
}

struct handle_kinds *handle_kinds_create(const struct program *program,
                                         const struct model_set *models)
{
    struct handle_kinds *kinds = memory_resize(NULL, 1, sizeof *kinds);
    *kinds = (struct handle_kinds){.program = program, .models = models};
    find_shared(kinds);
    for (uint32_t m = 0; m < program->module_count; m++) {
        scan_module(kinds, m);
        scan_globals(kinds, m);
    }
    close_over(kinds);
    return kinds;
}

unsigned handle_kinds_of(struct handle_kinds *kinds, uint32_t module, ir_expr_id expr)
{
    uint32_t node = node_of_expr(kinds, module, expr);
    return node == NO_NODE ? 0 : kinds->nodes.items[node].bits;
}

void handle_kinds_destroy(struct handle_kinds *kinds)
{
    for (uint32_t i = 0; i < kinds->nodes.count; i++) {
        vec_finish(&kinds->nodes.items[i].flows_to);
    }
    vec_finish(&kinds->nodes);
    vec_finish(&kinds->queue);
    map_finish(&kinds->ids);
    map_finish(&kinds->edges);
    free(kinds->shared);
    free(kinds);
}
