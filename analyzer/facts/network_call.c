#include "facts/emit.h"

#include "base/text.h"

void emit_place(struct fact_list *list, struct fact *fact, const struct program *program,
                func_ref func, ir_loc_id id)
{
    const struct ir_module *module = program_module(program, func);
    const struct ir_loc *loc = &module->locs[id];
    const char *path = ir_text(module, module->files[loc->file].path);
    const char *name = program_func_name(program, func);
    fact_set_text(fact, FIELD_file, arena_copy(&list->arena, path, strlen(path)));
    fact_set_number(fact, FIELD_line, loc->line);
    fact_set_number(fact, FIELD_column, loc->column);
    fact_set_number(fact, FIELD_end_line, loc->end_line);
    fact_set_text(fact, FIELD_function, arena_copy(&list->arena, name, strlen(name)));
}

struct fact_step emit_step(struct fact_list *list, const struct program *program, func_ref func,
                           ir_loc_id id, const char *note)
{
    const struct ir_module *module = program_module(program, func);
    const struct ir_loc *loc = &module->locs[id];
    const char *path = ir_text(module, module->files[loc->file].path);
    return (struct fact_step){.file = arena_copy(&list->arena, path, strlen(path)),
                              .line = loc->line,
                              .column = loc->column,
                              .note = note};
}

const char *emit_api(struct fact_list *list, const struct program *program, func_ref func,
                     ir_instr_id call)
{
    const struct ir_module *module = program_module(program, func);
    const struct ir_instr *instr = &module->instrs[call];
    ir_func_id callee = ir_direct_callee(module, instr);
    const char *name = "(*pointer)";
    if (instr->text != 0) {
        name = ir_text(module, instr->text);
    } else if (callee != 0) {
        name = ir_text(module, module->funcs[callee].name);
    }
    return arena_copy(&list->arena, name, strlen(name));
}

static const char *timeout_of(const struct site *site)
{
    if (site->yes && site->no) {
        return "partial";
    }
    if (site->no) {
        return "none";
    }
    bool bounded = site->yes || site->guarded_by_alarm;
    return bounded && !site->unknown ? "bounded" : "unknown";
}

static const char *answer_name(enum model_answer answer)
{
    static const char *const names[] = {"unknown", "yes", "no"};
    return names[answer];
}

static bool is_loaded(const struct ir_module *module, const struct ir_func *info, ir_var_id var)
{
    for (ir_expr_id id = 1; id < module->exprs_count; id++) {
        const struct ir_expr *expr = &module->exprs[id];
        if (expr->op == IR_EXPR_LOAD || expr->op == IR_EXPR_ADDRESS) {
            const struct ir_place *place = &module->places[expr->a];
            if (place->base_kind == IR_BASE_VAR && place->base == var) {
                return true;
            }
        }
    }
    (void)info;
    return false;
}

/* Whether the call itself says how it ended. */
static bool tells_result(const struct analysis *analysis, const struct site *site)
{
    const struct ir_module *module = program_module(analysis->program, site->func);
    ir_func_id callee = ir_direct_callee(module, &module->instrs[site->instr]);
    ir_type_id returned = module->types[module->funcs[callee].type].of;
    return module->types[returned].kind != IR_TYPE_VOID && site->model->fails.range_count != 0;
}

/* A result that goes nowhere, or into a variable that nobody reads, is ignored. */
static bool is_checked(const struct analysis *analysis, const struct site *site)
{
    const struct ir_module *module = program_module(analysis->program, site->func);
    const struct ir_instr *instr = &module->instrs[site->instr];
    if (instr->dest == 0) {
        return false;
    }
    const struct ir_place *place = &module->places[instr->dest];
    if (place->base_kind != IR_BASE_VAR || place->elem_count != 0 ||
        module->vars[place->base].kind == IR_VAR_GLOBAL) {
        return true;
    }
    return is_loaded(module, program_ir_func(analysis->program, site->func), place->base);
}

static bool in_retry(const struct loop_list *loops, const struct site *site)
{
    for (uint32_t i = 0; i < loops->entries.count; i++) {
        const struct loop_entry *loop = &loops->entries.items[i];
        if (loop->later != 0 && loop->later == site->func) {
            return true;
        }
        if (loop->class != LOOP_RETRY || loop->func != site->func) {
            continue;
        }
        for (uint32_t k = 0; k < loop->calls.count; k++) {
            if (loop->calls.items[k] == site->instr) {
                return true;
            }
        }
    }
    return false;
}

static void set_guards(struct fact_list *list, struct fact *fact, const struct loop_list *loops,
                       const struct guard_table *table, const struct site *site)
{
    const char **guards = arena_alloc(&list->arena, 3 * sizeof *guards);
    const char *before = guard_of_call(table, site->func, site->instr);
    uint32_t count = 0;
    if (site->model->retries.present || in_retry(loops, site)) {
        guards[count++] = "retry";
    }
    if (before != NULL) {
        guards[count++] = arena_copy(&list->arena, before, strlen(before));
    }
    if (site->guarded_by_alarm) {
        guards[count++] = "alarm";
    }
    fact_set_list(fact, FIELD_guards, guards, count);
}

static const char *say(struct fact_list *list, const char *name, const char *what)
{
    struct text text = {0};
    text_printf(&text, "%s %s", name, what);
    const char *said = arena_copy(&list->arena, text_string(&text), text.length);
    text_finish(&text);
    return said;
}

static void set_locks(struct fact_list *list, struct fact *fact, const struct analysis *analysis,
                      const struct site *site)
{
    const char **names = arena_alloc(&list->arena, (site->locks.count + 1) * sizeof *names);
    for (uint32_t i = 0; i < site->locks.count; i++) {
        const char *name =
            strtab_text(&analysis->texts, analysis->locks.holds.items[site->locks.items[i]].name);
        names[i] = arena_copy(&list->arena, name, strlen(name));
    }
    fact_set_list(fact, FIELD_locks_held, names, site->locks.count);
}

/* Where a lock is taken, then the calls that lead from there to the network call. */
static uint32_t put_hold(struct fact_list *list, const struct analysis *analysis, uint32_t index,
                         struct fact_step *steps)
{
    const struct lock_hold *hold = &analysis->locks.holds.items[index];
    const struct ir_module *module = program_module(analysis->program, hold->func);
    bool taken = hold->above == 0;
    uint32_t count = taken ? 0 : put_hold(list, analysis, hold->above, steps);
    const char *note = say(list, strtab_text(&analysis->texts, hold->name),
                           taken ? "is taken here" : "is held while this is called");
    steps[count] =
        emit_step(list, analysis->program, hold->func, module->instrs[hold->instr].loc, note);
    return count + 1;
}

static uint32_t count_hold_steps(const struct analysis *analysis, const struct site *site)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < site->locks.count; i++) {
        count += analysis->locks.holds.items[site->locks.items[i]].depth + 1;
    }
    return count;
}

static void set_evidence(struct fact_list *list, struct fact *fact, const struct analysis *analysis,
                         const struct site *site)
{
    uint32_t most = site->steps.count + count_hold_steps(analysis, site);
    struct fact_step *steps = arena_alloc(&list->arena, (most + 1) * sizeof *steps);
    uint32_t count = 0;
    for (uint32_t i = 0; i < site->steps.count; i++) {
        const struct site_step *step = &site->steps.items[i];
        steps[count++] = emit_step(list, analysis->program, step->func, step->loc, step->note);
    }
    for (uint32_t i = 0; i < site->locks.count; i++) {
        count += put_hold(list, analysis, site->locks.items[i], steps + count);
    }
    fact->evidence = steps;
    fact->evidence_count = count;
}

static void set_missing(struct fact_list *list, struct fact *fact, const struct analysis *analysis,
                        const struct site *site)
{
    const char **missing = arena_alloc(&list->arena, sizeof *missing);
    bool lacks = site->no && site->bound != 0;
    if (lacks) {
        missing[0] = analysis->models->bounds.items[site->bound].name;
    }
    fact_set_list(fact, FIELD_missing, missing, lacks);
}

static const char *confidence_of(const struct site *site)
{
    if (site->unknown) {
        return site->no || site->yes ? "medium" : "low";
    }
    return site->assumed ? "medium" : "high";
}

static void emit_site(struct fact_list *list, const struct analysis *analysis,
                      const struct loop_list *loops, const struct guard_table *table,
                      const struct site *site)
{
    const struct program *program = analysis->program;
    const struct model_function *model = site->model;
    struct fact *fact = fact_add(list, FACT_network_call);
    emit_place(list, fact, program, site->func,
               program_module(program, site->func)->instrs[site->instr].loc);
    fact_set_text(fact, FIELD_library, site->forwarded ? "program" : model->library->name);
    fact_set_text(fact, FIELD_api, emit_api(list, program, site->func, site->instr));
    fact_set_text(fact, FIELD_operation, model_operation_name(model->operation));
    fact_set_text(fact, FIELD_blocking, model->blocks ? "yes" : "no");
    fact_set_text(fact, FIELD_timeout, timeout_of(site));
    if (site->longest_ns >= 0 && site->yes && !site->no && !site->assumed) {
        fact_set_number(fact, FIELD_timeout_ms, site->longest_ns / 1000000);
    }
    set_missing(list, fact, analysis, site);
    fact_set_text(fact, FIELD_idempotent, answer_name(site->idempotent));
    if (site->method != NULL) {
        fact_set_text(fact, FIELD_method,
                      arena_copy(&list->arena, site->method, strlen(site->method)));
    }
    if (tells_result(analysis, site)) {
        fact_set_text(fact, FIELD_result, is_checked(analysis, site) ? "checked" : "ignored");
    }
    if (site->target != NULL) {
        fact_set_text(fact, FIELD_target,
                      arena_copy(&list->arena, site->target, strlen(site->target)));
    }
    set_locks(list, fact, analysis, site);
    set_guards(list, fact, loops, table, site);
    fact_set_text(fact, FIELD_confidence, confidence_of(site));
    set_evidence(list, fact, analysis, site);
}

void emit_network_calls(struct fact_list *list, const struct analysis *analysis,
                        const struct loop_list *loops, const struct guard_table *guards)
{
    for (uint32_t i = 0; i < analysis->sites.count; i++) {
        if (analysis->sites.items[i].is_network) {
            emit_site(list, analysis, loops, guards, &analysis->sites.items[i]);
        }
    }
}
