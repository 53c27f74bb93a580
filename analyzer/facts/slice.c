#include "facts/slice.h"

#include "program/outcome.h"
#include "program/targets.h"

static void slice_location(struct slice *slice, location_id location);

static bool has(const location_id *locations, uint32_t count, location_id wanted)
{
    for (uint32_t i = 0; i < count; i++) {
        if (locations[i] == wanted) {
            return true;
        }
    }
    return false;
}

bool slice_has(const struct slice *slice, location_id location)
{
    return has(slice->seen.items, slice->seen.count, location);
}

bool slice_takes_element(const struct slice *slice, location_id record)
{
    return has(slice->containers.items, slice->containers.count, record);
}

void slice_call_arguments(struct slice *slice, const struct ir_instr *call)
{
    for (uint32_t i = 0; i < call->arg_count; i++) {
        slice_add(slice, slice->definitions->frame->module->lists[call->first_arg + i]);
    }
}

/* What a function is given to make a result. A pointer made of a counter is an element chosen by
 * it. */
static void slice_arguments(struct slice *slice, const struct ir_instr *call)
{
    const struct ir_module *module = slice->definitions->frame->module;
    bool before = slice->varies;
    slice->varies = false;
    slice_call_arguments(slice, call);
    ir_type_id type = module->places[call->dest].type;
    bool chosen = slice->varies && call->dest != 0 && module->types[type].kind == IR_TYPE_POINTER;
    slice->indexed = slice->indexed || chosen;
    slice->varies = slice->varies || before;
}

static void add_traits(struct slice *slice, const struct value_traits *traits, bool again)
{
    slice->traits.random = slice->traits.random || traits->random;
    slice->traits.growing = slice->traits.growing || (traits->growing && again);
    slice->traits.capped = slice->traits.capped || traits->capped;
    slice->traits.refusal = slice->traits.refusal || traits->refusal;
    slice->traits.guard = traits->guard != NULL ? traits->guard : slice->traits.guard;
}

/* Whether the argument is the address of the location, or of what it lies in. */
static bool is_address_of(const struct definitions *definitions, const struct ir_instr *call,
                          uint32_t arg, location_id location)
{
    const struct ir_module *module = definitions->frame->module;
    if (arg >= call->arg_count) {
        return false;
    }
    const struct ir_expr *expr =
        &module->exprs[ir_uncast(module, module->lists[call->first_arg + arg])];
    return expr->op == IR_EXPR_ADDRESS &&
           (definitions_location(definitions, expr->a) == location ||
            definitions_base(definitions, &module->places[expr->a]) == location);
}

/* What the call gives there: its result, or what it writes. */
static struct value_traits traits_of_model(const struct definitions *definitions,
                                           const struct model_function *model,
                                           const struct ir_instr *call, location_id wanted,
                                           bool returned)
{
    const struct model_delay *delay = &model->delay;
    bool told = delay->present &&
                (delay->in == MODEL_RETURNED ? returned
                                             : is_address_of(definitions, call, delay->in, wanted));
    return (struct value_traits){.random = model->random || (told && delay->jitter),
                                 .growing = told && delay->growing,
                                 .capped = told && delay->cap,
                                 .refusal = returned && model->refuses.results.range_count != 0,
                                 .guard = returned ? model->refuses.guard : NULL};
}

/* The result is put there, or in a part of a record that the variable is. */
static bool returns_to(const struct definitions *definitions, ir_place_id dest, location_id wanted)
{
    const struct ir_place *place = &definitions->frame->module->places[dest];
    return definitions_location(definitions, dest) == wanted ||
           (place->base_kind == IR_BASE_VAR && definitions_base(definitions, place) == wanted);
}

static void slice_call(struct slice *slice, const struct definition *definition, location_id wanted)
{
    ir_instr_id id = definition->instr;
    struct frame *frame = slice->definitions->frame;
    const struct ir_instr *instr = &frame->module->instrs[id];
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, id);
    bool returned = instr->dest != 0 && returns_to(slice->definitions, instr->dest, wanted);
    /* What is computed once does not grow from turn to turn. */
    bool again = slice->loop == NULL || bitset_has(slice->loop, definition->block);
    slice->attempt = slice->attempt || frame_decides(frame, id);
    if (model != NULL) {
        struct value_traits traits =
            traits_of_model(slice->definitions, model, instr, wanted, returned);
        add_traits(slice, &traits, again);
        slice->clock = slice->clock || model->clock;
        /* A clock may be asked for the time so far from now. */
        if (model->random || (model->clock && !returned) || model->delay.present ||
            model->refuses.results.range_count != 0 || model->operation != OPERATION_NONE) {
            return;
        }
    }
    bool asks = false;
    uint32_t count;
    const func_ref *targets = frame_targets(frame, id, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct program_traits *traits = slice->definitions->traits;
        add_traits(slice, &traits->returned[targets[i]], again);
        asks = asks || traits->returned[targets[i]].refusal;
        if (!returned) {
            add_traits(slice, &traits->written[targets[i]], again);
        }
        slice->clock = slice->clock || frame->analysis->summaries[targets[i]].clock;
    }
    /* How the attempt went, which a function is told that may refuse another, is not what it says.
     */
    bool written = false;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        written = written || is_address_of(slice->definitions, instr, i, wanted);
    }
    if (((returned || written) && !asks) || slice->outputs) {
        slice_arguments(slice, instr);
    }
}

/* The last definition in the block, as an index into the chain + 1; 0: none. */
static uint32_t definition_in(const struct definitions *definitions, uint32_t first, uint32_t block)
{
    uint32_t i = first;
    while (i != 0 && definitions->chain.items[i - 1].block != block) {
        i = definitions->chain.items[i - 1].next;
    }
    return i;
}

static void slice_definitions(struct slice *slice, location_id location)
{
    const struct definitions *definitions = slice->definitions;
    const struct ir_module *module = definitions->frame->module;
    if (slice->reach != 0 && slice->depth >= slice->reach) {
        return;
    }
    slice->depth++;
    const uint32_t *first = map_get(&definitions->first, location);
    uint32_t only = first == NULL || slice->branch == 0 || slice->depth > 1
                        ? 0
                        : definition_in(definitions, *first, slice->branch - 1);
    uint32_t start = first == NULL ? 0 : *first;
    for (uint32_t i = only != 0 ? only : start; i != 0;
         i = only != 0 ? 0 : definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        const struct ir_instr *instr = &module->instrs[definition->instr];
        /* A field set through a pointer is no part of the pointer. */
        bool through = instr->dest != 0 && !definitions_is_field(location) &&
                       !definitions_is_pointee(location) &&
                       module->places[instr->dest].base_kind == IR_BASE_DEREF;
        if (through) {
            continue;
        }
        if (instr->op == IR_INSTR_SET) {
            slice_add(slice, instr->value);
        } else if (instr->op == IR_INSTR_CALL) {
            slice_call(slice, definition, location);
        }
    }
    slice->depth--;
}

/* What the calls in the loop say of a handle: `curl_easy_setopt(handle, CURLOPT_URL, url)`. */
static void slice_handle(struct slice *slice, location_id location)
{
    const struct frame *frame = slice->definitions->frame;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; bitset_has(slice->loop, b) && i < block->instr_count; i++) {
            const struct ir_instr *instr = &frame->module->instrs[block->first_instr + i];
            if (instr->op == IR_INSTR_CALL &&
                definitions_call_takes(slice->definitions, instr, location)) {
                slice_call_arguments(slice, instr);
            }
        }
    }
}

static void slice_location(struct slice *slice, location_id location)
{
    if (location == 0 || slice->seen.count > 64 || slice_has(slice, location)) {
        return;
    }
    vec_push(&slice->seen, location);
    const struct ir_func *info = slice->definitions->frame->info;
    uint32_t id = (uint32_t)location;
    if (definitions_is_local(location) && id >= info->first_var &&
        id - info->first_var < info->param_count && id - info->first_var < 32) {
        slice->params |= 1u << (id - info->first_var);
    }
    enum change change = slice->loop == NULL
                             ? CHANGE_NONE
                             : definitions_change(slice->definitions, location, slice->loop);
    bool grows_elsewhere = definitions_is_field(location) && slice->loop != NULL &&
                           slice->definitions->traits->growing[id];
    bool walks = change == CHANGE_STEP && definitions_is_pointer(slice->definitions, location);
    if (change == CHANGE_ADVANCE || walks) {
        slice->advances = true;
    } else if (change != CHANGE_NONE || grows_elsewhere) {
        slice->varies = true;
        vec_push(&slice->varying, location);
    }
    if (definitions_is_field(location)) {
        add_traits(slice, &slice->definitions->traits->stored[id], true);
    }
    slice_definitions(slice, location);
    if (slice->outputs && definitions_is_pointer(slice->definitions, location)) {
        slice_handle(slice, location);
    }
}

/* One that a constant does not name: `name[0]` is also how a whole array is handed over. */
static bool chooses_element(const struct ir_module *module, const struct ir_place *place)
{
    for (uint32_t i = 0; i < place->elem_count; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_INDEX &&
            module->exprs[ir_uncast(module, elem->id)].op != IR_EXPR_INT) {
            return true;
        }
    }
    return false;
}

/* The place is an element of an array: one that lies in a record, `host->address[i]`, or one that a
 * record points to, `*list->items`, of pointers. */
static void note_container(struct slice *slice, const struct ir_place *place)
{
    const struct definitions *definitions = slice->definitions;
    const struct ir_module *module = definitions->frame->module;
    bool indexed = chooses_element(module, place);
    ir_place_id array =
        place->base_kind == IR_BASE_DEREF ? definitions_loaded_place(definitions, place->base) : 0;
    location_id record = array == 0 ? 0 : definitions_record(definitions, array);
    bool of_pointers = place->elem_count == 0 && module->types[place->type].kind == IR_TYPE_POINTER;
    if (record != 0 && (indexed || of_pointers)) {
        vec_push(&slice->containers, record);
    } else if (indexed && module->elems[place->first_elem].kind == IR_ELEM_FIELD) {
        vec_push(&slice->containers, definitions_base(definitions, place));
    }
}

/* What chooses an element. */
static void slice_index(struct slice *slice, ir_expr_id index)
{
    if (slice->values) {
        return;
    }
    bool before = slice->varies;
    slice->varies = false;
    slice_add(slice, index);
    slice->indexed = slice->indexed || slice->varies;
    slice->varies = slice->varies || before;
}

/* `first_wait << attempts` grows, though the time that has passed may be taken off it. */
static void slice_factor(struct slice *slice, ir_expr_id factor)
{
    bool varied = slice->varies;
    bool clocked = slice->clock;
    slice->varies = false;
    slice->clock = false;
    slice_add(slice, factor);
    slice->scales = slice->scales || (slice->varies && !slice->clock);
    slice->varies = slice->varies || varied;
    slice->clock = slice->clock || clocked;
}

/* One of several records or pointers is asked for by its number: `server = &servers[choose()]`. */
static void note_choice(struct slice *slice, ir_type_id element, ir_expr_id index)
{
    const struct definitions *definitions = slice->definitions;
    uint32_t kind = definitions->frame->module->types[element].kind;
    location_id number = definitions_loaded(definitions, index);
    if (slice->loop != NULL && number != 0 && (kind == IR_TYPE_RECORD || kind == IR_TYPE_POINTER) &&
        definitions_fetched(definitions, number, slice->loop, 0)) {
        slice->indexed = true;
    }
}

/* The type of what the step leads to. */
static ir_type_id type_behind(const struct ir_module *module, const struct ir_place *place,
                              uint32_t step)
{
    if (step + 1 == place->elem_count) {
        return place->type;
    }
    const struct ir_elem *next = &module->elems[place->first_elem + step + 1];
    return next->kind == IR_ELEM_FIELD ? module->fields[next->id].record : 0;
}

static void slice_place(struct slice *slice, ir_place_id id)
{
    const struct ir_module *module = slice->definitions->frame->module;
    const struct ir_place *place = &module->places[id];
    slice_location(slice, definitions_location(slice->definitions, id));
    slice_location(slice, definitions_base(slice->definitions, place));
    if (place->base_kind == IR_BASE_DEREF) {
        slice_add(slice, place->base);
    }
    note_container(slice, place);
    for (uint32_t i = 0; i < place->elem_count; i++) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i];
        if (elem->kind == IR_ELEM_INDEX) {
            slice_index(slice, elem->id);
            note_choice(slice, type_behind(module, place, i), elem->id);
        }
    }
}

void slice_add(struct slice *slice, ir_expr_id id)
{
    const struct ir_module *module = slice->definitions->frame->module;
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
    case IR_EXPR_ADD:
    case IR_EXPR_SUB:
        slice_add(slice, expr->a);
        if (module->types[expr->type].kind == IR_TYPE_POINTER) {
            slice_index(slice, expr->b);
            note_choice(slice, module->types[expr->type].of, expr->b);
        } else {
            slice_add(slice, expr->b);
        }
        return;
    case IR_EXPR_MUL:
    case IR_EXPR_SHL:
        slice_factor(slice, expr->a);
        slice_factor(slice, expr->b);
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

bool slice_outgrows(const struct slice *slice)
{
    struct arena arena = {0};
    struct bitset whole;
    uint32_t count = slice->definitions->frame->cfg.block_count;
    bool grows = false;
    if (slice->clock) {
        return false;
    }
    bitset_init(&whole, &arena, count);
    bitset_fill(&whole);
    for (uint32_t i = 0; i < slice->seen.count && !grows; i++) {
        location_id location = slice->seen.items[i];
        enum change change = definitions_is_local(location)
                                 ? CHANGE_NONE
                                 : definitions_change(slice->definitions, location, &whole);
        grows = change == CHANGE_STEP || change == CHANGE_SCALE;
    }
    arena_finish(&arena);
    return grows;
}

void slice_finish(struct slice *slice)
{
    vec_finish(&slice->seen);
    vec_finish(&slice->varying);
    vec_finish(&slice->containers);
}
