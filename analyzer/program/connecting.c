#include "program/connecting.h"

#include "program/targets.h"

/* How many records lie between a result and the connection: a pool's slot, its connection. */
enum { MAX_RECORDS = 3 };

bool connecting_kind(const struct model_set *models, uint32_t handle_kind)
{
    for (uint32_t i = 1; handle_kind != 0 && i < models->functions.count; i++) {
        const struct model_function *function = &models->functions.items[i];
        if (function->handle_kind == handle_kind && function->operation != OPERATION_NONE) {
            return true;
        }
    }
    return false;
}

static bool hands_out(const struct model_set *models, const struct summary *summary)
{
    const struct summary_object *objects = summary->objects.items;
    const struct summary_outcome *well = &summary->outcomes[OUTCOME_OK];
    bool hands = summary->result.kind == KNOWN_OBJECT &&
                 connecting_kind(models, objects[summary->result.object].handle_kind);
    for (uint32_t i = 0; i < well->writes.count && !hands; i++) {
        const struct setting_value *value = &well->writes.items[i].value;
        hands = value->object != 0 && !value->inherits && !value->unknown &&
                value->constants.count == 0 &&
                connecting_kind(models, objects[value->object - 1].handle_kind);
    }
    return hands;
}

static bool holds_connection(const struct analysis *analysis, field_ref field)
{
    struct origin_set origins = handle_flow_field(analysis->handles, field);
    for (uint32_t bit = 0; bit < HANDLE_ORIGINS; bit++) {
        const struct handle_origin *origin = handle_flow_origin_at(analysis->handles, bit);
        if (origin == NULL) {
            return false;
        }
        if (origin_set_has(&origins, bit) &&
            connecting_kind(analysis->models, origin->handle_kind)) {
            return true;
        }
    }
    return false;
}

/* Whether a field of the record that the pointer points to, or of a record that such a field is or
 * points to, holds connections. */
static bool leads_to_connection(const struct frame *frame, ir_type_id pointer, uint32_t records)
{
    const struct ir_module *module = frame->module;
    const struct ir_type *type = &module->types[pointer];
    type = type->kind == IR_TYPE_POINTER ? &module->types[type->of] : type;
    bool leads = false;
    for (uint32_t i = 0; type->kind == IR_TYPE_RECORD && i < type->count && !leads; i++) {
        ir_field_id field = type->first + i;
        leads =
            holds_connection(frame->analysis,
                             frame->analysis->program->field_of[frame->module_index][field]) ||
            (records > 1 && leads_to_connection(frame, module->fields[field].type, records - 1));
    }
    return leads;
}

/* A record with the connection in it is lost to data flow where another function fills it. */
static bool gives_back_record(const struct frame *frame)
{
    const struct program_func *info = &frame->analysis->program->funcs.items[frame->func];
    ir_type_id result = frame->module->types[frame->info->type].of;
    bool connects = false;
    for (uint32_t i = 0; i < info->call_count && !connects; i++) {
        ir_instr_id call = frame->analysis->program->calls.items[info->first_call + i].instr;
        connects = connecting_call(frame, call);
    }
    return connects && frame->module->types[result].kind == IR_TYPE_POINTER &&
           leads_to_connection(frame, result, MAX_RECORDS);
}

bool connecting_function(const struct frame *frame)
{
    const struct analysis *analysis = frame->analysis;
    return hands_out(analysis->models, &analysis->summaries[frame->func]) ||
           gives_back_record(frame);
}

bool connecting_call(const struct frame *frame, ir_instr_id call)
{
    const struct model_function *model = analysis_model(frame->analysis, frame->module_index, call);
    if (model != NULL) {
        return model->operation == OPERATION_CONNECT;
    }
    uint32_t count;
    const func_ref *targets = frame_targets(frame, call, &count);
    bool connects = false;
    for (uint32_t i = 0; i < count && !connects; i++) {
        connects = frame->analysis->summaries[targets[i]].connects;
    }
    return connects;
}
