#include "program/func_pointers.h"

enum node_kind { NODE_FIELD = 1, NODE_GLOBAL, NODE_VAR, NODE_RESULT };

void func_pointers_init(struct func_pointers *pointers, struct program *program)
{
    *pointers = (struct func_pointers){.program = program};
    pointers->called = memory_resize(NULL, program->funcs.count, sizeof(bool));
    memset(pointers->called, 0, program->funcs.count * sizeof(bool));
}

void func_pointers_finish(struct func_pointers *pointers)
{
    for (uint32_t i = 0; i < pointers->nodes.count; i++) {
        vec_finish(&pointers->nodes.items[i].funcs);
        vec_finish(&pointers->nodes.items[i].flows_to);
        vec_finish(&pointers->nodes.items[i].calls);
    }
    vec_finish(&pointers->nodes);
    vec_finish(&pointers->queue);
    vec_finish(&pointers->indirect);
    map_finish(&pointers->ids);
    map_finish(&pointers->seen);
    free(pointers->called);
}

static uint32_t node_at(struct func_pointers *pointers, enum node_kind kind, uint32_t m,
                        uint32_t id)
{
    uint64_t key = (uint64_t)kind << 60 | (uint64_t)m << 32 | id;
    uint32_t *node = map_put(&pointers->ids, key, POINTER_NONE);
    if (*node == POINTER_NONE) {
        *node = pointers->nodes.count;
        (void)vec_push_zero(&pointers->nodes);
    }
    return *node;
}

ir_expr_id func_pointers_strip(const struct ir_module *module, ir_expr_id id)
{
    while (module->exprs[id].op == IR_EXPR_CAST) {
        id = module->exprs[id].a;
    }
    return id;
}

/* Whether a value of the type may be, or lead to, a function's address. Pointers to records do
 * not: what they lead to is known by its field. */
static bool carries(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *type = &module->types[id];
    while (type->kind == IR_TYPE_ARRAY) {
        type = &module->types[type->of];
    }
    for (uint32_t depth = 0; depth < 3 && type->kind == IR_TYPE_POINTER; depth++) {
        type = &module->types[type->of];
        if (type->kind == IR_TYPE_FUNCTION || type->kind == IR_TYPE_VOID ||
            type->kind == IR_TYPE_NONE) {
            return true;
        }
    }
    return false;
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
                return node_at(pointers, NODE_FIELD, 0, pointers->program->field_of[m][elem->id]);
            }
        }
        if (place->base_kind == IR_BASE_VAR) {
            uint32_t global = pointers->program->global_of[m][place->base];
            return global != 0 ? node_at(pointers, NODE_GLOBAL, 0, global)
                               : node_at(pointers, NODE_VAR, m, place->base);
        }
        const struct ir_expr *pointer = &module->exprs[func_pointers_strip(module, place->base)];
        while (pointer->op == IR_EXPR_ADD || pointer->op == IR_EXPR_SUB) {
            pointer = &module->exprs[func_pointers_strip(module, pointer->a)];
        }
        if (pointer->op != IR_EXPR_LOAD && pointer->op != IR_EXPR_ADDRESS) {
            return POINTER_NONE;
        }
        id = pointer->a;
    }
}

static void enqueue(struct func_pointers *pointers, uint32_t node)
{
    if (!pointers->nodes.items[node].queued) {
        pointers->nodes.items[node].queued = true;
        vec_push(&pointers->queue, node);
    }
}

/* Whether the pair is new; `kind` tells the sets apart. */
static bool first_time(struct func_pointers *pointers, uint32_t kind, uint32_t a, uint32_t b)
{
    uint32_t before = pointers->seen.entries.count;
    (void)map_put(&pointers->seen, (uint64_t)kind << 63 | map_pair(a, b), 0);
    return pointers->seen.entries.count != before;
}

static void add_func(struct func_pointers *pointers, uint32_t node, func_ref func)
{
    if (first_time(pointers, 0, node, func)) {
        vec_push(&pointers->nodes.items[node].funcs, func);
        enqueue(pointers, node);
    }
}

static void open_node(struct func_pointers *pointers, uint32_t node)
{
    if (node != POINTER_NONE && !pointers->nodes.items[node].open) {
        pointers->nodes.items[node].open = true;
        enqueue(pointers, node);
    }
}

static void add_flow(struct func_pointers *pointers, uint32_t from, uint32_t to)
{
    if (from == to || !first_time(pointers, 1, from, to)) {
        return;
    }
    vec_push(&pointers->nodes.items[from].flows_to, to);
    for (uint32_t i = 0; i < pointers->nodes.items[from].passed; i++) {
        add_func(pointers, to, pointers->nodes.items[from].funcs.items[i]);
    }
    if (pointers->nodes.items[from].open) {
        open_node(pointers, to);
    }
}

static void take_address(struct func_pointers *pointers, func_ref func)
{
    pointers->program->funcs.items[func].address_taken = true;
}

/* `node = value`, where `type` is what the node's place was declared as. */
static void assign(struct func_pointers *pointers, uint32_t m, uint32_t node, ir_type_id type,
                   bool typed_elsewhere, ir_expr_id value)
{
    const struct ir_module *module = &pointers->program->modules[m];
    const struct ir_expr *expr = &module->exprs[func_pointers_strip(module, value)];
    while ((expr->op == IR_EXPR_ADD || expr->op == IR_EXPR_SUB) && carries(module, expr->type)) {
        expr = &module->exprs[func_pointers_strip(module, expr->a)];
    }
    if (node == POINTER_NONE) {
        return;
    }
    if (expr->op == IR_EXPR_FUNCTION) {
        add_func(pointers, node, pointers->program->func_of[m][expr->a]);
        return;
    }
    (void)type;
    (void)typed_elsewhere;
}
