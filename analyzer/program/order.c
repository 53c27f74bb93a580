#include "program/order.h"

#include "base/bitset.h"

static uint32_t block_of(const struct ir_module *module, const struct ir_func *info,
                         ir_instr_id instr)
{
    for (uint32_t i = 0; i < info->block_count; i++) {
        const struct ir_block *block = &module->blocks[info->first_block + i];
        if (instr >= block->first_instr && instr - block->first_instr < block->instr_count) {
            return i;
        }
    }
    return 0;
}

/* Whether control can get from one instruction of the function to another. */
static bool reaches(const struct program *program, func_ref func, ir_instr_id from, ir_instr_id to)
{
    const struct ir_module *module = program_module(program, func);
    const struct ir_func *info = program_ir_func(program, func);
    uint32_t start = block_of(module, info, from);
    uint32_t goal = block_of(module, info, to);
    if (start == goal && from < to) {
        return true;
    }
    struct arena arena = {0};
    struct bitset seen;
    bitset_init(&seen, &arena, info->block_count);
    VEC(uint32_t) stack = {0};
    vec_push(&stack, start);
    while (stack.count != 0 && !bitset_has(&seen, goal)) {
        const struct ir_block *block =
            &module->blocks[info->first_block + stack.items[--stack.count]];
        for (uint32_t i = 0; i < block->edge_count; i++) {
            uint32_t next = module->edges[block->first_edge + i].to - info->first_block;
            if (!bitset_has(&seen, next)) {
                bitset_add(&seen, next);
                vec_push(&stack, next);
            }
        }
    }
    bool reached = bitset_has(&seen, goal);
    vec_finish(&stack);
    arena_finish(&arena);
    return reached;
}

bool program_comes_after(const struct program *program, struct call_place late,
                         struct call_place early)
{
    if (late.func == early.func) {
        return !reaches(program, early.func, late.instr, early.instr);
    }
    const struct program_func *info = &program->funcs.items[late.func];
    for (uint32_t i = 0; i < info->caller_count; i++) {
        const struct program_call *call =
            &program->calls.items[program->callers.items[info->first_caller + i]];
        if (call->caller != early.func || reaches(program, early.func, call->instr, early.instr)) {
            return false;
        }
    }
    return info->caller_count != 0;
}
