/* Tarjan's algorithm (1972), without recursion: call graphs can be deep. */
#include "program/program_build.h"

struct visit {
    func_ref func;
    uint32_t call;   /* next call to follow */
    uint32_t target; /* next target of it */
};

struct tarjan {
    struct program *program;
    uint32_t *number; /* by func_ref; 0: not met yet */
    uint32_t *low;
    bool *on_stack;
    uint32_t next;
    VEC(func_ref) stack;
    VEC(struct visit) visits;
};

static void enter(struct tarjan *tarjan, func_ref func)
{
    tarjan->number[func] = tarjan->low[func] = ++tarjan->next;
    tarjan->on_stack[func] = true;
    vec_push(&tarjan->stack, func);
    vec_push(&tarjan->visits, ((struct visit){.func = func}));
}

static void close_component(struct tarjan *tarjan, func_ref root)
{
    struct program *program = tarjan->program;
    uint32_t component = ++program->component_count;
    uint32_t size = 0;
    func_ref func;
    do {
        func = tarjan->stack.items[--tarjan->stack.count];
        tarjan->on_stack[func] = false;
        program->funcs.items[func].component = component;
        size++;
        if (program->funcs.items[func].defined) {
            vec_push(&program->bottom_up, func);
        }
    } while (func != root);
    for (uint32_t i = 0; size > 1 && i < size && i < program->bottom_up.count; i++) {
        func_ref member = program->bottom_up.items[program->bottom_up.count - 1 - i];
        program->funcs.items[member].recursive =
            program->funcs.items[member].component == component;
    }
}

/* The next callee to look at, or 0 when all were. */
static func_ref next_callee(const struct program *program, struct visit *visit)
{
    const struct program_func *info = &program->funcs.items[visit->func];
    while (visit->call < info->call_count) {
        const struct program_call *call = &program->calls.items[info->first_call + visit->call];
        if (visit->target < call->target_count) {
            return program->targets.items[call->first_target + visit->target++];
        }
        visit->call++;
        visit->target = 0;
    }
    return 0;
}

static void lower(struct tarjan *tarjan, func_ref func, uint32_t to)
{
    if (to < tarjan->low[func]) {
        tarjan->low[func] = to;
    }
}

static void walk(struct tarjan *tarjan, func_ref root)
{
    enter(tarjan, root);
    while (tarjan->visits.count > 0) {
        struct visit *visit = &tarjan->visits.items[tarjan->visits.count - 1];
        func_ref func = visit->func;
        func_ref callee = next_callee(tarjan->program, visit);
        if (callee == func) {
            tarjan->program->funcs.items[func].recursive = true;
        } else if (callee != 0 && tarjan->number[callee] == 0) {
            enter(tarjan, callee);
        } else if (callee != 0 && tarjan->on_stack[callee]) {
            lower(tarjan, func, tarjan->number[callee]);
        } else if (callee == 0) {
            tarjan->visits.count--;
            if (tarjan->low[func] == tarjan->number[func]) {
                close_component(tarjan, func);
            }
            if (tarjan->visits.count > 0) {
                lower(tarjan, tarjan->visits.items[tarjan->visits.count - 1].func,
                      tarjan->low[func]);
            }
        }
    }
}

static void link_callers(struct program *program)
{
    for (uint32_t i = 0; i < program->targets.count; i++) {
        program->funcs.items[program->targets.items[i]].caller_count++;
    }
    uint32_t start = 0;
    for (func_ref func = 0; func < program->funcs.count; func++) {
        program->funcs.items[func].first_caller = start;
        start += program->funcs.items[func].caller_count;
        program->funcs.items[func].caller_count = 0;
    }
    for (uint32_t i = 0; i < program->targets.count; i++) {
        vec_push(&program->callers, 0);
    }
    for (uint32_t c = 0; c < program->calls.count; c++) {
        const struct program_call *call = &program->calls.items[c];
        for (uint32_t t = 0; t < call->target_count; t++) {
            struct program_func *func =
                &program->funcs.items[program->targets.items[call->first_target + t]];
            program->callers.items[func->first_caller + func->caller_count++] = c;
        }
    }
}

void link_components(struct program *program)
{
    struct arena arena = {0};
    uint32_t count = program->funcs.count;
    struct tarjan tarjan = {.program = program,
                            .number = arena_alloc(&arena, count * sizeof(uint32_t)),
                            .low = arena_alloc(&arena, count * sizeof(uint32_t)),
                            .on_stack = arena_alloc(&arena, count * sizeof(bool))};
    for (func_ref func = 1; func < count; func++) {
        if (tarjan.number[func] == 0) {
            walk(&tarjan, func);
        }
    }
    link_callers(program);
    vec_finish(&tarjan.stack);
    vec_finish(&tarjan.visits);
    arena_finish(&arena);
}
