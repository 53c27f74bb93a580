/* The nodes of handle_flow: what may hold a handle, and where that goes from there. A set of kinds
 * and origins each, closed over copies. */
#ifndef PROGRAM_HANDLE_NODES_H
#define PROGRAM_HANDLE_NODES_H

#include "base/map.h"
#include "program/handle_flow.h"

#define NO_NODE UINT32_MAX
/* NODE_FIELD: what the field of any record may hold. NODE_POINTED: what is stored there through
 * pointers, so that it may be any record's. NODE_MEMBER: the field of a record that is a variable,
 * or that is a field itself. */
enum node_kind { NODE_FIELD = 1, NODE_GLOBAL, NODE_VAR, NODE_RESULT, NODE_POINTED, NODE_MEMBER };

struct flow_node {
    VEC(uint32_t) flows_to;
    unsigned kinds;
    struct origin_set origins;
    bool queued;
    bool stored;       /* something is put there by name */
    uint32_t anywhere; /* of a field of one record: the field of any record, else NO_NODE */
};

struct node_table {
    const struct program *program;
    struct map ids;
    struct map edges; /* pairs that are there already */
    VEC(struct flow_node) nodes;
    VEC(uint32_t) queue;
};

/* Finds or makes a node. */
uint32_t node_at(struct node_table *table, enum node_kind kind, uint32_t m, uint32_t id);
/* The node that is there already, or NO_NODE. */
uint32_t node_find(const struct node_table *table, enum node_kind kind, uint32_t m, uint32_t id);

/* What the expression of that module holds or points to, or what it is stored in (`stores`);
 * NO_NODE: nothing that is followed. A pointer and what it points to share a node. */
uint32_t node_of_place(struct node_table *table, uint32_t m, ir_place_id place, bool stores);
uint32_t node_of_operand(struct node_table *table, uint32_t m, ir_expr_id expr, bool stores);
uint32_t node_of_expr(struct node_table *table, uint32_t m, ir_expr_id expr);
/* The record that the place's first `elems` elements lead to; NO_NODE: through a pointer. */
uint32_t node_of_holder(struct node_table *table, uint32_t m, const struct ir_place *place,
                        uint32_t elems);

/* The expression under conversions and pointer arithmetic. */
const struct ir_expr *node_base_value(const struct ir_module *module, ir_expr_id expr);
/* Descriptors are ints, streams pointers; other numbers carry none. */
bool node_may_carry(const struct ir_module *module, ir_type_id type);

/* Adds the members of another set; whether there were new ones. */
bool origin_set_unite(struct origin_set *set, const struct origin_set *other);
void node_add(struct node_table *table, uint32_t node, unsigned kinds, struct origin_set origins);
void node_connect(struct node_table *table, uint32_t from, uint32_t to);
/* `*one = *other` of records of that type: field by field. */
void nodes_assign_record(struct node_table *table, uint32_t m, uint32_t dest, uint32_t source,
                         ir_type_id type);

/* Closes all sets over what was connected. */
void nodes_close_over(struct node_table *table);
void nodes_finish(struct node_table *table);

#endif
