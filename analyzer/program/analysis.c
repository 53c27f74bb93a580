#include "program/alarm.h"
#include "program/call_model.h"
#include "program/forward.h"
#include "program/nested_field.h"
#include "program/passing.h"
#include "program/frame.h"
#include "program/outcome.h"
#include "program/sends.h"

#include <time.h>

/* A run that takes more transfers than this is given up: the function's values are unknown. */
static const uint32_t steps_per_block = 24;
static const uint32_t steps_least = 4000;
static const uint32_t steps_most = 60000;
/* Functions without network use are solved for what they write and return, if they are small. */
static const uint32_t small_function = 40;

const struct model_function *analysis_model(const struct analysis *analysis, uint32_t module_index,
                                            ir_instr_id call)
{
    return call_model(analysis->models, analysis->program, module_index, call);
}

const func_ref *analysis_targets(const struct analysis *analysis, uint32_t module_index,
                                 ir_instr_id call, uint32_t *count)
{
    const struct program *program = analysis->program;
    uint32_t index = program->call_of[module_index][call];
    *count = 0;
    if (index == 0) {
        return NULL;
    }
    const struct program_call *info = &program->calls.items[index - 1];
    *count = info->target_count;
    return &program->targets.items[info->first_target];
}

/* That a function takes a lock makes no large one worth solving that reaches no network. */
static bool configures(const struct analysis *analysis, const struct model_function *model)
{
    for (uint32_t i = 0; i < model->effect_count; i++) {
        if (!analysis->models->settings.items[model->effects[i].setting].lock) {
            return true;
        }
    }
    return false;
}

static bool model_matters(const struct analysis *analysis, const struct model_function *model)
{
    return model->operation != OPERATION_NONE || model->created_kind != 0 ||
           configures(analysis, model) || model->sleeps.shape != SHAPE_NONE ||
           model->arms.shape != SHAPE_NONE || model->delay.present ||
           model->refuses.results.range_count != 0 || model->attaches != MODEL_NO_ARG ||
           model->appends_to != MODEL_NO_ARG || model->later.function != MODEL_NO_ARG ||
           model->later.timer != MODEL_NO_ARG;
}

/* Marks functions from which something that models know is reached. */
static void mark_relevant(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    analysis->relevant =
        arena_alloc(&analysis->arena, program->funcs.count * sizeof *analysis->relevant);
    for (uint32_t i = 0; i < program->calls.count; i++) {
        const struct program_call *call = &program->calls.items[i];
        uint32_t module = program->funcs.items[call->caller].module;
        const struct model_function *model = analysis_model(analysis, module, call->instr);
        if (model != NULL && model_matters(analysis, model)) {
            analysis->relevant[call->caller] = true;
            analysis->uses_alarm = analysis->uses_alarm || model->arms.shape != SHAPE_NONE;
        }
    }
    for (uint32_t i = 0; i < program->bottom_up.count; i++) {
        func_ref func = program->bottom_up.items[i];
        const struct program_func *info = &program->funcs.items[func];
        for (uint32_t k = 0; k < info->call_count; k++) {
            const struct program_call *call = &program->calls.items[info->first_call + k];
            for (uint32_t t = 0; t < call->target_count; t++) {
                if (analysis->relevant[program->targets.items[call->first_target + t]]) {
                    analysis->relevant[func] = true;
                }
            }
        }
    }
}

static void frame_open(struct frame *frame, struct analysis *analysis, func_ref func)
{
    const struct program *program = analysis->program;
    *frame = (struct frame){.analysis = analysis, .func = func};
    frame->module_index = program->funcs.items[func].module;
    frame->module = &program->modules[frame->module_index];
    ir_func_id id = program->funcs.items[func].id;
    frame->info = &frame->module->funcs[id];
    cfg_build(&frame->cfg, &frame->arena, frame->module, id);
    space_init(&frame->space, frame->module, program->global_of[frame->module_index],
               program->field_of[frame->module_index]);
    uint32_t steps = frame->cfg.block_count * steps_per_block;
    steps = steps < steps_least ? steps_least : steps > steps_most ? steps_most : steps;
    frame->solve = (struct solve){.space = &frame->space,
                                  .cfg = &frame->cfg,
                                  .call = frame_call,
                                  .context = frame,
                                  .step_limit = steps};
    frame->before = &frame->solve;
    frame->entry.reachable = true;
}

static void frame_close(struct frame *frame)
{
    solve_finish(&frame->solve);
    state_finish(&frame->entry);
    space_finish(&frame->space);
    map_finish(&frame->created);
    map_finish(&frame->created_by);
    map_finish(&frame->setting_writers);
    lock_list_finish(&frame->locks);
    map_finish(&frame->not_network);
    map_finish(&frame->sent);
    arena_finish(&frame->arena);
}

/* After the needs: by now it is known which descriptors can be sockets. */
static void note_direct_calls(struct frame *frame)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    const struct program_func *info = &frame->analysis->program->funcs.items[frame->func];
    for (uint32_t i = 0; i < info->call_count; i++) {
        ir_instr_id call = frame->analysis->program->calls.items[info->first_call + i].instr;
        const struct model_function *model =
            analysis_model(frame->analysis, frame->module_index, call);
        summary->tells = summary->tells || (model != NULL && model->status.into != MODEL_NO_ARG);
        if (model != NULL && frame_is_network(frame, call)) {
            summary->network = true;
            summary->accepts = summary->accepts || model->operation == OPERATION_ACCEPT;
            summary->blocks = summary->blocks || model->blocks;
            summary->socket_use = summary->socket_use || !model->only_on_socket;
            summary->commands = summary->commands || frame_commands(frame, call);
        }
    }
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* On a cycle of calls the callees are not known in full, whichever function comes first. */
static void inherit_traits(struct frame *frame)
{
    const struct analysis *analysis = frame->analysis;
    const struct program *program = analysis->program;
    const struct program_func *info = &program->funcs.items[frame->func];
    for (uint32_t i = 0; i < info->call_count; i++) {
        const struct program_call *call = &program->calls.items[info->first_call + i];
        bool named = ir_direct_callee(frame->module, &frame->module->instrs[call->instr]) != 0;
        for (uint32_t t = 0; t < call->target_count; t++) {
            func_ref target = program->targets.items[call->first_target + t];
            summary_inherit(&analysis->summaries[frame->func], &analysis->summaries[target], named);
        }
    }
}

static void use_solved(struct frame *frame, bool early, analysis_visitor visitor, void *context)
{
    if (early) {
        inherit_traits(frame);
    } else {
        frame_collect_needs(frame);
    }
    note_direct_calls(frame);
    frame_summarize(frame);
    visitor(context, frame, early);
}

static void solve_function(struct analysis *analysis, func_ref func, bool early,
                           analysis_visitor visitor, void *context)
{
    double started = seconds_now();
    struct frame frame;
    frame_open(&frame, analysis, func);
    struct solve_seed seed = {.block = frame.cfg.order[0], .state = &frame.entry};
    solve_run(&frame.solve, &seed, 1);
    summary_finish(&analysis->summaries[func]);
    analysis->summaries[func] = (struct summary){0};
    if (!frame.solve.over_budget) {
        use_solved(&frame, early, visitor, context);
    } else if (!early) {
        frame_give_up(&frame);
    }
    analysis->analysed += !early;
    analysis->over_budget += !early && frame.solve.over_budget;
    frame_close(&frame);
    double seconds = seconds_now() - started;
    if (seconds > analysis->longest_seconds) {
        analysis->longest_seconds = seconds;
        analysis->longest_func = func;
    }
}

static bool worth_solving(const struct analysis *analysis, func_ref func)
{
    const struct program_func *info = &analysis->program->funcs.items[func];
    const struct ir_func *ir = program_ir_func(analysis->program, func);
    if (!info->defined || ir->block_count == 0) {
        return false;
    }
    return analysis->relevant[func] || ir->block_count <= small_function;
}

static uint32_t component_end(const struct program *program, uint32_t start)
{
    uint32_t component = program->funcs.items[program->bottom_up.items[start]].component;
    uint32_t end = start + 1;
    while (end < program->bottom_up.count &&
           program->funcs.items[program->bottom_up.items[end]].component == component) {
        end++;
    }
    return end;
}

/* Functions that one before them in the order calls, too: on cycles somebody has to be first. They
 * are solved twice, so that their callers know something of them. */
static bool *find_late(struct analysis *analysis)
{
    const struct program *program = analysis->program;
    bool *late = arena_alloc(&analysis->arena, program->funcs.count * sizeof *late);
    bool *passed = arena_alloc(&analysis->arena, program->funcs.count * sizeof *passed);
    for (uint32_t i = 0; i < program->bottom_up.count; i++) {
        func_ref func = program->bottom_up.items[i];
        const struct program_func *info = &program->funcs.items[func];
        passed[func] = true;
        for (uint32_t k = 0; info->recursive && k < info->call_count; k++) {
            const struct program_call *call = &program->calls.items[info->first_call + k];
            for (uint32_t t = 0; t < call->target_count; t++) {
                func_ref target = program->targets.items[call->first_target + t];
                late[target] = late[target] || (!passed[target] && worth_solving(analysis, target));
            }
        }
    }
    return late;
}

/* The initialisers run first: function 1 of every module, which sets the globals, is no callee. */
void analysis_run(struct analysis *analysis, const struct program *program,
                  const struct model_set *models, analysis_visitor visitor, void *context)
{
    *analysis = (struct analysis){.program = program, .models = models};
    analysis->summaries =
        arena_alloc(&analysis->arena, program->funcs.count * sizeof *analysis->summaries);
    nested_fields_find(analysis);
    analysis->globals =
        arena_alloc(&analysis->arena, (program->global_count + 1) * sizeof *analysis->globals);
    (void)path_make(&analysis->paths, PATH_NONE, 0, 0);
    mark_relevant(analysis);
    if (analysis->uses_alarm) {
        alarm_find_handlers(analysis);
    }
    analysis_scan_stores(analysis);
    analysis->handles = handle_flow_create(program, models);
    analysis->given = given_create(&analysis->arena, (uint32_t)program->funcs.count);
    analysis->forwards = forwards_find(analysis);
    analysis->passings = passings_find(analysis);
    const bool *late = find_late(analysis);
    for (uint32_t i = 0; i < program->bottom_up.count;) {
        uint32_t end = component_end(program, i);
        for (uint32_t k = i; k < end; k++) {
            if (late[program->bottom_up.items[k]]) {
                solve_function(analysis, program->bottom_up.items[k], true, visitor, context);
            }
        }
        for (uint32_t k = i; k < end; k++) {
            if (worth_solving(analysis, program->bottom_up.items[k])) {
                solve_function(analysis, program->bottom_up.items[k], false, visitor, context);
            }
        }
        i = end;
    }
    analysis_settle(analysis);
    sends_settle(analysis);
    analysis_hand_down_locks(analysis);
}

static void store_entry_finish(struct store_entry *entry)
{
    for (uint32_t i = 0; i < entry->objects.count; i++) {
        vec_finish(&entry->objects.items[i].settings);
    }
    vec_finish(&entry->objects);
    vec_finish(&entry->settings);
}

void analysis_finish(struct analysis *analysis)
{
    for (func_ref func = 0; func < analysis->program->funcs.count; func++) {
        summary_finish(&analysis->summaries[func]);
    }
    for (uint32_t i = 0; i < nested_fields_end(analysis); i++) {
        store_entry_finish(&analysis->fields[i]);
    }
    map_finish(&analysis->nested_fields);
    for (uint32_t i = 0; i <= analysis->program->global_count; i++) {
        store_entry_finish(&analysis->globals[i]);
    }
    for (uint32_t i = 0; i < analysis->sites.count; i++) {
        vec_finish(&analysis->sites.items[i].steps);
        vec_finish(&analysis->sites.items[i].locks);
    }
    vec_finish(&analysis->sites);
    handle_flow_destroy(analysis->handles);
    given_finish(analysis->given);
    vec_finish(&analysis->pending);
    lock_book_finish(&analysis->locks);
    map_finish(&analysis->pending_ids);
    map_finish(&analysis->pieces);
    map_finish(&analysis->site_of);
    path_table_finish(&analysis->paths);
    strtab_finish(&analysis->texts);
    arena_finish(&analysis->arena);
}
