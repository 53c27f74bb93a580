#include "facts/definitions.h"
#include "program/connecting.h"
#include "program/targets.h"

enum location_kind { LOCATION_VAR = 1, LOCATION_FIELD, LOCATION_GLOBAL, LOCATION_POINTEE };

static location_id make_location(enum location_kind kind, uint32_t id)
{
    return (uint64_t)kind << 32 | id;
}

static const struct ir_module *module_of(const struct definitions *definitions)
{
    return definitions->frame->module;
}

location_id definitions_base(const struct definitions *definitions, const struct ir_place *place)
{
    const struct ir_module *module = module_of(definitions);
    if (place->base_kind == IR_BASE_VAR) {
        uint32_t global = definitions->frame->space.global_of[place->base];
        return global != 0 ? make_location(LOCATION_GLOBAL, global)
                           : make_location(LOCATION_VAR, place->base);
    }
    /* What a pointer variable points to is taken together with the pointer. */
    const struct ir_expr *pointer = &module->exprs[place->base];
    while (pointer->op == IR_EXPR_CAST || pointer->op == IR_EXPR_ADD ||
           pointer->op == IR_EXPR_SUB) {
        pointer = &module->exprs[pointer->a];
    }
    return pointer->op == IR_EXPR_LOAD ? definitions_location(definitions, pointer->a) : 0;
}

location_id definitions_field(const struct definitions *definitions, const struct ir_elem *elem)
{
    return elem->kind == IR_ELEM_FIELD
               ? make_location(LOCATION_FIELD, definitions->frame->space.field_of[elem->id])
               : 0;
}

/* `*left`: a number that a pointer variable points to; else 0. */
static location_id pointee(const struct ir_module *module, const struct ir_place *place)
{
    ir_var_id pointer = place->base_kind == IR_BASE_DEREF && place->elem_count == 0
                            ? ir_loaded_var(module, place->base)
                            : 0;
    bool number = module->types[place->type].kind == IR_TYPE_INT;
    return pointer != 0 && number ? make_location(LOCATION_POINTEE, pointer) : 0;
}

location_id definitions_location(const struct definitions *definitions, ir_place_id id)
{
    const struct ir_module *module = module_of(definitions);
    const struct ir_place *place = &module->places[id];
    location_id number = pointee(module, place);
    if (number != 0) {
        return number;
    }
    for (uint32_t i = place->elem_count; i > 0; i--) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
        if (elem->kind == IR_ELEM_FIELD) {
            return definitions_field(definitions, elem);
        }
    }
    return definitions_base(definitions, place);
}

static void add_definition(struct definitions *definitions, location_id location, ir_instr_id instr,
                           uint32_t block)
{
    if (location == 0) {
        return;
    }
    uint32_t *first = map_put(&definitions->first, location, 0);
    if (*first != 0 && definitions->chain.items[*first - 1].instr == instr) {
        return;
    }
    vec_push(&definitions->chain,
             ((struct definition){.instr = instr, .block = block, .next = *first}));
    *first = definitions->chain.count;
}

/* A call may write what the addresses among its arguments point to. */
static void add_outputs(struct definitions *definitions, ir_instr_id id, uint32_t block)
{
    const struct ir_module *module = module_of(definitions);
    const struct ir_instr *instr = &module->instrs[id];
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        location_id lent = definitions_lent(definitions, module->lists[instr->first_arg + i]);
        add_definition(definitions, lent, id, block);
    }
}

void definitions_init(struct definitions *definitions, struct frame *frame,
                      const struct program_traits *traits)
{
    *definitions = (struct definitions){.frame = frame, .traits = traits};
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *instr = &frame->module->instrs[id];
            if (instr->dest != 0) {
                const struct ir_place *place = &frame->module->places[instr->dest];
                add_definition(definitions, definitions_location(definitions, instr->dest), id, b);
                add_definition(definitions, definitions_base(definitions, place), id, b);
            }
            if (instr->op == IR_INSTR_CALL) {
                add_outputs(definitions, id, b);
            }
        }
    }
}

bool definitions_is_local(location_id location)
{
    return location >> 32 == LOCATION_VAR;
}

bool definitions_is_field(location_id location)
{
    return location >> 32 == LOCATION_FIELD;
}

bool definitions_is_pointee(location_id location)
{
    return location >> 32 == LOCATION_POINTEE;
}

bool definitions_is_shared(location_id location)
{
    return location >> 32 == LOCATION_FIELD || location >> 32 == LOCATION_GLOBAL;
}

bool definitions_is_pointer(const struct definitions *definitions, location_id location)
{
    const struct ir_module *module = module_of(definitions);
    return definitions_is_local(location) &&
           module->types[module->vars[(uint32_t)location].type].kind == IR_TYPE_POINTER;
}

ir_place_id definitions_loaded_place(const struct definitions *definitions, ir_expr_id id)
{
    const struct ir_expr *expr =
        &module_of(definitions)->exprs[ir_uncast(module_of(definitions), id)];
    return expr->op == IR_EXPR_LOAD ? expr->a : 0;
}

location_id definitions_loaded(const struct definitions *definitions, ir_expr_id expr)
{
    ir_place_id place = definitions_loaded_place(definitions, expr);
    return place == 0 ? 0 : definitions_location(definitions, place);
}

location_id definitions_record(const struct definitions *definitions, ir_place_id id)
{
    const struct ir_module *module = module_of(definitions);
    const struct ir_place *place = &module->places[id];
    bool field = place->elem_count != 0 && module->elems[place->first_elem].kind == IR_ELEM_FIELD;
    return field ? definitions_base(definitions, place) : 0;
}

void definitions_finish(struct definitions *definitions)
{
    map_finish(&definitions->first);
    vec_finish(&definitions->chain);
}

struct search {
    const struct definitions *definitions;
    location_id wanted;
    const struct bitset *loop;
    enum change found;
};

static void note(struct search *search, enum change change)
{
    if (change > search->found) {
        search->found = change;
    }
}

/* Whether the instruction sets the location itself, not something that it points to or holds. */
static bool sets_itself(const struct definitions *definitions, const struct ir_instr *instr,
                        location_id location)
{
    const struct ir_place *dest = &module_of(definitions)->places[instr->dest];
    return instr->dest != 0 && definitions_location(definitions, instr->dest) == location &&
           (location >> 32 == LOCATION_FIELD || location >> 32 == LOCATION_POINTEE ||
            dest->base_kind == IR_BASE_VAR);
}

static void search_expr(struct search *search, ir_expr_id id, enum change so_far, uint32_t depth);

static void search_place(struct search *search, ir_place_id id, enum change so_far, uint32_t depth)
{
    const struct definitions *definitions = search->definitions;
    const struct ir_module *module = module_of(definitions);
    const struct ir_place *place = &module->places[id];
    location_id location = definitions_location(definitions, id);
    if (location == search->wanted && place->base_kind == IR_BASE_VAR) {
        note(search, so_far);
        return;
    }
    if (place->base_kind == IR_BASE_DEREF) {
        if (location == search->wanted && so_far != CHANGE_NONE) {
            note(search, so_far);
        }
        search_expr(search, place->base, CHANGE_ADVANCE, depth);
        return;
    }
    /* Through a helper variable: `t = d * 2; d = t`. */
    const uint32_t *first = depth == 0 ? NULL : map_get(&definitions->first, location);
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        const struct ir_instr *instr = &module->instrs[definition->instr];
        if (instr->op == IR_INSTR_SET && bitset_has(search->loop, definition->block) &&
            sets_itself(definitions, instr, location)) {
            search_expr(search, instr->value, so_far, depth - 1);
        }
    }
}

static enum change change_of(enum ir_expr_op op, enum change so_far)
{
    if (op == IR_EXPR_ADD || op == IR_EXPR_SUB) {
        return so_far > CHANGE_STEP ? so_far : CHANGE_STEP;
    }
    if (op == IR_EXPR_MUL || op == IR_EXPR_SHL || op == IR_EXPR_DIV || op == IR_EXPR_SHR) {
        return so_far > CHANGE_SCALE ? so_far : CHANGE_SCALE;
    }
    return so_far;
}

static void search_expr(struct search *search, ir_expr_id id, enum change so_far, uint32_t depth)
{
    const struct ir_module *module = module_of(search->definitions);
    const struct ir_expr *expr = &module->exprs[id];
    switch ((enum ir_expr_op)expr->op) {
    case IR_EXPR_LOAD:
        search_place(search, expr->a, so_far, depth);
        return;
    case IR_EXPR_ADDRESS: { /* `next = &(*next)->next` */
        const struct ir_place *place = &module->places[expr->a];
        if (place->base_kind == IR_BASE_DEREF) {
            search_expr(search, place->base, CHANGE_ADVANCE, depth);
        }
        return;
    }
    case IR_EXPR_CAST:
    case IR_EXPR_NEGATE:
    case IR_EXPR_REM:
        search_expr(search, expr->a, so_far, depth);
        return;
    case IR_EXPR_OPAQUE:
        for (uint32_t i = 0; i < expr->b; i++) {
            ir_expr_id part = module->lists[expr->a + i];
            /* `item = item->next`, also where the record's declaration could not be read */
            bool pointer = module->types[module->exprs[part].type].kind == IR_TYPE_POINTER;
            search_expr(search, part, pointer ? CHANGE_ADVANCE : CHANGE_SCALE, depth);
        }
        return;
    case IR_EXPR_ADD:
    case IR_EXPR_SUB:
    case IR_EXPR_MUL:
    case IR_EXPR_DIV:
    case IR_EXPR_SHL:
    case IR_EXPR_SHR:
        search_expr(search, expr->a, change_of((enum ir_expr_op)expr->op, so_far), depth);
        search_expr(search, expr->b, change_of((enum ir_expr_op)expr->op, so_far), depth);
        return;
    default:
        return;
    }
}

location_id definitions_lent(const struct definitions *definitions, ir_expr_id id)
{
    const struct ir_module *module = module_of(definitions);
    const struct ir_expr *arg = &module->exprs[ir_uncast(module, id)];
    return arg->op == IR_EXPR_ADDRESS ? definitions_base(definitions, &module->places[arg->a]) : 0;
}

static location_id given_location(const struct definitions *definitions, ir_expr_id arg)
{
    location_id loaded = definitions_loaded(definitions, arg);
    return loaded != 0 ? loaded : definitions_lent(definitions, arg);
}

bool definitions_call_takes(const struct definitions *definitions, const struct ir_instr *call,
                            location_id location)
{
    const struct ir_module *module = module_of(definitions);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        if (given_location(definitions, module->lists[call->first_arg + i]) == location) {
            return true;
        }
    }
    return false;
}

bool definitions_calls_share(const struct definitions *definitions, ir_instr_id one,
                             ir_instr_id other)
{
    const struct ir_module *module = module_of(definitions);
    const struct ir_instr *first = &module->instrs[one];
    bool share = false;
    for (uint32_t i = 0; i < first->arg_count && !share; i++) {
        location_id given = given_location(definitions, module->lists[first->first_arg + i]);
        share = given != 0 && definitions_call_takes(definitions, &module->instrs[other], given);
    }
    return share;
}

bool definitions_call_lends(const struct definitions *definitions, const struct ir_instr *lender,
                            const struct ir_instr *taker)
{
    const struct ir_module *module = module_of(definitions);
    bool lends = false;
    for (uint32_t i = 0; i < lender->arg_count && !lends; i++) {
        location_id lent = definitions_lent(definitions, module->lists[lender->first_arg + i]);
        lends = definitions_is_local(lent) && definitions_call_takes(definitions, taker, lent);
    }
    return lends;
}

bool definitions_makes_handle(const struct definitions *definitions, ir_instr_id id)
{
    const struct frame *frame = definitions->frame;
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, id);
    if (model != NULL) {
        return model->creates != MODEL_NO_ARG;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, id, &count);
    bool makes = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct summary *summary = &frame->analysis->summaries[targets[i]];
        for (uint32_t k = 0; k < summary->objects.count && !makes; k++) {
            makes = connecting_kind(frame->analysis->models, summary->objects.items[k].handle_kind);
        }
    }
    return makes;
}

enum change definitions_change(const struct definitions *definitions, location_id location,
                               const struct bitset *loop)
{
    struct search search = {.definitions = definitions, .wanted = location, .loop = loop};
    const struct ir_module *module = module_of(definitions);
    const uint32_t *first = map_get(&definitions->first, location);
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        const struct ir_instr *instr = &module->instrs[definition->instr];
        if (!bitset_has(loop, definition->block) || !sets_itself(definitions, instr, location)) {
            continue;
        }
        if (instr->op == IR_INSTR_SET) {
            search_expr(&search, instr->value, CHANGE_NONE, 3);
        } else if (instr->dest != 0 && definitions_location(definitions, instr->dest) == location &&
                   definitions_call_takes(definitions, instr, location) &&
                   !definitions_makes_handle(definitions, definition->instr)) {
            note(&search, CHANGE_ADVANCE);
        }
    }
    return search.found;
}

bool definitions_set_in(const struct definitions *definitions, location_id location,
                        const struct bitset *loop)
{
    const uint32_t *first = map_get(&definitions->first, location);
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        if (bitset_has(loop, definitions->chain.items[i - 1].block)) {
            return true;
        }
    }
    return false;
}

bool definitions_fetched(const struct definitions *definitions, location_id location,
                         const struct bitset *loop, ir_instr_id except)
{
    const uint32_t *first = map_get(&definitions->first, location);
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        const struct ir_instr *instr = &module_of(definitions)->instrs[definition->instr];
        if (instr->op == IR_INSTR_CALL && definition->instr != except &&
            bitset_has(loop, definition->block) && sets_itself(definitions, instr, location) &&
            !definitions_makes_handle(definitions, definition->instr)) {
            return true;
        }
    }
    return false;
}
