/* Tarjan's algorithm (1972), without recursion: call graphs can be deep. On a cycle of calls those
 * whose result is used weigh more than those that only do something (write a log, say) or never
 * come back: of these the callee may come after its caller. */
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
    bool *ordered; /* stands in the order of its component */
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

/* The next callee in the same component that is not in the order yet and whose result is used, or
 * 0. */
static func_ref next_used(struct tarjan *tarjan, struct visit *visit)
{
    const struct program *program = tarjan->program;
    uint32_t component = program->funcs.items[visit->func].component;
    const struct ir_module *module = program_module(program, visit->func);
    for (func_ref callee; (callee = next_callee(program, visit)) != 0;) {
        uint32_t call = program->funcs.items[visit->func].first_call + visit->call;
        bool used = module->instrs[program->calls.items[call].instr].dest != 0 &&
                    (program_ir_func(program, callee)->flags & IR_FUNC_NORETURN) == 0;
        if (used && program->funcs.items[callee].component == component &&
            !tarjan->ordered[callee]) {
            return callee;
        }
    }
    return 0;
}

/* Adds the function to the order, behind those of its component whose results it uses. */
static void put_in_order(struct tarjan *tarjan, func_ref root)
{
    struct program *program = tarjan->program;
    uint32_t base = tarjan->visits.count;
    tarjan->ordered[root] = true;
    vec_push(&tarjan->visits, ((struct visit){.func = root}));
    while (tarjan->visits.count > base) {
        struct visit *visit = &tarjan->visits.items[tarjan->visits.count - 1];
        func_ref callee = next_used(tarjan, visit);
        if (callee != 0) {
            tarjan->ordered[callee] = true;
            vec_push(&tarjan->visits, ((struct visit){.func = callee}));
            continue;
        }
        if (program->funcs.items[visit->func].defined) {
            vec_push(&program->bottom_up, visit->func);
        }
        tarjan->visits.count--;
    }
}

static void close_component(struct tarjan *tarjan, func_ref root)
{
    struct program *program = tarjan->program;
    uint32_t component = ++program->component_count;
    uint32_t first = tarjan->stack.count;
    do {
        func_ref func = tarjan->stack.items[--first];
        tarjan->on_stack[func] = false;
        program->funcs.items[func].component = component;
    } while (tarjan->stack.items[first] != root);
    uint32_t size = tarjan->stack.count - first;
    for (uint32_t i = tarjan->stack.count; i > first; i--) {
        func_ref func = tarjan->stack.items[i - 1];
        program->funcs.items[func].recursive = program->funcs.items[func].recursive || size > 1;
        if (!tarjan->ordered[func]) {
            put_in_order(tarjan, func);
        }
    }
    tarjan->stack.count = first;
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
                            .on_stack = arena_alloc(&arena, count * sizeof(bool)),
                            .ordered = arena_alloc(&arena, count * sizeof(bool))};
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
