#include "program/program_build.h"

void program_link(struct program *program, const struct ir_module *modules, uint32_t count)
{
    *program = (struct program){.modules = modules, .module_count = count};
    link_symbols(program);
    link_calls(program);
    link_components(program);
}

const struct ir_module *program_module(const struct program *program, func_ref func)
{
    return &program->modules[program->funcs.items[func].module];
}

const struct ir_func *program_ir_func(const struct program *program, func_ref func)
{
    return &program_module(program, func)->funcs[program->funcs.items[func].id];
}

const char *program_func_name(const struct program *program, func_ref func)
{
    return strtab_text(&program->names, program->funcs.items[func].name);
}

func_ref program_named(const struct program *program, uint32_t module, ir_expr_id id)
{
    const struct ir_module *code = &program->modules[module];
    const struct ir_expr *expr = &code->exprs[ir_uncast(code, id)];
    return expr->op == IR_EXPR_FUNCTION ? program->func_of[module][expr->a] : 0;
}

func_ref program_find(const struct program *program, const char *name)
{
    str_id id = strtab_find(&program->names, name);
    for (func_ref func = 1; id != 0 && func < program->funcs.count; func++) {
        bool internal = (program_ir_func(program, func)->flags & IR_FUNC_INTERNAL) != 0;
        if (program->funcs.items[func].name == id && !internal) {
            return func;
        }
    }
    return 0;
}

void program_finish(struct program *program)
{
    vec_finish(&program->funcs);
    vec_finish(&program->calls);
    vec_finish(&program->targets);
    vec_finish(&program->callers);
    vec_finish(&program->bottom_up);
    strtab_finish(&program->names);
    arena_finish(&program->arena);
}
