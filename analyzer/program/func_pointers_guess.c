#include "program/func_pointers.h"

/* Too many candidates say nothing: then the call is left open. */
static const uint32_t guess_limit = 24;

/* Kinds of values that are passed differently; what kind a type is must not depend on names. */
static char passing_class(const struct ir_module *module, ir_type_id id)
{
    switch (module->types[id].kind) {
    case IR_TYPE_POINTER:
    case IR_TYPE_ARRAY:
    case IR_TYPE_FUNCTION:
        return 'p';
    case IR_TYPE_FLOAT:
        return 'f';
    case IR_TYPE_RECORD:
        return 'r';
    default:
        return 'i';
    }
}

/* The types that a call passes: those of the function type it calls, or else of its arguments. */
static ir_type_id passed_type(const struct ir_module *module, const struct ir_instr *call,
                              uint32_t index)
{
    const struct ir_type *callee = &module->types[module->exprs[call->value].type];
    const struct ir_type *type = &module->types[callee->of];
    if (callee->kind == IR_TYPE_POINTER && type->kind == IR_TYPE_FUNCTION && index < type->count) {
        return module->lists[type->first + index];
    }
    return module->exprs[module->lists[call->first_arg + index]].type;
}

static uint64_t add_to_shape(uint64_t shape, char letter)
{
    return (shape ^ (uint64_t)letter) * UINT64_C(0x100000001b3);
}

static uint64_t shape_of_call(const struct ir_module *module, const struct ir_instr *call)
{
    uint64_t shape = call->arg_count;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        shape = add_to_shape(shape, passing_class(module, passed_type(module, call, i)));
    }
    return shape;
}

static uint64_t shape_of_func(const struct ir_module *module, const struct ir_func *func)
{
    uint64_t shape = func->param_count;
    for (uint32_t i = 0; i < func->param_count; i++) {
        shape = add_to_shape(shape, passing_class(module, module->vars[func->first_var + i].type));
    }
    return shape;
}

static const char *record_behind(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *type = &module->types[id];
    const struct ir_type *record = &module->types[type->of];
    bool points = type->kind == IR_TYPE_POINTER && record->kind == IR_TYPE_RECORD;
    return points ? ir_text(module, record->name) : NULL;
}

/* Pointers to two different records are not passed for each other; a void pointer is for all. */
static bool fits(const struct program *program, func_ref ref, const struct ir_module *module,
                 const struct ir_instr *call)
{
    const struct ir_module *other = program_module(program, ref);
    const struct ir_func *func = program_ir_func(program, ref);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const char *given = record_behind(module, passed_type(module, call, i));
        const char *wanted = record_behind(other, other->vars[func->first_var + i].type);
        if (given != NULL && wanted != NULL && strcmp(given, wanted) != 0) {
            return false;
        }
    }
    return call->arg_count == func->param_count;
}

struct shapes {
    struct map first;   /* shape to the first function that has it */
    VEC(func_ref) next; /* by func_ref: the next of that shape, 0 = none */
};

static void collect_shapes(struct shapes *shapes, const struct program *program)
{
    for (func_ref func = 0; func < program->funcs.count; func++) {
        vec_push(&shapes->next, 0);
    }
    for (func_ref func = program->funcs.count - 1; func > 0; func--) {
        const struct program_func *info = &program->funcs.items[func];
        if (info->address_taken && info->defined) {
            uint64_t shape =
                shape_of_func(program_module(program, func), program_ir_func(program, func));
            uint32_t *first = map_put(&shapes->first, shape, 0);
            shapes->next.items[func] = *first;
            *first = func;
        }
    }
}

static void guess_call(struct func_pointers *pointers, const struct shapes *shapes,
                       struct indirect_call *indirect)
{
    const struct program *program = pointers->program;
    const struct ir_module *module = &program->modules[indirect->module];
    const struct ir_instr *call = &module->instrs[indirect->instr];
    const uint32_t *first = map_get(&shapes->first, shape_of_call(module, call));
    indirect->first_guess = pointers->guesses.count;
    for (func_ref func = first == NULL ? 0 : *first; func != 0; func = shapes->next.items[func]) {
        if (fits(program, func, module, call)) {
            vec_push(&pointers->guesses, func);
        }
    }
    indirect->guess_count = pointers->guesses.count - indirect->first_guess;
    if (indirect->guess_count > guess_limit) {
        pointers->guesses.count = indirect->first_guess;
        indirect->guess_count = 0;
    }
}

void func_pointers_guess(struct func_pointers *pointers)
{
    struct shapes shapes = {0};
    collect_shapes(&shapes, pointers->program);
    for (uint32_t i = 0; i < pointers->indirect.count; i++) {
        struct indirect_call *indirect = &pointers->indirect.items[i];
        if (indirect->node == POINTER_NONE ||
            pointers->nodes.items[indirect->node].funcs.count == 0) {
            guess_call(pointers, &shapes, indirect);
            func_pointers_call_outside(pointers, indirect->module, indirect->instr);
        }
    }
    for (uint32_t i = 0; i < pointers->indirect.count; i++) {
        struct indirect_call indirect = pointers->indirect.items[i];
        for (uint32_t g = 0; g < indirect.guess_count; g++) {
            func_pointers_pass(pointers, indirect.module, indirect.instr,
                               pointers->guesses.items[indirect.first_guess + g]);
        }
    }
    map_finish(&shapes.first);
    vec_finish(&shapes.next);
}
