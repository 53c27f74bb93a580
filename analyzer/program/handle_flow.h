/* Where handles come from and where they go, as far as stores, arguments and results of the whole
 * program tell: a set of origins for each variable, record field and function result, closed over
 * copies; flow-insensitive. What data flow loses on its way (a record that is filled by a callee,
 * a table of connections, a factory) is still known here. */
#ifndef PROGRAM_HANDLE_FLOW_H
#define PROGRAM_HANDLE_FLOW_H

#include "models/model.h"
#include "program/order.h"
#include "program/summary.h"

/* Bits of what a value may be. Both: it depends on the context. None: its origin is not seen. */
enum { HANDLE_MAY_BE_SOCKET = 1, HANDLE_MAY_BE_OTHER = 2 };

/* A setting that is made in another function than the handle, on what may be that handle. */
struct handle_setting {
    struct call_place place;
    struct summary_setting setting;
};

/* A call that makes handles. More calls than there are bits share the last one, of which nothing
 * is known. */
struct handle_origin {
    uint32_t handle_kind;
    func_ref func;
    bool known;                           /* the function was solved: `settings` are filled */
    VEC(struct summary_setting) settings; /* when the function that makes them ends */
    VEC(struct handle_setting) elsewhere;
};
#define HANDLE_ORIGINS 256

/* Which of them: a bit each. */
struct origin_set {
    uint64_t words[HANDLE_ORIGINS / 64];
};

static inline bool origin_set_has(const struct origin_set *set, uint32_t bit)
{
    return (set->words[bit / 64] >> (bit % 64) & 1) != 0;
}

struct handle_flow;

struct handle_flow *handle_flow_create(const struct program *program,
                                       const struct model_set *models);

/* What the expression of that module may hold: kinds and origins. */
unsigned handle_flow_kinds(struct handle_flow *flow, uint32_t module, ir_expr_id expr);
struct origin_set handle_flow_origins(struct handle_flow *flow, uint32_t module, ir_expr_id expr);
struct origin_set handle_flow_field(const struct handle_flow *flow, field_ref field);

/* The origins of handles that were attached to handles of these origins. */
struct origin_set handle_flow_attached(const struct handle_flow *flow,
                                       const struct origin_set *origins);

/* The origin that a call instruction is, or NULL. */
struct handle_origin *handle_flow_origin(struct handle_flow *flow, uint32_t module,
                                         ir_instr_id call);
/* NULL for the bit that many calls share. */
const struct handle_origin *handle_flow_origin_at(const struct handle_flow *flow, uint32_t bit);

void handle_flow_destroy(struct handle_flow *flow);

#endif
