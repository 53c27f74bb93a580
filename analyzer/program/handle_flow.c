#include "program/handle_flow.h"

#include "program/call_model.h"
#include "program/handle_nodes.h"

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
    struct node_table table;
    VEC(struct handle_origin) origins;
    struct map origin_of; /* module and call -> index into origins + 1 */
    VEC(struct setter) setters;
    VEC(struct attachment) attachments;
};

static bool meet(const struct origin_set *a, const struct origin_set *b)
{
    bool common = false;
    for (uint32_t i = 0; i < HANDLE_ORIGINS / 64; i++) {
        common = common || (a->words[i] & b->words[i]) != 0;
    }
    return common;
}

/* `node = value`. */
static void assign(struct handle_flow *flow, uint32_t m, uint32_t node, ir_expr_id value)
{
    node_connect(&flow->table, node_of_expr(&flow->table, m, value), node);
}

static void scan_record(struct handle_flow *flow, uint32_t m, const struct ir_instr *set)
{
    const struct ir_module *module = &flow->program->modules[m];
    const struct ir_place *dest = &module->places[set->dest];
    const struct ir_expr *value = node_base_value(module, set->value);
    if (module->types[dest->type].kind == IR_TYPE_RECORD && value->op == IR_EXPR_LOAD) {
        const struct ir_place *source = &module->places[value->a];
        nodes_assign_record(
            &flow->table, m, node_of_holder(&flow->table, m, dest, dest->elem_count),
            node_of_holder(&flow->table, m, source, source->elem_count), dest->type);
    }
}

/* What a function stores through a pointer to a descriptor or to a pointer comes back, also to
 * those who were given the pointer themselves. Through pointers to anything, as free() takes them,
 * everything would meet. */
static bool comes_back(const struct ir_module *module, ir_expr_id value,
                       const struct ir_module *callee, ir_type_id param)
{
    const struct ir_expr *expr = node_base_value(module, value);
    ir_type_id pointee = callee->types[param].of;
    if (pointee == 0 || callee->types[pointee].kind == IR_TYPE_VOID) {
        return false;
    }
    return expr->op == IR_EXPR_ADDRESS
               ? node_may_carry(module, module->places[expr->a].type)
               : expr->op == IR_EXPR_LOAD && node_may_carry(module, module->types[expr->type].of);
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
    const struct ir_expr *expr = node_base_value(module, module->lists[call->first_arg + arg]);
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
    const struct ir_expr *expr = node_base_value(module, id);
    if (expr->op == IR_EXPR_INT) {
        return (expr->value & bits) == bits;
    }
    if (expr->op != IR_EXPR_OR && expr->op != IR_EXPR_AND) {
        return -1;
    }
    const struct ir_expr *right = node_base_value(module, expr->b);
    if (right->op == IR_EXPR_COMPLEMENT && expr->op == IR_EXPR_AND) {
        const struct ir_expr *off = node_base_value(module, right->a);
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
    const struct ir_expr *expr =
        node_base_value(module, module->lists[call->first_arg + effect->arg]);
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
        .node = node_of_expr(&flow->table, m, module->lists[call->first_arg + effect->on]),
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
    uint32_t dest = call->dest == 0 ? NO_NODE : node_of_place(&flow->table, m, call->dest, true);
    for (uint32_t i = 0; i < model->effect_count; i++) {
        add_setter(flow, m, (struct call_place){func, id}, &model->effects[i]);
    }
    if (model->returns_arg < call->arg_count) {
        assign(flow, m, dest, module->lists[call->first_arg + model->returns_arg]);
    }
    if (model->attaches < call->arg_count && model->attaches_to < call->arg_count) {
        struct attachment attachment = {
            .owner =
                node_of_expr(&flow->table, m, module->lists[call->first_arg + model->attaches_to]),
            .attached =
                node_of_expr(&flow->table, m, module->lists[call->first_arg + model->attaches])};
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
        dest =
            node_of_operand(&flow->table, m, module->lists[call->first_arg + model->creates], true);
    } else if (model->created_at < call->arg_count) {
        uint32_t place = node_of_operand(&flow->table, m,
                                         module->lists[call->first_arg + model->created_at], true);
        node_add(&flow->table, place, kinds, origin);
    }
    node_add(&flow->table, dest, kinds, origin);
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
            assign(flow, m, node_at(&flow->table, NODE_VAR, callee->module, param),
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
        if (node_may_carry(module, module->vars[param].type)) {
            const struct ir_module *caller = &flow->program->modules[m];
            ir_expr_id value = caller->lists[call->first_arg + i];
            uint32_t node = node_at(&flow->table, NODE_VAR, func->module, param);
            assign(flow, m, node, value);
            if (comes_back(caller, value, module, module->vars[param].type)) {
                node_connect(&flow->table, node, node_of_operand(&flow->table, m, value, true));
            }
        }
    }
    if (call->dest != 0) {
        node_connect(&flow->table, node_at(&flow->table, NODE_RESULT, 0, target),
                     node_of_place(&flow->table, m, call->dest, true));
    }
}

/* What a call puts into a record, as a result or through an address, may be what is put into its
 * fields anywhere. */
static void fill_record(struct handle_flow *flow, uint32_t m, ir_place_id id)
{
    const struct ir_place *place = &flow->program->modules[m].places[id];
    nodes_assign_record(&flow->table, m, node_of_holder(&flow->table, m, place, place->elem_count),
                        NO_NODE, place->type);
}

static void fill_records(struct handle_flow *flow, uint32_t m, const struct ir_instr *call,
                         bool defined)
{
    const struct ir_module *module = &flow->program->modules[m];
    if (call->dest != 0) {
        fill_record(flow, m, call->dest);
    }
    for (uint32_t i = 0; i < call->arg_count && !defined; i++) {
        const struct ir_expr *arg = node_base_value(module, module->lists[call->first_arg + i]);
        if (arg->op == IR_EXPR_ADDRESS) {
            fill_record(flow, m, arg->a);
        }
    }
}

static void scan_call(struct handle_flow *flow, uint32_t m, ir_instr_id id)
{
    const struct program *program = flow->program;
    const struct ir_instr *call = &program->modules[m].instrs[id];
    const struct model_function *model = call_model(flow->models, flow->program, m, id);
    uint32_t index = program->call_of[m][id];
    if (model != NULL) {
        func_ref func = index == 0 ? 0 : program->calls.items[index - 1].caller;
        scan_model(flow, m, id, func, model);
        scan_callbacks(flow, m, call, model);
        return;
    }
    bool defined = false;
    for (uint32_t i = 0; index != 0 && i < program->calls.items[index - 1].target_count; i++) {
        func_ref target = program->targets.items[program->calls.items[index - 1].first_target + i];
        scan_target(flow, m, call, target);
        defined = defined || program->funcs.items[target].defined;
    }
    fill_records(flow, m, call, defined);
}

static void scan_module(struct handle_flow *flow, uint32_t m)
{
    const struct ir_module *module = &flow->program->modules[m];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        if (instr->op == IR_INSTR_CALL) {
            scan_call(flow, m, id);
        } else if (instr->op == IR_INSTR_SET &&
                   node_may_carry(module, module->places[instr->dest].type)) {
            assign(flow, m, node_of_place(&flow->table, m, instr->dest, true), instr->value);
        } else if (instr->op == IR_INSTR_SET) {
            scan_record(flow, m, instr);
        }
    }
    for (ir_block_id id = 1; id < module->blocks_count; id++) {
        const struct ir_block *block = &module->blocks[id];
        if (block->term == IR_TERM_RETURN && block->cond != 0 &&
            node_may_carry(module, module->exprs[block->cond].type)) {
            func_ref func = flow->program->func_of[m][block->func];
            assign(flow, m, node_at(&flow->table, NODE_RESULT, 0, func), block->cond);
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
            node_add(&flow->table, node_at(&flow->table, NODE_GLOBAL, 0, global),
                     HANDLE_MAY_BE_OTHER, (struct origin_set){0});
        }
    }
}

/* What is set on a handle in the function that makes it is known better when that is solved. */
static void give_setters(struct handle_flow *flow)
{
    for (uint32_t i = 0; i < flow->setters.count; i++) {
        const struct setter *setter = &flow->setters.items[i];
        const struct origin_set *origins = &flow->table.nodes.items[setter->node].origins;
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
    *flow =
        (struct handle_flow){.program = program, .models = models, .table = {.program = program}};
    find_shared(flow);
    for (uint32_t m = 0; m < program->module_count; m++) {
        scan_module(flow, m);
        scan_globals(flow, m);
    }
    nodes_close_over(&flow->table);
    give_setters(flow);
    return flow;
}

/* NULL: the expression is nothing that could hold a handle. A member that only this question speaks
 * of is none that something is put in by name. */
static const struct flow_node *asked_node(struct handle_flow *flow, uint32_t module,
                                          ir_expr_id expr)
{
    uint32_t node = node_of_expr(&flow->table, module, expr);
    const struct flow_node *info = node == NO_NODE ? NULL : &flow->table.nodes.items[node];
    bool anywhere = info != NULL && info->anywhere != NO_NODE && !info->stored;
    return anywhere ? &flow->table.nodes.items[info->anywhere] : info;
}

unsigned handle_flow_kinds(struct handle_flow *flow, uint32_t module, ir_expr_id expr)
{
    const struct flow_node *node = asked_node(flow, module, expr);
    return node == NULL ? 0 : node->kinds;
}

struct origin_set handle_flow_origins(struct handle_flow *flow, uint32_t module, ir_expr_id expr)
{
    const struct flow_node *node = asked_node(flow, module, expr);
    return node == NULL ? (struct origin_set){0} : node->origins;
}

struct origin_set handle_flow_field(const struct handle_flow *flow, field_ref field)
{
    uint32_t node = node_find(&flow->table, NODE_FIELD, 0, field);
    return node == NO_NODE ? (struct origin_set){0} : flow->table.nodes.items[node].origins;
}

struct origin_set handle_flow_attached(const struct handle_flow *flow,
                                       const struct origin_set *origins)
{
    struct origin_set found = {0};
    for (uint32_t i = 0; i < flow->attachments.count; i++) {
        const struct attachment *attachment = &flow->attachments.items[i];
        if (attachment->owner != NO_NODE && attachment->attached != NO_NODE &&
            meet(&flow->table.nodes.items[attachment->owner].origins, origins)) {
            origin_set_unite(&found, &flow->table.nodes.items[attachment->attached].origins);
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
    for (uint32_t i = 0; i < flow->origins.count; i++) {
        vec_finish(&flow->origins.items[i].settings);
        vec_finish(&flow->origins.items[i].elsewhere);
    }
    vec_finish(&flow->origins);
    vec_finish(&flow->setters);
    vec_finish(&flow->attachments);
    map_finish(&flow->origin_of);
    nodes_finish(&flow->table);
    free(flow->shared);
    free(flow);
}
