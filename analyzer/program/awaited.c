#include "program/awaited.h"

#include "program/outcome.h"

/* The callers say how long it takes: a parameter that is no pointer is handed on. */
static bool hands_on_parameter(const struct frame *frame, ir_instr_id call)
{
    const struct ir_module *module = frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        ir_expr_id arg = module->lists[instr->first_arg + i];
        ir_var_id var = ir_loaded_var(module, arg);
        if (var >= frame->info->first_var &&
            var - frame->info->first_var < frame->info->param_count &&
            module->types[module->exprs[ir_uncast(module, arg)].type].kind != IR_TYPE_POINTER) {
            return true;
        }
    }
    return false;
}

/* A wait, or the program's own function around one of which the callers may say how long. */
static bool waits(const struct frame *frame, ir_instr_id call)
{
    bool own = analysis_model(frame->analysis, frame->module_index, call) == NULL;
    return frame_waits(frame, call) && (!own || hands_on_parameter(frame, call));
}

static uint32_t rank_of(const struct frame *frame, ir_instr_id call)
{
    uint32_t block, place, rank = 0;
    frame_find(frame, call, &block, &place);
    while (rank < frame->cfg.order_count && frame->cfg.order[rank] != block) {
        rank++;
    }
    return rank;
}

void awaited_note(struct frame *frame, struct site *site)
{
    struct solve solve;
    struct map called = {0};
    ir_instr_id call = site->instr;
    uint32_t begun = rank_of(frame, call), nearest = UINT32_MAX;
    frame->called = &called;
    (void)frame_what_if(frame, &solve, &call, 1, OUTCOME_AGAIN, NULL);
    frame->called = NULL;
    for (uint32_t i = 0; i < called.entries.count; i++) {
        ir_instr_id id = (ir_instr_id)called.entries.items[i].key;
        uint32_t rank = rank_of(frame, id);
        if (id != call && rank >= begun && rank < nearest && waits(frame, id)) {
            nearest = rank;
            site->awaited = id;
        }
    }
    solve_finish(&solve);
    map_finish(&called);
}

static bool is_half(const struct site *site)
{
    return site->model->operation == OPERATION_WAIT && site->yes && site->no;
}

/* The wait has an end in some cases only. */
static bool waits_halfway(const struct analysis *analysis, const struct site *site)
{
    uint32_t module = analysis->program->funcs.items[site->func].module;
    const uint32_t *own = map_get(&analysis->site_of, map_pair(module, site->awaited));
    if (own != NULL && *own != 0) {
        return is_half(&analysis->sites.items[*own - 1]);
    }
    uint32_t count;
    const func_ref *targets = analysis_targets(analysis, module, site->awaited, &count);
    for (uint32_t i = 0; i < analysis->sites.count && count == 1; i++) {
        if (analysis->sites.items[i].func == targets[0] && is_half(&analysis->sites.items[i])) {
            return true;
        }
    }
    return false;
}

void awaited_settle(struct analysis *analysis)
{
    for (uint32_t i = 0; i < analysis->sites.count; i++) {
        struct site *site = &analysis->sites.items[i];
        if (site->awaited != 0 && site->yes && !site->no && waits_halfway(analysis, site)) {
            site->no = true;
        }
    }
}
