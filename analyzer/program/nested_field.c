#include "program/nested_field.h"

static uint32_t field_at(const struct program *program, uint32_t module_index,
                         const struct ir_place *place, uint32_t step)
{
    const struct ir_module *module = &program->modules[module_index];
    const struct ir_elem *elem = &module->elems[place->first_elem + step];
    return elem->kind == IR_ELEM_FIELD ? program->field_of[module_index][elem->id] : 0;
}

static void find_in_module(struct analysis *analysis, uint32_t module_index)
{
    const struct program *program = analysis->program;
    const struct ir_module *module = &program->modules[module_index];
    for (ir_instr_id id = 1; id < module->instrs_count; id++) {
        const struct ir_place *place = &module->places[module->instrs[id].dest];
        for (uint32_t i = 1; module->instrs[id].dest != 0 && i < place->elem_count; i++) {
            uint32_t outer = field_at(program, module_index, place, i - 1);
            uint32_t inner = field_at(program, module_index, place, i);
            if (outer != 0 && inner != 0) {
                (void)map_put(&analysis->nested_fields, map_pair(outer, inner),
                              nested_fields_end(analysis));
            }
        }
    }
}

void nested_fields_find(struct analysis *analysis)
{
    for (uint32_t i = 0; i < analysis->program->module_count; i++) {
        find_in_module(analysis, i);
    }
    analysis->fields =
        arena_alloc(&analysis->arena, nested_fields_end(analysis) * sizeof *analysis->fields);
}

uint32_t nested_fields_end(const struct analysis *analysis)
{
    return analysis->program->field_count + 1 + analysis->nested_fields.entries.count;
}

static uint32_t entry_of(const struct analysis *analysis, uint32_t outer, uint32_t inner)
{
    const uint32_t *nested = map_get(&analysis->nested_fields, map_pair(outer, inner));
    return nested == NULL ? inner : *nested;
}

uint32_t nested_field_of_place(const struct analysis *analysis, uint32_t module_index,
                               const struct ir_place *place, uint32_t step)
{
    const struct program *program = analysis->program;
    uint32_t outer = step == 0 ? 0 : field_at(program, module_index, place, step - 1);
    return entry_of(analysis, outer, field_at(program, module_index, place, step));
}

uint32_t nested_field_of_cell(const struct analysis *analysis, const struct space *space,
                              cell_id cell)
{
    const struct cell *inner = &space->cells.items[cell];
    const struct cell *outer = &space->cells.items[inner->a];
    return entry_of(analysis, outer->kind == CELL_FIELD ? outer->b : 0, inner->b);
}

uint32_t nested_field_of_path(const struct analysis *analysis, path_id path)
{
    const struct path *inner = &analysis->paths.paths.items[path];
    const struct path *outer = &analysis->paths.paths.items[inner->parent];
    return entry_of(analysis, outer->kind == PATH_FIELD ? outer->value : 0, inner->value);
}

uint32_t nested_field_any(const struct analysis *analysis, uint32_t entry)
{
    uint32_t first = analysis->program->field_count + 1;
    return entry < first ? entry
                         : (uint32_t)analysis->nested_fields.entries.items[entry - first].key;
}
