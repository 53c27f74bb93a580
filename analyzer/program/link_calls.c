/* Call sites and whom each may reach. */
#include "program/func_pointers.h"
#include "program/program_build.h"

struct calls {
    struct program *program;
    struct func_pointers pointers;
    struct map indirect; /* module and instruction to the call's place in pointers.indirect */
};

static void add_indirect(struct calls *calls, struct program_call *call, uint32_t m)
{
    const struct func_pointers *pointers = &calls->pointers;
    const struct indirect_call *indirect =
        &pointers->indirect.items[*map_get(&calls->indirect, map_pair(m, call->instr))];
    for (uint32_t i = 0; i < indirect->guess_count; i++) {
        vec_push(&calls->program->targets, pointers->guesses.items[indirect->first_guess + i]);
    }
    call->complete = false;
    call->guessed = indirect->guess_count != 0;
    if (indirect->guess_count == 0 && indirect->node != POINTER_NONE) {
        const struct pointer_node *node = &pointers->nodes.items[indirect->node];
        for (uint32_t i = 0; i < node->funcs.count; i++) {
            vec_push(&calls->program->targets, node->funcs.items[i]);
        }
        call->complete = node->funcs.count > 0 && !node->open;
    }
}

static void add_call(struct calls *calls, func_ref caller, uint32_t m, ir_instr_id id)
{
    struct program *program = calls->program;
    const struct ir_module *module = &program->modules[m];
    struct program_call call = {.caller = caller, .instr = id, .complete = true};
    call.first_target = program->targets.count;
    ir_func_id direct = ir_direct_callee(module, &module->instrs[id]);
    if (direct != 0) {
        vec_push(&program->targets, program->func_of[m][direct]);
    } else {
        add_indirect(calls, &call, m);
    }
    call.target_count = program->targets.count - call.first_target;
    vec_push(&program->calls, call);
    program->call_of[m][id] = program->calls.count;
}

static void collect_calls(struct calls *calls)
{
    struct program *program = calls->program;
    for (func_ref func = 1; func < program->funcs.count; func++) {
        struct program_func *info = &program->funcs.items[func];
        info->first_call = program->calls.count;
        if (!info->defined) {
            continue;
        }
        const struct ir_module *module = &program->modules[info->module];
        const struct ir_func *ir = &module->funcs[info->id];
        for (uint32_t b = 0; b < ir->block_count; b++) {
            const struct ir_block *block = &module->blocks[ir->first_block + b];
            for (uint32_t i = 0; i < block->instr_count; i++) {
                if (module->instrs[block->first_instr + i].op == IR_INSTR_CALL) {
                    add_call(calls, func, info->module, block->first_instr + i);
                }
            }
        }
        info->call_count = program->calls.count - info->first_call;
    }
}

void link_calls(struct program *program)
{
    struct calls calls = {.program = program};
    func_pointers_init(&calls.pointers, program);
    func_pointers_scan(&calls.pointers);
    func_pointers_close(&calls.pointers);
    func_pointers_guess(&calls.pointers);
    func_pointers_open_entries(&calls.pointers);
    func_pointers_close(&calls.pointers);
    for (uint32_t i = 0; i < calls.pointers.indirect.count; i++) {
        const struct indirect_call *call = &calls.pointers.indirect.items[i];
        (void)map_put(&calls.indirect, map_pair(call->module, call->instr), i);
    }
    collect_calls(&calls);
    map_finish(&calls.indirect);
    func_pointers_finish(&calls.pointers);
}
