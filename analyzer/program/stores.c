/* What the stores of the whole program put in fields and globals. */
#include "program/nested_field.h"
#include "program/summarize.h"
#include "program/unseen.h"

static void note_store(struct store_entry *entry, const struct ir_module *module,
                       const struct ir_instr *instr)
{
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, instr->value)];
    if (instr->op == IR_INSTR_SET && expr->op == IR_EXPR_INT) {
        struct range one = range_of(expr->value, expr->value);
        entry->constants = range_union(&entry->constants, &one);
    } else {
        entry->others = true;
    }
}

/* Entries that a store to the place is noted in. */
struct entries {
    struct store_entry *any;    /* of the field in any record, or of the global; NULL for none */
    struct store_entry *nested; /* of the field in the record that holds its record, too */
};

static struct entries entries_of_place(struct analysis *analysis, uint32_t module_index,
                                       ir_place_id id)
{
    const struct program *program = analysis->program;
    const struct ir_module *module = &program->modules[module_index];
    const struct ir_place *place = &module->places[id];
    struct entries entries = {0};
    for (uint32_t i = place->elem_count; i > 0; i--) {
        const struct ir_elem *elem = &module->elems[place->first_elem + i - 1];
        if (elem->kind == IR_ELEM_FIELD) {
            uint32_t nested = nested_field_of_place(analysis, module_index, place, i - 1);
            entries.any = &analysis->fields[program->field_of[module_index][elem->id]];
            entries.nested = &analysis->fields[nested];
            return entries;
        }
    }
    uint32_t global =
        place->base_kind == IR_BASE_VAR ? program->global_of[module_index][place->base] : 0;
    entries.any = entries.nested = global == 0 ? NULL : &analysis->globals[global];
    return entries;
}

/* Whether "$init" gives the global a value. */
static bool is_initialised(const struct ir_module *module, ir_var_id var)
{
    const struct ir_func *init = &module->funcs[1];
    for (uint32_t b = 0; b < init->block_count; b++) {
        const struct ir_block *block = &module->blocks[init->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_place *dest =
                &module->places[module->instrs[block->first_instr + i].dest];
            if (dest->base_kind == IR_BASE_VAR && dest->base == var) {
                return true;
            }
        }
    }
    return false;
}

static bool is_number(const struct ir_module *module, ir_type_id type)
{
    uint32_t kind = module->types[type].kind;
    return kind == IR_TYPE_INT || kind == IR_TYPE_BOOL || kind == IR_TYPE_ENUM;
}

/* A number that is defined without an initial value starts as 0. */
static void scan_globals(struct analysis *analysis, uint32_t module_index)
{
    const struct ir_module *module = &analysis->program->modules[module_index];
    for (ir_var_id var = 1; var < module->vars_count; var++) {
        uint32_t global = analysis->program->global_of[module_index][var];
        if (global != 0 && is_number(module, module->vars[var].type) &&
            (module->vars[var].flags & IR_VAR_DEFINED) != 0 && !is_initialised(module, var)) {
            struct range zero = range_of(0, 0);
            struct store_entry *entry = &analysis->globals[global];
            entry->constants = range_union(&entry->constants, &zero);
        }
    }
}

/* A number whose address is given away is set through it: by the function that is given it, or by
 * whoever reads the table of options that it stands in. */
static void note_address(struct analysis *analysis, uint32_t module_index, ir_expr_id value)
{
    const struct ir_module *module = &analysis->program->modules[module_index];
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, value)];
    if (expr->op != IR_EXPR_ADDRESS || !is_number(module, module->places[expr->a].type)) {
        return;
    }
    struct entries entries = entries_of_place(analysis, module_index, expr->a);
    if (entries.any != NULL) {
        entries.any->others = true;
        entries.nested->others = true;
    }
}

static void scan_addresses(struct analysis *analysis, uint32_t module_index,
                           const struct ir_instr *instr)
{
    const struct ir_module *module = &analysis->program->modules[module_index];
    if (instr->op == IR_INSTR_SET) {
        note_address(analysis, module_index, instr->value);
    }
    for (uint32_t i = 0; instr->op == IR_INSTR_CALL && i < instr->arg_count; i++) {
        ir_func_id callee = ir_direct_callee(module, instr);
        bool reads = callee != 0 && i < 32 && (module->funcs[callee].const_params >> i & 1) != 0;
        if (!reads) {
            note_address(analysis, module_index, module->lists[instr->first_arg + i]);
        }
    }
}

static void scan_module(struct analysis *analysis, uint32_t module_index)
{
    const struct ir_module *module = &analysis->program->modules[module_index];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_instr *instr = &module->instrs[id];
        scan_addresses(analysis, module_index, instr);
        if (instr->dest == 0) {
            continue;
        }
        struct entries entries = entries_of_place(analysis, module_index, instr->dest);
        if (entries.any != NULL) {
            note_store(entries.any, module, instr);
            note_store(entries.nested, module, instr);
        }
    }
    scan_globals(analysis, module_index);
}

void analysis_scan_stores(struct analysis *analysis)
{
    for (uint32_t i = 0; i < analysis->program->module_count; i++) {
        scan_module(analysis, i);
    }
}

static struct entries entries_of_cell(struct frame *frame, cell_id cell)
{
    struct analysis *analysis = frame->analysis;
    struct entries entries = {0};
    while (frame->space.cells.items[cell].kind == CELL_INDEX) {
        cell = frame->space.cells.items[cell].a;
    }
    const struct cell info = frame->space.cells.items[cell];
    if (info.kind == CELL_FIELD) {
        entries.any = &analysis->fields[info.b];
        entries.nested = &analysis->fields[nested_field_of_cell(analysis, &frame->space, cell)];
    } else if (info.kind == CELL_GLOBAL) {
        entries.any = entries.nested = &analysis->globals[info.a];
    }
    return entries;
}

static void note_settings(struct frame *frame, const struct flow_state *exit, symbol_id handle,
                          struct stored_object *object)
{
    const struct model_set *models = frame->analysis->models;
    if (unseen_handle(frame, exit, handle)) {
        struct summary_setting unseen = {.setting = SETTING_UNSEEN,
                                         .value.constants = range_of(1, 1)};
        vec_push(&object->settings, unseen);
    }
    for (setting_id id = 1; id < models->settings.count; id++) {
        if (models->settings.items[id].handle_kind != object->handle_kind ||
            models->settings.items[id].transient) {
            continue;
        }
        cell_id cell = frame_setting_cell(frame, handle, id);
        struct summary_setting setting = {.setting = id,
                                          .value = frame_setting_value(frame, exit, cell, NULL)};
        vec_push(&object->settings, setting);
    }
}

static void note_object(struct frame *frame, const struct flow_state *exit,
                        struct store_entry *entry, symbol_id value)
{
    symbol_id leaves[4];
    uint32_t count = space_leaves(&frame->space, value, leaves, 4);
    for (uint32_t i = 0; i < count && i < 4; i++) {
        uint32_t kind = frame_kind_of(frame, leaves[i]);
        if (kind != 0 && entry->objects.count < 64) {
            struct stored_object *object = vec_push_zero(&entry->objects);
            object->handle_kind = kind;
            note_settings(frame, exit, leaves[i], object);
        }
    }
}

/* A setting made through a field or global goes for whatever handle is kept there. */
static void note_field_setting(struct frame *frame, const struct flow_state *exit, cell_id cell)
{
    const struct cell setting_cell = frame->space.cells.items[cell];
    const struct symbol handle = frame->space.symbols.items[setting_cell.a];
    if (setting_cell.a == 0 || handle.kind != SYMBOL_INITIAL ||
        setting_cell.b == SETTING_ATTACHED ||
        frame->analysis->models->settings.items[setting_cell.b].transient ||
        frame->analysis->models->settings.items[setting_cell.b].lock) {
        return;
    }
    struct store_entry *entry = entries_of_cell(frame, handle.a).nested;
    struct summary_setting setting = {.setting = setting_cell.b,
                                      .value = frame_setting_value(frame, exit, cell, NULL)};
    if (entry != NULL && entry->settings.count < 256) {
        vec_push(&entry->settings, setting);
    }
}

/* Handles made here, as they are when the function ends. */
static void note_origins(struct frame *frame, const struct flow_state *exit)
{
    for (uint32_t i = 0; i < frame->created.entries.count; i++) {
        symbol_id handle = (symbol_id)frame->created.entries.items[i].key;
        const uint32_t *call = map_get(&frame->created_by, handle);
        struct handle_origin *origin =
            call == NULL ? NULL
                         : handle_flow_origin(frame->analysis->handles, frame->module_index, *call);
        if (origin == NULL || origin->known) {
            continue;
        }
        struct stored_object object = {.handle_kind = origin->handle_kind};
        note_settings(frame, exit, handle, &object);
        origin->known = true;
        for (uint32_t k = 0; k < object.settings.count; k++) {
            vec_push(&origin->settings, object.settings.items[k]);
        }
        vec_finish(&object.settings);
    }
}

/* Blocks from which the run gets into a loop again. */
static void find_circling(const struct frame *frame, const struct solve *run,
                          struct bitset *circling)
{
    for (uint32_t i = frame->cfg.order_count; i > 0; i--) {
        uint32_t block = frame->cfg.order[i - 1];
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
        bool circles = frame->cfg.loop_of[block] != CFG_NONE;
        for (uint32_t edge = 0; edge < info->edge_count && !circles; edge++) {
            uint32_t target =
                frame->module->edges[info->first_edge + edge].to - frame->info->first_block;
            circles = bitset_has(circling, target);
        }
        if (circles && run->in[block].reachable) {
            bitset_add(circling, block);
        }
    }
}

/* Whether what comes after the loop is another one. */
static bool goes_on(const struct frame *frame, const struct cfg_loop *loop,
                    const struct bitset *circling)
{
    for (uint32_t block = 0; block < frame->cfg.block_count; block++) {
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
        for (uint32_t edge = 0; edge < info->edge_count && bitset_has(&loop->blocks, block);
             edge++) {
            uint32_t target =
                frame->module->edges[info->first_edge + edge].to - frame->info->first_block;
            if (!bitset_has(&loop->blocks, target) && bitset_has(circling, target)) {
                return true;
            }
        }
    }
    return false;
}

/* What a function that never returns has stored when it goes round for ever, or else where it ends
 * the program last. */
static void join_rounds(struct frame *frame, struct solve *run, struct flow_state *joined)
{
    struct bitset circling;
    bitset_init(&circling, &frame->arena, frame->cfg.block_count);
    find_circling(frame, run, &circling);
    for (uint32_t i = 0; i < frame->cfg.loop_count; i++) {
        const struct cfg_loop *loop = &frame->cfg.loops[i];
        if (loop->depth == 1 && run->in[loop->head].reachable && !goes_on(frame, loop, &circling)) {
            state_join(&frame->space, joined, &run->in[loop->head], MEET_ROUNDS, false);
        }
    }
    struct flow_state state = {0};
    for (uint32_t i = frame->cfg.order_count; i > 0 && !joined->reachable; i--) {
        uint32_t block = frame->cfg.order[i - 1];
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + block];
        state_copy(&state, &run->in[block]);
        if (state.reachable &&
            (!solve_block(run, &state, block, 0, UINT32_MAX) || info->edge_count == 0)) {
            state_join(&frame->space, joined, &state, MEET_ROUNDS, false);
        }
    }
    state_finish(&state);
}

static void collect_at(struct frame *frame, const struct flow_state *exit)
{
    note_origins(frame, exit);
    for (cell_id cell = 1; cell < exit->values.count; cell++) {
        if (values_get(&exit->values, cell) == 0) {
            continue;
        }
        if (frame->space.cells.items[cell].kind == CELL_SETTING) {
            note_field_setting(frame, exit, cell);
            continue;
        }
        struct entries entries = entries_of_cell(frame, cell);
        if (entries.any != NULL) {
            note_object(frame, exit, entries.any, values_get(&exit->values, cell));
        }
        if (entries.nested != entries.any) {
            note_object(frame, exit, entries.nested, values_get(&exit->values, cell));
        }
    }
}

void frame_collect_stores(struct frame *frame, const struct flow_state *exit, struct solve *run)
{
    struct flow_state rounds = {0};
    if (!exit->reachable && !run->over_budget) {
        join_rounds(frame, run, &rounds);
    }
    collect_at(frame, exit->reachable ? exit : &rounds);
    state_finish(&rounds);
}
