#include "ir/text.h"

#include "ir/print_names.h"
#include "ir/text_rules.h"

#include <stdlib.h>
#include <string.h>

static void print_files(struct printer *printer)
{
    const struct ir_module *m = printer->module;
    text_puts(printer->out, "unit ");
    print_quoted(printer, m->unit_path);
    text_puts(printer->out, "\n");
    for (uint32_t i = 1; i < m->files_count; i++) {
        const struct ir_file *file = &m->files[i];
        if (i == 1 && file->path == m->unit_path && file->flags == IR_FILE_MAIN) {
            continue; /* this is what parsing starts with */
        }
        text_printf(printer->out, "file %u ", i);
        print_quoted(printer, file->path);
        text_printf(printer->out, "%s%s\n", (file->flags & IR_FILE_MAIN) != 0 ? " main" : "",
                    (file->flags & IR_FILE_SYSTEM) != 0 ? " system" : "");
    }
}

static void print_notes(struct printer *printer)
{
    const struct ir_module *m = printer->module;
    for (uint32_t i = 1; i < m->notes_count; i++) {
        const struct ir_note *note = &m->notes[i];
        text_printf(printer->out, "note %s ", ir_text_notes[note->kind]);
        print_quoted(printer, note->text);
        text_printf(printer->out, " %u", note->count);
        print_loc(printer, note->loc);
        text_puts(printer->out, "\n");
    }
}

static void print_fields(struct printer *printer, const struct ir_type *type)
{
    const struct ir_module *m = printer->module;
    text_puts(printer->out, " {\n");
    for (uint32_t i = 0; i < type->count; i++) {
        const struct ir_field *field = &m->fields[type->first + i];
        text_puts(printer->out, "  ");
        print_type(printer, field->type);
        if (field->name != 0) {
            text_puts(printer->out, " ");
            print_word(printer, field->name);
        }
        text_puts(printer->out, "\n");
    }
    text_puts(printer->out, "}\n");
}

static void print_tagged_type(struct printer *printer, ir_type_id id)
{
    const struct ir_type *type = &printer->module->types[id];
    const char *name = ir_text(printer->module, type->name);
    print_record_name(printer, id);
    if (type->kind == IR_TYPE_ENUM) {
        text_puts(printer->out, strncmp(name, "enum ", 5) == 0 ? " " : " enum ");
        print_type(printer, type->of);
        if (type->size != ir_text_type_size(printer->module, type)) {
            text_printf(printer->out, " %u", type->size);
        }
        text_puts(printer->out, "\n");
        return;
    }
    if ((type->flags & IR_TYPE_UNION) != 0 && strncmp(name, "union ", 6) != 0) {
        text_puts(printer->out, " union");
    }
    if (type->size != 0) {
        text_printf(printer->out, " %u", type->size);
    }
    if ((type->flags & IR_TYPE_INCOMPLETE) != 0) {
        text_puts(printer->out, "\n");
    } else {
        print_fields(printer, type);
    }
}

static void print_types(struct printer *printer)
{
    for (uint32_t i = 1; i < printer->module->types_count; i++) {
        uint32_t kind = printer->module->types[i].kind;
        if (kind == IR_TYPE_RECORD || kind == IR_TYPE_ENUM) {
            print_tagged_type(printer, i);
        }
    }
}

static void print_globals(struct printer *printer)
{
    const struct ir_module *m = printer->module;
    for (uint32_t i = 1; i < m->vars_count; i++) {
        if (m->vars[i].kind != IR_VAR_GLOBAL) {
            continue;
        }
        bool internal = (m->vars[i].flags & IR_VAR_INTERNAL) != 0;
        bool defined = (m->vars[i].flags & IR_VAR_DEFINED) != 0;
        text_puts(printer->out, "global");
        text_puts(printer->out, internal ? " static" : "");
        text_puts(printer->out, defined ? "" : " extern");
        print_var(printer, "", i);
    }
}

/* Nothing to initialise: parsing makes the same when the text does not say. */
static bool is_empty_init(const struct ir_module *m, ir_func_id id)
{
    const struct ir_func *func = &m->funcs[id];
    return id == 1 && func->block_count == 1 && func->var_count == 0 && func->loop_count == 0 &&
           m->blocks[func->first_block].instr_count == 0 &&
           m->blocks[func->first_block].term == IR_TERM_RETURN;
}

void ir_print(const struct ir_module *module, struct text *out)
{
    struct printer printer;
    printer_init(&printer, module, out);
    print_files(&printer);
    print_notes(&printer);
    print_types(&printer);
    print_globals(&printer);
    for (uint32_t i = 1; i < module->funcs_count; i++) {
        if (!is_empty_init(module, i)) {
            text_puts(out, module->funcs[i].block_count == 0 ? "" : "\n");
            print_func(&printer, i);
        }
    }
    printer_finish(&printer);
}

void ir_print_func(const struct ir_module *module, ir_func_id func, struct text *out)
{
    struct printer printer;
    printer_init(&printer, module, out);
    print_func(&printer, func);
    printer_finish(&printer);
}
