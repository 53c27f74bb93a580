#include "program/program_build.h"

#include <xxhash.h>

static uint64_t key_of(char space, const char *a, const char *b, uint64_t number)
{
    uint64_t key = XXH3_64bits_withSeed(a, strlen(a), (uint64_t)space);
    key = XXH3_64bits_withSeed(b, strlen(b), key);
    return XXH3_64bits_withSeed(&number, sizeof number, key);
}

/* Functions with external linkage are known by name, internal ones by their unit; one that stands
 * in a header is the same in every unit that includes it. */
static uint64_t func_key(const struct program *program, uint32_t m, ir_func_id id)
{
    const struct ir_module *module = &program->modules[m];
    const struct ir_func *func = &module->funcs[id];
    const char *name = ir_text(module, func->name);
    if ((func->flags & IR_FUNC_INTERNAL) == 0) {
        return key_of('e', name, "", 0);
    }
    const struct ir_loc *loc = &module->locs[func->loc];
    const struct ir_file *file = &module->files[loc->file];
    if (loc->file == 0 || (file->flags & IR_FILE_MAIN) != 0) {
        return key_of('i', name, ir_text(module, module->unit_path), m);
    }
    return key_of('h', name, ir_text(module, file->path), loc->line);
}

static void define(struct program_func *func, const struct program *program, uint32_t m,
                   ir_func_id id)
{
    bool defined = program->modules[m].funcs[id].block_count != 0;
    if (func->module == UINT32_MAX || (defined && !func->defined)) {
        func->module = m;
        func->id = id;
        func->defined = defined;
    }
}

static func_ref add_func(struct program *program, uint32_t m, ir_func_id id)
{
    const struct ir_module *module = &program->modules[m];
    struct program_func *fresh = vec_push_zero(&program->funcs);
    fresh->name = strtab_add_text(&program->names, ir_text(module, module->funcs[id].name));
    fresh->module = UINT32_MAX;
    return program->funcs.count - 1;
}

/* A second definition is another function of the same name: the units may make several programs,
 * or be one file under several commands. Calls from elsewhere mean the first. */
static bool is_another(const struct program *program, func_ref ref, uint32_t m, ir_func_id id)
{
    const struct ir_module *module = &program->modules[m];
    const struct ir_func *func = &module->funcs[id];
    const struct ir_loc *loc = &module->locs[func->loc];
    bool own_file = loc->file != 0 && (module->files[loc->file].flags & IR_FILE_MAIN) != 0;
    return func->block_count != 0 && program->funcs.items[ref].defined && own_file;
}

static void link_funcs(struct program *program, struct map *refs, uint32_t m)
{
    const struct ir_module *module = &program->modules[m];
    for (ir_func_id id = 2; id < module->funcs_count; id++) {
        uint32_t *known = map_put(refs, func_key(program, m, id), 0);
        if (*known == 0) {
            *known = add_func(program, m, id);
        }
        func_ref ref = *known;
        if (is_another(program, ref, m, id)) {
            ref = add_func(program, m, id);
        }
        define(&program->funcs.items[ref], program, m, id);
        program->func_of[m][id] = ref;
    }
}

static void link_globals(struct program *program, struct map *refs, uint32_t m)
{
    const struct ir_module *module = &program->modules[m];
    for (ir_var_id id = 1; id < module->vars_count; id++) {
        const struct ir_var *var = &module->vars[id];
        bool is_static = var->kind == IR_VAR_STATIC_LOCAL || (var->flags & IR_VAR_INTERNAL) != 0;
        if (var->kind != IR_VAR_GLOBAL && var->kind != IR_VAR_STATIC_LOCAL) {
            continue;
        }
        uint64_t own = (uint64_t)m << 32 | id;
        uint32_t *ref =
            map_put(refs, key_of('g', ir_text(module, var->name), "", is_static ? own : 0), 0);
        if (*ref == 0) {
            *ref = ++program->global_count;
        }
        program->global_of[m][id] = *ref;
    }
}

/* What tells one type from another, whichever unit it is seen in: there a record may be known by
 * its name only. */
static uint64_t type_key(const struct ir_module *module, ir_type_id id, uint64_t above)
{
    const struct ir_type *type = &module->types[id];
    bool derived = type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_ARRAY;
    bool tagged = type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM;
    uint64_t number = (uint64_t)type->kind << 32 | (tagged ? 0 : type->size);
    uint64_t key = key_of('t', tagged ? ir_text(module, type->name) : "", "", number ^ above);
    return derived ? type_key(module, type->of, key) : key;
}

/* Records of one name are one where their members are the same: units of several programs, or two
 * files of one, use a tag for different things. */
static uint64_t record_key(const struct ir_module *module, ir_type_id id)
{
    const struct ir_type *record = &module->types[id];
    uint64_t key = key_of('r', ir_text(module, record->name), "", record->count);
    for (uint32_t i = 0; i < record->count; i++) {
        const struct ir_field *field = &module->fields[record->first + i];
        key = key_of('m', ir_text(module, field->name), "", type_key(module, field->type, key));
    }
    return key;
}

static void link_fields(struct program *program, struct map *refs, uint32_t m)
{
    const struct ir_module *module = &program->modules[m];
    ir_type_id record = 0;
    uint64_t key = 0;
    for (ir_field_id id = 1; id < module->fields_count; id++) {
        const struct ir_field *field = &module->fields[id];
        if (field->record != record) {
            record = field->record;
            key = record_key(module, record);
        }
        uint32_t *ref = map_put(refs, key_of('f', "", "", key ^ field->index), 0);
        if (*ref == 0) {
            *ref = ++program->field_count;
        }
        program->field_of[m][id] = *ref;
    }
}

static uint32_t **make_tables(struct program *program)
{
    return arena_alloc(&program->arena, program->module_count * sizeof(uint32_t *));
}

void link_symbols(struct program *program)
{
    struct map refs = {0};
    (void)vec_push_zero(&program->funcs);
    program->func_of = make_tables(program);
    program->global_of = make_tables(program);
    program->field_of = make_tables(program);
    program->call_of = make_tables(program);
    for (uint32_t m = 0; m < program->module_count; m++) {
        const struct ir_module *module = &program->modules[m];
        struct arena *arena = &program->arena;
        program->func_of[m] = arena_alloc(arena, module->funcs_count * sizeof(uint32_t));
        program->global_of[m] = arena_alloc(arena, module->vars_count * sizeof(uint32_t));
        program->field_of[m] = arena_alloc(arena, module->fields_count * sizeof(uint32_t));
        program->call_of[m] = arena_alloc(arena, module->instrs_count * sizeof(uint32_t));
        link_funcs(program, &refs, m);
        link_globals(program, &refs, m);
        link_fields(program, &refs, m);
    }
    map_finish(&refs);
}
