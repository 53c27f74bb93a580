#include "frontend/lower.h"

static enum CXVisitorResult collect_field(CXCursor field, CXClientData data)
{
    struct lowering *lowering = data;
    vec_push(&lowering->children, field);
    return CXVisit_Continue;
}

static enum CXChildVisitResult collect_direct_field(CXCursor child, CXCursor parent,
                                                    CXClientData data)
{
    struct lowering *lowering = data;
    (void)parent;
    if (child.kind == CXCursor_FieldDecl) {
        vec_push(&lowering->children, child);
    }
    return CXChildVisit_Continue;
}

/* A record with a member of an unknown type has none by its type, but still by its text. */
static struct lower_span fields_of(struct lowering *lowering, CXType type)
{
    struct lower_span span = {.first = lowering->children.count};
    clang_Type_visitFields(type, collect_field, lowering);
    if (lowering->children.count == span.first) {
        CXCursor definition = clang_getCursorDefinition(clang_getTypeDeclaration(type));
        clang_visitChildren(definition, collect_direct_field, lowering);
    }
    span.count = lowering->children.count - span.first;
    return span;
}

static ir_str field_name(struct lowering *lowering, CXCursor field)
{
    CXString text = clang_getCursorSpelling(field);
    const char *name = clang_getCString(text);
    /* libclang makes up a name for unnamed members: "union (anonymous at ...)". */
    bool unnamed = name == NULL || strchr(name, '(') != NULL || clang_Cursor_isAnonymous(field);
    ir_str id = unnamed ? 0 : ir_build_text(lowering->builder, name, strlen(name));
    clang_disposeString(text);
    return id;
}

static bool is_padding(struct lowering *lowering, CXCursor field)
{
    return clang_Cursor_isBitField(field) && field_name(lowering, field) == 0;
}

static void add_fields(struct lowering *lowering, ir_type_id record, struct lower_span span)
{
    struct ir_builder *builder = lowering->builder;
    for (uint32_t i = 0; i < span.count; i++) {
        lower_type(lowering, clang_getCursorType(lower_child(lowering, span, i)));
    }
    uint32_t first = builder->fields.count;
    for (uint32_t i = 0; i < span.count; i++) {
        CXCursor field = lower_child(lowering, span, i);
        if (is_padding(lowering, field)) {
            continue;
        }
        map_put(&lowering->fields, (uint64_t)(uintptr_t)field.data[0], builder->fields.count);
        struct ir_field made = {.name = field_name(lowering, field),
                                .record = record,
                                .type = lower_type(lowering, clang_getCursorType(field)),
                                .index = builder->fields.count - first};
        vec_push(&builder->fields, made);
    }
    struct ir_type *type = &builder->types.items[record];
    type->count = builder->fields.count - first;
    type->first = type->count == 0 ? 0 : first;
}

void lower_record_complete(struct lowering *lowering, ir_type_id record)
{
    struct ir_type type = lower_type_of(lowering, record);
    while (type.kind == IR_TYPE_ARRAY) {
        record = type.of;
        type = lower_type_of(lowering, record);
    }
    const uint32_t *index = map_get(&lowering->record_of, record);
    if (index == NULL || lowering->records.items[*index].complete) {
        return;
    }
    struct lower_record *entry = &lowering->records.items[*index];
    entry->complete = true;
    struct lower_span span = fields_of(lowering, entry->type);
    add_fields(lowering, record, span);
    lower_children_done(lowering, span);
    type = lower_type_of(lowering, record);
    for (uint32_t i = 0; i < type.count; i++) {
        lower_record_complete(lowering, lowering->builder->fields.items[type.first + i].type);
    }
}

ir_field_id lower_field(struct lowering *lowering, CXCursor field)
{
    uint64_t key = (uint64_t)(uintptr_t)field.data[0];
    const uint32_t *known = map_get(&lowering->fields, key);
    if (known == NULL) {
        CXType owner = clang_getCursorType(clang_getCursorSemanticParent(field));
        lower_record_complete(lowering, lower_type(lowering, owner));
        known = map_get(&lowering->fields, key);
    }
    return known == NULL ? 0 : *known;
}

ir_place_id lower_field_place(struct lowering *lowering, ir_place_id place, ir_field_id field)
{
    struct ir_elem elem = {.kind = IR_ELEM_FIELD, .id = field};
    ir_type_id type = lowering->builder->fields.items[field].type;
    return ir_build_place_elem(lowering->builder, place, elem, type);
}

/* Finds the record among the unnamed members of the place; 0 when it is not there. */
static ir_place_id find_member_record(struct lowering *lowering, ir_place_id place,
                                      ir_type_id wanted)
{
    ir_type_id here = lowering->builder->places.items[place].type;
    if (here == wanted) {
        return place;
    }
    lower_record_complete(lowering, here);
    struct ir_type type = lower_type_of(lowering, here);
    for (uint32_t i = 0; type.kind == IR_TYPE_RECORD && i < type.count; i++) {
        ir_field_id id = type.first + i;
        struct ir_field field = lowering->builder->fields.items[id];
        if (field.name == 0 && lower_type_of(lowering, field.type).kind == IR_TYPE_RECORD) {
            ir_place_id found =
                find_member_record(lowering, lower_field_place(lowering, place, id), wanted);
            if (found != 0) {
                return found;
            }
        }
    }
    return 0;
}

ir_place_id lower_member(struct lowering *lowering, ir_place_id place, CXCursor field)
{
    ir_field_id id = lower_field(lowering, field);
    if (id == 0) {
        return 0;
    }
    ir_type_id record = lowering->builder->fields.items[id].record;
    ir_place_id owner = find_member_record(lowering, place, record);
    return lower_field_place(lowering, owner == 0 ? place : owner, id);
}
