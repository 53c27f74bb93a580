#include "facts/loop_walk.h"
#include "program/outcome.h"

/* Where the loop leads to when it comes to its end; 0: it is no loop statement. */
static ir_block_id end_of(const struct loop_view *view)
{
    uint32_t statement = view->loop->statement;
    return statement == 0 ? 0 : view->frame->module->loops[statement].exit;
}

/* The block is the loop's end, or an empty one before it, as of a `break`. */
static bool is_end(const struct ir_module *module, ir_block_id block, ir_block_id end)
{
    const struct ir_block *info = &module->blocks[block];
    bool empty = info->instr_count == 0 && info->edge_count == 1;
    return block == end || (empty && module->edges[info->first_edge].to == end);
}

/* Whether the loop comes to its end, and not to an error, because of what is at the location. */
static bool ends_because(const struct loop_view *view, location_id wanted)
{
    const struct frame *frame = view->frame;
    ir_block_id end = end_of(view);
    bool ends = false;
    for (uint32_t b = 0; end != 0 && b < frame->cfg.block_count && !ends; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        struct slice slice = {.definitions = view->definitions, .reach = 1};
        if (bitset_has(&view->loop->blocks, b) && block->term == IR_TERM_BRANCH) {
            slice_add(&slice, block->cond);
        }
        for (uint32_t i = 0; i < block->edge_count && slice_has(&slice, wanted); i++) {
            ir_block_id to = frame->module->edges[block->first_edge + i].to;
            ends = ends || is_end(frame->module, to, end);
        }
        slice_finish(&slice);
    }
    return ends;
}

/* The same because of what the call gives back. */
static bool ends_by_result(const struct loop_view *view, const struct ir_instr *call)
{
    return call->dest != 0 &&
           ends_because(view, definitions_location(view->definitions, call->dest));
}

/* A pointer of the function's own is among the arguments by its address. */
static bool hands_out_pointer(const struct loop_view *view, const struct ir_instr *call)
{
    const struct ir_module *module = view->frame->module;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_expr_id arg = ir_uncast(module, module->lists[call->first_arg + i]);
        if (ir_lent_var(module, arg) != 0 &&
            definitions_is_pointer(view->definitions,
                                   definitions_location(view->definitions, module->exprs[arg].a))) {
            return true;
        }
    }
    return false;
}

/* `type = va_arg(list, int)`: the next of the arguments. */
static bool takes_argument(const struct ir_module *module, const struct ir_instr *instr)
{
    return instr->op == IR_INSTR_OPAQUE &&
           strcmp(ir_text(module, instr->text), "__builtin_va_arg") == 0;
}

bool loop_walks_items(const struct loop_view *view)
{
    const struct frame *frame = view->frame;
    bool walks = false;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        bool own = frame->cfg.loop_of[b] == view->index;
        for (uint32_t i = 0; bitset_has(&view->loop->blocks, b) && i < block->instr_count; i++) {
            const struct ir_instr *call = &frame->module->instrs[block->first_instr + i];
            walks = walks || (own && takes_argument(frame->module, call)) ||
                    (call->op == IR_INSTR_CALL && hands_out_pointer(view, call) &&
                     !frame_decides(frame, block->first_instr + i) && ends_by_result(view, call));
        }
    }
    return walks;
}

/* The variable is a pointer or an array: room for a line. */
static bool is_text(const struct ir_module *module, ir_var_id var)
{
    uint32_t kind = module->types[module->vars[var].type].kind;
    return kind == IR_TYPE_POINTER || kind == IR_TYPE_ARRAY;
}

/* A pointer or an array of the function's own that the call is lent is in the slice. */
static bool reads_into(const struct loop_view *view, const struct ir_instr *call,
                       const struct slice *made_of)
{
    const struct ir_module *module = view->frame->module;
    bool reads = false;
    for (uint32_t i = 0; i < call->arg_count && !reads; i++) {
        location_id lent = definitions_lent(view->definitions, module->lists[call->first_arg + i]);
        reads = definitions_is_local(lent) && is_text(module, (ir_var_id)lent) &&
                slice_has(made_of, lent);
    }
    return reads;
}

/* After the call has failed there is another turn. */
static bool leads_round(const struct loop_view *view, ir_instr_id call)
{
    bool leads = false;
    for (uint32_t i = 0; i < view->call_count; i++) {
        const struct probe *fail = &view->calls[i].probes[OUTCOME_FAIL];
        leads = leads || (view->calls[i].call == call && (fail->again || fail->round));
    }
    return leads;
}

bool loop_walks_lines(const struct loop_view *view, const struct loop_call *attempt,
                      const struct bitset *way)
{
    const struct frame *frame = view->frame;
    struct slice made_of = {.definitions = view->definitions, .loop = &attempt->turn};
    slice_call_arguments(&made_of, &frame->module->instrs[attempt->call]);
    bool walks = false;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        for (uint32_t i = 0; bitset_has(way, b) && i < block->instr_count && !walks; i++) {
            ir_instr_id id = block->first_instr + i;
            const struct ir_instr *call = &frame->module->instrs[id];
            walks = call->op == IR_INSTR_CALL && id != attempt->call && !frame_waits(frame, id) &&
                    !leads_round(view, id) && reads_into(view, call, &made_of) &&
                    ends_by_result(view, call);
        }
    }
    slice_finish(&made_of);
    return walks;
}

/* Whether the other operation comes first in every turn: when it fails, there is no other turn. */
static bool goes_before(const struct loop_call *other, const struct loop_call *call)
{
    const struct probe *fail = &other->probes[OUTCOME_FAIL];
    return other != call && fail->possible && !fail->again && !fail->round &&
           map_get(&fail->called, call->call) == NULL;
}

/* The pointer that the other call hands out is part of what the call is given. */
static bool is_made_for(const struct loop_view *view, const struct loop_call *other,
                        const struct loop_call *call)
{
    const struct ir_module *module = view->frame->module;
    const struct ir_instr *giver = &module->instrs[other->call];
    const struct ir_instr *taker = &module->instrs[call->call];
    struct slice given = {.definitions = view->definitions, .loop = &call->turn, .reach = 2};
    bool made = false;
    slice_call_arguments(&given, taker);
    for (uint32_t i = 0; i < giver->arg_count && !made; i++) {
        ir_expr_id arg = ir_uncast(module, module->lists[giver->first_arg + i]);
        ir_var_id var = ir_lent_var(module, arg);
        made = var != 0 &&
               slice_has(&given, definitions_location(view->definitions, module->exprs[arg].a));
    }
    slice_finish(&given);
    return made;
}

bool loop_walks_results(const struct loop_view *view, const struct loop_call *call)
{
    bool walks = false;
    for (uint32_t i = 0; i < view->call_count && !walks; i++) {
        const struct loop_call *other = &view->calls[i];
        const struct ir_instr *instr = &view->frame->module->instrs[other->call];
        walks = goes_before(other, call) && hands_out_pointer(view, instr) &&
                !definitions_makes_handle(view->definitions, other->call) &&
                ends_by_result(view, instr) && is_made_for(view, other, call);
    }
    return walks;
}

bool loop_serves(const struct loop_view *view, const struct loop_call *call)
{
    const struct ir_instr *instrs = view->frame->module->instrs;
    bool serves = false;
    for (uint32_t i = 0; i < view->call_count && !serves; i++) {
        const struct loop_call *other = &view->calls[i];
        serves =
            goes_before(other, call) && frame_waits(view->frame, other->call) &&
            !loop_call_is(other, OPERATION_WAIT) &&
            definitions_call_lends(view->definitions, &instrs[other->call], &instrs[call->call]);
    }
    return serves;
}

/* Which edge of the branch is taken when the variable is NULL; UINT32_MAX: it is not tested there.
 */
static uint32_t edge_at_null(const struct loop_view *view, ir_expr_id condition, location_id wanted)
{
    const struct ir_module *module = view->frame->module;
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, condition)];
    ir_expr_id tested = condition;
    uint32_t edge = 1; /* of `if (pointer)` */
    if (expr->op == IR_EXPR_NOT || expr->op == IR_EXPR_EQ || expr->op == IR_EXPR_NE) {
        tested = expr->a;
        edge = expr->op == IR_EXPR_NE ? 1 : 0;
    }
    bool zero = (expr->op != IR_EXPR_EQ && expr->op != IR_EXPR_NE) ||
                (module->exprs[ir_uncast(module, expr->b)].op == IR_EXPR_INT &&
                 module->exprs[ir_uncast(module, expr->b)].value == 0);
    bool is_it = zero && definitions_loaded(view->definitions, tested) == wanted;
    return is_it ? edge : UINT32_MAX;
}

bool loop_ends_at_null(const struct loop_view *view, location_id wanted)
{
    const struct frame *frame = view->frame;
    ir_block_id end = end_of(view);
    for (uint32_t b = 0; end != 0 && b < frame->cfg.block_count; b++) {
        const struct ir_block *block = &frame->module->blocks[frame->info->first_block + b];
        if (!bitset_has(&view->loop->blocks, b) || block->term != IR_TERM_BRANCH) {
            continue;
        }
        uint32_t edge = edge_at_null(view, block->cond, wanted);
        if (edge < block->edge_count && frame->module->edges[block->first_edge + edge].to == end) {
            return true;
        }
    }
    return false;
}
