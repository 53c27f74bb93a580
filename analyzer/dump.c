#include "dump.h"

#include "base/file.h"
#include "ir/text.h"

void dump_units(const struct unit_list *units, const char *root, struct text *out)
{
    for (uint32_t i = 0; i < units->units.count; i++) {
        const struct unit *unit = &units->units.items[i];
        text_printf(out, "%s\n  in %s%s\n", path_relative(root, unit->path),
                    path_relative(root, unit->directory), unit->guessed ? ", guessed" : "");
        for (uint32_t k = 0; k < unit->arg_count; k++) {
            text_printf(out, "  %s\n", unit->args[k]);
        }
    }
}

void dump_chosen(const struct extraction *extraction, const struct unit_list *units,
                 const char *root, struct text *out)
{
    for (uint32_t i = 0; i < extraction->chosen.units.count; i++) {
        uint32_t unit = extraction->chosen.units.items[i];
        text_printf(out, "%s\n", path_relative(root, units->units.items[unit].path));
    }
}

void dump_modules(const struct extraction *extraction, struct text *out)
{
    for (uint32_t i = 0; i < extraction->modules.count; i++) {
        ir_print(&extraction->modules.items[i], out);
    }
}

void dump_program(const struct program *program, struct text *out)
{
    for (uint32_t i = 0; i < program->bottom_up.count; i++) {
        func_ref func = program->bottom_up.items[i];
        const struct program_func *info = &program->funcs.items[func];
        text_printf(out, "%s%s\n", program_func_name(program, func),
                    info->recursive ? " (recursive)" : "");
        for (uint32_t k = 0; k < info->call_count; k++) {
            const struct program_call *call = &program->calls.items[info->first_call + k];
            text_puts(out, "  ");
            for (uint32_t t = 0; t < call->target_count; t++) {
                func_ref target = program->targets.items[call->first_target + t];
                text_printf(out, "%s%s", t == 0 ? "" : " | ", program_func_name(program, target));
            }
            text_puts(out, call->complete ? "\n" : " ...\n");
        }
    }
}
