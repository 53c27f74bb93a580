#include "facts/traits.h"

#include "facts/cap.h"
#include "facts/guard.h"
#include "facts/limit.h"
#include "facts/slice.h"
#include "program/call_model.h"
#include "program/targets.h"

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

static void find_growing(const struct program *program, bool *growing)
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

static void join_traits(struct value_traits *into, const struct value_traits *from)
{
    into->random = into->random || from->random;
    into->growing = into->growing || from->growing;
    into->capped = into->capped || from->capped;
}

static struct value_traits traits_of_delay(const struct model_delay *delay)
{
    return (struct value_traits){
        .random = delay->jitter, .growing = delay->growing, .capped = delay->cap};
}

/* The place where a call tells how long to wait, or 0. */
static ir_place_id told_place(const struct ir_module *module, const struct ir_instr *call,
                              const struct model_delay *delay)
{
    if (delay->in == MODEL_RETURNED) {
        return call->dest;
    }
    if (delay->in >= call->arg_count) {
        return 0;
    }
    ir_expr_id id = ir_uncast(module, module->lists[call->first_arg + delay->in]);
    return module->exprs[id].op == IR_EXPR_ADDRESS ? module->exprs[id].a : 0;
}

/* The delays of one module: variables that hold one, on their way to fields. */
struct delays {
    const struct program *program;
    uint32_t module_index;
    const struct ir_module *module;
    struct program_traits *traits;
    struct map of_var; /* ir_var_id -> index into told */
    VEC(struct value_traits) told;
};

static void put_delay(struct delays *delays, ir_place_id id, const struct value_traits *told)
{
    const struct ir_place *place = &delays->module->places[id];
    const struct ir_elem *last = &delays->module->elems[place->first_elem + place->elem_count - 1];
    if (place->elem_count != 0 && last->kind == IR_ELEM_FIELD) {
        join_traits(
            &delays->traits->stored[delays->program->field_of[delays->module_index][last->id]],
            told);
    } else if (place->elem_count == 0 && place->base_kind == IR_BASE_VAR) {
        *map_put(&delays->of_var, place->base, 0) = delays->told.count;
        vec_push(&delays->told, *told);
    }
}

/* What the expression is made of: a delay in a variable, or NULL. */
static const struct value_traits *delay_in(const struct delays *delays, ir_expr_id id)
{
    const struct ir_expr *expr = &delays->module->exprs[ir_uncast(delays->module, id)];
    if (expr->op == IR_EXPR_LOAD) {
        const struct ir_place *place = &delays->module->places[expr->a];
        const uint32_t *told = place->elem_count == 0 && place->base_kind == IR_BASE_VAR
                                   ? map_get(&delays->of_var, place->base)
                                   : NULL;
        return told == NULL ? NULL : &delays->told.items[*told];
    }
    if (expr->op < IR_EXPR_ADD || expr->op > IR_EXPR_GE) {
        return NULL;
    }
    const struct value_traits *left = delay_in(delays, expr->a);
    return left != NULL ? left : delay_in(delays, expr->b);
}

static void collect_delays(struct delays *delays, const struct model_set *models)
{
    const struct ir_module *module = delays->module;
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        const struct model_function *model =
            call_model(models, delays->program, delays->module_index, id);
        ir_place_id place =
            model != NULL && model->delay.present ? told_place(module, instr, &model->delay) : 0;
        if (place != 0) {
            struct value_traits told = traits_of_delay(&model->delay);
            put_delay(delays, place, &told);
        }
    }
    for (ir_instr_id id = 1; delays->told.count != 0 && id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        bool stores = instr->op == IR_INSTR_SET && module->places[instr->dest].elem_count != 0;
        const struct value_traits *told = stores ? delay_in(delays, instr->value) : NULL;
        if (told != NULL) {
            struct value_traits copy = *told;
            put_delay(delays, instr->dest, &copy);
        }
    }
}

void traits_init(struct program_traits *traits, const struct program *program,
                 const struct model_set *models, struct arena *arena)
{
    size_t functions = program->funcs.count;
    size_t fields = program->field_count + 1;
    *traits = (struct program_traits){
        .returned = arena_alloc(arena, functions * sizeof *traits->returned),
        .written = arena_alloc(arena, functions * sizeof *traits->written),
        .stored = arena_alloc(arena, fields * sizeof *traits->stored),
        .addresses = arena_alloc(arena, functions * sizeof *traits->addresses),
        .growing = arena_alloc(arena, fields * sizeof *traits->growing)};
    find_growing(program, traits->growing);
    for (uint32_t m = 0; m < program->module_count; m++) {
        struct delays delays = {.program = program,
                                .module_index = m,
                                .module = &program->modules[m],
                                .traits = traits};
        collect_delays(&delays, models);
        map_finish(&delays.of_var);
        vec_finish(&delays.told);
    }
}

/* A function that makes no attempt itself but decides, for its callers, by what refuses one: a
 * guard, or the number of times that it was asked. */
static void find_refusal(struct value_traits *traits, const struct frame *frame,
                         const struct definitions *definitions)
{
    struct slice slice = {.definitions = definitions};
    bool asked = guard_is_asked(definitions);
    for (uint32_t b = 0; asked && b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (block->cond != 0) {
            slice_add(&slice, block->cond);
        }
    }
    bool attempts = frame->analysis->summaries[frame->func].resends;
    traits->refusal = !attempts && (slice.traits.refusal || limit_counts_calls(definitions));
    traits->guard = attempts ? NULL : slice.traits.guard;
    slice_finish(&slice);
}

/* A parameter that the argument hands on as it is. */
static bool is_parameter(const struct definitions *definitions, const struct ir_instr *call,
                         uint32_t arg)
{
    const struct ir_func *info = definitions->frame->info;
    if (arg >= call->arg_count) {
        return false;
    }
    location_id given =
        definitions_loaded(definitions, definitions->frame->module->lists[call->first_arg + arg]);
    return given != 0 && definitions_is_local(given) && (uint32_t)given >= info->first_var &&
           (uint32_t)given - info->first_var < info->param_count;
}

/* Whoever gives a pointer for the time to wait gets it through a function that hands it on. */
static void find_written(struct program_traits *traits, const struct definitions *definitions)
{
    const struct frame *frame = definitions->frame;
    const struct program *program = frame->analysis->program;
    const struct program_func *info = &program->funcs.items[frame->func];
    for (uint32_t i = 0; i < info->call_count; i++) {
        ir_instr_id call = program->calls.items[info->first_call + i].instr;
        const struct model_function *model =
            analysis_model(frame->analysis, frame->module_index, call);
        if (model != NULL && model->delay.present &&
            is_parameter(definitions, &frame->module->instrs[call], model->delay.in)) {
            struct value_traits told = traits_of_delay(&model->delay);
            join_traits(&traits->written[frame->func], &told);
        }
    }
}

/* Arguments of a call that tell where a connection goes to, a bit each. */
static uint32_t address_arguments(const struct program_traits *traits, const struct frame *frame,
                                  ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        uint32_t others = (model->on < 32 ? 1u << model->on : 0) |
                          (model->timeout.arg < 32 ? 1u << model->timeout.arg : 0);
        return model->operation == OPERATION_CONNECT ? ~others : 0;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    return count == 1 ? traits->addresses[targets[0]] : 0;
}

static void find_addresses(struct program_traits *traits, const struct definitions *definitions)
{
    const struct frame *frame = definitions->frame;
    const struct program *program = frame->analysis->program;
    const struct program_func *info = &program->funcs.items[frame->func];
    struct slice slice = {.definitions = definitions};
    for (uint32_t i = 0; i < info->call_count; i++) {
        ir_instr_id call = program->calls.items[info->first_call + i].instr;
        const struct ir_instr *instr = &frame->module->instrs[call];
        uint32_t wanted = address_arguments(traits, frame, call);
        for (uint32_t arg = 0; wanted != 0 && arg < instr->arg_count && arg < 32; arg++) {
            if ((wanted >> arg & 1) != 0) {
                slice_add(&slice, frame->module->lists[instr->first_arg + arg]);
            }
        }
    }
    traits->addresses[frame->func] = slice.params;
    slice_finish(&slice);
}

static void add_returned(struct slice *slice)
{
    const struct frame *frame = slice->definitions->frame;
    for (uint32_t b = 0; b < frame->info->block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (block->term == IR_TERM_RETURN && block->cond != 0) {
            slice_add(slice, block->cond);
        }
    }
}

static void find_growth(struct value_traits *traits, const struct definitions *definitions)
{
    struct slice slice = {.definitions = definitions, .values = true};
    add_returned(&slice);
    bool grows = slice_outgrows(&slice);
    traits->growing = traits->growing || grows;
    traits->capped = traits->capped || (grows && cap_of_length(&slice, NULL));
    slice_finish(&slice);
}

void traits_of_frame(struct program_traits *traits, struct frame *frame,
                     const struct definitions *definitions)
{
    struct slice slice = {.definitions = definitions};
    add_returned(&slice);
    traits->returned[frame->func] = slice.traits;
    find_growth(&traits->returned[frame->func], definitions);
    find_refusal(&traits->returned[frame->func], frame, definitions);
    find_written(traits, definitions);
    find_addresses(traits, definitions);
    frame->analysis->summaries[frame->func].clock = slice.clock;
    slice_finish(&slice);
}
