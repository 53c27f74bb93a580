#include "facts/loop_target.h"
#include "facts/loop_walk.h"
#include "program/outcome.h"
#include "program/targets.h"

static struct slice slice_of_arguments(const struct loop_view *view, const struct loop_call *call)
{
    /* Near the arguments only: far enough away, everything depends on something that moves. */
    struct slice slice = {.definitions = view->definitions, .loop = &call->turn, .reach = 2};
    slice_call_arguments(&slice, &view->frame->module->instrs[call->call]);
    return slice;
}

enum change loop_target_change(const struct loop_view *view, const struct loop_call *call)
{
    struct slice slice = slice_of_arguments(view, call);
    enum change change = slice.advances || slice.indexed ? CHANGE_ADVANCE
                         : slice.varies                  ? CHANGE_STEP
                                                         : CHANGE_NONE;
    slice_finish(&slice);
    return change;
}

bool loop_target_is_remembered(const struct loop_view *view, const struct loop_call *call)
{
    struct slice slice = slice_of_arguments(view, call);
    bool remembers = false;
    for (uint32_t i = 0; i < slice.varying.count; i++) {
        remembers = remembers || !definitions_is_local(slice.varying.items[i]);
    }
    slice_finish(&slice);
    return remembers;
}

static location_id argument_location(const struct loop_view *view, const struct ir_instr *call,
                                     uint32_t index)
{
    return definitions_loaded(view->definitions,
                              view->frame->module->lists[call->first_arg + index]);
}

/* What is compared where the loop ends. */
static struct slice slice_of_ends(const struct loop_view *view)
{
    struct slice slice = {.definitions = view->definitions, .reach = 1, .depth = 1};
    slice_exits(&slice, view->frame, view->loop);
    return slice;
}

bool loop_target_is_item(const struct loop_view *view, const struct loop_call *call)
{
    const struct ir_instr *instr = &view->frame->module->instrs[call->call];
    struct slice ends = slice_of_ends(view);
    bool items = view->walks;
    for (uint32_t i = 0; i < instr->arg_count && !items; i++) {
        location_id location = argument_location(view, instr, i);
        items = location != 0 && slice_has(&ends, location) &&
                definitions_fetched(view->definitions, location, &call->turn, call->call);
    }
    slice_finish(&ends);
    return items;
}

/* The variable that an argument is, or is the address of. */
static location_id argument_variable(const struct loop_view *view, const struct ir_instr *call,
                                     uint32_t index)
{
    const struct ir_module *module = view->frame->module;
    ir_expr_id arg = ir_uncast(module, module->lists[call->first_arg + index]);
    return ir_lent_var(module, arg) != 0
               ? definitions_location(view->definitions, module->exprs[arg].a)
               : argument_location(view, call, index);
}

bool loop_target_is_numbered(const struct loop_view *view, const struct loop_call *call)
{
    const struct ir_instr *instr = &view->frame->module->instrs[call->call];
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        location_id location = argument_variable(view, instr, i);
        if (definitions_is_local(location) &&
            definitions_change(view->definitions, location, &call->turn) == CHANGE_STEP) {
            return true;
        }
    }
    return false;
}

/* The function called connects to what its argument says, which is another one each turn: the next
 * port, say. */
static bool counts_addresses(const struct loop_view *view, const struct loop_call *call)
{
    const struct frame *frame = view->frame;
    const struct ir_instr *instr = &frame->module->instrs[call->call];
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call->call, &count);
    uint32_t addresses = count == 1 ? view->definitions->traits->addresses[targets[0]] : 0;
    bool counts = false;
    for (uint32_t i = 0; i < instr->arg_count && i < 32 && !counts; i++) {
        location_id given = argument_location(view, instr, i);
        counts = (addresses >> i & 1) != 0 && definitions_is_local(given) &&
                 definitions_change(view->definitions, given, &call->turn) == CHANGE_STEP;
    }
    return counts;
}

/* On the way to the next attempt something is called that turns to another server, or moves a
 * cursor on in what the attempt is made for. */
static bool turns_elsewhere(const struct loop_view *view, const struct probe *probe,
                            ir_instr_id decisive)
{
    const struct frame *frame = view->frame;
    for (uint32_t i = 0; i < probe->called.entries.count; i++) {
        ir_instr_id call = (ir_instr_id)probe->called.entries.items[i].key;
        const struct summary *summary = loop_call_summary(frame, call);
        if (call != decisive && (summary->goes_elsewhere ||
                                 (summary->follows_list &&
                                  definitions_calls_share(view->definitions, call, decisive)))) {
            return true;
        }
    }
    return false;
}

/* The blocks of a turn that the probe came through. */
static void mark_way(const struct loop_view *view, const struct loop_call *call,
                     const struct probe *probe, struct bitset *way)
{
    const struct frame *frame = view->frame;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; bitset_has(&call->turn, b) && i < block->edge_count; i++) {
            if (bitset_has(&probe->edges, frame->cfg.edge_start[b] + i)) {
                bitset_add(way, frame->module->edges[block->first_edge + i].to -
                                    frame->info->first_block);
            }
        }
    }
}

/* The way round fetches what the attempt is made of, and there being none ends the loop:
 * `while ((entry = next(list)) != NULL) { host = value(entry); … }`. */
static bool fetches_target(const struct loop_view *view, const struct loop_call *call,
                           const struct bitset *way, location_id fetched)
{
    if (!definitions_fetched(view->definitions, fetched, way, call->call) ||
        !loop_ends_at_null(view, fetched)) {
        return false;
    }
    struct slice made_of = {.definitions = view->definitions, .loop = &call->turn, .outputs = true};
    slice_call_arguments(&made_of, &view->frame->module->instrs[call->call]);
    bool is_target = slice_has(&made_of, fetched);
    slice_finish(&made_of);
    return is_target;
}

/* The way round moves a cursor on, whose end ends the loop: what fails with one element is tried
 * with the next, whether or not the call itself is given it. */
static bool follows_cursor(const struct loop_view *view, const struct loop_call *call,
                           const struct bitset *way)
{
    struct slice ends = slice_of_ends(view);
    bool follows = false;
    for (uint32_t i = 0; i < ends.seen.count && !follows; i++) {
        location_id cursor = ends.seen.items[i];
        enum change change = definitions_change(view->definitions, cursor, way);
        follows = definitions_is_pointer(view->definitions, cursor) &&
                  (change == CHANGE_ADVANCE || change == CHANGE_STEP ||
                   fetches_target(view, call, way, cursor));
    }
    slice_finish(&ends);
    return follows;
}

/* The record of which a field is the limit that a counter is compared with, or 0. */
static location_id counted_record(const struct loop_view *view, ir_expr_id condition)
{
    const struct ir_module *module = view->frame->module;
    const struct ir_expr *expr = &module->exprs[condition];
    if (expr->op < IR_EXPR_LT || expr->op > IR_EXPR_GE) {
        return 0;
    }
    location_id counter = definitions_loaded(view->definitions, expr->a);
    ir_place_id limit = definitions_loaded_place(view->definitions, expr->b);
    bool counts =
        definitions_change(view->definitions, counter, &view->loop->blocks) == CHANGE_STEP;
    return counts && limit != 0 ? definitions_record(view->definitions, limit) : 0;
}

/* `counts`: a variable of the function that is counted on is another one, too. */
static bool is_walking(const struct loop_view *view, const struct bitset *way, ir_expr_id value,
                       bool counts)
{
    struct slice slice = {.definitions = view->definitions, .loop = way, .reach = 2};
    slice_add(&slice, value);
    bool walks = slice.advances || slice.indexed;
    for (uint32_t i = 0; i < slice.varying.count; i++) {
        walks = walks || (counts && definitions_is_local(slice.varying.items[i]));
    }
    slice_finish(&slice);
    return walks;
}

static bool configures(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->effect_count != 0;
    }
    return loop_call_summary(frame, call)->settings.count != 0;
}

/* On the way round the handle is told of another target: `curl_easy_setopt(h, CURLOPT_URL,
 * urls[i])`. */
static bool is_told_anew(const struct loop_view *view, const struct loop_call *call,
                         const struct probe *probe, const struct bitset *way)
{
    const struct ir_module *module = view->frame->module;
    const struct ir_instr *attempt = &module->instrs[call->call];
    for (uint32_t i = 0; i < probe->called.entries.count; i++) {
        ir_instr_id id = (ir_instr_id)probe->called.entries.items[i].key;
        const struct ir_instr *told = &module->instrs[id];
        if (id == call->call || !configures(view->frame, id)) {
            continue;
        }
        bool same_handle = false;
        for (uint32_t k = 0; k < attempt->arg_count; k++) {
            location_id handle = argument_location(view, attempt, k);
            same_handle = same_handle ||
                          (handle != 0 && definitions_call_takes(view->definitions, told, handle));
        }
        for (uint32_t k = 0; same_handle && k < told->arg_count; k++) {
            ir_expr_id value = module->lists[told->first_arg + k];
            const struct ir_expr *expr = &module->exprs[ir_uncast(module, value)];
            bool pointer = module->types[module->exprs[value].type].kind == IR_TYPE_POINTER;
            /* A number that is handed over by its address is what is set. */
            bool number = expr->op == IR_EXPR_ADDRESS;
            if (pointer && is_walking(view, way, value, number)) {
                return true;
            }
        }
    }
    return false;
}

/* The same of the value that an instruction stores: a call's is made of its arguments. */
static bool is_made_anew(const struct loop_view *view, const struct bitset *way,
                         const struct ir_instr *instr, bool counts)
{
    if (instr->op == IR_INSTR_SET) {
        return is_walking(view, way, instr->value, counts);
    }
    bool walks = false;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        ir_expr_id arg = view->frame->module->lists[instr->first_arg + i];
        walks = walks || is_walking(view, way, arg, counts);
    }
    return walks;
}

/* Whether the instruction fills something that the attempt is given: a field is set, or a call that
 * is no operation itself is lent the place, `memcpy(&server.sin_addr, list[i], size)`. */
static bool fills(const struct loop_view *view, const struct ir_instr *instr, ir_instr_id id,
                  const struct ir_instr *attempt)
{
    const struct definitions *definitions = view->definitions;
    location_id record = instr->dest == 0 ? 0 : definitions_record(definitions, instr->dest);
    bool given = record != 0 && definitions_call_takes(definitions, attempt, record);
    bool own = instr->op == IR_INSTR_CALL && !frame_decides(view->frame, id);
    return given || (own && definitions_call_lends(definitions, instr, attempt));
}

/* On the way round the record that the call is given is filled anew: `request->type = *types++`. */
static bool is_filled_anew(const struct loop_view *view, const struct loop_call *call,
                           const struct bitset *way)
{
    const struct frame *frame = view->frame;
    const struct ir_instr *attempt = &frame->module->instrs[call->call];
    /* A connection to the next port; the next number in a request may be that of an attempt. */
    bool connects = loop_call_is(call, OPERATION_CONNECT);
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; bitset_has(way, b) && i < block->instr_count; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *set = &frame->module->instrs[id];
            if (fills(view, set, id, attempt) && is_made_anew(view, way, set, connects)) {
                return true;
            }
        }
    }
    return false;
}

/* There are as many turns as the list has elements from which the target is taken: `for (i = 0;
 * i < hosts->count; i++)`, and what is attempted is made of one of `hosts->address`. */
static bool counts_elements(const struct loop_view *view, const struct loop_call *call)
{
    const struct frame *frame = view->frame;
    struct slice made_of = {.definitions = view->definitions, .loop = &call->turn, .reach = 3};
    bool counted = false;
    slice_call_arguments(&made_of, &view->frame->module->instrs[call->call]);
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (bitset_has(&view->loop->blocks, b) && block->term == IR_TERM_BRANCH) {
            location_id record = counted_record(view, block->cond);
            counted = counted || (record != 0 && slice_takes_element(&made_of, record));
        }
    }
    slice_finish(&made_of);
    return counted;
}

/* The call stands in a loop inside, and on the way back to it the name of the next server is looked
 * up: the loop around walks over the servers, the one inside over the addresses of each. */
static bool looks_up_next(const struct loop_view *view, const struct loop_call *call,
                          const struct probe *probe)
{
    bool next = false;
    for (uint32_t i = 0; i < view->call_count && call->inner && !next; i++) {
        const struct loop_call *other = &view->calls[i];
        next = !other->inner && map_get(&probe->called, other->call) != NULL &&
               loop_call_attempts(view->frame, other->call) &&
               loop_target_change(view, other) == CHANGE_ADVANCE;
    }
    return next;
}

/* Another function of a table is called each turn: `methods[i](request)`. */
static bool calls_another(const struct loop_view *view, const struct loop_call *call)
{
    struct slice slice = {.definitions = view->definitions, .loop = &call->turn, .reach = 2};
    slice_add(&slice, view->frame->module->instrs[call->call].value);
    bool another = slice.advances || slice.indexed;
    slice_finish(&slice);
    return another;
}

bool loop_target_is_next(const struct loop_view *view, const struct loop_call *call,
                         const struct probe *probe)
{
    struct arena arena = {0};
    struct bitset way;
    bitset_init(&way, &arena, view->frame->cfg.block_count);
    mark_way(view, call, probe, &way);
    bool given =
        loop_target_change(view, call) == CHANGE_ADVANCE || loop_target_is_item(view, call);
    bool next = (given && !probe->same) || view->walks || loop_walks_results(view, call) ||
                is_told_anew(view, call, probe, &way) || is_filled_anew(view, call, &way) ||
                follows_cursor(view, call, &way) || counts_elements(view, call) ||
                turns_elsewhere(view, probe, call->call) || looks_up_next(view, call, probe) ||
                counts_addresses(view, call) || calls_another(view, call) ||
                loop_walks_lines(view, call, &way);
    arena_finish(&arena);
    return next;
}
