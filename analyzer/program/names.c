#include "program/names.h"

struct program_names program_names(const struct program *program, struct arena *arena)
{
    struct program_names names = {
        .fields = arena_alloc(arena, (program->field_count + 1) * sizeof *names.fields),
        .globals = arena_alloc(arena, (program->global_count + 1) * sizeof *names.globals)};
    for (uint32_t m = 0; m < program->module_count; m++) {
        const struct ir_module *module = &program->modules[m];
        for (ir_field_id i = 1; i < module->fields_count; i++) {
            names.fields[program->field_of[m][i]] = ir_text(module, module->fields[i].name);
        }
        for (ir_var_id i = 1; i < module->vars_count; i++) {
            names.globals[program->global_of[m][i]] = ir_text(module, module->vars[i].name);
        }
    }
    return names;
}
