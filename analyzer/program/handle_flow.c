#include "program/handle_flow.h"

#include "base/map.h"
#include "program/call_model.h"

struct flow_node {
    VEC(uint32_t) flows_to;
    unsigned kinds;
    struct origin_set origins;
    bool queued;
    bool stored;       /* something is put there by name */
    uint32_t anywhere; /* of a field of one record: the field of any record, else NO_NODE */
};

/* A call that configures what the node holds. */
struct setter {
    uint32_t node;
    struct handle_setting made;
};

/* A call that makes a handle belong to another one. */
struct attachment {
    uint32_t owner, attached; /* nodes */
};

struct handle_flow {
    const struct program *program;
    const struct model_set *models;
    bool *shared; /* by handle kind: files have it, too (read, write) */
    struct map ids;
    struct map edges; /* pairs that are there already */
    VEC(struct flow_node) nodes;
    VEC(uint32_t) queue;
    VEC(struct handle_origin) origins;
    struct map origin_of; /* module and call -> index into origins + 1 */
    VEC(struct setter) setters;
    VEC(struct attachment) attachments;
};

#define NO_NODE UINT32_MAX
/* NODE_FIELD: what the field of any record may hold. NODE_POINTED: what is stored there through
 * pointers, so that it may be any record's. NODE_MEMBER: the field of a record that is a variable,
 * or that is a field itself. */
enum node_kind { NODE_FIELD = 1, NODE_GLOBAL, NODE_VAR, NODE_RESULT, NODE_POINTED, NODE_MEMBER };

static uint64_t node_key(enum node_kind kind, uint32_t m, uint32_t id)
{
    return (uint64_t)kind << 60 | (uint64_t)m << 32 | id;
}

static uint32_t node_at(struct handle_flow *flow, enum node_kind kind, uint32_t m, uint32_t id)
{
    uint32_t *node = map_put(&flow->ids, node_key(kind, m, id), NO_NODE);
    if (*node == NO_NODE) {
        *node = flow->nodes.count;
        vec_push_zero(&flow->nodes)->anywhere = NO_NODE;
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

/* Adds the members of another set; whether there were new ones. */
static bool unite(struct origin_set *set, const struct origin_set *other)
{
    bool grew = false;
    for (uint32_t i = 0; i < HANDLE_ORIGINS / 64; i++) {
        grew = grew || (other->words[i] & ~set->words[i]) != 0;
        set->words[i] |= other->words[i];
    }
    return grew;
}

static bool meet(const struct origin_set *a, const struct origin_set *b)
{
    bool common = false;
    for (uint32_t i = 0; i < HANDLE_ORIGINS / 64; i++) {
        common = common || (a->words[i] & b->words[i]) != 0;
    }
    return common;
}

static void add(struct handle_flow *flow, uint32_t node, unsigned kinds, struct origin_set origins)
{
    if (node == NO_NODE) {
        return;
    }
    struct flow_node *info = &flow->nodes.items[node];
    bool known = (info->kinds | kinds) == info->kinds;
    info->kinds |= kinds;
    known = !unite(&info->origins, &origins) && known;
    if (!known && !info->queued) {
        info->queued = true;
        vec_push(&flow->queue, node);
    }
}

static void connect(struct handle_flow *flow, uint32_t from, uint32_t to)
{
    if (from == NO_NODE || to == NO_NODE || from == to) {
        return;
    }
    uint32_t before = flow->edges.entries.count;
    (void)map_put(&flow->edges, map_pair(from, to), 0);
    if (flow->edges.entries.count != before) {
        vec_push(&flow->nodes.items[from].flows_to, to);
        add(flow, to, flow->nodes.items[from].kinds, flow->nodes.items[from].origins);
    }
}

static uint32_t node_of_var(struct handle_flow *flow, uint32_t m, ir_var_id var)
{
    uint32_t global = flow->program->global_of[m][var];
    return global != 0 ? node_at(flow, NODE_GLOBAL, 0, global) : node_at(flow, NODE_VAR, m, var);
}

/* The field of a record that a pointer leads to, to read or to store. */
static uint32_t node_of_field(struct handle_flow *flow, uint32_t field, bool stores)
{
    uint32_t any = node_at(flow, NODE_FIELD, 0, field);
    uint32_t pointed = node_at(flow, NODE_POINTED, 0, field);
    connect(flow, pointed, any);
    return stores ? pointed : any;
}

/* The field of the record that `holder` is, the node of a variable or of another field. */
static uint32_t node_of_member(struct handle_flow *flow, uint32_t holder, uint32_t field,
                               bool stores)
{
    uint32_t member = node_at(flow, NODE_MEMBER, holder, field);
    uint32_t any = node_of_field(flow, field, false);
    connect(flow, node_of_field(flow, field, true), member);
    connect(flow, member, any);
    struct flow_node *info = &flow->nodes.items[member];
    info->anywhere = any;
    info->stored = info->stored || stores;
    return member;
}

/* The node of the record that the place's last field lies in; NO_NODE: a pointer leads there. */
static uint32_t node_of_holder(struct handle_flow *flow, uint32_t m, const struct ir_place *place,
                               uint32_t elems)
{
    const struct ir_module *module = &flow->program->modules[m];
    for (uint32_t i = elems; i > 0; i--) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
        if (elem->kind == IR_ELEM_FIELD) {
            return node_at(flow, NODE_FIELD, 0, flow->program->field_of[m][elem->id]);
        }
    }
    return place->base_kind == IR_BASE_VAR ? node_of_var(flow, m, place->base) : NO_NODE;
}

static uint32_t node_in_holder(struct handle_flow *flow, uint32_t holder, uint32_t field,
                               bool stores)
{
    return holder == NO_NODE ? node_of_field(flow, field, stores)
                             : node_of_member(flow, holder, field, stores);
}

/* A pointer and what it points to share a node; so do the elements of an array. */
static uint32_t node_of_place(struct handle_flow *flow, uint32_t m, ir_place_id id, bool stores)
{
    const struct ir_module *module = &flow->program->modules[m];
    for (;;) {
        const struct ir_place *place = &module->places[id];
        for (uint32_t i = place->elem_count; i > 0; i--) {
            const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
            if (elem->kind == IR_ELEM_FIELD) {
                return node_in_holder(flow, node_of_holder(flow, m, place, i - 1),
                                      flow->program->field_of[m][elem->id], stores);
            }
        }
        if (place->base_kind == IR_BASE_VAR) {
            return node_of_var(flow, m, place->base);
        }
        const struct ir_expr *pointer = base_value(module, place->base);
        if (pointer->op != IR_EXPR_LOAD && pointer->op != IR_EXPR_ADDRESS) {
            return NO_NODE;
        }
        id = pointer->a;
    }
}

static uint32_t node_of_operand(struct handle_flow *flow, uint32_t m, ir_expr_id id, bool stores)
{
    const struct ir_expr *expr = base_value(&flow->program->modules[m], id);
    bool place = expr->op == IR_EXPR_LOAD || expr->op == IR_EXPR_ADDRESS;
    return place ? node_of_place(flow, m, expr->a, stores) : NO_NODE;
}

static uint32_t node_of_expr(struct handle_flow *flow, uint32_t m, ir_expr_id id)
{
    return node_of_operand(flow, m, id, false);
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

/* `node = value`. */
static void assign(struct handle_flow *flow, uint32_t m, uint32_t node, ir_expr_id value)
{
    connect(flow, node_of_expr(flow, m, value), node);
}

/* `*one = *other` of records: field by field. */
static void assign_record(struct handle_flow *flow, uint32_t m, uint32_t dest, uint32_t source,
                          ir_type_id id)
{
    const struct ir_module *module = &flow->program->modules[m];
    const struct ir_type *type = &module->types[id];
    for (uint32_t i = 0; type->kind == IR_TYPE_RECORD && i < type->count; i++) {
        ir_field_id field = type->first + i;
        uint32_t name = flow->program->field_of[m][field];
        if (may_carry(module, module->fields[field].type)) {
            connect(flow, node_in_holder(flow, source, name, false),
                    node_in_holder(flow, dest, name, true));
        }
    }
}

static void scan_record(struct handle_flow *flow, uint32_t m, const struct ir_instr *set)
{
    const struct ir_module *module = &flow->program->modules[m];
    const struct ir_place *dest = &module->places[set->dest];
    const struct ir_expr *value = base_value(module, set->value);
    if (module->types[dest->type].kind == IR_TYPE_RECORD && value->op == IR_EXPR_LOAD) {
        const struct ir_place *source = &module->places[value->a];
        assign_record(flow, m, node_of_holder(flow, m, dest, dest->elem_count),
                      node_of_holder(flow, m, source, source->elem_count), dest->type);
    }
}

/* What a function stores through a pointer to a descriptor or to a pointer comes back, also to
 * those who were given the pointer themselves. Through pointers to anything, as free() takes them,
 * everything would meet. */
static bool comes_back(const struct ir_module *module, ir_expr_id value,
                       const struct ir_module *callee, ir_type_id param)
{
    const struct ir_expr *expr = base_value(module, value);
    ir_type_id pointee = callee->types[param].of;
    if (pointee == 0 || callee->types[pointee].kind == IR_TYPE_VOID) {
        return false;
    }
    return expr->op == IR_EXPR_ADDRESS
               ? may_carry(module, module->places[expr->a].type)
               : expr->op == IR_EXPR_LOAD && may_carry(module, module->types[expr->type].of);
}

/* The origin that the call is. */
static struct origin_set add_origin(struct handle_flow *flow, uint32_t m, ir_instr_id id,
                                    func_ref func, uint32_t kind)
{
    uint32_t *index = map_put(&flow->origin_of, map_pair(m, id), 0);
    if (*index == 0 && flow->origins.count < HANDLE_ORIGINS - 1) {
        vec_push(&flow->origins, ((struct handle_origin){.handle_kind = kind, .func = func}));
        *index = flow->origins.count;
    }
    uint32_t bit = *index == 0 ? HANDLE_ORIGINS - 1 : *index - 1;
    struct origin_set only = {0};
    only.words[bit / 64] = UINT64_C(1) << (bit % 64);
    return only;
}

static bool constant_argument(const struct ir_module *module, const struct ir_instr *call,
                              uint32_t arg, int64_t *value)
{
    if (arg >= call->arg_count) {
        return false;
    }
    const struct ir_expr *expr = base_value(module, module->lists[call->first_arg + arg]);
    *value = expr->value;
    return expr->op == IR_EXPR_INT;
}

static bool effect_applies(const struct ir_module *module, const struct ir_instr *call,
                           uint32_t arg, int64_t wanted)
{
    int64_t value;
    return arg == MODEL_NO_ARG || !constant_argument(module, call, arg, &value) || value == wanted;
}

/* Whether the bits are surely set (1) or not (0) in a value such as `flags | O_NONBLOCK`; -1: it
 * depends. */
static int has_bits(const struct ir_module *module, ir_expr_id id, int64_t bits)
{
    const struct ir_expr *expr = base_value(module, id);
    if (expr->op == IR_EXPR_INT) {
        return (expr->value & bits) == bits;
    }
    if (expr->op != IR_EXPR_OR && expr->op != IR_EXPR_AND) {
        return -1;
    }
    const struct ir_expr *right = base_value(module, expr->b);
    if (right->op == IR_EXPR_COMPLEMENT && expr->op == IR_EXPR_AND) {
        const struct ir_expr *off = base_value(module, right->a);
        return off->op == IR_EXPR_INT && (off->value & bits) == bits ? 0 : -1;
    }
    if (right->op != IR_EXPR_INT) {
        return -1;
    }
    bool on = (right->value & bits) == bits;
    return expr->op == IR_EXPR_OR ? (on ? 1 : -1) : (on ? -1 : 0);
}

/* What the call sets, where that is plain to see. */
static bool value_of_effect(const struct ir_module *module, const struct ir_instr *call,
                            const struct model_effect *effect, int64_t *value)
{
    int bits;
    switch (effect->reading) {
    case READING_CONSTANT:
        *value = effect->constant;
        return true;
    case READING_VALUE:
        return constant_argument(module, call, effect->arg, value);
    case READING_BIT:
        bits = effect->arg < call->arg_count
                   ? has_bits(module, module->lists[call->first_arg + effect->arg], effect->bits)
                   : -1;
        *value = bits;
        return bits >= 0;
    default:
        return false;
    }
}

/* The field or global that the call is given the value from. */
static void note_store(const struct handle_flow *flow, uint32_t m, const struct ir_instr *call,
                       const struct model_effect *effect, struct setting_value *value)
{
    const struct ir_module *module = &flow->program->modules[m];
    if (effect->reading != READING_VALUE || effect->arg >= call->arg_count) {
        return;
    }
    const struct ir_expr *expr = base_value(module, module->lists[call->first_arg + effect->arg]);
    if (expr->op != IR_EXPR_LOAD) {
        return;
    }
    const struct ir_place *place = &module->places[expr->a];
    if (place->elem_count != 0) {
        const struct ir_elem *last = &module->elems[place->first_elem + place->elem_count - 1];
        value->store = last->kind == IR_ELEM_FIELD ? flow->program->field_of[m][last->id] : 0;
    } else if (place->base_kind == IR_BASE_VAR) {
        value->store = flow->program->global_of[m][place->base];
        value->store_is_global = true;
    }
}

static void add_setter(struct handle_flow *flow, uint32_t m, struct call_place place,
                       const struct model_effect *effect)
{
    const struct ir_module *module = &flow->program->modules[m];
    const struct ir_instr *call = &module->instrs[place.instr];
    bool applies = effect_applies(module, call, effect->key_arg, effect->key) &&
                   effect_applies(module, call, effect->guard_arg, effect->guard);
    if (!applies || effect->on >= call->arg_count || effect->via_set ||
        flow->models->settings.items[effect->setting].transient ||
        flow->models->settings.items[effect->setting].lock) {
        return;
    }
    struct setter setter = {
        .node = node_of_expr(flow, m, module->lists[call->first_arg + effect->on]),
        .made = {.place = place,
                 .setting = {.setting = effect->setting, .value = {.constants = range_empty()}}}};
    int64_t value;
    bool constant = value_of_effect(module, call, effect, &value);
    if (constant) {
        setter.made.setting.value.constants = range_of(value, value);
    }
    setter.made.setting.value.unknown = !constant;
    if (!constant) {
        note_store(flow, m, call, effect, &setter.made.setting.value);
    }
    if (setter.node != NO_NODE) {
        vec_push(&flow->setters, setter);
    }
}

static void scan_model(struct handle_flow *flow, uint32_t m, ir_instr_id id, func_ref func,
                       const struct model_function *model)
{
    const struct ir_module *module = &flow->program->modules[m];
    const struct ir_instr *call = &module->instrs[id];
    uint32_t dest = call->dest == 0 ? NO_NODE : node_of_place(flow, m, call->dest, true);
    for (uint32_t i = 0; i < model->effect_count; i++) {
        add_setter(flow, m, (struct call_place){func, id}, &model->effects[i]);
    }
    if (model->returns_arg < call->arg_count) {
        assign(flow, m, dest, module->lists[call->first_arg + model->returns_arg]);
    }
    if (model->attaches < call->arg_count && model->attaches_to < call->arg_count) {
        struct attachment attachment = {
            .owner = node_of_expr(flow, m, module->lists[call->first_arg + model->attaches_to]),
            .attached = node_of_expr(flow, m, module->lists[call->first_arg + model->attaches])};
        vec_push(&flow->attachments, attachment);
    }
    if (model->creates == MODEL_NO_ARG) {
        return;
    }
    uint32_t kind = model->created_kind;
    unsigned kinds = kind == 0            ? HANDLE_MAY_BE_OTHER
                     : flow->shared[kind] ? HANDLE_MAY_BE_SOCKET
                                          : 0;
    struct origin_set origin = {0};
    if (kind != 0) {
        origin = add_origin(flow, m, id, func, kind);
    }
    if (model->creates < call->arg_count) {
        dest = node_of_operand(flow, m, module->lists[call->first_arg + model->creates], true);
    } else if (model->created_at < call->arg_count) {
        uint32_t place =
            node_of_operand(flow, m, module->lists[call->first_arg + model->created_at], true);
        add(flow, place, kinds, origin);
    }
    add(flow, dest, kinds, origin);
}

/* What is given beside a callback is the callback's first parameter: the descriptor of an event. */
static void scan_callbacks(struct handle_flow *flow, uint32_t m, const struct ir_instr *call,
                           const struct model_function *model)
{
    const struct ir_module *module = &flow->program->modules[m];
    for (uint32_t i = 0; i < model->callback_count; i++) {
        const struct model_callback *callback = &model->callbacks[i];
        if (callback->function >= call->arg_count || callback->data >= call->arg_count) {
            continue;
        }
        ir_expr_id given = module->lists[call->first_arg + callback->function];
        func_ref func = program_named(flow->program, m, given);
        const struct program_func *callee = &flow->program->funcs.items[func];
        if (func != 0 && callee->defined && program_ir_func(flow->program, func)->param_count > 0) {
            ir_var_id param = program_ir_func(flow->program, func)->first_var;
            assign(flow, m, node_at(flow, NODE_VAR, callee->module, param),
                   module->lists[call->first_arg + callback->data]);
        }
    }
}

static void scan_target(struct handle_flow *flow, uint32_t m, const struct ir_instr *call,
                        func_ref target)
{
    const struct program_func *func = &flow->program->funcs.items[target];
    const struct ir_module *module = &flow->program->modules[func->module];
    const struct ir_func *info = &module->funcs[func->id];
    for (uint32_t i = 0; func->defined && i < call->arg_count && i < info->param_count; i++) {
        ir_var_id param = info->first_var + i;
        if (may_carry(module, module->vars[param].type)) {
            const struct ir_module *caller = &flow->program->modules[m];
            ir_expr_id value = caller->lists[call->first_arg + i];
            uint32_t node = node_at(flow, NODE_VAR, func->module, param);
            assign(flow, m, node, value);
            if (comes_back(caller, value, module, module->vars[param].type)) {
                connect(flow, node, node_of_operand(flow, m, value, true));
            }
        }
    }
    if (call->dest != 0) {
        connect(flow, node_at(flow, NODE_RESULT, 0, target),
                node_of_place(flow, m, call->dest, true));
    }
}

static void scan_call(struct handle_flow *flow, uint32_t m, ir_instr_id id)
{
    const struct program *program = flow->program;
    const struct ir_instr *call = &program->modules[m].instrs[id];
    const struct model_function *model = call_model(flow->models, &flow->program->modules[m], call);
    uint32_t index = program->call_of[m][id];
    if (model != NULL) {
        func_ref func = index == 0 ? 0 : program->calls.items[index - 1].caller;
        scan_model(flow, m, id, func, model);
        scan_callbacks(flow, m, call, model);
        return;
    }
    for (uint32_t i = 0; index != 0 && i < program->calls.items[index - 1].target_count; i++) {
        scan_target(flow, m, call,
                    program->targets.items[program->calls.items[index - 1].first_target + i]);
    }
}

static void scan_module(struct handle_flow *flow, uint32_t m)
{
    const struct ir_module *module = &flow->program->modules[m];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        if (instr->op == IR_INSTR_CALL) {
            scan_call(flow, m, id);
        } else if (instr->op == IR_INSTR_SET &&
                   may_carry(module, module->places[instr->dest].type)) {
            assign(flow, m, node_of_place(flow, m, instr->dest, true), instr->value);
        } else if (instr->op == IR_INSTR_SET) {
            scan_record(flow, m, instr);
        }
    }
    for (ir_block_id id = 1; id < module->blocks_count; id++) {
        const struct ir_block *block = &module->blocks[id];
        if (block->term == IR_TERM_RETURN && block->cond != 0 &&
            may_carry(module, module->exprs[block->cond].type)) {
            func_ref func = flow->program->func_of[m][block->func];
            assign(flow, m, node_at(flow, NODE_RESULT, 0, func), block->cond);
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

static void scan_globals(struct handle_flow *flow, uint32_t m)
{
    const struct ir_module *module = &flow->program->modules[m];
    for (ir_var_id var = 1; var < module->vars_count; var++) {
        uint32_t global = flow->program->global_of[m][var];
        if (global != 0 && (module->vars[var].flags & IR_VAR_INTERNAL) == 0 &&
            is_file(flow->models, ir_text(module, module->vars[var].name))) {
            add(flow, node_at(flow, NODE_GLOBAL, 0, global), HANDLE_MAY_BE_OTHER,
                (struct origin_set){0});
        }
    }
}

/* What is nowhere put there by name may be what is put into the field of any record. */
static void complete_members(struct handle_flow *flow)
{
    for (uint32_t i = 0; i < flow->nodes.count; i++) {
        const struct flow_node *node = &flow->nodes.items[i];
        if (node->anywhere != NO_NODE && !node->stored) {
            connect(flow, node->anywhere, i);
        }
    }
}

static void close_over(struct handle_flow *flow)
{
    for (uint32_t next = 0; next < flow->queue.count; next++) {
        uint32_t node = flow->queue.items[next];
        flow->nodes.items[node].queued = false;
        for (uint32_t i = 0; i < flow->nodes.items[node].flows_to.count; i++) {
            add(flow, flow->nodes.items[node].flows_to.items[i], flow->nodes.items[node].kinds,
                flow->nodes.items[node].origins);
        }
    }
    flow->queue.count = 0;
}

/* What is set on a handle in the function that makes it is known better when that is solved. */
static void give_setters(struct handle_flow *flow)
{
    for (uint32_t i = 0; i < flow->setters.count; i++) {
        const struct setter *setter = &flow->setters.items[i];
        const struct origin_set *origins = &flow->nodes.items[setter->node].origins;
        for (uint32_t k = 0; k < flow->origins.count; k++) {
            struct handle_origin *origin = &flow->origins.items[k];
            if (origin_set_has(origins, k) && origin->func != setter->made.place.func) {
                vec_push(&origin->elsewhere, setter->made);
            }
        }
    }
}

static void find_shared(struct handle_flow *flow)
{
    const struct model_set *models = flow->models;
    flow->shared = memory_resize(NULL, models->handle_kinds.count + 1, sizeof(bool));
    memset(flow->shared, 0, (models->handle_kinds.count + 1) * sizeof(bool));
    for (uint32_t i = 1; i < models->functions.count; i++) {
        if (models->functions.items[i].only_on_socket) {
            flow->shared[models->functions.items[i].handle_kind] = true;
        }
    }
}

struct handle_flow *handle_flow_create(const struct program *program,
                                       const struct model_set *models)
{
    struct handle_flow *flow = memory_resize(NULL, 1, sizeof *flow);
    *flow = (struct handle_flow){.program = program, .models = models};
    find_shared(flow);
    for (uint32_t m = 0; m < program->module_count; m++) {
        scan_module(flow, m);
        scan_globals(flow, m);
    }
    complete_members(flow);
    close_over(flow);
    give_setters(flow);
    return flow;
}

unsigned handle_flow_kinds(struct handle_flow *flow, uint32_t module, ir_expr_id expr)
{
    uint32_t node = node_of_expr(flow, module, expr);
    return node == NO_NODE ? 0 : flow->nodes.items[node].kinds;
}

struct origin_set handle_flow_origins(struct handle_flow *flow, uint32_t module, ir_expr_id expr)
{
    uint32_t node = node_of_expr(flow, module, expr);
    return node == NO_NODE ? (struct origin_set){0} : flow->nodes.items[node].origins;
}

struct origin_set handle_flow_field(const struct handle_flow *flow, field_ref field)
{
    const uint32_t *node = map_get(&flow->ids, node_key(NODE_FIELD, 0, field));
    return node == NULL ? (struct origin_set){0} : flow->nodes.items[*node].origins;
}

struct origin_set handle_flow_attached(const struct handle_flow *flow,
                                       const struct origin_set *origins)
{
    struct origin_set found = {0};
    for (uint32_t i = 0; i < flow->attachments.count; i++) {
        const struct attachment *attachment = &flow->attachments.items[i];
        if (attachment->owner != NO_NODE && attachment->attached != NO_NODE &&
            meet(&flow->nodes.items[attachment->owner].origins, origins)) {
            unite(&found, &flow->nodes.items[attachment->attached].origins);
        }
    }
    return found;
}

struct handle_origin *handle_flow_origin(struct handle_flow *flow, uint32_t module,
                                         ir_instr_id call)
{
    const uint32_t *index = map_get(&flow->origin_of, map_pair(module, call));
    return index == NULL || *index == 0 ? NULL : &flow->origins.items[*index - 1];
}

const struct handle_origin *handle_flow_origin_at(const struct handle_flow *flow, uint32_t bit)
{
    return bit < flow->origins.count ? &flow->origins.items[bit] : NULL;
}

void handle_flow_destroy(struct handle_flow *flow)
{
    for (uint32_t i = 0; i < flow->nodes.count; i++) {
        vec_finish(&flow->nodes.items[i].flows_to);
    }
    for (uint32_t i = 0; i < flow->origins.count; i++) {
        vec_finish(&flow->origins.items[i].settings);
        vec_finish(&flow->origins.items[i].elsewhere);
    }
    vec_finish(&flow->nodes);
    vec_finish(&flow->queue);
    vec_finish(&flow->origins);
    vec_finish(&flow->setters);
    vec_finish(&flow->attachments);
    map_finish(&flow->ids);
    map_finish(&flow->edges);
    map_finish(&flow->origin_of);
    free(flow->shared);
    free(flow);
}
