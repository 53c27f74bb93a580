#include "program/func_pointers.h"

void func_pointers_init(struct func_pointers *pointers, struct program *program)
{
    *pointers = (struct func_pointers){.program = program};
    pointers->called = memory_resize(NULL, program->funcs.count, sizeof(bool));
    memset(pointers->called, 0, program->funcs.count * sizeof(bool));
}

void func_pointers_finish(struct func_pointers *pointers)
{
    for (uint32_t i = 0; i < pointers->nodes.count; i++) {
        vec_finish(&pointers->nodes.items[i].funcs);
        vec_finish(&pointers->nodes.items[i].flows_to);
        vec_finish(&pointers->nodes.items[i].calls);
    }
    vec_finish(&pointers->nodes);
    vec_finish(&pointers->queue);
    vec_finish(&pointers->indirect);
    vec_finish(&pointers->guesses);
    map_finish(&pointers->ids);
    map_finish(&pointers->seen);
    free(pointers->called);
}

uint32_t pointer_node_at(struct func_pointers *pointers, enum pointer_kind kind, uint32_t m,
                         uint32_t id)
{
    uint64_t key = (uint64_t)kind << 60 | (uint64_t)m << 32 | id;
    uint32_t *node = map_put(&pointers->ids, key, POINTER_NONE);
    if (*node == POINTER_NONE) {
        *node = pointers->nodes.count;
        (void)vec_push_zero(&pointers->nodes);
    }
    return *node;
}

static void enqueue(struct func_pointers *pointers, uint32_t node)
{
    if (!pointers->nodes.items[node].queued) {
        pointers->nodes.items[node].queued = true;
        vec_push(&pointers->queue, node);
    }
}

/* Whether the pair is new; `kind` tells the sets apart. */
static bool first_time(struct func_pointers *pointers, uint32_t kind, uint32_t a, uint32_t b)
{
    uint32_t before = pointers->seen.entries.count;
    (void)map_put(&pointers->seen, (uint64_t)kind << 63 | map_pair(a, b), 0);
    return pointers->seen.entries.count != before;
}

void pointer_add(struct func_pointers *pointers, uint32_t node, func_ref func)
{
    if (first_time(pointers, 0, node, func)) {
        vec_push(&pointers->nodes.items[node].funcs, func);
        enqueue(pointers, node);
    }
}

void pointer_open(struct func_pointers *pointers, uint32_t node)
{
    if (node != POINTER_NONE && !pointers->nodes.items[node].open) {
        pointers->nodes.items[node].open = true;
        enqueue(pointers, node);
    }
}

void pointer_flow(struct func_pointers *pointers, uint32_t from, uint32_t to)
{
    if (from == to || !first_time(pointers, 1, from, to)) {
        return;
    }
    vec_push(&pointers->nodes.items[from].flows_to, to);
    for (uint32_t i = 0; i < pointers->nodes.items[from].passed; i++) {
        pointer_add(pointers, to, pointers->nodes.items[from].funcs.items[i]);
    }
    if (pointers->nodes.items[from].open) {
        pointer_open(pointers, to);
    }
}

void pointer_call(struct func_pointers *pointers, struct indirect_call call)
{
    if (call.node != POINTER_NONE) {
        vec_push(&pointers->nodes.items[call.node].calls, pointers->indirect.count);
        enqueue(pointers, call.node);
    }
    vec_push(&pointers->indirect, call);
}

static void pass_on(struct func_pointers *pointers, uint32_t node, func_ref func)
{
    for (uint32_t i = 0; i < pointers->nodes.items[node].flows_to.count; i++) {
        pointer_add(pointers, pointers->nodes.items[node].flows_to.items[i], func);
    }
    for (uint32_t i = 0; i < pointers->nodes.items[node].calls.count; i++) {
        struct indirect_call call =
            pointers->indirect.items[pointers->nodes.items[node].calls.items[i]];
        func_pointers_pass(pointers, call.module, call.instr, func);
    }
}

static void pass_openness(struct func_pointers *pointers, uint32_t node)
{
    for (uint32_t i = 0; i < pointers->nodes.items[node].flows_to.count; i++) {
        pointer_open(pointers, pointers->nodes.items[node].flows_to.items[i]);
    }
    for (uint32_t i = 0; i < pointers->nodes.items[node].calls.count; i++) {
        const struct indirect_call *call =
            &pointers->indirect.items[pointers->nodes.items[node].calls.items[i]];
        func_pointers_call_outside(pointers, call->module, call->instr);
    }
}

void func_pointers_close(struct func_pointers *pointers)
{
    for (uint32_t next = 0; next < pointers->queue.count; next++) {
        uint32_t node = pointers->queue.items[next];
        pointers->nodes.items[node].queued = false;
        /* Nodes move when passing makes new ones, so each use looks them up again. */
        while (pointers->nodes.items[node].passed < pointers->nodes.items[node].funcs.count) {
            uint32_t i = pointers->nodes.items[node].passed++;
            pass_on(pointers, node, pointers->nodes.items[node].funcs.items[i]);
        }
        if (pointers->nodes.items[node].open && !pointers->nodes.items[node].open_passed) {
            pointers->nodes.items[node].open_passed = true;
            pass_openness(pointers, node);
        }
    }
    pointers->queue.count = 0;
}
