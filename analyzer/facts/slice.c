#include "facts/slice.h"

enum location_kind { LOCATION_VAR = 1, LOCATION_FIELD, LOCATION_GLOBAL };

static location_id make_location(enum location_kind kind, uint32_t id)
{
    return (uint64_t)kind << 32 | id;
}

static const struct ir_module *module_of(const struct definitions *definitions)
{
    return definitions->frame->module;
}

static location_id base_location(const struct definitions *definitions,
                                 const struct ir_place *place)
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

location_id definitions_location(const struct definitions *definitions, ir_place_id id)
{
    const struct ir_module *module = module_of(definitions);
    const struct ir_place *place = &module->places[id];
    for (uint32_t i = place->elem_count; i > 0; i--) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
        if (elem->kind == IR_ELEM_FIELD) {
            return make_location(LOCATION_FIELD, definitions->frame->space.field_of[elem->id]);
        }
    }
    return base_location(definitions, place);
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
        const struct ir_expr *arg = &module->exprs[module->lists[instr->first_arg + i]];
        while (arg->op == IR_EXPR_CAST) {
            arg = &module->exprs[arg->a];
        }
        if (arg->op == IR_EXPR_ADDRESS) {
            add_definition(definitions, base_location(definitions, &module->places[arg->a]), id,
                           block);
        }
    }
}

void definitions_init(struct definitions *definitions, struct frame *frame,
                      const bool *returns_random, const bool *growing_field)
{
    *definitions = (struct definitions){
        .frame = frame, .returns_random = returns_random, .growing_field = growing_field};
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *instr = &frame->module->instrs[id];
            if (instr->dest != 0) {
                const struct ir_place *place = &frame->module->places[instr->dest];
                add_definition(definitions, definitions_location(definitions, instr->dest), id, b);
                add_definition(definitions, base_location(definitions, place), id, b);
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
           (location >> 32 == LOCATION_FIELD || dest->base_kind == IR_BASE_VAR);
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
    case IR_EXPR_CAST:
    case IR_EXPR_NEGATE:
        search_expr(search, expr->a, so_far, depth);
        return;
    case IR_EXPR_OPAQUE:
        for (uint32_t i = 0; i < expr->b; i++) {
            search_expr(search, module->lists[expr->a + i], CHANGE_SCALE, depth);
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

static bool call_takes(const struct definitions *definitions, const struct ir_instr *call,
                       location_id location)
{
    const struct ir_module *module = module_of(definitions);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct ir_expr *arg = &module->exprs[module->lists[call->first_arg + i]];
        while (arg->op == IR_EXPR_CAST) {
            arg = &module->exprs[arg->a];
        }
        if (arg->op == IR_EXPR_LOAD && definitions_location(definitions, arg->a) == location) {
            return true;
        }
    }
    return false;
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
                   call_takes(definitions, instr, location)) {
            note(&search, CHANGE_ADVANCE);
        }
    }
    return search.found;
}

static void slice_location(struct slice *slice, location_id location);

bool slice_has(const struct slice *slice, location_id location)
{
    for (uint32_t i = 0; i < slice->seen.count; i++) {
        if (slice->seen.items[i] == location) {
            return true;
        }
    }
    return false;
}

/* What a function is given to make a result. A pointer made of a counter is an element chosen by
 * it. */
static void slice_arguments(struct slice *slice, const struct ir_instr *call)
{
    const struct ir_module *module = module_of(slice->definitions);
    bool before = slice->varies;
    slice->varies = false;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        slice_add(slice, module->lists[call->first_arg + i]);
    }
    ir_type_id type = module->places[call->dest].type;
    bool chosen = slice->varies && module->types[type].kind == IR_TYPE_POINTER;
    slice->indexed = slice->indexed || chosen;
    slice->varies = slice->varies || before;
}

static void slice_call(struct slice *slice, ir_instr_id id, location_id wanted)
{
    struct frame *frame = slice->definitions->frame;
    const struct ir_instr *instr = &frame->module->instrs[id];
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, id);
    bool returned =
        instr->dest != 0 && definitions_location(slice->definitions, instr->dest) == wanted;
    if (model != NULL) {
        slice->random = slice->random || model->random;
        slice->clock = slice->clock || model->clock;
        if (model->random || model->clock || model->operation != OPERATION_NONE) {
            return;
        }
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(frame->analysis, frame->module_index, id, &count);
    for (uint32_t i = 0; i < count; i++) {
        slice->random = slice->random || slice->definitions->returns_random[targets[i]];
        slice->clock = slice->clock || frame->analysis->summaries[targets[i]].clock;
    }
    if (returned) {
        slice_arguments(slice, instr);
    }
}

static void slice_definitions(struct slice *slice, location_id location)
{
    const struct definitions *definitions = slice->definitions;
    const struct ir_module *module = module_of(definitions);
    if (slice->reach != 0 && slice->depth >= slice->reach) {
        return;
    }
    slice->depth++;
    const uint32_t *first = map_get(&definitions->first, location);
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        const struct ir_instr *instr = &module->instrs[definition->instr];
        /* A field set through a pointer is no part of the pointer. */
        bool through = instr->dest != 0 && location >> 32 != LOCATION_FIELD &&
                       module->places[instr->dest].base_kind == IR_BASE_DEREF;
        if (through) {
            continue;
        }
        if (instr->op == IR_INSTR_SET) {
            slice_add(slice, instr->value);
        } else if (instr->op == IR_INSTR_CALL) {
            slice_call(slice, definition->instr, location);
        }
    }
    slice->depth--;
}

static void slice_location(struct slice *slice, location_id location)
{
    if (location == 0 || slice->seen.count > 64 || slice_has(slice, location)) {
        return;
    }
    vec_push(&slice->seen, location);
    const struct ir_func *info = slice->definitions->frame->info;
    uint32_t id = (uint32_t)location;
    if (location >> 32 == LOCATION_VAR && id >= info->first_var &&
        id - info->first_var < info->param_count && id - info->first_var < 32) {
        slice->params |= 1u << (id - info->first_var);
    }
    enum change change = slice->loop == NULL
                             ? CHANGE_NONE
                             : definitions_change(slice->definitions, location, slice->loop);
    bool grows_elsewhere = location >> 32 == LOCATION_FIELD && slice->loop != NULL &&
                           slice->definitions->growing_field[id];
    if (change == CHANGE_ADVANCE) {
        slice->advances = true;
    } else if (change != CHANGE_NONE || grows_elsewhere) {
        slice->varies = true;
        vec_push(&slice->varying, location);
    }
    slice_definitions(slice, location);
}

static void slice_place(struct slice *slice, ir_place_id id)
{
    const struct ir_module *module = module_of(slice->definitions);
    const struct ir_place *place = &module->places[id];
    slice_location(slice, definitions_location(slice->definitions, id));
    slice_location(slice, base_location(slice->definitions, place));
    for (uint32_t i = 0; i < place->elem_count; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_INDEX) {
            bool before = slice->varies;
            slice->varies = false;
            slice_add(slice, elem->id);
            slice->indexed = slice->indexed || slice->varies;
            slice->varies = slice->varies || before;
        }
    }
}

void slice_add(struct slice *slice, ir_expr_id id)
{
    const struct ir_module *module = module_of(slice->definitions);
    const struct ir_expr *expr = &module->exprs[id];
    switch ((enum ir_expr_op)expr->op) {
    case IR_EXPR_LOAD:
    case IR_EXPR_ADDRESS:
        slice_place(slice, expr->a);
        return;
    case IR_EXPR_CAST:
    case IR_EXPR_NEGATE:
    case IR_EXPR_COMPLEMENT:
    case IR_EXPR_NOT:
        slice_add(slice, expr->a);
        return;
    case IR_EXPR_OPAQUE:
        for (uint32_t i = 0; i < expr->b; i++) {
            slice_add(slice, module->lists[expr->a + i]);
        }
        return;
    case IR_EXPR_INT:
    case IR_EXPR_FLOAT:
    case IR_EXPR_STRING:
    case IR_EXPR_FUNCTION:
    case IR_EXPR_NONE:
    case IR_EXPR_COUNT:
        return;
    default:
        slice_add(slice, expr->a);
        slice_add(slice, expr->b);
        return;
    }
}

void slice_exits(struct slice *slice, const struct frame *frame, const struct cfg_loop *loop)
{
    const struct ir_module *module = frame->module;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; bitset_has(&loop->blocks, b) && i < block->edge_count; i++) {
            uint32_t target = module->edges[block->first_edge + i].to - frame->info->first_block;
            if (!bitset_has(&loop->blocks, target) && block->cond != 0) {
                slice_add(slice, block->cond);
            }
        }
    }
}

/* A connection, or what one is made on: tried again it is made again. */
static bool makes_handle(const struct frame *frame, ir_instr_id id)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, id);
    if (model != NULL) {
        return model->creates != MODEL_NO_ARG;
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(frame->analysis, frame->module_index, id, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (frame->analysis->summaries[targets[i]].objects.count != 0) {
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
            !makes_handle(definitions->frame, definition->instr)) {
            return true;
        }
    }
    return false;
}

void slice_finish(struct slice *slice)
{
    vec_finish(&slice->seen);
    vec_finish(&slice->varying);
}

static bool loads_field(const struct ir_module *module, ir_expr_id id, ir_field_id field,
                        bool computed)
{
    const struct ir_expr *expr = &module->exprs[id];
    switch ((enum ir_expr_op)expr->op) {
    case IR_EXPR_LOAD: {
        const struct ir_place *place = &module->places[expr->a];
        const struct ir_elem *last = &module->elems[place->first_elem + place->elem_count - 1];
        return computed && place->elem_count != 0 && last->kind == IR_ELEM_FIELD &&
               last->id == field;
    }
    case IR_EXPR_CAST:
        return loads_field(module, expr->a, field, computed);
    case IR_EXPR_ADD:
    case IR_EXPR_MUL:
    case IR_EXPR_SHL:
        return loads_field(module, expr->a, field, true) ||
               loads_field(module, expr->b, field, true);
    default:
        return false;
    }
}

void find_growing_fields(const struct program *program, bool *growing)
{
    for (uint32_t m = 0; m < program->module_count; m++) {
        const struct ir_module *module = &program->modules[m];
        for (ir_instr_id id = 1; id < module->instrs_count; id++) {
            const struct ir_instr *instr = &module->instrs[id];
            const struct ir_place *place = &module->places[instr->dest];
            if (instr->op != IR_INSTR_SET || place->elem_count == 0) {
                continue;
            }
            const struct ir_elem *last = &module->elems[place->first_elem + place->elem_count - 1];
            if (last->kind == IR_ELEM_FIELD && loads_field(module, instr->value, last->id, false)) {
                growing[program->field_of[m][last->id]] = true;
            }
        }
    }
}
