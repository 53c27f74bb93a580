#include "facts/emit.h"
#include "program/outcome.h"

/* Whether a function surely reaches the network, now that every descriptor is judged. */
static bool *find_network(const struct analysis *analysis, struct arena *arena)
{
    const struct program *program = analysis->program;
    bool *network = arena_alloc(arena, program->funcs.count * sizeof *network);
    for (uint32_t i = 0; i < analysis->sites.count; i++) {
        if (analysis->sites.items[i].is_network) {
            network[analysis->sites.items[i].func] = true;
        }
    }
    for (int pass = 0; pass < 2; pass++) { /* twice: cycles of calls */
        for (uint32_t i = 0; i < program->bottom_up.count; i++) {
            func_ref func = program->bottom_up.items[i];
            const struct program_func *info = &program->funcs.items[func];
            for (uint32_t k = 0; k < info->call_count; k++) {
                const struct program_call *call = &program->calls.items[info->first_call + k];
                uint32_t reached = 0;
                for (uint32_t t = 0; t < call->target_count; t++) {
                    reached += network[program->targets.items[call->first_target + t]];
                }
                network[func] =
                    network[func] || outcome_enough_network(reached, call->target_count);
            }
        }
    }
    return network;
}

static bool call_is_network(const struct analysis *analysis, const bool *network, func_ref func,
                            ir_instr_id call)
{
    uint32_t module = analysis->program->funcs.items[func].module;
    const uint32_t *site = map_get(&analysis->site_of, map_pair(module, call));
    if (site != NULL && *site != 0) {
        return analysis->sites.items[*site - 1].is_network;
    }
    if (analysis_model(analysis, module, call) != NULL) {
        return false;
    }
    uint32_t count;
    uint32_t reached = 0;
    const func_ref *targets = analysis_targets(analysis, module, call, &count);
    for (uint32_t i = 0; i < count; i++) {
        reached += network[targets[i]];
    }
    return outcome_enough_network(reached, count);
}

/* Whether the call only tells how an operation went, or control comes back to it then. */
static bool call_tells(const struct analysis *analysis, func_ref func, ir_instr_id call)
{
    uint32_t module = analysis->program->funcs.items[func].module;
    const struct model_function *model = analysis_model(analysis, module, call);
    uint32_t count;
    const func_ref *targets = analysis_targets(analysis, module, call, &count);
    bool tells = model != NULL && (model->status.into != MODEL_NO_ARG || model->catches);
    for (uint32_t i = 0; i < count; i++) {
        tells = tells || analysis->summaries[targets[i]].tells;
    }
    return tells;
}

static void set_calls(struct fact_list *list, struct fact *fact, const struct analysis *analysis,
                      const bool *network, const struct loop_entry *loop)
{
    const char **names = arena_alloc(&list->arena, (loop->calls.count + 1) * sizeof *names);
    uint32_t count = 0;
    if (loop->later != 0) {
        const char *name = program_func_name(analysis->program, loop->later);
        names[count++] = arena_copy(&list->arena, name, strlen(name));
    }
    for (uint32_t i = 0; i < loop->calls.count; i++) {
        if (!call_is_network(analysis, network, loop->func, loop->calls.items[i])) {
            continue;
        }
        const char *name = emit_api(list, analysis->program, loop->func, loop->calls.items[i]);
        bool known = false;
        for (uint32_t k = 0; k < count; k++) {
            known = known || strcmp(names[k], name) == 0;
        }
        if (!known) {
            names[count++] = name;
        }
    }
    fact_set_list(fact, FIELD_calls, names, count);
}

static void set_evidence(struct fact_list *list, struct fact *fact, const struct analysis *analysis,
                         const struct loop_entry *loop)
{
    const struct program *program = analysis->program;
    const struct ir_module *module = program_module(program, loop->func);
    struct fact_step *steps = arena_alloc(&list->arena, 3 * sizeof *steps);
    uint32_t count = 0;
    if (loop->decisive != 0) {
        steps[count++] = emit_step(list, program, loop->func, module->instrs[loop->decisive].loc,
                                   loop->later != 0 ? "when this fails, a timer makes it again"
                                   : loop->outcome == OUTCOME_FAIL
                                       ? "when this fails, the loop makes it again"
                                       : "when this gets no answer, the loop sends again");
    }
    if (loop->later != 0) {
        steps[count++] =
            emit_step(list, program, loop->later, program_ir_func(program, loop->later)->loc,
                      loop->starts != 0 ? "this is called then" : "this makes the attempt");
    }
    if (loop->limit.loc != 0) {
        steps[count++] = emit_step(list, program, loop->func, loop->limit.loc,
                                   loop->limit.bounded ? "this limits the attempts"
                                                       : "this limits the attempts on some ways "
                                                         "round only");
    }
    fact->evidence = steps;
    fact->evidence_count = count;
}

static void set_delay(struct fact *fact, const struct pause *pause)
{
    const char *delay = !pause->present ? "none" : pause->growing ? "growing" : "fixed";
    fact_set_text(fact, FIELD_delay, delay);
    if (pause->present && pause->constant_ns >= 0) {
        fact_set_number(fact, FIELD_delay_ms, pause->constant_ns / 1000000);
    }
    fact_set_bool(fact, FIELD_jitter, pause->random);
    if (pause->present && pause->growing) {
        fact_set_bool(fact, FIELD_cap, pause->capped);
    }
}

static void set_retry(struct fact *fact, const struct loop_entry *loop)
{
    static const char *const answers[] = {"unknown", "yes", "no"};
    if (!loop->untimed) {
        set_delay(fact, &loop->pause);
    }
    if (!loop->open) {
        fact_set_bool(fact, FIELD_bounded, loop->limit.bounded);
    }
    if (loop->limit.max_attempts != 0) {
        fact_set_number(fact, FIELD_max_attempts, loop->limit.max_attempts);
    }
    fact_set_text(fact, FIELD_retry_on,
                  loop->permanent   ? "all_errors"
                  : loop->transient ? "transient"
                                    : "unknown");
    fact_set_text(fact, FIELD_idempotent, answers[loop->idempotent]);
    fact_set_bool(fact, FIELD_nested, loop->nested);
    if (loop->amplification != 0) {
        fact_set_number(fact, FIELD_amplification, loop->amplification);
    }
}

void emit_loops(struct fact_list *list, const struct analysis *analysis,
                const struct loop_list *loops)
{
    struct arena arena = {0};
    const bool *network = find_network(analysis, &arena);
    for (uint32_t i = 0; i < loops->entries.count; i++) {
        const struct loop_entry *loop = &loops->entries.items[i];
        bool real = loop->later != 0 && network[loop->later];
        for (uint32_t k = 0; k < loop->calls.count; k++) {
            real = real || call_is_network(analysis, network, loop->func, loop->calls.items[k]);
        }
        if (!real) {
            continue;
        }
        /* What is repeated turned out to be no network operation, only something beside it is. */
        bool sham = loop->class == LOOP_RETRY && loop->later == 0 &&
                    !call_is_network(analysis, network, loop->func, loop->decisive) &&
                    !call_tells(analysis, loop->func, loop->decisive);
        enum loop_class class = sham ? LOOP_OTHER : loop->class;
        struct fact *fact = fact_add(list, FACT_loop);
        emit_place(list, fact, analysis->program, loop->func, loop->loc);
        fact_set_number(fact, FIELD_line, loop->line);
        fact_set_number(fact, FIELD_end_line, loop->end_line);
        fact_set_text(fact, FIELD_class, loop_class_name(class));
        set_calls(list, fact, analysis, network, loop);
        if (class == LOOP_RETRY) {
            set_retry(fact, loop);
        }
        fact_set_text(fact, FIELD_confidence, "high");
        set_evidence(list, fact, analysis, loop);
    }
    arena_finish(&arena);
}
