#include "program/unseen.h"

#include "program/handle.h"

static bool ends_with(const char *path, const char *name)
{
    size_t length = strlen(path), tail = strlen(name);
    return length > tail && path[length - tail - 1] == '/' &&
           strcmp(path + length - tail, name) == 0;
}

/* A library whose sources lie in the same tree has its headers there. */
static bool is_library_header(const struct model_set *models, const char *path)
{
    for (uint32_t i = 0; i < models->libraries.count; i++) {
        const struct model_library *library = models->libraries.items[i];
        for (uint32_t k = 0; k < library->header_count; k++) {
            if (ends_with(path, library->headers[k])) {
                return true;
            }
        }
    }
    return false;
}

/* The prototype stands in the program's own text, not in a library's header. */
static bool is_own(const struct frame *frame, ir_func_id callee)
{
    const struct program *program = frame->analysis->program;
    const struct ir_func *info = &frame->module->funcs[callee];
    const struct ir_file *file = &frame->module->files[frame->module->locs[info->loc].file];
    func_ref func = program->func_of[frame->module_index][callee];
    return callee != 0 && func != 0 && !program->funcs.items[func].defined &&
           (file->flags & IR_FILE_SYSTEM) == 0 &&
           (info->flags & (IR_FUNC_IMPLICIT | IR_FUNC_SKIPPED)) == 0 &&
           !is_library_header(frame->analysis->models, ir_text(frame->module, file->path));
}

/* A descriptor, or what points to a handle of a kind that models know. */
static bool may_be_handle(const struct frame *frame, ir_expr_id arg)
{
    const struct ir_module *module = frame->module;
    const struct model_set *models = frame->analysis->models;
    const struct ir_type *type = &module->types[module->exprs[ir_uncast(module, arg)].type];
    if (type->kind == IR_TYPE_INT) {
        return true;
    }
    const char *name = ir_text(module, module->types[type->of].name);
    for (uint32_t i = 1; type->kind == IR_TYPE_POINTER && i < models->handle_kinds.count; i++) {
        const char *known = models->handle_kinds.items[i].type;
        if (known != NULL && strcmp(known, name) == 0) {
            return true;
        }
    }
    return false;
}

void unseen_apply(struct frame *frame, struct flow_state *state, ir_instr_id call,
                  const symbol_id *args, uint32_t count)
{
    const struct ir_module *module = frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    if (!is_own(frame, ir_direct_callee(module, instr))) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        symbol_id leaves[4];
        uint32_t found = space_leaves(&frame->space, args[i], leaves, 4);
        bool typed = may_be_handle(frame, module->lists[instr->first_arg + i]);
        for (uint32_t k = 0; k < found && k < 4; k++) {
            bool given = typed && frame->space.symbols.items[leaves[k]].kind == SYMBOL_INITIAL;
            if (given || frame_kind_of(frame, leaves[k]) != 0) {
                frame_write_setting(frame, state, call, leaves[k], SETTING_UNSEEN,
                                    space_int(&frame->space, 1));
            }
        }
    }
}

bool unseen_handle(struct frame *frame, const struct flow_state *state, symbol_id handle)
{
    symbol_id leaves[4];
    cell_id cell = frame_setting_cell(frame, handle, SETTING_UNSEEN);
    uint32_t count = space_leaves(&frame->space, state_read(&frame->space, state, cell), leaves, 4);
    for (uint32_t i = 0; i < count && i < 4; i++) {
        const struct symbol *leaf = &frame->space.symbols.items[leaves[i]];
        if (leaf->kind == SYMBOL_INT && leaf->value != 0) {
            return true;
        }
    }
    return false;
}

bool unseen_noted(const struct summary_setting *settings, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (settings[i].setting == SETTING_UNSEEN && range_has(&settings[i].value.constants, 1)) {
            return true;
        }
    }
    return false;
}
