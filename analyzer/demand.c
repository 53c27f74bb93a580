#include "demand.h"

/* Helpers that configure, wait or sleep are looked for below functions this near to the network:
 * further up they seldom change what is known of a call. */
static const uint32_t helper_distance = 2;

static const uint32_t far_away = UINT32_MAX;

static bool is_network(const struct model_function *function)
{
    return function->operation != OPERATION_NONE && !function->only_on_socket;
}

/* A kind of handle that also files and pipes have: being configured says little of the network. */
static bool kind_is_shared(const struct model_set *models, uint32_t kind)
{
    for (uint32_t i = 1; i < models->functions.count; i++) {
        const struct model_function *function = &models->functions.items[i];
        if (function->only_on_socket && function->handle_kind == kind) {
            return true;
        }
    }
    return false;
}

static bool makes_handle(const struct model_function *function)
{
    return function->creates != MODEL_NO_ARG && function->created_kind != 0;
}

/* Locks are taken everywhere: that says nothing of the network. */
static bool is_lock(const struct model_set *models, const struct model_function *function)
{
    return function->effect_count > 0 && models->settings.items[function->effects[0].setting].lock;
}

static bool configures_own_kind(const struct model_set *models,
                                const struct model_function *function)
{
    return function->effect_count > 0 && !kind_is_shared(models, function->handle_kind);
}

void known_names_init(struct known_names *known, const struct model_set *models)
{
    for (uint32_t i = 1; i < models->functions.count; i++) {
        const struct model_function *function = &models->functions.items[i];
        bool made = makes_handle(function);
        if (is_lock(models, function)) {
            vec_push(&known->vague, function->name);
            continue;
        }
        if (is_network(function) || made || configures_own_kind(models, function)) {
            vec_push(&known->network, function->name);
        }
        if (is_network(function) || made || function->effect_count > 0 ||
            function->sleeps.shape != SHAPE_NONE || function->random || function->delay.present ||
            function->refuses.results.range_count != 0) {
            vec_push(&known->helping, function->name);
        } else if (function->only_on_socket || function->clock) {
            vec_push(&known->vague, function->name);
        }
    }
}

void known_names_finish(struct known_names *known)
{
    vec_finish(&known->network);
    vec_finish(&known->helping);
    vec_finish(&known->vague);
}

/* Calls between a function and the nearest network call, for all functions of the program. */
static uint32_t *network_distances(const struct program *program, const struct model_set *models,
                                   struct arena *arena)
{
    uint32_t *distance = arena_alloc(arena, program->funcs.count * sizeof *distance);
    for (func_ref func = 1; func < program->funcs.count; func++) {
        const struct model_function *function =
            program->funcs.items[func].defined
                ? NULL
                : models_find(models, program_func_name(program, func));
        distance[func] = function != NULL && is_network(function) ? 0 : far_away;
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < program->calls.count; i++) {
            const struct program_call *call = &program->calls.items[i];
            for (uint32_t k = 0; k < call->target_count; k++) {
                uint32_t below = distance[program->targets.items[call->first_target + k]];
                if (below != far_away && below + 1 < distance[call->caller]) {
                    distance[call->caller] = below + 1;
                    changed = true;
                }
            }
        }
    }
    return distance;
}

static void add_name(struct demand *demand, const struct program *program, func_ref func,
                     bool called)
{
    const char *name = program_func_name(program, func);
    name = arena_copy(&demand->arena, name, strlen(name));
    if (called) {
        vec_push(&demand->called, name);
    } else {
        vec_push(&demand->reaching, name);
    }
}

/* Follows calls down from the functions marked in `near`; names what ends at no definition. */
static void add_called(struct demand *demand, const struct program *program,
                       const struct model_set *models, bool *near)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < program->calls.count; i++) {
            const struct program_call *call = &program->calls.items[i];
            for (uint32_t k = 0; near[call->caller] && k < call->target_count; k++) {
                func_ref target = program->targets.items[call->first_target + k];
                changed |= !near[target];
                near[target] = true;
            }
        }
    }
    for (func_ref func = 1; func < program->funcs.count; func++) {
        if (near[func] && !program->funcs.items[func].defined &&
            models_find(models, program_func_name(program, func)) == NULL) {
            add_name(demand, program, func, true);
        }
    }
}

void demand_compute(struct demand *demand, const struct program *program,
                    const struct model_set *models)
{
    struct arena scratch = {0};
    const uint32_t *distance = network_distances(program, models, &scratch);
    bool *near = arena_alloc(&scratch, program->funcs.count * sizeof *near);
    for (func_ref func = 1; func < program->funcs.count; func++) {
        bool internal = program->funcs.items[func].defined &&
                        (program_ir_func(program, func)->flags & IR_FUNC_INTERNAL) != 0;
        bool reaches = program->funcs.items[func].defined && distance[func] != far_away;
        near[func] = reaches && distance[func] <= helper_distance;
        if (reaches && !internal && strcmp(program_func_name(program, func), "main") != 0) {
            add_name(demand, program, func, false);
        }
    }
    add_called(demand, program, models, near);
    arena_finish(&scratch);
}

void demand_finish(struct demand *demand)
{
    vec_finish(&demand->reaching);
    vec_finish(&demand->called);
    arena_finish(&demand->arena);
}
