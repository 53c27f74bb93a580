#include "program/handle_nodes.h"

static uint64_t node_key(enum node_kind kind, uint32_t m, uint32_t id)
{
    return (uint64_t)kind << 60 | (uint64_t)m << 32 | id;
}

uint32_t node_at(struct node_table *table, enum node_kind kind, uint32_t m, uint32_t id)
{
    uint32_t *node = map_put(&table->ids, node_key(kind, m, id), NO_NODE);
    if (*node == NO_NODE) {
        *node = table->nodes.count;
        vec_push_zero(&table->nodes)->anywhere = NO_NODE;
    }
    return *node;
}

uint32_t node_find(const struct node_table *table, enum node_kind kind, uint32_t m, uint32_t id)
{
    const uint32_t *node = map_get(&table->ids, node_key(kind, m, id));
    return node == NULL ? NO_NODE : *node;
}

const struct ir_expr *node_base_value(const struct ir_module *module, ir_expr_id id)
{
    const struct ir_expr *expr = &module->exprs[id];
    while (expr->op == IR_EXPR_CAST ||
           (expr->op == IR_EXPR_ADD && module->types[expr->type].kind == IR_TYPE_POINTER)) {
        expr = &module->exprs[expr->a];
    }
    return expr;
}

bool origin_set_unite(struct origin_set *set, const struct origin_set *other)
{
    bool grew = false;
    for (uint32_t i = 0; i < HANDLE_ORIGINS / 64; i++) {
        grew = grew || (other->words[i] & ~set->words[i]) != 0;
        set->words[i] |= other->words[i];
    }
    return grew;
}

void node_add(struct node_table *table, uint32_t node, unsigned kinds, struct origin_set origins)
{
    if (node == NO_NODE) {
        return;
    }
    struct flow_node *info = &table->nodes.items[node];
    bool known = (info->kinds | kinds) == info->kinds;
    info->kinds |= kinds;
    known = !origin_set_unite(&info->origins, &origins) && known;
    if (!known && !info->queued) {
        info->queued = true;
        vec_push(&table->queue, node);
    }
}

void node_connect(struct node_table *table, uint32_t from, uint32_t to)
{
    if (from == NO_NODE || to == NO_NODE || from == to) {
        return;
    }
    uint32_t before = table->edges.entries.count;
    (void)map_put(&table->edges, map_pair(from, to), 0);
    if (table->edges.entries.count != before) {
        vec_push(&table->nodes.items[from].flows_to, to);
        node_add(table, to, table->nodes.items[from].kinds, table->nodes.items[from].origins);
    }
}

static uint32_t node_of_var(struct node_table *table, uint32_t m, ir_var_id var)
{
    uint32_t global = table->program->global_of[m][var];
    return global != 0 ? node_at(table, NODE_GLOBAL, 0, global) : node_at(table, NODE_VAR, m, var);
}

/* The field of a record that a pointer leads to, to read or to store. */
static uint32_t node_of_field(struct node_table *table, uint32_t field, bool stores)
{
    uint32_t any = node_at(table, NODE_FIELD, 0, field);
    uint32_t pointed = node_at(table, NODE_POINTED, 0, field);
    node_connect(table, pointed, any);
    return stores ? pointed : any;
}

/* The field of the record that `holder` is, the node of a variable or of another field. */
static uint32_t node_of_member(struct node_table *table, uint32_t holder, uint32_t field,
                               bool stores)
{
    uint32_t member = node_at(table, NODE_MEMBER, holder, field);
    uint32_t any = node_of_field(table, field, false);
    node_connect(table, node_of_field(table, field, true), member);
    node_connect(table, member, any);
    struct flow_node *info = &table->nodes.items[member];
    info->anywhere = any;
    info->stored = info->stored || stores;
    return member;
}

/* The node of the record that the place's last field lies in; NO_NODE: a pointer leads there. */
uint32_t node_of_holder(struct node_table *table, uint32_t m, const struct ir_place *place,
                        uint32_t elems)
{
    const struct ir_module *module = &table->program->modules[m];
    for (uint32_t i = elems; i > 0; i--) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
        if (elem->kind == IR_ELEM_FIELD) {
            return node_at(table, NODE_FIELD, 0, table->program->field_of[m][elem->id]);
        }
    }
    return place->base_kind == IR_BASE_VAR ? node_of_var(table, m, place->base) : NO_NODE;
}

static uint32_t node_in_holder(struct node_table *table, uint32_t holder, uint32_t field,
                               bool stores)
{
    return holder == NO_NODE ? node_of_field(table, field, stores)
                             : node_of_member(table, holder, field, stores);
}

uint32_t node_of_place(struct node_table *table, uint32_t m, ir_place_id id, bool stores)
{
    const struct ir_module *module = &table->program->modules[m];
    for (;;) {
        const struct ir_place *place = &module->places[id];
        for (uint32_t i = place->elem_count; i > 0; i--) {
            const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
            if (elem->kind == IR_ELEM_FIELD) {
                return node_in_holder(table, node_of_holder(table, m, place, i - 1),
                                      table->program->field_of[m][elem->id], stores);
            }
        }
        if (place->base_kind == IR_BASE_VAR) {
            return node_of_var(table, m, place->base);
        }
        const struct ir_expr *pointer = node_base_value(module, place->base);
        if (pointer->op != IR_EXPR_LOAD && pointer->op != IR_EXPR_ADDRESS) {
            return NO_NODE;
        }
        id = pointer->a;
    }
}

uint32_t node_of_operand(struct node_table *table, uint32_t m, ir_expr_id id, bool stores)
{
    const struct ir_expr *expr = node_base_value(&table->program->modules[m], id);
    bool place = expr->op == IR_EXPR_LOAD || expr->op == IR_EXPR_ADDRESS;
    return place ? node_of_place(table, m, expr->a, stores) : NO_NODE;
}

uint32_t node_of_expr(struct node_table *table, uint32_t m, ir_expr_id id)
{
    return node_of_operand(table, m, id, false);
}

bool node_may_carry(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *type = &module->types[id];
    while (type->kind == IR_TYPE_ARRAY) {
        type = &module->types[type->of];
    }
    return type->kind == IR_TYPE_POINTER || (type->kind == IR_TYPE_INT && type->size >= 4);
}

void nodes_assign_record(struct node_table *table, uint32_t m, uint32_t dest, uint32_t source,
                         ir_type_id id)
{
    const struct ir_module *module = &table->program->modules[m];
    const struct ir_type *type = &module->types[id];
    for (uint32_t i = 0; type->kind == IR_TYPE_RECORD && i < type->count; i++) {
        ir_field_id field = type->first + i;
        uint32_t name = table->program->field_of[m][field];
        if (node_may_carry(module, module->fields[field].type)) {
            node_connect(table, node_in_holder(table, source, name, false),
                         node_in_holder(table, dest, name, true));
        }
    }
}

/* What is nowhere put there by name may be what is put into the field of any record. */
static void complete(struct node_table *table)
{
    for (uint32_t i = 0; i < table->nodes.count; i++) {
        const struct flow_node *node = &table->nodes.items[i];
        if (node->anywhere != NO_NODE && !node->stored) {
            node_connect(table, node->anywhere, i);
        }
    }
}

void nodes_close_over(struct node_table *table)
{
    complete(table);
    for (uint32_t next = 0; next < table->queue.count; next++) {
        uint32_t node = table->queue.items[next];
        table->nodes.items[node].queued = false;
        for (uint32_t i = 0; i < table->nodes.items[node].flows_to.count; i++) {
            node_add(table, table->nodes.items[node].flows_to.items[i],
                     table->nodes.items[node].kinds, table->nodes.items[node].origins);
        }
    }
    table->queue.count = 0;
}

void nodes_finish(struct node_table *table)
{
    for (uint32_t i = 0; i < table->nodes.count; i++) {
        vec_finish(&table->nodes.items[i].flows_to);
    }
    vec_finish(&table->nodes);
    vec_finish(&table->queue);
    map_finish(&table->ids);
    map_finish(&table->edges);
}
